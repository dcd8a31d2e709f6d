"""Spellings of names."""

from __future__ import annotations

import pytest

from kg.link.institutions import key, split
from kg.link.names import normalise, surname, variants, without_middle
from kg.link.roles import roles


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Bogotá", "bogota"),
        ("Recep Tayyip Erdoğan", "recep tayyip erdogan"),
        ("İbrahim Kalın", "ibrahim kalin"),
        ("Łódź", "lodz"),
        ("U.S.", "us"),
        ("U.N. Security Council", "un security council"),
        ("The Hague", "hague"),
        ("The", "the"),
        ("N’Djamena", "n'djamena"),
        ("‘Al-Aqsa’", "al aqsa"),
        ("  AT&T  Inc. ", "at and t inc"),
        ("", ""),
    ],
)
def test_one_spelling_for_all(name: str, expected: str) -> None:
    assert normalise(name) == expected
    assert normalise(expected) == expected


@pytest.mark.parametrize(
    ("name", "among"),
    [
        ("Abdel Fattah el-Sisi", "abdel fattah al sisi"),
        ("Ministry of Defence", "ministry of defense"),
        ("G-7", "g7"),
        ("Iran's", "iran"),
        ("Jens Moeller", "jens moller"),
    ],
)
def test_variants_hold_the_spelling_of_the_index(name: str, among: str) -> None:
    assert among in list(variants(name))


@pytest.mark.parametrize(
    ("name", "family", "short"),
    [
        ("John R. Bolton", "bolton", "john bolton"),
        ("Nicolás Maduro Moros", "moros", "nicolas moros"),
        ("Ursula von der Leyen", "von der leyen", ""),
        ("Martin Luther King Jr.", "king", "martin king"),
        ("Mohammed bin Salman", "bin salman", ""),
        ("Lula", "", ""),
    ],
)
def test_family_names_keep_their_particles(name: str, family: str, short: str) -> None:
    assert (surname(name), without_middle(name)) == (family, short)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Defense Minister", "defence-minister"),
        ("Secretary of State for Defence", "defence-minister"),
        ("U.S. Secretary of State", "foreign-minister"),
        ("Secretary of State for Wales", "minister"),
        ("top diplomat", "foreign-minister"),
        ("President", "head-of-state"),
        ("Vice President", "vice-president"),
        ("President of the European Commission", "international-head"),
        ("Senate President", "speaker"),
        ("Chancellor of the Exchequer", "finance-minister"),
        ("Chancellor of Germany", "head-of-government"),
        ("spokeswoman", "spokesperson"),
        ("Deputy Foreign Minister", "deputy-minister"),
        ("commander-in-chief", "chief-of-staff"),
        ("drummer", ""),
    ],
)
def test_titles_mean_offices(title: str, expected: str) -> None:
    assert roles(title) == ((expected,) if expected else ())


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Turkish Foreign Ministry", "tr:foreign-ministry"),
        ("Ministry of Foreign Affairs of the Islamic Republic of Iran", "ir:foreign-ministry"),
        ("South Korea's Defense Ministry", "kr:defence-ministry"),
        ("U.S. troops", "us:armed-forces"),
        ("Israeli embassy", ""),
    ],
)
def test_institutions_of_a_country_have_one_key(name: str, expected: str) -> None:
    country, rest = split(name)
    assert key(rest, country) == expected
