"""An index read back into the rows it was written from, so that newer facts can be added to it."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from kg.link.compile.facts import OfficeFact
from kg.link.compile.merge import Row
from kg.link.index import open_index

# What the index holds was merged once; a fact that is added must be heavier to replace it.
_WEIGHT = 6


def rows_of(path: Path) -> tuple[dict[str, Row], list[tuple[str, str]]]:
    """Rows by id, and (name, as_of) of the sources. Raises ConfigError when the file is no index."""
    open_index(path).close()
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as db:
        local = dict(db.execute("SELECT id, key FROM local"))
        rows = {number: _row(local.get(number) or f"Q{number}", cells) for number, *cells in db.execute(
            "SELECT id, label, type, country, prior, born, died, lat, lon, source FROM entity")}  # fmt: skip
        for norm, number, kind in db.execute("SELECT norm, id, kind FROM name"):
            rows[number].names[norm] = kind
        for number, label, country, start, end in db.execute(
            "SELECT o.id, p.label, p.country, o.start, o.end FROM office o JOIN pos p ON p.id = o.pos"
        ):
            rows[number].terms.append(OfficeFact(rows[number].id, label, country, start, end))
        sources = list(db.execute("SELECT name, as_of FROM source ORDER BY id"))
    return {row.id: row for row in rows.values()}, sources


def _row(id_: str, cells: list[object]) -> Row:
    label, type_, country, prior, born, died, lat, lon, source = cells
    return Row(id_, label, type_, country, prior, born, died, lat, lon, source, _WEIGHT, _WEIGHT)  # type: ignore[arg-type]
