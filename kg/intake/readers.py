"""Readers: from what the user names (files, folders, archives, "-") to records, streaming, in an order fixed by the input.

>>> from pathlib import Path
>>> sorted(READERS)
['.htm', '.html', '.jsonl', '.ndjson', '.txt', '.warc']
"""

from __future__ import annotations

import gzip
import io
import json
import sys
import zlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import IO, Any, Literal

from kg.config import Limits
from kg.errors import SetAside
from kg.intake.archives import read_warc
from kg.intake.decoding import decode
from kg.intake.fetching import fetch
from kg.model import Origin, Record, Reject

STAGE = "read"
STDIN = "-"
FIELDS = ("url", "title", "published", "publisher", "language")
Found = Iterator[Record | Reject]


def records(inputs: Sequence[str], *, limits: Limits | None = None) -> Found:
    """Every article found in ``inputs``, one by one: names of files and folders, addresses (http, https), or "-".

    What cannot be read comes as a Reject in its place; nothing raises. Folders are walked in sorted order and give the
    files whose suffix has a reader; a file named by itself is read whatever its suffix."""
    for name in inputs:
        yield from _one_input(name, limits or Limits())


def _one_input(name: str, limits: Limits) -> Found:
    if name == STDIN:
        yield from _sniffed(io.BufferedReader(sys.stdin.buffer), "stdin", STDIN, limits)  # type: ignore[type-var]
    elif name.startswith(("http://", "https://")):
        yield fetch(name, limits)
    elif Path(name).is_dir():
        for path in sorted(Path(name).rglob("*"), key=lambda path: path.as_posix()):
            hidden = any(part.startswith(".") for part in path.relative_to(name).parts)
            if path.is_file() and not hidden and _suffix(path) in READERS:
                yield from _file(path, limits)
    else:
        yield from _file(Path(name), limits)


def _suffix(path: Path) -> str:
    return Path(path.name.lower().removesuffix(".gz")).suffix


def _stem(path: Path) -> str:
    name = path.name[:-3] if path.name.lower().endswith(".gz") else path.name
    return Path(name).stem


def _file(path: Path, limits: Limits) -> Found:
    packed = path.name.lower().endswith(".gz")
    reader = READERS.get(_suffix(path), _sniffed)
    try:
        with path.open("rb") as raw:
            if reader is _archive:
                yield from _archive(raw, _stem(path), str(path), limits)
            else:
                stream = gzip.GzipFile(fileobj=raw) if packed else raw
                yield from reader(stream, _stem(path), str(path), limits)  # type: ignore[arg-type]
    except SetAside as reason:
        yield _reject(path, reason.reason_code, reason.message)
    except (EOFError, zlib.error) as error:
        yield _reject(path, "truncated", str(error))
    except gzip.BadGzipFile as error:
        yield _reject(path, "unreadable", f"no gzip file: {error}")
    except OSError as error:
        yield _reject(path, "unreadable", error.strerror or "cannot be opened")


def _reject(path: Path, code: str, reason: str) -> Reject:
    return Reject(_stem(path), Origin(str(path)), STAGE, code, reason)


def _whole(stream: IO[bytes], limits: Limits) -> bytes:
    """The stream to its end; raises SetAside when it holds more than one article may."""
    data = stream.read(limits.max_html_bytes + 1)
    if len(data) > limits.max_html_bytes:
        code = "bomb" if isinstance(stream, gzip.GzipFile) else "too-long"
        raise SetAside(code, f"over {limits.max_html_bytes} bytes in one article")
    return data


def _text(stream: IO[bytes], stem: str, name: str, limits: Limits) -> Found:
    yield Record(Origin(name), stem, "text", _whole(stream, limits))


def _page(stream: IO[bytes], stem: str, name: str, limits: Limits) -> Found:
    yield Record(Origin(name), stem, "html", _whole(stream, limits))


def _archive(stream: IO[bytes], stem: str, name: str, limits: Limits) -> Found:
    yield from read_warc(stream, stem, name, limits)


def _sniffed(stream: IO[bytes], stem: str, name: str, limits: Limits) -> Found:
    """A stream of unknown kind: a JSON object at the start means JSON lines, a tag means a page, all else is text."""
    buffered = io.BufferedReader(stream)  # type: ignore[type-var]
    head = buffered.peek(64)[:64].lstrip(b"\xef\xbb\xbf \t\r\n")
    reader = _lines if head.startswith(b'{"') else _page if head.lower().startswith((b"<!doctype", b"<html")) else _text
    yield from reader(buffered, stem, name, limits)


# ------------------------------------------------------------------ JSON lines


def _lines(stream: IO[bytes], stem: str, name: str, limits: Limits) -> Found:
    total = 0
    packed = isinstance(stream, gzip.GzipFile)
    for number, (line, whole) in enumerate(_bounded(stream, limits.max_html_bytes), 1):
        total += len(line)
        if packed and total > limits.max_decompressed_bytes:
            raise SetAside("bomb", f"over {limits.max_decompressed_bytes} bytes after decompression")
        origin = Origin(name, line=number)
        if not whole:
            yield Reject(f"{stem}:{number}", origin, STAGE, "too-long", f"a line over {limits.max_html_bytes} bytes")
        elif line.strip(b"\xef\xbb\xbf \t\r\n"):
            yield _from_line(line, f"{stem}:{number}", origin)


def _bounded(stream: IO[bytes], limit: int) -> Iterator[tuple[bytes, bool]]:
    """Lines with whether they are whole: of one over the limit, the rest is read and dropped, never held."""
    while line := stream.readline(limit):
        whole = len(line) < limit or line.endswith(b"\n")
        yield line, whole
        while not whole:
            rest = stream.readline(1 << 20)
            whole = not rest or rest.endswith(b"\n")


def _from_line(line: bytes, fallback: str, origin: Origin) -> Record | Reject:
    try:
        fields = json.loads(decode(line).text)
    except (ValueError, RecursionError) as error:
        reason = getattr(error, "msg", "nested too deeply")
        return Reject(fallback, origin, STAGE, "broken-line", f"no JSON: {reason}")
    if not isinstance(fields, dict):
        return Reject(fallback, origin, STAGE, "broken-line", "no JSON object")
    return _from_fields(fields, fallback, origin)


def _from_fields(fields: dict[str, Any], fallback: str, origin: Origin) -> Record | Reject:
    given = fields.get("id")
    name = str(given) if isinstance(given, (str, int)) and str(given).strip() else fallback
    for key, kind in _PAYLOADS:
        if isinstance(fields.get(key), str):
            known = {field: value for field in FIELDS if isinstance(value := fields.get(field), str)}
            return Record(origin, name, kind, fields[key], **known)
    return Reject(name, origin, STAGE, "broken-line", 'the object has neither "text" nor "html"')


_PAYLOADS: tuple[tuple[str, Literal["text", "html"]], ...] = (("text", "text"), ("html", "html"))
READERS: dict[str, Callable[[IO[bytes], str, str, Limits], Found]] = {
    ".txt": _text, ".html": _page, ".htm": _page, ".jsonl": _lines, ".ndjson": _lines, ".warc": _archive,
}  # fmt: skip
