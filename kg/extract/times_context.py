"""Each time expression of an article in its place: on what it hangs, in whose voice, and from which day it counts.

"On Tuesday she wrote: 'I saw him last night.'" : the night before that Tuesday, not before the day of publication.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from datetime import date, timedelta

from spacy.tokens import Token

from kg.extract.grammar import clause_head
from kg.extract.times_calendar import Days
from kg.extract.times_find import Expression, find_expressions, month_numbers
from kg.extract.times_reference import Context, Direction
from kg.extract.times_values import resolve
from kg.language.parsed import ParsedArticle

SPOKEN = frozenset({"shift", "unit", "ago", "ahead"})  # counted from the day on which the words were said
CURRENT = SPOKEN | {"weekday"}  # such an expression brings a text back from a told past to the present
STORY_YEARS = 2  # a year so far back is a story of the past, in which months and days belong to that year
STORY_PARAGRAPHS = 3
BACK_MONTHS = 2  # a story may look back so far
FOLLOWING_WORDS = 12  # between "three days after" and the time it counts from: "the raid on the northern town on"
UTTERANCE = timedelta(days=7)  # news quotes what was said within a week
QUOTE_MARKS = {"“": 1, "”": -1, "«": 1, "»": -1}
FULL_STOPS = frozenset({".", "!", "?", "...", "…"})
FUTURE_MODALS = frozenset({"will", "'ll", "’ll", "wo", "shall", "would", "could", "may", "might", "should", "must", "can"})


@dataclass(frozen=True, slots=True)
class Placed:
    """An expression with its tokens: ``first``..``last`` (inclusive), the token it hangs on (-1: none), whether it
    stands in quotation marks, and what it counts from."""

    found: Expression
    first: int
    last: int
    governor: int
    quoted: bool
    context: Context

    def days(self, direction: Direction | None = None) -> Days | None:
        """The interval, for a clause that looks in another direction than the expression's own where given."""
        context = replace(self.context, direction=direction) if direction else self.context
        return resolve(self.found, context)


def place_expressions(parsed: ParsedArticle) -> list[Placed]:
    """The time expressions of an article's regions, in order."""
    published = parsed.article.source.published
    base = date.fromisoformat(published) if published else None
    found = [one for span in parsed.article.regions for one in find_expressions(parsed.article.text, span.start, span.end)]
    placed = [one for expression in found if (one := _place(parsed, expression, base))]
    return _with_contexts(parsed, placed, base)


def direction_of(token: Token) -> Direction:
    """Where the clause of ``token`` looks: "past" for a finite past, "future" for a modal or an infinitive with "to"."""
    verb = clause_head(token)
    words = [verb, *(child for child in verb.children if child.dep_ in ("aux", "aux:pass", "cop"))]
    if any(word.lower_ in FUTURE_MODALS for word in words):
        return "future"
    if any(word.morph.get("Tense", []) == ["Past"] and word.morph.get("Mood", []) == ["Ind"] for word in words):
        return "past"
    return "future" if any(word.lower_ == "to" and word.dep_ in ("mark", "aux") for word in verb.children) else "any"


def _place(parsed: ParsedArticle, found: Expression, base: date | None) -> Placed | None:
    first = bisect_right(parsed.starts, found.start) - 1
    core = max(first, bisect_right(parsed.starts, found.core) - 1)
    last = bisect_left(parsed.starts, found.end) - 1
    if first < 0 or last < first:
        return None
    governor = _governor(parsed, core, last)
    direction = direction_of(parsed.doc[governor if governor >= 0 else core])
    return Placed(found, first, last, governor, _quoted(parsed, first), Context(base, direction))


def _governor(parsed: ParsedArticle, first: int, last: int) -> int:
    """The token outside the expression on which it hangs; -1 where it is a root. A bare time right behind a verb
    ("said Friday that") is that verb's."""
    before = parsed.doc[first - 1] if first else None
    possessive = last + 1 < len(parsed.doc) and parsed.doc[last + 1].text in ("'s", "’s")
    if before is not None and before.pos_ == "VERB" and not possessive and not parsed.doc[first].is_sent_start:
        return before.i
    for i in range(first, last + 1):
        head = parsed.doc[i].head.i
        if not first <= head <= last and parsed.doc[i].dep_ not in ("case", "punct", "mark", "det"):
            return head
    return -1


