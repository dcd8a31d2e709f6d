"""One URL is enough to find both addresses of a store."""

from __future__ import annotations

import json

import pytest

from kg.errors import RemoteError
from kg.store.client import Client, Patience, Reply, new_session
from kg.store.endpoints import Endpoints, candidates, canonical, explained, find, layouts, refuse_cut
from tests.store.fake import Answer, Seen, fake_store

BASE = "http://store.example:1"
ROWS = json.dumps({"head": {"vars": ["s"]}, "results": {"bindings": []}}).encode()


@pytest.mark.parametrize(
    ("url", "query", "graphs"),
    [
        (f"{BASE}/store", "/query", "/store"),
        (f"{BASE}/sparql-graph-crud-auth", "/sparql", "/sparql-graph-crud-auth"),
        (f"{BASE}/sparql", "/sparql", "/sparql-graph-crud-auth"),
        (f"{BASE}/ds/data", "/ds/sparql", "/ds/data"),
        (f"{BASE}/repositories/news/rdf-graphs/service", "/repositories/news", "/repositories/news/rdf-graphs/service"),
        (f"{BASE}/", "/query", "/store"),
    ],
)
def test_the_first_candidate(url: str, query: str, graphs: str) -> None:
    assert candidates(url)[0] == Endpoints(BASE + query, BASE + graphs)


def test_a_bare_address_may_be_any_store() -> None:
    assert len(candidates(BASE)) == len(layouts()) == 4


def test_the_one_that_answers_is_taken() -> None:
    def answer(request: Seen) -> Answer:
        return (200, {}, ROWS) if request.path == "/sparql" else (200, {}, b"<html>no</html>")

    quick = Patience(seconds=5, silence=5, tries=0)
    with fake_store(answer) as store:
        assert find(Client(None, quick, new_session(quick)), store.url).graphs == store.url + "/sparql-graph-crud-auth"
        assert b"union-default-graph=true" in store.seen[0].body
        store.answer = lambda _: (404, {}, b"")
        with pytest.raises(RemoteError, match="no SPARQL endpoint was found"):
            find(Client(None, quick, new_session(quick)), store.url)


def test_a_page_of_html_is_shown_as_its_words() -> None:
    reply = Reply(500, {}, "<html><h1>Virtuoso 37000</h1> Error é <br/>at line 3</html>".encode())
    assert explained(reply) == "500: Virtuoso 37000 Error é at line 3"
    assert len(explained(Reply(500, {}, b"word " * 1000))) < 320


def test_a_cut_is_refused() -> None:
    refuse_cut(Reply(200, {}, b""), 10_000, BASE)
    refuse_cut(Reply(200, {"x-sparql-maxrows": "10000"}, b""), 9_999, BASE)
    with pytest.raises(RemoteError, match="10000 rows"):
        refuse_cut(Reply(200, {"x-sparql-maxrows": "10000"}, b""), 10_000, BASE)


@pytest.mark.parametrize(
    ("value", "kind", "expected"), [("1", "boolean", "true"), ("0", "boolean", "false"), ("1", "integer", "1")]
)
def test_lexical_forms(value: str, kind: str, expected: str) -> None:
    assert canonical(value, f"http://www.w3.org/2001/XMLSchema#{kind}") == expected
