"""Cities with coordinates, country and population from Natural Earth's populated places."""

from __future__ import annotations

import json
import math
import tarfile
from collections.abc import Iterator
from typing import Any, Final

from kg.link.compile.facts import EntityFact, is_item

_TABLE: Final = "natural-earth/10m/cultural/ne_10m_populated_places.json"
_TYPES: Final = {"Admin-0 capital": "capital", "Admin-0 capital alt": "capital", "Admin-0 region capital": "capital"}
# Codes that the table uses for places of no sovereign state.
_COUNTRY: Final = {"-99": "", "XK": "XK"}


def read(archive: tarfile.TarFile) -> Iterator[EntityFact]:
    """One fact for each place with an id. Raises KeyError when the archive lacks the table."""
    handle = archive.extractfile(_TABLE)
    assert handle is not None, "a table is a file"
    for feature in json.load(handle)["features"]:
        if is_item(feature["properties"].get("wikidataid") or ""):
            yield _fact(feature["properties"])


def _fact(row: dict[str, Any]) -> EntityFact:
    people = max(float(row.get("POP_MAX") or 0), 1.0)
    prior = min(60, round(8 * math.log10(people)))
    names = [row.get(c) for c in ("NAME", "NAMEASCII", "NAMEPAR", "NAMEALT", "NAME_EN", "MEGANAME")]
    aliases = tuple((n, "alias") for name in names if name for n in str(name).split("|"))
    country = _COUNTRY.get(row["ISO_A2"], row["ISO_A2"])
    type_ = _TYPES.get(row["FEATURECLA"], "city")
    label, lat, lon = row.get("NAME_EN") or row["NAME"], round(row["LATITUDE"], 4), round(row["LONGITUDE"], 4)
    return EntityFact(row["wikidataid"], label, type_, country, aliases, prior, lat=lat, lon=lon, weight=5)
