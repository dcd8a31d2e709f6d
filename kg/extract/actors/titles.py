"""Titles before names: "Colombia's Defense Minister" of "Colombia's Defense Minister Pedro Sanchez".

Also titles that go on after the office: "Ambassador to Jordan Atallah Khairi", "the director of the institute, Ana Ruiz".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from kg.extract.actors.rows import Rows
from kg.extract.actors.tables import lexicon, name_shape

INSIDE: Final = frozenset({"NOUN", "PROPN", "ADJ", "NUM"})
NEAR: Final = 5
"""Tokens before the name among which its title's phrase may hold common nouns: "speaker of the parliament"."""

LONGEST: Final = 12
"""Tokens between an office and the name after it: "Secretary General of the Organisation's Executive Committee"."""


@dataclass(frozen=True, slots=True)
class Title:
    """The words at tokens ``start`` to the name. ``text`` is the office ("Defense Minister"), ``head`` its noun (-1 where
    only a form of address stands there), ``gender`` what it tells."""

    start: int
    text: str
    head: int
    gender: str


def is_office(rows: Rows, i: int) -> bool:
    """Whether the token is an office, rank or profession in the singular."""
    known, lower = lexicon(), rows.lower[i]
    if rows.tag[i] in ("NNS", "NNPS"):
        return False
    return lower in known.offices or rows.word[i].rstrip(".") in known.short_titles or known.kind_of_noun.get(lower) == "Person"


def _goes_on(rows: Rows, k: int, end: int) -> bool:
    """Whether token ``k``, left of a title's word, belongs to the title."""
    if (rows.pos[k] in INSIDE and rows.tag[k] != "NNS") or rows.tag[k] in ("NNP", "NNPS"):
        return rows.word[k] not in lexicon().honorifics
    if rows.word[k] == "-":
        return True
    if rows.tag[k] == "POS" or rows.lower[k] in ("'s", "’s"):
        return k > 0 and rows.pos[k - 1] == "PROPN"
    return k > 0 and rows.lower[k] in ("and", "&") and k + 1 < end and is_office(rows, k - 1)


def _leftmost(rows: Rows, head: int, end: int) -> int:
    """First token of the title whose last word is ``head``."""
    left = head
    while left and rows.sent[left - 1] == rows.sent[head] and _goes_on(rows, left - 1, end):
        left -= 1
    while rows.word[left] in ("-", "and", "&", "'s", "’s"):
        left += 1
    return left


def _office_with_phrase(rows: Rows, end: int) -> int:
    """The office whose "of ..." phrase ends right before ``end`` ("Ambassador to Jordan |"); -1 where there is none."""
    links = 0
    for k in range(end - 1, max(-1, end - LONGEST), -1):
        if rows.sent[k] != rows.sent[end]:
            return -1
        if links and is_office(rows, k) and rows.lower[k + 1] in ("of", "to", "for", "at", "from"):
            return k
        links += rows.lower[k] in ("of", "to", "for", "at", "from")
        plain = rows.pos[k] in ("NOUN", "ADJ") and end - k < NEAR
        if not (plain or rows.word[k][:1].isupper() or rows.lower[k] in name_shape().small or rows.lower[k] in ("at", "a")):
            return -1
    return -1


def title_before(rows: Rows, start: int) -> Title | None:
    """The title that ends right before the token ``start``; None where there is none."""
    known = lexicon()
    end, gender = start, ""
    while end and rows.sent[end - 1] == rows.sent[start] and rows.word[end - 1] in known.honorifics:
        end -= 1
        gender = gender or known.honorifics[rows.word[end]]
    if not end or rows.sent[end - 1] != rows.sent[start]:
        return Title(end, "", -1, gender) if end < start else None
    head = end - 1 if is_office(rows, end - 1) else -1
    if head < 0 or (head > 1 and rows.lower[head - 1] == "the" and rows.lower[head - 2] in ("of", "to", "for")):
        longer = _office_with_phrase(rows, end)
        head = longer if longer >= 0 else head
    if head < 0:
        return Title(end, "", -1, gender) if end < start else None
    left = _leftmost(rows, head, end)
    return Title(left, rows.words(left, head + 1), head, gender or known.gender.get(rows.lower[head], ""))


def regal(rows: Rows, title: Title | None, start: int) -> str:
    """The title that a single first name needs: "King" of "King Abdullah"; "" where it needs none."""
    if title is None:
        return ""
    for k in range(start - 1, title.start - 1, -1):
        if rows.lower[k] in name_shape().regal and rows.word[k][:1].isupper():
            return rows.word[k]
        if rows.word[k] not in lexicon().honorifics:
            return ""
    return ""
