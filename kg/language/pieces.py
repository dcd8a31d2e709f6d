"""Word pieces: the units that the encoder reads.

The vocabulary is that of uncased BERT without the pieces that English text does not use. A word is lower-cased,
stripped of accents, typographic quotes and dashes become plain ones, and the longest known piece is cut off
from the left again and again:  "Zelenskyy's" is read as "ze", "##lens", "##ky", "##y", and so on.
"""

import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

UNKNOWN, FIRST, LAST, MASK = "[UNK]", "[CLS]", "[SEP]", "[MASK]"
PLAIN = str.maketrans(
    {
        **dict.fromkeys("\u201c\u201d\u201e\u00ab\u00bb", '"'),
        **dict.fromkeys("\u2018\u2019\u201a", "'"),
        **dict.fromkeys("\u2013\u2014\u2212", "-"),
    }
)
LONGEST_WORD = 60
PIECES_OF_WORD = 8
CACHED_WORDS = 50_000


def plain(word: str) -> str:
    """The word in lower case, without accents, with plain quotes and dashes."""
    lowered = unicodedata.normalize("NFD", word.translate(PLAIN).lower())
    return "".join(sign for sign in lowered if unicodedata.category(sign) != "Mn")


def _cut(word: str) -> list[str]:
    """Runs of letters and digits, and every other sign by itself."""
    runs: list[str] = []
    joined = False
    for sign in word:
        is_word = sign.isalnum()
        if is_word and joined:
            runs[-1] += sign
        elif not sign.isspace():
            runs.append(sign)
        joined = is_word
    return runs


class WordPieces:
    """Numbers of pieces for words; the number of a piece is its place in the vocabulary."""

    def __init__(self, vocabulary: Iterable[str]) -> None:
        self.numbers = {piece: number for number, piece in enumerate(vocabulary)}
        self.first, self.last, self.unknown = (self.numbers[piece] for piece in (FIRST, LAST, UNKNOWN))
        self.split = lru_cache(maxsize=CACHED_WORDS)(self._split)

    @classmethod
    def read(cls, path: Path) -> "WordPieces":
        """From a file with one piece per line."""
        return cls(path.read_text(encoding="utf-8").splitlines())

    def _split(self, word: str) -> tuple[int, ...]:
        pieces = [number for run in _cut(plain(word[:LONGEST_WORD])) for number in self._match(run)]
        return tuple(pieces[:PIECES_OF_WORD]) or (self.unknown,)

    def _match(self, run: str) -> list[int]:
        """Longest matches from the left; a run with an unknown rest is one unknown piece."""
        numbers: list[int] = []
        start = 0
        while start < len(run):
            mark = "##" if start else ""
            ends = range(len(run), start, -1)
            end = next((end for end in ends if mark + run[start:end] in self.numbers), None)
            if end is None:
                return [self.unknown]
            numbers.append(self.numbers[mark + run[start:end]])
            start = end
        return numbers
