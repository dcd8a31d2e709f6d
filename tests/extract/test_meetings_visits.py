"""Visits, bodies that sit, lists after a description, and the two Koreas, on the shipped pipeline."""

import pytest

from tests.extract.telling import Read, meetings, names


def met(read: Read, text: str) -> list[set[str]]:
    """Who takes part in each meeting of a text."""
    found, entities = meetings(read, text)
    return [set(names(entities, telling, "participant")) for telling in found]


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("Chilean President Ana Ruiz visited Quito on Tuesday.", [{"ana ruiz", "ecuador"}]),
        ("The visit by a Japanese delegation to Peru in 2017 was a success.", [{"japanese delegation", "peru"}]),
        ("President Ana Ruiz visited troops on Monday.", [{"ana ruiz", "troops"}]),
        ("Minister Ana Ruiz paid a visit to Peru to speak with Li Na.", [{"ana ruiz", "li na"}]),
        ("The minister visited a museum in Quito.", []),
        ("Tourists visited Peru in large numbers.", []),
    ],
)
def test_who_visits_whom(read: Read, text: str, parties: list[set[str]]) -> None:
    assert met(read, text) == parties


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("The Arab League held an emergency summit in Tunis on Sunday.", 1),
        ("Union leaders met in Leeds on Friday.", 1),
        ("The company met a deadline on Friday.", 0),
        ("Fans of the Arab League cheered during talks.", 0),
    ],
)
def test_a_body_or_several_officials_alone_may_meet(read: Read, text: str, count: int) -> None:
    assert len(met(read, text)) == count


def test_a_list_of_names_after_a_description_tells_who(read: Read) -> None:
    text = "Minister Paul Stone and his Greek and French counterparts, Ana Ruiz and Marie Dupont, met in Lisbon."
    assert met(read, text) == [{"paul stone", "ana ruiz", "marie dupont"}]


def test_north_and_south_korea_are_two(read: Read) -> None:
    assert met(read, "North and South Korea are negotiating a treaty.") == [{"north korea", "south korea"}]
