"""A query over files or a store folder, run in a process of its own that has no network and is killed at its deadline.

No signal and no exception bounds a query: a cross product of patterns ignores signals, and ten kilobytes of nested
groups overflow the engine's stack. Only another process can be ended from outside.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, Final

from kg.errors import InputError, NewskgError, QueryError
from kg.query.answer import Answer, Row, Term
from kg.query.guard import check
from kg.query.lexer import tokens

_SYNTAX: Final = re.compile(r"error at (\d+):(\d+): expected ")
CHILD: Final = Path(__file__).with_name("child.py")


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one query: ``seconds`` of wall clock after the graph is loaded, ``memory_mb`` MiB of address space
    (the graph included), ``rows`` after which the answer ends (0: all)."""

    seconds: float = 60.0
    memory_mb: int = 16384
    rows: int = 0


DEFAULT: Final = Limits()


@dataclass(frozen=True, slots=True)
class Local:
    """The graph a query reads: RDF files drawn together, or one Oxigraph folder."""

    files: tuple[str, ...] = ()
    folder: str = ""


def run(local: Local, query: str, limits: Limits = DEFAULT) -> Answer:
    """The answer to ``query`` over ``local``.

    Raises QueryError for a query that is not allowed, not SPARQL, or out of its time or memory (also while the rows
    are walked), InputError for a file or folder that cannot be read."""
    checked = check(query)
    job = {
        "files": list(local.files), "folder": local.folder, "query": checked.text, "limit": limits.rows,
        "graphs": any(t.is_word("GRAPH", "FROM") for t in tokens(checked.text)),
        "seconds": limits.seconds, "memory": limits.memory_mb,
    }  # fmt: skip
    messages = _messages(job, limits)
    head = next(messages)
    rows = _rows(messages)
    return Answer(head["form"], tuple(head.get("variables", ())), rows, head.get("boolean"))


def _rows(messages: Iterator[Any]) -> Iterator[Row]:
    for message in messages:
        yield tuple(Term(*cell) if cell else None for cell in message)


@dataclass(slots=True)
class _Watch:
    """Kills the process when its time is over, and remembers that it did."""

    process: subprocess.Popen[str]
    seconds: float
    expired: bool = False
    timer: threading.Timer | None = field(default=None)

    def start(self) -> None:
        self.timer = threading.Timer(self.seconds, self._expire)
        self.timer.daemon = True
        self.timer.start()

    def stop(self) -> None:
        if self.timer is not None:
            self.timer.cancel()
        self.process.kill()
        self.process.wait()

    def _expire(self) -> None:
        self.expired = True
        self.process.kill()


def _messages(job: dict[str, Any], limits: Limits) -> Iterator[Any]:
    """The head of the answer and then its rows, as the child says them."""
    command = [sys.executable, "-P", str(CHILD)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, encoding="ascii"
    ) as process:
        watch = _Watch(process, limits.seconds)
        try:
            assert process.stdin is not None and process.stdout is not None
            _send(process.stdin, job)
            yield from _spoken(process.stdout, watch, limits)
        finally:
            watch.stop()


def _send(stdin: IO[str], job: dict[str, Any]) -> None:
    with stdin:
        stdin.write(json.dumps(job) + "\n")


def _spoken(stdout: IO[str], watch: _Watch, limits: Limits) -> Iterator[Any]:
    for line in stdout:
        if not line.endswith("\n"):
            break
        message = json.loads(line)
        if isinstance(message, list) or "form" in message:
            yield message
        elif "loaded" in message:
            watch.start()
        elif "error" in message:
            raise _error(message)
        else:
            return
    raise _cut_off(watch, limits)


def _error(message: dict[str, str]) -> NewskgError:
    if message["error"] == "input":
        return InputError(message["message"], place=message["place"])
    syntax = _SYNTAX.match(message["message"])
    if syntax:  # the engine goes on with all characters that it would have liked
        return QueryError("this is not SPARQL from here on", place=f"line {syntax[1]}, column {syntax[2]}")
    return QueryError(message["message"], place=message["place"])


def _cut_off(watch: _Watch, limits: Limits) -> QueryError:
    if watch.expired:
        return QueryError(f"the query did not end within {limits.seconds:g} seconds", remedy="ask for less, or allow more time")
    code = watch.process.wait()
    return QueryError(f"the query was too deep or too large for the engine (its process ended with {code})")
