"""Files judged by pySHACL: what is read, what is refused, and that nothing is fetched."""

from __future__ import annotations

import gzip
import logging
import shutil
import socket
from pathlib import Path

import pytest
from typer import Typer
from typer.testing import CliRunner

from kg.cli.validate import validate
from kg.errors import InputError
from kg.rdf.write import write
from kg.validate.referee import validate_files
from tests.rdf.test_write import blocks

FIXTURES = Path(__file__).parents[1] / "shapes"
FAIL, PASS, WARN = (str(FIXTURES / name) for name in ("ST01.fail.ttl", "ST01.pass.ttl", "SR05.fail.ttl"))


def test_files_are_taken_together(tmp_path: Path) -> None:
    text = Path(PASS).read_text(encoding="utf-8")
    head, _, rest = text.partition("ex:ana a kg:Actor")
    actor, _, tail = rest.partition("ex:event a kg:Event")
    prefixes = "".join(line + "\n" for line in text.splitlines() if line.startswith("@prefix"))
    (tmp_path / "a.ttl").write_text(f"{head}ex:event a kg:Event{tail}", encoding="utf-8")
    (tmp_path / "b.ttl").write_text(f"{prefixes}ex:ana a kg:Actor{actor}", encoding="utf-8")
    assert {finding.code for finding in validate_files([str(tmp_path / "a.ttl")])} == {"RP07", "ST01"}
    assert validate_files([str(tmp_path / "a.ttl"), str(tmp_path / "b.ttl")]) == []


@pytest.mark.parametrize("name", ["ttl", "trig", "nq", "jsonld", "rdf", "nt.gz", "trig.gz"])
def test_what_we_write_is_read_in_every_format(tmp_path: Path, name: str) -> None:
    out = str(tmp_path / f"out.{name}")
    write(blocks(), out)
    codes = {finding.code for finding in validate_files([out])}
    assert codes == {"RP07", "MA02", "MT03"}  # the factory's second actor is described nowhere


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.ttl", b"<a> <b> .", "is no ttl"),
        ("a.nq", b"<http://e/ a> <http://e/b> 'c' .", "is no nq"),
        ("a.ttl.gz", b"plain text", "cannot be read"),
        ("a.ttl.gz", gzip.compress(b"<http://e/a> a <http://e/b> .")[:-9], "cannot be read"),
        ("a.nt.gz", gzip.compress(b"<http://e/a> a <http://e/b> .\n" * 1000)[:15] + b"\xff" * 99, "cannot be read"),
    ],
)
def test_broken_files_are_named(tmp_path: Path, name: str, data: bytes, reason: str) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(InputError, match=reason) as caught:
        validate_files([str(tmp_path / name)])
    assert name in str(caught.value)


def test_an_unknown_extension_is_an_input_error(tmp_path: Path) -> None:
    (tmp_path / "a.doc").write_bytes(b"")
    with pytest.raises(InputError, match="unknown format 'doc'"):
        validate_files([str(tmp_path / "a.doc")])


def test_a_missing_file_is_named() -> None:
    with pytest.raises(InputError, match=r"none\.ttl.*No such file"):
        validate_files(["none.ttl"])


def test_no_connection_and_no_import(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    text = Path(PASS).read_text(encoding="utf-8")
    bait = "\n<http://localhost:9/o> a <http://www.w3.org/2002/07/owl#Ontology> ; \
        <http://www.w3.org/2002/07/owl#imports> <http://localhost:9/i> .\n"
    (tmp_path / "a.ttl").write_text(text + bait, encoding="utf-8")
    assert validate_files([str(tmp_path / "a.ttl")]) == []


def test_a_malformed_literal_is_a_finding_and_no_traceback(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        assert [f.code for f in validate_files([str(FIXTURES / "SR03.fail.ttl")])] == ["SR03"]
    assert caplog.text == ""


def test_values_that_cannot_be_compared_are_a_finding_and_no_crash(tmp_path: Path) -> None:
    text = (FIXTURES / "MA04.pass.ttl").read_text(encoding="utf-8").replace("kg:deathsHigh 3", 'kg:deathsHigh "few"@en')
    (tmp_path / "a.ttl").write_text(text, encoding="utf-8")
    assert {finding.code for finding in validate_files([str(tmp_path / "a.ttl")])} == {"MA04", "MA05"}


def run(*files: str, stdin: bytes = b"") -> tuple[int, list[str], str]:
    app = Typer()
    app.command()(validate)
    result = CliRunner().invoke(app, list(files), input=stdin)
    return result.exit_code, result.stdout.splitlines(), result.stderr


def test_the_command_prints_a_table_and_exits_by_conformance() -> None:
    code, lines, notes = run(FAIL)
    assert code == 1 and len(lines) == 2
    assert lines[0].split("\t") == ["code", "severity", "node", "message"]
    assert lines[1].split("\t")[:3] == ["ST01", "Violation", "https://example.org/event"]
    assert "1 violation" in notes
    assert run(PASS)[:2] == (0, [])
    assert run(WARN)[0] == 0
    assert run("-", stdin=Path(FAIL).read_bytes())[0] == 1


def test_a_copy_under_another_name_is_read_by_its_extension(tmp_path: Path) -> None:
    shutil.copy(PASS, tmp_path / "x.nq")
    with pytest.raises(InputError):
        validate_files([str(tmp_path / "x.nq")])
