"""The index that ships: what it knows, how fast, how big; and files that are no index."""

from __future__ import annotations

import gzip
import time
from pathlib import Path

import pytest

from kg.errors import ConfigError
from kg.link import index_info, open_index
from kg.link.compile import own
from kg.link.index import SHIPPED
from kg.link.tables import table
from tests.link.make import shipped


def test_it_opens_and_answers_quickly() -> None:
    started = time.perf_counter()
    index = open_index()
    assert index.named("france")[0].id == "Q142"
    assert time.perf_counter() - started < 0.05  # 1 ms on an idle machine; the goal is 5
    index.close()


def test_it_fits_into_the_wheel() -> None:
    assert len(gzip.compress(SHIPPED.read_bytes(), 6)) < 12_000_000


def test_info_tells_what_was_used() -> None:
    info = index_info()
    assert len(info.digest) == 64
    assert info.entities > 100_000
    assert info.terms > 100_000
    assert info.as_of >= "2026"


def test_every_country_of_the_table_is_known_by_all_its_names() -> None:
    unknown = [
        (row["code"], name) for row in table("countries") for name in (row["name"], *row["demonyms"].split("|"))
        if name and not shipped().country(name)
    ]  # fmt: skip
    assert unknown == []


def test_terms_are_dated_and_sorted() -> None:
    terms = shipped().terms("Q22686")
    assert [t.start for t in terms] == sorted(t.start for t in terms)
    assert any("head-of-state" in t.roles and t.start == 20170120 and t.end == 20210120 for t in terms)


def test_ids_lead_to_entities_and_back() -> None:
    spain = shipped().get("Q29")
    assert spain is not None
    assert (spain.label, spain.country, spain.kind) == ("Spain", "ES", "Country")
    assert shipped().get("Q99999999999") is None
    assert shipped().get("kg:nobody/nowhere") is None


@pytest.mark.parametrize("content", [b"", b"this is no database", None])
def test_a_file_that_is_no_index_is_refused(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "kb.sqlite"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ConfigError, match="no readable index"):
        open_index(path)


def test_the_shipped_index_was_compiled_from_the_tables_that_ship() -> None:
    rows = [row for name in own.TABLES for row in table(name)]
    stale = [r["label"] for r in rows if (found := shipped().get(r["qid"] or own.local_id(r["type"], r["label"]))) is None
             or found.label != r["label"]]  # fmt: skip
    assert stale == []
