"""The whole way: what a person gets from ``kg build``, whatever happens on the way."""

from __future__ import annotations

import gzip
import itertools
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph
import pytest

from kg.config import Config
from kg.errors import ConfigError, InputError, OutputError
from kg.intake.example import example_files
from kg.pipeline import build
from kg.run.summary import Summary
from kg.validate.shapes import packaged

KG = "https://w3id.org/newskg/ontology#"
RUN = [sys.executable, "-c", "from kg.cli import main; main()"]


def articles(count: int) -> Iterator[str]:
    """Small invented articles as JSON lines."""
    places = ("Sucre", "Potosí", "Tarija", "Cobija")
    for number in range(count):
        place = places[number % len(places)]
        text = (
            f"Northland jets bomb a rebel camp near {place}\n\n"
            f"Northland's Defense Minister Ana Rojas said on Friday that its jets had bombed a camp of the Dawn Front near "
            f"{place}, killing {2 + number} fighters. President Luis Mora will meet the foreign minister of Southland in "
            f"Geneva on Monday, his office announced."
        )
        yield json.dumps({"id": f"a{number}", "text": text, "published": "2026-01-09", "publisher": f"Daily {number}"})


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("news") / "news.jsonl"
    path.write_text("\n".join(articles(6)) + "\n", encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Summary]:
    out = tmp_path_factory.mktemp("example") / "example.ttl"
    return out, build(example_files(), str(out))


def ask(graph: Path, query: str) -> list[tuple[str, ...]]:
    store = pyoxigraph.Store()
    store.load(path=str(graph))
    rows = store.query(f"PREFIX kg: <{KG}> PREFIX dct: <http://purl.org/dc/terms/> {query}", use_default_graph_as_union=True)
    assert isinstance(rows, pyoxigraph.QuerySolutions)
    return sorted(tuple(term.value if term else "" for term in row) for row in rows)


def test_the_example_tells_all_three_classes_and_conforms(example: tuple[Path, Summary]) -> None:
    out, summary = example
    assert summary.read == summary.built == 6
    assert not summary.findings
    assert summary.exit_code == 0
    assert min(summary.events[cls] for cls in ("Statement", "Meeting", "MilitaryAction")) >= 2
    assert len(ask(out, "SELECT ?s WHERE { ?s a kg:Source }")) == 6


def test_the_values_of_events_follow_from_their_reports(example: tuple[Path, Summary]) -> None:
    rules = [entry for entry in packaged("ontology").iterdir() if entry.name.endswith(".rq")]
    found = {rule.name: ask(example[0], rule.read_text(encoding="utf-8")) for rule in rules}
    assert found == {rule.name: [] for rule in rules}
    assert len(found) == 9


def test_every_passage_stands_in_the_text_that_kg_text_prints(example: tuple[Path, Summary]) -> None:
    out, _ = example
    rows = ask(
        out,
        "SELECT ?id ?b ?e ?x WHERE { ?r kg:inSource/dct:identifier ?id ; kg:start ?b ; kg:end ?e ; kg:exact ?x }",
    )
    texts = {Path(f).stem: Path(f).read_text(encoding="utf-8") for f in example_files() if f.endswith(".txt")}
    checked = [texts[name][int(start) : int(end)] == exact for name, start, end, exact in rows if name in texts]
    assert checked
    assert all(checked)


def test_the_near_copy_counts_once(example: tuple[Path, Summary]) -> None:
    out, _ = example
    pairs = ask(out, "SELECT ?a ?b WHERE { ?x kg:nearCopyOf ?y . ?x dct:identifier ?a . ?y dct:identifier ?b }")
    assert len(pairs) == 1
    assert set(pairs[0]) == {"andean-courier", "harbor-tribune"}


def test_what_was_only_threatened_or_planned_is_kept_apart(example: tuple[Path, Summary]) -> None:
    statuses = {row[0].removeprefix(KG) for row in ask(example[0], "SELECT DISTINCT ?s WHERE { ?e a kg:Event ; kg:status ?s }")}
    assert {"occurred", "planned", "threatened"} <= statuses


COMBINATIONS = list(
    itertools.islice(
        itertools.product(("0", "1", "77"), (("C", "UTC"), ("C.UTF-8", "Asia/Tokyo")), ((1, False), (2, True))), 12
    )
)


@pytest.mark.slow
def test_the_same_bytes_whatever_the_surroundings(tmp_path: Path) -> None:
    """Hash seed × locale and time zone × workers and order of files: 12 builds, one content."""
    contents = set()
    for number, (seed, (locale, zone), (jobs, turned)) in enumerate(COMBINATIONS):
        files = sorted(example_files(), reverse=turned)
        out = tmp_path / str(number) / "graph.trig"
        out.parent.mkdir()
        surroundings = os.environ | {"PYTHONHASHSEED": seed, "LC_ALL": locale, "TZ": zone}
        subprocess.run([*RUN, "build", *files, "-o", str(out), "-j", str(jobs), "-q"], env=surroundings, check=True)
        contents.add(out.read_bytes())
    assert len(COMBINATIONS) == 12
    assert len(contents) == 1


