"""What is said of each model object, read as a person would: with prefixes and local names."""

from __future__ import annotations

import dataclasses
from collections import Counter
from typing import Any

import pytest
from pyoxigraph import NamedNode

from kg.errors import ValueGateError
from kg.model import NearCopy, When
from kg.rdf.iri import Minter
from kg.rdf.quads import actor_quads, event_quads, report_quads, source_quads
from kg.rdf.statements import Statement
from kg.rdf.terms import PREFIXES
from tests import factories as make

MINTER = Minter()
RUN = MINTER.run("a run")


def short(term: object) -> str:
    """``kg:status`` for an IRI of a vocabulary, the value for everything else."""
    value = getattr(term, "value", str(term))
    if not isinstance(term, NamedNode):
        return str(value)
    for prefix, namespace in PREFIXES.items():
        if value.startswith(namespace):
            return f"{prefix}:{value.removeprefix(namespace)}"
    return str(value)


def said(statements: list[Statement], subject: NamedNode) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for s, p, o, _ in statements:
        if s == subject:
            found.setdefault(short(p), []).append(short(o))
    return found


def graphs(statements: list[Statement]) -> set[str]:
    return {graph.value for *_, graph in statements}


# ---------------------------------------------------------------- sources


def test_a_source() -> None:
    source = make.source()
    node = MINTER.source(source.key)
    statements = source_quads(source, MINTER, publisher_key=make.AFP, credit_keys=[make.PETRO])
    assert said(statements, node) == {
        "rdf:type": ["kg:Source"],
        "dct:identifier": ["article-5a"],
        "schema:headline": ["Border stays open"],
        "schema:publisher": [MINTER.entity(make.AFP).value],
        "schema:datePublished": ["2026-01-09"],
        "kg:dateBasis": ["metadata"],
        "kg:datePrinted": ["January 9, 2026"],
        "schema:url": ["https://news.example/border"],
        "schema:inLanguage": ["en"],
        "kg:credits": [MINTER.entity(make.PETRO).value],
        "kg:textDigest": ["ab" * 32],
    }
    assert graphs(statements) == {node.value}


def test_what_is_unknown_is_not_said() -> None:
    source = make.source(headline="", url="", published="", printed=(), published_basis="none", publisher="", credits=())
    assert set(said(source_quads(source, MINTER), MINTER.source(source.key))) == {
        "rdf:type", "dct:identifier", "kg:dateBasis", "schema:inLanguage", "kg:textDigest",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("see print edition", "see print edition"),
        ("ftp://user:secret@news.example/a@b", "ftp://news.example/a@b"),
        ("https://user:secret@a host/", "https://a host/"),
        ("https://user:secret@news.example/", "https://news.example/"),
    ],
)
def test_an_address_that_is_none_is_kept_as_a_string_without_its_password(url: str, kept: str) -> None:
    statements = source_quads(make.source(url=url), MINTER)
    assert said(statements, MINTER.source(make.SOURCE))["schema:url"] == [kept]


def test_a_source_repeats_only_its_own_originals() -> None:
    pairs = [NearCopy("5a", "5b", 0.8), NearCopy("5a", "5c", 0.95), NearCopy("5d", "5a", 0.9)]
    found = said(source_quads(make.source(), MINTER, near_copies=pairs), MINTER.source("5a"))
    assert found["kg:nearCopyOf"] == [MINTER.source("5b").value, MINTER.source("5c").value]
    assert found["kg:similarity"] == ["0.95"]


@pytest.mark.parametrize("field", [{"published": "2026-02-30"}, {"headline": "a\0b"}, {"language": "no tag"}])
def test_what_no_gate_lets_through_is_refused(field: dict[str, str]) -> None:
    with pytest.raises(ValueGateError):
        source_quads(make.source(**field), MINTER)


# ---------------------------------------------------------------- actors


def test_an_actor_with_its_link() -> None:
    node, link = MINTER.entity(make.PETRO), MINTER.link(make.PETRO, "Q1")
    statements = actor_quads(make.actor(), MINTER)
    assert said(statements, node) == {
        "rdf:type": ["kg:Actor", "schema:Person"],
        "kg:actorKind": ["kg:Person"],
        "skos:prefLabel": ["Ana Rojas"],
        "skos:altLabel": ["Rojas"],
        "schema:sameAs": ["wd:Q1"],
        "kg:mentionedIn": [MINTER.source(make.SOURCE).value],
    }
    assert said(statements, link) == {
        "rdf:type": ["kg:EntityLink"],
        "kg:linkOf": [node.value],
        "kg:linkTarget": ["wd:Q1"],
        "kg:confidence": ["0.9"],
        "kg:method": ["index"],
        "kg:evidence": ["exact-name +0.60 Ana Rojas", "office +0.30"],
    }


