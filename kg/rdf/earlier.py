"""The names that an earlier graph gave to events, so that building again with more articles renames none of them."""

from __future__ import annotations

import gzip
import sqlite3
import zlib
from pathlib import Path
from typing import BinaryIO, cast

import pyoxigraph
from pyoxigraph import NamedNode

from kg.rdf.formats import find_format, is_gzip
from kg.rdf.iri import EARLIER_EVENT, Minter
from kg.rdf.terms import KG


class EarlierNames:
    """Which report told which event in the graph that lay at the output before, kept on disk."""

    def __init__(self, scratch: Path, minter: Minter) -> None:
        scratch.unlink(missing_ok=True)
        self._minter, self._db = minter, sqlite3.connect(scratch, isolation_level=None)
        self._db.execute("CREATE TABLE told(report TEXT PRIMARY KEY, event TEXT) WITHOUT ROWID")
        self._db.execute("CREATE INDEX told_event ON told(event)")
        self._empty = True  # as in a first build, which need not ask

    def read(self, path: Path, wanted: str = "") -> None:
        """Take in the graph at ``path``, if there is one that can be read; anything else there names nothing."""
        if not path.is_file():
            return
        form = find_format(str(path), wanted)
        with path.open("rb") as plain:
            file = gzip.GzipFile(fileobj=plain) if is_gzip(str(path), wanted) else plain
            self._db.execute("BEGIN")
            try:
                for quad in pyoxigraph.parse(cast(BinaryIO, file), form.rdf):
                    if quad.predicate == KG.reports:
                        row = (cast(NamedNode, quad.subject).value, cast(NamedNode, quad.object).value)
                        self._db.execute("INSERT OR IGNORE INTO told VALUES(?, ?)", row)
                self._db.execute("COMMIT")
                self._empty = self._db.execute("SELECT 1 FROM told").fetchone() is None
            except (SyntaxError, OSError, EOFError, zlib.error):  # a file that is no graph of ours gave no names
                self._db.execute("ROLLBACK")

    def event(self, report_key: str) -> str:
        """The key of the event that this report told before; "" where it is new or the base of IRIs was another."""
        if self._empty:
            return ""
        report, prefix = self._minter.report(report_key).value, f"{self._minter.base}event/"
        row = self._db.execute("SELECT event FROM told WHERE report = ?", (report,)).fetchone()
        return EARLIER_EVENT + row[0].removeprefix(prefix) if row and row[0].startswith(prefix) else ""

    def taken(self, event_key: str) -> bool:
        """Whether an event of the earlier graph has the name that this key would give."""
        if self._empty:
            return False
        event = self._minter.event(event_key).value
        return self._db.execute("SELECT 1 FROM told WHERE event = ?", (event,)).fetchone() is not None

    def close(self) -> None:
        self._db.close()
