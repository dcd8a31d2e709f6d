"""Finds cues and what they report: one Draft for each verb, noun or "according to" that tells of speech.

Draft(cue=urged, speaker=Petro, pieces=((9, 20),), addressee=Venezuela, construction="infinitive")
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from spacy.tokens import Token

from kg.extract import grammar as g
from kg.extract.frames import VerbFrame, speech
from kg.extract.statements_content import QUESTION_WORDS, Content, chained, comma_before, find_content, frame_of, set_off
from kg.extract.statements_quotes import Quotes, cut_at_quotation, extend_over_quotation
from kg.extract.statements_surface import around_aside, aside_of, inverted_speaker, misread, subject_before, surface_content
from kg.model import Status

PERSONAL: Final = frozenset("i we you he she they who those many some others one both everyone several".split())
HEARSAY: Final = frozenset({"quote", "cite", "report", "hear", "record", "say", "describe"})
FULL: Final = frozenset({"clause", "main clause", "quote", "that", "bare"})
"""Contents that leave no doubt that somebody speaks, even where the speaker is not known as an actor."""
IsActor = Callable[[Token], bool]


@dataclass(frozen=True, slots=True)
class Draft:
    """A statement in tokens. ``cue`` is its head, ``cue_range`` all its words ("called on"); ``speaker`` the head of
    the phrase that names who speaks, ``document`` the head of what speaks for them ("the statement said"); ``setting``
    the verb on which time, place and medium hang; ``shared`` tells that the speaker stands in another clause."""

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


def speaker_of(verb: Token) -> tuple[Token | None, bool]:
    """Who utters what the verb reports, and whether that phrase belongs to another clause."""
    cue = chained(verb)
    if cue is not None:
        return speaker_of(cue)[0], True
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
    if own is None and verb.dep_ == "advcl" and verb.head.lemma_.lower() in HEARSAY and g.is_passive(verb.head):
        return g.own_subject(verb.head), True
    if g.is_passive(verb):
        return g.agent_of(verb), False
    inherited = g.subject_of(verb)
    if inherited is None and verb.dep_ == "acl" and verb.head.pos_ == "NOUN" and verb.tag_ == "VBG":
        inherited = verb.head
    return inherited, True


def _meets_person(verb: Token) -> bool:
    """Whether the act meets a person and nothing tells what for: "welcomed the minister to his estate"."""
    met = g.undergoer_of(verb)
    named = met is not None and (met.ent_type_ == "PERSON" or met.pos_ == "PRON")
    return named and not any(g.case_of(c) in ("for", "as") for c in g.kids(verb, "obl", "advcl"))


def _is_document(token: Token) -> bool:
    return speech().noun_lemmas.get(token.lower_) in speech().documents


def could_speak(token: Token) -> bool:
    """Whether a noun of which nothing is known may name a speaker: a name, or a common noun as bare subject."""
    name = token.is_title and token.i > token.sent.start and token.is_alpha
    return name or token.pos_ in ("NOUN", "PROPN") and token.ent_type_ not in ("DATE", "TIME", "CARDINAL")


def counted(speaker: Token, is_actor: IsActor) -> Token:
    """Whom a quantity counts: "voters" of "79 percent of voters", "about half of voters"; else the head itself."""
    if is_actor(speaker) or speaker.pos_ not in ("NUM", "NOUN", "PRON", "ADJ", "DET", "SYM"):
        return speaker
    return next((c for c in g.kids(speaker, "nmod") if g.case_of(c) == "of" and is_actor(c)), speaker)


def issuer_of(noun: Token, is_actor: IsActor) -> Token | None:
    """Whose document, claim or promise a noun names: "its statement", "a statement by", "issued a statement"."""
    owner = g.child(noun, "nmod:poss")
    if owner is not None:
        return owner
    for c in g.kids(noun, "nmod", "obl:agent", "obl"):
        if g.case_of(c) in ("by", "from"):
            return c
    verb = noun.head
    if noun.dep_ in ("obj", "obl") and g.is_clause(verb) and verb.i < noun.i:
        return speaker_of(verb)[0]
    if noun.dep_ == "nsubj:pass":
        return g.agent_of(verb)
    named = [c for c in g.kids(noun, "compound", "nmod:desc", "amod") if is_actor(c)]
    return named[-1] if named else None


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
    if verb.dep_ == "xcomp" and verb.head.pos_ in ("VERB", "ADJ") and any(m.lower_ == "to" for m in g.kids(verb, "mark")):
        return _governed(verb, table.planned, table.refused)
    return "occurred"


def _governed(verb: Token, planned: frozenset[str], refused: frozenset[str]) -> Status | None:
    lemma = verb.head.lemma_.lower()
    if lemma in refused or g.negated(verb.head) or g.modality(verb.head) in ("possible", "conditional", "obligation"):
        return None
    return "planned" if lemma in planned else "occurred"


def verb_drafts(doc_tokens: Iterator[Token], quotes: Quotes, is_actor: IsActor) -> Iterator[Draft]:
    """A Draft for each verbal cue, with the quotations that stand right beside it."""
    last: Draft | None = None
    for token in doc_tokens:
        if token.pos_ not in ("VERB", "AUX") and token.tag_ not in ("VBD", "VBZ", "VBP") and not misread(token, is_actor):
            continue
        frame = frame_of(token)
        if frame is None:
            draft = _unlisted(token, quotes, is_actor)
        else:
            draft = _draft(token, frame, quotes, is_actor)
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
    number = quotes.before(verb)
    speaker = g.own_subject(verb)
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
    speaker, shared = speaker_of(verb)
    before = quotes.before(verb)
    if speaker is None or (shared and verb.tag_ in ("VBD", "VBZ", "VBP") and verb.dep_ != "conj") or not _verbal(verb):
        nearest = subject_before(verb, is_actor)
        speaker, shared = (nearest, False) if nearest is not None else (speaker, shared)
    if before >= 0 and quotes.items[before].end == verb.i and (speaker is None or speaker.i < verb.i):
        speaker, shared = _after_cue(verb) or speaker, False
    aside = None
    doubtful = speaker is not None and shared and not is_actor(speaker) and not _is_document(speaker)
    if speaker is None or doubtful or (not _verbal(verb) and shared):
        found = inverted_speaker(verb, is_actor) if frame.clause and before < 0 else None
        if found is None and not doubtful:
            return None
        if found is not None:
            speaker, aside, shared = found[0], found[1], False
    if speaker is None:
        return None
    if frame.lemma in speech().bodily and _meets_person(verb):
        return None
    if verb.head.lemma_.lower() in ("have", "get", "see") and verb.dep_ in ("ccomp", "xcomp"):
        return None
    speaker = counted(speaker, is_actor)
    document = (
        speaker
        if speaker.lower_ in speech().noun_lemmas and speech().noun_lemmas[speaker.lower_] in speech().documents
        else None
    )
    actor = document is None and is_actor(speaker)
    unknown = document is None and not actor
    if unknown and not (frame.clause and not frame.clause_actor and could_speak(speaker)):
        return None
    content = _reported(verb, frame, quotes, actor, before)
    if (
        aside is None
        and frame.clause
        and before < 0
        and (content is None or content[0].construction in ("object", "noun", "bare", "prep"))
    ):
        aside = aside_of(verb, speaker)
        nearest = subject_before(verb, is_actor) if aside is None and len(g.kids(verb, *g.SUBJECTS)) != 1 else None
        if nearest is not None:
            aside = aside_of(verb, nearest)
            speaker = nearest if aside is not None else speaker
    if aside is not None and (content is None or not content[1]):
        content = (Content(around_aside(verb, aside), "main clause"), ())
    if content is None or not content[0].pieces or (unknown and content[0].construction not in FULL):
        return None
    status = status_of(verb, content[0])
    if status is None or (content[0].construction == "object" and status == "denied" and frame.denies):
        return None
    found, used = content
    found = replace(found, pieces=tuple(cut_at_quotation(quotes, verb, extend_over_quotation(quotes, verb, p)) for p in found.pieces))
    return Draft(
        verb, cue_words(verb, frame), found.pieces, found.construction,
        None if document is not None else speaker, document, found.addressee, verb, status, shared, used,
    )  # fmt: skip


def _after_cue(verb: Token) -> Token | None:
    """The head of the phrase right after a cue that follows its quotation: '"...," wrote Ana', '"...," reads the post'."""
    return next(
        (c for c in verb.children if verb.i < c.i and c.left_edge.i == verb.i + 1 and c.pos_ in ("NOUN", "PROPN", "PRON")), None
    )


def _verbal(verb: Token) -> bool:
    """Whether a cue is a finite verb by its parse: no noun, and no participle that is an adjective or reduced relative."""
    return verb.pos_ in ("VERB", "AUX") and verb.tag_ != "VBN" or g.child(verb, "aux") is not None or g.is_passive(verb)


def cue_words(verb: Token, frame: VerbFrame) -> g.Range:
    """The range of the cue's words: the verb, with the particle or preposition that its frame names."""
    rest = frame.lemma.split()[1:]
    if rest and verb.i + 1 < len(verb.doc) and verb.doc[verb.i + 1].lower_ == rest[0]:
        return verb.i, verb.i + 1 + len(rest)
    return verb.i, verb.i + 1


