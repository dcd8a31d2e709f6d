"""Files that hold exactly the blocks, in every format, in the same bytes each time."""

from __future__ import annotations

import gzip
import os
import subprocess
import sys
import tracemalloc
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import cast

import pyoxigraph
import pytest
import rdflib
from pyoxigraph import DefaultGraph, Quad, RdfFormat, Store, Triple

from kg.errors import OutputError
from kg.rdf import write as write_module
from kg.rdf.formats import FORMATS, find_format
from kg.rdf.iri import Minter
from kg.rdf.quads import actor_quads, event_quads, source_quads
from kg.rdf.run import Run, Tool, run_iri, run_quads
from kg.rdf.statements import quads, triples
from kg.rdf.write import Block, write
from tests import factories as make

RUN = Run(Tool("newskg", "1"))


def blocks(articles: int = 2) -> Iterator[Block]:
    """A graph in which every kind of block occurs."""
    minter = Minter()
    run = run_iri(RUN, minter)
    yield run_quads(RUN, minter)
    for number in range(articles):
        yield source_quads(make.source(f"s{number}", headline='A "quoted"\nheadline \u2028 \U0001f600'), minter)
    yield actor_quads(make.actor(sources=("s0",)), minter)
    yield actor_quads(make.place(sources=("s0",)), minter)
    yield []
    for number in range(articles):
        for telling in (make.statement(), make.meeting(), make.action()):
            yield event_quads(make.event(make.report(telling, f"s{number}")), minter, run)


def all_lines(*, graphs: bool) -> set[bytes]:
    every = [statement for block in blocks() for statement in block]
    return lines_of(quads(every) if graphs else triples(every))


def lines_of(statements: Sequence[Quad] | Sequence[Triple]) -> set[bytes]:
    form = RdfFormat.N_QUADS if isinstance(statements[0], Quad) else RdfFormat.N_TRIPLES
    return set(cast(bytes, pyoxigraph.serialize(statements, format=form)).splitlines())


def read(path: Path) -> bytes:
    return gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()


@pytest.mark.parametrize("name", [f"{form.name}{end}" for form in FORMATS for end in ("", ".gz")])
def test_every_format_holds_the_same_graph(tmp_path: Path, name: str) -> None:
    out = tmp_path / f"out.{name}"
    count = write(blocks(), str(out))
    form = find_format(str(out))
    found = list(pyoxigraph.parse(read(out), form.rdf))
    assert count == len(found) == len(all_lines(graphs=form.graphs))
    assert lines_of(found if form.graphs else [quad.triple for quad in found]) == all_lines(graphs=form.graphs)


@pytest.mark.parametrize("name", ["ttl", "nt", "rdf"])
def test_rdflib_reads_the_same(tmp_path: Path, name: str) -> None:
    write(blocks(), str(tmp_path / f"out.{name}"))
    graph = rdflib.Graph().parse(tmp_path / f"out.{name}")
    expected = rdflib.Graph().parse(data=b"\n".join(sorted(all_lines(graphs=False))), format="nt")
    assert set(graph) == set(expected)


@pytest.mark.parametrize("name", ["nq", "nt"])
def test_loading_and_dumping_changes_no_byte(tmp_path: Path, name: str) -> None:
    out = tmp_path / f"out.{name}"
    write(blocks(), str(out))
    form = find_format(str(out))
    store = Store(str(tmp_path / "store"))
    store.bulk_load(path=str(out), format=form.rdf)
    dumped = cast(bytes, store.dump(format=form.rdf, from_graph=None if form.graphs else DefaultGraph()))
    assert b"".join(sorted(dumped.splitlines(keepends=True))) == out.read_bytes()


@pytest.mark.parametrize("name", ["nq", "nt"])
def test_lines_are_sorted_and_distinct_whatever_the_order(tmp_path: Path, name: str) -> None:
    write(blocks(), str(tmp_path / f"a.{name}"))
    write([*reversed(list(blocks())), *blocks()], str(tmp_path / f"b.{name}"))
    lines = (tmp_path / f"a.{name}").read_bytes().splitlines()
    assert lines == sorted(set(lines)) and len(lines) > 100
    assert (tmp_path / f"a.{name}").read_bytes() == (tmp_path / f"b.{name}").read_bytes()


def test_turtle_is_made_for_people(tmp_path: Path) -> None:
    write(blocks(), str(tmp_path / "out.ttl"))
    text = (tmp_path / "out.ttl").read_text(encoding="utf-8")
    head, *parts = text.split("\n\n")
    prefixes = head.splitlines()
    assert prefixes == sorted(prefixes) and all(line.startswith("@prefix ") for line in prefixes)
    assert len(parts) == sum(1 for block in blocks() if block)
    assert "@prefix" not in "".join(parts) and "<https://w3id.org/newskg/" not in "".join(parts)
    event = next(part for part in parts if "kg:Meeting" in part)
    assert event.index("a kg:Event , kg:Meeting") < event.index("a kg:Report")
    report = event.split("a kg:Report")[1]
    assert f"kg:reports {event.split()[0]} ;" in report


