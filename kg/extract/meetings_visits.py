"""Visits: where no host is named, an official is the guest of the country, or of the troops, that he visits.

"President Ruiz visited Quito"         Ruiz and Ecuador, unless it is his own country
"Ruiz's visit to Peru"                 Ruiz and Peru
"the visit by a Chilean delegation to Peru"
"Ruiz visited the museum"              none: a trip
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from kg.extract import grammar as g
from kg.extract.actors import EntityMap
from kg.extract.meetings_parties import sits, verb_set
from kg.extract.roles import Around
from kg.model import Entity


def is_official(head: Token, entities: EntityMap) -> bool:
    """Whether somebody receives or visits by his office: a state, a body, or a person with a title."""
    key = entities.of(head)
    return key is not None and (entities.by_key(key).kind != "Person" or bool(entities.by_key(key).titles))


def visits_troops(objects: Sequence[Token], entities: EntityMap) -> bool:
    """Whether what is visited is an army or a part of one."""
    keys = [entities.of(head) for head in objects]
    return any(key is not None and entities.by_key(key).kind == "Military" for key in keys)


def is_mission(head: Token) -> bool:
    """Whether guests are a delegation by its name: "the first Peruvian trade mission", not "a mission to free them"."""
    return head.lower_ in ("mission", "delegation") and bool(g.kids(head, "compound", "amod")) and not g.kids(head, "acl")


def host_of_visit(guests: Sequence[Token], around: Around, entities: EntityMap) -> str:
    """Key of the country that one official guest visits; "" where the words name none, or it is the guest's own."""
    visitors = [entities.by_key(key) for guest in guests if (key := entities.of(guest)) is not None]
    if not any(_travels_for_office(visitor) for visitor in visitors):
        return ""
    own = {name for visitor in visitors for name in (*visitor.countries, visitor.name)}
    arrived = around.governor is not None and around.governor.lower_ in verb_set("coming_for")
    for head in (*around.undergoers, *around.after("to", *(("in",) if arrived else ()))):  # "arrived in Oslo on a visit"
        key = entities.of(_country_of(head, entities))
        if key is not None:
            host = key if entities.by_key(key).kind == "Country" else entities.land_of_capital(_country_of(head, entities))
            return host if host and entities.by_key(host).name not in own else ""
    return ""


def _country_of(head: Token, entities: EntityMap) -> Token:
    """What is visited, or where it is: Peru of "factories in Peru"."""
    if entities.of(head) is not None or head.tag_ != "NNS":
        return head
    return next((c for c in g.kids(head, "nmod") if g.case_of(c) == "in"), head)


def _travels_for_office(visitor: Entity) -> bool:
    return bool(visitor.titles) if visitor.kind == "Person" else sits(visitor)
