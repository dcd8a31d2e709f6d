"""What an event is held to be, from what its reports tell: the rule of the ontology, nothing averaged.

For each property the value told by most independent sources holds; on a tie the more certain status, the narrower interval,
else the first in the order of the words. Values that exclude each other are listed in ``disagrees_on``.
"""

from __future__ import annotations

import collections
from collections.abc import Callable, Hashable, Sequence
from typing import TypeVar

from kg.merge.compare import Told, days_apart
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


def deaths_of(reports: Sequence[Told]) -> tuple[int | None, int | None]:
    found = best(
        [r for r in reports if r.report.telling.deaths_low is not None or r.report.telling.deaths_high is not None],
        lambda r: (r.report.telling.deaths_low, r.report.telling.deaths_high),
        lambda pair: pair[0] if pair[0] is not None else -1,
    )
    return found or (None, None)


def _differ(reports: Sequence[Told], value: Callable[[Told], Hashable]) -> bool:
    return len({v for v in map(value, reports) if v not in (None, "", frozenset())}) > 1


def _dates_differ(reports: Sequence[Told]) -> bool:
    known = [r.report.telling.when for r in reports]
    return any(days_apart(a, b) for i, a in enumerate(known) for b in known[i + 1 :])


def _roles_differ(reports: Sequence[Told], role: str) -> bool:
    told = [r.actors[role] for r in reports if r.actors.get(role)]
    return any(not (a & b) for i, a in enumerate(told) for b in told[i + 1 :])


def _wording(report: Told) -> str | None:
    telling = report.report.telling
    if telling.form != "direct":
        return None
    return " ".join(sorted(report.words))


DISAGREEMENTS: tuple[tuple[str, Callable[[Sequence[Told]], bool]], ...] = (
    ("status", lambda rs: _differ(rs, lambda r: r.report.telling.status)),
    ("earliest", _dates_differ),
    ("place", lambda rs: _differ(rs, lambda r: r.report.telling.place)),
    ("kind", lambda rs: _differ(rs, lambda r: r.report.telling.kind)),
    ("deathsLow", lambda rs: _differ(rs, lambda r: r.report.telling.deaths_low)),
    ("deathsHigh", lambda rs: _differ(rs, lambda r: r.report.telling.deaths_high)),
    ("agent", lambda rs: _roles_differ(rs, "agent")),
    ("target", lambda rs: _roles_differ(rs, "target")),
    ("content", lambda rs: _differ(rs, _wording)),
)


def disagrees_on(reports: Sequence[Told]) -> tuple[str, ...]:
    """Local names of the properties on which the reports exclude each other."""
    return tuple(name for name, differ in DISAGREEMENTS if len(reports) > 1 and differ(reports))
