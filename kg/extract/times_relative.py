"""Times that count from the day of writing or from a time spoken of before: "two weeks ago", "the following day"."""

from __future__ import annotations

from datetime import date, timedelta

from kg.extract import times_calendar as cal
from kg.extract.times_calendar import DAY, Days
from kg.extract.times_reference import STEPS, Context, Parts, number_of


def resolve_shift(parts: Parts, context: Context) -> Days | None:
    """ "yesterday", "overnight"."""
    if context.base is None:
        return None
    if "overnight" in parts:
        return Days(context.base - DAY, context.base)
    shifts = {"shift0": 0, "shift1": -1, "shift2": 1, "shift3": -2, "shift4": 2}
    return next(cal.one_day(context.base + days * DAY) for name, days in shifts.items() if name in parts)


def resolve_unit(parts: Parts, context: Context) -> Days | None:
    """ "this week", "earlier this year", "next month"."""
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


def resolve_ago(parts: Parts, context: Context) -> Days | None:
    """ "two weeks ago"."""
    return _steps(parts, -1, context.base)


def resolve_ahead(parts: Parts, context: Context) -> Days | None:
    """ "in two days"."""
    return _steps(parts, 1, context.base)


def _steps(parts: Parts, sign: int, around: date | None) -> Days | None:
    """So many units away, in the grain of the unit: "two weeks ago" is a week, "three years later" a year."""
    if around is None:
        return None
    unit = parts["unit"]
    if unit in ("minute", "hour"):
        return cal.one_day(around) if number_of(parts["number"]) <= 12 or unit == "minute" else None
    return cal.unit_of(around, unit, sign * number_of(parts["number"]))


def resolve_apart(parts: Parts, context: Context) -> Days | None:
    """ "three years later", "two days after the raid on Monday"."""
    anchor = context.anchor
    if anchor is None:
        return None
    if "number" not in parts:
        return anchor if anchor.first == anchor.last else None
    word = parts.get("side") or parts.get("towards", "")
    sign = -1 if word in ("earlier", "before", "previously") else 1
    around = anchor.first if sign < 0 else anchor.last
    return _steps(parts, sign, around)


def resolve_window(parts: Parts, context: Context) -> Days | None:
    """ "over the past two weeks"."""
    base = context.base
    unit, number = parts["unit"], number_of(parts.get("number", "one"))
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


def resolve_same(parts: Parts, context: Context) -> Days | None:
    """ "that day", "the following week"."""
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
