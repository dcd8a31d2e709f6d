"""Real stores for the tests, on loopback, on free ports, in folders of their own."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import requests

USER, PASSWORD = "dba", "dba"  # those of a new Virtuoso database

_VIRTUOSO = """
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
FileExtend = 100
TempStorage = TempDatabase
[TempDatabase]
DatabaseFile = temp.db
TransactionFile = temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
ServerThreads = 8
CheckpointInterval = 0
NumberOfBuffers = 10000
MaxDirtyBuffers = 6000
DirsAllowed = .
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = .
ServerThreads = 4
[SPARQL]
ResultSetMaxRows = 2000
MaxQueryExecutionTime = 60
"""


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


def find_oxigraph() -> str | None:
    """The server of the PyPI package, which lies beside this Python."""
    return shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or shutil.which("oxigraph")


def find_virtuoso() -> str | None:
    """The server of the Debian package virtuoso-opensource-7."""
    return shutil.which("virtuoso-t")


@contextmanager
def oxigraph(program: str, folder: Path) -> Iterator[str]:
    address = f"127.0.0.1:{free_port()}"
    with _running(
        [program, "serve", "-l", str(folder / "data"), "-b", address], folder, f"http://{address}/query?query=ASK%7B%7D"
    ):
        yield f"http://{address}"


@contextmanager
def virtuoso(program: str, folder: Path) -> Iterator[str]:
    http = free_port()
    (folder / "virtuoso.ini").write_text(_VIRTUOSO.format(sql=free_port(), http=http), encoding="ascii")
    with _running([program, "-f", "-c", "virtuoso.ini"], folder, f"http://127.0.0.1:{http}/sparql?query=ASK%7B%7D"):
        yield f"http://127.0.0.1:{http}"


@contextmanager
def _running(command: list[str], folder: Path, url: str) -> Iterator[None]:
    with (folder / "server.log").open("wb") as log, subprocess.Popen(command, cwd=folder, stdout=log, stderr=log) as process:
        try:
            _wait(process, url, folder / "server.log")
            yield
        finally:
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()


def _wait(process: subprocess.Popen[bytes], url: str, log: Path, seconds: float = 90) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end and process.poll() is None:
        try:
            if requests.get(url, timeout=5).ok:
                return
        except requests.RequestException:
            time.sleep(0.2)
    raise RuntimeError(f"the store did not start: {log.read_text(encoding='utf-8', errors='replace')[-500:]}")
