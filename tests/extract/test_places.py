"""Where events take place: the phrase that belongs to the event, not one that belongs to somebody in it."""

from collections.abc import Callable

import pytest

from kg.extract.actors import find_entities
from kg.extract.places import place_of
from kg.language.parsed import ParsedArticle

Read = Callable[[str], ParsedArticle]


def where(parsed: ParsedArticle, trigger: str) -> tuple[str, bool]:
    """Name of the place of the event whose trigger is the word, and whether it is only near it."""
    entities = find_entities(parsed)
    token = next(token for token in parsed.doc if token.text == trigger)
    key, near = place_of(entities, token)
    return (entities.by_key(key).name if key else "", near)


@pytest.mark.parametrize(
    ("text", "trigger", "place"),
    [
        ("The two ministers met in Lisbon on Monday.", "met", "Lisbon"),
        ("Soldiers arrested the general in Khartoum on Monday.", "arrested", "Khartoum"),
        ("The minister visited Peru last week.", "visited", "Peru"),
        ("The army withdrew its troops from Mali in May.", "withdrew", "Mali"),
        ("A drone hit an air base near Homs on Friday.", "hit", "Homs"),
        ("During the meeting, held at Linden Palace and attended by the mayor, Ana Ruiz spoke.", "meeting", "Linden Palace"),
        ("The meeting, held at Linden Palace, lasted an hour.", "meeting", "Linden Palace"),
        ("She received him in the port town of Gomera.", "received", "Gomera"),
        ("The Geneva talks ended on Sunday.", "talks", "Geneva"),
        ("Rebels attacked a convoy in northern Mali.", "attacked", "northern Mali"),
        ("Missiles struck Iraqi bases on Sunday, and troops fired rockets at bases in Syria.", "fired", "Syria"),
        ("Guards fought raiders in the Malian capital on Monday.", "fought", "Bamako"),
        ("Guards fought raiders in Kandahar province on Monday.", "fought", "Kandahar"),
        ("Rebels rammed a car packed with explosives into a wall in the port of Beira.", "rammed", "Beira"),
        ("Iran has sent fighters from Lebanon to Syria.", "sent", "Syria"),
        ("The shells came from Rwanda, and the attacks came from Uganda.", "attacks", ""),
    ],
)
def test_place_of_an_event(read: Read, text: str, trigger: str, place: str) -> None:
    assert where(read(text), trigger)[0] == place


@pytest.mark.parametrize(
    ("text", "trigger", "place"),
    [
        ("The navy seized a tanker off the coast of Yemen.", "seized", "coast of Yemen"),
        ("Militants ambushed a patrol near Gao on Tuesday.", "ambushed", "Gao"),
    ],
)
def test_near_a_place(read: Read, text: str, trigger: str, place: str) -> None:
    assert where(read(text), trigger) == (place, True)


def test_a_border_is_named_by_both_countries(read: Read) -> None:
    parsed = read("Soldiers clashed with smugglers along Mali's border with Niger.")
    assert where(parsed, "clashed") == ("Mali-Niger border", True)


def test_where_a_person_comes_from_is_no_place_of_the_event(read: Read) -> None:
    assert where(read("The defence minister in Oslo resigned."), "resigned") == ("", False)


def test_a_speaker_speaks_where_he_is(read: Read) -> None:
    assert where(read("The interior minister in Lima announced a new law."), "announced")[0] == "Lima"


def test_nothing_where_nothing_is_said(read: Read) -> None:
    assert where(read("The president criticised the parliament."), "criticised") == ("", False)
