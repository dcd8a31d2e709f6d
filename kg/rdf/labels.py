"""What an event is called for a person: rdfs:label, made of its values and of the names of those who take part.

Ana Rojas: "The border stays open."
Ana Rojas and Luis Mora, by phone, 2026-01-07
drone strike by Colombia on a depot, near Sucre, 2026-01-03 (claimed)
"""

from __future__ import annotations

import sqlite3
import tempfile
from pathlib import Path
from types import TracebackType
from typing import Final

from kg.model import Actor, Event, Role

_LONGEST: Final = 90
"""Characters of what was said; more would not be a label."""
_MODES: Final = {"in-person": "in person", "phone": "by phone", "virtual": "by video"}
_NAMED: Final = 3
"""Names given before "and others"."""


class Labels:
    """Names of actors and places, kept on disk so that memory stays flat; a context."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="newskg-labels-")
        self._db = sqlite3.connect(Path(self._folder.name) / "names.db", isolation_level=None)
        self._db.execute("PRAGMA journal_mode=OFF")
        self._db.execute("PRAGMA synchronous=OFF")
        self._db.execute("CREATE TABLE name(key TEXT PRIMARY KEY, name TEXT) WITHOUT ROWID")
        self._db.execute("BEGIN")

    def __enter__(self) -> Labels:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._db.close()
        self._folder.cleanup()

    def note(self, actor: Actor) -> None:
        """Remember what an actor or place is called."""
        self._db.execute("INSERT OR REPLACE INTO name VALUES(?, ?)", (actor.key, actor.name))

    def of(self, event: Event) -> str:
        """The label of an event whose actors and place have been noted; those that have not are left out."""
        head = {"Statement": self._said, "Meeting": self._met, "MilitaryAction": self._done}[event.cls](event)
        status = "" if event.status == "occurred" else f" ({event.status})"
        return f"{head}{status}"

    def _said(self, event: Event) -> str:
        told = [report.telling for report in event.reports]
        words = " ... ".join(piece.text for piece in told[0].content) if told else ""
        words = " ".join(words.split())
        if len(words) > _LONGEST:
            words = f"{words[:_LONGEST].rsplit(' ', 1)[0]} ..."
        return f"{self._names(event, 'speaker') or 'somebody'}: {words}".strip()

    def _met(self, event: Event) -> str:
        parts = (self._names(event, "participant") or "a meeting", _MODES.get(event.mode or "", ""), *self._where(event))
        return ", ".join(part for part in parts if part)

    def _done(self, event: Event) -> str:
        kind = "military action" if event.kind in (None, "other") else str(event.kind).replace("-", " ")
        agents, targets = self._names(event, "agent"), self._names(event, "target")
        head = kind + (f" by {agents}" if agents else "") + (f" on {targets}" if targets else "")
        return ", ".join(part for part in (head, *self._where(event)) if part)

    def _where(self, event: Event) -> tuple[str, str]:
        """Place and day or days."""
        place = self._name(event.place) if event.place else ""
        first, last = event.when.earliest, event.when.latest
        days = first if first == last else f"{first or '...'} to {last or '...'}"
        return f"{'near' if event.near else 'in'} {place}" if place else "", days

    def _names(self, event: Event, role: Role) -> str:
        told = (self._name(key) for held, key in event.roles if held == role)
        names = list(dict.fromkeys(name for name in told if name))  # "guerrillas" of two articles are named once
        shown = [*names[:_NAMED], "others"] if len(names) > _NAMED else names
        return " and ".join(filter(None, (", ".join(shown[:-1]), *shown[-1:])))

    def _name(self, key: str) -> str:
        row = self._db.execute("SELECT name FROM name WHERE key = ?", (key,)).fetchone()
        return row[0] if row else ""
