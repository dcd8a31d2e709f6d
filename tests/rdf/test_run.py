"""A run is named by what decides the graph's bytes, and by nothing that differs by nature."""

from __future__ import annotations

import dataclasses

import pytest

from kg.rdf.iri import Minter
from kg.rdf.run import Run, Tool, run_iri, run_quads
from kg.rdf.terms import PROV, SCHEMA

RUN = Run(Tool("newskg", "1.2"), (Tool("pipeline", "3", "aa"), Tool("index", "2026-01-01", "bb")), "cc")


@pytest.mark.parametrize(
    "change",
    [
        {"software": Tool("newskg", "1.3")},
        {"used": (Tool("pipeline", "3", "ab"), RUN.used[1])},
        {"used": RUN.used[:1]},
        {"settings": "cd"},
    ],
)
def test_each_part_counts(change: dict[str, object]) -> None:
    other = dataclasses.replace(RUN, **change)  # type: ignore[arg-type]
    assert run_iri(other, Minter()) != run_iri(RUN, Minter())


def test_the_graph_names_program_pipeline_and_index() -> None:
    minter = Minter()
    statements = run_quads(RUN, minter)
    used = [o for s, p, o, _ in statements if s == run_iri(RUN, minter) and p == PROV.used]
    assert used == [minter.tool(tool.key) for tool in RUN.used]
    versions = [o.value for _, p, o, _ in statements if p == SCHEMA.softwareVersion]
    assert versions == ["1.2", "3", "2026-01-01"]
    assert {g for *_, g in statements} == {minter.world}
