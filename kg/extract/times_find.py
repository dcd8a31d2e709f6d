"""Time expressions in a text: where they stand and what their shape says, before any calendar is asked.

>>> [found.text for found in find_expressions("He met her on Friday, two days after the raid on 3 January 2026.")]
['on Friday', 'two days after', 'on 3 January 2026']
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

TABLE = Path(__file__).parent / "tables" / "times.toml"
# Without one of these no rule can match; splits the work on a text into the few places worth it.
TRIGGER = re.compile(
    r"\b(?:1\d\d\d|20\d\d|\d{1,2}/\d{1,2}/|(?:the )\d{1,2}(?:st|nd|rd|th)\b"
    r"|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Mon|Tue|Wed|Thu|Fri|Sat|Sun"
    r"|(?i:minute|hour|day|week|month|year|decade|today|tonight|yesterday|tomorrow|overnight|morning|afternoon|evening|night"
    r"|spring|summer|autumn"
    r"|fall|winter|easter|christmas|thanksgiving|halloween|pentecost|epiphany|half|quarter|end of|previously|recently"
    r"|lately|earlier|formerly|currently|at present|nowadays|at th(?:e|at) time))"
)
REACH = 60  # characters before and after a trigger that a rule may need


@dataclass(frozen=True, slots=True)
class Expression:
    """One time expression: ``text`` as printed with its preposition, ``start`` its offset, ``core`` the offset where the
    expression proper begins ("Friday"), ``kind`` the rule, ``parts`` the named pieces in lower case, ``relation``
    "at", "since", "until", "before", "after" or "from"."""

    start: int
    end: int
    core: int
    text: str
    kind: str
    parts: dict[str, str]
    relation: str = "at"


@cache
def table() -> dict[str, Any]:
    """The table of times; shared, read-only."""
    return tomllib.loads(TABLE.read_text(encoding="utf-8"))


@cache
def month_numbers() -> dict[str, int]:
    """Month by name or abbreviation in lower case."""
    return {name.lower(): i for i, names in enumerate(table()["months"]["names"], 1) for name in names.split()}


@cache
def weekday_numbers() -> dict[str, int]:
    """Weekday, Monday 0, by name or abbreviation in lower case."""
    return {name.lower(): i for i, names in enumerate(table()["weekdays"]["names"]) for name in names.split()}


def _either(names: list[str]) -> str:
    """Alternatives, longest first, as printed or all in capitals."""
    return "|".join(re.escape(form) for name in sorted(names, key=lambda n: (-len(n), n)) for form in (name, name.upper()))


@cache
def _rules() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    """Kind, the part that a text must hold for it ("" for none), and expression of each rule."""
    listed = table()
    months = [name for names in listed["months"]["names"] for name in names.split()]
    shapes = {
        "MONTHS": _either(months),
        "SURE_MONTHS": _either([name for name in months if name not in listed["months"]["doubtful"]]),
        "WEEKDAYS": _either([name for names in listed["weekdays"]["names"] for name in names.split()]),
        "FEASTS": "|".join(re.escape(name) for name in sorted(listed["feasts"], key=lambda n: (-len(n), n))),
        "YEAR": r"(?:1\d|20)\d\d",
    }
    parts = {name: _filled(form, shapes) for name, form in listed["parts"].items()} | shapes
    made = []
    for rule in listed["rules"]:
        forms = (re.compile(r"(?<![\w-])" + _filled(form, parts)) for form in rule["forms"])
        made += [(rule["kind"], rule.get("needs", ""), form) for form in forms]
    return tuple(made)


NEEDS = {
    "month": re.compile(r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)", re.IGNORECASE),
    "weekday": re.compile(r"\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)", re.IGNORECASE),
    "unit": re.compile(r"minute|hour|day|week|month|year|decade", re.IGNORECASE),
    "season": re.compile(r"spring|summer|autumn|fall|winter", re.IGNORECASE),
    "year": re.compile(r"(?:1\d|20)\d\d"),
}


def _filled(form: str, shapes: dict[str, str]) -> str:
    return re.sub(r"\{([A-Za-z_]\w*)\}", lambda found: shapes[found[1]], form)


@cache
def _relation_form() -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in sorted(table()["relations"], key=lambda w: (-len(w), w)))
    return re.compile(rf"\b({words})\s(?:the\s)?$", re.IGNORECASE)


def find_expressions(text: str, start: int = 0, end: int | None = None) -> list[Expression]:
    """The time expressions between two places of a text, in order, none overlapping another; longer ones win."""
    stop = len(text) if end is None else end
    found: list[Expression] = []
    for left, right in _windows(text, start, stop):
        there = {need: form.search(text, left, right) is not None for need, form in NEEDS.items()} | {"": True}
        rules = ((kind, rule) for kind, need, rule in _rules() if there[need])
        hits = [hit for kind, rule in rules for match in rule.finditer(text, left, right) if (hit := _hit(match, kind))]
        hits.sort(key=lambda hit: (hit.start, -hit.end))
        found += _longest(hits)
    return [_with_relation(hit, text, start) for hit in found]


def _windows(text: str, start: int, stop: int) -> list[tuple[int, int]]:
    """Stretches around trigger words, cut at line ends, merged where they meet."""
    windows: list[tuple[int, int]] = []
    for trigger in TRIGGER.finditer(text, start, stop):
        line = max(start, text.rfind("\n", start, trigger.start()) + 1)
        left = max(line, trigger.start() - REACH)
        left = left if left == line else text.find(" ", left, trigger.start()) + 1 or left
        right = min(stop, trigger.end() + REACH)
        if windows and left <= windows[-1][1]:
            windows[-1] = (windows[-1][0], max(right, windows[-1][1]))
        else:
            windows.append((left, right))
    return windows


def _hit(match: re.Match[str], kind: str) -> Expression | None:
    if match.start() == match.end():
        return None
    parts = {name: value.lower() for name, value in match.groupdict().items() if value}
    return Expression(match.start(), match.end(), match.start(), match[0], kind, parts)


def _longest(hits: list[Expression]) -> list[Expression]:
    """Of overlapping hits the longest, of equal ones the first listed."""
    kept: list[Expression] = []
    for hit in sorted(hits, key=lambda hit: hit.start - hit.end):
        if all(hit.end <= other.start or other.end <= hit.start for other in kept):
            kept.append(hit)
    return sorted(kept, key=lambda hit: hit.start)


def _with_relation(hit: Expression, text: str, floor: int) -> Expression:
    """The expression with the preposition before it, which may open it to one side ("since Friday")."""
    before = text[max(floor, hit.start - 20) : hit.start]
    found = _relation_form().search(before)
    if not found or hit.kind == "vague":
        return hit
    relation = table()["relations"][found[1].lower()]
    if relation in ("after", "before") and text[hit.end : hit.end + 2] in ("'s", "’s"):
        return hit  # "after Friday's raid": after the raid, not after Friday
    named = text[hit.end : hit.end + 1] == " " and text[hit.end + 1 : hit.end + 2].islower()
    if relation != "at" and before.endswith("the ") and named:
        return hit  # "after the May 3 raid"
    start = hit.start - (len(before) - found.start())
    return Expression(start, hit.end, hit.core, text[start : hit.end], hit.kind, hit.parts, relation)
