"""The coreference run: actors of GUM's news and interviews against its gold, persons and organisations alone.

    python -m tests.quality.coreference [--update] [--parts dev,test] [--pipeline NAME] [--errors N]

Needs the corpus beside the checkout (``../shared/corpora/ud_gum``). Mentions are matched by their heads: a gold mention and
a mention of ours are the same where each holds the other's head. Clusters of one mention are left out on both sides.
Printed: accuracy of third-person pronouns (the pronoun lies in one entity with the names and descriptions that the gold gives
it), of "I" and "we", and MUC, B-cubed, CEAF-e with their mean (CoNLL F1).
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import numpy as np
from scipy.optimize import linear_sum_assignment  # type: ignore[import-untyped]

from kg.extract.actors import EntityMap, find_entities
from kg.language import load
from kg.language.parsed import ParsedArticle, parse
from kg.model import Article, Origin, Source, Span

GUM = Path(__file__).parents[3] / "shared" / "corpora" / "ud_gum"
COMMITTED = Path(__file__).with_name("coreference.md")
GENRES = ("news", "interview")
TYPES = ("person", "organization")
PRONOUNS = {
    "he/she": frozenset("he him his himself she her hers herself".split()),
    "they": frozenset("they them their theirs themselves".split()),
    "it": frozenset("it its itself".split()),
    "I/we": frozenset("i me my mine myself we us our ours ourselves".split()),
}
ENTITY = re.compile(r"\((\d+)-([a-z]+)-[^-()]*-[^-()]*-[^-()]*-([\d,]+)-[^()]*?(?=[()]|$)(\))?|(\d+)\)")
Clusters = list[frozenset[int]]


@dataclass(frozen=True)
class GoldMention:
    """Characters ``start`` to ``end`` of the text, the character where the head word begins, the entity's number and type."""

    start: int
    end: int
    head: int
    entity: str
    type: str
    pronoun: bool


@dataclass
class Document:
    """One document of the corpus: its text, its paragraphs and gold mentions."""

    name: str
    text: str = ""
    paragraphs: list[int] = field(default_factory=list)
    mentions: list[GoldMention] = field(default_factory=list)


# ---------------------------------------------------------------- reading


def documents(parts: Iterable[str]) -> Iterator[Document]:
    """The documents of the wanted genres in the named parts ("train", "dev", "test")."""
    for part in parts:
        text = (GUM / f"{part}.conllu").read_text(encoding="utf-8")
        for block in text.split("# newdoc id = ")[1:]:
            name, _, rest = block.partition("\n")
            if name.split("_")[1] in GENRES:
                yield _document(name, rest)


def _document(name: str, block: str) -> Document:
    document = Document(name)
    opened: dict[str, list[tuple[int, str, str, int]]] = defaultdict(list)
    for sentence in block.split("\n\n"):
        lines = sentence.splitlines()
        if any(line.startswith("# newpar") for line in lines) and not document.text.endswith("\n\n"):
            document.text = document.text.rstrip() + ("\n\n" if document.text else "")
            document.paragraphs.append(len(document.text))
        _sentence(document, [line.split("\t") for line in lines if line[:1].isdigit()], opened)
    return document


def _sentence(document: Document, rows: list[list[str]], opened: dict[str, list[tuple[int, str, str, int]]]) -> None:
    starts: list[int] = []
    words: list[list[str]] = []
    joined: dict[int, bool] = {}
    for row in rows:
        if "-" in row[0]:
            first, last = map(int, row[0].split("-"))
            joined.update(dict.fromkeys(range(first, last), True))
            joined[last] = "SpaceAfter=No" in row[9]
            continue
        if "." in row[0]:
            continue
        starts.append(len(document.text))
        words.append(row)
        glued = joined.get(int(row[0]), "SpaceAfter=No" in row[9])
        document.text += row[1] + ("" if glued else " ")
    heads = [int(row[6]) - 1 for row in words]
    for k, row in enumerate(words):
        value = next((part[7:] for part in row[9].split("|") if part.startswith("Entity=")), "")
        for match in ENTITY.finditer(value):
            number, kind, minimal, closes, closed = match.groups()
            if number:
                opened[number].append((k, kind, minimal, len(starts)))
            if closes or closed:
                first, kind, minimal, _ = opened[number or closed].pop()
                document.mentions.append(_mention(number or closed, kind, first, k, minimal, starts, words, heads))


def _mention(
    number: str, kind: str, first: int, last: int, minimal: str, starts: list[int], words: list[list[str]], heads: list[int]
) -> GoldMention:
    inside = [first + int(k) - 1 for k in minimal.split(",")]
    head = next((k for k in inside if heads[k] not in inside), inside[0])
    end = starts[last] + len(words[last][1])
    return GoldMention(starts[first], end, starts[head], number, kind, first == last and words[first][3] in ("PRON", "DET"))


