"""Which parts of a text are the article: body and headings, told from what a page puts around and between them.

The text itself is never changed; what is skipped just lies in no region. Two ideas carry the work: a line is judged by
its own shape first (``furniture.kind_of``); whatever is no prose must then share its words with the prose to stay, since
the headline and subheadings of an article speak of its matter and the teasers of other articles do not.

>>> text = "Home | World | Sport\\nTalks end in Rome\\n\\nThe talks between the two sides in Rome ended on Friday."
>>> find_regions(text).headline
'Talks end in Rome'
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from kg.intake.datelines import RUN_TOGETHER, Dateline, find_dateline, find_printed
from kg.intake.furniture import BULLET, Kind, kind_of, says_furniture, sentences, sign_offs, suspicious
from kg.intake.lines import TERMINAL, Line, measure, split_lines, stems
from kg.intake.tables import pattern, words
from kg.model import Span

# Shares of content words that a heading must have in common with the body (dev texts: own headings 0.5-1, teasers 0-0.4).
HEADLINE_SHARE, HEADING_SHARE = 0.4, 0.5
# A tail heading ends the article only after this many words of prose; before that it is part of the page's head.
ENOUGH_BODY = 60
# Prose of at least this length takes the article up again after a list of other articles.
RESUME_WORDS = 15
OPENING = 6  # lines among which the dateline, and a headline run together with it, are looked for
LEAD = 400  # characters of the first line in which a run-together headline is looked for


@dataclass(frozen=True, slots=True)
class Layout:
    """The regions in order; the headline as printed or ""; where the body begins; its dateline if it has one;
    ``outside`` the lines skipped, in which dates, names of outlets and credits may stand."""

    regions: tuple[Span, ...]
    headline: str = ""
    body_start: int = 0
    dateline: Dateline | None = None
    outside: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class _Piece:
    """A line that stays (prose or heading)."""

    line: Line
    kind: Kind


def find_regions(text: str, title: str = "") -> Layout:
    """The article's own parts of ``text``; ``title`` helps to find the headline. Never empty for a text with letters."""
    printed = split_lines(text)
    lines = [part for line in printed[:OPENING] for part in _split_lead(text, line, title)] + printed[OPENING:]
    kinds = [kind_of(line) for line in lines]
    kept = _keep(lines, kinds, title)
    if not kept:
        spans = tuple(Span(line.start, line.end) for line in lines if line.count)
        return Layout(spans, title, spans[0].start if spans else 0)
    return _layout(text, title, lines, kept)


# ------------------------------------------------------------------ a headline that runs into the body


def _split_lead(text: str, line: Line, title: str) -> list[Line]:
    """The line cut where a headline, a dateline or printed date and the body were run together on it."""
    cuts = _title_cut(line, title)
    if not cuts and not find_dateline(text, line.start, line.end, loose=False):
        cuts = _dateline_cut(text, line) or _date_cut(text, line)
    edges = [line.start, *cuts, line.end]
    return [part for left, right in pairwise(edges) if (part := measure(text, left, right)).text]


def _title_cut(line: Line, title: str) -> list[int]:
    rest = line.text[len(title) :]
    runs_on = bool(title) and line.text.startswith(title) and re.match(r"\s+[\"“A-Z\u00c0-\u00de]", rest)
    return [line.start + len(title)] if runs_on and not TERMINAL.search(title) and _complete(title) else []


def _complete(title: str) -> bool:
    """Whether a title before a capital has ended there: not where it may have been cut inside a name."""
    found = [word for word in title.split() if len(word) > 3]
    capitals = sum(word[0].isupper() for word in found)
    return title.split()[-1][0].islower() or capitals >= 0.7 * len(found) > 0


def _dateline_cut(text: str, line: Line) -> list[int]:
    found = RUN_TOGETHER.search(text, line.start, min(line.end, line.start + LEAD))
    if not found or found.start() == line.start:
        return []
    place = _own_place(found["place"])
    start = found.start("place") + len(found["place"]) - len(place)
    before = measure(text, line.start, start)
    return [start] if before.count >= 3 and not before.text.endswith((",", "(")) else []


