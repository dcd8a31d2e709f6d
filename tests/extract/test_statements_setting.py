"""Status, nesting, medium, addressee, occasion of statements, on the shipped pipeline."""

import pytest

from kg.extract import extract
from tests.extract.statement_reader import Read, statements


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Maria Lopez announced the plan.", "occurred"),
        ("Maria Lopez will announce the plan on Monday.", "planned"),
        ("Maria Lopez plans to announce new sanctions.", "planned"),
        ("Maria Lopez did not say that the bridge was closed.", "denied"),
        ("No group claimed responsibility.", "denied"),
    ],
)
def test_status(read: Read, text: str, status: str) -> None:
    assert [said.telling.status for said in statements(read, text)] == [status]


def test_statement_inside_a_statement_is_claimed(read: Read) -> None:
    outer, inner = statements(read, "Maria Lopez said John Miller had accused Norway of fraud.")
    assert (outer.speakers, outer.telling.status, outer.told_by) == (("Maria Lopez",), "occurred", ())
    assert (inner.speakers, inner.telling.status, inner.told_by) == (("John Miller",), "claimed", ("Maria Lopez",))


def test_outer_statement_is_about_the_inner(read: Read) -> None:
    reading = extract(read("Maria Lopez said John Miller had accused Norway of fraud."))
    outer, inner = (n for n, t in enumerate(reading.tellings) if t.cls == "Statement")
    assert inner in reading.tellings[outer].about


def test_i_in_a_quotation_is_its_speaker(read: Read) -> None:
    found = statements(read, '"I told John Miller that the bridge was closed," Maria Lopez said.')
    inner = next(said for said in found if said.telling.cue and said.telling.cue.text == "told")
    assert (inner.speakers, inner.told_by) == (("Maria Lopez",), ("Maria Lopez",))


@pytest.mark.parametrize(
    "text",
    [
        "According to Reuters, Maria Lopez said the bridge was closed.",
        "Reuters reported that Maria Lopez said the bridge was closed.",
    ],
)
def test_relaying_outlet_is_via_and_not_teller(read: Read, text: str) -> None:
    said = next(s for s in statements(read, text) if s.speakers == ("Maria Lopez",))
    assert (said.via, said.told_by, said.telling.status) == (("Reuters",), (), "occurred")


@pytest.mark.parametrize(
    ("text", "medium"),
    [
        ("Maria Lopez said in an interview that the bridge was closed.", "interview"),
        ("Maria Lopez wrote on Facebook that the bridge was closed.", "Facebook"),
        ("In a post on Telegram, Maria Lopez said the bridge was closed.", "Telegram"),
        ("At a news conference, Maria Lopez announced the plan.", "news conference"),
        ("Maria Lopez told CNN that the bridge was closed.", "CNN"),
        ("Maria Lopez tweeted that the bridge was closed.", "Twitter"),
    ],
)
def test_medium(read: Read, text: str, medium: str) -> None:
    (said,) = statements(read, text)
    assert len(said.medium) == 1
    assert said.medium[0].lower().endswith(medium.lower())


def test_no_medium_where_none_is_named(read: Read) -> None:
    (said,) = statements(read, "Maria Lopez said in March that the bridge was closed.")
    assert said.medium == ()


@pytest.mark.parametrize(
    ("text", "addressees"),
    [
        ("Norway urged Sweden to open the bridge.", ("Sweden",)),
        ("Maria Lopez told John Miller that the bridge was closed.", ("John Miller",)),
        ("Norway called on Sweden to open the bridge.", ("Sweden",)),
        ("Maria Lopez said to John Miller that the bridge was closed.", ("John Miller",)),
        ("Maria Lopez said that John Miller was ill.", ()),
        ("Norway accused Sweden of spying.", ()),
        ("Maria Lopez thanked John Miller for his help.", ("John Miller",)),
        ("Maria Lopez made an appeal to John Miller to open the bridge.", ("John Miller",)),
        ("Maria Lopez told a news conference that the bridge was closed.", ()),
        ("Norway pledges ten million crowns to the vaccine effort.", ()),
        ("Maria Lopez told 195 cadets that the bridge was closed.", ("195 cadets",)),
    ],
)
def test_addressee(read: Read, text: str, addressees: tuple[str, ...]) -> None:
    (said,) = statements(read, text)
    assert said.addressees == addressees


