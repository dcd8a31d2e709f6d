"""When it happened: which time expression of an article belongs to a clause, and what days it means.

"Petro said Friday that he had met Trump on Wednesday", published on a Friday: near("said") is that Friday,
near("met") the Wednesday before. Without a day of publication only dates with a year are resolved; the words stay.
"""

from __future__ import annotations

from bisect import bisect_left
from datetime import date
from functools import cache

from spacy.tokens import Token

from kg.extract.grammar import RELATIVES, case_of, clause_head
from kg.extract.times_calendar import Days
from kg.extract.times_context import Placed, direction_of, place_expressions, printed_sentence
from kg.extract.times_find import table
from kg.extract.times_reference import Direction
from kg.extract.times_values import related
from kg.language.parsed import ParsedArticle
from kg.model import When

# A phrase belongs to what governs it through these relations; through others it belongs to another clause.
INSIDE = frozenset(
    "obl obl:tmod obl:npmod obl:unmarked nmod nmod:tmod nmod:poss nmod:npmod nmod:unmarked nmod:desc advmod compound amod "
    "appos obj iobj nsubj nsubj:pass obl:agent flat nummod dep fixed case conj".split()
)
# A clause under these shares the time of the clause above it when it has none: "met X on Monday, adding that ..."
SHARING = frozenset({"conj", "advcl", "acl"})
VERBS = ("VERB", "AUX")
NEARBY = 3  # words between a trigger and a time phrase that the parser may have hung elsewhere
PAST = 60  # days before publication from which on a month or year is of a story of the past
LONGEST_PATH = 4
LONGEST_RUN = 12  # words from an event to its time without a verb between
VAGUE = 20.0  # added to the rank of words like "recently": any other time of the clause says more
MATTERS = frozenset({"about", "of", "on", "for", "to", "over", "against"})
CONDITIONS = frozenset({"if", "unless", "when", "because", "although", "though", "whether", "as"})
COARSE = frozenset({"month", "year", "season"})  # so wide that a clause with "after" or "when" lies in it too
WEEK = 7  # days of which a report of the day speaks as news
DASHES = frozenset({"—", "–", "-", "--"})
OPENING_MARKS = frozenset({"after", "since", "before", "until", "following"})


class TimeMap:
    """The time expressions of one article, resolved on demand since their clause decides between past and future."""

    def __init__(self, parsed: ParsedArticle, placed: list[Placed]) -> None:
        self._parsed = parsed
        self._placed = placed
        self._firsts = [one.first for one in placed]

    def near(self, token: Token, *, future: bool) -> When:
        """The time of the clause or noun that ``token`` heads, as told: the expression that hangs on it, else one of
        the same clause, else one that its clause shares. ``future``: what is told is still to come.

        Without such an expression all fields are empty; with one that cannot be resolved only ``text`` is set."""
        token = token.head if token.dep_ == "case" else token  # "according to officials on Friday"
        one = self._best(token, future)
        if one is None:
            return When()
        days = one.days(self._direction(token, one, future))
        mark = _opening(token, one)
        if days is not None and mark:
            days = related(days, table()["relations"][mark], one.context)
        return _when(one, days)

    def right_after(self, token: Token) -> When:
        """The time printed right after ``token``; empty where none is."""
        place = bisect_left(self._firsts, token.i + 1)
        one = self._placed[place] if place < len(self._placed) and self._firsts[place] == token.i + 1 else None
        return _when(one, one.days("past")) if one is not None else When()

    def _direction(self, token: Token, one: Placed, future: bool) -> Direction | None:
        """Where the expression looks: what is to come lies ahead, unless the expression is that of a told past ("flew out on
        Monday to meet"); else as the clause of ``token`` does."""
        if future and one.governor >= 0 and one.governor != token.i:
            above = direction_of(self._parsed.doc[one.governor])
            return None if above == "past" else "future"
        if future:
            return "future"
        if one.governor == token.i:
            named = one.last < token.i and token.pos_ == "NOUN"
            return "named" if named and one.found.kind == "day" else None  # "the Oct. 7 attacks"
        return direction_of(token)

    def told_on(self, token: Token) -> When:
        """The day of which the passage before ``token`` last spoke in the outlet's own voice: for what is told on
        without a time of its own ("He also said ..."). A day of the same paragraph, else the one day of
        which the article has spoken at all till then, if it is of the week of publication; else empty."""
        paragraph = self._parsed.paragraph_of(token)
        told = [
            one for one in self._placed[: bisect_left(self._firsts, token.i)] if (days := _day_told(one)) and _over(one, days)
        ]
        if not told or self._tells_of_the_past(token):
            return When()
        near = paragraph == self._parsed.paragraphs[told[-1].first]
        alone = len({_day_told(one) for one in told}) == 1 and _of_the_week(told[-1])
        return _when(told[-1], _day_told(told[-1])) if near or alone else When()

    def _tells_of_the_past(self, token: Token) -> bool:
        """Whether the time last told in the paragraph, in the outlet's own voice, is a month or year long over."""
        paragraph = self._parsed.paragraph_of(token)
        before = self._placed[: bisect_left(self._firsts, token.i)]
        last = next((one for one in reversed(before) if not one.quoted and one.days() is not None), None)
        if last is None or self._parsed.paragraphs[last.first] != paragraph:
            return False
        days, base = last.days(), last.context.base
        over = days is not None and days.last is not None and base is not None and (base - days.last).days > PAST
        return over and days is not None and days.unit in COARSE | {"decade"}

    def _best(self, token: Token, future: bool) -> Placed | None:
        told = not future and direction_of(token) == "past"
        start, end = printed_sentence(self._parsed, token.i)
        left, right = bisect_left(self._firsts, start), bisect_left(self._firsts, end)
        ranked: list[tuple[float, int, int]] = []
        for place in range(left, right):
            one = self._placed[place]
            rank = _rank(token, one, start)
            if rank is not None and not (told and _ahead(one)):
                vague = VAGUE if one.found.kind == "vague" else 0.0
                ranked.append((rank + vague, abs(one.first - token.i), place))
        return self._placed[min(ranked)[2]] if ranked else None