def _own_place(place: str) -> str:
    """The town of a dateline whose headline, in capitals, was swallowed with it: its last word, or last two."""
    head, comma, tail = place.partition(",")
    parts = head.split(" ")
    if len(parts) <= 2:
        return place
    two = parts[-2] in words("dates", "town_first")
    return " ".join(parts[-2:] if two else parts[-1:]) + comma + tail


def _date_cut(text: str, line: Line) -> list[int]:
    for printed in find_printed(text, line.start, min(line.end, line.start + LEAD)):
        before = measure(text, line.start, printed.start)
        after = text[printed.end : line.end].lstrip(" ,-–—")
        last = before.text.rsplit(" ", 1)[-1].lower().strip("(")
        joined = last in words("dates", "before_date") or before.text.endswith((",", "(", "-"))
        alone = before.count >= 4 and not TERMINAL.search(before.text) and not re.search(r"[.!?] [A-Z]", before.text)
        if alone and not joined and re.match(r"[\"“‘A-Z\u00c0-\u00de]", after):
            return [printed.start, printed.end]
    return []


# ------------------------------------------------------------------ what stays


def _keep(lines: list[Line], kinds: list[Kind], title: str) -> list[_Piece]:
    body = _body(lines, kinds)
    if not body:
        return []
    matter = stems(" ".join(lines[i].text for i in body))
    first, last = body[0], body[-1]
    chosen = set(body)
    for i in range(first, last):
        if kinds[i] == "heading" and i not in chosen and _in_prose(i, body) and _on_matter(lines[i], matter, HEADING_SHARE):
            chosen.add(i)
    chosen.update(_headlines(lines, kinds, first, matter, title))
    told = set(body)
    return [_Piece(lines[i], "prose" if i in told else kinds[i]) for i in sorted(chosen)]


def _in_prose(index: int, body: list[int]) -> bool:
    """A subheading stands close to prose, not inside a long list."""
    return any(abs(index - i) <= 2 for i in body)


def _on_matter(line: Line, matter: frozenset[str], share: float) -> bool:
    own = stems(line.text)
    return bool(own) and len(own & matter) >= share * len(own)


def _headlines(lines: list[Line], kinds: list[Kind], first: int, matter: frozenset[str], title: str) -> list[int]:
    """The headline and standfirst before the body, wherever the page's head repeats them."""
    before = [i for i in range(first) if kinds[i] == "heading"]
    titled = [i for i in before if title and lines[i].text == title]
    able = [i for i in before if lines[i].count >= 4 and _on_matter(lines[i], matter, HEADLINE_SHARE)]
    opening = [i for i in before if i == 0 and first <= 3 and lines[i].count >= 3]
    return sorted({*titled, *able, *opening})


def _body(lines: list[Line], kinds: list[Kind]) -> list[int]:
    """Indices of the lines of prose that are the article's, in order."""
    prose = [i for i, kind in enumerate(kinds) if kind == "prose" and not _whole_furniture(lines[i])]
    total = sum(lines[i].count for i in prose)
    wanted, found = set(prose), []
    read, skipping = 0, ""
    for i, line in enumerate(lines):
        heading = _section(line) if kinds[i] != "prose" else ""
        if heading and (read >= ENOUGH_BODY or heading == "aside") and read:
            skipping = "tail" if "tail" in (heading, skipping) and read >= 0.5 * total else "aside"
        elif i in wanted and not (skipping == "tail" or (skipping == "aside" and line.count < RESUME_WORDS)):
            skipping = ""
            found.append(i)
            read += line.count
        elif kinds[i] == "heading" and found and _short_sentence(line) and not skipping and i - found[-1] == 1:
            found.append(i)
    return _without_repeats(found, lines)


def _short_sentence(line: Line) -> bool:
    """A sentence too short to be sure of alone; it stays where it follows prose at once."""
    return line.terminal and line.count >= 2


def _section(line: Line) -> str:
    text = line.text.strip("•·|:*-▶► ")
    if pattern("furniture", "aside_heading", whole=True).fullmatch(text):
        return "aside"
    return "tail" if pattern("furniture", "tail_heading", whole=True).fullmatch(text) else ""


