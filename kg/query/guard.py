"""Which queries may run: they read, and they read nothing but the graph they are given.

>>> check("SELECT * { ?s ?p ?o }").form
'SELECT'
>>> check("SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }")
Traceback (most recent call last):
kg.errors.QueryError: line 1, column 12: SERVICE would reach the network; query that endpoint itself by its URL
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, cast, get_args

from kg.errors import QueryError
from kg.query.lexer import Token, clean, line_of, tokens

Form = Literal["SELECT", "ASK", "CONSTRUCT", "DESCRIBE"]
FORMS: Final = get_args(Form)

UPDATES: Final = ("INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "COPY", "MOVE", "ADD", "WITH")
"""The words with which an update begins (SPARQL 1.1 Update, production 30)."""

MAX_DEPTH: Final = 200
"""Open brackets at one time; an engine's parser recurses on each, and ran out of stack at some thousands."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A query that may run: its text without comments and escapes, and the kind of its answer."""

    text: str
    form: Form


def check(query: str) -> Checked:
    """The query, ready to run. Raises QueryError for updates, SERVICE, LOAD, FROM a file and excessive nesting."""
    text = clean(query)
    found = tokens(text)
    form = _form(text, found)
    for number, token in enumerate(found):
        if token.is_word("SERVICE", "LOAD"):
            raise _refusal(text, token, "would reach the network; query that endpoint itself by its URL")
        if token.is_word("FROM"):
            _check_from(text, found[number + 1 : number + 3])
    _check_depth(text, found)
    return Checked(text, form)


def _form(text: str, found: tuple[Token, ...]) -> Form:
    """The first keyword after the prologue of BASE and PREFIX lines."""
    for token in found:
        if token.is_word(*FORMS):
            return cast(Form, token.text.upper())
        if token.is_word(*UPDATES):
            raise _refusal(text, token, "changes the graph; queries here only read")
        if token.kind == "word" and not token.is_word("BASE", "PREFIX"):
            raise _refusal(text, token, "does not begin a query; one begins with SELECT, ASK, CONSTRUCT or DESCRIBE")
    raise QueryError("the query has no SELECT, ASK, CONSTRUCT or DESCRIBE")


def _check_from(text: str, following: tuple[Token, ...]) -> None:
    graph = following[1] if following and following[0].is_word("NAMED") else following[0] if following else None
    if graph is None or graph.kind != "iri":
        raise QueryError("after FROM stands the IRI of a graph in full, as in FROM <https://example.org/graph>")
    scheme, colon, _ = graph.text[1:-1].partition(":")
    if not colon or scheme.lower() == "file":
        raise _refusal(text, graph, "names a file; give the file on the command line")


def _check_depth(text: str, found: tuple[Token, ...]) -> None:
    depth = 0
    for token in found:
        if token.kind == "mark":
            depth += (token.text in "({[") - (token.text in ")}]")
        if depth > MAX_DEPTH:
            raise _refusal(text, token, f"is the bracket number {depth} inside one another; at most {MAX_DEPTH} may be")


def _refusal(text: str, token: Token, why: str) -> QueryError:
    return QueryError(f"{token.text} {why}", place=line_of(text, token.start))
