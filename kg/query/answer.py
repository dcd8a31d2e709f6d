"""What a query gives back, whichever engine gave it: rows of terms, a graph's triples, or yes and no."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

XSD: Final = "http://www.w3.org/2001/XMLSchema#"
STRING: Final = XSD + "string"
LANGUAGE_STRING: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"

TermKind = Literal["iri", "literal", "blank", "triple"]


@dataclass(frozen=True, slots=True, order=True)
class Term:
    """An RDF term: ``value`` is the IRI, the lexical form, the label of a blank node, or a triple term in N-Triples."""

    kind: TermKind
    value: str
    datatype: str = ""
    language: str = ""


Row: TypeAlias = tuple[Term | None, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one query; ``rows`` can be walked once, and ends the query's process when it is closed.

    ``form`` is SELECT (``variables`` name the columns), CONSTRUCT (three columns) or ASK (``boolean``)."""

    form: Literal["SELECT", "CONSTRUCT", "ASK"]
    variables: tuple[str, ...]
    rows: Iterator[Row]
    boolean: bool | None = None


def literal(value: str, datatype: str = STRING) -> Term:
    """A literal without language.

    >>> literal("2026-01-09", XSD + "date").datatype
    'http://www.w3.org/2001/XMLSchema#date'
    """
    return Term("literal", value, datatype)


def iri(value: str) -> Term:
    """An IRI as a term; it is not checked here."""
    return Term("iri", value)