def article(document: Document) -> Article:
    """The document as an article whose regions are its paragraphs."""
    text = document.text.rstrip()
    bounds = [*[p for p in document.paragraphs if p < len(text)], len(text)]
    pieces = [(a, a + len(text[a:b].rstrip())) for a, b in pairwise(bounds)]
    source = Source(key=document.name, identifier=document.name, origin=Origin(document.name), digest="")
    return Article(source, text, tuple(Span(a, b) for a, b in pieces if a < b))


# ---------------------------------------------------------------- alignment


@dataclass(frozen=True)
class Ours:
    """One of our mentions: its characters, the start of its head word, the entity's key."""

    start: int
    end: int
    head: int
    key: str
    pronoun: bool


def our_mentions(parsed: ParsedArticle, entities: EntityMap) -> list[Ours]:
    """All mentions of entities that are neither countries nor places."""
    by_start = {start: k for k, start in enumerate(parsed.starts)}
    found = []
    for entity in entities.finish():
        if entity.kind in ("Country", "Place"):
            continue
        for mention in entity.mentions:
            first, k = by_start[mention.passage.start], by_start[mention.passage.start]
            while k + 1 < len(parsed.starts) and parsed.starts[k + 1] < mention.passage.end:
                k += 1
            head = next((t.i for t in parsed.doc[first : k + 1] if not first <= t.head.i <= k or t.head.i == t.i), first)
            found.append(
                Ours(mention.passage.start, mention.passage.end, parsed.starts[head], entity.key, mention.form == "pronoun")
            )
    return found


def align(gold: Sequence[GoldMention], ours: Sequence[Ours]) -> dict[int, int]:
    """Pairs of mentions, each of which holds the other's head; the nearest in size first."""
    by_head: dict[int, list[int]] = defaultdict(list)
    for k, mention in enumerate(ours):
        for place in range(mention.start, mention.end):
            by_head[place].append(k)
    pairs = [
        (abs(g.end - g.start - ours[k].end + ours[k].start), i, k)
        for i, g in enumerate(gold)
        for k in by_head.get(g.head, [])
        if g.start <= ours[k].head < g.end
    ]
    found: dict[int, int] = {}
    used: set[int] = set()
    for _, i, k in sorted(pairs):
        if i not in found and k not in used:
            found[i] = k
            used.add(k)
    return found


# ---------------------------------------------------------------- measures


def f1(hits: float, given: float, wanted: float) -> float:
    """Harmonic mean of hits / given and hits / wanted."""
    return 2 * hits / (given + wanted) if given + wanted else 0.0


@dataclass
class Counts:
    """Sums over documents: numerators and denominators of precision and recall for each measure."""

    sums: Counter[str] = field(default_factory=Counter)

    def add(self, name: str, recall: tuple[float, float], precision: tuple[float, float]) -> None:
        """Note one document's (numerator, denominator) of recall and of precision."""
        for part, value in zip(("rn", "rd", "pn", "pd"), (*recall, *precision), strict=True):
            self.sums[f"{name} {part}"] += value  # type: ignore[assignment]

    def score(self, name: str) -> tuple[float, float, float]:
        """Precision, recall and F1 of a measure."""
        r = self.sums[f"{name} rn"] / (self.sums[f"{name} rd"] or 1)
        p = self.sums[f"{name} pn"] / (self.sums[f"{name} pd"] or 1)
        return p, r, 2 * p * r / (p + r) if p + r else 0.0


def links(key: Clusters, response: Clusters) -> tuple[float, float]:
    """MUC: links of the key that the response keeps, and all links of the key."""
    where = {m: k for k, cluster in enumerate(response) for m in cluster}
    kept = wanted = 0
    for cluster in key:
        parts = len({where.get(m, -1 - m) for m in cluster})
        kept += len(cluster) - parts
        wanted += len(cluster) - 1
    return kept, wanted


def b_cubed(key: Clusters, response: Clusters) -> tuple[float, float]:
    """B-cubed: summed share of each mention's key cluster that the response puts with it, and the number of mentions."""
    where = {m: cluster for cluster in response for m in cluster}
    total = sum(len(c & where.get(m, frozenset())) / len(c) for c in key for m in c)
    return total, sum(map(len, key))


def ceaf_e(key: Clusters, response: Clusters) -> float:
    """CEAF-e: similarity of the best one-to-one assignment of clusters."""
    if not key or not response:
        return 0.0
    table = np.array([[2 * len(a & b) / (len(a) + len(b)) for b in response] for a in key])
    rows, columns = linear_sum_assignment(-table)
    return float(table[rows, columns].sum())


def measure(counts: Counts, key: Clusters, response: Clusters) -> None:
    """Add one document to the counts of all measures."""
    counts.add("MUC", links(key, response), links(response, key))
    counts.add("B3", b_cubed(key, response), b_cubed(response, key))
    best = ceaf_e(key, response)
    counts.add("CEAFe", (best, len(key)), (best, len(response)))


