"""Names that the tables know, found in a text: countries, capitals, peoples, bodies, armed groups, outlets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from kg.extract.actors.rows import Rows
from kg.extract.actors.tables import countries, known_names, lexicon, name_shape
from kg.model import EntityKind

FIRST_RUN: Final = re.compile(r"\w+")
LONGEST: Final = 8
"""Tokens in the longest name of the tables ("Organisation for the Prohibition of Chemical Weapons" has seven)."""

SHORTEST_SHOUTED: Final = 3
"""Letters of a name from which on it is known in capitals as well: "IRAN"."""

HALVES: Final = ("North", "South")
"""What reports on Korea call its states."""

BEFORE_WEAK: Final = frozenset({"agency", "firm", "to", "in", "from", "of", "across"})
BEFORE_NOUN: Final = frozenset({"amod", "compound", "nmod:desc", "det", "flat", "nmod"})


@dataclass(frozen=True, slots=True)
class Name:
    """A proper name at tokens ``start`` to ``end``. ``standard`` is the usual English name where a table tells it,
    ``country`` the country that it is or belongs to. ``adjective`` marks "Colombian", which names no actor by itself;
    ``sure`` is False for capitalised words that need a second witness."""

    start: int
    end: int
    text: str
    kind: EntityKind
    standard: str = ""
    country: str = ""
    adjective: bool = False
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Entry:
    """One name of the tables, as met in a text."""

    standard: str
    kind: EntityKind
    country: str = ""
    adjective: bool = False


@lru_cache(maxsize=1)
def gazetteer() -> tuple[dict[str, Entry], frozenset[str]]:
    """All names of the tables, and the words with which one begins."""
    known, lands = known_names(), countries()
    found = {text: Entry(entry.name, entry.kind, entry.country) for text, entry in known.items()}
    found.update({text: Entry(people, "Group", "", text != people) for text, people in lands.peoples.items()})
    found.update({text: Entry(name, "Group", name, True) for text, name in lands.adjectives.items()})
    found.update({text: Entry(text, "Group", name) for text, name in lands.people.items() if text not in lands.adjectives})
    found.update({text: Entry(lands.cities[text], "Place", name) for text, name in lands.capitals.items()})
    found.update({text: Entry(name, "Country", name) for text, name in lands.names.items()})
    for text, entry in list(found.items()):
        if "'" in text:
            found[text.replace("'", "’")] = entry
    found.update({text: Entry(text, "Place") for text in (*sorted(lands.regions), *HALVES)})
    for text, entry in list(found.items()):
        if len(text) > SHORTEST_SHOUTED and text not in name_shape().weak:
            found.setdefault(text.upper(), entry)
    firsts = frozenset(match.group() for match in map(FIRST_RUN.search, found) if match)
    return found, firsts


def table_names(rows: Rows) -> Iterator[Name]:
    """Names of the tables, the longest at each place."""
    entries, firsts = gazetteer()
    i, size = 0, len(rows)
    while i < size:
        name = _longest(rows, i, entries) if _first_run(rows.word[i]) in firsts else None
        if name is None:
            i += 1
        else:
            yield name
            i = name.end


def _first_run(word: str) -> str:
    """The letters and digits with which a word begins."""
    if word.isalnum():
        return word
    match = FIRST_RUN.match(word)
    return match.group() if match else ""


def _longest(rows: Rows, i: int, entries: dict[str, Entry]) -> Name | None:
    last = min(len(rows), i + LONGEST)
    while last > i and rows.paragraphs[last - 1] != rows.paragraphs[i]:
        last -= 1
    for end in range(last, i, -1):
        text = rows.words(i, end)
        entry = entries.get(text)
        if entry is not None and _believed(rows, i, end, text):
            adjective = entry.adjective and _is_adjective(rows, end - 1)
            standard = text if entry.adjective and not adjective else entry.standard
            return Name(i, end, text, entry.kind, standard, entry.country, adjective)
    return None


def _believed(rows: Rows, i: int, end: int, text: str) -> bool:
    if text in name_shape().weak:
        if text == "X":
            return rows.case(i) in ("on", "to", "via", "by")
        if i and (rows.lower[i - 1] in lexicon().outlet_nouns or rows.lower[i - 1] in BEFORE_WEAK):
            return rows.pos[i] == "PROPN"
        return rows.label[i] in ("ORG", "LOC", "GPE")
    if shares_land(rows, i):
        return True
    if text in HALVES:
        return (
            i > 0
            and rows.lower[i - 1] == "the"
            and end < len(rows)
            and not rows.word[end][:1].isupper()
            and rows.word[end] != "-"
        )
    return end - i > 1 or rows.pos[i] in ("PROPN", "ADJ", "NOUN") or bool(rows.label[i])


def shares_land(rows: Rows, i: int) -> bool:
    """Whether "North" means the first of "North and South Korea"."""
    return rows.word[i] in HALVES and rows.lower[i + 1 : i + 4] in (["and", "south", "korea"], ["and", "north", "korea"])


def _is_adjective(rows: Rows, last: int) -> bool:
    """Whether a word of nationality stands before a noun: "Chinese troops", "Greek and French ministers", but not "the
    Chinese said"."""
    if rows.dep[last] in BEFORE_NOUN:
        return True
    after = last + 1
    while after + 1 < len(rows) and (rows.word[after] in (",", "and", "or", "-") or rows.word[after] in countries().adjectives):
        after += 1
    if after < len(rows) and rows.sent[after] == rows.sent[last] and rows.pos[after] == "NOUN":
        return True
    if rows.dep[last] in ("nsubj", "nsubj:pass", "obj"):
        return False
    return rows.head[last] > last or rows.pos[last] == "ADJ"
