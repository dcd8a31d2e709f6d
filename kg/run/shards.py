"""Shard files: what workers leave on disk, and what a later run finds there.

A shard is a file of JSON lines, one per article, complete or absent (written aside, then renamed)::

    {"record": "<sha256 of the record>", "reading": {...}}
    {"record": "<sha256 of the record>", "reject": {...}}

The folder belongs to one configuration, whose digest stands in the file ``configuration``; another digest empties it.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter

from kg.model import Reading, Record, Reject


@dataclass(frozen=True, slots=True)
class Line:
    """One article's outcome: exactly one of ``reading`` and ``reject`` is set."""

    record: str
    reading: Reading | None = None
    reject: Reject | None = None


_LINE = TypeAdapter(Line)


def record_digest(record: Record) -> str:
    """SHA-256 (hex) over everything in a record but its place: the same article in another file is the same work.

    >>> from kg.model import Origin
    >>> a, b = (Record(Origin(f), "x", "text", "Rome.") for f in ("a.txt", "b.txt"))
    >>> record_digest(a) == record_digest(b)
    True
    """
    payload = record.payload.encode("utf-8", "surrogatepass") if isinstance(record.payload, str) else record.payload
    known = (record.id, record.kind, record.url, record.title, record.published, record.publisher, record.language)
    return hashlib.sha256("\x1f".join(known).encode("utf-8", "surrogatepass") + b"\x1e" + payload).hexdigest()


class ShardFolder:
    """The shards of one build. ``configuration`` is a digest of all that decides a shard's content."""

    def __init__(self, path: Path, configuration: str) -> None:
        self.path = path
        stamp = path / "configuration"
        if path.exists() and (not stamp.exists() or stamp.read_text() != configuration):
            shutil.rmtree(path)
        path.mkdir(parents=True, exist_ok=True)
        stamp.write_text(configuration)

    def write(self, lines: list[Line]) -> Path:
        """Write one complete shard, named by the records in it, and return its path."""
        name = hashlib.sha256("".join(line.record for line in lines).encode()).hexdigest()[:24]
        target = self.path / f"{name}.jsonl"
        aside = target.with_suffix(f".{os.getpid()}.part")
        with aside.open("wb") as file:
            for line in lines:
                file.write(_LINE.dump_json(line, exclude_defaults=True) + b"\n")
            file.flush()
            os.fsync(file.fileno())
        aside.replace(target)
        return target

    def files(self) -> list[Path]:
        return sorted(self.path.glob("*.jsonl"))

    def lines(self) -> Iterator[Line]:
        """All outcomes, shard by shard in order of their names."""
        for file in self.files():
            with file.open("rb") as stream:
                yield from map(_LINE.validate_json, stream)

    def finished(self) -> set[str]:
        """Digests of the records that need no work any more."""
        start = len('{"record":"')
        found: set[str] = set()
        for file in self.files():
            with file.open("rb") as stream:
                found.update(line[start : start + 64].decode() for line in stream)
        return found

    def remove(self) -> None:
        shutil.rmtree(self.path)


def batched(items: Iterable[Record], articles: int, chars: int) -> Iterator[list[Record]]:
    """Batches of at most ``articles`` records and about ``chars`` characters (one long article stands alone)."""
    batch: list[Record] = []
    size = 0
    for item in items:
        if batch and (len(batch) >= articles or size + len(item.payload) > chars):
            yield batch
            batch, size = [], 0
        batch.append(item)
        size += len(item.payload)
    if batch:
        yield batch
