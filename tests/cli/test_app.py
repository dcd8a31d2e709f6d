"""The command line as a whole: quick to answer, exit codes in one place."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

RUN = [sys.executable, "-c", "from kg.cli import main; main()"]


def kg(*arguments: str, **options: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*RUN, *arguments], capture_output=True, text=True, check=False, **options)  # type: ignore[call-overload,no-any-return]


def test_help_names_every_command() -> None:
    shown = kg("--help")
    assert shown.returncode == 0
    for command in ("build", "text", "validate", "query", "ask", "load", "explain", "doctor", "kb"):
        assert command in shown.stdout


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys; import kg.cli; print([m for m in"
        " ('spacy', 'rdflib', 'pyoxigraph', 'pyshacl', 'numpy', 'requests', 'trafilatura') if m in sys.modules])"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("build",), 2, "no input"),
        (("build", "nowhere.txt", "-o", "out.ttl"), 4, "nowhere.txt: no usable article: 1 unreadable"),
        (("build", "--example", "-o", "missing/out.ttl"), 6, "folder does not exist"),
        (("build", "--example", "-o", "out.docx"), 6, "unknown format"),
        (("build", "--example", "-c", "none.toml"), 2, "none.toml"),
        (("build", "--example", "-o", "out.ttl", "--pipeline", "no_such_pipeline"), 2, "no_such_pipeline"),
    ],
)
def test_errors_name_the_thing_and_set_the_exit_code(
    arguments: tuple[str, ...], code: int, message: str, tmp_path: Path
) -> None:
    ended = kg(*arguments, cwd=tmp_path)
    assert ended.returncode == code, ended.stderr
    assert message in ended.stderr
    assert "Traceback" not in ended.stderr
    assert [path.name for path in tmp_path.iterdir() if path.name != "out.rejects.jsonl"] == []
