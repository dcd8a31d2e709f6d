"""People with dated offices, ministries and governments from the every-politician-scrapers archive.

The archive holds one folder per country with tables that queries of Wikidata wrote; ``meta.json`` names the country.
"""

from __future__ import annotations

import csv
import io
import json
import tarfile
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Final

from kg.link.compile.facts import EntityFact, Fact, OfficeFact, day, is_item

# Terms that ended before this day are history that the news of today does not tell.
OLDEST: Final = 19850000
# When the queries were run: what the "current" tables hold was held then.
AS_OF: Final = 20230101
# Column names by table: person, name, position, start, end.
_COLUMNS: Final = {
    "html/holders21.csv": ("personID", "person", "position", "start", "end"),
    "html/legislators.csv": ("personID", "person", "position", "start", "end"),
    "html/current.csv": ("personID", "person", "position", "start", "end"),
    "wikidata/results/current-cabinet.csv": ("item", "itemLabel", "positionLabel", "start", ""),
    "sources/official/wikidata.csv": ("wdid", "wdLabel", "position", "start", ""),
    "data/wikidata.csv": ("officeholder", "officeholderLabel", "positionLabel", "start_year", "end_year"),
}
_OTHER_NAMES: Final = ("name", "person", "itemLabel", "wdLabel")


def read(archive: tarfile.TarFile, countries: Mapping[str, str]) -> Iterator[Fact]:
    """Facts of every table, folder by folder. ``countries`` gives the ISO code of a country's Wikidata id."""
    files: dict[str, dict[str, bytes]] = {}
    for member in archive:
        path = PurePosixPath(member.name)
        handle = archive.extractfile(member) if member.isfile() and len(path.parts) > 2 else None
        if handle is not None:
            files.setdefault(path.parts[1], {})["/".join(path.parts[2:])] = handle.read()
    for folder in sorted(files):
        yield from _folder(files[folder], countries)


def _folder(files: Mapping[str, bytes], countries: Mapping[str, str]) -> Iterator[Fact]:
    country = countries.get(json.loads(files.get("meta.json", b"{}")).get("jurisdiction", {}).get("id", ""), "")
    for name, columns in _COLUMNS.items():
        for row in _rows(files.get(name, b"")):
            held = -AS_OF if "current" in name else 0
            yield from _office(row, columns, country or countries.get(row.get("countryid", ""), ""), held)
    for row in _rows(files.get("html/bio.csv", b"")):
        if is_item(row["id"]):
            born, died = day(row["dob"]) // 10000, day(row["dod"]) // 10000
            yield EntityFact(row["id"], row["name"], "person", born=born, died=died, weight=2)
    for row in _rows(files.get("enwiki/index.csv", b"")):
        if is_item(row.get("wikidata", "")):
            title = row["title"].split(" (")[0]
            yield EntityFact(row["wikidata"], "", "", aliases=((title, "alias"),), prior=22, weight=1)
    for row in _rows(files.get("wikidata/results/ministries.csv", b"")):
        if is_item(row["item"]) and row["itemLabel"] != row["item"] and not row.get("ended"):
            yield EntityFact(row["item"], row["itemLabel"], "ministry", country, prior=20, weight=3)


def _office(row: Mapping[str, str], columns: tuple[str, str, str, str, str], country: str, held: int) -> Iterator[Fact]:
    person, name, position, start, end = (row.get(c) or "" for c in columns)
    first, last = day(start), day(end)
    if not is_item(person) or not name or is_item(name) or not position or 0 < last < OLDEST:
        return
    others = tuple((row[c], "alias") for c in _OTHER_NAMES if row.get(c) and row[c] != name)
    born, died = day(row.get("DOB") or row.get("dob") or "") // 10000, day(row.get("DOD") or "") // 10000
    yield EntityFact(person, name, "person", country, others, born=born, died=died, weight=3)
    if not is_item(position):
        yield OfficeFact(person, position, country, first, last or held)


def _rows(data: bytes) -> Iterator[dict[str, str]]:
    return iter(csv.DictReader(io.StringIO(data.decode("utf-8"))))
