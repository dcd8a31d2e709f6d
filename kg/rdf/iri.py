"""Deterministic IRIs: a path that tells the class and a hash of the object's key.

>>> Minter().event("meeting|2026-01-09").value
'https://w3id.org/newskg/id/event/37aeda0608f280df1faba372'

Actors and places share one path: a country that is a mere place today and acts tomorrow keeps its name.
"""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache
from typing import Final

from pyoxigraph import NamedNode

from kg.errors import ConfigError, ValueGateError
from kg.rdf import gates
from kg.rdf.terms import wikidata

DEFAULT_BASE: Final = "https://w3id.org/newskg/id/"
PATHS: Final = ("source", "report", "event", "entity", "link", "merge", "geometry", "run", "tool", "index", "graph")
"""Every path of an instance; after it the hash."""
_DIGITS: Final = 24
"""Hex digits of SHA-256 kept: 96 bits, so that a billion nodes collide with a probability of 6e-12."""
_QID: Final = re.compile(r"Q[1-9][0-9]{0,18}")
_ACTOR: Final = "actor:"
EARLIER_EVENT: Final = "event:="
_REMEMBERED: Final = 4096
"""IRIs kept by a Minter, since neighbours name the same actors and sources: about 1 MB."""


def hashed(key: str) -> str:
    """The hash that names the object with this key: 24 hex digits."""
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]


def is_actor_key(value: str) -> bool:
    """Whether ``value`` is the key of an actor or place, rather than a literal ("X") or the key of an event.

    All keys of actors begin with "actor:", all keys of events with "event:" (see kg/merge/identity.py)."""
    return value.startswith(_ACTOR)


def is_wikidata(target: str) -> bool:
    """Whether a link's target is the id of a Wikidata item."""
    return _QID.fullmatch(target) is not None


class Minter:
    """Makes the IRIs of instances under one base, which ends in "/" or "#"."""

    def __init__(self, base: str = DEFAULT_BASE) -> None:
        """Raises ConfigError for a base that is no IRI or has another ending."""
        try:
            gates.iri(base)
        except ValueGateError as error:
            raise ConfigError(f"base_iri: {error}") from error
        if not base.endswith(("/", "#")):
            raise ConfigError("base_iri must end in / or #", remedy=f"write {base}/")
        self.base = base
        self.world = NamedNode(f"{base}graph/world")
        self._mint = lru_cache(_REMEMBERED)(self._minted)

    def _minted(self, path: str, key: str) -> NamedNode:
        return NamedNode(f"{self.base}{path}/{hashed(key)}")

    def source(self, key: str) -> NamedNode:
        """A published document; also the name of the graph that holds what depends on it alone."""
        return self._mint("source", key)

    def report(self, key: str) -> NamedNode:
        return self._mint("report", key)

    def event(self, key: str) -> NamedNode:
        """An event; a key "event:=<hash>" is a name that an earlier graph gave it."""
        if key.startswith(EARLIER_EVENT):
            return NamedNode(f"{self.base}event/{key.removeprefix(EARLIER_EVENT)}")
        return self._mint("event", key)

    def entity(self, key: str) -> NamedNode:
        """An actor or a place."""
        return self._mint("entity", key)

    def link(self, key: str, target: str) -> NamedNode:
        """The decision that ties the actor with ``key`` to ``target`` ("" for none)."""
        return self._mint("link", f"{key}\n{target}")

    def reason(self, left: str, right: str) -> NamedNode:
        """Why the reports with these keys tell one event."""
        return self._mint("merge", f"{left}\n{right}")

    def geometry(self, key: str) -> NamedNode:
        return self._mint("geometry", key)

    def run(self, key: str) -> NamedNode:
        return self._mint("run", key)

    def tool(self, key: str) -> NamedNode:
        """A program, language pipeline or index."""
        return self._mint("tool", key)

    def target(self, target: str) -> NamedNode:
        """What a link points to: Wikidata's own IRI, or an IRI of ours for an entry that only the index has."""
        return wikidata(target) if is_wikidata(target) else self._mint("index", target)
