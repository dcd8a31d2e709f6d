"""Reasons for and against a candidate: small functions, each of one thing, each explaining itself.

Every function takes a :class:`Case` and returns a :class:`kg.model.Feature`; its ``score`` is in the unit of
``data/linking.toml``, whose weights multiply it. A score of VETO ends the matter. Zero says nothing either way.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from kg.link.context import Context
from kg.link.index import Candidate, Term, in_office
from kg.link.institutions import is_institution
from kg.link.names import is_acronym, middle_initials, normalise, surname, without_suffix
from kg.link.roles import is_former, is_top, rank, roles
from kg.link.tables import settings, table
from kg.model import Entity, Feature

VETO: Final = -math.inf
# News still speaks of the dead, but the dead do not speak.
_MEMORY_YEARS: Final = 3
_MEMORABLE: Final = 40
# How much of an article must be about a country for "the parliament" to be that country's.
_MAIN: Final = 0.5
_ONLY: Final = 0.65  # where it is not even written with a capital letter
# ... and for "The Times" to be one of that country's papers.
_HOME: Final = 0.25
_NOTED: Final = 34  # the prior of the outlets in data/outlets.tsv
# The prior of countries that the news speaks of by their capital without ever naming them.
_GREAT_POWER: Final = 65
_CABINET: Final = ("foreign-minister", "defence-minister", "interior-minister", "finance-minister", "justice-minister")
_KNOWN: Final = 18  # the prior of people whom more than one source knows
_AGE: Final = (18, 100)
_HEADS: Final = frozenset(("head-of-state", "head-of-government"))
# What a high office says for one named by the bare surname: above 1, since of anybody less known the news gives the full name.
_BARE: Final = 1.4
_ALONE: Final = 1.8  # of a head of state or government where the text names no country, and so none that speaks against him


@dataclass(frozen=True, slots=True)
class Case:
    """One entity, one candidate and all that is known about both. ``tied`` are the countries the text ties to the
    entity; ``titled`` the roles of its titles; ``surface`` the name that found the candidate; ``spelling`` how like it
    the index's name is, 0..1 (1: the same); ``bearers`` how many people of the index have that surname, if it is one."""

    entity: Entity
    candidate: Candidate
    terms: tuple[Term, ...]
    context: Context
    surface: str
    tied: tuple[str, ...] = ()
    titled: tuple[str, ...] = ()
    spelling: float = 1.0
    bearers: int = 1

    @property
    def countries(self) -> frozenset[str]:
        """Countries the candidate belongs to or held offices in."""
        held = {term.country for term in self.terms}
        return frozenset({self.candidate.country, *held} - {""})


Scorer = Callable[[Case], Feature]


@cache
def _fits() -> dict[tuple[str, str], float]:
    return {(row["kind"], row["type"]): float(row["fit"]) for row in table("fits")}


def kind(case: Case) -> Feature:
    """The candidate's type against the kind that the text's grammar shows; a pair outside data/fits.tsv is a veto."""
    fit = _fits().get((case.entity.kind, case.candidate.type))
    detail = f"{case.entity.kind} ~ {case.candidate.type}"
    return Feature("kind", VETO if fit is None else fit, detail)


_MATCH: Final = {"label": 1.0, "alias": 0.85, "acronym": 0.6, "surname": 0.1, "demonym": 0.9, "metonym": 0.7}


def name(case: Case) -> Feature:
    """In what sense the candidate bears the name: as its label, an alias, an acronym, a bare surname ...; another middle
    initial is a veto."""
    mine, theirs = middle_initials(case.surface), without_suffix(case.candidate.label).split()[1:-1]
    if mine and theirs and case.candidate.type == "person" and not theirs[0].startswith(mine[0]):
        return Feature("name", VETO, f"{case.surface} is not {case.candidate.label}")
    return Feature("name", _MATCH[case.candidate.match] * case.spelling**4, f"{case.candidate.match}: {case.surface}")


