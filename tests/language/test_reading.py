"""Tests of reading: sentence starts, name tags."""

import numpy as np
import pytest

from kg.language.features import BLANK_LINE, LINE, NO_GAP, SPACE
from kg.language.reading import allowed_moves, best_tags, sentence_starts

TAGS = ["O", "B-PERSON", "I-PERSON", "B-ORG", "I-ORG"]
MOVES = allowed_moves(TAGS)
YES, UNSURE, NO = 5.0, 0.5, -5.0


@pytest.mark.parametrize(
    ("scores", "tags"),
    [
        ([[0, 5, 0, 0, 0], [0, 0, 5, 0, 0], [5, 0, 0, 0, 0]], ["B-PERSON", "I-PERSON", "O"]),
        ([[5, 0, 0, 0, 0], [0, 2, 3, 0, 0]], ["O", "B-PERSON"]),
        ([[0, 1, 4, 0, 0], [0, 0, 5, 0, 0]], ["B-PERSON", "I-PERSON"]),
        ([[0, 5, 0, 4, 0], [0, 0, 0, 0, 5]], ["B-ORG", "I-ORG"]),
    ],
)
def test_tags_keep_to_the_allowed_moves(scores: list[list[float]], tags: list[str]) -> None:
    found = best_tags(np.array(scores, np.float32), MOVES)
    assert [TAGS[number] for number in found] == tags


Row = tuple[str, int, float]


@pytest.mark.parametrize(
    ("rows", "starts"),
    [
        ([("It", BLANK_LINE, NO), ("ended", SPACE, NO), (".", NO_GAP, NO), ("He", SPACE, YES)], ["It", "He"]),
        ([("Coup", BLANK_LINE, NO), ("Soldiers", BLANK_LINE, NO)], ["Coup", "Soldiers"]),
        ([("Cal.", BLANK_LINE, NO), (",", NO_GAP, YES), ("USA", SPACE, NO)], ["Cal."]),
        ([("It", BLANK_LINE, NO), ("ended", SPACE, NO), ("Minister", LINE, UNSURE)], ["It", "Minister"]),
        ([(".", BLANK_LINE, NO), ('"', SPACE, YES), ("We", NO_GAP, UNSURE)], [".", '"']),
        ([(".", BLANK_LINE, NO), ('"', SPACE, NO), ("We", NO_GAP, YES)], [".", '"']),
        ([("over", BLANK_LINE, NO), (".", NO_GAP, NO), ('"', NO_GAP, YES), ("He", SPACE, NO)], ["over", "He"]),
        ([("over", BLANK_LINE, NO), (",", NO_GAP, NO), ('"', NO_GAP, NO), ("He", BLANK_LINE, NO)], ["over", "He"]),
        ([("over", BLANK_LINE, NO), (",", NO_GAP, NO), ("\u201d", NO_GAP, NO), ("She", SPACE, YES)], ["over"]),
    ],
)
def test_sentence_starts(rows: list[Row], starts: list[str]) -> None:
    words, gaps, leads = (list(column) for column in zip(*rows, strict=True))
    found = sentence_starts(words, gaps, np.array(leads, np.float32))
    assert [word for word, start in zip(words, found, strict=True) if start] == starts
