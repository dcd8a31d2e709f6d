"""Each real store once for all tests; where one is not installed, its tests are skipped and say so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from kg.store.credentials import Credentials
from tests.store import servers

FIXTURE = Path(__file__).parents[1] / "query" / "fixture.ttl"


@dataclass(frozen=True)
class Place:
    """A store to load: its address, and the credentials it wants."""

    name: str
    url: str
    credentials: Credentials | None


@pytest.fixture(scope="session")
def oxigraph_place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    program = servers.find_oxigraph()
    if program is None:
        pytest.skip("no oxigraph server here; pip install oxigraph")
    with servers.oxigraph(program, tmp_path_factory.mktemp("oxigraph")) as url:
        yield Place("oxigraph", url, None)


@pytest.fixture(scope="session")
def virtuoso_place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    program = servers.find_virtuoso()
    if program is None:
        pytest.skip("no Virtuoso here; apt-get install virtuoso-opensource-7")
    with servers.virtuoso(program, tmp_path_factory.mktemp("virtuoso")) as url:
        yield Place("virtuoso", url, Credentials(servers.USER, servers.PASSWORD))


@pytest.fixture(params=["folder", "oxigraph", "virtuoso"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    """Every kind of store in turn."""
    if request.param == "folder":
        return Place("folder", str(tmp_path / "store"), None)
    found: Place = request.getfixturevalue(f"{request.param}_place")
    return found
