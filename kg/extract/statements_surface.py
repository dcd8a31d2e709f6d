"""What the order of words alone tells of a cue, for sentences in which the parser lost its way.

"In his post , Petro strongly defended the law"    Petro stands before "defended": he is its subject
"He said in an interview on air that X had ..."     all after "that" is what he said
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from spacy.tokens import Token

from kg.extract import grammar as g
from kg.extract.frames import VerbFrame, speech
from kg.extract.statements_clauses import FINITE, comma_before, is_saying, trim
from kg.extract.statements_content import Content

OPENS_PHRASE: Final = frozenset({"DET", "PRON", "PROPN", "NOUN", "NUM", "ADJ"})
BETWEEN: Final = frozenset({"ADV", "AUX", "PART"})
BE: Final = frozenset("be is was were are been being am get got".split())
SURE: Final = frozenset({"say", "add", "argue", "insist", "claim", "allege"})
"""Verbs after which several words can only be what was said."""
WEEKDAYS: Final = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday today yesterday earlier late last".split()
)
HEADLINE = 3
"""Tokens before a closing "X says" from which on they can only be what X says, whatever the parser made of a headline."""
MANY = 25
"""Tokens in which "that", "of" or "as" is looked for after a cue."""


def subject_before(verb: Token, is_actor: Callable[[Token], bool]) -> Token | None:
    """The actor right before a verb that the parser left without subject; adverbs and auxiliaries may stand between.

    Reduced relatives ("the man accused of fraud") are told from past tenses by what follows the verb.
    """
    place = verb.i - 1
    while place > verb.sent.start and verb.doc[place].pos_ in BETWEEN:
        if verb.doc[place].lower_ in BE or verb.doc[place].tag_ == "POS":
            return None
        place -= 1
    if place < 0 or place < verb.sent.start:
        return None
    place = _over_apposition(verb, place)
    before = verb.doc[place]
    if before.pos_ not in ("PROPN", "NOUN", "PRON") or not is_actor(before):
        return None
    return _phrase_head(before, is_actor) if _active(verb) else None


def _phrase_head(noun: Token, is_actor: Callable[[Token], bool]) -> Token:
    """Who is meant by a phrase that ends in the noun: the spokesman of "a spokesman for the port in Lisbon"."""
    above = noun
    while above.dep_ == "nmod" and above.head.i < above.i and above.head.pos_ in ("NOUN", "PROPN"):
        above = above.head
    return above if is_actor(above) else noun


def _over_apposition(verb: Token, place: int) -> int:
    """The last word of "X, the Y (Z)," before a finite verb; the place itself where no apposition ends there."""
    doc = verb.doc
    if doc[place].text != "," or verb.tag_ not in FINITE or not any(t.text == "," for t in doc[verb.sent.start : place]):
        return place
    place -= 1
    if doc[place].text == ")":
        while place > verb.sent.start and doc[place].text != "(":
            place -= 1
        place -= 1
    comma = next((i for i in range(place, verb.sent.start, -1) if doc[i].text == ","), place)
    if comma < place and (
        doc[comma + 1].pos_ in ("ADP", "SCONJ")
        or doc[comma + 1].lower_ in ("also", "who", "which")
        or doc[comma + 1].tag_ == "VBG"
    ):
        place = comma - 1
    return max(place, verb.sent.start)


def inverted_speaker(verb: Token, is_actor: Callable[[Token], bool]) -> tuple[Token, g.Range] | None:
    """The speaker after a cue that interrupts or ends a sentence, with the range of the aside: ", stated the mayor," """
    doc, end = verb.doc, verb.sent.end
    if (
        verb.tag_ not in ("VBD", "VBZ", "VBN")
        or verb.i == verb.sent.start
        or doc[verb.i - 1].text not in (",", "—", "–", "”", '"')
    ):
        return None
    stop = next((i for i in range(verb.i + 1, min(verb.i + 16, end)) if doc[i].text in (",", ".", "—", "–")), None)
    if stop is None or any(t.tag_ in FINITE | {"MD"} for t in doc[verb.i + 1 : stop]):
        return None
    heads = [t for t in doc[verb.i + 1 : stop] if is_actor(t) and not verb.i < t.head.i < stop]
    return (heads[0], (verb.i - 1, stop)) if heads and g.subtree(heads[0])[0] <= verb.i + 1 else None


def told_to(verb: Token) -> Token | None:
    """Who hears what is told: "reporters" of "the mayor told reporters"."""
    return g.child(verb, "iobj", "obj") if verb.lemma_.lower() == "tell" else None


def aside_of(verb: Token, speaker: Token) -> g.Range | None:
    """The range of a clause of saying that only interrupts or closes a sentence: ", Frank writes,", ", the mayor said on
    Friday." It has no complement of its own; a comma stands before its speaker."""
    doc, sentence = verb.doc, verb.sent
    if verb.tag_ not in FINITE | {"VBN"} or not sentence.start < speaker.i < verb.i:
        return None
    start = next((i for i in range(speaker.i, sentence.start, -1) if doc[i].text in (",", "—", "–", "”", '"')), None)
    stop = next(
        (i for i in range(verb.i + 1, sentence.end) if doc[i].text in (",", ".", "—", "–", ";", "?", "!")), sentence.end
    )
    relative = start is not None and verb.dep_ == "acl:relcl" and start < verb.head.i < verb.i  # ", including that she wrote"
    if (
        start is None
        or relative
        or doc[start + 1].dep_ == "cc"
        or stop - verb.i > 12
        or any(_clausal(t, verb) for t in doc[start:stop])
    ):
        return None
    after = doc[verb.i + 1 : stop]
    told = told_to(verb)
    heard = told is not None and verb.i < told.i < stop
    opens = len(after) and after[0].pos_ not in ("ADP", "ADV", "SCONJ") and after[0].ent_type_ == "" and not after[0].is_title
    if opens and not heard:
        return None
    closes = stop == verb.i + 1 and stop >= sentence.end - 1 and start - sentence.start > HEADLINE
    left = closes or any(t.tag_ in FINITE | ({"MD", "VBN"} if heard else {"MD"}) for t in doc[sentence.start : start])
    right = any(t.tag_ in FINITE | {"MD"} for t in doc[stop : sentence.end])
    return (start, stop) if left or (right and doc[stop : stop + 1].text == ",") else None


