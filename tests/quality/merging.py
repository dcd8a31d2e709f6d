"""The merging run: events that gold annotation tells apart or holds to be one, merged from that annotation alone.

    python -m tests.quality.merging [--update]

Needs ``../shared`` beside the checkout. Every gold mention becomes a telling with the roles, days, places and passages that
the annotation gives it, so that nothing but ``kg.merge`` is measured; the same mentions grouped by class and lemma of their
word are the baseline. ECB+'s way: all mentions, single ones too, each topic merged by itself; MUC, B-cubed and CEAF-e with
their mean (CoNLL F1).

- MEANTIME (English, four topics): events of speech and cognition as statements with their Arg0 for speaker and the sentence
  for content. Its other events, sales and flights and falls of prices, fit no class of ours.
- The development clusters of ours: statements, meetings, actions.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tempfile
import xml.etree.ElementTree as ET
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from kg.intake import near_copies
from kg.link import open_index
from kg.merge import merge
from kg.merge.identity import report_key
from kg.merge.words import content_words
from kg.model import Entity, EntityKind, Link, NearCopy, Origin, Passage, Reading, Source, Status, Telling, When
from tests.quality.coreference import Clusters, Counts, measure

SHARED = Path(__file__).parents[3] / "shared"
MEANTIME = SHARED / "corpora" / "meantime" / "intra_cross-doc_annotation"
DEV = SHARED / "eval" / "dev"
COMMITTED = Path(__file__).with_name("merging.md")
KINDS: dict[str, EntityKind] = {"PER": "Person", "ORG": "Organization", "LOC": "Place"}
DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


@dataclass
class Topic:
    """Articles that are merged together, and of every telling (by report key) its gold event and its lemma."""

    name: str
    readings: list[Reading] = field(default_factory=list)
    gold: dict[str, str] = field(default_factory=dict)
    lemma: dict[str, str] = field(default_factory=dict)

    def add(self, source: Source, entities: dict[str, Entity], told: list[tuple[Telling, str, str]]) -> None:
        """One article: its entities by key and its tellings, each with gold event and lemma."""
        self.readings.append(Reading(source, tuple(entities.values()), tuple(telling for telling, _, _ in told)))
        for telling, event, lemma in told:
            key = report_key(source, telling)
            self.gold[key], self.lemma[key] = f"{telling.cls} {event}", f"{telling.cls} {lemma}"


def when(value: str) -> When:
    """The days of "2008-03-06", "2008-03", "2008" or "from/to".

    >>> when("2008-02")
    When(earliest='2008-02-01', latest='2008-02-29', text='')
    """
    first, _, last = value.partition("/")
    return When(_day(first, end=False), _day(last or first, end=True))


def _day(value: str, *, end: bool) -> str:
    found = DAY.match(value)
    if not found:
        return ""
    year, month, day = found.groups()
    if day:
        return f"{year}-{month}-{day}"
    if not end:
        return f"{year}-{month or '01'}-01"
    after = date(int(year) + 1, 1, 1) if month in (None, "12") else date(int(year), int(month) + 1, 1)
    return (after - timedelta(days=1)).isoformat()


# ---------------------------------------------------------------- MEANTIME


class Document:
    """One article of MEANTIME: its tokens laid out as a text with spaces, its markables, and what ties them."""

    def __init__(self, path: Path) -> None:
        self._root = ET.parse(path).getroot()
        self._spans: dict[str, tuple[int, int, str]] = {}
        words: list[str] = []
        at = 0
        for token in self._root.findall("token"):
            word = token.text or ""
            self._spans[token.get("t_id", "")] = (at, at + len(word), token.get("sentence", ""))
            words.append(word)
            at += len(word) + 1
        self.text = " ".join(words)
        self.marks = {mark.get("m_id", ""): mark for mark in self._root.iterfind("Markables/*")}
        referring = [(end, target) for ends, target, _ in self.links("REFERS_TO") for end in ends]
        self.instances = {end: self.marks[target] for end, target in referring if target in self.marks}

    def links(self, tag: str) -> Iterator[tuple[list[str], str, ET.Element]]:
        """(ids of the sources, id of the target, the element) of every relation with this tag."""
        for relation in self._root.iterfind(f"Relations/{tag}"):
            target = relation.find("target")
            ends = [source.get("m_id", "") for source in relation.findall("source")]
            yield ends, "" if target is None else target.get("m_id", ""), relation

    def passage(self, mark: ET.Element) -> Passage:
        """From the first to the last word of a markable."""
        spans = [self._spans[anchor.get("t_id", "")] for anchor in mark.findall("token_anchor")]
        start, end = min(span[0] for span in spans), max(span[1] for span in spans)
        return Passage(start, end, self.text[start:end])

    def sentence(self, mark: ET.Element) -> Passage:
        """The sentence in which a markable begins."""
        anchor = mark.find("token_anchor")
        number = self._spans[anchor.get("t_id", "") if anchor is not None else ""][2]
        spans = [span for span in self._spans.values() if span[2] == number]
        start, end = spans[0][0], spans[-1][1]
        return Passage(start, end, self.text[start:end])

    def published(self) -> str:
        times = (mark for mark in self.marks.values() if mark.get("functionInDocument") == "CREATION_TIME")
        return next((when(mark.get("value", "")).earliest for mark in times), "")

    def times(self) -> dict[str, str]:
        """Event mention -> the value of the time that includes it."""
        found: dict[str, str] = {}
        for (first, *_), second, link in self.links("TLINK"):
            kind, ends = link.get("reltype"), (self.marks[first], self.marks[second])
            if kind in ("IS_INCLUDED", "SIMULTANEOUS") and ends[1].tag == "TIMEX3":
                found.setdefault(first, ends[1].get("value", ""))
            elif kind in ("INCLUDES", "SIMULTANEOUS") and ends[0].tag == "TIMEX3":
                found.setdefault(second, ends[0].get("value", ""))
        return found

    def participants(self) -> dict[str, list[tuple[str, str]]]:
        """Event mention -> (semantic role, mention of an entity) of each participant."""
        found: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for (event, *_), target, link in self.links("HAS_PARTICIPANT"):
            if target in self.instances:
                found[event].append((link.get("sem_role", ""), target))
        return found


def status(mark: ET.Element) -> Status:
    """What MEANTIME's polarity, certainty and time of an event come to."""
    if mark.get("polarity") == "NEG":
        return "denied"
    if mark.get("time") == "FUTURE":
        return "planned" if mark.get("certainty") == "CERTAIN" else "hypothetical"
    return "occurred"


