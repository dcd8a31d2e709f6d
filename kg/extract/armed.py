"""Whether a word that may tell of armed force does: its weight and the company it keeps, as points.

"struck a deal"                      strike 1, figure of speech        no action
"struck an army base with rockets"   strike 1, goal 1, weapon 2        an action (3 points are needed)

The points and the lists stand in ``frames/military.toml``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from spacy.tokens import Token

from kg.extract import grammar as g
from kg.extract.actors import EntityMap
from kg.extract.frames.events import Frame, all_forms, lexicon, noun_forms, table, verb_forms
from kg.extract.roles import Around, spread, unfolding
from kg.model import Entity

Points = dict[str, int]


@cache
def listed(name: str) -> frozenset[str]:
    """All forms of the nouns of one list of ``military.toml``."""
    return all_forms(table("military")["lists"][name])


@cache
def word_set(name: str) -> frozenset[str]:
    """The words of one set of ``military.toml``."""
    return frozenset(table("military")["words"][name])


@cache
def listed_verbs(name: str) -> frozenset[str]:
    """All forms of the verbs of one set."""
    return frozenset(form for word in word_set(name) for form in verb_forms(word))


@cache
def armed_people() -> frozenset[str]:
    """Nouns of armed people and of their machines, whether they fight a war or are mere criminals."""
    return listed("forces") | listed("assailants")


@cache
def weapons() -> Mapping[str, str]:
    """Form of a weapon's noun -> the kind of action that its use makes."""
    raw: Mapping[str, str] = table("military")["words"]["weapons"]
    return {form: kind for word, kind in raw.items() for form in noun_forms(word)}


def weapon_kind(head: Token) -> str:
    """The kind of action that a phrase with a weapon makes ("ballistic missiles": missile-strike), or ""."""
    if head.lower_ in word_set("shields"):
        return ""  # "air defences"
    for token in (head, *g.kids(head, "compound", "amod", "nmod")):
        if token.i <= head.i and (kind := weapons().get(token.lower_)):
            return kind
    return ""


def is_force(token: Token, entities: EntityMap) -> bool:
    """Whether a phrase means armed people or things: by its entity's kind, else by its noun and its modifiers."""
    key = entities.of(token)
    if key is not None and entities.by_key(key).kind in ("Military", "ArmedGroup"):
        return True
    if token.pos_ not in ("NOUN", "PROPN"):
        return False
    if token.lower_ in armed_people():
        return True
    return token.lower_ in listed("perhaps_forces") and any(
        _martial(c, entities) for c in g.kids(token, "amod", "compound", "nmod:poss")
    )


def _martial(modifier: Token, entities: EntityMap) -> bool:
    """Whether a modifier makes a force of its noun: "army helicopter", "Saudi-led coalition", "Russian jets"."""
    form = modifier.lower_
    if form in word_set("martial") or form.endswith("led") or form in listed("forces") or form in ("air", "fighter", "patrol"):
        return True
    if entities.land(modifier.i):
        return True
    key = entities.of(modifier)
    return key is not None and entities.by_key(key).kind in ("Country", "Military", "ArmedGroup")


def is_country(token: Token, entities: EntityMap) -> bool:
    """Whether a phrase means a state, or a person who acts for one."""
    key = entities.of(token) or (entities.land(token.i) if token.pos_ == "ADJ" else None)
    if not key:
        return False
    entity = entities.by_key(key)
    if entity.kind == "Organization":
        return _is_alliance(token, entities) or _commands_forces(entity)
    return entity.kind == "Country" or (entity.kind == "Person" and bool(entity.countries and entity.titles))


def _is_alliance(token: Token, entities: EntityMap) -> bool:
    key = entities.of(token)
    return key is not None and entities.by_key(key).name in word_set("alliances")


def _commands_forces(body: Entity) -> bool:
    """Whether a body is a state's ministry of defence, or speaks as one."""
    return bool(body.countries) and any(word in body.name for word in ("Defense", "Defence", "Armed Forces"))


