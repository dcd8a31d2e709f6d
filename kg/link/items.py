"""Items as Wikidata's API and dump give them, read as facts: labels, classes, countries, offices with dates."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from kg.link.compile.facts import EntityFact, OfficeFact, day, is_item

_CLASS, _CITIZEN, _COUNTRY, _OFFICE, _BORN, _DIED, _PLACE = "P31", "P27", "P17", "P39", "P569", "P570", "P625"
_START, _END, _JURISDICTION = "P580", "P582", "P1001"
_LANGUAGES: Final = ("en", "mul")
Item = Mapping[str, Any]


def label(item: Item) -> str:
    """The English label, or the one for all languages; "" without either."""
    labels = item.get("labels", {})
    return next((labels[lang]["value"] for lang in _LANGUAGES if lang in labels), "")


def aliases(item: Item) -> tuple[str, ...]:
    """English aliases and those for all languages, each once."""
    found = item.get("aliases", {})
    return tuple(dict.fromkeys(a["value"] for lang in _LANGUAGES for a in found.get(lang, ())))


def values(item: Item, property_: str) -> list[Any]:
    """Values of a property, preferred ones alone where there are any, deprecated ones never."""
    statements = [s for s in item.get("claims", {}).get(property_, ()) if s.get("rank") != "deprecated"]
    preferred = [s for s in statements if s.get("rank") == "preferred"]
    return [v for s in preferred or statements if (v := _value(s.get("mainsnak", {}))) is not None]


def _value(snak: Mapping[str, Any]) -> Any:
    """The id of an item, or the plain value of a snak; None where it is unknown or has none."""
    value = snak.get("datavalue", {}).get("value")
    return value.get("id") if isinstance(value, dict) and "id" in value else value


def classes(item: Item) -> set[str]:
    """Ids of the classes an item belongs to."""
    return {str(v) for v in values(item, _CLASS)}


def country(item: Item, codes: Mapping[str, str]) -> str:
    """ISO code of citizenship, jurisdiction or country; "" where none is known."""
    found = (codes.get(str(v), "") for p in (_CITIZEN, _JURISDICTION, _COUNTRY) for v in values(item, p))
    return next((code for code in found if code), "")


def entity_fact(item: Item, type_: str, codes: Mapping[str, str], prior: int) -> EntityFact:
    """The facts of one item, weighing less than what people have checked."""
    place = next((v for v in values(item, _PLACE) if isinstance(v, dict)), {})
    lat, lon = place.get("latitude"), place.get("longitude")
    names = tuple((name, "alias") for name in aliases(item))
    years = [next((day(v["time"]) // 10000 for v in values(item, p) if isinstance(v, dict)), 0) for p in (_BORN, _DIED)]
    return EntityFact(
        str(item["id"]), label(item), type_, country(item, codes), names, prior, years[0], years[1],
        None if lat is None else round(float(lat), 4), None if lon is None else round(float(lon), 4), weight=5,
    )  # fmt: skip


def positions(item: Item) -> list[tuple[str, int, int]]:
    """Offices of a person as (position's id, first day, last day)."""
    found = []
    for statement in item.get("claims", {}).get(_OFFICE, ()):
        position = _value(statement.get("mainsnak", {}))
        if statement.get("rank") != "deprecated" and isinstance(position, str) and is_item(position):
            found.append((position, _qualifier(statement, _START), _qualifier(statement, _END)))
    return found


def _qualifier(statement: Mapping[str, Any], property_: str) -> int:
    snaks = statement.get("qualifiers", {}).get(property_, ())
    value = next((v for s in snaks if isinstance(v := _value(s), dict)), None)
    return _exact(value) if value else 0


def _exact(time: Mapping[str, Any]) -> int:
    """A time value as a number, no more exact than its precision says (9 year, 10 month, 11 day)."""
    number, precision = day(str(time.get("time", ""))), int(time.get("precision", 11))
    return number if precision >= 11 else number // 100 * 100 if precision == 10 else number // 10000 * 10000


def offices(item: Item, labels: Callable[[str], tuple[str, str]], fallback: str) -> Iterable[OfficeFact]:
    """Dated offices; ``labels`` gives label and country of a position's id, ``fallback`` is the person's own country."""
    for position, start, end in positions(item):
        name, where = labels(position)
        if name:
            yield OfficeFact(str(item["id"]), name, where or fallback, start, end)


def prior(item: Item) -> int:
    """How well known an item is by the number of Wikipedias that have it: 0..100, 50 at some 60.

    >>> prior({"sitelinks": {}}), prior({"sitelinks": {str(n): {} for n in range(63)}})
    (0, 50)
    """
    links = item.get("sitelinks", {})
    return min(100, round(math.log2(len(links) + 1) * 8.35))
