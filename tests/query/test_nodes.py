"""Nodes are found by what people call them; a name that nobody has is answered with those near to it."""

from __future__ import annotations

import pytest

from kg.query.nodes import find_nodes, near_names, unknown_names
from kg.query.sandbox import Local

ID = "https://w3id.org/newskg/id/"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("VELEZ", ["entity/velez"]), ("ana vélez", ["entity/velez"]), ("Q71", ["entity/geneva"]), ("s5", ["source/s5"]),
        ("id:report/talks1", ["report/talks1"]), (f"<{ID}merge/talks13>", ["merge/talks13"]), ("nobody", []),
        ('" } #', []),
    ],
)  # fmt: skip
def test_find(story: Local, name: str, expected: list[str]) -> None:
    assert find_nodes(story, name) == [ID + path for path in expected]


def test_near(story: Local) -> None:
    assert near_names(story, "Tomas Read")[0] == "Tomas Reed"
    assert near_names(story, "zzz") == []


def test_remarks(story: Local) -> None:
    (remark,) = unknown_names(story, ["Velez", "Tomas Read"])
    assert remark.startswith("the graph has no node named 'Tomas Read'; near to it: Tomas Reed")
