"""What stays of the shared graph when new files come: what they do not speak of and another source still supports.

A build over other articles brings its own events and actors. A node that the new files describe is replaced by what
they say; a node of before stays where a source that is not replaced mentions it, and with it its links, merges, place
on the map and the run that made it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, Protocol

import pyoxigraph as ox

from kg.rdf.terms import KG, PREFIXES, PROV, RDF_TYPE

ATTACHED_BY: Final = (KG.linkOf, KG.mergeOf)
"""Properties by which a node hangs on the one it speaks of."""


class Former(Protocol):
    """What a store held before, as far as it must be asked."""

    def mentioned(self, apart_from: Iterable[ox.NamedNode]) -> list[ox.NamedNode]:
        """All nodes that sources other than these mention."""

    def pointing(self, graph: ox.NamedNode, prop: ox.NamedNode, values: Iterable[ox.NamedNode]) -> list[ox.NamedNode]:
        """The subjects in ``graph`` that have one of ``values`` for ``prop``."""

    def describe(self, graph: ox.NamedNode, subjects: Iterable[ox.NamedNode]) -> list[ox.Triple]:
        """All triples of these subjects in ``graph``."""


def merged(new: Iterable[ox.Triple], former: Former, world: ox.NamedNode, loaded: Iterable[ox.NamedNode]) -> list[ox.Triple]:
    """The shared graph ``world`` after loading: ``new``, and of what was there that which sources other than those
    ``loaded`` still support. In the order of the triples' text."""
    fresh = set(new)
    described = {triple.subject for triple in fresh}
    kept = [node for node in former.mentioned(loaded) if node not in described]
    if not kept:
        return sorted(fresh, key=str)
    attached = [node for prop in ATTACHED_BY for node in former.pointing(world, prop, kept)]
    runs = former.pointing(world, RDF_TYPE, [PROV.Activity])
    old = former.describe(world, [node for node in (*kept, *attached, *runs) if node not in described])
    old += former.describe(world, [node for node in _parts(old) if node not in described])
    return sorted(fresh.union(old), key=str)


def _parts(triples: Sequence[ox.Triple]) -> list[ox.NamedNode]:
    """The values that are parts of their subject, a geometry or a run's tool; not other actors, events or classes."""
    parts = {
        triple.object.value: triple.object
        for triple in triples
        if isinstance(triple.object, ox.NamedNode) and triple.predicate.value.startswith((PREFIXES["geo"], PREFIXES["prov"]))
    }
    return [parts[name] for name in sorted(parts)]
