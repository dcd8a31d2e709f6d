"""``kg load`` as a person uses it; the stores themselves are tested in ``tests/store``."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.cli.kg_run import STORY, run


def test_into_a_folder_and_asked_there(tmp_path: Path) -> None:
    first = run("load", STORY, "--to", "news", cwd=tmp_path)
    assert first.code == 0
    assert "9 graphs with" in first.err and "held the same" not in first.err
    assert "9 of them held the same already" in run("load", STORY, "--to", "news", cwd=tmp_path).err
    assert "Ana Vélez; United Nations" in run("ask", "meetings", "news", "--mode", "phone", cwd=tmp_path).out
    assert run("load", STORY, "--to", "news", "-q", cwd=tmp_path).err == ""


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("load", "none.ttl", "--to", "news"), 4, "cannot be read"),
        (("load", STORY, "--to", "http://127.0.0.1:1/"), 7, "does not answer"),
        (("load", STORY, "--to", "http://ana:hunter2@127.0.0.1/"), 2, "must not hold a user"),
        (("load", STORY, "--to", "news", "--credentials", "none"), 2, "none: cannot be read"),
    ],
)
def test_errors(arguments: tuple[str, ...], code: int, message: str, tmp_path: Path) -> None:
    ended = run(*arguments, cwd=tmp_path)
    assert (ended.code, ended.out) == (code, "")
    assert message in ended.err and "hunter2" not in ended.err


def test_half_a_pair_of_credentials(tmp_path: Path) -> None:
    environment = {**os.environ, "KG_STORE_USER": "ana"}
    environment.pop("KG_STORE_PASSWORD", None)
    ended = run("load", STORY, "--to", "http://127.0.0.1:1/", cwd=tmp_path, env=environment)
    assert ended.code == 2 and "must be set together" in ended.err