def _clausal(token: Token, verb: Token) -> bool:
    """Whether a word shows that the clause of saying is more than an aside."""
    return token.i != verb.i and (
        (token.tag_ in FINITE and token.head.i != verb.i)
        or token.tag_ == "TO"
        or token.lower_ in ("that", "whether", "if", "as")
    )


def around_aside(verb: Token, aside: g.Range) -> tuple[g.Range, ...]:
    """The words of a sentence before and after an aside."""
    left, right = trim(verb, verb.sent.start, aside[0]), trim(verb, aside[1], verb.sent.end)
    goes_on = any(t.tag_ in FINITE | {"MD"} for t in verb.doc[right[0] : right[1]]) or left[1] - left[0] < 2
    return tuple(side for side in (left, right) if side[1] - side[0] > 1 and (side is left or goes_on))


def misread(token: Token, is_actor: Callable[[Token], bool]) -> bool:
    """Whether a noun is a verb of saying that the tagger misread: "Pew notes that ..." """
    doc = token.doc
    if token.tag_ != "NNS" or token.i == token.sent.start or token.i + 1 >= len(doc) or not speech().lemma(token.lower_):
        return False
    return doc[token.i + 1].lower_ == "that" and doc[token.i - 1].pos_ in ("PROPN", "PRON") and is_actor(doc[token.i - 1])


def _active(verb: Token) -> bool:
    if verb.tag_ in ("VBD", "VBZ", "VBP", "NNS"):
        return True
    if verb.i + 1 >= len(verb.doc):
        return False
    after = verb.doc[verb.i + 1]
    if verb.tag_ == "VBG":
        return after.pos_ in OPENS_PHRASE and verb.doc[verb.i - 1].pos_ == "PROPN"
    named = after.pos_ in OPENS_PHRASE or after.is_quote or after.lower_ in ("that", "on", "for")
    return verb.tag_ == "VBN" and named and after.lower_ not in ("by", "of")


def surface_content(verb: Token, frame: VerbFrame) -> Content | None:
    """The content of a cue by its first words: "that ...", a bare clause, "X of ...", "X as ...", "X to ..."."""
    if verb.tag_ == "VBN" and g.child(verb, "aux:pass") is not None:
        return None
    for finder in (_that, _bare, _with_preposition, _to, _noun):
        piece = finder(verb, frame)
        if piece is not None and piece[1] > piece[0]:
            return Content((piece,), finder.__name__.strip("_"))
    return None


def _piece(verb: Token, start: int) -> g.Range:
    return trim(verb, start, stretch(verb, start))


def stretch(verb: Token, start: int) -> int:
    """The end of what a cue reports by the order of words: the sentence's end, or the next cue of the same speaker."""
    doc, end = verb.doc, verb.sent.end
    fronted = verb.tag_ == "VBG" and (verb.i - verb.sent.start) < 4 and verb.dep_ in ("advcl", "ccomp", "csubj", "dep", "acl")
    for i in range(start + 1, end):
        token = doc[i]
        if fronted and token.text == ",":
            return i
        apart = comma_before(token) or (token.dep_ == "conj" and g.conjunct_root(token) == g.conjunct_root(verb))
        if token.tag_ in FINITE | {"VBG"} and apart and is_saying(token) and g.own_subject(token) is None:
            while doc[i - 1].pos_ in ("ADV", "CCONJ", "SCONJ") or doc[i - 1].text == ",":
                i -= 1
            return i
    return end


