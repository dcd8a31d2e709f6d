"""Putting more lines into order than memory holds: by sorted runs on disk."""

from __future__ import annotations

import heapq
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from typing import IO, Final

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
