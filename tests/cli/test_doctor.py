"""``kg doctor``: what is there, what is missing, what mends it."""

from __future__ import annotations

import re

import pytest

from kg.cli.doctor import checkup
from kg.errors import ConfigError
from tests.cli.kg_run import run


def test_this_installation_is_sound() -> None:
    ended = run("doctor")
    assert ended.code == 0, ended.out
    assert re.search(r"^newskg +\d+\.\d+\.\d+ on Python 3", ended.out)
    assert re.search(r"^pipeline +\S+ \S+, sha256 [0-9a-f]{16}$", ended.out, re.M)
    assert re.search(r"^ +LAS \d\d\.\d \(EWT test\), .*names F1 \d\d\.\d", ended.out, re.M | re.S)
    assert re.search(r"^index +[\d,]+ entities, [\d,]+ names, as of \d{4}", ended.out, re.M)
    assert "stores      not asked" in ended.out
    assert "BROKEN" not in ended.out


def test_a_missing_extra_comes_with_the_line_that_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = ["typer>=0.1", 'no-such-package>=2.4,<3 ; extra == "train"', "typer; extra == 'dev'"]
    monkeypatch.setattr("importlib.metadata.requires", lambda name: asked)
    lines, sound = checkup()
    assert sound
    at = next(i for i, line in enumerate(lines) if line.startswith("[train]"))
    assert lines[at].endswith("missing no-such-package")
    assert lines[at + 1].strip() == "pip install 'no-such-package>=2.4,<3'"
    assert any(re.match(r"\[dev\] +complete", line) for line in lines)


def test_a_broken_part_is_told_and_nothing_else_is_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(path: object = None) -> None:
        raise ConfigError("the index has no table of names")

    monkeypatch.setattr("kg.link.index_info", broken)
    lines, sound = checkup()
    assert not sound
    assert any(line.startswith("index") and "BROKEN: the index has no table of names" in line for line in lines)
    assert any(line.startswith("pipeline") and "sha256" in line for line in lines)


def test_a_missing_requirement_is_not_sound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.metadata.requires", lambda name: ["no-such-package>=2"])
    lines, sound = checkup()
    assert not sound
    assert any("no-such-package MISSING" in line for line in lines)
