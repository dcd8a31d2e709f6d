"""Nouns of armed force: who acts, and whom or what the act meets.

"Rebels carried out a drone attack on the port"   noun "attack", kind drone-strike, agents (Rebels), targets (port)
"the US-led raid that killed four"                noun "raid", agents by its modifier, targets by its clause
"""

from __future__ import annotations

from typing import Final

from spacy.tokens import Token

from kg.extract import grammar as g
from kg.extract.actors import EntityMap
from kg.extract.armed import (
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
from kg.extract.nearby import after_mark, before_verb
from kg.extract.roles import CALENDAR, Around, around_noun, credited, spread, stray
from kg.extract.status import intenders

GOAL_MARKS: Final = ("on", "against", "at", "into", "towards", "toward", "upon", "onto", "targeting")


def as_noun(token: Token, entities: EntityMap) -> list[Candidate]:
    """The candidate of a noun of armed force, its company not yet weighed; none where the word is another thing."""
    frame = lexicon("military").nouns.get(token.lower_)
    if token.i and (two := lexicon("military").nouns.get(f"{token.nbor(-1).lower_} {token.lower_}")) is not None:
        frame = two
    if frame is None or not _is_noun(token, frame) or (token.lower_ in word_set("causes") and _is_reason(token)):
        return []
    if frame.word == "fire" and g.case_of(token) != "under":
        return []  # only who "comes under fire" is shot at
    if token.i and f"{token.nbor(-1).lower_} {token.lower_}" in word_set("elsewise"):
        return []
    around = around_noun(token, word_set("light"))
    made = Candidate(frame, (token,), around, kind=_noun_kind(frame, token, around))
    _noun_roles(made, entities)
    return [made]


def _is_reason(noun: Token) -> bool:
    """Whether a noun only tells for what another act was done: "in retaliation for", "the raid was retaliation for"."""
    return g.case_of(noun) in ("in", "as") or g.child(noun, "cop") is not None


def _is_noun(token: Token, frame: Frame) -> bool:
    if token.pos_ in ("NOUN", "PROPN"):
        inside = token.dep_ in ("compound", "flat", "nmod:desc")
        return not inside or (frame.weight == 3 and token.head.lower_ not in listed("forces"))
    if frame.weight == 3 and token.pos_ in ("ADJ", "X"):
        return True
    nominal = any(c.dep_ in ("det", "nmod:poss", "case", "amod") for c in token.children)
    nominal = nominal or (token.tag_ == "VBG" and any(g.case_of(c) == "between" for c in token.children))
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
        made.targets += [h for h in goals if may_be_goal(h, entities)]
    made.victims += _killed(made.head)
    made.targets += [*made.victims, *_aims(made)]
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
    if noun.dep_ == "conj" and weapon_kind(noun.head):
        deeper += g.kids(noun.head, "compound", "amod")  # "a Russian missile and drone attack"
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


def may_be_goal(head: Token, entities: EntityMap) -> bool:
    """Whether a phrase after "on" or "against" may be what an act meets; not a day or a number."""
    if head.lower_ in CALENDAR or head.pos_ in ("NUM", "ADV") or head.like_num:
        return False
    return (
        entities.of(head) is not None
        or head.lower_ in listed("goals")
        or head.lower_ in armed_people()
        or head.pos_ in ("NOUN", "PROPN")
    )
