"""From the heads of phrases to the entities that take part.

"Trump and Petro" : two persons;   "the two leaders" : both of them;   "gunmen" : a group made on demand.
Who commands for a state acts as the state: the raid that a president orders is his country's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from spacy.tokens import Token

from kg.extract import grammar as g
from kg.extract.actors import EntityMap
from kg.extract.actors.tables import lexicon
from kg.extract.armed import armed_people, listed, weapon_kind
from kg.extract.places import CIVIC
from kg.extract.roles import phrase_tokens
from kg.model import Entity, EntityKind

KindOf = Callable[[Token], EntityKind | None]


def parties_of(entities: EntityMap, heads: Iterable[Token], kind_of: KindOf, *, acting: bool = True) -> list[str]:
    """The entity keys of the phrases, each once, in order. A phrase without an entity gets one where ``kind_of`` names a
    kind for it, and is left out where it gives None. Where they are ``acting``, their country acts for things ("Syrian
    jets")."""
    keys: dict[str, None] = {}
    for head in heads:
        machine = _land(entities, head) if acting and weapon_kind(head) and head.pos_ == "NOUN" else []
        known = (
            machine
            or _commander(entities, head)
            or states_beside(entities, head)
            or [*entities.all_of(head)]
            or _named_site(entities, head)
            or (_land(entities, head) if acting else [])
        )
        if not known and head.pos_ != "PRON" and (kind := kind_of(head)) is not None:
            known = [described(entities, phrase_tokens(head), kind)]
        keys.update(dict.fromkeys(known))
    return list(keys)


def described(entities: EntityMap, tokens: list[Token], kind: EntityKind) -> str:
    """The unnamed entity that goes by this description already, else a new one."""
    words = " ".join(t.lower_ for t in tokens if t.dep_ != "det")
    known = (e.key for e in entities.finish() if not e.named and e.kind == kind and e.name.lower() == words)
    return next(known, "") or entities.create(tokens, kind)


def _commander(entities: EntityMap, head: Token) -> list[str]:
    """The armed group whose "forces" or "fighters" act: "its forces"."""
    owners = g.kids(head, "nmod:poss") if head.lower_ in armed_people() else []
    keys = (entities.of(owner) for owner in owners)
    return [key for key in keys if key is not None and entities.by_key(key).kind == "ArmedGroup"]


def _named_site(entities: EntityMap, head: Token) -> list[str]:
    """The place that has a name: Gao for "the city of Gao", Bamako for "the Malian capital"."""
    if city := entities.capital(head):
        return [city]
    names = [c for c in g.kids(head, "nmod") if g.case_of(c) == "of"] if head.lower_ in CIVIC else []
    return [key for name in names if (key := entities.of(name)) is not None and entities.by_key(key).kind == "Place"][:1]


def _land(entities: EntityMap, head: Token) -> list[str]:
    """The country of an adjective or of a thing that acts: "Saudi" in "a Saudi airstrike", "Syrian jets"."""
    words = [head] if head.pos_ in ("ADJ", "PROPN") else []
    if not words and (weapon_kind(head) or head.lower_ in listed("perhaps_forces")):
        words = g.kids(head, "amod", "compound")
    return [key for word in words if (key := entities.land(word.i) or entities.of(word) or "")][:1]


def states_beside(entities: EntityMap, head: Token) -> list[str]:
    """The states of "Armenian and Azerbaijani troops"; none where there is but one."""
    adjectives = [a for c in g.kids(head, "amod", "compound") for a in g.coordinated(c)] if head.tag_ == "NNS" else []
    lands = dict.fromkeys(key for a in adjectives if (key := entities.land(a.i)))
    return list(lands) if len(lands) > 1 else []


def lands_of(entities: EntityMap) -> dict[str, str]:
    """The keys of the article's countries by name."""
    return {e.name: e.key for e in entities.finish() if e.kind == "Country"}


def states_of(entities: EntityMap, keys: Sequence[str], lands: Mapping[str, str]) -> list[str]:
    """The keys with each office-holder replaced by the state for which he acts, where the article names it."""
    return list(dict.fromkeys(_state(entities.by_key(key), lands) for key in keys))


def _state(entity: Entity, lands: Mapping[str, str]) -> str:
    leads = entity.named or entity.name.lower().split()[-1] in lexicon().classes["leader"]  # no mere policeman
    if entity.kind != "Person" or not entity.titles or not leads:
        return entity.key
    return next((lands[name] for name in entity.countries if name in lands), entity.key)
