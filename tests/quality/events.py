"""The events run: how many attacks and meetings of foreign corpora are found, and who takes part in those found.

    python -m tests.quality.events [--update] [--misses N]

Needs the corpora beside the checkout (``../shared/corpora``): WikiEvents dev, RAMS dev, PLOVER's coded sentences. The first
two also annotate crimes and accidents with explosives, which are none of our actions, so that their recall has no 1.0.
A trigger is found where a telling of the class has its trigger on it; "sentence" where one stands in its sentence. Of
triggers found: whether an agent, target (or participant) or place of the telling is mentioned where the corpus has it.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg.extract import extract
from kg.language import load
from kg.language.parsed import parse
from kg.model import Article, Origin, Reading, Source, Span, Telling

CORPORA = Path(__file__).parents[3] / "shared" / "corpora"
COMMITTED = Path(__file__).with_name("events.md")
ROLES: Mapping[str, str] = {
    "attacker": "agent", "killer": "agent", "target": "target", "victim": "target", "participant": "participant",
    "place": "place",
}  # fmt: skip
PLOVER = {
    "CONSULT": "Meeting",
    "FIGHT": "MilitaryAction",
    "ASSAULT": "MilitaryAction",
    "MOBILIZE": "MilitaryAction",
    "THREATEN": "",
}
Extent = tuple[int, int]


@dataclass(frozen=True)
class Gold:
    """One event of a corpus: its class in our terms, and characters of trigger, sentence and arguments."""

    cls: str
    trigger: Extent
    sentence: Extent
    arguments: tuple[tuple[str, Extent], ...]


@dataclass
class Document:
    """A text with its events."""

    name: str
    text: str
    events: list[Gold] = field(default_factory=list)


def join(sentences: Iterable[Sequence[str]]) -> tuple[str, list[Extent], list[Extent]]:
    """The text of tokenised sentences, one a line, with the characters of each token and of each sentence."""
    words: list[Extent] = []
    lines: list[Extent] = []
    text = ""
    for sentence in sentences:
        start = len(text)
        for word in sentence:
            words.append((len(text), len(text) + len(word)))
            text += word + " "
        lines.append((start, len(text) - 1))
        text = text[:-1] + "\n"
    return text, words, lines


def class_of(kind: str) -> str:
    """Our class of a corpus's event type, or ""."""
    kind = kind.lower()
    if kind.startswith("conflict.attack"):
        return "MilitaryAction"
    return "Meeting" if kind.startswith("contact.") and kind.endswith("meet") and kind.split(".")[1] in MEETING else ""


MEETING = frozenset({"contact", "discussion", "negotiate", "collaborate"})


def wikievents(path: Path) -> Iterator[Document]:
    """The documents of WikiEvents."""
    for line in path.read_text(encoding="utf-8").splitlines():
        raw = json.loads(line)
        text, words, lines = join([[token[0] for token in sentence[0]] for sentence in raw["sentences"]])
        entities = {e["id"]: e for e in raw["entity_mentions"]}
        document = Document(raw["doc_id"], text)
        for event in raw["event_mentions"]:
            cls = class_of(event["event_type"])
            if cls:
                spans = [
                    (a["role"].lower(), entities[a["entity_id"]]) for a in event["arguments"] if a["entity_id"] in entities
                ]
                arguments = tuple((role, _extent(words, e["start"], e["end"])) for role, e in spans)
                t = event["trigger"]
                document.events.append(Gold(cls, _extent(words, t["start"], t["end"]), lines[t["sent_idx"]], arguments))
        yield document


def rams(path: Path) -> Iterator[Document]:
    """The windows of RAMS."""
    for line in path.read_text(encoding="utf-8").splitlines():
        raw = json.loads(line)
        text, words, lines = join(raw["sentences"])
        document = Document(raw["doc_key"], text)
        for first, last, types in raw["evt_triggers"]:
            cls = class_of(types[0][0])
            if cls:
                trigger = _extent(words, first, last + 1)
                sentence = next(s for s in lines if s[0] <= trigger[0] < s[1])
                links = [(role.rstrip("0123456789")[11:], a) for t, a, role in raw["gold_evt_links"] if t == [first, last]]
                arguments = tuple((role, _extent(words, a[0], a[1] + 1)) for role, a in links)
                document.events.append(Gold(cls, trigger, sentence, arguments))
        if document.events:
            yield document


def _extent(words: Sequence[Extent], first: int, after: int) -> Extent:
    return words[first][0], words[after - 1][1]


def readings(documents: Sequence[Document]) -> Iterator[tuple[Document, Reading]]:
    """Each document with what the shipped pipeline reads in it."""
    articles = [Article(Source(d.name, d.name, Origin(d.name), ""), d.text, (Span(0, len(d.text)),)) for d in documents]
    for document, parsed in zip(documents, parse(load(), articles), strict=True):
        yield document, extract(parsed)


def overlap(left: Extent, right: Extent) -> bool:
    """Whether two stretches share a character."""
    return left[0] < right[1] and right[0] < left[1]


