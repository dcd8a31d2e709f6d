"""When it happened: the time expressions of an article, and which of them belongs to a clause.

"Petro said Friday that he had met Trump on Wednesday", published on a Friday: near("said") is that Friday,
near("met") the Wednesday before. Without a day of publication only dates with a year are resolved; the words stay.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from datetime import date, timedelta

from spacy.tokens import Token

from kg.extract.grammar import clause_head
from kg.extract.times_calendar import Days
from kg.extract.times_find import Expression, find_expressions
from kg.extract.times_values import Context, Direction, resolve
from kg.language.parsed import ParsedArticle
from kg.model import When

# A phrase belongs to what governs it through these relations; through others it belongs to another clause.
INSIDE = frozenset(
    "obl obl:tmod obl:npmod obl:unmarked nmod nmod:tmod nmod:poss nmod:npmod nmod:unmarked nmod:desc advmod compound amod "
    "appos obj iobj nsubj nsubj:pass obl:agent flat nummod dep fixed case conj xcomp".split()
)
# A clause under these shares the time of the clause above it when it has none: "met X on Monday, adding that ..."
SHARING = frozenset({"conj", "advcl", "acl"})
SPOKEN = frozenset({"shift", "unit", "ago", "ahead"})  # counted from the day on which the words were said
NEARBY = 3  # words between a trigger and a time phrase that the parser may have hung elsewhere
LONGEST_PATH = 4
QUOTE_MARKS = {"“": 1, "”": -1, "«": 1, "»": -1}


@dataclass(frozen=True, slots=True)
class _Placed:
    """An expression with its tokens: ``first``..``last`` (inclusive), the token it hangs on (-1: none), whether it
    stands in quotation marks, the day from which it counts, and the time last spoken of before it."""

    found: Expression
    first: int
    last: int
    governor: int
    quoted: bool
    base: date | None
    anchor: Days | None = None


class TimeMap:
    """The time expressions of one article, resolved on demand since their clause decides between past and future."""

    def __init__(self, parsed: ParsedArticle, placed: list[_Placed]) -> None:
        self._parsed = parsed
        self._placed = placed
        self._firsts = [one.first for one in placed]

    def near(self, token: Token, *, future: bool) -> When:
        """The time of the clause or noun that ``token`` heads, as told: the expression that hangs on it, else one of
        the same clause, else one that its clause shares. ``future``: what is told is still to come.

        Without such an expression all fields are empty; with one that cannot be resolved only ``text`` is set."""
        best = self._best(token)
        if best is None:
            return When()
        direction: Direction = "future" if future else _direction(token)
        return _when(best.found, resolve(best.found, Context(best.base, direction, best.anchor)), best.base)

    def told_on(self, token: Token) -> When:
        """The day of which the passage before ``token`` last spoke in the outlet's own voice: for what is told on
        without a time of its own ("He also said ..."). Only days of the same or the previous paragraph; else empty."""
        paragraph = self._parsed.paragraph_of(token)
        for one in reversed(self._placed[: bisect_left(self._firsts, token.i)]):
            if paragraph - self._parsed.paragraphs[one.first] > 1:
                break
            days = resolve(one.found, Context(one.base, "past", one.anchor))
            if not one.quoted and days and days.first is not None and days.first == days.last:
                return _when(one.found, days, one.base)
        return When()

    def _best(self, token: Token) -> _Placed | None:
        sentence = token.sent
        left, right = bisect_left(self._firsts, sentence.start), bisect_left(self._firsts, sentence.end)
        ranked = []
        for one in self._placed[left:right]:
            rank = _rank(token, one)
            if rank is not None:
                ranked.append((rank + (10 if one.found.kind == "vague" else 0), abs(one.first - token.i), one.first, one))
        return min(ranked, key=lambda entry: entry[:3])[3] if ranked else None


def find_times(parsed: ParsedArticle) -> TimeMap:
    """The time expressions of an article's regions, each counted from the day on which it was written or said."""
    base = date.fromisoformat(parsed.article.source.published) if parsed.article.source.published else None
    placed = [one for span in parsed.article.regions for one in _in_region(parsed, span.start, span.end, base)]
    return TimeMap(parsed, _anchored(parsed, placed, base))


def _in_region(parsed: ParsedArticle, start: int, end: int, base: date | None) -> list[_Placed]:
    found = find_expressions(parsed.article.text, start, end)
    return [one for expression in found if (one := _place(parsed, expression, base))]


def _place(parsed: ParsedArticle, found: Expression, base: date | None) -> _Placed | None:
    first = bisect_right(parsed.starts, found.start) - 1
    core = max(first, bisect_right(parsed.starts, found.core) - 1)
    last = bisect_left(parsed.starts, found.end) - 1
    if first < 0 or last < first:
        return None
    return _Placed(found, first, last, _governor(parsed, core, last), _quoted(parsed, first), base)


def _governor(parsed: ParsedArticle, first: int, last: int) -> int:
    """The token outside the expression on which it hangs; -1 where it is a root."""
    for i in range(first, last + 1):
        head = parsed.doc[i].head.i
        if not first <= head <= last and parsed.doc[i].dep_ not in ("case", "punct", "mark", "det"):
            return head
    return -1


