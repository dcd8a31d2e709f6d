"""An endpoint's answer is taken as it is meant, or not at all."""

from __future__ import annotations

import json

import pytest

from kg.errors import QueryError, RemoteError
from kg.query.answer import XSD, literal
from kg.query.remote import run
from kg.query.sandbox import Limits
from tests.store.fake import fake_store

QUICK = Limits(seconds=5)
FRENCH = {"type": "literal", "value": "é", "xml:lang": "fr"}
THREE = {"type": "typed-literal", "datatype": XSD + "integer", "value": "3"}
ROWS = {"head": {"vars": ["s", "n", "u"]}, "results": {"bindings": [{"s": FRENCH, "n": THREE}]}}


def test_rows() -> None:
    with fake_store(lambda _: (200, {}, json.dumps(ROWS).encode())) as store:
        answer = run(store.url + "/sparql-graph-crud-auth", "SELECT * { ?s ?p ?o }", QUICK)
        ((s, n, u),) = answer.rows
        assert (answer.variables, s and (s.value, s.language), n, u) == (
            ("s", "n", "u"),
            ("é", "fr"),
            literal("3", XSD + "integer"),
            None,
        )
        assert store.seen[0].method == "POST"
        assert store.seen[0].headers["content-type"] == "application/x-www-form-urlencoded"


def test_yes_and_a_graph() -> None:
    address = "/sparql-graph-crud-auth"
    with fake_store(lambda _: (200, {}, b'{"head": {}, "boolean": true}')) as store:
        assert run(store.url + address, "ASK { ?s ?p ?o }", QUICK).boolean is True
        store.answer = lambda _: (200, {}, '<urn:a> <urn:b> "ü" .\n'.encode())
        (row,) = run(store.url + address, "CONSTRUCT WHERE { ?s ?p ?o }", QUICK).rows
        assert row[2] == literal("ü")


def test_a_query_that_is_not_allowed_is_not_even_sent() -> None:
    with fake_store(lambda _: (200, {}, b"")) as store:
        with pytest.raises(QueryError):
            run(store.url + "/sparql-graph-crud-auth", "DROP ALL", QUICK)
        assert store.seen == []


@pytest.mark.parametrize(
    ("status", "body", "error", "message"),
    [
        (400, b"parse error at line 1", QueryError, "refuses the query .400: parse error"),
        (500, b"<h1>down</h1>", RemoteError, "answers 500: down"),
        (200, b"<html>", RemoteError, "no SPARQL result"),
        (200, b'{"head": {}}', RemoteError, "no SPARQL result"),
        (302, b"", RemoteError, "answers 302"),
    ],
)
def test_failures(status: int, body: bytes, error: type[Exception], message: str) -> None:
    with fake_store(lambda _: (status, {}, body)) as store, pytest.raises(error, match=message):
        run(store.url + "/sparql-graph-crud-auth", "SELECT * { ?s ?p ?o }", QUICK)


def test_what_is_sent_has_no_comments_and_no_escapes() -> None:
    with fake_store(lambda _: (200, {}, json.dumps(ROWS).encode())) as store:
        run(store.url + "/sparql-graph-crud-auth", r'SELECT * { ?s ?p "\u0041" } # note', QUICK)
        assert b"note" not in store.seen[0].body and b"%22A%22" in store.seen[0].body
