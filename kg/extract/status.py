"""How real an event is by the grammar of the sentence that tells it: occurred, planned, threatened ...

"he had invited Ruiz to visit"                visit: proposed (invited)
"unless they halt attacks on ships"           attacks: occurred (halted, so they go on)
"any U.S. attack"                             attack: hypothetical

The reading starts at the trigger and climbs the parse: each verb's own modality, negation and condition, then what the
word above makes of it (``frames/status.toml``). What a statement makes of it is told in ``attribution.py``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final, cast

from spacy.tokens import Token

from kg.extract import grammar as g
from kg.extract.frames.events import noun_forms, table, verb_forms
from kg.extract.roles import actor_of
from kg.model import Status

FUTURE: Final = frozenset({"planned", "proposed", "threatened", "hypothetical"})
GONE: Final = frozenset({"denied", "cancelled"})


@dataclass(frozen=True, slots=True)
class Judgement:
    """``status`` by grammar alone; ``settled`` where the event is not what the clause asserts; ``granted`` where a word above
    says that it goes on or went on ("halted attacks"), so that it stays a fact in whatever is said."""

    status: Status
    settled: bool = False
    granted: bool = False


@cache
def _words(section: str) -> Mapping[str, str]:
    """Every form of the words of a section -> what it makes of an event."""
    return {
        form: op for op, words in table("status")[section].items() for word in words for form in sorted(_spell(section, word))
    }


def _spell(section: str, word: str) -> frozenset[str]:
    if section in ("verbs", "objects"):
        return verb_forms(word)
    return noun_forms(word) if section in ("nouns", "infinitives") else frozenset((word,))


@cache
def _set(section: str, key: str) -> frozenset[str]:
    return frozenset(table("status")[section][key])


def judge(trigger: Token, start: Status = "occurred", sudden: bool = False) -> Judgement:
    """The status of the event that ``trigger`` (its verb or noun) tells, by the grammar of its sentence; ``start`` is what
    the word says by itself; a ``sudden`` event is not announced, so that whoever confirms it tells of a fact."""
    return _Climb(trigger, start, sudden).run()


class _Climb:
    """One walk from a trigger to the root of its sentence."""

    def __init__(self, trigger: Token, start: Status, sudden: bool) -> None:
        self.node = trigger
        self.trigger = trigger
        self.sudden = sudden
        self.status: str = start
        self.settled = False
        self.granted = False

    def run(self) -> Judgement:
        if g.is_clause(self.node) and self.node.pos_ in ("VERB", "AUX"):
            self._clause(self.node)
        else:
            self._noun(self.node)
        for _ in range(12):
            if self.node.head == self.node or not self._step():
                break
        return Judgement(cast(Status, self.status), self.settled, self.granted)

    def _become(self, op: str) -> None:
        """Takes over what a word says, unless what is known already is stronger."""
        if op == "accept":
            self.status = "planned" if self.status == "proposed" else self.status
        elif op in GONE:
            self.status = op if self.status not in GONE - {op} else "hypothetical"
        elif op == "claimed":
            self.status = op if self.status == "occurred" else self.status
        elif self.status not in GONE:
            self.status = op

    def _noun(self, noun: Token) -> None:
        for c in noun.children:
            op = _words("adjectives").get(c.lower_)
            if op is not None and c.i < noun.i and c.dep_ in ("amod", "det", "compound", "advmod", "nmod"):
                self._become(op)

    def _clause(self, verb: Token) -> None:
        """What the clause's own auxiliaries, negation and subordinator say."""
        modality = g.modality(verb)
        if modality in ("future", "conditional"):
            self._become("hypothetical" if modality == "conditional" and _has_condition(verb) else "planned")
        elif modality == "possible":
            self._become("hypothetical")
        elif modality == "obligation":
            self._become("proposed")
        elif _bare_infinitive(verb):
            self._become("planned")
        if g.conditional(verb):
            self._become("hypothetical")
        for adverb in g.kids(verb, "advmod"):
            if (op := _words("adverbs").get(adverb.lower_)) is not None:
                self._become(op)
        if g.negated(verb):
            self._become("denied")

    def _step(self) -> bool:
        """Climbs to the next word above; False where nothing above bears on the event any more."""
        node, head, dep = self.node, self.node.head, self.node.dep_
        self.node = head
        if dep == "conj":
            return self._conjunct(node, head)
        if dep in ("xcomp", "ccomp", "csubj", "obj", "nsubj:pass", "csubj:pass", "iobj"):
            return self._governed(node, head, clausal=dep in ("xcomp", "ccomp"))
        if dep in ("obl", "nmod", "acl", "advcl"):
            return self._phrase(node, head, dep)
        if dep in ("nsubj", "nsubj:outer"):
            return self._subject(head)
        if dep in ("compound", "amod", "nmod:poss", "flat", "appos"):
            self.settled = True
        return False

    def _conjunct(self, node: Token, head: Token) -> bool:
        if node.pos_ == "VERB" and (g.own_subject(node) is not None or g.kids(node, "aux", "aux:pass")) and node.tag_ != "VB":
            return head.dep_ in ("ccomp", "xcomp") or head.dep_ == "conj"
        return True

    def _governed(self, node: Token, head: Token, clausal: bool) -> bool:
        """The event is object or complement of a verb (or of a predicate such as "set", "ready")."""
        confirmed = self.sudden and not clausal and head.lower_ in _forms("confirming")
        op = None if confirmed else _bearing(node, head, clausal)
        past = _told_as_past(node) if clausal else self.trigger.pos_ == "VERB" and _told_as_past(self.trigger)
        if past and op in ("planned", "proposed", "threatened", "accept"):
            return False
        if op is None:
            self.settled = not clausal
            if clausal and self.status == "occurred" and node.tag_ == "VB":
                self._become("planned")
            return False
        if op in ("begun", "granted"):
            return self._goes_on(node, head, op)
        if op != "keep":
            self._become(op)
        if g.is_clause(head):
            self._above(head, op)
        return op not in ("claimed",)

    def _goes_on(self, node: Token, head: Token, op: str) -> bool:
        """What is halted, continued or condemned is a fact, unless it is itself told as unreal ("any attack")."""
        if node != self.trigger or self.status not in ("hypothetical", "denied", "claimed"):
            self.status = "occurred"
        unreal = g.conditional(head) or g.negated(head) or g.modality(head) != "" or _wished(head)
        self.settled, self.granted = True, op == "granted" or unreal
        return False

    def _above(self, verb: Token, op: str) -> None:
        """The governing verb's own clause: a plan that may be made is hypothetical, an offer not made is denied."""
        if op == "keep":
            self._clause(verb)
        elif g.negated(verb):
            self._become("denied" if op not in GONE else "hypothetical")
        elif g.conditional(verb):
            self._become("hypothetical")
        elif op in GONE and g.modality(verb) == "possible":
            self.status = "hypothetical"

    def _phrase(self, node: Token, head: Token, dep: str) -> bool:
        mark = g.case_of(node)
        if dep == "advcl" or (dep == "acl" and head.pos_ in ("VERB", "AUX")):
            if mark == "to" or (node.tag_ == "VB" and not mark):
                return self._governed(node, head, clausal=True)
            if mark in _set("preps", "governing") and _words("verbs").get(head.lower_) not in (None, "keep", "granted"):
                return self._governed(node, head, clausal=True)
            if mark in ("before", "after") and node.tag_ == "VBG" and g.modality(head) == "future":
                self._become("planned")  # "will tour the port before chairing a meeting"
            self.settled = not g.conditional(node)
            return False
        if dep == "acl" and node.tag_ == "VBG" and mark in _set("preps", "governing") and head.dep_ == "obj":
            return self._governed(node, head.head, clausal=True)  # "accused the army of attacking", read as "army of ..."
        if head.pos_ in ("NOUN", "PROPN", "ADJ") and not (g.is_clause(head) and dep == "obl"):
            return self._of_noun(node, head, mark, dep)
        if mark in _set("preps", "governing") and _words("verbs").get(head.lower_) not in (None, "keep"):
            return self._governed(node, head, clausal=False)
        self._on_the_way(head, mark)
        if mark in ("in", "with", "out") and _words("verbs").get(head.lower_) == "keep":
            return self._governed(node, head, clausal=False)
        if mark in ("in", "during", "at", "by", "for", "with") and head.pos_ == "VERB":
            self._beside(head)
        self.settled = True
        return False

    def _on_the_way(self, head: Token, mark: str) -> None:
        """ "Lay the groundwork for a summit", "ahead of the talks", "going into the meeting", "due in Oslo for talks": they are
        still to come."""
        due = any(c.lower_ == "due" for c in g.kids(head, "case", "amod", "advmod"))
        paving = mark == "for" and any(_words("nouns").get(c.lower_) == "planned" for c in g.kids(head, "obj"))
        nearing = mark == "into" and head.lower_ in _set("predicates", "nearing")
        if paving or nearing or due or mark.startswith("ahead"):
            self._become("planned")

    def _beside(self, verb: Token) -> None:
        """An event told in an adverbial shares the modality of its clause: "they will discuss it at the summit"."""
        if g.modality(verb) == "future" and self.status == "occurred":
            self._become("planned")

    def _of_noun(self, node: Token, head: Token, mark: str, dep: str) -> bool:
        self._on_the_way(head, mark)
        op = _words("nouns").get(head.lower_) or (_words("adjectives").get(head.lower_) if head.pos_ == "ADJ" else None)
        infinitive = dep == "acl" and node.tag_ == "VB"
        op = _words("infinitives").get(head.lower_, op) if infinitive else op
        if op is None or not (infinitive or mark == "that" or mark in _set("preps", "governing")):
            self.settled = not infinitive
            if infinitive and self.status == "occurred":
                self._become("planned")
            return False
        if op != "keep":
            self._become(op)
        self._noun(head)
        return True

    def _subject(self, head: Token) -> bool:
        if head.pos_ == "ADJ" and (op := _words("adjectives").get(head.lower_)) is not None and g.child(head, "cop"):
            self._become(op)  # "a summit is unlikely"
            return False
        dated = g.child(head, "cop") is not None and (head.like_num or g.case_of(head) in ("on", "at", "in"))
        if dated or head.lower_ in _forms("happening"):
            self._clause(head)  # "will be on Friday", "will take place"
            return False
        if head.lower_ in _forms("cancelling"):
            self._become("hypothetical" if g.conditional(head) else "cancelled")
        self.settled = True
        return False


