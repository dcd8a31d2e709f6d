"""What one event has to do with others: what a statement is about, and which plan an event carries out.

"They will meet in Rome on Monday" (planned)   ◀──realises──   "They met in Rome on Monday" (occurred)
"""

from __future__ import annotations

import dataclasses
import sqlite3
from collections.abc import Iterator

from pydantic import TypeAdapter

from kg.merge.compare import CORE_ROLES, OPEN, REAL, days_apart
from kg.merge.workspace import Workspace
from kg.model import Event, When

EVENT = TypeAdapter(Event)
SHARED_ACTORS = 2  # a plan and its event share at least so many core actors
MONTHS = 14  # a plan without an end, or for years, is looked for in so many months


def relate(workspace: Workspace) -> None:
    """Add to every event of the workspace what its content tells of, and to real events the plans they carry out."""
    db = workspace.db
    _list_plans(db)
    for (key,) in db.execute("SELECT key FROM event ORDER BY key").fetchall():
        event = _load(db, key)
        inside = {told for report in event.reports for told in workspace.about(report.key)} - {key}
        related = dataclasses.replace(event, about=tuple(sorted({*event.about, *inside})), realises=tuple(_plans_of(db, event)))
        if related != event:
            db.execute("UPDATE event SET data = ? WHERE key = ?", (EVENT.dump_json(related, exclude_defaults=True), key))


def _load(db: sqlite3.Connection, key: str) -> Event:
    (data,) = db.execute("SELECT data FROM event WHERE key = ?", (key,)).fetchone()
    return EVENT.validate_json(data)


def _core(event: Event) -> list[str]:
    return sorted({key for role, key in event.roles if role in CORE_ROLES[event.cls]})


def _months(when: When) -> list[str]:
    """The months of an interval, as "2026-01"; of an open or long one ``MONTHS`` from the known end.

    >>> _months(When("2025-12-30", "2026-01-02"))
    ['2025-12', '2026-01']
    """
    first, last = (12 * int(day[:4]) + int(day[5:7]) - 1 if day else None for day in (when.earliest, when.latest))
    if first is None and last is None:
        return []
    start = first if first is not None else (last or 0) - MONTHS + 1
    end = min(last if last is not None else start + MONTHS, start + MONTHS - 1)
    return [f"{month // 12:04}-{month % 12 + 1:02}" for month in range(start, end + 1)]


def _list_plans(db: sqlite3.Connection) -> None:
    """A table of the dated plans by core actor and month, so that real events find them."""
    db.execute("CREATE TEMP TABLE plan(actor TEXT, month TEXT, cls TEXT, event TEXT)")
    for (data,) in db.execute("SELECT data FROM event WHERE day != ''"):
        event = EVENT.validate_json(data)
        if event.cls != "Statement" and event.status in OPEN:
            rows = [(actor, month, event.cls, event.key) for actor in _core(event) for month in _months(event.when)]
            db.executemany("INSERT INTO plan VALUES(?, ?, ?, ?)", rows)
    db.execute("CREATE INDEX temp.plan_actor ON plan(actor, month, cls)")


def _plans_of(db: sqlite3.Connection, event: Event) -> Iterator[str]:
    """Keys of the plans that a real, dated event carries out: shared actors, compatible days and place."""
    if event.status not in REAL or not event.when.earliest:
        return
    actors, months = _core(event), _months(event.when)
    rows = db.execute(
        f"SELECT event FROM plan WHERE cls = ? AND actor IN ({','.join('?' * len(actors))})"
        f" AND month IN ({','.join('?' * len(months))}) GROUP BY event HAVING count(DISTINCT actor) >= ? ORDER BY event",
        (event.cls, *actors, *months, SHARED_ACTORS),
    ).fetchall()
    for (key,) in rows:
        plan = _load(db, key)
        placed = not (plan.place and event.place) or plan.place == event.place
        if placed and days_apart(plan.when, event.when) == 0:
            yield key
