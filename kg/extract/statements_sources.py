"""Sources that are named beside what they say, and not as the subject of a cue.

"according to the ministry, ..."               the ministry, with the clause that it qualifies
"the Herald reported, citing the ministry"     the ministry, via the Herald
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from spacy.tokens import Doc, Token

from kg.extract import grammar as g
from kg.extract.frames import speech
from kg.extract.statements_cues import Draft
from kg.extract.statements_quotes import FINITE
from kg.extract.statements_speakers import is_document

CITING: Final = frozenset({"citing", "quoting"})
QUOTES: Final = frozenset('"“”')
NAME: Final = 4
"""Tokens within which a name that follows a phrase ends at a comma."""


def cited(drafts: Iterable[Draft]) -> list[Draft]:
    """The drafts, those by which an outlet cites its source given to the source; without drafts for "citing" itself."""
    made: list[Draft] = []
    for draft in drafts:
        verb = _citing(draft)
        source = _source_of(verb) if verb is not None else None
        if draft.cue.lower_ in CITING:
            continue
        if verb is None or source is None:
            made.append(draft)
            continue
        words = (verb.i, max(g.noun_phrase(source)[1], verb.i + 1))
        pieces = tuple(p for piece in draft.pieces for p in _without(piece, words))
        made.append(replace(draft, speaker=source, document=None, outlet=draft.speaker, pieces=pieces or draft.pieces))
    return made


def _citing(draft: Draft) -> Token | None:
    """The "citing" or "quoting" of the outlet that reports: next to its cue, or to itself."""
    if draft.speaker is None or draft.construction == "quote":
        return None
    cue = draft.cue
    for token in cue.sent:
        if token.lower_ in CITING:
            low, high = sorted((token.i, cue.i))
            if not any(t.tag_ in FINITE or t.text in QUOTES for t in cue.doc[low + 1 : high]):
                return token
    return None


def _without(piece: g.Range, words: g.Range) -> Iterator[g.Range]:
    """What is left of a piece of content without the words of the citation."""
    start, end = piece
    if words[1] <= start or words[0] >= end:
        yield piece
        return
    yield from ((a, b) for a, b in ((start, words[0]), (words[1], end)) if b - a > 1)


def adposition_drafts(doc: Doc) -> Iterator[Draft]:
    """A Draft for each "according to X" with the clause that it qualifies."""
    for token in g.where(doc, "LOWER", ("according",)):
        if token.i + 2 >= len(doc) or doc[token.i + 1].lower_ != "to":
            continue
        source = _source_of(token)
        if source is None or {source.lower_, source.lemma_.lower()} & speech().silent:
            continue
        phrase = (token.i, _over_name(doc, max(g.subtree(source)[1], source.i + 1)))
        outlet, cites = source, _cites(source, phrase[1])
        if cites is not None:
            source, phrase = cites, (token.i, max(g.noun_phrase(cites)[1], cites.i + 1))
        pieces = _qualified(token, phrase)
        if pieces:
            document = source if is_document(source) else None
            who = None if document is not None else source
            via = outlet if cites is not None and who is not None else None
            setting = g.clause_head(outlet)
            yield Draft(token, (token.i, token.i + 2), pieces, "according", who, document, None, setting, outlet=via)


def _over_name(doc: Doc, end: int) -> int:
    """The end of a phrase with the name that the parser left out of it: "according to Herald editor | Ana Lopez, "."""
    comma = next((t.i for t in doc[end : end + NAME] if t.pos_ != "PROPN"), end)
    return comma if comma < len(doc) and doc[comma].text == "," else end


def _cites(source: Token, end: int) -> Token | None:
    """Whom an outlet cites within or right behind its phrase: "according to the Herald, citing the ministry"."""
    behind = source.doc[source.i + 1 : end + 2]
    citing = next((t for t in behind if t.lower_ in CITING and t.nbor(-1).text == ","), None)
    return _source_of(citing) if citing is not None else None


def _source_of(token: Token) -> Token | None:
    if token.dep_ in ("case", "mark", "fixed") and token.head.i > token.i:
        return token.head
    return next((c for c in g.kids(token, "obl", "nmod", "obj", "pobj") if c.i > token.i), None)


def _qualified(token: Token, phrase: g.Range) -> tuple[g.Range, ...]:
    """The words of the sentence without the phrase; only the part before it where the phrase closes a clause."""
    doc, sentence = token.doc, token.sent
    left = (sentence.start, phrase[0])
    right = (phrase[1], sentence.end)
    words = [sum(1 for t in doc[a:b] if not t.is_punct) for a, b in (left, right)]
    if words[1] > 1 and _goes_on(doc, phrase, sentence.end):
        return tuple(p for p in (_trim(token, left), _trim(token, right)) if p[1] - p[0] > 1)
    if words[1] > 1 and _opens_clause(doc, phrase[0]):
        pieces = [_trim(token, right)]
        return tuple(p for p in pieces if p[1] - p[0] > 1)
    if words[0] <= 3 or (words[1] and phrase[1] < len(doc) and words[0] < words[1] and doc[phrase[0] - 1].text != ","):
        pieces = [right] if words[0] <= 1 else [left, right]
    else:
        pieces = [left]
    if words[0] > 3 and words[1] > 3 and _same_clause(doc, left, right):
        pieces = [left, right]
    trimmed = [_trim(token, piece) for piece in pieces]
    return tuple(p for p in trimmed if p[1] - p[0] > 1)


def _goes_on(doc: Doc, phrase: g.Range, end: int) -> bool:
    """Whether the phrase stands between two commas within one clause: no verb of its own follows."""
    between = phrase[1] < end and doc[phrase[0] - 1].text == doc[phrase[1]].text == ","
    return between and not any(t.tag_ in FINITE for t in doc[phrase[1] : end])


def _opens_clause(doc: Doc, start: int) -> bool:
    """Whether the phrase opens a coordinated or reported clause, so that what stands before is none of the source's."""
    before = start - 1 if doc[start - 1].text != "," else start - 2
    return before > 0 and doc[before].lower_ in ("and", "but", "that")


def _same_clause(doc: Doc, left: g.Range, right: g.Range) -> bool:
    """Whether the phrase stands inside a clause: the verb right of it has its subject left of it."""
    for t in doc[right[0] : right[1]]:
        subject = g.own_subject(t)
        if subject is not None and left[0] <= subject.i < left[1] and t.dep_ in ("ROOT", "conj", "ccomp"):
            return True
    return False


def _trim(token: Token, piece: g.Range) -> g.Range:
    doc, (start, end) = token.doc, piece
    while end > start and (doc[end - 1].is_punct and not doc[end - 1].is_quote and doc[end - 1].text not in (")", "]")):
        end -= 1
    while end > start and ((doc[start].is_punct and not doc[start].is_quote) or doc[start].dep_ == "cc"):
        start += 1
    return start, end
