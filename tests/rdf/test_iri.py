"""IRIs are pure functions of keys."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from kg.errors import ConfigError
from kg.rdf.iri import DEFAULT_BASE, PATHS, Minter, is_actor_key, is_wikidata


def test_every_iri_has_a_known_path_and_a_hash() -> None:
    minter = Minter("https://example.org/n/")
    made = [
        minter.source("k"), minter.report("k"), minter.event("k"), minter.entity("k"), minter.link("k", "Q1"),
        minter.reason("k", "l"), minter.geometry("k"), minter.run("k"), minter.tool("k"), minter.target("kg:k"),
    ]  # fmt: skip
    for iri in made:
        assert re.fullmatch(rf"https://example\.org/n/({'|'.join(PATHS)})/[0-9a-f]{{24}}", iri.value)
    assert len({iri.value for iri in made}) == len(made)


def test_keys_decide_and_nothing_else() -> None:
    assert Minter().event("a") == Minter().event("a") != Minter().event("b")
    assert Minter().link("a", "b") != Minter().link("b", "a")
    code = "from kg.rdf.iri import Minter; print(Minter().event('a').value)"
    seen = {subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True,
                           env={"PYTHONHASHSEED": seed}).stdout for seed in ("1", "2")}  # fmt: skip
    assert seen == {Minter().event("a").value + "\n"}


def test_an_earlier_name_is_kept() -> None:
    earlier = Minter().event("a").value.rsplit("/", 1)[1]
    assert Minter().event(f"event:={earlier}") == Minter().event("a")


@pytest.mark.parametrize("base", ["https://example.org/n", "example.org/", "https://example.org/a b/", ""])
def test_a_wrong_base_is_refused(base: str) -> None:
    with pytest.raises(ConfigError):
        Minter(base)


@pytest.mark.parametrize(
    ("target", "expected"),
    [("Q90", "http://www.wikidata.org/entity/Q90"), ("kg:office-7", f"{DEFAULT_BASE}index/")],
)
def test_targets(target: str, expected: str) -> None:
    assert Minter().target(target).value.startswith(expected)


@pytest.mark.parametrize(("target", "expected"), [("Q90", True), ("Q0", False), ("Q9x", False), ("kg:Q90", False), ("", False)])
def test_what_counts_as_wikidata(target: str, expected: bool) -> None:
    assert is_wikidata(target) is expected


@pytest.mark.parametrize(
    ("key", "expected"), [("actor:wd:Q90", True), ("event:x", False), ("X", False), ("press: hall", False)]
)
def test_what_counts_as_an_actor(key: str, expected: bool) -> None:
    assert is_actor_key(key) is expected
