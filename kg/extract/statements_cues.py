"""Finds cues and what they report: one Draft for each verb, noun or "according to" that tells of speech.

Draft(cue=urged, speaker=Petro, pieces=((9, 20),), addressee=Venezuela, construction="infinitive")
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from spacy.tokens import Doc, Token

from kg.extract import grammar as g
from kg.extract.frames import VerbFrame, speech
from kg.extract.statements_clauses import comma_before, frame_of, is_relay_clause
from kg.extract.statements_content import QUESTION_WORDS, Content, find_content
from kg.extract.statements_extent import whole_content, without_asides
from kg.extract.statements_quotes import Quoted, Quotes, cut_at_quotation, extend_over_quotation
from kg.extract.statements_speakers import (
    IsActor,
    Voice,
    could_speak,
    is_perfect,
    meets_person,
    quoted_as,
    speaks_aside,
    voice_of,
)
from kg.extract.statements_surface import around_aside, misread, stretch, surface_content, told_to
from kg.model import Status

PAUSES: Final = frozenset({",", ".", "?", "!", "…", "...", "—", ";"})
BEHIND: Final = 5
"""Tokens after a content in which a clause may start that names who hands it on: ", as quoted by X"."""
FULL: Final = frozenset({"clause", "main clause", "quote", "that", "bare"})
"""Contents that leave no doubt that somebody speaks, even where the speaker is not known as an actor."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A statement in tokens. ``cue`` is its head, ``cue_range`` all its words ("called on"); ``speaker`` the head of
    the phrase that names who speaks, ``document`` the head of what speaks for them ("the statement said"); ``setting``
    the verb on which time, place and medium hang; ``shared`` tells that the speaker stands in another clause; ``outlet`` is
    the head of who hands the words on, where the cue is the outlet's."""

    cue: Token
    cue_range: g.Range
    pieces: tuple[g.Range, ...]
    construction: str
    speaker: Token | None = None
    document: Token | None = None
    addressee: Token | None = None
    setting: Token | None = None
    status: Status = "occurred"
    shared: bool = False
    quotes: tuple[int, ...] = ()
    outlet: Token | None = None

    @property
    def relay(self) -> Token | None:
        """Who quotes the speaker: "Novy Den" of "Novy Den quoted the mayor as saying", "as reported by Novy Den"."""
        if self.outlet is not None:
            return self.outlet
        verb = next((v for v in (self.cue, self.cue.head) if quoted_as(v) is not None), None)
        if verb is not None:
            return g.own_subject(verb)
        end = max((self.cue.i, *(after for _, after in self.pieces)))
        around = self.cue.doc[self.cue.sent.start : end + BEHIND]
        relays = (g.agent_of(t) for t in around if is_relay_clause(t) and not any(a <= t.i < b for a, b in self.pieces))
        return next((agent for agent in relays if agent is not None), None)


def status_of(verb: Token, content: Content | None) -> Status | None:
    """How real the act of speech is, or None where nobody says that it took place or will."""
    table = speech()
    question = (
        content is not None
        and bool(content.pieces)
        and verb.doc[content.pieces[0][0]].lower_ in QUESTION_WORDS | {"whether", "if"}
    )
    mood = g.modality(verb)
    if g.conditional(verb) or mood in ("possible", "conditional", "obligation"):
        return None
    if g.negated(verb):
        return None if question or mood or verb.tag_ == "VBG" else "denied"
    if mood == "future":
        return "planned"
    if any(m.lower_ == "to" for m in g.kids(verb, "mark")) and g.own_subject(verb) is None:
        if _asked_for(verb):
            return None
        if verb.dep_ == "xcomp" and verb.head.pos_ in ("VERB", "ADJ"):
            return _governed(verb, table.planned, table.refused)
    return "occurred"


def _asked_for(verb: Token) -> bool:
    """Whether an infinitive is what somebody is asked to say: "urged the mayor to announce the plan"."""
    above = verb.head if verb.head.pos_ == "VERB" else verb.head.head
    frame = frame_of(above) if verb.dep_ in ("xcomp", "ccomp", "acl") else None
    return frame is not None and (frame.order or frame.order_on) and not frame.promise


def _governed(verb: Token, planned: frozenset[str], refused: frozenset[str]) -> Status | None:
    lemma = verb.head.lemma_.lower()
    if lemma in refused or g.negated(verb.head) or g.modality(verb.head) in ("possible", "conditional", "obligation"):
        return None
    return "planned" if lemma in planned else "occurred"