def _reported(
    verb: Token, frame: VerbFrame, quotes: Quotes, actor: bool, before: int
) -> tuple[Content, tuple[int, ...]] | None:
    """The content of a verbal cue, from its quotations and its complements together."""
    content = find_content(verb, frame, actor)
    if content is None and before < 0:
        content = surface_content(verb, frame)
    if (
        content is not None
        and before >= 0
        and content.construction == "clause"
        and _marked_clause(content, verb, quotes, before)
    ):
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
    extra = [p for p in (content.pieces if content else ()) if not _covered(p, quotes, used) and _kept(content, before, after)]
    addressee = content.addressee if content is not None else _spoken_to(verb, frame)
    merged = tuple(sorted([*pieces, *extra]))
    return Content(merge_ranges(merged), "quote", addressee), used


def _marked_clause(content: Content, verb: Token, quotes: Quotes, before: int) -> bool:
    """Whether the cue has a clause with "that" of its own, so that the quotation before it is none of its content."""
    clause = content.cut
    return clause is not None and clause.i > verb.i and any(m.lower_ == "that" and m.i > verb.i for m in g.kids(clause, "mark"))


def _kept(content: Content | None, before: int, after: int) -> bool:
    """Whether an indirect content counts beside a quotation: a clause before a colon does, the object of "told" not."""
    return (
        content is not None
        and content.construction in ("clause", "infinitive", "whole", "gerund", "object")
        and before < 0
        and after >= 0
    )


