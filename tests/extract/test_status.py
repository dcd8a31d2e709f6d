"""How real an event is by the grammar of its sentence, and by who says so."""

import pytest
from spacy.tokens import Token

from kg.extract.attribution import in_time
from kg.extract.frames.events import all_forms, table
from kg.extract.status import judge
from kg.language.parsed import ParsedArticle
from kg.model import When
from tests.extract.telling import Read, actions, cases

MARKED = [(case["status"], text) for case in cases("status") for text in case["texts"]]


def marked(parsed: ParsedArticle, place: int) -> Token:
    return next(t for t in parsed.doc if parsed.start(t) == place)


@pytest.mark.parametrize(("status", "text"), MARKED)
def test_judge(read: Read, status: str, text: str) -> None:
    place = text.index("*")
    assert judge(marked(read(text.replace("*", "")), place)).status == status


def test_what_is_only_said_is_claimed_and_names_who_says_it(read: Read) -> None:
    found, entities = actions(read, "General Omar Diallo said rebels had shelled the town of Goma.")
    assert [(t.status, [entities.by_key(k).name for k in t.told_by]) for t in found] == [("claimed", ["Omar Diallo"])]


def test_what_is_admitted_is_a_fact(read: Read) -> None:
    found, _ = actions(read, "The army admitted that it had bombed the village of Sake.")
    assert [(t.status, t.told_by) for t in found] == [("occurred", ())]


def test_a_claim_that_the_outlet_tells_as_fact_is_one(read: Read) -> None:
    text = "The Taliban shelled the city of Kunduz on Monday. The governor said the Taliban had shelled the city of Kunduz."
    assert [t.status for t in actions(read, text)[0]] == ["occurred", "occurred"]


def test_a_day_after_publication_makes_a_plan(read: Read) -> None:
    talks = next(t for t in read("Next week's talks in Rome").doc if t.text == "talks")
    assert in_time("occurred", When("2020-02-10", "2020-02-16", "Next week"), talks, "2020-02-03") == "planned"
    assert in_time("occurred", When("2020-02-01", "2020-02-01", "Saturday"), talks, "2020-02-03") == "occurred"


def test_no_word_governs_in_two_ways() -> None:
    for section in ("verbs", "adjectives", "adverbs"):
        words = [word for group in table("status")[section].values() for word in set(group)]
        assert sorted({w for w in words if words.count(w) > 1}) == []


def test_forms_of_nouns() -> None:
    assert all_forms(["army", "gunman"]) == {"army", "armies", "gunman", "gunmen", "gunmans"}
