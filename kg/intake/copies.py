"""Near-copies: the same story under another headline, cut, or wrapped in another page.

A signature is the number of distinct shingles (runs of four words) of the regions followed by their MinHash. Two numbers
come from two signatures: the Jaccard index J of the shingle sets, and, with the sizes, how much of the smaller set the
larger contains: |A n B| = J (|A| + |B|) / (1 + J).
"""

from __future__ import annotations

import re
import sqlite3
from array import array
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing

from rensa import RMinHash

from kg.model import NearCopy, Source, Span

SHINGLE, PERMUTATIONS, SEED = 4, 128, 20
ROWS = 2  # values per band: a pair with J = 0.3 meets in one of 64 bands with 0.998, an unrelated one with 0.0001
FEWEST = 25  # shingles; shorter texts share stock phrases by chance
# Different outlets' own reports of one event stay under J 0.1; a rewrite of a wire story lies between.
SAME, CONTAINED = 0.5, 0.75
WORD = re.compile(r"[^\W_]+")

_SCHEMA = """
PRAGMA cache_size=-4000;
CREATE TABLE story(published TEXT, size INT, identifier TEXT, key TEXT, signature BLOB);
CREATE TABLE original(place INTEGER PRIMARY KEY, story INT);
CREATE TABLE band(number INT, place INT, PRIMARY KEY(number, place)) WITHOUT ROWID;
BEGIN;
"""
_MEETS = f"""
SELECT o.place, s.key, s.signature FROM original o JOIN story s ON s.rowid = o.story
 WHERE o.place IN (SELECT place FROM band WHERE number IN ({",".join("?" * (PERMUTATIONS // ROWS))}))
"""
_SPREAD, _ALL_BITS = 0x9E3779B97F4A7C15, (1 << 64) - 1  # the golden ratio, which spreads small numbers over 64 bits


def signature(text: str, regions: Sequence[Span]) -> tuple[int, ...]:
    """Number of shingles and their MinHash (128 values); empty for a text too short to compare."""
    found = [word for span in regions for word in WORD.findall(text[span.start : span.end].lower())]
    shingles = sorted({" ".join(found[i : i + SHINGLE]) for i in range(len(found) - SHINGLE + 1)})
    if len(shingles) < FEWEST:
        return ()
    sketch = RMinHash(num_perm=PERMUTATIONS, seed=SEED)
    sketch.update(shingles)
    return (len(shingles), *sketch.digest())


def likeness(left: Sequence[int], right: Sequence[int]) -> tuple[float, float]:
    """Estimated Jaccard index and containment of the smaller in the larger, both 0..1, of two signatures."""
    pairs = list(zip(left[1:], right[1:], strict=True))
    jaccard = sum(one == other for one, other in pairs) / len(pairs)
    shared = jaccard * (left[0] + right[0]) / (1 + jaccard)
    return jaccard, min(1.0, shared / min(left[0], right[0]))


def near_copies(sources: Iterable[Source]) -> list[NearCopy]:
    """Which sources repeat which original: the earliest published, of one day the longest. Originals are no copies;
    every copy points straight at its original. The result does not depend on the order of the sources."""
    with closing(sqlite3.connect("", isolation_level=None)) as db:  # a file of SQLite's own: memory stays flat
        db.executescript(_SCHEMA)
        rows = ((*_precedence(source), _packed(source.signature)) for source in sources if source.signature)
        db.executemany("INSERT INTO story VALUES(?, ?, ?, ?, ?)", rows)
        ordered = db.execute("SELECT rowid, key, signature FROM story ORDER BY published, size, identifier, key")
        return [copy for row in ordered if (copy := _copy(db, *row))]


def _copy(db: sqlite3.Connection, story: int, key: str, packed: bytes) -> NearCopy | None:
    """The story as a copy of the most alike, first of the originals that precede it; else it is noted as an original."""
    signed = _unpacked(packed)
    bands = _bands(signed)
    alike = [(max(pair), -place, original) for place, original, pair in _met(db, bands, signed) if _is_same(*pair)]
    if alike:
        similarity, _, original = max(alike)
        return NearCopy(key, original, round(similarity, 3))
    (place,) = db.execute("INSERT INTO original VALUES(NULL, ?) RETURNING place", (story,)).fetchone()
    db.executemany("INSERT OR IGNORE INTO band VALUES(?, ?)", [(band, place) for band in bands])
    return None


def _met(db: sqlite3.Connection, bands: list[int], signed: Sequence[int]) -> Iterator[tuple[int, str, tuple[float, float]]]:
    """Place, key and likeness of the originals that share a band."""
    for place, key, packed in db.execute(_MEETS, bands).fetchall():
        yield place, key, likeness(_unpacked(packed), signed)


def _is_same(jaccard: float, contained: float) -> bool:
    return jaccard >= SAME or contained >= CONTAINED


def _precedence(source: Source) -> tuple[str, int, str, str]:
    return source.published or "9999", -source.signature[0], source.identifier, source.key


def _packed(signed: Sequence[int]) -> bytes:
    return array("I", signed).tobytes()


def _unpacked(packed: bytes) -> array[int]:
    return array("I", packed)


def _bands(signed: Sequence[int]) -> list[int]:
    """One signed number of 64 bits for each band, its own values mixed with its place. Two bands that get the same number
    by chance only make two stories be compared."""
    numbers = ((signed[1 + i] << 32 | signed[2 + i]) + i * _SPREAD & _ALL_BITS for i in range(0, PERMUTATIONS, ROWS))
    return [number - (number >> 63 << 64) for number in numbers]
