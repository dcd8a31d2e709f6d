"""The embedded index: one read-only SQLite file of entities, their names and their dated offices.

>>> index = open_index()                                                           # doctest: +SKIP
>>> [(c.id, c.type) for c in index.named("georgia")]                               # doctest: +SKIP
[('Q230', 'country'), ('Q1428', 'admin')]

The file's tables are written by :mod:`kg.link.compile.write` and described there.
"""

from __future__ import annotations

import hashlib
import sqlite3
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Final, get_args

from kg.errors import ConfigError
from kg.link.names import normalise
from kg.link.tables import DATA, table
from kg.model import EntityKind

SHIPPED: Final = DATA / "kb.sqlite"
SCHEMA: Final = 1
MATCHES: Final = ("label", "alias", "acronym", "surname", "demonym", "metonym")
# A term whose end is unknown is believed for so many years.
_OPEN_YEARS: Final = 8
_SEEN_YEARS: Final = 2
# The file is read as memory, which spares a system call for each page; no index is larger than this.
_MAPPED: Final = 1 << 28
COUNTRY_TYPES: Final = ("country", "territory")


@dataclass(frozen=True, slots=True)
class Term:
    """One dated office: ``roles`` are codes of ``data/roles.tsv``, ``start`` and ``end`` days as numbers (20180602;
    20180600 and 20180000 where only the month or year is known; 0 unknown). A negative ``end`` is the day on which the
    office was last known to be held still. ``country`` is ISO alpha-2."""

    position: str
    roles: tuple[str, ...]
    country: str
    start: int
    end: int


