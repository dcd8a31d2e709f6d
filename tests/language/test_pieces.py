"""Tests of cutting words into pieces."""

import pytest

from kg.language.pieces import FIRST, LAST, MASK, UNKNOWN, WordPieces, plain

VOCABULARY = [UNKNOWN, FIRST, LAST, MASK, "kyiv", "un", "##rest", "##s", "dvor", "##ako", "##va", "'", "s", "-", '"', "."]
PIECES = WordPieces(VOCABULARY)


@pytest.mark.parametrize(
    ("word", "pieces"),
    [
        ("Kyiv", ["kyiv"]),
        ("UNREST", ["un", "##rest"]),
        ("Dvořáková", ["dvor", "##ako", "##va"]),
        ("\u2019s", ["'", "s"]),
        ("\u201d", ['"']),
        ("\u2014", ["-"]),
        ("Kyiv\u2019s", ["kyiv", "'", "s"]),
        ("\u6771\u4eac", [UNKNOWN]),
        ("unx", [UNKNOWN]),
    ],
)
def test_longest_pieces_from_the_left(word: str, pieces: list[str]) -> None:
    assert [VOCABULARY[number] for number in PIECES.split(word)] == pieces


def test_word_without_any_piece_is_unknown() -> None:
    assert PIECES.split("\u0301") == (PIECES.unknown,)


def test_long_words_are_cut_short() -> None:
    assert len(PIECES.split("." * 40)) == 8


def test_plain_drops_accents_and_capitals() -> None:
    assert plain("Łódź – «ÇA»") == 'łodz - "ca"'
