"""A text as lines with what can be measured on each: the ground on which regions are told from boilerplate.

>>> [line.text for line in split_lines("Talks end\\n\\nThe talks in Rome ended on Friday.")]
['Talks end', 'The talks in Rome ended on Friday.']
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass

from kg.intake.tables import words

WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
TERMINAL = re.compile(r"""[.!?…][\s"'”’»)\]]*$""")
QUOTED = re.compile(r"[“\"«][^”\"»]{0,2000}[”\"»]")
FULL = 15  # characters a line may fall short of its width where the first line of a block is indented otherwise
EDGES = " \t\u00a0\u200b\u200e\u200f"


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line, or a paragraph wrapped at a fixed width: its place, its trimmed text, its measures.

    ``count`` words, ``function`` the share of function words (0..1), ``terminal``: ends like a sentence."""

    start: int
    end: int
    text: str
    count: int
    function: float
    terminal: bool


def measure(text: str, start: int, end: int) -> Line:
    """The line ``text[start:end]``, trimmed."""
    while start < end and text[start] in EDGES + "\n":
        start += 1
    while end > start and text[end - 1] in EDGES + "\n":
        end -= 1
    body = text[start:end]
    found = WORD.findall(body)
    known = words("words", "function")
    share = sum(word.lower() in known for word in found) / len(found) if found else 0.0
    return Line(start, end, body, len(found), share, bool(TERMINAL.search(body)))


def _unwrapped(block: list[tuple[int, int]], text: str) -> list[tuple[int, int]]:
    """The lines of a block, with those joined that break because a width was reached, in the middle of a sentence."""
    lines = [text[start:end].strip(EDGES) for start, end in block]
    width = max(map(len, lines))
    if len(block) < 2 or not 40 <= width <= 160:
        return block
    open_ends = [(left, right) for left, right in itertools.pairwise(lines) if not TERMINAL.search(left)]
    goes_on = sum(right[:1].islower() for _, right in open_ends)
    if not open_ends or goes_on < 0.4 * len(open_ends):
        return block
    joined = [block[0]]
    for left, right, (start, end) in zip(lines, lines[1:], block[1:], strict=False):
        full = len(left) + 1 + len(right.split(" ", 1)[0]) > width - FULL
        if right[:1].islower() or (full and not TERMINAL.search(left)):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _blocks(text: str) -> list[list[tuple[int, int]]]:
    blocks: list[list[tuple[int, int]]] = [[]]
    place = 0
    for printed in text.split("\n"):
        span = (place, place + len(printed))
        place = span[1] + 1
        if printed.strip(EDGES):
            blocks[-1].append(span)
        elif blocks[-1]:
            blocks.append([])
    return [block for block in blocks if block]


def split_lines(text: str) -> list[Line]:
    """The lines of a text that are not blank; lines broken at a fixed width come back as one."""
    found: list[Line] = []
    for block in _blocks(text):
        found += [measure(text, start, end) for start, end in _unwrapped(block, text)]
    return found


def unquoted(text: str) -> str:
    """``text`` with what stands in quotation marks blanked out: a page speaks in its own voice."""
    return QUOTED.sub(" ", text)


def stems(text: str) -> frozenset[str]:
    """First five letters of each content word, lower case: enough to see that two texts are on one matter."""
    known = words("words", "function")
    found = (word.lower() for word in WORD.findall(text))
    return frozenset(word[:5] for word in found if word not in known and len(word) > 2)
