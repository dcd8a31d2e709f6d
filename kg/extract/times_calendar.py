"""Calendar arithmetic on intervals of days, both ends included; an open end is None.

>>> str(month_of(date(2020, 2, 9)))
'2020-02-01/2020-02-29'
>>> str(week_of(date(2018, 4, 11)))
'2018-04-09/2018-04-15'
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

DAY = timedelta(days=1)
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}


@dataclass(frozen=True, slots=True)
class Days:
    """An interval of days; ``unit`` is the grain in which it was told: "day", "week", "month", "year", "decade"."""

    first: date | None
    last: date | None
    unit: str = "day"

    def __str__(self) -> str:
        return f"{self.first or ''}/{self.last or ''}"


def one_day(day: date) -> Days:
    """A single day."""
    return Days(day, day)


def make_day(year: int, month: int, day: int) -> date | None:
    """The day, or None where no calendar has it."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def make_month(year: int, month: int) -> Days:
    """All days of a month; month numbers outside 1..12 run into other years. Years must lie in 1..9999."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return Days(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]), "month")


def make_year(year: int, through: int | None = None) -> Days:
    """All days of a year, or of several."""
    return Days(date(year, 1, 1), date(through or year, 12, 31), "year")


def month_of(day: date, step: int = 0) -> Days:
    """The month of a day, or the one so many months later."""
    return make_month(day.year, day.month + step)


def week_of(day: date, step: int = 0) -> Days:
    """The week, Monday to Sunday, of a day, or the one so many weeks later."""
    monday = day - day.weekday() * DAY + 7 * step * DAY
    return Days(monday, monday + 6 * DAY, "week")


def weekend_of(day: date, step: int = 0) -> Days:
    """Saturday and Sunday of a day's week, or of the one so many weeks later."""
    saturday = day + (5 - day.weekday() + 7 * step) * DAY
    return Days(saturday, saturday + DAY, "day")


def season_of(year: int, name: str) -> Days:
    """Three months by northern usage; the winter of a year begins in its December."""
    first = make_month(year, SEASONS[name])
    return Days(first.first, make_month(year, SEASONS[name] + 2).last, "month")


def unit_of(day: date, unit: str, step: int = 0) -> Days:
    """The day, week, weekend, month, year or decade of a day, or the one so many units later."""
    if unit == "decade":
        start = day.year // 10 * 10 + 10 * step
        return Days(date(start, 1, 1), date(start + 9, 12, 31), "decade")
    if unit == "year":
        return make_year(day.year + step)
    makers = {"week": week_of, "weekend": weekend_of, "month": month_of}
    return makers[unit](day, step) if unit in makers else one_day(day + step * DAY)


def edge_of(whole: Days, edge: str) -> Days:
    """The early, middle or late third of a month (ten days) or of a longer time; the first or second half.

    A careful reader takes "early June" as its first ten days."""
    if whole.first is None or whole.last is None or not edge:
        return whole
    words = edge.lower()
    if whole.unit == "year" and whole.first.year == whole.last.year:
        return _part_of_year(whole.first.year, words)
    length = (whole.last - whole.first).days + 1
    third = 10 if whole.unit == "month" and length <= 31 else length // 3
    if "half" in words:
        middle = whole.first + (length // 2) * DAY
        return Days(whole.first, middle - DAY) if "first" in words else Days(middle, whole.last)
    if any(word in words for word in ("early", "beginning", "start")):
        return Days(whole.first, whole.first + (third - 1) * DAY, whole.unit)
    if "mid" in words:
        return Days(whole.first + third * DAY, whole.first + (2 * third - 1) * DAY, whole.unit)
    return Days(whole.first + 2 * third * DAY, whole.last, whole.unit)


def _part_of_year(year: int, words: str) -> Days:
    """Six months for a half, else the first, middle or last four."""
    if "half" in words:
        first, count = (1, 6) if "first" in words else (7, 6)
    elif any(word in words for word in ("early", "beginning", "start")):
        first, count = 1, 4
    else:
        first, count = (5, 4) if "mid" in words else (9, 4)
    return Days(make_month(year, first).first, make_month(year, first + count - 1).last, "month")


def nth_weekday(month: Days, weekday: int, nth: int) -> date | None:
    """The n-th (1, 2 ... or -1 for the last) such weekday of a month."""
    if month.first is None or month.last is None:
        return None
    if nth < 0:
        return month.last - ((month.last.weekday() - weekday) % 7) * DAY
    found = month.first + ((weekday - month.first.weekday()) % 7 + 7 * (nth - 1)) * DAY
    return found if found <= month.last else None


def easter(year: int) -> date:
    """Western Easter Sunday by the Gregorian computus (Meeus, Jones, Butcher)."""
    golden, century, rest = year % 19, year // 100, year % 100
    leap, correction = century // 4, (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap - correction + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)