def prior(case: Case) -> Feature:
    """How well known the candidate is: 0 at a prior of 25, 1 at 65."""
    return Feature("prior", max(-0.6, (case.candidate.prior - 25) / 40), str(case.candidate.prior))


def country(case: Case) -> Feature:
    """The countries that the text ties to the entity against the candidate's; a person of another country is vetoed."""
    if case.candidate.type in ("country", "territory", "international"):
        return Feature("country", 0.0)  # "the Czech EU presidency"
    if ":" in case.surface:  # found as the institution of a country: "TR:foreign ministry"
        return Feature("country", 1.0, case.surface[:2])
    if not case.tied:
        return Feature("country", 0.0)
    if not case.countries:
        return Feature("country", -0.4 if case.candidate.type == "person" else 0.0, "unknown")
    common = sorted(case.countries & set(case.tied))
    if common:
        return Feature("country", 1.0, common[0])
    other = ", ".join(sorted(case.countries))
    foreign = case.candidate.type != "person" or bool(case.titled)
    return Feature("country", VETO if foreign else -1.5, f"{', '.join(case.tied)} is not {other}")


def office(case: Case) -> Feature:
    """The titles in the text against the candidate's dated offices at the article's day."""
    if case.candidate.type != "person" or not case.titled:
        return Feature("office", 0.0)
    held = [term for term in case.terms if set(term.roles) & set(case.titled)]
    if not held:
        return _never_held(case)
    current = [term for term in held if in_office(term, case.context.day)]
    if current:
        return Feature("office", 1.0, _told(current[-1]))
    begun = not case.context.day or held[0].start <= case.context.day
    former = any(map(is_former, case.entity.titles))
    return Feature("office", (0.9 if former else 0.35) if begun else -0.2, _told(held[-1]))


def _never_held(case: Case) -> Feature:
    """A title that the candidate is not known to have had says little of a minister of later years, much of others."""
    titles = ", ".join(case.titled)
    busy = _top_offices(case)
    if busy and any(map(is_top, case.titled)) and not case.tied and not any(map(is_former, case.entity.titles)):
        return Feature("office", VETO, f"{titles}, but was {_told(busy[-1])}")
    if _unrecorded(case):
        return Feature("office", 0.0)
    if not case.terms:
        return Feature("office", -1.0, f"no office known; text: {titles}")
    best = max((rank(role) for term in case.terms for role in term.roles), default=0)
    wanted = max(map(rank, case.titled), default=0)
    return Feature("office", -0.4 if wanted >= 24 or best >= 40 else -0.8, f"never {titles}")


def _unrecorded(case: Case) -> bool:
    """Offices of which the sources record few holders: the lack of one speaks against nobody well known. The leader of a party
    sits in a parliament; mayors have namesakes in many."""
    sits = any(term.roles == ("legislator",) for term in case.terms)
    leads = sits and set(case.titled) == {"party-leader"}
    return leads or (case.candidate.prior >= _KNOWN and set(case.titled) <= {"mayor", "party-leader"})


def _told(term: Term) -> str:
    years = f"{term.start // 10000 or '?'}-{term.end // 10000 if term.end > 0 else ''}"
    return f"{term.position} ({term.country} {years})"


def incumbent(case: Case) -> Feature:
    """A high office on the article's day makes a person newsworthy without any title, above all by a bare surname."""
    if case.candidate.type != "person":
        return Feature("incumbent", 0.0)
    held = _top_offices(case)
    return Feature("incumbent", _eminence(case, held), _told(held[-1])) if held else Feature("incumbent", 0.0)


def _eminence(case: Case, held: Sequence[Term]) -> float:
    """How much a high office says: more of a bare surname that nobody named in full in the article bears. A minister's must be
    his alone in the whole index; where the text names no country, only that of a head of state or government may be meant."""
    family = normalise(case.surface)
    bare = case.candidate.match == "surname" and family not in settings("linking")["names"]["surnames"]
    if not bare or case.context.sport or family in case.context.families:
        return 1.0
    head = any(_HEADS.intersection(term.roles) for term in held)
    shares = any(case.context.share(country, case.entity.key) for country in sorted(case.countries))
    if shares or case.countries & set(case.tied):
        return _BARE if head or case.bearers == 1 else 1.0
    silent = not case.tied and not case.context.others(case.entity.key) and case.entity.key in case.context.acting
    return _ALONE if head and silent and case.bearers == 1 else 1.0


