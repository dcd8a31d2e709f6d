"""The transformer read by onnxruntime: from the words of a text to tags, trees and names, as plain arrays.

A text is read in windows of at most WINDOW words, one at a time, so that what is found in a text depends on that text
alone. A window ends where a paragraph does, or else before its last sentence, which opens the next window.
"""

import itertools
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from kg.language.features import BLANK_LINE, NO_GAP, SIZES, Features
from kg.language.pieces import WordPieces
from kg.language.trees import best_tree

Floats = NDArray[np.float32]
WINDOW = 140
"""Words of a window, as in training."""
PIECES_OF_WINDOW = 500
NEVER = np.float32(-1e9)
NET, CLASSES, PIECES, RELATIONS, CLUSTERS = "net.onnx", "classes.json", "pieces.txt", "relations.npz", "clusters.npz"
LEMMAS = "lemmas.json"
FILES = (NET, CLASSES, PIECES, RELATIONS, CLUSTERS, LEMMAS)
QUOTES = frozenset(('"', "'", "\u201c", "\u201d", "\u2018", "\u2019", "``", "''", "\u00ab", "\u00bb"))
JOINED = frozenset(", ; : . ! ? ) ] %".split())
"""Marks that no sentence begins with when they follow a word without a gap."""
SLOW = ["SkipLayerNormFusion"]
"""An optimisation of onnxruntime that takes eight times as long as what it replaces, on a CPU (measured with 1.31)."""
BLOCK = 8
"""Rows multiplied at once outside the net: with more, OpenBLAS starts threads whose waiting costs a second processor
(its threshold is 2**18 multiplications; measured: half the CPU time of a build)."""
TASKS = ("upos", "xpos", "feats", "rules")


@dataclass(frozen=True)
class Readings:
    """What was read, one value per word: class numbers, head (place of the head, its own for a root), sentence starts.

    names: numbers of BIO tags.
    """

    upos: NDArray[np.int64]
    xpos: NDArray[np.int64]
    feats: NDArray[np.int64]
    rules: NDArray[np.int64]
    heads: NDArray[np.int64]
    deps: NDArray[np.int64]
    starts: NDArray[np.bool_]
    names: NDArray[np.int64]


def _gelu(x: Floats) -> Floats:
    """GELU in its tanh form, as in training."""
    inner = x * (np.float32(0.7978845608) + np.float32(0.0356774081) * x * x)
    scaled: Floats = np.float32(0.5) * x * (1 + np.tanh(inner))
    return scaled


def sentence_starts(words: Sequence[str], gaps: Sequence[int], leads: Floats) -> NDArray[np.bool_]:
    """Where sentences start. leads: by how much the net prefers a start to none, in log odds.

    A blank line always starts one, a mark that joins the word before never. A quotation mark that opens belongs to what
    follows it, one that closes to what went before; after a comma and a closing mark the sentence goes on.
    """
    marks = np.array([word in QUOTES for word in words])
    spaced = np.array(gaps)
    joined = (spaced == NO_GAP) & np.array([word in JOINED for word in words])
    starts: NDArray[np.bool_] = ((leads > 0) & ~joined) | (spaced == BLANK_LINE)
    opens = marks & (spaced > NO_GAP) & np.append(spaced[1:] == NO_GAP, False)
    closes = marks & (spaced == NO_GAP) & ~opens
    follows = np.append(False, starts[1:] & opens[:-1])
    starts |= np.append(follows[1:], False)
    starts &= ~follows | (spaced == BLANK_LINE)
    moved = starts & closes
    starts = (starts & ~moved) | np.append(False, moved[:-1])
    commas = np.append(False, [word == "," for word in words[:-1]])
    starts &= ~np.append(False, (closes & commas)[:-1]) | (spaced == BLANK_LINE)
    starts[0] = True
    return starts


def allowed_moves(tags: Sequence[str]) -> NDArray[np.bool_]:
    """moves[a, b]: tag b may follow tag a; the last row is the beginning of a sentence."""
    before = [*tags, "O"]
    rows = [[not tag.startswith("I-") or last[2:] == tag[2:] != "" for tag in tags] for last in before]
    return np.array(rows)


def best_tags(scores: Floats, moves: NDArray[np.bool_]) -> NDArray[np.int64]:
    """The best row of tags of one sentence that keeps to the allowed moves (Viterbi).

    scores: (words, tags) log chances."""
    plain: NDArray[np.int64] = scores.argmax(1)
    if moves[-1, plain[0]] and moves[plain[:-1], plain[1:]].all():
        return plain
    barred = np.where(moves, np.float32(0), NEVER)
    best = scores[0] + barred[-1]
    back = np.zeros(scores.shape, np.int64)
    for place in range(1, len(scores)):
        through = best[:, None] + barred[:-1]
        back[place] = through.argmax(0)
        best = through.max(0) + scores[place]
    tags = [int(best.argmax())]
    for place in range(len(scores) - 1, 0, -1):
        tags.append(int(back[place, tags[-1]]))
    return np.array(tags[::-1])


