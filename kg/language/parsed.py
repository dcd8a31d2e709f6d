"""A parsed article: a spaCy Doc made of the body text alone, with the way back to the article's own offsets.

    text     "Talks open\\n\\nRome, Jan 9 ...\\n\\nShare this"     regions (0, 10) and (12, 28)
    doc      Talks open | Rome , Jan 9 ...                        "Share this" is never parsed
    starts   0     6      12   16 18  22                          offsets in ``article.text``

White space gives no tokens. A sentence always starts where a region or a paragraph starts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from spacy.language import Language
from spacy.tokens import Doc, Token

from kg.model import Article, Passage

LINE_END: Final = re.compile(r"[.!?:;…][\"'”’)\]]*$")
SHORT_LINE: Final = 50
"""Characters. After an end mark, or after a line too short to have been wrapped, a single newline starts a paragraph."""


@dataclass(frozen=True, slots=True)
class ParsedArticle:
    """An article with its Doc. For the token at index ``i``: ``starts[i]`` and ``ends[i]`` are its offsets in the article's
    text, ``regions[i]`` is the index of its region in ``article.regions``, ``paragraphs[i]`` the number of its paragraph."""

    article: Article
    doc: Doc
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    regions: tuple[int, ...]
    paragraphs: tuple[int, ...]

    def start(self, token: Token) -> int:
        """Offset in ``article.text`` of the first character of the token."""
        return self.starts[token.i]

    def end(self, token: Token) -> int:
        """Offset in ``article.text`` after the last character of the token."""
        return self.ends[token.i]

    def region_of(self, token: Token) -> int:
        """Index in ``article.regions`` of the region that holds the token."""
        return self.regions[token.i]

    def paragraph_of(self, token: Token) -> int:
        """Number of the paragraph that holds the token, counted from 0 over the whole article."""
        return self.paragraphs[token.i]

    def passage(self, tokens: Iterable[Token]) -> Passage:
        """The words from the first to the last of the tokens (a Span will do), cut to the region of the first.

        Raises ValueError for no token.
        """
        places = [token.i for token in tokens]
        return self.passage_between(min(places), max(places) + 1)

    def passage_between(self, first: int, after: int) -> Passage:
        """As ``passage``, for the half-open range of token indices ``first`` to ``after``."""
        last = after - 1
        while last > first and self.regions[last] != self.regions[first]:
            last -= 1
        start, end = self.starts[first], self.ends[last]
        return Passage(start, end, self.article.text[start:end])


def _breaks(gap: str, text: str, reached: int, following: str) -> bool:
    """Whether white space that begins at the offset ``reached`` of ``text`` ends a paragraph; ``following`` comes next."""
    lines = gap.count("\n")
    if lines != 1:
        return lines > 1
    line = text[text.rfind("\n", 0, reached) + 1 : reached]
    return LINE_END.search(line) is not None or (len(line) < SHORT_LINE and not following[:1].islower())


def lay_out(nlp: Language, article: Article) -> ParsedArticle:
    """The article's tokens, not parsed yet."""
    words: list[str] = []
    spaces: list[bool] = []
    opens: list[bool | int | None] = []
    starts: list[int] = []
    regions: list[int] = []
    paragraphs: list[int] = []
    paragraph = -1
    for number, region in enumerate(article.regions):
        text = article.text[region.start : region.end]
        reached = 0
        for place, length, blank in nlp.tokenizer(text).to_array(["IDX", "LENGTH", "IS_SPACE"]).tolist():
            if blank:
                continue
            gap, word = text[reached:place], text[place : place + length]
            opening = reached == 0 or ("\n" in gap and _breaks(gap, text, reached, word))
            paragraph += opening
            if words:
                spaces.append(reached == 0 or bool(gap))
            reached = place + length
            words.append(word)
            opens.append(True if opening else None)
            starts.append(region.start + place)
            regions.append(number)
            paragraphs.append(paragraph)
    spaces.extend([False] * (len(words) - len(spaces)))
    doc = Doc(nlp.vocab, words=words, spaces=spaces, sent_starts=opens)
    ends = tuple(start + len(word) for start, word in zip(starts, words, strict=True))
    return ParsedArticle(article, doc, tuple(starts), ends, tuple(regions), tuple(paragraphs))


def parse(nlp: Language, articles: Iterable[Article]) -> Iterator[ParsedArticle]:
    """Each article parsed, in order, through ``nlp.pipe``."""
    pairs = ((laid.doc, laid) for laid in (lay_out(nlp, article) for article in articles))
    for doc, laid in nlp.pipe(pairs, as_tuples=True):
        yield replace(laid, doc=doc)
