"""Loading: one named graph after the other, each counted after it is written; done twice, it changes nothing."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox

from kg.errors import RemoteError
from kg.store.client import Client, Patience, check_address, new_session
from kg.store.credentials import Credentials
from kg.store.endpoints import Endpoints, find
from kg.store.staging import Staged, stage
from kg.store.target import RemoteTarget, Target, open_folder
from kg.store.world import merged

LOG: Final = logging.getLogger(__name__)

Progress = Callable[[int, int], None]
"""Called with the graphs done and the graphs in all."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What was loaded: graphs, triples in them, graphs of a folder that were left alone, as they held the same."""

    graphs: int
    triples: int
    unchanged: int


def open_target(place: str, credentials: Credentials | None = None, query_url: str = "") -> Target:
    """The store at ``place``: a URL or a folder. ``query_url`` names the query address of a store whose addresses
    cannot be found from ``place``, which then is its graph store address.

    Raises ConfigError for an address that is none, RemoteError for a store that is not there, OutputError for a
    folder that cannot be opened."""
    if not place.startswith(("http://", "https://")):
        return open_folder(place)
    client = Client(credentials, Patience(), new_session(Patience()))
    if query_url:
        return RemoteTarget(client, Endpoints(check_address(query_url), check_address(place)))
    return RemoteTarget(client, find(client, place))


def load(files: Iterable[str], target: Target, progress: Progress = lambda done, total: None) -> Loaded:
    """Load RDF files into ``target``, the graph shared by all sources first.

    Complete graphs stay where it is broken off; loading again goes on. Raises InputError for files that cannot be
    loaded, RemoteError for a store that fails or does not hold what it was given, OutputError for a folder."""
    return load_staged(stage(files), target, progress)


def load_staged(staged: Staged, target: Target, progress: Progress = lambda done, total: None) -> Loaded:
    """Load what is ready in its graphs; see ``load``."""
    graphs = staged.graphs()
    triples = unchanged = 0
    for done, graph in enumerate(graphs, 1):
        wanted = sorted(staged.triples(graph), key=str)
        if graph == staged.world:
            wanted = merged(wanted, target, staged.world, graphs)
        if target.holds(graph, wanted):
            unchanged += 1
        else:
            _write(target, graph, wanted)
        triples += len(wanted)
        progress(done, len(graphs))
    return Loaded(len(graphs), triples, unchanged)


def _write(target: Target, graph: ox.NamedNode, wanted: list[ox.Triple]) -> None:
    target.replace(graph, wanted)
    held = target.count(graph)
    if held != len(wanted):
        raise RemoteError(f"the store holds {held} of {len(wanted)} triples of the graph {graph} after it took them")
    LOG.info("%s: %d triples", graph.value, held)
