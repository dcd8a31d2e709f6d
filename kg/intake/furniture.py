"""What one line or sentence is by itself: prose, a heading, a printed date, or furniture of the page.

>>> kind_of(measure("Share this article", 0, 18))
'furniture'
>>> says_furniture("All rights reserved. ")
True
"""

from __future__ import annotations

import itertools
import re
from functools import cache, lru_cache
from typing import Literal

from kg.intake.datelines import PRINTED, TRAILING_CLOCK
from kg.intake.language import LATIN, LETTER, foreign_share
from kg.intake.lines import Line, measure, unquoted
from kg.intake.tables import load, pattern

Kind = Literal["prose", "heading", "date", "furniture"]

BULLET = re.compile(r"^[•·▪◦●■█▶►»›✓✔*|>«‹→–—-]+\s*")
LEGEND = re.compile(r"^[█■▪●▶►|]+")
LINKS = re.compile(r"\s[|›»>•·/]\s")
BYLINE = re.compile(r"^(?:By|BY|by)\s+[A-Z][\w.'’ -]+(?:(?:,|\s(?:and|in|for|&)|\s\|)\s.{0,60})?$")
ONLY_CLOCK = re.compile(r"^[\W\d]*(?:\d{1,2}[:.]\d{2}\W*(?:[ap]\.?m\.?)?\W*(?:[A-Z]{2,4})?)?[\W\d]*$")
# A line of this many words that ends like a sentence and reads like one is prose; shorter ones need neighbours.
LONG = 60  # words; a longer line is never judged by how it opens
PROSE_WORDS, PROSE_FUNCTION = 7, 0.12


def kind_of(line: Line) -> Kind:
    """What the line is, from its own words and shape alone; position and neighbours are judged later."""
    if _no_words(line) or pattern("furniture", "line", whole=True).fullmatch(line.text.strip("•·|:*- ")):
        return "furniture"
    if _only_date(line.text):
        return "date"
    if _page_speaks(line) or _other_language(line):
        return "furniture"
    return "prose" if _reads_like_prose(line) else "heading"


def _no_words(line: Line) -> bool:
    letters = len(LETTER.findall(line.text))
    clock = len(line.text) <= LONG and ONLY_CLOCK.match(line.text)
    return letters < 2 or bool(clock or LEGEND.match(line.text))


def _only_date(text: str) -> bool:
    """A printed date with no more than a few words of labelling beside it."""
    if len(text) >= 90:
        return False
    found = PRINTED.search(text)
    if not found:
        return False
    clock = TRAILING_CLOCK.match(text, found.end())
    rest = text[: found.start()] + " " + text[clock.end() if clock else found.end() :]
    return len(re.findall(r"[^\W\d_]{2,}", rest)) <= 4


def _page_speaks(line: Line) -> bool:
    sentence = line.terminal and line.count >= 8 and line.function >= 0.2
    opens = pattern("furniture", "opening").match(line.text.lstrip("•·|*-▶► "))
    if opens and not sentence and line.count <= LONG:
        return True
    if sentence or line.count > LONG:
        return False
    if len(LINKS.findall(line.text)) >= 2 or BYLINE.match(line.text) or (BULLET.match(line.text) and line.count <= 8):
        return True
    if line.count <= 4 and line.text.rstrip().endswith(("...", "…")):
        return True
    return line.count <= 25 and bool(pattern("furniture", "inside").search(line.text))


def _other_language(line: Line) -> bool:
    letters = len(LETTER.findall(line.text))
    if len(LATIN.findall(line.text)) < 0.5 * letters:
        return True
    return line.count >= 5 and line.function < 0.25 and foreign_share(line.text) > max(0.15, line.function)


def _reads_like_prose(line: Line) -> bool:
    if (line.count >= 30 and line.function >= 0.2) or (line.count >= 18 and line.function >= 0.35) or announces(line):
        return True
    enough = line.count >= PROSE_WORDS and line.function >= PROSE_FUNCTION
    ends_inside = line.terminal or SENTENCE_END.search(line.text)
    return enough and bool(ends_inside or (line.text.endswith((":", ";", ",")) and line.count >= 12))


def announces(line: Line) -> bool:
    """A line that introduces words in the next one: "The foreign minister said:"."""
    return line.text.endswith(":") and line.count >= 2 and bool(pattern("furniture", "announcing").search(line.text))


@cache
def _weighted() -> tuple[tuple[float, re.Pattern[str]], ...]:
    """Each expression of the table's ``says`` with its weight."""
    listed = load("furniture")["says"]
    return tuple((group["weight"], re.compile(form, re.IGNORECASE)) for group in listed for form in group["patterns"])


@lru_cache(maxsize=1024)  # each paragraph is asked about several times
def _signed(text: str, key: str = "signs") -> bool:
    """A cheap test: without one of these words no expression of the table can match."""
    lowered = text.lower()
    return any(sign in lowered for sign in load("furniture")[key])


def says_furniture(sentence: str) -> bool:
    """True where the page speaks of itself, to its visitor, or as a lawyer, outside quotation marks."""
    if not _signed(sentence):
        return False
    own = unquoted(sentence)
    return sum(weight for weight, form in _weighted() if form.search(own)) >= 2.0


def suspicious(text: str) -> bool:
    """True where at least one telling phrase stands outside quotation marks; to spare splitting sentences."""
    if not _signed(text):
        return False
    own = unquoted(text)
    return any(form.search(own) for _, form in _weighted())


def sign_offs(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where a reporter, a video or a picture signs off inside the range."""
    if not _signed(text[start:end], "sign_off_signs"):
        return []
    return [found.span() for found in pattern("furniture", "sign_off").finditer(text, start, end)]


SENTENCE_END = re.compile(r"""(?<=[.!?…])["'”’)\]]*\s+(?=["'“‘(\[]?[A-Z0-9\u00c0-\u00de])|\s[|•]\s""")


def sentences(text: str, start: int, end: int) -> list[Line]:
    """The range cut at sentence ends, well enough to skip a sentence; abbreviations may cut too often."""
    places = [start]
    places += [found.end() for found in SENTENCE_END.finditer(text, start, end)]
    places.append(end)
    return [measure(text, left, right) for left, right in itertools.pairwise(places)]
