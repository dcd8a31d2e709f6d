"""Questions describe themselves; a parameter is a term and never becomes part of the query's words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import cast

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import QueryError
from kg.query.answer import Answer, literal
from kg.query.graphs import ask, ask_named
from kg.query.guard import check
from kg.query.lexer import tokens
from kg.query.named import Question, bind, fold, question, questions
from kg.query.sandbox import Local

ATTACKS = [
    'x" } } ; DROP ALL #',
    '" } SERVICE <http://127.0.0.1/> { ?s ?p ?o } VALUES ?actor { "',
    "x' } UNION { ?s ?p ?o } #",
    "\\",
    '\\" }',
    "a\nb\r\tc",
    r"\u0022 } SERVICE <http://127.0.0.1/> { #",
    r"\\u0022 } SERVICE <http://127.0.0.1/> { #",
    r"\U00000022 } SERVICE <http://127.0.0.1/> { #",
    "<urn:x> } { ?s ?p ?o",
    "\u2028\u0085\ufeff",
    "'''\"\"\"",
    "?actor $actor UNDEF",
]


@pytest.mark.parametrize("asked", questions(), ids=lambda q: q.name)
def test_a_question_is_sparql_as_it_stands_and_explains_itself(asked: Question) -> None:
    assert check(asked.query).form == "SELECT"
    ox.Store().query(asked.query)
    assert asked.title.endswith(tuple("abcdefghijklmnopqrstuvwxyz")) and len(asked.description) > 20
    assert asked.example.startswith(f"kg ask {asked.name} ")
    for name in re.findall(r"--(\w+)", asked.example):
        assert name in {p.name for p in asked.parameters} | {"format"}
    columns = {token.text[1:] for token in tokens(asked.query) if token.kind == "variable"}
    assert set(asked.fold) <= columns


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_value_becomes_part_of_the_query(attack: str) -> None:
    asked = question("timeline")
    harmless, bound = tokens(bind(asked, {"actor": "x"})), tokens(bind(asked, {"actor": attack}))
    differing = [(a, b) for a, b in zip(harmless, bound, strict=True) if a.text != b.text]
    assert len(differing) == 1
    assert differing[0][1].kind == "string"


@pytest.mark.parametrize("attack", ATTACKS)
def test_a_bound_value_reaches_both_engines_unchanged(attack: str) -> None:
    """Names are normalised (spaces, NFC) before they are bound, so the value is taken from the query itself."""
    words = [token.text for token in tokens(bind(question("timeline"), {"actor": attack}))]
    query = f"SELECT ?v {{ VALUES ?v {{ {words[words.index('?actor') + 2]} }} }}"
    (ours,) = cast(ox.QuerySolutions, ox.Store().query(query))
    (theirs,) = cast(Iterable[tuple[rdflib.Literal]], rdflib.Graph().query(query))
    expected = " ".join(attack.split())
    assert ours["v"] == ox.Literal(expected)
    assert str(theirs[0]) == expected


@settings(max_examples=200, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1).filter(lambda text: bool(text.split())))
def test_any_text_stays_one_string(text: str) -> None:
    asked = question("wordings")
    plain, bound = tokens(bind(asked, {"speaker": "x"})), tokens(bind(asked, {"speaker": text}))
    assert [t.kind for t in plain] == [t.kind for t in bound]


def test_values_left_out_are_undefined_and_examples_do_not_stay() -> None:
    bound = " ".join(bind(question("timeline"), {"actor": "Oslo"}).split())
    assert 'VALUES ?actor { "Oslo" }' in bound
    assert "VALUES ?from { UNDEF }" in bound
    said = " ".join(bind(question("said-about"), {"about": "Oslo"}).split())
    assert said.count('VALUES ?about { "Oslo" }') == 2


@pytest.mark.parametrize(
    ("name", "values", "message"),
    [
        ("timeline", {}, "needs --actor"),
        ("timeline", {"actor": "x", "until": "2026-01-01"}, "no parameter 'until'; it takes actor, from, to"),
        ("timeline", {"actor": "x\0y"}, "--actor: a name has no control characters"),
        ("timeline", {"actor": "x", "from": "yesterday"}, "--from: 'yesterday' is no day"),
        ("not-happened", {"status": "occured"}, "not one of occurred"),
        ("audit", {"actor": "x"}, "takes no parameters"),
        ("timelines", {}, "choose one of actors, audit"),
    ],
)
def test_wrong_parameters_are_told(name: str, values: dict[str, str], message: str) -> None:
    with pytest.raises(QueryError, match=re.escape(message)):
        bind(question(name), values)


def test_fold_keeps_the_order_of_rows_and_drops_repetition() -> None:
    asked = Question("q", "", "", (), "", ("who",), "")
    table = [("m", "Ana"), ("m", "Bo"), ("n", "Cy"), ("m", "Ana")]
    answer = Answer("SELECT", ("what", "who"), iter([(literal(a), literal(b)) for a, b in table]))
    assert list(fold(asked, answer).rows) == [(literal("m"), literal("Ana; Bo")), (literal("n"), literal("Cy"))]


def test_an_attack_on_a_graph_finds_nothing_and_changes_nothing(story: Local) -> None:
    before = list(ask(story, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").rows)
    for attack in ATTACKS:
        assert list(ask_named(story, "timeline", {"actor": attack}).rows) == []
    assert list(ask(story, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").rows) == before