def test_mentions_stand_in_the_graph_of_their_source() -> None:
    statements = actor_quads(make.actor(), MINTER)
    where = {(short(p), graph.value) for _, p, _, graph in statements}
    assert ("kg:mentionedIn", MINTER.source(make.SOURCE).value) in where
    assert {graph for predicate, graph in where if predicate != "kg:mentionedIn"} == {MINTER.world.value}


@pytest.mark.parametrize(
    ("values", "types", "kind"),
    [
        ({"kind": "Organization"}, ["kg:Actor", "schema:Organization"], ["kg:Organization"]),
        ({"kind": "Military"}, ["kg:Actor", "schema:Organization"], ["kg:Military"]),
        ({"kind": "MediaOutlet"}, ["kg:Actor", "schema:NewsMediaOrganization"], ["kg:MediaOutlet"]),
        ({"kind": "Group"}, ["kg:Actor"], ["kg:Group"]),
        ({"kind": "Country", "place": True}, ["kg:Actor", "schema:Country", "kg:Place"], ["kg:Country"]),
        ({"kind": "Country", "acts": False, "place": True}, ["kg:Place", "schema:Country"], None),
        ({"kind": "Place", "acts": False, "place": True}, ["kg:Place"], None),
        ({"kind": "Place", "acts": False}, ["kg:Place"], None),
        ({"kind": "Place"}, ["kg:Actor", "kg:Place"], ["kg:Group"]),
    ],
)
def test_types_of_actors_and_places(values: dict[str, Any], types: list[str], kind: list[str] | None) -> None:
    found = said(actor_quads(make.actor(**values), MINTER), MINTER.entity(make.PETRO))
    assert (found["rdf:type"], found.get("kg:actorKind")) == (types, kind)


def test_a_place_lies_where_it_lies() -> None:
    statements = actor_quads(make.place(), MINTER)
    found = said(statements, MINTER.entity(make.BOGOTA))
    assert (found["schema:latitude"], found["schema:longitude"]) == (["-19.0431"], ["-65.2592"])
    assert found["schema:addressCountry"] == ["BO"]
    assert said(statements, MINTER.geometry(make.BOGOTA))["geo:asWKT"] == ["POINT(-65.2592 -19.0431)"]


@pytest.mark.parametrize(
    ("target", "same", "linked"),
    [("Q7", ["wd:Q7"], ["wd:Q7"]), ("kg:office-7", None, [MINTER.target("kg:office-7").value]), ("", None, None)],
)
def test_only_wikidata_is_the_same(target: str, same: list[str] | None, linked: list[str] | None) -> None:
    statements = actor_quads(make.actor(link=make.link(target)), MINTER)
    assert said(statements, MINTER.entity(make.PETRO)).get("schema:sameAs") == same
    assert said(statements, MINTER.link(make.PETRO, target)).get("kg:linkTarget") == linked


def test_a_link_that_was_not_looked_up_says_so() -> None:
    link = make.link("", evidence=(), looked_up=False)
    assert said(actor_quads(make.actor(link=link), MINTER), MINTER.link(make.PETRO, ""))["kg:lookedUp"] == ["false"]


@pytest.mark.parametrize(("above", "written"), [(None, False), (0.95, False), (0.9, True)])
def test_owl_same_as_on_request(above: float | None, written: bool) -> None:
    found = said(actor_quads(make.actor(), MINTER, same_as_above=above), MINTER.entity(make.PETRO))
    assert ("owl:sameAs" in found) is written


# ---------------------------------------------------------------- events and reports


