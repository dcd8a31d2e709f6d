"""What a time expression is counted from, and the words that count: shared by all resolvers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from kg.extract.times_calendar import Days
from kg.extract.times_find import table

Direction = Literal["past", "future", "any", "named"]
STEPS = {"last": -1, "past": -1, "this past": -1, "previous": -1, "the previous": -1, "next": 1, "coming": 1,
         "the coming": 1, "this coming": 1, "following": 1, "the following": 1, "this": 0, "that": 0,
         "the same": 0, "the": 0, "": 0}  # fmt: skip
Parts = dict[str, str]


@dataclass(frozen=True, slots=True)
class Context:
    """``base``: the day of writing (None: unknown). ``direction`` of the clause. ``anchor``: the time last spoken of;
    ``story``: the year of which the passage tells, where it lies years before the day of writing."""

    base: date | None
    direction: Direction = "past"
    anchor: Days | None = None
    story: int | None = None


def number_of(word: str) -> int:
    """The number a word names; 2 for "a couple of"."""
    return int(word) if word.isdigit() else int(table()["numbers"].get(word, 2))
