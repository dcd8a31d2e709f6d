"""Who meets: from the phrases around a meeting to the keys of its participants.

"delegations from Armenia and Azerbaijan"         the two states
"his counterparts Ruiz, Costa and Lund"           the three
"a US-China summit"                               both, by its name
"told CNN"                                        nobody: outlets ask, they do not meet
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Final

from spacy.tokens import Token

from kg.extract import grammar as g
from kg.extract.actors import EntityMap
from kg.extract.actors.tables import residences
from kg.extract.frames.events import all_forms, table, verb_forms
from kg.extract.parties import described, parties_of, states_beside
from kg.extract.roles import counted
from kg.model import Entity, EntityKind

ACTING: Final = frozenset({"Person", "Organization", "Country", "Military", "ArmedGroup", "Group"})


@cache
def word_set(name: str) -> frozenset[str]:
    """The words of one set of ``meetings.toml``."""
    return frozenset(table("meetings")["words"][name])


@cache
def noun_set(name: str) -> frozenset[str]:
    """All forms of the nouns of one set."""
    return all_forms(table("meetings")["words"][name])


@cache
def verb_set(name: str) -> frozenset[str]:
    """All forms of the verbs of one set."""
    return frozenset(form for word in word_set(name) for form in verb_forms(word))


def who_meets(parties: Sequence[Token], in_name: Sequence[Token], entities: EntityMap) -> list[str]:
    """Keys of the participants that the phrases ``parties`` and the modifiers ``in_name`` of the meeting's noun give."""
    heads = [part for head in parties for part in _by_name(counted(head), entities) or _at_home(counted(head), entities)]
    several = {entities.of(head) for head in heads if states_beside(entities, head)}
    found = [key for key in parties_of(entities, heads, _kind_of, acting=False) if key not in several]
    keys = _without_crowd([k for k in found if _may_meet(entities.by_key(k))], entities)
    named = _named_after(in_name, entities) or _body_in_name(in_name, entities)
    return [*keys, *(k for k in named if k not in keys)]


def _by_name(head: Token, entities: EntityMap) -> list[Token]:
    """The persons whom a list after a description of several names: "his counterparts, Ana Ruiz and Li Na"."""
    lists = (*g.kids(head, "appos"), *g.kids(head, "nmod")) if head.tag_ == "NNS" else ()
    names = [[part for part in g.coordinated(c) if _is_person(part, entities)] for c in lists]
    return next((people for people in names if len(people) > 1), [])


def _is_person(head: Token, entities: EntityMap) -> bool:
    key = entities.of(head)
    return key is not None and entities.by_key(key).kind == "Person"


def _at_home(head: Token, entities: EntityMap) -> list[Token]:
    """Those for whom several speak: of "delegations from Armenia and Azerbaijan" the two states, of "ASEAN leaders" the
    leaders and ASEAN."""
    if head.tag_ != "NNS" or head.lower_ not in noun_set("people"):
        return [head]
    owners = [
        c
        for c in head.children
        if c.dep_ in ("nmod", "compound", "nmod:poss") and g.case_of(c) in ("of", "from", "", "'s", "’s")
    ]
    owners += [c for owner in owners for c in g.kids(owner, "compound")]
    homes = [h for owner in owners for h in g.coordinated(owner) if _is_body(h, entities)]
    return homes if len(homes) > 1 else [head, *homes]


def _is_body(head: Token, entities: EntityMap) -> bool:
    key = entities.of(head)
    return key is not None and entities.by_key(key).kind in ("Country", "Organization") and entities.by_key(key).named


def _without_crowd(keys: list[str], entities: EntityMap) -> list[str]:
    """The parties without descriptions of several, where three at least are named: "his counterparts X, Y and Z"."""
    named = [k for k in keys if entities.by_key(k).named]
    return named if sum(entities.by_key(k).kind == "Person" for k in named) >= 3 else keys


def sits(entity: Entity) -> bool:
    """Whether one party is several who come together: a body with members, or more than one official."""
    if entity.kind in ("Organization", "ArmedGroup"):
        return entity.name.lower().split()[-1] not in word_set("outlets")
    return entity.kind == "Group" and any(word in noun_set("officials") for word in entity.name.lower().split())


def _may_meet(entity: Entity) -> bool:
    return entity.kind in ACTING and (entity.kind == "Person" or entity.name.lower().split()[-1] not in word_set("outlets"))


def _named_after(in_name: Sequence[Token], entities: EntityMap) -> list[str]:
    """The parties in the name of a meeting; of bodies only the first ("a UN Security Council meeting" names one)."""
    keys = [k for k in parties_of(entities, in_name, lambda _: None) if _in_name(entities.by_key(k))]
    bodies = [k for k in keys if entities.by_key(k).kind == "Organization"]
    return [k for k in keys if k not in bodies[1:]]


def _body_in_name(in_name: Sequence[Token], entities: EntityMap) -> list[str]:
    """The unnamed body whose meeting it is: "a city council meeting", where the words before it tell which body."""
    head = max((t for t in in_name if t.dep_ == "compound"), key=lambda t: t.i, default=None)
    if head is None or head.lower_ not in word_set("bodies") or entities.of(head) is not None:
        return []
    first = head
    while first.i > first.sent.start and first.nbor(-1) in in_name and first.nbor(-1).dep_ == "compound":
        first = first.nbor(-1)
    words = head.doc[first.i : head.i + 1]
    full = [e.key for e in entities.finish() if e.named and e.name.lower().endswith(f" {words.text.lower()}")]
    return full if len(full) == 1 else [described(entities, list(words), "Organization")]


def _in_name(entity: Entity) -> bool:
    """Whether a party may stand in the name of a meeting: "US-China talks", "the Trump-Xi summit"; "a White House meeting"
    tells where it was."""
    return (
        entity.named
        and entity.name not in residences()
        and entity.kind in ("Person", "Country", "Organization")
        and _may_meet(entity)
    )


def _kind_of(head: Token) -> EntityKind | None:
    """The kind of a participant that no entity is known for: people, or nobody."""
    return "Group" if head.lower_ in noun_set("people") and head.pos_ in ("NOUN", "PROPN") else None