def _quoted(parsed: ParsedArticle, index: int) -> bool:
    """Whether a token stands in quotation marks, counted from the start of its paragraph."""
    depth, paragraph = 0, parsed.paragraphs[index]
    while index > 0 and parsed.paragraphs[index - 1] == paragraph:
        index -= 1
        text = parsed.doc[index].text
        depth += QUOTE_MARKS.get(text, 0) if text != '"' else 100
    return depth % 200 >= 100 or depth % 100 == 1


def _anchored(parsed: ParsedArticle, placed: list[_Placed], base: date | None) -> list[_Placed]:
    """Each expression with the time last spoken of, and those that are quoted counted from the day of the utterance."""
    anchor: Days | None = None
    done: list[_Placed] = []
    for i, one in enumerate(placed):
        told = _utterance_day(parsed, placed[i + 1 :], done, one, base)
        one = replace(one, base=told or one.base, anchor=_following(placed[i + 1 :], one) or anchor)
        done.append(one)
        days = resolve(one.found, Context(one.base, "past", one.anchor))
        if days and days.first is not None and days.last is not None:
            anchor = days
    return done


def _following(rest: list[_Placed], one: _Placed) -> Days | None:
    """For "three days after the raid on January 3" the time that follows in the same phrase."""
    if "towards" not in one.found.parts or not rest or rest[0].first - one.last > 12:
        return None
    return resolve(rest[0].found, Context(rest[0].base, "past"))


def _utterance_day(
    parsed: ParsedArticle, rest: list[_Placed], done: list[_Placed], one: _Placed, base: date | None
) -> date | None:
    """The day on which a quotation was said: told in its sentence after it, else the last recent day told before."""
    if not one.quoted or one.found.kind not in SPOKEN or base is None:
        return None
    end = parsed.doc[one.first].sent.end
    after = [other for other in rest if other.first < end]
    for other in [*after, *reversed(done)]:
        days = resolve(other.found, Context(other.base, "past", other.anchor))
        if other.quoted or days is None or days.first is None or days.first != days.last:
            continue
        if timedelta(0) <= base - days.first <= timedelta(days=7):
            return days.first
    return None


# ------------------------------------------------------------------ attachment


def _rank(token: Token, one: _Placed) -> float | None:
    """How near an expression is to what ``token`` heads, small is near; None where it belongs to something else."""
    if one.first <= token.i <= one.last:
        return None
    if one.governor == token.i:
        return 0.0
    if one.governor < 0:
        return 6.0
    governor = token.doc[one.governor]
    steps = _path(governor, token)
    if steps is not None:
        return float(steps)
    if _adjacent(token, one):
        return 2.5
    return _shared(token, governor, one)


def _path(low: Token, high: Token) -> int | None:
    """Steps from a token up to another without leaving the clause; None where there is no such way."""
    steps = 0
    while low.i != high.i:
        if low.dep_ not in INSIDE or low.head.i == low.i or steps >= LONGEST_PATH:
            return None
        if low.pos_ in ("VERB", "AUX") and low.dep_ in ("conj", "xcomp"):
            return None  # another clause, with a time of its own
        low, steps = low.head, steps + 1
    return steps


def _adjacent(token: Token, one: _Placed) -> bool:
    """Right behind the trigger or between subject and trigger, whatever the parser made of it."""
    if token.pos_ not in ("VERB", "AUX"):
        return False
    gap = one.first - token.i - 1 if one.first > token.i else token.i - one.last - 1
    between = token.doc[min(token.i, one.last) + 1 : max(token.i, one.first)]
    return 0 <= gap <= NEARBY and not any(word.pos_ in ("VERB", "AUX", "PUNCT", "SCONJ", "PRON") for word in between)


def _shared(token: Token, governor: Token, one: _Placed) -> float | None:
    """An expression of the clause around a noun, or of a clause whose time this one shares."""
    clause, other = clause_head(token), clause_head(governor)
    if clause.i == other.i:
        return 3.0 if governor.i == clause.i else 4.0 if one.first < token.i else 4.5
    steps = 5.0
    while clause.dep_ in SHARING and clause.head.i != clause.i and steps < 8:
        if clause.dep_ == "acl" and clause.morph.get("VerbForm", []) == ["Inf"]:
            return None
        clause, steps = clause_head(clause.head), steps + 1
        if clause.i == other.i and governor.i == other.i and (one.first < token.i or steps == 6):
            return steps
    return None


def _direction(token: Token) -> Direction:
    """The direction of a clause from its verb: "past" for a plain past, else open."""
    verb = clause_head(token)
    tenses = [verb, *(child for child in verb.children if child.dep_ in ("aux", "aux:pass", "cop"))]
    modal = any(word.tag_ == "MD" or word.lower_ in ("will", "would", "shall") for word in tenses)
    past = any(word.morph.get("Tense", []) == ["Past"] and word.morph.get("VerbForm", []) == ["Fin"] for word in tenses)
    return "past" if past and not modal else "any"


def _when(found: Expression, days: Days | None, base: date | None) -> When:
    if days is None and base is not None and found.text.lower() == "previously":
        days = Days(None, base)
    if days is None:
        return When(text=found.text)
    first, last = days.first, days.last
    return When(first.isoformat() if first else "", last.isoformat() if last else "", found.text)
