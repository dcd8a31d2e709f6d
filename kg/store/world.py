"""What stays of the shared graph when new files come: what they do not speak of and another source still supports.

A build over other articles brings its own events and actors. A node that the new files describe is replaced by what
they say; a node of before stays where a source that is not replaced mentions it, and with it its links, merges, place
on the map and the run that made it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import pyoxigraph as ox

from kg.rdf.terms import KG, PROV, RDF_TYPE

_ATTACHED_BY: Final = (KG.linkOf, KG.mergeOf)
"""Properties by which a node hangs on the one it speaks of."""


def merged(new: Iterable[ox.Triple], old: Iterable[ox.Triple], mentioned: Iterable[str]) -> list[ox.Triple]:
    """The shared graph after loading: ``new``, and of ``old`` what ``mentioned`` (IRIs of the nodes that sources other
    than the loaded ones mention) still supports. In order of subject, property, value."""
    fresh = list(new)
    described = {triple.subject for triple in fresh}
    former: dict[object, list[ox.Triple]] = {}
    for triple in old:
        if triple.subject not in described:
            former.setdefault(triple.subject, []).append(triple)
    kept = _supported(former, set(mentioned))
    return sorted({*fresh, *(t for subject in kept for t in former[subject])}, key=str)


def _supported(former: dict[object, list[ox.Triple]], mentioned: set[str]) -> set[object]:
    kept: set[object] = {s for s in former if isinstance(s, ox.NamedNode) and s.value in mentioned}
    if not kept:
        return set()
    kept |= {s for s, triples in former.items() if any(t.predicate in _ATTACHED_BY and t.object in kept for t in triples)}
    kept |= {s for s, triples in former.items() if any(t.predicate == RDF_TYPE and t.object == PROV.Activity for t in triples)}
    return kept | {t.object for s in kept for t in former[s] if t.object in former and _belongs(t)}


def _belongs(triple: ox.Triple) -> bool:
    """Whether the value is a part of the subject: its geometry, or a run's tool; not another actor or event."""
    return not triple.predicate.value.startswith(KG.Event.value.removesuffix("Event"))
