"""Tests of names that the text explains."""

import pytest
import spacy
from spacy.tokens import Doc, Span

from kg.language.repeats import FACTORY

Names = list[tuple[int, int, str]]


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        (
            "The World Food Programme ( WFP ) left . WFP trucks burned",
            [(1, 4, "ORG"), (9, 10, "PERSON")],
            ["World Food Programme ORG", "WFP ORG", "WFP ORG"],
        ),
        ("Bank of Japan ( BOJ ) cuts", [(0, 3, "ORG")], ["Bank of Japan ORG", "BOJ ORG"]),
        ("Bank of Japan ( Tokyo ) cuts Tokyo", [(0, 3, "ORG")], ["Bank of Japan ORG"]),
        ("Ada Cole spoke . Cole left", [(0, 2, "PERSON")], ["Ada Cole PERSON", "Cole PERSON"]),
        ("Ada Cole left Cole Valley", [(0, 2, "PERSON"), (3, 5, "LOC")], ["Ada Cole PERSON", "Cole Valley LOC"]),
        ("Paris Hall flew to Paris", [(0, 2, "PERSON"), (4, 5, "LOC")], ["Paris Hall PERSON", "Paris LOC"]),
        (
            "Ford cut jobs . Ford said . Ford and Ford left",
            [(0, 1, "ORG"), (4, 5, "ORG"), (7, 8, "PERSON")],
            ["Ford ORG", "Ford ORG", "Ford PERSON"],
        ),
        ("Ford cut jobs . Ford left", [(0, 1, "ORG"), (4, 5, "PERSON")], ["Ford ORG", "Ford PERSON"]),
        ("Ford cut . Ford and Ford and Ford", [(0, 1, "ORG"), (3, 4, "ORG"), (5, 6, "ORG")], ["Ford ORG"] * 4),
        ("Committee of the Red Cross left", [(0, 3, "ORG"), (3, 5, "ORG")], ["Committee of the Red Cross ORG"]),
        ("The Daily Courier of today", [(0, 1, "ORG"), (1, 4, "ORG")], ["The Daily Courier ORG"]),
        ("The Rome office", [(0, 1, "ORG"), (1, 2, "LOC")], ["Rome LOC"]),
        ("Nothing here", [], []),
    ],
)
def test_repeats_of_explained_names(text: str, before: Names, after: list[str]) -> None:
    words = text.split()
    doc = Doc(spacy.blank("en").vocab, words=words, pos=["PROPN"] * len(words))
    doc.set_ents([Span(doc, *span) for span in before])
    doc = spacy.blank("en").add_pipe(FACTORY)(doc)
    assert [f"{name.text} {name.label_}" for name in doc.ents] == after
