"""Questions that one block of a graph asks another: is this node described as what it should be?"""

from __future__ import annotations

import sqlite3
import tempfile
from pathlib import Path
from typing import Final

_SCHEMA: Final = """
PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-4000;
CREATE TABLE described(node TEXT PRIMARY KEY, classes INT) WITHOUT ROWID;
CREATE TABLE wanted(node TEXT, classes INT, shape INT, focus TEXT, PRIMARY KEY(node, classes, shape)) WITHOUT ROWID;
BEGIN;
"""
_DESCRIBED: Final = "INSERT INTO described VALUES(?, ?) ON CONFLICT(node) DO UPDATE SET classes = classes | excluded.classes"
_WANTED: Final = "INSERT OR IGNORE INTO wanted VALUES(?, ?, ?, ?)"
_MISSING: Final = """
SELECT w.shape, w.focus FROM wanted w LEFT JOIN described d ON d.node = w.node
 WHERE d.node IS NULL OR NOT (d.classes & w.classes) ORDER BY w.shape, w.focus
"""
_TOGETHER: Final = 2000  # rows written at once


class References:
    """Kept on disk, so that memory stays flat however large the graph. Classes are bits of an integer."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="newskg-check-")
        self._db = sqlite3.connect(Path(self._folder.name) / "references.db", isolation_level=None)
        self._db.executescript(_SCHEMA)
        self._described: list[tuple[str, int]] = []
        self._wanted: list[tuple[str, int, int, str]] = []

    def describe(self, node: str, classes: int) -> None:
        """A block describes ``node`` as an instance of ``classes``."""
        self._described.append((node, classes))
        if len(self._described) >= _TOGETHER:
            self._flush()

    def want(self, node: str, classes: int, shape: int, focus: str) -> None:
        """The shape with index ``shape`` wants ``node``, to which ``focus`` points, to be an instance of one of ``classes``."""
        self._wanted.append((node, classes, shape, focus))

    def missing(self) -> list[tuple[int, str]]:
        """Shape and focus of every question whose answer is no; for one node and shape, one focus stands for all."""
        self._flush()
        return self._db.execute(_MISSING).fetchall()

    def _flush(self) -> None:
        self._db.executemany(_DESCRIBED, self._described)
        self._db.executemany(_WANTED, self._wanted)
        self._described, self._wanted = [], []

    def close(self) -> None:
        self._db.close()
        self._folder.cleanup()
