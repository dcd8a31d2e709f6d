"""Quotations as ranges of tokens: which are speech, which merely mark a word, and which stand beside a cue.

"We will go," she added, "and win."      two quotations, both beside "added"
He called it "null and void".            one, not speech by itself: part of an indirect content
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from spacy.tokens import Doc, Token

from kg.extract import grammar as g
from kg.extract.quotes import find_quotes
from kg.language.parsed import ParsedArticle

OPENERS: Final = frozenset({",", ":", ";", "—", "–", "-", "--", "…", "...", "(", "[", "•"})
ENDS: Final = frozenset({".", "?", "!", "…", "..."})
INNER_ENDS: Final = frozenset({",", "—", "–", "-", ";"}) | ENDS
FINITE: Final = frozenset({"VBD", "VBZ", "VBP", "MD"})
MARKS: Final = frozenset({"“", "‘", '"', "'", "«", "”", "’"})
LOWER = 3
"""Words in lower case from which words in marks are no title."""
LONG = 8
"""Tokens from which a quotation at the start of a sentence is speech whatever its punctuation."""
REACH = 45
"""Tokens that may lie between a cue and its quotation (subjects with relative clauses are long)."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quotation in tokens: ``start`` and ``end`` with, ``first`` and ``after`` without its marks (half open).

    ``speech`` is False for words in marks ("joint action"); ``outer`` is the index of the quotation that holds this."""

    start: int
    end: int
    first: int
    after: int
    depth: int
    closed: bool
    continues: bool
    speech: bool
    outer: int = -1


@dataclass(frozen=True)
class Quotes:
    """All quotations of an article, in order."""

    doc: Doc
    items: tuple[Quoted, ...]
    paragraphs: tuple[int, ...]

    @cached_property
    def starts(self) -> list[int]:
        """Where each quotation starts, in order."""
        return [quote.start for quote in self.items]

    @cached_property
    def opening(self) -> dict[int, int]:
        """For the first word of each quotation, the place of its opening mark."""
        return {quote.first: quote.start for quote in self.items}

    @cached_property
    def marked(self) -> list[bool]:
        """Whether each token stands in quotation marks of any kind."""
        places = [False] * len(self.doc)
        for quote in self.items:
            places[quote.first : quote.after] = [True] * (quote.after - quote.first)
        return places

    @cached_property
    def depths(self) -> list[int]:
        """How many quotations stand around each token."""
        places = [0] * len(self.doc)
        for quote in self.items:
            for i in range(quote.first, quote.after):
                places[i] += 1
        return places

    @cached_property
    def level(self) -> list[int]:
        """The index of the innermost speech quotation around each token, or -1."""
        places = [-1] * len(self.doc)
        for number, quote in enumerate(self.items):
            if quote.speech:
                places[quote.first : quote.after] = [number] * (quote.after - quote.first)
        return places

    def before(self, cue: Token) -> int:
        """The index of the quotation that ends just before the clause of the cue ('"Q," said X', '"Q", X said'), or -1."""
        level = self.level[cue.i]
        for number in range(bisect_left(self.starts, cue.i) - 1, -1, -1):
            quote = self.items[number]
            if quote.end > cue.i or quote.outer != level or not self._beside_level(quote, level):
                continue
            return number if self._leads_to(quote, cue) else -1
        return -1

    def after(self, cue: Token, *, complement: bool, resumes: bool) -> int:
        """The index of the quotation that follows the cue as its content, or -1. ``complement``: whether the cue has
        an object or clause of its own between them, so that a quotation counts only after a colon. ``resumes``: whether
        one stands before the cue as well, so that the cue may merely interrupt it."""
        level = self.level[cue.i]
        for number in range(bisect_right(self.starts, cue.i), len(self.items)):
            quote = self.items[number]
            if quote.outer != level:
                continue
            return number if self._follows(quote, cue, complement) or (resumes and self._resumes(quote, cue)) else -1
        return -1

    def _resumes(self, quote: Quoted, cue: Token) -> bool:
        """Whether nothing but the speaker stands between the cue and the quotation that goes on: '"We," said Ana "go."'"""
        subject = [c for c in cue.children if cue.i < c.i < quote.start and c.dep_ in ("nsubj", "obj", "iobj")]
        end = max((g.subtree(c)[1] for c in subject), default=cue.i + 1)
        return all(t.is_punct and t.text not in ENDS for t in self.doc[min(end, quote.start) : quote.start])

    def _beside_level(self, quote: Quoted, level: int) -> bool:
        return level < 0 or quote.start >= self.items[level].first

    def _leads_to(self, quote: Quoted, cue: Token) -> bool:
        between = self.doc[quote.end : cue.i]
        last = self.doc[quote.after - 1].text
        apart = self.paragraphs[quote.after - 1] != self.paragraphs[cue.i] and last != ","
        if apart or len(between) > REACH or any(t.text in ENDS for t in between):
            return False
        if not quote.speech or last == "." or (last in ENDS and len(between) > 6):
            inverted = (
                not len(between)
                and cue.is_lower
                and cue.i + 1 < len(self.doc)
                and self.doc[cue.i + 1].pos_ in ("PROPN", "DET", "PRON")
            )
            return inverted and quote.after - quote.first > 2
        return not foreign_verbs(between, cue)

    def _follows(self, quote: Quoted, cue: Token, complement: bool) -> bool:
        between = self.doc[cue.i + 1 : quote.start]
        if len(between) > REACH or any(t.text in ENDS for t in between):
            return False
        if self.paragraphs[quote.start] != self.paragraphs[cue.i] and between[-1:].text != ":":
            return False
        words = [t for t in between if not t.is_punct]
        if not words or (len(words) == 1 and words[0].lower_ == "that"):
            return quote.after - quote.first > 1 or quote.speech
        opened = between[-1].text in OPENERS or between[-1].lower_ == "that"
        if not complement and not opened and quote.speech and is_sentence(self.doc, quote.first, quote.after):
            return not foreign_verbs(between, cue)
        if complement or not quote.speech or not opened:
            sentence = quote.after - quote.first > 4 and self.doc[quote.first].text[:1].isupper()
            after_pause = between[-1].text == ":" or (between[-1].text == "," and sentence)
            return quote.speech and after_pause and not foreign_verbs(between, cue)
        return not foreign_verbs(between, cue)


def extend_over_quotation(quotes: Quotes, cue: Token, piece: g.Range) -> g.Range:
    """A range drawn out to the end of a quotation that starts in it or right after it: 'those “who put ...”'."""
    start, end = piece
    if end <= cue.i:
        return piece
    for quote in quotes.items:
        words = not quote.speech or quotes.doc[quote.first].is_lower
        opened = quote.first == start or (words and start <= quote.start)
        if opened and quote.start <= end < quote.after and quote.outer == quotes.level[cue.i] and quote.start > cue.i:
            return start, quote.after
    return piece


def cut_at_quotation(quotes: Quotes, cue: Token, piece: g.Range) -> g.Range:
    """A range cut where a quotation inside it ends its sentence: 'to "stay away." Both countries ...'."""
    for quote in quotes.items:
        opened = piece[0] < quote.start < piece[1] and quote.speech and quotes.doc[quote.first].is_title
        if opened and quotes.level[cue.i] < 0 and quotes.doc[quote.start - 1].text.endswith("."):
            return piece[0], quote.start
        inside = piece[0] <= quote.start < piece[1] and quote.end < piece[1] and quote.depth == 0
        if (
            inside
            and quotes.level[cue.i] < 0
            and quotes.doc[quote.after - 1].text in ENDS
            and quotes.doc[quote.end].text[:1].isupper()
        ):
            return piece[0], quote.end
    return piece


def foreign_verbs(between: Iterable[Token], cue: Token) -> bool:
    """Whether a finite verb stands between that belongs to another clause than the cue or its parts."""
    subject = g.own_subject(cue)
    for token in between:
        if token.tag_ not in FINITE or (token.dep_ in ("aux", "aux:pass") and token.head == cue):
            continue
        if _inside(token, cue, subject):
            continue
        return True
    return False


def _inside(token: Token, cue: Token, subject: Token | None) -> bool:
    """Whether a verb stands in a relative clause of the cue's subject, addressee or setting."""
    relative = False
    for above in (token, *g.ancestors(token)):
        if above == subject or (above.head == cue and above.dep_ in ("nsubj", "obl", "iobj", "obj", "nsubj:pass")):
            return relative
        relative = relative or above.dep_ in ("acl:relcl", "acl")
        if above == cue:
            return False
    return False


