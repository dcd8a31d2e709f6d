"""Tables fit the terminal without losing a word, and nothing in them steers it."""

from __future__ import annotations

import pytest

from kg.query.wrap import harmless, paragraph, table

ROWS = [["Harbor Times", "a passage of quite some length that does not fit", "https://w3id.org/newskg/id/event/0123456789"]]


@pytest.mark.parametrize("width", [30, 60, 80, 120, 400])
def test_lines_fit_and_no_word_is_lost(width: int) -> None:
    shown = table(["outlet", "passage", "event"], ROWS, width)
    assert max(len(line) for line in shown.splitlines()) <= width
    for letter in set("".join(ROWS[0])) - {" "}:
        assert shown.replace("-", "").count(letter) >= "".join(ROWS[0]).replace("-", "").count(letter)


def test_rows_that_would_be_too_narrow_to_read_are_lists_of_their_cells() -> None:
    row = ["Harbor Times", "", "a passage of quite some length", "0123456789abcdefghij"]
    assert table(["outlet", "copies", "passage", "event"], [row, row], 40) == (
        2 * "\noutlet   Harbor Times\npassage  a passage of quite some length\nevent    0123456789abcdefghij\n"
    ).removeprefix("\n")


def test_without_a_width_each_row_is_one_line() -> None:
    assert len(table(["a", "b"], [["x\ny", "z" * 500]]).splitlines()) == 3


def test_no_rows_and_no_columns() -> None:
    assert table(["name"], []) == "name\n----\n"


@pytest.mark.parametrize("text", ["\x1b[2J", "a\x07b", "\u202eevil", "\x9b31m", "\x00"])
def test_control_characters_do_not_reach_the_terminal(text: str) -> None:
    assert "\N{REPLACEMENT CHARACTER}" in harmless(text)
    assert not set(harmless(text)) & set("\x1b\x07\u202e\x9b\x00")
    assert "\N{REPLACEMENT CHARACTER}" in table(["x"], [[text]])


def test_paragraphs_are_indented_and_fit() -> None:
    shown = paragraph("word " * 40, 40, "    ")
    assert all(line.startswith("    ") and len(line) <= 40 for line in shown.splitlines())
    assert shown.split() == ["word"] * 40
