"""Newer facts: from the query service, and from a dump that is read as a stream."""

from __future__ import annotations

import bz2
import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from kg.errors import ConfigError, InputError
from kg.link import open_index
from kg.link.compile import compile_index
from kg.link.dump import build_from_dump, items_in
from kg.link.update import update_index
from tests.link.make import claim, item, sources


class Asked:
    """A client that answers every query with the same rows."""

    def __init__(self, *rows: dict[str, str]) -> None:
        self.rows, self.queries = list(rows), [""][:0]

    def query(self, sparql: str) -> list[dict[str, str]]:
        self.queries.append(sparql)
        return self.rows


def row(person: str, name: str, position: str, start: str, end: str = "") -> dict[str, str]:
    """A row of the query service."""
    return {"person": person, "personLabel": name, "position": "Q1", "positionLabel": position, "start": start, "end": end}


@pytest.fixture
def old(tmp_path: Path) -> Path:
    compile_index(sources(tmp_path / "in"), tmp_path / "old.sqlite")
    return tmp_path / "old.sqlite"


def test_offices_that_began_lately_are_added_and_all_else_stays(old: Path, tmp_path: Path) -> None:
    client: Any = Asked(
        row("Q950", "Bruno Salcedo", "Minister of Defence", "2025-02-03T00:00:00Z"),
        row("Q901", "Ana Belmonte", "President of Spain", "2024-05-05T00:00:00Z"),
        row("Q951", "Q951", "Minister of Sport", "2025-02-03T00:00:00Z"),
    )
    assert update_index(old, tmp_path / "new.sqlite", client, "2024-01-01", ["ES"]) == 2
    before, after = open_index(old), open_index(tmp_path / "new.sqlite")
    (minister,) = after.named("bruno salcedo")
    assert (minister.country, minister.type, minister.as_of) == ("ES", "person", "2024-01-01")
    assert after.terms("Q950")[0].start == 20250203
    assert after.named("salcedo")[0].match == "surname"
    assert len(after.terms("Q901")) == len(before.terms("Q901")) + 1
    assert after.named("cafe de flores") == before.named("cafe de flores")


def test_every_country_is_asked_for_in_its_turn(old: Path, tmp_path: Path) -> None:
    client: Any = Asked()
    update_index(old, tmp_path / "new.sqlite", client, "2024-01-01")
    assert [q for code in ("CO", "ES") for q in client.queries if f'"{code}"' in q]
    assert all('"2024-01-01T00:00:00Z"' in query for query in client.queries)


@pytest.mark.parametrize(("since", "code"), [("lately", "ES"), ('2024-01-01" }', "ES"), ("2024-01-01", 'ES" . ?x ?y ?z')])
def test_a_query_is_never_made_of_unchecked_words(old: Path, tmp_path: Path, since: str, code: str) -> None:
    client: Any = Asked()
    with pytest.raises(ConfigError):
        update_index(old, tmp_path / "new.sqlite", client, since, [code])
    assert client.queries == []


ITEMS: list[Any] = [
    item("Q29", "Spain", "Q3624078", P297="ES", links=200),
    item("Q901", "Ana Belmonte", "Q5", P27="Q29", P569="+1970-02-03T00:00:00Z",
         P39=[claim("Q801", P580="+2018-06-02T00:00:00Z")]),
    item("Q801", "Prime Minister of Spain", "Q4164871", P1001="Q29", links=3),
    item("Q902", "Nobody Much", "Q5", links=1),
    item("Q903", "Puerto Chico", "Q12", P17="Q29", aliases=("Port Chico",), links=9),
    item("Q12", "fishing town", P279="Q486972", links=0),
    item("Q904", "A Novel", "Q7725634", links=90),
    {"type": "property", "id": "P31"},
]  # fmt: skip


def dump(path: Path, text: str) -> Path:
    """Writes a dump, compressed as its name says."""
    data = text.encode()
    path.write_bytes(gzip.compress(data) if path.suffix == ".gz" else bz2.compress(data) if path.suffix == ".bz2" else data)
    return path


WHOLE = "[\n" + ",\n".join(map(json.dumps, ITEMS)) + "\n]\n"


@pytest.mark.parametrize("name", ["dump.json", "dump.json.gz", "dump.json.bz2"])
def test_a_dump_becomes_an_index(tmp_path: Path, name: str) -> None:
    build_from_dump(dump(tmp_path / name, WHOLE), tmp_path / "kb")
    index = open_index(tmp_path / "kb")
    (head,) = index.terms("Q901")
    assert (head.roles, head.country, head.start, head.end) == (("head-of-government",), "ES", 20180602, 0)
    assert [(c.id, c.type, c.country) for c in index.named("port chico")] == [("Q903", "settlement", "ES")]
    assert index.named("nobody much") == index.named("a novel") == ()
    assert index.named("hamas")


@pytest.mark.parametrize("text", [WHOLE[:-200], WHOLE[: WHOLE.index('"Q904"')], "", "no dump at all\n"])
def test_a_dump_that_is_cut_short_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(InputError, match="dump"):
        list(items_in(dump(tmp_path / "dump.json", text)))


def test_a_cut_archive_is_refused(tmp_path: Path) -> None:
    path = dump(tmp_path / "dump.json.gz", WHOLE)
    path.write_bytes(path.read_bytes()[:-40])
    with pytest.raises(InputError, match="dump"):
        list(items_in(path))