def _spoken_to(verb: Token, frame: VerbFrame) -> Token | None:
    if frame.addressee_object and (found := g.child(verb, "iobj") or g.child(verb, "obj")) is not None and found.i > verb.i:
        return found
    return next((c for c in g.kids(verb, "obl") if g.case_of(c) in frame.addressee_preps), None)


def _within(content: Content, quotes: Quotes, number: int) -> bool:
    quote = quotes.items[number]
    return all(quote.start <= first and after <= quote.end + 1 or first < quote.after for first, after in content.pieces[:1])


def _starts_in_quote(content: Content | None, quotes: Quotes) -> bool:
    return content is not None and bool(content.pieces) and quotes.level[content.pieces[-1][0]] >= 0


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


def adposition_drafts(doc_tokens: Iterator[Token], is_actor: IsActor) -> Iterator[Draft]:
    """A Draft for each "according to X" with the clause that it qualifies."""
    for token in doc_tokens:
        if token.lower_ != "according" or token.i + 2 >= len(token.doc) or token.doc[token.i + 1].lower_ != "to":
            continue
        source = _source_of(token)
        if source is None or source.lower_ in speech().silent:
            continue
        phrase = (token.i, max(g.subtree(source)[1], source.i + 1))
        pieces = _qualified(token, phrase)
        if pieces:
            document = source if speech().noun_lemmas.get(source.lower_) in speech().documents else None
            who = None if document is not None else source
            yield Draft(
                token, (token.i, token.i + 2), pieces, "according", who, document, None, g.clause_head(source), "occurred"
            )


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
    if words[0] <= 3 or (words[1] and phrase[1] < len(doc) and words[0] < words[1] and doc[phrase[0] - 1].text != ","):
        pieces = [right] if words[0] <= 1 else [left, right]
    else:
        pieces = [left]
    if words[0] > 3 and words[1] > 3 and _same_clause(doc, left, right):
        pieces = [left, right]
    trimmed = [_trim(token, piece) for piece in pieces]
    return tuple(p for p in trimmed if p[1] - p[0] > 1)


def _same_clause(doc, left: g.Range, right: g.Range) -> bool:  # type: ignore[no-untyped-def]
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
    while end > start and (doc[start].is_punct and not doc[start].is_quote or doc[start].dep_ == "cc"):
        start += 1
    return start, end


__all__ = [
    "Draft",
    "adposition_drafts",
    "cue_words",
    "issuer_of",
    "merge_ranges",
    "set_off",
    "speaker_of",
    "status_of",
    "verb_drafts",
]
