"""``kg text`` prints the text that offsets refer to, and nothing else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.cli.text import text
from kg.errors import InputError

STORY = "The ministers met in Lund on Tuesday.\n\nThey agreed that the border would open again. "


def test_a_text_comes_back_as_it_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(STORY.replace("\n", "\r\n").encode("utf-8-sig"))
    text(str(path))
    assert capsys.readouterr().out == STORY


def test_one_of_several(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text("".join(json.dumps({"id": f"n{i}", "text": f"{i} {STORY}"}) + "\n" for i in range(3)))
    text(str(path), id="n1")
    assert capsys.readouterr().out == f"1 {STORY}"
    for wanted in ("", "n9"):
        with pytest.raises(InputError):
            text(str(path), id=wanted)
