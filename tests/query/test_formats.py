"""Results as other programs expect them; the same terms come back from every format that can hold them."""

from __future__ import annotations

import csv
import io
import json

import pyoxigraph as ox
import pytest

from kg.errors import ConfigError
from kg.query.answer import LANGUAGE_STRING, XSD, Answer, Row, Term, iri, literal
from kg.query.formats import format_named, long, render, short

ROW: Row = (
    iri("urn:a"), literal('say "yes",\nor\tno'), literal("3", XSD + "integer"), literal("2026-01-09", XSD + "date"),
    Term("literal", "oui", LANGUAGE_STRING, "fr"), Term("blank", "b1"), None,
)  # fmt: skip
NAMES = ("i", "s", "n", "d", "l", "b", "u")


def text(name: str, *rows: Row) -> str:
    return "".join(render(Answer("SELECT", NAMES, iter(rows)), name))


def test_csv_has_plain_values_and_crlf() -> None:
    shown = text("csv", ROW)
    assert shown.startswith("i,s,n,d,l,b,u\r\n")
    assert list(csv.reader(io.StringIO(shown, newline="")))[1] == [
        "urn:a", 'say "yes",\nor\tno', "3", "2026-01-09", "oui", "_:b1", "",
    ]  # fmt: skip


@pytest.mark.parametrize(("name", "form"), [("json", ox.QueryResultsFormat.JSON), ("tsv", ox.QueryResultsFormat.TSV)])
def test_json_and_tsv_are_read_back_by_another_reader(name: str, form: ox.QueryResultsFormat) -> None:
    solutions = ox.parse_query_results(text(name, ROW), format=form)
    (row,) = list(solutions)  # type: ignore[arg-type]
    assert row["i"] == ox.NamedNode("urn:a")
    assert row["s"] == ox.Literal('say "yes",\nor\tno')
    assert row["n"] == ox.Literal(3)
    assert row["d"] == ox.Literal("2026-01-09", datatype=ox.NamedNode(XSD + "date"))
    assert row["l"] == ox.Literal("oui", language="fr")
    assert isinstance(row["b"], ox.BlankNode)
    assert row["u"] is None


def test_json_of_no_rows() -> None:
    assert json.loads(text("json")) == {"head": {"vars": list(NAMES)}, "results": {"bindings": []}}


@pytest.mark.parametrize(("name", "expected"), [("table", "yes\n"), ("", "yes\n"), ("csv", "true\n"), ("tsv", "true\n")])
def test_yes(name: str, expected: str) -> None:
    assert "".join(render(Answer("ASK", (), iter(()), True), name)) == expected


def test_no_as_json() -> None:
    assert json.loads("".join(render(Answer("ASK", (), iter(()), False), "json"))) == {"head": {}, "boolean": False}


def test_a_graph_becomes_turtle_in_an_order_that_does_not_depend_on_the_engine() -> None:
    kg = "https://w3id.org/newskg/ontology#"
    triples: list[Row] = [(iri("urn:b"), iri(kg + "p"), literal("x")), (iri("urn:a"), iri(kg + "p"), iri("urn:b"))]
    names = ("subject", "predicate", "object")
    one = "".join(render(Answer("CONSTRUCT", names, iter(triples))))
    other = "".join(render(Answer("CONSTRUCT", names, iter(triples[::-1]))))
    assert one == other
    assert "@prefix kg:" in one and "skos:" not in one
    assert len(list(ox.parse(one, format=ox.RdfFormat.TURTLE))) == 2


def test_rows_are_no_graph() -> None:
    with pytest.raises(ConfigError, match="ask with CONSTRUCT"):
        text("ttl", ROW)


@pytest.mark.parametrize(
    ("name", "expected"),
    [("CSV", "csv"), (".tsv", "tsv"), ("text/turtle", "ttl"), ("application/sparql-results+json", "json"), ("table", "table")],
)
def test_formats_by_any_name(name: str, expected: str) -> None:
    assert format_named(name) == expected


def test_an_unknown_format() -> None:
    with pytest.raises(ConfigError, match="choose table, csv"):
        format_named("xlsx")


@pytest.mark.parametrize("name", ["kg:occurred", "wd:Q1", "id:event/1a", "https://other.example/x", "urn:x"])
def test_short_and_long_undo_each_other(name: str) -> None:
    assert short(long(name)) == name
