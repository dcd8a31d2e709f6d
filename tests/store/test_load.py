"""What is loaded is there, in every kind of store: once, whole, and in the graph of its source."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.errors import OutputError, RemoteError
from kg.query.formats import shown
from kg.query.graphs import Graph, ask, ask_named, graph_of
from kg.query.named import questions
from kg.store.client import Client
from kg.store.credentials import Credentials
from kg.store.endpoints import find
from kg.store.load import load, open_target
from kg.store.target import RemoteTarget, open_folder
from tests.store.conftest import FIXTURE, Place

ID = "https://w3id.org/newskg/id/"
GIVEN = {"timeline": {"actor": "Ana Vélez"}, "said-about": {"about": "Sutria"}}


@pytest.fixture(autouse=True)
def known_credentials(monkeypatch: pytest.MonkeyPatch, place: Place) -> None:
    monkeypatch.delenv("KG_STORE_USER", raising=False)
    monkeypatch.delenv("KG_STORE_PASSWORD", raising=False)
    if place.credentials:
        monkeypatch.setenv("KG_STORE_USER", place.credentials.user)
        monkeypatch.setenv("KG_STORE_PASSWORD", place.credentials.password)


@pytest.fixture(autouse=True)
def empty(place: Place) -> Iterator[None]:
    """The servers live for all tests, so each test leaves its graphs empty."""
    yield
    if place.name != "folder":
        client = Client(place.credentials)
        endpoints = find(client, place.url)
        for graph in graphs_in(graph_of([place.url])):
            assert client.send("DELETE", endpoints.graphs, params={"graph": graph}).status in (200, 204)


def fill(place: Place, *files: Path) -> None:
    target = open_target(place.url, place.credentials)
    load([str(file) for file in files], target)


def graphs_in(graph: Graph) -> dict[str, int]:
    ours = "FILTER(STRSTARTS(STR(?g), 'https://w3id.org/newskg/'))"
    query = f"SELECT ?g (COUNT(*) AS ?n) {{ GRAPH ?g {{ ?s ?p ?o }} {ours} }} GROUP BY ?g"
    return {row[0].value: int(row[1].value) for row in ask(graph, query).rows if row[0] and row[1]}


def terms(graph: Graph, query: str) -> set[tuple[str, ...]]:
    return {tuple(f"{term.value}|{term.datatype}" for term in row if term) for row in ask(graph, query).rows}


def triples(graph: Graph, name: str) -> set[tuple[str, ...]]:
    return terms(graph, f"SELECT ?s ?p ?o {{ GRAPH <{ID}{name}> {{ ?s ?p ?o }} }}")


def test_each_source_has_its_graph_and_a_second_load_changes_nothing(place: Place) -> None:
    fill(place, FIXTURE)
    first = graphs_in(graph_of([place.url]))
    assert len(first) == 9
    assert sum(first.values()) == len(list(ox.parse(path=str(FIXTURE))))
    world = triples(graph_of([place.url]), "graph/world")
    fill(place, FIXTURE)
    assert graphs_in(graph_of([place.url])) == first
    assert triples(graph_of([place.url]), "graph/world") == world


def test_every_question_has_the_same_answer_as_over_the_file(place: Place) -> None:
    fill(place, FIXTURE)
    for name in (q.name for q in questions()):
        ours, theirs = (
            [[shown(term) for term in row] for row in ask_named(graph_of([where]), name, GIVEN.get(name, {})).rows]
            for where in (str(FIXTURE), place.url)
        )
        assert ours == theirs, name
        assert ours or name == "audit"


def test_yes_no_and_graphs(place: Place) -> None:
    fill(place, FIXTURE)
    graph = graph_of([place.url])
    assert ask(graph, "ASK { ?s a <https://w3id.org/newskg/ontology#Meeting> }").boolean is True
    assert ask(graph, "ASK { ?s a <https://w3id.org/newskg/ontology#Nothing> }").boolean is False
    built = ask(graph, "CONSTRUCT { ?s a <urn:x:Met> } WHERE { ?s a <https://w3id.org/newskg/ontology#Meeting> }")
    assert sorted(shown(row[0]) for row in built.rows) == ["id:event/call", "id:event/talks", "id:event/visit"]


def source_alone(tmp_path: Path, name: str, text: str) -> Path:
    prefixes = "\n".join(line for line in FIXTURE.read_text(encoding="utf-8").splitlines() if line.startswith("@prefix"))
    file = tmp_path / f"{name}.ttl"
    file.write_text(f"{prefixes}\n{text}", encoding="utf-8")
    return file


def test_another_build_replaces_its_sources_and_leaves_the_others(place: Place, tmp_path: Path) -> None:
    fill(place, FIXTURE)
    before = graphs_in(graph_of([place.url]))
    other = source_alone(
        tmp_path,
        "other",
        """
        source:s9 a kg:Source ; dct:identifier "s9" .
        entity:un a kg:Actor ; skos:prefLabel "United Nations" ; kg:actorKind kg:Organization ; kg:mentionedIn source:s9 .
        entity:oslo a kg:Place ; skos:prefLabel "Oslo ☂ \\"x\\"" ; kg:mentionedIn source:s9 .
        """,
    )
    fill(place, other)
    graph = graph_of([place.url])
    after = graphs_in(graph)
    assert {name: n for name, n in after.items() if "world" not in name} == {
        **{name: n for name, n in before.items() if "world" not in name}, ID + "source/s9": 4,
    }  # fmt: skip
    names = {
        row[0].value for row in ask(graph, "SELECT ?n { ?s <http://www.w3.org/2004/02/skos/core#prefLabel> ?n }").rows if row[0]
    }
    assert {'Oslo ☂ "x"', "United Nations", "Ana Vélez", "Kesh"} <= names
    kept = [[shown(term) for term in row] for row in ask_named(graph, "disagreements", {}).rows]
    assert kept == [[shown(term) for term in row] for row in ask_named(graph_of([str(FIXTURE)]), "disagreements", {}).rows]
    world = triples(graph, "graph/world")
    claim = f"SELECT ?s ?p ?o {{ VALUES ?s {{ <{ID}event/shelling> }} ?s ?p ?o }}"
    assert terms(graph, claim) == terms(graph_of([str(FIXTURE)]), claim), "a kept event is as it was"
    assert any(s.startswith(ID + "link/geneva") for s, *_ in world), "a kept place keeps its link"
    assert not any(s.startswith(ID + "link/un") for s, *_ in world), "a replaced actor loses the link of before"
    assert any(s.startswith(ID + "merge/talks13") for s, *_ in world)
    assert any(s.startswith(ID + "tool/kg") for s, *_ in world)


def test_what_no_source_supports_any_more_goes(place: Place, tmp_path: Path) -> None:
    first = source_alone(
        tmp_path, "a", 'source:s1 a kg:Source . entity:a a kg:Place ; skos:prefLabel "A" ; kg:mentionedIn source:s1 .'
    )
    second = source_alone(
        tmp_path, "b", 'source:s1 a kg:Source . entity:b a kg:Place ; skos:prefLabel "B" ; kg:mentionedIn source:s1 .'
    )
    fill(place, first)
    fill(place, second)
    graph = graph_of([place.url])
    assert {s for s, *_ in triples(graph, "graph/world")} == {ID + "entity/b|"}
    assert graphs_in(graph) == {ID + "graph/world": 2, ID + "source/s1": 2}


def test_values_come_back_as_they_were_written(place: Place, tmp_path: Path) -> None:
    said = ['tab\tnewline\nquote" backslash\\ \\u0041', "Żółć 漢字 \U0001f54a", "x" * 20_000, "<b>&amp;</b>", "' OR 1=1; --"]
    lines = [f"entity:a skos:altLabel {ox.Literal(text)} ." for text in said]
    typed = 'entity:a kg:earliest "2026-01-09"^^xsd:date ; kg:deathsLow 7 ; schema:latitude -4.25 ; kg:near true .'
    fill(place, source_alone(tmp_path, "v", "source:s1 a kg:Source . " + "\n".join(lines) + typed))
    graph = graph_of([place.url])
    labels = ask(graph, f"SELECT ?o {{ <{ID}entity/a> <http://www.w3.org/2004/02/skos/core#altLabel> ?o }}")
    assert {row[0].value for row in labels.rows if row[0]} == set(said)
    found = {
        (row[0].value.partition("#")[2], row[1].value)
        for row in ask(graph, f"SELECT ?p ?o {{ <{ID}entity/a> ?p ?o }}").rows
        if row[0] and row[1]
    }
    assert {("earliest", "2026-01-09"), ("deathsLow", "7")} <= found


def test_a_large_shared_graph_goes_in_parts(place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.store.target.PART", 700)
    world = f"{ID}graph/world"
    lines = [f'<{ID}entity/e{i}> <urn:p> "{i}" <{world}> .\n' for i in range(1_500)]
    (tmp_path / "big.nq").write_text("".join(lines), encoding="utf-8")
    fill(place, tmp_path / "big.nq")
    assert graphs_in(graph_of([place.url])) == {world: 1_500}
    fill(place, tmp_path / "big.nq")
    assert graphs_in(graph_of([place.url])) == {world: 1_500}


@pytest.mark.parametrize("place", ["virtuoso"], indirect=True)
def test_wrong_credentials_are_told_without_showing_them(place: Place) -> None:
    for wrong in (None, Credentials("dba", "hunter2secret")):
        with pytest.raises(RemoteError, match="refuses access") as caught:
            fill(replace(place, credentials=wrong), FIXTURE)
        assert "hunter2secret" not in str(caught.value)
        assert "KG_STORE_USER" in str(caught.value)


@pytest.mark.parametrize("place", ["virtuoso"], indirect=True)
def test_a_result_that_the_store_cuts_is_an_error_not_a_short_answer(place: Place, tmp_path: Path) -> None:
    lines = [f'<{ID}entity/e{i}> <urn:cut> "{i}" <{ID}graph/world> .\n' for i in range(2_100)]
    (tmp_path / "big.nq").write_text("".join(lines), encoding="utf-8")
    fill(place, tmp_path / "big.nq")
    with pytest.raises(RemoteError, match="cut the result at 2000 rows"):
        ask(graph_of([place.url]), "SELECT ?s { ?s <urn:cut> ?o }")
    assert len(list(ask(graph_of([place.url]), "SELECT ?s { ?s <urn:cut> ?o } LIMIT 100").rows)) == 100


@pytest.mark.parametrize("place", ["folder"], indirect=True)
def test_a_folder_in_use_is_told(place: Place) -> None:
    held = open_folder(place.url)
    with pytest.raises(OutputError, match="in use"):
        open_folder(place.url)
    del held


@pytest.mark.parametrize("place", ["folder"], indirect=True)
def test_a_folder_with_other_things_is_no_store(place: Place) -> None:
    Path(place.url).mkdir()
    Path(place.url, "notes.txt").touch()
    with pytest.raises(OutputError, match="no store"):
        open_folder(place.url)


def test_a_target_counts_what_is_not_there_as_nothing(place: Place) -> None:
    target = open_target(place.url, place.credentials)
    assert target.count(ox.NamedNode("urn:x:none")) == 0
    assert isinstance(target, RemoteTarget) is (place.name != "folder")