def verbs(doc: Doc, is_actor: IsActor) -> Iterator[Token]:
    """The tokens that may be verbal cues: verbs by their tag or part of speech, and nouns that are misread verbs."""
    strings = doc.vocab.strings
    verb, plural, finite = strings["VERB"], strings["NNS"], {strings[tag] for tag in ("VBD", "VBZ", "VBP")}
    for i, (pos, tag) in enumerate(doc.to_array(["POS", "TAG"]).tolist()):
        if pos == verb or tag in finite or (tag == plural and misread(doc[i], is_actor)):
            yield doc[i]


def verb_drafts(doc: Doc, quotes: Quotes, is_actor: IsActor) -> Iterator[Draft]:
    """A Draft for each verbal cue, with the quotations that stand right beside it."""
    last: Draft | None = None
    for token in verbs(doc, is_actor):
        frame = frame_of(token)
        draft = _unlisted(token, quotes, is_actor) if frame is None else _draft(token, frame, quotes, is_actor)
        if draft is None:
            continue
        if (
            draft.shared
            and token.dep_ == "acl"
            and token.tag_ == "VBG"
            and comma_before(token)
            and last is not None
            and last.cue.sent == token.sent
        ):
            draft = replace(draft, speaker=last.speaker, document=last.document)
        last = draft
        yield draft


def _unlisted(verb: Token, quotes: Quotes, is_actor: IsActor) -> Draft | None:
    """Any other verb right after a quotation, with a person as subject: '"It is done," shrugged the captain.'"""
    if not quotes.items or verb.pos_ == "AUX":
        return None
    number = quotes.before(verb)
    speaker = g.own_subject(verb) if number >= 0 else None
    if number < 0 or speaker is None or not is_actor(speaker) or verb.tag_ not in ("VBD", "VBZ", "VBP") or verb.is_title:
        return None
    between = quotes.doc[quotes.items[number].end : verb.i]
    closes = quotes.doc[quotes.items[number].after - 1].text in (",", "?", "!", "—") or (
        len(between) and between[0].text == ","
    )
    if not closes or g.child(verb, "obj", "ccomp", "xcomp") is not None or verb.lemma_ in ("be", "have"):
        return None
    item = quotes.items[number]
    return Draft(
        verb,
        (verb.i, verb.i + 1),
        ((item.first, item.after),),
        "quote",
        speaker,
        None,
        None,
        verb,
        "occurred",
        False,
        (number,),
    )


def _draft(verb: Token, frame: VerbFrame, quotes: Quotes, is_actor: IsActor) -> Draft | None:
    before = quotes.before(verb)
    quoted_right_before = before >= 0 and quotes.items[before].end == verb.i
    said = quoted_as(verb)
    if (said is not None and before < 0) or _carries_words(verb) or is_relay_clause(verb):
        return None  # the words hang on "saying", or on the cue of the one quoted
    voice = voice_of(
        verb, frame, is_actor, quoted=before >= 0, inverted=quoted_right_before and said is None and verb.tag_ != "VBG"
    )
    if voice is None or _acted(verb, frame) or _only_cites(verb, is_actor) or not (voice.known or _may_speak(voice, frame)):
        return None
    voice, reported = _with_aside(voice, verb, frame, is_actor, _reported(verb, frame, quotes, voice.actor, before), before)
    if reported is None or not reported[0].pieces or not (voice.known or reported[0].construction in FULL):
        return None
    content, used = reported
    if frame.document and not (frame.clause or voice.document or used):
        return None  # "the man found that": only documents say so
    status = status_of(verb, content)
    if status is None or (content.construction == "object" and status == "denied" and frame.denies):
        return None
    if quotes.level[verb.i] >= 0 and (status == "planned" or not _has_subject(verb)):
        return None
    pieces = tuple(without_asides(verb, bounded(quotes, verb, p)) for p in content.pieces)
    pieces = tuple(p for p in pieces if p[1] > p[0])
    if not pieces:
        return None
    return Draft(
        verb, cue_words(verb, frame), pieces, content.construction, None if voice.document else voice.head,
        voice.head if voice.document else None, content.addressee, verb, status, voice.shared, used,
    )  # fmt: skip


