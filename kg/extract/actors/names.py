"""Proper names: what the pipeline found, repaired by tables and grammar.

    pipeline   [US President Donald Trump]PERSON ... the National Liberation Army [ELN]? ... [Blue]LOC Radio
    names      US (country) | Donald Trump (title "President") | National Liberation Army, ELN | Blue Radio

The tables of countries, bodies, groups and outlets win over the pipeline where a name of theirs fills its span; title words
leave a name; capitalised words that the pipeline missed join by their shape and neighbours, or because the article names
the same actor elsewhere.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Set
from dataclasses import replace
from typing import Final, cast

from kg.extract.actors.gazetteer import Name, gazetteer, table_names
from kg.extract.actors.namekinds import judge_run, kind_by_words, kind_of
from kg.extract.actors.rows import Rows
from kg.extract.actors.spans import begins_body, common_acronyms, explained_acronyms, grown_body, grown_person, proper
from kg.extract.actors.tables import countries, lexicon, name_shape
from kg.model import EntityKind

Found = tuple[int, int, str]
"""A name of the pipeline: first token, token after the last, label."""

OUTSIDE: Final = frozenset({"DET", "PUNCT", "SPACE", "ADP", "CCONJ", "PART"})


LOCATIVE: Final = frozenset({"in", "at", "near", "from", "to", "outside", "around", "towards", "across", "through", "of"})
IN_THE_NAME: Final = frozenset({"radio", "tv", "television", "channel"})
"""Words in lower case that belong to the name of an outlet: "W radio"."""

BODIES: Final = frozenset({"Organization", "Military", "ArmedGroup", "MediaOutlet"})


def find_names(rows: Rows, found: list[Found]) -> list[Name]:
    """All names of an article, in the order of the text, none overlapping another. ``found``: the pipeline's names."""
    taken = [False] * len(rows)
    explained = common_acronyms(rows) | _acronyms_of_events(rows)
    spans = [span for span in _trimmed(rows, found) if rows.word[span[0]] not in explained]
    names = [*_from_tables(rows, spans, taken), *_from_pipeline(rows, spans, taken), *_missed(rows, taken, explained)]
    joined = list(_of_land(rows, _with_land(rows, _parted(rows, sorted(names, key=lambda name: name.start)))))
    ordinary = _ordinary_words(rows)
    return _consistent(rows, [_as_country(name) for name in joined if not _common_noun(rows, name, ordinary)])


def _take(taken: list[bool], start: int, end: int) -> None:
    taken[start:end] = [True] * (end - start)


# ---------------------------------------------------------------- tables and acronyms


def _from_tables(rows: Rows, spans: list[Found], taken: list[bool]) -> Iterator[Name]:
    around = {k: span for span in spans for k in range(span[0], span[1])}
    table = [name for name in table_names(rows) if name.start not in around or not _swallows(rows, around[name.start], name)]
    for start, end, _ in explained_acronyms(rows):
        kind = kind_by_words(rows.word[start:end])
        if kind == "Event":  # "Open Skies Treaty (OST)" is no actor, nor is the OST
            _take(taken, start, end)
            continue
        if not kind and lexicon().offices.intersection(rows.lower[start:end]):
            continue
        if not any(name.start <= start and end <= name.end for name in table):
            _take(taken, start, end)
            yield Name(
                start,
                end,
                rows.words(start, end),
                cast(EntityKind, kind if kind not in ("", "Place") else "Organization"),
            )
    for name in table:
        if not any(taken[name.start : name.end]):
            _take(taken, name.start, name.end)
            yield name


def _acronyms_of_events(rows: Rows) -> frozenset[str]:
    """Acronyms that the article explains by the name of a treaty, plan or the like."""
    spelt = explained_acronyms(rows)
    return frozenset(rows.word[at] for start, end, at in spelt if kind_by_words(rows.word[start:end]) == "Event")


def _swallows(rows: Rows, span: Found, name: Name) -> bool:
    """Whether the pipeline's longer name keeps a table's name inside it: "Bank of England", "Paris Hilton"."""
    start, end, label = span
    if not (start <= name.start and name.end <= end) or (start, end) == (name.start, name.end):
        return False
    if name.start > start:
        return True
    if start and rows.lower[start - 1] in ("to", "of") and label == "PERSON" and name.kind in ("Country", "Place"):
        return False
    known, rest = lexicon(), rows.lower[name.end]
    if name.kind == "ArmedGroup" and known.kind_of_noun.get(rest.removesuffix("s")) in ("Organization", "ArmedGroup"):
        return False
    if (
        rest in known.offices
        or known.is_portfolio(rows.word[name.end])
        or rest in ("'s", "’s")
        or rows.word[name.end] in known.honorifics
    ):
        return False
    return name.adjective or label == "PERSON" or name.kind != "Country" or kind_by_words(rows.word[start:end]) != ""


