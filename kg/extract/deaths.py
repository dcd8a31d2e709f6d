"""How many died, as told beside a trigger.

>>> read_toll("killing at least 12 people and wounding 30".split(), 0)
(12, None)
>>> read_toll("left between 5 and 7 dead".split(), 5)
(5, 7)
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Final

from spacy.tokens import Token

from kg.extract import grammar as g

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
DEADLY_BEFORE: Final = frozenset("kill kills killed killing slain slaying massacred martyring martyred".split())
DEADLY_AFTER: Final = frozenset("dead killed died die dies deaths perished fatalities slain".split())
BEING: Final = frozenset("was were been be being is are".split())
HURT: Final = frozenset("wounded injured wounding injuring hurt hospitalized missing displaced arrested".split())
MONTHS: Final = frozenset(
    "january february march april may june july august september october november december "
    "jan feb mar apr jun jul aug sep sept oct nov dec".split()
)
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


def read_toll(words: Sequence[str], deadly: int, *, suffered: bool = False, done: bool = False) -> Toll:
    """The toll (low, high) told with the word of death at index ``deadly``: after "killing", before "dead"; None is unknown.
    ``suffered`` says that the dead stand before it, as before "were killed"; ``done`` that they stand behind it."""
    word = words[deadly].lower()
    places: list[int] = []
    passive = word in ("killed", "slain") and (suffered or any(w.lower() in BEING for w in words[max(0, deadly - 3) : deadly]))
    if word in DEADLY_BEFORE and not passive:
        places += range(deadly + 1, min(len(words), deadly + REACH))
    if (word in DEADLY_AFTER and not done) or passive:
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
    if found is None or not _counts_people(words, found[1]) or _is_age_or_day(words, at, found[1]):
        return None
    value, after = found
    before = " ".join(w.lower() for w in words[max(0, at - 3) : at])
    if before.endswith("including"):
        return None  # some of the number told before
    if at >= 2 and words[at - 1].lower() in ("and", "to") and (low := number(words, at - 2)) is not None:
        return low[0], value
    if before.endswith(AT_LEAST):
        return value, None
    if before.endswith(AT_MOST):
        return None, value
    if after + 1 < len(words) and words[after].lower() in ("to", "and") and (high := number(words, after + 1)) is not None:
        return value, high[0]
    return value, value


def _is_age_or_day(words: Sequence[str], at: int, after: int) -> bool:
    """Whether a number tells how old somebody is ("Private Ode, 21, of Ohio", "28 - year - old", "aged 40"), or a day."""
    before = words[at - 1].lower() if at else ""
    follow = [w.lower() for w in words[after : after + 2]]
    if before.rstrip(".") in MONTHS:
        return True  # a day of the month, no number of people
    enclosed = before == "," and follow[:1] in ([","], ["."]) and at > 1 and words[at - 2][:1].isupper()
    return enclosed or before == "aged" or follow[:1] == ["-year-old"] or (follow[:1] == ["-"] and follow[1:] == ["year"])


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


def tolls(events: Sequence[Sequence[Token]]) -> list[Toll]:
    """The toll told of each of an article's events, given by their words, the head first: each word of death in a sentence
    speaks for one event of that sentence, that in whose clause it stands; (None, None) where none is told."""
    words = [token for event in events for token in event]
    return [_toll_of(event, [w for w in words if w.sent == event[0].sent]) for event in events]


def _toll_of(event: Sequence[Token], beside: Collection[Token]) -> Toll:
    """The toll by the word of death nearest to the head among those that do not belong to another event ``beside`` it."""
    head, sent = event[0], list(event[0].sent)
    words = [t.text for t in sent]
    deadly = [t for t in sent if t.lower_ in DEADLY_BEFORE | DEADLY_AFTER and _owner(t, beside) in (None, *event)]
    for token in sorted(deadly, key=lambda t: abs(t.i - head.i))[:3]:
        suffered = token.pos_ == "VERB" and not g.kids(token, "obj", "nummod")
        toll = _summed(token) or read_toll(words, token.i - sent[0].i, suffered=suffered, done=bool(g.kids(token, "obj")))
        if toll != (None, None):
            return toll
    if "no" in (w.lower() for w in words) and any(w.lower() in ("casualties", "fatalities", "deaths") for w in words):
        return _no_casualties(words)
    return None, None


def _owner(deadly: Token, heads: Collection[Token]) -> Token | None:
    """The event of which a word of death tells: the nearest in the parse, itself or in its clause, climbing from the word;
    None where no climb meets one."""
    node = deadly
    for _ in range(8):
        if node in heads:
            return node
        below = [c for c in node.children if c in heads]
        if below:
            return min(below, key=lambda c: abs(c.i - deadly.i))
        if node.head == node:
            return None
        node = node.head
    return None


def _summed(deadly: Token) -> Toll | None:
    """The sum of a coordinated toll ("two soldiers and 16 gunmen were killed"), where each part has a plain number."""
    described = g.conjunct_root(deadly.head) if deadly.dep_ == "amod" else None
    victims = (
        g.undergoer_of(deadly) if deadly.pos_ == "VERB" else described or g.own_subject(deadly) or g.child(deadly.head, "obj")
    )
    parts = g.coordinated(victims) if victims is not None else []
    counts = [_plain(g.child(part, "nummod")) for part in parts]
    total = sum(n for n in counts if n is not None)
    return (total, total) if len(parts) > 1 and None not in counts else None


def _plain(numeral: Token | None) -> int | None:
    """The value of a numeral that nothing qualifies; None for "at least two" and for no numeral."""
    if numeral is None or any(c.dep_ in ("advmod", "case") for c in numeral.children):
        return None
    found = number([numeral.text], 0)
    return found[0] if found is not None else None


def _no_casualties(words: Sequence[str]) -> Toll:
    text = " ".join(words).lower()
    return (0, 0) if re.search(r"\bno (?:\w+ )?(?:casualties|fatalities|deaths)\b", text) else (None, None)
