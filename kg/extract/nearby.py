"""Parties found by their place in the sentence, where the parse gives none.

"met with North Korean dictator Kim Jong Un"   after "with": Kim Jong Un, whatever the parser hung him on
"the U.S. and Russia are holding talks"        before "are holding": the U.S. and Russia
"""

from __future__ import annotations

from typing import Final

from spacy.tokens import Token

from kg.extract import grammar as g
from kg.extract.actors import EntityMap
from kg.extract.roles import AFAR

FINITE: Final = frozenset({"VBD", "VBZ", "VBP", "MD"})
REACH: Final = 10
"""Words between a trigger and the preposition that names its other side."""
LENGTH: Final = 7
"""Words of titles and descriptions that may stand between a preposition and a name."""
JOINS: Final = frozenset({"and", ",", "&"})
ACTING: Final = frozenset({"Person", "Organization", "Country", "Military", "ArmedGroup", "Group"})


def after_mark(trigger: Token, marks: frozenset[str], entities: EntityMap) -> list[Token]:
    """The named or described parties that follow one of the prepositions to the right of a trigger, before the next verb."""
    doc, end = trigger.doc, trigger.sent.end
    for i in range(trigger.i + 1, min(end, trigger.i + REACH)):
        token = doc[i]
        if token.tag_ in FINITE or token.lower_ in AFAR:
            return []
        if token.lower_ in marks:
            return _parties_from(token, end, entities)
    return []


def right_after(verb: Token, entities: EntityMap) -> list[Token]:
    """The named parties that follow a verb at once: its object, where the parser hung it elsewhere."""
    return _parties_from(verb, verb.sent.end, entities)


def _parties_from(mark: Token, end: int, entities: EntityMap) -> list[Token]:
    doc = mark.doc
    for j in range(mark.i + 1, min(end, mark.i + LENGTH)):
        token = doc[j]
        if token.tag_ in FINITE or token.pos_ in ("ADP", "SCONJ"):
            return []
        if entities.of(token) is not None and entities.by_key(entities.of(token) or "").kind in ACTING and token.pos_ != "ADJ":
            return _chain(token, end, entities)
    return []


def _chain(first: Token, end: int, entities: EntityMap) -> list[Token]:
    """The party and those joined to it by "and" or a comma."""
    found = [first]
    place = _past(first, end, entities)
    while place < end - 1 and first.doc[place].lower_ in JOINS:
        after = place + 1 + (first.doc[place + 1].pos_ == "DET" and place + 2 < end)
        if entities.of(first.doc[after]) is None:
            break
        found.append(first.doc[after])
        place = _past(first.doc[after], end, entities)
    return found


def _past(token: Token, end: int, entities: EntityMap) -> int:
    key, place = entities.of(token), token.i
    while place < end and entities.of(token.doc[place]) == key:
        place += 1
    return place


def before_verb(verb: Token, entities: EntityMap) -> list[Token]:
    """The parties that stand right before a verb and its auxiliaries: its subject, where the parser missed it."""
    doc, start = verb.doc, verb.sent.start
    i = verb.i - 1
    while i > start and (doc[i].pos_ in ("AUX", "ADV", "PART") or doc[i].is_quote):
        i -= 1
    found: list[Token] = []
    while i >= start and (key := entities.of(doc[i])) is not None:
        if entities.by_key(key).kind in ACTING:
            found.append(doc[i])
        while i >= start and entities.of(doc[i]) == key:
            i -= 1
        while i >= start and doc[i].pos_ == "DET":
            i -= 1
        if i < start or doc[i].lower_ not in JOINS:
            break
        i -= 1
    return found[::-1]


def first_party(trigger: Token, entities: EntityMap) -> list[Token]:
    """Who opens the sentence: the first acting subject before the trigger, else the first acting name."""
    before = [t for t in trigger.doc[trigger.sent.start : trigger.i] if _acts(t, entities)]
    subjects = [t for t in before if t.dep_ in g.SUBJECTS]
    return (subjects or [t for t in before if t.pos_ in ("PROPN", "PRON")])[:1]


def _acts(token: Token, entities: EntityMap) -> bool:
    key = entities.of(token)
    return key is not None and entities.by_key(key).kind in ACTING and token.pos_ != "ADJ"
