"""What a source states, before anything is merged: entities with names, and dated offices."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class EntityFact:
    """One source's words on one entity. ``id`` is "Q..." or a local "kg:..."; ``aliases`` pair a name with how it
    names the entity (one of ``kg.link.index.MATCHES``); ``weight`` ranks sources on conflict, the higher wins;
    ``prior`` is 0..100 or None where the source knows nothing of it."""

    id: str
    label: str = ""
    type: str = ""
    country: str = ""
    aliases: tuple[tuple[str, str], ...] = ()
    prior: int | None = None
    born: int = 0
    died: int = 0
    lat: float | None = None
    lon: float | None = None
    weight: int = 0


@dataclass(frozen=True, slots=True)
class OfficeFact:
    """A person held a position from ``start`` to ``end`` (days as numbers, also negative ones: ``kg.link.index.Term``)."""

    person: str
    position: str
    country: str
    start: int
    end: int


Fact = EntityFact | OfficeFact


@dataclass(frozen=True, slots=True)
class SourceFacts:
    """All facts of one source, with the day or year of which it speaks."""

    name: str
    as_of: str
    facts: Iterable[Fact] = field(repr=False)

    def __iter__(self) -> Iterator[Fact]:
        return iter(self.facts)


def day(text: str) -> int:
    """A date as a number; parts that are unknown or impossible are zero.

    >>> day("2018-06-02"), day("2018-06"), day("2018"), day(""), day("+2018-00-00T00:00:00Z")
    (20180602, 20180600, 20180000, 0, 20180000)
    """
    parts = text.strip().lstrip("+").split("T")[0].split("-")
    if not parts[0].isdigit() or len(parts[0]) != 4:
        return 0
    numbers = [int(p) if p.isdigit() else 0 for p in parts[:3]] + [0, 0]
    month = numbers[1] if 1 <= numbers[1] <= 12 else 0
    date = numbers[2] if month and 1 <= numbers[2] <= 31 else 0
    return numbers[0] * 10000 + month * 100 + date


def is_item(text: str) -> bool:
    """Whether a text is the id of a Wikidata item: "Q90" is, "P31", "Q0" and "" are not."""
    return text[:1] == "Q" and text[1:].isdigit() and text[1] != "0"