@cache
def _forms(key: str) -> frozenset[str]:
    return frozenset(form for word in _set("predicates", key) for form in verb_forms(word))


def _bearing(node: Token, head: Token, clausal: bool) -> str | None:
    """What the verb or predicate ``head`` makes of the event ``node`` that it governs; None where it bears not on it."""
    op = _words("verbs").get(head.lower_) or (_words("adjectives").get(head.lower_) if head.pos_ == "ADJ" else None)
    if head.tag_ in ("VBD", "VBZ") and head.lower_ in _forms("justifying"):
        return "granted"  # "justified the strike", but "a pretext to justify a strike"
    if head.lower_ in _forms("shelving") and any(c.lower_ in ("hold", "ice") for c in g.kids(head, "obl")):
        return "cancelled"  # "was put on hold"
    if node.dep_ in ("obj", "nsubj:pass"):
        op = _words("objects").get(head.lower_, op)
        op = "cancelled" if op and any(c.lower_ == "off" for c in g.kids(head, "compound:prt")) else op  # "called off"
    credited = not clausal and any(c.lower_ in ("credit", "responsibility") for c in g.kids(head, "obj"))
    if credited or _names_it(head):
        op = None
    return "planned" if head.lower_ == "going" and node.tag_ == "VB" else op


def _names_it(verb: Token) -> bool:
    """Whether "call" gives a name and asks for nothing: "called the raid a reprisal"."""
    if verb.lower_ not in verb_forms("call"):
        return False
    things = [c for c in g.kids(verb, "obj", "xcomp") if c.pos_ in ("NOUN", "PROPN", "PRON", "ADJ")]
    return len(things) > 1 or any(c.i > thing.i for thing in things for c in g.kids(thing, "amod"))


