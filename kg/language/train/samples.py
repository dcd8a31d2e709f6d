"""Training samples: sentences of all corpora in one form, joined to windows, with copies that news text needs.

A sentence carries what its corpus marks: trees, names, or both; EWT's trees and its names (UNER) meet in one sample.
"""

import random
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kg.language.features import BLANK_LINE, LINE, NO_GAP, SPACE
from kg.language.lemmas import rule_of
from kg.language.train.conllu import Token, TreeSentence, read_treebank
from kg.language.train.entities import (
    CROSSNER,
    GROUP_ENDING,
    OPEN_KINDS,
    WIKIGOLD,
    Span,
    group_names,
    masks,
    read_columns,
    read_universal_ner,
    renamed,
    spans_of,
)
from kg.language.train.gum_names import gum_names
from kg.language.train.re3d import read_re3d

GUM_LEFT_OUT = frozenset(("essay", "fiction", "letter", "podcast", "whow", "reddit"))
"""Genres of GUM whose text is for non-commercial use only."""
SOURCES = (
    "ud_ewt/train.conllu",
    "ud_gum/train.conllu",
    "uner_ewt/train.iob2",
    "wikigold/wikigold.conll.txt",
    "crossner_politics/train.txt",
    "crossner_politics/dev.txt",
    "re3d/*/*.json",
)
"""The files that shape the weights."""
HELD_OUT_FOLD = 5
"""Every fifth block of wikigold is held out for measuring."""
WIKIGOLD_BLOCK = 10
CLOSING = frozenset(", . ; : ? ! ) ] % 's n't 're 've 'll 'm 'd ...".split())
OPENING = frozenset("( [ $ #".split())


@dataclass(frozen=True)
class Tree:
    """Labels of a sentence's words: tags, features, lemma rules, heads (own place for the root), relations."""

    upos: tuple[str, ...]
    xpos: tuple[str, ...]
    feats: tuple[str, ...]
    rules: tuple[str, ...]
    heads: tuple[int, ...]
    deps: tuple[str, ...]


@dataclass(frozen=True)
class Sentence:
    """A sentence to learn from. spans: its names; names: allowed name tags of each word as a bit mask, or None.

    certain: people set its bounds; False where they were guessed. customs: number of the corpus, by whose customs the
    names are marked.
    """

    document: str
    opens_paragraph: bool
    words: tuple[str, ...]
    gaps: tuple[int, ...]
    tree: Tree | None
    names: tuple[int, ...] | None
    spans: tuple[Span, ...] = ()
    certain: bool = True
    customs: int = 0


def _tree(tokens: Sequence[Token]) -> Tree:
    return Tree(
        tuple(token.upos for token in tokens),
        tuple(token.xpos for token in tokens),
        tuple(token.feats for token in tokens),
        tuple(rule_of(token.form, token.lemma) for token in tokens),
        tuple(token.head for token in tokens),
        tuple("root" if token.head == place else token.dep for place, token in enumerate(tokens)),
    )


def _from_tree(one: TreeSentence, spans: list[Span] | None, unmarked: Iterable[str]) -> Sentence:
    words = tuple(token.form for token in one.tokens)
    names = None if spans is None else tuple(masks(len(words), spans, unmarked))
    gaps = tuple(token.gap for token in one.tokens)
    return Sentence(one.document, one.opens_paragraph, words, gaps, _tree(one.tokens), names, tuple(spans or ()))


def _with_groups(spans: Iterable[Span], words: Sequence[str], tokens: Sequence[Token] = ()) -> list[Span]:
    """Names with demonyms found: those among names of open kind, and those that the tree shows."""
    spans = list(spans)
    result: list[Span] = []
    for start, end, kind in spans:
        is_group = not kind and end - start == 1 and GROUP_ENDING.match(words[start])
        result.append((start, end, "NORP" if is_group else kind))
    taken = {place for start, end, _ in result for place in range(start, end)}
    result += [span for span in group_names(tokens) if span[0] not in taken]
    return sorted(result)


