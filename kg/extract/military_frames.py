"""Which words of an article may tell of armed force, and who acts and suffers by each verb of it.

"Troops left Iraq"                                verb "left", kind withdrawal, agents (Troops)
"Rebels fired rockets at the port"                verb "fired", kind missile-strike, agents (Rebels), targets (port)

One function for each pattern of roles in ``frames/military.toml``; a candidate lives until its company is weighed. Nouns
are read in ``military_nouns.py``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import islice
from typing import Final

from spacy.tokens import Token

from kg.extract import grammar as g
from kg.extract.actors import EntityMap
from kg.extract.armed import (
    Company,
    armed_people,
    is_country,
    is_force,
    listed,
    weapon_kind,
    weapons,
    word_set,
)
from kg.extract.frames.events import Frame, lexicon, table
from kg.extract.military_candidate import Candidate
from kg.extract.military_driven import driven, laden
from kg.extract.military_moves import fall, move
from kg.extract.military_nouns import GOAL_MARKS, as_noun, may_be_goal
from kg.extract.military_untold import untold
from kg.extract.nearby import after_mark, before_verb
from kg.extract.retell import FAR, FORCE
from kg.extract.roles import CALENDAR, around_verb, spread, stray

POINTING: Final = frozenset({"the", "this", "that"})
MUNITIONS: Final = frozenset({"missile-strike", "bombing", "shelling", "drone-strike"})
LANDING: Final = frozenset({"land", "fall", "crash"})
"""What aircraft do without harm: "the jet landed"; bombs and missiles do it to their targets."""
FLYING: Final = frozenset({"fire", "launch", "test", "test-fire"})
"""Verbs of missiles that may fly over a land without harm to it; aimed at nothing, they are tested."""
WATERS: Final = frozenset({"sea", "ocean", "water", "waters"})


def candidates(token: Token, entities: EntityMap, company: Company, told: Sequence[Candidate] = ()) -> list[Candidate]:
    """The candidates of one word that have the company they need: none or one. ``told`` are those found before it in the
    article: "the blast" needs less company where a bombing has been told."""
    made = [*as_noun(token, entities), *_as_verb(token, entities)]
    threshold = int(table("military")["threshold"])
    for c in made:
        _at_hands(c)
        c.agents = [a for a in c.agents if not any(d.lower_ == "no" for d in g.kids(a, "det"))]
    points = table("military")["company"]["retold"]
    again = {id(c): _retells(c, told) for c in made}
    able = (
        c
        for c in made
        if company.score(c.frame, c.head, c.around, c.agents, c.targets) >= threshold - points * again[id(c)]
        and not company.figurative(c.frame, c.targets)
        and _told(c, entities, again[id(c)] and bool(g.case_of(c.head)))
        and not untold(c, entities)
    )
    return list(islice(able, 1))


def _retells(made: Candidate, told: Sequence[Candidate]) -> bool:
    """Whether a definite noun may point back to an action told before: one of its kind, or any for a general word."""
    general = made.frame.kind in ("other", "operation")
    kinds = {c.kind for c in told[-FAR:]} & FORCE
    one = made.frame.weight > 0 and any(c.lower_ in POINTING for c in made.head.children)
    return one and made.head.pos_ not in ("VERB", "AUX") and (made.frame.kind in kinds or (general and bool(kinds)))


def _at_hands(made: Candidate) -> None:
    """Who acts in "killed at the hands of rebels"."""
    hands = [h for mark, h in made.around.phrases if mark == "at" and h.lower_ == "hands"]
    made.agents += [p for h in hands for c in g.kids(h, "nmod") if g.case_of(c) == "of" for p in g.coordinated(c)]
    made.targets = [t for t in made.targets if t not in hands]


def _as_verb(token: Token, entities: EntityMap) -> list[Candidate]:
    if token.pos_ not in ("VERB", "NOUN", "AUX", "ADJ") or (token.pos_ != "VERB" and not g.kids(token, *g.SUBJECTS, "obj")):
        return []
    if token.pos_ == "NOUN" and g.kids(token, "cop"):
        return []  # "the town was the target of an attack"
    forms = lexicon("military").verbs
    particle = g.child(token, "compound:prt") or _particle(token)
    frames = forms.get(token.lower_, ()) if particle is None or token.lower_ + " " + particle.lower_ not in forms else ()
    frames = (*(forms.get(f"{token.lower_} {particle.lower_}", ()) if particle is not None else ()), *frames)
    made: list[Candidate] = []
    around = around_verb(token) if frames or _phrase_frame(token) else None
    if around is None:
        return []
    phrase = _phrase_frame(token)
    if phrase is not None:
        return _attack(Candidate(phrase[0], (token, phrase[1]), around), entities, skip=phrase[1])
    for frame in frames:
        candidate = Candidate(frame, (token,) if particle is None else (token, particle), around)
        made += ROLES[frame.roles](candidate, entities)
    return made


def _particle(verb: Token) -> Token | None:
    """The word after a verb that makes one verb with it, where the parser took it for a preposition: "pull out of Mali"."""
    after = verb.nbor(1) if verb.i + 1 < verb.sent.end else None
    return after if after is not None and f"{verb.lower_} {after.lower_}" in lexicon("military").verbs else None


def _phrase_frame(verb: Token) -> tuple[Frame, Token] | None:
    for obj in g.kids(verb, "obj"):
        frame = lexicon("military").phrases.get((verb.lower_, obj.lower_))
        if frame is not None:
            return frame, obj
    return None


def _attack(made: Candidate, entities: EntityMap, skip: Token | None = None) -> list[Candidate]:
    made.agents = spread(made.around.doers)
    if not made.around.doers and g.is_passive(made.head):
        made.agents = after_mark(made.head, frozenset({"by"}), entities)
    elif not made.around.doers:
        made.agents = before_verb(made.head, entities)
    made.targets = [t for t in spread(made.around.undergoers) if t != skip]
    if made.frame.word in word_set("deadly") and not made.targets and made.head.tag_ in ("VBD", "VBN") and made.agents:
        made.agents, made.targets = [], made.agents  # "a soldier killed in May", which the parser took for a whole sentence
    if skip is not None:
        made.targets += [h for h in g.kids(skip, "nmod") if g.case_of(h) == "of"]
    if any(weapon_kind(t) and not is_force(t, entities) for t in made.targets[:1]) and _may_fly(made.frame.word):
        return []
    if not made.targets:
        goals = made.around.after(*GOAL_MARKS) or stray(skip or made.head, *GOAL_MARKS)
        made.targets = [h for h in goals if may_be_goal(h, entities)]
    made.targets += [h for h in made.around.after("against") if h not in made.targets and may_be_goal(h, entities)]
    if made.frame.kind == "capture":
        made.targets += [h for h in made.around.after("from") if is_force(h, entities)]  # "recaptured from the rebels"
    made.kind = _instrument(made) or made.frame.kind
    return [made]


def _may_fly(word: str) -> bool:
    """Whether the verb has a frame of weapons as well: "rockets struck"."""
    return any(frame.roles == "weapon" for frame in lexicon("military").verbs.get(word, ()))


def _instrument(made: Candidate) -> str:
    """The kind that the weapon gives: "struck with drones", "missiles hit"; killing and capture stay what they are."""
    if made.frame.kind == "killing" and made.frame.weight == 1:
        heads = list(made.around.doers)  # "a bomb killed"; "killed with a bomb" stays a killing
    elif made.frame.kind in ("other", "raid", "bombing"):
        heads = [*made.around.doers, *made.around.after("with", "using", "by", "from")]
    else:
        return ""
    return next((kind for head in (*heads, *made.carriers) if (kind := weapon_kind(head) or laden(head))), "")


def _mutual(made: Candidate, entities: EntityMap) -> list[Candidate]:
    made.agents = [*spread(made.around.doers), *made.around.after("with", "between")]
    made.targets = [*spread(made.around.undergoers), *(h for h in made.around.after("against") if may_be_goal(h, entities))]
    made.kind = made.frame.kind
    return [made]


def _weapon(made: Candidate, entities: EntityMap) -> list[Candidate]:
    """A weapon is used ("fired rockets at X") or strikes by itself ("rockets fell on X")."""
    used = [t for t in spread(made.around.undergoers) if weapon_kind(t)]
    doers = spread(made.around.doers)
    flying = [t for t in doers if weapon_kind(t) and not is_force(t, entities) and made.frame.word not in LANDING]
    flying = flying or [t for t in doers if weapons().get(t.lower_) in MUNITIONS and t.lower_ not in armed_people()]
    if not used and not flying:
        return _shots(made, entities)
    flying = [] if used else flying  # "tanks fired shells"
    carrier = (used or flying)[0]
    made.carriers = used
    made.agents = [d for d in spread(made.around.doers) if d not in flying]
    made.targets = [
        h
        for h in made.around.after(*GOAL_MARKS, "near", "outside", *(() if made.frame.word in FLYING else ("over",)))
        if may_be_goal(h, entities) and h.lower_ not in CALENDAR | WATERS
    ]
    made.targets += [t for t in spread(made.around.undergoers) if t not in used]
    made.targets += [t for verb in g.kids(carrier, "acl") for t in g.kids(verb, "obj")]
    wet = any(h.lower_ in WATERS for mark, h in made.around.phrases if mark in ("in", "into"))
    tested = not made.targets and (wet or made.frame.word in FLYING)
    made.kind = "other" if tested else weapon_kind(carrier)
    made.frame = replace(made.frame, weight=made.frame.weight + 2)
    return [made]


def _shots(made: Candidate, entities: EntityMap) -> list[Candidate]:
    """Shots without a weapon named: "guards fired at a post"."""
    subject = g.own_subject(made.head)
    doers = made.around.doers or ((subject,) if subject is not None and not g.kids(made.head, "aux:pass") else ())
    made.agents = [d for d in spread(doers) if is_force(d, entities)]
    made.targets = [h for h in made.around.after("at", "on", "upon") if may_be_goal(h, entities)]
    made.kind = "other"
    shot = made.frame.word == "fire" and g.child(made.head, "obj") is None
    return [made] if shot and made.agents and made.targets else []


def _told(made: Candidate, entities: EntityMap, retold: bool) -> bool:
    """Whether enough is told to call it an event: a capture has a target, a defeat somebody who wins, a fight fighters,
    unless they are told before (``retold``: "killed in the battle")."""
    verb = made.head.pos_ in ("VERB", "AUX") and made.frame.roles != "" and made.trigger[0] == made.head
    if made.head.dep_ == "amod" and verb:
        return False
    if verb and made.frame.kind == "capture" and not (made.frame.weight == 2 and made.targets):
        return any(_is_somebody(t, entities) for t in made.targets)
    if verb and made.frame.roles == "attack" and not made.targets:
        return any(is_force(a, entities) or is_country(a, entities) or weapon_kind(a) for a in made.agents)
    if verb and made.frame.word in table("military")["words"]["results"]:
        return bool(made.agents)
    if made.frame.mutual and made.frame.weight < 3 and not retold:
        return any(_is_somebody(a, entities) for a in made.agents) or bool(made.around.after("in", "near", "at"))
    return True


def _is_somebody(head: Token, entities: EntityMap) -> bool:
    return entities.of(head) is not None or head.pos_ == "PROPN" or head.lower_ in listed("goals") | armed_people()


ROLES: Final[dict[str, Callable[[Candidate, EntityMap], list[Candidate]]]] = {
    "attack": _attack,
    "move": move,
    "weapon": _weapon,
    "mutual": _mutual,
    "fall": fall,
    "driven": driven,
}
"""The patterns of ``roles`` in ``frames/military.toml``."""
