"""Running a command as a person does: its exit code, what it says on stdout, what on stderr."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

STORY = str(Path(__file__).parents[1] / "query" / "fixture.ttl")
_RUN = [sys.executable, "-c", "from kg.cli import main; main()"]


@dataclass(frozen=True)
class Ended:
    """How a command ended."""

    code: int
    out: str
    err: str


def run(*arguments: str, cwd: Path | None = None, stdin: str = "", env: dict[str, str] | None = None) -> Ended:
    done = subprocess.run(
        [*_RUN, *arguments], capture_output=True, input=stdin.encode(), cwd=cwd, env=env, check=False, timeout=120
    )
    assert b"Traceback" not in done.stderr, done.stderr.decode()
    return Ended(done.returncode, done.stdout.decode(), done.stderr.decode())
