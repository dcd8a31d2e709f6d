"""Quotations without a cue of their own: which go on with the statement before or after them, which stand alone.

"We will win," she said. "They know it."     the second goes on with the first
Ana gave her view: "It is over."             stands alone, spoken by the subject of the sentence before the colon
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from spacy.tokens import Token

from kg.extract import grammar as g
from kg.extract.statements_clauses import is_saying
from kg.extract.statements_cues import Draft, merge_ranges
from kg.extract.statements_quotes import Quoted, Quotes
from kg.extract.statements_speakers import IsActor, speaker_of
from kg.language.parsed import ParsedArticle


def adopt(drafts: list[Draft], quotes: Quotes, parsed: ParsedArticle, is_actor: IsActor) -> list[Draft]:
    """The drafts with the quotations that go on with them, and new drafts for those that stand alone."""
    known = list(drafts)
    for number, quote in enumerate(quotes.items):
        if not quote.speech or quote.depth or any(number in d.quotes for d in known) or _reported(quote, known):
            continue
        place = _continued(number, quote, known, quotes, parsed)
        if place is not None:
            known[place] = _extend(known[place], number, quote)
            continue
        alone = _alone(number, quote, known, quotes, parsed, is_actor)
        if alone is not None:
            known.append(alone)
    return _forwards(known, quotes, parsed)


def unshared(drafts: list[Draft], quotes: Quotes) -> list[Draft]:
    """The drafts, each quotation left to the last cue before it alone: 'rejected the plan, saying: "It is dead."'"""
    kept: list[Draft] = []
    for draft in drafts:
        lost = [n for n in draft.quotes if any(_nearer(other, draft, n, quotes) for other in drafts)]
        if lost:
            pieces = tuple(p for p in (_without(p, [quotes.items[n] for n in lost]) for p in draft.pieces) if p[1] > p[0])
            draft = replace(draft, pieces=pieces, quotes=tuple(n for n in draft.quotes if n not in lost))
        if draft.pieces:
            kept.append(draft)
    return kept


def _nearer(other: Draft, draft: Draft, number: int, quotes: Quotes) -> bool:
    """Whether a quotation is rather that of the other draft: its cue stands between, or right behind ('"We," she said, "go"')
    where the first stands before, or it is no aside as the first is."""
    if other is draft or number not in other.quotes:
        return False
    quote = quotes.items[number]
    aside = quote.end <= draft.cue.i and draft.cue.dep_ == "acl:relcl" and other.cue.dep_ != "acl:relcl"
    behind = draft.cue.i < quote.start and quotes.doc[quote.after - 1].text == "," and quote.end <= other.cue.i
    saying = is_saying(other.cue) and not is_saying(draft.cue)  # 'posting, "We will win!" Later a plane landed'
    return draft.cue.i < other.cue.i < quote.start or behind or saying or (aside and quote.end <= other.cue.i)


def _without(piece: g.Range, lost: list[Quoted]) -> g.Range:
    """A piece cut before the first of some quotations that it holds."""
    start, end = piece
    cut = min((quote.start for quote in lost if start <= quote.first < end), default=end)
    return start, max(cut, start)


def _reported(quote: Quoted, drafts: Iterable[Draft]) -> bool:
    outside = (d for d in drafts if not quote.first <= d.cue.i < quote.after)
    return any(first < quote.after and quote.first < after for d in outside for first, after in d.pieces)


def _extend(draft: Draft, number: int, quote: Quoted) -> Draft:
    pieces = merge_ranges((*draft.pieces, (quote.first, quote.after)))
    return replace(draft, pieces=pieces, quotes=(*draft.quotes, number))


def _end(draft: Draft) -> int:
    return max(draft.cue_range[1], *(after for _, after in draft.pieces))


def _continued(number: int, quote: Quoted, drafts: list[Draft], quotes: Quotes, parsed: ParsedArticle) -> int | None:
    """The index of the draft with which a quotation goes on."""
    before = [
        (max(_end(d), d.cue.i), n)
        for n, d in enumerate(drafts)
        if d.quotes and _end(d) <= quote.start and quotes.level[d.cue.i] < 0
    ]
    if not before:
        return None
    end, place = max(before)
    draft = drafts[place]
    doc = parsed.doc
    between = doc[end : quote.start]
    here, there = parsed.paragraphs[quote.start], parsed.paragraphs[end - 1]
    last = quotes.items[max(draft.quotes)]
    if last.continues and number == max(draft.quotes) + 1:
        return place
    if here == there:
        same_sentence = not any(t.is_sent_start and not t.is_punct for t in between[1:])
        foreign = any(_other_clause(t, draft.cue) for t in between)
        return place if (same_sentence or not foreign) and not foreign else None
    opens = quote.start == 0 or parsed.paragraphs[quote.start - 1] != here
    whole = _fills_paragraph(quote, parsed)
    rest = [t for t in doc[end : quote.start] if not t.is_punct]
    tail = all(parsed.paragraphs[t.i] == there and not _other_clause(t, draft.cue) for t in rest)
    return place if opens and whole and tail and here - there == 1 else None


def _fills_paragraph(quote: Quoted, parsed: ParsedArticle) -> bool:
    """Whether a paragraph ends with the quotation."""
    end = quote.end
    return end >= len(parsed.doc) or parsed.paragraphs[end] != parsed.paragraphs[quote.start]


def _other_clause(token: Token, cue: Token) -> bool:
    """Whether a finite verb tells of something else than the cue's own clause."""
    if token.pos_ not in ("VERB", "AUX") or token.tag_ not in ("VBD", "VBZ", "VBP", "MD") or token == cue:
        return False
    return not any(above == cue for above in g.ancestors(token)) or token.sent != cue.sent