# ---------------------------------------------------------------- the pipeline


def is_title(rows: Rows, i: int, end: int) -> bool:
    """Whether the word is a title before what follows inside a name: "President" of "President Petro"."""
    if i + 1 >= end:
        return False
    known, word, lower = lexicon(), rows.word[i], rows.lower[i]
    if word in known.honorifics or word in known.short_titles or word.rstrip(".") in known.short_titles:
        return True
    if lower in name_shape().regal and rows.word[i + 1][:1].isupper():
        return kind_by_words(rows.word[i:end]) == ""
    if lower in known.offices or lower.removesuffix("s") in known.offices:
        return rows.label[i] in ("PERSON", "") or rows.label[end - 1] == "PERSON"
    return known.is_portfolio(word) and rows.lower[i + 1] in known.offices and i + 2 < end


def _bare_title(rows: Rows, start: int, end: int) -> bool:
    known = lexicon()
    if end - start == 1 and (rows.word[start] in known.honorifics or rows.word[start] in known.short_titles):
        return True
    parts = known.offices | known.portfolios
    return rows.lower[end - 1] in known.offices and all(w in parts for w in rows.lower[start:end])


def _trim(rows: Rows, start: int, end: int) -> tuple[int, int]:
    """Without titles, determiners, possessive endings and stray marks."""
    while start < end and (rows.pos[start] in OUTSIDE or is_title(rows, start, end)):
        start += 1
    if end - start > 3 and rows.word[start + 1] == "-" and rows.lower[start + 2] == "based":
        start += 3
    while start < end and (
        rows.tag[end - 1] in ("POS", "DT") or rows.pos[end - 1] == "PUNCT" or rows.lower[end - 1] in ("'s", "’s")
    ):
        end -= 1
    while (
        end - start > 1
        and rows.pos[end - 1] == "NOUN"
        and rows.word[end - 1].islower()
        and rows.lower[end - 1] not in IN_THE_NAME
    ):
        end -= 1
    return start, end


def _trimmed(rows: Rows, found: list[Found]) -> Iterator[Found]:
    for first, after, label in found:
        start, end = _trim(rows, first, after)
        if start >= end or _bare_title(rows, start, end) or not any(w[:1].isupper() for w in rows.word[start:end]):
            continue
        if rows.word[start] not in name_shape().days or end - start > 2 or (label == "PERSON" and end - start == 2):
            yield from _split(rows, start, end, label)


def _split(rows: Rows, start: int, end: int, label: str) -> Iterator[Found]:
    """ "Vermont Bernie Sanders" of "Senator from Vermont Bernie Sanders" is a place and a person."""
    before = start - 1 - (start > 1 and rows.lower[start - 1] == "the")
    if end - start > 2 and before >= 0 and rows.lower[before] in ("from", "of", "to", "for"):
        land = gazetteer()[0].get(rows.word[start])
        if land is not None and land.kind in ("Country", "Place") and label == "PERSON":
            yield start, start + 1, "LOC"
            yield start + 1, end, "PERSON"
            return
        for k in range(start + 1, end - 1):
            if rows.word[k] in lexicon().first_names and rows.word[k].isalpha() and rows.lower[k - 1] not in name_shape().small:
                yield start, k, "LOC" if label == "PERSON" else label
                yield k, end, "PERSON"
                return
    yield start, end, label


def _from_pipeline(rows: Rows, spans: list[Found], taken: list[bool]) -> Iterator[Name]:
    for first, after, label in spans:
        start, end = _untaken(rows, first, after, taken)
        if start >= end or any(taken[start:end]) or _bare_title(rows, start, end):
            continue
        kind = kind_of(rows, start, end, label)
        if kind == "Person":
            while start < end - 1 and begins_body(rows, start):
                start += 1
            start, end = grown_person(rows, start, end, taken)
        else:
            end = grown_body(rows, start, end, taken)
        if kind == "MediaOutlet" and end < len(rows) and rows.lower[end] in IN_THE_NAME and not taken[end]:
            end += 1
        _take(taken, start, end)
        if kind:
            yield Name(start, end, rows.words(start, end), cast(EntityKind, kind))


