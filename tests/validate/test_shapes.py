"""Every shape: one file, one code, a fixture that passes and one that fails by that code alone, under both engines."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph
import pytest
from pyoxigraph import RdfFormat

from kg.rdf.statements import Statement
from kg.validate import Checker
from kg.validate.compile import compiled_shapes
from kg.validate.referee import read_graph, validate_statements
from kg.validate.shapes import SH, packaged, shape_files

FIXTURES = Path(__file__).parents[1] / "shapes"
CODES = [code for code, _ in shape_files()]


def fixture(code: str, kind: str) -> list[Statement]:
    return list(read_graph(str(FIXTURES / f"{code}.{kind}.ttl")))


def by_checker(statements: list[Statement]) -> set[str]:
    with Checker() as checker:
        return {finding.code for finding in checker.check(statements) + checker.finish()}


def by_referee(statements: list[Statement]) -> set[str]:
    return {finding.code for finding in validate_statements(statements)}


@pytest.mark.parametrize("code", CODES)
def test_the_passing_one_passes(code: str) -> None:
    statements = fixture(code, "pass")
    assert statements
    assert (by_checker(statements), by_referee(statements)) == (set(), set())


@pytest.mark.parametrize("code", CODES)
def test_the_failing_one_fails_by_this_code_alone(code: str) -> None:
    statements = fixture(code, "fail")
    assert (by_checker(statements), by_referee(statements)) == ({code}, {code})


def test_no_fixture_without_a_shape_and_no_shape_without_fixtures() -> None:
    assert sorted(path.name for path in FIXTURES.iterdir()) == sorted(
        f"{code}.{kind}.ttl" for code in CODES for kind in ("pass", "fail")
    )


@pytest.mark.parametrize("shape", compiled_shapes(), ids=lambda shape: shape.code)
def test_a_message_says_what_to_mend(shape: object) -> None:
    message = str(getattr(shape, "message", ""))
    assert len(message.split()) >= 6 and message.endswith(".")
    assert getattr(shape, "severity", "") in ("Violation", "Warning", "Info")


def test_shapes_are_core_and_target_something() -> None:
    for code, text in shape_files():
        terms = {quad.predicate.value for quad in pyoxigraph.parse(text, RdfFormat.TURTLE)}
        assert not {SH + name for name in ("sparql", "js", "rule", "select", "entailment")} & terms, code
        assert {SH + "targetClass", SH + "targetSubjectsOf"} & terms, code
        assert "owl#imports" not in text, code


def test_both_folders_are_found() -> None:
    assert (packaged("ontology") / "newskg.ttl").is_file() and (packaged("shapes") / "ST01.ttl").is_file()
