"""How far a content reaches by the order of words, where the parser cut it short at either end.

"said the claims of her aide that it was late proved false"   the whole clause, not from "it was late" on
"promised to keep | fighting the tax"                         a content never ends between two verbs of one phrase
"blames the firm, a charge that it denies"                   the denial is no part of what is denied
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from spacy.tokens import Token

from kg.extract import grammar as g
from kg.extract.frames import VerbFrame, mediums, speech
from kg.extract.statements_clauses import FINITE, after_time, frame_of, is_saying, trim
from kg.extract.statements_content import QUESTION_WORDS, WHEN, Content
from kg.extract.statements_surface import SURE, stretch

CLAUSES: Final = frozenset({"clause", "that", "bare"})
PAUSES: Final = frozenset({",", ";", ":", ".", "—", "–", "--", "?", "!", "(", ")", "…", "..."})
SUBJECTS: Final = frozenset({"i", "he", "she", "it", "we", "they", "there"})
ASIDE: Final = 9
"""Tokens between the comma that opens an aside and its verb, or the end of its content: ", a charge that the firm denies"."""
GOES_ON: Final = frozenset({"VERB", "AUX", "PART"})
"""Parts of speech that cannot open anything new right after a content."""


def whole_content(verb: Token, frame: VerbFrame, content: Content) -> Content:
    """The content with its last piece drawn out to the words where it must start, and over a phrase that it breaks off."""
    if not content.pieces:
        return content
    if content.pieces[-1][0] <= verb.i:
        return replace(content, pieces=(_with_subject(verb, content.pieces[0]), *content.pieces[1:]))
    if content.pieces[0][0] <= verb.i:
        return content
    start, end = content.pieces[0][0], content.pieces[-1][1]
    if content.construction in CLAUSES:
        start = min(start, _opening(verb, frame, start))
        start -= start - 1 > verb.i and verb.doc[start - 1].lower_ in QUESTION_WORDS
    elif content.construction == "infinitive":
        start = min(start, _first_to(verb, start))
    hearer = _hearer_before(verb, frame, start) if content.addressee is None else None
    if hearer is not None:
        content, start = replace(content, addressee=hearer), hearer.i + 1
    if verb.tag_ in FINITE or content.construction in CLAUSES | {"infinitive"}:
        end = _unbroken(verb, start, end)
    behind = _hearer_behind(verb, frame, (start, end)) if content.construction in ("object", "prep", "noun") else None
    if behind is not None:
        content, end = replace(content, addressee=content.addressee or behind), _case_before(behind)
    return replace(content, pieces=(trim(verb, start, end),))


def _hearer_behind(verb: Token, frame: VerbFrame, piece: g.Range) -> Token | None:
    """Who hears it, where a content ends with them: "confirmed the loss to the Daily News"."""
    if "to" not in frame.addressee_preps:
        return None
    doc = verb.doc
    place = next((i for i in range(piece[1] - 2, piece[0] + 1, -1) if doc[i].lower_ == "to" and doc[i].pos_ == "ADP"), -1)
    named = place >= 0 and all(t.pos_ in ("DET", "PROPN") for t in doc[place + 1 : piece[1]])
    head = doc[place].head if named else None
    return head if head is not None and place < head.i < piece[1] and head.ent_type_ in ("ORG", "PERSON") else None


def _case_before(hearer: Token) -> int:
    """Where the preposition stands before a phrase."""
    return min((c.i for c in g.kids(hearer, "case")), default=hearer.i)


def _with_subject(verb: Token, piece: g.Range) -> g.Range:
    """A piece before the cue with the start of its sentence, where it starts with its verb: "| Ana is ill, doctors say"."""
    doc, start = verb.doc, verb.sent.start
    first = doc[piece[0]]
    headless = start < piece[0] and first.tag_ in FINITE | {"MD"} and not is_saying(first)
    whole = headless and not any(t.tag_ in FINITE | {"MD"} or t.is_quote or t.text == ":" for t in doc[start : piece[0]])
    return (trim(verb, start, piece[1]) if whole else piece) if verb.dep_ != "acl:relcl" else piece


def _opening(verb: Token, frame: VerbFrame, start: int) -> int:
    """Where a clause starts: after "that" behind the cue or behind who is told, or right behind a verb that only takes
    clauses; ``start`` where the words do not say."""
    doc, place = verb.doc, verb.i + 1
    told = g.child(verb, "iobj", "obj") if frame.addressee_object else None
    heard = told is not None and g.noun_phrase(told)[0] == place
    if told is not None and heard:
        place = g.noun_phrase(told)[1]
    place = after_time(verb, place, verb.sent.end)
    if place >= start:
        return start
    first = doc[place]
    if first.lower_ == "that" and first.dep_ in ("mark", "det") and verb.tag_ != "VBN":
        return place + 1 if first.dep_ == "mark" else place
    plain = first.pos_ in ("DET", "PRON", "PROPN", "NOUN", "ADJ", "NUM") and first.lower_ not in WHEN
    sure = (frame.lemma in SURE and not heard) or (heard and frame.lemma in mediums().hearing)
    headless = start < len(doc) and doc[start].tag_ in FINITE | {"MD"} and not frame.addressee_object  # "suggested it | could"
    bare = (sure or headless) and verb.tag_ in FINITE | {"VBG"} and first.dep_ not in ("iobj", "obl:unmarked")
    return place if bare and plain and not any(t.is_quote or t.text in PAUSES for t in doc[place:start]) else start


def _hearer_before(verb: Token, frame: VerbFrame, start: int) -> Token | None:
    """Who is told, where the parser took them for a part of the clause: "told the BBC they would leave"."""
    if frame.lemma not in mediums().hearing or not frame.addressee_object or start != verb.i + 1:
        return None
    for token in verb.doc[start + 1 : min(start + ASIDE, verb.sent.end)]:
        if token.pos_ not in ("DET", "ADJ", "NOUN", "PROPN", "PRON"):
            return None
        if token.lower_ in SUBJECTS and token.nbor(-1).pos_ in ("NOUN", "PROPN"):
            return token.nbor(-1)
    return None


def _first_to(verb: Token, start: int) -> int:
    """The "to" of the first infinitive behind the cue and who is told: "advised women to seek help if ..." """
    for token in verb.doc[verb.i + 1 : start]:
        if token.tag_ == "TO" and token.i + 1 < start and token.nbor(1).pos_ in ("VERB", "AUX"):
            return token.i
        if token.tag_ in FINITE | {"MD"} or token.text in PAUSES:
            break
    return start


def _unbroken(verb: Token, start: int, end: int) -> int:
    """The end of a content that stops before a verb of its own phrase: up to the next pause."""
    doc, stop = verb.doc, stretch(verb, start)
    inside = any(above.dep_ in ("acl:relcl", "advcl:relcl") for above in (verb, verb.head))  # "the ship that they say left is"
    marked = sum(t.is_quote for t in doc[start:end]) % 2 == 1 and end + 1 < stop and doc[end].is_quote
    name = marked and doc[end + 1].pos_ in ("NOUN", "PROPN") and doc[end + 1].lower_ not in WHEN  # 'was "likely" Iran's doing'
    goes_on = name or (start < end < stop and doc[end + marked].pos_ in GOES_ON)
    if inside or not goes_on or doc[end - 1].text in PAUSES:
        return end
    return next((i for i in range(end, stop) if doc[i].text in PAUSES), stop)


def without_asides(verb: Token, piece: g.Range) -> g.Range:
    """A piece cut before what is no part of the words reported: ", which the firm denies", ", according to the police"."""
    start, end = piece[0], _before_platform(verb, piece)
    for comma in (t for t in verb.doc[max(start, verb.i) : end] if t.text == "," and t.i + 1 < end):
        if _denial(comma, end) or _source(comma, end) or comma.nbor(1).lower_ in ("citing", "quoting"):
            return trim(verb, start, comma.i)
    return start, end


def _before_platform(verb: Token, piece: g.Range) -> int:
    """The end of a piece without the platform on which it was said: "praised the captain on Twitter"."""
    place = piece[1] - 2
    posted = place > max(piece[0], verb.i) + 1 and verb.doc[place].lower_ in ("on", "via") and verb.doc[place].pos_ == "ADP"
    return place if posted and verb.doc[place + 1].text in mediums().platforms else piece[1]


def _denial(comma: Token, end: int) -> bool:
    """Whether a comma opens a clause with which somebody else denies what stands before it."""
    opened = comma.doc[comma.i + 1 : min(comma.i + 1 + ASIDE, end)]
    named = any(speech().noun_lemmas.get(t.lower_) in speech().nouns for t in opened[:3])
    if opened[0].lower_ != "which" and not (named and opened[0].pos_ == "DET"):
        return False
    return any((frame := frame_of(t)) is not None and frame.denies for t in opened if t.pos_ == "VERB")


def _source(comma: Token, end: int) -> bool:
    """Whether a comma opens an "according to X" with which the content ends."""
    words = comma.doc[comma.i + 1 : end]
    sourced = len(words) > 2 and (words[0].lower_, words[1].lower_) == ("according", "to")
    silent = any(t.lower_ in speech().silent for t in words)
    return sourced and not silent and not any(t.tag_ in FINITE | {"MD"} or t.is_quote for t in words)
