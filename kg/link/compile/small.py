"""The smaller sources: US Congress, leaders of 2026, international bodies, agencies, US newspapers and cities."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import yaml

from kg.link.compile.facts import EntityFact, Fact, OfficeFact, day, is_item
from kg.link.tables import read_rows

_SEATS: Final = {"rep": "United States representative", "sen": "United States senator",
                 "prez": "President of the United States", "viceprez": "Vice President of the United States"}  # fmt: skip
_LEADERS_AS_OF: Final = 20260101
_LEADERS: Final = {"hos": ("head of state",), "hog": ("head of government",), "both": ("head of state", "head of government")}


def congress(folder: Path) -> Iterator[Fact]:
    """Members of Congress with their terms; presidents by their name where the file states no id are left out."""
    for path in sorted(folder.glob("*.yaml")):
        for person in yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader):
            if is_item(person["id"].get("wikidata", "")):
                yield from _member(person)


def _member(person: dict[str, Any]) -> Iterator[Fact]:
    id_, name = person["id"]["wikidata"], person["name"]
    first, last = name.get("nickname") or name["first"], name["last"]
    label = name.get("official_full") or f"{name['first']} {last}"
    aliases = tuple((n, "alias") for n in (f"{first} {last}", f"{name['first']} {last}") if n != label)
    born = day(person.get("bio", {}).get("birthday", "")) // 10000
    yield EntityFact(id_, label, "person", "US", aliases, 26, born, weight=1)
    for term in person["terms"]:
        yield OfficeFact(id_, _SEATS[term["type"]], "US", day(term["start"]), day(term["end"]))


def leaders(folder: Path) -> Iterator[Fact]:
    """Heads of state and government of 2026."""
    for row in read_rows(folder / "leaders.tsv"):
        yield EntityFact(row["qid"], row["name"], "person", row["iso2"], prior=46, weight=3)
        for office in _LEADERS[row["role"]]:
            yield OfficeFact(row["qid"], office, row["iso2"], day(row["start"]), day(row["end"]) or -_LEADERS_AS_OF)


def bodies(folder: Path) -> Iterator[EntityFact]:
    """International bodies."""
    for row in read_rows(folder / "igo.tsv"):
        yield EntityFact(row["qid"], row["name"], "international", prior=36, weight=5)


def agencies(folder: Path) -> Iterator[EntityFact]:
    """News agencies and big outlets."""
    for row in read_rows(folder / "agencies.tsv"):
        type_ = "newsagency" if row["type"] == "newsagency" else "media"
        yield EntityFact(row["qid"], row["name"], type_, prior=36 if type_ == "media" else 34, weight=4)


def newspapers(folder: Path) -> Iterator[EntityFact]:
    """Newspapers, press associations, states and (always with their state: "Springfield, Ohio") cities of the United States."""
    for row in _table(folder / "wikipedia-us-newspapers.tsv"):
        if is_item(row["qid"] or ""):
            yield EntityFact(row["qid"], row["WP-title"].split(" (")[0], "media", "US", prior=12, weight=2)
    for row in _table(folder / "wd-press-assoc.tsv"):
        if is_item(row["qid"] or ""):
            yield EntityFact(row["qid"], row["press-assoc"], "organization", "US", prior=10, weight=2)
    for row in _table(folder / "wikidata-us-states.tsv"):
        lat, lon = (round(float(row[c]), 4) if row[c] else None for c in ("lat", "lon"))
        if is_item(row["qid"]):
            yield EntityFact(row["qid"], row["state"], "admin", "US", prior=50, lat=lat, lon=lon, weight=4)
    for row in _table(folder / "wikidata-us-cities.tsv"):
        if is_item(row["WD-QID"] or ""):
            name, state = row["placeLabel"], row["state-full"]
            yield EntityFact(row["WD-QID"], f"{name}, {state}", "settlement", "US", prior=8, weight=1)


def _table(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as handle:
        yield from csv.DictReader(handle, delimiter="\t")