def count(documents: Sequence[Document], misses: list[str]) -> Counter[str]:
    """Counts of gold, found and right, by class and role; adds the sentences of missed triggers to ``misses``."""
    counts: Counter[str] = Counter()
    for document, reading in readings(documents):
        for gold in document.events:
            tellings = [t for t in reading.tellings if t.cls == gold.cls]
            there = [t for t in tellings if overlap((t.trigger.start, t.trigger.end), gold.trigger)]
            near = [t for t in tellings if overlap((t.trigger.start, t.trigger.end), gold.sentence)]
            counts[gold.cls] += 1
            counts[f"{gold.cls} found"] += bool(there)
            counts[f"{gold.cls} sentence"] += bool(near)
            if there:
                _roles(gold, there[0], reading, counts)
            else:
                misses.append(f"{document.text[slice(*gold.trigger)]} | {document.text[slice(*gold.sentence)]}")
    return counts


def _roles(gold: Gold, telling: Telling, reading: Reading, counts: Counter[str]) -> None:
    for role, extent in gold.arguments:
        ours = ROLES.get(role, "")
        ours = "participant" if gold.cls == "Meeting" and ours in ("agent", "target") else ours
        if not ours:
            continue
        keys = {key for name, key in telling.roles if name == ours} if ours != "place" else {telling.place}
        mentions = [m for e in reading.entities if e.key in keys for m in e.mentions]
        counts[f"{gold.cls} {ours}"] += 1
        counts[f"{gold.cls} {ours} right"] += any(overlap((m.passage.start, m.passage.end), extent) for m in mentions)


def plover(path: Path) -> Counter[str]:
    """Of PLOVER's records: whether a telling of the class is found, and whether source and target take part in one."""
    records = [r for r in json.loads(path.read_text(encoding="utf-8")) if r["event"] in PLOVER]
    counts: Counter[str] = Counter()
    for record, (_, reading) in zip(records, readings([Document(r["id"], r["text"]) for r in records]), strict=True):
        wanted = PLOVER[record["event"]]
        tellings = [t for t in reading.tellings if t.cls == wanted or (not wanted and t.cls != "Meeting")]
        counts[record["event"]] += 1
        counts[f"{record['event']} class"] += bool(tellings)
        for side in ("source", "target"):
            for actor in record.get(side) or ():
                counts[f"{record['event']} {side}"] += 1
                counts[f"{record['event']} {side} right"] += any(_takes_part(actor, t, reading) for t in tellings)
    return counts


def _takes_part(actor: Mapping[str, Any], telling: Telling, reading: Reading) -> bool:
    keys = {key for _, key in telling.roles}
    words = {w for w in actor["actorText"].lower().split() if len(w) > 3}
    texts = [m.passage.text.lower() for e in reading.entities if e.key in keys for m in e.mentions]
    return any(word in text for text in texts for word in words)


def share(counts: Counter[str], right: str, whole: str) -> str:
    """ "0.75 (3 of 4)"."""
    return f"{counts[right] / counts[whole]:.2f} ({counts[right]} of {counts[whole]})" if counts[whole] else "-"


def rows(name: str, counts: Counter[str]) -> Iterator[str]:
    """The rows of the table for one corpus of triggers."""
    for cls, roles in (("MilitaryAction", ("agent", "target", "place")), ("Meeting", ("participant", "place"))):
        parts = [f"{role} {share(counts, f'{cls} {role} right', f'{cls} {role}')}" for role in roles]
        found, near = share(counts, f"{cls} found", cls), share(counts, f"{cls} sentence", cls)
        yield f"| {name} | {cls} | {found} | {near} | {', '.join(parts)} |"


def report(misses: list[str]) -> str:
    """The whole run as the page that is committed."""
    lines = [
        "# Events of foreign corpora: figures of the reference run",
        "",
        "`python -m tests.quality.events` (what the columns mean stands in `tests/quality/events.py`)",
        "",
        "| corpus | class | trigger found | one in its sentence | of those found |",
        "|---|---|---|---|---|",
        *rows("WikiEvents dev", count(list(wikievents(CORPORA / "wikievents" / "dev.jsonl")), misses)),
        *rows("RAMS dev", count(list(rams(CORPORA / "rams" / "dev.jsonlines")), misses)),
        "",
        "| PLOVER record | class found | source takes part | target takes part |",
        "|---|---|---|---|",
    ]
    counts = plover(CORPORA / "plover_gsr" / "PLOVER_GSR_CAMEO.txt")
    for event in PLOVER:
        sides = [share(counts, f"{event} {side} right", f"{event} {side}") for side in ("source", "target")]
        lines.append(f"| {event} | {share(counts, f'{event} class', event)} | {' | '.join(sides)} |")
    return "\n".join(lines) + "\n"


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs over the corpora and prints the page; exit status 2 where they are not there."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--update", action="store_true", help="write the page into the repository")
    parser.add_argument("--misses", type=int, default=0, help="show so many sentences whose trigger was missed")
    options = parser.parse_args(arguments)
    if not CORPORA.is_dir():
        print("the corpora are not beside the checkout", file=sys.stderr)
        return 2
    misses: list[str] = []
    page = report(misses)
    print(page)
    print(*misses[: options.misses], sep="\n")
    if options.update:
        COMMITTED.write_text(page, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
