"""The smallest interface of a store to be loaded, and its two kinds: an Oxigraph folder and a remote SPARQL 1.1 store."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Protocol, cast

import pyoxigraph as ox

from kg.errors import OutputError, RemoteError
from kg.rdf.terms import KG
from kg.store.client import Client, Reply, public
from kg.store.endpoints import Endpoints, ask, canonical, explained, refuse_cut
from kg.store.world import Former

LOG: Final = logging.getLogger(__name__)

PART: Final = 100_000
"""Triples of one request; a larger graph is put in its first part and gets the others added."""

PAGE: Final = 5000
"""Rows asked for at a time; Virtuoso's usual limit is 10,000, beyond which it cuts in silence."""

CUT: Final = 10_000
"""Rows at which an answer may have been cut, so it is not trusted."""

NODES: Final = 50
"""Nodes asked about at a time; a node of the shared graph has some 20 triples, a busy one some hundred."""

_BULK: Final = 50_000
"""Triples from which Oxigraph's bulk loader is faster than a transaction."""


class Target(Former, Protocol):
    """What loading needs of a store."""

    def count(self, graph: ox.NamedNode) -> int:
        """How many triples a graph holds, 0 for one that does not exist."""

    def holds(self, graph: ox.NamedNode, triples: Sequence[ox.Triple]) -> bool:
        """Whether the graph is known to hold just these triples, so that it need not be written."""

    def replace(self, graph: ox.NamedNode, triples: Sequence[ox.Triple]) -> None:
        """Make the graph hold these triples and no others."""


@dataclass(frozen=True, slots=True)
class FolderTarget:
    """An Oxigraph folder, made where there is none."""

    store: ox.Store

    def count(self, graph: ox.NamedNode) -> int:
        return sum(1 for _ in self.store.quads_for_pattern(None, None, None, graph))

    def holds(self, graph: ox.NamedNode, triples: Sequence[ox.Triple]) -> bool:
        return {quad.triple for quad in self.store.quads_for_pattern(None, None, None, graph)} == set(triples)

    def replace(self, graph: ox.NamedNode, triples: Sequence[ox.Triple]) -> None:
        self.store.clear_graph(graph)
        quads = [ox.Quad(t.subject, t.predicate, t.object, graph) for t in triples]
        if len(quads) > _BULK:
            self.store.bulk_extend(quads)
        else:
            self.store.extend(quads)
        self.store.flush()

    def mentioned(self, apart_from: Iterable[ox.NamedNode]) -> list[ox.NamedNode]:
        apart = set(apart_from)
        quads = self.store.quads_for_pattern(None, KG.mentionedIn, None, None)
        return _in_order(q.subject for q in quads if q.graph_name not in apart)

    def pointing(self, graph: ox.NamedNode, prop: ox.NamedNode, values: Iterable[ox.NamedNode]) -> list[ox.NamedNode]:
        return _in_order(q.subject for v in values for q in self.store.quads_for_pattern(None, prop, v, graph))

    def describe(self, graph: ox.NamedNode, subjects: Iterable[ox.NamedNode]) -> list[ox.Triple]:
        return [q.triple for subject in subjects for q in self.store.quads_for_pattern(subject, None, None, graph)]


def open_folder(folder: str) -> FolderTarget:
    """The store in a folder. Raises OutputError where it is held by another process or is no store."""
    path = Path(folder)
    if path.is_dir() and any(path.iterdir()) and not (path / "CURRENT").is_file():  # RocksDB always has that file
        raise OutputError("is a folder with other things in it, no store", place=folder, remedy="name a new folder")
    try:
        return FolderTarget(ox.Store(folder))
    except OSError as error:
        reason = "is in use by another process" if "lock" in str(error).lower() else f"cannot be opened: {error}"
        raise OutputError(reason, place=folder) from error


