"""The index file: entities, names, dated offices. Same facts, same bytes.

meta    key, value                       schema version
source  id, name, as_of                  what each entity's label and type come from
entity  id, label, type, country, ...    id is the number of the Wikidata item, negative for a local id
local   id, key                          local ids by their key: "kg:..."
name    norm, id, kind                   kind counts in kg.link.index.MATCHES
pos     id, label, roles, country        positions with the codes of data/roles.tsv
office  id, pos, start, end              days as numbers, see kg.link.index.Term
country code, id                         the entity of an ISO code
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from kg.link.compile.merge import Row
from kg.link.index import COUNTRY_TYPES, SCHEMA
from kg.link.roles import roles

_TABLES: Final = """
CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE source(id INTEGER PRIMARY KEY, name TEXT, as_of TEXT);
CREATE TABLE entity(id INTEGER PRIMARY KEY, label TEXT, type TEXT, country TEXT, prior INT, born INT, died INT,
                    lat REAL, lon REAL, source INT);
CREATE TABLE local(id INTEGER PRIMARY KEY, key TEXT UNIQUE);
CREATE TABLE name(norm TEXT, id INT, kind INT, PRIMARY KEY(norm, id)) WITHOUT ROWID;
CREATE TABLE pos(id INTEGER PRIMARY KEY, label TEXT, roles TEXT, country TEXT);
CREATE TABLE office(id INT, pos INT, start INT, end INT, PRIMARY KEY(id, pos, start)) WITHOUT ROWID;
CREATE INDEX office_pos ON office(pos);
CREATE TABLE country(code TEXT PRIMARY KEY, id INT) WITHOUT ROWID;
"""


def write(rows: Sequence[Row], sources: Sequence[tuple[str, str]], path: Path) -> None:
    """Writes the index to a new file; ``sources`` are (name, as_of) by number. Raises OSError, sqlite3.Error."""
    path.unlink(missing_ok=True)
    numbers = {row.id: int(row.id[1:]) if row.id[0] == "Q" else 0 for row in rows}
    local = [id_ for id_, number in numbers.items() if not number]
    numbers.update({id_: -n for n, id_ in enumerate(local, 1)})
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA page_size = 4096")
        db.executescript(_TABLES)
        db.execute("INSERT INTO meta VALUES ('schema', ?)", (str(SCHEMA),))
        db.executemany("INSERT INTO source VALUES (?, ?, ?)", [(n, *s) for n, s in enumerate(sources)])
        db.executemany("INSERT INTO local VALUES (?, ?)", [(numbers[id_], id_) for id_ in local])
        db.executemany("INSERT INTO entity VALUES (?,?,?,?,?,?,?,?,?,?)", sorted(_entity(r, numbers[r.id]) for r in rows))
        names = sorted((n, numbers[r.id], k) for r in rows for n, k in r.names.items())
        db.executemany("INSERT INTO name VALUES (?, ?, ?)", names)
        _write_offices(db, rows, numbers)
        codes = {r.country: numbers[r.id] for r in rows if r.type in COUNTRY_TYPES and r.country}
        db.executemany("INSERT INTO country VALUES (?, ?)", sorted(codes.items()))
    db.execute("VACUUM")
    db.close()


def _entity(row: Row, number: int) -> tuple[object, ...]:
    place = (row.lat, row.lon)
    return (number, row.label, row.type, row.country, row.prior, row.born, row.died, *place, row.source)


def _write_offices(db: sqlite3.Connection, rows: Sequence[Row], numbers: dict[str, int]) -> None:
    held = sorted({(term.position, term.country) for row in rows for term in row.terms})
    ids = {position: n for n, position in enumerate(held, 1)}
    db.executemany("INSERT INTO pos VALUES (?, ?, ?, ?)", [(ids[p], p[0], " ".join(roles(p[0])), p[1]) for p in held])
    terms = {(numbers[r.id], ids[t.position, t.country], t.start): t.end for r in rows for t in r.terms}
    db.executemany("INSERT INTO office VALUES (?, ?, ?, ?)", sorted((*key, end) for key, end in terms.items()))
