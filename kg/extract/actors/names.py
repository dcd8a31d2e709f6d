"""Proper names: what the pipeline found, repaired by tables and grammar.

    pipeline   [US President Donald Trump]PERSON ... the National Liberation Army [ELN]? ... [Blue]LOC Radio
    names      US (country) | Donald Trump (title "President") | National Liberation Army, ELN | Blue Radio

The tables of countries, bodies, groups and outlets win over the pipeline where a name of theirs fills its span; title words
leave a name; capitalised words that the pipeline missed join by their shape and neighbours, or because the article names
the same actor elsewhere.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from kg.extract.actors.rows import Rows
from kg.extract.actors.tables import countries, known_names, lexicon
from kg.model import EntityKind

FIRST_RUN: Final = re.compile(r"\w+")
ACRONYM: Final = re.compile(r"(?:[A-Z]\.?){2,7}s?(?:-[A-Z]{1,2})?|[A-Z][a-z]?[A-Z]{1,4}")
ROMAN: Final = re.compile(r"[IVX]+")
LONGEST: Final = 8
"""Tokens in the longest name of the tables ("Organisation for the Prohibition of Chemical Weapons" has seven)."""

NO_ACTORS: Final = frozenset(
    "GMT UTC EST EDT PST PDT BST CET CEST IST TV PM AM CEO CFO COO COVID DNA RNA HIV AIDS USD EUR GBP GDP PDF FAQ MP MPs II III IV VI VII"
    " VIII IX XI XII XIV XVI AK-47 SUV UFO LGBT LGBTQ ID OK PR VIP R&D NGO NGOs IDP IDPs GMO VAT ICU ICBM ICBMs IED IEDs UAV UAVs SMS DIY HD HQ"
    " FOTO PHOTO UPDATE WATCH BREAKING VIDEO READ MORE AI CO2 VOA".split()
)
DAYS: Final = frozenset(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August September October"
    " November December Mon Tue Wed Thu Fri Sat Sun Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Christmas Easter Ramadan Eid".split()
)
WEAK: Final = frozenset(
    "Time Signal Threads Telegram Dawn Petra Fox Fars Mehr Saba Forbes Bloomberg Guardian Economist Male Guinea Chad Jordan Georgia Dominica"
    " Nassau Kingston Amnesty Globo Bild Fano Wagner Sofia Victoria PA AU SPA SANA RIA RT WHO Republicans Democrats Santiago Lima"
    " Tories America DW AP ETA ANSA ANI ABC FT Praia Colombo Bern Roseau Praia X PRC".split()
)
"""Names in the tables that are common words or names of people too: they count only where the pipeline or its tag agrees."""

JOINERS: Final = frozenset({"of", "for", "on"})
OPENERS: Final = frozenset(
    "ministry department university bank institute office bureau council committee commission house court academy centre center association"
    " federation union organization organisation board agency chamber college school society union government parliament republic kingdom"
    " embassy directorate secretariat confederation league movement front party church archdiocese diocese joint".split()
)


@dataclass(frozen=True, slots=True)
class Name:
    """A proper name at tokens ``start`` to ``end``. ``standard`` is the usual English name where a table tells it,
    ``country`` the country that it is or belongs to; ``adjective`` marks "Colombian", which names no actor by itself."""

    start: int
    end: int
    text: str
    kind: EntityKind
    standard: str = ""
    country: str = ""
    adjective: bool = False
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Entry:
    """One name of the tables, as met in a text."""

    standard: str
    kind: EntityKind
    country: str = ""
    adjective: bool = False


@lru_cache(maxsize=1)
def gazetteer() -> tuple[dict[str, Entry], frozenset[str]]:
    """All names of the tables, and the words with which one begins."""
    known, lands = known_names(), countries()
    found = {text: Entry(entry.name, entry.kind, entry.country) for text, entry in known.items()}
    for people in lands.peoples.items():
        found[people[0]] = Entry(people[1], "Group", "", people[0] != people[1])
    found.update({text: Entry(name, "Group", name, True) for text, name in lands.adjectives.items()})
    found.update({text: Entry(text, "Group", name) for text, name in lands.people.items() if text not in lands.adjectives})
    found.update({text: Entry(lands.cities[text], "Place", name) for text, name in lands.capitals.items()})
    found.update({text: Entry(name, "Country", name) for text, name in lands.names.items()})
    for text, entry in list(found.items()):
        if "'" in text:
            found[text.replace("'", "’")] = entry
    firsts = frozenset(match.group() for match in map(FIRST_RUN.search, found) if match)
    return found, firsts


def table_names(rows: Rows) -> Iterator[Name]:
    """Names of the tables, the longest at each place."""
    entries, firsts = gazetteer()
    i = 0
    while i < len(rows):
        name = None
        first = FIRST_RUN.match(rows.word[i])
        if first and first.group() in firsts:
            name = _longest(rows, i, entries)
        if name is None:
            i += 1
        else:
            yield name
            i = name.end


def _longest(rows: Rows, i: int, entries: dict[str, Entry]) -> Name | None:
    last = min(len(rows), i + LONGEST)
    while last > i and (rows.sent[last - 1] != rows.sent[i] or rows.regions[last - 1] != rows.regions[i]):
        last -= 1
    for end in range(last, i, -1):
        text = rows.words(i, end)
        entry = entries.get(text)
        if entry is not None and _believed(rows, i, end, text):
            return Name(i, end, text, entry.kind, entry.standard, entry.country, _is_adjective(rows, i, end, entry))
    return None


def _believed(rows: Rows, i: int, end: int, text: str) -> bool:
    if text in WEAK:
        return rows.label[i] in ("ORG", "LOC", "GPE") or (text == "X" and rows.case(i) in ("on", "to", "via", "by"))
    return end - i > 1 or rows.pos[i] in ("PROPN", "ADJ", "NOUN") or bool(rows.label[i])


def _is_adjective(rows: Rows, i: int, end: int, entry: Entry) -> bool:
    """"Chinese" is an adjective in "Chinese troops", a people in "the Chinese said"."""
    if not entry.adjective:
        return False
    last = end - 1
    return rows.dep[last] in BEFORE or rows.head[last] > last and rows.dep[last] not in ("nsubj", "nsubj:pass")


BEFORE: Final = frozenset({"amod", "compound", "nmod:desc", "det", "flat", "nmod"})


def pipeline_names(rows: Rows, doc_ents: list[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
    """The pipeline's names without titles, determiners, possessive endings and stray marks; empty ones dropped."""
    for start, end, label in doc_ents:
        while start < end and (rows.pos[start] in ("DET", "PUNCT", "SPACE", "ADP", "CCONJ") or is_title(rows, start, end)):
            start += 1
        while start < end and (rows.tag[end - 1] == "POS" or rows.pos[end - 1] == "PUNCT" or rows.lower[end - 1] in ("'s", "’s")):
            end -= 1
        if start < end and any(w[:1].isupper() for w in rows.word[start:end]) and not _bare_title(rows, start, end):
            if rows.word[start] not in DAYS or end - start > 2:
                yield start, end, label


