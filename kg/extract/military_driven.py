"""Vehicles driven into people or buildings: what is driven is a weapon, where it goes is the target.

"rammed a truck packed with explosives into the gate"   a bombing of the gate
"rammed the patrol boat"                                an attack on the boat
"crashed his car into a tree"                           none: nothing makes the car a weapon

The words stand in ``frames/military.toml``.
"""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from kg.extract import grammar as g
from kg.extract.actors import EntityMap
from kg.extract.armed import is_force, listed_verbs, weapon_kind
from kg.extract.military_candidate import Candidate
from kg.extract.roles import spread


def driven(made: Candidate, entities: EntityMap) -> list[Candidate]:
    """The candidate with its roles; none where a mere vehicle is driven by somebody unarmed."""
    made.agents = spread(made.around.doers)
    vehicles, goals = spread(made.around.undergoers), _goals(made.head)
    loads = [kind for v in vehicles if (kind := weapon_kind(v) or laden(v))]
    armed = bool(loads) or made.frame.weight > 1 or any(is_force(a, entities) for a in made.agents)
    if not vehicles or not armed or not (goals or made.frame.weight > 1):
        return []
    made.carriers, made.targets = (vehicles, goals) if goals else ([], vehicles)
    made.kind = (loads or [made.frame.kind])[0]
    made.frame = replace(made.frame, weight=made.frame.weight + 2 * bool(loads))
    return [made]


def laden(head: Token) -> str:
    """The kind of action that a thing makes by what it is packed with, or ""."""
    loads = [c for v in g.kids(head, "acl") if v.lower_ in listed_verbs("laden") for c in g.kids(v, "obl")]
    for c in g.kids(head, "amod", "compound"):
        parts = (c, *c.subtree)
        if any(part.lower_ in listed_verbs("laden") for part in parts):  # "explosives-laden"
            loads += parts
    return next((kind for load in loads if (kind := weapon_kind(load))), "")


def _goals(verb: Token) -> list[Token]:
    """Whither, on whatever word the parser hung it."""
    after = verb.doc[verb.i : verb.sent.end]
    return [t.head for t in after if t.lower_ == "into" and t.dep_ == "case"][:1]
