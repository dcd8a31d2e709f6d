"""An earlier graph at the output gives its events their names again, and nothing else gives any."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.rdf.earlier import EarlierNames
from kg.rdf.iri import Minter
from kg.rdf.quads import event_quads
from kg.rdf.write import write
from tests import factories as make

MINTER = Minter()


@pytest.fixture
def names(tmp_path: Path) -> Iterator[EarlierNames]:
    found = EarlierNames(tmp_path / "names.db", MINTER)
    yield found
    found.close()


@pytest.mark.parametrize("name", ["out.ttl", "out.trig.gz", "out.nq", "out.rdf"])
def test_a_report_leads_to_the_event_that_it_told(tmp_path: Path, names: EarlierNames, name: str) -> None:
    report = make.report()
    event = make.event(report)
    write([event_quads(event, MINTER, MINTER.world)], str(tmp_path / name))
    names.read(tmp_path / name)
    assert MINTER.event(names.event(report.key)) == MINTER.event(event.key)
    assert names.taken(event.key) and not names.taken("event:another")
    assert names.event("report:another") == ""


def test_names_under_another_base_are_not_ours(tmp_path: Path, names: EarlierNames) -> None:
    report = make.report()
    other = Minter("https://example.org/n/")
    write([event_quads(make.event(report), other, other.world)], str(tmp_path / "out.ttl"))
    names.read(tmp_path / "out.ttl")
    assert names.event(report.key) == ""


@pytest.mark.parametrize("data", [None, b"", b"no graph at all", b"<https://e.org/a> <https://e.org/b>"])
def test_what_is_no_graph_gives_no_names(tmp_path: Path, names: EarlierNames, data: bytes | None) -> None:
    if data is not None:
        (tmp_path / "out.ttl").write_bytes(data)
    names.read(tmp_path / "out.ttl")
    assert names.event(make.report().key) == ""


@pytest.mark.parametrize("end", [b"", b"\xff" * 99])
def test_a_file_that_breaks_off_gives_no_names_either(tmp_path: Path, names: EarlierNames, end: bytes) -> None:
    report = make.report()
    write([event_quads(make.event(report), MINTER, MINTER.world)], str(tmp_path / "out.nq.gz"))
    (tmp_path / "out.nq.gz").write_bytes((tmp_path / "out.nq.gz").read_bytes()[:60] + end)
    names.read(tmp_path / "out.nq.gz")
    assert names.event(report.key) == ""
