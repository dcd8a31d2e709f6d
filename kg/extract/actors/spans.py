"""How far a name reaches: growth over neighbours that the pipeline missed, and names that an acronym explains.

[Mahinda] Yapa Abeywardena              Mahinda Yapa Abeywardena
[Moammar al]-Eryani                     Moammar al-Eryani
[Ministry] of Foreign Affairs           Ministry of Foreign Affairs
Commission on Human Rights (CHR)        the words whose first letters the brackets hold
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from kg.extract.actors.rows import Rows
from kg.extract.actors.tables import lexicon, name_shape

ACRONYM: Final = re.compile(r"(?:[A-Z]\.?){2,7}s?(?:-[A-Z]{1,2})?|[A-Z][a-z]?[A-Z]{1,4}")
PARTICLES: Final = frozenset(
    {
        "de",
        "da",
        "do",
        "dos",
        "das",
        "di",
        "del",
        "della",
        "al",
        "el",
        "bin",
        "ibn",
        "bint",
        "von",
        "van",
        "der",
        "den",
        "la",
        "le",
        "y",
        "e",
    }
)
LONGEST_HYPHENATED: Final = 3
"""Letters of a lower-case part after a hyphen that belongs to a name: "Jae-in", but not "Washington-based"."""


def proper(rows: Rows, i: int) -> bool:
    """Whether the token is tagged as a proper noun and written with a capital; days and months are not."""
    if rows.pos[i] != "PROPN" or not rows.word[i][:1].isupper():
        return False
    return rows.word[i] not in name_shape().days or rows.label[i] == "PERSON"


def joined(rows: Rows, i: int) -> bool:
    """Whether no space stands before the token."""
    return rows.starts[i] == rows.starts[i - 1] + len(rows.word[i - 1])


def _hyphen(rows: Rows, i: int) -> bool:
    """Whether a hyphen at token ``i`` goes on with a name: "Jae-in", "al-Eryani"."""
    if i + 1 >= len(rows) or rows.word[i] not in ("-", "‑"):
        return False
    after = rows.word[i + 1]
    if not (joined(rows, i) and joined(rows, i + 1)):
        return i > 2 and rows.word[i - 2] == "-" and len(rows.word[i - 1]) == 1 and after[:1].isupper()
    return after[:1].isupper() or len(after) <= LONGEST_HYPHENATED


def _part_of_person(rows: Rows, i: int) -> bool:
    known = lexicon()
    if not proper(rows, i) or (ACRONYM.fullmatch(rows.word[i]) and len(rows.word[i]) > 2):
        return False
    if rows.lower[i] in known.offices or known.is_portfolio(rows.word[i]):
        return False
    return rows.word[i] not in known.honorifics and rows.word[i] not in known.short_titles


def _adjoins(rows: Rows, i: int) -> bool:
    return _part_of_person(rows, i) and (rows.label[i] in ("", "PERSON") or rows.dep[i] == "flat")


def _short_part(rows: Rows, i: int) -> bool:
    """The "In" of "Moon Jae In", which looks like another word."""
    word = rows.word[i]
    last = i + 1 < len(rows) and not rows.word[i + 1][:1].isupper()
    return len(word) == 2 and word.istitle() and last and rows.word[i - 1][:1].isupper()


def grown_person(rows: Rows, start: int, end: int, taken: list[bool]) -> tuple[int, int]:
    """A person's name with the proper nouns that adjoin it."""
    sentence = rows.sent[start]
    while end < len(rows) and rows.sent[end] == sentence and not taken[end]:
        if _hyphen(rows, end) and not taken[end + 1]:
            end += 2
        elif _adjoins(rows, end) or _short_part(rows, end):
            end += 1
        elif end + 1 < len(rows) and rows.lower[end] in PARTICLES and _part_of_person(rows, end + 1) and not taken[end + 1]:
            end += 2
        elif rows.lower[end] in PARTICLES and end + 2 < len(rows) and _hyphen(rows, end + 1) and not taken[end + 2]:
            end += 3
        else:
            break
    while start and rows.sent[start - 1] == sentence and not taken[start - 1] and rows.label[start - 1] in ("", "PERSON"):
        if not _part_of_person(rows, start - 1) or begins_body(rows, start - 1):
            break
        start -= 1
    return start, end


