"""Finding nodes by what a person calls them, and saying which names come near when there is none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import JaroWinkler

from kg.query.formats import to_oxigraph
from kg.query.graphs import Graph, rows
from kg.query.values import read_value
from kg.rdf.terms import PREFIXES

_NEAR: Final = 0.8
"""Jaro-Winkler similarity (0..1) from which a name is offered as meant; "Velez" and "Vélez" have 0.88."""

_FIND: Final = f"""
PREFIX skos: <{PREFIXES["skos"]}>
PREFIX schema: <{PREFIXES["schema"]}>
PREFIX dct: <{PREFIXES["dct"]}>
SELECT DISTINCT ?node WHERE {{
  {{
    VALUES ?name {{ %s }}
    ?node skos:prefLabel|skos:altLabel|schema:sameAs|dct:identifier ?key . FILTER(LCASE(STR(?key)) = LCASE(?name))
  }} UNION {{
    VALUES ?name {{ %s }}
    ?node ?property ?value . FILTER(STR(?node) = ?name)
  }}
}} ORDER BY ?node"""

_NAMES: Final = f"""
PREFIX skos: <{PREFIXES["skos"]}>
SELECT DISTINCT ?name WHERE {{ ?node skos:prefLabel|skos:altLabel ?name }} ORDER BY ?name"""


def find_nodes(graph: Graph, name: str) -> list[str]:
    """The IRIs of all nodes with this name, other name or identifier (any case), Wikidata id or IRI, in order."""
    term = to_oxigraph(read_value("node", name, "node"))
    found = rows(graph, _FIND % (term, term))
    return [row["node"].value for row in found if row["node"].kind == "iri"]


def near_names(graph: Graph, name: str, count: int = 5) -> list[str]:
    """The names in the graph that come nearest to ``name``, the best first, at most ``count``."""
    names = {row["name"].value.casefold(): row["name"].value for row in rows(graph, _NAMES)}
    best = process.extract(name.casefold(), names.keys(), scorer=JaroWinkler.similarity, limit=count, score_cutoff=_NEAR)
    return [names[key] for key, _, _ in best]


def unknown_names(graph: Graph, names: Iterable[str]) -> Iterator[str]:
    """A remark for each of ``names`` that no node in the graph has."""
    for name in names:
        if not find_nodes(graph, name):
            near = near_names(graph, name)
            yield f"the graph has no node named {name!r}" + (f"; near to it: {', '.join(near)}" if near else "")