def printed_sentence(parsed: ParsedArticle, index: int) -> tuple[int, int]:
    """The half-open range of tokens between two full stops of a paragraph; a parser may cut a sentence in the middle."""
    doc, paragraph = parsed.doc, parsed.paragraphs[index]
    start = index
    while start > 0 and parsed.paragraphs[start - 1] == paragraph and doc[start - 1].text not in FULL_STOPS:
        start -= 1
    end = index + 1
    while end < len(doc) and parsed.paragraphs[end] == paragraph and doc[end - 1].text not in FULL_STOPS:
        end += 1
    return start, end


def _quoted(parsed: ParsedArticle, index: int) -> bool:
    """Whether a token stands in quotation marks, counted from the start of its paragraph."""
    depth, straight, paragraph = 0, False, parsed.paragraphs[index]
    while index > 0 and parsed.paragraphs[index - 1] == paragraph:
        index -= 1
        mark = parsed.doc[index].text
        straight ^= mark == '"'
        depth += QUOTE_MARKS.get(mark, 0)
    return straight or depth > 0


# ------------------------------------------------------------------ what an expression counts from


def _with_contexts(parsed: ParsedArticle, placed: list[Placed], base: date | None) -> list[Placed]:
    done: list[Placed] = []
    for i, one in enumerate(placed):
        rest = placed[i + 1 :]
        told = _utterance_day(parsed, rest, done, one, base)
        context = replace(
            one.context,
            base=told or base,
            anchor=_following(rest, one) if "towards" in one.found.parts else _anchor(parsed, done, one),
            story=_story(parsed, done, one, base),
        )
        done.append(replace(one, context=context))
    return done


def _following(rest: list[Placed], one: Placed) -> Days | None:
    """For "three days after the raid on January 3" the time that follows in the same phrase."""
    if not rest or rest[0].first - one.last > FOLLOWING_WORDS:
        return None
    return rest[0].days()


def _anchor(parsed: ParsedArticle, done: list[Placed], one: Placed) -> Days | None:
    """The time last spoken of: in the same sentence, else the last in the outlet's own voice that is no mere attribute
    of a noun ("the November 27 agreement"), else the last of all. "That day" needs a day."""
    if one.found.kind in ("day", "days", "month", "months"):
        return None if "month" in one.found.parts else _last(done)
    day = one.found.kind == "same" and one.found.parts.get("unit", "year") not in ("week", "month", "year")
    known = [other for other in done if (days := other.days()) and (not day or days.first == days.last)]
    start = printed_sentence(parsed, one.first)[0]
    own = [other for other in known if other.first >= start]
    return _last(own or [other for other in known if not other.quoted and not _attribute(parsed, other)] or known)


def _last(known: list[Placed]) -> Days | None:
    bounded = (days for other in reversed(known) if (days := other.days()) and days.first is not None and days.last is not None)
    return next(bounded, None)


def _attribute(parsed: ParsedArticle, one: Placed) -> bool:
    """A time before a noun without a preposition."""
    return one.found.core == one.found.start and one.governor > one.last and parsed.doc[one.governor].pos_ in ("NOUN", "PROPN")


def _story(parsed: ParsedArticle, done: list[Placed], one: Placed, base: date | None) -> int | None:
    """The year of a told past: a full date shortly before, or any year in the same paragraph, with nothing of the
    present since. A story goes forward: after November a "February" is that of the next year."""
    if base is None or one.context.direction == "future":
        return None
    paragraph = parsed.paragraphs[one.first]
    for other in reversed(done):
        apart = paragraph - parsed.paragraphs[other.first]
        days = other.days()
        if other.found.kind in CURRENT or apart > STORY_PARAGRAPHS:
            return None
        if days is None or days.first is None or other.found.relation not in ("at", "from") or _attribute(parsed, other):
            continue
        if base.year - days.first.year < STORY_YEARS:
            return None
        if apart == 0 or days.unit in ("day", "month"):
            month = month_numbers().get(one.found.parts.get("month", ""), 12)
            return days.first.year + (days.unit in ("day", "month") and month < days.first.month - BACK_MONTHS)
    return None


def _utterance_day(
    parsed: ParsedArticle, rest: list[Placed], done: list[Placed], one: Placed, base: date | None
) -> date | None:
    """The day on which a quotation was said: told in its sentence after it, else the last recent day told before."""
    if not one.quoted or one.found.kind not in SPOKEN or base is None:
        return None
    end = parsed.doc[one.first].sent.end  # of the parser: a quotation with its cue may hold full stops
    after = [other for other in rest if other.first < end]
    for other in [*after, *reversed(done)]:
        days = None if other.quoted else other.days()
        if days and days.first is not None and days.first == days.last and timedelta(0) <= base - days.first <= UTTERANCE:
            return days.first
    return None
