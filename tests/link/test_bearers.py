"""Which of several that bear a name is meant: by office and day, by who else is named, by where the article is at home."""

from __future__ import annotations

import pytest

from tests.link.make import entity, target, telling


@pytest.mark.parametrize(
    ("name", "neighbour", "day", "expected"),
    [
        ("Netanyahu", "Israel", "2019-06-01", "Q43723"),
        ("Netanyahu", "", "2019-06-01", "Q43723"),
        ("Netanyahu", "Japan", "2019-06-01", ""),
        ("Rouhani", "", "2019-06-01", "Q348144"),
        ("Rouhani", "", "2024-06-01", ""),
        ("Singh", "", "2011-06-01", ""),
    ],
)
def test_a_bare_surname_is_the_office_holder_of_the_day(name: str, neighbour: str, day: str, expected: str) -> None:
    speaker = entity("e0", "Person", name)
    others = (entity("e1", "Country", neighbour),) if neighbour else ()
    assert target(speaker, *others, day=day, tellings=[telling(("speaker", "e0"))]) == expected


def test_a_surname_that_somebody_in_the_article_bears_is_not_the_office_holder() -> None:
    bare, full = entity("e0", "Person", "Rouhani"), entity("e1", "Person", "Leila Rouhani")
    assert target(bare, full, day="2019-06-01", tellings=[telling(("speaker", "e0"))]) == ""
    match = [entity(f"e{n}", "Organization", name) for n, name in enumerate(("Harbour Arena", "Rovers FC", "Cup League"), 1)]
    assert target(bare, *match, day="2019-06-01", tellings=[telling(("speaker", "e0"))]) == ""


def test_a_minister_by_the_bare_surname_is_alone_of_that_name_and_at_home() -> None:
    told = [telling(("speaker", "e0"))]
    assert (
        target(entity("e0", "Person", "Livni"), entity("e1", "Country", "Israel"), day="2007-05-01", tellings=told) == "Q151796"
    )
    assert target(entity("e0", "Person", "Livni"), day="2007-05-01", tellings=told) == ""


def test_honorifics_are_no_part_of_a_name() -> None:
    leader = entity("e0", "Person", "Sayyid Ali Khamenei", titles=("Supreme Leader",), of=("Iran",))
    assert target(leader, entity("e1", "Country", "Iran"), day="2021-03-01") == "Q57336"


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Gaza", "Q39760"), ("Gaza Strip", "Q39760"), ("Gaza City", "Q47492"), ("West Bank", "Q36678"), ("Palestine", "Q219060")],
)
def test_the_parts_of_palestine_are_themselves(name: str, expected: str) -> None:
    assert target(entity("e0", "Place", name), entity("e1", "Country", "Israel")) == expected


def test_a_party_that_is_called_a_congress_is_no_parliament() -> None:
    country = entity("e1", "Country", "India")
    assert target(entity("e0", "Organization", "Indian National Congress"), country) == "Q10225"
    assert target(entity("e0", "Organization", "Indian parliament", of=("India",)), country) != "Q10225"


def test_a_title_that_the_sources_rarely_record_is_not_held_against_a_member_of_parliament() -> None:
    britain = entity("e1", "Country", "United Kingdom")
    assert (
        target(entity("e0", "Person", "Jeremy Corbyn", titles=("opposition leader",)), britain, day="2018-05-01") == "Q291169"
    )
    assert target(entity("e0", "Person", "Jeremy Corbyn", titles=("spokesman",)), britain, day="2018-05-01") == ""


def test_of_two_papers_of_one_name_the_one_at_home_is_meant() -> None:
    paper = entity("e0", "MediaOutlet", "The Guardian")
    assert target(paper, entity("e1", "Country", "France")) == "Q11148"
    assert target(paper, entity("e1", "Country", "Nigeria")) != "Q11148"


def test_the_dead_of_note_are_spoken_of() -> None:
    past = entity("e0", "Person", "Abraham Lincoln")
    assert target(past, entity("e1", "Country", "United States")) == "Q91"
    assert target(past, entity("e1", "Country", "United States"), tellings=[telling(("speaker", "e0"))]) == ""
