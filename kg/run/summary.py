"""What a run has done: the numbers that a person sees at its end, its rejects, and its run file."""

from __future__ import annotations

import collections
import dataclasses
import datetime
import json
import os
import platform
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from kg.errors import DONE, NOT_CONFORMANT, REJECT_CODES, SET_ASIDE
from kg.model import Actor, Reject


class Finding(Protocol):
    """What a check of the graph says of one node."""

    @property
    def code(self) -> str: ...
    @property
    def severity(self) -> str: ...
    @property
    def node(self) -> str: ...
    @property
    def message(self) -> str: ...


SHOWN_FINDINGS = 20
COUNTS = ("read", "built", "duplicates", "set_aside", "events", "actors", "linked", "triples", "seconds")


def counted(number: int, noun: str) -> str:
    """A number with its noun.

    >>> counted(1, "violation"), counted(0, "warning")
    ('1 violation', '0 warnings')
    """
    return f"{number} {noun}{'' if number == 1 else 's'}"


@dataclass(slots=True)
class Summary:
    """Numbers of one run; ``read == built + duplicates + sum(set_aside)``. ``seconds`` are CPU seconds by room."""

    read: int = 0
    built: int = 0
    duplicates: int = 0
    set_aside: collections.Counter[str] = field(default_factory=collections.Counter)
    events: collections.Counter[str] = field(default_factory=collections.Counter)
    actors: int = 0
    linked: int = 0
    triples: int = 0
    findings: list[Finding] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)

    def count_input(self, rejects: Sequence[Reject], duplicates: int) -> None:
        """Take in what reading left over."""
        self.duplicates += duplicates
        self.set_aside.update(reject.code for reject in rejects)

    @property
    def usable(self) -> bool:
        """Whether any article can be built."""
        return self.read > self.duplicates + self.set_aside.total()

    def reasons(self) -> str:
        """Why articles were set aside, with their numbers."""
        codes = sorted(self.set_aside.items())
        return "; ".join(f"{count} {code}: {REJECT_CODES.get(code, code)}" for code, count in codes)

    def count_actor(self, actor: Actor) -> None:
        self.actors += 1
        self.linked += bool(actor.link and actor.link.target)

    @property
    def violations(self) -> int:
        """Findings that make the graph not conformant; warnings do not."""
        return sum(finding.severity == "Violation" for finding in self.findings)

    @property
    def exit_code(self) -> int:
        if self.violations:
            return NOT_CONFORMANT
        return SET_ASIDE if self.set_aside else DONE

    def lines(self) -> list[str]:
        """The closing summary for a person."""
        conform = f"{counted(self.violations, 'violation')} of the shapes" if self.violations else "conforms to the shapes"
        events = self.events
        return [
            f"read {self.read}: built {self.built}, duplicates {self.duplicates}, set aside {self.set_aside.total()}"
            + (f" ({self.reasons()})" if self.set_aside else ""),
            f"statements {events['Statement']}, meetings {events['Meeting']}, military actions {events['MilitaryAction']}",
            f"actors and places {self.actors}, linked {self.linked}; triples {self.triples}; {conform}",
            *(f"  {f.severity} {f.code} {f.node}: {f.message}" for f in self.findings[:SHOWN_FINDINGS]),
        ]


def _beside(out: Path, kind: str) -> Path:
    return out.with_name(re.sub(r"(\.\w+?)(\.gz)?$", "", out.name) + kind)


def write_rejects(out: Path, rejects: Sequence[Reject]) -> None:
    """One JSON line per article set aside, beside the graph; no file where there is none."""
    path = _beside(out, ".rejects.jsonl")
    if not rejects:
        path.unlink(missing_ok=True)
        return
    ordered = sorted(rejects, key=lambda r: (r.origin.file, r.origin.line or 0, r.origin.offset or 0, r.id))
    path.write_text("".join(json.dumps(dataclasses.asdict(r), ensure_ascii=False) + "\n" for r in ordered), encoding="utf-8")


def write_run_file(out: Path, summary: Summary, run: object) -> None:
    """What differs from run to run by nature: when and where it ran, how long each room took; never in the graph."""
    facts = {
        "ended": datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
        "host": platform.node(),
        "python": platform.python_version(),
        "process": os.getpid(),
        "run": dataclasses.asdict(run) if dataclasses.is_dataclass(run) and not isinstance(run, type) else str(run),
        "counts": {name: getattr(summary, name) for name in COUNTS},
        "violations": summary.violations,
    }
    _beside(out, ".run.json").write_text(json.dumps(facts, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
