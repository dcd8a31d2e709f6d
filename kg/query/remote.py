"""A query over an endpoint: the same answers as over files, from whatever store is behind the address."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

import pyoxigraph as ox

from kg.errors import QueryError, RemoteError
from kg.query.answer import LANGUAGE_STRING, STRING, Answer, Row, Term
from kg.query.guard import check
from kg.query.sandbox import DEFAULT, Limits
from kg.store.client import Client, Patience, Reply, new_session, public
from kg.store.credentials import find_credentials
from kg.store.endpoints import RESULTS, ask, candidates, canonical, explained, find, refuse_cut

_TRIPLES: Final = "application/n-triples"
_VIRTUOSO_ASK: Final = "__ASK_RETVAL"
"""The column in which Virtuoso answers yes with one row, no with none."""
_KINDS: Final = {"uri": "iri", "literal": "literal", "typed-literal": "literal", "bnode": "blank", "triple": "triple"}


def run(url: str, query: str, limits: Limits = DEFAULT) -> Answer:
    """The answer of the endpoint at ``url`` to ``query``; credentials come from the environment.

    Raises QueryError where the query is refused, here or there; RemoteError where the store fails or cuts the result."""
    checked = check(query)
    patience = Patience(seconds=limits.seconds, silence=limits.seconds, tries=2)
    client = Client(find_credentials(), patience, new_session(patience))
    address = candidates(url)[0].query if len(candidates(url)) == 1 else find(client, url).query
    graph = checked.form in ("CONSTRUCT", "DESCRIBE")
    reply = ask(client, address, checked.text, _TRIPLES if graph else RESULTS)
    if reply.status == 400:
        raise QueryError(f"the endpoint refuses the query ({explained(reply)})", place=public(address))
    if reply.status != 200:
        raise RemoteError(f"answers {explained(reply)}", place=public(address))
    return _graph(reply, address, limits) if graph else _results(reply, address, limits)


def _results(reply: Reply, address: str, limits: Limits) -> Answer:
    try:
        document = json.loads(reply.body.decode("utf-8"))
        if "boolean" in document:
            return Answer("ASK", (), iter(()), bool(document["boolean"]))
        variables, bindings = tuple(document["head"]["vars"]), document["results"]["bindings"]
        if variables == (_VIRTUOSO_ASK,):
            return Answer("ASK", (), iter(()), bool(bindings))
        found = [_row(variables, binding) for binding in bindings]
    except (ValueError, KeyError, TypeError) as error:
        raise RemoteError("the answer is no SPARQL result", place=public(address)) from error
    refuse_cut(reply, len(found), address)
    return Answer("SELECT", variables, _first(found, limits.rows))


def _graph(reply: Reply, address: str, limits: Limits) -> Answer:
    try:
        triples = [_triple(quad) for quad in ox.parse(reply.body, format=ox.RdfFormat.N_TRIPLES)]
    except (SyntaxError, ValueError) as error:
        raise RemoteError("the answer is no graph in N-Triples", place=public(address)) from error
    refuse_cut(reply, len(triples), address)
    return Answer("CONSTRUCT", ("subject", "predicate", "object"), _first(triples, limits.rows))


def _first(rows: Sequence[Row], count: int) -> Iterator[Row]:
    return iter(rows[:count] if count else rows)


def _row(variables: Sequence[str], binding: Mapping[str, Any]) -> Row:
    return tuple(_term(binding[v]) if v in binding else None for v in variables)


def _term(cell: Mapping[str, str]) -> Term:
    kind = _KINDS[cell["type"]]
    if kind != "literal":
        return Term(kind, cell["value"])  # type: ignore[arg-type]
    language = cell.get("xml:lang", "")
    datatype = LANGUAGE_STRING if language else cell.get("datatype", STRING)
    return Term("literal", canonical(cell["value"], datatype), datatype, language)


def _triple(quad: ox.Quad) -> Row:
    return tuple(_from_oxigraph(term) for term in (quad.subject, quad.predicate, quad.object))


def _from_oxigraph(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> Term:
    if isinstance(term, ox.Literal):
        return Term("literal", term.value, term.datatype.value, term.language or "")
    if isinstance(term, ox.NamedNode):
        return Term("iri", term.value)
    return Term("blank", term.value) if isinstance(term, ox.BlankNode) else Term("triple", str(term))
