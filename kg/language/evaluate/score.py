"""Scores of a pipeline on gold documents, by offsets: a word that the pipeline cuts otherwise counts as wrong."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc

from kg.language.evaluate.gold import GoldDocument, GoldWord
from kg.language.train.entities import Span

DETERMINER = re.compile(r"^(the|a|an)\s+", re.IGNORECASE)
POSSESSIVE = re.compile(r"\s*['\u2019]s?$")


@dataclass(frozen=True)
class Share:
    """Precision, recall and F1 in per cent, rounded to one place, and how many there are in gold."""

    precision: float
    recall: float
    f1: float
    gold: int


@dataclass(frozen=True)
class TreeScore:
    """Per cent of gold words cut, tagged, attached, and attached with the right relation; F1 of whole sentences."""

    cut: float
    upos: float
    uas: float
    las: float
    sentences: float


def share(right: int, found: int, gold: int) -> Share:
    """Precision, recall and F1 of counts."""
    precision, recall = right / max(found, 1), right / max(gold, 1)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    return Share(round(100 * precision, 1), round(100 * recall, 1), round(100 * f1, 1), gold)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    part = text[start:end]
    return start + len(part) - len(part.lstrip()), end - (len(part) - len(part.rstrip()))


def read_all(nlp: Language, documents: Iterable[GoldDocument]) -> list[Doc]:
    """The documents as the pipeline reads them."""
    return list(nlp.pipe(one.text for one in documents))


def score_trees(documents: Sequence[GoldDocument], docs: Sequence[Doc]) -> TreeScore:
    """Tags, attachment and sentences over all words, punctuation too; relations with their subtypes."""
    counts: Counter[str] = Counter()
    sentences = [0, 0, 0]
    for gold, doc in zip(documents, docs, strict=True):
        counts.update(_count_words(gold.words, doc))
        known = {_trimmed(gold.text, *bounds) for bounds in gold.sentences}
        found = {_trimmed(gold.text, span.start_char, span.end_char) for span in doc.sents}
        sentences = [sentences[0] + len(known & found), sentences[1] + len(found), sentences[2] + len(known)]
    cut, upos, uas, las = (round(100 * counts[name] / max(counts["all"], 1), 2) for name in ("cut", "upos", "uas", "las"))
    return TreeScore(cut, upos, uas, las, share(*sentences).f1)


def _count_words(words: Iterable[GoldWord], doc: Doc) -> Counter[str]:
    tokens = {(token.idx, token.idx + len(token)): token for token in doc}
    counts: Counter[str] = Counter()
    for word in words:
        counts["all"] += 1
        token = tokens.get((word.start, word.end))
        if token is None:
            continue
        head = (token.head.idx, token.head.idx + len(token.head))
        attached = head == word.head
        counts["cut"] += 1
        counts["upos"] += token.pos_ == word.upos
        counts["uas"] += attached
        counts["las"] += attached and token.dep_.lower() == word.dep
    return counts


def score_relations(documents: Sequence[GoldDocument], docs: Sequence[Doc], relations: Sequence[str]) -> dict[str, Share]:
    """Arcs of the given relations: right when head, dependent and relation are."""
    right, found, known = Counter[str](), Counter[str](), Counter[str]()
    for gold, doc in zip(documents, docs, strict=True):
        wanted = {(word.start, word.end): (word.head, word.dep) for word in gold.words}
        known.update(dep for _, dep in wanted.values())
        for token in doc:
            head = (token.head.idx, token.head.idx + len(token.head))
            found[token.dep_] += 1
            right[token.dep_] += wanted.get((token.idx, token.idx + len(token))) == (head, token.dep_)
    return {dep: share(right[dep], found[dep], known[dep]) for dep in relations}


def _bare(text: str, name: Span) -> Span:
    """A name without the determiner before it and the possessive after it, on which corpora differ."""
    start, end, kind = name
    if found := DETERMINER.match(text[start:end]):
        start += found.end()
    if found := POSSESSIVE.search(text[start:end]):
        end = start + found.start()
    return start, end, kind


def score_names(documents: Sequence[GoldDocument], docs: Sequence[Doc], kinds: Sequence[str]) -> dict[str, Share]:
    """Names of exact extent and kind: by kind, and `all` together."""
    counts: dict[str, list[int]] = {kind: [0, 0, 0] for kind in kinds}
    for gold, doc in zip(documents, docs, strict=True):
        known = {_bare(gold.text, name) for name in gold.names}
        found = {_bare(gold.text, (entity.start_char, entity.end_char, entity.label_)) for entity in doc.ents}
        for kind in kinds:
            ours, theirs = ({name for name in names if name[2] == kind} for names in (found, known))
            for place, number in enumerate((len(ours & theirs), len(ours), len(theirs))):
                counts[kind][place] += number
    total = [sum(column) for column in zip(*counts.values(), strict=True)]
    return {"all": share(*total)} | {kind: share(*counts[kind]) for kind in kinds}
