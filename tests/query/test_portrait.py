"""What is shown of a node is what the graph holds of it, within 80 columns."""

from __future__ import annotations

import pytest

from kg.query.explain import gather
from kg.query.portrait import portrait
from kg.query.sandbox import Local

ID = "https://w3id.org/newskg/id/"


def shown(story: Local, path: str, limit: int = 50) -> str:
    text = portrait(gather(story, ID + path), limit)
    assert max(len(line) for line in text.splitlines() if "<http" not in line) <= 80
    return text


@pytest.mark.parametrize(
    ("path", "parts"),
    [
        (
            "event/talks",
            [
                "meeting", "disagreesOn", "earliest; latest", "REPORTS (4)",
                "Meridian Press, 2026-03-03 (s3), characters 15-71",
                '"Velez and Reed held talks in the lakeside city on Monday"', "dateText on Monday; earliest 2026-03-02",
                "WHY THESE REPORTS TELL ONE EVENT", "0.82", "days 0.2: one apart", "Ana Vélez (id:entity/velez)",
            ],
        ),
        ("entity/un", ["United Nations", "wd:Q1065", "LINK", "confidence 0.97", "kind 0.2: an organization", "EVENTS (1)"]),
        ("entity/brandt", ["EVENTS (1)", "REPORTS THAT REST ON ITS WORD (2)", "tells of id:event/shelling"]),
        ("entity/meridian", ["ARTICLES (1)", "ARTICLES THAT CREDIT IT (1)", "Norland Daily, 2026-03-03 (s4)"]),
        ("source/s1", ["Velez and Reed meet in Geneva", "NEAR-COPIES (1)", "Coastal Web", "REPORTS IN THIS SOURCE (2)"]),
        ("source/s6", ["source", "two senior officials"]),
        ("report/strike7", ["report", "deathsLow", "A Sutrian drone hit a fuel depot"]),
        ("event/visit", ["planned", "2026-05-01"]),
        ("link/un", ["link", "linkTarget", "wd:Q1065"]),
    ],
)  # fmt: skip
def test_portraits(story: Local, path: str, parts: list[str]) -> None:
    text = " ".join(shown(story, path).split())
    for part in parts:
        assert part in text


def test_every_report_of_an_event_is_there_in_the_order_of_days(story: Local) -> None:
    text = shown(story, "event/border")
    places = [text.index(f"({name}), characters") for name in ("s1", "s2", "s3", "s7")]
    assert places == sorted(places)


def test_what_is_not_shown_is_counted(story: Local) -> None:
    assert "... and 3 more; --limit 0 shows all" in shown(story, "event/talks", limit=1)
    assert "more; --limit" not in shown(story, "event/talks", limit=0)