def is_title(rows: Rows, i: int, end: int) -> bool:
    """Whether the word is a title before what follows inside a name: "President" of "President Petro"."""
    if i + 1 >= end:
        return False
    known, word, lower = lexicon(), rows.word[i], rows.lower[i]
    if word in known.honorifics or word in known.short_titles or word.rstrip(".") in known.short_titles:
        return True
    rest = rows.lower[i + 1 : end]
    if lower in known.offices:
        return rows.label[i] in ("PERSON", "") or rows.label[end - 1] == "PERSON"
    return lower in known.portfolios and rest[0] in known.offices and len(rest) > 1


def _bare_title(rows: Rows, start: int, end: int) -> bool:
    known = lexicon()
    if end - start == 1 and (rows.word[start] in known.honorifics or rows.word[start] in known.short_titles):
        return True
    parts = known.offices | known.portfolios
    return rows.lower[end - 1] in known.offices and all(w in parts for w in rows.lower[start:end])


def kind_by_words(text_words: list[str]) -> EntityKind | str | None:
    """The kind that the words of a name speak for ("... Army": Military); None where they say nothing."""
    by_word = lexicon().kind_of_name_word
    lowered = [word.lower().strip(".,") for word in text_words]
    pair = "-".join(lowered[-2:])
    head = next((k for k, w in enumerate(lowered) if w in JOINERS), len(lowered))
    for word in (pair, lowered[head - 1] if head else "", lowered[-1], lowered[0]):
        if word in by_word:
            return _soften(by_word[word], lowered)
    return None


