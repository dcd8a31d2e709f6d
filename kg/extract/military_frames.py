"""Which words of an article may tell of armed force, and who acts and suffers by each.

"Rebels carried out a drone attack on the port"   noun "attack", kind drone-strike, agents (Rebels), targets (port)
"Troops left Iraq"                                verb "left", kind withdrawal, agents (Troops)

One function for each pattern of roles in ``frames/military.toml``; a candidate lives until its company is weighed.
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
    leaves_dead,
    listed,
    listed_verbs,
    weapon_kind,
    weapons,
    word_set,
)
from kg.extract.frames.events import Frame, lexicon, table
from kg.extract.military_candidate import Candidate
from kg.extract.military_driven import driven, laden
from kg.extract.military_moves import fall, move
from kg.extract.military_untold import untold
from kg.extract.nearby import after_mark, before_verb
from kg.extract.retell import FAR, FORCE
from kg.extract.roles import CALENDAR, Around, around_noun, around_verb, credited, spread, stray
from kg.extract.status import intenders

POINTING: Final = frozenset({"the", "this", "that"})
MUNITIONS: Final = frozenset({"missile-strike", "bombing", "shelling", "drone-strike"})
LANDING: Final = frozenset({"land", "fall", "crash"})
"""What aircraft do without harm: "the jet landed"; bombs and missiles do it to their targets."""
FLYING: Final = frozenset({"fire", "launch"})
"""Verbs of missiles that may fly over a land without harm to it; aimed at nothing, they are tested."""
GOAL_MARKS: Final = ("on", "against", "at", "into", "towards", "toward", "upon", "onto", "targeting")


def candidates(token: Token, entities: EntityMap, company: Company, told: Sequence[Candidate] = ()) -> list[Candidate]:
    """The candidates of one word that have the company they need: none or one. ``told`` are those found before it in the
    article: "the blast" needs less company where a bombing has been told."""
    made = [*_as_noun(token, entities), *_as_verb(token, entities)]
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


def _as_noun(token: Token, entities: EntityMap) -> list[Candidate]:
    frame = lexicon("military").nouns.get(token.lower_)
    if token.i and (two := lexicon("military").nouns.get(f"{token.nbor(-1).lower_} {token.lower_}")) is not None:
        frame = two
    if frame is None or not _is_noun(token) or (token.lower_ in word_set("causes") and _is_reason(token)):
        return []
    if token.i and f"{token.nbor(-1).lower_} {token.lower_}" in word_set("elsewise"):
        return []
    around = around_noun(token, word_set("light"))
    made = Candidate(frame, (token,), around, kind=_noun_kind(frame, token, around))
    _noun_roles(made, entities)
    return [made]


def _is_reason(noun: Token) -> bool:
    """Whether a noun only tells for what another act was done: "in retaliation for", "the raid was retaliation for"."""
    return g.case_of(noun) in ("in", "as") or g.child(noun, "cop") is not None


def _frame_of(token: Token) -> Frame:
    return lexicon("military").nouns[token.lower_]


def _is_noun(token: Token) -> bool:
    if token.pos_ in ("NOUN", "PROPN"):
        inside = token.dep_ in ("compound", "flat", "nmod:desc")
        return not inside or (_frame_of(token).weight == 3 and token.head.lower_ not in listed("forces"))
    if _frame_of(token).weight == 3 and token.pos_ in ("ADJ", "X"):
        return True
    nominal = any(c.dep_ in ("det", "nmod:poss", "case", "amod") for c in token.children)
    return token.pos_ in ("ADJ", "VERB", "X") and nominal and not g.kids(token, "aux", "aux:pass", "nsubj", "obj")


def _noun_kind(frame: Frame, token: Token, around: Around) -> str:
    """The kind of a noun, made more exact by its modifiers and by what acts: "drone attack", "suicide bombing", "jets carried
    out strikes"."""
    if frame.kind not in ("other", "operation", "raid") or " " in frame.word:
        return frame.kind  # a "missile test" is no strike
    for c in token.children:
        if c.i < token.i and (kind := weapons().get(c.lower_) or weapons().get(c.lower_.split("-")[0])):
            return kind
    marked = {c.lower_ for c in token.children}
    if "suicide" in marked and frame.kind == "other":
        return "bombing"
    acting = next((kind for d in around.doers if (kind := weapon_kind(d))), "")
    return acting if acting and frame.kind == "other" else frame.kind


