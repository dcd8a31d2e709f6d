"""Near-copies: found under other headlines, cut and wrapped; other reports of the same event are none."""

from __future__ import annotations

import random
import tracemalloc
from collections.abc import Iterator
from dataclasses import replace

import pytest
from datasketch import MinHash

from kg.intake import near_copies
from kg.intake.copies import SHINGLE, WORD, likeness, signature
from kg.model import Origin, Source, Span

NOUNS = "minister army border talks harbour raid treaty envoy city convoy village bridge deal troops council".split()
VERBS = "met left shelled praised rejected signed crossed reopened attacked welcomed".split()


def story(seed: int, sentences: int = 40) -> str:
    """A text of made-up sentences, the same for the same seed."""
    pick = random.Random(seed)
    return " ".join(
        f"The {pick.choice(NOUNS)} of the {pick.choice(NOUNS)} {pick.choice(VERBS)} the {pick.choice(NOUNS)} "
        f"{pick.randint(2, 99)} times."
        for _ in range(sentences)
    )


def source(name: str, text: str, published: str = "") -> Source:
    return Source(name, name, Origin(name), name, published=published, signature=signature(text, [Span(0, len(text))]))


def test_copies_point_at_the_earliest() -> None:
    text = story(1)
    sources = [
        source("cut", text[: len(text) // 2], "2024-03-13"),
        source("wire", text, "2024-03-12"),
        source("wrapped", story(8, 15) + text + story(9, 15), "2024-03-14"),
        source("renamed", "Another headline for the same story " + text, "2024-03-12"),
        source("other", story(2), "2024-03-11"),
    ]
    found = {copy.copy: copy for copy in near_copies(sources)}
    assert {name: copy.original for name, copy in found.items()} == {"cut": "renamed", "wire": "renamed", "wrapped": "renamed"}
    assert all(0.7 <= copy.similarity <= 1 for copy in found.values())


def test_order_does_not_matter() -> None:
    sources = [source(str(i), story(i % 4) + story(100 + i, 2), f"2024-03-{10 + i}") for i in range(12)]
    expected = near_copies(sources)
    assert len(expected) == 8
    for seed in range(5):
        mixed = random.Random(seed).sample(sources, len(sources))
        assert sorted(near_copies(mixed), key=lambda copy: copy.copy) == sorted(expected, key=lambda copy: copy.copy)


def test_short_texts_are_not_compared() -> None:
    assert signature("The ministers met.", [Span(0, 18)]) == ()
    assert near_copies([source("a", "The ministers met."), source("b", "The ministers met.")]) == []


def test_regions_alone_count() -> None:
    text = story(3)
    around = story(4) + text
    assert signature(around, [Span(len(around) - len(text), len(around))]) == signature(text, [Span(0, len(text))])


@pytest.mark.parametrize("kept", [0.25, 0.5, 0.9])
def test_estimates_agree_with_another_library(kept: float) -> None:
    one = story(5)
    other = one[: int(len(one) * kept)] + story(6, 10)

    def oracle(text: str) -> MinHash:
        words = WORD.findall(text.lower())
        made = MinHash(num_perm=256)
        for i in range(len(words) - SHINGLE + 1):
            made.update(" ".join(words[i : i + SHINGLE]).encode())
        return made

    ours = likeness(source("a", one).signature, source("b", other).signature)[0]
    assert ours == pytest.approx(oracle(one).jaccard(oracle(other)), abs=0.13)


def test_a_dated_original_wins_over_an_undated_copy() -> None:
    text = story(7)
    first = source("undated", text)
    assert [copy.copy for copy in near_copies([first, replace(first, key="dated", published="2024-03-12")])] == ["undated"]


def test_memory_does_not_grow_with_the_stories() -> None:
    pick = random.Random(1)

    def made(count: int) -> Iterator[Source]:
        for number in range(count):
            signed = (200, *(pick.getrandbits(32) for _ in range(128)))
            yield Source(f"{number}", f"{number}", Origin("many"), "", signature=signed)

    tracemalloc.start()
    try:
        assert near_copies(made(1500)) == []
        assert tracemalloc.get_traced_memory()[1] < 500_000
    finally:
        tracemalloc.stop()
