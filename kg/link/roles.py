"""What office a title or a position's label means, whatever its wording.

>>> roles("Colombia's Defense Minister"), roles("Minister of National Defence of Colombia")
(('defence-minister',), ('defence-minister',))
>>> roles("Deputy Prime Minister and Minister of Foreign Affairs")
('deputy-head', 'foreign-minister')
>>> roles("singer")
()
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from kg.link.names import normalise
from kg.link.tables import cells, table

_PARTS: Final = re.compile(r"\band\b|[,;/&]")
_FORMER: Final = frozenset(("former", "ex", "late", "then", "outgoing", "onetime", "deposed", "ousted"))


@dataclass(frozen=True, slots=True)
class _Pattern:
    role: str
    wanted: frozenset[str]
    barred: frozenset[str]


@cache
def _patterns() -> tuple[_Pattern, ...]:
    found = []
    for row in table("roles"):
        for words in cells(row["words"]):
            wanted = (w for word in words.split() if word[0] != "-" for w in normalise(word).split())
            barred = (normalise(word[1:]) for word in words.split() if word[0] == "-")
            found.append(_Pattern(row["role"], frozenset(wanted) - {"of", "the", "for"}, frozenset(barred)))
    return tuple(found)


@cache
def rank(role: str) -> int:
    """How well known holders of a role are at least, 0..100."""
    return int({row["role"]: row["rank"] for row in table("roles")}.get(role, "0"))


@cache
def is_top(role: str) -> bool:
    """Whether a bare surname in the news may mean a holder of this role."""
    return {row["role"]: row["top"] for row in table("roles")}.get(role) == "1"


def _role(phrase: str) -> str:
    words = frozenset(w.removesuffix("'s") for w in normalise(phrase).split())
    for pattern in _patterns():
        if pattern.wanted <= words and not pattern.barred & words:
            return pattern.role
    return ""


@lru_cache(maxsize=20_000)
def roles(phrase: str) -> tuple[str, ...]:
    """Codes of ``data/roles.tsv`` that a phrase means, each once; () when it names no office."""
    found = [_role(phrase), *(_role(part) for part in _PARTS.split(phrase))]
    return tuple(dict.fromkeys(role for role in found if role))


def is_former(phrase: str) -> bool:
    """Whether a title speaks of an office that is no longer held.

    >>> is_former("ex-president"), is_former("former U.S. Secretary of State"), is_former("president")
    (True, True, False)
    """
    return bool(_FORMER & frozenset(normalise(phrase).split()[:3]))
