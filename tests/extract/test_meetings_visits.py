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
        ("The Arab League will hold an emergency summit in Tunis on Sunday.", 1),
        ("Paul Stone said that the Arab League held a summit in Tunis on Sunday.", 1),
        ("The Arab League held an emergency summit in Tunis on Sunday.", 0),
        ("Paul Stone said that the company met a deadline on Friday.", 0),
        ("Paul Stone said that fans of the Arab League cheered during talks.", 0),
    ],
)
def test_a_body_alone_may_meet_where_it_is_not_told_as_a_fact(read: Read, text: str, count: int) -> None:
    assert len(met(read, text)) == count


def test_a_list_of_names_after_a_description_tells_who(read: Read) -> None:
    text = "Minister Paul Stone and his Greek and French counterparts, Ana Ruiz and Marie Dupont, met in Lisbon."
    assert met(read, text) == [{"paul stone", "ana ruiz", "marie dupont"}]


def test_north_and_south_korea_are_two(read: Read) -> None:
    assert met(read, "North and South Korea are negotiating a treaty.") == [{"north korea", "south korea"}]


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("The visit by a Japanese delegation to factories in Peru was a success.", [{"japanese delegation", "peru"}]),
        ("President Ana Ruiz inspected the Second Infantry Brigade.", [{"ana ruiz", "second infantry brigade"}]),
        ("President Ana Ruiz inspected the damage in Quito.", []),
        ("The foreign ministry of Peru received the first Greek trade mission.", 1),
        ("Peru would welcome skilled migrants.", []),
        ("Winners will receive a pair of tickets, said Ana Ruiz.", []),
        ("Ana Ruiz and Paul Stone spoke separately to the crowd.", []),
        ("Mr Stone was speaking to MPs amid fresh rumours of a rift with Ana Ruiz.", []),
        ("Paul Stone rejects Peru inquiry calls.", []),
    ],
)
def test_who_is_a_guest(read: Read, text: str, parties: list[set[str]] | int) -> None:
    found = met(read, text)
    assert (len(found) if isinstance(parties, int) else found) == parties


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("The prime minister chaired a cabinet meeting on Tuesday.", [{"cabinet", "prime minister"}]),
        ("The Northern Lakes Planning Group held a hearing. The next planning group meeting will be June 3.", None),
        ("The prime minister chaired a strategy meeting on Tuesday.", []),
    ],
)
def test_the_body_in_the_name_of_a_meeting_takes_part(read: Read, text: str, parties: list[set[str]] | None) -> None:
    assert met(read, text) == (parties if parties is not None else [{"northern lakes planning group"}])


@pytest.mark.parametrize(
    ("text", "status", "day"),
    [
        ("The summit between Peru and Chile will be on Friday.", "planned", "on Friday"),
        ("The talks between Peru and Chile were on Monday.", "occurred", "on Monday"),
        ("Mr Stone will tour a school before chairing a meeting with Ana Ruiz.", "planned", ""),
        ("Mr Stone toured a school before chairing a meeting with Ana Ruiz.", "occurred", ""),
    ],
)
def test_a_meeting_is_when_its_predicate_says(read: Read, text: str, status: str, day: str) -> None:
    found, _ = meetings(read, text)
    assert [(t.status, t.when.text) for t in found] == [(status, day)]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("The summit between Peru and Chile will be in Quito.", "quito"),
        ("The summit between Peru and Chile will be a success.", ""),
    ],
)
def test_a_meeting_is_where_its_predicate_says(read: Read, text: str, place: str) -> None:
    found, entities = meetings(read, text)
    assert [entities.by_key(t.place).name.lower() if t.place else "" for t in found] == [place]


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("President Ana Ruiz flew to London for a NATO summit.", [{"ana ruiz", "nato"}]),
        ("The minister flew to Lima for a holiday after a conference.", []),
        (
            "President Ana Ruiz met Chancellor Paul Stone. Both sides agreed to hold a summit in Quito.",
            [{"ana ruiz", "paul stone"}, {"ana ruiz", "paul stone"}],
        ),
    ],
)
def test_who_comes_for_a_summit(read: Read, text: str, parties: list[set[str]]) -> None:
    assert met(read, text) == parties


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("A summit between Peru and Chile was called off.", "cancelled"),
        ("A summit between Peru and Chile was called for.", "proposed"),
    ],
)
def test_what_is_called_off_is_cancelled(read: Read, text: str, status: str) -> None:
    assert [t.status for t in meetings(read, text)[0]] == [status]


def test_the_day_of_a_tweet_about_a_meeting_is_not_the_meetings(read: Read) -> None:
    found, _ = meetings(read, "Paul Stone confirmed reports of the meeting with Ana Ruiz in a tweet on Friday.")
    assert [t.when.text for t in found] == [""]


def test_the_day_right_behind_a_meeting_is_its_own(read: Read) -> None:
    found, _ = meetings(read, "Paul Stone confirmed the meeting on Friday with Ana Ruiz.")
    assert [t.when.text for t in found] == ["on Friday"]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Paul Stone speaks with Ana Ruiz by phone later this week.", "planned"),
        ("Paul Stone spoke with Ana Ruiz by phone earlier this week.", "occurred"),
    ],
)
def test_the_present_with_days_to_come_is_a_plan(read: Read, text: str, status: str) -> None:
    found, _ = meetings(read, text)
    assert [t.status for t in found] == [status]


def test_the_day_of_a_clause_with_since_is_not_the_meetings(read: Read) -> None:
    text = "Paul Stone spoke with Ana Ruiz on Wednesday, their first talks since troops seized the port in Beira on Saturday."
    found, _ = meetings(read, text)
    assert "on Saturday" not in {t.when.text for t in found}
