"""Words of a passage that carry meaning, for comparing wordings."""

from __future__ import annotations

import re
from functools import lru_cache

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
_PHRASE = 3
FEW = 5  # words: fewer in common say little, however short the text
_AT_HAND = 1024  # texts: those of some blocks, within which each is compared with many others


@lru_cache(1 << 15)
def _stem(word: str) -> str:
    """What "strike", "strikes" and "striking", "plan" and "planned" have in common."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            word = word.removesuffix(ending)
            break
    if len(word) > _SHORTEST_STEM and (word[-1] == "e" or (word[-1] == word[-2] and word[-1] not in "ls")):
        return word[:-1]
    return word


@lru_cache(_AT_HAND)
def all_words(text: str) -> frozenset[str]:
    """The words of ``text`` in lower case, without endings."""
    return frozenset(_stem(word.casefold()) for word in _WORD.findall(text))


def content_words(text: str) -> frozenset[str]:
    """The words of ``text`` without function words, in lower case, without endings.

    >>> sorted(content_words("He said the strikes were a warning."))
    ['strik', 'warn']
    """
    words = (word.casefold() for word in _WORD.findall(text))
    return frozenset(_stem(word) for word in words if word not in _STOP)


@lru_cache(_AT_HAND)
def phrases(text: str) -> frozenset[tuple[str, ...]]:
    """All runs of three words in ``text``, in lower case.

    >>> sorted(phrases("The border stays open."))
    [('border', 'stays', 'open'), ('the', 'border', 'stays')]
    """
    words = [word.casefold() for word in _WORD.findall(text)]
    return frozenset(tuple(words[i : i + _PHRASE]) for i in range(len(words) - _PHRASE + 1))


def overlap(left: frozenset[str], right: frozenset[str]) -> float:
    """Words in common as a share of the smaller set (0 when either is empty), damped for sets under five words.

    >>> overlap(frozenset("abcd"), frozenset("abcdefg"))
    0.8
    """
    shorter = min(len(left), len(right))
    return len(left & right) / max(shorter, FEW) if shorter else 0.0