def read_ewt(folder: Path, part: str) -> list[Sentence]:
    """EWT's trees with the names of Universal NER; a sentence whose words differ between the two has no names."""
    named = read_universal_ner(folder / "uner_ewt" / f"{part}.iob2")
    result = []
    for one in read_treebank(folder / "ud_ewt" / f"{part}.conllu"):
        words = [token.form for token in one.tokens]
        known = named.get(one.name)
        spans = _with_groups(known[1], words, one.tokens) if known and known[0] == words else None
        result.append(_from_tree(one, spans, ("EVENT",)))
    return result


def usual_kinds(sentences: Iterable[Sentence]) -> dict[str, Counter[str]]:
    """How often each name has which kind."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for one in sentences:
        for start, end, kind in one.spans:
            counts[" ".join(one.words[start:end])][kind] += 1
    return counts


def read_gum(folder: Path, part: str, usual: Mapping[str, Counter[str]]) -> list[Sentence]:
    """GUM's open genres with the names found in its mentions."""
    result = []
    for one in read_treebank(folder / "ud_gum" / f"{part}.conllu"):
        if one.document.split("_")[1] not in GUM_LEFT_OUT:
            words = [token.form for token in one.tokens]
            result.append(_from_tree(one, _with_groups(gum_names(one.tokens, usual), words, one.tokens), ()))
    return result


def guess_gaps(words: Sequence[str]) -> list[int]:
    """Gaps of a corpus that has lost its spaces, by the customs of print."""
    gaps = [SPACE] * len(words)
    quoted = False
    for place, word in enumerate(words):
        if place and (word in CLOSING or words[place - 1] in OPENING):
            gaps[place] = NO_GAP
        if word == '"':
            if quoted:
                gaps[place] = NO_GAP
            elif place + 1 < len(words):
                gaps[place + 1] = NO_GAP
            quoted = not quoted
    return gaps


def _from_columns(
    rows: Sequence[tuple[str, str]], table: Mapping[str, str], document: str, unmarked: Iterable[str]
) -> Sentence:
    words = tuple({"``": '"', "''": '"'}.get(word, word) for word, _ in rows)
    spans = _with_groups(renamed(spans_of([tag for _, tag in rows]), table), words)
    names = tuple(masks(len(words), spans, unmarked))
    return Sentence(document, False, words, tuple(guess_gaps(words)), None, names, tuple(spans))


def read_wikigold(folder: Path, held_out: bool) -> list[Sentence]:
    """Wikigold, in blocks of sentences of which every fifth is held out."""
    path = folder / "wikigold" / "wikigold.conll.txt"
    chosen = []
    for number, rows in enumerate(read_columns(path)):
        block = number // WIKIGOLD_BLOCK
        if (block % HELD_OUT_FOLD == HELD_OUT_FOLD - 1) == held_out:
            chosen.append(_from_columns(rows, WIKIGOLD, f"wikigold{block}", OPEN_KINDS))
    return chosen


def read_crossner(folder: Path, part: str) -> list[Sentence]:
    """CrossNER politics; each sentence stands alone."""
    path = folder / "crossner_politics" / f"{part}.txt"
    rows = enumerate(read_columns(path))
    return [_from_columns(one, CROSSNER, f"crossner{number}", ("NORP",)) for number, one in rows]


def _defence(document: str, words: list[str], gaps: list[int], tags: list[int]) -> Sentence:
    return Sentence(document, False, tuple(words), tuple(gaps), None, tuple(tags), certain=False)


def read_training(folder: Path) -> list[Sentence]:
    """All sentences that shape the weights."""
    ewt, wikigold = read_ewt(folder, "train"), read_wikigold(folder, held_out=False)
    crossner = [*read_crossner(folder, "train"), *read_crossner(folder, "dev")]
    gum = read_gum(folder, "train", usual_kinds([*ewt, *wikigold]))
    defence = [_defence(*one) for one in read_re3d(folder)]
    corpora = enumerate((ewt, gum, wikigold, crossner, defence))
    return [replace(one, customs=number) for number, sentences in corpora for one in sentences]


