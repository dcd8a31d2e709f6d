"""``kg explain`` as a person uses it."""

from __future__ import annotations

import pytest

from tests.cli.kg_run import STORY, run


@pytest.mark.parametrize(
    ("node", "parts"),
    [
        ("velez", ["Ana Vélez", "EVENTS (4)"]),
        ("Q71", ["Geneva", "wd:Q71", "confidence 0.88", "could not be asked"]),
        ("s5", ["Release date April 3, 2026", "REPORTS IN THIS SOURCE (2)"]),
        ("https://w3id.org/newskg/id/event/strike", ["deathsHigh", "REPORTS (2)", "killed three"]),
        ("id:event/strike", ["military action"]),
    ],
)
def test_any_node_by_any_name(node: str, parts: list[str]) -> None:
    ended = run("explain", node, STORY)
    assert (ended.code, ended.err) == (0, "")
    for part in parts:
        assert part in ended.out


def test_nobody() -> None:
    ended = run("explain", "Tomas Read", STORY)
    assert (ended.code, ended.out) == (2, "")
    assert "near to it: Tomas Reed" in ended.err
