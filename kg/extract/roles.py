"""Who stands around a trigger: subjects, objects and phrases, of verbs and of nouns alike.

"Rebels shelled the town with mortars"   verb "shelled": doers (Rebels), undergoers (town), phrases (with, mortars)
"the rebels' shelling of the town"       noun "shelling": doers (rebels), phrases (of, town)
"Rebels carried out an attack on Goma"   noun "attack": doers (Rebels) through the light verb, phrases (on, Goma)
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from spacy.tokens import Span, Token

from kg.extract import grammar as g
from kg.extract.frames.events import all_forms, table, verb_forms

PHRASES: Final = frozenset(
    {"obl", "nmod", "obl:agent", "obl:unmarked", "nmod:unmarked", "advcl", "obl:tmod", "obl:npmod", "nmod:poss", "dep"}
)
NOMINAL: Final = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "X", "SYM"})
CALENDAR: Final = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april june july august september "
    "october november december day night morning evening afternoon week weekend month year hour minute time dawn dusk noon "
    "midnight today yesterday tomorrow spring summer autumn winter hours days scale way behalf side grounds basis".split()
)
"""Words of time and of manner that a parser may take for objects: "meet this weekend", "on that basis"."""


@dataclass(frozen=True, slots=True)
class Around:
    """The heads of what stands around one trigger; ``phrases`` pairs an adposition with the head of its phrase.

    ``clause`` is the head of the clause in which the trigger stands, ``governor`` the verb that carries a noun trigger
    ("carried out an attack"), if there is one.
    """

    clause: Token
    doers: tuple[Token, ...] = ()
    undergoers: tuple[Token, ...] = ()
    phrases: tuple[tuple[str, Token], ...] = ()
    modifiers: tuple[Token, ...] = ()
    governor: Token | None = None

    def after(self, *prepositions: str) -> tuple[Token, ...]:
        """The heads of phrases with one of the prepositions."""
        return tuple(head for mark, head in self.phrases if mark in prepositions)


def around_verb(verb: Token) -> Around:
    """The company of a verb, whatever the voice, with control, coordination and relative clauses resolved."""
    if verb.dep_ == "amod":
        return Around(clause=verb, undergoers=(verb.head,))
    doer, undergoer = actor_of(verb), g.undergoer_of(verb)
    doer, undergoer = _through_auxiliary(verb, doer, undergoer)
    undergoer = undergoer or _shared_object(verb) or _behind_particle(verb)
    if undergoer is not None and undergoer.lower_ in g.RELATIVES and verb.dep_ == "acl:relcl":
        undergoer = verb.head  # "the drone, which Iran shot down"
    if _is_main_after_all(verb):
        doer, undergoer = verb.head, g.child(verb, "obj")
    if undergoer is None and doer is not None and verb.dep_ == "acl:relcl" and _lacks_object(verb):
        undergoer = verb.head
    return Around(
        clause=verb,
        doers=(*_torn(verb, doer), doer) if doer is not None and doer != undergoer else (),
        undergoers=(undergoer,) if undergoer is not None and undergoer.lower_ not in CALENDAR else (),
        phrases=tuple(_phrases(verb)),
        modifiers=tuple(g.kids(verb, "advmod", "compound:prt")),
    )


def _torn(verb: Token, doer: Token) -> tuple[Token, ...]:
    """A first subject that the parser did not join to the second: "President Ruiz and President-elect Sharma met"."""
    first = next((c for c in verb.children if c.dep_ == "nsubj" and c.i < doer.i), None)
    if first is None or doer.head != verb or doer.i > verb.i:
        return ()
    ends = g.noun_phrase(first)[1]
    return (first,) if verb.doc[ends].lower_ == "and" else ()


def _behind_particle(verb: Token) -> Token | None:
    """The object behind the particle of a verb that a parser took for a preposition: "shot down a missile"."""
    after = verb.nbor(1) if verb.i + 1 < verb.sent.end else None
    particle = after is not None and after.dep_ == "case" and after.lower_ in PARTICLES
    return after.head if after is not None and particle and after.head.head == verb else None


PARTICLES: Final = frozenset({"down", "up", "off"})


def _shared_object(verb: Token) -> Token | None:
    """The object that a verb shares with the next: "shot down or jammed 33 drones"."""
    after = next((c for c in g.kids(verb, "conj") if c.pos_ == "VERB" and c.tag_ == verb.tag_), None)
    if after is None or after.i - verb.i > 3 or g.is_passive(verb) or g.own_subject(after) is not None:
        return None
    return g.child(after, "obj")


BLAME: Final = frozenset({"for", "of", "from", "into"})


def actor_of(verb: Token) -> Token | None:
    """Who does what the verb says: as ``grammar.doer_of``, and through nouns and passives that lend it their own.

    "G7 was set to meet", "a plan by Rome to send troops", "blamed the army for seizing him".
    """
    head = verb.head
    if verb.dep_ == "advcl" and g.case_of(verb) in BLAME and not g.is_passive(head) and (blamed := g.child(head, "obj")):
        return blamed
    if verb.dep_ == "acl" and verb.tag_ == "VB" and head.pos_ == "NOUN" and (owner := _lender(head)) is not None:
        return owner
    doer = g.doer_of(verb)
    if doer is not None or g.is_passive(verb):
        return doer
    if verb.dep_ in ("xcomp", "advcl", "ccomp") and g.case_of(verb) == "to" and g.is_passive(head):
        return g.own_subject(head) or g.subject_of(head)
    if verb.dep_ == "acl" and g.kids(verb, "obj") and head.i < verb.i:
        return head
    return None


def _lender(noun: Token) -> Token | None:
    """Who lends its subject to an infinitive on a noun: the owner of "plan", "call", "order", else who acts in its clause."""
    owner = g.child(noun, "nmod:poss") or next((h for mark, h in _phrases(noun) if mark == "by"), None)
    if owner is not None or noun.dep_ not in ("obj", "obl") or noun.lower_ not in _meant():
        return owner
    return g.doer_of(noun.head) if noun.head.pos_ == "VERB" else None


@cache
def _meant() -> frozenset[str]:
    """Nouns of plans, offers, threats and the like, by the table of status."""
    return all_forms(word for words in table("status")["nouns"].values() for word in words)


def _through_auxiliary(verb: Token, doer: Token | None, undergoer: Token | None) -> tuple[Token | None, Token | None]:
    """Subject and object that a parser hung on the auxiliary: "Israel had struck targets"."""
    if g.own_subject(verb) is not None or g.is_passive(verb):
        return doer, undergoer
    for auxiliary in g.kids(verb, "aux"):
        subject, obj = g.child(auxiliary, *g.SUBJECTS), g.child(auxiliary, "obj")
        doer, undergoer = subject or doer, undergoer or obj
    return doer, undergoer


def _is_main_after_all(verb: Token) -> bool:
    """Whether a "participle" on the noun that the parser made the root is the sentence's past tense: "Soldiers clashed with
    rebels" read as "soldiers (that were) clashed"."""
    noun = verb.head
    if verb.dep_ != "acl" or verb.tag_ not in ("VBN", "VBD") or verb.i < noun.i or g.agent_of(verb) is not None:
        return False
    if g.child(verb, "aux", "mark", *g.SUBJECTS) is not None:
        return False
    return g.child(verb, "obj") is not None or (noun.dep_ == "ROOT" and noun.pos_ in ("NOUN", "PROPN"))


