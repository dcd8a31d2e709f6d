"""Titles before names: "Colombia's Defense Minister" of "Colombia's Defense Minister Pedro Sanchez"."""

from __future__ import annotations

from dataclasses import dataclass

from kg.extract.actors.rows import Rows
from kg.extract.actors.tables import lexicon

INSIDE = frozenset({"NOUN", "PROPN", "ADJ", "NUM"})


@dataclass(frozen=True, slots=True)
class Title:
    """The words at tokens ``start`` to the name. ``text`` is the office ("Defense Minister"), ``gender`` what it tells."""

    start: int
    text: str
    gender: str


def _is_office(rows: Rows, i: int) -> bool:
    known = lexicon()
    lower = rows.lower[i]
    return lower in known.offices or rows.word[i].rstrip(".") in known.short_titles or known.kind_of_noun.get(lower) == "Person"


def _goes_on(rows: Rows, k: int, start: int) -> bool:
    """Whether token ``k``, left of a title's word, belongs to the title."""
    if rows.pos[k] in INSIDE and rows.tag[k] not in ("NNS", "NNPS"):
        return rows.word[k] not in lexicon().honorifics
    if rows.word[k] == "-":
        return True
    if rows.tag[k] == "POS" or rows.lower[k] in ("'s", "’s"):
        return rows.pos[k - 1] == "PROPN"
    return rows.lower[k] in ("and", "&") and k + 1 < start and _is_office(rows, k - 1) if k else False


def title_before(rows: Rows, start: int) -> Title | None:
    """The title that ends right before the token ``start``; None where there is none."""
    known = lexicon()
    left, gender = start, ""
    sentence = rows.sent[start]
    while left and rows.sent[left - 1] == sentence and rows.word[left - 1] in known.honorifics:
        left -= 1
        gender = gender or known.honorifics[rows.word[left]]
    end = left
    if not left or rows.sent[left - 1] != sentence or not _is_office(rows, left - 1):
        return Title(left, "", gender) if left < start else None
    left -= 1
    if rows.tag[left] in ("NNS", "NNPS"):
        return Title(end, "", gender) if end < start else None
    gender = gender or known.gender.get(rows.lower[left], "")
    while left and rows.sent[left - 1] == sentence and _goes_on(rows, left - 1, end):
        left -= 1
    while rows.word[left] in ("-", "and", "'s", "’s"):
        left += 1
    return Title(left, rows.words(left, end), gender)
