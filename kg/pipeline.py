"""The whole way from articles to a graph, as one table of steps and one function.

Record ──prepare──▶ Article ──parse──▶ ParsedArticle ──extract──▶ Reading ──link──▶ Reading     in workers, to shards
Reading* ──merge──▶ sources, actors, events ──quads, check──▶ blocks ──write──▶ graph           in the parent
"""

from __future__ import annotations

import functools
import hashlib
import itertools
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from kg import __version__
from kg.config import Config
from kg.errors import InputError, ValueGateError
from kg.intake import near_copies, prepare, records
from kg.merge import Merged, merge
from kg.merge.identity import with_outlets
from kg.model import Article, Reading, Record, Reject
from kg.rdf.admit import admit
from kg.rdf.earlier import EarlierNames
from kg.rdf.formats import find_format
from kg.rdf.iri import Minter
from kg.rdf.labels import Labels
from kg.rdf.output import STDOUT, Output
from kg.rdf.quads import actor_quads, event_quads, source_quads
from kg.rdf.run import Run, Tool, run_iri, run_quads
from kg.rdf.write import Block, write_to
from kg.run.clock import Clock
from kg.run.pool import Failed, PoolLimits, WorkerPool
from kg.run.shards import Line, ShardFolder, batched, record_digest
from kg.run.summary import Summary, write_rejects, write_run_file
from kg.validate import Checker, Finding, conforms

