"""Who utters what a cue reports: subjects, agents of passives, issuers of documents, inverted and shared speakers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from spacy.tokens import Token

from kg.extract import grammar as g
from kg.extract.actors.tables import lexicon
from kg.extract.frames import VerbFrame, mediums, speech
from kg.extract.statements_clauses import FINITE, chained, comma_before, frame_of, is_saying
from kg.extract.statements_surface import aside_of, inverted_speaker, subject_before

FIRST: Final = frozenset({"i", "we", "me", "us", "my", "our", "myself", "ourselves"})
QUOTING: Final = frozenset({"quote", "cite"})
HEARSAY: Final = frozenset({"quote", "cite", "report", "hear", "record", "say", "describe"})
SOME: Final = frozenset({"those", "some", "many", "most", "several", "few"})
"""Words for people of whom more is told: "those close to him"."""
PEOPLE: Final = ("ers", "ors", "ists", "ians", "ants", "ees", "men", "mates", "dents")
"""Endings of nouns for several people."""
IsActor = Callable[[Token], bool]
"""Whether a token names somebody who is known as an actor."""


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks: the head of the phrase, whether it stands in another clause than the cue (``shared``), whether it is
    a ``document`` or a known ``actor``, and the range of the clause of saying where that is but an ``aside``."""

    head: Token
    shared: bool
    document: bool
    actor: bool
    aside: g.Range | None = None

    @property
    def known(self) -> bool:
        """Whether the text itself or the table tells that this can speak."""
        return self.document or self.actor


def voice_of(verb: Token, frame: VerbFrame, is_actor: IsActor, *, quoted: bool, inverted: bool) -> Voice | None:
    """Who speaks by the parse, else by the order of words. ``quoted``: a quotation stands before the cue; ``inverted``:
    right before it, so that the speaker follows."""
    if _is_done_to(verb) or _for_somebody(verb, is_actor):
        return None
    head, shared = speaker_of(verb)
    follows = inverted_speaker(verb, is_actor) if _may_invert(verb, frame, head, shared) and not quoted else None
    if follows is not None:
        return _voice(follows[0], False, is_actor, follows[1])
    if head is None or (shared and verb.tag_ in FINITE and verb.dep_ != "conj") or not is_verbal(verb):
        nearest = stranded_subject(verb) or subject_before(verb, is_actor)
        head, shared = (nearest, False) if nearest is not None else (head, shared)
    if inverted and (head is None or head.i < verb.i):
        head, shared = after_cue(verb) or head, False
    doubtful = head is not None and shared and not is_actor(head) and not is_document(head)
    if head is None or doubtful or (not is_verbal(verb) and shared):
        found = inverted_speaker(verb, is_actor) if frame.clause and not quoted else None
        if found is not None:
            return _voice(found[0], False, is_actor, found[1])
        if not doubtful:
            return None
    return _voice(counted(head, is_actor), shared, is_actor) if head is not None else None


def _may_invert(verb: Token, frame: VerbFrame, head: Token | None, shared: bool) -> bool:
    """Whether the speaker may stand behind the verb: its own subject does not, and its object can be nobody who hears."""
    plain = frame.clause and not frame.addressee_object and not frame.whole
    return plain and verb.tag_ in FINITE and (head is None or (shared and verb.dep_ != "acl:relcl"))


def _is_done_to(verb: Token) -> bool:
    """Whether the verb is a past participle before the main clause, whose subject hears: "Asked about it, Ruiz said ..." """
    participle = verb.dep_ == "advcl" and verb.tag_ in ("VBN", "VBD") and verb.i < verb.head.i
    return participle and not g.kids(verb, "aux", "aux:pass", "mark", *g.SUBJECTS)


def _for_somebody(verb: Token, is_actor: IsActor) -> bool:
    """Whether an infinitive only tells what a noun is about, which nobody did yet: "the urge to ask", "his refusal to say"."""
    told = verb.dep_ == "acl" and any(m.lower_ == "to" for m in g.kids(verb, "mark")) and g.own_subject(verb) is None
    return told and not is_actor(verb.head)