def _wished(verb: Token) -> bool:
    """Whether a verb has no tense of its own: "to halt", "halting", but not "are continuing"."""
    return verb.tag_ == "VB" or (verb.tag_ == "VBG" and not g.kids(verb, "aux"))


def _told_as_past(verb: Token) -> bool:
    """Whether a clause has a past tense of its own: what somebody confirms that he did is no plan."""
    return verb.tag_ == "VBD" or any(
        c.tag_ in ("VBD", "VBZ", "VBP") and c.lemma_.lower() in ("have", "be") for c in g.kids(verb, "aux", "aux:pass")
    )


def _has_condition(verb: Token) -> bool:
    return any(g.conditional(c) for c in g.kids(verb, "advcl"))


def _bare_infinitive(verb: Token) -> bool:
    """A headline's future ("President to meet miners"), and "are due to meet", whose "due to" a parser takes for one word."""
    marks = {m.lower_ for m in g.kids(verb, "mark", "aux", "cop")}
    meant = bool(marks & {"is", "are", "was", "were"})  # "was to meet"
    return verb.tag_ == "VB" and (("to" in marks and (meant or verb.dep_ == "ROOT")) or "due" in marks)


def intenders(noun: Token) -> list[Token]:
    """Who is told to mean, halt or threaten the act that a noun names: "the US threatened action", "suggested the
    possibility of attacks". The doer of the first verb above that bears on the act."""
    node = noun
    for _ in range(5):
        head, dep = node.head, node.dep_
        if head == node or dep not in ("obj", "nmod", "obl", "xcomp", "ccomp", "conj"):
            return []
        if dep == "obl" and g.child(head, "obj") is not None:
            return []
        if dep in ("nmod", "obl") and g.case_of(node) not in _set("preps", "governing") | {"in"}:
            return []
        if head.pos_ == "VERB" and dep != "conj":
            doer = actor_of(head) if head.lower_ in _intending() and not g.is_passive(head) else None
            return [doer] if doer is not None else []
        if head.pos_ in ("NOUN", "PROPN") and dep == "nmod" and (_words("nouns").get(head.lower_) is None):
            return []
        if dep == "nmod" and (owner := g.child(head, "nmod:poss")) is not None:
            return [owner]
        node = head
    return []


@cache
def _intending() -> frozenset[str]:
    return frozenset(form for word in _set("intending", "verbs") for form in verb_forms(word))
