"""Measures the linker on gold mentions: ``python -m tests.quality.linking [--errors] [--index FILE]``.

Mentions and their rough kinds are taken from the gold (who is a person, a place, a body); names, clusters, titles and
countries are made from the words of the text alone, as extraction would. Counts are by mention on the public benchmarks and
by actor and article on the development set. Needs ``../shared``; nothing of it is kept here but figures (linking.md).
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from kg.link import Index, Linker, open_index
from kg.link.candidates import without_titles
from kg.link.names import normalise, surname
from kg.link.roles import roles
from kg.model import Entity, EntityKind, Mention, Origin, Passage, Reading, Source
from tests.quality.gum import documents

SHARED: Final = Path(__file__).parents[3] / "shared"
BENCHMARKS: Final = ("news-fair", "wiki-fair", "msnbc-updated", "kore50")
_KINDS: Final[tuple[tuple[str, EntityKind], ...]] = (("Q215627", "Person"), ("Q27096213", "Place"), ("Q43229", "Organization"))
_PRONOUNS: Final = frozenset("i he she it they him her them his its their itself himself herself this that who".split())
_DAY: Final = re.compile(r"\b(19|20)(\d\d)-?(\d\d)-?(\d\d)\b")


@dataclass(frozen=True, slots=True)
class Gold:
    """A named thing of a text with the id that is right for it ("" where Wikidata has none), and how often it is meant."""

    entity: Entity
    target: str
    count: int = 1


@dataclass(slots=True)
class Score:
    """Counts of a run; precision and recall follow from them."""

    right: int = 0
    wrong: int = 0
    gold: int = 0
    reachable: int = 0

    def __str__(self) -> str:
        precision = self.right / max(1, self.right + self.wrong)
        recall, ceiling = self.right / max(1, self.gold), self.reachable / max(1, self.gold)
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        rates = f"P {precision:.3f} R {recall:.3f} F1 {f1:.3f} ceiling {ceiling:.3f}"
        return f"{rates} right {self.right} wrong {self.wrong} gold {self.gold}"


def source(day: str) -> Source:
    """A source of a day."""
    return Source("s", "s", Origin("s"), "0", published=day, published_basis="given" if day else "none")


def clusters(surfaces: Iterable[tuple[str, EntityKind, int]], index: Index, text: str = "") -> list[Entity]:
    """Entities of surface forms with their kinds and places in the text: bare surnames join the full name before them."""
    found: dict[tuple[str, str], list[tuple[str, int]]] = {}
    kinds: dict[tuple[str, str], EntityKind] = {}
    for surface, kind, start in surfaces:
        name = without_titles(surface) if kind == "Person" else surface
        key: tuple[str, str] = (kind, normalise(name))
        for other in found if kind == "Person" and " " not in key[1] else ():
            if other[0] == kind and surname(other[1]) == key[1]:
                key = other
        found.setdefault(key, []).append((surface, start))
        kinds[key] = "Country" if kind != "Person" and index.country(surface) else kind
    return [_entity(f"e{n}", kinds[key], found[key], index, text) for n, key in enumerate(found)]


def _entity(key: str, kind: EntityKind, met: list[tuple[str, int]], index: Index, text: str) -> Entity:
    surfaces = [surface for surface, _ in met]
    if kind == "Country" and "capital" in {c.type for c in index.named(normalise(surfaces[0]))}:
        kind = "Place"
    before = [text[max(0, start - 60) : start].rsplit(". ", 1)[-1] for _, start in met]
    lead = [_lead(words, surface) if kind == "Person" else "" for words, surface in zip(before, surfaces, strict=True)]
    names = tuple(dict.fromkeys(without_titles(s) if kind == "Person" else s for s in surfaces))
    titles = tuple(dict.fromkeys(t for t in lead if roles(t)))
    countries = tuple(dict.fromkeys(w for t in lead for w in _countries(t, index)))
    mentions = tuple(Mention(Passage(start, start + len(s), s), "name") for s, start in met)
    return Entity(key, max(names, key=len), kind, True, names, mentions, titles, countries)


def _lead(before: str, surface: str) -> str:
    """The words that lead up to a person's name in its own noun phrase, as far as capitals and titles go."""
    words = before.replace("\n", " ").split()[-6:]
    inside = surface[: len(surface) - len(without_titles(surface))]
    return " ".join((*words, inside)) if words and not words[-1].endswith((",", ".", ";", ":")) else inside


def _countries(words: str, index: Index) -> Iterator[str]:
    parts = re.findall(r"[\w.'’-]+", words)
    for size in (2, 1):
        for i in range(len(parts) - size + 1):
            name = re.sub(r"['’]s$", "", " ".join(parts[i : i + size]))
            if name[:1].isupper() and index.country(name):
                yield name


def benchmark(name: str, index: Index) -> Iterator[tuple[str, Reading, dict[str, Counter[str]]]]:
    """Texts of a benchmark: title, reading, and for each entity's key the gold ids of its mentions."""
    for line in (SHARED / f"corpora/elevant/{name}.benchmark.jsonl").read_text("utf-8").splitlines():
        item = json.loads(line)
        labels = [label for label in item["labels"] if _counts(label, item["text"])]
        spans = [(item["text"][slice(*label["span"])], _kind(label) or "Place", label["span"][0]) for label in labels]
        day = _DAY.search(item["title"])
        published = f"{day[1]}{day[2]}-{day[3]}-{day[4]}" if day else "2007-01-02" if name.startswith("msnbc") else ""
        entities = clusters(spans, index, item["text"])
        by_start = {m.passage.start: e.key for e in entities for m in e.mentions}
        gold: dict[str, Counter[str]] = {}
        for label in labels:
            target = label["entity_id"] if label["entity_id"][:1] == "Q" else ""
            gold.setdefault(by_start[label["span"][0]], Counter())[target] += 1
        yield item["title"], Reading(source(published), tuple(entities)), gold


