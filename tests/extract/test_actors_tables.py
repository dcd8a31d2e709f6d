"""The tables of names and nouns: readable, consistent, without entries that contradict each other."""

import pytest

from kg.extract.actors.acting import acts
from kg.extract.actors.gazetteer import gazetteer
from kg.extract.actors.tables import acting, countries, known_names, lexicon, name_shape, platforms, saying


def test_countries_turned_round() -> None:
    lands = countries()
    assert lands.adjectives["South Korean"] == "South Korea"
    assert lands.people["Danes"] == "Denmark"
    assert lands.capitals["Ottawa"] == "Canada"
    assert lands.cities["Kiev"] == "Kyiv"
    assert lands.armed["Germany"] == "Bundeswehr"
    assert lands.armed["Norway"] == "Norwegian Armed Forces"
    assert len(set(lands.names.values())) > 190


def test_no_adjective_means_two_countries() -> None:
    lands = countries()
    assert not set(lands.adjectives) & set(lands.names)
    assert not set(lands.capitals) & set(lands.names)


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("AFP", "Agence France-Presse", "MediaOutlet"),
        ("ISIL", "Islamic State", "ArmedGroup"),
        ("IDF", "Israel Defense Forces", "Military"),
        ("People’s Protection Units", "People's Protection Units", "ArmedGroup"),
        ("Brussels", "European Union", "Organization"),
    ],
)
def test_names_by_which_bodies_are_known(text: str, name: str, kind: str) -> None:
    entry = gazetteer()[0][text]
    assert (entry.standard, entry.kind) == (name, kind)


def test_every_standard_name_finds_itself() -> None:
    for text, known in known_names().items():
        assert known.name
        assert text == text.strip()
    assert platforms() <= set(known_names())


def test_first_names_tell_one_gender() -> None:
    first = lexicon().first_names
    assert first["Pedro"] == "m"
    assert first["Delcy"] == "f"
    assert len(first) > 800


def test_word_lists_are_there() -> None:
    assert "say" in saying()
    assert "with" in acting().prepositions
    assert "Monday" in name_shape().days
    assert callable(acts)
