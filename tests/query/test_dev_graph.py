"""The named questions on a graph of real articles: the same rows in rdflib and in Oxigraph, and an empty audit."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import rdflib

from kg.query.graphs import ask, rows
from kg.query.named import Question, bind, question, questions
from kg.query.sandbox import Limits, Local
from kg.validate.shapes import packaged

ARTICLES = Path(__file__).parents[3] / "shared" / "eval" / "dev" / "articles.jsonl"
BUSIEST = """PREFIX kg: <https://w3id.org/newskg/ontology#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?name (COUNT(*) AS ?n) { ?e %s ?a ; a ?type . ?a skos:prefLabel ?name . ?r kg:reports ?e }
GROUP BY ?name ORDER BY DESC(?n) ?name LIMIT 1"""
LONG = Limits(seconds=300)

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not ARTICLES.is_file(), reason="the development articles are not here (../shared/eval/dev)"),
]


@pytest.fixture(scope="module")
def dev(tmp_path_factory: pytest.TempPathFactory) -> Local:
    out = tmp_path_factory.mktemp("dev") / "dev.trig"
    run = "from kg.cli import main; main()"
    subprocess.run([sys.executable, "-c", run, "build", str(ARTICLES), "-o", str(out), "-q"], check=True, timeout=1500)
    return Local(files=(str(out),))


@pytest.fixture(scope="module")
def in_rdflib(dev: Local) -> rdflib.Dataset:
    graph = rdflib.Dataset(default_union=True)
    graph.parse(dev.files[0], format="trig")
    return graph


def example(dev: Local, asked: Question) -> dict[str, str]:
    """A value for what the question needs: who speaks most, or is most spoken of with what it does."""
    (needed,) = [p.name for p in asked.parameters if p.required] or [""]
    path = {"actor": "kg:speaker", "about": "kg:about/(kg:speaker|kg:participant|kg:agent|kg:target)?"}.get(needed)
    return {needed: rows(dev, BUSIEST % path, LONG)[0]["name"].value} if path else {}


@pytest.mark.parametrize("name", [q.name for q in questions()])
def test_the_same_rows(dev: Local, in_rdflib: rdflib.Dataset, name: str) -> None:
    query = bind(question(name), example(dev, question(name)))
    ours = [tuple(term.value if term else None for term in row) for row in ask(dev, query, LONG).rows]
    theirs = [tuple(str(term) if term is not None else None for term in row) for row in in_rdflib.query(query)]  # type: ignore[union-attr]
    assert ours == theirs
    assert bool(ours) is (name != "audit")


def test_the_values_of_events_follow_from_their_reports(dev: Local) -> None:
    rules = [entry for entry in packaged("ontology").iterdir() if entry.name.endswith(".rq")]
    assert {rule.name: list(rows(dev, rule.read_text(encoding="utf-8"), LONG)) for rule in rules} == {r.name: [] for r in rules}
