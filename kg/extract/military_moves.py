"""Armed forces that are sent, go, leave or take a town: who acts, and what makes it no journey.

"France sent 900 soldiers to Mali"   deployment by France and the soldiers      "sent flowers"             none
"Kunduz fell to the Taliban"         capture by the Taliban                     "prices fell to a low"     none
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from spacy.tokens import Token

from kg.extract import grammar as g
from kg.extract.actors import EntityMap
from kg.extract.armed import is_country, is_force, listed, word_set
from kg.extract.military_candidate import Candidate
from kg.extract.roles import spread

SHIP_NAMES: Final = ("USS", "HMS", "HMAS", "HMCS")
"""With these begin the names of warships."""


def move(made: Candidate, entities: EntityMap) -> list[Candidate]:
    """A force is sent ("deployed troops") or goes itself ("troops left Iraq"); both the sender and the force act."""
    sent = [
        t
        for t in spread(made.around.undergoers)
        if (is_force(t, entities) or _is_armour(t)) and made.frame.word not in word_set("going")
    ]
    goers = [t for t in spread(made.around.doers) if is_force(t, entities) or _is_armour(t)]
    if not sent and not goers:
        return _leave(made, entities) if made.frame.kind == "withdrawal" else _march(made, entities)
    if not sent and any(not _is_place(o, entities) for o in made.around.undergoers):
        return []
    if sent and made.frame.word in word_set("shoving") and not made.around.after("into", "to", "toward", "towards", "across"):
        return []
    where_to = made.around.after("into", "to")
    if made.frame.word in word_set("going") and where_to and not any(_is_place(h, entities) for h in where_to):
        return []
    made.agents = [d for d in spread(made.around.doers) if d in goers or is_country(d, entities)] + sent
    made.kind = made.frame.kind
    made.frame = replace(made.frame, weight=made.frame.weight + (2 if sent else 0))
    return [made]


def fall(made: Candidate, entities: EntityMap) -> list[Candidate]:
    """A town falls to those who take it; troops and governments that fall, and what falls to people, tell nothing."""
    made.targets = [t for t in spread(made.around.doers) if _is_place(t, entities)]
    made.agents = [h for h in made.around.after("to") if is_force(h, entities)]
    made.kind = made.frame.kind
    return [made] if made.targets and made.agents else []


def _is_armour(head: Token) -> bool:
    """Machines that nobody but an army moves: "tanks rolled in"."""
    pair = f"{head.nbor(-1).lower_} {head.lower_}" if head.i else ""
    return bool({head.lower_, pair} & word_set("armour")) or any(
        c.text in SHIP_NAMES for c in (head, *g.kids(head, "compound", "flat"))
    )


def _leave(made: Candidate, entities: EntityMap) -> list[Candidate]:
    """A state pulls out of a land: "France will pull out of Mali", not "of the treaty"."""
    doers = [d for d in spread(made.around.doers) if is_country(d, entities)]
    lands = made.around.after("from", "of")
    away = made.frame.word in ("withdraw", "pull out", "pull back") and all(_is_place(h, entities) for h in lands)
    if not doers or not away or made.around.undergoers or not (lands or made.frame.word != "withdraw"):
        return []
    made.agents, made.kind = doers, made.frame.kind
    made.frame = replace(made.frame, weight=made.frame.weight + bool(lands))
    return [made]


def _march(made: Candidate, entities: EntityMap) -> list[Candidate]:
    """A state goes in by force: "Turkey would be moving into northern Syria"."""
    into = [h for h in made.around.after("into") if entities.of(h) is not None]
    doers = [d for d in spread(made.around.doers) if is_country(d, entities)]
    if not into or not doers or made.around.undergoers or made.frame.kind != "deployment":
        return []
    made.agents, made.targets, made.kind = doers, into, "invasion"
    made.frame = replace(made.frame, weight=2)
    return [made]


def _is_place(head: Token, entities: EntityMap) -> bool:
    key = entities.of(head)
    return head.lower_ in listed("goals") or (key is not None and entities.by_key(key).kind in ("Place", "Country"))
