"""Names of the defence domain: re3d marks every mention; those that are written as names are taken, the others left open."""

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from kg.language.features import NO_GAP, SPACE
from kg.language.train.entities import Span, bit

KINDS = {"Organisation": "ORG", "Person": "PERSON", "Location": "LOC", "Nationality": "NORP"}
WORD = re.compile(r"(?:[A-Z]\.){2,}|\w+|[^\w\s]")
SENTENCE = re.compile(r"(?<=[.?!])\s+(?=[A-Z“\"])|\n+")
SMALL = frozenset("of the and for in on al bin de".split())
OFFICES = re.compile(
    r"\b(Secretary|Minister|President|Ambassador|General|Commander|Envoy|Representative|Spokes\w+|Director|King)\b"
)
PRONOUNS = frozenset("I He She It We They You Our Their His Her Its Us".split())
DEMONYM_PLURAL = re.compile(r"^[A-Z]\w+(ans|ians|is|ish|ese)$")
Mention = tuple[int, int, str]
"""First character, character after the last, kind."""
OPEN = 0
"""Mask of a word whose label is unknown."""


def _is_name(words: Sequence[str], kind: str) -> bool:
    """Whether a mention is written as a name throughout and is of the kind that we mean."""
    letters = [word for word in words if word[0].isalpha()]
    capitals = all(word[0].isupper() for word in letters if word not in SMALL)
    shaped = bool(letters) and capitals and words[0][0].isupper() and words[-1][-1].isalnum() and words[-1] not in SMALL
    if not shaped or words[0] in PRONOUNS:
        return False
    if kind == "Nationality" or DEMONYM_PLURAL.match(words[-1]):
        return kind == "Nationality" and len(words) == 1
    return kind != "Person" or not OFFICES.search(" ".join(words))


def _without_article(words: Sequence[str], start: int, end: int) -> int:
    return start + 1 if end - start > 1 and words[start].lower() in ("the", "a", "an") else start


def text_of(words: Sequence[str]) -> str:
    """Words with blanks between."""
    return " ".join(words)


def _labels(words: Sequence[str], places: Sequence[tuple[int, int]], mentions: Sequence[Mention], known: set[str]) -> list[int]:
    """Allowed tags: names as such, words of other mentions open, the rest outside or an event.

    known: places; a country that acts is marked as an organisation here, unlike elsewhere, so it is left open.
    """
    outside = bit("O") | bit("B-EVENT") | bit("I-EVENT")
    masks = [outside] * len(words)
    spans: list[Span] = []
    taken: set[int] = set()
    for begin, end, kind in sorted(mentions, key=lambda one: (one[0] - one[1], one)):
        inside = [number for number, place in enumerate(places) if begin <= place[0] and place[1] <= end]
        if not inside or not taken.isdisjoint(inside):
            continue
        taken.update(inside)
        first, last = _without_article(words, inside[0], inside[-1] + 1), inside[-1] + 1
        masks[inside[0] : last] = [OPEN] * (last - inside[0])
        whole = places[inside[0]][0] == begin and places[last - 1][1] == end
        countrylike = kind == "Organisation" and text_of(words[first:last]) in known
        if whole and not countrylike and kind in KINDS and _is_name(words[first:last], kind):
            spans.append((first, last, KINDS[kind]))
    for first, last, kind in spans:
        masks[first:last] = [bit(f"B-{kind}")] + [bit(f"I-{kind}")] * (last - first - 1)
    return masks


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for found in SENTENCE.finditer(text):
        yield start, found.start()
        start = found.end()
    yield start, len(text)


def _records(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8-sig").splitlines() if line.strip()]


def read_re3d(folder: Path) -> Iterator[tuple[str, list[str], list[int], list[int]]]:
    """Document, words, gaps and allowed tags of every sentence; sentences are cut by their signs only."""
    files = sorted(folder.glob("re3d/*/documents.json"))
    marked = [one for path in files for one in _records(path.parent / "entities.json")]
    known = {one["value"].removeprefix("the ") for one in marked if one["type"] == "Location"}
    mentions: dict[str, list[Mention]] = defaultdict(list)
    for one in marked:
        mentions[one["documentId"]].append((one["begin"], one["end"], one["type"]))
    for document in (one for path in files for one in _records(path)):
        yield from _document(document["_id"], document["text"], mentions[document["_id"]], known)


def _document(
    name: str, text: str, mentions: Sequence[Mention], known: set[str]
) -> Iterator[tuple[str, list[str], list[int], list[int]]]:
    for start, end in _sentences(text):
        found = list(WORD.finditer(text, start, end))
        if found:
            words, places = [one.group() for one in found], [one.span() for one in found]
            gaps = [NO_GAP if place and found[place - 1].end() == one.start() else SPACE for place, one in enumerate(found)]
            yield f"re3d {name}", words, gaps, _labels(words, places, mentions, known)
