"""Events are called something that a person understands."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Any

import pytest

from kg.model import Event, When
from kg.rdf.iri import Minter
from kg.rdf.labels import Labels
from kg.rdf.quads import event_quads
from kg.rdf.terms import RDFS_LABEL
from tests import factories as make

DAY = When("2026-01-07", "2026-01-07")


@pytest.fixture
def labels() -> Iterator[Labels]:
    with Labels() as found:
        found.note(make.actor())
        found.note(make.actor(make.TRUMP, "Luis Mora"))
        found.note(make.actor(make.AFP, "Agence Example"))
        found.note(make.place())
        yield found


def event(telling: Any, **values: Any) -> Event:
    return dataclasses.replace(make.event(make.report(telling)), **values)


MANY = tuple(("participant", key) for key in (make.PETRO, make.TRUMP, make.AFP, make.BOGOTA))
LONG = make.passage("word " * 40)


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (event(make.statement()), 'Ana Rojas: "The border stays open."'),
        (event(make.statement(status="denied", roles=())), 'somebody: "The border stays open." (denied)'),
        (event(make.statement(content=(make.passage("one\n"), make.passage("two")))), "Ana Rojas: one ... two"),
        (event(make.statement(content=(LONG,))), "Ana Rojas: " + " ".join(["word"] * 18) + " ..."),
        (event(make.meeting(place=""), when=DAY), "Ana Rojas and Luis Mora, in person, 2026-01-07 (planned)"),
        (event(make.meeting(mode="unknown", status="occurred")), "Ana Rojas and Luis Mora, in Sucre"),
        (event(make.meeting(roles=MANY, place="")), "Ana Rojas, Luis Mora, Agence Example and others, in person (planned)"),
        (event(make.action(), when=When("2026-01-03", "")),
         "drone strike by Luis Mora on Sucre, near Sucre, 2026-01-03 to ... (claimed)"),
        (event(make.action(kind="other", status="occurred", roles=(), place="actor:unknown")), "military action"),
    ],
)  # fmt: skip
def test_labels(labels: Labels, told: Event, expected: str) -> None:
    assert labels.of(told) == expected


def test_an_event_carries_its_label(labels: Labels) -> None:
    told = event(make.statement())
    minter = Minter()
    statements = event_quads(told, minter, minter.world, labels.of(told))
    assert [(s, o.value) for s, p, o, _ in statements if p == RDFS_LABEL] == [(minter.event(told.key), labels.of(told))]
    assert not [p for _, p, *_ in event_quads(told, minter, minter.world) if p == RDFS_LABEL]
