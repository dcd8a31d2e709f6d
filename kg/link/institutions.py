"""Institutions that every country has one of, by what they are and whose: "Turkish Foreign Ministry" is TR, foreign-ministry.

>>> key("Ministry of Foreign Affairs", "TR"), key("foreign ministry", "TR"), key("Ministry of Silly Walks", "GB")
('tr:foreign-ministry', 'tr:foreign-ministry', '')
>>> split("Turkish Foreign Ministry"), split("Ministry of Defence of the Russian Federation")
(('TR', 'foreign ministry'), ('RU', 'ministry defence'))
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Final

from kg.link.names import normalise
from kg.link.tables import cells, table

_SMALL: Final = frozenset("of the for and federal republic kingdom state in".split())
COUNTRY: Final = "country"


@cache
def _slots() -> dict[frozenset[str], tuple[str, str]]:
    return {
        frozenset(normalise(words).split()) - _SMALL or frozenset(normalise(words).split()): (row["slot"], row["stands_for"])
        for row in table("institutions") for words in cells(row["words"])
    }  # fmt: skip


@cache
def _country_names() -> dict[str, str]:
    found: dict[str, str] = {}
    for row in table("countries"):
        for name in (row["name"], *cells(row["names"]), *cells(row["demonyms"])):
            found.setdefault(normalise(name), row["code"])
    return found


def is_country(name: str) -> bool:
    """Whether a text is a country's name, demonym, or either with a possessive.

    >>> is_country("South Korean"), is_country("Colombia's"), is_country("Paris")
    (True, True, False)
    """
    text = normalise(name)
    return text in _country_names() or text.removesuffix("'s") in _country_names()


@lru_cache(maxsize=10_000)
def split(name: str) -> tuple[str, str]:
    """The country that a name of an institution begins or ends with, as ISO code, and the rest without small words.

    ("", the words) when it names no country."""
    words = normalise(name).split()
    for length in range(min(5, len(words) - 1), 0, -1):
        for part, rest in ((words[:length], words[length:]), (words[-length:], words[:-length])):
            text = " ".join(part)
            code = _country_names().get(text) or _country_names().get(text.removesuffix("'s"))
            if code:
                return code, _rest(rest)
    return "", _rest(words)


def _rest(words: list[str]) -> str:
    return " ".join(w for w in words if w not in _SMALL) or " ".join(words)


def stands_for_country(name: str) -> bool:
    """Whether a country's institution is the country itself: "government", "authorities"."""
    words = frozenset(normalise(name).split())
    return _slots().get(words - _SMALL or words, ("", ""))[1] == COUNTRY


def is_institution(name: str) -> bool:
    """Whether a name without any country names an institution that every country has.

    >>> is_institution("Parliament"), is_institution("Turkish Parliament"), is_institution("Knesset")
    (True, False, False)
    """
    words = frozenset(normalise(name).split())
    return (words - _SMALL or words) in _slots()


def key(name: str, country: str) -> str:
    """The name under which the index holds a country's institution; "" when the words name none."""
    words = frozenset(normalise(name).split())
    slot = _slots().get(words - _SMALL or words, ("", ""))[0]
    return f"{country.casefold()}:{slot}" if slot and country else ""