def in_office(term: Term, day: int) -> bool:
    """Whether a term covers a day; no day, no answer but yes. A term without a known end lasts eight years at most, or
    two more years from the day on which it was last seen.

    >>> in_office(Term("King", ("head-of-state",), "JO", 19990207, 0), 0)
    True
    """
    if not day:
        return True
    if term.end > 0:
        return term.start <= day <= term.end
    last = max(term.start // 10000 + _OPEN_YEARS, -term.end // 10000 + _SEEN_YEARS)
    return term.start // 10000 * 10000 <= day < (last + 1) * 10000


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entity of the index that bears the looked-up name; ``match`` tells in what sense (one of MATCHES).

    ``prior`` is 0..100, how well known it is; ``born`` and ``died`` are years (0 unknown); ``as_of`` says of which
    day or year the source's statement is."""

    id: str
    label: str
    type: str
    kind: EntityKind
    country: str
    prior: int
    born: int
    died: int
    lat: float | None
    lon: float | None
    as_of: str
    match: str


@dataclass(frozen=True, slots=True)
class IndexInfo:
    """What index a run used: sha256 of the file, how many entities, names and terms, and the newest ``as_of``."""

    digest: str
    entities: int
    names: int
    terms: int
    as_of: str
    path: str


_NAMED: Final = """
SELECT n.kind, e.id, e.label, e.type, e.country, e.prior, e.born, e.died, e.lat, e.lon, s.as_of, l.key
FROM name n JOIN entity e ON e.id = n.id JOIN source s ON s.id = e.source LEFT JOIN local l ON l.id = e.id
WHERE n.norm = ? ORDER BY e.prior DESC, e.id"""
_BY_ID: Final = """
SELECT 0, e.id, e.label, e.type, e.country, e.prior, e.born, e.died, e.lat, e.lon, s.as_of, l.key
FROM entity e JOIN source s ON s.id = e.source LEFT JOIN local l ON l.id = e.id WHERE e.id = ?"""
_TERMS: Final = """
SELECT p.label, p.roles, p.country, o.start, o.end FROM office o JOIN pos p ON p.id = o.pos
WHERE o.id = ? ORDER BY o.start, p.label"""

# CROSS JOIN keeps SQLite from going through all offices first: 2 ms rather than 40.
_HOLDERS: Final = """
SELECT DISTINCT o.id, p.label, o.start, o.end, s.as_of FROM pos p CROSS JOIN office o ON o.pos = p.id
JOIN entity e ON e.id = o.id JOIN source s ON s.id = e.source
WHERE p.country = ? AND ' ' || p.roles || ' ' LIKE ? AND o.start <= ?"""


def kind_of(type_: str) -> EntityKind:
    """The kind of actor or place that a type of the index is."""
    return _kinds()[type_]


@cache
def _kinds() -> dict[str, EntityKind]:
    known = {k: k for k in get_args(EntityKind)}
    return {row["type"]: known[row["kind"]] for row in table("types")}


class Index:
    """Read-only look-ups; one instance per process. Answers are immutable and remembered (bounded)."""

    def __init__(self, path: Path) -> None:
        """Opens the file. Raises ConfigError when it is missing, no index, or of another version."""
        self.path = path
        try:
            self._db = sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True, check_same_thread=False)
            self._db.execute(f"PRAGMA mmap_size = {_MAPPED}")
            (version,) = self._db.execute("SELECT value FROM meta WHERE key = 'schema'").fetchone()
        except (sqlite3.Error, TypeError) as error:
            raise ConfigError(f"no readable index: {error}", place=str(path), remedy="compile one: kg kb compile") from error
        if int(version) != SCHEMA:
            raise ConfigError(f"index of version {version}, this program reads {SCHEMA}", place=str(path))
        self.named = lru_cache(maxsize=20_000)(self._named)
        self.terms = lru_cache(maxsize=5_000)(self._terms)
        self.holders = lru_cache(maxsize=500)(self._holders)
        self.place_of_country = lru_cache(maxsize=500)(self._country_by_code)

    def _named(self, norm: str) -> tuple[Candidate, ...]:
        """Candidates whose normalised name is exactly ``norm``, the best known first."""
        return tuple(_candidate(row) for row in self._db.execute(_NAMED, (norm,)))

    def _terms(self, id_: str) -> tuple[Term, ...]:
        """The dated offices of a person, the oldest first."""
        rows = self._db.execute(_TERMS, (self.number(id_),))
        return tuple(Term(label, tuple(roles.split()), country, start, end) for label, roles, country, start, end in rows)

    def _holders(self, country: str, role: str, on: int) -> tuple[tuple[Candidate, str], ...]:
        """Those of whom a source states that they held an office of a country (ISO code) on a day, with the office's name:
        with an end after it, or seen in office on it or later; an end that is merely not known does not count."""
        rows = self._db.execute(_HOLDERS, (country, f"% {role} %", on))
        held = {(id_, label) for id_, label, start, end, as_of in rows if start and on <= (abs(end) or _as_day(as_of))}
        return tuple((_candidate(self._db.execute(_BY_ID, (id_,)).fetchone()), label) for id_, label in sorted(held))

    def beginning(self, prefix: str, most: int) -> tuple[str, ...]:
        """Normalised names that begin with a prefix, at most so many, in order."""
        query = "SELECT DISTINCT norm FROM name WHERE norm >= ? AND norm < ? LIMIT ?"
        return tuple(norm for (norm,) in self._db.execute(query, (prefix, prefix + "\uffff", most)))

    def number(self, id_: str) -> int:
        """The row number of an id; 0 for an id that the index does not have."""
        if id_[:1] == "Q" and id_[1:].isdigit():
            return int(id_[1:])
        row = self._db.execute("SELECT id FROM local WHERE key = ?", (id_,)).fetchone()
        return int(row[0]) if row else 0

    def get(self, id_: str) -> Candidate | None:
        """The entity of an id ("Q90", "kg:..."), or None."""
        row = self._db.execute(_BY_ID, (self.number(id_),)).fetchone()
        return _candidate(row) if row else None

    def country(self, name: str) -> str:
        """ISO 3166-1 alpha-2 code of a country by any of its names or demonyms; "" when it is none."""
        found = [c for c in self.named(normalise(name)) if c.type in COUNTRY_TYPES and c.match != "metonym"]
        return found[0].country if found else ""

    def _country_by_code(self, code: str) -> Candidate | None:
        row = self._db.execute("SELECT id FROM country WHERE code = ?", (code,)).fetchone()
        return self.get(f"Q{row[0]}") if row else None

    def codes(self) -> dict[str, str]:
        """ISO code by the Wikidata id of each country."""
        return {f"Q{number}": code for code, number in self._db.execute("SELECT code, id FROM country ORDER BY code")}

    def close(self) -> None:
        """Closes the file; the index answers nothing any more."""
        self._db.close()

    def info(self) -> IndexInfo:
        """Counts and the digest of the file (reads it whole: some ten milliseconds)."""
        count = {t: self._db.execute(f"SELECT count(*) FROM {t}").fetchone()[0] for t in ("entity", "name", "office")}
        (as_of,) = self._db.execute("SELECT max(as_of) FROM source").fetchone()
        digest = hashlib.sha256(self.path.read_bytes()).hexdigest()
        return IndexInfo(digest, count["entity"], count["name"], count["office"], as_of, str(self.path))


def _candidate(row: tuple[int, int, str, str, str, int, int, int, float | None, float | None, str, str | None]) -> Candidate:
    kind, number, label, type_, country, prior, born, died, lat, lon, as_of, key = row
    id_ = key or f"Q{number}"
    return Candidate(id_, label, type_, kind_of(type_), country, prior, born, died, lat, lon, as_of, MATCHES[kind])


def _as_day(as_of: str) -> int:
    """The first day of a day, month or year as a number, rounded down: "2023-01" is 20230100."""
    return int(as_of.replace("-", "").ljust(8, "0"))


def open_index(path: Path | None = None) -> Index:
    """The shipped index, or the one at ``path``. Raises ConfigError (see Index)."""
    return Index(path or SHIPPED)


def index_info(path: Path | None = None) -> IndexInfo:
    """Facts about an index for a run's record. Raises ConfigError when it cannot be read."""
    index = open_index(path)
    try:
        return index.info()
    finally:
        index.close()