def _lacks_object(verb: Token) -> bool:
    """Whether a relative clause has its own subject, so that its noun fills the object: "the base they attacked"."""
    own = g.child(verb, *g.SUBJECTS)
    return own is not None and own.lower_ not in g.RELATIVES and not g.kids(verb, "obj", "obl")


def around_noun(noun: Token, light: frozenset[str]) -> Around:
    """The company of an event noun. ``light`` are lemmas of verbs that only carry it, whose subject then acts."""
    governor = carrier(noun, light)
    possessor = [c for c in g.kids(noun, "nmod:poss")]
    phrases = list(_phrases(noun))
    doers = [*possessor, *(head for mark, head in phrases if mark == "by")]
    undergoers: list[Token] = []
    if governor is None and noun.dep_ == "nsubj" and noun.head.lower_ in unfolding():
        phrases += [p for p in _phrases(noun.head) if p not in phrases]  # "fighting broke out between"
    if governor is not None:
        doer = actor_of(governor)
        if doer is not None and doer != noun and not g.kids(noun, "nmod:poss"):
            doers.append(doer)
        if governor.lemma_.lower() != "claim":  # "claimed by the rebels in Yemen" tells where the rebels are
            phrases += [p for p in _phrases(governor) if p[1] != noun and p not in phrases]
    undergoers += [c for verb in g.kids(noun, "acl", "acl:relcl") for c in _goals(verb)]
    return Around(
        clause=governor if governor is not None else g.clause_head(noun),
        doers=tuple(dict.fromkeys(doers)),
        undergoers=tuple(undergoers),
        phrases=tuple(phrases),
        modifiers=tuple(
            c
            for c in noun.children
            if c.dep_ in ("compound", "amod", "nmod", "nmod:desc", "obl", "flat", "nummod", "det") and c.i < noun.i
        ),
        governor=governor,
    )