def _untaken(rows: Rows, start: int, end: int, taken: list[bool]) -> tuple[int, int]:
    while start < end and taken[start]:
        start += 1
    while end > start and taken[end - 1]:
        end -= 1
    return _trim(rows, start, end)


# ---------------------------------------------------------------- what it missed


def _missed(rows: Rows, taken: list[bool], ordinary: Set[str]) -> Iterator[Name]:
    for first, end in list(_runs(rows, taken)):
        start = first
        while is_title(rows, start, end):
            start += 1
        if not _bare_title(rows, start, end) and rows.word[start] not in lexicon().honorifics:
            kind = judge_run(rows, start, end) if rows.word[start] not in ordinary else ""
            if kind == "Person":
                start, end = grown_person(rows, start, end, taken)
            elif kind == "MediaOutlet" and end < len(rows) and rows.lower[end] in IN_THE_NAME:
                end += 1
            yield Name(start, end, rows.words(start, end), cast(EntityKind, kind or "Group"), sure=bool(kind))


def _runs(rows: Rows, taken: list[bool]) -> Iterator[tuple[int, int]]:
    """Runs of capitalised words outside all names that the tags hold for proper; "of Justice" joins "Ministry"."""
    i, size = 0, len(rows)
    while i < size:
        if taken[i] or not (proper(rows, i) or _capital_before_name(rows, taken, i)):
            i += 1
            continue
        end = i + 1
        while end < size and not taken[end] and rows.sent[end] == rows.sent[i] and _continues(rows, taken, i, end):
            end += 1
        while end - 1 > i and not proper(rows, end - 1):
            end -= 1
        yield i, end
        i = end


def _capital_before_name(rows: Rows, taken: list[bool], i: int) -> bool:
    """ "Blue" of "Blue Radio", "W" of "W radio": a capital inside a sentence before a proper noun or a word for an outlet."""
    if rows.pos[i] not in ("ADJ", "NOUN", "SYM", "X") or not rows.word[i][:1].isupper() or rows.word[i] in name_shape().days:
        return False
    if i == 0 or i + 1 >= len(rows) or rows.sent[i - 1] != rows.sent[i] or taken[i + 1]:
        return False
    return proper(rows, i + 1) or rows.lower[i + 1] in IN_THE_NAME


def _continues(rows: Rows, taken: list[bool], start: int, i: int) -> bool:
    if proper(rows, i) or rows.word[i] == "-" or (rows.word[i].isdigit() and len(rows.word[i]) < 3):
        return True
    if i + 1 < len(rows) and rows.lower[i] in ("of", "for", "and") and rows.lower[start] in name_shape().openers:
        return rows.word[i + 1][:1].isupper() and not taken[i + 1]
    return rows.word[i][:1].isupper() and rows.pos[i] in ("ADJ", "NOUN") and rows.tag[i] in ("NNP", "NNPS", "JJ")


# ---------------------------------------------------------------- over the article


def _parted(rows: Rows, names: list[Name]) -> Iterator[Name]:
    """ "Trump-Abe" is two names where both are named alone as well."""
    known = {word for name in names if name.kind == "Person" for word in [name.text, *name.text.split()[-1:]]}
    for name in names:
        hyphens = [k for k in range(name.start, name.end) if rows.word[k] in ("-", "–")]
        if name.standard or len(hyphens) != 1 or hyphens[0] == name.end - 1:
            yield name
            continue
        halves = [(name.start, hyphens[0]), (hyphens[0] + 1, name.end)]
        listed = [gazetteer()[0].get(rows.words(*half)) for half in halves]
        if all(listed):
            for (start, end), entry in zip(halves, listed, strict=True):
                if entry is not None and not entry.adjective:
                    yield Name(start, end, rows.words(start, end), entry.kind, entry.standard, entry.country)
            continue
        if all(rows.words(*half) in known for half in halves):
            yield from (Name(start, end, rows.words(start, end), "Person") for start, end in halves)
        else:
            yield name


def _surname(rows: Rows, name: Name, surnames: set[str]) -> bool:
    """ "Paris" where the article tells of Valeska Paris and no preposition of place leads to the word."""
    if name.end - name.start > 1 or name.adjective or name.kind == "Person" or name.text not in surnames:
        return False
    return rows.case(name.start) not in LOCATIVE


