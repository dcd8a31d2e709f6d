"""The formats that a graph is written in, found by name, extension or MIME type.

>>> find_format("out/graph.ttl.gz").name, find_format("-", "application/n-quads").name
('ttl', 'nq')
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath
from typing import Final

from pyoxigraph import RdfFormat

from kg.errors import OutputError


@dataclass(frozen=True, slots=True)
class Format:
    """One format: its extension without the dot, other names and MIME types; ``graphs`` tells whether it keeps named
    graphs, ``lines`` whether it is one statement per line."""

    name: str
    rdf: RdfFormat
    names: tuple[str, ...]
    graphs: bool
    lines: bool = False


FORMATS: Final = (
    Format("ttl", RdfFormat.TURTLE, ("turtle", "text/turtle"), graphs=False),
    Format("trig", RdfFormat.TRIG, ("application/trig",), graphs=True),
    Format("nt", RdfFormat.N_TRIPLES, ("ntriples", "n-triples", "application/n-triples"), graphs=False, lines=True),
    Format("nq", RdfFormat.N_QUADS, ("nquads", "n-quads", "application/n-quads"), graphs=True, lines=True),
    Format("jsonld", RdfFormat.JSON_LD, ("json-ld", "application/ld+json"), graphs=True),
    Format("rdf", RdfFormat.RDF_XML, ("xml", "rdfxml", "rdf-xml", "application/rdf+xml"), graphs=False),
)


def find_format(path: str, wanted: str = "") -> Format:
    """The format ``wanted`` by name, extension or MIME type; else that of the extension of ``path``, with or without
    ".gz"; Turtle for "-". Raises OutputError for an unknown one."""
    if not wanted and path == "-":
        return FORMATS[0]
    name = wanted.lower().lstrip(".").removesuffix(".gz") if wanted else _extension(path)
    for form in FORMATS:
        if name == form.name or name in form.names:
            return form
    known = ", ".join(f".{form.name}" for form in FORMATS)
    raise OutputError(f"unknown format {name!r}", place="" if wanted else path, remedy=f"use one of {known}")


def is_gzip(path: str, wanted: str = "") -> bool:
    """Whether the output is compressed: by the extension of the path or of the format."""
    return path.lower().endswith(".gz") or wanted.lower().endswith(".gz")


def _extension(path: str) -> str:
    suffixes = PurePath(path.lower().removesuffix(".gz")).suffixes
    return suffixes[-1].lstrip(".") if suffixes else ""
