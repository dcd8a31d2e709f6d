"""What a user writes for a parameter is read as its type, or refused with the form that is wanted."""

from __future__ import annotations

import pytest

from kg.errors import QueryError
from kg.query.values import read_value

KG = "https://w3id.org/newskg/ontology#"
WD = "http://www.wikidata.org/entity/"


@pytest.mark.parametrize(
    ("kind", "written", "value"),
    [
        ("node", "  Jane   Doe ", "Jane Doe"),
        ("node", "Q42", WD + "Q42"),
        ("node", "wd:Q42", WD + "Q42"),
        ("node", "id:event/1a", "https://w3id.org/newskg/id/event/1a"),
        ("node", "<urn:x>", "urn:x"),
        ("node", "https://w3id.org/newskg/id/event/1a", "https://w3id.org/newskg/id/event/1a"),
        ("node", "Operation: Dawn", "Operation: Dawn"),
        ("node", "Ve\u0301lez", "Vélez"),
        ("date", "2024-02-29", "2024-02-29"),
        ("status", "kg:denied", KG + "denied"),
        ("mode", "in-person", KG + "in-person"),
        ("kind", "drone-strike", KG + "drone-strike"),
        ("actor-kind", "ArmedGroup", KG + "ArmedGroup"),
    ],
)
def test_values(kind: str, written: str, value: str) -> None:
    assert read_value(kind, written, "x").value == value


@pytest.mark.parametrize(
    ("kind", "written"),
    [
        ("node", " "),
        ("date", "2023-02-29"),
        ("date", "20240229"),
        ("date", "9 Jan"),
        ("status", "Denied"),
        ("kind", "air strike"),
    ],
)
def test_what_is_not_of_the_type(kind: str, written: str) -> None:
    with pytest.raises(QueryError, match="--x: "):
        read_value(kind, written, "x")
