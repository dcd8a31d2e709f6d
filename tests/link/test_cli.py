"""``kg kb``: what its commands print."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg.cli.kb import kb
from kg.errors import ConfigError
from tests.link.make import sources

run = CliRunner()


def test_info_prints_the_digest_of_the_shipped_index() -> None:
    result = run.invoke(kb, ["info"])
    facts = dict(line.split("\t") for line in result.stdout.splitlines())
    assert len(facts["digest"]) == 64
    assert int(facts["entities"]) > 100_000


def test_show_lists_those_who_bear_a_name_with_their_offices() -> None:
    result = run.invoke(kb, ["show", "Emmanuel Macron"])
    assert result.stdout.startswith("Q3052772\tEmmanuel Macron\tperson\tFR")
    assert "President" in result.stdout


def test_compile_then_show(tmp_path: Path) -> None:
    out = tmp_path / "kb.sqlite"
    assert run.invoke(kb, ["compile", str(sources(tmp_path / "in")), str(out)]).exit_code == 0
    assert "Prime Minister of Spain" in run.invoke(kb, ["show", "Q901", "--kb", str(out)]).stdout


def test_update_without_a_contact_says_how_to_give_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    error = run.invoke(kb, ["update", "new.sqlite"]).exception
    assert isinstance(error, ConfigError)
    assert "--contact" in str(error)


def test_build_without_a_dump_says_how_to_name_one(tmp_path: Path) -> None:
    error = run.invoke(kb, ["build", str(tmp_path / "kb")]).exception
    assert isinstance(error, ConfigError)
    assert "--from-dump" in str(error)
