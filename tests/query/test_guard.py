"""What may run reads only, and reads nothing but the graph it is given."""

from __future__ import annotations

import pytest

from kg.errors import QueryError
from kg.query.guard import MAX_DEPTH, check


@pytest.mark.parametrize(
    ("query", "form"),
    [
        ("SELECT * { ?s ?p ?o }", "SELECT"),
        ("prefix a: <urn:a> ask { ?s a:b ?o }", "ASK"),
        ("BASE <urn:x> CONSTRUCT WHERE { ?s ?p ?o }", "CONSTRUCT"),
        ("DESCRIBE <urn:a>", "DESCRIBE"),
        ('SELECT * { ?service a "LOAD", <urn:SERVICE>, service:load }', "SELECT"),
        ("SELECT * FROM <https://news.example/graph> { ?s ?p ?o }", "SELECT"),
        ("SELECT ?from { ?from ?to 1 }", "SELECT"),
    ],
)
def test_reading_queries_pass(query: str, form: str) -> None:
    assert check(query).form == form


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }",
        "SELECT * { sErViCe SILENT ?x { ?s ?p ?o } }",
        "SELECT * { SERVICE#comment\n<http://127.0.0.1/> { ?s ?p ?o } }",
        "SELECT * { ?s ?p '# not a comment' . SERVICE <http://127.0.0.1/> {} }",
        "SELECT * { ?s ?p ?o } # end\rSERVICE <http://127.0.0.1/> {}",
        r'SELECT * { ?s ?p "\u0022 . SERVICE <http://127.0.0.1/> {} #" }'.replace(r"\u0022 .", r'\u0022" .'),
        r"SELECT * { \u0053ERVICE <http://127.0.0.1/> {} }",
        "LOAD <file:///etc/hostname>",
        "LOAD SILENT <http://127.0.0.1/> INTO GRAPH <urn:g>",
        "INSERT DATA { <urn:a> <urn:b> 1 }",
        "DELETE WHERE { ?s ?p ?o }",
        "PREFIX a: <urn:a> DROP ALL",
        "WITH <urn:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
        "SELECT * FROM <file:///etc/hostname> { ?s ?p ?o }",
        "SELECT * FROM NAMED <FILE:///etc/hostname> { ?s ?p ?o }",
        "BASE <file:///etc/> SELECT * FROM <hostname> { ?s ?p ?o }",
        "PREFIX f: <file:///etc/> SELECT * FROM f:hostname { ?s ?p ?o }",
        "define input:default-graph-uri <urn:x> SELECT * { ?s ?p ?o }",
        "",
        "# nothing",
    ],
)
def test_all_else_is_refused(query: str) -> None:
    with pytest.raises(QueryError):
        check(query)


def test_the_refusal_tells_the_place() -> None:
    with pytest.raises(QueryError, match=r"line 2, column 3: SERVICE would reach the network"):
        check("SELECT * {\n  SERVICE <http://127.0.0.1/> {} }")


def test_nesting_is_bounded() -> None:
    assert check("ASK " + "{" * MAX_DEPTH + "}" * MAX_DEPTH).form == "ASK"
    with pytest.raises(QueryError, match="inside one another"):
        check("ASK " + "{" * (MAX_DEPTH + 1) + "}" * (MAX_DEPTH + 1))
