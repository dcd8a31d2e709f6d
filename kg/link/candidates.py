"""Where candidates come from: the names of an entity, looked up in the index.

Exact and normalised names first; then the institution of a country; a bare surname; a like spelling only at last.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from rapidfuzz import fuzz

from kg.link.context import country_of_title
from kg.link.index import COUNTRY_TYPES, Candidate, Index, Term, in_office
from kg.link.institutions import is_country, is_institution, key, split, stands_for_country
from kg.link.names import initials, is_acronym, normalise, surname, variants, without_middle
from kg.link.roles import roles
from kg.link.tables import settings
from kg.model import Entity

INSTITUTIONAL: Final = ("Organization", "Military", "Country")
_CODE: Final = 3  # so short are names that are codes unless they are the whole label
_AFTER_LEADER: Final = re.compile(r"(.+?)(?:'s)?(?: new| current| outgoing| former)? (?:government|administration|regime)$")
_ONE_AT_A_TIME: Final = frozenset(
    "head-of-state head-of-government foreign-minister defence-minister interior-minister finance-minister".split()
)
_HEADS: Final = frozenset(("head-of-state", "head-of-government"))
_SHORTENED: Final = 0.95  # likeness of a name to the one without its middle names
_DETERMINER: Final = re.compile(
    r"^(?:(?:the|his|her|its|their|central|federal|country's|some|about|around|nearly|over|more than|all|these|many|[\d,.]+"
    r"|thousands of|hundreds of) )+", re.IGNORECASE,
)  # fmt: skip
_DIRECT: Final = frozenset(("label", "alias", "acronym", "demonym", "metonym"))


@dataclass(frozen=True, slots=True)
class Ask:
    """What is asked of the index: an entity, the countries that the text ties to it, the article's day (a number), and the
    countries of which the article speaks at all (ISO codes)."""

    entity: Entity
    tied: tuple[str, ...] = ()
    day: int = 0
    around: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """A candidate, the words that found it, how, how like they are to the index's name (0..1), and how many people of the
    index share the surname by which it was found."""

    candidate: Candidate
    surface: str
    method: str
    spelling: float = 1.0
    bearers: int = 1


def find(ask: Ask, index: Index) -> list[Found]:
    """Candidates of an entity, each entity of the index once, by the best way that leads to it."""
    best: dict[str, Found] = {}
    for found in _ways(ask, index) if ask.entity.named else _unnamed(ask, index):
        best.setdefault(found.candidate.id, found)
    return list(best.values())


def _ways(ask: Ask, index: Index) -> Iterator[Found]:
    entity, yielded, titled = ask.entity, False, False
    for name in _names(entity):
        for found in _exact(name, entity, index):
            yielded = True
            titled = titled or (found.candidate.match == "label" and name == entity.name and found.candidate.type == "party")
            yield found
        if yielded and name == entity.name:
            break
    if entity.kind in INSTITUTIONAL and not titled:  # "Indian National Congress" is a party, no congress
        yield from _institution(ask, index)
        yield from _government(ask, index)
    if entity.kind == "Person" and not yielded:
        yield from _within(entity, index)
        yield from _by_nickname(entity, index)
        yield from _alike(entity, index)
        yield from _same_family(entity, index)


def _unnamed(ask: Ask, index: Index) -> Iterator[Found]:
    """Candidates of a description: a country's forces ("some 5,000 U.S. troops"), "the parliament", a leader's
    government, the holder of an office."""
    entity = ask.entity
    if entity.kind == "Person":
        yield from _holder(ask, index)
        return
    name = _DETERMINER.sub("", entity.name)
    bare = replace(ask, entity=replace(entity, name=name, names=()), around=ask.around if _is_the(entity, name) else ())
    if entity.kind == "Organization":
        yield from _government(ask, index)
        yield from _institution(bare, index) if is_institution(name) or is_institution(split(name)[1]) else ()
    else:
        yield from (found for found in _institution(bare, index) if found.candidate.type == "armed-forces")


def _holder(ask: Ask, index: Index) -> Iterator[Found]:
    """The only one who held an office of a country on the article's day: "Kenya's foreign minister", "the Irish president"."""
    entity = ask.entity
    wanted = [role for role in roles(entity.name) if role in _ONE_AT_A_TIME]
    lands = ask.tied or tuple(filter(None, {country_of_title(name) for name in entity.names}))
    if len(wanted) != 1 or len(lands) != 1 or not ask.day or not _is_the(entity, entity.name):
        return
    words = frozenset(normalise(entity.name).split()) - {"of", "the"}
    held = {c for c, office in index.holders(lands[0], wanted[0], ask.day) if words.intersection(normalise(office).split())}
    if len(held) == 1:
        yield Found(replace(held.pop(), match="alias"), entity.name, "office")