def gum(index: Index) -> Iterator[tuple[str, Reading, dict[str, Counter[str]]]]:
    """News documents of GUM (training and development part)."""
    for name, day, text, mentions in documents(SHARED / "corpora/ud_gum"):
        named = [m for m in mentions if _is_name(m[0])]
        entities = clusters([(surface, kind, start) for surface, kind, start, _ in named], index, text)
        by_start = {(m.passage.start, m.passage.text): e.key for e in entities for m in e.mentions}
        gold: dict[str, Counter[str]] = {}
        for surface, _, start, id_ in named:
            gold.setdefault(by_start[start, surface], Counter())[id_] += 1
        yield name, Reading(source(day), tuple(entities)), gold


def _counts(label: dict[str, Any], text: str) -> bool:
    inner = label.get("optional") or "parent" in label
    return bool(_kind(label)) and not inner and _is_name(text[slice(*label["span"])])


def _is_name(surface: str) -> bool:
    """Whether a mention is a name rather than a pronoun or a description; these are for coreference to resolve."""
    return surface.lower() not in _PRONOUNS and any(word[:1].isupper() or word[:1].isdigit() for word in surface.split())


def _kind(label: dict[str, Any]) -> EntityKind | None:
    return next((kind for class_, kind in _KINDS if class_ in label["type"].split("|")), None)


def development(index: Index) -> Iterator[tuple[str, Reading, dict[str, Counter[str]]]]:
    """Articles of the development set with the actors that their annotators listed."""
    ids = {n: a["qid"] or "" for n, a in json.loads((SHARED / "eval/dev/gold/actors.json").read_text("utf-8")).items()}
    for path in sorted((SHARED / "eval/dev/gold").glob("*.json")):
        if path.name == "actors.json":
            continue
        item = json.loads(path.read_text("utf-8"))
        entities = []
        gold: dict[str, Counter[str]] = {}
        for n, actor in enumerate(item["actors"]):
            entity = _actor(f"e{n}", actor["kind"], actor["surface"], index)
            entities.append(entity)
            gold[entity.key] = Counter({ids.get(actor["name"], ""): 1})
        yield item["article"], Reading(source(item["published"]), tuple(entities)), gold


def _actor(key: str, kind: EntityKind, surfaces: list[str], index: Index) -> Entity:
    bare = [_bare(s, index) if kind == "Person" else re.sub(r"^the ", "", s, flags=re.IGNORECASE) for s in surfaces]
    named = any(word[:1].isupper() for name in bare for word in name.split())
    titles = tuple(s for s in surfaces if kind == "Person" and roles(s))
    countries = tuple(dict.fromkeys(c for s in surfaces for c in _countries(s, index))) if kind != "Country" else ()
    upper = [n for n in bare if n[:1].isupper()] or bare
    name = max(upper, key=lambda n: (kind != "Country" and len(n), n), default="")
    return Entity(key, name, kind, named and bool(name), tuple(bare), (), titles, countries)


def _bare(surface: str, index: Index) -> str:
    """The last run of capitalised words of a description, without titles and countries."""
    runs = re.findall(r"(?:[A-Z][\w.'’-]*(?: (?:of|al|bin|de|von|da|del) )? ?)+", re.sub(r"['’]s\b", ",", surface))
    name = without_titles((runs or [surface])[-1].strip())
    while " " in name and index.country(name.split()[0]):
        name = without_titles(name.split(" ", 1)[1])
    return name


def run(items: Iterable[tuple[str, Reading, dict[str, Counter[str]]]], index: Index, *, errors: bool) -> Score:
    """Links every reading and counts; prints the wrong links one by one when asked to."""
    linker, score = Linker(index), Score()
    for title, reading, gold in items:
        for entity in linker.link(reading).entities:
            link = entity.link
            target = link.target if link and link.target.startswith("Q") else ""
            for right, count in gold.get(entity.key, Counter()).items():
                score.gold += count if right else 0
                score.reachable += count if right and index.get(right) else 0
                score.right += count if right and target == right else 0
                score.wrong += count if target and target != right else 0
                if errors and target != right and (target or index.get(right)):
                    _show(title, entity, right, index)
    return score


def _show(title: str, entity: Entity, right: str, index: Index) -> None:
    known, link = index.get(right), entity.link
    mark = "WRONG" if link and link.target else "missed"
    print(f"{mark} [{title[:30]}] {entity.name!r} {entity.kind} titles={entity.titles[:2]} countries={entity.countries}")
    got = f"{link.target} {link.label}" if link else ""
    print(f"    gold {right or 'NIL'} {known.label if known else '(not in the index)'}; got {got}")
    for feature in link.evidence if link else ():
        print(f"      {feature.name} {feature.score:.2f} {feature.detail}")


def main() -> None:
    """Prints one line of figures for each collection."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--index", type=Path)
    parser.add_argument("--only", default="")
    options = parser.parse_args()
    index = open_index(options.index)
    collections = {"dev": development(index), "gum-news": gum(index), **{name: benchmark(name, index) for name in BENCHMARKS}}
    for name, items in collections.items():
        if options.only in name:
            print(f"{name:14} {run(items, index, errors=options.errors)}")


if __name__ == "__main__":
    main()