def _top_offices(case: Case) -> list[Term]:
    """High offices that the candidate holds on the article's day; none where the day is unknown."""
    day = case.context.day
    return [t for t in case.terms if day and t.start and in_office(t, day) and any(map(is_top, t.roles))]


def life(case: Case) -> Feature:
    """People do not act before they are grown up, nor after death."""
    year, candidate = case.context.day // 10000, case.candidate
    if not year or candidate.type != "person":
        return Feature("life", 0.0)
    if candidate.born and year - candidate.born < _AGE[0]:
        return Feature("life", VETO, f"born {candidate.born}")
    died = candidate.died or candidate.born + _AGE[1] * bool(candidate.born)
    if died and year > died:
        acts = case.entity.key in case.context.acting
        forgotten = candidate.prior < _MEMORABLE and year - died > _MEMORY_YEARS
        return Feature(
            "life", VETO if acts or forgotten else -0.4, f"died {died}" if candidate.died else f"born {candidate.born}"
        )
    return Feature("life", 0.0)


def company(case: Case) -> Feature:
    """Whether the article speaks of the candidate's country elsewhere."""
    if case.candidate.type in ("media", "newsagency", "platform", "international") or not case.countries:
        return _common_title(case) if case.candidate.type == "media" else Feature("company", 0.0)
    found = max((case.context.share(c, case.entity.key), c) for c in sorted(case.countries))
    if found[0]:
        return Feature("company", min(1.0, 0.4 + found[0]), found[1])
    elsewhere = case.context.others(case.entity.key) and case.candidate.type not in ("country", "territory")
    against = -0.4 if case.candidate.type == "person" and case.candidate.prior >= _MEMORABLE else -0.7
    return Feature("company", against if elsewhere else 0.0, "country not in the article" if elsewhere else "")


def _common_title(case: Case) -> Feature:
    """A newspaper with a title that many bear ("The Times") is meant where its country is spoken of, if at all; of two outlets
    of note the one at home where the article is about."""
    common = normalise(case.surface) in settings("linking")["names"]["papers"]
    share = case.context.share(case.candidate.country, case.entity.key)
    if case.candidate.prior >= _NOTED and share >= _MAIN:
        return Feature("company", 1.0, f"the article is about {case.candidate.country}")
    if not common or share >= _HOME:
        return Feature("company", 0.0)
    return Feature("company", VETO, f"many papers are called {case.surface}")


def neighbours(case: Case) -> Feature:
    """Other places of the same country in the article, for places of which the world has many."""
    if case.entity.kind not in ("Place", "Country") or not case.candidate.country:
        return Feature("neighbours", 0.0)
    count = case.context.places.get(case.candidate.country, 0)
    if case.candidate.type == "settlement" and count <= (case.entity.key in case.context.counted):
        return Feature("neighbours", -0.8, "no other place near it")
    return Feature("neighbours", min(1.0, count / 3), f"{count} places of {case.candidate.country}" if count else "")


def acting(case: Case) -> Feature:
    """A capital stands for its country only where it acts; where things happen it is a city."""
    if case.candidate.match != "metonym":
        return Feature("acting", 0.0)
    acts = case.entity.kind in ("Country", "Organization") or case.entity.key in case.context.acting
    alone = not case.context.share(case.candidate.country, case.entity.key) and case.context.others(case.entity.key)
    if alone and case.candidate.prior < _GREAT_POWER:
        return Feature("acting", VETO, "the country is not in the article")
    if case.surface.isupper() and case.entity.key not in case.context.acting:
        return Feature("acting", VETO, "a dateline")
    return Feature("acting", 0.5 if acts else VETO, "acts" if acts else "does not act")