def meantime() -> Iterator[Topic]:
    """The four topics of the English section."""
    for folder in sorted(MEANTIME.iterdir()):
        topic = Topic(f"MEANTIME {folder.name.removeprefix('corpus_')}")
        for path in sorted(folder.glob("*.xml")):
            document, key = Document(path), path.name.split("_")[0]
            source = Source(key, key, Origin(path.name), "0" * 64, published=document.published())
            topic.add(source, *_meantime_tellings(document, key))
        yield topic


def _meantime_tellings(document: Document, key: str) -> tuple[dict[str, Entity], list[tuple[Telling, str, str]]]:
    entities: dict[str, Entity] = {}
    told, times, participants = [], document.times(), document.participants()
    for id_, event in document.instances.items():
        mark = document.marks[id_]
        if mark.tag != "EVENT_MENTION" or event.get("class") != "SPEECH_COGNITIVE":
            continue
        roles = [(role, _entity(document, mention, key, entities)) for role, mention in participants[id_]]
        trigger, passage = document.passage(mark), document.sentence(mark)
        telling = Telling(
            "Statement",
            passage,
            trigger,
            status(mark),
            tuple(("speaker", entity) for role, entity in roles if role == "Arg0"),
            place=next((entity for role, entity in roles if role == "Argm-LOC"), ""),
            when=when(times.get(id_, "")),
            content=(passage,),
            form="indirect",
        )
        lemma = mark.get("pred") or " ".join(sorted(content_words(trigger.text))) or trigger.text.casefold()
        told.append((telling, event.get("instance_id") or f"{key} {event.get('m_id')}", lemma))
    return entities, told


def _entity(document: Document, mention: str, article: str, entities: dict[str, Entity]) -> str:
    """The key of the entity that a mention refers to; the corpus-wide id links it, else it is the article's own."""
    mark = document.instances[mention]
    name = mark.get("TAG_DESCRIPTOR") or "it"
    key = mark.get("instance_id") or f"{article}-{mark.get('m_id')}"
    kind = KINDS.get(mark.get("ent_type", ""), "Group")
    link = Link(f"kg:{key}", name, kind, 1.0) if mark.get("instance_id") else None
    entities[key] = Entity(key, name, kind, link is not None, (name,), link=link)
    return key


# ---------------------------------------------------------------- the development clusters