BATCH_ARTICLES = 32
BATCH_CHARS = 400_000
Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a worker reports of one batch: how many articles it finished, and CPU seconds by room."""

    articles: int
    seconds: dict[str, float]


class Reader:
    """The steps that turn records into readings, held by one worker: pipeline and index are loaded once."""

    def __init__(self, config: Config, shards: ShardFolder) -> None:
        self._clock, self._limits, self._shards = Clock(), config.limits, shards
        with self._clock.room("start"):
            from kg.extract import extract
            from kg.language import load
            from kg.language.parsed import parse
            from kg.link import Linker, open_index

            self._parse, self._extract = functools.partial(parse, load(config.pipeline)), extract
            self._zone = self._parse.args[0].memory_zone
            self._link = Linker(open_index(config.kb)).link

    def __call__(self, batch: Sequence[Record]) -> Outcome:
        """Read one batch and leave its shard; raises what a step raises, and then leaves nothing."""
        with self._zone():
            lines = [Line(record_digest(record), *_sorted_out(outcome)) for record, outcome in self._read(batch)]
        self._shards.write(lines)
        seconds, self._clock.seconds = self._clock.seconds, {}
        return Outcome(len(batch), seconds)

    def _read(self, batch: Sequence[Record]) -> Iterator[tuple[Record, Reading | Reject]]:
        articles: list[tuple[Record, Article]] = []
        for record in batch:
            with self._clock.room("intake"):
                prepared = prepare(record, limits=self._limits)
            if isinstance(prepared, Reject):
                yield record, prepared
            else:
                articles.append((record, prepared))
        stream = self._parse(article for _, article in articles)
        for record, _ in articles:
            with self._clock.room("language"):
                parsed = next(stream)
            with self._clock.room("extract"):
                reading = self._extract(parsed)
            with self._clock.room("link"):
                linked = self._link(with_outlets(reading))
            with self._clock.room("admit"):
                yield record, _admitted(record, linked)


def _admitted(record: Record, reading: Reading) -> Reading | Reject:
    """The reading if every value of it may be written, else its article set aside: it must not stop the others."""
    try:
        admit(reading)
    except ValueGateError as error:
        return Reject(record.id, record.origin, "admit", "invalid", str(error), record_digest(record))
    return reading


def _sorted_out(outcome: Reading | Reject) -> tuple[Reading | None, Reject | None]:
    return (outcome, None) if isinstance(outcome, Reading) else (None, outcome)


def build(
    inputs: Sequence[str],
    out: str,
    *,
    format: str = "",
    config: Config | None = None,
    jobs: int = 1,
    limit: int = 0,
    progress: Progress = lambda done: None,
) -> Summary:
    """Read ``inputs`` (files, folders, addresses, "-") and write the graph to ``out``; what was there stays on any error.

    ``limit`` bounds the articles read (0: none); ``progress`` is told of finished articles. Beside ``out`` stand
    afterwards ``<name>.run.json`` and, where articles were set aside, ``<name>.rejects.jsonl``. An interrupted build goes
    on where it stopped. Raises InputError where nothing was usable, OutputError, ConfigError."""
    with Output(out) as output:
        return _Build(config or Config(), inputs, jobs, limit, progress).run(output, format)


class _Build:
    """One run: what it was asked for and what it has counted so far."""

    def __init__(self, config: Config, inputs: Sequence[str], jobs: int, limit: int, progress: Progress) -> None:
        self._config, self._inputs, self._jobs = config, inputs, jobs
        self._limit, self._progress = limit or None, progress
        self._clock, self._summary = Clock(), Summary()
        self._records: set[bytes] = set()
        self._rejects: list[Reject] = []

    def run(self, output: Output, format: str) -> Summary:
        find_format(output.path, format)  # an unknown one ends the run before any work
        run, online = describe_run(self._config), _online_linker(self._config)
        with ExitStack() as stack:
            shards = ShardFolder(_work_folder(output.path, stack), hashlib.sha256(run.key.encode()).hexdigest())
            self._read(shards)
            with self._clock.room("merge"):
                names = EarlierNames(shards.path / "names.db", Minter(self._config.base_iri))
                stack.callback(names.close)
                names.read(Path(output.path), format)
                merged = merge(map(online, self._readings(shards)), shards.path / "merge.db", near_copies, names)
                stack.callback(merged.close)
            self._summary.count_input(self._rejects, merged.duplicates)
            if output.path != STDOUT:
                write_rejects(Path(output.path), self._rejects)
            if not self._summary.usable:
                shards.remove()
                raise InputError(f"no usable article: {self._summary.reasons() or 'the input is empty'}", place=self._first())
            with self._clock.room("write"):
                self._summary.triples = write_to(output, self._blocks(merged, run), format, base=self._config.base_iri)
            self._summary.seconds = {room: round(s, 3) for room, s in sorted(self._clock.seconds.items())}
            if output.path != STDOUT:
                write_run_file(Path(output.path), self._summary, run)
            shards.remove()
        return self._summary

    def _first(self) -> str:
        """Where the first article set aside stands."""
        if not self._rejects:
            return ""
        origin = self._rejects[0].origin
        return f"{origin.file}, line {origin.line}" if origin.line else origin.file

    def _read(self, shards: ShardFolder) -> None:
        """All articles through the workers, but for those whose outcome lies in the shards already."""
        limits = self._config.limits
        pool: WorkerPool[Record, Outcome] = WorkerPool(
            functools.partial(Reader, self._config, shards),
            self._jobs,
            PoolLimits(limits.deadline_s, limits.memory_mb, limits.recycle_after),
        )
        for result in pool.run(batched(self._pending(shards.finished()), BATCH_ARTICLES, BATCH_CHARS)):
            if isinstance(result, Failed):
                record = result.item
                reject = Reject(record.id, record.origin, "read", result.code, result.reason, record_digest(record))
                shards.write([Line(reject.digest, None, reject)])
                self._progress(1)
            else:
                self._clock.add(result.value.seconds)
                self._progress(result.value.articles)

    def _pending(self, finished: set[str]) -> Iterator[Record]:
        for record in itertools.islice(records(self._inputs, limits=self._config.limits), self._limit):
            self._summary.read += 1
            if isinstance(record, Reject):
                self._rejects.append(record)
                continue
            digest = record_digest(record)
            known = bytes.fromhex(digest)
            if known in self._records:
                self._summary.duplicates += 1
            elif digest in finished:
                self._progress(1)
            else:
                yield record
            self._records.add(known)

    def _readings(self, shards: ShardFolder) -> Iterator[Reading]:
        for line in shards.lines():
            if bytes.fromhex(line.record) not in self._records:
                continue  # left by an earlier run on other articles
            if line.reject:
                self._rejects.append(line.reject)
            if line.reading:
                yield line.reading

    def _blocks(self, merged: Merged, run: Run) -> Iterator[Block]:
        """The graph as blocks that a person reads together, each checked against the shapes and counted."""
        findings = self._summary.findings
        with Checker() as checker:
            for block in self._unchecked(merged, run):
                with self._clock.room("validate"):
                    findings += _judged(block, checker.check(block))
                yield block
            findings += checker.finish()

    def _unchecked(self, merged: Merged, run: Run) -> Iterator[Block]:
        minter, summary = Minter(self._config.base_iri), self._summary
        yield run_quads(run, minter)
        for entry in merged.sources():
            summary.built += 1
            yield source_quads(
                entry.source,
                minter,
                near_copies=merged.copies_of(entry.source.key),
                publisher_key=entry.publisher,
                credit_keys=entry.credits,
            )
        with Labels() as labels:
            for actor in merged.actors():
                summary.count_actor(actor)
                labels.note(actor)
                yield actor_quads(actor, minter, same_as_above=self._config.owl_sameas)
            for event in merged.events():
                summary.events[event.cls] += 1
                yield event_quads(event, minter, run_iri(run, minter), labels.of(event))


def _online_linker(config: Config) -> Callable[[Reading], Reading]:
    """Asks Wikidata for what the index left open, one article after the other as its etiquette wants; nothing to do where
    the network is off. Raises ConfigError where it is on and no contact is set."""
    if not config.online:
        return lambda reading: reading
    from kg.link import open_index
    from kg.link.online import OnlineLinker
    from kg.link.wikidata import open_client

    return OnlineLinker(open_index(config.kb), open_client(config.contact, config.cache)).link


def _judged(block: Block, found: list[Finding]) -> list[Finding]:
    """What the fast check found; where it rejects a block, pySHACL decides."""
    if conforms(found):
        return found
    from kg.validate.referee import confirmed

    return confirmed(block, found)


def describe_run(config: Config) -> Run:
    """Program, pipeline and index with their digests: with the input, all that decides the bytes of the graph."""
    from kg.language import describe
    from kg.link import index_info

    pipeline, index = describe(config.pipeline), index_info(config.kb)
    used = (Tool(pipeline.name, pipeline.version, pipeline.digest), Tool("embedded index", index.as_of, index.digest))
    settings = config.model_dump_json(exclude={"limits": {"deadline_s", "memory_mb", "recycle_after"}, "contact": True})
    return Run(Tool("newskg", __version__), used, hashlib.sha256(settings.encode()).hexdigest())


def _work_folder(out: str, stack: ExitStack) -> Path:
    """Where shards lie until the build is done: beside the output, so that the next run finds them."""
    if out == STDOUT:
        return Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="newskg-"))) / "work"
    return Path(out).with_name(f".{Path(out).name}.work")