def _carries_words(verb: Token) -> bool:
    """Whether the verb only hands out a document whose words another verb tells: "posted a message announcing ..." """
    document = g.child(verb, "obj")
    if (
        document is None
        or verb.lower_ not in speech().light
        or speech().noun_lemmas.get(document.lower_, document.lower_) not in speech().documents
    ):
        return False
    return any(c.tag_ == "VBG" and frame_of(c) is not None for c in (*g.kids(verb, "advcl"), *g.kids(document, "acl")))


def _has_subject(verb: Token) -> bool:
    """Whether a verb in a quotation says who acts: "Thank you" and "Tell them" do not."""
    return g.own_subject(verb) is not None or verb.dep_ in ("conj", "xcomp", "advcl", "ccomp") or g.is_passive(verb)


def bounded(quotes: Quotes, cue: Token, piece: g.Range) -> g.Range:
    """A piece of content drawn out over a quotation that starts in it, cut where one ends its sentence, and kept within
    the quotation in which the cue stands."""
    start, end = cut_at_quotation(quotes, cue, extend_over_quotation(quotes, cue, piece))
    level = quotes.level[cue.i]
    if level < 0:
        return start, end
    return max(start, quotes.items[level].first), min(end, quotes.items[level].after)


def _acted(verb: Token, frame: VerbFrame) -> bool:
    """Whether the verb tells of a deed rather than of words: "welcomed him to his house", "had them declared ...",
    "recalled its ambassador", "asked not to be named"."""
    hidden = (c for c in g.kids(verb, "xcomp", "ccomp", "advcl") if c.lower_ in ("named", "identified", "quoted"))
    unnamed = any(g.negated(c) and any(m.lower_ == "to" for m in g.kids(c, "mark")) for c in hidden)
    caused = verb.dep_ in ("ccomp", "xcomp") and verb.head.lemma_.lower() in ("have", "get", "see") and not is_perfect(verb)
    met = g.undergoer_of(verb)
    done = met is not None and met.lemma_.lower() in speech().deeds.get(frame.lemma, ())
    return caused or done or unnamed or (frame.lemma in speech().bodily and meets_person(verb))


def _only_cites(verb: Token, is_actor: IsActor) -> bool:
    """Whether the verb but names whose words others hand on: "..., citing the ministry"."""
    cited = g.child(verb, "obj")
    return verb.lemma_.lower() == "cite" and cited is not None and cited.i > verb.i and is_actor(cited)


def _may_speak(voice: Voice, frame: VerbFrame) -> bool:
    return frame.clause and not frame.clause_actor and could_speak(voice.head)


Reported = tuple[Content, tuple[int, ...]]


def _with_aside(
    voice: Voice, verb: Token, frame: VerbFrame, is_actor: IsActor, reported: Reported | None, before: int
) -> tuple[Voice, Reported | None]:
    """The speaker and content where the cue's clause is but an aside in the sentence that it reports."""
    doubtful = reported is None or reported[0].construction in ("object", "noun", "bare", "prep")
    if voice.aside is None and frame.clause and before < 0 and doubtful:
        voice = speaks_aside(voice, verb, is_actor)
    if voice.aside is not None and (reported is None or not reported[1]):
        return voice, (Content(around_aside(verb, voice.aside), "main clause", told_to(verb)), ())
    return voice, reported


def cue_words(verb: Token, frame: VerbFrame) -> g.Range:
    """The range of the cue's words: the verb, with the particle or preposition that its frame names."""
    rest = frame.lemma.split()[1:]
    if rest and verb.i + 1 < len(verb.doc) and verb.doc[verb.i + 1].lower_ == rest[0]:
        return verb.i, verb.i + 1 + len(rest)
    return verb.i, verb.i + 1


