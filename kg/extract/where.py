"""Where an event takes place, by the phrases around its trigger first, then by the clauses above it.

"an attack on a base near Mosul"    Mosul, near
"visited Colombia"                  Colombia
"a rally in Kabul"                  Kabul
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from spacy.tokens import Token

from kg.extract import grammar as g
from kg.extract.actors import EntityMap
from kg.extract.places import called, place_of
from kg.extract.roles import Around
from kg.language.parsed import ParsedArticle

INSIDE: Final = frozenset({"in", "at", "inside", "within", "across", "throughout", "over", "on", "into"})
CLOSE: Final = frozenset(
    {"near", "off", "outside", "around", "along", "close to", "toward", "towards", "north", "south", "east", "west"}
)
Where = tuple[str, bool]


def where(parsed: ParsedArticle, entities: EntityMap, trigger: Token, around: Around, goals: Iterable[Token]) -> Where:
    """Key of the place of an event and whether it is only near it; ("", False) where the text does not say.

    ``goals`` are phrases that are places themselves, such as the target of an attack."""
    stated = [(g.case_of(trigger.head), trigger.head)] if trigger.dep_ == "nsubj" and g.child(trigger.head, "cop") else []
    for mark, head in (*around.phrases, *stated):  # stated: "the summit will be in Quito"
        for token in (head, *(c for c in g.kids(head, "nmod", "appos") if g.case_of(c) in ("of", ""))):
            key = entities.of(token) or called(entities, token.i)
            if key is not None and _is_place(entities, key, mark):
                return key, mark in CLOSE
    found = place_of(entities, trigger)
    if found[0]:
        return found
    for goal in goals:
        key = entities.of(goal)
        if key is not None and entities.by_key(key).kind == "Place" and entities.by_key(key).named:
            return key, False
    return "", False


def _is_place(entities: EntityMap, key: str, mark: str) -> bool:
    kind = entities.by_key(key).kind
    if kind == "Place":
        return mark in INSIDE or mark in CLOSE
    return kind == "Country" and mark in ("in", "inside", "within", "across", "throughout", "near", "off", "into")
