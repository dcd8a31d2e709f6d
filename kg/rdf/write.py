"""Quads to a file: written through Oxigraph, read back, counted, and only then moved into place.

Blocks are what a person reads together: a source; an actor with its link; an event beside its reports. Turtle and TriG
keep the blocks in the order given, one blank line between them; N-Triples and N-Quads are the sorted distinct lines,
the canonical form for a diff. Memory does not grow with the number of blocks. Compressed output has no time stamp.
"""

from __future__ import annotations

import collections
import gzip
import itertools
import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, BinaryIO, Final, cast

import pyoxigraph
from pyoxigraph import Quad, RdfFormat, Triple

from kg.errors import OutputError
from kg.rdf.formats import Format, find_format, is_gzip
from kg.rdf.iri import DEFAULT_BASE, PATHS
from kg.rdf.order import sorted_lines
from kg.rdf.output import Output
from kg.rdf.statements import Statement, line, quads, triples
from kg.rdf.terms import PREFIXES

LOG = logging.getLogger(__name__)
Block = list[Statement]
_GZIP_LEVEL: Final = 6
_BATCH: Final = 2000


def write(blocks: Iterable[Block], out: str, wanted: str = "", *, base: str = DEFAULT_BASE) -> int:
    """Write ``blocks`` to the path ``out`` ("-": standard output) and return how many statements it holds.

    ``wanted`` names the format where the extension does not. Raises OutputError; what was at ``out`` before is then
    untouched. Exceptions of ``blocks`` pass through, with the same promise."""
    with Output(out) as output:
        return write_to(output, blocks, wanted, base=base)


def write_to(output: Output, blocks: Iterable[Block], wanted: str = "", *, base: str = DEFAULT_BASE) -> int:
    """As ``write``, to an output that is already held (so that a long build holds it from the start)."""
    form, packed = find_format(output.path, wanted), is_gzip(output.path, wanted)
    with _compressed(output, packed) as file:
        written = _writer(form)(blocks, form, base, file)
    found = _count(output.written, form, packed, output.path)
    if found != written:
        raise OutputError(f"{written} statements were written but {found} read back", place=output.path)
    output.publish()
    LOG.info("%s: %d statements", output.path, written)
    return written


@contextmanager
def _compressed(output: Output, packed: bool) -> Iterator[IO[bytes]]:
    with output.temporary() as file:
        plain = cast(IO[bytes], file)
        if not packed:
            yield plain
            return
        with gzip.GzipFile(filename="", mode="wb", compresslevel=_GZIP_LEVEL, fileobj=plain, mtime=0) as archive:
            yield cast(IO[bytes], archive)


Writer = Callable[[Iterable[Block], Format, str, IO[bytes]], int]


def _writer(form: Format) -> Writer:
    if form.lines:
        return _write_lines
    return _write_grouped if form.rdf in (RdfFormat.TURTLE, RdfFormat.TRIG) else _write_whole


def _write_lines(blocks: Iterable[Block], form: Format, base: str, file: IO[bytes]) -> int:
    """One statement per line, sorted and distinct over all blocks."""
    count = 0
    lines = sorted_lines(one for block in blocks for one in _lines(block, form))
    while some := list(itertools.islice(lines, _BATCH)):
        file.write(b"".join(some))
        count += len(some)
    return count


def _lines(block: Block, form: Format) -> list[bytes]:
    return [f"{line(statement, graphs=form.graphs)}\n".encode() for statement in block]


def _for_oxigraph(statements: Sequence[Statement], form: Format) -> Sequence[Quad] | Sequence[Triple]:
    return quads(statements) if form.graphs else triples(statements)


def _distinct(block: Block) -> Block:
    return list(dict.fromkeys(block))


def _write_grouped(blocks: Iterable[Block], form: Format, base: str, file: IO[bytes]) -> int:
    """Blocks in the order given, under one list of prefixes, with an empty line before each."""
    prefixes = prefixes_for(base)
    for name in sorted(prefixes):
        file.write(f"@prefix {name}: <{prefixes[name]}> .\n".encode())
    count = 0
    for some in _in_batches(blocks):
        text, statements = _batch(some, form, prefixes)
        file.write(text)
        count += statements
    return count


def _in_batches(blocks: Iterable[Block]) -> Iterator[list[Block]]:
    """Blocks of about ``_BATCH`` statements together: declaring the prefixes costs Oxigraph 75 microseconds each time."""
    batch: list[Block] = []
    size = 0
    for block in blocks:
        batch.append(_distinct(block))
        size += len(batch[-1])
        if size >= _BATCH:
            yield batch
            batch, size = [], 0
    yield batch


def _batch(blocks: list[Block], form: Format, prefixes: dict[str, str]) -> tuple[bytes, int]:
    """Blocks as text without the list of prefixes, and how many statements they hold."""
    every = [statement for block in blocks for statement in block]
    text = cast(bytes, pyoxigraph.serialize(_for_oxigraph(every, form), format=form.rdf, prefixes=prefixes))
    # Oxigraph writes what follows with the same subject (TriG: in the same graph) as one piece. Line feeds in literals are
    # escaped, so that these ends occur nowhere else.
    end, part = (b"\n}\n", 3) if form.graphs else (b" .\n", 0)
    pieces = text[_header_length(text) :].split(end)[:-1]
    opens = _opening(blocks, part)
    return b"".join((b"\n" if opening else b"") + piece + end for piece, opening in zip(pieces, opens, strict=True)), len(every)


def _opening(blocks: list[Block], part: int) -> list[bool]:
    """For every piece of the text, whether a block begins with it."""
    opens: list[bool] = []
    last = None
    for block in blocks:
        first = True
        for statement in block:
            if statement[part] != last:
                opens.append(first)
                first = False
            last = statement[part]
    return opens


def _header_length(text: bytes) -> int:
    """Bytes of the prefix lines at the head of a text, which the file has already."""
    at = 0
    while text.startswith(b"@prefix ", at):
        at = text.index(b"\n", at) + 1
    return at


def prefixes_for(base: str) -> dict[str, str]:
    """The prefixes of a Turtle file: those of the terms, and one for each path of the instances ("event:1f3c...")."""
    return PREFIXES | {path: f"{base}{path}/" for path in PATHS}


def _write_whole(blocks: Iterable[Block], form: Format, base: str, file: IO[bytes]) -> int:
    """Formats that cannot be put together from blocks: Oxigraph pulls the statements one by one."""
    count = 0

    def statements() -> Iterator[Quad | Triple]:
        nonlocal count
        for block in blocks:
            for statement in _for_oxigraph(_distinct(block), form):
                count += 1
                yield statement

    pyoxigraph.serialize(statements(), cast(BinaryIO, file), form.rdf, prefixes=PREFIXES)  # type: ignore[arg-type]
    return count


def _count(path: Path, form: Format, packed: bool, place: str) -> int:
    """Statements in a written file, read by Oxigraph as any reader would."""
    with ExitStack() as stack:
        plain = stack.enter_context(path.open("rb"))
        file = stack.enter_context(gzip.GzipFile(fileobj=plain)) if packed else plain
        try:
            counter = itertools.count()
            collections.deque(zip(pyoxigraph.parse(cast(BinaryIO, file), form.rdf), counter, strict=False), maxlen=0)
            return next(counter)
        except SyntaxError as error:
            raise OutputError(f"what was written cannot be read back: {error}", place=place) from error