def is_sentence(doc: Doc, first: int, after: int) -> bool:
    """Whether words in marks are a whole sentence rather than a title: a capital, a finite verb, words in lower case."""
    words = doc[first:after]
    lower = sum(token.is_lower and token.is_alpha for token in words)
    return doc[first].text[:1].isupper() and lower >= LOWER and any(token.tag_ in FINITE for token in words)


def _speech(doc: Doc, start: int, end: int, first: int, after: int, closed: bool) -> bool:
    """Whether a quotation is speech by its place: after a pause or at the start of a sentence, and with an end of its own."""
    if after - first < 2:
        return False
    opens = (
        start == 0 or doc[start - 1].text in OPENERS | ENDS or bool(doc[start].is_sent_start) or doc[start - 1].text in MARKS
    )
    opens = opens or bool(doc[first].is_sent_start) or (doc[start - 1].text.endswith(".") and doc[first].is_title)
    opens = opens or is_sentence(doc, first, after)
    ends = doc[after - 1].text in INNER_ENDS or after - first >= LONG or not closed
    ends = ends or (end < len(doc) and doc[end].text in (",", ";") and after - first > 2)
    return opens and ends


def quotations(parsed: ParsedArticle) -> Quotes:
    """The quotations of the article's body text, as ranges of the Doc's tokens."""
    text = parsed.article.text
    body = ["\n"] * len(text)
    for region in parsed.article.regions:
        body[region.start : region.end] = text[region.start : region.end]
    found: list[Quoted] = []
    open_until: list[tuple[int, int]] = []
    for quote in find_quotes("".join(body)):
        start, first = bisect_left(parsed.starts, quote.start), bisect_left(parsed.starts, quote.inner_start)
        after, end = bisect_left(parsed.starts, quote.inner_end), bisect_left(parsed.starts, quote.end)
        if after <= first:
            continue
        open_until = [(stop, number) for stop, number in open_until if stop > first]
        outer = open_until[-1][1] if open_until else -1
        speech = _speech(parsed.doc, start, end, first, after, quote.closed)
        if speech:
            open_until.append((after, len(found)))
        found.append(Quoted(start, end, first, after, quote.depth, quote.closed, quote.continues, speech, outer))
    return Quotes(parsed.doc, tuple(found), parsed.paragraphs)
