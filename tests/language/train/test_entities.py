"""Tests of names in the corpora."""

import pytest

from kg.language.train.conllu import Token
from kg.language.train.entities import NAME_TAGS, Span, bit, group_names, masks, renamed, spans_of


def tags(mask: int) -> set[str]:
    return {tag for tag in NAME_TAGS if mask & bit(tag)}


def test_names_are_certain_and_the_rest_open_to_unmarked_kinds() -> None:
    found = [tags(mask) for mask in masks(5, [(1, 3, "ORG"), (4, 5, "")], ["EVENT"])]
    assert found[1:3] == [{"B-ORG"}, {"I-ORG"}]
    assert found[0] == {"O", "B-EVENT", "I-EVENT"}
    assert found[4] == {"O", "B-NORP", "I-NORP", "B-EVENT", "I-EVENT"}


def test_nothing_is_open_where_all_kinds_are_marked() -> None:
    assert tags(masks(1, [], [])[0]) == {"O"}


@pytest.mark.parametrize(
    ("row", "spans"),
    [
        ("O B-PER I-PER O", [(1, 3, "PER")]),
        ("I-ORG I-ORG I-PER", [(0, 2, "ORG"), (2, 3, "PER")]),
        ("B-LOC B-LOC", [(0, 1, "LOC"), (1, 2, "LOC")]),
        ("O", []),
    ],
)
def test_spans(row: str, spans: list[Span]) -> None:
    assert spans_of(row.split()) == spans


def test_kinds_are_renamed_and_others_left_out() -> None:
    assert renamed([(0, 1, "PER"), (1, 2, "DATE")], {"PER": "PERSON"}) == [(0, 1, "PERSON")]


def make(form: str, xpos: str, dep: str) -> Token:
    return Token(form, form, "ADJ", xpos, "", 0, dep, "", 1)


def test_demonyms_are_found_inside_a_sentence() -> None:
    row = [
        make("German", "JJ", "amod"),
        make("and", "CC", "cc"),
        make("Bolivian", "JJ", "amod"),
        make("red", "JJ", "amod"),
        make("Internet", "NNP", "compound"),
        make("Kenyans", "NNPS", "obj"),
    ]
    assert [start for start, _, _ in group_names(row)] == [2, 5]
