"""Occasions of speech told in a sentence of their own, which lend their setting to the statements around them.

"Ruiz gave an interview to Radio Sol on Monday. She said the road was open."     the second: to Radio Sol, Monday
"Radio Sol published an interview with Ruiz."                                    Ruiz speaks, Radio Sol hears
"Ruiz was speaking to reporters in Quito."                                       to reporters, Quito
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from spacy.tokens import Doc, Token

from kg.extract import grammar as g
from kg.extract.frames import mediums
from kg.extract.statements_clauses import FINITE, finite_tag
from kg.extract.statements_cues import Draft
from kg.extract.statements_quotes import Quotes
from kg.extract.statements_setting import SPEAKING
from kg.extract.statements_speakers import IsActor

HEARING: Final = frozenset({"to", "before", "with"})


def announcements(doc: Doc, quotes: Quotes, is_actor: IsActor) -> Iterator[Draft]:
    """A Draft without content for each occasion that the outlet tells of: its cue is the noun of the occasion or the verb of
    speaking, its addressee who hears."""
    for verb in g.where(doc, "POS", ("VERB",)):
        lemma = verb.lemma_.lower()
        if quotes.level[verb.i] >= 0 or not _took_place(verb):
            continue
        found = None
        if lemma in mediums().holding:
            found = _held(verb, is_actor)
        elif lemma in SPEAKING:
            found = _spoken(verb)
        elif lemma == "interview":
            found = _interviewed(verb)
        if found is not None and found.speaker is not None and is_actor(found.speaker):
            yield found


def _took_place(verb: Token) -> bool:
    """Whether the outlet tells in a main or coordinated clause that something was done."""
    done = finite_tag(verb) in FINITE and verb.tag_ != "VBZ" and g.modality(verb) == "" and not g.conditional(verb)
    return done and not g.negated(verb) and verb.dep_ in ("ROOT", "conj", "parataxis", "acl:relcl")


def _held(verb: Token, is_actor: IsActor) -> Draft | None:
    """ "gave a speech", "an interview with X was published": by the subject, or by X where an outlet publishes it."""
    passive = g.is_passive(verb)
    noun = g.own_subject(verb) if passive else g.child(verb, "obj")
    if noun is None or noun.lower_ not in mediums().carriers:
        return None
    doer = g.agent_of(verb) if passive else g.subject_of(verb)
    met = next((c for c in g.kids(noun, "nmod") if g.case_of(c) in HEARING and is_actor(c)), None)
    if noun.lower_ == "interview" and met is not None and verb.lemma_.lower() in mediums().publishing:
        whose = next((c for c in g.kids(doer, "nmod") if g.case_of(c) == "of"), doer) if doer is not None else None
        return _occasion(noun, met, whose, verb)  # "the May issue of the weekly"
    to = next((c for c in g.kids(verb, "obl", "iobj") if c.dep_ == "iobj" or g.case_of(c) in HEARING), None)
    return _occasion(noun, doer, met or to, verb)


def _spoken(verb: Token) -> Draft | None:
    to = next((c for c in g.kids(verb, "obl") if g.case_of(c) in HEARING), None)
    at = next((c for c in g.kids(verb, "obl") if c.lower_ in mediums().carriers), None)
    return (
        _occasion(at if at is not None else verb, g.own_subject(verb), to, verb) if to is not None or at is not None else None
    )


def _interviewed(verb: Token) -> Draft | None:
    """ "The BBC interviewed Ruiz", "Ruiz was interviewed by the BBC": the one asked speaks."""
    asked = g.undergoer_of(verb)
    return _occasion(verb, asked, g.doer_of(verb), verb) if asked is not None else None


def _occasion(cue: Token, speaker: Token | None, hearer: Token | None, verb: Token) -> Draft:
    return Draft(cue, (cue.i, cue.i + 1), (), "occasion", speaker, None, hearer, verb)
