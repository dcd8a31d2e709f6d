"""A scratch database that holds all readings during the merge, so that memory stays flat whatever their number."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter

from kg.merge.compare import Area, Known
from kg.merge.identity import OUTLET, actor_key, in_world_terms, report_key
from kg.model import Entity, EntityKind, Link, Reading, Report, Source

_SCHEMA = """
PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-16000; PRAGMA temp_store=FILE;
CREATE TABLE source(key TEXT PRIMARY KEY, data BLOB, publisher TEXT, credits BLOB) WITHOUT ROWID;
CREATE TABLE mention(actor TEXT, source TEXT, name TEXT, kind TEXT, names BLOB, link BLOB, confidence REAL,
 country TEXT, linked_kind TEXT);
CREATE TABLE used(actor TEXT, source TEXT, place INT, PRIMARY KEY(actor, source, place)) WITHOUT ROWID;
CREATE TABLE report(id INTEGER PRIMARY KEY, key TEXT UNIQUE, data BLOB);
CREATE TABLE about(report TEXT, inner TEXT, event TEXT, inner_event TEXT);
CREATE TABLE block(name TEXT, report INT, week INT);
CREATE TABLE pair(lo INT, hi INT, score REAL, PRIMARY KEY(lo, hi)) WITHOUT ROWID;
CREATE TABLE event(key TEXT PRIMARY KEY, day TEXT, cls TEXT, status TEXT, data BLOB) WITHOUT ROWID;
"""

SOURCE, REPORT = TypeAdapter(Source), TypeAdapter(Report)
NAMES, LINK = TypeAdapter(tuple[str, ...]), TypeAdapter(Link | None)


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """A source with the actor keys of its publisher ("" if unknown) and of the agencies it credits."""

    source: Source
    publisher: str
    credits: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MentionRow:
    """An actor as one article names it; ``plays`` tells whether it has a role in an event told there. Its link is still
    JSON, for few are needed; ``confidence`` is the link's, -1 where there is none."""

    source: str
    name: str
    kind: EntityKind
    plays: bool
    names: tuple[str, ...]
    link: bytes
    confidence: float


def _belongs(entity: Entity) -> bool:
    """Whether an entity belongs to the story without a role in any event: it acts, and it is known."""
    return entity.acts and (entity.named or (entity.link is not None and bool(entity.link.target)))


Use = tuple[str, str, int]
"""(actor, source, 1) as a place, (actor, source, 0) in a role; source "" where its text does not name the actor (its
publisher). Literals match no actor and do no harm."""


def _used(report: Report, places: frozenset[str]) -> list[Use]:
    """What a report uses; a place (one of ``places``) that is attacked or threatened does not act."""
    telling = report.telling
    rows = [(key, report.source, int(role == "target" and key in places)) for role, key in telling.roles]
    rows += [(key, report.source, 0) for key in (*telling.told_by, *telling.medium)]
    return [*rows, (telling.place, report.source, 1)] if telling.place else rows


def _mention(entity: Entity, actor: str, source: str) -> tuple[str | bytes | float, ...]:
    """A row of the table of mentions."""
    link = entity.link
    linked = (link.confidence, link.country, link.kind or "") if link else (-1.0, "", "")
    return actor, source, entity.name, entity.kind, NAMES.dump_json(entity.names), LINK.dump_json(link), *linked


