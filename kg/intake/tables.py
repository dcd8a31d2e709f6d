"""The room's knowledge as data: each TOML file beside this module, read once.

>>> load("agencies")["agencies"]["AFP"]
'Agence France-Presse'
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "tables"


@cache
def load(name: str) -> dict[str, Any]:
    """The content of ``tables/<name>.toml``; treat it as read-only, it is shared."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def pattern(name: str, key: str, *, whole: bool = False) -> re.Pattern[str]:
    """All expressions listed under ``key`` of a table as one, without regard to case; ``whole``: from end to end."""
    joined = "|".join(f"(?:{expression})" for expression in load(name)[key])
    return re.compile(rf"\s*(?:{joined})\s*" if whole else joined, re.IGNORECASE)


@cache
def words(name: str, key: str) -> frozenset[str]:
    """The words listed under ``key`` of a table, which may be a list or one string of words."""
    listed = load(name)[key]
    return frozenset(listed.split() if isinstance(listed, str) else listed)
