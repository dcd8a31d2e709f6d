"""Facts of the tables that ship with this package (``data/*.tsv``); each row names the public file that states its id."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kg.link.compile.facts import EntityFact, Fact, OfficeFact, day
from kg.link.names import normalise
from kg.link.tables import cells, table

# The day on which the tables were last gone through: an office without an end was held then.
AS_OF: Final = 20260101
TABLES: Final = ("bodies", "forces", "groups", "outlets", "geography", "people")


def read(name: str) -> Iterator[Fact]:
    """Facts of one table. An entity without a known Wikidata id gets the local id "kg:TYPE/NAME"."""
    for row in table(name):
        id_ = row["qid"] or local_id(row["type"], row["label"])
        names = [(n, "alias") for n in cells(row["names"])] + [(n, "metonym") for n in cells(row.get("metonyms", ""))]
        place = (float(row["lat"]), float(row["lon"])) if row.get("lat") else (None, None)
        yield EntityFact(
            id_, row["label"], row["type"], row["country"], tuple(names), int(row.get("prior") or 34),
            lat=place[0], lon=place[1], weight=10,
        )  # fmt: skip
        for office in cells(row.get("offices", "")):
            position, start, end = (part.strip() for part in office.split("@"))
            yield OfficeFact(id_, position, row["country"], day(start), day(end) or -AS_OF)


def local_id(type_: str, label: str) -> str:
    """The id of an entity whose Wikidata id no public file was found to state.

    >>> local_id("armed-group", "Tren de Aragua")
    'kg:armed-group/tren-de-aragua'
    """
    return f"kg:{type_}/{normalise(label).replace(' ', '-')}"
