"""Statements as plain tuples, and their way to and from Oxigraph.

Making a pyoxigraph Triple whose object is a literal takes 5 microseconds, one made of IRIs 0.2, reading one from N-Triples 0.8:
so statements travel as tuples, and their literals reach Oxigraph as text.

>>> from kg.rdf.terms import KG
>>> s = NamedNode("https://example.org/s")
>>> line((s, KG.start, Literal(4), s), graphs=False)
'<https://example.org/s> <https://w3id.org/newskg/ontology#start> "4"^^<http://www.w3.org/2001/XMLSchema#integer> .'
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import cast

import pyoxigraph
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple

Term = NamedNode | Literal
Statement = tuple[NamedNode, NamedNode, Term, NamedNode]
"""Subject, predicate, object, and the graph that it stands in."""


def line(statement: Statement, *, graphs: bool) -> str:
    """The statement as Oxigraph writes it in N-Quads, or without its graph in N-Triples; no line feed."""
    subject, predicate, object_, graph = statement
    written = f"<{object_.value}>" if isinstance(object_, NamedNode) else str(object_)
    start = f"<{subject.value}> <{predicate.value}> {written}"
    return f"{start} <{graph.value}> ." if graphs else f"{start} ."


def triples(statements: Sequence[Statement]) -> list[Triple]:
    """The statements without their graphs, in the same order."""
    return [quad.triple for quad in _with_literals_read(statements, graphs=False)]


def quads(statements: Sequence[Statement]) -> list[Quad]:
    """The statements with their graphs, in the same order."""
    return _with_literals_read(statements, graphs=True)


def _with_literals_read(statements: Sequence[Statement], *, graphs: bool) -> list[Quad]:
    text = "\n".join(line(statement, graphs=graphs) for statement in statements if isinstance(statement[2], Literal))
    # lenient: every value has passed its gate, and the whole file is read back strictly after writing
    read = pyoxigraph.parse(text, RdfFormat.N_QUADS, lenient=True)
    return [
        next(read)
        if isinstance(object_, Literal)
        else (Quad(subject, predicate, object_, graph) if graphs else Quad(subject, predicate, object_))
        for subject, predicate, object_, graph in statements
    ]


def statement_of(quad: Quad) -> Statement:
    """A quad that was read as a statement; one of the default graph counts as standing in a graph of no name."""
    return cast(Statement, (quad.subject, quad.predicate, quad.object, quad.graph_name))


def statements_of(read: Iterable[Quad]) -> list[Statement]:
    """Quads that were read, as statements."""
    return [statement_of(quad) for quad in read]
