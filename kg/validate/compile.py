"""Shapes compiled to functions over a small graph, for the build's hot path: SHACL Core as far as our shapes use it.

A constraint that is not known here stops the compilation, so that none is passed over in silence. What a value's class is
may stand in another block of the graph; such memberships are kept apart from the tests that one block decides.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final, cast

import pyoxigraph
from pyoxigraph import Literal, NamedNode, RdfFormat

from kg.errors import ConfigError
from kg.rdf.statements import statements_of
from kg.rdf.terms import PREFIXES, RDF_TYPE
from kg.validate.findings import Severity
from kg.validate.graph import Graph, Term
from kg.validate.literals import below, has_reader, value
from kg.validate.shapes import NAMESPACE, SH, shape_files

Test = Callable[[Graph, Term, Term], bool]
"""Whether a value (third) of a focus node (second) passes."""
Path = Callable[[Graph, Term], Sequence[Term]]

_FIRST, _REST, _NIL = (NamedNode(PREFIXES["rdf"] + name) for name in ("first", "rest", "nil"))


def sh(local: str) -> NamedNode:
    """A term of SHACL."""
    return NamedNode(SH + local)


@dataclass(frozen=True, slots=True)
class Membership:
    """A value must pass one of the ``tests`` or be an instance of one of the ``classes``."""

    tests: tuple[Test, ...]
    classes: frozenset[NamedNode]


@dataclass(frozen=True, slots=True)
class Shape:
    """One compiled shape. ``path`` leads from a focus node to its values (for a node shape: itself); ``predicate`` is the
    path where it is no more than that."""

    code: str
    severity: Severity
    message: str
    target_classes: tuple[NamedNode, ...]
    target_subjects_of: tuple[NamedNode, ...]
    path: Path
    predicate: NamedNode | None
    least: int
    most: int | None
    tests: tuple[Test, ...]
    memberships: tuple[Membership, ...]

    def classes(self) -> frozenset[NamedNode]:
        """The classes that it asks of values."""
        return frozenset(cls for member in self.memberships for cls in member.classes)

    def passes(self, graph: Graph, focus: Term, values: Sequence[Term]) -> bool:
        """Whether count and tests hold; memberships aside."""
        if len(values) < self.least or (self.most is not None and len(values) > self.most):
            return False
        for test in self.tests:
            for one in values:
                if not test(graph, focus, one):
                    return False
        return True


@cache
def compiled_shapes() -> tuple[Shape, ...]:
    """All shapes; ConfigError where one uses a constraint that the compiler does not know."""
    return tuple(_Compiler(code, text).shape() for code, text in shape_files())


@cache
def backward_predicates() -> tuple[NamedNode, ...]:
    """The predicates that some shape follows backwards."""
    found = {
        cast(NamedNode, statement.object)
        for _, text in shape_files()
        for statement in pyoxigraph.parse(text, RdfFormat.TURTLE)
        if statement.predicate == sh("inversePath")
    }
    return tuple(sorted(found, key=lambda predicate: predicate.value))


class _Compiler:
    def __init__(self, code: str, text: str) -> None:
        self._code, self._graph = code, Graph(statements_of(pyoxigraph.parse(text, RdfFormat.TURTLE)))

    def shape(self) -> Shape:
        node = NamedNode(NAMESPACE + self._code)
        constraints = self._of(node)
        tests, memberships = self._constraints(node)
        severity = cast(NamedNode, self._one(node, "severity")).value.removeprefix(SH)
        return Shape(
            code=self._code,
            severity=cast(Severity, severity),
            message=cast(Literal, self._one(node, "message")).value,
            target_classes=tuple(cast(NamedNode, o) for o in constraints.get(sh("targetClass"), ())),
            target_subjects_of=tuple(cast(NamedNode, o) for o in constraints.get(sh("targetSubjectsOf"), ())),
            path=self._path(node),
            predicate=self._predicate(node),
            least=self._count(node, "minCount") or 0,
            most=self._count(node, "maxCount"),
            tests=tests,
            memberships=memberships,
        )

    # ------------------------------------------------------------ reading the shapes graph

    def _of(self, node: Term) -> dict[NamedNode, list[Term]]:
        found = self._graph.nodes.get(node)
        if found is None:
            raise ConfigError(f"the shape {self._code} says nothing of {node}")
        return found

    def _one(self, node: Term, local: str) -> Term:
        values = self._graph.objects(node, sh(local))
        if len(values) != 1:
            raise ConfigError(f"the shape {self._code} needs exactly one sh:{local}")
        return values[0]

    def _count(self, node: Term, local: str) -> int | None:
        return int(cast(Literal, self._one(node, local)).value) if self._graph.objects(node, sh(local)) else None

    def _list(self, node: Term) -> Iterator[Term]:
        while node != _NIL:
            yield self._of(node)[_FIRST][0]
            node = self._of(node)[_REST][0]

    def _path(self, node: Term) -> Path:
        if not self._graph.objects(node, sh("path")):
            return lambda graph, focus: (focus,)
        return self._step(self._one(node, "path"))

    def _predicate(self, node: Term) -> NamedNode | None:
        paths = self._graph.objects(node, sh("path"))
        return paths[0] if paths and isinstance(paths[0], NamedNode) else None

    def _step(self, path: Term) -> Path:
        if isinstance(path, NamedNode):
            return lambda graph, focus: graph.objects(focus, path)
        described = self._of(path)
        if sh("inversePath") in described:
            inverse = cast(NamedNode, described[sh("inversePath")][0])
            return lambda graph, focus: graph.subjects(inverse, focus)
        if sh("alternativePath") not in described:
            raise ConfigError(f"the shape {self._code} has a path of an unknown kind")
        steps = [self._step(one) for one in self._list(described[sh("alternativePath")][0])]
        return lambda graph, focus: list(dict.fromkeys(value for step in steps for value in step(graph, focus)))

    # ------------------------------------------------------------ constraints

    def _constraints(self, node: Term) -> tuple[tuple[Test, ...], tuple[Membership, ...]]:
        """Tests and memberships that each value must pass."""
        tests: list[Test] = []
        memberships: list[Membership] = []
        for predicate, objects in self._of(node).items():
            local = predicate.value.removeprefix(SH)
            for one in objects:
                if local == "class":
                    memberships.append(Membership((), frozenset((cast(NamedNode, one),))))
                elif local == "or":
                    self._or(one, tests, memberships)
                elif local in _MAKERS:
                    tests.append(_MAKERS[local](self, one))
                elif local not in _NOT_TESTS and predicate != RDF_TYPE:
                    raise ConfigError(f"the shape {self._code} uses {predicate}, which the fast check does not know")
        return tuple(tests), tuple(memberships)

    def _or(self, members: Term, tests: list[Test], memberships: list[Membership]) -> None:
        """A choice: of tests alone; or, where a member asks for a class, of tests and classes."""
        choices: list[Test] = []
        classes: set[NamedNode] = set()
        for member in self._list(members):
            of_class = self._graph.objects(member, sh("class"))
            if of_class and len(self._of(member)) == 1:
                classes.add(cast(NamedNode, of_class[0]))
            else:
                choices.append(self.conforming(member))
        if classes:
            memberships.append(Membership(tuple(choices), frozenset(classes)))
        else:
            tests.append(lambda graph, focus, one: any(choice(graph, focus, one) for choice in choices))

    def conforming(self, node: Term) -> Test:
        """A test whether a value conforms to a shape that stands inside another one."""
        tests, memberships = self._constraints(node)
        if memberships:
            raise ConfigError(f"the shape {self._code} asks for a class inside a nested shape")
        path, least, most = self._path(node), self._count(node, "minCount") or 0, self._count(node, "maxCount")

        def test(graph: Graph, focus: Term, one: Term) -> bool:
            values = path(graph, one)
            if len(values) < least or (most is not None and len(values) > most):
                return False
            return all(each(graph, one, value) for value in values for each in tests)

        return test

    def negated(self, node: Term) -> Test:
        test = self.conforming(node)
        return lambda graph, focus, one: not test(graph, focus, one)

    def among(self, members: Term) -> Test:
        allowed = frozenset(self._list(members))
        return lambda graph, focus, one: one in allowed


_NOT_TESTS: Final = frozenset(
    ("targetClass", "targetSubjectsOf", "path", "minCount", "maxCount", "severity", "message")
)  # fmt: skip


def _datatype(compiler: _Compiler, wanted: Term) -> Test:
    if not has_reader(cast(NamedNode, wanted)):
        return lambda graph, focus, one: isinstance(one, Literal) and one.datatype == wanted
    return lambda graph, focus, one: isinstance(one, Literal) and one.datatype == wanted and value(one) is not None


def _node_kind(compiler: _Compiler, wanted: Term) -> Test:
    if wanted != sh("IRI"):
        raise ConfigError(f"the fast check does not know the node kind {wanted}")
    return lambda graph, focus, one: isinstance(one, NamedNode)


def _pattern(compiler: _Compiler, wanted: Term) -> Test:
    search = re.compile(cast(Literal, wanted).value).search
    return lambda graph, focus, one: isinstance(one, Literal | NamedNode) and search(one.value) is not None


def _min_length(compiler: _Compiler, wanted: Term) -> Test:
    least = int(cast(Literal, wanted).value)
    return lambda graph, focus, one: isinstance(one, Literal | NamedNode) and len(one.value) >= least


def _bound(is_least: bool) -> Callable[[_Compiler, Term], Test]:
    def make(compiler: _Compiler, bound: Term) -> Test:
        limit = cast(Literal, bound)

        def test(graph: Graph, focus: Term, one: Term) -> bool:
            if not isinstance(one, Literal):
                return False
            return below(limit, one, or_equal=True) if is_least else below(one, limit, or_equal=True)

        return test

    return make


def _compared(or_equal: bool) -> Callable[[_Compiler, Term], Test]:
    def make(compiler: _Compiler, other: Term) -> Test:
        predicate = cast(NamedNode, other)

        def test(graph: Graph, focus: Term, one: Term) -> bool:
            return all(
                isinstance(one, Literal) and isinstance(b, Literal) and below(one, b, or_equal=or_equal)
                for b in graph.objects(focus, predicate)
            )

        return test

    return make


_MAKERS: Final[dict[str, Callable[[_Compiler, Term], Test]]] = {
    "datatype": _datatype,
    "nodeKind": _node_kind,
    "pattern": _pattern,
    "minLength": _min_length,
    "minInclusive": _bound(True),
    "maxInclusive": _bound(False),
    "lessThan": _compared(False),
    "lessThanOrEquals": _compared(True),
    "in": _Compiler.among,
    "node": _Compiler.conforming,
    "property": _Compiler.conforming,
    "not": _Compiler.negated,
}
