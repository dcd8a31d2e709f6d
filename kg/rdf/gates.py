"""One gate per kind of value: what does not pass here cannot reach a writer.

Each gate takes a Python value and returns an RDF term in the one lexical form that survives a round trip through
Oxigraph and Virtuoso unchanged (XSD canonical: ``0.42`` not ``0.420``, ``1`` not ``1.0``, ``Z`` not ``+00:00``), or
raises ValueGateError. rdflib keeps all of them too, but for instants in UTC, which it rewrites to ``+00:00`` unless
``rdflib.NORMALIZE_LITERALS`` is False.

>>> decimal(0.42).value, date("2026-01-09").value
('0.42', '2026-01-09')
>>> web_address("https://user:secret@news.example/a b?q=1").value
'https://news.example/a%20b?q=1'
"""

from __future__ import annotations

import datetime
import ipaddress
import math
import re
from functools import lru_cache
from typing import Final
from urllib.parse import quote, urlsplit, urlunsplit

from pyoxigraph import Literal, NamedNode

from kg.errors import ValueGateError
from kg.rdf.terms import GEO, XSD

# XML 1.0 cannot hold these, so RDF/XML could not carry them; lone surrogates are no characters at all.
_FORBIDDEN_TEXT: Final = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
# Besides what the RDF grammar forbids in an IRI: invisible marks that make one address look like another, and all that
# Python calls a space, where rdflib's N-Triples reader ends the IRI.
_FORBIDDEN_IRI: Final = re.compile(
    '[\\s\x00-\x20<>"{}|\\\\^`\x7f-\xa0\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f'
    "\ud800-\udfff\ufdd0-\ufdef\ufeff\ufff0-\uffff\U000e0000-\U0010ffff]"
)
_DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_INSTANT: Final = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,6})?)?(Z|[+-][0-9]{2}:[0-9]{2})?"
)
_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_HOST: Final = re.compile(r"[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*\.?")
_BARE_PERCENT: Final = re.compile(r"%(?![0-9A-Fa-f]{2})")
# RFC 3986: what may stand unescaped in a path; a query and a fragment may hold "?" too.
_PATH_SAFE: Final = "/:@!$&'()*+,;=~%"
_QUERY_SAFE: Final = _PATH_SAFE + "?"

_REMEMBERED: Final = 2048  # days and numbers come back often


def text(value: str) -> Literal:
    """A plain string. Tab and line feed are the only control characters allowed; intake has cleaned the rest out."""
    if found := _FORBIDDEN_TEXT.search(value):
        raise ValueGateError(f"text holds the forbidden character U+{ord(found.group()):04X} at {found.start()}")
    return Literal(value)


def iri(value: str) -> NamedNode:
    """An absolute http, https or urn IRI without spaces, controls or invisible marks."""
    if found := _FORBIDDEN_IRI.search(value):
        raise ValueGateError(f"IRI holds the forbidden character U+{ord(found.group()):04X} at {found.start()}")
    if not value.startswith(("http://", "https://", "urn:")):
        raise ValueGateError(f"{value[:60]!r} is not an absolute http, https or urn IRI")
    try:
        return NamedNode(value)
    except ValueError as error:
        raise ValueGateError(f"{value[:60]!r} is no IRI: {error}") from error


def web_address(value: str) -> NamedNode:
    """A web address: user and password dropped, host in lower case and ASCII, the rest percent-encoded."""
    try:
        parts = urlsplit(value.strip())
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise ValueGateError("not a web address") from error
    if parts.scheme not in ("http", "https"):
        raise ValueGateError("not a web address: it begins with neither http:// nor https://")
    place = _host(host) + (f":{port}" if port is not None else "")
    path, query, fragment = (
        _escaped(parts.path, _PATH_SAFE),
        _escaped(parts.query, _QUERY_SAFE),
        _escaped(parts.fragment, _QUERY_SAFE),
    )
    return iri(urlunsplit((parts.scheme, place, path or "/", query, fragment)))


def _host(host: str) -> str:
    if ":" in host:
        try:
            return f"[{ipaddress.IPv6Address(host)}]"
        except ValueError as error:
            raise ValueGateError("not a web address: no valid host") from error
    try:
        name = host.encode("idna").decode("ascii").lower()
    except UnicodeError as error:
        raise ValueGateError("not a web address: no valid host") from error
    if not _HOST.fullmatch(name):
        raise ValueGateError("not a web address: no valid host")
    return name


def _escaped(part: str, safe: str) -> str:
    try:
        return quote(_BARE_PERCENT.sub("%25", part), safe=safe)
    except UnicodeEncodeError as error:
        raise ValueGateError("not a web address: it holds a lone surrogate") from error


@lru_cache(_REMEMBERED)
def date(value: str) -> Literal:
    """A day of the calendar, years 0001 to 9999, as xsd:date."""
    if not _DATE.fullmatch(value):
        raise ValueGateError(f"{value[:40]!r} is no ISO date")
    _in_calendar(value)
    return Literal(value, datatype=XSD.date)


def moment(value: str) -> Literal:
    """A day as xsd:date, or an instant as xsd:dateTime to the second ("Z" for UTC; no zone where none is known)."""
    if not _INSTANT.fullmatch(value):
        return date(value)
    instant = _in_calendar(value).replace(microsecond=0)
    offset = instant.utcoffset()
    if offset is not None and abs(offset) > datetime.timedelta(hours=14):
        raise ValueGateError(f"{value[:40]!r} has an impossible time zone")
    form = instant.isoformat()
    return Literal(form.removesuffix("+00:00") + "Z" if offset == datetime.timedelta() else form, datatype=XSD.dateTime)


def _in_calendar(value: str) -> datetime.datetime:
    try:
        return datetime.datetime.fromisoformat(value)
    except ValueError as error:
        raise ValueGateError(f"{value[:40]!r} is in no calendar") from error


def language(value: str) -> Literal:
    """A language tag such as "en" or "pt-BR", as a plain string."""
    if not _LANGUAGE.fullmatch(value):
        raise ValueGateError(f"{value[:40]!r} is no language tag")
    return Literal(value)


@lru_cache(_REMEMBERED)
def integer(value: int) -> Literal:
    """A whole number as xsd:integer."""
    return Literal(str(int(value)), datatype=XSD.integer)


@lru_cache(_REMEMBERED)
def decimal(value: float, digits: int = 3) -> Literal:
    """A number rounded to ``digits`` places as xsd:decimal; no exponent, no trailing zero, no minus zero."""
    if not math.isfinite(value):
        raise ValueGateError(f"{value} is not a finite number")
    form = f"{value:.{digits}f}"
    form = form.rstrip("0").rstrip(".") if "." in form else form
    return Literal("0" if form == "-0" else form, datatype=XSD.decimal)


def boolean(value: bool) -> Literal:
    """True or false as xsd:boolean."""
    return Literal("true" if value else "false", datatype=XSD.boolean)


def point(lat: float, lon: float) -> Literal:
    """A WGS84 position in degrees as a GeoSPARQL WKT point, which has the longitude first."""
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise ValueGateError(f"latitude {lat}, longitude {lon} lie outside the globe")
    return Literal(f"POINT({decimal(lon, 5).value} {decimal(lat, 5).value})", datatype=GEO.wktLiteral)
