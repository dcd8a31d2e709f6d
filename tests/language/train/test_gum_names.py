"""Tests of finding the name in a mention."""

from collections import Counter

from kg.language.train.conllu import Token
from kg.language.train.entities import Span
from kg.language.train.gum_names import gum_names, mentions

Rows = list[tuple[str, str, str, int, str, str]]

PEOPLE: Rows = [
    ("the", "DET", "DT", 2, "det", "Entity=(1-person-new"),
    ("Minister", "PROPN", "NNP", 2, "nmod:desc", "_"),
    ("Ida", "PROPN", "NNP", 6, "nsubj", "_"),
    ("Holm", "PROPN", "NNP", 2, "flat", "Entity=1)"),
    (",", "PUNCT", ",", 2, "punct", "_"),
    ("who", "PRON", "WP", 6, "nsubj", "Entity=(1-person-old)"),
    ("left", "VERB", "VBD", 6, "root", "_"),
]
BODY: Rows = [
    ("The", "DET", "DT", 3, "det", "Entity=(2-organization-new"),
    ("Royal", "ADJ", "NNP", 3, "amod", "_"),
    ("Norwegian", "ADJ", "NNP", 3, "amod", "_"),
    ("Academy", "PROPN", "NNP", 3, "root", "_"),
    ("of", "ADP", "IN", 5, "case", "_"),
    ("Music", "PROPN", "NNP", 3, "nmod", "Entity=2)"),
]


def make(rows: Rows) -> list[Token]:
    return [Token(form, form, upos, xpos, "", head, dep, misc, 1) for form, upos, xpos, head, dep, misc in rows]


def names(rows: Rows, usual: dict[str, Counter[str]] | None = None) -> list[tuple[str, str]]:
    tokens = make(rows)
    found: list[Span] = gum_names(tokens, usual or {})
    return [(" ".join(token.form for token in tokens[start:end]), kind) for start, end, kind in found]


def test_mentions_by_brackets() -> None:
    assert list(mentions(make(PEOPLE))) == [(0, 4, "person"), (5, 6, "person")]


def test_name_without_title_and_pronoun() -> None:
    assert names(PEOPLE) == [("Ida Holm", "PERSON")]


def test_name_of_a_body_with_what_it_is_for() -> None:
    assert names(BODY) == [("Royal Norwegian Academy of Music", "ORG")]


def test_acting_country_is_a_place_when_it_usually_is() -> None:
    rows: Rows = [("Chad", "PROPN", "NNP", 1, "nsubj", "Entity=(3-organization-new)"), ("voted", "VERB", "VBD", 1, "root", "_")]
    assert names(rows) == [("Chad", "ORG")]
    assert names(rows, {"Chad": Counter(LOC=3, ORG=1)}) == [("Chad", "LOC")]