def _that(verb: Token, frame: VerbFrame) -> g.Range | None:
    if not frame.clause:
        return None
    for token in verb.doc[verb.i + 1 : min(verb.i + MANY, verb.sent.end)]:
        if (
            token.lower_ == "that"
            and (token.tag_ != "WDT" or token.dep_ == "mark")
            and token.dep_ not in ("det", "obj", "nsubj")
        ):
            return _piece(verb, token.i + 1)
        if token.tag_ in FINITE | {"MD"} or token.text in (".", ":", ";") or (token.tag_ == "VBG" and is_saying(token)):
            return None
    return None


def _bare(verb: Token, frame: VerbFrame) -> g.Range | None:
    """ "said the road was closed": a phrase and a finite verb right after the cue"""
    start = verb.i + 1
    if not frame.clause or frame.addressee_object or start >= verb.sent.end or verb.doc[start].pos_ not in OPENS_PHRASE:
        return None
    if frame.lemma in SURE and verb.tag_ in FINITE and _has_length(verb, start):
        return _piece(verb, start)
    for token in verb.doc[start + 1 : min(start + 20, verb.sent.end)]:
        if token.text in (",", ";", ":", "—", "–") or (token.lower_ in g.RELATIVES and token.dep_ != "det"):
            return None
        if token.tag_ in FINITE | {"MD"} and token.doc[token.i - 1].pos_ in (
            "NOUN",
            "PROPN",
            "PRON",
            "ADV",
            "NUM",
            "ADJ",
            "PUNCT",
        ):
            return _piece(verb, start)
    return None


def _has_length(verb: Token, start: int) -> bool:
    """Whether enough words follow a verb that only takes clauses for them to be one, whatever the parser made of them."""
    first = verb.doc[start]
    end = next((i for i in range(start, verb.sent.end) if verb.doc[i].text in (",", ";", ".", ":", "—")), verb.sent.end)
    timely = first.dep_ == "obl:unmarked" or first.lower_ in WEEKDAYS or first.is_quote
    return end - start >= 6 and not timely


def _with_preposition(verb: Token, frame: VerbFrame) -> g.Range | None:
    if not frame.whole or verb.i + 1 >= verb.sent.end:
        return None
    for token in verb.doc[verb.i + 2 : min(verb.i + MANY, verb.sent.end)]:
        if token.lower_ in frame.whole and token.pos_ in ("ADP", "SCONJ", "ADV"):
            return _piece(verb, verb.i + 1)
        if token.tag_ in FINITE | {"MD"}:
            return None
    return None


def _to(verb: Token, frame: VerbFrame) -> g.Range | None:
    """ "ordered the troops to leave", "vowed to leave" """
    on = frame.order_on and verb.doc[verb.i + 1 : verb.i + 2].text.lower() in ("on", "upon", "to")
    if not (frame.promise or frame.order or on):
        return None
    far = 1 if frame.promise and not frame.order else 14
    for token in verb.doc[verb.i + 1 : min(verb.i + 1 + far, verb.sent.end)]:
        if token.tag_ == "TO" and token.i + 1 < len(verb.doc) and verb.doc[token.i + 1].pos_ in ("VERB", "AUX", "ADV"):
            return _piece(verb, token.i - (token.nbor(-1).lower_ == "not"))
        if token.tag_ in FINITE | {"MD"} or token.text in (",", ";", ":"):
            return None
    return None


def _noun(verb: Token, frame: VerbFrame) -> g.Range | None:
    """ "defended his efforts", "called for calm": the phrase after the cue or its preposition"""
    start = verb.i + 1
    paired = [
        c
        for c in (verb.doc[start : start + 1])
        if c.lower_ in frame.preps | (set(frame.lemma.split()[1:]) & {"for", "against"})
    ]
    if paired:
        start += 1
    elif not frame.object:
        return None
    if start >= verb.sent.end or verb.doc[start].pos_ not in OPENS_PHRASE:
        return None
    for token in verb.doc[start : min(start + MANY, verb.sent.end)]:
        if token.pos_ in ("NOUN", "PROPN") and token.dep_ not in ("compound", "amod", "nmod:desc", "nmod:poss"):
            end = max(
                token.i + 1, g.subtree(token, lambda t: t.dep_ in ("punct", "conj", "parataxis", "advcl") or t.i < start)[1]
            )
            return trim(verb, start, min(end, stretch(verb, start)))
    return None