@cache
def _war_words() -> frozenset[str]:
    nouns, verbs = lexicon("military").nouns, lexicon("military").verbs
    strong = {form for form, frame in nouns.items() if frame.weight >= 3}
    strong |= {form for form, frames in verbs.items() if any(frame.weight >= 3 for frame in frames)}
    return listed("forces") | weapons().keys() | strong | {"military", "ceasefire", "war", "wartime", "frontline"}


def martial_article(words: Sequence[str]) -> bool:
    """Whether an article (its words in lower case) is about armed force: at least one word in 100, and four in all, name war,
    weapons or armed people. Words that crime reports share ("attack", "killed") do not count."""
    hits = sum(word in _war_words() for word in words)
    return hits >= 4 and hits * 100 >= len(words)


def bombing_article(words: Sequence[str]) -> bool:
    """Whether an article (its words in lower case) tells of bombs, so that its explosions are no accidents: two words."""
    return sum(word in _bombs() for word in words) >= 2


@cache
def _bombs() -> frozenset[str]:
    told = {form for form, kind in weapons().items() if kind == "bombing"}
    frames = lexicon("military")
    strong = {form for form, frame in frames.nouns.items() if frame.kind == "bombing" and frame.weight >= 3}
    strong |= {form for form, all_ in frames.verbs.items() if any(f.kind == "bombing" and f.weight >= 3 for f in all_)}
    return frozenset(told | strong) - {"mine", "mines"}


def sporting_article(words: Sequence[str]) -> bool:
    """Whether an article is about sport: three of its words at least are of sport, one in a hundred."""
    hits = sum(word in word_set("sport") for word in words)
    return hits >= 3 and hits * 100 >= len(words)


def is_event(head: Token) -> bool:
    """Whether a noun mostly tells armed force itself: "killed in a raid", "the bombing destroyed"."""
    frame = lexicon("military").nouns.get(head.lower_)
    return frame is not None and frame.weight >= 2


def leaves_dead(event: Token) -> bool:
    """Whether an event leaves people dead or wounded: "a shootout left four gunmen killed"."""
    verb = event.head
    if event.dep_ != "nsubj" or verb.lower_ not in verb_forms("leave"):
        return False
    return any(t.lower_ in ("dead", "killed", "wounded", "injured") for o in g.kids(verb, "obj", "xcomp") for t in o.subtree)


def _in_event(around: Around) -> bool:
    return any(is_event(head) for head in around.after("in", "during", "by", "with"))


def _hyphened(modifier: Token) -> str:
    """The word with what a hyphen joins to it from the left: "live-fire" of three tokens."""
    i, doc = modifier.i, modifier.doc
    return f"{doc[i - 2].lower_}-{modifier.lower_}" if i > 1 and doc[i - 1].text == "-" else modifier.lower_


def _breaks_out(trigger: Token) -> bool:
    """Whether a verb says of the event only that it is there: "fighting erupted"."""
    return trigger.dep_ == "nsubj" and trigger.head.lower_ in unfolding()


