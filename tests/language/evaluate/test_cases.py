"""Tests of the own news sentences and of the figures committed for them."""

import json
from pathlib import Path

import pytest
import spacy
from spacy.tokens import Doc

from kg.language import describe, load
from kg.language.evaluate.cases import Case, has_arc, read_cases, run_case, shares
from kg.language.shipped import WEIGHTS, read_shipped

CASES = read_cases(Path(__file__).parent.parent / "news_cases.toml")
FIGURES = Path(__file__).parents[2] / "quality" / "language.json"


def test_there_are_enough_cases_of_every_topic() -> None:
    topics = [case.topic for case in CASES]
    assert len(CASES) >= 120 and min(map(topics.count, set(topics))) >= 7
    assert len({case.text for case in CASES}) == len(CASES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.text[:40])
def test_arcs_and_names_are_in_the_text(case: Case) -> None:
    for name in case.names:
        assert name.split(" ", 1)[1] in case.text
    for arc in case.arcs:
        for choice in arc.split(" / "):
            _, head, word = choice.split(" ")
            assert any(one.partition("#")[0] in case.text for one in f"{head}|{word}".split("|"))


def test_arcs_with_alternatives_and_repeated_words() -> None:
    words = ["He", "said", "he", "ran"]
    doc = Doc(spacy.blank("en").vocab, words=words, heads=[1, 1, 3, 1], deps=["nsubj", "ROOT", "nsubj", "ccomp"])
    assert has_arc(doc, "nsubj said He") and has_arc(doc, "obj|ccomp said ran")
    assert has_arc(doc, "parataxis ran said / ccomp said ran")
    assert not has_arc(doc, "nsubj ran He") and not has_arc(doc, "nsubj said nobody")


@pytest.mark.parametrize("name", sorted(read_shipped().folders))
def test_shipped_files_give_the_committed_figures(name: str) -> None:
    nlp = load(name)
    found = shares([run_case(nlp, case) for case in CASES])
    committed = json.loads(FIGURES.read_text(encoding="utf-8"))[name]["cases"]
    # Other processors round otherwise; a few of some 770 facts may turn.
    assert found["all"] == pytest.approx(committed["all"], abs=1.0)
    assert found["cases"] == pytest.approx(committed["cases"], abs=4.0)


@pytest.mark.parametrize("name", sorted(read_shipped().folders))
def test_figures_beside_the_weights_are_those_of_the_table_and_of_these_files(name: str) -> None:
    committed = json.loads(FIGURES.read_text(encoding="utf-8"))[name]
    assert json.loads((WEIGHTS / f"{name}.figures.json").read_text(encoding="utf-8")) == committed
    assert committed["digest"] == describe(name).digest