def _is_the(entity: Entity, name: str) -> bool:
    """Whether a description can mean the one of the country: not "a government", "the state legislature", "troops"."""
    words = frozenset(normalise(name).split())
    indefinite = any(n.lower().startswith(("a ", "an ", "no ")) for n in entity.names)
    return not indefinite and not words & frozenset(settings("linking")["names"]["lesser"])


def _government(ask: Ask, index: Index) -> Iterator[Found]:
    """The country of a leader of the day whose government is named after him: "the Netanyahu government"."""
    entity, day = ask.entity, ask.day
    named = _AFTER_LEADER.match(normalise(entity.name))
    if not named or is_country(named[1]):
        return
    bearers = (c for c in index.named(normalise(without_titles(named[1]))) if c.type == "person")
    heads = {c.country for c in bearers if any(_led(term, day) for term in index.terms(c.id))}
    country = index.place_of_country(heads.pop()) if len(heads) == 1 else None
    if country:
        yield Found(replace(country, match="alias"), f"{country.country}:government", "institution")


def _led(term: Term, day: int) -> bool:
    return bool(_HEADS & set(term.roles) and day and term.start) and in_office(term, day)


def _names(entity: Entity) -> Iterator[str]:
    """The entity's name, then its other names, the longest first: of people no bare words, of others no acronym of the very
    name ("DoD" of a gang called Drink or Die is nobody else)."""
    yield entity.name
    person = entity.kind == "Person"
    if person and (bare := without_titles(entity.name)) != entity.name:
        yield bare
    others = sorted(set(entity.names) - {entity.name}, key=lambda n: (-len(n), n))
    own = initials(entity.name)
    yield from (n for n in others if " " in normalise(n) or not (person or normalise(n) == own))


@cache
def _titles() -> frozenset[str]:
    return frozenset(settings("linking")["names"]["titles"])


def without_titles(name: str) -> str:
    """A person's name without leading titles, and without a country before them: "Gen. John Doe" is John Doe.

    >>> [without_titles(n) for n in ("Prime Minister Boris Johnson", "Queen", "South Korean President Moon Jae-in")]
    ['Boris Johnson', 'Queen', 'Moon Jae-in']
    >>> without_titles("Jordan Peterson")
    'Jordan Peterson'
    """
    words = name.split()
    for length in (3, 2, 1):
        rest = words[length:]
        if len(rest) > 1 and normalise(rest[0]) in _titles() and is_country(" ".join(words[:length])):
            words = rest
    while len(words) > 1 and normalise(words[0]).removesuffix("'s") in _titles():
        words = words[1:]
    return " ".join(words)


def _exact(name: str, entity: Entity, index: Index) -> Iterator[Found]:
    single = " " not in normalise(name)
    shorter = _shorter(name, entity)
    for spelling in (*variants(name), *shorter):
        known = index.named(spelling)
        for candidate in known:
            if spelling in shorter and candidate.match in _DIRECT:
                yield Found(candidate, name, "exact", _SHORTENED)
                continue
            if _is_code(candidate, spelling) and not _code_is_meant(name, candidate):
                continue
            if candidate.type == "government" and stands_for_country(split(name)[1]):
                continue  # the news means the country, which the institution's way finds
            if candidate.match in _DIRECT:
                yield Found(candidate, name, "metonym" if candidate.match == "metonym" else "exact")
            elif single and entity.kind == "Person":
                yield Found(candidate, name, "surname", bearers=sum(c.type == "person" for c in known))


def _is_code(candidate: Candidate, spelling: str) -> bool:
    short = candidate.match == "acronym" or len(spelling) <= _CODE < len(candidate.label)
    return short and candidate.type != "person"


