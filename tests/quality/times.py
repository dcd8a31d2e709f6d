"""The run for times: how many gold time expressions get the right days, beside dateparser on the same words.

    python -m tests.quality.times [--update] [--errors N]

Needs the corpora beside the checkout (``../shared``). Gold extents are given: an expression counts as found where one of ours
overlaps it, and as right where the days agree. From WikiWars (TIMEX2) and MEANTIME (TIMEX3) those values are taken that name
days of our era: not durations, sets, references without a date, or years before Christ. A gold value with a modifier (START,
MID, END, APPROX ...), or words such as "early", are met by days inside it; of a range ("from 2015 to 2017") that the corpora
cut in two, the end that belongs to the gold half counts. In dev, the words given for an item's date are the expression, its
status tells past from future, and open intervals count; what an item's date rests on besides these words (another event)
nobody can resolve.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tarfile
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from dateparser.date import DateDataParser

from kg.extract.times_calendar import Days, make_month, make_year, one_day, season_of, unit_of, week_of
from kg.extract.times_context import Placed, place_expressions
from kg.extract.times_reference import Direction
from kg.intake import prepare, records
from kg.language import load
from kg.language.parsed import parse
from kg.model import Article, Origin, Record, Source, Span

SHARED = Path(__file__).parents[3] / "shared"
COMMITTED = Path(__file__).with_name("times.md")
SEASONS = {"SP": "spring", "SU": "summer", "FA": "autumn", "WI": "winter"}
RANGES = frozenset({"days", "months", "years"})
FUTURE = frozenset({"planned", "proposed", "threatened"})


@dataclass(frozen=True)
class Gold:
    """One expression: its place, its words, its days, whether days inside them are enough, and its direction if known."""

    start: int
    end: int
    text: str
    days: tuple[str, str]
    loose: bool = False
    direction: Direction | None = None


@dataclass
class Row:
    """Counts for one corpus."""

    name: str
    documents: int = 0
    expressions: int = 0
    found: int = 0
    right: int = 0
    peer: int = 0


def bounds(days: Days | None) -> tuple[str, str]:
    """First and last day as ISO strings, "" where open or unknown."""
    if days is None:
        return "", ""
    return (days.first.isoformat() if days.first else "", days.last.isoformat() if days.last else "")


def value_days(value: str) -> Days | None:
    """The days of a TIMEX value; None for what names no days of our era."""
    value = value.partition("T")[0]
    if found := re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", value):
        return one_day(date(*map(int, found.groups())))
    if found := re.fullmatch(r"(\d{4})-(\d\d)", value):
        return make_month(int(found[1]), int(found[2]))
    if found := re.fullmatch(r"(\d{4})-W(\d\d)", value):
        return week_of(date.fromisocalendar(int(found[1]), int(found[2]), 1))
    if found := re.fullmatch(r"(\d{4})-(SP|SU|FA|WI)", value):
        return season_of(int(found[1]), SEASONS[found[2]])
    if re.fullmatch(r"[12]\d{3}", value):
        return make_year(int(value))
    return unit_of(date(int(value + "0"), 1, 1), "decade") if re.fullmatch(r"[12]\d\d", value) else None


def document(name: str, text: str, published: str) -> Article:
    """A text as an article, all of it body."""
    return Article(Source(name, name, Origin(name), "", published=published), text, (Span(0, len(text)),))


# ------------------------------------------------------------------ corpora

Pair = tuple[Article, list[Gold]]


def wikiwars() -> Iterator[Pair]:
    """The 22 texts with their in-line annotation."""
    with tarfile.open(SHARED / "corpora" / "wikiwars.tar.xz") as archive:
        names = sorted(name for name in archive.getnames() if re.search(r"keyinline/\d.*\.xml$", name))
        for name in names:
            stream = archive.extractfile(name)
            assert stream is not None
            yield inline(Path(name).stem, stream.read().decode("utf-8"))


def inline(name: str, source: str) -> Pair:
    """Text and expressions of one file with TIMEX2 tags; of nested ones the inner."""
    published = re.search(r'<DATETIME>\s*<TIMEX2 val="([\d-]{10})', source)
    body = source.partition("<TEXT>")[2].partition("</TEXT>")[0]
    plain, golds, opened = "", [], []
    for part in re.split(r"(</?TIMEX2[^>]*>)", body):
        if part.startswith("<TIMEX2"):
            opened.append((len(plain), dict(re.findall(r'(\w+)="([^"]*)"', part))))
        elif part.startswith("</TIMEX2"):
            start, fields = opened.pop()
            days = value_days(fields.get("val", "")) if not fields.get("set") else None
            if days:
                golds.append(Gold(start, len(plain), plain[start:], bounds(days), bool(fields.get("mod"))))
        else:
            plain += part.replace("&amp;", "&")
    return document(name, plain, published[1] if published else ""), golds


def meantime() -> Iterator[Pair]:
    """The 120 articles of Wikinews, their tokens joined by spaces, a line for each sentence."""
    folder = SHARED / "corpora" / "meantime" / "intra_cross-doc_annotation"
    for path in sorted(folder.glob("*/*.xml")):
        root = ElementTree.parse(path).getroot()
        places, text, sentence = {}, "", "0"
        for token in root.iter("token"):
            text += "\n" if token.get("sentence") != sentence else " " if text else ""
            sentence = token.get("sentence") or ""
            places[token.get("t_id")] = (len(text), len(text) + len(token.text or ""))
            text += token.text or ""
        marks = list(root.iter("TIMEX3"))
        created = [mark.get("value", "") for mark in marks if mark.get("functionInDocument") == "CREATION_TIME"]
        golds = []
        for mark in marks:
            spans = [places[anchor.get("t_id")] for anchor in mark.iter("token_anchor")]
            days = value_days(mark.get("value", "")) if mark.get("type") in ("DATE", "TIME") else None
            if spans and days and mark.get("functionInDocument") != "CREATION_TIME":
                golds.append(Gold(spans[0][0], spans[-1][1], text[spans[0][0] : spans[-1][1]], bounds(days)))
        if created and value_days(created[0]):
            yield document(path.stem, text, created[0][:10]), golds


def dev() -> Iterator[Pair]:
    """The development articles that have a day of publication, with the words of their items' dates."""
    folder = SHARED / "eval" / "dev"
    for record in records([str(folder / "articles.jsonl")]):
        assert isinstance(record, Record)
        article = prepare(record)
        assert isinstance(article, Article)
        gold = json.loads((folder / "gold" / f"{article.source.identifier}.json").read_text(encoding="utf-8"))
        if article.source.published:
            yield article, list(dict.fromkeys(found for item in gold["items"] if (found := dev_gold(article.text, item))))


