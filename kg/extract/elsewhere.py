"""What a sentence tells of another event than the one it is read for.

"attacked the base in retaliation for the strikes on Lode last week"
    the attack has no place and no day here: Lode and "last week" are those of the strikes
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Final

from spacy.tokens import Token

from kg.extract import grammar as g
from kg.extract.actors import EntityMap
from kg.extract.frames.events import lexicon
from kg.language.parsed import ParsedArticle
from kg.model import Telling, When

FOR_WHICH: Final = frozenset({"for", "over", "to"})
"""Adpositions that bring in an earlier event as the cause of another."""


def without_anothers(telling: Telling, trigger: Token, parsed: ParsedArticle, entities: EntityMap) -> Telling:
    """The telling without a place and a day that stand only behind the event that is given as its cause."""
    cause = _cause(trigger)
    if cause is None:
        return telling
    before = [t for t in trigger.sent if t.i < cause.i]
    if telling.place and telling.place not in {entities.of(t) for t in before}:
        telling = replace(telling, place="", near=False)
    start = parsed.start(cause.sent[0])
    printed = parsed.article.text[start : parsed.start(cause)]
    return telling if telling.when.text in printed else replace(telling, when=When())


def _cause(trigger: Token) -> Token | None:
    """The first event noun behind the trigger that a phrase with one of ``FOR_WHICH`` brings in."""
    for token in trigger.doc[trigger.i + 1 : trigger.sent.end]:
        if token.lower_ in _event_nouns() and token.pos_ == "NOUN" and g.case_of(token) in FOR_WHICH:
            return token
    return None


@cache
def _event_nouns() -> frozenset[str]:
    return frozenset((*lexicon("military").nouns, *lexicon("meetings").nouns))
