"""What a time expression means on the calendar, given the day of writing, the direction of its clause, and the last
time that the text spoke of.

>>> from kg.extract.times_reference import Context
>>> context = Context(date(2026, 1, 9), "past")
>>> from kg.extract.times_find import find_expressions
>>> [str(resolve(found, context)) for found in find_expressions("on Saturday, last January, the first week of December")]
['2026-01-03/2026-01-03', '2025-01-01/2025-01-31', '2025-12-01/2025-12-07']
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from kg.extract import times_calendar as cal
from kg.extract import times_relative as relative
from kg.extract.times_calendar import DAY, Days
from kg.extract.times_find import Expression, month_numbers, table, weekday_numbers
from kg.extract.times_reference import STEPS, Context, Direction, Parts, number_of

ALMOST_A_YEAR, RECENT = 300, 60  # days: nobody plans for "March" in April, unless for "next March"
SOON, HALF_A_YEAR = 75, 180  # days: a date without a year so shortly ahead is meant rather than one so long ago
LONG_AGO = 270  # days: of a plain past a date so long ago would have its year; if the next is near, neither is sure


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


def _nearest(before: date | None, after: date | None, context: Context) -> date | None:
    """Which of the last and the next occurrence is meant, by direction; None where neither is likely."""
    if before is None or after is None or context.base is None:
        return before or after
    ahead, ago = (after - context.base).days, (context.base - before).days
    if context.direction == "future":
        return before if ahead > ALMOST_A_YEAR and ago < RECENT else after
    if context.direction == "named":
        return before  # after its day an event is called that took place, however long ago
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
        return _nth_week(whole, number_of(parts["ordinal"]), parts["week"])
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
    nth = number_of(parts["ordinal"])
    first = (12 - size if nth < 0 else size * (nth - 1)) + 1
    if whole.first is None or first > 12:
        return None
    start = cal.make_month(whole.first.year, first)
    return Days(start.first, cal.make_month(whole.first.year, first + size - 1).last, "month")


def _weekday(parts: Parts, context: Context) -> Days | None:
    number = weekday_numbers()[parts["weekday"]]
    if "ordinal" in parts:
        month = _whole_month({key: parts[key] for key in ("month", "year") if key in parts}, context)
        found = cal.nth_weekday(month, number, number_of(parts["ordinal"])) if month else None
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
    """ "in recent days", "over the past few weeks": at most so far back as the table says; nothing for other words."""
    reach = table()["recent"].get(parts.get("vague", ""))
    if context.base is None or reach is None or "ahead" in parts:
        return None
    return Days(context.base - reach * DAY, context.base)


RESOLVERS: dict[str, Callable[[Parts, Context], Days | None]] = {
    "day": _day, "days": _days, "month": _whole_month, "year-month": _month_of_year, "months": _months, "year": _year,
    "years": _years, "decade": _decade, "season": _season, "portion": _portion, "weekday": _weekday,
    "shift": relative.resolve_shift, "unit": relative.resolve_unit, "ago": relative.resolve_ago,
    "ahead": relative.resolve_ahead, "apart": relative.resolve_apart, "window": relative.resolve_window,
    "same": relative.resolve_same, "feast": _feast, "vague": _vague,
}  # fmt: skip