def _whole_furniture(line: Line) -> bool:
    """A paragraph whose every sentence is the page's own, or that is dense with such phrases."""
    if not suspicious(line.text):
        return False
    parts = [part for part in sentences(line.text, 0, len(line.text)) if part.count]
    furniture = sum(part.count for part in parts if says_furniture(part.text))
    dense = line.count < 60 and furniture > 0 and len(parts) <= 3
    return furniture >= 0.5 * line.count or (dense and says_furniture(line.text))


def _without_repeats(found: list[int], lines: list[Line]) -> list[int]:
    """Short sentences that stand three times or more are the page's, not the article's."""
    times = Counter(lines[i].text for i in found)
    return [i for i in found if times[lines[i].text] < 3 or lines[i].count >= 25]


# ------------------------------------------------------------------ spans


def _layout(text: str, title: str, lines: list[Line], kept: list[_Piece]) -> Layout:
    prose = [piece.line for piece in kept if piece.kind == "prose"]
    heads = [piece.line for piece in kept if piece.kind == "heading" and piece.line.start < prose[0].start]
    named = next((line.text for line in heads if line.text == title), "")
    opening = _opening(text, prose)
    stay = {piece.line.start for piece in kept}
    return Layout(
        _spans(text, title, lines, kept, opening),
        named or title or (heads[0].text if heads else ""),
        prose[0].start,
        opening,
        tuple(line for line in lines if line.start not in stay),
    )


def _opening(text: str, prose: list[Line]) -> Dateline | None:
    """The dateline, which a standfirst or two may precede."""
    found = (find_dateline(text, line.start, line.end, loose=i == 0) for i, line in enumerate(prose[:OPENING]))
    return next((dateline for dateline in found if dateline), None)


def _spans(text: str, title: str, lines: list[Line], kept: list[_Piece], opening: Dateline | None) -> tuple[Span, ...]:
    """Headings alone; paragraphs that follow one another without a gap as one region, so that a quotation may run
    over them."""
    place = {line.start: i for i, line in enumerate(lines)}
    spans: list[Span] = []
    reached = (-2, -1)  # index of the line before and where it ended, when it may be joined
    for piece in kept:
        line, at = piece.line, place[piece.line.start]
        start = opening.end if opening and opening.start == line.start else _after_bullet(text, line.start, line.end)
        parts = _sentences_kept(text, start, line.end)
        own = piece.kind == "heading" or line.text == title
        if parts and spans and not own and reached == (at - 1, spans[-1].end) and parts[0].start == line.start:
            spans[-1:] = [Span(spans[-1].start, parts[0].end), *parts[1:]]
        else:
            spans += parts
        reached = (-2, -1) if own else (at, line.end)
    return tuple(spans)


def _after_bullet(text: str, start: int, end: int) -> int:
    found = BULLET.match(text[start:end])
    return start + found.end() if found and found[0].strip() not in {"-", "–", "—", "*"} else start


def _sentences_kept(text: str, start: int, end: int) -> list[Span]:
    """The range without sign-offs and furniture sentences: mostly the one span that came in."""
    spans: list[Span] = []
    for left, right in sign_offs(text, start, end):
        spans.append(Span(start, left))
        start = right
    spans.append(Span(start, end))
    kept = (part for span in spans for part in _without_furniture(text, span))
    return [Span(line.start, line.end) for line in kept if line.count]


def _without_furniture(text: str, span: Span) -> list[Line]:
    """The range as one line, or in parts where sentences between them are the page's own."""
    if not suspicious(text[span.start : span.end]):
        return [measure(text, span.start, span.end)]
    parts = sentences(text, span.start, span.end)
    own = [Span(part.start, part.end) for part in parts if part.text and not says_furniture(part.text)]
    return [measure(text, part.start, part.end) for part in _merged(text, own)]


def _merged(text: str, spans: list[Span]) -> list[Span]:
    """Neighbouring sentences with nothing but white space between them as one span."""
    merged: list[Span] = []
    for span in spans:
        if merged and not text[merged[-1].end : span.start].strip():
            merged[-1] = Span(merged[-1].start, span.end)
        else:
            merged.append(span)
    return merged
