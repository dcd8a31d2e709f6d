"""What an event is held to be, from what its reports tell: the rule of the ontology, nothing averaged.

For each property the value told by most independent sources holds; on a tie the more certain status, the single day, the place
told nearest to the head of its article, the fewer speakers, the smaller number of deaths, the kind that says more. The queries
beside the ontology (``*-rule.rq``) recompute them. Values that exclude each other are listed in ``disagrees_on``.
"""

from __future__ import annotations

import collections
import itertools
import math
from collections.abc import Callable, Hashable, Sequence
from typing import TypeVar

from kg.merge.compare import ONE_DEED, Told, days_apart
from kg.merge.identity import is_described
from kg.merge.words import all_words
from kg.model import Status, When

T = TypeVar("T", bound=Hashable)
CERTAINTY: tuple[Status, ...] = (
    "occurred", "cancelled", "claimed", "denied", "planned", "threatened", "proposed", "hypothetical",
)  # fmt: skip


def supported(reports: Sequence[Told], value: Callable[[Told], T | None]) -> list[tuple[T, int]]:
    """Every value told with the number of independent sources that tell it, best supported first, ties unordered."""
    roots: dict[T, set[str]] = collections.defaultdict(set)
    for report in reports:
        told = value(report)
        if told is not None and told != "":
            roots[told].add(report.root)
    return sorted(((told, len(who)) for told, who in roots.items()), key=lambda pair: -pair[1])


def best(reports: Sequence[Told], value: Callable[[Told], T | None], rank: Callable[[T], object] = str) -> T | None:
    """The best supported value; among equals the one whose ``rank`` is smallest; None where nobody tells one."""
    told = supported(reports, value)
    if not told:
        return None
    top = told[0][1]
    return min((v for v, count in told if count == top), key=rank)  # type: ignore[arg-type]


def status_of(reports: Sequence[Told]) -> Status:
    """Each root votes with the most certain status it tells; most votes win, on a tie the more certain one."""
    votes: dict[str, int] = {}
    for report in reports:
        rank = CERTAINTY.index(report.report.telling.status)
        votes[report.root] = min(rank, votes.get(report.root, rank))
    count = collections.Counter(votes.values())
    return CERTAINTY[min(count, key=lambda rank: (-count[rank], rank))]


def _width(when: tuple[str, str]) -> tuple[int, int, tuple[str, str]]:
    open_ends = (not when[0]) + (not when[1])
    return open_ends, -1 if when[0] == when[1] else 0, when


def when_of(reports: Sequence[Told]) -> When:
    """The best supported interval (earliest, latest); open or unknown ends lose to closed ones."""
    told = [r.report.telling.when for r in reports]
    closed = [w for w in told if w.earliest and w.latest]
    if closed:
        keep = {(w.earliest, w.latest) for w in closed}
        known = [r for r in reports if (r.report.telling.when.earliest, r.report.telling.when.latest) in keep]
    else:
        known = [r for r in reports if r.report.telling.when.earliest or r.report.telling.when.latest]
    found = best(known, lambda r: (r.report.telling.when.earliest, r.report.telling.when.latest), _width)
    return When(*found) if found else When()


def place_of(reports: Sequence[Told]) -> str:
    """The best supported place; among equals the one told nearest to the head of its article."""
    first: dict[str, tuple[int, int]] = {}
    for report in reports:
        telling = report.report.telling
        at = telling.passage.start, telling.passage.end
        first[telling.place] = min(at, first.get(telling.place, at))
    return best(reports, lambda r: r.report.telling.place, lambda place: (first[place], place)) or ""


def speakers_of(reports: Sequence[Told]) -> frozenset[str]:
    """The best supported speakers; among equals the fewer, those of an original before those of its near-copy, those told
    nearest to the head of their article. Somebody whom a copy only describes votes with the one whom the original does."""
    votes = dict(supported(reports, lambda r: r.actors.get("speaker")))

    def rank(report: Told) -> tuple[int, int, bool, int, int]:
        who, at = report.actors["speaker"], report.report.telling.passage
        return -votes[who], len(who), report.original != report.report.source, at.start, at.end

    chosen = min((report for report in reports if report.actors.get("speaker")), key=rank, default=None)
    return frozenset(key for role, key in chosen.report.telling.roles if role == "speaker") if chosen else frozenset()


def deaths_of(reports: Sequence[Told]) -> tuple[int | None, int | None]:
    """The best supported pair of numbers; among equals the smaller ones."""
    found = best(
        [r for r in reports if r.report.telling.deaths_low is not None or r.report.telling.deaths_high is not None],
        lambda r: (r.report.telling.deaths_low, r.report.telling.deaths_high),
        lambda pair: tuple(untold if number is None else number for number, untold in zip(pair, (-1, math.inf), strict=True)),
    )
    return found or (None, None)


Rival = Callable[[Told, Told], bool]
VAGUE_KINDS = frozenset({"other", "operation", "killing"})  # names for any action, or for what it brought about


def _statuses(one: Told, other: Told) -> bool:
    return one.report.telling.status != other.report.telling.status


def _days(one: Told, other: Told) -> bool:
    return bool(days_apart(one.report.telling.when, other.report.telling.when))


def _places(one: Told, other: Told) -> bool:
    """Two names of places, unless one is the country of the other."""
    if not (one.place and other.place) or is_described(one.place) or is_described(other.place) or one.place == other.place:
        return False
    a, b = one.area, other.area
    return not (a and b and a.country == b.country and (a.whole or b.whole))


def _kinds(one: Told, other: Told) -> bool:
    told = {one.report.telling.kind, other.report.telling.kind} - {None}
    return len(told) == 2 and not told & VAGUE_KINDS and told not in ONE_DEED


def _deaths(one: Told, other: Told) -> bool:
    """Counts of which no number is both: "at least five" and "nine" agree, five and nine do not."""
    a, b = one.report.telling, other.report.telling
    low = max(a.deaths_low or 0, b.deaths_low or 0)
    highs = [high for high in (a.deaths_high, b.deaths_high) if high is not None]
    return bool(highs) and low > min(highs)


def _parties(role: str) -> Rival:
    """Actors with names that have none in common; a description may mean any of them, an army acts for its state."""

    def rival(one: Told, other: Told) -> bool:
        a, b = one.actors.get(role, frozenset()), other.actors.get(role, frozenset())
        if not a or not b or a & b or any(map(is_described, a | b)):
            return False
        return not one.states.get(role, frozenset()) & other.states.get(role, frozenset())

    return rival


def _wordings(one: Told, other: Told) -> bool:
    """Direct quotations of which neither holds all words of the other."""
    quoted = one.report.telling.form == other.report.telling.form == "direct"
    mine, theirs = all_words(one.text), all_words(other.text)
    return quoted and not (mine <= theirs or theirs <= mine)


DISAGREEMENTS: tuple[tuple[str, Rival], ...] = (
    ("status", _statuses),
    ("earliest", _days),
    ("place", _places),
    ("kind", _kinds),
    ("deathsLow", _deaths),
    ("deathsHigh", _deaths),
    ("agent", _parties("agent")),
    ("target", _parties("target")),
    ("content", _wordings),
)


def disagrees_on(reports: Sequence[Told]) -> tuple[str, ...]:
    """Local names of the properties on which two of the reports exclude each other."""
    return tuple(name for name, rival in DISAGREEMENTS if any(itertools.starmap(rival, itertools.combinations(reports, 2))))
