"""Names out of GUM's mentions: the part of a mention that is a name, without titles, determiners and relative clauses."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from kg.language.train.conllu import Token
from kg.language.train.entities import GUM_KINDS, PERSONAL_TITLES, Span

MENTION = re.compile(r"\(([^()]*)(\))?|([^()]+)\)")
ENTITY = re.compile(r"(?:^|\|)Entity=([^|]*)")
GLUE = frozenset("- . ' / &".split())
NAME_PREPOSITIONS = frozenset(("of", "for", "at"))


def mentions(tokens: Sequence[Token]) -> Iterator[Span]:
    """All mentions of a sentence with GUM's kind, from the bracket notation of the last column."""
    opened: dict[str, list[tuple[int, str]]] = {}
    for place, token in enumerate(tokens):
        found = ENTITY.search(token.misc)
        for part in MENTION.finditer(found.group(1)) if found else ():
            if part.group(1) is None:
                group = part.group(3).split("-")[0]
                if opened.get(group):
                    start, kind = opened[group].pop()
                    yield start, place + 1, kind
                continue
            group, kind = part.group(1).split("-")[:2]
            if part.group(2):
                yield place, place + 1, kind
            else:
                opened.setdefault(group, []).append((place, kind))


def _marked_by(tokens: Sequence[Token], head: int, dep: str) -> list[int]:
    return [place for place, token in enumerate(tokens) if token.head == head and token.dep == dep and place < head]


def _part_of_name(tokens: Sequence[Token], place: int, personal: bool) -> list[int]:
    """Places that join a name when the word at `place` depends on a part of it; empty when the word is no part."""
    token = tokens[place]
    proper = token.xpos.startswith("NNP")
    if token.dep.startswith("flat") or (proper and token.dep in ("compound", "amod", "nummod", "nmod:unmarked")):
        return [place]
    if personal or token.upos != "PROPN":
        return []
    cases = _marked_by(tokens, place, "case")
    if token.dep == "nmod" and any(tokens[case].form.lower() in NAME_PREPOSITIONS for case in cases):
        return [place, *cases, *_marked_by(tokens, place, "det")]
    if token.dep == "conj" and tokens[token.head].dep in ("compound", "nmod"):
        return [place, *_marked_by(tokens, place, "cc")]
    if token.dep == "nmod:poss":
        return [place, *[after for after, other in enumerate(tokens) if other.head == place and other.dep == "case"]]
    return []


def _grow(tokens: Sequence[Token], span: Span, head: int) -> set[int]:
    """Places of the name around its head word, inside the mention."""
    start, end, kind = span
    name, queue = {head}, [head]
    while queue:
        parent = queue.pop()
        for place in range(start, end):
            if tokens[place].head == parent and place not in name:
                joined = _part_of_name(tokens, place, kind == "person")
                name.update(joined)
                queue.extend(joined[:1])
    return name


def _run(tokens: Sequence[Token], span: Span, head: int, name: set[int]) -> tuple[int, int]:
    """The unbroken stretch of name words and the signs between them."""
    first = last = head
    while first > span[0] and (first - 1 in name or tokens[first - 1].form in GLUE):
        first -= 1
    while last + 1 < span[1] and (last + 1 in name or tokens[last + 1].form in GLUE):
        last += 1
    inside = [place for place in range(first, last + 1) if place in name]
    return inside[0], inside[-1] + 1


def _with_adjectives(tokens: Sequence[Token], start: int, end: int) -> int:
    """Start of an organisation's name with the capitalised words before it: "Korean People's Army"."""
    while start and tokens[start - 1].form[:1].isupper() and start <= tokens[start - 1].head < end:
        if tokens[start - 1].dep not in ("amod", "nmod:poss", "compound"):
            break
        start -= 1
    return start


def _name_of(tokens: Sequence[Token], span: Span) -> Span | None:
    start, end, kind = span
    heads = [place for place in range(start, end) if not start <= tokens[place].head < end or tokens[place].head == place]
    if kind not in GUM_KINDS or not heads or tokens[heads[0]].upos != "PROPN":
        return None
    if kind == "person" and tokens[heads[0]].xpos == "NNPS":
        return None
    first, last = _run(tokens, span, heads[0], _grow(tokens, span, heads[0]))
    if kind == "organization":
        first = _with_adjectives(tokens, first, last)
    return first, last, GUM_KINDS[kind]


def gum_names(tokens: Sequence[Token], usual: Mapping[str, Counter[str]]) -> list[Span]:
    """Names of a sentence, longest first where they overlap.

    usual: how often other corpora give a name each kind; GUM calls an acting country an organisation, they a place.
    """
    found: list[Span] = []
    for span in filter(None, (_name_of(tokens, mention) for mention in mentions(tokens))):
        start, end, kind = span
        text = " ".join(token.form for token in tokens[start:end])
        counts = usual.get(text, Counter())
        if kind == "PERSON" and text in PERSONAL_TITLES:
            continue
        found.append((start, end, "LOC" if kind == "ORG" and counts["LOC"] > counts["ORG"] else kind))
    taken: set[int] = set()
    chosen: list[Span] = []
    for span in sorted(found, key=lambda one: (one[0] - one[1], one)):
        if taken.isdisjoint(range(span[0], span[1])):
            taken.update(range(span[0], span[1]))
            chosen.append(span)
    return sorted(chosen)
