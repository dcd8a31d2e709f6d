"""Statements reach Oxigraph unchanged."""

from __future__ import annotations

import pyoxigraph
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat

from kg.errors import ValueGateError
from kg.rdf import gates
from kg.rdf.statements import Statement, Term, line, quads, statements_of, triples

S, P, G = (NamedNode(f"https://example.org/{name}") for name in "spg")


def term(text: str) -> Term:
    try:
        return gates.text(text)
    except ValueGateError:
        return S


OBJECTS = st.one_of(
    st.text().map(term),
    st.just(S),
    st.integers().map(gates.integer),
    st.dates().map(lambda day: gates.date(day.isoformat())),
    st.floats(-1, 1).map(gates.decimal),
)


@given(st.lists(OBJECTS.map(lambda o: (S, P, o, G))))
def test_order_and_values_are_kept(statements: list[Statement]) -> None:
    assert statements_of(quads(statements)) == statements
    assert [(t.subject, t.predicate, t.object) for t in triples(statements)] == [s[:3] for s in statements]


@given(OBJECTS)
def test_lines_are_those_of_oxigraph(object_: Term) -> None:
    quad = Quad(S, P, object_, G)
    statement = (S, P, object_, G)
    written = pyoxigraph.serialize([quad], format=RdfFormat.N_QUADS)
    assert written == f"{line(statement, graphs=True)}\n".encode()
    written = pyoxigraph.serialize([quad.triple], format=RdfFormat.N_TRIPLES)
    assert written == f"{line(statement, graphs=False)}\n".encode()


def test_a_literal_may_hold_every_quote_and_break() -> None:
    nasty = "a\"b\\c\nd\te'f <x> . DROP ALL \u2028 \u0085"
    (read,) = triples([(S, P, Literal(nasty), G)])
    assert read.object == Literal(nasty)
