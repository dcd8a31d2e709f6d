"""The shape files, from the installed package or, in a checkout, from the folder ``shapes/`` at its top."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Final

from kg.errors import ConfigError

NAMESPACE: Final = "https://w3id.org/newskg/shapes#"
SH: Final = "http://www.w3.org/ns/shacl#"


def packaged(name: str) -> Traversable:
    """The folder ``name`` ("shapes", "ontology") that the wheel carries in ``kg/_data``; else the checkout's own."""
    inside = files("kg") / "_data" / name
    if inside.is_dir():
        return inside
    beside = Path(__file__).parents[2] / name
    if beside.is_dir():
        return beside
    raise ConfigError(f"the folder {name} is missing from the installation", remedy="install newskg again")


@cache
def shape_files() -> tuple[tuple[str, str], ...]:
    """Code and Turtle text of every shape, in order of the codes."""
    found = [entry for entry in packaged("shapes").iterdir() if entry.name.endswith(".ttl")]
    return tuple(sorted((entry.name.removesuffix(".ttl"), entry.read_text(encoding="utf-8")) for entry in found))
