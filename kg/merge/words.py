"""Words of a passage that carry meaning, for comparing wordings."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_STOP = frozenset(
    """
    a about after against all also an and any are as at be been before being but by can could did do does for from
    had has have he her his how i if in into is it its me more my not of on or our out over said say says she
    should so some than that the their them then there these they this those to up us was we were what when where
    which while who will with would you your
    """.split()
)
_ENDINGS = ("ing", "ed", "es", "s")
_SHORTEST_STEM = 4


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word.removesuffix(ending)
    return word


def content_words(text: str) -> frozenset[str]:
    """The words of ``text`` without function words, in lower case, without endings.

    >>> sorted(content_words("He said the strikes were a warning."))
    ['strike', 'warn']
    """
    words = (word.casefold() for word in _WORD.findall(text))
    return frozenset(_stem(word) for word in words if word not in _STOP)


def overlap(left: frozenset[str], right: frozenset[str]) -> float:
    """Words in common as a share of the smaller set (0 when either is empty), damped for sets under four words.

    >>> overlap(frozenset("abcd"), frozenset("abcdefg"))
    1.0
    """
    shorter = min(len(left), len(right))
    return len(left & right) / max(shorter, 4) if shorter else 0.0
