"""Tests of what the network is told of a word beside its pieces."""

import zlib
from pathlib import Path

import numpy as np
import pytest

from kg.language.features import (
    BLANK_LINE,
    COARSE,
    ENDINGS,
    FINE,
    GAPS,
    LINE,
    NO_GAP,
    SHAPES,
    SPACE,
    Features,
    gap_of,
    shape_of,
)

KNOWN = {"May": 3, "may": 5, "talks": 7}


def make() -> Features:
    words = sorted((zlib.crc32(word.encode()), cluster) for word, cluster in KNOWN.items())
    return Features(
        np.array([key for key, _ in words], np.uint32),
        np.array([cluster for _, cluster in words], np.uint16),
        np.array([0, 1, 1, 1, 2, 2, 2, 2], np.uint16),
    )


@pytest.mark.parametrize(
    ("word", "cluster"), [("May", (3, 1)), ("may", (5, 2)), ("MAY", (5, 2)), ("Talks", (7, 2)), ("Zzz", (0, 0))]
)
def test_cluster_as_written_then_in_lower_case(word: str, cluster: tuple[int, int]) -> None:
    row = make().rows([word], [SPACE])[0]
    assert tuple(row[4:]) == cluster


def test_rows_keep_to_the_sizes_of_their_columns() -> None:
    words = ["Paris", "said", "U.S.", "2026", "\u201c", "x1", "McCain", "\u6771\u4eac", "-"]
    rows = make().rows(words, [NO_GAP, SPACE, LINE, BLANK_LINE, 0, 1, 2, 3, 0])
    assert rows.shape == (len(words), 6)
    assert (rows >= 0).all() and (rows < np.array([SHAPES, ENDINGS, ENDINGS, GAPS, FINE, COARSE])).all()
    assert rows[:4, 3].tolist() == [NO_GAP, SPACE, LINE, BLANK_LINE]


def test_words_that_differ_in_capitals_differ_in_shape() -> None:
    assert len({shape_of(word) for word in ("may", "May", "MAY", "mAy")}) == 4


@pytest.mark.parametrize(
    ("between", "gap"), [("", 0), (" ", 1), ("\t", 1), ("\n", 2), (" \n ", 2), ("\n\n", 3), ("\n \n\n", 3)]
)
def test_gap(between: str, gap: int) -> None:
    assert gap_of(between) == gap


def test_table_is_read_from_its_file(tmp_path: Path) -> None:
    made = make()
    np.savez_compressed(tmp_path / "clusters.npz", words=made.words, fine=made.fine, coarse=made.coarse)
    assert Features.read(tmp_path / "clusters.npz").cluster("talks") == 7
