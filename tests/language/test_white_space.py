"""Raw text with line breaks and double blanks: names and trees stay whole."""

from __future__ import annotations

import pytest
from spacy.language import Language

from kg.language import load


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load()


@pytest.mark.parametrize("gap", [" ", "  ", "\n", " \n ", "\t"])
def test_a_name_with_white_space_inside_is_one_name(gap: str, nlp: Language) -> None:
    doc = nlp(f"The minister met Angela{gap}Merkel in Berlin on Friday.{gap}They talked.")
    assert [" ".join(name.text.split()) for name in doc.ents if name.label_ == "PERSON"] == ["Angela Merkel"]
    assert len(doc.to_json()["ents"]) == len(doc.ents)


def test_white_space_alone_is_read(nlp: Language) -> None:
    assert [len(doc.ents) for doc in nlp.pipe([" \n ", "", "\n\nRome.\n"])][:2] == [0, 0]
