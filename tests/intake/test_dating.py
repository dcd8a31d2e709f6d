"""The day of publication: found where it is printed, settled where forms contradict, unknown where nothing tells."""

from __future__ import annotations

import pytest

from kg.intake.datelines import find_printed
from kg.intake.dating import gate, url_day
from tests.intake.pages import BODY, HEADLINE, article

STORY = "\n\n".join(BODY)
CASES = [
    ("", {}, ("", "none")),
    ("", {"published": "2024-03-12T08:00:00Z"}, ("2024-03-12", "given")),
    ("", {"published": "2024-02-30"}, ("", "none")),
    ("", {"url": "https://news.example/2024/03/12/talks"}, ("2024-03-12", "url")),
    ("", {"url": "https://news.example/20240312/c.html"}, ("2024-03-12", "url")),
    ("", {"url": "https://news.example/id/20241399"}, ("", "none")),
    ("Tuesday, March 12, 2024\n\n", {}, ("2024-03-12", "printed")),
    ("12 March 2024, 17:43 GMT\n\n", {}, ("2024-03-12", "printed")),
    ("March 32, 2024\n\n", {}, ("", "none")),
    ("Published: 2024-03-12\nUpdated: 2024-03-15\n\n", {}, ("2024-03-12", "printed")),
    ("Lund, Mar 12 (AFP) Mar 12, 2024 ", {}, ("2024-03-12", "printed")),
    ("Lund, Mar 12 (AFP) - ", {"url": "https://news.example/2024/03/13/talks"}, ("2024-03-13", "url")),
    ("Lund, Mar 12 (AFP) - ", {}, ("", "none")),
]


@pytest.mark.parametrize(("before", "fields", "expected"), CASES)
def test_day_and_basis(before: str, fields: dict[str, str], expected: tuple[str, str]) -> None:
    source = article(before + STORY, **fields).source
    assert (source.published, source.published_basis) == expected


def test_a_swapped_date_is_settled_by_the_weekdays_of_the_text() -> None:
    body = "The talks ended on Thursday. The two sides had met on Wednesday, after the raid of February 1. They will go on."
    source = article(f"{HEADLINE}\n\nFebruary 8, 2024 2 Min Read\n\nRelease date August 2, 2024 – 17:43\n\n{body}").source
    assert (source.published, source.published_basis) == ("2024-02-08", "evidence")
    assert source.printed == ("February 8, 2024", "August 2, 2024")
    assert any("contradict" in note for note in source.notes)


def test_a_contradiction_without_evidence_leaves_the_day_unknown() -> None:
    body = "The talks ended and the two sides had nothing to say to those who waited in front of the house."
    source = article(f"February 8, 2024\n\nAugust 2, 2024\n\n{body}").source
    assert (source.published, source.published_basis) == ("", "none")
    assert source.printed == ("February 8, 2024", "August 2, 2024")


def test_dates_of_other_articles_do_not_count() -> None:
    source = article(f"{STORY}\n\nLatest News\n\nPirates attack a freighter\nMarch 3, 2021").source
    assert (source.published, source.printed) == ("", ())


def test_a_numeric_date_may_mean_two_days() -> None:
    assert find_printed("03/04/2024")[0].days == ("2024-03-04", "2024-04-03")
    assert find_printed("30.04.2024")[0].days == ("2024-04-30",)


@pytest.mark.parametrize("value", ["0000-01-01", "2024-13-01", "soon", "", "99999-01-01"])
def test_no_day_comes_from_what_is_none(value: str) -> None:
    assert gate(value) == ""


def test_a_story_number_is_no_day() -> None:
    assert url_day("https://news.example/story/522179002") == ""
