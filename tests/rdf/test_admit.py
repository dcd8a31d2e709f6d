"""A reading with one value that must not be written is turned away whole, and before it meets others."""

from __future__ import annotations

import dataclasses

import pytest

from kg.errors import ValueGateError
from kg.model import Reading, When
from kg.rdf.admit import admit
from tests import factories as make

SOUND = Reading(
    make.source(), (make.entity(), make.entity("e1", "Sucre", kind="Place", link=make.link("Q3", lat=-19.0, lon=-65.3))),
    (make.statement(), make.meeting(), make.action()),
)  # fmt: skip


def test_a_sound_one_passes() -> None:
    admit(SOUND)


@pytest.mark.parametrize(
    "change",
    [
        {"source": make.source(published="2026-02-30")},
        {"source": make.source(headline="half \ud83d")},
        {"source": make.source(identifier="a\0b")},
        {"source": make.source(publisher="a\x07")},
        {"source": make.source(credits=("\ufffe",))},
        {"entities": (make.entity(names=("a\0",)),)},
        {"entities": (make.entity(link=make.link(lat=91.0, lon=0.0)),)},
        {"entities": (make.entity(kind="Robot"),)},
        {"tellings": (make.statement(when=When("2026-02-30", "")),)},
        {"tellings": (make.statement(content=(make.passage("a\0"),)),)},
        {"tellings": (make.action(kind="party"),)},
        {"tellings": (make.statement(), make.meeting(trigger=make.passage("a\x1b")))},
    ],
)
def test_one_bad_value_is_enough(change: dict[str, object]) -> None:
    with pytest.raises(ValueGateError):
        admit(dataclasses.replace(SOUND, **change))  # type: ignore[arg-type]
