"""What the merge writes on an event is what the queries beside the ontology derive from its reports, in both engines."""

from __future__ import annotations

import dataclasses
import random
from typing import Any

import pytest
from pyoxigraph import Store

from kg.merge.cluster import Group
from kg.merge.compare import Area, Known, told
from kg.merge.events import event_of
from kg.merge.roots import find_roots
from kg.model import Event, Link, NearCopy, Report, When
from kg.rdf.iri import Minter
from kg.rdf.quads import actor_quads, event_quads, source_quads
from kg.rdf.statements import quads
from kg.validate.shapes import packaged
from tests import factories as make
from tests.rdf.test_ontology import rows

MINTER = Minter()
RULES = sorted(entry.name.removesuffix(".rq") for entry in packaged("ontology").iterdir() if entry.name.endswith(".rq"))
COPIES = [NearCopy("b", "a", 0.9)]
CREDITS = {"a": (), "b": (), "c": ("actor:w",), "d": ("actor:w",), "e": (), "f": ("actor:w", "actor:v")}
ROOTS = find_roots(CREDITS, COPIES)
FIRST, SECOND, WEEK = When("2026-01-07", "2026-01-07"), When("2026-01-08", "2026-01-08"), When("2026-01-05", "2026-01-11")
VALUES: dict[str, tuple[Any, ...]] = {
    "when": (When(), FIRST, SECOND, WEEK, When("2026-01-07", ""), When("", "2026-01-09")),
    "place": ("", "actor:Q4", "actor:Q5", "actor:Q6"),
    "kind": ("other", "raid", "air-strike", "operation"),
    "status": ("occurred", "claimed", "denied"),
}
PARTIES = ("actor:Q4", "actor:Q5", "actor:Q6")
DEATHS = ((None, None), (3, 3), (3, None), (None, 9), (12, 12), (3, 12))


def merged(*reports: Report, known: Known | None = None) -> Event:
    members = sorted(reports, key=lambda report: report.key)
    originals = {pair.copy: pair.original for pair in COPIES}
    group = tuple(
        told(report, ROOTS[report.source], "2026-01-09", known, originals.get(report.source, "")) for report in members
    )
    return event_of(Group(group, ()), f"event:{members[0].key}")


def store_of(*events: Event) -> Store:
    block = [quad for event in events for quad in event_quads(event, MINTER, MINTER.run("r"))]
    for key, credits in CREDITS.items():
        block += source_quads(make.source(key), MINTER, near_copies=[c for c in COPIES if c.copy == key], credit_keys=credits)
    store = Store()
    store.extend(quads(block))
    return store


def telling(start: int, **values: Any) -> Any:
    return make.action(passage=make.passage("a drone struck a depot", start), **values)


def statements(chance: random.Random, number: int) -> list[Report]:
    """Accounts of one statement in which speakers, addressees and media differ."""
    reports = []
    for place in range(chance.randint(1, 6)):
        speakers = [("speaker", who) for who in chance.sample(PARTIES, chance.randint(0, 3))]
        told = make.statement(
            passage=make.passage("all of it", 1000 * number + 100 * chance.randint(0, 2) + place),
            roles=(*speakers, ("addressee", chance.choice(PARTIES))),
            medium=(chance.choice(("X", "actor:Q6")),),
        )
        reports.append(make.report(told, chance.choice(sorted(CREDITS))))
    return reports


def test_all_rules_hold_for_whatever_is_told() -> None:
    chance, events = random.Random(7), []
    for number in range(20):
        reports = []
        for place in range(chance.randint(1, 6)):
            values = {name: chance.choice(choices) for name, choices in VALUES.items()}
            low, high = chance.choice(DEATHS)
            roles = tuple((role, who) for role in ("agent", "target") for who in chance.sample(PARTIES, chance.randint(0, 2)))
            one = telling(
                1000 * number + 100 * chance.randint(0, 2) + place, **values, roles=roles, deaths_low=low, deaths_high=high
            )
            reports.append(make.report(one, chance.choice(sorted(CREDITS))))
        events.append(merged(*reports))
    events += [merged(*statements(chance, number)) for number in range(20, 40)]
    store = store_of(*events)
    assert {rule: rows(store, rule) for rule in RULES} == {rule: [] for rule in RULES}


