"""What a time expression means on the calendar, given the day of writing, the direction of its clause, and the last
time that the text spoke of.

>>> context = Context(date(2026, 1, 9), "past")
>>> from kg.extract.times_find import find_expressions
>>> [str(resolve(found, context)) for found in find_expressions("on Saturday, last January, the first week of December")]
['2026-01-03/2026-01-03', '2025-01-01/2025-01-31', '2025-12-01/2025-12-07']
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from kg.extract import times_calendar as cal
from kg.extract.times_calendar import DAY, Days
from kg.extract.times_find import Expression, month_numbers, table, weekday_numbers

Direction = Literal["past", "future", "any"]
STEPS = {"last": -1, "past": -1, "this past": -1, "previous": -1, "the previous": -1, "next": 1, "coming": 1,
         "the coming": 1, "this coming": 1, "following": 1, "the following": 1, "this": 0, "that": 0,
         "the same": 0, "the": 0, "": 0}  # fmt: skip
ALMOST_A_YEAR, RECENT = 300, 60  # days: nobody plans for "March" in April, unless for "next March"
SOON, HALF_A_YEAR = 75, 180  # days: a date without a year so shortly ahead is meant rather than one so long ago
LONG_AGO = 270  # days: of a plain past a date so long ago would have its year; if the next is near, neither is sure


@dataclass(frozen=True, slots=True)
class Context:
    """``base``: the day of writing (None: unknown). ``direction`` of the clause. ``anchor``: the time last spoken of;
    ``story``: the year of which the passage tells, where it lies years before the day of writing."""

    base: date | None
    direction: Direction = "past"
    anchor: Days | None = None
    story: int | None = None


Parts = dict[str, str]


def resolve(found: Expression, context: Context) -> Days | None:
    """The interval of an expression, or None where it cannot be derived."""
    if found.relation == "until" and context.direction == "any":
        context = replace(context, direction="future")
    try:
        days = RESOLVERS[found.kind](found.parts, context)
    except (ValueError, OverflowError):
        return None  # year 0 or beyond 9999
    return related(days, found.relation, context) if days else None


def related(days: Days, relation: str, context: Context) -> Days | None:
    """The interval that "since", "until", "before", "after", "from" make of a time."""
    past = context.direction != "future" and (days.first is None or context.base is None or days.first <= context.base)
    if relation == "since" or (relation == "after" and past):
        return Days(days.first, context.base, days.unit)
    if relation in ("after", "from"):
        return Days(days.first, None, days.unit)
    if relation in ("until", "before"):
        return Days(None, days.last, days.unit)
    return days


# ------------------------------------------------------------------ helpers


def _month(parts: Parts, name: str = "month") -> int:
    return int(parts["m"]) if name == "month" and "m" in parts else month_numbers()[parts[name].rstrip(".")]


def _number(word: str) -> int:
    return int(word) if word.isdigit() else int(table()["numbers"].get(word, 2))  # "a couple of"


def _nearest(before: date | None, after: date | None, context: Context) -> date | None:
    """Which of the last and the next occurrence is meant, by direction; None where neither is likely."""
    if before is None or after is None or context.base is None:
        return before or after
    ahead, ago = (after - context.base).days, (context.base - before).days
    if context.direction == "future":
        return before if ahead > ALMOST_A_YEAR and ago < RECENT else after
    if context.direction == "any":
        return after if ahead <= SOON and ago > HALF_A_YEAR else before
    return None if ahead <= SOON and ago > LONG_AGO else before


def _occurrence(month: int, day: int, context: Context) -> date | None:
    """A month and day without a year."""
    if context.story:
        return cal.make_day(context.story, month, day)
    if context.base is None:
        return None
    base = context.base
    days = [found for year in range(base.year - 4, base.year + 5) if (found := cal.make_day(year, month, day))]
    before = max((found for found in days if found <= base), default=None)
    after = min((found for found in days if found >= base), default=None)
    return _nearest(before, after, context)


def _month_occurrence(month: int, context: Context, rel: str = "") -> Days | None:
    """A month without a year, perhaps with "last", "next", "this"."""
    if context.story and rel in ("", "that", "the same"):
        return cal.make_month(context.story, month)
    if context.base is None:
        return None
    base = context.base
    step = STEPS.get(rel, 0)
    if rel and step == 0:
        return cal.make_month(base.year, month)
    last = base.year if month < base.month or (month == base.month and not rel) else base.year - 1
    following = base.year if month > base.month or (month == base.month and not rel) else base.year + 1
    if step:
        return cal.make_month(last if step < 0 else following, month)
    chosen = _nearest(cal.make_month(last, month).last, cal.make_month(following, month).first, context)
    return cal.month_of(chosen) if chosen else None


# ------------------------------------------------------------------ one function per kind


def _day(parts: Parts, context: Context) -> Days | None:
    if "month" not in parts and "m" not in parts:
        return _bare_day(parts, context)
    month, day = _month(parts), int(parts["day"])
    if "year" in parts:
        found = cal.make_day(int(parts["year"]), month, day)
        swapped = cal.make_day(int(parts["year"]), day, month) if "m" in parts and day <= 12 and month > 12 else None
        found = found or swapped
    else:
        found = _occurrence(month, day, context)
    return cal.one_day(found) if found else None


def _bare_day(parts: Parts, context: Context) -> Days | None:
    """ "the 14th": of the month spoken of, else of this month."""
    around = context.anchor.first if context.anchor and context.anchor.first else context.base
    if around is None or context.base is None:
        return None
    month = cal.month_of(context.base, STEPS[parts["rel"]]) if "rel" in parts else cal.month_of(around)
    found = cal.make_day(month.first.year, month.first.month, int(parts["day"])) if month.first else None
    return cal.one_day(found) if found else None


def _days(parts: Parts, context: Context) -> Days | None:
    start_month, end_month = _month(parts), _month(parts, "month2") if "month2" in parts else _month(parts)
    first, last = int(parts["day"]), int(parts["day2"])
    end = cal.make_day(int(parts["year"]), end_month, last) if "year" in parts else _occurrence(end_month, last, context)
    if end is None:
        return None
    start = cal.make_day(end.year - (start_month > end_month), start_month, first)
    return Days(start, end) if start and start <= end else None


def _whole_month(parts: Parts, context: Context) -> Days | None:
    month, rel = _month(parts), parts.get("rel", "")
    if "year" in parts:
        whole: Days | None = cal.make_month(int(parts["year"]), month)
    else:
        whole = _month_occurrence(month, context, rel)
    if whole and "week" in parts:
        return _nth_week(whole, _number(parts["ordinal"]), parts["week"])
    return cal.edge_of(whole, parts.get("edge", "")) if whole else None


def _nth_week(month: Days, nth: int, unit: str) -> Days | None:
    """The n-th seven days of a month, as news means "the first week of February"; the last seven for the last."""
    if month.first is None or month.last is None:
        return None
    if unit == "weekend":
        saturday = cal.nth_weekday(month, 5, nth)
        return Days(saturday, saturday + DAY) if saturday else None
    if nth < 0:
        return Days(month.last - 6 * DAY, month.last, "week")
    start = month.first + 7 * (nth - 1) * DAY
    return Days(start, min(start + 6 * DAY, month.last), "week")


def _month_of_year(parts: Parts, context: Context) -> Days | None:
    """ "February of last year"."""
    if context.base is None:
        return None
    rel = parts["rel"]
    told = context.anchor.first if context.anchor and rel != "this" and rel.startswith("th") else None
    around = told or context.base
    return cal.edge_of(cal.make_month(around.year + STEPS[rel], _month(parts)), parts.get("edge", ""))


def _months(parts: Parts, context: Context) -> Days | None:
    start, end = _month(parts), _month(parts, "month2")
    if "year" in parts:
        last: Days | None = cal.make_month(int(parts["year"]), end)
    else:
        last = _month_occurrence(end, context)
    if last is None or last.first is None:
        return None
    first = cal.edge_of(cal.make_month(last.first.year - (start > end), start), parts.get("edge", ""))
    return Days(first.first, cal.edge_of(last, parts.get("edge2", "")).last, "month")


def _year(parts: Parts, context: Context) -> Days | None:
    return cal.edge_of(cal.make_year(int(parts["year"])), parts.get("edge", ""))


def _years(parts: Parts, context: Context) -> Days | None:
    first = int(parts["year"])
    last = int(parts["year2"]) if len(parts["year2"]) == 4 else first // 100 * 100 + int(parts["year2"])
    return cal.make_year(first, last) if first < last else None


def _decade(parts: Parts, context: Context) -> Days | None:
    year = int(parts["year"])
    whole = Days(date(year, 1, 1), date(year + (99 if year % 100 == 0 and year < 2000 else 9), 12, 31), "decade")
    return cal.edge_of(whole, parts.get("edge", ""))


def _season(parts: Parts, context: Context) -> Days | None:
    if "year" in parts:
        return cal.edge_of(cal.season_of(int(parts["year"]), parts["season"]), parts.get("edge", ""))
    if context.story:
        return cal.season_of(context.story, parts["season"])
    if context.base is None:
        return None
    rel = parts.get("rel", "")
    base = context.base
    options = [cal.season_of(year, parts["season"]) for year in (base.year - 2, base.year - 1, base.year, base.year + 1)]
    over = [one for one in options if one.last and one.last < base]
    begun = [one for one in options if one.first and one.first <= base]
    ahead = [one for one in options if one.first and one.first > base]
    if STEPS.get(rel, 0) > 0 or (not rel and context.direction == "future"):
        return ahead[0]
    return over[-1] if STEPS.get(rel, 0) < 0 else cal.season_of(base.year, parts["season"]) if rel else begun[-1]


def _portion(parts: Parts, context: Context) -> Days | None:
    around = context.anchor.first if context.anchor and parts.get("rel") == "the" else context.base
    if "year" in parts:
        whole = cal.make_year(int(parts["year"]))
    elif around is None:
        return None
    else:
        whole = cal.unit_of(around, parts.get("unit", "year"), STEPS[parts["rel"]])
    if "edge" in parts:
        return cal.edge_of(whole, parts["edge"])
    size = 6 if parts["part"] == "half" else 3
    nth = _number(parts["ordinal"])
    first = (12 - size if nth < 0 else size * (nth - 1)) + 1
    if whole.first is None or first > 12:
        return None
    start = cal.make_month(whole.first.year, first)
    return Days(start.first, cal.make_month(whole.first.year, first + size - 1).last, "month")


def _weekday(parts: Parts, context: Context) -> Days | None:
    number = weekday_numbers()[parts["weekday"]]
    if "ordinal" in parts:
        month = _whole_month({key: parts[key] for key in ("month", "year") if key in parts}, context)
        found = cal.nth_weekday(month, number, _number(parts["ordinal"])) if month else None
        return cal.one_day(found) if found else None
    if context.base is None:
        return None
    base = context.base
    rel = parts.get("rel", "")
    if "week" in parts or "span" in parts:
        monday = cal.week_of(base, STEPS[parts.get("week", "last")]).first
        return cal.one_day(monday + number * DAY) if monday else None
    if rel in ("following", "the following", "the previous", "previous", "that", "the same"):
        return _weekday_from(number, STEPS[rel], context)
    return cal.one_day(_weekday_near(base, number, rel, context.direction))


def _weekday_near(base: date, number: int, rel: str, direction: Direction) -> date:
    """Last: strictly before; next: strictly after; this: in this week; bare: by direction, the day itself included."""
    back, ahead = (base.weekday() - number) % 7, (number - base.weekday()) % 7
    step = STEPS.get(rel, 0)
    if step < 0:
        return base - (back or 7) * DAY
    if step > 0:
        return base + (ahead or 7) * DAY
    if rel == "this":
        return base + (number - base.weekday()) * DAY
    return base + ahead * DAY if direction == "future" else base - back * DAY


def _weekday_from(number: int, step: int, context: Context) -> Days | None:
    """ "the following Tuesday": counted from the time last spoken of."""
    around = context.anchor.first if context.anchor and context.anchor.first else context.base
    if around is None:
        return None
    shift = (number - around.weekday()) % 7
    if step < 0:
        shift = -((around.weekday() - number) % 7 or 7)
    elif step > 0:
        shift = shift or 7
    return cal.one_day(around + shift * DAY)


def _shift(parts: Parts, context: Context) -> Days | None:
    if context.base is None:
        return None
    if "overnight" in parts:
        return Days(context.base - DAY, context.base)
    shifts = {"shift0": 0, "shift1": -1, "shift2": 1, "shift3": -2, "shift4": 2}
    return next(cal.one_day(context.base + days * DAY) for name, days in shifts.items() if name in parts)


def _unit(parts: Parts, context: Context) -> Days | None:
    if context.base is None:
        return None
    rel, sense, unit = parts.get("rel", ""), parts.get("sense", ""), parts["unit"]
    whole = cal.unit_of(context.base, unit, STEPS[rel])
    if unit == "weekend" and rel == "last" and context.base.weekday() >= 5:
        whole = cal.unit_of(context.base, unit, -1)
    if not sense or sense == "sometime":
        return whole
    if STEPS[rel]:
        return cal.edge_of(whole, sense.replace("earlier", "early").replace("later", "late"))
    if sense.startswith("earl"):
        return Days(whole.first, context.base, unit)
    return Days(context.base, whole.last, unit)


def _ago(parts: Parts, context: Context) -> Days | None:
    return _steps(parts, -1, context.base)


def _ahead(parts: Parts, context: Context) -> Days | None:
    return _steps(parts, 1, context.base)


def _steps(parts: Parts, sign: int, around: date | None) -> Days | None:
    """So many units away, in the grain of the unit: "two weeks ago" is a week, "three years later" a year."""
    if around is None:
        return None
    unit = parts["unit"]
    if unit in ("minute", "hour"):
        return cal.one_day(around) if _number(parts["number"]) <= 12 or unit == "minute" else None
    return cal.unit_of(around, unit, sign * _number(parts["number"]))


def _apart(parts: Parts, context: Context) -> Days | None:
    anchor = context.anchor
    if anchor is None:
        return None
    if "number" not in parts:
        return anchor if anchor.first == anchor.last else None
    word = parts.get("side") or parts.get("towards", "")
    sign = -1 if word in ("earlier", "before", "previously") else 1
    around = anchor.first if sign < 0 else anchor.last
    return _steps(parts, sign, around)


def _window(parts: Parts, context: Context) -> Days | None:
    base = context.base
    unit, number = parts["unit"], _number(parts.get("number", "one"))
    if base is None or unit in ("minute", "hour"):
        return None
    sign = -1 if "past" in parts else 1
    if unit in ("month", "year", "decade"):
        far = _shifted(base, sign * number * {"month": 1, "year": 12, "decade": 120}[unit])
    else:
        far = base + timedelta(days=sign * number * (7 if unit.startswith("week") else 1))
    return Days(far, base, unit) if sign < 0 else Days(base, far, unit)


def _shifted(day: date, months: int) -> date:
    """The same day of the month so many months away, or the month's last."""
    month = cal.month_of(day, months)
    last = month.last or day
    return last.replace(day=min(day.day, last.day))


