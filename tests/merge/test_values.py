"""On what the reports of one event disagree, and on what they only differ in wording."""

from __future__ import annotations

from typing import Any

import pytest

from kg.merge.compare import Area, Known, Told, told
from kg.merge.values import disagrees_on
from kg.model import Report, Telling, When
from tests.merge.test_merge import call, said, strike

KNOWN = Known({"sucre": Area("BO", False), "bolivia": Area("BO", True)}, {"north": "NL", "northern army": "NL", "south": "SL"})
LATER = When("2026-01-09", "2026-01-09")


def report(source: str, telling: Telling) -> Told:
    return told(Report(f"{source}|1", source, telling), source, "2026-01-08", KNOWN)


def by(agent: str, target: str = "front", **values: Any) -> Telling:
    return strike(roles=(("agent", agent), ("target", target)), **values)


def deaths(low: int | None, high: int | None) -> dict[str, Any]:
    return {"deaths_low": low, "deaths_high": high}


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        (call(), call(), set()),
        (call(), call(when=LATER), {"earliest"}),
        (call(), call(when=When("2026-01-05", "2026-01-11")), set()),
        (call(), call(when=When()), set()),
        (call(), call(status="denied"), {"status"}),
        (call(place="sucre"), call(place="potosi"), {"place"}),
        (call(place="sucre"), call(place="bolivia"), set()),
        (call(place="sucre"), call(place="actor:a|place|the old town"), set()),
        (by("north"), by("south"), {"agent"}),
        (by("north"), by("northern army"), set()),
        (by("north"), by("actor:a|group|gunmen"), set()),
        (by("north"), by("north", "rebels"), {"target"}),
        (by("north", kind="raid"), by("north", kind="shelling"), {"kind"}),
        (by("north", kind="raid"), by("north", kind="other"), set()),
        (by("north", kind="raid"), by("north", kind="capture"), set()),
        (by("north", **deaths(5, 5)), by("north", **deaths(9, 9)), {"deathsLow", "deathsHigh"}),
        (by("north", **deaths(5, None)), by("north", **deaths(9, 9)), set()),
        (by("north", **deaths(5, None)), by("north", **deaths(None, 3)), {"deathsLow", "deathsHigh"}),
        (said("The border stays open"), said("Our border stays open"), {"content"}),
        (said("The border stays open"), said("The border stays open tonight"), set()),
        (said("The border stays open"), said("Our border stays open", form="indirect"), set()),
    ],
)
def test_disagrees_on(left: Telling, right: Telling, expected: set[str]) -> None:
    assert set(disagrees_on([report("a", left), report("b", right)])) == expected
