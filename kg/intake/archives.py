"""WARC archives: the pages in them, every cut noticed.

warcio tells nothing of a file that ends too early and hands on the cut record as whole; so gzip members are unpacked
here, one by one and bounded, and each record's length is compared with what its header promises.
"""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator
from typing import IO, Any

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from kg.config import Limits
from kg.model import Origin, Record, Reject

STAGE = "read"
MAGIC = b"\x1f\x8b\x08"
CHUNK = 1 << 16
CONTENT_LENGTH = re.compile(rb"^content-length:\s*(\d{1,15})\s*$", re.IGNORECASE | re.MULTILINE)
PAGE_TYPES = ("text/html", "application/xhtml+xml")


def read_warc(stream: IO[bytes], stem: str, name: str, limits: Limits) -> Iterator[Record | Reject]:
    """The HTML responses with status 200 of an archive, packed or not, in its order; their id is their address.

    A record that is cut or too large comes as a Reject, and reading goes on at the next member."""
    split = _members if _peek(stream) == MAGIC else _plain
    for offset, content, fault in split(stream, limits.max_html_bytes):
        origin = Origin(name, offset=offset)
        if fault:
            yield Reject(f"{stem}:{offset}", origin, STAGE, fault, "the record is not whole or too large")
        else:
            yield from _records(io.BytesIO(content), stem, name, limits, offset)


def _peek(stream: IO[bytes]) -> bytes:
    head = stream.read(3)
    stream.seek(0)
    return head


def _members(stream: IO[bytes], limit: int) -> Iterator[tuple[int, bytes, str]]:
    """Offset, content and fault ("", "truncated", "bomb") of each gzip member; a damaged one ends where the next begins."""
    pending, base = b"", 0
    while True:
        pending = pending or stream.read(CHUNK)
        start = pending.find(MAGIC)
        if start < 0:
            more = stream.read(CHUNK)
            if not more:
                return
            base += max(0, len(pending) - 2)
            pending = pending[-2:] + more
            continue
        base, pending = base + start, pending[start:]
        content, fault, used = _inflate(stream, pending, limit)
        yield base, content, fault
        base, pending = base + len(used[0]), used[1]


def _plain(stream: IO[bytes], limit: int) -> Iterator[tuple[int, bytes, str]]:
    """Offset, content and fault of each record of an archive that is not packed."""
    while True:
        offset = stream.tell()
        head = bytearray()
        while (line := stream.readline(CHUNK)) and line.strip():
            head += line
        if not head and not line:
            return
        if not head:
            continue  # the empty lines between records
        length = CONTENT_LENGTH.search(head)
        content = stream.read(min(int(length[1]), limit + 1)) if line and length else b""
        if not length or len(content) < min(int(length[1]), limit + 1):
            yield offset, b"", "truncated"
            return
        if len(content) > limit:
            stream.seek(int(length[1]) - len(content), io.SEEK_CUR)
            yield offset, b"", "bomb"
        else:
            yield offset, bytes(head) + b"\r\n" + content + b"\r\n\r\n", ""


def _inflate(stream: IO[bytes], data: bytes, limit: int) -> tuple[bytes, str, tuple[bytes, bytes]]:
    """One member from ``data`` on, reading more as needed: content, fault, and the bytes (consumed, left over)."""
    unpacker = zlib.decompressobj(wbits=31)
    content, size, fed = bytearray(), 0, data
    try:
        while True:
            part = unpacker.decompress(fed, limit + 1 - len(content)) if len(content) <= limit else b""
            content += part
            if len(content) > limit:
                return _skip(data, "bomb")
            if unpacker.eof:
                left = unpacker.unused_data
                return bytes(content), "", (data[: len(data) - len(left)], left)
            fed = unpacker.unconsumed_tail or stream.read(CHUNK)
            if not unpacker.unconsumed_tail:
                data += fed
            if not fed:
                return _skip(data, "truncated")
            size += len(fed)
    except zlib.error:
        return _skip(data, "truncated")


def _skip(data: bytes, fault: str) -> tuple[bytes, str, tuple[bytes, bytes]]:
    following = data.find(MAGIC, 3)
    cut = following if following > 0 else len(data)
    return b"", fault, (data[:cut], data[cut:])


def _records(stream: IO[bytes], stem: str, name: str, limits: Limits, offset: int) -> Iterator[Record | Reject]:
    try:
        for record in ArchiveIterator(stream, no_record_parse=False, arc2warc=False):
            if record.rec_type == "response":
                yield from _response(record, Origin(name, offset=offset), stem, limits)
    except (ArchiveLoadFailed, EOFError, OSError, ValueError) as error:
        yield Reject(f"{stem}:{offset}", Origin(name, offset=offset), STAGE, "truncated", str(error)[:200])


def _response(record: Any, origin: Origin, stem: str, limits: Limits) -> Iterator[Record | Reject]:
    headers = record.http_headers
    kind = (headers.get_header("Content-Type") or "") if headers else ""
    if not headers or headers.get_statuscode() != "200" or not kind.lower().startswith(PAGE_TYPES):
        return
    url = record.rec_headers.get_header("WARC-Target-URI") or ""
    name = url or f"{stem}:{origin.offset}"
    data = record.content_stream().read(limits.max_html_bytes + 1)
    if len(data) > limits.max_html_bytes:
        yield Reject(name, origin, STAGE, "bomb", f"over {limits.max_html_bytes} bytes")
    elif _short(record):
        yield Reject(name, origin, STAGE, "truncated", "the record is shorter than its header says")
    else:
        yield Record(origin, name, "html", data, url=url)


def _short(record: Any) -> bool:
    """What the raw stream still owes of the promised length once it has been read to its end."""
    raw = record.raw_stream
    raw.read()
    return bool(getattr(raw, "limit", 0))
