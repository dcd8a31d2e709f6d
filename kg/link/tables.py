"""The one loader of the knowledge that ships as text: tab-separated tables with a header line, and TOML.

Lines that start with "#" are remarks for a reader; an empty cell is an empty string.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any, Final

DATA: Final = Path(__file__).parent / "data"


@cache
def table(name: str) -> tuple[dict[str, str], ...]:
    """Rows of ``data/NAME.tsv`` as dictionaries by column name. A row of the wrong width raises ValueError."""
    return tuple(read_rows(DATA / f"{name}.tsv"))


def read_rows(path: Path) -> list[dict[str, str]]:
    """Rows of any tab-separated file with a header line; remarks and empty lines are passed over."""
    lines = [(n, line) for n, line in enumerate(path.read_text("utf-8").split("\n"), 1) if line and line[0] != "#"]
    header = lines[0][1].split("\t")
    rows = []
    for number, line in lines[1:]:
        cells = line.split("\t")
        if len(cells) > len(header):
            raise ValueError(f"{path.name}:{number}: {len(cells)} cells under {len(header)} columns")
        rows.append(dict(zip(header, cells + [""] * (len(header) - len(cells)), strict=True)))
    return rows


@cache
def settings(name: str) -> dict[str, Any]:
    """The TOML file ``data/NAME.toml``."""
    return tomllib.loads((DATA / f"{name}.toml").read_text("utf-8"))


def cells(text: str) -> tuple[str, ...]:
    """A cell that lists several values, parted by "|".

    >>> cells("AFP|Agence France-Presse"), cells("")
    (('AFP', 'Agence France-Presse'), ())
    """
    return tuple(part.strip() for part in text.split("|") if part.strip())
