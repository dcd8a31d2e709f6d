"""The table of words of saying: it loads, its words reach their frames, their forms are known."""

import pytest

from kg.extract.frames import mediums, speech


def test_table_is_as_wide_as_news_needs() -> None:
    table = speech()
    assert len(table.verbs) >= 250
    assert len(table.nouns) >= 60


def test_no_word_of_the_table_is_odd() -> None:
    table = speech()
    words = [*table.verbs, *table.nouns, *table.documents, *table.bodies, *table.relays]
    assert [word for word in words if not word.replace("-", "").replace(" ", "").isalpha()] == []


@pytest.mark.parametrize(
    ("form", "lemma"),
    [
        ("said", "say"), ("tells", "tell"), ("written", "write"), ("denied", "deny"), ("admitting", "admit"),
        ("tweeted", "tweet"), ("vowing", "vow"),
        ("labelled", "label"), ("spoke", "speak"), ("walked", ""), ("slammed", "slam"), ("bridge", ""),
    ],
)  # fmt: skip
def test_forms_lead_to_their_verb(form: str, lemma: str) -> None:
    assert speech().lemma(form) == lemma


@pytest.mark.parametrize(
    ("verb", "construction"),
    [
        ("say", "clause"), ("suggest", "clause_actor"), ("promise", "promise"), ("urge", "order"), ("call on", "order_on"),
        ("reject", "object"), ("call", "predicate"), ("propose", "gerund"), ("tell", "addressee_object"), ("deny", "denies"),
    ],
)  # fmt: skip
def test_constructions(verb: str, construction: str) -> None:
    assert getattr(speech().verbs[verb], construction) is True
    assert getattr(speech().verbs["smile"], construction) is False


def test_prepositions_of_the_object() -> None:
    verbs = speech().verbs
    assert "of" in verbs["accuse"].whole
    assert "as" in verbs["describe"].whole
    assert "for" in verbs["call"].preps
    assert verbs["smile"].whole == frozenset()


def test_platforms_have_one_name() -> None:
    assert mediums().platforms["Truth Social"] == "Truth Social"
    assert mediums().verbs["tweet"] in mediums().platforms.values()
