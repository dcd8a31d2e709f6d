"""Tests of the way from ClearNLP's labels to ours."""

from typing import Any

import pytest
import spacy
from spacy.tokens import Doc, Span

from kg.language.schemes import FACTORY, add_scheme, read_schemes

Rows = list[tuple[str, str, int, str]]
"""Word, part of speech, place of the head, relation."""

CASES: dict[str, tuple[Rows, list[tuple[str, str, str]]]] = {
    "preposition under a noun and under a verb": (
        [
            ("Envoys", "NOUN", 3, "nsubj"),
            ("to", "ADP", 0, "prep"),
            ("Egypt", "PROPN", 1, "pobj"),
            ("met", "VERB", 3, "ROOT"),
            ("in", "ADP", 3, "prep"),
            ("Rome", "PROPN", 4, "pobj"),
        ],
        [("nmod", "Envoys", "Egypt"), ("case", "Egypt", "to"), ("obl", "met", "Rome"), ("case", "Rome", "in")],
    ),
    "agent of a passive": (
        [
            ("Guards", "NOUN", 2, "nsubjpass"),
            ("were", "AUX", 2, "auxpass"),
            ("shot", "VERB", 2, "ROOT"),
            ("by", "ADP", 2, "agent"),
            ("rebels", "NOUN", 3, "pobj"),
        ],
        [
            ("nsubj:pass", "shot", "Guards"),
            ("aux:pass", "shot", "were"),
            ("obl:agent", "shot", "rebels"),
            ("case", "rebels", "by"),
        ],
    ),
    "two prepositions in a row": (
        [
            ("fled", "VERB", 0, "ROOT"),
            ("out", "ADP", 0, "prep"),
            ("of", "ADP", 1, "prep"),
            ("town", "NOUN", 2, "pobj"),
        ],
        [("obl", "fled", "town"), ("case", "town", "out"), ("case", "town", "of")],
    ),
    "copula": (
        [
            ("Holm", "PROPN", 1, "nsubj"),
            ("is", "AUX", 1, "ROOT"),
            ("not", "PART", 1, "neg"),
            ("minister", "NOUN", 1, "attr"),
        ],
        [
            ("ROOT", "minister", "minister"),
            ("nsubj", "minister", "Holm"),
            ("cop", "minister", "is"),
            ("advmod", "minister", "not"),
        ],
    ),
    "coordination": (
        [
            ("Chile", "PROPN", 5, "nsubj"),
            (",", "PUNCT", 0, "punct"),
            ("Peru", "PROPN", 0, "conj"),
            ("and", "CCONJ", 2, "cc"),
            ("Cuba", "PROPN", 2, "conj"),
            ("agreed", "VERB", 5, "ROOT"),
        ],
        [("conj", "Chile", "Peru"), ("conj", "Chile", "Cuba"), ("cc", "Cuba", "and"), ("nsubj", "agreed", "Chile")],
    ),
    "raised object": (
        [
            ("They", "PRON", 1, "nsubj"),
            ("want", "VERB", 1, "ROOT"),
            ("him", "PRON", 4, "nsubj"),
            ("to", "PART", 4, "aux"),
            ("go", "VERB", 1, "ccomp"),
        ],
        [("obj", "want", "him"), ("xcomp", "want", "go"), ("nsubj", "want", "They")],
    ),
}


def make(rows: Rows) -> Doc:
    words, pos, heads, deps = (list(column) for column in zip(*rows, strict=True))
    lemmas = [{"is": "be", "were": "be"}.get(word, word) for word in words]
    return Doc(spacy.blank("en").vocab, words=words, pos=pos, heads=heads, deps=deps, lemmas=lemmas)


@pytest.mark.parametrize("title", CASES)
def test_structure_is_turned(title: str) -> None:
    rows, expected = CASES[title]
    doc = spacy.blank("en").add_pipe(FACTORY, config={"clear": True})(make(rows))
    found = {(token.dep_, token.head.text, token.text) for token in doc}
    assert set(expected) <= found
    assert len(list(doc.sents)) == 1


def test_names_of_people_are_flat_and_places_are_one_kind() -> None:
    doc = make(
        [
            ("Minister", "PROPN", 2, "compound"),
            ("Ida", "PROPN", 2, "compound"),
            ("Holm", "PROPN", 3, "nsubj"),
            ("left", "VERB", 3, "ROOT"),
            ("Norway", "PROPN", 3, "dobj"),
            ("Monday", "PROPN", 3, "npadvmod"),
        ]
    )
    doc.set_ents([Span(doc, 1, 3, "PERSON"), Span(doc, 4, 5, "GPE"), Span(doc, 5, 6, "DATE")])
    doc = spacy.blank("en").add_pipe(FACTORY, config={"clear": True})(doc)
    assert [(entity.text, entity.label_) for entity in doc.ents] == [("Ida Holm", "PERSON"), ("Norway", "LOC")]
    assert {(token.dep_, token.head.text, token.text) for token in doc} >= {
        ("flat", "Ida", "Holm"),
        ("nsubj", "left", "Ida"),
        ("compound", "Ida", "Minister"),
        ("obj", "left", "Norway"),
    }


def test_universal_dependencies_stay_as_they_are() -> None:
    doc = make([("Rain", "NOUN", 1, "nsubj"), ("fell", "VERB", 1, "ROOT"), ("here", "ADV", 1, "advmod")])
    before = [(token.dep_, token.head.i) for token in doc]
    assert [(token.dep_, token.head.i) for token in spacy.blank("en").add_pipe(FACTORY)(doc)] == before


def test_labels_of_the_parser_decide() -> None:
    nlp = spacy.blank("en")
    parser: Any = nlp.add_pipe("parser")
    parser.add_label("nsubjpass")
    add_scheme(nlp)
    scheme: Any = nlp.get_pipe(FACTORY)
    assert scheme.clear


def test_table_maps_to_known_kinds_only() -> None:
    assert set(read_schemes().names.values()) == {"PERSON", "ORG", "LOC", "NORP", "EVENT"}
