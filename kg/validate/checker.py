"""The build's own check: block by block as the graph is written, without holding the graph.

What one block decides is found at once. Whether a node that a block points to is described as what it should be (a speaker
as a kg:Actor) shows only when all blocks have passed; until then the question waits in ``References``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from types import TracebackType
from typing import cast

from pyoxigraph import BlankNode, NamedNode

from kg.rdf.statements import Statement
from kg.validate.compile import Membership, Shape, backward_predicates, compiled_shapes
from kg.validate.findings import Finding
from kg.validate.graph import Graph, Term
from kg.validate.references import References


class Checker:
    """Checks the blocks of one graph; use as a context and ask ``finish`` when all blocks have passed.

    ``check`` and ``finish`` together find what pySHACL finds in the whole graph, except that a node which is missing or of
    a wrong class is reported once per shape, with one of the nodes that point to it.
    """

    def __init__(self) -> None:
        self._shapes = compiled_shapes()
        self._by_class = _grouped((cls, i) for i, shape in enumerate(self._shapes) for cls in shape.target_classes)
        self._by_predicate = _grouped((p, i) for i, shape in enumerate(self._shapes) for p in shape.target_subjects_of)
        self._by_types: dict[tuple[Term, ...], tuple[int, Sequence[int]]] = {}
        asked = {cls for shape in self._shapes for cls in shape.classes()}
        self._bits = {cls: 1 << i for i, cls in enumerate(sorted(asked, key=lambda cls: cls.value))}
        self._masks = {
            member.classes: sum(self._bits[cls] for cls in member.classes)
            for shape in self._shapes
            for member in shape.memberships
        }
        self._references = References()

    def __enter__(self) -> Checker:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._references.close()

    def check(self, block: Iterable[Statement]) -> list[Finding]:
        """What the shapes find fault with in a block, which must hold all that the graph says of its nodes."""
        graph = Graph(block, backward_predicates())
        findings = []
        for focus in graph.nodes:
            classes, shapes = self._targeting(graph, focus)
            if classes:
                self._references.describe(_name(focus), classes)
            for index in shapes:
                if not self._holds(index, graph, focus):
                    findings.append(_finding(self._shapes[index], _name(focus)))
        return sorted(findings)

    def finish(self) -> list[Finding]:
        """What is wrong between the blocks: nodes that no block describes as what they should be."""
        return sorted(_finding(self._shapes[index], focus) for index, focus in self._references.missing())

    def _targeting(self, graph: Graph, focus: Term) -> tuple[int, Sequence[int]]:
        """The bits of a node's classes, and the shapes, by index, that it is a target of."""
        types = tuple(graph.types(focus))
        if types not in self._by_types:
            bits = sum(self._bits.get(cast(NamedNode, cls), 0) for cls in types)
            found = dict.fromkeys(i for cls in types for i in self._by_class.get(cast(NamedNode, cls), ()))
            self._by_types[types] = bits, list(found)
        bits, shapes = self._by_types[types]
        extra = [ids for predicate, ids in self._by_predicate.items() if predicate in graph.nodes[focus]]
        return bits, list(dict.fromkeys(i for ids in (shapes, *extra) for i in ids)) if extra else shapes

    def _holds(self, index: int, graph: Graph, focus: Term) -> bool:
        shape = self._shapes[index]
        values = graph.nodes[focus].get(shape.predicate, ()) if shape.predicate else shape.path(graph, focus)
        if not values:
            return not shape.least
        if not shape.passes(graph, focus, values):
            return False
        for member in shape.memberships:
            for value in values:
                if not self._belongs(member, index, graph, focus, value):
                    return False
        return True

    def _belongs(self, member: Membership, index: int, graph: Graph, focus: Term, value: Term) -> bool:
        """Whether a value has the class it should have; true for now where another block must tell."""
        if member.tests and any(test(graph, focus, value) for test in member.tests):
            return True
        if not isinstance(value, NamedNode | BlankNode):
            return False
        if not any(cls in member.classes for cls in graph.types(value)):
            self._references.want(_name(value), self._masks[member.classes], index, _name(focus))
        return True


def _finding(shape: Shape, focus: str) -> Finding:
    return Finding(shape.code, shape.severity, focus, shape.message)


def _name(node: Term) -> str:
    return node.value if isinstance(node, NamedNode) else str(node)


def _grouped(pairs: Iterator[tuple[NamedNode, int]]) -> dict[NamedNode, Sequence[int]]:
    groups: dict[NamedNode, list[int]] = {}
    for key, index in pairs:
        groups.setdefault(key, []).append(index)
    return dict(groups)