@cache
def unfolding() -> frozenset[str]:
    """All forms of the verbs that say of their subject only that it took place, by the table of status."""
    return frozenset(form for word in table("status")["predicates"]["unfolding"] for form in verb_forms(word))


def _goals(verb: Token) -> Iterator[Token]:
    """The object of a participle or relative clause on an event noun: "strikes targeting X", "a raid that killed X"."""
    if verb.lemma_.lower() in ("target", "kill", "hit", "destroy", "strike", "aim", "wound", "injure") and not g.is_passive(
        verb
    ):
        yield from g.kids(verb, "obj")
        yield from (c for c in g.kids(verb, "obl") if g.case_of(c) == "at")


def carrier(noun: Token, light: frozenset[str]) -> Token | None:
    """The light verb of which the noun is object, passive subject or complement: "carried out" of "an attack"."""
    head = noun
    while head.dep_ == "conj" and head.head != head and head.head.pos_ in NOMINAL:
        head = head.head
    if head.dep_ == "nmod" and g.case_of(head) == "of" and head.head.lower_ in MEASURES:
        head = head.head  # "a series of attacks"
    verb = head.head
    if verb == head:
        return None
    if verb.lemma_.lower() in light and verb.pos_ in ("VERB", "AUX"):
        if head.dep_ in ("obj", "nsubj:pass"):
            return verb
        if (
            head.dep_ == "obl"
            and (verb.lemma_.lower() != "come" or g.case_of(head) == "under")
            and g.case_of(head) in ("out", "in", "of", "with", "to", "on", "under")
        ):
            return verb
    if head.dep_ == "nsubj" and g.is_passive(verb) and verb.lemma_.lower() in light:
        return verb
    if verb.dep_ == "acl" and verb.lemma_.lower() in light:
        return verb
    return None


def _phrases(head: Token) -> Iterator[tuple[str, Token]]:
    """The prepositional phrases of a head, and those that a parser hung on its object or on one another."""
    for c in head.children:
        if c.dep_ in ("obl", "nmod", "obl:agent", "advcl", "dep") and c.pos_ in NOMINAL:
            mark = g.case_of(c)
            if c.lower_ in ("regard", "respect", "relation") and mark == "with":
                yield from (("against", h) for m, h in _hung(c) if m == "to")
            elif mark and not g.kids(c, "cop", *g.SUBJECTS):
                for part in g.coordinated(c):
                    yield mark, part
                yield from _hung(c)
        elif c.dep_ in ("obj", "obl:unmarked", "nmod:unmarked"):
            yield from _hung(c)


AFAR: Final = frozenset({"before", "after", "since", "following", "until", "despite", "amid"})
"""Adpositions that lead to another event: what hangs there belongs to it."""


def _hung(noun: Token) -> Iterator[tuple[str, Token]]:
    if g.case_of(noun) in AFAR:
        return
    for c in noun.children:
        if c.dep_ in ("nmod", "obl") and c.i > noun.i and (mark := g.case_of(c)) and mark != "of":
            for part in g.coordinated(c):
                yield mark, part
            yield from _hung(c)


