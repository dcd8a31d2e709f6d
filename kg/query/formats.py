"""Answers as text: a table to read, CSV, TSV and JSON as SPARQL 1.1 defines them, Turtle for graphs.

>>> from kg.query.answer import literal
>>> answer = Answer("SELECT", ("name",), iter([(literal("Cartagena, Colombia"),)]))
>>> list(render(answer, "csv"))
['name\\r\\n', '"Cartagena, Colombia"\\r\\n']
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator, Sequence
from typing import Final

import pyoxigraph as ox

from kg.errors import ConfigError
from kg.query.answer import LANGUAGE_STRING, STRING, XSD, Answer, Row, Term
from kg.query.wrap import table
from kg.rdf.iri import DEFAULT_BASE
from kg.rdf.terms import PREFIXES

MEDIA_TYPES: Final = {
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
    "application/sparql-results+json": "json",
    "application/json": "json",
    "text/turtle": "ttl",
    "turtle": "ttl",
    "text": "table",
    "txt": "table",
}
"""Other names for the formats: media types and endings."""

_SHORT: Final = {**PREFIXES, "id": DEFAULT_BASE}
_BARE: Final = (XSD + "integer", XSD + "decimal", XSD + "boolean")


def format_named(name: str) -> str:
    """The format with this name, media type or ending: table, csv, json, tsv or ttl. Raises ConfigError."""
    plain = name.lower().removeprefix(".")
    known = MEDIA_TYPES.get(plain, plain)
    if known not in ("table", "ttl", *_WRITERS):
        raise ConfigError(f"{name!r} is no format of results", remedy="choose table, csv, json, tsv or ttl")
    return known


def render(answer: Answer, name: str = "", width: int = 0) -> Iterator[str]:
    """The answer in the format ``name`` ("": a table, or Turtle for a graph), piece by piece.

    ``width`` bounds a table's lines in characters (0: any). Raises ConfigError for rows as Turtle."""
    chosen = format_named(name) if name else "ttl" if answer.form == "CONSTRUCT" else "table"
    if chosen == "ttl":
        yield _turtle(answer)
    elif chosen == "table":
        yield _table(answer, width)
    elif answer.form == "ASK":
        yield _boolean(answer, chosen)
    else:
        yield from _WRITERS[chosen](answer)


def shown(term: Term | None) -> str:
    """A term for people: IRIs with their usual prefix, literals without type, nothing for nothing.

    >>> shown(Term("iri", "http://www.wikidata.org/entity/Q90")), shown(Term("blank", "b0")), shown(None)
    ('wd:Q90', '_:b0', '')
    """
    if term is None:
        return ""
    if term.kind == "iri":
        return short(term.value)
    return f"_:{term.value}" if term.kind == "blank" else term.value


def short(iri: str) -> str:
    """An IRI with its usual prefix, or as it is.

    >>> short("https://w3id.org/newskg/ontology#occurred"), short("https://w3id.org/newskg/id/event/1a")
    ('kg:occurred', 'id:event/1a')
    """
    for prefix, namespace in _SHORT.items():
        if iri.startswith(namespace) and len(iri) > len(namespace):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri


def long(name: str) -> str:
    """The IRI that ``short`` shortened; anything without a known prefix comes back as it is.

    >>> long("wd:Q90"), long("Jane Doe")
    ('http://www.wikidata.org/entity/Q90', 'Jane Doe')
    """
    prefix, colon, rest = name.partition(":")
    return _SHORT[prefix] + rest if colon and prefix in _SHORT else name


def _table(answer: Answer, width: int) -> str:
    if answer.form == "ASK":
        return f"{'yes' if answer.boolean else 'no'}\n"
    return table(answer.variables, [[shown(term) for term in row] for row in answer.rows], width)


def _boolean(answer: Answer, name: str) -> str:
    value = "true" if answer.boolean else "false"
    return f'{{"head": {{}}, "boolean": {value}}}\n' if name == "json" else f"{value}\n"


def _turtle(answer: Answer) -> str:
    if answer.form != "CONSTRUCT":
        raise ConfigError("rows are no graph", remedy="choose table, csv, tsv or json, or ask with CONSTRUCT")
    triples = sorted(" ".join(_n_triples(term) for term in row if term) + " .\n" for row in answer.rows)
    parsed = ox.parse("".join(triples), format=ox.RdfFormat.N_TRIPLES)
    used = {p: n for p, n in PREFIXES.items() if any(f"<{n}" in line for line in triples)}
    turtle = ox.serialize((q.triple for q in parsed), format=ox.RdfFormat.TURTLE, prefixes=used)
    return (turtle or b"").decode("utf-8")


def _csv(answer: Answer) -> Iterator[str]:
    """SPARQL 1.1 CSV: lines end in CR LF, terms without type."""
    yield _csv_line(answer.variables)
    for row in answer.rows:
        yield _csv_line([_csv_cell(term) for term in row])


def _csv_cell(term: Term | None) -> str:
    return "" if term is None else f"_:{term.value}" if term.kind == "blank" else term.value


def _csv_line(cells: Sequence[str]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\r\n").writerow(cells)
    return line.getvalue()


def _tsv(answer: Answer) -> Iterator[str]:
    """SPARQL 1.1 TSV: terms as in Turtle, so that nothing is lost."""
    yield "\t".join(f"?{v}" for v in answer.variables) + "\n"
    for row in answer.rows:
        yield "\t".join(_tsv_cell(term) for term in row) + "\n"


def _tsv_cell(term: Term | None) -> str:
    if term is None:
        return ""
    return term.value if term.datatype in _BARE else _n_triples(term).replace("\t", "\\t")


def _json(answer: Answer) -> Iterator[str]:
    """SPARQL 1.1 Query Results JSON."""
    yield f'{{"head": {{"vars": {json.dumps(list(answer.variables))}}}, "results": {{"bindings": ['
    comma = "\n"
    for row in answer.rows:
        yield comma + json.dumps(_binding(answer.variables, row), ensure_ascii=False)
        comma = ",\n"
    yield "\n]}}\n"


def _binding(variables: Sequence[str], row: Row) -> dict[str, dict[str, str]]:
    return {v: _json_term(term) for v, term in zip(variables, row, strict=True) if term is not None}


def _json_term(term: Term) -> dict[str, str]:
    kind = {"iri": "uri", "literal": "literal", "blank": "bnode", "triple": "triple"}[term.kind]
    found = {"type": kind, "value": term.value}
    if term.language:
        found["xml:lang"] = term.language
    elif term.kind == "literal" and term.datatype != STRING:
        found["datatype"] = term.datatype
    return found


def _n_triples(term: Term) -> str:
    return term.value if term.kind == "triple" else str(to_oxigraph(term))


def to_oxigraph(term: Term) -> ox.NamedNode | ox.Literal | ox.BlankNode:
    """The term as Oxigraph's own, which refuses malformed IRIs and tags (ValueError) and serialises safely."""
    if term.kind == "iri":
        return ox.NamedNode(term.value)
    if term.kind == "blank":
        return ox.BlankNode(term.value)
    if term.language:
        return ox.Literal(term.value, language=term.language)
    if term.datatype in ("", STRING, LANGUAGE_STRING):
        return ox.Literal(term.value)
    return ox.Literal(term.value, datatype=ox.NamedNode(term.datatype))


_WRITERS: Final[dict[str, Callable[[Answer], Iterator[str]]]] = {"csv": _csv, "tsv": _tsv, "json": _json}
