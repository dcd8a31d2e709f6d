"""Well-known items of about 2021 from the tutorial files of KGTK: labels, aliases, classes and page rank.

Descriptions are read for one fact only, the country ("city in Germany", "American actor"), and not kept.
"""

from __future__ import annotations

import gzip
import math
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Final

from kg.link.compile.facts import EntityFact, is_item
from kg.link.names import is_acronym
from kg.link.tables import cells, table

_LIFE: Final = re.compile(r"\((?:born )?(\d{4})(?:\s*[–-]\s*(\d{4}))?\)")
_ADULT: Final = 20  # years; a shorter life is none of whom the news tells
_STUDY: Final = re.compile(r"(?i)univ|colleg|institut|school|academy|polytech|hochschule|école")
_SHORT: Final = frozenset(("international", "agency", "party", "platform"))
# Types whose country their description states reliably.
_LOCATED: Final = frozenset(("person", "city", "capital", "settlement", "admin", "ministry", "agency", "legislature", "court",
                             "armed-forces", "government", "party", "university", "media", "newsagency"))  # fmt: skip


def read(folder: Path) -> Iterator[EntityFact]:
    """One fact for each item whose class has a type in ``data/classes.tsv``, by falling page rank."""
    labels = {row[0]: _text(row[2]) for row in _rows(folder / "labels.en.tsv.gz")}
    descriptions = {row[0]: _text(row[2]) for row in _rows(folder / "descriptions.en.tsv.gz")}
    aliases: dict[str, list[str]] = {}
    for row in _rows(folder / "aliases.en.tsv.gz"):
        aliases.setdefault(row[0], []).append(_text(row[2]))
    types = _types(folder)
    for item, rank in _ranks(folder):
        type_ = types.get(item, "-")
        label = labels.get(item, "")
        if type_ != "-" and label != label.lower():  # "city council" is a common noun
            yield _fact(item, label, type_, tuple(aliases.get(item, ())), descriptions.get(item, ""), rank)


def _fact(item: str, label: str, type_: str, names: tuple[str, ...], description: str, prior: int) -> EntityFact:
    life = _LIFE.search(description)
    born, died = (int(life[1]), int(life[2] or 0)) if life and type_ == "person" else (0, 0)
    if died and died - born < _ADULT:
        born, died = 0, 0  # years in office, not of a life
    country = country_in(description) if type_ in _LOCATED else ""
    aliases = tuple((n, "alias") for n in names if _tells(n, type_))
    return EntityFact(item, label, type_, country, aliases, prior, born, died, weight=2)


def _tells(name: str, type_: str) -> bool:
    """Whether an alias can be believed: codes of two letters and the bare places of universities ("Miami") cannot."""
    if type_ == "university":
        return (is_acronym(name) and len(name.replace(".", "")) > 3) or bool(_STUDY.search(name))
    return len(name) > 2 or type_ in _SHORT


def _types(folder: Path) -> dict[str, str]:
    above: dict[str, list[str]] = {}
    for row in _rows(folder / "derived.P279.tsv.gz"):
        above.setdefault(row[1], []).append(row[3])
    classes: dict[str, set[str]] = {}
    for row in _rows(folder / "derived.P31.tsv.gz"):
        classes.setdefault(row[1], set()).update(ancestors(row[3], above))
    return {item: type_of(found) for item, found in classes.items()}


def ancestors(class_: str, above: Mapping[str, list[str]]) -> set[str]:
    """A class with all its superclasses."""
    found, waiting = {class_}, [class_]
    while waiting:
        for parent in above.get(waiting.pop(), ()):
            if parent not in found:
                found.add(parent)
                waiting.append(parent)
    return found


def type_of(classes: set[str]) -> str:
    """The type of an item by its classes: that of the first row of ``data/classes.tsv`` among them, else "-"."""
    return next((row["type"] for row in table("classes") if row["class"] in classes), "-")


def _ranks(folder: Path) -> Iterator[tuple[str, int]]:
    for row in _rows(folder / "metadata.pagerank.undirected.tsv.gz"):
        if row[1] == "Pundirected_pagerank" and is_item(row[0]):
            yield row[0], prior(float(row[2]))


def prior(page_rank: float) -> int:
    """Page rank on a scale of 0..100: 3e-6, the smallest in these files, is 0; 0.013 of the United States is 100.

    >>> prior(3e-6), prior(1.3e-4), prior(0.0129)
    (0, 45, 100)
    """
    return max(0, min(100, round((math.log10(page_rank) + 5.53) * 27.5)))


@cache
def _countries() -> tuple[re.Pattern[str], dict[str, str]]:
    by_name: dict[str, str] = {}
    for row in table("countries"):
        for name in (row["name"], *cells(row["names"]), *cells(row["demonyms"])):
            by_name.setdefault(name, row["code"])
    names = sorted(by_name, key=lambda n: (-len(n), n))
    return re.compile(r"(?<!\w)(" + "|".join(map(re.escape, names)) + r")(?!\w)"), by_name


def country_in(description: str) -> str:
    """The one country that a description names, as ISO code; "" when it names none or several."""
    pattern, by_name = _countries()
    codes = sorted({by_name[match] for match in pattern.findall(description)})
    return codes[0] if len(codes) == 1 else ""


def _rows(path: Path) -> Iterator[list[str]]:
    with gzip.open(path, "rt", encoding="utf-8") as handle:
        next(handle)
        for line in handle:
            yield line.rstrip("\n").split("\t")


def _text(literal: str) -> str:
    return literal[1 : literal.rindex("'")].replace("\\'", "'").replace('\\"', '"')
