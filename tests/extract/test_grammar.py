"""Questions to a parse, on the shipped pipeline."""

from collections.abc import Callable

import pytest
from spacy.tokens import Token

from kg.extract import grammar as g
from kg.language.parsed import ParsedArticle

Read = Callable[[str], ParsedArticle]


def word(read: Read, text: str, form: str) -> Token:
    return next(t for t in read(text).doc if t.text == form)


@pytest.mark.parametrize(
    ("text", "verb", "subject"),
    [
        ("The minister left the hall.", "left", "minister"),
        ("The minister met Ana and praised the plan.", "praised", "minister"),
        ("The minister asked Ana to leave.", "leave", "Ana"),
        ("The minister promised to leave.", "leave", "minister"),
        ("The minister left, praising the plan.", "praising", "minister"),
        ("The officer who praised the plan left.", "praised", "officer"),
    ],
)
def test_subject_of(read: Read, text: str, verb: str, subject: str) -> None:
    found = g.subject_of(word(read, text, verb))
    assert found is not None
    assert found.text == subject


def test_passive_has_doer_and_undergoer(read: Read) -> None:
    verb = word(read, "The bridge was destroyed by the army.", "destroyed")
    doer, undergoer = g.doer_of(verb), g.undergoer_of(verb)
    assert g.is_passive(verb)
    assert (doer and doer.text, undergoer and undergoer.text) == ("army", "bridge")


def test_active_is_not_passive(read: Read) -> None:
    verb = word(read, "The army destroyed the bridge.", "destroyed")
    assert not g.is_passive(verb)
    assert g.agent_of(verb) is None


@pytest.mark.parametrize(
    ("text", "verb", "negated"),
    [
        ("The army did not attack the town.", "attack", True),
        ("The army never attacked the town.", "attacked", True),
        ("No group claimed the attack.", "claimed", True),
        ("The group claimed the attack.", "claimed", False),
    ],
)
def test_negated(read: Read, text: str, verb: str, negated: bool) -> None:
    assert g.negated(word(read, text, verb)) is negated


@pytest.mark.parametrize(
    ("text", "verb", "mood"),
    [
        ("They will meet on Monday.", "meet", "future"),
        ("They might meet on Monday.", "meet", "possible"),
        ("They would meet on Monday.", "meet", "conditional"),
        ("They must meet on Monday.", "meet", "obligation"),
        ("They met on Monday.", "met", ""),
    ],
)
def test_modality(read: Read, text: str, verb: str, mood: str) -> None:
    assert g.modality(word(read, text, verb)) == mood


def test_conditional_clause(read: Read) -> None:
    assert g.conditional(word(read, "We will go if they attack the town.", "attack"))
    assert not g.conditional(word(read, "They attack the town.", "attack"))


def test_coordination_is_spread(read: Read) -> None:
    head = word(read, "Ana, Ben and Carla left.", "Ana")
    assert [t.text for t in g.coordinated(head)] == ["Ana", "Ben", "Carla"]


def test_noun_phrase_leaves_relative_clause_out(read: Read) -> None:
    parsed = read("The old officer who praised the plan left.")
    start, end = g.noun_phrase(next(t for t in parsed.doc if t.text == "officer"))
    assert parsed.doc[start:end].text == "The old officer"


def test_case_of_phrase(read: Read) -> None:
    assert g.case_of(word(read, "He spoke on television.", "television")) == "on"
    assert g.case_of(word(read, "He spoke.", "He")) == ""