def dev_gold(text: str, item: dict[str, str]) -> Gold | None:
    """The words of an item's date nearest to its span, or None where it has none."""
    words, told = item.get("date_text", ""), item.get("date", "")
    place = text.find(item["span"])
    places = [found.start() for found in re.finditer(re.escape(words), text)] if words else []
    if not told or not places:
        return None
    start = min(places, key=lambda at: abs(at - place))
    first, _, last = told.partition("/")
    days = ("" if first == ".." else bounds(value_days(first))[0], bounds(value_days(last or first))[1])
    return Gold(start, start + len(words), words, days, direction="future" if item["status"] in FUTURE else "past")


# ------------------------------------------------------------------ measuring


def ours(gold: Gold, placed: list[Placed]) -> tuple[bool, tuple[str, str]]:
    """Whether an expression of ours overlaps the gold one, and the days of the one that overlaps most."""
    meeting = [one for one in placed if one.found.start < gold.end and gold.start < one.found.end and one.found.kind != "vague"]
    if not meeting:
        return False, ("", "")
    best = max(meeting, key=lambda one: (min(one.found.end, gold.end) - max(one.found.start, gold.start), -one.first))
    days = bounds(replace(best, found=replace(best.found, relation=relation(gold, best))).days(gold.direction))
    inside = gold.days[0] <= days[0] <= days[1] <= gold.days[1]
    if inside and ("edge" in best.found.parts or "sense" in best.found.parts):
        return True, gold.days
    return True, half(gold, days) if best.found.kind in RANGES and not gold.direction else days


