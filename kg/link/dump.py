"""An index from a dump of all of Wikidata, read as a stream: one item in memory at a time, facts of the few that count.

The dump is one JSON array with an item on each line. Classes above classes (P279) can come after the items that need them,
so types are decided at the end; of items only those are kept that people speak of (see ``_FLOOR``).
"""

from __future__ import annotations

import bz2
import gzip
import json
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, Final

from kg.errors import InputError
from kg.link import items
from kg.link.compile import own
from kg.link.compile.facts import EntityFact, Fact, SourceFacts
from kg.link.compile.kgtk import ancestors, type_of
from kg.link.compile.merge import merge
from kg.link.compile.write import write

# Least number of Wikipedias for an item that is no holder of an office: keeps some 400,000 of 115 million.
_FLOOR: Final = 8
_HUMAN: Final = "Q5"
_POSITIONS: Final = frozenset(("Q4164871", "Q294414", "Q17279032", "Q83307"))

log = logging.getLogger(__name__)


def build_from_dump(dump: Path, out: Path) -> int:
    """Writes an index of the dump's people, bodies and places, with this package's tables; returns how many entities.

    Raises InputError when the dump cannot be read to its end."""
    kept = _Kept()
    for item in items_in(dump):
        kept.take(item)
    sources = [SourceFacts("wikidata-dump", kept.as_of, kept.facts())]
    sources += [SourceFacts(f"newskg-{name}", "2026-01", own.read(name)) for name in own.TABLES]
    rows = merge(sources)
    write(rows, [(source.name, source.as_of) for source in sources], out)
    return len(rows)


def items_in(dump: Path) -> Iterator[dict[str, Any]]:
    """Items of a dump, line by line. Raises InputError for a file that is missing, cut short or not a dump."""
    number = 0
    closed = False
    try:
        with _opened(dump) as lines:
            for line in lines:
                number += 1
                text = line.strip().rstrip(",")
                closed = text == "]"
                if text not in ("[", "]", ""):
                    yield json.loads(text)
    except (OSError, EOFError, ValueError) as error:
        raise InputError(f"the dump cannot be read: {error}", place=f"{dump}:{number}") from error
    if not closed:
        raise InputError("the dump ends too early", place=f"{dump}:{number}", remedy="download it again")


def _opened(dump: Path) -> IO[str]:
    if dump.suffix == ".gz":
        return gzip.open(dump, "rt", encoding="utf-8")
    if dump.suffix == ".bz2":
        return bz2.open(dump, "rt", encoding="utf-8")
    return dump.open(encoding="utf-8")


class _Kept:
    """What must be remembered of a dump until its end."""

    def __init__(self) -> None:
        self.as_of = ""
        self._above: dict[str, list[str]] = {}
        self._items: dict[str, dict[str, Any]] = {}
        self._positions: dict[str, dict[str, Any]] = {}
        self._codes: dict[str, str] = {}

    def take(self, item: dict[str, Any]) -> None:
        """Keeps what is needed of one item."""
        if item.get("type") != "item":
            return
        self.as_of = max(self.as_of, str(item.get("modified", ""))[:10])
        classes = items.classes(item)
        if above := [str(v) for v in items.values(item, "P279")]:
            self._above[item["id"]] = above
        for code in items.values(item, "P297"):
            self._codes.setdefault(item["id"], str(code))
        if classes & _POSITIONS or (above and items.values(item, "P1001")):
            self._positions[item["id"]] = _slim(item)
        if items.label(item) and _counts(item, classes):
            self._items[item["id"]] = _slim(item)

    def facts(self) -> Iterator[Fact]:
        """Facts of the items whose class has a type."""
        for item in self._items.values():
            above = {c for class_ in items.classes(item) for c in ancestors(class_, self._above)}
            type_ = type_of(above)
            if type_ != "-":
                fact = items.entity_fact(item, type_, self._codes, item["prior"])
                yield fact
                yield from self._offices(item, fact)

    def _offices(self, item: dict[str, Any], fact: EntityFact) -> Iterator[Fact]:
        def named(position: str) -> tuple[str, str]:
            known = self._positions.get(position, {})
            return items.label(known), items.country(known, self._codes)

        yield from items.offices(item, named, fact.country)


def _counts(item: dict[str, Any], classes: set[str]) -> bool:
    if _HUMAN in classes and items.positions(item):
        return True
    return bool(classes) and len(item.get("sitelinks", {})) >= _FLOOR


def _slim(item: dict[str, Any]) -> dict[str, Any]:
    """An item without what is never read again."""
    wanted = ("P31", "P27", "P17", "P1001", "P39", "P569", "P570", "P625")
    claims = {p: item["claims"][p] for p in wanted if p in item.get("claims", {})}
    names = {part: {lang: item.get(part, {})[lang] for lang in ("en", "mul") if lang in item.get(part, {})}
             for part in ("labels", "aliases")}  # fmt: skip
    return {"id": item["id"], **names, "claims": claims, "prior": items.prior(item)}
