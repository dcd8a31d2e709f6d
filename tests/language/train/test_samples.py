"""Tests of training samples."""

import random
from dataclasses import replace

import pytest

from kg.language.features import BLANK_LINE, NO_GAP, SPACE
from kg.language.train.samples import NamePool, Sentence, guess_gaps, recase, varied, windows

HOLM = Sentence(
    "d", True, ("Ida", "Holm", "left", "Oslo"), (1, 1, 1, 1), None, (2, 4, 1, 32), ((0, 2, "PERSON"), (3, 4, "LOC"))
)


def test_windows_keep_documents_apart_and_sentences_whole() -> None:
    sentences = [replace(HOLM, document=name) for name in "aaaaabbbbbbbc"]
    runs = list(windows(sentences, random.Random(1), 12))
    assert [one for run in runs for one in run] == sentences
    assert all(len({one.document for one in run}) == 1 for run in runs)
    assert all(sum(len(one.words) for one in run) <= 12 for run in runs)


def test_names_are_replaced_by_others_of_as_many_words() -> None:
    pool = NamePool([("PERSON", "Ola Berg"), ("LOC", "Lima"), ("PERSON", "one Of These")])
    memory: dict[tuple[str, ...], tuple[str, ...]] = {}
    changed = pool.substitute(HOLM, random.Random(1), memory)
    assert changed.words == ("Ola", "Berg", "left", "Lima")
    assert changed.names == HOLM.names
    assert memory["Ida", "Holm"] == ("Ola", "Berg")


def test_variation_keeps_labels_and_numbers_of_words() -> None:
    chance = random.Random(5)
    for _ in range(60):
        first, second = varied([HOLM, HOLM], chance, None)
        assert len(first.words) == len(second.words) == len(HOLM.words)
        assert first.names == HOLM.names
        assert first.gaps[0] == BLANK_LINE and second.gaps[0] >= SPACE


@pytest.mark.parametrize(("style", "words"), [("lower", ("the", "eu")), ("upper", ("THE", "EU")), ("title", ("The", "EU"))])
def test_recase(style: str, words: tuple[str, ...]) -> None:
    assert recase(("the", "EU"), style) == words


def test_gaps_are_guessed_by_the_customs_of_print() -> None:
    words = 'He said : " Go ( now ) , please . "'.split()
    glued = [word for word, gap in zip(words, guess_gaps(words), strict=True) if gap == NO_GAP]
    assert glued == [":", "Go", "now", ")", ",", ".", '"']
