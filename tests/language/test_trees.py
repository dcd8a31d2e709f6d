"""Tests of the best tree."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.language.trees import best_tree, find_cycle


def is_tree(heads: list[int]) -> bool:
    own = any(head == place for place, head in enumerate(heads, 1))
    return heads.count(0) == 1 and not own and not find_cycle([0, *heads])


def best_by_trying(scores: np.ndarray) -> float:
    size = len(scores)
    trees = (list(heads) for heads in product(range(size + 1), repeat=size))
    return max(float(scores[np.arange(size), heads].sum()) for heads in trees if is_tree(heads))


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 3), st.randoms(use_true_random=False))
def test_no_tree_is_better(size: int, chance: object) -> None:
    generator = np.random.default_rng(chance.getrandbits(32))  # type: ignore[attr-defined]
    scores = generator.normal(size=(size, size + 1)).astype(np.float32)
    heads = best_tree(scores)
    assert is_tree(heads)
    assert scores[np.arange(size), heads].sum() == pytest.approx(best_by_trying(scores), abs=1e-4)


@settings(max_examples=40, deadline=None)
@given(st.integers(4, 40), st.integers(0, 2**32 - 1))
def test_long_sentences_give_one_root_and_no_cycle(size: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(size, size + 1)).astype(np.float32)
    assert is_tree(best_tree(scores))


def test_scores_are_not_changed() -> None:
    scores = np.zeros((3, 4), np.float32)
    best_tree(scores)
    assert not scores.any()


@pytest.mark.parametrize(("heads", "cycle"), [([0, 0, 1], set()), ([0, 2, 1, 1], {1, 2}), ([0, 2, 3, 1, 0], {1, 2, 3})])
def test_cycle_is_found(heads: list[int], cycle: set[int]) -> None:
    assert set(find_cycle(heads)) == cycle