def _fighters(made: Candidate, entities: EntityMap) -> list[Token]:
    """The armed subject of the clause in which a fight is only an adverbial: "the brigade lost men in the battle"."""
    node = made.head
    if not made.frame.mutual or g.case_of(node) not in ("in", "during"):
        return []
    while node.dep_ in ("obl", "nmod", "obj") and node.head != node and node.pos_ not in ("VERB", "AUX"):
        node = node.head
    doer = g.doer_of(node) if g.is_clause(node) else None
    return [d for d in spread((doer,) if doer is not None else ()) if is_force(d, entities)]


def _users(made: Candidate, entities: EntityMap) -> list[Token]:
    """Who uses a weapon in an attack: "used the missile during an attack on the city"."""
    verb = made.head.head
    if made.head.dep_ != "obl" or g.case_of(made.head) not in ("in", "during") or g.is_passive(verb):
        return []
    armed = any(weapon_kind(o) for o in g.kids(verb, "obj"))
    doer = g.doer_of(verb) if armed else None
    return [d for d in spread((doer,) if doer is not None else ()) if is_force(d, entities) or is_country(d, entities)]


def _noun_roles(made: Candidate, entities: EntityMap) -> None:
    """Fills agents and targets of an event noun by its modifiers, phrases, carrying verb and credit."""
    around = made.around
    goals = around.after(*GOAL_MARKS) or tuple(stray(made.head, *GOAL_MARKS))
    sides = [(m, _modifier_side(m, entities, bool(goals))) for m in _modifiers(around, made.head)]
    suffering = around.governor is not None and around.governor.lemma_.lower() in word_set("suffer")
    doers = [] if any(side == "agent" for _, side in sides) else _carriers(made, entities)
    (made.targets if suffering else made.agents).extend(doers)
    made.agents += [m for m, side in sides if side == "agent"]
    made.targets += [m for m, side in sides if side == "target"] + spread(around.undergoers)
    if made.kind != "exercise":
        made.targets += [h for h in goals if _may_be_goal(h, entities)]
    made.targets += [*_killed(made.head), *_aims(made)]
    _of_phrases(made, entities)
    made.agents += _credited(made, entities)
    if not made.agents:
        made.agents += intenders(made.head) or _fighters(made, entities) or _users(made, entities)


def _aims(made: Candidate) -> list[Token]:
    """What an operation is to meet: "an operation to isolate the town"."""
    verbs = g.kids(made.head, "acl") if made.frame.kind == "operation" else []
    attacks = [
        v for v in verbs if v.tag_ == "VB" and any(f.roles == "attack" for f in lexicon("military").verbs.get(v.lower_, ()))
    ]
    return [goal for v in attacks for o in g.kids(v, "obj") for goal in g.coordinated(o)]


def _killed(noun: Token) -> list[Token]:
    """Whom or what an event noun hits as a subject: "a strike on Friday killed four children", "damaged a bridge"."""
    deadly = noun.dep_ == "nsubj" and noun.head.lower_ in listed_verbs("deadly") | listed_verbs("hurtful")
    deadly = deadly or leaves_dead(noun)
    return [victim for o in g.kids(noun.head, "obj") for victim in g.coordinated(o)] if deadly else []


def _carriers(made: Candidate, entities: EntityMap) -> list[Token]:
    """The doers of a noun that are no events themselves; before a carrying verb, where the parser missed its subject."""
    around = made.around
    doers = spread(around.doers)
    if not doers and around.governor is not None and not g.is_passive(around.governor):
        doers = before_verb(around.governor, entities)
    return [d for d in doers if d.lower_ not in lexicon("military").nouns]


def _credited(made: Candidate, entities: EntityMap) -> list[Token]:
    credit = table("military")["words"]["credit"]
    found = credited(made.head, *(frozenset(credit[key]) for key in ("by", "to", "on")))
    if not found and not made.agents and made.head.head.lower_ in credit["to"]:
        found = after_mark(made.head, frozenset({"to", "on"}), entities)
    return found


