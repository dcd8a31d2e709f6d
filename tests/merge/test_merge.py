"""From readings to events: what is one, what is not, and what the event then says."""

from __future__ import annotations

import dataclasses
import random
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import pytest

from kg.merge import Merged, merge
from kg.merge.identity import with_outlets
from kg.model import Entity, Event, Link, NearCopy, Passage, Reading, Source, Telling, When
from tests.factories import source

ROJAS = Entity("e0", "Ana Rojas", "Person", True, ("Ana Rojas", "Rojas"), link=Link("Q1", "Ana Rojas", "Person", 0.9))
MORA = Entity("e1", "Luis Mora", "Person", True, ("Luis Mora",), link=Link("Q2", "Luis Mora", "Person", 0.9))
NORTH = Entity("e2", "Northland", "Country", True, ("Northland",), link=Link("Q3", "Northland", "Country", 0.9, country="NL"))
SUCRE = Entity("e3", "Sucre", "Place", True, ("Sucre",), link=Link("Q4", "Sucre", "Place", 0.9, country="BO"))
POTOSI = Entity("e4", "Potosí", "Place", True, ("Potosí",), link=Link("Q5", "Potosí", "Place", 0.9))
REBELS = Entity("e5", "Dawn Front", "ArmedGroup", True, ("Dawn Front",))
LIMA = Entity("e6", "Lima", "Place", True, ("Lima",), link=Link("Q6", "Lima", "Place", 0.9, country="PE"))
BORDER = Entity("e7", "the river border", "Place", False, ("the river border",))
ARMY = Entity("e9", "Northland Army", "Military", True, ("the army",), link=Link("Q9", "Army", "Military", 0.9, country="NL"))
EVERYONE = (ROJAS, MORA, NORTH, SUCRE, POTOSI, REBELS, LIMA, BORDER, ARMY)
DAY = When("2026-01-07", "2026-01-07", "on Wednesday")


def words(text: str, start: int = 0) -> Passage:
    return Passage(start, start + len(text), text)


def reading(key: str, *tellings: Telling, published: str = "2026-01-08", credits: tuple[str, ...] = ()) -> Reading:
    return with_outlets(Reading(source(key, published=published, credits=credits), EVERYONE, tellings))


def call(start: int = 0, **values: Any) -> Telling:
    roles = (("participant", "e0"), ("participant", "e1"))
    known = {"status": "occurred", "mode": "phone", "when": DAY, "roles": roles, **values}
    return Telling("Meeting", words("Rojas and Mora spoke by phone", start), words("spoke", start + 15), **known)


def said(text: str, start: int = 0, **values: Any) -> Telling:
    content = (words(text, start + 15),)
    known = {"status": "occurred", "form": "direct", "when": DAY, "roles": (("speaker", "e0"),), "content": content, **values}
    return Telling("Statement", words(f'Ana Rojas said "{text}"', start), words("said", start + 10), **known)


def strike(place: str = "e3", start: int = 0, **values: Any) -> Telling:
    roles = (("agent", "e2"), ("target", "e5"))
    known = {"status": "occurred", "kind": "air-strike", "when": DAY, "place": place, "roles": roles, **values}
    return Telling("MilitaryAction", words("Northland bombed a camp", start), words("bombed", start + 10), **known)


@pytest.fixture
def scratch(tmp_path: Path) -> Path:
    return tmp_path / "merge.db"


def no_copies(sources: Iterable[Source]) -> list[NearCopy]:
    list(sources)
    return []


def world(scratch: Path, *readings: Reading) -> list[Event]:
    merged = merge(readings, scratch, no_copies)
    events = list(merged.events())
    merged.close()
    return events


def grouping(events: Sequence[Event]) -> list[list[str]]:
    return sorted(sorted(report.source for report in event.reports) for event in events)


