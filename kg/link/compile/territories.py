"""Countries and their parts from rigour's territories, enriched by the shipped table of demonyms and capitals."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import yaml

from kg.link.compile.facts import EntityFact, is_item
from kg.link.tables import cells, table

_LATIN: Final = re.compile(r"^[A-Za-zÀ-ɏ' .,()-]{3,60}$")
# Weak names of rigour are names in any language, capitals and demonyms mixed: only the strong ones can be trusted.
_STRONG: Final = "names_strong"


def read(folder: Path) -> Iterator[EntityFact]:
    """Facts on each territory file below ``folder``, in the order of the names of the files."""
    capitals = {row["code"]: row for row in table("countries")}
    for path in sorted(folder.glob("*.yml")):
        data = yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader)
        if is_item(str(data.get("qid", ""))):
            yield _fact(path.stem, data, capitals)


def _fact(code: str, data: dict[str, Any], extra: dict[str, dict[str, str]]) -> EntityFact:
    names = [data["name"], data.get("full_name", ""), *(data.get(_STRONG) or [])]
    country = code.split("_")[0].upper()
    if "_" in code or data.get("is_historical"):
        type_ = "former-country" if data.get("is_historical") else "admin"
        plain = [(str(n), "alias") for n in names if _LATIN.match(str(n))]
        prior = 40 if type_ == "admin" else 20
        return EntityFact(data["qid"], data["name"], type_, country, tuple(plain), prior, weight=6)
    row = extra.get(country, {})
    aliases = [(str(n), "alias") for n in names if _LATIN.match(str(n))]
    aliases += [(n, "alias") for n in cells(row.get("names", ""))]
    aliases += [(n, "demonym") for n in cells(row.get("demonyms", ""))]
    aliases += [(n, "metonym") for n in (*cells(row.get("capital", "")), *cells(row.get("metonyms", "")))]
    type_ = "country" if data.get("is_country") else "territory"
    return EntityFact(row.get("qid") or data["qid"], row.get("name") or data["name"], type_, country, tuple(aliases), weight=9)


def codes(folder: Path) -> dict[str, str]:
    """Country by Wikidata id: {"Q230": "GE", ...}, other ids of the same country included."""
    found: dict[str, str] = {}
    for path in sorted(folder.glob("*.yml")):
        data = yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader)
        if "_" not in path.stem:
            for qid in (data.get("qid"), *(data.get("other_qids") or [])):
                found.setdefault(str(qid), path.stem.upper())
    return found
