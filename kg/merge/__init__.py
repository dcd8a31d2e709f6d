"""From readings to the world: which entities are one actor, which tellings are one event, which sources count once.

Reading*  ──Workspace──▶  blocks ──compare──▶ pairs ──cluster──▶ groups ──values──▶ Event*
"""

from __future__ import annotations

import collections
import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from kg.merge.actors import actors
from kg.merge.cluster import BLOCK_LIMIT, Group, Pair, block_keys, cluster, components, pairs_in, weeks_of
from kg.merge.compare import Told, told
from kg.merge.events import event_of
from kg.merge.naming import Names, NoNames, event_key
from kg.merge.relations import EVENT, relate
from kg.merge.roots import find_roots
from kg.merge.workspace import REPORT, SourceEntry, Workspace
from kg.model import Actor, Event, NearCopy, Reading, Report, Source

AT_HAND = 8192  # reports kept in memory between blocks: about 30 MB
_SIZES = "SELECT name FROM block GROUP BY name HAVING count(*) >= ?"
_BY_WEEK = (
    "SELECT name, report FROM block JOIN (SELECT name, min(week) AS first FROM block GROUP BY name HAVING count(*) >= 2)"
    " USING (name) ORDER BY first, name, report"
)
NearCopies = Callable[[Iterable[Source]], list[NearCopy]]


class Merged:
    """The merged world, read from the scratch database as often as wanted, always in the same order."""

    def __init__(self, workspace: Workspace, copies: Sequence[NearCopy], duplicates: int) -> None:
        self._workspace, self.duplicates = workspace, duplicates
        self._copies: dict[str, list[NearCopy]] = collections.defaultdict(list)
        for pair in copies:
            self._copies[pair.copy].append(pair)

    def copies_of(self, source: str) -> tuple[NearCopy, ...]:
        """The pairs that say which sources this one (by key) repeats."""
        return tuple(self._copies.get(source, ()))

    def sources(self) -> Iterator[SourceEntry]:
        return self._workspace.sources()

    def actors(self) -> Iterator[Actor]:
        return actors(self._workspace)

    def events(self) -> Iterator[Event]:
        """All events by day and key; undated ones first."""
        for (data,) in self._workspace.db.execute("SELECT data FROM event ORDER BY day, key"):
            yield EVENT.validate_json(data)

    def close(self) -> None:
        self._workspace.close()


def merge(readings: Iterable[Reading], scratch: Path, near_copies: NearCopies, names: Names | None = None) -> Merged:
    """Merge all readings; a reading whose source is already there is left out. ``scratch`` is a file that may be
    overwritten; it is needed until ``Merged.close``. ``near_copies`` is intake's; ``names`` are those of an
    earlier graph, which its events keep."""
    workspace = Workspace(scratch)
    duplicates = sum(not workspace.add(reading) for reading in readings)
    copies = near_copies(entry.source for entry in workspace.sources())
    world = _World(workspace, copies)
    world.find_blocks()
    world.find_pairs()
    names = names or NoNames()
    owners = world.owners(names)
    for group in world.groups():
        world.keep(event_of(group, event_key(group.members, names, owners)))
    relate(workspace)
    workspace.rest()
    return Merged(workspace, copies, duplicates)


class _Once:
    """Lets a pair that meets in several blocks be compared in the first of them alone; in ``large`` ones it may not meet."""

    def __init__(self, name: str, blocks: Mapping[str, frozenset[str]], large: set[str]) -> None:
        """``blocks`` maps the keys of the reports of the block ``name`` to the names of all their blocks."""
        self._before = {key: {block for block in names if block < name and block not in large} for key, names in blocks.items()}

    def elsewhere(self, left: Told, right: Told) -> bool:
        return not self._before[left.report.key].isdisjoint(self._before[right.report.key])