ONE = [["a", "b"]]
TWO = [["a"], ["b"]]


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        (call(), call(), ONE),
        (call(), call(when=When()), ONE),
        (call(), call(status="claimed", told_by=("e0",)), ONE),
        (call(), call(mode="in-person"), TWO),
        (call(), call(status="planned"), TWO),
        (call(), call(when=When("2026-01-27", "2026-01-27")), TWO),
        (call(), call(roles=(("participant", "e0"), ("participant", "e2"))), TWO),
        (strike(), strike(), ONE),
        (strike(), strike(place="e4"), TWO),
        (strike(place=""), strike(place="", when=When("2026-01-08", "2026-01-08")), ONE),
        (strike(place=""), strike(place="", when=When("2026-01-13", "2026-01-13")), TWO),
        (call(), call(when=When("2026-01-09", "2026-01-09")), ONE),
        (strike(), strike(status="threatened"), TWO),
        (strike(), strike(kind="exercise"), TWO),
        (strike(kind="raid"), strike(kind="capture"), ONE),
        (strike(kind="shelling"), strike(kind="capture"), TWO),
        (strike(place="", when=When()), strike(place="", when=When(), roles=(("agent", "e9"), ("target", "e5"))), ONE),
        (call(place="e3"), call(place="e3"), ONE),
        (call(place="e3"), call(place="e6"), TWO),
        (strike(place="e7"), strike(place="e7"), ONE),
        (strike(place="e3"), strike(place="e7"), ONE),
        (said("The border stays open tonight"), said("Our border stays open"), ONE),
        (said("Watch your ass"), said("Watch out for your SS"), ONE),
        (said("Watch your ass"), said("Mind the gap here"), TWO),
        (said("The border stays open tonight"), said("Taxes will fall next year"), TWO),
        (said("The border stays open tonight"), said("The border stays open tonight", roles=(("speaker", "e1"),)), TWO),
    ],
)
def test_what_is_one_event(left: Telling, right: Telling, expected: list[list[str]], scratch: Path) -> None:
    assert grouping(world(scratch, reading("a", left), reading("b", right))) == expected


def test_tellings_within_an_article_become_reports_of_one_event(scratch: Path) -> None:
    (event,) = world(scratch, reading("a", call(), call(start=200)))
    assert len(event.reports) == 2
    assert event.independent == 1


def test_a_statement_told_inside_another_is_another(scratch: Path) -> None:
    outer, inner = said("I said yesterday that the border stays open", 0), said("the border stays open", 8)
    assert len(world(scratch, reading("a", outer, inner))) == 2


def test_two_kinds_in_one_passage_are_two_actions(scratch: Path) -> None:
    attack = strike(kind="other", place="", when=When())
    killing = dataclasses.replace(strike(kind="killing", place="", when=When()), trigger=words("took", 30))
    assert len(world(scratch, reading("a", attack, killing))) == 2
    elsewhere = dataclasses.replace(killing, passage=words("Northland bombed a camp", 200), trigger=words("took", 230))
    assert len(world(scratch, reading("a", attack, elsewhere))) == 1


def worded(text: str, word: str, start: int, **values: Any) -> Telling:
    """An air strike told in these words, of which one is the trigger."""
    telling = strike(place="", when=When(), **values)
    return dataclasses.replace(telling, passage=words(text, start), trigger=words(word, start + text.index(word)))


@pytest.mark.parametrize(
    ("first", "second", "count"),
    [
        ("Northland's attack on the camp", "the attack hit the camp", 1),
        ("Northland's attack on the camp", "another attack hit the camp", 2),
        ("two air strikes on the camp", "the strikes hit the camp", 1),
        ("two air strikes on the camp", "three strikes hit the camp", 2),
    ],
)
def test_one_more_attack_is_another_and_so_are_more_of_them(first: str, second: str, count: int, scratch: Path) -> None:
    word = "strikes" if "strikes" in first else "attack"
    assert len(world(scratch, reading("a", worded(first, word, 0), worded(second, word, 200)))) == count


def test_copies_do_not_tie_what_stands_side_by_side(scratch: Path) -> None:
    text = "the front's raids and seizures along the river"
    raid, seizure = worded(text, "raids", 0, kind="raid"), worded(text, "seizures", 0, kind="capture")
    events = world(scratch, reading("a", raid, seizure), reading("b", raid, seizure))
    assert sorted((event.kind, len(event.reports)) for event in events) == [("capture", 2), ("raid", 2)]


@pytest.mark.parametrize(
    ("second", "count"),
    [
        ("Lima wants cheaper fuel while the border traders ask for talks", 2),
        ("Lima wants cheaper fuel while traders at the long river border wait", 1),
    ],
)
def test_an_article_repeats_the_words_of_what_it_tells_twice(second: str, count: int, scratch: Path) -> None:
    first = said("talks with Lima about the long river border open in May after months of silence", form="indirect")
    assert len(world(scratch, reading("a", first, said(second, 200, form="indirect")))) == count