def _of_phrases(made: Candidate, entities: EntityMap) -> None:
    """What "of", "between", "with" and "from" give: agent or target, as the noun's frame says."""
    around = made.around
    of = [h for h in around.after("of") if not weapon_kind(h)]
    if made.frame.of == "agent":
        made.agents += of
    elif made.frame.of == "target":
        made.targets += of
    if made.frame.mutual:
        pair = around.after("between", "among")
        pair = pair if len(pair) > 1 else (*pair, *after_mark(made.head, frozenset({"between"}), entities))
        made.agents += [*pair, *(h for h in around.after("with") if not _of_a_site(h)), *of]
        made.targets = [t for t in made.targets if t not in made.agents]
    if made.frame.kind not in ("withdrawal", "deployment"):
        made.agents += [h for h in around.after("from") if is_country(h, entities) or is_force(h, entities)]


def _of_a_site(head: Token) -> bool:
    """Whether a phrase belongs to a site: "with Niger" in "fighting near the border with Niger"."""
    while head.dep_ == "conj" and head.head != head:
        head = head.head
    return head.dep_ == "nmod" and head.head.lower_ in listed("goals")


def _modifiers(around: Around, noun: Token) -> list[Token]:
    """The modifiers of an event noun, with the word before it even where the parser tore them apart."""
    before = [noun.nbor(-1)] if noun.i > noun.sent.start else []
    deeper = [c for m in around.modifiers for c in g.kids(m, "compound", "amod")]
    return [*around.modifiers, *deeper, *(t for t in before if t not in around.modifiers and t.pos_ in ("PROPN", "ADJ"))]


def _modifier_side(modifier: Token, entities: EntityMap, aimed: bool) -> str:
    """Whether a modifier of an event noun acts or suffers: "US strikes", "rebel attack", but "Gaza offensive"; where the noun
    is ``aimed`` at somebody else, a country acts: "the Rwanda raid on Goma"."""
    if modifier.dep_ == "det" or modifier.lower_ in weapons() or modifier.lower_ in word_set("manner") or _backer(modifier):
        return ""
    if is_force(modifier, entities):
        return "agent"
    if modifier.pos_ == "ADJ" and entities.land(modifier.i):
        return "agent"
    key = entities.of(modifier)
    if key is None:
        return ""
    kind = entities.by_key(key).kind
    if kind == "Country":
        return "agent" if aimed or modifier.pos_ == "ADJ" or modifier.is_upper or "." in modifier.text else "target"
    return "agent" if kind in ("Organization", "Group") else ""


def _backer(modifier: Token) -> bool:
    """Whether a modifier names who only stands behind those who act: "the Iranian-backed offensive"."""
    return modifier.head.lower_ == "backed" or modifier.lower_.endswith("backed")


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
        made.targets = [h for h in goals if _may_be_goal(h, entities)]
    made.targets += [h for h in made.around.after("against") if h not in made.targets and _may_be_goal(h, entities)]
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
    made.targets = [*spread(made.around.undergoers), *(h for h in made.around.after("against") if _may_be_goal(h, entities))]
    made.kind = made.frame.kind
    return [made]


def _weapon(made: Candidate, entities: EntityMap) -> list[Candidate]:
    """A weapon is used ("fired rockets at X") or strikes by itself ("rockets fell on X")."""
    used = [t for t in spread(made.around.undergoers) if weapon_kind(t)]
    doers = spread(made.around.doers)
    flying = [t for t in doers if weapon_kind(t) and not is_force(t, entities) and made.frame.word not in LANDING]
    flying = flying or [t for t in doers if weapons().get(t.lower_) in MUNITIONS and t.lower_ not in armed_people()]
    if not used and not flying:
        return []
    carrier = (used or flying)[0]
    made.carriers = used
    made.agents = [d for d in spread(made.around.doers) if d not in flying]
    made.targets = [
        h
        for h in made.around.after(*GOAL_MARKS, "near", "outside", *(() if made.frame.word in FLYING else ("over",)))
        if _may_be_goal(h, entities) and h.lower_ not in CALENDAR
    ]
    made.targets += [t for t in spread(made.around.undergoers) if t not in used]
    made.targets += [t for verb in g.kids(carrier, "acl") for t in g.kids(verb, "obj")]
    made.kind = weapon_kind(carrier) if made.targets or made.frame.word not in FLYING else "other"  # a test
    made.frame = replace(made.frame, weight=made.frame.weight + 2)
    return [made]


def _may_be_goal(head: Token, entities: EntityMap) -> bool:
    if head.lower_ in CALENDAR or head.pos_ in ("NUM", "ADV") or head.like_num:
        return False
    return (
        entities.of(head) is not None
        or head.lower_ in listed("goals")
        or head.lower_ in armed_people()
        or head.pos_ in ("NOUN", "PROPN")
    )


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