# ---------------------------------------------------------------- the run


def clusters_of(document: Document, ours: list[Ours], pairs: dict[int, int]) -> tuple[Clusters, Clusters]:
    """Key and response over shared mention numbers; a mention of ours without a partner has a number of its own."""
    partner = {k: i for i, k in pairs.items()}
    gold: dict[str, set[int]] = defaultdict(set)
    for i, g in enumerate(document.mentions):
        if g.type in TYPES:
            gold[g.entity].add(i)
    mine: dict[str, set[int]] = defaultdict(set)
    for k, mention in enumerate(ours):
        i = partner.get(k, -1)
        if i < 0 or document.mentions[i].type in TYPES:
            mine[mention.key].add(i if i >= 0 else len(document.mentions) + k)
    return [frozenset(c) for c in gold.values() if len(c) > 1], [frozenset(c) for c in mine.values() if len(c) > 1]


def judge_pronouns(
    document: Document, ours: list[Ours], pairs: dict[int, int], right: Counter[str], seen: Counter[str]
) -> list[str]:
    """Count the pronouns whose entity is the gold's; the wrong ones as lines to read."""
    named = {g.entity for g in document.mentions if not g.pronoun}
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for i, k in pairs.items():
        if not ours[k].pronoun and not document.mentions[i].pronoun:
            votes[ours[k].key][document.mentions[i].entity] += 1
    wrong = []
    for i, g in enumerate(document.mentions):
        word = document.text[g.start : g.end].lower()
        kind = next((name for name, listed in PRONOUNS.items() if word in listed), "")
        if not kind or g.type not in TYPES or g.entity not in named:
            continue
        seen[kind] += 1
        key = ours[pairs[i]].key if i in pairs else ""
        if key and votes[key] and votes[key].most_common(1)[0][0] == g.entity:
            right[kind] += 1
        else:
            same = (m for m in document.mentions if m.entity == g.entity and not m.pronoun)
            meant = next((document.text[m.start : m.end] for m in same), "")
            taken = next((document.text[o.start : o.end] for o in ours if o.key == key and not o.pronoun), "nothing")
            around = document.text[max(0, g.start - 70) : g.end + 30].replace("\n", " ")
            wrong.append(f"{document.name} {word!r}: meant {meant[:40]!r}, taken {taken[:40]!r} | {around}")
    return wrong


def run(parts: Sequence[str], pipeline: str | None = None) -> tuple[list[str], list[str]]:
    """The table of figures as Markdown lines, and the wrong pronouns."""
    nlp = load(pipeline)
    read = list(documents(parts))
    right: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    counts, wrong = Counts(), []
    for document, parsed in zip(read, parse(nlp, map(article, read)), strict=True):
        ours = our_mentions(parsed, find_entities(parsed))
        pairs = align(document.mentions, ours)
        measure(counts, *clusters_of(document, ours, pairs))
        wrong += judge_pronouns(document, ours, pairs, right, seen)
    return list(table(parts, len(read), counts, right, seen)), wrong


def table(parts: Sequence[str], size: int, counts: Counts, right: Counter[str], seen: Counter[str]) -> Iterator[str]:
    """The figures as lines of Markdown."""
    yield f"GUM {', '.join(parts)}: {size} documents of {' and '.join(GENRES)}; persons and organisations"
    yield ""
    yield "| | P | R | F1 |"
    yield "|---|---|---|---|"
    scores = {name: counts.score(name) for name in ("MUC", "B3", "CEAFe")}
    for name, values in scores.items():
        yield f"| {name} | " + " | ".join(f"{100 * v:.1f}" for v in values) + " |"
    yield f"| CoNLL | | | {100 * sum(v[2] for v in scores.values()) / 3:.1f} |"
    yield ""
    yield "| pronouns | right | of | accuracy |"
    yield "|---|---|---|---|"
    for name in PRONOUNS:
        yield f"| {name} | {right[name]} | {seen[name]} | {100 * right[name] / (seen[name] or 1):.1f} |"
    third = [name for name in PRONOUNS if name != "I/we"]
    hits, total = sum(right[name] for name in third), sum(seen[name] for name in third)
    yield f"| third person | {hits} | {total} | {100 * hits / (total or 1):.1f} |"


def main(arguments: Sequence[str] | None = None) -> int:
    """Command line; 0 also where the corpus is not there."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--parts", default="dev,test")
    parser.add_argument("--pipeline", help="a pipeline's name or folder instead of the default")
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("--update", action="store_true", help="write the table beside this file")
    chosen = parser.parse_args(arguments)
    if not GUM.is_dir():
        print(f"skipped: {GUM} is not there")
        return 0
    lines, wrong = run(chosen.parts.split(","), chosen.pipeline)
    print("\n".join([*lines, *wrong[: chosen.errors]]))
    if chosen.update:
        COMMITTED.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