def stranded_subject(verb: Token) -> Token | None:
    """The subject that a parser gave to the participle between it and its verb: "Ruiz speaking to the club called it ..." """
    root = verb.sent.root
    loose = root.tag_ == "VBG" and root.i < verb.i and not g.kids(root, "aux")
    return g.child(root, "nsubj") if loose and verb.tag_ in FINITE and g.own_subject(verb) is None else None


def _voice(head: Token, shared: bool, is_actor: IsActor, aside: g.Range | None = None) -> Voice:
    document = is_document(head)
    return Voice(head, shared, document, not document and is_actor(head), aside)


def speaks_aside(voice: Voice, verb: Token, is_actor: IsActor) -> Voice:
    """The voice with the range of its clause of saying where that is an aside: ", the mayor said," """
    aside = aside_of(verb, voice.head)
    if aside is not None:
        return replace(voice, aside=aside)
    nearest = subject_before(verb, is_actor) if len(g.kids(verb, *g.SUBJECTS)) != 1 else None
    aside = aside_of(verb, nearest) if nearest is not None else None
    return _voice(nearest, voice.shared, is_actor, aside) if nearest is not None and aside is not None else voice


def speaker_of(verb: Token) -> tuple[Token | None, bool]:
    """Who utters what the verb reports, and whether that phrase belongs to another clause."""
    cue = chained(verb)
    if cue is not None:
        return speaker_of(cue)[0], True
    quoting = next((v for v in (verb, verb.head) if (said := quoted_as(v)) is not None and verb in (v, said)), None)
    if quoting is not None:
        return g.undergoer_of(quoting), False
    own = g.own_subject(verb)
    if own is None and verb.dep_ == "acl" and verb.tag_ == "VBG" and comma_before(verb):
        host = next(
            (
                a
                for a in g.ancestors(verb)
                if a.pos_ in ("VERB", "AUX") and g.own_subject(a) is not None and a.dep_ != "acl:relcl"
            ),
            None,
        )
        if host is not None:
            return g.doer_of(host), True
    if own is not None and not g.is_passive(verb):
        return own, verb.dep_ in ("acl:relcl", "advcl:relcl") and own == verb.head
    praised = g.child(verb.head, "obj") if own is None and verb.tag_ == "VBG" and verb.dep_ in ("advcl", "acl") else None
    if praised is not None and g.case_of(verb) == "for" and praised.i < verb.i and _takes_for(verb.head):
        return praised, True
    if own is None and verb.dep_ == "advcl" and verb.head.lemma_.lower() in HEARSAY and g.is_passive(verb.head):
        return g.own_subject(verb.head), True
    if g.is_passive(verb):
        return g.agent_of(verb), False
    inherited = g.subject_of(verb)
    if inherited is None and verb.dep_ == "acl" and verb.head.pos_ == "NOUN" and verb.tag_ == "VBG":
        inherited = verb.head
    return inherited, True


def _takes_for(verb: Token) -> bool:
    """Whether the verb tells what somebody else is praised or blamed for doing: "thanked Ana for saying"."""
    frame = frame_of(verb)
    return frame is not None and "for" in frame.whole


def quoted_as(verb: Token) -> Token | None:
    """The "saying" of "quoted the mayor as saying": those are the words of the one quoted."""
    if verb.lemma_.lower() not in QUOTING or g.is_passive(verb):
        return None
    participles = (c for c in g.kids(verb, "advcl", "acl", "obl") if c.tag_ == "VBG")
    return next((c for c in participles if any(m.lower_ == "as" for m in g.kids(c, "mark", "case"))), None)


def issuer_of(noun: Token, cue: Token, is_actor: IsActor) -> Token | None:
    """Whose document, claim or promise a noun names: "its statement", "a statement by", "issued a statement". What stands
    behind the very cue speaks itself: '"...," read the statement'."""
    owner = g.child(noun, "nmod:poss")
    if owner is not None:
        return owner
    for c in g.kids(noun, "nmod", "obl:agent", "obl"):
        if g.case_of(c) in ("by", "from"):
            return c
    verb = noun.head
    told = noun.dep_ in ("obj", "obl") and not g.case_of(noun).startswith("according")
    if told and g.is_clause(verb) and verb.i < noun.i and verb != cue:
        return speaker_of(verb)[0]
    if noun.dep_ == "nsubj:pass":
        return g.agent_of(verb)
    named = [c for c in g.kids(noun, "compound", "nmod:desc", "amod") if is_actor(c)]
    return named[-1] if named else None


