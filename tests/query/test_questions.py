"""Every named question answers on the fixture what a reader of the fixture would say, in both engines alike."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
import rdflib

from kg.query.formats import shown
from kg.query.graphs import ask, ask_named
from kg.query.named import bind, question, questions
from kg.query.sandbox import Local

Rows = list[tuple[str, ...]]

PREFIXES = """
@prefix id: <https://w3id.org/newskg/id/> . @prefix kg: <https://w3id.org/newskg/ontology#> .
@prefix dct: <http://purl.org/dc/terms/> . @prefix schema: <https://schema.org/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""

BY_LETTER = {
    "a": "timeline", "b": "coded-events", "c": "said-about", "d": "meetings", "e": "not-happened", "f": "disagreements",
    "g": "date-conflicts", "h": "single-informant", "i": "actors", "j": "audit",
}  # fmt: skip
CALLS: list[tuple[str, dict[str, str]]] = [
    ("actors", {}), ("actors", {"kind": "Person"}), ("audit", {}), ("coded-events", {}), ("coded-events", {"kind": "raid"}),
    ("coded-events", {"from": "2026-03-05", "to": "2026-03-05"}), ("coded-events", {"to": "2026-03-04"}),
    ("date-conflicts", {}),
    ("disagreements", {}), ("disagreements", {"about": "kesh"}), ("meetings", {}), ("meetings", {"actor": "UN"}),
    ("meetings", {"mode": "phone"}), ("not-happened", {}), ("not-happened", {"status": "claimed"}),
    ("said-about", {"about": "sutria"}),
    ("said-about", {"about": "Kesh", "speaker": "Brandt"}), ("said-about", {"about": "id:event/shelling"}),
    ("single-informant", {}), ("timeline", {"actor": "Ana Vélez"}), ("timeline", {"actor": "Q1065", "from": "2026-03-04"}),
    ("wordings", {}), ("wordings", {"speaker": "velez"}), ("wordings", {"statement": "id:event/border"}),
]  # fmt: skip


def rows(story: Local, name: str, columns: Sequence[str], **given: str) -> Rows:
    answer = ask_named(story, name, given)
    wanted = [answer.variables.index(column) for column in columns]
    return [tuple(shown(row[i]) for i in wanted) for row in answer.rows]


def test_the_ten_questions_and_the_wordings_are_there() -> None:
    assert {q.name for q in questions()} >= {*BY_LETTER.values(), "wordings"}


def test_every_question_is_asked_below() -> None:
    assert {name for name, _ in CALLS} == {q.name for q in questions()}


@pytest.fixture(scope="module")
def in_rdflib() -> rdflib.Graph:
    graph = rdflib.Graph()
    graph.parse(Path(__file__).with_name("fixture.ttl"))
    return graph


@pytest.mark.parametrize(("name", "given"), CALLS, ids=str)
def test_rdflib_and_oxigraph_give_the_same_rows(
    story: Local, in_rdflib: rdflib.Graph, name: str, given: dict[str, str]
) -> None:
    query = bind(question(name), given)
    answer = ask(story, query)
    ours = [tuple(term.value if term else None for term in row) for row in answer.rows]
    theirs = [tuple(str(term) if term is not None else None for term in row) for row in in_rdflib.query(query)]  # type: ignore[union-attr]
    assert ours == theirs


def test_timeline_tells_role_status_and_independent_sources(story: Local) -> None:
    columns = ("earliest", "class", "role", "status", "independent", "event")
    assert rows(story, "timeline", columns, actor="ana vélez") == [
        ("2026-03-01", "meeting", "participant", "occurred", "3", "id:event/talks"),
        ("2026-03-01", "statement", "speaker", "occurred", "3", "id:event/border"),
        ("2026-03-04", "meeting", "participant", "occurred", "1", "id:event/call"),
        ("2026-05-01", "meeting", "participant", "planned", "1", "id:event/visit"),
    ]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"actor": "President Velez", "to": "2026-03-01"}, ["id:event/talks", "id:event/border"]),
        ({"actor": "velez", "from": "2026-03-05"}, ["id:event/visit"]),
        ({"actor": "Q1065"}, ["id:event/call"]),
        ({"actor": "wd:Q1065"}, ["id:event/call"]),
        ({"actor": "<http://www.wikidata.org/entity/Q1065>"}, ["id:event/call"]),
        ({"actor": "https://w3id.org/newskg/id/entity/un"}, ["id:event/call"]),
        ({"actor": "Geneva"}, ["id:event/talks"]),
        ({"actor": "Kesh"}, ["id:event/shelling", "id:event/strike"]),
        ({"actor": "nobody"}, []),
    ],
)
def test_nodes_are_found_by_any_name(story: Local, given: dict[str, str], expected: list[str]) -> None:
    assert [row[0] for row in rows(story, "timeline", ["event"], **given)] == expected


def test_coded_events_are_those_that_occurred_with_day_and_place(story: Local) -> None:
    columns = ("event_date", "date_precision", "kind_of_action", "agents", "targets", "place", "deaths_low", "deaths_high")
    assert rows(story, "coded-events", columns) == [
        ("2026-03-05", "day", "drone-strike", "Sutrian Army", "a fuel depot", "Kesh", "3", "7")
    ]


def test_said_about_gives_each_outlet_its_wording_in_the_order_of_the_words(story: Local) -> None:
    assert rows(story, "said-about", ("speakers", "form", "wording", "outlet"), about="Sutria") == [
        ("Ana Vélez", "direct", "The border with Sutria stays open", "Coastal Web"),
        ("Ana Vélez", "direct", "The border with Sutria stays open", "Harbor Times"),
        ("Ana Vélez", "indirect", "no crossing towards Sutria would be shut", "Meridian Press"),
        ("Ana Vélez", "mixed", "the crossings; would stay open to all", "Valley Herald"),
    ]


