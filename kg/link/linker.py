"""The linker: a reading goes in, the same reading with a decision on each entity comes out.

Two looks: countries and places first, for they say which country the article is about; then everybody, in their light.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from kg.link.candidates import Ask, Found, find
from kg.link.context import Context, first_look, tied_countries, weight
from kg.link.decide import decide, judge
from kg.link.features import Case, titled_roles
from kg.link.index import COUNTRY_TYPES, Index, Term
from kg.link.institutions import split
from kg.model import Entity, Feature, Link, Reading

# Kinds of which a description can mean one whom the index knows: "US troops", "the Irish president".
_DESCRIBED: Final = ("Military", "Organization", "Person")
_PLACES: Final = ("Country", "Place")
# From this confidence on, a link made without the article's countries may speak for a country.
_CERTAIN: Final = 0.9


@dataclass(frozen=True, slots=True)
class _Asked:
    """An entity with the countries that the text ties to it and its candidates."""

    entity: Entity
    tied: tuple[str, ...]
    found: tuple[tuple[Found, tuple[Term, ...]], ...]


class Linker:
    """Links by the embedded index alone: pure, no network, the same answer for the same reading and index."""

    def __init__(self, index: Index) -> None:
        self._index = index

    def link(self, reading: Reading, more: Mapping[str, Sequence[tuple[Found, tuple[Term, ...]]]] | None = None) -> Reading:
        """The reading with ``Entity.link`` set for every named entity and for a country's forces by whatever words; a NIL
        link has an empty target.

        ``more`` adds candidates from elsewhere, with their offices, by the key of the entity."""
        first = first_look(reading)
        around = self._countries(reading)
        asked = [self._ask(entity, first.day, around, (more or {}).get(entity.key, ())) for entity in reading.entities]
        context = self._second_look(asked, first)
        return replace(reading, entities=tuple(self._linked(one, context) for one in asked))

    def _countries(self, reading: Reading) -> tuple[str, ...]:
        """ISO codes of the countries that the article names, in its order."""
        codes = (self._index.country(entity.name) for entity in reading.entities if entity.kind == "Country")
        return tuple(dict.fromkeys(code for code in codes if code))

    def _ask(self, entity: Entity, day: int, around: tuple[str, ...], more: Sequence[tuple[Found, tuple[Term, ...]]]) -> _Asked:
        if entity.members or not (entity.named or entity.kind in _DESCRIBED):
            return _Asked(entity, (), ())
        tied = tied_countries(entity, self._index)
        known = [(found, self._terms(found)) for found in find(Ask(entity, tied, day, around), self._index)]
        ids = {found.candidate.id for found, _ in known}
        return _Asked(entity, tied, (*known, *(one for one in more if one[0].candidate.id not in ids)))

    def _terms(self, found: Found) -> tuple[Term, ...]:
        return self._index.terms(found.candidate.id) if found.candidate.type == "person" else ()

    def _second_look(self, asked: Iterable[_Asked], first: Context) -> Context:
        """Counts the countries of the article by the entities that are certain without each other's help."""
        countries: Counter[str] = Counter()
        places: Counter[str] = Counter()
        counted: dict[str, tuple[str, int]] = {}
        for one in asked:
            countries.update(one.tied)
            link = self._decided(one, first)
            if not link.target or not link.country:
                continue
            if one.entity.kind in _PLACES or link.confidence >= _CERTAIN:
                counted[one.entity.key] = (link.country, weight(one.entity))
                countries[link.country] += weight(one.entity)
            if one.entity.kind == "Place" and self._is_inside(link):
                places[link.country] += 1
        return replace(first, countries=dict(countries), places=dict(places), counted=counted)

    def _is_inside(self, link: Link) -> bool:
        known = self._index.get(link.target)
        return known is not None and known.type not in COUNTRY_TYPES

    def _linked(self, one: _Asked, context: Context) -> Entity:
        entity = one.entity
        if entity.members or not (entity.named or one.found):
            return entity
        return replace(entity, link=self._decided(one, context))

    def _decided(self, one: _Asked, context: Context) -> Link:
        titled = titled_roles(one.entity) if one.found else ()
        judged = [judge(found, _case(one, found, terms, titled, context)) for found, terms in one.found]
        link = decide(one.entity.kind, judged)
        return link if link.target or one.entity.kind != "Place" else self._within(one, link)

    def _within(self, one: _Asked, link: Link) -> Link:
        """A part, coast or border of countries lies about where they do: at their middle, between those of two."""
        lands = [land for code in one.tied if (land := self._index.place_of_country(code))]
        points = [(land.lat, land.lon) for land in lands if land.lat is not None and land.lon is not None]
        if not points or not split(one.entity.name)[0]:
            return link
        lat, lon = (round(sum(axis) / len(points), 2) for axis in zip(*points, strict=True))
        detail = " and ".join(land.label for land in lands)
        evidence = (Feature("position", 0.0, f"the middle of {detail}"), *link.evidence)
        return replace(
            link, method="country", evidence=evidence, lat=lat, lon=lon, country=one.tied[0] if len(lands) == 1 else ""
        )


def _case(one: _Asked, found: Found, terms: tuple[Term, ...], titled: tuple[str, ...], context: Context) -> Case:
    told = one.entity, found.candidate, terms, context, found.surface, one.tied, titled
    return Case(*told, found.spelling, found.bearers)
