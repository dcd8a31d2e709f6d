"""Where an event takes place: a phrase of place of its trigger, else of the clause above.

    "met in Cairo"                               Cairo
    "a raid off Yemen's coast"                   Yemen's coast, near
    "the interior minister in Bogotá announced"  nothing: the phrase tells which minister
    "guerrillas at the Venezuelan border"        a place of its own, "Colombia-Venezuela border" where both are told
"""

from __future__ import annotations

from typing import Final

from spacy.tokens import Token

from kg.extract.actors import EntityMap
from kg.extract.actors.rows import Rows
from kg.language.parsed import ParsedArticle

IN: Final = frozenset({"in", "at", "inside", "within", "across", "throughout", "over", "on", "into", "through", "outside"})
NEAR: Final = frozenset({"near", "off", "outside", "around", "along", "beside", "towards", "toward", "close", "by", "from", "south", "north", "east", "west"})
STEPS: Final = 3
"""Clauses and nouns above the trigger that are asked for a place."""


def place_of(parsed: ParsedArticle, entities: EntityMap, head: Token) -> tuple[str, bool]:
    """Key of the place where the event whose trigger or clause head is ``head`` happens, and whether only near it.

    ("", False) where the text does not say.
    """
    rows = entities.rows
    i = head.i
    for _ in range(STEPS):
        found = _beside(entities, rows, i)
        if found[0]:
            return found
        if rows.head[i] == i or rows.dep[i] in ("nsubj", "nsubj:pass", "ROOT"):
            break
        i = rows.head[i]
    return "", False


def _beside(entities: EntityMap, rows: Rows, i: int) -> tuple[str, bool]:
    for k in rows.kids[i]:
        if rows.dep[k] in ("obl", "nmod", "obl:loc"):
            found = _phrase(entities, rows, k)
            if found[0]:
                return found
    return "", False


def _phrase(entities: EntityMap, rows: Rows, k: int) -> tuple[str, bool]:
    case = rows.case(k)
    if case not in IN and case not in NEAR:
        return "", False
    key = entities.of(entities.parsed.doc[k])
    if key is None or entities.by_key(key).kind not in ("Place", "Country"):
        return "", False
    return key, case in NEAR