def _reported(verb: Token, frame: VerbFrame, quotes: Quotes, actor: bool, before: int) -> Reported | None:
    """The content of a verbal cue, from its quotations and its complements together."""
    content = find_content(verb, frame, actor)
    if content is None and before < 0:
        content = surface_content(verb, frame)
    if content is not None:
        content = whole_content(verb, frame, content)
    if content is not None and before >= 0 and _follows_alone(content, verb):
        before = -1
    if content is not None and before >= 0 and _within(content, quotes, before):
        content = replace(content, pieces=()) if content.construction in ("clause", "main clause") else content
    beyond = content is not None and bool(content.pieces) and content.pieces[-1][1] > verb.i
    after = quotes.after(verb, complement=beyond and not _starts_in_quote(content, quotes), resumes=before >= 0)
    used = tuple(number for number in (before, after) if number >= 0)
    if not used:
        return (content, ()) if content is not None and content.pieces else None
    if before >= 0 and content is not None and content.construction in ("object", "whole", "prep", "predicate") and after < 0:
        content = replace(content, addressee=content.addressee)
    pieces = [(quotes.items[n].first, quotes.items[n].after) for n in used]
    if after >= 0:
        pieces[-1] = (pieces[-1][0], max(pieces[-1][1], _runs_on(verb, quotes, after, content)))
    extra = [
        p
        for p in (content.pieces if content else ())
        if not _covered(p, quotes, used) and _kept(content, before, after, quotes)
    ]
    addressee = content.addressee if content is not None else _spoken_to(verb, frame)
    merged = tuple(sorted([*pieces, *extra]))
    return Content(merge_ranges(merged), "quote", addressee), used


def _runs_on(verb: Token, quotes: Quotes, number: int, content: Content | None) -> int:
    """The end of a clause that a quotation only begins: 'said that “we need more” than words'."""
    quote, doc = quotes.items[number], quotes.doc
    last = doc[quote.after - 1].text
    if last in PAUSES or quote.end >= verb.sent.end or doc[quote.end].is_punct or doc[quote.end].is_title:
        return quote.after
    if content is not None and content.construction == "clause" and content.pieces:
        return max(quote.after, content.pieces[-1][1])
    return max(quote.after, stretch(verb, quote.first))


def _follows_alone(content: Content, verb: Token) -> bool:
    """Whether the cue has words of its own behind it, so that the quotation before it is none of its content: a clause with
    "that", and whatever follows a participle ('..., saying he was late')."""
    clause = content.cut
    if verb.tag_ == "VBG" and bool(content.pieces) and content.pieces[0][0] > verb.i:
        return True
    marked = clause is not None and clause.i > verb.i and content.construction == "clause"
    return marked and clause is not None and any(m.lower_ == "that" and m.i > verb.i for m in g.kids(clause, "mark"))


def _kept(content: Content | None, before: int, after: int, quotes: Quotes) -> bool:
    """Whether an indirect content counts beside a quotation: a clause before a colon does, the object of "told" not."""
    return (
        content is not None
        and content.construction in ("clause", "infinitive", "whole", "gerund", "object")
        and before < 0
        and after >= 0
        and not _opens_in(content, quotes.items[after])
    )


def _opens_in(content: Content, quote: Quoted) -> bool:
    """Whether the content is but the quotation: its verb stands in there, and no word of its own before it, but for where
    it was said: 'said on the radio “it is late”'."""
    cut, start = content.cut, content.pieces[-1][0]
    if cut is None or not quote.first <= cut.i < quote.after:
        return False
    return quote.start - start < 2 or cut.doc[start].pos_ == "ADP"


def _spoken_to(verb: Token, frame: VerbFrame) -> Token | None:
    if frame.addressee_object and (found := g.child(verb, "iobj") or g.child(verb, "obj")) is not None and found.i > verb.i:
        return found
    return next((c for c in g.kids(verb, "obl") if g.case_of(c) in frame.addressee_preps), None)


def _within(content: Content, quotes: Quotes, number: int) -> bool:
    quote = quotes.items[number]
    return all((quote.start <= first and after <= quote.end + 1) or first < quote.after for first, after in content.pieces[:1])


def _starts_in_quote(content: Content | None, quotes: Quotes) -> bool:
    """Whether the content starts in a quotation, where it was said left aside: 'said on the radio “it is late”'."""
    if content is None or not content.pieces:
        return False
    first, cut = content.pieces[-1][0], content.cut
    aside = cut is not None and quotes.level[cut.i] >= 0 and quotes.doc[first].pos_ == "ADP"
    return quotes.level[first] >= 0 or aside


def _covered(piece: g.Range, quotes: Quotes, used: tuple[int, ...]) -> bool:
    inside = sum(1 for i in range(*piece) if any(quotes.items[n].start <= i < quotes.items[n].end for n in used))
    return inside * 2 > piece[1] - piece[0]


def merge_ranges(ranges: tuple[g.Range, ...]) -> tuple[g.Range, ...]:
    """Ranges in order, those that overlap drawn together."""
    merged: list[g.Range] = []
    for start, end in sorted(ranges):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)
