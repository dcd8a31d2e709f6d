"""``kg query`` as a person uses it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.kg_run import STORY, run

MEETINGS = "PREFIX kg: <https://w3id.org/newskg/ontology#> SELECT ?m ?e { ?m a kg:Meeting ; kg:earliest ?e } ORDER BY ?e"


@pytest.mark.parametrize("way", ["option", "file", "stdin", "dash"])
def test_the_query_comes_by_any_way(tmp_path: Path, way: str) -> None:
    (tmp_path / "q.rq").write_text(MEETINGS, encoding="utf-8")
    extra, stdin = {
        "option": (["-q", MEETINGS], ""), "file": (["-f", str(tmp_path / "q.rq")], ""), "stdin": ([], MEETINGS),
        "dash": (["-f", "-"], MEETINGS),
    }[way]  # fmt: skip
    ended = run("query", STORY, *extra, "--format", "csv", stdin=stdin)
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.splitlines()[1] == "https://w3id.org/newskg/id/event/talks,2026-03-01"


def test_the_output_file_names_the_format_and_is_whole_or_not_there(tmp_path: Path) -> None:
    out = tmp_path / "m.json"
    assert run("query", STORY, "-q", MEETINGS, "-o", str(out)).code == 0
    assert len(json.loads(out.read_text(encoding="utf-8"))["results"]["bindings"]) == 3
    before = out.read_bytes()
    cross = "SELECT * { " + " ".join(f"?a{i} ?b{i} ?c{i} ." for i in range(9)) + " } ORDER BY ?a0"
    ended = run("query", STORY, "-q", cross, "-o", str(out), "--timeout", "1")
    assert ended.code == 2 and "did not end within 1 seconds" in ended.err
    assert out.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["m.json"]


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("query", STORY, "-q", "DROP ALL"), 2, "queries here only read"),
        (("query", STORY, "-q", "SELECT * { ?s ?p"), 2, "line 1, column"),
        (("query", "none.ttl", "-q", MEETINGS), 4, "no such file"),
        (("query", "-q", MEETINGS), 2, "no graph is named"),
        (("query", STORY, "-f", "none.rq"), 4, "query cannot be read"),
        (("query", STORY, "-q", MEETINGS, "--format", "ttl"), 2, "rows are no graph"),
        (("query", STORY, "-q", MEETINGS, "--format", "xlsx"), 2, "no format of results"),
        (("query", STORY, "-q", MEETINGS, "-o", "none/out.csv"), 6, "folder does not exist"),
        (("query", "http://127.0.0.1:1/", "-q", MEETINGS), 7, "does not answer"),
    ],
)
def test_errors(tmp_path: Path, arguments: tuple[str, ...], code: int, message: str) -> None:
    ended = run(*arguments, cwd=tmp_path)
    assert (ended.code, ended.out) == (code, "")
    assert message in ended.err and "urllib3" not in ended.err and "Retrying" not in ended.err


def test_a_graph_as_turtle_and_a_limit() -> None:
    ended = run("query", STORY, "-q", "CONSTRUCT WHERE { ?s a <https://w3id.org/newskg/ontology#Meeting> }")
    assert "a kg:Meeting" in ended.out and "@prefix kg:" in ended.out
    assert len(run("query", STORY, "-q", MEETINGS, "--limit", "1", "--format", "tsv").out.splitlines()) == 2
