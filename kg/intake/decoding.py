"""From bytes to clean text: encodings, line ends, characters that must not be.

>>> decode(b"caf\\xe9 and more").text
'café and more'
>>> clean("one\\r\\ntwo\\x00").text
'one\\ntwo'
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

# Controls but tab and newline, lone surrogates and non-characters: XML and RDF writers refuse or damage them.
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
LINE_END = re.compile("\r\n|\r|\x85|\u2028|\u2029")
CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and notes on what was doubted or taken out, for a person to read."""

    text: str
    notes: tuple[str, ...] = ()


def _guess_utf16(data: bytes) -> str:
    """UTF-16 without a mark: Latin text then has a NUL in nearly every second place."""
    head = data[:2000]
    if len(head) < 8 or b"\x00" not in head:
        return ""
    half = len(head) // 2
    odd, even = head[1::2].count(0), head[0::2].count(0)
    if odd > 0.7 * half and even < 0.1 * half:
        return "utf-16-le"
    return "utf-16-be" if even > 0.7 * half and odd < 0.1 * half else ""


def _declared(data: bytes) -> str:
    found = CHARSET.search(data[:4096])
    if not found:
        return ""
    try:
        return codecs.lookup(found[1].decode("ascii", "replace")).name
    except LookupError:
        return ""


def decode(data: bytes, *, page: bool = False) -> Decoded:
    """Bytes as text: byte order mark, UTF-8, for a ``page`` its declared character set, then Windows-1252.

    Never fails; bytes that no encoding explains become U+FFFD, with a note."""
    for mark, encoding in BOMS:
        if data.startswith(mark):
            text = data[len(mark) :].decode(encoding, "replace")
            return Decoded(text, () if encoding == "utf-8" else (f"decoded as {encoding}",))
    if encoding := _guess_utf16(data):
        return Decoded(data.decode(encoding, "replace"), (f"decoded as {encoding}",))
    for encoding in ("utf-8", _declared(data) if page else "", "cp1252"):
        try:
            if encoding:
                return Decoded(data.decode(encoding), () if encoding == "utf-8" else (f"decoded as {encoding}",))
        except UnicodeDecodeError:
            continue
    return Decoded(data.decode("latin-1"), ("decoded as latin-1",))


def clean(text: str) -> Decoded:
    """``text`` with line ends ``\\n`` and without forbidden characters; a clean text comes back as it is."""
    straight = LINE_END.sub("\n", text.removeprefix("\ufeff"))
    kept, removed = FORBIDDEN.subn("", straight)
    return Decoded(kept, (f"{removed} forbidden characters taken out",) if removed else ())


def read_text(payload: str | bytes, *, page: bool = False) -> Decoded:
    """Decode where needed, then clean; the notes of both."""
    decoded = decode(payload, page=page) if isinstance(payload, bytes) else Decoded(payload)
    cleaned = clean(decoded.text)
    return Decoded(cleaned.text, decoded.notes + cleaned.notes)
