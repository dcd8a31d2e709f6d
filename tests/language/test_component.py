"""Tests of the component that reads with the transformer, with the weights that ship."""

import pickle
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from kg.language import load
from kg.language.component import FACTORY

LONG = "The envoy of Mali met Ms. Ada Cole in Rome on Monday, and they spoke about the truce, officials said. "
TEXTS = [
    "Rebels seized Goma.",
    'Talks open in Oslo\n\nIda Holm, the minister, said: "We will stay."\n"No one left," she added.',
    LONG * 30,
    "",
    "  \n ",
    "Žaneta Dvořáková wandte sich 東京 \U0001f600 https://example.org/a?b=c",
]


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load("news")


def labels(doc: Doc) -> list[tuple[str, ...]]:
    return [
        (t.text, t.pos_, t.tag_, str(t.morph), t.lemma_, t.dep_, str(t.head.i), t.ent_iob_, t.ent_type_, str(t.is_sent_start))
        for t in doc
    ]


def test_outcome_does_not_depend_on_the_batch(nlp: Language) -> None:
    alone = [labels(nlp(text)) for text in TEXTS]
    assert [labels(doc) for doc in nlp.pipe(TEXTS, batch_size=2)] == alone
    assert [labels(doc) for doc in nlp.pipe(reversed(TEXTS), batch_size=64)] == alone[::-1]


def test_outcome_is_the_same_in_a_memory_zone(nlp: Language) -> None:
    expected = labels(nlp(TEXTS[1]))
    for _ in range(3):
        with nlp.memory_zone():
            assert labels(nlp(TEXTS[1])) == expected
    assert labels(nlp(TEXTS[1])) == expected


@pytest.mark.parametrize("text", TEXTS)
def test_every_sentence_is_a_tree_and_no_name_leaves_it(nlp: Language, text: str) -> None:
    doc = nlp(text)
    for sentence in doc.sents:
        assert sum(token.head is token or token.head.i == token.i for token in sentence) == 1
        assert all(token.head.sent == sentence for token in sentence)
    assert all(entity.sent.start <= entity.start and entity.end <= entity.sent.end for entity in doc.ents)
    assert all(token.pos_ and token.tag_ and token.dep_ for token in doc)


def test_long_text_is_read_evenly(nlp: Language) -> None:
    doc = nlp(LONG * 30)
    assert len(list(doc.sents)) == 30
    assert len({tuple(token.dep_ for token in sentence) for sentence in doc.sents}) <= 3
    assert sum(entity.text == "Ada Cole" for entity in doc.ents) == 30


def test_given_sentence_starts_are_kept(nlp: Language) -> None:
    words = ["Army", "takes", "port", "Troops", "moved", "in", "."]
    doc = Doc(nlp.vocab, words=words, sent_starts=[True, None, None, True, None, None, None])
    assert [sentence.text.strip() for sentence in nlp(doc).sents] == ["Army takes port", "Troops moved in ."]


def test_features_and_lemmas(nlp: Language) -> None:
    doc = nlp("The ministers were not told.")
    assert [token.lemma_ for token in doc] == ["the", "minister", "be", "not", "tell", "."]
    assert "Number=Plur" in str(doc[1].morph) and "Tense=Past" in str(doc[2].morph)


def test_several_processes_read_alike(nlp: Language) -> None:
    pipe = nlp.get_pipe(FACTORY)
    copy = pickle.loads(pickle.dumps(pipe.reader))  # type: ignore[attr-defined]
    words, gaps = ["Rebels", "seized", "Goma", "."], [3, 1, 1, 0]
    assert copy.read(words, gaps).deps.tolist() == pipe.reader.read(words, gaps).deps.tolist()  # type: ignore[attr-defined]


def test_component_without_weights_says_so() -> None:
    empty = spacy.blank("en")
    empty.add_pipe(FACTORY)
    with pytest.raises(ValueError, match="no weights"):
        empty("Rain fell.")


def test_saved_copy_reads_alike(nlp: Language, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path / "copy")
    assert labels(load(str(tmp_path / "copy"))(TEXTS[1])) == labels(nlp(TEXTS[1]))
