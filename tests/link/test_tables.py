"""Every table that ships can be read, and says what it must."""

from __future__ import annotations

import pytest

from kg.link.compile import own
from kg.link.compile.facts import is_item
from kg.link.features import SCORERS
from kg.link.index import kind_of
from kg.link.tables import DATA, read_rows, settings, table

_FACTS = [(name, row) for name in own.TABLES for row in table(name)]


@pytest.mark.parametrize("path", sorted(DATA.glob("*.tsv")), ids=lambda p: p.stem)
def test_rows_are_whole_and_not_repeated(path: object) -> None:
    rows = read_rows(DATA / str(path))
    assert rows
    keys = [tuple(row.values()) for row in rows]
    assert len(keys) == len(set(keys))


def test_an_id_stands_only_where_a_public_file_states_it() -> None:
    assert len(_FACTS) > 1000
    assert [row for _, row in _FACTS if row["qid"] and not (is_item(row["qid"]) and row["source"])] == []


def test_every_row_of_facts_has_a_label_a_type_and_a_country_code_or_none() -> None:
    wrong = [row for _, row in _FACTS if not row["label"] or not kind_of(row["type"]) or len(row["country"]) not in (0, 2)]
    assert wrong == []


@pytest.mark.parametrize("name", own.TABLES)
def test_no_two_rows_of_a_table_share_an_id(name: str) -> None:
    ids = [row["qid"] or own.local_id(row["type"], row["label"]) for row in table(name)]
    assert sorted(ids) == sorted(set(ids))


def test_every_feature_has_a_weight_and_every_type_a_place() -> None:
    weights = settings("linking")["weights"]
    assert {f.__name__ for f in SCORERS} - {"place_of_event"} <= set(weights)
    types = {row["type"] for row in table("types")}
    assert {row["type"] for row in table("fits")} <= types
    assert {row["type"] for row in table("classes")} - {"-"} <= types


def test_a_row_too_wide_is_an_error(tmp_path: object) -> None:
    path = DATA.__class__(str(tmp_path)) / "x.tsv"
    path.write_text("a\tb\n1\t2\t3\n", "utf-8")
    with pytest.raises(ValueError, match=r"x\.tsv:2"):
        read_rows(path)
