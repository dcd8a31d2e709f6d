"""Which sentences tell a meeting, and what they tell of it."""

import pytest

from tests.extract.telling import Read, all_named, cases, meetings, names

CASES = cases("meetings")


@pytest.mark.parametrize("case", CASES, ids=[c["frame"] for c in CASES])
def test_tells(read: Read, case: dict[str, str]) -> None:
    mode, status, parties = case["tells"].split(maxsplit=2)
    found, entities = meetings(read, case["text"])
    told = [(t.mode, t.status, names(entities, t, "participant")) for t in found]
    assert any(m == mode and s == status and all_named(parties, p) for m, s, p in told), told


@pytest.mark.parametrize("case", CASES, ids=[c["frame"] for c in CASES])
def test_tells_nothing(read: Read, case: dict[str, str]) -> None:
    assert meetings(read, case["none"])[0] == []


def test_a_definite_noun_takes_its_parties_from_the_meeting_before(read: Read) -> None:
    text = "President Boric met President Petro in Santiago on Monday. The meeting lasted an hour, officials said."
    found, entities = meetings(read, text)
    assert [t.trigger.text for t in found] == ["met", "meeting"]
    assert sorted(names(entities, found[1], "participant")) == sorted(names(entities, found[0], "participant"))
    assert entities.by_key(found[1].place).name == "Santiago"


def test_to_discuss_is_no_second_meeting(read: Read) -> None:
    found, _ = meetings(read, "Serbia and Kosovo held talks in Brussels to discuss the border.")
    assert [t.trigger.text for t in found] == ["talks"]


@pytest.mark.parametrize(
    "more",
    [
        "Prime Minister Lund was accompanied by Energy Minister Karin Berg.",
        "Also present were Energy Minister Karin Berg and Trade Minister Olaf Dahl.",
        "Energy Minister Karin Berg and Trade Minister Olaf Dahl were in attendance.",
    ],
)
def test_who_else_was_there_met_too(read: Read, more: str) -> None:
    text = f"President Sergio Costa received Prime Minister Anders Lund in Lisbon on Monday. {more}"
    found, entities = meetings(read, text)
    assert len(found) == 2
    assert all_named("costa+lund+berg", names(entities, found[1], "participant"))
    assert found[1].when.earliest == found[0].when.earliest != ""


def test_company_without_a_meeting_is_none(read: Read) -> None:
    assert meetings(read, "Prime Minister Anders Lund was accompanied by Energy Minister Karin Berg.")[0] == []


@pytest.mark.parametrize(
    "text",
    [
        "Prime Minister Anders Lund flew to Oslo on Monday, where he met President Sergio Costa.",
        "Prime Minister Anders Lund made an official visit to Oslo on Monday, where he met President Sergio Costa.",
    ],
)
def test_one_meets_where_and_when_one_went(read: Read, text: str) -> None:
    found, entities = meetings(read, text)
    met = next(t for t in found if t.trigger.text == "met")
    assert entities.by_key(met.place).name == "Oslo"
    assert met.when.earliest == "2026-01-05"


def test_the_goal_of_a_journey_is_the_place_of_its_purpose(read: Read) -> None:
    found, entities = meetings(read, "Foreign Minister Hana Okada left for Cairo on Wednesday to meet President Sergio Costa.")
    assert [entities.by_key(t.place).name for t in found] == ["Cairo"]


def test_brussels_is_a_place_where_one_meets_and_a_body_where_it_acts(read: Read) -> None:
    found, entities = meetings(read, "Foreign Minister Hana Okada met President Sergio Costa in Brussels on Tuesday.")
    assert [entities.by_key(t.place).name for t in found] == ["Brussels"]
    _, entities = meetings(read, "Brussels accused Rome of breaking the rules.")
    assert "European Union" in [e.name for e in entities.finish()]


def test_a_summit_with_a_name_is_no_talk_told_before(read: Read) -> None:
    text = "Hana Okada met Sergio Costa in Oslo. She will speak about it at the Summit of the Two Seas in Lima."
    found, _ = meetings(read, text)
    assert [t.trigger.text for t in found] == ["met"]


def test_what_is_called_good_took_place(read: Read) -> None:
    text = 'Hana Okada met Sergio Costa in Oslo. Costa called the meeting "excellent", saying he was encouraged.'
    found, _ = meetings(read, text)
    assert {t.status for t in found} == {"occurred"}


def test_a_meeting_named_twice_in_a_sentence_is_told_once(read: Read) -> None:
    text = "Hana Okada met Sergio Costa in Oslo. The meeting ended without a deal, said officials briefed on the meeting."
    found, _ = meetings(read, text)
    assert [t.trigger.text for t in found] == ["met", "meeting"]


def test_who_was_met_on_a_visit_belongs_to_the_visit(read: Read) -> None:
    found, entities = meetings(read, "President Hana Okada made a visit to Iraq, where she met leaders in Baghdad.")
    assert [names(entities, t, "participant") for t in found] == [["hana okada", "leaders"]]