def find_times(parsed: ParsedArticle) -> TimeMap:
    """The time expressions of an article's regions, each counted from the day on which it was written or said."""
    return TimeMap(parsed, place_expressions(parsed))


def _ahead(one: Placed) -> bool:
    """A time that can only lie ahead ("tomorrow", "later this week"): never that of what a plain past tells."""
    base, days = one.context.base, one.days("future")
    later = one.found.parts.get("sense", "").startswith("late") and one.found.parts.get("rel") == "this"
    fixed = one.found.kind in ("shift", "unit", "ahead")
    return fixed and base is not None and days is not None and days.first is not None and (later or days.first > base)


def _day_told(one: Placed) -> Days | None:
    """The single day that an expression in the outlet's own voice means."""
    days = None if one.quoted else one.days()
    return days if days is not None and days.first is not None and days.first == days.last else None


def _of_the_week(one: Placed) -> bool:
    days, base = _day_told(one), one.context.base
    return base is not None and days is not None and days.first is not None and (base - days.first).days < WEEK


def _over(one: Placed, days: Days) -> bool:
    base = one.context.base
    return base is not None and days.first is not None and days.first <= base


def _rank(token: Token, one: Placed, start: int) -> float | None:
    """How near an expression is to what ``token`` heads, small is near; None where it belongs to something else.
    ``start`` is the index of the first token of their sentence."""
    if one.first <= token.i <= one.last:
        return 0.0 if one.first < token.i and token.pos_ == "NOUN" else None
    if one.governor == token.i:
        return 0.0
    if token.pos_ not in VERBS and _behind_since(token, one):
        return None
    if token.dep_ == "nsubj" and one.first <= token.head.i <= one.last and any(c.dep_ == "cop" for c in token.head.children):
        return 0.5  # "the summit will be on Friday"
    clause = clause_head(token)
    if one.first == start and _main_verb(clause, one) and not (clause.i != token.i and _told_of(token, clause)):
        return 1.0 if clause.i == token.i else 3.2
    governor = token.doc[one.governor if one.governor >= 0 else one.last]
    if _attribute(one, governor) and not (governor.dep_.startswith("nsubj") and governor.head.i == token.i):
        return 2.5 if _adjacent(token, one) else None
    steps = _path(governor, token)
    if steps is not None:
        return float(steps)
    if _adjacent(token, one):
        return 2.5
    if one.governor >= 0 and _of_the_telling(token, clause, governor, one):
        return None
    shared = _shared(token, governor, one) if one.governor >= 0 else None
    return 4.8 if shared is None and _runs_on(token, one) else shared


