"""Tests of the names of the defence corpus."""

import json
from pathlib import Path

from kg.language.train.entities import bit
from kg.language.train.re3d import OPEN, read_re3d

TEXT = "The Northern Guard met the Envoy. We saw Chad and Kenyan troops."
MENTIONS = [
    ("The Northern Guard", "Organisation"),
    ("the Envoy", "Person"),
    ("We", "Organisation"),
    ("Chad", "Location"),
    ("Kenyan", "Nationality"),
    ("Kenyan troops", "Organisation"),
]


def test_written_names_are_taken_and_other_mentions_left_open(tmp_path: Path) -> None:
    folder = tmp_path / "re3d" / "one"
    folder.mkdir(parents=True)
    entities = [
        {"documentId": "x", "begin": TEXT.index(value), "end": TEXT.index(value) + len(value), "type": kind, "value": value}
        for value, kind in MENTIONS
    ]
    (folder / "entities.json").write_text("\n".join(map(json.dumps, entities)), encoding="utf-8")
    (folder / "documents.json").write_text(json.dumps({"_id": "x", "text": TEXT}), encoding="utf-8")
    rows = [dict(zip(words, tags, strict=True)) for _, words, _, tags in read_re3d(tmp_path)]
    first, second = rows
    assert (first["Northern"], first["Guard"]) == (bit("B-ORG"), bit("I-ORG"))
    assert first["Envoy"] == second["We"] == second["troops"] == OPEN
    assert second["Chad"] == bit("B-LOC")
    assert first["met"] & bit("O") and not first["met"] & bit("B-ORG")
