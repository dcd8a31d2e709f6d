"""Day and place of an event that one telling leaves unsaid and another telling of it in the article gives.

"A convoy was ambushed near Gao on Monday. ... The mayor said nobody had claimed the ambush of the convoy."
    the second telling takes Gao and that Monday from the first

Only tellings of one event lend to each other: their words agree, nobody new takes part, and no rival day or place is told.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from spacy.tokens import Token

from kg.extract import grammar as g
from kg.extract.actors import EntityMap
from kg.extract.retell import REAL, STEM, akin, is_definite, parties
from kg.model import Telling, When

NEAR: Final = 250
"""How many characters before an action its scene may have been set: about a sentence."""
BEHIND: Final = frozenset("of in near on at from with for to outside around".split())
APART: Final = frozenset(
    "first second third fourth fifth another other previous earlier last next new separate similar further subsequent "
    "future past more additional previously later recent".split()
)
"""Words on an event noun that set it apart from what was told: "another attack", "the previous round"."""


def lend(tellings: Sequence[Telling], heads: Sequence[Token], entities: EntityMap) -> list[Telling]:
    """The tellings with days and places that others of the same event give; ``heads`` are their triggers' heads."""
    apart = [any(c.lower_ in APART for c in head.children if c.i < head.i) for head in heads]
    done: list[Telling] = []
    for i, telling in enumerate(tellings):
        whole = telling
        if not apart[i] and not (_dated(telling) and telling.place):
            told = [t for j, t in enumerate(tellings) if j != i and not apart[j]]
            same = [t for t in told if _one_event(telling, t, entities, definite=is_definite(heads[i]))]
            before = [t for t, d in zip(done, apart, strict=False) if not d]
            whole = _lent(telling, same, entities)
            if _points_back(heads[i]):
                whole = _lent(whole, _antecedent(whole, before, entities), entities)
            whole = _in_scene(whole, before)
        done.append(whole)
    return done


def _points_back(head: Token) -> bool:
    """Whether an event noun must have been told of before: "the attacks", but not "the attack on the embassy"."""
    return is_definite(head) and not g.kids(head, "nmod", "acl", "acl:relcl")


def _antecedent(telling: Telling, before: Sequence[Telling], entities: EntityMap) -> list[Telling]:
    """The action before that a noun points back to, as a list of one or none: one by the same agents, else
    the latest."""
    if telling.cls != "MilitaryAction":
        return []
    agents = _sides(telling, "agent", entities)
    ranked: list[tuple[bool, int]] = []
    for place, other in enumerate(before):
        rivals = _sides(other, "agent", entities)
        alike = akin(telling, other) and (telling.status in REAL) == (other.status in REAL)
        if alike and not (agents and rivals and not agents & rivals):
            ranked.append((bool(agents & rivals), place))
    return [before[max(ranked)[1]]] if ranked else []


def _in_scene(telling: Telling, before: Sequence[Telling]) -> Telling:
    """An action without a place is where the last of its kind was told to be: a report stays on its scene."""
    if telling.cls == "Meeting" or telling.status not in REAL or telling.place:
        return telling
    near = [t for t in before if telling.trigger.start - t.trigger.end < NEAR and t.place and t.status in REAL]
    mine = parties(telling, "agent")
    scene = next((t for t in reversed(near) if akin(telling, t) and (not mine or mine & parties(t, "agent"))), None)
    return replace(telling, place=scene.place, near=scene.near) if scene is not None else telling


def _dated(telling: Telling) -> bool:
    return bool(telling.when.earliest or telling.when.latest)


def _one_event(telling: Telling, other: Telling, entities: EntityMap, *, definite: bool) -> bool:
    """Whether two tellings are of one event as far as one article tells."""
    if not (akin(telling, other) or akin(other, telling)) or (telling.status in REAL) != (other.status in REAL):
        return False
    if telling.cls == "Meeting":
        mine, theirs = parties(telling, "participant"), parties(other, "participant")
        return len(mine & theirs) >= 2 or (mine == theirs and bool(mine))
    return _one_action(telling, other, entities, definite)


def _one_action(telling: Telling, other: Telling, entities: EntityMap, definite: bool) -> bool:
    agents, rivals = _sides(telling, "agent", entities), _sides(other, "agent", entities)
    if agents and rivals and not agents & rivals:
        return False
    mine, theirs = parties(telling, "target"), parties(other, "target")
    stem = telling.trigger.text[:STEM].lower() == other.trigger.text[:STEM].lower()
    if mine and theirs:
        return bool(mine & theirs) or (stem and bool(_heads(mine, entities) & _heads(theirs, entities)))
    alike = telling.kind == other.kind != "other" or stem
    return definite and alike and bool(agents & rivals)


def _sides(telling: Telling, role: str, entities: EntityMap) -> frozenset[str]:
    """The keys of those who act, and the names of the states for which they do."""
    keys = parties(telling, role)
    lands = {name for key in keys for name in (*entities.by_key(key).countries, entities.by_key(key).name)}
    return frozenset(keys | lands)


def _heads(keys: set[str], entities: EntityMap) -> set[str]:
    """The nouns that describe the unnamed: "convoy" of "French convoy near Gao"."""
    unnamed = (entities.by_key(key) for key in keys)
    return {_head_word(e.name) for e in unnamed if not e.named} - {"people", "civilians"}


def _head_word(name: str) -> str:
    words = name.lower().split()
    end = next((i for i, word in enumerate(words) if i and word in BEHIND), len(words))
    return words[end - 1] if words else ""


def _lent(telling: Telling, same: Sequence[Telling], entities: EntityMap) -> Telling:
    when = telling.when if _dated(telling) else _day([t for t in same if _dated(t)], telling)
    place, near = (telling.place, telling.near) if telling.place else _place([t for t in same if t.place], entities)
    return replace(telling, when=when, place=place, near=near)


def _day(same: Sequence[Telling], telling: Telling) -> When:
    """The narrowest interval told, where all overlap; the words stay those of the telling itself."""
    spans = [(t.when.earliest or "0", t.when.latest or "9") for t in same]
    if not spans or max(first for first, _ in spans) > min(last for _, last in spans):
        return telling.when
    best = min((t.when for t in same), key=lambda w: (not w.earliest or not w.latest, w.earliest != w.latest))
    return replace(best, text=telling.when.text)


def _place(same: Sequence[Telling], entities: EntityMap) -> tuple[str, bool]:
    """The one place told; of a country and one place, the place."""
    places = {t.place: t.near for t in same}
    if len(places) > 1:
        places = {key: near for key, near in places.items() if entities.by_key(key).kind == "Place"}
    return next(iter(places.items())) if len(places) == 1 else ("", False)
