"""The house within a region, where an article names both: "his Texas ranch" is the Bluestem ranch that it names elsewhere.

"She met him at her Bluestem ranch. ... The talks at her Texas ranch"     Bluestem, in both
"""

from __future__ import annotations

from typing import Final

from kg.extract.actors import EntityMap
from kg.extract.actors.grounds import ground_words

SEATS: Final = frozenset("resort estate club ranch residence villa retreat compound mansion house home palace lodge".split())
"""Houses that one person owns or lives in."""


def seat_of(entities: EntityMap, k: int) -> str | None:
    """Key of the house meant by a region's name before a noun for a house: it has the same owner, and its own name is
    never used as that of a region. None for any other word."""
    rows = entities.rows
    region, owner = entities.of(entities.parsed.doc[k]), _owner(entities, k)
    if region is None or owner is None or not _is_region(entities, k):
        return None
    for j in range(len(rows)):
        key = entities.of(entities.parsed.doc[j])
        if key is not None and key != region and _owner(entities, j) == owner and entities.by_key(key).kind == "Place":
            return key if not _is_region(entities, j) else None
    return None


def _owner(entities: EntityMap, k: int) -> str | None:
    """Whose house it is that the word names as in "his Texas ranch"."""
    rows, noun = entities.rows, entities.rows.head[k]
    if rows.dep[k] != "compound" or rows.lower[noun] not in SEATS:
        return None
    owner = rows.kid(noun, "nmod:poss")
    return entities.of(entities.parsed.doc[owner]) if owner >= 0 else None


def _is_region(entities: EntityMap, k: int) -> bool:
    """Whether a word names a region: by the table, or as the article uses it, after "in" or after a comma ("Waco, Texas")."""
    word = entities.rows.word
    used = (j for j in range(1, len(word)) if word[j] == word[k])
    key = entities.of(entities.parsed.doc[k])
    listed = key is not None and entities.by_key(key).name in ground_words().regions
    return listed or any(word[j - 1] in ("in", ",") for j in used)
