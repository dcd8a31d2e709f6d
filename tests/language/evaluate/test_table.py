"""Tests of the page of figures."""

from typing import Any

from kg.language.evaluate.table import as_markdown

ONE: dict[str, Any] = {
    "version": "1.2",
    "trees": {"EWT test": {"cut": 99.0, "upos": 96.0, "uas": 90.0, "las": 88.5, "sentences": 91.0}},
    "note": "an older network.",
    "relations": {"nsubj": {"precision": 90.0, "recall": 92.0, "f1": 91.0, "gold": 30}},
    "names": {"GUM news": {"all": {"precision": 70.0, "recall": 80.0, "f1": 74.7, "gold": 9}}},
    "cases": {"all": 95.5, "cases": 80.0},
    "cost": {"words_per_second": 6000, "load": 0.5, "memory": 300, "size": 28.0},
}


def test_page_holds_every_figure() -> None:
    page = as_markdown({"one": ONE}, ["other"], ["one"])
    for row in (
        "| one | EWT test | 99.0 | 96.0 | 90.0 | 88.5 | 91.0 |",
        "| one | GUM news | all | 70.0 | 80.0 | 74.7 | 9 |",
        "| all | 95.5 |",
        "| one | 1.2 | 6000 | 0.5 | 300 | 28.0 |",
        "| one | nsubj | 90.0 | 92.0 | 91.0 | 30 |",
        "one: an older network.",
        "not installed: other.",
        "Measured earlier: one.",
    ):
        assert row in page
