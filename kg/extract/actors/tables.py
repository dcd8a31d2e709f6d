"""The words that detection and coreference know, read once from ``kg/extract/tables``.

>>> countries().adjectives["South Korean"]
'South Korea'
>>> lexicon().kind_of_noun["ministry"]
'Organization'
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from kg.model import EntityKind

TABLES: Final = Path(__file__).parent.parent / "tables"


def read_table(name: str) -> dict[str, Any]:
    """The table ``name``.toml as plain data. Raises FileNotFoundError where there is none."""
    return tomllib.loads((TABLES / f"{name}.toml").read_text(encoding="utf-8"))


def words(*lists: str | Iterable[str]) -> frozenset[str]:
    """The words of several lists, each a string parted by white space or a list of strings."""
    return frozenset(word for entry in lists for word in (entry.split() if isinstance(entry, str) else entry))


@dataclass(frozen=True)
class Countries:
    """Countries by the words that mean them; every value is a usual English name.

    ``names`` holds the country's own names, ``adjectives`` "Colombian", ``people`` "Colombians", ``capitals`` those
    capitals whose name may stand for the government, ``cities`` the standard name of every capital as a place, ``seats`` the
    capital of each country, ``armed`` the armed forces, ``peoples`` "Kurdish" and "Kurds" -> "Kurds", ``regions`` "Latin
    America", "Red Sea".
    """

    names: dict[str, str]
    adjectives: dict[str, str]
    people: dict[str, str]
    capitals: dict[str, str]
    cities: dict[str, str]
    seats: dict[str, str]
    armed: dict[str, str]
    peoples: dict[str, str]
    regions: frozenset[str]


@dataclass(frozen=True)
class Known:
    """What a table says of a name: the usual English one, its kind and country, and whether it names a city as well."""

    name: str
    kind: EntityKind
    country: str = ""
    city: bool = False


@dataclass(frozen=True)
class Lexicon:
    """Common nouns and title words; all in lower case but the forms of address and short ranks.

    ``kind_of_noun`` gives the kind that a noun means as the head of a description; ``kind_of_name_word`` the kind
    that a word inside a name speaks for.
    """

    honorifics: dict[str, str]
    short_titles: frozenset[str]
    offices: frozenset[str]
    unique: frozenset[str]
    kin: frozenset[str]
    portfolios: frozenset[str]
    portfolio_acronyms: frozenset[str]
    classes: dict[str, frozenset[str]]
    gender: dict[str, str]
    kind_of_noun: dict[str, EntityKind]
    plural_people: frozenset[str]
    governments: frozenset[str]
    country_nouns: frozenset[str]
    outlet_nouns: frozenset[str]
    buildings: frozenset[str]
    documents: frozenset[str]
    police: frozenset[str]
    armed_qualifiers: frozenset[str]
    kind_of_name_word: dict[str, str]
    first_names: dict[str, str]

    def is_portfolio(self, word: str) -> bool:
        """Whether a word as written tells one office from another: "interior", "CIA", but not the "Un" of "Kim Jong Un"."""
        lower = word.lower()
        return lower in self.portfolios and (word in self.portfolio_acronyms or word.upper() not in self.portfolio_acronyms)


@lru_cache(maxsize=1)
def countries() -> Countries:
    """The table ``demonyms.toml``, turned round."""
    table = read_table("demonyms")
    found = Countries({}, {}, {}, {}, {}, {}, {}, dict(table["peoples"]), frozenset(table["regions"]["names"]))
    for name, entry in table["countries"].items():
        found.names.update(dict.fromkeys([name, *entry.get("also", [])], name))
        found.adjectives.update(dict.fromkeys(entry["adj"], name))
        found.people.update(dict.fromkeys(entry.get("people", [f"{adjective}s" for adjective in entry["adj"]]), name))
        if entry.get("metonym", True):
            found.capitals.update(dict.fromkeys(entry["capital"], name))
        found.cities.update({city: table["standard_capitals"].get(city, city) for city in entry["capital"]})
        if entry["capital"]:
            found.seats[name] = found.cities[entry["capital"][0]]
        found.armed[name] = entry.get("armed", f"{entry['adj'][0]} Armed Forces" if entry["adj"] else f"{name} Armed Forces")
    found.peoples.update({people: people for people in table["peoples"].values()})
    return found


@lru_cache(maxsize=1)
def known_names() -> dict[str, Known]:
    """Bodies, armed groups, outlets, platforms and seats of government by each of their names."""
    found: dict[str, Known] = {}
    media = read_table("media")
    for name, others in media["platforms"].items():
        found.update(dict.fromkeys([name, *others], Known(name, "Organization")))
    for name, others in media["outlets"].items():
        found.update(dict.fromkeys([name, *others], Known(name, "MediaOutlet")))
    for name, entry in read_table("groups")["known"].items():
        found.update(dict.fromkeys([name, *entry["also"]], Known(name, entry["kind"])))
    for seat, entry in read_table("metonyms")["seats"].items():
        found[seat] = Known(entry["name"], entry["kind"], entry["country"], entry.get("city", False))
    return found


@lru_cache(maxsize=1)
def seat_cities() -> frozenset[str]:
    """Cities that stand for a body which sits there, unless they are only a place: "in Brussels"."""
    return frozenset(seat for seat, entry in read_table("metonyms")["seats"].items() if entry.get("city", False))


@lru_cache(maxsize=1)
def residences() -> frozenset[str]:
    """The names of bodies that are those of the buildings in which they sit: "the White House"."""
    return frozenset(entry["name"] for entry in read_table("metonyms")["seats"].values() if entry.get("site", False))


@lru_cache(maxsize=1)
def platforms() -> frozenset[str]:
    """The usual names of the platforms on which anybody posts."""
    return frozenset(read_table("media")["platforms"])


@dataclass(frozen=True)
class Acting:
    """In which relations a country or capital means its government; see ``metonyms.toml``."""

    prepositions: frozenset[str]
    addressing: frozenset[str]
    blaming: frozenset[str]
    possessed: frozenset[str]
    placid: frozenset[str]


@lru_cache(maxsize=1)
def acting() -> Acting:
    """The part ``actor`` of the table ``metonyms.toml``."""
    table = read_table("metonyms")["actor"]
    return Acting(*(frozenset(table[part]) for part in ("prepositions", "addressing", "blaming", "possessed", "placid")))


def _kinds(kinds: dict[str, Any], offices: frozenset[str]) -> dict[str, EntityKind]:
    """Later kinds win where a noun stands under several: a "guard" is rather a person than a unit."""
    parts: list[tuple[EntityKind, frozenset[str]]] = [
        ("MediaOutlet", words(kinds["outlets"]["nouns"])),
        ("Organization", words(kinds["organizations"]["nouns"])),
        ("Group", words(kinds["people"]["nouns"])),
        ("Person", words(kinds["persons"]["nouns"]) | offices),
        ("Military", words(kinds["military"]["nouns"])),
        ("ArmedGroup", words(kinds["armed"]["nouns"])),
        ("Country", words(kinds["governments"]["nouns"], kinds["countries"]["nouns"])),
    ]
    return {noun: kind for kind, nouns in parts for noun in sorted(nouns)}


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The tables ``titles.toml``, ``titles_firstnames.toml`` and ``kinds.toml``."""
    titles, kinds, first = read_table("titles"), read_table("kinds"), read_table("titles_firstnames")
    offices = words(titles["offices"]["any"], *titles["classes"].values())
    people = words(kinds["people"]["nouns"])
    honorifics = {word: "" for word in titles["honorifics"]["any"]}
    honorifics |= {word: gender for gender in ("m", "f") for word in titles["honorifics"][gender]}
    return Lexicon(
        honorifics=honorifics,
        short_titles=words(titles["short"]["any"]),
        offices=offices,
        unique=words(titles["unique"]["heads"]),
        kin=words(titles["kin"]["heads"]),
        portfolios=words(titles["portfolios"]["any"], (word.lower() for word in titles["portfolios"]["acronyms"])),
        portfolio_acronyms=words(titles["portfolios"]["acronyms"]),
        classes={head: words(members) for head, members in titles["classes"].items()},
        gender={word: gender for gender in ("m", "f") for word in titles["gender"][gender]},
        kind_of_noun=_kinds(kinds, offices | words(titles["kin"]["heads"])),
        plural_people=people,
        governments=words(kinds["governments"]["nouns"]),
        country_nouns=words(kinds["countries"]["nouns"]),
        outlet_nouns=words(kinds["outlets"]["nouns"]),
        buildings=words(kinds["outlets"]["buildings"]),
        documents=words(kinds["documents"]["nouns"]),
        police=words(kinds["military"]["police"]),
        armed_qualifiers=words(kinds["armed"]["qualifiers"]),
        kind_of_name_word={word: kind for kind, listed in kinds["name_words"].items() for word in listed.split()},
        first_names={word: gender for gender in ("m", "f") for word in first[gender].split()},
    )


@dataclass(frozen=True)
class NameShape:
    """What names look like; the part ``name_shape`` of the table ``kinds.toml``."""

    no_actors: frozenset[str]
    days: frozenset[str]
    weak: frozenset[str]
    openers: frozenset[str]
    small: frozenset[str]
    regal: frozenset[str]
    surnames: frozenset[str]
    bare: frozenset[str]


@lru_cache(maxsize=1)
def name_shape() -> NameShape:
    """Lists of words about names."""
    table = read_table("kinds")["name_shape"]
    parts = ("no_actors", "days", "weak", "openers", "small", "regal", "surnames", "bare")
    return NameShape(*(words(table[part]) for part in parts))


@lru_cache(maxsize=1)
def saying() -> frozenset[str]:
    """Verbs whose subject speaks."""
    return words(read_table("kinds")["saying"]["verbs"])
