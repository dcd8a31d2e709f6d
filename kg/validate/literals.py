"""Literals as Python values, to be compared; one that its datatype does not allow has none.

>>> from pyoxigraph import Literal
>>> from kg.rdf.terms import XSD
>>> value(Literal("0.50", datatype=XSD.decimal)), value(Literal("2026-02-30", datatype=XSD.date)) is None
(Decimal('0.50'), True)
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from decimal import Decimal
from typing import Final

from pyoxigraph import Literal, NamedNode

from kg.rdf.terms import XSD

Value = str | bool | Decimal | datetime.date
_INTEGER: Final = re.compile(r"[+-]?[0-9]+")
_DECIMAL: Final = re.compile(r"[+-]?([0-9]+([.][0-9]*)?|[.][0-9]+)")
_DATE: Final = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(Z|[+-][0-9]{2}:[0-9]{2})?")
_INSTANT: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}([.][0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2})?")


def _number(pattern: re.Pattern[str]) -> Callable[[str], Decimal | None]:
    return lambda text: Decimal(text) if pattern.fullmatch(text) else None


def _date(text: str) -> datetime.date | None:
    found = _DATE.fullmatch(text)
    try:
        return datetime.date.fromisoformat(found.group(1)) if found else None
    except ValueError:
        return None


def _instant(text: str) -> datetime.datetime | None:
    try:
        return datetime.datetime.fromisoformat(text) if _INSTANT.fullmatch(text) else None
    except ValueError:
        return None


_READERS: Final[dict[NamedNode, Callable[[str], Value | None]]] = {
    XSD.integer: _number(_INTEGER),
    XSD.decimal: _number(_DECIMAL),
    XSD.date: _date,
    XSD.dateTime: _instant,
    XSD.boolean: lambda text: {"true": True, "1": True, "false": False, "0": False}.get(text),
}


def has_reader(datatype: NamedNode) -> bool:
    """Whether literals of this datatype can be malformed, as far as we read them."""
    return datatype in _READERS


def value(literal: Literal) -> Value | None:
    """The value of a literal; the text itself for datatypes that need not be compared; None where it is malformed."""
    reader = _READERS.get(literal.datatype)
    return reader(literal.value) if reader else literal.value


def below(left: Literal, right: Literal, *, or_equal: bool) -> bool:
    """Whether ``left`` comes before ``right``; False where the two cannot be compared."""
    a, b = value(left), value(right)
    if isinstance(a, bool) or isinstance(b, bool):
        return False
    try:
        return bool(a <= b if or_equal else a < b)  # type: ignore[operator]
    except TypeError:
        return False