def _behind_since(token: Token, one: Placed) -> bool:
    """Whether a time stands in a clause with "since" behind a noun: "their first call since troops left on Monday"."""
    between = list(token.doc[token.i + 1 : max(one.first, token.i + 1)])
    mark = next((word.i for word in between if word.lower_ == "since" and word.dep_ == "mark"), -1)
    return mark >= 0 and any(word.pos_ == "VERB" and word.i > mark for word in between)


def _of_the_telling(token: Token, clause: Token, governor: Token, one: Placed) -> bool:
    """Whether the time is that of what tells of the event: "confirmed the meeting in a tweet on Friday"."""
    beside = governor.i == clause.i or (governor.i != token.i and governor.dep_ == "obl" and governor.head.i == clause.i)
    return beside and token.i != clause.i and _told_of(token, clause) and not _right_behind(token, one)


def _attribute(one: Placed, governor: Token) -> bool:
    """A time before the noun on which it hangs: "Monday's attack", "the November 27 agreement"."""
    return one.found.core == one.found.start and governor.i > one.last and governor.pos_ in ("NOUN", "PROPN")


def _main_verb(token: Token, one: Placed) -> bool:
    """Whether ``token`` is the verb to which an expression at the head of its sentence belongs: the first finite one
    that opens no relative or subordinate clause, whatever the parser made of it; else the root."""
    if token.pos_ not in VERBS:
        return False
    root = token.doc[one.first].sent.root
    if "towards" in one.found.parts:
        return token.i == root.i
    after = token.doc[one.last + 1 : max(token.i, root.i) + 1]
    finite = (word.i for word in after if _may_lead(word) or _led_by_time(word, one))
    return next(finite, root.i) == token.i


def _may_lead(word: Token) -> bool:
    relative = any(child.lower_ in RELATIVES and child.i < word.i for child in word.children)
    own = word.pos_ in VERBS and word.dep_ not in ("aux", "aux:pass", "cop", "acl:relcl") and _finite(word)
    return own and not relative and not _mark(word, OPENING_MARKS | CONDITIONS)


def _led_by_time(word: Token, one: Placed) -> bool:
    """Whether the parser took the time at the head of a sentence for what its main clause describes: "The following day
    they signed"."""
    described = word.dep_ == "acl:relcl" and one.first <= word.head.i <= one.last and _finite(word)
    return described and not any(child.lower_ in RELATIVES for child in word.children)


def _has_subject(token: Token) -> bool:
    return any(child.dep_.startswith("nsubj") for child in token.children)


def _path(low: Token, high: Token) -> int | None:
    """Steps from a token up to another without leaving the clause; None where there is no such way."""
    steps = 0
    while low.i != high.i:
        if low.dep_ not in INSIDE or low.head.i == low.i or steps >= LONGEST_PATH:
            return None
        if low.dep_ == "conj" and low.pos_ in VERBS:
            return None  # another clause, with a time of its own
        low, steps = low.head, steps + 1
    return steps


def _adjacent(token: Token, one: Placed) -> bool:
    """Right behind the verb or noun, or between subject and verb, whatever the parser made of it."""
    if token.pos_ not in VERBS:
        return one.first == token.i + 1 and token.pos_ == "NOUN"
    between = token.doc[token.i + 1 : one.first] if one.first > token.i else token.doc[one.last + 1 : token.i]
    return len(between) <= NEARBY and not any(_stops(word) for word in between if word.pos_ != "CCONJ")


def _stops(word: Token) -> bool:
    """A word that ends a phrase: a verb, a mark, a conjunction, a pronoun that is no "his"."""
    return word.pos_ in (*VERBS, "PUNCT", "SCONJ", "CCONJ") or (word.pos_ == "PRON" and word.dep_ != "nmod:poss")


def _runs_on(token: Token, one: Placed) -> bool:
    """Words of one phrase between the token and a time after it: no verb, comma or conjunction (a dash may be)."""
    between = token.doc[token.i + 1 : one.first]
    stops = any(_stops(word) for word in between if word.text not in DASHES)
    return 0 < len(between) <= LONGEST_RUN and not stops


