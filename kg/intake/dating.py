"""The day of publication: every hint is a candidate, contradictions are settled by evidence, never by chance.

A page that prints "January 8, 2026" and "August 1, 2026" means one day and has swapped the other; a text that speaks of
"Thursday" and "Wednesday" and of "January 3" tells which. Where nothing tells, the day stays unknown.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from kg.intake.datelines import MONTHS, WEEKDAYS, Dateline, Printed, find_printed, iso
from kg.intake.regions import Layout
from kg.intake.tables import load
from kg.model import DateBasis

# How much a kind of hint speaks for its day before any other evidence is heard.
PRIOR: dict[DateBasis, float] = {"given": 3.0, "metadata": 2.0, "url": 2.0, "dateline": 1.0, "printed": 1.0}
MARGIN = 0.5  # a winner by less is a guess
URL_DAY = re.compile(
    r"(?<!\d)((?:19|20)\d\d)[/_-]?(0[1-9]|1[0-2]|[1-9](?=[/_-]))[/_-]?(0[1-9]|[12]\d|3[01]|[1-9](?=\D|$))(?!\d)"
)
LEADING_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)|(\d{4})(\d\d)(\d\d)(?!\d)")
DAY_IN_MONTH = re.compile(
    r"\b(" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b\.?\s(\d{1,2})(?:st|nd|rd|th)?\b(?!\s*,?\s*(?:19|20)\d\d)",
    re.IGNORECASE,
)
WEEKDAY = re.compile(r"\b(" + "|".join(name for name in sorted(WEEKDAYS) if len(name) > 5) + r")\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Dating:
    """The day ("" unknown), what it rests on, every printed form verbatim, and notes on doubts."""

    day: str = ""
    basis: DateBasis = "none"
    printed: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Hint:
    day: str
    basis: DateBasis
    bonus: float = 0.0


def gate(value: str) -> str:
    """The ISO day with which ``value`` begins ("2019-10-08T10:00Z", "20191008"), or as printed; "" for none or an
    impossible one.

    >>> gate("2024-02-30T12:00:00Z"), gate("Oct. 8, 2019"), gate("08/10/2019")
    ('', '2019-10-08', '')
    """
    value = value.strip()
    if found := LEADING_DAY.match(value):
        year, month, day = (int(part) for part in found.groups() if part)
        return iso(year, month, day)
    printed = find_printed(value[:100])
    return printed[0].days[0] if printed and len(printed[0].days) == 1 else ""


def url_day(url: str) -> str:
    """The day in an address such as ``/2018/04/17/`` or ``/20220715/``; "" without one.

    >>> url_day("https://news.example/world/2018/04/17/story-522179002")
    '2018-04-17'
    """
    found = URL_DAY.search(url)
    return iso(*(int(part) for part in found.groups())) if found else ""


def date_article(text: str, layout: Layout, *, given: str = "", metadata: str = "", url: str = "") -> Dating:
    """Weigh what the user gave, the page's metadata, the address, the dateline and the printed forms."""
    printed = _printed(text, layout)
    later = [form for form in printed if _is_later(text, form)]
    forms = [form for form in printed if form not in later] or printed
    notes = [f"{value!r} is no date" for value in (given, metadata) if value and not gate(value)]
    notes += [f"{form.text!r} is no date" for form in printed if not form.days]
    hints = [_Hint(gate(given), "given"), _Hint(gate(metadata), "metadata"), _Hint(url_day(url), "url")]
    hints += [_Hint(day, "printed", _weekday_bonus(day, form)) for form in forms for day in form.days]
    hints += _dateline_hints(layout.dateline, hints)
    day, basis, doubt = _settle([hint for hint in hints if hint.day], text, layout)
    verbatim = tuple(dict.fromkeys(form.text for form in printed))
    return Dating(day, basis, verbatim, (*notes, *doubt))


def _printed(text: str, layout: Layout) -> list[Printed]:
    """Dates printed around the body: above it, in its dateline, and below it where a label says what they are."""
    above = [form for form in find_printed(text, 0, layout.body_start) if not _in_region(form, layout)]
    if layout.dateline:
        above += [form for form in find_printed(text, layout.dateline.start, layout.dateline.end) if form not in above]
    below = [line for line in layout.outside if line.start >= layout.body_start and _label(line.text)]
    return above + [form for line in below for form in find_printed(text, line.start, line.end)]