AGENT, TARGET = (("agent", "actor:Q4"),), (("target", "actor:Q5"),)
ALONE, JOINT = (("speaker", "actor:Q4"),), (("speaker", "actor:Q4"), ("speaker", "actor:Q5"))
LOW, HIGH = MINTER.entity("actor:Q4").value, MINTER.entity("actor:Q5").value


@pytest.mark.parametrize(
    ("rule", "values", "wrong", "derived"),
    [
        ("days-rule", [{"when": SECOND}, {"when": WEEK}], {"when": WEEK}, "2026-01-08/2026-01-08"),
        ("days-rule", [{"when": When("2026-01-07", "")}, {"when": WEEK}], {"when": When()}, "2026-01-05/2026-01-11"),
        ("days-rule", [{"when": When()}, {"when": When()}], {"when": FIRST}, ""),
        ("place-rule", [{"place": "actor:Q5"}, {"place": "actor:Q4"}], {"place": "actor:Q4"}, HIGH),
        ("place-rule", [{"place": "actor:Q5"}, {"place": "actor:Q4"}, {"place": "actor:Q4"}], {"place": ""}, LOW),
        ("kind-rule", [{"kind": "other"}, {"kind": "shelling"}], {"kind": "other"}, "shelling"),
        ("deaths-rule", [{"deaths_low": 12}, {"deaths_low": 3}], {"deaths_low": 12}, "3/3"),
        ("roles-rule", [{"roles": AGENT}, {"roles": TARGET}], {"roles": AGENT}, HIGH),
        ("roles-rule", [{"roles": AGENT}, {"roles": ()}], {"roles": (*AGENT, *TARGET)}, ""),
        ("disagreement-rule", [{"when": FIRST}, {"when": SECOND}], {"disagrees_on": ()}, "earliest"),
        ("disagreement-rule", [{"kind": "raid"}, {"kind": "shelling"}], {"disagrees_on": ()}, "kind"),
        ("disagreement-rule", [{"kind": "raid"}, {"kind": "capture"}], {"disagrees_on": ("kind",)}, ""),
        ("disagreement-rule", [{"status": "claimed"}, {"status": "denied"}], {"disagrees_on": ()}, "status"),
        ("disagreement-rule", [{"roles": AGENT}, {"roles": ()}], {"disagrees_on": ("agent",)}, ""),
        ("speaker-rule", [{"roles": JOINT}, {"roles": ALONE}], {"roles": JOINT}, ""),
        ("speaker-rule", [{"roles": JOINT}, {"roles": JOINT}, {"roles": ALONE}], {"roles": ALONE}, HIGH),
    ],
)
def test_a_wrong_value_is_found(rule: str, values: list[dict[str, Any]], wrong: dict[str, Any], derived: str) -> None:
    sources = ("a", "c", "e")
    event = merged(*(make.report(telling(100 * n, **told), sources[n]) for n, told in enumerate(values)))
    assert rows(store_of(event), rule) == []
    assert rows(store_of(dataclasses.replace(event, **wrong)), rule) == [derived]


@pytest.mark.parametrize(("country", "whole", "rivals"), [("BO", False, ["place"]), ("BO", True, []), ("PE", True, ["place"])])
def test_linked_places_exclude_each_other_but_for_a_country_and_its_towns(country: str, whole: bool, rivals: list[str]) -> None:
    other = Link("Q5", "The Other", "Country" if whole else "Place", 0.9, country=country)
    known = Known({"actor:Q4": Area("BO", False), "actor:Q5": Area(country, whole)})
    reports = [make.report(telling(100 * n, place=f"actor:Q{4 + n}"), source) for n, source in enumerate("ae")]
    event = merged(*reports, known=known)
    assert list(event.disagrees_on) == rivals
    links = {"actor:Q4": Link("Q4", "The One", "Place", 0.9, country="BO"), "actor:Q5": other}
    places = [make.actor(key, kind=link.kind, acts=False, place=True, link=link) for key, link in links.items()]
    block = [quad for place in places for quad in actor_quads(place, MINTER)]
    store = store_of(event)
    store.extend(quads(block))
    assert rows(store, "disagreement-rule") == []
    silent = store_of(dataclasses.replace(event, disagrees_on=()))
    silent.extend(quads(block))
    assert rows(silent, "disagreement-rule") == rivals