def _alone(
    number: int, quote: Quoted, drafts: list[Draft], quotes: Quotes, parsed: ParsedArticle, is_actor: IsActor
) -> Draft | None:
    doc = parsed.doc
    piece = ((quote.first, quote.after),)
    if quote.start > 0 and doc[quote.start - 1].text == ":":
        return _after_colon(number, quote, piece, doc[quote.start - 1], is_actor)
    paragraph = parsed.paragraphs[quote.start]
    before = [
        (_end(d), n)
        for n, d in enumerate(drafts)
        if _end(d) <= quote.start and quotes.level[d.cue.i] < 0 and d.construction != "noun"
    ]
    sentence_like = doc[quote.first].text[:1].isupper() and quote.after - quote.first >= 4
    if not before or not sentence_like:
        return None
    end, place = max(before)
    draft = drafts[place]
    near = parsed.paragraphs[end - 1] == paragraph or (
        parsed.paragraphs[end - 1] == paragraph - 1 and quote.start > 0 and parsed.paragraphs[quote.start - 1] != paragraph
    )
    if not near or any(t.tag_ in ("VBD", "VBZ", "VBP", "MD") and not _below(t, draft.cue) for t in doc[end : quote.start]):
        return None
    return replace(draft, pieces=piece, construction="quote", quotes=(number,), shared=True, status="occurred")


def _below(token: Token, cue: Token) -> bool:
    return token.sent == cue.sent


def _after_colon(
    number: int, quote: Quoted, piece: tuple[tuple[int, int], ...], colon: Token, is_actor: IsActor
) -> Draft | None:
    """A quotation after a colon is spoken by the subject of the sentence before it, or by a bare name ("Ana: ...")."""
    before = colon.doc[max(colon.sent.start if colon.sent.start < colon.i else colon.i - 1, 0) : colon.i]
    heads = [t for t in before if t.dep_ == "ROOT" or t.head.i >= colon.i or t.head.i < before.start]
    for head in heads:
        subject = speaker_of(head)[0] if g.is_clause(head) else head
        if subject is not None and is_actor(subject):
            return Draft(head, (head.i, head.i + 1), piece, "colon", subject, None, None, head, "occurred", False, (number,))
    return None


def _forwards(drafts: list[Draft], quotes: Quotes, parsed: ParsedArticle) -> list[Draft]:
    """Quotations that lead up to one with a cue: '"It is over." "We won," she said.' Also paragraphs that continue."""
    known = list(drafts)
    owner = {n: place for place, d in enumerate(known) for n in d.quotes}
    for number in range(len(quotes.items) - 2, -1, -1):
        quote, following = quotes.items[number], quotes.items[number + 1]
        if number in owner or not quote.speech or quote.depth or number + 1 not in owner or _reported(quote, known):
            continue
        gap = [t for t in parsed.doc[quote.end : following.start] if not t.is_punct]
        same = parsed.paragraphs[quote.start] == parsed.paragraphs[following.start]
        if not gap and (same or quote.continues):
            place = owner[number + 1]
            known[place] = _extend(known[place], number, quote)
            owner[number] = place
    return known
