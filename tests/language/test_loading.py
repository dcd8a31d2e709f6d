"""Tests of loading and describing pipelines."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from kg.errors import ConfigError
from kg.language import describe, describe_scores, load
from kg.language.shipped import SUMS, folder_digest, list_sums, read_shipped

SHIPPED = sorted(read_shipped().folders)


@pytest.mark.parametrize("name", [None, *SHIPPED])
def test_shipped_pipeline_parses(name: str | None) -> None:
    doc = load(name)("Maria Lopez met the mayor of Lisbon. They talked for an hour.")
    assert [(token.pos_, token.dep_, token.head.text) for token in doc if token.text in ("met", "mayor", "talked")] == [
        ("VERB", "ROOT", "met"),
        ("NOUN", "obj", "met"),
        ("VERB", "ROOT", "talked"),
    ]
    assert [(entity.text, entity.label_) for entity in doc.ents] == [("Maria Lopez", "PERSON"), ("Lisbon", "LOC")]
    assert [sentence.text for sentence in doc.sents] == [
        "Maria Lopez met the mayor of Lisbon.",
        "They talked for an hour.",
    ]
    assert doc[2].lemma_ == "meet"


@pytest.mark.parametrize("name", SHIPPED)
def test_shipped_files_are_those_of_the_list(name: str) -> None:
    folder = read_shipped().folders[name]
    assert (folder / SUMS).read_text(encoding="utf-8").splitlines() == list_sums(folder)


def test_scores_are_told_of_the_files_that_were_measured_only() -> None:
    told = describe_scores(describe())
    assert told and re.fullmatch(r"LAS \d\d\.\d \(EWT test\), .*; names F1 \d\d\.\d .*", told)
    assert describe_scores(replace(describe(), digest="0" * 64)) is None
    assert describe_scores(replace(describe(), path=Path("elsewhere"))) is None


def test_describe_names_files_without_loading() -> None:
    info = describe()
    assert info.path == read_shipped().folders[read_shipped().default]
    assert info.version and len(info.digest) == 64
    assert info.digest == folder_digest(info.path)


def test_unknown_pipeline_is_a_configuration_error() -> None:
    with pytest.raises(ConfigError, match="no_such_pipeline"):
        load("no_such_pipeline")


def test_folder_of_a_saved_pipeline_loads(tmp_path: Path) -> None:
    load("news").to_disk(tmp_path / "copy")
    assert load(str(tmp_path / "copy"))("Rain fell.")[1].dep_ == "ROOT"
