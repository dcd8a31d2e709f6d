"""The build's own check: block by block as the graph is written, without holding the graph.

What one block decides is found at once. Whether a node that a block points to is described as what it should be (a speaker
as a kg:Actor) shows only when all blocks have passed; until then the question waits in a scratch database, so that memory
stays flat.
"""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Final, cast

from pyoxigraph import BlankNode, NamedNode, Quad, Triple

from kg.validate.compile import Membership, Shape, backward_predicates, compiled_shapes
from kg.validate.findings import Finding
from kg.validate.graph import Graph, Term

_SCHEMA: Final = """
PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-4000;
CREATE TABLE described(node TEXT PRIMARY KEY, classes INT) WITHOUT ROWID;
CREATE TABLE wanted(node TEXT, classes INT, shape INT, focus TEXT, PRIMARY KEY(node, classes, shape)) WITHOUT ROWID;
BEGIN;
"""
_DESCRIBED: Final = "INSERT INTO described VALUES(?, ?) ON CONFLICT(node) DO UPDATE SET classes = classes | excluded.classes"
_WANTED: Final = "INSERT OR IGNORE INTO wanted VALUES(?, ?, ?, ?)"
_MISSING: Final = """
SELECT w.shape, w.focus FROM wanted w LEFT JOIN described d ON d.node = w.node
 WHERE d.node IS NULL OR NOT (d.classes & w.classes) ORDER BY w.shape, w.focus
"""


class Checker:
    """Checks the blocks of one graph; use as a context and ask ``finish`` when all blocks have passed.

    ``check`` and ``finish`` together find what pySHACL finds in the whole graph, except that a node which is missing or of
    a wrong class is reported once per shape, with one of the nodes that point to it.
    """

    def __init__(self) -> None:
        self._shapes = compiled_shapes()
        self._by_class = _grouped((cls, i) for i, shape in enumerate(self._shapes) for cls in shape.target_classes)
        self._by_predicate = _grouped((p, i) for i, shape in enumerate(self._shapes) for p in shape.target_subjects_of)
        asked = {cls for shape in self._shapes for member in shape.memberships for cls in member.classes}
        self._bits = {cls: 1 << i for i, cls in enumerate(sorted(asked, key=lambda cls: cls.value))}
        self._folder = tempfile.TemporaryDirectory(prefix="newskg-check-")
        self._db = sqlite3.connect(Path(self._folder.name) / "check.db", isolation_level=None)
        self._db.executescript(_SCHEMA)

    def __enter__(self) -> Checker:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._db.close()
        self._folder.cleanup()

    def check(self, block: Iterable[Quad | Triple]) -> list[Finding]:
        """What the shapes find fault with in a block, which must hold all that the graph says of its nodes."""
        graph = Graph(block, backward_predicates())
        described: list[tuple[str, int]] = []
        wanted: list[tuple[str, int, int, str]] = []
        findings = [
            self._finding(index, focus)
            for focus in graph.nodes
            for index in self._targeting(graph, focus)
            if not self._holds(index, graph, focus, wanted)
        ]
        for node in graph.nodes:
            if bits := self._classes(graph, node):
                described.append((_name(node), bits))
        self._db.executemany(_DESCRIBED, described)
        self._db.executemany(_WANTED, wanted)
        return sorted(findings)

    def finish(self) -> list[Finding]:
        """What is wrong between the blocks: nodes that no block describes as what they should be."""
        return sorted(self._finding_of(self._shapes[index], focus) for index, focus in self._db.execute(_MISSING))

    def _targeting(self, graph: Graph, focus: Term) -> list[int]:
        """The shapes, by index, that a node is a target of."""
        found = [i for cls in graph.types(focus) for i in self._by_class.get(cast(NamedNode, cls), ())]
        found += [i for p in graph.nodes[focus] if p in self._by_predicate for i in self._by_predicate[p]]
        return list(dict.fromkeys(found))

    def _holds(self, index: int, graph: Graph, focus: Term, wanted: list[tuple[str, int, int, str]]) -> bool:
        shape = self._shapes[index]
        values = shape.path(graph, focus)
        if not shape.passes(graph, focus, values):
            return False
        for member in shape.memberships:
            for value in values:
                verdict = self._is_member(member, graph, focus, value)
                if verdict is False:
                    return False
                if verdict is None:
                    wanted.append((_name(value), self._mask(member), index, _name(focus)))
        return True

    def _is_member(self, member: Membership, graph: Graph, focus: Term, value: Term) -> bool | None:
        """None where another block must tell."""
        if any(test(graph, focus, value) for test in member.tests):
            return True
        if not isinstance(value, NamedNode | BlankNode):
            return False
        if any(cls in member.classes for cls in graph.types(value)):
            return True
        return None

    def _mask(self, member: Membership) -> int:
        return sum(self._bits[cls] for cls in member.classes)

    def _classes(self, graph: Graph, node: Term) -> int:
        return sum(self._bits.get(cast(NamedNode, cls), 0) for cls in graph.types(node))

    def _finding(self, index: int, focus: Term) -> Finding:
        return self._finding_of(self._shapes[index], _name(focus))

    def _finding_of(self, shape: Shape, focus: str) -> Finding:
        return Finding(shape.code, shape.severity, focus, shape.message)


def _name(node: Term) -> str:
    return node.value if isinstance(node, NamedNode) else str(node)


def _grouped(pairs: Iterator[tuple[NamedNode, int]]) -> dict[NamedNode, Sequence[int]]:
    groups: dict[NamedNode, list[int]] = {}
    for key, index in pairs:
        groups.setdefault(key, []).append(index)
    return dict(groups)