def place_of_event(case: Case) -> Feature:
    """Where something happens, a person, a body or a capital's country is not meant."""
    here = case.entity.key in case.context.located and case.entity.key not in case.context.acting
    if here and (case.candidate.match == "metonym" or case.candidate.type == "person"):
        return Feature("place", VETO, "an event takes place there")
    return Feature("place", 0.0)


def words(case: Case) -> Feature:
    """A name of several words is rarely somebody else's; a single word often is."""
    count = len(normalise(case.surface).split())
    if case.candidate.type in ("country", "territory", "capital") or ":" in case.surface:
        return Feature("words", 0.3)
    if count == 1 and case.candidate.type == "person":
        return Feature("words", -0.8, case.surface)
    if count == 1:
        return Feature("words", -0.4 if case.candidate.match == "acronym" else -0.1, case.surface)
    return Feature("words", min(0.9, 0.3 * (count - 1)), case.surface)


def generic(case: Case) -> Feature:
    """ "Foreign Ministry", "Parliament": every country has one, so only the one of a country that the text ties to it, or of
    which it speaks most, can be meant."""
    if ":" in case.surface or case.candidate.type == "person":
        return Feature("generic", 0.0)
    party = case.candidate.type == "party" and normalise(case.surface) in settings("linking")["names"]["parties"]
    if not (party or is_institution(case.surface)):
        return Feature("generic", 0.0)
    if case.candidate.country in case.tied:
        return Feature("generic", 0.0)
    main = max(sorted(case.context.countries), key=case.context.countries.__getitem__, default="")
    least = _MAIN if case.entity.named else _ONLY
    if main == case.candidate.country and case.context.share(main, case.entity.key) >= least:
        return Feature("generic", -0.1, f"the article is about {main}")
    return Feature("generic", VETO, "every country has one")


def common(case: Case) -> Feature:
    """A name that thousands bear ("Chris Brown") needs an office or a country that the text tells, or fame."""
    backed = case.titled or case.tied or case.candidate.prior >= _MEMORABLE
    if case.candidate.type != "person" or backed:
        return Feature("common", 0.0)
    family = surname(case.surface)
    many = family in settings("linking")["names"]["surnames"]
    return Feature("common", -0.6 if many else 0.0, family if many else "")


def team(case: Case) -> Feature:
    """In a report on a match a country that has no part in any event is its team."""
    if not case.context.sport or case.candidate.type not in ("country", "territory"):
        return Feature("team", 0.0)
    return Feature("team", 0.0 if case.entity.key in case.context.acting else VETO, "a report on a match")


def expansion(case: Case) -> Feature:
    """An acronym introduced beside the full name, both of which name the candidate."""
    acronyms = [n for n in case.entity.names if is_acronym(n) and normalise(n) != normalise(case.surface)]
    return Feature("expansion", 0.3 if acronyms else 0.0, acronyms[0] if acronyms else "")


def spelling(case: Case) -> Feature:
    """A name that is only spelled alike needs a title that the candidate held, or a country that is tied to it."""
    if case.spelling == 1:
        return Feature("spelling", 0.0)
    held = {role for term in case.terms for role in term.roles}
    backed = held & set(case.titled) or case.countries & set(case.tied)
    return Feature("spelling", -min(1.0, 6 * (1 - case.spelling)) if backed else VETO, f"{case.spelling:.2f}")


def titled_roles(entity: Entity) -> tuple[str, ...]:
    """Role codes of an entity's titles, each once; a "minister" or "secretary" without more may be of any cabinet post."""
    told = [role for title in entity.titles for role in roles(title)]
    cabinet = _CABINET if any(normalise(title).split()[-1:] in (["minister"], ["secretary"]) for title in entity.titles) else ()
    return tuple(dict.fromkeys((*told, *(cabinet if "minister" in told else ()))))


SCORERS: Final[tuple[Scorer, ...]] = (
    kind, name, prior, country, office, incumbent, life, company,
    neighbours, acting, place_of_event, words, generic, common, team, expansion, spelling,
)  # fmt: skip