def _in_region(form: Printed, layout: Layout) -> bool:
    return any(span.start <= form.start and form.end <= span.end for span in layout.regions)


def _label(text: str) -> bool:
    lowered = text.lower().lstrip("•·|:*- (")
    return lowered.startswith(tuple(load("dates")["labels"]))


def _is_later(text: str, form: Printed) -> bool:
    """A label right before the form says that it is the day of a change."""
    before = text[max(0, form.start - 25) : form.start].lower().rstrip(" :\n-–—|on")
    return before.endswith(tuple(label.rstrip("on ") for label in load("dates")["later"]))


def _weekday_bonus(day: str, form: Printed) -> float:
    if form.weekday is None:
        return 0.0
    return 2.0 if date.fromisoformat(day).weekday() == form.weekday else -2.0


def _dateline_hints(dateline: Dateline | None, known: list[_Hint]) -> list[_Hint]:
    """A dateline names day and month; the year is that of a hint at most two weeks away, else unknown."""
    if not dateline or not dateline.month:
        return []
    for hint in known:
        base = date.fromisoformat(hint.day) if hint.day else None
        for year in (base.year, base.year - 1, base.year + 1) if base else ():
            day = iso(year, dateline.month, dateline.day)
            if base and day and abs((date.fromisoformat(day) - base).days) <= 14:
                return [_Hint(day, "dateline")]
    return []


def _settle(hints: list[_Hint], text: str, layout: Layout) -> tuple[str, DateBasis, tuple[str, ...]]:
    days = sorted({hint.day for hint in hints})
    if not days:
        return "", "none", ()
    if len(days) == 1:
        best = max(hints, key=lambda hint: PRIOR[hint.basis])
        return days[0], best.basis, ()
    told = " / ".join(days)
    if _close(days):
        best = max(hints, key=lambda hint: (PRIOR[hint.basis], hint.bonus))
        return best.day, best.basis, (f"dates differ by a day or two: {told}",)
    body = " ".join(text[span.start : span.end] for span in layout.regions)
    scores = {day: _score(day, hints, body) for day in days}
    ranked = sorted(days, key=lambda day: (-scores[day], day))
    if scores[ranked[0]] - scores[ranked[1]] < MARGIN:
        return "", "none", (f"dates contradict and nothing decides: {told}",)
    return ranked[0], "evidence", (f"dates contradict: {told}; weekdays, other dates and hints speak for {ranked[0]}",)


def _close(days: list[str]) -> bool:
    """Within two days: time zones, or a wire story printed the next morning."""
    return date.fromisoformat(days[-1]) - date.fromisoformat(days[0]) <= timedelta(days=2)


def _score(day: str, hints: list[_Hint], body: str) -> float:
    own = [hint for hint in hints if hint.day == day]
    swaps = [hint for hint in hints if hint.day != day]
    heard = sum(PRIOR[hint.basis] + hint.bonus for hint in own) - (0.0 if swaps else 1.0)
    return heard + _weekdays_near(day, body) + _days_near(day, body)


def _weekdays_near(day: str, body: str) -> float:
    """News speaks of today and yesterday by weekday: up to 2 for the share of weekday words that name them."""
    counts = Counter(WEEKDAYS[found.lower()] for found in WEEKDAY.findall(body))
    own = date.fromisoformat(day).weekday()
    near = 2.0 * counts[own] + 1.5 * counts[(own - 1) % 7] + 0.5 * counts[(own - 2) % 7]
    return near / sum(counts.values()) if counts else 0.0


def _days_near(day: str, body: str) -> float:
    """News speaks of days near its own: 1 where a day without a year lies from three weeks before to one after."""
    own = date.fromisoformat(day)
    for month, number in DAY_IN_MONTH.findall(body):
        for year in (own.year - 1, own.year, own.year + 1):
            told = iso(year, MONTHS[month.lower()], int(number))
            if told and -21 <= (date.fromisoformat(told) - own).days <= 7:
                return 1.0
    return 0.0
