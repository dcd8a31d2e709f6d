"""The parse as plain columns: reading a list is several times as fast as asking spaCy for the same attribute again.

``rows.lemma[i]`` is the lemma of token ``i`` in lower case, ``rows.kids[i]`` the indices of its dependents.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
from spacy.tokens import Doc

from kg.extract.quotes import find_quotes
from kg.language.parsed import ParsedArticle

SPACE: Final = re.compile(r"\s+")
LOOSE_HYPHEN: Final = re.compile(r"(?<=-\w) - (?=[A-Z])")
"""The second hyphen of "Mar-a - Lago", as texts have it that were once taken apart into words."""
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
        found = SPACE.sub(" ", self.text[self.starts[start] : self.starts[end - 1] + len(self.word[end - 1])])
        return LOOSE_HYPHEN.sub("-", found) if " - " in found else found

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
        reached = bisect_left(starts, quote.start, reached)
        after = bisect_left(starts, quote.end, reached)
        numbers[reached:after] = [number] * (after - reached)
    return numbers


ATTRIBUTES: Final = ("ORTH", "LOWER", "LEMMA", "POS", "TAG", "DEP", "ENT_TYPE")


def _columns(doc: Doc) -> list[list[str]]:
    """The attributes as texts, each distinct one looked up once."""
    table = doc.to_array(list(ATTRIBUTES))
    strings = doc.vocab.strings
    columns = []
    for k in range(len(ATTRIBUTES)):
        codes = table[:, k].tolist()
        texts = {code: strings[code] if code else "" for code in set(codes)}
        columns.append([texts[code] for code in codes])
    return columns


def _sentences(parsed: ParsedArticle, word: list[str]) -> list[int]:
    """Number of the sentence of each token."""
    begins = parsed.doc.to_array(["SENT_START"]).tolist()
    sent: list[int] = []
    number, before, paragraph = -1, "", -1
    for i, begin in enumerate(begins):
        if i == 0 or (begin == 1 and (before in ENDS or parsed.paragraphs[i] != paragraph)):
            number += 1
        before, paragraph = word[i], parsed.paragraphs[i]
        sent.append(number)
    return sent


def make_rows(parsed: ParsedArticle) -> Rows:
    """The columns of a parsed article."""
    doc = parsed.doc
    size = len(doc)
    word, lower, lemma, pos, tag, dep, label = _columns(doc)
    offsets = doc.to_array(["HEAD"]).astype(np.int64).tolist()
    head = [i + offset for i, offset in enumerate(offsets)]
    kids: list[list[int]] = [[] for _ in range(size)]
    for i, h in enumerate(head):
        if h != i:
            kids[h].append(i)
    return Rows(
        text=parsed.article.text,
        starts=parsed.starts,
        regions=parsed.regions,
        paragraphs=parsed.paragraphs,
        word=word,
        lower=lower,
        lemma=[text.lower() for text in lemma],
        pos=pos,
        tag=tag,
        dep=dep,
        head=head,
        label=label,
        sent=_sentences(parsed, word),
        kids=kids,
        quote=_quotes(parsed.article.text, parsed.starts),
    )