def begins_body(rows: Rows, i: int) -> bool:
    """Whether the word belongs to names of bodies rather than of persons: "Republic", "Council"."""
    return rows.lower[i] in lexicon().kind_of_name_word or rows.lower[i] in name_shape().openers


def grown_body(rows: Rows, start: int, end: int, taken: list[bool]) -> int:
    """The end of another name that goes on: "Ministry" + "of Foreign Affairs", "Mar" + "-a-Lago"."""
    opens = rows.lower[start] in name_shape().openers
    while end < len(rows) and rows.sent[end] == rows.sent[start] and not taken[end]:
        if _hyphen(rows, end) and not taken[end + 1]:
            end += 2
        elif opens and rows.lower[end] in ("of", "for", "on", "&") and _capital_after(rows, end):
            end += 2 + (rows.lower[end + 1] == "the")
        elif opens and rows.lower[end] == "and" and _goes_on_after_and(rows, start, end):
            end += 2
        elif (opens and _goes_on(rows, end)) or _flat_in(rows, start, end):
            end += 1
        else:
            break
    return end


def _flat_in(rows: Rows, start: int, i: int) -> bool:
    return rows.dep[i] == "flat" and start <= rows.head[i] < i and proper(rows, i)


def _goes_on(rows: Rows, i: int) -> bool:
    known = lexicon()
    if (
        rows.label[i] not in ("", "ORG")
        or not rows.word[i][:1].isupper()
        or rows.pos[i] not in ("PROPN", "NOUN")
        or rows.word[i] in name_shape().days
    ):
        return False
    return rows.lower[i] not in known.offices and rows.word[i] not in known.short_titles


def _goes_on_after_and(rows: Rows, start: int, i: int) -> bool:
    """ "Ministry of Trade and Industry", not "Ministry of Trade and Congress"."""
    if i + 1 >= len(rows) or not proper(rows, i + 1) or rows.lower[i + 1] in name_shape().openers:
        return False
    return any(rows.lower[k] in ("of", "for") for k in range(start, i)) and rows.dep[rows.head[i]] == "conj"


def _capital_after(rows: Rows, i: int) -> bool:
    after = i + 1 + (i + 1 < len(rows) and rows.lower[i + 1] == "the")
    return after < len(rows) and rows.word[after][:1].isupper() and rows.pos[after] in ("PROPN", "ADJ", "NOUN")


def explained_acronyms(rows: Rows) -> Iterator[tuple[int, int, int]]:
    """Names that an acronym in brackets after them spells: (start, end, token of the acronym)."""
    for i in _bracketed(rows):
        start = _spelt(rows, i - 1, re.sub(r"[^A-Z]", "", rows.word[i]))
        if start >= 0:
            yield start, i - 1, i


def common_acronyms(rows: Rows) -> frozenset[str]:
    """Acronyms that stand for ordinary words: "EEZ" of "exclusive economic zone (EEZ)"."""
    return frozenset(rows.word[i] for i in _bracketed(rows) if rows.word[i - 2].islower())


def _bracketed(rows: Rows) -> Iterator[int]:
    """Tokens of acronyms that stand alone in brackets."""
    for i in range(2, len(rows) - 1):
        if rows.word[i - 1] == "(" and rows.word[i + 1] == ")" and ACRONYM.fullmatch(rows.word[i]):
            yield i


def _spelt(rows: Rows, end: int, letters: str) -> int:
    """First token of the words before ``end`` whose initials are the letters; -1 where they are not."""
    place, k = len(letters), end - 1
    while k >= 0 and place and rows.sent[k] == rows.sent[end] and end - k < 14:
        if rows.word[k][:1] == letters[place - 1]:
            place -= 1
        elif rows.lower[k] not in name_shape().small and not (rows.word[k][:1].isupper() and place < len(letters)):
            return -1
        k -= 1
    return k + 1 if place == 0 and end - k - 1 > 1 else -1