def test_said_about_follows_events_to_those_who_play_a_role(story: Local) -> None:
    assert rows(story, "said-about", ["statement"], about="Sutrian Army") == [("id:event/minister",)]


def test_meetings_list_participants_and_rival_dates(story: Local) -> None:
    talks, call, visit = rows(story, "meetings", ("meeting", "channel", "status", "participants", "dates_told"))
    assert talks[:4] == ("id:event/talks", "in-person", "occurred", "Ana Vélez; Tomas Reed")
    assert talks[4].split("; ") == [
        "2026-03-01 (Coastal Web)", "2026-03-01 (Harbor Times)", "2026-03-01 (Valley Herald)", "2026-03-02 (Meridian Press)",
    ]  # fmt: skip
    assert call[:4] == ("id:event/call", "phone", "occurred", "Ana Vélez; United Nations")
    assert visit == ("id:event/visit", "in-person", "planned", "Ana Vélez; Tomas Reed", "2026-05-01/2026-05-31 (Norland Daily)")


def test_what_did_not_happen_and_who_says_so(story: Local) -> None:
    assert rows(story, "not-happened", ("told_as", "kind", "who", "whom", "says_so", "outlet")) == [
        ("planned", "", "Ana Vélez; Tomas Reed", "", "Norland Daily", "Norland Daily"),
        ("denied", "raid", "Sutrian Army", "Norland", "an army spokesman", "Norland Daily"),
        ("threatened", "air-strike", "Norland", "Sutria", "Tomas Reed", "Sutria Post"),
    ]
    assert {row[0] for row in rows(story, "not-happened", ["told_as"], status="claimed")} == {"claimed"}


def test_disagreements_put_the_rival_values_under_one_another(story: Local) -> None:
    assert rows(story, "disagreements", ("point", "value", "outlet", "event_value"), about="Kesh") == [
        ("deathsHigh", "3", "Valley Herald", "7"),
        ("deathsHigh", "7", "Capital Journal", "7"),
        ("deathsLow", "3", "Valley Herald", "3"),
        ("deathsLow", "5", "Capital Journal", "3"),
    ]
    passages = {row[0] for row in rows(story, "disagreements", ["passage"])}
    assert "the Geneva meeting of 1 March" in passages


def test_date_conflicts_are_real_ones(story: Local) -> None:
    assert rows(story, "date-conflicts", ("article", "resolved", "printed")) == [
        ("s5", "2026-03-04", "Release date April 3, 2026")
    ]


@pytest.mark.parametrize(
    ("printed", "conflict"),
    [
        ("2026-03-04", False), ("2026-04-03", True), ("4 March 2026", False), ("4th of March, 2026", False),
        ("Wed, Mar 04, 2026 10:04", False), ("Mar 4", False), ("Geneva, Mar 3", True), ("March 14, 2026", True),
        ("March 4, 2025", True), ("04/03/2026", False), ("03/04/2026", False), ("4.3.26", False), ("05/03/2026", True),
        ("2 hours ago", False), ("Wednesday", False), ("August 4, 2026", True), ("4 Mar 2026 3 min read", False),
    ],
)  # fmt: skip
def test_which_printed_forms_conflict(tmp_path: Path, printed: str, conflict: bool) -> None:
    head = PREFIXES + 'id:s a kg:Source ; dct:identifier "s" ; schema:datePublished "2026-03-04"^^xsd:date ; kg:datePrinted '
    (tmp_path / "g.ttl").write_text(f'{head} "{printed}" .', encoding="utf-8")
    assert bool(rows(Local(files=(str(tmp_path / "g.ttl"),)), "date-conflicts", ["printed"])) is conflict


def test_single_informant_is_one_with_a_name(story: Local) -> None:
    assert rows(story, "single-informant", ("informant", "status", "sources", "event")) == [
        ("Ilse Brandt", "claimed", "2", "id:event/shelling"),
        ("Tomas Reed", "threatened", "1", "id:event/threat"),
    ]


def test_actors_have_ids_confidence_and_numbers(story: Local) -> None:
    found = rows(story, "actors", ("name", "wikidata", "confidence", "events", "sources"))
    assert found[0] == ("Ana Vélez", "", "", "4", "6")
    assert ("United Nations", "Q1065", "0.97", "1", "1") in found
    assert ("Harbor Times", "", "", "0", "1") in found


def test_audit_is_empty_and_finds_events_without_evidence(story: Local, tmp_path: Path) -> None:
    assert rows(story, "audit", ["event"]) == []
    bare, half = "id:bare a kg:Meeting .", "id:half a kg:Statement ."
    report = 'id:r a kg:Report ; kg:reports id:half ; kg:inSource id:s ; kg:exact "x" .'
    (tmp_path / "g.ttl").write_text(f"{PREFIXES} {bare} {half} {report}", encoding="utf-8")
    found = rows(Local(files=(str(tmp_path / "g.ttl"),)), "audit", ("class", "event"))
    assert found == [("meeting", "id:bare"), ("statement", "id:half")]


def test_wordings_stand_side_by_side_with_copies_marked(story: Local) -> None:
    assert rows(story, "wordings", ("outlet", "form", "wording", "copies"), speaker="Velez") == [
        ("Coastal Web", "direct", "The border with Sutria stays open", "s1"),
        ("Harbor Times", "direct", "The border with Sutria stays open", ""),
        ("Meridian Press", "indirect", "no crossing towards Sutria would be shut", ""),
        ("Valley Herald", "mixed", "the crossings; would stay open to all", ""),
    ]
