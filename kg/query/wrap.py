"""Text laid out in columns for a terminal or a pipe.

>>> print(table(["name", "n"], [["Rome", "12"], ["Oslo", "3"]]), end="")
name  n
----  --
Rome  12
Oslo  3
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Sequence
from itertools import zip_longest
from typing import Final

_GAP: Final = "  "
_NARROWEST: Final = 6
"""Characters a column keeps however narrow the terminal is; below that words fall into letters."""
_READABLE: Final = 16
"""Characters that a column needs for text to be read in it."""
_CONTROL: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")


def harmless(text: str) -> str:
    """``text`` with control characters replaced, which a graph of unknown origin could use to steer a terminal."""
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", text)


def table(head: Sequence[str], rows: Sequence[Sequence[str]], width: int = 0) -> str:
    """A table with a line of dashes under its head, at most ``width`` characters wide (0: one line for each row); where its
    columns would be too narrow to read, each row is a list of its cells instead, the empty ones left out."""
    cells = [[" ".join(harmless(cell).split()) for cell in row] for row in rows]
    natural = [max([len(title), *(len(row[i]) for row in cells)]) for i, title in enumerate(head)]
    widths = _fit(natural, width) if width else natural
    if any(w < min(n, _READABLE) for n, w in zip(natural, widths, strict=True)):
        return "\n".join(_card(head, row, width) for row in cells)
    lines = [_line(head, widths), _line(["-" * w for w in widths], widths), *(_line(row, widths) for row in cells)]
    return "".join(line + "\n" for line in lines)


def _card(head: Sequence[str], row: Sequence[str], width: int) -> str:
    column = max(map(len, head)) + len(_GAP)
    room = max(width - column, _NARROWEST)
    lines = ((title, textwrap.wrap(cell, room, break_on_hyphens=False)) for title, cell in zip(head, row, strict=True))
    return "".join(f"{title if not i else '':<{column}}{line}\n" for title, found in lines for i, line in enumerate(found))


def paragraph(text: str, width: int, indent: str = "") -> str:
    """``text`` in lines of at most ``width`` characters, each after ``indent``; its own line ends become spaces."""
    return textwrap.fill(
        " ".join(harmless(text).split()), width, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False
    )


def _fit(natural: Sequence[int], width: int) -> list[int]:
    """The widest columns give way first: the largest common bound under which all fit."""
    room = width - len(_GAP) * (len(natural) - 1)
    bound = max(natural, default=0)
    while bound > _NARROWEST and sum(min(w, bound) for w in natural) > room:
        bound -= 1
    return [min(w, bound) for w in natural]


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    folded = [textwrap.wrap(cell, w, break_on_hyphens=False) if w else [] for cell, w in zip(row, widths, strict=True)]
    lines = zip_longest(*folded, fillvalue="")
    joined = [_GAP.join(part.ljust(w) for part, w in zip(parts, widths, strict=True)).rstrip() for parts in lines]
    return "\n".join(joined)
