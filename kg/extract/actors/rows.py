"""The parse as plain columns: reading a list is several times as fast as asking spaCy for the same attribute again.

``rows.lemma[i]`` is the lemma of token ``i`` in lower case, ``rows.kids[i]`` the indices of its dependents.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kg.extract.quotes import find_quotes
from kg.language.parsed import ParsedArticle

SPACE: Final = re.compile(r"\s+")
BEFORE_NOUN: Final = frozenset({"det", "amod", "compound", "nummod", "nmod:poss", "nmod:desc", "nmod:unmarked", "det:predet"})
ENDS: Final = frozenset({".", "!", "?", "”", '"', "’", "'", ")", "]", "…", ":", ";", "...", "|", "»"})
"""Only after one of these is the parser believed that a sentence ends inside a paragraph."""


@dataclass(frozen=True, slots=True)
class Rows:
    """One list per attribute, one entry per token. ``sent`` numbers sentences, ``quote`` is the number of the innermost
    quotation (1, 2, ...; 0 outside), ``text`` the article's text, ``starts`` offsets in it."""

    text: str
    starts: tuple[int, ...]
    regions: tuple[int, ...]
    paragraphs: tuple[int, ...]
    word: list[str]
    lower: list[str]
    lemma: list[str]
    pos: list[str]
    tag: list[str]
    dep: list[str]
    head: list[int]
    label: list[str]
    sent: list[int]
    kids: list[list[int]]
    quote: list[int]

    def __len__(self) -> int:
        return len(self.word)

    def words(self, start: int, end: int) -> str:
        """The text of the tokens ``start`` to ``end`` (half open), white space made single."""
        if end - start == 1:
            return self.word[start]
        return SPACE.sub(" ", self.text[self.starts[start] : self.starts[end - 1] + len(self.word[end - 1])])

    def left_edge(self, i: int) -> int:
        """First token of what stands before the noun ``i`` and belongs to it: determiner, adjectives, possessor."""
        edge = i
        for k in reversed(self.kids[i]):
            if k < i and self.dep[k] in BEFORE_NOUN and self.sent[k] == self.sent[i]:
                edge = min(edge, self._far_left(k))
        return edge

    def _far_left(self, i: int) -> int:
        while self.kids[i] and self.kids[i][0] < i:
            i = self.kids[i][0]
        return i

    def case(self, i: int) -> str:
        """The preposition before a noun, in lower case; "" without one."""
        for k in self.kids[i]:
            if self.dep[k] == "case" and self.tag[k] != "POS":
                return self.lower[k]
        return ""

    def kid(self, i: int, *deps: str) -> int:
        """The first dependent with one of the labels; -1 where there is none."""
        return next((k for k in self.kids[i] if self.dep[k] in deps), -1)

    def above(self, i: int) -> Iterator[int]:
        """The heads above a token, nearest first."""
        while self.head[i] != i:
            i = self.head[i]
            yield i

    def first_conjunct(self, i: int) -> int:
        """The first of the coordinated nouns or verbs among which the token stands."""
        while self.dep[i] == "conj" and self.head[i] != i:
            i = self.head[i]
        return i

    def plural(self, i: int) -> bool:
        """Whether the noun is plural by its tag."""
        return self.tag[i] in ("NNS", "NNPS")


def _quotes(text: str, starts: tuple[int, ...]) -> list[int]:
    numbers = [0] * len(starts)
    quotes = find_quotes(text)
    reached = 0
    for number, quote in enumerate(quotes, 1):
        while reached < len(starts) and starts[reached] < quote.start:
            reached += 1
        place = reached
        while place < len(starts) and starts[place] < quote.end:
            numbers[place] = number
            place += 1
    return numbers


def make_rows(parsed: ParsedArticle) -> Rows:
    """The columns of a parsed article, in one walk over its tokens."""
    doc = parsed.doc
    head: list[int] = []
    sent: list[int] = []
    sentence = -1
    kids: list[list[int]] = [[] for _ in doc]
    columns: list[tuple[str, str, str, str, str, str, str]] = []
    before, paragraph = "", -1
    for token in doc:
        if token.is_sent_start and (before in ENDS or parsed.paragraphs[token.i] != paragraph):
            sentence += 1
        before, paragraph = token.text, parsed.paragraphs[token.i]
        sent.append(sentence)
        head.append(token.head.i)
        columns.append((token.text, token.lower_, token.lemma_.lower(), token.pos_, token.tag_, token.dep_, token.ent_type_))
    for i, h in enumerate(head):
        if h != i:
            kids[h].append(i)
    word, lower, lemma, pos, tag, dep, label = (list(column) for column in zip(*columns, strict=True)) if columns else ([],) * 7
    return Rows(parsed.article.text, parsed.starts, parsed.regions, parsed.paragraphs, word, lower, lemma, pos, tag, dep, head,
                label, sent, kids, _quotes(parsed.article.text, parsed.starts))  # fmt: skip
