"""Printed dates and datelines: what they look like and which day they name.

>>> [(printed.text, printed.days) for printed in find_printed("Sunday, March 3, 2019 - Talks")]
[('Sunday, March 3, 2019', ('2019-03-03',))]
>>> find_dateline("ROME, Jan 9 (AFP) - The ministers met.").place
'ROME'
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from kg.intake.tables import load, words

MONTHS = {name: number for number, names in enumerate(load("dates")["months"], 1) for name in names.split()}
WEEKDAYS = {name: number for number, names in enumerate(load("dates")["weekdays"]) for name in names.split()}
_MONTH = "(?P<{}>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b\.?"
_DAY = r"(?P<{}>\d{{1,2}})(?:st|nd|rd|th)?(?!\d)"
_YEAR = r"(?P<{}>(?:19|20)\d\d)(?!\d)"
_WEEK = r"(?:\b(?P<weekday>" + "|".join(sorted(WEEKDAYS, key=len, reverse=True)) + r")\b\.?\s*,?\s*)?"
_FORMS = (
    _WEEK + r"\b" + _MONTH.format("m1") + r"\s*" + _DAY.format("d1") + r"\s*,?\s*" + _YEAR.format("y1"),
    r"\b" + _DAY.format("d2") + r"\s*[\s-]\s*(?:of\s+)?" + _MONTH.format("m2") + r"\s*[\s,-]\s*" + _YEAR.format("y2"),
    r"\b" + _YEAR.format("y3") + r"[-/.](?P<m3>\d{1,2})[-/.](?P<d3>\d{1,2})(?!\d)",
    r"(?<![\d/.])(?P<n1>\d{1,2})(?P<sep>[/.])(?P<n2>\d{1,2})(?P=sep)" + _YEAR.format("y4"),
)
PRINTED = re.compile("|".join(f"(?:{form})" for form in _FORMS), re.IGNORECASE)
TRAILING_CLOCK = re.compile(
    r"(?:[\s,–—|•-]*(?:at\s+)?\d{1,2}[:.h]\d{2}(?::\d{2})?\s*(?:[ap]\.?m\.?)?"
    r"(?:\s*(?:[A-Z]{2,4}(?:[+-]\d{1,2})?|[+-]\d{2}:?\d{2}))?)?"
)


@dataclass(frozen=True, slots=True)
class Printed:
    """A printed date: verbatim, where, and the days it can mean (several where day and month may be swapped, none
    where no calendar has it); ``weekday`` 0..6 when one stands beside it."""

    text: str
    start: int
    end: int
    days: tuple[str, ...]
    weekday: int | None = None


@dataclass(frozen=True, slots=True)
class Dateline:
    """The opening of a wire text: ``start``..``end`` is what precedes the story; empty strings where not given."""

    start: int
    end: int
    place: str = ""
    agency: str = ""
    month: int = 0
    day: int = 0


def iso(year: int, month: int, day: int) -> str:
    """The day as ISO 8601, "" when no calendar has it or the year is outside 1900..2100."""
    try:
        return date(year, month, day).isoformat() if 1900 <= year <= 2100 else ""
    except ValueError:
        return ""


def _days(found: re.Match[str]) -> tuple[str, ...]:
    for number in ("1", "2"):
        if found[f"m{number}"]:
            month = MONTHS[found[f"m{number}"].lower()]
            day = iso(int(found[f"y{number}"]), month, int(found[f"d{number}"]))
            return (day,) if day else ()
    if found["y3"]:
        day = iso(int(found["y3"]), int(found["m3"]), int(found["d3"]))
        return (day,) if day else ()
    year, one, two = int(found["y4"]), int(found["n1"]), int(found["n2"])
    return tuple(sorted({day for day in (iso(year, one, two), iso(year, two, one)) if day}))


def find_printed(text: str, start: int = 0, end: int | None = None) -> list[Printed]:
    """Every full date (with a year) between two places, in order."""
    return [_printed(found) for found in PRINTED.finditer(text, start, len(text) if end is None else end)]


def _printed(found: re.Match[str]) -> Printed:
    weekday = found["weekday"]
    return Printed(found[0].strip(), found.start(), found.end(), _days(found), WEEKDAYS[weekday.lower()] if weekday else None)


_NAME = r"[A-Z\u00c0-\u00de][\w.'’-]{0,30}"  # bounded, against quadratic time
_PLACE = rf"(?P<place>{_NAME}(?:[ /](?:de |la |del |el |al |of |the |and )?{_NAME}){{0,3}}(?:,\s?{_NAME}(?:\s{_NAME}){{0,2}})?)"
_WHEN = rf"(?P<month>{'|'.join(sorted(MONTHS, key=len, reverse=True))})\.?\s(?P<day>\d{{1,2}})(?:,?\s(?:19|20)\d\d)?"
_SIGN = r"\((?P<agency>[A-Za-z][\w .&/-]{1,40})\)"
_CAPITALS = r"[A-Z\u00c0-\u00de][A-Z\u00c0-\u00de.'’ -]{2,40}"
_BEGINS = r"(?=[\"“'‘A-Z\u00c0-\u00de])"
_DASH = r"\s*(?:--+|[-–—―:])\s*"
DATELINES = tuple(
    re.compile(form, flags)
    for form, flags in (
        (rf"{_PLACE},?\s(?i:{_WHEN})\s*,?\s*{_SIGN}\s*", 0),
        (rf"{_PLACE},?\s*{_SIGN}{_DASH}", 0),
        (rf"(?i:{_WHEN})\s*{_SIGN}{_DASH}?", 0),
        (rf"{_SIGN}{_DASH}", 0),
        (rf"{_PLACE},\s(?i:{_WHEN})\s*(?:--+|[–—―-])\s*", 0),
        (rf"(?P<place>{_CAPITALS}(?:,\s?{_NAME}(?:\s{_NAME})?)?)\s*(?:--+|[–—―]|\s-)\s+{_BEGINS}", 0),
        (rf"(?P<place>{_CAPITALS}):\s+{_BEGINS}", 0),
        (rf"{_PLACE}\s?(?:--+|[–—―]|-)\s{_BEGINS}", 0),
    )
)
AFTER = re.compile(rf"\s*(?:{_DASH})?(?:{PRINTED.pattern})?(?:{_DASH})?\s*", re.IGNORECASE)


def _accepted(found: re.Match[str]) -> bool:
    place = found.groupdict().get("place") or ""
    lowered = {word.lower().strip(".,") for word in place.split()}
    return not (lowered & words("words", "function") - {"la", "of", "the", "and"}) and len(place) <= 60


def find_dateline(text: str, start: int = 0, end: int | None = None, *, loose: bool = True) -> Dateline | None:
    """The dateline with which the text between two places begins, if there is one; ``loose`` also takes a bare name
    and a dash, which later paragraphs may begin with for other reasons."""
    stop = len(text) if end is None else end
    for form in DATELINES if loose else DATELINES[:-1]:
        found = form.match(text, start, stop)
        if found and _accepted(found):
            return as_dateline(found, text, stop)
    return None


def as_dateline(found: re.Match[str], text: str, stop: int) -> Dateline:
    """The match of one of ``DATELINES`` with the date that may follow it."""
    rest = AFTER.match(text, found.end(), stop)
    parts = found.groupdict()
    month = MONTHS.get((parts.get("month") or "").lower(), 0)
    return Dateline(
        found.start(), rest.end() if rest else found.end(), parts.get("place") or "", parts.get("agency") or "",
        month, int(parts.get("day") or 0),
    )  # fmt: skip


# In the middle of a line only the forms with an agency in brackets are safe.
RUN_TOGETHER = DATELINES[0]
