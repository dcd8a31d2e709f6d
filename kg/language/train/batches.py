"""Windows to tensors, and the classes of every task."""

import json
import random
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from kg.language.features import SIZES, Features
from kg.language.pieces import FIRST, LAST, MASK, UNKNOWN, WordPieces
from kg.language.train.entities import NAME_TAGS
from kg.language.train.net import Batch, Sizes
from kg.language.train.samples import Sentence

RARE = {"feats": 3, "rules": 4, "deps": 5}
"""A class seen less often is not learned."""
IGNORED = -100
LONGEST = 500


@dataclass(frozen=True)
class Classes:
    """The classes of each task in order of their numbers."""

    upos: list[str]
    xpos: list[str]
    feats: list[str]
    rules: list[str]
    deps: list[str]
    names: list[str]

    def sizes(self, pieces: int) -> Sizes:
        """Numbers of classes."""
        return Sizes(pieces, *(len(getattr(self, name)) for name in ("upos", "xpos", "feats", "rules", "deps", "names")))

    def write(self, path: Path) -> None:
        """As JSON."""
        path.write_text(json.dumps(asdict(self), ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


def collect_classes(sentences: Iterable[Sentence]) -> Classes:
    """All classes that the trees use often enough."""
    trees = [one.tree for one in sentences if one.tree]

    def often(field: str) -> list[str]:
        counts = Counter(value for tree in trees for value in getattr(tree, field))
        return sorted(value for value, count in counts.items() if count >= RARE.get(field, 1))

    return Classes(often("upos"), often("xpos"), often("feats"), often("rules"), often("deps"), list(NAME_TAGS))


def english_pieces(vocabulary: Sequence[str]) -> list[int]:
    """Numbers of the pieces that English text can use: ASCII, single Latin letters, single signs."""
    return [number for number, piece in enumerate(vocabulary) if _is_english(piece)]


def _is_english(piece: str) -> bool:
    if piece in (UNKNOWN, FIRST, LAST, MASK):
        return True
    bare = piece.removeprefix("##")
    if bare.isascii():
        return not piece.startswith("[") or len(piece) == 1
    if len(bare) > 1:
        return False
    return "LATIN" in unicodedata.name(bare, "") or unicodedata.category(bare)[0] in "PS"


@dataclass(frozen=True)
class Gold:
    """Right answers (B, W), IGNORED where none is known; heads: 0 for the root, else 1 + place; names: bit masks."""

    upos: Tensor
    xpos: Tensor
    feats: Tensor
    rules: Tensor
    deps: Tensor
    heads: Tensor
    starts: Tensor
    names: Tensor


class Encoding:
    """Turns windows of sentences into tensors."""

    def __init__(self, pieces: WordPieces, features: Features, classes: Classes) -> None:
        self.pieces, self.features = pieces, features
        fields = ("upos", "xpos", "feats", "rules", "deps")
        self.numbers = {name: {value: i for i, value in enumerate(getattr(classes, name))} for name in fields}

    def length(self, run: Sequence[Sentence]) -> int:
        """Pieces of a window with its frame."""
        return 2 + sum(len(self.pieces.split(word)) for one in run for word in one.words)

    def batch(self, runs: Sequence[Sequence[Sentence]], chance: random.Random | None = None) -> Batch:
        """Tensors of windows; with `chance`, some pieces are masked and some sentence bounds forgotten."""
        rows = [self._row(run, chance) for run in runs]
        longest, most = max(len(row[0]) for row in rows), max(len(row[3]) for row in rows)
        pieces = np.zeros((len(rows), longest), np.int64)
        features = np.tile(np.array(SIZES), (len(rows), longest, 1))
        inside = np.zeros((len(rows), longest), bool)
        pooling = np.zeros((len(rows), most, longest), np.float32)
        region = np.full((len(rows), most), -1, np.int64)
        for number, (numbers, traits, owners, regions) in enumerate(rows):
            pieces[number, : len(numbers)] = numbers
            features[number, 1 : len(numbers) - 1] = traits[owners]
            inside[number, : len(numbers)] = True
            share = 1 / np.bincount(owners, minlength=len(regions))
            pooling[number, owners, np.arange(1, len(owners) + 1)] = share[owners]
            region[number, : len(regions)] = regions
        customs = np.array([run[0].customs for run in runs])
        tensors = [torch.from_numpy(array) for array in (pieces, features, inside, pooling, region >= 0, region, customs)]
        return Batch(*tensors)

    def _row(
        self, run: Sequence[Sentence], chance: random.Random | None
    ) -> tuple[list[int], np.ndarray, np.ndarray, list[int]]:
        words = [word for one in run for word in one.words]
        gaps = [gap for one in run for gap in one.gaps]
        numbers, owners = [self.pieces.first], []
        mask = self.pieces.numbers[MASK]
        for place, word in enumerate(words):
            split = self.pieces.split(word)
            hidden = chance is not None and chance.random() < 0.03
            numbers += [mask] * len(split) if hidden else split
            owners += [place] * len(split)
        numbers.append(self.pieces.last)
        regions: list[int] = []
        for one in run:
            merged = bool(regions) and chance is not None and chance.random() < 0.15
            region = regions[-1] + (not merged) if regions else 0
            regions += [region] * len(one.words)
        return numbers, self.features.rows(words, gaps), np.array(owners), regions

    def gold(self, runs: Sequence[Sequence[Sentence]], most: int) -> Gold:
        """Right answers of windows, `most` words wide."""
        fields = ("upos", "xpos", "feats", "rules", "deps", "heads", "starts", "names")
        table = {field: np.full((len(runs), most), IGNORED, np.int64) for field in fields}
        table["names"][:] = 0
        for number, run in enumerate(runs):
            offset = 0
            for one in run:
                self._fill(table, number, offset, one)
                offset += len(one.words)
        return Gold(*(torch.from_numpy(table[field]) for field in fields))

    def _fill(self, table: dict[str, np.ndarray], row: int, offset: int, one: Sentence) -> None:
        place = slice(offset, offset + len(one.words))
        if one.names is not None:
            table["names"][row, place] = one.names
        if one.certain:
            table["starts"][row, place] = [1] + [0] * (len(one.words) - 1)
        if one.tree is None:
            return
        for field, numbers in self.numbers.items():
            table[field][row, place] = [numbers.get(value, IGNORED) for value in getattr(one.tree, field)]
        table["heads"][row, place] = [0 if head == own else 1 + offset + head for own, head in enumerate(one.tree.heads)]


def batches(
    runs: Sequence[Sequence[Sentence]], encoding: Encoding, size: int, chance: random.Random
) -> Iterator[list[Sequence[Sentence]]]:
    """Windows in batches of about `size` pieces with padding, of like length, in random order."""
    sized = [(encoding.length(run), chance.random(), run) for run in runs]
    sized = sorted((one for one in sized if one[0] <= LONGEST), key=lambda one: (one[0] // 8, one[1]))
    groups: list[list[Sequence[Sentence]]] = []
    longest = 0
    for length, _, run in sized:
        longest = max(longest, length)
        if not groups or longest * (len(groups[-1]) + 1) > size:
            groups.append([])
            longest = length
        groups[-1].append(run)
    chance.shuffle(groups)
    yield from groups
