"""Files made ready for a store: every triple in the named graph from which it can be replaced or dropped again.

    graph named by a source's IRI   the source, its reports, and which events and actors it mentions
    graph <base>graph/world         events, actors, places, links, merges, the run

N-Quads, TriG and JSON-LD of ``kg build`` come so; Turtle, N-Triples and RDF/XML have no graphs and are split by the
same rule here.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final, cast

import pyoxigraph as ox

from kg.errors import InputError, OutputError
from kg.rdf.formats import find_format
from kg.rdf.iri import DEFAULT_BASE, Minter
from kg.rdf.terms import KG, RDF_TYPE

_SOURCE_PATH: Final = re.compile(r"(.+[/#])source/[^/#]+")


@dataclass(frozen=True, slots=True)
class Staged:
    """What is to be loaded, all of it in named graphs, and which of these is the one shared by all sources."""

    store: ox.Store
    world: ox.NamedNode

    def graphs(self) -> list[ox.NamedNode]:
        """All graphs: the shared one first, so that no report ever stands without its event, then by name."""
        names = [graph for graph in self.store.named_graphs() if isinstance(graph, ox.NamedNode)]
        return sorted(names, key=lambda graph: (graph != self.world, graph.value))

    def triples(self, graph: ox.NamedNode) -> list[ox.Triple]:
        """The triples of one graph."""
        return [quad.triple for quad in self.store.quads_for_pattern(None, None, None, graph)]


def stage(files: Iterable[str]) -> Staged:
    """Read RDF files (also .gz) and put what stands in no graph into its own.

    Raises InputError for a file that cannot be read, and for blank nodes, which a second load would double."""
    store = ox.Store()
    for file in files:
        _read(store, file)
    if not len(store):
        raise InputError("the files hold no triples")
    world = _world(store)
    _split(store, world)
    _refuse_blank(store)
    return Staged(store, world)


def _read(store: ox.Store, file: str) -> None:
    try:
        form = find_format(file).rdf
        with cast(IO[bytes], gzip.open(file) if file.lower().endswith(".gz") else Path(file).open("rb")) as stream:
            store.bulk_load(stream, format=form)
    except (OSError, EOFError) as error:
        raise InputError(f"cannot be read: {getattr(error, 'strerror', None) or error}", place=file) from error
    except OutputError as error:
        raise InputError(error.message, place=file, remedy=error.remedy) from error
    except SyntaxError as error:
        raise InputError(f"is broken RDF: {error.msg}", place=file) from error


def _world(store: ox.Store) -> ox.NamedNode:
    """The shared graph of the base under which the sources are named; of the usual base where there is none."""
    for quad in store.quads_for_pattern(None, RDF_TYPE, KG.Source, None):
        match = _SOURCE_PATH.fullmatch(quad.subject.value) if isinstance(quad.subject, ox.NamedNode) else None
        if match:
            return Minter(match[1]).world
    return Minter(DEFAULT_BASE).world


def _split(store: ox.Store, world: ox.NamedNode) -> None:
    default = ox.DefaultGraph()
    owner: dict[object, ox.NamedNode] = {}
    for quad in store.quads_for_pattern(None, RDF_TYPE, KG.Source, default):
        owner[quad.subject] = cast(ox.NamedNode, quad.subject)
    for quad in store.quads_for_pattern(None, KG.inSource, None, default):
        owner[quad.subject] = cast(ox.NamedNode, quad.object)
    loose = list(store.quads_for_pattern(None, None, None, default))
    store.clear_graph(default)
    store.bulk_extend(ox.Quad(q.subject, q.predicate, q.object, _graph_of(q, owner, world)) for q in loose)


def _graph_of(quad: ox.Quad, owner: dict[object, ox.NamedNode], world: ox.NamedNode) -> ox.NamedNode:
    if quad.predicate == KG.mentionedIn and isinstance(quad.object, ox.NamedNode):
        return quad.object
    return owner.get(quad.subject, world)


def _refuse_blank(store: ox.Store) -> None:
    for quad in store.quads_for_pattern(None, None, None, None):
        if any(isinstance(term, ox.BlankNode) for term in (quad.subject, quad.object, quad.graph_name)):
            raise InputError("a blank node has no name by which a second load could find it", remedy="name it by an IRI")
