"""Asking Wikidata for what the embedded index does not know or is not sure of.

The same features judge what comes back. What could not be asked is marked so (``Link.looked_up`` is False): a later run
with the same cache fills it in; a silent service never becomes "no such thing".
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from kg.errors import RemoteError
from kg.link import items
from kg.link.candidates import Found, without_titles
from kg.link.compile.facts import OfficeFact, is_item
from kg.link.compile.kgtk import type_of
from kg.link.decide import NIL
from kg.link.index import Candidate, Index, Term, kind_of
from kg.link.linker import Linker
from kg.link.names import is_acronym, normalise
from kg.link.roles import rank, roles
from kg.link.wikidata import WikidataClient
from kg.model import Entity, Reading

# A link under this confidence was made with little to spare.
DOUBTFUL: Final = 0.9
_KINDS: Final = frozenset(("Person", "Organization", "Military", "ArmedGroup", "MediaOutlet", "Place"))

log = logging.getLogger(__name__)


class OnlineLinker:
    """Links by the index first, then asks for named entities that have no link or a doubtful one."""

    def __init__(self, index: Index, client: WikidataClient) -> None:
        self._linker, self._client = Linker(index), client
        self._codes = index.codes()
        self._silent = False

    def link(self, reading: Reading) -> Reading:
        """As Linker.link, with more entities linked; no error of the network gets out."""
        asked = [entity for entity in self._linker.link(reading).entities if _worth_asking(entity)]
        found = {entity.key: self._found(entity) for entity in asked}
        linked = self._linker.link(reading, {key: more for key, more in found.items() if more})
        return replace(linked, entities=tuple(_marked(e, found) for e in linked.entities))

    def _found(self, entity: Entity) -> tuple[tuple[Found, tuple[Term, ...]], ...] | None:
        """Candidates of Wikidata with their terms; None where it could not be asked."""
        if self._silent:
            return None
        try:
            return tuple(self._ask(entity))
        except RemoteError as error:
            log.warning("%s: going on with the embedded index", error)
            self._silent = True
            return None

    def _ask(self, entity: Entity) -> Iterator[tuple[Found, tuple[Term, ...]]]:
        name = without_titles(entity.name) if entity.kind == "Person" else entity.name
        for id_, item in self._client.items(self._client.search(name)).items():
            type_ = type_of(items.classes(item))
            match = _match(name, item)
            if type_ != "-" and match:
                candidate = self._candidate(item.get("id", id_), item, type_, match)
                yield Found(candidate, name, "online"), self._terms(item, candidate.country)

    def _candidate(self, id_: str, item: Mapping[str, Any], type_: str, match: str) -> Candidate:
        fact = items.entity_fact({**item, "id": id_}, type_, self._codes, items.prior(item))
        held = max((rank(r) for t in self._terms(item, fact.country) for r in t.roles), default=0)
        return Candidate(
            id_, fact.label, type_, kind_of(type_), fact.country, max(fact.prior or 0, held), fact.born, fact.died,
            fact.lat, fact.lon, "", match,
        )  # fmt: skip

    def _terms(self, item: Mapping[str, Any], country: str) -> tuple[Term, ...]:
        positions = self._client.items(position for position, _, _ in items.positions(item))

        def named(position: str) -> tuple[str, str]:
            known = positions.get(position, {})
            return items.label(known), items.country(known, self._codes)

        return tuple(_term(fact) for fact in items.offices(item, named, country))


def _marked(entity: Entity, found: Mapping[str, object]) -> Entity:
    """The entity, its link marked where Wikidata should have been asked and was not."""
    if found.get(entity.key, ()) is not None:
        return entity
    return replace(entity, link=replace(entity.link or NIL, looked_up=False))


def _term(fact: OfficeFact) -> Term:
    return Term(fact.position, roles(fact.position), fact.country, fact.start, fact.end)


def _worth_asking(entity: Entity) -> bool:
    """Whether an entity has no link or a doubtful one, and a name that says enough: not a bare word or surname."""
    several = " " in normalise(entity.name) or is_acronym(entity.name) or entity.kind == "MediaOutlet"
    link = entity.link
    unsure = link is None or not is_item(link.target) or link.confidence < DOUBTFUL
    return several and unsure and entity.named and not entity.members and entity.kind in _KINDS


def _match(name: str, item: Mapping[str, Any]) -> str:
    """In what sense an item bears a name; "" where it only resembles it."""
    norm = normalise(name)
    if norm == normalise(items.label(item)):
        return "label"
    return "alias" if norm in map(normalise, items.aliases(item)) else ""