@dataclass(frozen=True, slots=True)
class RemoteTarget:
    """A SPARQL 1.1 store reached by the Graph Store Protocol and its query address."""

    client: Client
    endpoints: Endpoints

    def count(self, graph: ox.NamedNode) -> int:
        rows = self._rows(f"SELECT (COUNT(*) AS ?n) WHERE {{ GRAPH {graph} {{ ?s ?p ?o }} }}")
        return int(rows[0]["n"]["value"])

    def holds(self, graph: ox.NamedNode, triples: Sequence[ox.Triple]) -> bool:
        """Not asked: to put a graph again costs less than to fetch it, and changes nothing."""
        return False

    def replace(self, graph: ox.NamedNode, triples: Sequence[ox.Triple]) -> None:
        """One PUT with its length, and for large graphs a POST for each further part; a retry of either does no harm."""
        for start in range(0, max(len(triples), 1), PART):
            body = "".join(f"{triple} .\n" for triple in triples[start : start + PART]).encode("utf-8")
            reply = self.client.send(
                "POST" if start else "PUT", self.endpoints.graphs, params={"graph": graph.value}, body=body,
                headers={"Content-Type": "text/turtle; charset=utf-8"},
            )  # fmt: skip
            self._expect(reply, (200, 201, 204), graph)

    def mentioned(self, apart_from: Iterable[ox.NamedNode]) -> list[ox.NamedNode]:
        """Asked source by source and page by page, for no store needs to sort or send much at a time."""
        apart = set(apart_from)
        found: list[ox.NamedNode] = []
        for source in self._paged(f"SELECT DISTINCT ?x WHERE {{ GRAPH ?x {{ ?s {KG.mentionedIn} ?o }} }} ORDER BY ?x"):
            if source not in apart:
                found += self._paged(f"SELECT DISTINCT ?x WHERE {{ GRAPH {source} {{ ?x {KG.mentionedIn} ?o }} }} ORDER BY ?x")
        return _in_order(found)

    def pointing(self, graph: ox.NamedNode, prop: ox.NamedNode, values: Iterable[ox.NamedNode]) -> list[ox.NamedNode]:
        found: list[ox.NamedNode] = []
        for listed in _listed(values):
            body = f"GRAPH {graph} {{ VALUES ?o {{ {listed} }} ?x {prop} ?o }}"
            found += self._paged(f"SELECT DISTINCT ?x WHERE {{ {body} }} ORDER BY ?x")
        return _in_order(found)

    def describe(self, graph: ox.NamedNode, subjects: Iterable[ox.NamedNode]) -> list[ox.Triple]:
        found: list[ox.Triple] = []
        for listed in _listed(subjects):
            body = f"GRAPH {graph} {{ VALUES ?s {{ {listed} }} ?s ?p ?o }}"
            rows = self._rows(f"SELECT ?s ?p ?o WHERE {{ {body} }} LIMIT {CUT}")
            if len(rows) == CUT:
                raise RemoteError(f"has too much to say of one node in {graph}", place=self._place)
            found += [ox.Triple(term_of(row["s"]), term_of(row["p"]), term_of(row["o"])) for row in rows]
        return found

    def _paged(self, query: str) -> list[ox.NamedNode]:
        found: list[ox.NamedNode] = []
        while True:
            page = self._rows(f"{query} LIMIT {PAGE} OFFSET {len(found)}")
            found += [ox.NamedNode(row["x"]["value"]) for row in page]
            if len(page) < PAGE:
                return found

    def _rows(self, query: str) -> list[dict[str, dict[str, str]]]:
        reply = ask(self.client, self.endpoints.query, query)
        self._expect(reply, (200,))
        try:
            rows = cast(list[dict[str, dict[str, str]]], json.loads(reply.body.decode("utf-8"))["results"]["bindings"])
        except (ValueError, KeyError, TypeError) as error:
            raise RemoteError("the answer is no SPARQL result", place=self._place) from error
        refuse_cut(reply, len(rows), self.endpoints.query)
        return rows

    def _expect(self, reply: Reply, statuses: tuple[int, ...], graph: ox.NamedNode | None = None) -> None:
        if reply.status in statuses:
            return
        about = f" for the graph {graph}" if graph else ""
        if reply.status in (401, 403):
            raise RemoteError(
                f"refuses access{about} ({reply.status})", place=self._place, remedy="set KG_STORE_USER and KG_STORE_PASSWORD"
            )
        raise RemoteError(f"answers {explained(reply)}{about}", place=self._place)

    @property
    def _place(self) -> str:
        return public(self.endpoints.graphs)


def term_of(cell: Mapping[str, str]) -> Any:
    """A cell of SPARQL 1.1 JSON results as Oxigraph's term."""
    if cell["type"] == "uri":
        return ox.NamedNode(cell["value"])
    if language := cell.get("xml:lang"):
        return ox.Literal(cell["value"], language=language)
    datatype = cell.get("datatype", "")
    return ox.Literal(canonical(cell["value"], datatype), datatype=ox.NamedNode(datatype) if datatype else None)


def _listed(nodes: Iterable[ox.NamedNode]) -> Iterator[str]:
    """The nodes as SPARQL, so many at a time that what a store says of them stays under its limits."""
    distinct = list(dict.fromkeys(nodes))
    for start in range(0, len(distinct), NODES):
        yield " ".join(str(node) for node in distinct[start : start + NODES])


def _in_order(subjects: Iterable[object]) -> list[ox.NamedNode]:
    named = {subject.value: subject for subject in subjects if isinstance(subject, ox.NamedNode)}
    return [named[name] for name in sorted(named)]