def _ordinary_words(rows: Rows) -> set[str]:
    """Words that the article also writes in lower case."""
    return {word for word in rows.word if word.islower()}


def _common_noun(rows: Rows, name: Name, ordinary: set[str]) -> bool:
    """ "The Kingdom", "the Commission": a description written with a capital; "Needle" at the start of a sentence."""
    if name.end - name.start > 1 or name.standard:
        return False
    opens = name.start == 0 or rows.sent[name.start - 1] != rows.sent[name.start]
    return rows.lower[name.start] in lexicon().kind_of_noun or (opens and rows.lower[name.start] in ordinary)


def _as_country(name: Name) -> Name:
    """ "The Government of Iraq", "the Afghan Government": the country."""
    parts = name.text.split()
    if name.standard or name.kind != "Organization" or len(parts) < 2:
        return name
    if parts[0].lower() in lexicon().governments and parts[1] == "of":
        rest = " ".join(part for part in parts[2:] if part != "the")
    else:
        rest = " ".join(parts[:-1]) if parts[-1].lower() in lexicon().governments else ""
    lands = countries()
    land = lands.names.get(rest) or lands.adjectives.get(rest, "")
    return replace(name, kind="Country", standard=land, country=land) if land else name


def _of_land(rows: Rows, names: Iterator[Name]) -> Iterator[Name]:
    """ "Parliament" + "of Iraq", "Bank" + "of England"; a government "of Iraq" is the country itself."""
    before: Name | None = None
    for name in names:
        if before is not None and _named_after_land(rows, before, name):
            before = Name(before.start, name.end, rows.words(before.start, name.end), before.kind, country=name.country)
            continue
        if before is not None:
            yield before
        before = name
    if before is not None:
        yield before


def _named_after_land(rows: Rows, before: Name, name: Name) -> bool:
    gap = rows.lower[before.end : name.start]
    if gap not in (["of"], ["of", "the"]) or name.kind not in ("Country", "Place") or before.standard or name.adjective:
        return False
    first = rows.lower[before.start]
    return before.kind in BODIES and first in name_shape().openers and first not in lexicon().governments


def _with_land(rows: Rows, names: Iterator[Name]) -> Iterator[Name]:
    """ "Iraqi" before "Security Forces" and "US" before a department belong to the name."""
    before: Name | None = None
    for name in names:
        if before is not None and before.end == name.start and _one_body(before, name):
            text = rows.words(before.start, name.end)
            before = Name(before.start, name.end, text, name.kind, country=before.country)
            continue
        if before is not None:
            yield before
        before = name
    if before is not None:
        yield before


def _one_body(before: Name, name: Name) -> bool:
    land = before.adjective or before.kind == "Country"
    return bool(
        land and before.country and not name.standard and name.sure and name.kind in BODIES and kind_by_words(name.text.split())
    )


def _consistent(rows: Rows, names: list[Name]) -> list[Name]:
    """One kind per spelling: what most of its places say; unsure names stay only where the article is sure elsewhere."""
    votes: dict[str, Counter[EntityKind]] = {}
    people = [name.text.split() for name in names if name.sure and name.kind == "Person"]
    for name in names:
        if name.sure and not name.standard:
            votes.setdefault(name.text, Counter())[name.kind] += 1
    surnames = {parts[-1] for parts in people if len(parts) in (2, 3)}
    sure_surnames = {parts[-1] for parts in people if len(parts) in (2, 3) and parts[0] in lexicon().first_names}
    parts = {word for text in people for word in text}
    known = {name.text: name for name in names if name.standard and name.kind == "Country"}
    kept = []
    for name in names:
        if not name.standard and name.text in known and name.text not in surnames:
            found = known[name.text]
            kept.append(replace(name, kind=found.kind, standard=found.standard, country=found.country, sure=True))
        elif name.standard and _surname(rows, name, sure_surnames if name.kind == "Country" else surnames):
            kept.append(replace(name, kind="Person", standard="", country=""))
        elif name.standard:
            kept.append(name)
        elif name.text in votes or name.text in parts:
            kept.append(replace(name, kind=_vote(votes.get(name.text, Counter()), name.text, surnames, parts)))
    return kept


def _vote(votes: Counter[EntityKind], text: str, surnames: set[str], parts: set[str]) -> EntityKind:
    if text in surnames or (text in parts and (votes["Person"] or not votes)):
        return "Person"
    best = max(votes.values())
    return min(kind for kind, count in votes.items() if count == best)
