"""What a graph is on the command line: RDF files, one store folder, or the address of a SPARQL endpoint.

>>> graph_of(["https://store.example/sparql"])
Endpoint(url='https://store.example/sparql')
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.errors import ConfigError, InputError
from kg.query import named, sandbox, wordings
from kg.query.answer import Answer, Term
from kg.query.sandbox import DEFAULT, Limits, Local


@dataclass(frozen=True, slots=True)
class Endpoint:
    """The address of a SPARQL 1.1 endpoint, or of a store whose endpoint is found from it."""

    url: str


Graph = Local | Endpoint


def graph_of(places: Sequence[str]) -> Graph:
    """The graph at ``places``: files drawn together, or one folder, or one address.

    Raises ConfigError for none or a mixture, InputError for a place that does not exist or is no store."""
    if not places:
        raise ConfigError("no graph is named", remedy="name RDF files, a store folder or the URL of an endpoint")
    if len(places) > 1 and any(_is_address(place) or Path(place).is_dir() for place in places):
        raise ConfigError("files can be drawn together, but a folder or an endpoint stands alone")
    if _is_address(places[0]):
        return Endpoint(places[0])
    return _folder(places[0]) if Path(places[0]).is_dir() else Local(files=tuple(_file(place) for place in places))


def ask(graph: Graph, query: str, limits: Limits = DEFAULT) -> Answer:
    """The answer to ``query``, wherever the graph is. Raises QueryError, InputError and RemoteError."""
    if isinstance(graph, Endpoint):
        from kg.query import remote  # brings in requests, which costs as much time as a query over files

        return remote.run(graph.url, query, limits)
    return sandbox.run(graph, query, limits)


def ask_named(graph: Graph, name: str, given: Mapping[str, str], limits: Limits = DEFAULT) -> Answer:
    """The answer to the named question, its rows drawn together (``kg.query.named.fold``) and its wordings compared.
    Errors as ``ask``."""
    asked = named.question(name)
    answer = named.fold(asked, ask(graph, named.bind(asked, given), limits))
    return wordings.side_by_side(answer, *asked.compare) if asked.compare else answer


def rows(graph: Graph, query: str, limits: Limits = DEFAULT) -> list[dict[str, Term]]:
    """All rows of a SELECT as dictionaries from variable to term, without what is unbound. Errors as ``ask``."""
    answer = ask(graph, query, limits)
    return [{v: term for v, term in zip(answer.variables, row, strict=True) if term} for row in answer.rows]


def _is_address(place: str) -> bool:
    return place.startswith(("http://", "https://"))


def _folder(place: str) -> Local:
    if not Path(place, "CURRENT").is_file():  # every RocksDB folder has this file
        raise InputError("is a folder, but no store", place=place, remedy="make one with: kg load FILE --to FOLDER")
    return Local(folder=place)


def _file(place: str) -> str:
    if not Path(place).is_file():
        raise InputError("there is no such file", place=place)
    return place
