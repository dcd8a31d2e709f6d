"""Compiling a small world of sources."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import InputError
from kg.link import Index, open_index
from kg.link.compile import compile_index, merge, sources_in
from kg.link.compile.facts import EntityFact, OfficeFact, SourceFacts, day
from kg.link.compile.merge import distinct
from kg.link.index import Term, in_office
from tests.link.make import sources


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Index:
    folder = tmp_path_factory.mktemp("world")
    compile_index(sources(folder), folder / "kb.sqlite")
    return open_index(folder / "kb.sqlite")


def test_offices_of_several_tables_are_one_term_each(world: Index) -> None:
    terms = [(t.position, t.roles, t.start, t.end) for t in world.terms("Q901")]
    assert terms == [
        ("Minister of Defence", ("defence-minister",), 20110000, 20160000),
        ("Prime Minister", ("head-of-government",), 20180602, -20230101),
        ("Prime Minister of Spain", ("head-of-government",), 20180602, 0),
    ]
    assert {t.country for t in world.terms("Q901")} == {"ES"}


@pytest.mark.parametrize(
    ("start", "end", "day", "expected"),
    [
        (20180602, 20200101, 20191231, True),
        (20180602, 20200101, 20200102, False),
        (20180602, 0, 20180601, True),
        (20180602, 0, 20171231, False),
        (20180602, 0, 20260101, True),
        (20180602, 0, 20270101, False),
        (20040309, 0, 20240202, False),
        (20040309, -20260101, 20240202, True),
        (20040309, -20260101, 20290101, False),
        (20180602, 20200101, 0, True),
    ],
)
def test_an_open_term_is_believed_for_a_while(start: int, end: int, day: int, expected: bool) -> None:
    assert in_office(Term("Minister", ("minister",), "ES", start, end), day) is expected


def test_a_country_lies_in_the_middle_of_its_cities_and_its_only_legislature_is_its_parliament() -> None:
    facts = [
        EntityFact("Q1", "Northland", "country", "NL"),
        *(EntityFact(f"Q1{n}", f"City {n}", "city", "NL", lat=lat, lon=5.0) for n, lat in enumerate((50.0, 52.0, 12.0))),
        EntityFact("Q2", "Great Moot", "legislature", "NL"),
    ]
    rows = {row.id: row for row in merge([SourceFacts("s", "2026", facts)])}
    assert (rows["Q1"].lat, rows["Q1"].lon) == (50.0, 5.0)
    assert "nl:parliament" in rows["Q2"].names


def test_history_is_left_out(world: Index) -> None:
    assert world.named("old timer") == ()


def test_a_country_and_a_year_are_read_off_a_description(world: Index) -> None:
    (painter,) = world.named("rosa galdos")
    assert (painter.country, painter.born, painter.died, painter.type) == ("ES", 1960, 2001, "person")
    assert world.named("r galdos")[0].id == "Q903"


def test_years_in_office_are_no_life(world: Index) -> None:
    (mayor,) = world.named("luis prado")
    assert (mayor.born, mayor.died) == (0, 0)


def test_a_class_stands_for_its_subclasses(world: Index) -> None:
    assert [c.type for c in world.named("cafe de flores")] == ["city"]
    assert world.named("cf") == ()


def test_the_heavier_source_names_the_entity_and_the_prior_is_the_greatest(world: Index) -> None:
    spain = world.get("Q29")
    assert spain is not None
    assert (spain.label, spain.prior, spain.as_of) == ("Spain", 100, "2026-07")


def test_the_same_sources_give_the_same_bytes(tmp_path: Path) -> None:
    folder = sources(tmp_path / "in")
    for name in ("one", "two"):
        compile_index(folder, tmp_path / name)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_a_folder_without_sources_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="none of the known sources"):
        sources_in(tmp_path)


def test_entities_without_an_id_are_found_under_a_local_one(tmp_path: Path) -> None:
    fact = EntityFact("kg:armed-group/night-owls", "Night Owls", "armed-group", "CO", (("NO Brigade", "alias"),), 30)
    from kg.link.compile.write import write

    write(merge([SourceFacts("test", "2026", [fact])]), [("test", "2026")], tmp_path / "kb")
    (found,) = open_index(tmp_path / "kb").named("night owls")
    assert (found.id, found.kind, found.match) == ("kg:armed-group/night-owls", "ArmedGroup", "label")
    assert open_index(tmp_path / "kb").get("kg:armed-group/night-owls") is not None


@pytest.mark.parametrize(
    ("text", "expected"),
    [("2018-06-02", 20180602), ("2018-06", 20180600), ("2018", 20180000), ("", 0), ("2018-13-01", 20180000), ("x", 0)],
)
def test_dates_keep_no_more_than_is_known(text: str, expected: int) -> None:
    assert day(text) == expected


def test_of_two_statements_of_one_term_the_closed_one_is_kept() -> None:
    open_, closed = (OfficeFact("Q1", "Mayor", "ES", start, end) for start, end in ((20150000, 0), (20150613, 20190615)))
    assert distinct([open_, closed]) == [closed]
