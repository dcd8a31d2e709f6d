"""What kind of actor or place a name means that no table knows: its own words, its title, the pipeline's label."""

from __future__ import annotations

import re
from typing import Final

from kg.extract.actors.rows import Rows
from kg.extract.actors.spans import ACRONYM
from kg.extract.actors.tables import lexicon, name_shape
from kg.model import EntityKind

DOMAIN: Final = re.compile(r"[A-Z][\w-]+\.(?:com|org|net|info|tv|co)(?:\.[a-z]{2})?")
"""A site named as a source: "News.com"."""

ROMAN: Final = re.compile(r"[IVX]+")
JOINERS: Final = frozenset({"of", "for", "on"})
OUTLETS_AFTER: Final = frozenset(
    {"radio", "tv", "television", "newspaper", "magazine", "daily", "broadcaster", "channel", "newswire"}
)
SURE_OUTLETS: Final = frozenset(
    {"reporter", "times", "news", "herald", "tribune", "gazette", "chronicle", "radio", "tv", "journal"}
)
FROM_LABEL: Final[dict[str, EntityKind]] = {"ORG": "Organization", "LOC": "Place", "GPE": "Place", "NORP": "Group"}
SITES: Final = frozenset({"city", "town", "village", "province", "district", "region", "island", "state", "port", "county"})
LIBERATION: Final = frozenset({"liberation", "resistance", "salvation", "rebel", "revolutionary", "insurgent"})


def kind_by_words(words: list[str]) -> str:
    """The kind that the words of a name speak for ("... Army": Military); "Event" for what is no actor; "" for nothing."""
    by_word = lexicon().kind_of_name_word
    lowered = [word.lower().strip(".,") for word in words]
    head = next((k for k, w in enumerate(lowered) if w in JOINERS), len(lowered))
    for word in ("-".join(lowered[-2:]), lowered[head - 1] if head else "", lowered[-1], lowered[0]):
        if word in by_word:
            return _softened(by_word[word], lowered)
    return ""


def _softened(kind: str, lowered: list[str]) -> str:
    """A "News Agency" is an outlet, an army of liberation an armed group."""
    if kind == "Organization" and lowered[-1] == "agency" and lowered[-2:-1] in (["news"], ["press"]):
        return "MediaOutlet"
    if kind == "Military" and LIBERATION.intersection(lowered):
        return "ArmedGroup"
    return kind


def titled(rows: Rows, start: int) -> bool:
    """Whether a title or form of address stands right before the name."""
    if start == 0 or rows.sent[start - 1] != rows.sent[start]:
        return False
    known, before = lexicon(), rows.word[start - 1]
    if before in known.honorifics or before.rstrip(".") in known.short_titles:
        return True
    return rows.lower[start - 1] in known.offices and rows.tag[start - 1] in ("NN", "NNP")


def introduced(rows: Rows, start: int, end: int) -> EntityKind | None:
    """The kind told by a common noun at the name: "the militia Ansar", "W radio"; None where there is none."""
    if end < len(rows) and rows.lower[end] in OUTLETS_AFTER and rows.word[end].islower() and rows.sent[end] == rows.sent[start]:
        return "MediaOutlet"
    before = start - 1
    if before < 0 or rows.pos[before] != "NOUN" or rows.sent[before] != rows.sent[start] or rows.plural(before):
        return None
    kind = lexicon().kind_of_noun.get(rows.lemma[before])
    if kind in ("Organization", "ArmedGroup", "MediaOutlet") and rows.word[before].islower():
        return _narrowed(rows, before, kind)
    return None


def _narrowed(rows: Rows, noun: int, kind: EntityKind) -> EntityKind:
    """A "news agency" is an outlet, a "rebel group" an armed group."""
    word = rows.lower[noun - 1] if noun else ""
    if kind == "Organization" and word in lexicon().armed_qualifiers:
        return "ArmedGroup"
    return "MediaOutlet" if kind == "Organization" and word in ("news", "media") else kind


def _rather_a_place(rows: Rows, start: int, end: int, by_words: str) -> bool:
    """ "Scott County", "the city of Raqqah", "in Raqqah": what the pipeline took for a person."""
    if end - start > 1:
        return by_words in ("Place", "Organization") and rows.lower[end - 1] not in name_shape().surnames
    if start > 1 and rows.lower[start - 1] == "of" and rows.lower[start - 2] in SITES:
        return True
    followed = end < len(rows) and rows.tag[end] == "POS"
    return start > 0 and rows.lower[start - 1] in ("in", "near") and rows.pos[start - 1] == "ADP" and not followed


def kind_of(rows: Rows, start: int, end: int, label: str) -> EntityKind | str:
    """Kind of a name that the pipeline found. "Event" and "" name no actor."""
    first = lexicon().first_names
    by_words = kind_by_words(rows.word[start:end]) if end - start > 1 or label == "ORG" else ""
    if label == "PERSON" and not titled(rows, start) and _rather_a_place(rows, start, end, by_words):
        return "Place" if by_words in ("", "Event") else by_words
    if label == "PERSON" or titled(rows, start):
        outlet = by_words == "MediaOutlet" and rows.lower[end - 1] in SURE_OUTLETS and rows.word[start] not in first
        return "MediaOutlet" if outlet and not titled(rows, start) else "Person"
    told = introduced(rows, start, end)
    if told is not None:
        return told
    if end - start > 1 and rows.word[start] in first and not (label == "ORG" and by_words):
        return "Person"
    if by_words == "Event":
        return ""
    if by_words == "Organization" and rows.lower[start] not in name_shape().openers and JOINERS & set(rows.lower[start:end]):
        return by_words
    if by_words and (by_words == "Place" or label not in ("LOC", "GPE")):
        return by_words
    return FROM_LABEL.get(label, "")


def judge_run(rows: Rows, start: int, end: int) -> EntityKind | str:
    """Kind of capitalised words that the pipeline missed; "" where too little speaks for an actor or place."""
    size = end - start
    if titled(rows, start) or (size in (2, 3) and _like_a_person(rows, start, end)):
        return "Person"
    told = introduced(rows, start, end)
    if told is not None:
        return told
    if _after_in(rows, start, end):
        return "Place"
    if size == 1:
        word = rows.word[start]
        if DOMAIN.fullmatch(word):
            return "MediaOutlet"
        named = ACRONYM.fullmatch(word) and word not in name_shape().no_actors and len(word) < 8 and not ROMAN.fullmatch(word)
        return "Organization" if named else ""
    kind = kind_by_words(rows.word[start:end])
    return "" if kind == "Event" else kind


def _after_in(rows: Rows, start: int, end: int) -> bool:
    """Whether the words follow a preposition of place: "in Ghazni", "in the Caribbean"."""
    before = start - 1 - (start > 1 and rows.lower[start - 1] == "the")
    if before < 0 or rows.lower[before] not in ("in", "near", "throughout") or rows.pos[before] != "ADP":
        return False
    if ACRONYM.fullmatch(rows.word[start]):
        return False
    return not any(c.isdigit() for c in rows.word[start]) and kind_by_words(rows.word[start:end]) in ("", "Place")


def _like_a_person(rows: Rows, start: int, end: int) -> bool:
    """A known first name, parts that the parser joined as it joins names of persons, or "China's" before two words."""
    if rows.word[start] in lexicon().first_names:
        return True
    if kind_by_words(rows.word[start:end]):
        return False
    if all(rows.dep[k] == "flat" for k in range(start + 1, end)):
        return True
    return start > 0 and rows.tag[start - 1] == "POS" and rows.label[start - 2] in ("LOC", "GPE")