def counted(speaker: Token, is_actor: IsActor) -> Token:
    """Whom a quantity counts: "voters" of "79 percent of voters", "about half of voters"; else the head itself."""
    named = next((c for c in g.kids(speaker, "appos") if c.pos_ == "PROPN" and is_actor(c)), None)
    if speaker.pos_ == "NUM" and named is not None:
        return named
    if is_actor(speaker) or speaker.pos_ not in ("NUM", "NOUN", "PRON", "ADJ", "DET", "SYM"):
        return speaker
    return next((c for c in g.kids(speaker, "nmod") if g.case_of(c) == "of" and is_actor(c)), speaker)


def could_speak(token: Token) -> bool:
    """Whether a noun of which nothing is known may name a speaker: a name, or a common noun as bare subject."""
    name = token.is_title and token.i > token.sent.start and token.is_alpha
    if token.lower_ in SOME:
        return any(c.dep_ in ("acl", "acl:relcl", "amod", "nmod") for c in token.children)
    return name or (token.pos_ in ("NOUN", "PROPN") and token.ent_type_ not in ("DATE", "TIME", "CARDINAL"))


def is_first_person(token: Token) -> bool:
    """Whether a token is "I", "we" and the like; "US" is none."""
    return token.lower_ in FIRST and token.text != "US"


def could_hear(token: Token) -> bool:
    """Whether a noun means people: as object of "told", by the table of kinds, or by its ending where the table does not
    know it ("donors")."""
    if token.dep_ in g.OBJECTS and speech().lemma(token.head.lower_) in mediums().hearing:
        return True
    kinds = lexicon().kind_of_noun
    known = token.lemma_.lower() in kinds or token.lower_ in kinds
    return known or (token.tag_ == "NNS" and token.lower_.endswith(PEOPLE))


def is_document(token: Token) -> bool:
    """Whether a token is a noun for something that speaks for its author: "the statement"; no part of a name ("the Post")."""
    return token.pos_ == "NOUN" and speech().noun_lemmas.get(token.lower_) in speech().documents


def meets_person(verb: Token) -> bool:
    """Whether the act meets a person and nothing tells what for: "welcomed the minister to his estate"."""
    met = g.undergoer_of(verb)
    person = met is not None and (met.ent_type_ == "PERSON" or met.pos_ == "PRON" or _people(met))
    phrases = {g.case_of(c) for c in g.kids(verb, "obl", "advcl")}
    return person and ("to" in phrases or not phrases & {"for", "as"})


def _people(noun: Token) -> bool:
    return lexicon().kind_of_noun.get(noun.lemma_.lower(), "") in ("Person", "Group")


def after_cue(verb: Token) -> Token | None:
    """The head of the phrase right after a cue that follows its quotation: '"...," wrote Ana', '"...," reads the post'."""
    return next(
        (c for c in verb.children if verb.i < c.i and c.left_edge.i == verb.i + 1 and c.pos_ in ("NOUN", "PROPN", "PRON")), None
    )


def is_verbal(verb: Token) -> bool:
    """Whether a cue is a finite verb by its parse: no noun, and no participle that is an adjective or reduced relative."""
    finite = verb.pos_ in ("VERB", "AUX") and verb.tag_ != "VBN"
    return finite or g.child(verb, "aux") is not None or g.is_passive(verb) or is_perfect(verb)


def is_perfect(verb: Token) -> bool:
    """Whether a participle is parted from its "have": "have in recent days called", "has said so and proposed"."""
    above = verb.head
    if verb.tag_ != "VBN" or above.i > verb.i:
        return False
    if verb.dep_ == "conj":
        return above.tag_ == "VBN" and is_saying(above) and g.has_perfect(above)
    return verb.dep_ == "xcomp" and above.lemma_.lower() == "have" and g.child(above, "obj", "ccomp") is None
