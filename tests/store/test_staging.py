"""Every triple finds the graph from which it can be dropped again, whatever format it came in."""

from __future__ import annotations

import gzip
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.errors import InputError
from kg.rdf.terms import KG, RDF_TYPE
from kg.store.staging import stage
from tests.store.conftest import FIXTURE

ID = "https://w3id.org/newskg/id/"


def test_turtle_is_split_by_source() -> None:
    staged = stage([str(FIXTURE)])
    assert staged.graphs()[0].value == ID + "graph/world"
    assert [g.value for g in staged.graphs()[1:]] == [f"{ID}source/s{i}" for i in range(1, 9)]
    s7 = ox.NamedNode(ID + "source/s7")
    subjects = {
        t.subject.value for t in staged.triples(s7) if isinstance(t.subject, ox.NamedNode) and t.predicate != KG.mentionedIn
    }
    assert subjects == {ID + "source/s7", *(f"{ID}report/{name}7" for name in ("talks", "border", "strike", "shelling"))}
    mentions = [t for g in staged.graphs() for t in staged.triples(g) if t.predicate == KG.mentionedIn]
    assert mentions and all(t in staged.triples(t.object) for t in mentions if isinstance(t.object, ox.NamedNode))


def test_nothing_is_lost_or_doubled() -> None:
    staged = stage([str(FIXTURE), str(FIXTURE)])
    assert len(staged.store) == len(list(ox.parse(path=str(FIXTURE))))
    assert not list(staged.store.quads_for_pattern(None, None, None, ox.DefaultGraph()))


@pytest.mark.parametrize("ending", ["nq", "trig", "nq.gz", "jsonld"])
def test_graphs_that_are_there_stay(tmp_path: Path, ending: str) -> None:
    quad = ox.Quad(ox.NamedNode("urn:s"), ox.NamedNode("urn:p"), ox.Literal("é"), ox.NamedNode("urn:g"))
    form = ox.RdfFormat.from_extension(ending.removesuffix(".gz"))
    assert form is not None
    data = ox.serialize([quad], format=form) or b""
    (tmp_path / f"g.{ending}").write_bytes(gzip.compress(data) if ending.endswith("gz") else data)
    assert [g.value for g in stage([str(tmp_path / f"g.{ending}")]).graphs()] == ["urn:g"]


def test_the_shared_graph_lies_under_the_base_of_the_sources(tmp_path: Path) -> None:
    file = tmp_path / "g.nt"
    base = "https://my.example/kg#"
    lines = (f"<{base}source/1> <{RDF_TYPE.value}> <{KG.Source.value}> .", f"<{base}entity/1> <urn:p> <urn:o> .")
    file.write_text("\n".join(lines), encoding="utf-8")
    assert stage([str(file)]).world.value == "https://my.example/kg#graph/world"


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("g.ttl", b"<urn:a> <urn:b> ", "broken RDF"),
        ("g.ttl", b"", "no triples"),
        ("g.ttl", b"_:b <urn:b> <urn:c> .", "blank node"),
        ("g.docx", b"x", "unknown format"),
        ("g.nt.gz", gzip.compress(b"<urn:a> <urn:b> <urn:c> .\n" * 1000)[:-9], "cannot be read"),
    ],
)
def test_what_cannot_be_loaded(tmp_path: Path, name: str, content: bytes, message: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(InputError, match=message):
        stage([str(tmp_path / name)])


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        stage([str(tmp_path / "none.ttl")])
