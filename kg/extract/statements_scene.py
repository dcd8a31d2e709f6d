"""Where something was said: by the words around the cue, never by those of what was said.

"Arriving in Quito, she said she would go to Lima"       Quito
"In Quito on Monday, as talks went on, Ruiz said ..."    Quito, whatever the parser hung it on
"his invitation to meet in Lima"                         nothing
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from spacy.tokens import Token

from kg.extract import grammar as g
from kg.extract.actors import EntityMap
from kg.extract.frames import mediums
from kg.extract.places import Where, place_of
from kg.extract.statements_content import WHEN
from kg.extract.statements_cues import Draft
from kg.extract.statements_setting import SPEAKING, heads

DURING: Final = frozenset({"during", "on", "at", "in"})
OPENING: Final = 8
"""Tokens from the start of a sentence within which a phrase of place sets its scene."""


def place_said(entities: EntityMap, draft: Draft) -> Where:
    """Key of the place where a statement was made and whether it is only near it; ("", False) where the words do not say."""
    verbs = [t for t in heads(draft) if t == draft.cue or t.lemma_.lower() in SPEAKING or t == draft.setting]
    words = dict.fromkeys([*verbs, *_scenes(draft)])
    found = (place_of(entities, word, said=True) for word in words)
    told = next((place for place in found if place[0] and _stands_outside(entities, draft, place[0])), None)
    return told or (_opening(entities, draft), False)


def _scenes(draft: Draft) -> Iterator[Token]:
    """The words beside the cue that tell where the speaker was: "arriving in Quito, she said", "during a visit to Quito"."""
    verb = draft.setting if draft.setting is not None else draft.cue
    table = mediums()
    for head in (verb, draft.speaker):
        if head is not None:
            yield from (c for c in g.kids(head, "advcl", "acl") if c.tag_ == "VBG" and c.lemma_.lower() in table.presence)
    yield from (c for c in g.kids(verb, "obl") if c.lemma_.lower() in table.stays and g.case_of(c) in DURING)


def _in_content(draft: Draft, token: Token) -> bool:
    return any(first <= token.i < after for first, after in draft.pieces)


def _stands_outside(entities: EntityMap, draft: Draft, key: str) -> bool:
    """Whether the cue's sentence names the place outside what was said."""
    return any(entities.of(t) == key and not _in_content(draft, t) for t in draft.cue.sent)


def _opening(entities: EntityMap, draft: Draft) -> str:
    """The place of a phrase at the start of the sentence, before whoever speaks."""
    sentence = draft.cue.sent
    before = draft.cue.i if draft.speaker is None else min(draft.cue.i, draft.speaker.i)
    for token in sentence.doc[sentence.start : min(sentence.start + OPENING, before)]:
        if token.pos_ in ("VERB", "AUX") or _in_content(draft, token):
            break
        key = entities.of(token)
        place = key is not None and g.case_of(token) in ("in", "at") and not _describes(token)
        if key is not None and place and entities.by_key(key).kind == "Place":
            return key
    return ""


def _describes(token: Token) -> bool:
    """Whether a phrase of place tells which thing is meant: "the river in Quito is low"; a day may stand before it."""
    return token.dep_ == "nmod" and token.head.pos_ in ("NOUN", "PROPN") and token.head.lower_ not in WHEN
