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
