"""The smallest interface of a store to be loaded, and its two kinds: an Oxigraph folder and a remote SPARQL 1.1 store."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol, cast

import pyoxigraph as ox

from kg.errors import OutputError, RemoteError
from kg.rdf.terms import KG
from kg.store.client import Client, Reply, public
from kg.store.endpoints import Endpoints, ask, explained

LOG: Final = logging.getLogger(__name__)

PART: Final = 100_000
"""Triples of one request; a larger graph is put in its first part and gets the others added."""

PAGE: Final = 5000
"""Rows asked for at a time; Virtuoso's usual limit is 10,000, beyond which it cuts in silence."""

_BULK: Final = 50_000
"""Triples from which Oxigraph's bulk loader is faster than a transaction."""


class Target(Protocol):
    """What loading needs of a store."""

    def count(self, graph: ox.NamedNode) -> int:
        """How many triples a graph holds, 0 for one that does not exist."""

    def read(self, graph: ox.NamedNode) -> list[ox.Triple]:
        """All triples of a graph."""

    def holds(self, graph: ox.NamedNode, triples: Sequence[ox.Triple]) -> bool:
        """Whether the graph is known to hold just these triples, so that it need not be written."""

    def replace(self, graph: ox.NamedNode, triples: Sequence[ox.Triple]) -> None:
        """Make the graph hold these triples and no others."""

    def mentioned(self, apart_from: Iterable[ox.NamedNode]) -> list[str]:
        """The IRIs of all nodes that sources other than these mention."""


@dataclass(frozen=True, slots=True)
class FolderTarget:
    """An Oxigraph folder, made where there is none."""

    store: ox.Store

    def count(self, graph: ox.NamedNode) -> int:
        return sum(1 for _ in self.store.quads_for_pattern(None, None, None, graph))

    def read(self, graph: ox.NamedNode) -> list[ox.Triple]:
        return [quad.triple for quad in self.store.quads_for_pattern(None, None, None, graph)]

    def holds(self, graph: ox.NamedNode, triples: Sequence[ox.Triple]) -> bool:
        return set(self.read(graph)) == set(triples)

    def replace(self, graph: ox.NamedNode, triples: Sequence[ox.Triple]) -> None:
        self.store.clear_graph(graph)
        quads = [ox.Quad(t.subject, t.predicate, t.object, graph) for t in triples]
        if len(quads) > _BULK:
            self.store.bulk_extend(quads)
        else:
            self.store.extend(quads)
        self.store.flush()

    def mentioned(self, apart_from: Iterable[ox.NamedNode]) -> list[str]:
        apart = set(apart_from)
        quads = self.store.quads_for_pattern(None, KG.mentionedIn, None, None)
        found = {q.subject.value for q in quads if q.graph_name not in apart and isinstance(q.subject, ox.NamedNode)}
        return sorted(found)


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

    def read(self, graph: ox.NamedNode) -> list[ox.Triple]:
        reply = self.client.send(
            "GET",
            self.endpoints.graphs,
            params={"graph": graph.value},
            headers={"Accept": "application/n-triples, text/turtle;q=0.5"},
        )
        if reply.status == 404:
            return []
        self._expect(reply, (200,), graph)
        try:
            triples = [quad.triple for quad in ox.parse(reply.body, format=_form_of(reply))]
        except SyntaxError as error:
            raise RemoteError(f"gave broken RDF for the graph {graph}: {error.msg}", place=self._place) from error
        held = self.count(graph)
        if len(triples) != held:
            raise RemoteError(f"gave {len(triples)} of the {held} triples of {graph}", place=self._place)
        return triples

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

    def mentioned(self, apart_from: Iterable[ox.NamedNode]) -> list[str]:
        """Asked source by source and page by page, for no store needs to sort or send much at a time."""
        apart = {graph.value for graph in apart_from}
        graphs = self._paged(f"SELECT DISTINCT ?x WHERE {{ GRAPH ?x {{ ?s {KG.mentionedIn} ?o }} }} ORDER BY ?x")
        found: set[str] = set()
        for graph in graphs:
            if graph not in apart:
                source = ox.NamedNode(graph)
                found.update(
                    self._paged(f"SELECT DISTINCT ?x WHERE {{ GRAPH {source} {{ ?x {KG.mentionedIn} ?o }} }} ORDER BY ?x")
                )
        return sorted(found)

    def _paged(self, query: str) -> list[str]:
        found: list[str] = []
        while True:
            page = self._rows(f"{query} LIMIT {PAGE} OFFSET {len(found)}")
            found += [row["x"]["value"] for row in page]
            if len(page) < PAGE:
                return found

    def _rows(self, query: str) -> list[dict[str, dict[str, str]]]:
        reply = ask(self.client, self.endpoints.query, query)
        self._expect(reply, (200,))
        try:
            return cast(list[dict[str, dict[str, str]]], json.loads(reply.body.decode("utf-8"))["results"]["bindings"])
        except (ValueError, KeyError, TypeError) as error:
            raise RemoteError("the answer is no SPARQL result", place=self._place) from error

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


def _form_of(reply: Reply) -> ox.RdfFormat:
    media = reply.headers.get("content-type", "").partition(";")[0].strip()
    return ox.RdfFormat.from_media_type(media) or ox.RdfFormat.TURTLE