def _code_is_meant(name: str, candidate: Candidate) -> bool:
    """A code must be written as one; of countries only those count that people write ("UAE"), not ISO's ("TLS")."""
    return is_acronym(name) and (candidate.type not in COUNTRY_TYPES or is_country(name))


def _shorter(name: str, entity: Entity) -> tuple[str, ...]:
    """The name without what stands in the middle; the halves of "Min-jun" are one name."""
    shorter = without_middle(name) if entity.kind == "Person" and "-" not in name else ""
    return (shorter,) if shorter and shorter not in variants(name) else ()


def _institution(ask: Ask, index: Index) -> Iterator[Found]:
    """The foreign ministry, the army, the parliament ... of the country that the name or the text ties to it; without any, of
    each country of the article, under its bare name, for the feature ``generic`` to judge."""
    entity = ask.entity
    for name in dict.fromkeys((entity.name, *entity.names)):
        country, rest = split(name)
        if name != entity.name and not country:  # "Supreme Court" of the Wisconsin Supreme Court
            continue
        for code in (country,) if country else ask.tied or ask.around:
            if stands_for_country(rest):
                whole = index.place_of_country(code)
                candidates = [whole] if whole and entity.kind != "Military" else []
            else:
                candidates = list(index.named(key(rest, code))[:1] if key(rest, code) else ())  # not the army of another age
            for candidate in candidates:
                surface = f"{code}:{rest}" if country or ask.tied else name
                yield Found(replace(candidate, match="alias"), surface, "institution")


def _within(entity: Entity, index: Index) -> Iterator[Found]:
    """People whose name stands before an "of", or after words that hold a title: "the late Senator John Doe of Iowa"."""
    before, of, _ = entity.name.partition(" of ")
    words = entity.name.split()
    tails = (" ".join(words[i:]) for i in range(1, len(words) - 1) if roles(" ".join(words[:i])))
    for name in (*((before,) if of else ()), *tails):
        for candidate in index.named(normalise(name)):
            if candidate.type == "person" and candidate.match in _DIRECT:
                yield Found(candidate, name, "exact")


@cache
def _nicknames() -> dict[str, tuple[str, ...]]:
    """First names by each of the others that the same person may go by."""
    found: dict[str, tuple[str, ...]] = {}
    for line in settings("linking")["names"]["nicknames"]:
        for name in line.split():
            found[name] = (*found.get(name, ()), *(other for other in line.split() if other != name))
    return found


def _by_nickname(entity: Entity, index: Index) -> Iterator[Found]:
    """People whom the index knows by the long or short form of the first name; only a title or country of theirs can make a
    link of it (see the feature ``spelling``)."""
    first, _, rest = normalise(without_titles(entity.name)).partition(" ")
    for other in _nicknames().get(first, ()) if rest else ():
        for candidate in index.named(f"{other} {rest}"):
            if candidate.type == "person" and candidate.match in _DIRECT:
                yield Found(candidate, entity.name, "spelling", _SHORTENED)


def _same_family(entity: Entity, index: Index) -> Iterator[Found]:
    """People of the same family name and a like first name; only a title of theirs can make a link of it."""
    name, least = normalise(without_titles(entity.name)), settings("linking")["spelling"]["titled"]
    for candidate in index.named(surname(name)) if entity.titles else ():
        label = normalise(candidate.label)
        first = fuzz.ratio(name.split()[0], label.split()[0])
        if candidate.type == "person" and first >= least:
            yield Found(candidate, entity.name, "spelling", fuzz.ratio(name, label) / 100)


def _alike(entity: Entity, index: Index) -> Iterator[Found]:
    """People whose first name is the same and whose whole name is spelled nearly so."""
    limits = settings("linking")["spelling"]
    name = normalise(without_titles(entity.name))
    if " " not in name or is_acronym(entity.name):
        return
    for norm in index.beginning(name.split()[0] + " ", limits["most"]):
        ratio = fuzz.ratio(name, norm)
        if ratio >= limits["person"]:
            for candidate in index.named(norm):
                if candidate.type == "person" and candidate.match in _DIRECT:
                    yield Found(candidate, entity.name, "spelling", ratio / 100)