def _soften(kind: str, lowered: list[str]) -> str:
    """"News Agency" is an outlet, an "army" of liberation an armed group."""
    if kind == "Organization" and lowered[-1] == "agency" and len(lowered) > 1 and lowered[-2] in ("news", "press"):
        return "MediaOutlet"
    if kind == "Military" and any(w in ("liberation", "resistance", "salvation", "rebel", "defense") for w in lowered):
        return "ArmedGroup" if "defense" not in lowered else kind
    if kind == "MediaOutlet" and lowered[-1] in ("post", "standard", "today", "mail", "press", "sun", "dispatch") and len(lowered) < 2:
        return "Organization"
    return kind


def kind_of(rows: Rows, start: int, end: int, label: str) -> EntityKind | str:
    """Kind of a name that no table knows: its own words, then the pipeline's label. "Event" and "" name no actor."""
    first = lexicon().first_names
    if label == "PERSON" or titled(rows, start):
        return "Person"
    if end - start > 1 and rows.word[start] in first and (label != "ORG" or kind_by_words(rows.word[start:end]) is None):
        return "Person"
    by_words = kind_by_words(rows.word[start:end]) if end - start > 1 or label == "ORG" else None
    if by_words == "Event":
        return "" if label != "PERSON" else "Person"
    if by_words is not None and not (by_words != "Place" and label in ("LOC", "GPE")):
        return by_words
    return {"ORG": "Organization", "LOC": "Place", "GPE": "Place", "NORP": "Group"}.get(label, "")


def titled(rows: Rows, start: int) -> bool:
    """Whether a title or form of address stands right before the name."""
    if start == 0 or rows.sent[start - 1] != rows.sent[start]:
        return False
    known, before = lexicon(), rows.word[start - 1]
    if before in known.honorifics or before.rstrip(".") in known.short_titles:
        return True
    return rows.lower[start - 1] in known.offices and before[:1].isupper() and rows.tag[start - 1] in ("NN", "NNP")


def missed_runs(rows: Rows, taken: list[bool]) -> Iterator[tuple[int, int]]:
    """Runs of capitalised words outside all names that the tags hold for proper; "of Justice" joins "Ministry"."""
    i = 0
    while i < len(rows):
        if taken[i] or not _proper(rows, i):
            i += 1
            continue
        end = i + 1
        while end < len(rows) and not taken[end] and rows.sent[end] == rows.sent[i] and _continues(rows, taken, i, end):
            end += 1
        while end > i and not _proper(rows, end - 1):
            end -= 1
        if end > i:
            yield i, end
        i = max(end, i + 1)


def _proper(rows: Rows, i: int) -> bool:
    return rows.pos[i] == "PROPN" and rows.word[i][:1].isupper() and rows.word[i] not in DAYS


def _continues(rows: Rows, taken: list[bool], start: int, i: int) -> bool:
    if _proper(rows, i) or rows.word[i] == "-" or (rows.pos[i] == "NUM" and rows.word[i].isdigit() and len(rows.word[i]) < 3):
        return True
    if i + 1 < len(rows) and rows.lower[i] in ("of", "for", "and") and rows.lower[start] in OPENERS:
        return rows.word[i + 1][:1].isupper() and not taken[i + 1]
    return rows.word[i][:1].isupper() and rows.pos[i] in ("ADJ", "NOUN") and i > 0 and rows.tag[i] in ("NNP", "NNPS", "JJ")


def judge_run(rows: Rows, start: int, end: int) -> EntityKind | str:
    """Kind of a missed run; "" where too little speaks for an actor or place."""
    first, size = lexicon().first_names, end - start
    if titled(rows, start) or (size in (2, 3) and rows.word[start] in first):
        return "Person"
    if size == 1:
        word = rows.word[start]
        if ACRONYM.fullmatch(word) and word not in NO_ACTORS and len(word) < 8 and not ROMAN.fullmatch(word):
            return "Organization"
        return ""
    kind = kind_by_words(rows.word[start:end])
    if kind in ("Event", None):
        return ""
    return kind or ""


