"""What one event has to do with others: what a statement is about, and which plan an event carries out.

"They will meet in Rome on Monday" (planned)   ◀──realises──   "They met in Rome on Monday" (occurred)
"""

from __future__ import annotations

import dataclasses
import itertools
import sqlite3
from collections.abc import Iterable, Iterator

from pydantic import TypeAdapter

from kg.merge.compare import CORE_ROLES, OPEN, REAL, days_apart
from kg.merge.workspace import Workspace
from kg.model import Event, When

EVENT = TypeAdapter(Event)
SHARED_ACTORS = 2  # a plan and its event share at least so many core actors
_ACTIONS = "day != '' AND cls != 'Statement'"  # no plan is a statement, and none without a day can be told to be carried out
MONTHS = 14  # a plan without an end, or for years, is looked for in so many months


def relate(workspace: Workspace) -> None:
    """Add to every event of the workspace what its content tells of, and to real events the plans they carry out."""
    db = workspace.db
    db.execute("CREATE TEMP TABLE changed(key TEXT PRIMARY KEY, data BLOB) WITHOUT ROWID")
    _change(db, _with_contents(db))
    _list_plans(db)
    _change(db, _with_plans(db))


def _change(db: sqlite3.Connection, events: Iterator[Event]) -> None:
    """Put the events in place of those with their keys, once all have been made."""
    rows = ((event.key, EVENT.dump_json(event, exclude_defaults=True)) for event in events)
    db.executemany("INSERT INTO changed VALUES(?, ?)", rows)
    db.execute(
        "UPDATE event SET data = (SELECT c.data FROM changed c WHERE c.key = event.key) WHERE key IN (SELECT key FROM changed)"
    )
    db.execute("DELETE FROM changed")


def _with_contents(db: sqlite3.Connection) -> Iterator[Event]:
    """The events whose reports' contents tell of other events, with those."""
    rows = db.execute("SELECT DISTINCT event, inner_event FROM about WHERE event != inner_event ORDER BY event, inner_event")
    for key, inside in itertools.groupby(rows, key=lambda row: row[0]):
        event = _load(db, key)
        yield dataclasses.replace(event, about=tuple(sorted({*event.about, *(told for _, told in inside)})))


def _with_plans(db: sqlite3.Connection) -> Iterator[Event]:
    """The real events that carry out plans, with those."""
    rows = db.execute(f"SELECT data FROM event WHERE {_ACTIONS} AND status IN ({_listed(REAL)}) ORDER BY key")
    for event in (EVENT.validate_json(data) for (data,) in rows):
        if plans := tuple(_plans_of(db, event)):
            yield dataclasses.replace(event, realises=plans)


def _listed(values: Iterable[str]) -> str:
    """Codes of ours as SQL has them in a list."""
    return ", ".join(f"'{value}'" for value in sorted(values))


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
    for (data,) in db.execute(f"SELECT data FROM event WHERE {_ACTIONS} AND status IN ({_listed(OPEN)})"):
        event = EVENT.validate_json(data)
        rows = [(actor, month, event.cls, event.key) for actor in _core(event) for month in _months(event.when)]
        db.executemany("INSERT INTO plan VALUES(?, ?, ?, ?)", rows)
    db.execute("CREATE INDEX temp.plan_actor ON plan(actor, month, cls)")


def _plans_of(db: sqlite3.Connection, event: Event) -> Iterator[str]:
    """Keys of the plans that a real, dated event carries out: shared actors, compatible days and place."""
    actors, months = _core(event), _months(event.when)
    if not event.when.earliest or len(actors) < SHARED_ACTORS:
        return
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
