"""A query ends, whatever it is; it opens nothing; what it says is what the engine said."""

from __future__ import annotations

import gzip
import json
import socket
import subprocess
import sys
import time
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.errors import InputError, QueryError
from kg.query.answer import XSD, Term, iri, literal
from kg.query.sandbox import CHILD, Limits, Local, run

GRAPH = """@prefix : <urn:x:> . :a :p 1, 2, 3 ; :q "Zürich"@de, "<b>" ."""
CROSS = "SELECT * { " + " ".join(f"?a{i} ?b{i} ?c{i} ." for i in range(14)) + " } ORDER BY ?a0"


@pytest.fixture
def graph(tmp_path: Path) -> Local:
    file = tmp_path / "g.ttl"
    file.write_text(GRAPH, encoding="utf-8")
    return Local(files=(str(file),))


def test_rows_and_terms(graph: Local) -> None:
    answer = run(graph, "SELECT ?s ?v ?none { ?s <urn:x:q> ?v } ORDER BY ?v")
    assert (answer.form, answer.variables) == ("SELECT", ("s", "v", "none"))
    zurich = Term("literal", "Zürich", "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString", "de")
    assert list(answer.rows) == [(iri("urn:x:a"), literal("<b>"), None), (iri("urn:x:a"), zurich, None)]


def test_yes_and_triples(graph: Local) -> None:
    assert run(graph, "ASK { ?s ?p 3 }").boolean is True
    assert run(graph, "ASK { ?s ?p 4 }").boolean is False
    triples = run(graph, "CONSTRUCT { ?s a <urn:x:T> } WHERE { ?s ?p 3 }")
    assert [[term.value for term in row if term] for row in triples.rows] == [
        ["urn:x:a", "http://www.w3.org/1999/02/22-rdf-syntax-ns#type", "urn:x:T"]
    ]


def test_rows_end_at_the_limit(graph: Local) -> None:
    assert len(list(run(graph, "SELECT * { ?s ?p ?o }", Limits(rows=2)).rows)) == 2


@pytest.mark.parametrize("ending", ["ttl", "nt", "nq", "trig", "rdf", "jsonld", "ttl.gz", "nq.gz"])
def test_every_format(tmp_path: Path, ending: str) -> None:
    quad = ox.Quad(ox.NamedNode("urn:x:a"), ox.NamedNode("urn:x:p"), ox.Literal("é"))
    form = ox.RdfFormat.from_extension(ending.removesuffix(".gz"))
    assert form is not None
    data = ox.serialize([quad], format=form) or b""
    file = tmp_path / f"g.{ending}"
    file.write_bytes(gzip.compress(data) if ending.endswith(".gz") else data)
    answer = run(Local(files=(str(file),)), "SELECT ?o { <urn:x:a> <urn:x:p> ?o }")
    assert list(answer.rows) == [(literal("é"),)]


def test_a_triple_in_two_graphs_counts_once_unless_graphs_are_asked_for(tmp_path: Path) -> None:
    file = tmp_path / "g.trig"
    file.write_text("<urn:g1> { <urn:a> <urn:p> 1 } <urn:g2> { <urn:a> <urn:p> 1 }", encoding="utf-8")
    local = Local(files=(str(file),))
    count = literal("1", XSD + "integer"), literal("2", XSD + "integer")
    assert list(run(local, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").rows) == [(count[0],)]
    assert list(run(local, "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }").rows) == [(count[1],)]


def test_a_store_folder(tmp_path: Path) -> None:
    store = ox.Store(str(tmp_path / "store"))
    quads = (
        ox.Quad(ox.NamedNode(f"urn:s{i}"), ox.NamedNode("urn:p"), ox.Literal(i), ox.NamedNode(f"urn:g{i % 7}"))
        for i in range(5000)
    )
    store.bulk_extend(quads)
    store.flush()
    del store
    local = Local(folder=str(tmp_path / "store"))
    graphs = run(local, "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ORDER BY ?g")
    assert len(list(graphs.rows)) == 7
    assert list(run(local, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").rows) == [(literal("5000", XSD + "integer"),)]


def test_a_query_without_end_is_ended(graph: Local) -> None:
    start = time.monotonic()
    with pytest.raises(QueryError, match="did not end within 1 second"):
        list(run(graph, CROSS, Limits(seconds=1)).rows)
    assert time.monotonic() - start < 20


def test_a_query_too_large_for_memory_is_ended(graph: Local) -> None:
    with pytest.raises(QueryError, match=r"too deep or too large|memory"):
        list(run(graph, CROSS, Limits(seconds=60, memory_mb=900)).rows)


@pytest.mark.parametrize("part", ["!", "-", "+1"])
def test_endless_expressions_hurt_only_themselves(graph: Local, part: str) -> None:
    query = "ASK { FILTER(1" + part * 60_000 + " > 0) }" if part == "+1" else "ASK { FILTER(" + part * 60_000 + "1) }"
    try:
        run(graph, query, Limits(seconds=5))
    except QueryError as error:
        assert str(error)
    assert run(graph, "ASK { ?s ?p 3 }").boolean is True


@pytest.mark.parametrize("query", ["SELECT * { ?s ?p", "SELECT ?x { ?s ?p ?o } GROUP BY", "SELECT * { ?s ?p ?o } LIMIT ten"])
def test_what_is_not_sparql_tells_the_place(graph: Local, query: str) -> None:
    with pytest.raises(QueryError, match="line 1, column"):
        run(graph, query)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("g.ttl", b"<urn:a> <urn:b> ", "g.ttl"),
        ("g.docx", b"", "no RDF format"),
        ("g.ttl.gz", gzip.compress(b"<urn:a> a <urn:b> .")[:-9], "g.ttl.gz"),
    ],
)
def test_files_that_cannot_be_read(tmp_path: Path, name: str, content: bytes, message: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(InputError, match=message):
        run(Local(files=(str(tmp_path / name),)), "ASK { ?s ?p ?o }")


@pytest.mark.parametrize("folder", [False, True])
@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://127.0.0.1:%d/> { ?s ?p ?o } }",
        "SELECT * { SERVICE SILENT <http://localhost:%d/> { ?s ?p ?o } }",
    ],
)
def test_the_process_itself_reaches_no_network(tmp_path: Path, query: str, folder: bool) -> None:
    """Asked past the guard, which refuses SERVICE, so that the second wall is tested alone."""
    (tmp_path / "g.ttl").write_text(GRAPH, encoding="utf-8")
    store = ox.Store(str(tmp_path / "store"))
    del store
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.5)
        job = {
            "files": [] if folder else [str(tmp_path / "g.ttl")], "folder": str(tmp_path / "store") if folder else "",
            "query": query % server.getsockname()[1], "graphs": False, "limit": 0, "seconds": 10, "memory": 16384,
        }  # fmt: skip
        said = subprocess.run(
            [sys.executable, "-P", str(CHILD)],
            input=json.dumps(job) + "\n",
            capture_output=True,
            text=True,
            check=False,
            timeout=30,
        )
        assert '"loaded"' in said.stdout
        with pytest.raises(TimeoutError):
            server.accept()


def test_without_the_walls_the_engine_would_reach_it() -> None:
    """The control for the test above: the same query in a process that may open sockets does connect."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(10)
        query = "SELECT * { SERVICE <http://127.0.0.1:%d/> { ?s ?p ?o } }" % server.getsockname()[1]  # noqa: UP031
        code = f"import pyoxigraph as o; list(o.Store().query({query!r}))"
        with subprocess.Popen([sys.executable, "-c", code], stderr=subprocess.DEVNULL) as process:
            server.accept()[0].close()
            process.kill()
