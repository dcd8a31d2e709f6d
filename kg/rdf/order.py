"""Putting more into order than memory holds: lines by sorted runs, objects by a scratch database."""

from __future__ import annotations

import heapq
import pickle
import sqlite3
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from typing import IO, Final, TypeVar

T = TypeVar("T")
_RUN_LINES: Final = 100_000
"""Lines sorted in memory at once: about 30 MB at 200 bytes a line."""


def sorted_lines(lines: Iterable[bytes], *, run_lines: int = _RUN_LINES) -> Iterator[bytes]:
    """The distinct lines in order of their bytes; each ends in a line feed. Holds ``run_lines`` of them in memory.

    >>> list(sorted_lines([b"b\\n", b"a\\n", b"b\\n"], run_lines=2))
    [b'a\\n', b'b\\n']
    """
    with ExitStack() as stack:
        runs: list[IO[bytes]] = []
        batch: list[bytes] = []
        for line in lines:
            batch.append(line)
            if len(batch) >= run_lines:
                runs.append(_spill(batch, stack.enter_context(tempfile.TemporaryFile(prefix="newskg-sort-"))))
                batch = []
        batch.sort()
        yield from _distinct(heapq.merge(*runs, batch) if runs else batch)


def _spill(batch: list[bytes], file: IO[bytes]) -> IO[bytes]:
    file.writelines(sorted(batch))
    file.seek(0)
    return file


def _distinct(lines: Iterable[bytes]) -> Iterator[bytes]:
    last = b""
    for line in lines:
        if line != last:
            yield line
        last = line


def in_order(items: Iterable[T], key: Callable[[T], str]) -> Iterator[T]:
    """Picklable items by their key (order of code points), equal keys in order of arrival; memory stays flat.

    >>> list(in_order(["b", "a"], str))
    ['a', 'b']
    """
    with (
        tempfile.TemporaryDirectory(prefix="newskg-order-") as folder,
        closing(sqlite3.connect(Path(folder) / "order.db", isolation_level=None)) as db,
    ):
        db.execute("PRAGMA journal_mode=OFF")
        db.execute("PRAGMA synchronous=OFF")
        db.execute("CREATE TABLE item(key BLOB, arrival INTEGER PRIMARY KEY, data BLOB)")
        db.execute("BEGIN")
        rows = ((key(item).encode("utf-8", "surrogatepass"), pickle.dumps(item)) for item in items)
        db.executemany("INSERT INTO item(key, data) VALUES(?, ?)", rows)
        for (data,) in db.execute("SELECT data FROM item ORDER BY key, arrival"):
            yield pickle.loads(data)
