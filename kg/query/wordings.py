"""Wordings side by side: the words in which each differs from the one most like it, marked.

>>> marked(["guard the gate", "watch over the gate"])
['*guard* the gate', '*watch over* the gate']
"""

from __future__ import annotations

import difflib
import itertools
import re
from collections.abc import Iterator, Sequence
from typing import Final

from kg.query.answer import Answer, Row, literal

MARK: Final = "*"
MOST: Final = 60
"""Wordings of one utterance that are compared with each other; further ones are compared with the first."""
_EDGES: Final = re.compile(r"^\W+|\W+$")


def marked(wordings: Sequence[str]) -> list[str]:
    """The wordings with the words between ``*`` that do not stand, in that order, in the most similar of the others; case
    and punctuation count for nothing."""
    plain = {wording: tuple(_EDGES.sub("", word).casefold() for word in wording.split()) for wording in wordings}
    distinct = list(dict.fromkeys(plain.values()))[:MOST]
    shared = {words: _shared(words, [other for other in distinct if other != words]) for words in set(plain.values())}
    return [_with_marks(wording.split(), shared[plain[wording]]) for wording in wordings]


def _shared(words: Sequence[str], others: Sequence[Sequence[str]]) -> set[int]:
    """The places of the words that the most similar of the others has too, in the same order."""
    matchers = [difflib.SequenceMatcher(None, words, other, autojunk=False) for other in others]
    if not matchers:
        return set(range(len(words)))
    blocks = max(matchers, key=lambda matcher: matcher.ratio()).get_matching_blocks()
    return {place for block in blocks for place in range(block.a, block.a + block.size)}


def _with_marks(words: Sequence[str], shared: set[int]) -> str:
    runs = itertools.groupby(enumerate(words), key=lambda item: item[0] in shared)
    texts = ((common, " ".join(word for _, word in run)) for common, run in runs)
    return " ".join(text if common else f"{MARK}{text}{MARK}" for common, text in texts)


def side_by_side(answer: Answer, wording: str, utterance: str) -> Answer:
    """The answer with a column "compared" after the column ``wording``: the wordings of one ``utterance``, whose rows
    follow each other, with the words that differ marked. The column ``wording`` itself stays verbatim."""
    place, group = answer.variables.index(wording), answer.variables.index(utterance)
    columns = (*answer.variables[: place + 1], "compared", *answer.variables[place + 1 :])
    return Answer(answer.form, columns, _compared(answer.rows, place, group))


def _compared(rows: Iterator[Row], place: int, group: int) -> Iterator[Row]:
    for _, found in itertools.groupby(rows, key=lambda row: row[group]):
        told = list(found)
        texts = iter(marked([cell.value for row in told if (cell := row[place])]))
        for row in told:
            yield (*row[: place + 1], literal(next(texts)) if row[place] else None, *row[place + 1 :])
