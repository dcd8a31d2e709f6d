"""A small graph in memory, made for following predicates from and to a node."""

from __future__ import annotations

import collections
from collections.abc import Iterable, Sequence

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kg.rdf.statements import Statement
from kg.rdf.terms import RDF_TYPE

Node = NamedNode | BlankNode
Term = NamedNode | BlankNode | Literal | Triple


class Graph:
    """Statements by subject and predicate; ``backwards`` names the predicates that are also followed the other way."""

    def __init__(self, statements: Iterable[Statement], backwards: Sequence[NamedNode] = ()) -> None:
        self.nodes: dict[Term, dict[NamedNode, list[Term]]] = {}
        self._back: dict[NamedNode, dict[Term, list[Term]]] = {
            predicate: collections.defaultdict(list) for predicate in backwards
        }
        for subject, predicate, object_, _ in statements:
            objects = self.nodes.setdefault(subject, {}).setdefault(predicate, [])
            if object_ not in objects:
                objects.append(object_)
                if predicate in self._back:
                    self._back[predicate][object_].append(subject)

    def objects(self, subject: Term, predicate: NamedNode) -> Sequence[Term]:
        found = self.nodes.get(subject)
        return found.get(predicate, ()) if found else ()

    def subjects(self, predicate: NamedNode, object_: Term) -> Sequence[Term]:
        """Only for predicates that are followed backwards."""
        return self._back[predicate].get(object_, ())

    def types(self, node: Term) -> Sequence[Term]:
        return self.objects(node, RDF_TYPE)