def half(gold: Gold, days: tuple[str, str]) -> tuple[str, str]:
    """The gold days where they are one end of a range, else the range."""
    return gold.days if gold.days[0] == days[0] or gold.days[1] == days[1] else days


def relation(gold: Gold, one: Placed) -> str:
    """The corpora mark "Friday" in "since Friday": there the preposition is no part of the value."""
    return one.found.relation if gold.start <= one.found.start or gold.direction else "at"


def peers(gold: Gold, published: str) -> tuple[str, str]:
    """The days that dateparser gives for the words alone, counted from the day of publication."""
    base = datetime.fromisoformat(published)
    settings = {"RELATIVE_BASE": base, "PREFER_DATES_FROM": gold.direction or "past"}
    words = re.sub(r"^(?:on|in|during|at|over|the)\s+", "", " ".join(gold.text.split()), flags=re.IGNORECASE)
    data = DateDataParser(languages=["en"], settings=settings).get_date_data(words)
    if data is None or data.date_obj is None:
        return "", ""
    return bounds(unit_of(data.date_obj.date(), "day" if data.period == "time" else data.period))


def meets(gold: Gold, days: tuple[str, str]) -> bool:
    """Whether days agree with the gold ones, or lie inside them where that is enough."""
    if gold.loose:
        return gold.days[0] <= days[0] <= days[1] <= gold.days[1]
    return days == gold.days


def measure(name: str, pairs: list[Pair], errors: int) -> Row:
    """One row; the first errors of each corpus are printed for reading."""
    row = Row(name)
    for parsed, (article, golds) in zip(parse(load(), [article for article, _ in pairs]), pairs, strict=True):
        placed = place_expressions(parsed)
        row.documents += 1
        for gold in golds:
            found, days = ours(gold, placed)
            row.expressions += 1
            row.found += found
            row.right += meets(gold, days)
            row.peer += meets(gold, peers(gold, article.source.published))
            if errors > 0 and not meets(gold, days):
                errors -= 1
                before = article.text[max(0, gold.start - 60) : gold.start].replace("\n", " ")
                print(
                    f"{name} {article.source.published} [{before}] {gold.text!r} {gold.days} {days if found else 'not found'}",
                    file=sys.stderr,
                )
    return row


def table(rows: list[Row]) -> str:
    """The rows as Markdown."""
    lines = [
        "| corpus | documents | expressions | found | days right | dateparser on the same words |",
        "|---|---|---|---|---|---|",
    ]
    for row in rows:
        shares = " | ".join(f"{count / row.expressions:.3f}" for count in (row.found, row.right, row.peer))
        lines.append(f"| {row.name} | {row.documents} | {row.expressions} | {shares} |")
    return "\n".join(lines) + "\n"


def main() -> None:
    """Prints the table; ``--update`` writes it beside this file."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--update", action="store_true")
    reader.add_argument("--errors", type=int, default=0)
    options = reader.parse_args()
    if not SHARED.is_dir():
        sys.exit("the corpora are not beside this checkout: nothing measured")
    corpora = {"dev": dev, "MEANTIME": meantime, "WikiWars": wikiwars}
    text = table([measure(name, list(pairs()), options.errors) for name, pairs in corpora.items()])
    print(text, end="")
    if options.update:
        COMMITTED.write_text("# Times: gold expressions with the right days\n\n" + text, encoding="utf-8")


if __name__ == "__main__":
    main()
