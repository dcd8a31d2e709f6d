"""What stands on the command line for a graph, and what is no graph."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.errors import ConfigError, InputError
from kg.query.graphs import Endpoint, graph_of
from kg.query.sandbox import Local


def test_files_folder_and_address(tmp_path: Path) -> None:
    (tmp_path / "a.ttl").touch()
    (tmp_path / "b.nq.gz").touch()
    files = [str(tmp_path / "a.ttl"), str(tmp_path / "b.nq.gz")]
    assert graph_of(files) == Local(files=tuple(files))
    store = ox.Store(str(tmp_path / "store"))
    del store
    assert graph_of([str(tmp_path / "store")]) == Local(folder=str(tmp_path / "store"))
    assert graph_of(["https://store.example/sparql"]) == Endpoint("https://store.example/sparql")


def test_what_is_no_graph(tmp_path: Path) -> None:
    (tmp_path / "a.ttl").touch()
    with pytest.raises(InputError, match="no such file"):
        graph_of([str(tmp_path / "b.ttl")])
    with pytest.raises(InputError, match="no store"):
        graph_of([str(tmp_path)])
    with pytest.raises(ConfigError, match="name RDF files"):
        graph_of([])
    with pytest.raises(ConfigError, match="stands alone"):
        graph_of([str(tmp_path / "a.ttl"), "https://store.example/sparql"])
