"""Nouns that tell of speech: "the ministry's denial that", "her rejection of", "issued a warning to", "made a promise to"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from spacy.tokens import Doc, Token

from kg.extract import grammar as g
from kg.extract.frames import NounFrame, speech
from kg.extract.statements_clauses import before_circumstance, clause_pieces, trim
from kg.extract.statements_cues import Draft, status_of
from kg.extract.statements_speakers import IsActor, speaker_of

INCLUDING: Final = frozenset({"include", "includes", "included", "including"})
ACTS: Final = frozenset({"obj", "nsubj:pass", "obl", "xcomp"})


def noun_drafts(doc: Doc, is_actor: IsActor) -> Iterator[Draft]:
    """A Draft for each noun of saying that has both a speaker and a content."""
    table = speech()
    for token in g.where(doc, "POS", ("NOUN",)):
        frame = table.nouns.get(table.noun_lemmas.get(token.lower_, ""))
        if frame is None:
            continue
        speaker, carrier = _speaker(token, is_actor)
        if speaker is None:
            continue
        found = _content(token, frame, carrier)
        status = "occurred" if carrier is None else status_of(carrier, None)
        if found is None or status is None or g.negated(token):
            continue
        first = min(carrier.i, token.i) if carrier is not None and abs(carrier.i - token.i) < 6 else token.i
        shared = carrier is not None and g.own_subject(carrier) is None
        setting = carrier if carrier is not None else g.clause_head(token)
        hearer = _hearer(token, carrier)
        yield Draft(token, (first, token.i + 1), found, "noun", speaker, None, hearer, setting, status, shared)


def _hearer(noun: Token, carrier: Token | None) -> Token | None:
    """To whom it is said: "her appeal to the citizens", "made an offer to Peru"."""
    phrases = [*g.kids(noun, "nmod"), *(g.kids(carrier, "obl", "iobj") if carrier is not None else [])]
    return next((c for c in phrases if c.i > noun.i and (g.case_of(c) == "to" or c.dep_ == "iobj")), None)


def _speaker(noun: Token, is_actor: IsActor) -> tuple[Token | None, Token | None]:
    """Who utters it, and the light verb that carries the noun, if one does."""
    owner = g.child(noun, "nmod:poss")
    if owner is not None and is_actor(owner):
        return owner, None
    beside = (c for c in noun.head.children if c.left_edge.i == noun.i + 1)  # "had assurances from Peru" hung on "had"
    for c in (*g.kids(noun, "nmod", "obl:agent"), *beside):
        if g.case_of(c) in ("by", "from") and is_actor(c):
            return c, None
    if g.child(noun, "cop") is not None and (subject := g.own_subject(noun)) is not None:
        owners = [t for t in g.walk(subject) if t.dep_ == "nmod:poss" and is_actor(t)]
        if owners:
            return owners[-1], None
    verb = noun.head
    if noun.dep_ in ACTS and verb.lower_ in speech().light and verb.pos_ in ("VERB", "AUX"):
        doer = g.agent_of(verb) if g.is_passive(verb) else speaker_of(verb)[0]
        if doer is not None and is_actor(doer):
            return doer, verb
    named = [
        c
        for c in g.kids(noun, "compound", "amod", "nmod:desc")
        if c.ent_type_ in ("ORG", "LOC", "GPE", "NORP", "PERSON") and c.i == noun.i - 1
    ]
    return (named[-1], None) if named and is_actor(named[-1]) else (None, None)


def _content(noun: Token, frame: NounFrame, carrier: Token | None) -> tuple[g.Range, ...] | None:
    """What the noun reports: its clause, infinitive or phrase, also where the parser hung it on the verb; or what stands
    after "include" or "was that"."""
    for c in [*noun.children, *_hung_on_verb(noun, frame, carrier)]:
        if c.i < noun.i or c.dep_ not in ("acl", "acl:relcl", "ccomp", "nmod", "advcl", "xcomp", "obl", "appos"):
            continue
        marks = [m.lower_ for m in g.kids(c, "mark", "case")]
        if (_is_clause(c, marks) and frame.clause) or (frame.infinitive and marks[:1] == ["to"] and c.pos_ in ("VERB", "AUX")):
            return _before(noun, clause_pieces(c, noun))
        if marks and g.case_of(c) in frame.preps:
            start, end = g.subtree(c)
            return _before(noun, (trim(c, max(start, g.kids(c, "case", "mark")[0].i + 1), end),))
    return _predicated(noun)


def _hung_on_verb(noun: Token, frame: NounFrame, carrier: Token | None) -> Iterator[Token]:
    if carrier is not None and frame.infinitive:
        yield from (c for c in g.kids(carrier, "advcl", "xcomp") if c.i > noun.i)
    if frame.clause and noun.dep_ == "obj":
        for c in g.kids(noun.head, "ccomp", "advcl"):
            if any(m.lower_ == "that" and m.i == noun.i + 1 for m in g.kids(c, "mark")):
                yield c


def _is_clause(clause: Token, marks: list[str]) -> bool:
    bare = not marks and g.own_subject(clause) is not None and not _relative(clause)
    return clause.dep_ != "nmod" and (marks[:1] == ["that"] or bare)


def _predicated(noun: Token) -> tuple[g.Range, ...] | None:
    """ "Their demands include a pay rise", "her message was that the war was over" """
    doc, end = noun.doc, noun.sent.end
    verb = noun.head
    if noun.dep_ not in g.SUBJECTS:
        return None
    if verb.lower_ in INCLUDING and verb.i > noun.i:
        return (trim(noun, verb.i + 1, end),)
    first = next(
        (i for i in range(noun.i + 1, end - 1) if doc[i].lower_ in ("is", "was") and doc[i + 1].lower_ == "that"), None
    )
    return (trim(noun, first + 2, end),) if first is not None and first - noun.i < 12 else None


def _before(noun: Token, pieces: tuple[g.Range, ...]) -> tuple[g.Range, ...]:
    return tuple(trim(noun, start, before_circumstance(noun, start, end)) for start, end in pieces)


def _relative(clause: Token) -> bool:
    return any(c.lower_ in g.RELATIVES for c in clause.children) or (
        clause.dep_ == "acl:relcl" and not g.kids(clause, "obj", "ccomp", "xcomp", "cop")
    )
