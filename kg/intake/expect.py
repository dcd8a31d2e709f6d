"""How many articles an input will give, where a glance can tell: what a progress bar needs for the remaining time."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

CHUNK = 1 << 20


def expected(inputs: Sequence[str]) -> int | None:
    """The number of articles in files, JSON lines and folders; None where only reading can tell (a stream, an archive)."""
    counts = [_expected(Path(name)) for name in inputs]
    return None if None in counts else sum(count or 0 for count in counts)


def _expected(path: Path) -> int | None:
    if path.is_dir():
        return expected([str(file) for file in path.rglob("*") if file.is_file()])
    if not path.is_file() or path.name.endswith((".gz", ".warc")):
        return None
    if path.suffix.lower() not in {".jsonl", ".ndjson"}:
        return 1
    with path.open("rb") as file:
        return sum(chunk.count(b"\n") for chunk in iter(lambda: file.read(CHUNK), b""))
