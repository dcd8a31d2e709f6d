"""Tests of lemma rules."""

import pytest

from kg.language.lemmas import Lemmas, apply_rule, rule_of

PAIRS = [
    ("said", "say"),
    ("Talks", "talk"),
    ("was", "be"),
    ("n't", "not"),
    ("better", "good"),
    ("Germans", "German"),
    ("NATO", "NATO"),
    ("MINISTERS", "minister"),
    ("\u2019s", "'s"),
]


@pytest.mark.parametrize(("form", "lemma"), PAIRS)
def test_rule_leads_back_to_the_lemma(form: str, lemma: str) -> None:
    assert apply_rule(rule_of(form, lemma), form) == lemma


def test_one_rule_serves_many_words() -> None:
    assert rule_of("cities", "city") == rule_of("parties", "party") == "3:y"


def test_rule_longer_than_the_word_leaves_it_in_lower_case() -> None:
    assert apply_rule("4:go", "Up") == "up"


TABLES = Lemmas(
    {"NOUN": {"talks": "talk"}, "ADJ": {"german": "German"}}, {"fled": "flee"}, frozenset(("fire", "fir", "visit", "carry"))
)


@pytest.mark.parametrize(
    ("form", "upos", "rule", "lemma"),
    [
        ("fired", "VERB", "2:", "fire"),
        ("Fled", "VERB", "l3:", "flee"),
        ("visited", "VERB", "1:", "visit"),
        ("carries", "VERB", "1:", "carry"),
        ("visit", "VERB", "1:", "visit"),
        ("tweeted", "VERB", "2:", "tweet"),
        ("TALKS", "NOUN", "l1:", "talk"),
        ("German", "ADJ", "l0:", "German"),
        ("Fired", "PROPN", "0:", "Fired"),
    ],
)
def test_tables_come_before_rules(form: str, upos: str, rule: str, lemma: str) -> None:
    assert TABLES.find(form, upos, rule) == lemma