class _World:
    """The steps of the merge over one workspace."""

    def __init__(self, workspace: Workspace, copies: Sequence[NearCopy]) -> None:
        self._workspace, self._db = workspace, workspace.db
        self._roots = find_roots({entry.source.key: entry.credits for entry in workspace.sources()}, copies)
        self._links = workspace.known()
        self._known: dict[int, Told] = {}
        self._blocks: dict[int, frozenset[str]] = {}  # of the reports at hand
        self._originals = {pair.copy: pair.original for pair in copies}
        self._published = {entry.source.key: entry.source.published for entry in workspace.sources()}
        for pair in copies:  # an undated source appeared about when its near-copy did
            day = self._published[pair.copy] or self._published[pair.original]
            self._published[pair.copy] = day
            self._published[pair.original] = self._published[pair.original] or day

    def _told(self, report: Report) -> Told:
        source = report.source
        original = self._originals.get(source, source)
        return told(report, self._roots[source], self._published[source], self._links, original)

    def _load(self, rows: Sequence[int]) -> list[Told]:
        """The reports with these numbers in the order of their keys; those used last are kept at hand."""
        for row in rows:  # those used last stand last
            if row in self._known:
                self._known[row] = self._known.pop(row)
        for row, report in self._workspace.reports([row for row in rows if row not in self._known]):
            self._known[row] = self._told(report)
        for row in list(itertools.islice(self._known, max(0, len(self._known) - max(AT_HAND, len(rows))))):
            del self._known[row]
            self._blocks.pop(row, None)
        return sorted((self._known[row] for row in rows), key=lambda told: told.report.key)

    def find_blocks(self) -> None:
        """Put every report into the blocks in which it looks for others."""
        for row, data in self._db.execute("SELECT id, data FROM report"):
            told = self._told(REPORT.validate_json(data))
            names = block_keys(told)
            if len(self._known) < AT_HAND:
                self._known[row], self._blocks[row] = told, frozenset(names)
            week = min(weeks_of(told), default=0)
            self._db.executemany("INSERT INTO block VALUES(?, ?, ?)", [(name, row, week) for name in names])
        self._db.execute("CREATE INDEX block_name ON block(name, report)")
        self._db.execute("CREATE INDEX about_report ON about(report)")
        self._db.execute("CREATE INDEX about_inner ON about(inner)")

    def find_pairs(self) -> None:
        """Compare within blocks and keep the pairs that may be one event; in the order of weeks, so that most reports of a
        block are at hand from the blocks before it."""
        large = {name for (name,) in self._db.execute(_SIZES, (BLOCK_LIMIT + 1,))}
        rows = self._db.execute(_BY_WEEK)
        for name, block in itertools.groupby(rows, key=lambda row: row[0]):
            numbers = [row[1] for row in block]
            reports = self._load(numbers)
            number_of = {self._known[number].report.key: number for number in numbers}
            compared = _Once(name, {self._known[row].report.key: self._blocks_of(row) for row in numbers}, large)
            found = (
                (number_of[pair.left], number_of[pair.right], pair.score) for pair in pairs_in(reports, compared.elsewhere)
            )
            pairs = [(min(a, b), max(a, b), score) for a, b, score in found]
            self._db.executemany("INSERT OR IGNORE INTO pair VALUES(?, ?, ?)", pairs)

    def _blocks_of(self, row: int) -> frozenset[str]:
        """The names of the blocks of a report at hand."""
        if row not in self._blocks:
            self._blocks[row] = frozenset(block_keys(self._known[row]))
        return self._blocks[row]

    def groups(self) -> Iterator[Group]:
        """All groups of reports of one event each: those tied by pairs first, then every report that stands alone."""
        (last,) = self._db.execute("SELECT ifnull(max(id), 0) FROM report").fetchone()
        roots = components(self._db.execute("SELECT lo, hi FROM pair ORDER BY score DESC, lo, hi"), last)
        others = {root for row, root in enumerate(roots) if row != root}
        tied = sorted((row for row, root in enumerate(roots) if root in others), key=roots.__getitem__)
        for _, members in itertools.groupby(tied, key=roots.__getitem__):
            rows = list(members)
            yield from cluster(self._load(rows), self._pairs_among(rows))
        for (row,) in self._db.execute("SELECT id FROM report ORDER BY key"):
            if roots[row] not in others:
                yield Group(tuple(self._load([row])), ())

    def _pairs_among(self, rows: list[int]) -> Iterator[Pair]:
        """The pairs among reports that were loaded last, by their numbers."""
        keys = {row: self._known[row].report.key for row in rows}
        for row in rows:
            for other, score in self._db.execute("SELECT hi, score FROM pair WHERE lo = ?", (row,)):
                if other in keys:
                    yield Pair(min(keys[row], keys[other]), max(keys[row], keys[other]), score)

    def owners(self, names: Names) -> dict[str, str]:
        """Earlier event -> the report that keeps its name: the smallest key among those that told it."""
        found: dict[str, str] = {}
        for (key,) in self._db.execute("SELECT key FROM report ORDER BY key"):
            if event := names.event(key):
                found.setdefault(event, key)
        return found

    def keep(self, event: Event) -> None:
        """Write one event down and tell its reports."""
        day, data = event.when.earliest or event.when.latest, EVENT.dump_json(event, exclude_defaults=True)
        self._db.execute("INSERT INTO event VALUES(?, ?, ?, ?, ?)", (event.key, day, event.cls, event.status, data))
        keys = [(event.key, report.key) for report in event.reports]
        self._db.executemany("UPDATE about SET event = ? WHERE report = ?", keys)
        self._db.executemany("UPDATE about SET inner_event = ? WHERE inner = ?", keys)