def credited(noun: Token, by: frozenset[str], to: frozenset[str], on: frozenset[str]) -> list[Token]:
    """Who is named as the doer of an event noun by the words around it: "an attack claimed by X", "blamed X for the attack",
    "attributed the bombing to X", "X claimed responsibility for the attack"."""
    found: list[Token] = []
    loose = [v for v in g.kids(g.clause_head(noun), "advcl", "acl") if v.i > noun.i and g.own_subject(v) is None]
    for verb in [*g.kids(noun, "acl", "acl:relcl", "amod"), *loose]:
        marks = ("by",) if verb.lower_ in by else ("to", "on") if verb.lower_ in to else ()
        found += [h for mark, h in _phrases(verb) if mark in marks]
    head = noun.head
    if head.lower_ in MEASURES and noun.dep_ == "nmod":
        noun, head = head, head.head  # "a string of attacks"
    if head.lower_ == "responsible" and g.case_of(noun) == "for":
        doer = head.head if head.dep_ in ("amod", "acl") else g.own_subject(head)
        return [*found, doer] if doer is not None and not g.negated(head) else found
    if noun.dep_ == "nsubj:pass" and head.lower_ in by and (agent := g.agent_of(head)) is not None:
        found.append(agent)  # "the blast was caused by"
    if head.lower_ in ("responsibility", "credit", "blame") and head.head.pos_ == "VERB":
        doer = g.doer_of(head.head)
        return [*found, doer] if doer is not None and not g.negated(head.head) else found
    if noun.dep_ in ("obj", "nsubj:pass") and head.lower_ in to:
        found += [h for h in head.children if h.i > noun.i and h.pos_ in NOMINAL and g.case_of(h) in ("to", "on")]
    if noun.dep_ in ("obl", "nmod") and head.lower_ in on and g.case_of(noun) in ("for", "of", "in"):
        blamed = g.undergoer_of(head)
        found += [blamed] if blamed is not None else []
    return found


MEASURES: Final = frozenset(
    "part parts most much half number numbers group groups lot series couple range handful dozens scores hundreds thousands "
    "some many several batch wave waves string spate set round rounds column rest majority third quarter contingent patch "
    "all unit units element elements detachment detachments".split()
)


def counted(head: Token) -> Token:
    """Those or that which is counted: "ministers" of "a number of ministers", "town" of "half of the town"."""
    if head.lower_ not in MEASURES:
        return head
    return next((c for c in g.kids(head, "nmod", "obl") if g.case_of(c) == "of"), head)


def spread(heads: tuple[Token, ...]) -> list[Token]:
    """The heads, or what they count, with everything coordinated with them, each once, in order."""
    return list(dict.fromkeys(counted(part) for head in heads for part in g.coordinated(head)))


def phrase_tokens(head: Token) -> list[Token]:
    """The tokens of a noun phrase without clauses, for passages and descriptions."""
    start, end = g.noun_phrase(head)
    return list(head.doc[start:end])


def owners(noun: Token) -> list[Token]:
    """Whose plan, offer or invitation a noun is: its possessor, who stands after "by" or "of", and whoever takes it up.

    "He accepted Trump's invitation": both Trump and He.
    """
    found = [*g.kids(noun, "nmod:poss"), *(h for mark, h in _phrases(noun) if mark in ("by", "of", "to", "from"))]
    if noun.dep_ in ("obj", "nsubj:pass") and (doer := g.doer_of(noun.head)) is not None:
        found.append(doer)
    return list(dict.fromkeys(found))


def stray(trigger: Token, *prepositions: str, gap: int = 4) -> list[Token]:
    """Phrases that belong to a noun by their place though the parser hung them higher: "action” against the rebels"."""
    end = g.noun_phrase(trigger)[1] if trigger.pos_ in NOMINAL else trigger.i + 1
    found: list[Token] = []
    for head in list(g.ancestors(trigger))[:4]:
        for c in head.children:
            if c.i <= trigger.i or c.dep_ not in ("obl", "nmod", "advcl", "dep", "ccomp", "xcomp") or c.pos_ not in NOMINAL:
                continue
            start = g.child(c, "case")
            near = start is not None and start.lower_ in prepositions and 0 <= start.i - end + gap <= 2 * gap
            if start is not None and near and not _other_noun(head.doc[end : start.i], head):
                found += [h for h in g.coordinated(c) if h not in found]
    return found


def _other_noun(between: Span, head: Token) -> bool:
    """Whether the object of the verb above stands between, to which a phrase then belongs: "the strike follows attacks on"."""
    return any(t.dep_ == "obj" and t.head.i == head.i for t in between)


def clause_start(clause: Token, trigger: Token) -> int:
    """Index of the first token of the clause that tells an event: its own subject or, without one, the words of the trigger."""
    subject = g.own_subject(clause)
    if subject is not None and subject.i < clause.i:
        return min(g.noun_phrase(subject)[0], trigger.i)
    if clause.dep_ == "conj":
        return min(clause.i, g.noun_phrase(trigger)[0])
    return clause.sent.start
