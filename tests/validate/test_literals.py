"""Literals as values."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode

from kg.rdf.terms import XSD
from kg.validate.literals import below, value


@pytest.mark.parametrize(
    ("text", "datatype", "well_formed"),
    [
        ("7", XSD.integer, True), ("+7", XSD.integer, True), ("7.0", XSD.integer, False), ("", XSD.integer, False),
        ("0.5", XSD.decimal, True), (".5", XSD.decimal, True), ("1e3", XSD.decimal, False), ("NaN", XSD.decimal, False),
        ("2024-02-29", XSD.date, True), ("2023-02-29", XSD.date, False), ("2026-1-9", XSD.date, False),
        ("2026-01-09T10:00:00Z", XSD.dateTime, True), ("2026-01-09", XSD.dateTime, False),
        ("2026-01-09T24:61:00", XSD.dateTime, False), ("true", XSD.boolean, True), ("yes", XSD.boolean, False),
    ],
)  # fmt: skip
def test_well_formed(text: str, datatype: NamedNode, well_formed: bool) -> None:
    assert (value(Literal(text, datatype=datatype)) is not None) is well_formed


@pytest.mark.parametrize(
    ("left", "right", "or_equal", "expected"),
    [
        (Literal(2), Literal(10), False, True),
        (Literal(10), Literal(2), False, False),
        (Literal(2), Literal(2), False, False),
        (Literal(2), Literal(2), True, True),
        (Literal(2), Literal("2.5", datatype=XSD.decimal), False, True),
        (Literal("2026-01-09", datatype=XSD.date), Literal("2026-01-10", datatype=XSD.date), False, True),
        (Literal("2026-01-09", datatype=XSD.date), Literal(3), False, False),
        (Literal("x", datatype=XSD.date), Literal("2026-01-10", datatype=XSD.date), False, False),
        (Literal(True), Literal(True), True, False),
    ],
)
def test_order(left: Literal, right: Literal, or_equal: bool, expected: bool) -> None:
    assert below(left, right, or_equal=or_equal) is expected