def development() -> Topic:
    """All gold items of the development articles that name their event."""
    topic, index = Topic("development"), open_index()
    actors = json.loads((DEV / "gold" / "actors.json").read_text(encoding="utf-8"))
    for path in sorted((DEV / "gold").glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        if "items" not in gold:
            continue
        entities: dict[str, Entity] = {}

        def known(name: str, entities: dict[str, Entity] = entities) -> str:
            qid = actors.get(name, {}).get("qid")
            entry = index.get(qid) if qid else None
            kind, country = (entry.kind, entry.country) if entry else ("Group", "")
            link = Link(qid, name, kind, 1.0, country=country) if qid else None
            entities[name] = Entity(name, name, kind, name in actors, (name,), link=link)
            return name

        source = Source(path.stem, path.stem, Origin(path.name), "0" * 64, published=gold["published"][:10])
        items = [item for item in gold["items"] if item["event"]]
        topic.add(source, entities, [(_item(item, known), item["event"], _lemma(item)) for item in items])
    index.close()
    return topic


def _lemma(item: dict[str, Any]) -> str:
    word = item.get("trigger") or item.get("cue") or item["span"]
    return " ".join(sorted(content_words(word))) or word.casefold()


def _item(item: dict[str, Any], known: Any) -> Telling:
    start, end = item["offset"]
    word = item.get("trigger") or item.get("cue") or ""
    first, last = item.get("trigger_offset") or (start, start + len(word))
    pieces = [item["content"]] if isinstance(item.get("content"), str) else item.get("content", [])
    roles = [("speaker", item.get("speaker", "")), *(("participant", name) for name in item.get("participants", ()))]
    roles += [(role, name) for role in ("agent", "target") for name in item.get(f"{role}s", ())]
    return Telling(
        item["class"],
        Passage(start, end, item["span"]),
        Passage(first, last, word),
        item["status"],
        tuple((role, known(name)) for role, name in roles if name),  # type: ignore[misc]
        place=known(item["place"]) if item["place"] else "",
        when=when(item["date"]),
        content=tuple(Passage(a, b, text) for (a, b), text in zip(item.get("content_offsets", ()), pieces, strict=True)),
        form=item.get("form") or None,
        mode=item.get("mode"),
        kind=item.get("kind"),
    )


# ---------------------------------------------------------------- the run


def clusters(group_of: dict[str, str], keys: list[str]) -> Clusters:
    found: dict[str, set[int]] = defaultdict(set)
    for number, key in enumerate(keys):
        found[group_of[key]].add(number)
    return [frozenset(cluster) for cluster in found.values()]


def ours(topic: Topic) -> dict[str, str]:
    """Report key -> key of the event that ``kg.merge`` makes of it."""

    def copies(sources: Any) -> list[NearCopy]:
        return near_copies(sources)

    with tempfile.TemporaryDirectory() as folder:
        merged = merge(topic.readings, Path(folder) / "merge.db", copies)
        found = {report.key: event.key for event in merged.events() for report in event.reports}
        merged.close()
    return found


def rows(topics: Sequence[Topic], name: str) -> Iterator[str]:
    """Two lines for each class over these topics: the lemma baseline and ours."""
    found = {id(topic): ours(topic) for topic in topics}
    for cls in ("Statement", "Meeting", "MilitaryAction"):
        counts = {"lemma": Counts(), "merged": Counts()}
        mentions = 0
        for topic in topics:
            keys = [key for key in topic.gold if topic.gold[key].startswith(f"{cls} ") and key in found[id(topic)]]
            mentions += len(keys)
            for way, group_of in (("lemma", topic.lemma), ("merged", found[id(topic)])):
                measure(counts[way], clusters(topic.gold, keys), clusters(group_of, keys))
        for way, count in counts.items():
            if mentions:
                scores = [count.score(measured) for measured in ("MUC", "B3", "CEAFe")]
                p, r, f = scores[1]
                yield (
                    f"| {name} | {cls} | {way} | {mentions} | {100 * scores[0][2]:.1f} | {100 * p:.1f} | {100 * r:.1f} "
                    f"| {100 * f:.1f} | {100 * scores[2][2]:.1f} | {100 * sum(s[2] for s in scores) / 3:.1f} |"
                )


def table() -> list[str]:
    lines = ["Merging alone, from gold mentions, single ones among them", ""]
    lines.append("| gold | class | way | mentions | MUC F1 | B3 P | B3 R | B3 F1 | CEAF-e F1 | CoNLL F1 |")
    lines.append("|---|---|---|---|---|---|---|---|---|---|")
    return [*lines, *rows(list(meantime()), "MEANTIME"), *rows([development()], "development")]


def main(arguments: Sequence[str] | None = None) -> int:
    """Command line; 0 also where the corpora are not there."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--update", action="store_true", help="write the table beside this file")
    chosen = parser.parse_args(arguments)
    if not (MEANTIME.is_dir() and DEV.is_dir()):
        print(f"skipped: {SHARED} is not there")
        return 0
    lines = table()
    print("\n".join(lines))
    if chosen.update:
        COMMITTED.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
