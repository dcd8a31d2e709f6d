"""A file is completely written or not touched at all."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from kg.errors import OutputError
from kg.rdf.output import Output, lock_path


def fill(path: Path, data: bytes = b"new") -> None:
    with Output(str(path)) as output:
        with output.temporary() as file:
            file.write(data)
        output.publish()


def left(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir())


def test_written_and_nothing_left_beside(tmp_path: Path) -> None:
    fill(tmp_path / "out.ttl")
    fill(tmp_path / "out.ttl", b"newer")
    assert (tmp_path / "out.ttl").read_bytes() == b"newer"
    assert left(tmp_path) == ["out.ttl"]


def test_an_error_leaves_the_old_file(tmp_path: Path) -> None:
    out = tmp_path / "out.ttl"
    out.write_bytes(b"old")
    with pytest.raises(ZeroDivisionError), Output(str(out)) as output, output.temporary() as file:
        file.write(b"half")
        raise ZeroDivisionError
    assert out.read_bytes() == b"old"
    assert left(tmp_path) == ["out.ttl"]


def test_permissions_of_the_old_file_stay(tmp_path: Path) -> None:
    out = tmp_path / "out.ttl"
    out.write_bytes(b"old")
    out.chmod(0o640)
    fill(out)
    assert out.stat().st_mode & 0o777 == 0o640


def symlink(folder: Path) -> Path:
    (folder / "target").write_bytes(b"old")
    (folder / "link.ttl").symlink_to(folder / "target")
    return folder / "link.ttl"


def read_only(folder: Path) -> Path:
    (folder / "out.ttl").write_bytes(b"old")
    (folder / "out.ttl").chmod(0o444)
    return folder / "out.ttl"


def pipe(folder: Path) -> Path:
    os.mkfifo(folder / "pipe.ttl")
    return folder / "pipe.ttl"


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (symlink, "symbolic link"),
        (read_only, "read-only"),
        (pipe, "no regular file"),
        (lambda folder: folder, "is a folder"),
        (lambda folder: folder / "none" / "out.ttl", "folder does not exist"),
    ],
)
def test_refused_before_anything_is_written(tmp_path: Path, make: object, reason: str) -> None:
    path = make(tmp_path)  # type: ignore[operator]
    before = left(tmp_path)
    with pytest.raises(OutputError, match=reason) as caught, Output(str(path)):
        raise AssertionError("must not be entered")
    assert caught.value.code == 6
    assert left(tmp_path) == before


def test_a_full_disk_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "out.ttl"
    out.write_bytes(b"old")

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputError, match="No space left"):
        fill(out)
    assert out.read_bytes() == b"old"
    assert left(tmp_path) == ["out.ttl"]


def test_a_second_build_learns_who_holds_the_output(tmp_path: Path) -> None:
    out = tmp_path / "out.ttl"
    code = f"""
from kg.rdf.output import Output
with Output({str(out)!r}):
    print("held", flush=True)
    input()
"""
    with subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout and holder.stdout.readline() == "held\n"
        with pytest.raises(OutputError, match=f"is being written by process {holder.pid} on "), Output(str(out)):
            raise AssertionError("must not be entered")
        holder.communicate("\n")
    fill(out)
    assert left(tmp_path) == ["out.ttl"]


def test_the_lock_of_a_killed_build_binds_nobody(tmp_path: Path) -> None:
    out = tmp_path / "out.ttl"
    lock_path(out).write_text("process 1 on gone\n")
    fill(out)
    assert out.read_bytes() == b"new"


def test_what_a_killed_build_left_is_taken_over(tmp_path: Path) -> None:
    out = tmp_path / "out.ttl"
    code = f"""
import os, signal
from kg.rdf.output import Output
with Output({str(out)!r}) as output, output.temporary() as file:
    file.write(b"half")
    file.flush()
    os.kill(os.getpid(), signal.SIGKILL)
"""
    assert subprocess.run([sys.executable, "-c", code]).returncode == -9
    assert len(left(tmp_path)) == 2 and not out.exists()
    fill(out)
    assert left(tmp_path) == ["out.ttl"] and out.read_bytes() == b"new"


def test_standard_output(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    with Output("-") as output:
        with output.temporary() as file:
            file.write(b"graph")
        temporary = output.written
        output.publish()
    assert capfdbinary.readouterr().out == b"graph"
    assert not temporary.exists()


def test_nothing_to_read_back_before_writing(tmp_path: Path) -> None:
    with Output(str(tmp_path / "a.ttl")) as output, pytest.raises(OutputError, match="nothing has been written"):
        output.publish()
