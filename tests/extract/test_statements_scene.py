"""Where something was said, told by the words around it, on the shipped pipeline."""

import pytest

from kg.extract import extract
from tests.extract.statement_reader import Read, statements


def places(read: Read, text: str) -> list[str]:
    """The place of each statement of a text, "" where it has none."""
    reading = extract(read(text))
    names = {entity.key: entity.name for entity in reading.entities}
    return [names.get(t.place, "") for t in reading.tellings if t.cls == "Statement"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Arriving in Lisbon for talks, Maria Lopez said the harbour would stay open.", "Lisbon"),
        ("During a visit to Lisbon, Maria Lopez promised more ships.", "Lisbon"),
        ("The mayors, meeting in Lisbon on Sunday, condemned the plan.", "Lisbon"),
        ("On Friday in Lisbon, as part of a long tour, Maria Lopez said that the harbour was safe.", "Lisbon"),
        ("Maria Lopez invited John Miller to visit Lisbon.", ""),
        ("Maria Lopez announced a visit to Lisbon.", ""),
        ("The river in Lisbon is low, but the mayor's sons have said their father knew it.", ""),
        ("Maria Lopez grew up in Lisbon and said the harbour was safe.", ""),
    ],
)
def test_the_scene_of_a_statement_stands_beside_its_cue(read: Read, text: str, place: str) -> None:
    assert places(read, text)[:1] == [place]


def test_a_statement_right_after_a_meeting_has_its_place(read: Read) -> None:
    assert places(read, "Maria Lopez met John Miller in Lisbon on Monday. She called for patience.") == ["Lisbon"]


def test_a_statement_with_a_medium_of_its_own_was_not_made_at_the_meeting(read: Read) -> None:
    text = "Maria Lopez met John Miller in Lisbon on Monday. In a letter to the council she called for patience."
    assert places(read, text) == [""]


def test_a_statement_takes_no_day_from_another_paragraph_where_several_were_told(read: Read) -> None:
    text = "Maria Lopez left on Sunday. The harbour closed on Monday.\n\nJohn Miller said the ships were safe."
    assert [said.telling.when.text for said in statements(read, text)] == [""]
    assert [said.telling.when.earliest for said in statements(read, text)] == [""]


def test_a_day_in_the_clause_of_the_occasion_is_that_of_the_statement(read: Read) -> None:
    said = statements(read, "When Maria Lopez called in August, she congratulated the team.")
    assert [s.telling.when.text for s in said] == ["in August"]


def test_a_message_that_announces_is_one_statement(read: Read) -> None:
    said = statements(read, "Maria Lopez posted a message on Facebook on Tuesday announcing she had won.")
    assert [(s.speakers, s.telling.medium, s.telling.when.text) for s in said] == [
        (("Maria Lopez",), ("Facebook",), "on Tuesday")
    ]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("According to a senior official, Lopez is gathering the mayors.", "senior official"),
        ("It was late, a spokesman for the joint forces command in Lisbon said.", "spokesman"),
        ("Asked about the plan, Maria Lopez said she was against it.", "Maria Lopez"),
    ],
)
def test_who_speaks_beside_other_names(read: Read, text: str, speaker: str) -> None:
    assert [said.speakers for said in statements(read, text)] == [(speaker,)]


def test_hearers_at_the_end_of_a_lead(read: Read) -> None:
    text = (
        "Air raids hit a depot and killed 20 militants, spokesman Paul Stone told reporters. He added that more would follow."
    )
    assert [said.addressees for said in statements(read, text)] == [("reporters",), ("reporters",)]


def test_those_spoken_to_before_the_cue_hear(read: Read) -> None:
    said = statements(read, "Speaking to the village elders, Paul Stone said the road would be mended.")
    assert [s.addressees for s in said] == [("village elders",)]


def test_an_unnamed_source_is_also_called_by_the_whole_phrase(read: Read) -> None:
    reading = extract(read("A source inside the ministry told the paper that the harbour was closed."))
    source = next(entity for entity in reading.entities if "source" in entity.name)
    assert "source inside the ministry" in source.names


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Maria Lopez warned the council of new attacks.", ("new attacks",)),
        ("Maria Lopez informed John Miller of the latest floods.", ("the latest floods",)),
        ("The elders thanked the army for restoring peace.", ("the army for restoring peace",)),
    ],
)
def test_what_hearers_are_told_of(read: Read, text: str, content: tuple[str, ...]) -> None:
    assert [said.content for said in statements(read, text)] == [content]


def test_who_is_robbed_of_something_hears_nothing(read: Read) -> None:
    assert not statements(read, "Maria Lopez robbed the bank of two million.")