def test_occasion_goes_on(read: Read) -> None:
    text = "Speaking to CNN on Monday, Maria Lopez said the bridge was closed. She added that the road was open."
    first, second = statements(read, text)
    assert first.telling.occasion == second.telling.occasion != ""
    assert second.medium == first.medium
    assert second.addressees == first.addressees


def test_another_medium_is_another_occasion(read: Read) -> None:
    text = "Maria Lopez said on Facebook that the bridge was closed. In a letter, Maria Lopez said the road was open."
    first, second = statements(read, text)
    assert first.telling.occasion != second.telling.occasion
    assert (first.medium, second.medium) == (("Facebook",), ("letter",))


def test_statement_in_a_meeting_is_to_those_met(read: Read) -> None:
    said = statements(read, "Maria Lopez met John Miller in Oslo on Monday and stressed the need for trade.")[-1]
    assert said.addressees == ("John Miller",)
    assert said.medium == ("meeting",)


def test_day_of_the_content_is_not_the_day_of_the_statement(read: Read) -> None:
    (said,) = statements(read, "Maria Lopez criticized the army for the raid of 3 January 2020.")
    assert (said.telling.when.earliest, said.telling.when.text) == ("", "")


def test_day_of_the_statement(read: Read) -> None:
    (said,) = statements(read, "On 3 January 2020, Maria Lopez said that the bridge was closed.")
    assert (said.telling.when.earliest, said.telling.when.latest) == ("2020-01-03", "2020-01-03")


def test_demand_on_others_makes_them_no_audience(read: Read) -> None:
    text = "Maria Lopez urged all ministers to resign. She added that the bridge was closed."
    last = statements(read, text)[-1]
    assert last.addressees == ()


@pytest.mark.parametrize(
    "text",
    [
        "In a statement of 3 January 2020, Maria Lopez said that the bridge was closed.",
        "The bridge was closed in 2018, according to reports on 3 January 2020.",
    ],
)
def test_day_of_the_document_is_the_day_of_the_statement(read: Read, text: str) -> None:
    (said,) = statements(read, text)
    assert (said.telling.when.earliest, said.telling.when.latest) == ("2020-01-03", "2020-01-03")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Speaking to reporters in Oslo, Maria Lopez said that the bridge was closed.", "Oslo"),
        ("Maria Lopez said, speaking to reporters in Oslo, that the bridge was closed.", "Oslo"),
        ("An assembly of several ministers in Oslo denounced the treaty between Peru and Chile.", "Oslo"),
        ("Maria Lopez denounced the treaty between Peru and Chile.", ""),
        ("Maria Lopez called on Peru to open the bridge and deemed the treaty void.", ""),
    ],
)
def test_place_of_the_statement(read: Read, text: str, place: str) -> None:
    assert {said.names.get(said.telling.place, "") for said in statements(read, text)} == {place}


def test_all_who_meet_speak_in_the_meeting(read: Read) -> None:
    text = "Maria Lopez met John Miller in Oslo on Monday and stressed the need for trade."
    said = statements(read, f"{text} For his part, Miller praised the bridge.")[-1]
    assert (said.speakers, said.addressees, said.medium) == (("John Miller",), ("Maria Lopez",), ("meeting",))
    assert said.names[said.telling.place] == "Oslo"


