"""``kg ask`` as a person uses it."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.cli.kg_run import STORY, run


def test_without_a_name_it_lists_the_questions_with_their_parameters() -> None:
    shown = run("ask").out
    for name in ("timeline", "coded-events", "said-about", "meetings", "not-happened", "audit", "wordings"):
        assert f"\n{name}\n" in f"\n{shown}"
    assert "--actor (node, required)" in shown
    assert 'kg ask timeline graph.ttl --actor "United Nations"' in shown
    assert max(len(line) for line in shown.splitlines() if "kg ask" not in line) <= 80


@pytest.mark.parametrize("given", [["--actor", "united nations"], ["--actor=UN"], ["--actor", "Q1065", "--from", "2026-01-01"]])
def test_parameters(given: list[str]) -> None:
    ended = run("ask", "timeline", STORY, *given, "--format", "csv")
    assert (ended.code, ended.err) == (0, "")
    (row,) = csv.DictReader(ended.out.splitlines())
    assert (row["class"], row["earliest"], row["independent"]) == ("meeting", "2026-03-04", "1")


def test_parameters_may_stand_before_the_graph_and_rows_go_to_a_file(tmp_path: Path) -> None:
    out = tmp_path / "m.tsv"
    assert run("ask", "meetings", "--mode", "phone", STORY, "-o", str(out)).code == 0
    assert out.read_text(encoding="utf-8").splitlines()[1].count("Ana Vélez; United Nations") == 1


def test_an_unknown_name_is_answered_with_near_ones() -> None:
    ended = run("ask", "timeline", STORY, "--actor", "Tomas Read")
    assert ended.code == 0
    assert "no node named 'Tomas Read'; near to it: Tomas Reed" in ended.err
    assert run("ask", "meetings", STORY, "--actor", "Ilse Brandt").err == ""


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("ask", "timelime", STORY), 2, "choose one of actors, audit"),
        (("ask", "timeline", STORY), 2, "needs --actor"),
        (("ask", "timeline", STORY, "--actor"), 2, "--actor has no value"),
        (("ask", "timeline", STORY, "--actor", "a", "--actor", "b"), 2, "given twice"),
        (("ask", "timeline", STORY, "--actor", "a", "--until", "x"), 2, "no parameter 'until'"),
        (("ask", "timeline", "--actor", "a"), 2, "no graph is named"),
        (("ask", "timeline", "none.ttl", "--actor", "a"), 4, "no such file"),
        (("ask", "meetings", STORY, "--mode", "letter"), 2, "not one of in-person, phone"),
    ],
)
def test_errors(arguments: tuple[str, ...], code: int, message: str, tmp_path: Path) -> None:
    ended = run(*arguments, cwd=tmp_path)
    assert (ended.code, ended.out) == (code, "")
    assert message in ended.err
