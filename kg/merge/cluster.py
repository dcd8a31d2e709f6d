"""Groups of reports that tell one event: blocks bound the work, the best pairs join first, one veto keeps two groups apart."""

from __future__ import annotations

import collections
import itertools
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from kg.merge.compare import CORE_ROLES, JOIN, Told, head_of, reason, score
from kg.merge.identity import is_described
from kg.model import MergeReason

BLOCK_LIMIT = 40  # reports compared each with each
NEIGHBOURS = 10  # in a larger block each report is compared with so many that follow it in the order of days
COMPONENT_LIMIT = 400  # reports that are clustered together
SPOKESMEN = 6  # so many members of a larger group say whether it may join another
WINDOW_DAYS = 7
RARE_WORDS = 4  # the longest words of a statement: long words are rare
PAIRED_ACTORS = 4


class Pair(NamedTuple):
    """Two reports by their keys in order, and the score in 0..1 that they tell one event."""

    left: str
    right: str
    score: float


@dataclass(frozen=True, slots=True)
class Group:
    """Reports of one event, in the order of their keys, and why they are held to be one."""

    members: tuple[Told, ...]
    reasons: tuple[MergeReason, ...]


def block_keys(report: Told) -> list[str]:
    """The blocks in which a report looks for others.

    A core actor (or the place of an action, or the noun of a target without a name) and a week of the event, else of
    publication; weeks overlap by half, so that neighbours across a Monday meet. Two core actors, or a speaker and a rare word,
    without a week: for the undated. Its article, for actions and meetings that are mentioned again."""
    telling = report.report.telling
    actors = {key for role in CORE_ROLES[telling.cls] for key in report.actors.get(role, ())}
    actors |= {f"~{head_of(key)}" for key in report.actors.get("target", ()) if is_described(key)}
    if report.place and telling.cls == "MilitaryAction":
        actors.add(report.place)
    weeks = [f"{key}|{week}" for key in sorted(actors) for week in weeks_of(report)]
    if telling.cls == "Statement":
        rare = sorted(report.words, key=lambda word: (-len(word), word))[:RARE_WORDS]
        others = [f"{key}|{word}" for key in sorted(actors) for word in rare]
    else:
        first = sorted(actors)[:PAIRED_ACTORS]
        others = [f"{a}|{b}" for a, b in itertools.combinations(first, 2)] + [report.report.source]
    return [f"{telling.cls}|{key}" for key in (*weeks, *others)]


def weeks_of(report: Told) -> list[int]:
    """The numbers of the weeks in which a report looks for others: those of its event, and of its publication."""
    days = [report.published] if report.published else []
    when = report.report.telling.when
    days += [date.fromisoformat(day) for day in (when.earliest, when.latest) if day]
    half = timedelta(days=WINDOW_DAYS // 2)
    return sorted({(day + shift).toordinal() // WINDOW_DAYS for day in days for shift in (timedelta(0), half)})


def pairs_in(block: Sequence[Told], skip: Callable[[Told, Told], bool] = lambda left, right: False) -> Iterator[Pair]:
    """The pairs of one block that score ``JOIN`` or more, without those that ``skip`` says are compared elsewhere.

    In a block over ``BLOCK_LIMIT`` only neighbours are compared, in the order of days, places and triggers: work per report
    is bounded however dense the news. Reports of one event stay tied by way of those between them."""
    near = len(block)
    if near > BLOCK_LIMIT:
        block, near = sorted(block, key=_neighbourhood), NEIGHBOURS
    for place, first in enumerate(block):
        for second in block[place + 1 : place + 1 + near]:
            left, right = (first, second) if first.report.key < second.report.key else (second, first)
            if skip(left, right):
                continue
            found = score(left, right, to_join=True)
            if found >= JOIN:
                yield Pair(left.report.key, right.report.key, round(found, 4))


def _neighbourhood(report: Told) -> tuple[str, str, str, str]:
    published = report.published.isoformat() if report.published else ""
    day = report.report.telling.when.earliest or published
    return day, report.place, report.trigger, report.report.key


def components(pairs: Iterable[tuple[int, int]], last: int, most: int = COMPONENT_LIMIT) -> Sequence[int]:
    """Node -> the smallest node that it is tied to, over pairs of integers up to ``last``, best pairs first (union-find). A
    tie that would make a component of more than ``most`` nodes is left out: memory stays bounded where everything resembles
    everything.

    >>> list(components([(1, 2), (5, 7), (2, 3)], 7))
    [0, 1, 1, 1, 4, 5, 6, 5]
    >>> list(components([(1, 2), (3, 4), (2, 3)], 4, most=3))
    [0, 1, 1, 3, 3]
    """
    parent = array("Q", range(last + 1))
    size = array("I", [1]) * (last + 1)

    def find(node: int) -> int:
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for left, right in pairs:
        low, high = sorted((find(left), find(right)))
        joint = size[low] + size[high]
        if low != high and joint <= most:
            parent[high] = low
            size[low] = joint
    for node in range(last + 1):
        parent[node] = find(node)
    return parent


def cluster(reports: Sequence[Told], pairs: Iterable[Pair]) -> list[Group]:
    """Groups of one event each. The best pair joins first; two groups join only if their pairs score ``JOIN`` on average
    and no pair between them is forbidden."""
    by_key = {told.report.key: told for told in reports}
    group_of = {key: [key] for key in by_key}
    reasons: dict[str, list[MergeReason]] = collections.defaultdict(list)
    ranked = sorted(pairs, key=lambda pair: (-pair.score, pair.left, pair.right))
    scores = _Scores(by_key, ranked)
    for pair in ranked:
        left, right = group_of[pair.left], group_of[pair.right]
        if left is not right and scores.may_join(left, right):
            why = reason(by_key[pair.left], by_key[pair.right])
            reasons[left[0]] += [why, *reasons.pop(right[0], [])]
            left += right
            group_of.update((key, left) for key in right)
    groups = {keys[0]: sorted(keys) for keys in group_of.values()}
    return [
        Group(tuple(by_key[k] for k in keys), tuple(sorted(reasons[first], key=lambda r: (r.left, r.right))))
        for first, keys in groups.items()
    ]


class _Scores:
    """The scores between the reports of one component, each computed once."""

    def __init__(self, by_key: dict[str, Told], known: Iterable[Pair]) -> None:
        self._by_key = by_key
        self._known = {(pair.left, pair.right): pair.score for pair in known}
        self._refused: set[tuple[str, int, str, int]] = set()

    def _score(self, one: str, other: str) -> float:
        pair = (one, other) if one < other else (other, one)
        if pair not in self._known:
            self._known[pair] = score(self._by_key[pair[0]], self._by_key[pair[1]])
        return self._known[pair]

    def may_join(self, left: Sequence[str], right: Sequence[str]) -> bool:
        """Whether two groups are one, as far as the members that joined first tell. Groups only grow at their ends, so the
        first member and the number of those heard name them: what was refused is refused while the same are heard."""
        heard = left[0], min(len(left), SPOKESMEN), right[0], min(len(right), SPOKESMEN)
        if heard in self._refused:
            return False
        joins = self._agree(left, right)
        if not joins:
            self._refused.add(heard)
        return joins

    def _agree(self, left: Sequence[str], right: Sequence[str]) -> bool:
        heard = [(one, other) for one in left[:SPOKESMEN] for other in right[:SPOKESMEN]]
        total = 0.0
        for one, other in heard:
            found = self._score(one, other)
            if found <= 0:
                return False
            total += found
        return total / len(heard) >= JOIN
