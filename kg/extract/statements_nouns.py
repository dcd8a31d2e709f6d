"""Nouns that tell of speech: "the ministry's denial that", "her rejection of", "issued a warning to", "made a promise to"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from spacy.tokens import Token

from kg.extract import grammar as g
from kg.extract.frames import NounFrame, speech
from kg.extract.statements_clauses import before_circumstance, clause_pieces, trim
from kg.extract.statements_cues import Draft, status_of
from kg.extract.statements_speakers import IsActor, speaker_of

ACTS: Final = frozenset({"obj", "nsubj:pass", "obl", "xcomp"})


def noun_drafts(tokens: Iterable[Token], is_actor: IsActor) -> Iterator[Draft]:
    """A Draft for each noun of saying that has both a speaker and a content."""
    table = speech()
    for token in tokens:
        frame = table.nouns.get(table.noun_lemmas.get(token.lower_, "")) if token.pos_ == "NOUN" else None
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
        yield Draft(token, (first, token.i + 1), found, "noun", speaker, setting=setting, status=status, shared=shared)


def _speaker(noun: Token, is_actor: IsActor) -> tuple[Token | None, Token | None]:
    """Who utters it, and the light verb that carries the noun, if one does."""
    owner = g.child(noun, "nmod:poss")
    if owner is not None and is_actor(owner):
        return owner, None
    for c in g.kids(noun, "nmod", "obl:agent"):
        if g.case_of(c) in ("by", "from") and is_actor(c):
            return c, None
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
    loose = (
        [c for c in carrier.children if c.i > noun.i and frame.infinitive and c.dep_ in ("advcl", "xcomp")]
        if carrier is not None
        else []
    )
    for c in [*noun.children, *loose]:
        if c.i < noun.i or c.dep_ not in ("acl", "acl:relcl", "ccomp", "nmod", "advcl", "xcomp", "obl", "appos"):
            continue
        marks = [m.lower_ for m in g.kids(c, "mark", "case")]
        if (
            frame.clause
            and c.dep_ != "nmod"
            and (marks[:1] == ["that"] or (not marks and g.own_subject(c) is not None and not _relative(c)))
        ):
            return _before(noun, clause_pieces(c, noun))
        if frame.infinitive and marks[:1] == ["to"] and c.pos_ in ("VERB", "AUX"):
            return _before(noun, clause_pieces(c, noun))
        if marks and g.case_of(c) in frame.preps:
            start, end = g.subtree(c)
            return _before(noun, (trim(c, max(start, g.kids(c, "case", "mark")[0].i + 1), end),))
    return None


def _before(noun: Token, pieces: tuple[g.Range, ...]) -> tuple[g.Range, ...]:
    return tuple(trim(noun, start, before_circumstance(noun, start, end)) for start, end in pieces)


def _relative(clause: Token) -> bool:
    return any(c.lower_ in g.RELATIVES for c in clause.children) or (
        clause.dep_ == "acl:relcl" and not g.kids(clause, "obj", "ccomp", "xcomp", "cop")
    )
