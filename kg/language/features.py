"""What the encoder is told of a word beside its pieces, which know no capitals: shape, endings, Brown cluster, and the gap.

A Brown cluster is a bit string; words that occur in like surroundings share its first bits. The table is made from the
package spacy-lookups-data (MIT) and holds words as written, so that "May" and "may" differ.
"""

import zlib
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

SHAPES = 10
ENDINGS = 2000
CACHED_WORDS = 50_000
GAPS = 4
NO_GAP, SPACE, LINE, BLANK_LINE = range(GAPS)
FINE, COARSE = 1000, 166
"""Numbers of clusters in full and by their first 8 bits, with 0 for a word without one."""
SIZES = (SHAPES, ENDINGS, ENDINGS, GAPS, FINE, COARSE)
"""How many values each column of `Features.rows` has; the value after the last stands for the frame of a window."""


def shape_of(word: str) -> int:
    """Class of the capitals and digits in a word, 0 to SHAPES - 1.

    >>> [shape_of(word) for word in ("talks", "Paris", "UN", "A", "McCain", "G20", "2024", "1,200", "U.S.", ",")]
    [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]
    """
    if word.islower():
        return 0
    if len(word) == 1 and word.isupper():
        return 3
    if word.isdigit():
        return 6
    if any(sign.isdigit() for sign in word):
        return 5 if any(sign.isalpha() for sign in word) else 7
    if word.isupper():
        return 8 if "." in word else 2
    if word.istitle():
        return 1
    return 4 if any(sign.isupper() for sign in word) else 9


def _ending(word: str, length: int) -> int:
    return zlib.crc32(word[-length:].encode()) % ENDINGS


def gap_of(between: str) -> int:
    """Class of the white space before a word.

    >>> gap_of(""), gap_of(" "), gap_of(" \\n"), gap_of("\\n\\n")
    (0, 1, 2, 3)
    """
    return NO_GAP if not between else min(SPACE + between.count("\n"), BLANK_LINE)


class Features:
    """Features of words, with the table of clusters.

    words: sorted CRC-32 of the words that have a cluster; fine: cluster of each; coarse: the short one of each cluster.
    """

    def __init__(self, words: NDArray[np.uint32], fine: NDArray[np.uint16], coarse: NDArray[np.uint16]) -> None:
        self.words, self.fine, self.coarse = words, fine, coarse
        self.traits = lru_cache(maxsize=CACHED_WORDS)(self._traits)

    @classmethod
    def read(cls, path: Path) -> "Features":
        """From a file of `kg.language.train.cluster_table`."""
        with np.load(path) as stored:
            return cls(stored["words"], stored["fine"], stored["coarse"])

    def cluster(self, word: str) -> int:
        """The cluster of a word as written, 0 for none."""
        key = zlib.crc32(word.encode())
        place = int(np.searchsorted(self.words, np.uint32(key)))
        return int(self.fine[place]) if place < len(self.words) and self.words[place] == key else 0

    def _traits(self, word: str) -> tuple[int, ...]:
        fine = self.cluster(word) or self.cluster(word.lower())
        return shape_of(word), _ending(word, 3), _ending(word, 2), fine, int(self.coarse[fine])

    def rows(self, words: Sequence[str], gaps: Sequence[int]) -> NDArray[np.int64]:
        """One row per word: shape, ending of three letters, ending of two, gap, cluster, short cluster."""
        found = np.array([self.traits(word) for word in words], dtype=np.int64)
        return np.column_stack([found[:, :3], np.array(gaps, dtype=np.int64), found[:, 3:]])