def test_few_plain_words_in_common_are_no_quotation(scratch: Path) -> None:
    left, right = said("the coming vote", form="indirect"), said("reports of the vote", form="indirect")
    assert len(world(scratch, reading("a", left), reading("b", right))) == 2


def test_what_an_article_calls_its_own_is_one_with_what_its_copy_calls_so(scratch: Path) -> None:
    officials = Entity("e8", "two officials", "Group", False, ("two officials",))
    text = said("The border stays open tonight", roles=(("speaker", "e8"),))
    plain = (reading("a", text), reading("b", text))
    readings = [dataclasses.replace(one, entities=(*one.entities, officials)) for one in plain]
    assert grouping(world(scratch, *readings)) == TWO
    merged = merge(readings, scratch, lambda sources: [NearCopy("b", "a", 0.9)])
    assert grouping(list(merged.events())) == ONE


def test_a_target_without_a_name_is_known_by_its_noun(scratch: Path) -> None:
    def attack(key: str, target: str) -> Reading:
        telling = strike(place="", when=When(), roles=(("target", "e10"),))
        one = reading(key, telling)
        return dataclasses.replace(one, entities=(*one.entities, Entity("e10", target, "Group", False, (target,))))

    assert grouping(world(scratch, attack("a", "drug-running guerrillas"), attack("b", "the guerrillas"))) == ONE


def test_every_merge_keeps_its_reason(scratch: Path) -> None:
    (event,) = world(scratch, reading("a", call()), reading("b", call()))
    (reason,) = event.reasons
    assert reason.score >= 0.5
    assert any(feature.name == "participants" and feature.score > 0 for feature in reason.evidence)


def test_actors_without_a_role_are_those_who_act(scratch: Path) -> None:
    told = with_outlets(Reading(source("s1"), (dataclasses.replace(NORTH, acts=True), REBELS, SUCRE)))
    merged = merge([told], scratch, no_copies)
    assert {"actor:Q3"} == {actor.key for actor in merged.actors() if actor.kind != "MediaOutlet"}
    merged.close()


def test_a_place_that_is_attacked_does_not_act(scratch: Path) -> None:
    roles = (("agent", "e2"), ("target", "e6"))
    merged = merge([reading("a", strike(place="", roles=roles))], scratch, no_copies)
    found = {actor.name: (actor.acts, actor.place) for actor in merged.actors()}
    merged.close()
    assert (found["Lima"], found["Northland"]) == ((False, True), (True, False))


def test_rival_values_stay_on_the_reports_and_are_named(scratch: Path) -> None:
    left, right = (
        strike(deaths_low=5, deaths_high=5),
        strike(deaths_low=9, deaths_high=9, when=When("2026-01-08", "2026-01-08")),
    )
    (event,) = world(scratch, reading("a", left), reading("b", right), reading("c", left))
    assert (event.deaths_low, event.when.earliest) == (5, "2026-01-07")
    assert {"deathsLow", "earliest"} <= set(event.disagrees_on)
    assert {report.telling.deaths_low for report in event.reports} == {5, 9}


def test_a_day_that_one_article_alone_tells_stands_on_the_event_and_on_its_own_report(scratch: Path) -> None:
    (event,) = world(scratch, reading("a", call()), reading("b", call(when=When())))
    assert (event.when.earliest, event.when.latest) == (DAY.earliest, DAY.latest)
    assert {report.source: report.telling.when for report in event.reports} == {"a": DAY, "b": When()}
    assert "earliest" not in event.disagrees_on


def test_the_status_of_most_independent_sources_holds(scratch: Path) -> None:
    claimed = strike(status="claimed", told_by=("e0",))
    (event,) = world(scratch, reading("a", strike()), reading("b", claimed), reading("c", claimed))
    assert event.status == "claimed"
    assert "status" in event.disagrees_on


def test_near_copies_and_copies_of_one_wire_count_once(scratch: Path) -> None:
    def copies(sources: Iterable[Source]) -> list[NearCopy]:
        assert [source.key for source in sources] == ["a", "b", "c", "d"]
        return [NearCopy("b", "a", 0.9)]

    wire = ("Agence Example",)
    readings = [
        reading("a", call()),
        reading("b", call()),
        reading("c", call(), credits=wire),
        reading("d", call(), credits=wire),
    ]
    merged = merge(readings, scratch, copies)
    (event,) = merged.events()
    assert len(event.reports) == 4
    assert event.independent == 2