@pytest.mark.slow
def test_a_killed_build_goes_on_and_ends_in_the_same_bytes(news: Path, tmp_path: Path) -> None:
    whole = tmp_path / "whole.nq"
    build([str(news)], str(whole))
    killed = tmp_path / "killed.nq"
    chance = random.Random(5)
    for _ in range(4):
        process = subprocess.Popen([*RUN, "build", str(news), "-o", str(killed), "-q"])
        time.sleep(chance.uniform(0.3, 4.0))
        process.send_signal(signal.SIGKILL)
        process.wait()
    subprocess.run([*RUN, "build", str(news), "-o", str(killed), "-q"], check=True)
    assert killed.read_bytes() == whole.read_bytes()
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_adding_an_article_renames_nothing_and_removing_it_takes_only_its_own(news: Path, tmp_path: Path) -> None:
    lines = news.read_text(encoding="utf-8").splitlines()
    few, more = tmp_path / "few.jsonl", tmp_path / "more.jsonl"
    few.write_text("\n".join(lines[1:]), encoding="utf-8")
    more.write_text("\n".join(lines), encoding="utf-8")
    out = tmp_path / "graph.nq"
    build([str(few)], str(out))
    nodes = "SELECT DISTINCT ?s WHERE { ?s ?p ?o FILTER NOT EXISTS { ?s a kg:MergeReason } }"  # reasons are not of the world
    before = set(ask(out, nodes))
    first = out.read_bytes()
    build([str(more)], str(out))
    assert before < set(ask(out, nodes))
    build([str(few)], str(out))
    assert out.read_bytes() == first


@pytest.mark.parametrize("extension", ["ttl", "trig", "nt", "nq", "rdf", "jsonld", "ttl.gz", "nq.gz"])
def test_every_format_holds_the_same_statements(extension: str, news: Path, tmp_path: Path) -> None:
    out = tmp_path / f"graph.{extension}"
    summary = build([str(news)], str(out), limit=2)
    data = out.read_bytes()
    if extension.endswith(".gz"):
        data = gzip.decompress(data)
    form = pyoxigraph.RdfFormat.from_extension(extension.removesuffix(".gz"))
    assert form
    assert len({quad.triple for quad in pyoxigraph.parse(data, form)}) == summary.triples > 50


def test_bad_articles_are_set_aside_with_their_place_and_the_others_built(tmp_path: Path) -> None:
    bad = ["{broken", json.dumps({"id": "tiny", "text": "Too short."}), json.dumps({"id": "no text"})]
    source = tmp_path / "mixed.jsonl"
    source.write_text("\n".join([*articles(2), *bad, *itertools.islice(articles(1), 1)]), encoding="utf-8")
    out = tmp_path / "mixed.ttl"
    summary = build([str(source)], str(out))
    assert (summary.read, summary.built, summary.duplicates) == (6, 2, 1)
    assert summary.set_aside == {"broken-line": 2, "empty": 1}
    assert summary.exit_code == 3
    rejects = [json.loads(line) for line in (tmp_path / "mixed.rejects.jsonl").read_text().splitlines()]
    assert [(reject["origin"]["line"], reject["code"]) for reject in rejects] == [
        (3, "broken-line"), (4, "empty"), (5, "broken-line"),
    ]  # fmt: skip
    assert "Too short" not in (tmp_path / "mixed.rejects.jsonl").read_text()


def test_no_usable_input_is_an_error_and_leaves_the_old_output(tmp_path: Path) -> None:
    source, out = tmp_path / "none.jsonl", tmp_path / "old.ttl"
    source.write_text("{broken\n")
    out.write_text("# old\n")
    with pytest.raises(InputError, match=r"none\.jsonl, line 1: no usable article: 1 broken-line"):
        build([str(source)], str(out))
    assert out.read_text() == "# old\n"


def test_going_online_needs_a_contact_and_says_how_to_set_it(news: Path, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="contact"):
        build([str(news)], str(tmp_path / "graph.ttl"), config=Config(online=True))


def test_an_output_that_cannot_be_written_is_said_before_any_work(news: Path, tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="folder does not exist"):
        build([str(news)], str(tmp_path / "missing" / "graph.ttl"))


def test_a_printed_date_with_day_and_month_swapped_is_kept_and_resolved_by_evidence(example: tuple[Path, Summary]) -> None:
    rows = ask(
        example[0],
        "SELECT ?printed ?day ?basis WHERE { ?s dct:identifier 'plaza-diaria' ; kg:datePrinted ?printed ;"
        " <https://schema.org/datePublished> ?day ; kg:dateBasis ?basis }",
    )
    assert rows == [("October 1, 2026", "2026-01-10", "evidence")]
