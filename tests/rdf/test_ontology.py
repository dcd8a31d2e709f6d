"""The ontology, the code, the shapes and the questions speak of the same terms; the rules it states can be recomputed."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import cast, get_args

import pyoxigraph
import pytest
import rdflib
from pyoxigraph import NamedNode, RdfFormat, Store
from rdflib import OWL, RDF, RDFS, SKOS
from rdflib.query import ResultRow

from kg.model import NearCopy, Status
from kg.rdf.iri import Minter
from kg.rdf.quads import event_quads, source_quads
from kg.rdf.statements import quads
from kg.rdf.terms import _CONCEPTS, KG, PREFIXES, concept
from kg.validate.shapes import packaged, shape_files
from tests import factories as make

NAMESPACE = PREFIXES["kg"]
QUESTIONS = Path(__file__).parents[2] / "kg" / "query" / "questions"
SCHEMES = ("statuses", "forms", "modes", "kinds", "actorKinds", "certainty")


@cache
def ontology() -> rdflib.Graph:
    return rdflib.Graph().parse(data=(packaged("ontology") / "newskg.ttl").read_text(encoding="utf-8"), format="turtle")


def local(term: object) -> str:
    return str(term).removeprefix(NAMESPACE)


def declared() -> set[str]:
    return {local(s) for s in ontology().subjects() if str(s).startswith(NAMESPACE)}


def in_code() -> set[str]:
    terms = {local(term.value) for term in vars(KG).values() if isinstance(term, NamedNode)}
    return terms | set(_CONCEPTS)


def test_the_code_uses_what_is_declared_and_all_of_it() -> None:
    assert in_code() == declared() - set(SCHEMES)


def test_shapes_use_only_what_is_declared() -> None:
    used = {
        local(term.value)
        for _, text in shape_files()
        for quad in pyoxigraph.parse(text, RdfFormat.TURTLE)
        for term in (quad.subject, quad.predicate, quad.object)
        if isinstance(term, NamedNode) and term.value.startswith(NAMESPACE)
    }
    assert len(used) > 60 and used <= declared()


@pytest.mark.parametrize("path", sorted(QUESTIONS.glob("*.rq")), ids=lambda path: path.stem)
def test_questions_use_only_what_is_declared(path: Path) -> None:
    text = re.sub(r"(?m)(^|\s)#.*$", "", path.read_text(encoding="utf-8"))
    assert set(re.findall(r"\bkg:([A-Za-z][\w-]*)", text)) <= declared()


def test_every_term_is_explained_and_tied_to_a_known_vocabulary() -> None:
    graph = ontology()
    for term in [s for s in set(graph.subjects()) if str(s).startswith(NAMESPACE)]:
        types = set(graph.objects(term, RDF.type))
        assert list(graph.objects(term, RDFS.label)) or list(graph.objects(term, SKOS.prefLabel)), term
        if OWL.Class in types:
            assert list(graph.objects(term, RDFS.subClassOf)), term
        elif types & {OWL.ObjectProperty, OWL.DatatypeProperty, RDF.Property}:
            parents = list(graph.transitive_objects(term, RDFS.subPropertyOf))
            assert any(not str(parent).startswith(NAMESPACE) for parent in parents), term
        elif SKOS.Concept in types:
            assert len(list(graph.objects(term, SKOS.inScheme))) == 1, term


@pytest.mark.parametrize(
    ("scheme", "codes"),
    [("statuses", get_args(Status)), ("certainty", get_args(Status))],
)
def test_the_schemes_hold_the_codes_of_the_model(scheme: str, codes: tuple[str, ...]) -> None:
    graph, node = ontology(), rdflib.URIRef(NAMESPACE + scheme)
    members = {local(s) for s in graph.subjects(SKOS.inScheme, node)}
    for collection in graph.objects(node, SKOS.memberList):
        members |= {local(member) for member in graph.items(collection)}
    assert members == set(codes)


def test_owl_knows_no_term_twice() -> None:
    graph = ontology()
    both = set(graph.subjects(RDF.type, OWL.ObjectProperty)) & set(graph.subjects(RDF.type, OWL.DatatypeProperty))
    assert both == set()


# ---------------------------------------------------------------- the rules, recomputed

MINTER = Minter()
CERTAINTY = ("occurred", "cancelled", "claimed", "denied", "planned", "threatened", "proposed", "hypothetical")


def graph_of(
    told: list[tuple[str, str]], credits: dict[str, tuple[str, ...]], copies: list[NearCopy], **values: object
) -> Store:
    """Sources and one event told as (source, status), in which each passage has its own place."""
    reports = [make.report(make.statement(status=s, passage=make.passage("x", i)), key) for i, (key, s) in enumerate(told)]
    block = event_quads(make.event(*reports, **values), MINTER, MINTER.run("r"))
    for key in sorted({key for key, _ in told} | {pair.original for pair in copies}):
        block += source_quads(make.source(key), MINTER, near_copies=copies, credit_keys=credits.get(key, ()))
    store = Store()
    store.extend(quads(block))
    return store


def rows(store: Store, name: str) -> list[str]:
    """What the rule derives where it differs from what is written, by both engines."""
    query = (packaged("ontology") / f"{name}.rq").read_text(encoding="utf-8")
    found = cast(pyoxigraph.QuerySolutions, store.query(query, use_default_graph_as_union=True))
    ours = [local(row["derived"].value) for row in found]
    triples = pyoxigraph.serialize([quad.triple for quad in store], format=RdfFormat.N_TRIPLES)
    answer = rdflib.Graph().parse(data=triples, format="nt").query(query)
    theirs = [local(cast(ResultRow, row).derived) for row in answer]
    assert ours == theirs
    return ours


COPY = [NearCopy("b", "a", 0.9), NearCopy("c", "a", 0.9)]
CASES = [
    ([("a", "claimed")], {}, [], "claimed", 1),
    ([("a", "claimed"), ("a", "occurred")], {}, [], "occurred", 1),
    ([("a", "occurred"), ("b", "claimed")], {}, [], "occurred", 2),
    ([("a", "occurred"), ("b", "claimed"), ("c", "claimed")], {}, [], "claimed", 3),
    ([("a", "occurred"), ("b", "claimed"), ("c", "claimed")], {"b": ("actor:w",), "c": ("actor:w",)}, [], "occurred", 2),
    ([("a", "claimed"), ("b", "claimed"), ("c", "claimed"), ("d", "occurred")], {}, COPY, "occurred", 2),
    ([("b", "planned"), ("c", "planned"), ("d", "cancelled")], {}, COPY, "cancelled", 2),
    ([("a", "denied"), ("b", "planned")], {"a": ("actor:w", "actor:v"), "b": ("actor:w", "actor:v")}, [], "denied", 2),
    ([("a", "hypothetical"), ("b", "proposed"), ("c", "threatened")], {}, [], "threatened", 3),
]  # fmt: skip


@pytest.mark.parametrize(("told", "credits", "copies", "status", "independent"), CASES)
def test_status_and_independence_follow_from_the_reports(
    told: list[tuple[str, str]],
    credits: dict[str, tuple[str, ...]],
    copies: list[NearCopy],
    status: str,
    independent: int,
) -> None:
    right = graph_of(told, credits, copies, status=status, independent=independent)
    assert (rows(right, "status-rule"), rows(right, "independent-sources")) == ([], [])
    other = next(code for code in CERTAINTY if code != status)
    wrong = graph_of(told, credits, copies, status=other, independent=9)
    assert (rows(wrong, "status-rule"), rows(wrong, "independent-sources")) == ([status], [str(independent)])


def test_the_order_of_certainty_is_the_same_everywhere() -> None:
    graph = ontology()
    collection = graph.value(rdflib.URIRef(NAMESPACE + "certainty"), SKOS.memberList)
    assert collection is not None
    assert tuple(local(member) for member in graph.items(collection)) == CERTAINTY
    query = (packaged("ontology") / "status-rule.rq").read_text(encoding="utf-8")
    pairs = re.findall(r"\(kg:(\w+) (\d)\)", query)
    assert pairs == [(code, str(rank)) for rank, code in enumerate(CERTAINTY)] * 2


def test_merge_follows_the_same_rule() -> None:
    values = pytest.importorskip("kg.merge.values")
    assert values.CERTAINTY == CERTAINTY


def test_concepts_and_properties_are_looked_up_by_their_names() -> None:
    assert concept("naval").value == f"{NAMESPACE}naval"
