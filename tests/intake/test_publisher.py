"""Outlets and wire credits."""

from __future__ import annotations

import pytest

from kg.intake.tables import load
from tests.intake.pages import BODY, article, wrapped

STORY = "\n\n".join(BODY)
PUBLISHERS = [
    ("", {"publisher": "BBC"}, "BBC News"),
    ("", {"url": "https://www.bbc.co.uk/news/1"}, "BBC News"),
    ("", {"url": "https://edition.cnn.com/x"}, "CNN"),
    ("\n\nWelcome to The Lund Courier, your trusted source for news.", {}, "The Lund Courier"),
    ("\n\nCopyright 2024 Lund Media Ltd. All rights reserved.", {}, "Lund Media"),
    (
        "\n\nA correspondent of the Lund Courier saw the soldiers leave.",
        {"url": "https://lundcourier.example/1"},
        "Lund Courier",
    ),
    ("", {"url": "https://unknown.example/1"}, "unknown.example"),
    ("", {}, ""),
]


@pytest.mark.parametrize(("after", "fields", "expected"), PUBLISHERS)
def test_publisher(after: str, fields: dict[str, str], expected: str) -> None:
    assert article(STORY + after, **fields).source.publisher == expected


CREDITS = [
    ("Lund, Mar 12 (AFP) - ", "", ("Agence France-Presse",)),
    ("", "\n\nAdditional sources • AFP", ("Agence France-Presse",)),
    ("", "\n\nCopyright 2024 The Associated Press. All rights reserved.", ("Associated Press",)),
    ("", "\n\nWith inputs from PTI", ("Press Trust of India",)),
    ("", "\n\nThe ministry told Reuters on Monday that no soldier had crossed the border.", ()),
]


@pytest.mark.parametrize(("before", "after", "expected"), CREDITS)
def test_credits(before: str, after: str, expected: tuple[str, ...]) -> None:
    assert article(before + STORY + after).source.credits == expected


def test_a_page_names_itself_and_its_source() -> None:
    source = article(wrapped()).source
    assert (source.publisher, source.credits) == ("The Daily Ledger", ("Agence France-Presse",))


def test_tables_hold_no_empty_names() -> None:
    assert all(host == host.lower() and name for host, name in load("outlets")["hosts"].items())
    assert all(form and name for form, name in load("agencies")["agencies"].items())
