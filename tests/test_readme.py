"""README promises what is there: its commands exist, its figures are those of the committed quality run."""

from __future__ import annotations

import json
import re
from pathlib import Path

from kg.cli import app
from tests.quality.dev import COMMITTED, table

README = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")


def test_every_command_shown_exists() -> None:
    shown = set(re.findall(r"^(?:.*&& \S*)?\bkg ([a-z]+)", README, re.MULTILINE))
    known = {command.callback.__name__ for command in app.registered_commands if command.callback}
    assert {"build", "ask", "validate", "text", "load", "explain", "doctor", "query"} <= shown
    assert shown <= known | {"reads"}


def test_the_quality_table_is_that_of_the_committed_run() -> None:
    assert "\n".join(table(json.loads(COMMITTED.read_text(encoding="utf-8")))) in README