def extended(rows: Rows, start: int, end: int, taken: list[bool]) -> int:
    """The end of a name that goes on: "Ministry" + "of Foreign Affairs", "Amardeep" + "Singh"."""
    while end < len(rows) and not taken[end] and rows.sent[end] == rows.sent[start]:
        if rows.dep[end] == "flat" and start <= rows.head[end] < end and rows.word[end][:1].isupper() and rows.word[end] not in DAYS:
            end += 1
        elif rows.lower[start] in OPENERS and rows.lower[end] in ("of", "for") and end + 1 < len(rows) and _capital_follows(rows, end):
            end += 2 + (rows.lower[end + 1] == "the")
        elif rows.lower[start] in OPENERS and rows.lower[end] == "and" and end + 1 < len(rows) and _proper(rows, end + 1):
            if rows.lower[end + 1] in OPENERS or not any(rows.lower[k] == "of" for k in range(start, end)):
                return end
            end += 2
        else:
            return end
    return end


def _capital_follows(rows: Rows, i: int) -> bool:
    after = i + 1 + (rows.lower[i + 1] == "the")
    return after < len(rows) and rows.word[after][:1].isupper() and rows.pos[after] in ("PROPN", "ADJ", "NOUN")


def find_names(rows: Rows, doc_ents: list[tuple[int, int, str]]) -> list[Name]:
    """All names of an article, in the order of the text, none overlapping another."""
    taken = [False] * len(rows)
    found = _merged(rows, doc_ents, taken)
    for start, end in list(missed_runs(rows, taken)):
        while is_title(rows, start, end):
            start += 1
        if _bare_title(rows, start, end) or rows.word[start] in lexicon().honorifics:
            continue
        kind = judge_run(rows, start, end)
        text = rows.words(start, end)
        found.append(Name(start, end, text, kind or "Group", sure=bool(kind)))  # type: ignore[arg-type]
    found.sort(key=lambda name: name.start)
    return _consistent(found)


def _merged(rows: Rows, doc_ents: list[tuple[int, int, str]], taken: list[bool]) -> list[Name]:
    spans = list(pipeline_names(rows, doc_ents))
    table = [name for name in table_names(rows) if not any(_swallows(rows, span, name) for span in spans)]
    found = []
    for name in table:
        found.append(name)
        taken[name.start : name.end] = [True] * (name.end - name.start)
    for start, end, label in spans:
        while start < end and taken[start]:
            start += 1
        while end > start and taken[end - 1]:
            end -= 1
        while start < end and (is_title(rows, start, end) or rows.pos[start] in ("PUNCT", "PART", "CCONJ", "DET", "ADP")):
            start += 1
        if start >= end or any(taken[start:end]) or _bare_title(rows, start, end):
            continue
        end = extended(rows, start, end, taken)
        kind = kind_of(rows, start, end, label)
        taken[start:end] = [True] * (end - start)
        if kind:
            found.append(Name(start, end, rows.words(start, end), kind))  # type: ignore[arg-type]
    return found


def _swallows(rows: Rows, span: tuple[int, int, str], name: Name) -> bool:
    """Whether the pipeline's longer name keeps a table's name inside it: "Bank of England", "Paris Hilton"."""
    start, end, label = span
    if not (start <= name.start and name.end <= end) or (start, end) == (name.start, name.end):
        return False
    if name.start == start and not name.adjective:
        rest = rows.lower[name.end]
        known = lexicon()
        if rest in known.offices or rest in known.portfolios or rest in ("'s", "’s") or rows.word[name.end] in known.honorifics:
            return False
        return label == "PERSON" or name.kind != "Country" or kind_by_words(rows.word[start:end]) is not None
    if name.adjective and name.start == start and rows.lower[name.end] in lexicon().offices | lexicon().portfolios:
        return False
    return True


def _consistent(names: list[Name]) -> list[Name]:
    """One kind per spelling: what most of its places say; unsure names stay only where the article is sure elsewhere."""
    votes: dict[str, Counter[EntityKind]] = {}
    for name in names:
        if name.sure and not name.standard:
            votes.setdefault(name.text, Counter())[name.kind] += 1
    parts = {word for name in names if name.sure and name.kind == "Person" for word in name.text.split()}
    kept = []
    for name in names:
        if name.standard:
            kept.append(name)
        elif name.text in votes:
            kept.append(replace(name, kind=_vote(votes[name.text], name.text, parts)))
        elif name.text in parts:
            kept.append(replace(name, kind="Person"))
    return kept


def _vote(votes: Counter[EntityKind], text: str, person_words: set[str]) -> EntityKind:
    if text in person_words and votes["Person"]:
        return "Person"
    best = max(votes.values())
    return min(kind for kind, count in votes.items() if count == best)
