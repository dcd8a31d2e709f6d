"""The spaCy component that reads with the transformer: it sets tags, features, lemmas, trees, sentences and names.

[components.kg_reader]
factory = "kg_reader"
"""

import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from kg.language.features import BLANK_LINE, gap_of
from kg.language.lemmas import Lemmas
from kg.language.reading import FILES, LEMMAS, Reader, Readings

FACTORY = "kg_reader"
COLUMNS: list[str | int] = ["POS", "TAG", "MORPH", "LEMMA", "HEAD", "DEP", "ENT_IOB", "ENT_TYPE"]
INSIDE, OUTSIDE, BEGIN = 1, 2, 3
"""spaCy's numbers for the place of a token in a name."""
IOB = {"B": BEGIN, "I": INSIDE, "O": OUTSIDE}
Numbers = NDArray[np.uint64]


class ReaderPipe:
    """Reads documents one by one, so that the outcome does not depend on which others are in the batch."""

    def __init__(self, vocab: Vocab, name: str = FACTORY) -> None:
        self.vocab = vocab
        self.name = name
        self.folder: Path | None = None
        self.reader: Reader | None = None
        self.lemmas = Lemmas({}, {}, frozenset())
        self.hashes: dict[str, Numbers] = {}

    def __call__(self, doc: Doc) -> Doc:
        """Annotate a document. Sentence starts that it already has are kept.

        Raises ValueError when no weights are loaded."""
        if self.reader is None:
            raise ValueError(f"component {self.name!r} has no weights; load the pipeline from its folder")
        traits = doc.to_array(["IS_SPACE", "SENT_START"]).astype(np.int64).reshape(-1, 2)
        places = np.flatnonzero(traits[:, 0] == 0)
        if len(places):
            words = [doc[int(place)].text for place in places]
            found = self.reader.read(words, _gaps(doc, places, traits[:, 1]))
            table: Any = self._columns(len(doc), words, places, found)
            doc.from_array(COLUMNS, table)
        else:
            _mark_blank(doc)
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 1) -> Iterator[Doc]:
        """Documents in order."""
        return map(self, stream)

    def _columns(self, length: int, words: list[str], places: NDArray[np.int64], found: Readings) -> Numbers:
        """The annotation as spaCy's table; white space hangs on the word before it, or on the first word."""
        add, hashes = self.vocab.strings.add, self.hashes
        table = np.zeros((length, len(COLUMNS)), np.uint64)
        owners = np.maximum(np.searchsorted(places, np.arange(length), side="right") - 1, 0)
        heads = (places[owners] - np.arange(length)).astype(np.int64)
        heads[places] = places[found.heads] - places
        table[:, 0], table[:, 1] = add("SPACE"), add("_SP")
        table[:, 4], table[:, 5], table[:, 6] = heads.astype(np.uint64), add("dep"), OUTSIDE
        table[places, 0] = hashes["upos"][found.upos]
        table[places, 1] = hashes["xpos"][found.xpos]
        table[places, 2] = hashes["feats"][found.feats]
        table[places, 3] = self._lemmas(words, found)
        table[places, 5] = hashes["deps"][found.deps]
        table[places, 6] = hashes["iob"][found.names]
        table[places, 7] = hashes["kinds"][found.names]
        _bridge_names(table, places)
        return table

    def _lemmas(self, words: list[str], found: Readings) -> Numbers:
        classes = self.reader.classes if self.reader else {}
        rules, upos, add = classes["rules"], classes["upos"], self.vocab.strings.add
        rows = zip(words, found.upos.tolist(), found.rules.tolist(), strict=True)
        return np.array([add(self.lemmas.find(word, upos[tag], rules[rule])) for word, tag, rule in rows], dtype=np.uint64)

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Copy the weights to a folder."""
        Path(path).mkdir(parents=True, exist_ok=True)
        if self.folder and Path(path) != self.folder:
            for name in FILES:
                shutil.copyfile(self.folder / name, Path(path) / name)

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> "ReaderPipe":
        """Read the weights of a folder. Raises OSError when a file is missing."""
        self.folder = Path(path)
        self.reader = Reader(self.folder)
        self.lemmas = Lemmas.read(self.folder / LEMMAS)
        self.hashes = self._hash(self.reader.classes)
        return self

    def _hash(self, classes: dict[str, list[str]]) -> dict[str, Numbers]:
        add = self.vocab.strings.add
        kinds = [tag[2:] for tag in classes["names"]]
        table = {
            "upos": [add(tag) for tag in classes["upos"]],
            "xpos": [add(tag) for tag in classes["xpos"]],
            "feats": [self.vocab.morphology.add(feats) for feats in classes["feats"]],
            "deps": [add("ROOT" if dep == "root" else dep) for dep in classes["deps"]],
            "iob": [IOB[tag[0]] for tag in classes["names"]],
            "kinds": [add(kind) if kind else 0 for kind in kinds],
        }
        return {name: np.array(values, dtype=np.uint64) for name, values in table.items()}


def _bridge_names(table: Numbers, places: NDArray[np.int64]) -> None:
    """White space between two words of a name belongs to the name; spaCy refuses names with holes."""
    for place in np.setdiff1d(np.arange(len(table)), places).tolist():
        following = int(np.searchsorted(places, place))
        if following < len(places) and table[places[following], 6] == IOB["I"]:
            table[place, 6:8] = table[places[following], 6:8]


def _mark_blank(doc: Doc) -> None:
    """Annotate a document of white space, of which one token carries the others."""
    for token in doc:
        token.pos_, token.tag_, token.head = "SPACE", "_SP", doc[0]
        token.dep_ = "dep" if token.i else "ROOT"


def _gaps(doc: Doc, places: NDArray[np.int64], starts: NDArray[np.int64]) -> list[int]:
    """The gap before each word; a sentence start that is given counts as a blank line."""
    gaps = []
    before = -1
    for place in places.tolist():
        between = doc[before].whitespace_ if before >= 0 else ""
        if place > before + 1:
            between += doc[before + 1 : place].text_with_ws
        given = place > 0 and starts[place] == 1
        gaps.append(BLANK_LINE if given or before < 0 else gap_of(between))
        before = place
    return gaps


@Language.factory(FACTORY, assigns=["token.pos", "token.tag", "token.morph", "token.lemma", "token.dep", "doc.ents"])
def make_reader(nlp: Language, name: str) -> ReaderPipe:
    """An empty reader; its weights come with the folder of the pipeline."""
    return ReaderPipe(nlp.vocab, name)
