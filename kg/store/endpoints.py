"""Finding a store's query address and graph store address from the one URL that a user gives.

>>> [e.graphs for e in candidates("http://127.0.0.1:7878/query")]
['http://127.0.0.1:7878/store', 'http://127.0.0.1:7878/data']
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from urllib.parse import urlsplit

from kg.errors import RemoteError
from kg.rdf.terms import XSD
from kg.store.client import Client, Reply, check_address, public

RESULTS = "application/sparql-results+json"


@dataclass(frozen=True, slots=True)
class Endpoints:
    """The addresses of one store: ``query`` (SPARQL 1.1 Protocol) and ``graphs`` (Graph Store Protocol)."""

    query: str
    graphs: str


@dataclass(frozen=True, slots=True)
class Layout:
    """Where one kind of store keeps its addresses, under its base."""

    name: str
    known: tuple[str, ...]
    query: str
    graphs: str

    def under(self, base: str) -> Endpoints:
        """The addresses of a store of this kind at ``base``."""
        return Endpoints(self.query.format(base=base), self.graphs.format(base=base))


@cache
def layouts() -> tuple[Layout, ...]:
    """The kinds of stores in ``layouts.toml``, in the order in which they are tried."""
    table = tomllib.loads(files("kg.store").joinpath("layouts.toml").read_text(encoding="utf-8"))
    return tuple(Layout(e["name"], tuple(e["known"]), e["query"], e["graphs"]) for e in table["layout"])


def candidates(url: str) -> tuple[Endpoints, ...]:
    """The pairs of addresses that ``url`` may mean: of stores that know its ending, else of all with ``url`` as base."""
    plain = check_address(url).rstrip("/")
    fitting = [(layout, ending) for layout in layouts() for ending in layout.known if urlsplit(plain).path.endswith(ending)]
    if fitting:
        return tuple(layout.under(plain.removesuffix(ending)) for layout, ending in fitting)
    return tuple(layout.under(plain) for layout in layouts())


def find(client: Client, url: str) -> Endpoints:
    """The first pair of addresses whose query address answers a query. Raises RemoteError where none does."""
    tried: list[str] = []
    for endpoints in candidates(url):
        reply = ask(client, endpoints.query, "SELECT ?s { ?s ?p ?o } LIMIT 1")
        if reply.status == 200 and _is_answer(reply):
            return endpoints
        tried.append(f"{urlsplit(endpoints.query).path or '/'}: {reply.status}")
    raise RemoteError(f"no SPARQL endpoint was found ({', '.join(tried)})", place=public(url))


def ask(client: Client, query_url: str, query: str, accept: str = RESULTS) -> Reply:
    """The reply to a query, sent as a form, which every store takes (Virtuoso hangs on a bare query as body, and does
    not see a form behind an address with parameters).

    The default graph is to be the union of all: Oxigraph does so only when asked; others ignore the field."""
    form = {"query": query, "union-default-graph": "true"}
    return client.send("POST", query_url, form=form, headers={"Accept": accept})


def _is_answer(reply: Reply) -> bool:
    try:
        return isinstance(json.loads(reply.body.decode("utf-8"))["results"]["bindings"], list)
    except (ValueError, KeyError, TypeError):
        return False


def refuse_cut(reply: Reply, count: int, url: str) -> None:
    """Raise RemoteError where the store cut its answer: Virtuoso answers 200 with as many rows as its limit allows."""
    most = reply.headers.get("x-sparql-maxrows", "")
    if most.isdecimal() and count >= int(most) > 0:
        raise RemoteError(f"the store cut the result at {most} rows", place=public(url), remedy="ask with LIMIT and OFFSET")


def canonical(value: str, datatype: str) -> str:
    """The lexical form that was written; Virtuoso gives booleans back as 1 and 0."""
    return {"1": "true", "0": "false"}.get(value, value) if datatype == XSD.boolean.value else value


def explained(reply: Reply, limit: int = 300) -> str:
    """What a store says about a failure, in one line of at most ``limit`` characters."""
    words = " ".join(_paragraphs(reply.body.decode("utf-8", "replace")))
    return f"{reply.status}: {words[:limit]}".rstrip(": ")


def _paragraphs(text: str) -> Iterator[str]:
    """The words outside angle brackets: stores answer in plain text or in pages."""
    inside = False
    for word in text.replace("<", " < ").replace(">", " > ").split():
        inside = word == "<" or (inside and word != ">")
        if not inside and word != ">":
            yield word