def test_a_post_is_not_said_to_those_spoken_to(read: Read) -> None:
    text = "Maria Lopez wrote on Facebook that the bridge was closed. Lopez told reporters that the road was open."
    first, second = statements(read, text)
    assert (first.addressees, second.medium) == ((), ())


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Reuters cited Maria Lopez as saying the bridge was closed.", "the bridge was closed"),
        ("“We closed the bridge,” Reuters quoted Maria Lopez as saying.", "We closed the bridge,"),
    ],
)
def test_those_quoted_as_saying_speak(read: Read, text: str, content: str) -> None:
    (said,) = statements(read, text)
    assert (said.speakers, said.via, said.content) == (("Maria Lopez",), ("Reuters",), (content,))


def test_two_titles_before_a_name_are_one_speaker(read: Read) -> None:
    (said,) = statements(read, "Norwegian State Councilor and Foreign Minister Maria Lopez said the bridge was closed.")
    assert said.speakers == ("Maria Lopez",)


def test_an_organisation_that_reports_what_others_say_relays_it(read: Read) -> None:
    said = statements(read, "A Norwegian official said the bridge was closed, the Bergen Insider reported.")
    inner = next(s for s in said if "official" in s.speakers[0])
    assert (inner.telling.status, inner.told_by) == ("occurred", ())


def test_a_meeting_of_others_is_no_occasion_of_ones_own(read: Read) -> None:
    said = statements(read, "Fishermen praised Maria Lopez for opening the bridge during Miller’s meeting with the mayor.")[0]
    assert (said.speakers, said.addressees, said.medium) == (("fishermen",), (), ())


@pytest.mark.parametrize(
    ("text", "medium", "addressees"),
    [
        ("Maria Lopez gave an interview to CNN. She said the bridge was closed.", "CNN", ("CNN",)),
        ("CNN interviewed Maria Lopez. She said the bridge was closed.", "CNN", ("CNN",)),
        ("The May issue of Le Monde published an interview with Maria Lopez. She said it was late.", "Le Monde", ("Le Monde",)),
        ("Maria Lopez held a news conference. She said the bridge was closed.", "news conference", ()),
        ("Maria Lopez delivered a speech to reporters. She said the bridge was closed.", "speech", ("reporters",)),
    ],
)
def test_an_announced_occasion_lends_its_setting(read: Read, text: str, medium: str, addressees: tuple[str, ...]) -> None:
    said = statements(read, text)[-1]
    assert (said.medium, said.addressees) == ((medium,), addressees)


def test_an_occasion_long_ago_lends_nothing(read: Read) -> None:
    (said,) = statements(read, "Maria Lopez delivered a speech in 2015. She said the bridge was closed.")
    assert (said.medium, said.telling.when.earliest) == ((), "")


def test_the_statement_speaks_again_for_who_issued_it(read: Read) -> None:
    text = (
        "On 3 January 2020, the harbour authority released a statement saying the port was safe. A ferryman told CNN he was "
        'there. "No ships were lost and we will sail again;" read the statement; "we will not be stopped by this storm."'
    )
    said = statements(read, text)[-1]
    assert (said.speakers, said.telling.when.earliest) == (("harbour authority",), "2020-01-03")


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("In recent days, Norway has threatened to close the border.", ("2026-01-02", "2026-01-09")),
        ("Norway has repeatedly threatened to close the border.", ("", "2026-01-09")),
        ("They met after a row on Monday in which Maria Lopez accused Norway of fraud.", ("2026-01-05", "2026-01-05")),
        (
            "Norway fears the proclamation of a new state by Maria Lopez, which was made on Monday.",
            ("2026-01-05", "2026-01-05"),
        ),
        ("Norway held a vote in 2008 and split, but Maria Lopez claimed it was fair.", ("", "")),
    ],
)
def test_days_told_around_a_statement(read: Read, text: str, days: tuple[str, str]) -> None:
    (said,) = statements(read, text)
    assert (said.telling.when.earliest, said.telling.when.latest) == days
