"""Leaving a comparison early changes no decision, and no feature says more than its table allows."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

import pytest

from kg.merge.compare import JOIN, VETO, WEIGHTS, Area, Known, Told, reason, score, told
from kg.model import EventClass, Report, Telling, When
from tests.merge.test_merge import call, said, strike

KNOWN = Known(
    {"p1": Area("BO", False), "p2": Area("BO", True), "p3": Area("PE", False)}, {"north": "NL", "northern army": "NL"}
)
ACTORS = ("north", "northern army", "south", "actor:a|group|two gunmen", "actor:b|group|the gunmen")
DAYS = (When(), *(When(f"2026-01-{day:02}", f"2026-01-{day:02}") for day in (7, 8, 12, 30)), When("2026-01-05", ""))
TEXTS = ("The border stays open tonight", "Our border stays open", "Taxes will fall next year as planned", "Yes")
VALUES: dict[str, tuple[Any, ...]] = {
    "when": DAYS,
    "place": ("", "p1", "p2", "p3", "actor:a|place|the old town"),
    "status": ("occurred", "occurred", "claimed", "planned", "denied"),
}


def roles(chance: random.Random, *names: str) -> tuple[tuple[str, str], ...]:
    return tuple((name, actor) for name in names for actor in chance.sample(ACTORS, chance.randint(0, 2)))


def telling(cls: EventClass, chance: random.Random) -> Telling:
    values: dict[str, Any] = {name: chance.choice(choices) for name, choices in VALUES.items()}
    start = chance.choice((0, 10, 200))
    if cls == "Statement":
        form = chance.choice(("direct", "indirect"))
        return said(chance.choice(TEXTS), start, **{**values, "form": form, "roles": (("speaker", chance.choice(ACTORS[:2])),)})
    if cls == "Meeting":
        mode = chance.choice(("phone", "in-person", "unknown"))
        return call(start, **{**values, "mode": mode, "roles": roles(chance, "participant")})
    kind = chance.choice(("air-strike", "raid", "capture", "other"))
    return strike(**{**values, "start": start, "kind": kind, "roles": roles(chance, "agent", "target")})


def pairs(cls: EventClass) -> Iterator[tuple[Told, Told]]:
    chance = random.Random(cls)
    for _ in range(3000):
        sides = []
        for source in (chance.choice("ab"), chance.choice("abc")):
            published = chance.choice(("", "2026-01-08", "2026-01-09", "2026-02-20"))
            original = chance.choice(("", "", "a"))
            sides.append(told(Report(f"{source}|1", source, telling(cls, chance)), source, published, KNOWN, original))
        yield sides[0], sides[1]


CLASSES = tuple(WEIGHTS)


@pytest.mark.parametrize("cls", CLASSES)
def test_what_joins_is_the_same_when_comparing_stops_early(cls: EventClass) -> None:
    joined = 0
    for left, right in pairs(cls):
        full, early = score(left, right), score(left, right, to_join=True)
        assert (early >= JOIN) == (full >= JOIN)
        if full >= JOIN:
            joined += 1
            assert early == full and reason(left, right).score == pytest.approx(full, abs=1e-4)
    assert 100 < joined < 2900


@pytest.mark.parametrize("cls", CLASSES)
def test_no_feature_says_more_than_its_most(cls: EventClass) -> None:
    for left, right in pairs(cls):
        for function, _, most in WEIGHTS[cls]:
            assert VETO <= function(left, right).score <= most, function.__name__
