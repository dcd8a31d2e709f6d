"""Who else was there: sentences that only add participants to a meeting told before.

"The king received the emir in Petra. He was accompanied by his brother."     the brother met the emir too
"Also present were two ministers."                                            and so did they
Without a meeting before it such a sentence tells none: "The actor was joined by his wife."
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from spacy.tokens import Token

from kg.extract import grammar as g
from kg.extract.actors import EntityMap
from kg.extract.frames.events import verb_forms
from kg.extract.meetings_parties import word_set
from kg.extract.retell import FAR, REAL, parties
from kg.extract.roles import Around, around_verb, spread
from kg.model import Telling


def company_of(token: Token, entities: EntityMap) -> tuple[Around, list[Token]] | None:
    """What stands around a word of company, and those whom it names; None where the word adds nobody to a meeting."""
    if token.lower_ in word_set("present"):
        return _present(token, entities)
    joined = token.lower_ in verb_forms("join") and g.is_passive(token)
    if token.pos_ != "VERB" or not (joined or token.lower_ in verb_forms("accompany")):
        return None
    around = around_verb(token)
    sides = [*spread(around.undergoers), *spread(around.doers)]
    people = [p for p in sides if _is_person(p, entities)]
    return (around, people) if len(people) >= 2 else None


def _present(token: Token, entities: EntityMap) -> tuple[Around, list[Token]] | None:
    """ "X and Y were present", "were in attendance", "Also present were X and Y"."""
    if token.pos_ == "NOUN" and g.case_of(token) != "in":
        return None
    clause = token if g.child(token, *g.SUBJECTS) is not None else token.head
    subject = g.own_subject(clause)
    people = [p for p in spread((subject,) if subject is not None else ()) if _is_person(p, entities)]
    return (Around(clause=token), people) if people else None


def _is_person(head: Token, entities: EntityMap) -> bool:
    key = entities.of(head)
    return key is not None and entities.by_key(key).kind in PEOPLE


PEOPLE: Final = ("Person", "Group", "Organization")


def with_company(tellings: Sequence[Telling], company: Sequence[bool], anyone: Sequence[bool]) -> list[Telling | None]:
    """The tellings, those of mere ``company`` joined to the meeting before that they belong to, None where there is none.
    ``anyone`` tells of each whether it needs no participant of that meeting ("also present were ...")."""
    done: list[Telling | None] = []
    for i, telling in enumerate(tellings):
        done.append(_joined(telling, [t for t in done[-FAR:] if t is not None], anyone[i]) if company[i] else telling)
    return done


def _joined(telling: Telling, before: Sequence[Telling], anyone: bool) -> Telling | None:
    mine = parties(telling, "participant")
    able = [t for t in before if t.status in REAL and len(t.roles) >= 2]
    shared = [t for t in able if mine & parties(t, "participant")] or (able if anyone else [])
    if not shared:
        return None
    old = shared[-1]
    roles = (*telling.roles, *(role for role in old.roles if role not in telling.roles))
    when = telling.when if telling.when.earliest else replace(old.when, text=telling.when.text)
    place, near = (telling.place, telling.near) if telling.place else (old.place, old.near)
    return replace(telling, roles=roles, when=when, place=place, near=near, mode=old.mode)