def _shared(token: Token, governor: Token, one: Placed) -> float | None:
    """An expression of the clause around a noun, or of a clause whose time this one shares."""
    clause, other = clause_head(token), clause_head(governor)
    if clause.i == other.i:
        return 3.0 if governor.i == clause.i else 4.0 if one.first < token.i else 4.5
    if other.dep_ == "xcomp" and other.head.i == clause.i and token.dep_.startswith("nsubj"):
        return 4.0  # "the assembly is set to open on Monday"
    if _opening_clause(other, clause):
        return 7.0
    if clause.dep_ == "advcl" and clause.head.i == other.i == governor.i and one.found.kind in COARSE:
        return 8.0  # "was formed in 2003 after the coalition had left"
    steps = 5.0
    while _shares(clause, one) and clause.head.i != clause.i and steps < 8:
        clause, steps = clause_head(clause.head), steps + 1
        if clause.i == other.i and governor.i == other.i and (one.first < token.i or steps == 6):
            return steps
    return None


def _told_of(token: Token, verb: Token) -> bool:
    """Whether the verb speaks of what its object names: "confirmed the meeting on Friday". What is the subject or an
    occasion shares its time: "a bombing was yesterday reported", "called on Friday during the summit"."""
    while token.head.i not in (token.i, verb.i):
        token = token.head
    spoken = token.dep_ in ("obj", "iobj", "ccomp", "xcomp") or (token.dep_ == "obl" and case_of(token) in MATTERS)
    return spoken and verb.lemma_.lower() in _telling()


@cache
def _telling() -> frozenset[str]:
    return frozenset(table()["telling"]["verbs"].split())


def _right_behind(token: Token, one: Placed) -> bool:
    return 0 < one.first - token.i <= 2


def _shares(clause: Token, one: Placed) -> bool:
    """A participle without a conjunction; a coordinated clause with its own subject only under a time before both; what was
    done at the place where one went ("flew to Oslo on Monday, where he met")."""
    if _at_that_place(clause):
        return True
    if clause.dep_ not in SHARING or _mark(clause, OPENING_MARKS | CONDITIONS):
        return False
    subject = _has_subject(clause)
    if clause.dep_ == "conj":
        return not subject or one.first < clause.head.i
    return not subject and not _finite(clause) and clause.morph.get("VerbForm", []) != ["Inf"]


def _at_that_place(clause: Token) -> bool:
    """Whether a clause opens with "where", or depends on one that does: "where he is due to meet"."""
    opened = any(c.lower_ == "where" and c.dep_ == "advmod" for c in clause.children)
    return opened or (clause.dep_ == "xcomp" and clause.head.i != clause.i and _at_that_place(clause.head))


def _finite(verb: Token) -> bool:
    auxiliaries = (child for child in verb.children if child.dep_ in ("aux", "aux:pass", "cop"))
    return any(word.morph.get("Mood", []) == ["Ind"] for word in (verb, *auxiliaries))


def _opening_clause(low: Token, high: Token) -> bool:
    """Whether one clause hangs on the other by "after", "since", "before", "until"."""
    return low.dep_ == "advcl" and low.head.i == high.i and bool(_mark(low))


def _mark(token: Token, marks: frozenset[str] = OPENING_MARKS) -> str:
    return next((c.lower_ for c in token.children if c.dep_ in ("mark", "case", "advmod") and c.lower_ in marks), "")


def _opening(token: Token, one: Placed) -> str:
    """The "after" or "before" of a phrase between the expression and the token: "after the raid on Saturday he said"."""
    if one.governor < 0 or one.found.kind == "apart":
        return ""
    if one.governor == token.i:
        return _opening_words(token, one)
    if clause_head(token).i == one.governor:
        return ""  # both stand in the clause that "after" opens
    low = token.doc[one.governor]
    for _ in range(LONGEST_PATH):
        if low.i in (token.i, low.head.i):
            return ""
        if mark := _mark(low):
            return mark
        low = low.head
    return ""


def _opening_words(token: Token, one: Placed) -> str:
    """For "Shortly after the ouster of the leader on Saturday he said", where the parser hangs Saturday on "said"."""
    start = token.sent.start
    if one.first > token.i or any(word.pos_ in VERBS or word.text == "," for word in token.doc[start : one.first]):
        return ""
    marks = (word.lower_ for word in token.doc[start : min(start + 3, one.first)])
    return next((mark for mark in marks if mark in OPENING_MARKS), "")


def _when(one: Placed, days: Days | None) -> When:
    base: date | None = one.context.base
    if days is None and base is not None and one.found.text.lower() == "previously":
        days = Days(None, base)
    if days is None:
        return When(text=one.found.text)
    first, last = days.first, days.last
    return When(first.isoformat() if first else "", last.isoformat() if last else "", one.found.text)