def windows(sentences: Sequence[Sentence], chance: random.Random, longest: int) -> Iterator[list[Sentence]]:
    """Runs of sentences of one document, each of random length up to `longest` words."""
    current: list[Sentence] = []
    target = chance.randint(8, longest)
    for one in sentences:
        size = sum(len(other.words) for other in current)
        if current and (one.document != current[0].document or size + len(one.words) > target):
            yield current
            current, target = [], chance.randint(8, longest)
        current.append(one)
    if current:
        yield current


class NamePool:
    """Names by kind and number of words, to put in place of those of a corpus."""

    PLACES = ("city", "capital", "admin1", "settlement", "country", "territory")
    BODIES = ("org", "party", "company", "armed", "govagency", "intlorg", "legislature", "media", "ministry")
    KINDS: Mapping[str, str] = dict.fromkeys(PLACES, "LOC") | dict.fromkeys(BODIES, "ORG") | {"person": "PERSON"}

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        self.names: dict[tuple[str, int], list[tuple[str, ...]]] = defaultdict(list)
        for kind, label in names:
            words = tuple(label.split())
            if 0 < len(words) <= 4 and all(word[0].isupper() for word in words):
                self.names[kind, len(words)].append(words)
                if kind == "PERSON" and len(words) == 2:
                    self.names[kind, 1].append(words[1:])

    @classmethod
    def read(cls, path: Path) -> "NamePool":
        """From a knowledge base file with the table `entity(label, type)`; labels in order of their text."""
        with sqlite3.connect(path) as base:
            rows = base.execute("select distinct type, label from entity order by type, label").fetchall()
        return cls((cls.KINDS[kind], label) for kind, label in rows if kind in cls.KINDS and label.isprintable())

    def substitute(self, one: Sentence, chance: random.Random, memory: dict[tuple[str, ...], tuple[str, ...]]) -> Sentence:
        """The sentence with other names of as many words; the same name gets the same substitute within `memory`."""
        words = list(one.words)
        for start, end, kind in one.spans:
            old = one.words[start:end]
            choices = self.names.get((kind, end - start))
            if choices and all(word[0].isupper() for word in old):
                words[start:end] = memory.setdefault(old, chance.choice(choices))
        return replace(one, words=tuple(words))


def recase(words: Sequence[str], style: str) -> tuple[str, ...]:
    """Words in lower case, upper case or with capitals as in a headline."""
    if style == "title":
        return tuple(word[:1].upper() + word[1:] for word in words)
    return tuple(word.lower() if style == "lower" else word.upper() for word in words)


def varied(run: Sequence[Sentence], chance: random.Random, pool: NamePool | None) -> list[Sentence]:
    """A copy of a window as it may meet us: other names, other capitals, wrapped lines, paragraphs."""
    result = list(run)
    if pool and chance.random() < 0.4:
        memory: dict[tuple[str, ...], tuple[str, ...]] = {}
        result = [pool.substitute(one, chance, memory) for one in result]
    draw = chance.random()
    style = "lower" if draw < 0.03 else "upper" if draw < 0.06 else "title" if draw < 0.08 else ""
    if style:
        result = [replace(one, words=recase(one.words, style)) for one in result]
    between = chance.choice((BLANK_LINE, BLANK_LINE, LINE, LINE, SPACE))
    wrap = chance.randint(9, 16) if chance.random() < 0.05 else 0
    return [_respaced(one, place, between, wrap) for place, one in enumerate(result)]


def _respaced(one: Sentence, place: int, between: int, wrap: int) -> Sentence:
    gaps = list(one.gaps)
    if wrap:
        gaps = [LINE if number % wrap == wrap - 1 and gap == SPACE else gap for number, gap in enumerate(gaps)]
    if not place or one.opens_paragraph:
        gaps[0] = BLANK_LINE if not place else between
    return replace(one, gaps=tuple(gaps))
