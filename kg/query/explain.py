"""Everything a graph knows of one node, gathered: its own values, who points at it, the reports behind its events.

The result is plain data; ``kg.query.portrait`` lays it out for a terminal.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from kg.query.answer import Term
from kg.query.formats import short, to_oxigraph
from kg.query.graphs import Graph, rows
from kg.rdf.terms import KG, PREFIXES, RDF_TYPE

_HEAD: Final = "".join(f"PREFIX {prefix}: <{namespace}>\n" for prefix, namespace in PREFIXES.items())

# The node, what points at it, and the reports of the events that point at it.
_AROUND: Final = (
    _HEAD
    + """SELECT DISTINCT ?s ?p ?o WHERE {
  { VALUES ?s { %(node)s } ?s ?p ?o }
  UNION { VALUES ?node { %(node)s } ?s ?via ?node . ?s ?p ?o }
  UNION { VALUES ?node { %(node)s } ?event ?via ?node . ?s kg:reports ?event ; ?p ?o }
} ORDER BY ?s ?p ?o"""
)
# How to call the nodes that are met on the way.
_CALLED: Final = (
    _HEAD
    + """SELECT DISTINCT ?s ?label ?identifier ?headline ?day ?outlet WHERE {
  VALUES ?s { %s }
  OPTIONAL { ?s skos:prefLabel|rdfs:label ?label }
  OPTIONAL { ?s dct:identifier ?identifier }
  OPTIONAL { ?s schema:headline ?headline }
  OPTIONAL { ?s schema:datePublished ?day }
  OPTIONAL { ?s schema:publisher/skos:prefLabel ?outlet }
} ORDER BY ?s ?label ?identifier ?headline ?day ?outlet"""
)

Values = Mapping[str, tuple[Term, ...]]
"""Property IRI -> its values on one node."""


@dataclass(frozen=True, slots=True)
class Called:
    """How a node is called: a label, or for a source its identifier, headline, day and outlet ("" where unknown)."""

    label: str = ""
    identifier: str = ""
    headline: str = ""
    day: str = ""
    outlet: str = ""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the graph says around ``node``: the values of each node met, and how nodes are called."""

    node: str
    values: Mapping[str, Values]
    called: Mapping[str, Called]

    def all(self, subject: str, prop: str) -> tuple[Term, ...]:
        """The values of a property of a node, in order."""
        return self.values.get(subject, {}).get(prop, ())

    def one(self, subject: str, prop: str) -> str:
        """The first value of a property as text, or ""."""
        return next((term.value for term in self.all(subject, prop)), "")

    def subjects(self, prop: str, node: str) -> list[str]:
        """The nodes whose ``prop`` is ``node``, in order."""
        return [
            s for s, values in self.values.items() if any(t.value == node and t.kind == "iri" for t in values.get(prop, ()))
        ]

    def is_a(self, subject: str, cls: str) -> bool:
        """Whether a node has this class."""
        return any(term.value == cls for term in self.all(subject, RDF_TYPE.value))

    def name(self, node: str) -> str:
        """A name for people: label, identifier, or the shortened IRI."""
        called = self.called.get(node, Called())
        return called.label or called.identifier or short(node)


def gather(graph: Graph, node: str) -> Surroundings:
    """What ``graph`` says around the node with this IRI. Errors as ``kg.query.graphs.ask``."""
    term = to_oxigraph(Term("iri", node))
    values: dict[str, dict[str, list[Term]]] = {}
    for row in rows(graph, _AROUND % {"node": term}):
        values.setdefault(row["s"].value, {}).setdefault(row["p"].value, []).append(row["o"])
    frozen = {s: {p: tuple(objects) for p, objects in found.items()} for s, found in values.items()}
    return Surroundings(node, frozen, _names(graph, _met(frozen)))


def _met(values: Mapping[str, Values]) -> list[str]:
    """All nodes of the graph's own that were met, without classes and concepts."""
    objects = (term for found in values.values() for terms in found.values() for term in terms if term.kind == "iri")
    outside = (PREFIXES["kg"], PREFIXES["schema"], PREFIXES["prov"], PREFIXES["wd"])
    return sorted({iri for iri in (*values, *(t.value for t in objects)) if not iri.startswith(outside)})


def _names(graph: Graph, nodes: Iterable[str]) -> dict[str, Called]:
    listed = " ".join(str(to_oxigraph(Term("iri", node))) for node in nodes)
    found: dict[str, Called] = {}
    for row in rows(graph, _CALLED % listed):
        text = {name: term.value for name, term in row.items() if name != "s"}
        found.setdefault(row["s"].value, Called(**text))
    return found


def classes() -> Mapping[str, str]:
    """The classes of the three layers, by IRI, in words."""
    return {
        KG.Statement.value: "statement", KG.Meeting.value: "meeting", KG.MilitaryAction.value: "military action",
        KG.Report.value: "report", KG.Source.value: "source", KG.EntityLink.value: "link",
        KG.MergeReason.value: "reason for a merge", KG.Actor.value: "actor", KG.Place.value: "place",
    }  # fmt: skip
