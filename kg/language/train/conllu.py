"""Reading treebanks: CoNLL-U files to sentences.

>>> feature_pairs("Number=Sing|Typo=Yes|Tense=Past")
'Number=Sing|Tense=Past'
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.language.features import NO_GAP, SPACE

FEATURES = frozenset(
    "Number Person Tense VerbForm PronType Degree Mood Poss Case NumType Polarity Definite Gender Reflex Voice".split()
)
"""Features kept as labels; the others mark spelling and style."""


@dataclass(frozen=True)
class Token:
    """One word of a treebank. head: place of its head in the sentence, its own for the root; misc: last column."""

    form: str
    lemma: str
    upos: str
    xpos: str
    feats: str
    head: int
    dep: str
    misc: str
    gap: int


@dataclass(frozen=True)
class TreeSentence:
    """A sentence: its document and identifier, whether a paragraph begins with it, its text and its words."""

    document: str
    name: str
    opens_paragraph: bool
    text: str
    tokens: tuple[Token, ...]


def feature_pairs(feats: str) -> str:
    """The pairs of a FEATS column whose names are among FEATURES."""
    return "|".join(pair for pair in feats.split("|") if pair.split("=")[0] in FEATURES)


def _joined(rows: list[list[str]]) -> dict[int, bool]:
    """Place of each word to whether white space follows it, also where several words are written as one."""
    spaced = {int(row[0]): "SpaceAfter=No" not in row[9] for row in rows if row[0].isdigit()}
    for row in rows:
        if "-" in row[0]:
            first, last = map(int, row[0].split("-"))
            spaced |= dict.fromkeys(range(first, last), False)
            spaced[last] = "SpaceAfter=No" not in row[9]
    return spaced


def _tokens(rows: list[list[str]]) -> tuple[Token, ...]:
    spaced = _joined(rows)
    words = [row for row in rows if row[0].isdigit()]
    tokens: list[Token] = []
    for place, row in enumerate(words):
        head = int(row[6]) - 1 if row[6] != "0" else place
        gap = SPACE if spaced.get(place, True) else NO_GAP
        tokens.append(Token(row[1], row[2], row[3], row[4], feature_pairs(row[5]), head, row[7], row[9], gap))
    return tuple(tokens)


def read_treebank(path: Path) -> Iterator[TreeSentence]:
    """Sentences of a CoNLL-U file in order. Empty nodes are left out; words written as one have no gap between."""
    document, opens, name, text = "", True, "", ""
    rows: list[list[str]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# newdoc"):
            document, opens = line.partition("=")[2].strip(), True
        elif line.startswith("# newpar") and not line.startswith("# newpar_block"):
            opens = True
        elif line.startswith("# sent_id"):
            name = line.partition("=")[2].strip()
        elif line.startswith("# text ="):
            text = line.partition("=")[2].strip()
        elif line and not line.startswith("#"):
            rows.append(line.split("\t"))
        elif not line and rows:
            yield TreeSentence(document, name, opens, text, _tokens(rows))
            rows, opens = [], False
