"""How many died, as told beside a trigger.

>>> read_toll("killing at least 12 people and wounding 30".split(), 0)
(12, None)
>>> read_toll("left between 5 and 7 dead".split(), 5)
(5, 7)
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from spacy.tokens import Token

Toll = tuple[int | None, int | None]

UNITS: Final = {
    word: n
    for n, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen".split()
    )
} | {"nobody": 0}
TENS: Final = {w: 10 * n for n, w in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
SCALES: Final = {"hundred": 100, "thousand": 1000, "million": 1_000_000}
VAGUE: Final[dict[str, Toll]] = {
    "dozens": (24, None),
    "scores": (40, None),
    "hundreds": (200, None),
    "thousands": (2000, None),
    "several": (3, None),
}
"""The least that the plural of a number word can mean."""
AT_LEAST: Final = ("at least", "more than", "over", "no fewer than", "no less than", "upwards of")
AT_MOST: Final = ("up to", "as many as", "at most", "no more than", "fewer than", "less than")
DEADLY_BEFORE: Final = frozenset("kill kills killed killing slain slaying massacred".split())
DEADLY_AFTER: Final = frozenset("dead killed died die dies deaths perished fatalities slain".split())
BEING: Final = frozenset("was were been be being is are".split())
HURT: Final = frozenset("wounded injured wounding injuring hurt hospitalized missing displaced arrested".split())
REACH = 9
"""Tokens between a word of death and its number: "killed, according to local officials, twelve" is rarely longer."""
NUMERAL: Final = re.compile(r"^\d{1,3}(?:,\d{3})+$|^\d+$")


def number(words: Sequence[str], at: int) -> tuple[int, int] | None:
    """The number that starts at a word and the index after it: 12, "twelve", "forty-two", "two hundred", "1,400"."""
    word = words[at].lower()
    if NUMERAL.match(word):
        value, after = int(word.replace(",", "")), at + 1
        return None if 1900 <= value <= 2100 and "," not in word else _scaled(words, value, after)
    tens, _, unit = word.partition("-")
    if word in UNITS:
        return _scaled(words, UNITS[word], at + 1)
    if tens in TENS:
        return _scaled(words, TENS[tens] + UNITS.get(unit, 0), at + 1)
    return None


def _scaled(words: Sequence[str], value: int, after: int) -> tuple[int, int]:
    if after < len(words) and words[after].lower() in SCALES:
        return value * SCALES[words[after].lower()], after + 1
    return value, after


def read_toll(words: Sequence[str], deadly: int) -> Toll:
    """The toll (low, high) told with the word of death at index ``deadly``: after "killing", before "dead"; None is unknown."""
    word = words[deadly].lower()
    places: list[int] = []
    passive = word in ("killed", "slain") and any(w.lower() in BEING for w in words[max(0, deadly - 3) : deadly])
    if word in DEADLY_BEFORE and not passive:
        places += range(deadly + 1, min(len(words), deadly + REACH))
    if word in DEADLY_AFTER or passive:
        places += range(deadly - 1, max(-1, deadly - REACH), -1)
    for at in places:
        if words[at].lower() in HURT or words[at] in (";", ":"):
            break
        toll = _toll_at(words, at)
        if toll is not None:
            return toll
    return None, None


def _toll_at(words: Sequence[str], at: int) -> Toll | None:
    if words[at].lower() in VAGUE:
        return VAGUE[words[at].lower()]
    found = number(words, at)
    if found is None or not _counts_people(words, found[1]):
        return None
    value, after = found
    before = " ".join(w.lower() for w in words[max(0, at - 3) : at])
    if at >= 2 and words[at - 1].lower() in ("and", "to") and (low := number(words, at - 2)) is not None:
        return low[0], value
    if before.endswith(AT_LEAST):
        return value, None
    if before.endswith(AT_MOST):
        return None, value
    if after + 1 < len(words) and words[after].lower() in ("to", "and") and (high := number(words, after + 1)) is not None:
        return value, high[0]
    return value, value


def _counts_people(words: Sequence[str], after: int) -> bool:
    """Whether what follows a number may be people, not days, percent or kilometres."""
    follow = words[after].lower() if after < len(words) else ""
    return follow not in {
        "%",
        "percent",
        "per",
        "days",
        "day",
        "years",
        "year",
        "hours",
        "miles",
        "kilometers",
        "kilometres",
        "km",
        "weeks",
        "months",
        "times",
        "p.m.",
        "a.m.",
    }


def deaths_near(trigger: Token) -> Toll:
    """The toll told in the sentence of a trigger, by the word of death nearest to it; (None, None) where none is told."""
    sent = list(trigger.sent)
    words = [t.text for t in sent]
    at = trigger.i - sent[0].i
    deadly = sorted((abs(i - at), i) for i, w in enumerate(words) if w.lower() in DEADLY_BEFORE | DEADLY_AFTER)
    for _, place in deadly[:3]:
        toll = read_toll(words, place)
        if toll != (None, None):
            return toll
    if "no" in (w.lower() for w in words) and any(w.lower() in ("casualties", "fatalities", "deaths") for w in words):
        return _no_casualties(words)
    return None, None


def _no_casualties(words: Sequence[str]) -> Toll:
    text = " ".join(words).lower()
    return (0, 0) if re.search(r"\bno (?:\w+ )?(?:casualties|fatalities|deaths)\b", text) else (None, None)
