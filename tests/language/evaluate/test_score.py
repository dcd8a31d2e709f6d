"""Tests of scores."""

import spacy
from spacy.tokens import Doc, Span

from kg.language.evaluate.gold import GoldDocument, GoldWord
from kg.language.evaluate.score import score_names, score_relations, score_trees, share

TEXT = "The EU left. It can't."
GOLD = GoldDocument(
    TEXT,
    (
        GoldWord(0, 3, "DET", (4, 6), "det"),
        GoldWord(4, 6, "PROPN", (7, 11), "nsubj"),
        GoldWord(7, 11, "VERB", (7, 11), "root"),
        GoldWord(11, 12, "PUNCT", (7, 11), "punct"),
    ),
    ((0, 12), (13, 22)),
    ((0, 6, "ORG"),),
)


def read(label: str = "ORG", dep: str = "nsubj", start: int = 1) -> Doc:
    words = ["The", "EU", "left", ".", "It", "can't", "."]
    doc = Doc(
        spacy.blank("en").vocab,
        words=words,
        spaces=[True, True, False, True, True, False, False],
        pos=["DET", "PROPN", "VERB", "PUNCT", "PRON", "AUX", "PUNCT"],
        heads=[1, 2, 2, 2, 5, 5, 5],
        deps=["det", dep, "ROOT", "punct", "nsubj", "ROOT", "punct"],
    )
    doc.set_ents([Span(doc, start, 2, label)])
    return doc


def test_perfect_reading() -> None:
    score = score_trees([GOLD], [read()])
    assert (score.cut, score.upos, score.uas, score.las, score.sentences) == (100, 100, 100, 100, 100)


def test_wrong_relation_costs_las_alone() -> None:
    score = score_trees([GOLD], [read(dep="obj")])
    assert (score.uas, score.las) == (100, 75)


def test_arcs_by_relation() -> None:
    scores = score_relations([GOLD], [read()], ["nsubj", "det", "obj"])
    assert (scores["det"].f1, scores["nsubj"].recall, scores["nsubj"].precision, scores["obj"].f1) == (100, 100, 50, 0)


def test_words_cut_otherwise_are_wrong() -> None:
    words = (*GOLD.words, GoldWord(16, 18, "AUX", (16, 18), "root"))
    score = score_trees([GoldDocument(TEXT, words, GOLD.sentences, ())], [read()])
    assert (score.cut, score.las) == (80, 80)


def test_names_with_or_without_determiner_are_the_same() -> None:
    assert score_names([GOLD], [read(start=0)], ["ORG"])["ORG"].f1 == score_names([GOLD], [read()], ["ORG"])["all"].f1 == 100


def test_wrong_kind_counts_for_neither() -> None:
    scores = score_names([GOLD], [read("LOC")], ["ORG", "LOC"])
    assert (scores["ORG"].recall, scores["LOC"].precision, scores["all"].f1) == (0, 0, 0)


def test_share() -> None:
    assert (share(3, 4, 6).precision, share(3, 4, 6).recall, share(3, 4, 6).f1) == (75, 50, 60)
    assert share(0, 0, 0).f1 == 0
