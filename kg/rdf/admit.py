"""Whether a reading can be written at all, asked while its article can still be set aside alone."""

from __future__ import annotations

from functools import cache

from kg.model import Actor, Entity, Reading, Report
from kg.rdf.iri import Minter
from kg.rdf.quads import actor_quads, report_quads, source_quads


@cache
def _minter() -> Minter:
    return Minter()


def admit(reading: Reading) -> None:
    """Lead every value of a reading through its gate; raises ValueGateError for the first that must not be written.

    What passes here does not stop the writing of the graph later, when all articles are merged."""
    minter = _minter()
    source_quads(reading.source, minter)
    for name in (reading.source.publisher, *reading.source.credits):
        actor_quads(Actor("", name, "MediaOutlet"), minter)
    for entity in reading.entities:
        actor_quads(_alone(entity), minter)
    for telling in reading.tellings:
        report_quads(Report("", "", telling), "", minter, minter.world)


def _alone(entity: Entity) -> Actor:
    return Actor(entity.key, entity.name, entity.kind, entity.names, place=True, link=entity.link)
