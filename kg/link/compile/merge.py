"""Facts of all sources become one row per entity; where sources differ, the heavier one is believed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import Final

from kg.link.compile.facts import EntityFact, OfficeFact, SourceFacts
from kg.link.index import COUNTRY_TYPES, MATCHES
from kg.link.institutions import key, split
from kg.link.names import is_acronym, normalise, surname, variants
from kg.link.roles import is_top, rank, roles
from kg.link.tables import table

_WORD: Final = re.compile(r"[a-z]")
_MIN_SURNAME_PRIOR: Final = 40
_INSTITUTIONS: Final = frozenset("ministry agency legislature court armed-forces government organization seat".split())
_CITIES: Final = frozenset(("city", "capital"))
# Where the family name comes first, in English texts too.
_FAMILY_FIRST: Final = frozenset(("CN", "TW", "HK", "KP", "KR"))


@dataclass(slots=True)
class Row:
    """An entity in the making."""

    id: str
    label: str = ""
    type: str = ""
    country: str = ""
    prior: int = 0
    born: int = 0
    died: int = 0
    lat: float | None = None
    lon: float | None = None
    source: int = 0
    weight: int = -1
    located: int = -1
    names: dict[str, int] = field(default_factory=dict)
    terms: list[OfficeFact] = field(default_factory=list)

    def add(self, fact: EntityFact, source: int) -> None:
        """Takes over what a source states, by its weight."""
        if fact.label and fact.weight > self.weight:
            self.label, self.type, self.weight, self.source = fact.label, fact.type, fact.weight, source
        if fact.country and fact.weight > self.located:
            self.country, self.located = fact.country, fact.weight
        self.prior = max(self.prior, fact.prior or 0)
        self.born, self.died = fact.born or self.born, fact.died or self.died
        if self.lat is None:
            self.lat, self.lon = fact.lat, fact.lon
        for name, match in ((fact.label, "label"), *fact.aliases):
            self.name(name, match)

    def name(self, name: str, match: str) -> None:
        """A name under which the entity is found; the most direct way of naming wins."""
        norm = normalise(name)
        if len(norm) < (1 if self.type == "platform" else 2) or not _WORD.search(norm):
            return
        kind = MATCHES.index("acronym" if match == "alias" and is_acronym(name) else match)
        self.names[norm] = min(kind, self.names.get(norm, kind))


def merge(sources: Iterable[SourceFacts]) -> list[Row]:
    """All entities that are worth keeping, sorted by id, people with their terms and surnames."""
    rows: dict[str, Row] = {}
    for number, source in enumerate(sources):
        for fact in source:
            if isinstance(fact, OfficeFact):
                rows.setdefault(fact.person, Row(fact.person)).terms.append(fact)
            else:
                rows.setdefault(fact.id, Row(fact.id)).add(fact, number)
    dropped = {line["id"] for line in table("dropped")}
    for line in table("dropped_names"):
        if line["id"] in rows:
            rows[line["id"]].names.pop(normalise(line["name"]), None)
    kept = [rows[id_] for id_ in sorted(rows) if rows[id_].label and rows[id_].type and id_ not in dropped]
    for row in kept:
        finish(row)
    locate_countries(kept)
    name_parliaments(kept)
    return kept


def name_parliaments(rows: Sequence[Row]) -> None:
    """The only legislature of a country is "the parliament of" it, whatever it calls itself."""
    known = {name for row in rows for name in row.names if name.endswith(":parliament")}
    bodies: dict[str, list[Row]] = {}
    for row in rows:
        if row.type == "legislature" and row.country:
            bodies.setdefault(key("parliament", row.country), []).append(row)
    for name, found in bodies.items():
        if len(found) == 1 and name not in known:
            found[0].names.setdefault(name, MATCHES.index("alias"))


def locate_countries(rows: Sequence[Row]) -> None:
    """Gives each country without coordinates the middle of its cities: the median of theirs, which no far island moves."""
    cities: dict[str, list[tuple[float, float]]] = {}
    for row in rows:
        if row.type in _CITIES and row.lat is not None and row.lon is not None:
            cities.setdefault(row.country, []).append((row.lat, row.lon))
    for row in rows:
        found = cities.get(row.country, []) if row.type in COUNTRY_TYPES and row.lat is None else []
        if found:
            row.lat, row.lon = (round(median(axis), 2) for axis in zip(*found, strict=True))


def finish(row: Row) -> None:
    """Draws conclusions from all facts of one entity: terms, prior, surname, spellings; doing so twice changes nothing."""
    if row.type == "person":
        row.terms = distinct(row.terms)
        held = {role for term in row.terms for role in roles(term.position)}
        row.prior = max([row.prior, *map(rank, held)])
        if row.terms:
            row.country = _usual_country(row)
        if any(map(is_top, held)) or row.prior >= _MIN_SURNAME_PRIOR:
            family = family_name(row.label, row.country)
            row.name(family, "surname")
            row.name(family.removeprefix("al ").removeprefix("el "), "surname")
    if row.type in _INSTITUTIONS:
        _add_institution(row)
    for norm in list(row.names):
        for spelling in variants(norm) if ":" not in norm else ():
            row.names.setdefault(spelling, row.names[norm])


def family_name(label: str, country: str) -> str:
    """The name by which the news calls a person after the first mention.

    >>> family_name("Xi Jinping", "CN"), family_name("Emmanuel Macron", "FR"), family_name("Philippe of Belgium", "BE")
    ('xi', 'macron', 'philippe')
    """
    words = normalise(label).split()
    if "of" in words:  # kings and princes have none
        return words[0]
    return words[0] if country in _FAMILY_FIRST and 2 <= len(words) <= 3 else surname(label)


def _add_institution(row: Row) -> None:
    for name in sorted(row.names):
        country, rest = split(name)
        found = key(rest, country or row.country)
        if found and (not country or not row.country or country == row.country):
            row.country = row.country or country
            row.names.setdefault(found, MATCHES.index("label" if name == normalise(row.label) else "alias"))


def distinct(terms: Iterable[OfficeFact]) -> list[OfficeFact]:
    """Terms without those that another states better: same person, position's roles, country and start.

    Of two that differ in the end alone the one with an end is kept; of two starts in one year the more exact one."""
    best: dict[tuple[str, str, int], OfficeFact] = {}
    for term in sorted(terms, key=lambda t: (t.position, t.country, t.start, t.end)):
        key = (term.position, term.country, term.start // 10000)
        known = best.get(key)
        if known is None or (_closed(term), term.start) > (_closed(known), known.start):
            best[key] = term
    return sorted(best.values(), key=lambda t: (t.start, t.position, t.country))


def _closed(term: OfficeFact) -> int:
    """How much is known of a term's end: 2 the day, 1 that it had not come by some day, 0 nothing."""
    return 2 if term.end > 0 else 1 if term.end else 0


def _usual_country(row: Row) -> str:
    counts: dict[str, int] = {}
    for term in row.terms:
        counts[term.country] = counts.get(term.country, 0) + max(1, *(rank(r) for r in roles(term.position)), 1)
    counts.pop("", None)
    return max(sorted(counts), key=counts.__getitem__) if counts else row.country