def test_a_source_given_twice_is_a_duplicate(scratch: Path) -> None:
    merged = merge([reading("a", call()), reading("a", call())], scratch, no_copies)
    assert merged.duplicates == 1
    assert [len(event.reports) for event in merged.events()] == [1]


def test_a_statement_is_about_the_events_in_its_content(scratch: Path) -> None:
    told = said("Northland bombed a camp", about=(1,))
    statement, action = world(scratch, reading("a", told, strike(start=15)))
    assert {statement.cls, action.cls} == {"Statement", "MilitaryAction"}
    by_class = {event.cls: event for event in (statement, action)}
    assert by_class["Statement"].about == (by_class["MilitaryAction"].key,)


def test_a_real_event_realises_its_plan_and_no_other(scratch: Path) -> None:
    window = When("2026-01-05", "2026-01-11", "this week")
    plan, other = call(status="planned", when=window), call(300, status="planned", when=When("2026-02-01", "2026-02-28"))
    events = world(scratch, reading("a", plan, other), reading("b", call()))
    by_status = {(event.status, event.when.earliest): event for event in events}
    real = by_status["occurred", "2026-01-07"]
    assert real.realises == (by_status["planned", "2026-01-05"].key,)


def test_actors_keep_all_names_and_sources(scratch: Path) -> None:
    merged = merge([reading("a", call()), reading("b", said("Hold the line for peace"))], scratch, no_copies)
    actors = {actor.key: actor for actor in merged.actors()}
    assert actors["actor:Q1"].name == "Ana Rojas"
    assert "Rojas" in actors["actor:Q1"].alt_names
    assert "actor:body|dawn front" not in actors  # it has no mention and plays no role here


def test_an_actor_shows_the_surest_of_its_links(scratch: Path) -> None:
    sure = dataclasses.replace(ROJAS, link=Link("Q1", "Ana Rojas", "Person", 0.95))
    surer = reading("b", call())
    surer = dataclasses.replace(surer, entities=(sure, *surer.entities[1:]))
    merged = merge([reading("a", call()), surer, reading("c", call())], scratch, no_copies)
    shown = {actor.key: actor for actor in merged.actors()}["actor:Q1"]
    assert shown.link == sure.link
    assert shown.sources == ("a", "b", "c")


def snapshot(merged: Merged) -> tuple[list[Event], list[object]]:
    return list(merged.events()), list(merged.actors())


def test_the_order_of_readings_changes_nothing(tmp_path: Path) -> None:
    tellings = [call(), strike(), said("The border stays open tonight"), call(when=When()), strike(place="e4")]
    readings = [reading(f"{n}", *tellings[: 1 + n % 5], published=f"2026-01-{8 + n % 3:02}") for n in range(12)]
    expected = snapshot(merge(readings, tmp_path / "0.db", no_copies))
    for seed in range(1, 8):
        random.Random(seed).shuffle(readings)
        assert snapshot(merge(readings, tmp_path / f"{seed}.db", no_copies)) == expected


def test_a_merged_utterance_keeps_its_best_supported_speaker(scratch: Path) -> None:
    text = "The border stays open tonight and tomorrow"
    joint = said(text, roles=(("speaker", "e0"), ("speaker", "e1")))
    (event,) = world(scratch, reading("a", said(text)), reading("b", said(text)), reading("c", joint))
    assert event.roles == (("speaker", "actor:Q1"),)


def test_a_copy_that_names_its_speaker_otherwise_has_one(scratch: Path) -> None:
    def told(source: str, words: str) -> Reading:
        group = Entity("e8", words, "Group", False, (words,))
        one = reading(source, said("The border stays open tonight", roles=(("speaker", "e8"),)))
        return dataclasses.replace(one, entities=(*one.entities, group))

    readings = (told("a", "senior European officials"), told("b", "senior EU officials"))
    merged = merge(readings, scratch, lambda sources: [NearCopy("b", "a", 0.9)])
    assert [[role for role, _ in event.roles] for event in merged.events()] == [["speaker"], ["speaker"]]
