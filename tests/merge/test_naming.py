"""Building again with more or fewer articles: what keeps its name, and what goes."""

from __future__ import annotations

import dataclasses
import random
from collections.abc import Sequence
from pathlib import Path

import pytest

from kg.merge import Merged, merge
from kg.merge.compare import told
from kg.merge.naming import NoNames, event_key
from kg.model import Event, Passage, Reading, Report, Telling, When
from kg.rdf.iri import EARLIER_EVENT, Minter, hashed
from tests.merge.test_merge import call, no_copies, reading, said, strike

MINTER = Minter()
LATER = When("2026-01-09", "2026-01-09")
TOLD = (
    call(), call(when=When()), call(mode="in-person"), call(when=LATER), call(roles=(("participant", "e0"),)),
    call(status="planned", when=LATER),
    strike(), strike(place="e4"), strike(place=""), strike(when=LATER), strike(roles=(), when=When()), strike(kind="raid"),
    strike(status="threatened"),
    said("The border stays open tonight"), said("Our border stays open"), said("A border that stays open must be guarded"),
    said("Taxes will fall next year"),
)  # fmt: skip


class Graph:
    """What one build leaves: the reports of every event, by IRIs; the next build takes its names from it."""

    def __init__(self, merged: Merged) -> None:
        self.events = list(merged.events())
        self.actors = {actor.key: set(actor.sources) for actor in merged.actors()}
        merged.close()
        self.told = {MINTER.event(event.key).value: {report.key for report in event.reports} for event in self.events}
        self._event_of = {report: iri for iri, reports in self.told.items() for report in reports}

    def event(self, report_key: str) -> str:
        iri = self._event_of.get(report_key, "")
        return EARLIER_EVENT + iri.rsplit("/", 1)[-1] if iri else ""

    def taken(self, event_key: str) -> bool:
        return MINTER.event(event_key).value in self.told

    def nameless(self) -> list[Event]:
        """The events without what their names decide."""
        bare = (dataclasses.replace(event, key="", about=(), realises=()) for event in self.events)
        return sorted(bare, key=lambda event: event.reports[0].key)


def build(folder: Path, readings: Sequence[Reading], earlier: Graph | None = None) -> Graph:
    return Graph(merge(readings, folder / "merge.db", no_copies, earlier))


def made_up(chance: random.Random) -> list[Reading]:
    """Ten articles of one to four tellings each."""
    articles = []
    for number in range(10):
        tellings = chance.choices(TOLD, k=chance.randrange(1, 5))
        moved = tuple(shifted(telling, 200 * place) for place, telling in enumerate(tellings))
        name = hashed(str(chance.random()))[:6]  # the order of the keys is not that of the days
        articles.append(reading(f"{name}{number}", *moved, published=f"2026-01-{8 + number % 3:02}"))
    return articles


def shifted(telling: Telling, by: int) -> Telling:
    def move(passage: Passage) -> Passage:
        return dataclasses.replace(passage, start=passage.start + by, end=passage.end + by)

    content = tuple(move(piece) for piece in telling.content)
    return dataclasses.replace(telling, passage=move(telling.passage), trigger=move(telling.trigger), content=content)


def check_names(old: Graph, new: Graph) -> None:
    """Every event that still is one, and one with no other, keeps its name; no two share one; names go only where reports
    of two earlier events are one now, or where no report is left."""
    assert len(new.told) == len(new.events)
    present = {report for reports in new.told.values() for report in reports}
    for iri, reports in old.told.items():
        left = reports & present
        holders = {name for name, members in new.told.items() if members & left}
        if left and iri not in holders:
            assert holders & old.told.keys(), "it is one with another that had a name"
    for iri, members in new.told.items():
        if iri in old.told:
            assert members & old.told[iri], "a name may not pass to other reports"


@pytest.mark.parametrize("seed", range(30))
def test_adding_renames_nothing_and_removing_takes_only_what_nothing_else_supports(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    articles = made_up(chance)
    graph = build(tmp_path, articles[:3])
    for size in (4, 6, 10):
        former, graph = graph, build(tmp_path, articles[:size], graph)
        check_names(former, graph)
        assert former.actors.keys() <= graph.actors.keys()
    for _ in range(3):
        gone = articles.pop(chance.randrange(len(articles))).source.key
        former, graph = graph, build(tmp_path, articles, graph)
        check_names(former, graph)
        assert not any(report.source == gone for event in graph.events for report in event.reports)
        assert not any(gone in sources for sources in graph.actors.values())
        assert graph.actors.keys() <= former.actors.keys()
        afresh = build(tmp_path, articles)
        assert (graph.nameless(), graph.actors) == (afresh.nameless(), afresh.actors)


def test_building_again_with_the_same_articles_changes_no_name(tmp_path: Path) -> None:
    articles = made_up(random.Random(7))
    first = build(tmp_path, articles)
    assert build(tmp_path, articles[::-1], first).told == first.told


def test_the_parts_of_an_event_that_splits_have_names_of_their_own(tmp_path: Path) -> None:
    """The first of the news named it, and the report with the smallest key keeps the name."""
    vague = reading("a", strike(place=""), published="2026-01-09")
    other = reading("b", strike(place="e3"), published="2026-01-08")
    one = build(tmp_path, [vague, other])
    assert len(one.told) == 1
    apart = [reading("a", strike(place="e4"), published="2026-01-09"), other]
    two = build(tmp_path, apart, one)
    assert len(two.told) == 2
    assert one.told.keys() < two.told.keys()


def test_an_event_that_two_earlier_ones_turn_out_to_be_keeps_one_of_their_names(tmp_path: Path) -> None:
    left, right = reading("a", call()), reading("b", strike())
    two = build(tmp_path, [left, right])
    one = build(tmp_path, [left, reading("b", strike(), call())], two)
    assert one.told.keys() >= {iri for iri, reports in two.told.items()}


def test_a_first_name_is_that_of_the_earliest_report() -> None:
    members = tuple(
        told(Report(key, key, call()), key, day) for key, day in (("a", "2026-01-09"), ("b", "2026-01-08"), ("c", ""))
    )
    assert event_key(members, NoNames(), {}) == "event:b"