def test_a_statement_and_its_report() -> None:
    event = make.event(about=(make.TRUMP, "event:other"), disagrees_on=("earliest",), realises=("event:plan",))
    statements = event_quads(event, MINTER, RUN)
    source = MINTER.source(make.SOURCE).value
    assert said(statements, MINTER.event(event.key)) == {
        "rdf:type": ["kg:Event", "kg:Statement"],
        "kg:status": ["kg:occurred"],
        "kg:earliest": ["2026-01-09"],
        "kg:latest": ["2026-01-09"],
        "kg:speaker": [MINTER.entity(make.PETRO).value],
        "kg:about": [MINTER.entity(make.TRUMP).value, MINTER.event("event:other").value],
        "kg:independentSources": ["1"],
        "kg:disagreesOn": ["kg:earliest"],
        "kg:realises": [MINTER.event("event:plan").value],
        "kg:mentionedIn": [source],
    }
    assert said(statements, MINTER.report(event.reports[0].key)) == {
        "rdf:type": ["kg:Report"],
        "kg:reports": [MINTER.event(event.key).value],
        "kg:inSource": [source],
        "kg:exact": ['Ana Rojas said on Friday: "The border stays open."'],
        "kg:start": ["0"],
        "kg:end": ["50"],
        "kg:trigger": ["said"],
        "kg:status": ["kg:occurred"],
        "kg:earliest": ["2026-01-09"],
        "kg:latest": ["2026-01-09"],
        "kg:dateText": ["on Friday"],
        "kg:speaker": [MINTER.entity(make.PETRO).value],
        "kg:content": ['"The border stays open."'],
        "kg:form": ["kg:direct"],
        "kg:cue": ["said"],
        "kg:speakerText": ["Ana Rojas"],
        "prov:wasGeneratedBy": [RUN.value],
    }


def test_a_military_action() -> None:
    report = make.report(make.action())
    event = make.event(report)
    found = said(event_quads(event, MINTER, RUN), MINTER.event(event.key))
    assert {k: found[k] for k in ("kg:kind", "kg:deathsLow", "kg:deathsHigh", "kg:near")} == {
        "kg:kind": ["kg:drone-strike"],
        "kg:deathsLow": ["2"],
        "kg:deathsHigh": ["3"],
        "kg:near": ["true"],
    }
    told = said(report_quads(report, event.key, MINTER, RUN), MINTER.report(report.key))
    assert told["kg:toldBy"] == [MINTER.entity(make.PETRO).value]
    assert told["kg:agent"] == found["kg:agent"] == [MINTER.entity(make.TRUMP).value]


def test_a_meeting_is_one_node_with_all_its_participants() -> None:
    event = make.event(make.report(make.meeting()))
    found = said(event_quads(event, MINTER, RUN), MINTER.event(event.key))
    assert found["kg:participant"] == [MINTER.entity(make.PETRO).value, MINTER.entity(make.TRUMP).value]
    assert found["kg:mode"] == ["kg:in-person"]


def test_a_medium_is_an_actor_or_a_word() -> None:
    event = make.event(make.report(make.statement(medium=(make.AFP, "X"))))
    found = said(event_quads(event, MINTER, RUN), MINTER.event(event.key))
    assert found["kg:medium"] == [MINTER.entity(make.AFP).value, "X"]


def test_merged_reports_say_why() -> None:
    one, two = make.report(), make.report(source="5b")
    event = make.event(one, two)
    statements = event_quads(event, MINTER, RUN)
    assert said(statements, MINTER.reason(one.key, two.key)) == {
        "rdf:type": ["kg:MergeReason"],
        "kg:mergeOf": [MINTER.event(event.key).value],
        "kg:left": [MINTER.report(one.key).value],
        "kg:right": [MINTER.report(two.key).value],
        "kg:confidence": ["0.75"],
        "kg:evidence": ["same-day +0.50"],
    }


def test_what_depends_on_one_source_stands_in_its_graph() -> None:
    event = make.event(make.report(), make.report(source="5b"))
    statements = event_quads(event, MINTER, RUN)
    for report in event.reports:
        own = {g for s, _, _, g in statements if s == MINTER.report(report.key)}
        assert own == {MINTER.source(report.source)}
    assert {g for s, p, _, g in statements if s == MINTER.event(event.key) and short(p) != "kg:mentionedIn"} == {MINTER.world}


def test_no_statement_twice() -> None:
    telling = make.statement(roles=(("speaker", make.PETRO), ("about", make.TRUMP)), medium=("X", "X"))
    event = make.event(make.report(telling), make.report(telling, "5b"), about=(make.TRUMP,))
    statements = event_quads(event, MINTER, RUN)
    assert [s for s, n in Counter(statements).items() if n > 1 and short(s[1]) != "kg:about"] == []


@pytest.mark.parametrize(
    "change",
    [{"status": "maybe"}, {"kind": "party"}, {"when": When("2026-02-30")}, {"disagrees_on": ("colour",)}],
)
def test_what_the_ontology_does_not_know_is_refused(change: dict[str, object]) -> None:
    event = dataclasses.replace(make.event(), **change)  # type: ignore[arg-type]
    with pytest.raises(ValueGateError):
        event_quads(event, MINTER, RUN)
