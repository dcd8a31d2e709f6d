"""Is it English? Function words tell languages apart without a model.

>>> is_english("The ministers met in Rome and agreed that the talks would go on.")
True
>>> is_english("Los ministros se reunieron en Roma y acordaron que las conversaciones continuarían.")
False
"""

from __future__ import annotations

import re

from kg.intake.tables import load, words

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
LETTER = re.compile(r"[^\W\d_]")
SAMPLE = 5_000  # characters; enough for stable shares, bounds the time on long texts
# English news has 35-50 % function words (raw news pool, 1st percentile 0.27); other languages share at most "a", "in", "no".
LEAST_SHARE = 0.1
CLEARLY = 0.3  # no other language shares so many words with English
FEW_WORDS = 12


def english_share(text: str) -> float:
    """Share of English function words among the words of ``text``, 0..1."""
    found = WORD.findall(text[:SAMPLE].lower())
    known = words("words", "function")
    return sum(word in known for word in found) / len(found) if found else 0.0


def foreign_share(text: str) -> float:
    """Highest share that the function words of one other language reach, 0..1."""
    found = WORD.findall(text[:SAMPLE].lower())
    if not found:
        return 0.0
    others = (frozenset(listed.split()) for listed in load("words")["foreign"].values())
    return max(sum(word in known for word in found) for known in others) / len(found)


def is_english(text: str) -> bool:
    """True for English text; short texts (under 12 words) only fail when another language or script is plain."""
    sample = text[:SAMPLE]
    letters = len(LETTER.findall(sample))
    if letters and len(LATIN.findall(sample)) < 0.6 * letters:
        return False
    share, foreign = english_share(sample), foreign_share(sample)
    short = len(WORD.findall(sample)) < FEW_WORDS
    if share < CLEARLY and foreign > share and (foreign >= CLEARLY or not short):
        return False
    return short or share >= LEAST_SHARE