class Reader:
    """The network with its classes. Reads words; knows nothing of spaCy."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self.session = onnxruntime.InferenceSession(
            folder / NET, options, providers=["CPUExecutionProvider"], disabled_optimizers=SLOW
        )
        self.outputs = [output.name for output in self.session.get_outputs()]
        self.classes: dict[str, list[str]] = json.loads((folder / CLASSES).read_text(encoding="utf-8"))
        self.pieces = WordPieces.read(folder / PIECES)
        self.features = Features.read(folder / CLUSTERS)
        with np.load(folder / RELATIONS) as stored:
            self.weight, self.bias = stored["weight"], stored["bias"]
        self.moves = allowed_moves(self.classes["names"])
        self.root = self.classes["deps"].index("root")

    def __reduce__(self) -> tuple[type["Reader"], tuple[Path]]:
        """A session cannot be pickled; the copy opens the files anew."""
        return Reader, (self.folder,)

    def read(self, words: Sequence[str], gaps: Sequence[int]) -> Readings:
        """Read a text. gaps: the white space before each word, see `kg.language.features`."""
        parts = [found for found in self._windows(words, gaps)]
        fields = Readings.__dataclass_fields__
        return Readings(*(np.concatenate([getattr(part, field) for part in parts]) for field in fields))

    def _windows(self, words: Sequence[str], gaps: Sequence[int]) -> Iterator[Readings]:
        split = [self.pieces.split(word) for word in words]
        first = 0
        while first < len(words):
            last = self._reach(split, gaps, first)
            found = self._read_window(words[first:last], gaps[first:last], split[first:last], first)
            keep = last - first
            if last < len(words) and gaps[last] != BLANK_LINE:
                begins = np.flatnonzero(found.starts)
                keep = int(begins[-1]) or keep
            yield Readings(*(getattr(found, field)[:keep] for field in Readings.__dataclass_fields__))
            first += keep

    @staticmethod
    def _reach(split: Sequence[tuple[int, ...]], gaps: Sequence[int], first: int) -> int:
        """Where a window that begins at `first` ends: at a blank line in its latter half if there is one."""
        last, size = first, 2
        while last < len(split) and last - first < WINDOW and size + len(split[last]) <= PIECES_OF_WINDOW:
            size += len(split[last])
            last += 1
        if last < len(split):
            middle = (first + last) // 2
            last = next((place for place in range(last, middle, -1) if gaps[place] == BLANK_LINE), last)
        return last

    def _scores(self, words: Sequence[str], gaps: Sequence[int], split: Sequence[tuple[int, ...]]) -> dict[str, Floats]:
        counts = [len(pieces) for pieces in split]
        owners = np.repeat(np.arange(len(words)), counts)
        pieces = np.array([self.pieces.first, *(piece for one in split for piece in one), self.pieces.last])
        features = np.array([SIZES] * len(pieces))
        features[1:-1] = self.features.rows(words, gaps)[owners]
        pooling = np.zeros((len(words), len(pieces)), np.float32)
        pooling[owners, np.arange(1, len(owners) + 1)] = np.repeat(1 / np.array(counts), counts)
        found = self.session.run(None, {"pieces": pieces, "features": features, "pooling": pooling})
        return dict(zip(self.outputs, found, strict=True))

    def _read_window(self, words: Sequence[str], gaps: Sequence[int], split: Sequence[tuple[int, ...]], first: int) -> Readings:
        scores = self._scores(words, gaps, split)
        starts = sentence_starts(words, gaps, scores["starts"][:, 1] - scores["starts"][:, 0])
        heads, names = np.zeros(len(words), np.int64), np.zeros(len(words), np.int64)
        bounds = [*np.flatnonzero(starts).tolist(), len(words)]
        for start, end in itertools.pairwise(bounds):
            columns = np.r_[0, start + 1 : end + 1]
            tree = np.array(best_tree(scores["arcs"][start:end, columns]))
            heads[start:end] = np.where(tree > 0, tree + start, 0)
            names[start:end] = best_tags(scores["names"][start:end], self.moves)
        deps = self._relations(scores, heads)
        places = np.where(heads > 0, heads - 1, np.arange(len(words))) + first
        upos, xpos, feats, rules = (scores[task].argmax(1) for task in TASKS)
        return Readings(upos, xpos, feats, rules, places, deps, starts, names)

    def _relations(self, scores: dict[str, Floats], heads: NDArray[np.int64]) -> NDArray[np.int64]:
        """Best relation of each word to its head; `root` for the root only."""
        chosen, own = scores["label_heads"][heads], scores["label_words"]
        joined = np.concatenate([_gelu(chosen + own), chosen * own / np.float32(8)], 1)
        blocks = np.split(joined, range(BLOCK, len(joined), BLOCK))
        found = np.concatenate([block @ self.weight for block in blocks]) + self.bias
        found[heads > 0, self.root] = NEVER
        deps: NDArray[np.int64] = found.argmax(1)
        deps[heads == 0] = self.root
        return deps
