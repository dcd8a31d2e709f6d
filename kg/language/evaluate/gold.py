"""Gold documents: running text with the words, trees, sentences and names that people marked, all by offsets.

The text is what a pipeline gets, so that its own words and sentences are measured too.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from kg.language.features import NO_GAP
from kg.language.train.conllu import TreeSentence, read_treebank
from kg.language.train.entities import Span
from kg.language.train.gum_names import gum_names
from kg.language.train.samples import (
    Sentence,
    read_crossner,
    read_ewt,
    read_wikigold,
    usual_kinds,
)

PARAGRAPH = "\n\n"
BLOCK = 5
"""Sentences of a corpus without running text that are read together."""


@dataclass(frozen=True)
class GoldWord:
    """A word by its offsets with its tag, the offsets of its head (its own for a root), and its relation."""

    start: int
    end: int
    upos: str
    head: tuple[int, int]
    dep: str


@dataclass(frozen=True)
class GoldDocument:
    """A text with its words (empty where no tree is known), its sentences and its names (start, end, kind)."""

    text: str
    words: tuple[GoldWord, ...]
    sentences: tuple[tuple[int, int], ...]
    names: tuple[Span, ...]


def place_words(text: str, words: Sequence[str], start: int = 0) -> list[tuple[int, int]]:
    """Offsets of words in a text, in order; a word that is not written so takes the place that is left for it.

    >>> place_words("I don't", ["I", "do", "n't"])
    [(0, 1), (2, 4), (4, 7)]
    """
    places = []
    for word in words:
        while start < len(text) and text[start].isspace():
            start += 1
        end = min(start + len(word), len(text))
        places.append((start, end))
        start = end
    return places


class _Text:
    """A text that grows by sentences."""

    def __init__(self) -> None:
        self.text = ""
        self.words: list[GoldWord] = []
        self.sentences: list[tuple[int, int]] = []
        self.names: list[Span] = []

    def add(self, text: str, words: Sequence[str], names: Iterable[Span], gap: str) -> list[tuple[int, int]]:
        """Append a sentence; the places of its words."""
        self.text += (gap if self.text else "") + text
        start = len(self.text) - len(text)
        places = place_words(self.text, words, start)
        self.sentences.append((start, len(self.text)))
        self.names += [(places[first][0], places[last - 1][1], kind) for first, last, kind in names]
        return places

    def finish(self) -> GoldDocument:
        """The document."""
        return GoldDocument(self.text, tuple(self.words), tuple(self.sentences), tuple(self.names))


def _add_tree(document: _Text, one: TreeSentence, names: Iterable[Span]) -> None:
    gap = PARAGRAPH if one.opens_paragraph else " "
    places = document.add(one.text, [token.form for token in one.tokens], names, gap)
    for token, (start, end) in zip(one.tokens, places, strict=True):
        dep = "root" if token.dep == "root" else token.dep
        document.words.append(GoldWord(start, end, token.upos, places[token.head], dep))


def _documents(sentences: Iterable[TreeSentence], names: dict[str, list[Span]]) -> list[GoldDocument]:
    found = []
    for _, group in groupby(sentences, key=lambda one: one.document):
        document = _Text()
        for one in group:
            _add_tree(document, one, names.get(one.name, []))
        found.append(document.finish())
    return found


def ewt_test(folder: Path) -> list[GoldDocument]:
    """EWT's test part with the names of Universal NER."""
    trees = list(read_treebank(folder / "ud_ewt" / "test.conllu"))
    names = {one.name: list(labels.spans) for one, labels in zip(trees, read_ewt(folder, "test"), strict=True)}
    return _documents(trees, names)


def _gum(folder: Path, parts: Iterable[str], news_only: bool) -> list[GoldDocument]:
    usual = usual_kinds([*read_ewt(folder, "train"), *read_wikigold(folder, held_out=False)])
    trees = [one for part in parts for one in read_treebank(folder / "ud_gum" / f"{part}.conllu")]
    chosen = [one for one in trees if _genre(one) == "news" or not (news_only or _genre(one) == "reddit")]
    return _documents(chosen, {one.name: gum_names(one.tokens, usual) for one in chosen})


def _genre(one: TreeSentence) -> str:
    return one.document.split("_")[1]


def gum_test(folder: Path) -> list[GoldDocument]:
    """GUM's test part; all genres but reddit, whose text is not in the corpus."""
    return _gum(folder, ("test",), news_only=False)


def gum_news(folder: Path) -> list[GoldDocument]:
    """The news of GUM's development and test parts."""
    return _gum(folder, ("dev", "test"), news_only=True)


def _blocks(sentences: Sequence[Sentence]) -> list[GoldDocument]:
    found = []
    for first in range(0, len(sentences), BLOCK):
        document = _Text()
        for one in sentences[first : first + BLOCK]:
            spaced = zip(one.words, one.gaps, strict=True)
            text = "".join(("" if gap == NO_GAP else " ") + word for word, gap in spaced).strip()
            document.add(text, one.words, one.spans, " ")
        found.append(document.finish())
    return found


def wikigold_fold(folder: Path) -> list[GoldDocument]:
    """The fold of wikigold that no weight has seen."""
    return _blocks(read_wikigold(folder, held_out=True))


def crossner_test(folder: Path) -> list[GoldDocument]:
    """CrossNER's test part on politics."""
    return _blocks(read_crossner(folder, "test"))