@pytest.mark.parametrize("name", ["ttl", "trig", "rdf", "jsonld"])
def test_blocks_may_come_twice_and_be_many(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    many = [*blocks(), *blocks(), *reversed(list(blocks(30)))]
    write(many, str(tmp_path / f"a.{name}"))
    expected = {statement for block in many for statement in block}
    form = find_format(f"a.{name}")
    found = lines_of([q if form.graphs else q.triple for q in pyoxigraph.parse(read(tmp_path / f"a.{name}"), form.rdf)])
    assert found == lines_of(quads(list(expected)) if form.graphs else triples(list(expected)))
    monkeypatch.setattr(write_module, "_BATCH", 1)
    write(many, str(tmp_path / f"b.{name}"))
    if name != "trig":  # where neighbours in one graph stand in one pair of braces, as far as a batch goes
        assert read(tmp_path / f"a.{name}") == read(tmp_path / f"b.{name}")


def test_a_base_of_ones_own_gets_prefixes_too(tmp_path: Path) -> None:
    minter = Minter("https://example.org/n#")
    write([source_quads(make.source(), minter)], str(tmp_path / "out.ttl"), base=minter.base)
    text = (tmp_path / "out.ttl").read_text(encoding="utf-8")
    assert "@prefix source: <https://example.org/n#source/> ." in text
    assert list(pyoxigraph.parse(text, RdfFormat.TURTLE))


def test_compression_carries_no_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(blocks(), str(tmp_path / "a.ttl.gz"))
    monkeypatch.setattr("time.time", lambda: 86400.0)
    write(blocks(), str(tmp_path / "b.ttl.gz"))
    assert (tmp_path / "a.ttl.gz").read_bytes() == (tmp_path / "b.ttl.gz").read_bytes()


def test_the_same_bytes_under_any_hash_seed_locale_and_zone(tmp_path: Path) -> None:
    seen: dict[str, set[bytes]] = {"ttl": set(), "trig": set(), "jsonld": set(), "rdf": set()}
    code = (
        "import sys; from tests.rdf.test_write import blocks; from kg.rdf.write import write\n"
        "for name in sys.argv[2:]: write(blocks(), f'{sys.argv[1]}/out.{name}')"
    )
    for seed, locale, zone in (("0", "C", "UTC"), ("1", "tr_TR.UTF-8", "Asia/Kolkata"), ("2", "C.UTF-8", "America/Bogota")):
        env = os.environ | {"PYTHONHASHSEED": seed, "LC_ALL": locale, "TZ": zone}
        subprocess.run([sys.executable, "-c", code, str(tmp_path), *seen], check=True, env=env)
        for name in seen:
            seen[name].add((tmp_path / f"out.{name}").read_bytes())
    assert {name: len(found) for name, found in seen.items()} == {"ttl": 1, "trig": 1, "jsonld": 1, "rdf": 1}


def test_an_error_in_the_blocks_passes_through_and_spares_the_old_file(tmp_path: Path) -> None:
    out = tmp_path / "out.ttl"
    write(blocks(1), str(out))
    before = out.read_bytes()

    def broken() -> Iterator[Block]:
        yield from blocks()
        raise FileNotFoundError("a shard is gone")

    for name in ("", "rdf", "nq"):
        with pytest.raises(FileNotFoundError, match="a shard is gone"):
            write(broken(), str(out), name)
    assert out.read_bytes() == before and os.listdir(tmp_path) == ["out.ttl"]


def test_a_loss_on_the_way_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(write_module, "_write_grouped", lambda *args: 1 + write_module._write_lines(*args))
    with pytest.raises(OutputError, match=r"statements were written but \d+ read back"):
        write(blocks(), str(tmp_path / "out.ttl"))
    assert os.listdir(tmp_path) == []


def test_what_cannot_be_read_back_is_not_published(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(write_module, "line", lambda statement, graphs: "no statement")
    with pytest.raises(OutputError, match="cannot be read back"):
        write(blocks(), str(tmp_path / "out.nq"))
    assert os.listdir(tmp_path) == []


def test_standard_output(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    count = write(blocks(), "-", "nq")
    assert set(capfdbinary.readouterr().out.splitlines()) == all_lines(graphs=True)
    assert count == len(all_lines(graphs=True))


def test_an_empty_graph_is_a_valid_file(tmp_path: Path) -> None:
    for form in FORMATS:
        assert write([], str(tmp_path / f"out.{form.name}")) == 0


@pytest.mark.parametrize("name", ["ttl", "nq.gz", "rdf"])
def test_memory_does_not_grow_with_the_graph(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setattr(write_module, "sorted_lines", lambda lines: sorted_in_small_runs(lines))
    from kg.rdf.order import sorted_lines

    def sorted_in_small_runs(lines: Iterator[bytes]) -> Iterator[bytes]:
        return sorted_lines(lines, run_lines=500)

    peaks = []
    for articles in (20, 200):
        tracemalloc.start()
        write(blocks(articles), str(tmp_path / f"out.{name}"))
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < 2 * peaks[0] + 2_000_000