def _same(parts: Parts, context: Context) -> Days | None:
    anchor = context.anchor
    if anchor is None or anchor.first is None:
        return None
    if "unit" not in parts:
        return anchor
    unit = {"night": "day", "morning": "day", "evening": "day", "afternoon": "day"}.get(parts["unit"], parts["unit"])
    if unit == "day" and anchor.first != anchor.last:
        return None
    step = {"next": 1, "following": 1, "after": 1, "previous": -1, "before": -1}.get(parts.get("step", ""), 0)
    return cal.unit_of(anchor.first, unit, step)


def _feast(parts: Parts, context: Context) -> Days | None:
    listed = {name.lower(): rule for name, rule in table()["feasts"].items()}[parts["feast"]]
    if "year" in parts:
        found = _feast_day(listed, int(parts["year"]))
    elif context.base is None:
        return None
    else:
        days = [_feast_day(listed, year) for year in range(context.base.year - 1, context.base.year + 2)]
        before = max((day for day in days if day and day <= context.base), default=None)
        after = min((day for day in days if day and day >= context.base), default=None)
        found = _nearest(before, after, context)
    if found is None:
        return None
    around = parts.get("around", "").strip()
    if around == "weekend":
        return cal.weekend_of(found)
    return cal.week_of(found) if around == "week" else cal.one_day(found)


def _feast_day(rule: dict[str, int], year: int) -> date | None:
    if "easter" in rule:
        return cal.easter(year) + rule["easter"] * DAY
    if "weekday" in rule:
        return cal.nth_weekday(cal.make_month(year, rule["month"]), rule["weekday"], rule["nth"])
    return cal.make_day(year, rule["month"], rule["day"])


def _vague(parts: Parts, context: Context) -> Days | None:
    return None


RESOLVERS: dict[str, Callable[[Parts, Context], Days | None]] = {
    "day": _day, "days": _days, "month": _whole_month, "year-month": _month_of_year, "months": _months, "year": _year,
    "years": _years, "decade": _decade, "season": _season, "portion": _portion, "weekday": _weekday, "shift": _shift,
    "unit": _unit, "ago": _ago, "ahead": _ahead, "apart": _apart, "window": _window, "same": _same, "feast": _feast,
    "vague": _vague,
}  # fmt: skip
