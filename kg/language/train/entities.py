"""Names in the corpora: every corpus marks its own choice of kinds, so each token gets the set of labels it may have.

A token outside the names of a corpus is not a person where the corpus marks persons, but may well belong to an event where
the corpus knows none. The set is a bit mask over NAME_TAGS; training asks only that the chosen label is in it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from kg.language.train.conllu import Token

KINDS = ("PERSON", "ORG", "LOC", "NORP", "EVENT")
NAME_TAGS = ("O", *(f"{mark}-{kind}" for kind in KINDS for mark in "BI"))
OUTSIDE = 1
Span = tuple[int, int, str]
"""First token, token after the last, kind; the kind is one of KINDS, or "" for a name whose kind is open."""

UNIVERSAL_NER = {"PER": "PERSON", "ORG": "ORG", "LOC": "LOC", "OTH": ""}
WIKIGOLD = {"PER": "PERSON", "ORG": "ORG", "LOC": "LOC", "MISC": ""}
CROSSNER = {
    "politician": "PERSON",
    "person": "PERSON",
    "politicalparty": "ORG",
    "organisation": "ORG",
    "country": "LOC",
    "location": "LOC",
    "election": "EVENT",
    "event": "EVENT",
    "misc": "",
}
GUM_KINDS = {"person": "PERSON", "organization": "ORG", "place": "LOC", "event": "EVENT"}
PERSONAL_TITLES = frozenset(
    "Emperor King Queen President Judge Senator God Lord Mr. Mrs. Dr. Professor Pope Prince Sir Madam Chair Speaker "
    "Captain Mom Dad Mr Father Governor Minister".split()
)
GROUP_ENDING = re.compile(r"^[A-Z][a-z]+(an|ian|ish|ese|ic|i|ch|ite|ean|ans|ians|is|ites|ists|ist|crat|crats)$")
OPEN_KINDS = ("NORP", "EVENT")
"""Kinds that a name of open kind, or a token outside the names, may have."""


def bit(tag: str) -> int:
    """The bit of a tag in a mask."""
    return 1 << NAME_TAGS.index(tag)


def _open_bits(kinds: Iterable[str]) -> int:
    return sum(bit(f"{mark}-{kind}") for kind in kinds for mark in "BI")


def masks(length: int, spans: Iterable[Span], unmarked: Iterable[str]) -> list[int]:
    """Allowed tags of each token. unmarked: kinds that the corpus does not mark."""
    result = [OUTSIDE | _open_bits(unmarked)] * length
    for start, end, kind in spans:
        if kind:
            result[start:end] = [bit(f"B-{kind}")] + [bit(f"I-{kind}")] * (end - start - 1)
        else:
            result[start:end] = [OUTSIDE | _open_bits(OPEN_KINDS)] * (end - start)
    return result


def spans_of(tags: Sequence[str]) -> list[Span]:
    """Spans of BIO tags; a new span begins at B, or where the kind changes."""
    spans: list[Span] = []
    start, kind = 0, ""
    for place, tag in enumerate([*tags, "O"]):
        if kind and tag != f"I-{kind}":
            spans.append((start, place, kind))
            kind = ""
        if tag != "O" and not kind:
            start, kind = place, tag[2:]
    return spans


def renamed(spans: Iterable[Span], table: Mapping[str, str]) -> list[Span]:
    """Spans with the kinds of our scheme; kinds that the table lacks are left out."""
    return [(start, end, table[kind]) for start, end, kind in spans if kind in table]


def read_columns(path: Path) -> Iterator[list[tuple[str, str]]]:
    """Sentences of a file with a word first and its tag last on each line, empty lines between."""
    rows: list[tuple[str, str]] = []
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        fields = line.split()
        if len(fields) >= 2 and not line.startswith("-DOCSTART"):
            rows.append((fields[0], fields[-1]))
        elif rows:
            yield rows
            rows = []


def read_universal_ner(path: Path) -> dict[str, tuple[list[str], list[Span]]]:
    """Words and names by identifier of the sentence."""
    found: dict[str, tuple[list[str], list[Span]]] = {}
    name = ""
    words: list[str] = []
    tags: list[str] = []
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        if line.startswith("# sent_id"):
            name = line.partition("=")[2].strip()
        elif line and not line.startswith("#"):
            fields = line.split("\t")
            words.append(fields[1])
            tags.append(fields[2])
        elif not line and words:
            found[name] = (words, renamed(spans_of(tags), UNIVERSAL_NER))
            words, tags = [], []
    return found


def group_names(tokens: Sequence[Token]) -> list[Span]:
    """Demonyms and the like in a treebank: capitalised adjectives and plurals of such an ending, not at the beginning."""
    found: list[Span] = []
    for place, token in enumerate(tokens):
        if place and token.xpos in ("JJ", "NNPS", "NNP") and GROUP_ENDING.match(token.form):
            plural_or_adjective = token.xpos != "NNP" or token.upos == "ADJ"
            if plural_or_adjective and token.dep in ("amod", "nsubj", "obj", "nmod", "obl", "conj", "nsubj:pass", "root"):
                found.append((place, place + 1, "NORP"))
    return found