class Workspace:
    """Readings go in; sources, mentions and reports come out, each in the order of their keys."""

    def __init__(self, path: Path) -> None:
        path.unlink(missing_ok=True)
        self.db = sqlite3.connect(path, isolation_level=None)
        self.db.executescript(_SCHEMA)
        self.db.execute("BEGIN")

    def add(self, reading: Reading) -> bool:
        """Take in one reading; False, and nothing done, when its source (same identifier, same text) is already here."""
        source = reading.source
        keys = {entity.key: actor_key(entity, source.key) for entity in reading.entities}
        outlets = tuple(sorted(keys[f"{OUTLET}{name}"] for name in source.credits))
        publisher = keys[f"{OUTLET}{source.publisher}"] if source.publisher else ""
        row = (source.key, SOURCE.dump_json(source), publisher, NAMES.dump_json(outlets))
        try:
            self.db.execute("INSERT INTO source VALUES(?, ?, ?, ?)", row)
        except sqlite3.IntegrityError:
            return False
        mentions = [_mention(entity, keys[entity.key], source.key) for entity in reading.entities]
        self.db.executemany("INSERT INTO mention VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)", mentions)
        used = [(key, source.key, 0) for key in outlets] + [(publisher, "", 0)] * bool(publisher)
        used += [(keys[entity.key], source.key, 0) for entity in reading.entities if _belongs(entity)]
        used += self._add_reports(reading, keys)
        self.db.executemany("INSERT OR IGNORE INTO used VALUES(?, ?, ?)", used)
        return True

    def _add_reports(self, reading: Reading, keys: dict[str, str]) -> Iterator[Use]:
        """Take in the reports of one reading, and tell which actors they use."""
        own = [report_key(reading.source, telling) for telling in reading.tellings]
        places = frozenset(keys[entity.key] for entity in reading.entities if entity.kind == "Place")
        for key, telling in zip(own, reading.tellings, strict=True):
            report = Report(key, reading.source.key, in_world_terms(telling, keys))
            row = (key, REPORT.dump_json(report, exclude_defaults=True))
            if self.db.execute("INSERT OR IGNORE INTO report(key, data) VALUES(?, ?)", row).rowcount:
                yield from _used(report, places)
                self.db.executemany("INSERT INTO about VALUES(?, ?, NULL, NULL)", [(key, own[i]) for i in telling.about])

    def known(self) -> Known:
        """Where each linked place of a report lies, and of which state each linked country or army that acts is."""
        query = (
            "SELECT DISTINCT m.actor, m.country, m.linked_kind, u.place FROM mention m JOIN used u ON u.actor = m.actor"
            " WHERE m.country != ''"
        )
        areas, states = {}, {}
        for actor, country, kind, placed in self.db.execute(query):
            if placed:
                areas[actor] = Area(country, kind == "Country")
            elif kind in ("Country", "Military"):
                states[actor] = country
        return Known(areas, states)

    def sources(self) -> Iterator[SourceEntry]:
        for data, publisher, credits in self.db.execute("SELECT data, publisher, credits FROM source ORDER BY key"):
            yield SourceEntry(SOURCE.validate_json(data), publisher, NAMES.validate_json(credits))

    def reports(self, ids: Iterable[int]) -> Iterator[tuple[int, Report]]:
        """The reports with these numbers."""
        for number in ids:
            (data,) = self.db.execute("SELECT data FROM report WHERE id = ?", (number,)).fetchone()
            yield number, REPORT.validate_json(data)

    def mentions(self) -> Iterator[tuple[str, bool, bool, MentionRow]]:
        """(actor key, plays a role, is a place, mention) for every actor that an event or a source uses, in the order of
        keys."""
        self.db.execute("CREATE INDEX IF NOT EXISTS mention_actor ON mention(actor, source, name)")
        rows = self.db.execute(
            "SELECT m.actor, u.acts, u.place, m.source, m.name, m.kind, m.names, m.link, m.confidence,"
            " EXISTS (SELECT 1 FROM used x WHERE x.actor = m.actor AND x.source = m.source AND x.place = 0)"
            " FROM mention m JOIN (SELECT actor, max(place = 0) AS acts, max(place) AS place FROM used GROUP BY actor) u"
            " ON u.actor = m.actor ORDER BY m.actor, m.source, m.name"
        )
        for actor, acts, place, source, name, kind, names, link, confidence, plays in rows:
            mention = MentionRow(source, name, kind, bool(plays), NAMES.validate_json(names), link, confidence)
            yield actor, bool(acts), bool(place), mention

    def rest(self) -> None:
        """Give back the memory that only the merge needs: what follows reads everything once, in order."""
        self.db.executescript("PRAGMA cache_size=-4000; PRAGMA shrink_memory;")

    def close(self) -> None:
        self.db.close()