class Company:
    """Counts the points of a trigger in its company."""

    def __init__(self, entities: EntityMap) -> None:
        self.entities = entities
        words = entities.rows.lower
        self.martial = martial_article(words)
        self.bombing = bombing_article(words)
        self.points: Points = dict(table("military")["company"])
        if sporting_article(words) and not self.martial:
            self.points.update(country_agent=-2, country_target=0)

    def score(self, frame: Frame, trigger: Token, around: Around, agents: Sequence[Token], goals: Sequence[Token]) -> int:
        """Points of the trigger: its weight with those of its company; below the threshold it tells no action."""
        doers = self._doers([*spread(around.doers), *agents])
        kinds: set[str] = {*doers, *self._goals(frame, goals), *self._words(trigger, around)}
        if self.martial:
            kinds.add("martial_article")
        if frame.mutual and len({self.entities.of(a) for a in agents} - {None}) >= 2:
            kinds.add("military_goal")
        if frame.weight >= 3:
            kinds.discard("civil_word")
        if frame.kind == "killing" and _in_event(around):
            kinds.discard("vague_goal")  # whoever was "killed in the raid"
        if "deaths" in kinds and frame.kind != "bombing":
            kinds.add("deadly_strike")  # a strike that kills is no stoppage; a blast may be an accident
        if frame.mutual and _breaks_out(trigger):
            kinds.add("breaks_out")
        if self.bombing and frame.kind == "bombing" and frame.weight < 3:
            kinds.add("bombing_article")
        if frame.kind in ("capture", "killing") and any(self._is_named_person(goal) for goal in goals):
            kinds.add("named_person")
        if frame.kind in ("blockade", "invasion", "operation") and any(self._is_named_place(goal) for goal in goals):
            kinds.add("named_place")
        return frame.weight + sum(self.points[kind] for kind in sorted(kinds))

    def _doers(self, doers: Sequence[Token]) -> set[str]:
        found = set()
        for doer in doers:
            if weapon_kind(doer) or is_event(doer):
                found.add("weapon")
            elif doer.lower_ in listed("assailants") - listed("forces"):
                found.add("assailant_agent")
            elif is_force(doer, self.entities) or _is_alliance(doer, self.entities):
                found.add("armed_agent")
            elif is_country(doer, self.entities):
                found.add("country_agent")
            elif doer.lower_ in listed("civil_actors"):
                found.add("civil_agent")
        return found

    def _goals(self, frame: Frame, goals: Sequence[Token]) -> set[str]:
        found = set()
        for goal in goals:
            if self._is_figure(frame, goal):
                found.add("civil_word")
            elif self._is_armed(goal):
                found.add("armed_target")
            elif is_country(goal, self.entities):
                found.add("country_target")
            elif goal.lower_ in listed("goals"):
                found.add("military_goal")
            elif self.entities.of(goal) is None and not weapon_kind(goal) and goal.lower_ not in listed("sites"):
                found.add("vague_goal")
        return found - {"vague_goal"} if len(found) > 1 else found

    def figurative(self, frame: Frame, goals: Sequence[Token]) -> bool:
        """Whether the first goal makes the words a figure of speech: "struck a deal"."""
        return frame.weight < 3 and any(self._is_figure(frame, goal) for goal in goals[:1])

    def _is_figure(self, frame: Frame, goal: Token) -> bool:
        if not frame.roles and goal.lower_ in listed("goals"):
            return False  # "a strike on a market", but "struck the market"
        return goal.lower_ in listed("figures") and goal.lower_ != "targets" and not self._is_armed(goal)

    def _is_named_place(self, goal: Token) -> bool:
        key = self.entities.of(goal)
        return key is not None and self.entities.by_key(key).kind == "Place" and self.entities.by_key(key).named

    def _is_named_person(self, goal: Token) -> bool:
        key = self.entities.of(goal)
        return key is not None and self.entities.by_key(key).kind == "Person" and self.entities.by_key(key).named

    def _is_armed(self, goal: Token) -> bool:
        """Whether a goal is a force or belongs to one: "rebels", "rebel targets"."""
        owners = g.kids(goal, "compound", "amod", "nmod:poss")
        return any(is_force(token, self.entities) for token in (goal, *owners))

    def _words(self, trigger: Token, around: Around) -> set[str]:
        found = set()
        modifiers = [*around.modifiers, *(c for m in around.modifiers for c in g.kids(m, "compound", "amod"))]
        for modifier in modifiers:
            form = _hyphened(modifier)
            if form in weapons() or _first_part(form) in weapons():
                found.add("weapon")
            elif form in word_set("martial"):
                found.add("military_goal" if form in word_set("weak_martial") else "martial_word")
            elif form in word_set("civil"):
                found.add("civil_word")
            elif is_force(modifier, self.entities):
                found.add("armed_agent")
            elif is_country(modifier, self.entities):
                found.add("country_agent")
        if (trigger.dep_ == "nsubj" and trigger.head.lower_ in listed_verbs("deadly")) or leaves_dead(trigger):
            found.add("deaths")
        if _in_event(around):
            found.add("martial_word")
        instruments = around.after("with", "by", "using", "from", "of", "in")
        packed = (t for head in around.after("with") for t in head.subtree)
        if any(weapon_kind(head) for head in instruments) or any(t.lower_ in weapons() for t in packed):
            found.add("weapon")
        return found


def _first_part(form: str) -> str:
    return form.split("-")[0]
