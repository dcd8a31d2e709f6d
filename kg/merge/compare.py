"""Do two reports tell one event? A weighted list of small named functions, each with its reason.

Every function takes two reports of one class and returns a ``Feature``: a score in -1..1 with a detail to read. A score of
``VETO`` forbids the merge. The sum, weighted by ``WEIGHTS``, is squeezed into 0..1; ``JOIN`` and more speak for one event.
The weights are set by hand on the development clusters and stated here once.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from rapidfuzz.distance.Indel import normalized_similarity as ratio

from kg.merge.identity import described, in_article, in_words, is_described
from kg.merge.words import all_words, content_words, overlap, phrases
from kg.model import EventClass, Feature, Form, MergeReason, Report, Status, Telling, When

JOIN = 0.5
VETO = float("-inf")
APART = -4.0  # as good as forbidden for a pair, yet one date misread does not keep two groups apart
REAL: frozenset[Status] = frozenset({"occurred", "claimed"})
OPEN: frozenset[Status] = frozenset({"planned", "proposed", "cancelled", "threatened", "hypothetical"})
CORE_ROLES = {"Statement": ("speaker",), "Meeting": ("participant",), "MilitaryAction": ("agent", "target")}
# Kinds that are never another name for a strike or a fight; any other two kinds may name one action.
APART_KINDS = frozenset({"exercise", "withdrawal", "deployment", "blockade", "naval", "capture", "invasion"})
# ... but for these: a raid seizes somebody, an invasion a town; ships blockade a port.
ONE_DEED = frozenset(map(frozenset, (("capture", "raid"), ("capture", "invasion"), ("naval", "blockade"))))
_BEYOND = re.compile(r"\b (?:of|in|at|on|near|around|from|for|with|by|to|along|inside|outside|who|which|that)\b")
SPELLED_ALIKE = 0.9  # of 1: "guerillas" and "guerrillas", "fighter" and "fighters"
# Words before a noun that make it one more than those told before, and numbers that say how many are meant.
FURTHER = frozenset({"another", "separate", "further", "additional", "more"})
NUMBERS = frozenset("two three four five six seven eight nine ten dozens hundreds thousands".split())
COPIED_WORDS = 0.8
SHARED_PHRASES = 3  # so many runs of words in common say all that they can
MOST = 0.6  # of the words of one wording in the other
BRIEF = 3  # of wordings with fewer words that carry meaning all words count
RIVAL_DAYS = 10  # outlets that differ by more tell of two events
FAR_DAYS = 10  # two undated tellings published further apart are not joined by their actors alone


@dataclass(frozen=True, slots=True)
class Area:
    """Where a place lies: its country (ISO 3166-1 alpha-2), and whether it is that whole country."""

    country: str
    whole: bool


@dataclass(frozen=True, slots=True)
class Told:
    """A report with what comparing needs, computed once: its actors by role, the states that act in a role themselves or by
    their forces, its place, the text of its content or else of its passage, and its words. What an article alone calls "two
    officials" has one key with those of its near-copies."""

    report: Report
    root: str
    published: date | None
    actors: dict[str, frozenset[str]] = field(default_factory=dict)
    states: dict[str, frozenset[str]] = field(default_factory=dict)
    place: str = ""
    text: str = ""
    words: frozenset[str] = frozenset()
    trigger: str = ""
    area: Area | None = None
    original: str = ""
    counted: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """What links tell of actors by their keys: where places lie, and of which state countries and armies are."""

    areas: Mapping[str, Area] = field(default_factory=dict)
    states: Mapping[str, str] = field(default_factory=dict)


def told(report: Report, root: str, published: str, known: Known | None = None, original: str = "") -> Told:
    """Prepare a report; ``published`` is its source's ISO date or "", ``original`` is the source that its source copies
    (itself, if none)."""
    known, original = known or Known(), original or report.source
    telling = report.telling
    actors: dict[str, set[str]] = {}
    states: dict[str, set[str]] = {}
    for role, key in telling.roles:
        actors.setdefault(role, set()).add(in_article(key, original))
        if key in known.states:
            states.setdefault(role, set()).add(known.states[key])
    text = " ".join(p.text for p in telling.content) if telling.content else telling.passage.text
    return Told(
        report,
        root,
        date.fromisoformat(published[:10]) if published else None,
        {role: frozenset(keys) for role, keys in actors.items()},
        {role: frozenset(codes) for role, codes in states.items()},
        in_article(telling.place, original),
        text,
        content_words(text),
        telling.trigger.text.casefold(),
        known.areas.get(telling.place),
        original,
        _counted(telling),
    )


def _counted(telling: Telling) -> str:
    """The word before the trigger that tells how many there are, or that it is one more; "" where there is none.

    A number two words ahead counts too: "five coalition airstrikes"."""
    start = telling.trigger.start - telling.passage.start
    ahead = telling.passage.text[: max(start, 0)].casefold().split()[-2:]
    return next((word for word in reversed(ahead) if word in NUMBERS or word in FURTHER), "")


def same_article(left: Told, right: Told) -> bool:
    return left.report.source == right.report.source


def days_apart(a: When, b: When) -> int | None:
    """Days between two intervals: 0 when they overlap, None when either is unknown at the ends that matter."""
    if not (a.earliest or a.latest) or not (b.earliest or b.latest):
        return None
    if a.latest and b.earliest and a.latest < b.earliest:
        return (date.fromisoformat(b.earliest) - date.fromisoformat(a.latest)).days
    if b.latest and a.earliest and b.latest < a.earliest:
        return (date.fromisoformat(a.earliest) - date.fromisoformat(b.latest)).days
    return 0


def dates(left: Told, right: Told) -> Feature:
    """Compatible days speak for; another day speaks against, between outlets the less the closer it is, most within an
    article: an outlet does not contradict itself. Undated needs close publication. A war has actions of the same two sides
    day after day; two meetings of the same people within days are rare."""
    apart = days_apart(left.report.telling.when, right.report.telling.when)
    if apart is None:
        if left.published and right.published and abs((left.published - right.published).days) > FAR_DAYS:
            return Feature("dates", VETO, f"undated, published more than {FAR_DAYS} days apart")
        return Feature("dates", 0.0, "not both dated")
    if apart == 0:
        return Feature("dates", 1.0, "the dates are compatible")
    if same_article(left, right) or apart > RIVAL_DAYS:
        return Feature("dates", APART, f"{apart} days apart")
    near, far = (1, -1.5 if apart <= 3 else -3.0) if left.report.telling.cls == "MilitaryAction" else (2, -0.8)
    return Feature("dates", -0.4 if apart <= near else far, f"{apart} days apart")


def status(left: Told, right: Told) -> Feature:
    """What is real and what is open are never one event (but see ``kg:realises``); a denial may be of either."""
    a, b = left.report.telling.status, right.report.telling.status
    if a == b or {a, b} <= REAL:
        return Feature("status", 0.2, f"{a} / {b}")
    apart = bool({a, b} & REAL and {a, b} & OPEN)
    return Feature("status", VETO if apart else -0.1, f"{a} / {b}")


def place(left: Told, right: Told) -> Feature:
    """Two named places that differ make two actions, unless one is the country of the other; they weigh against one meeting,
    and forbid it where they lie in two countries: an invitation to one capital is not the visit to another."""
    a, b = left.place, right.place
    if not a or not b:
        return Feature("place", 0.0, "not both placed")
    if a == b or (is_described(a) and is_described(b) and described(a) == described(b)):
        return Feature("place", 1.0, in_words(a))
    if is_described(a) or is_described(b):
        return Feature("place", -0.4, "a description may mean another's name")
    one, other = left.area, right.area
    if one and other and one.country == other.country and (one.whole or other.whole):
        return Feature("place", 0.4, f"{in_words(a)} and {in_words(b)} in {one.country}")
    abroad = one is not None and other is not None and one.country != other.country
    apart = abroad or left.report.telling.cls == "MilitaryAction"
    return Feature("place", VETO if apart else -0.8, f"{in_words(a)} / {in_words(b)}")


def speaker(left: Told, right: Told) -> Feature:
    """One utterance has one speaker (a joint statement shares one at least)."""
    shared = left.actors.get("speaker", frozenset()) & right.actors.get("speaker", frozenset())
    return Feature("speaker", 0.3 if shared else VETO, in_words(*shared))


def content(left: Told, right: Told) -> Feature:
    """The share of content words in common, of the shorter wording; little in common speaks against one utterance."""
    brief = min(len(left.words), len(right.words)) < BRIEF and "indirect" not in (_form(left), _form(right))
    share = overlap(all_words(left.text), all_words(right.text)) if brief else overlap(left.words, right.words)
    return Feature("content", 2 * share - 0.7, f"{share:.2f} of the words in common")


def _form(told: Told) -> Form | None:
    return told.report.telling.form


def told_again(left: Told, right: Told) -> Feature:
    """An article that tells one utterance twice mostly repeats some words in a row, or most of them."""
    if not same_article(left, right):
        return Feature("told-again", 0.0)
    repeats = overlap(left.words, right.words) >= MOST or phrases(left.text) & phrases(right.text)
    return Feature("told-again", 0.0 if repeats else -1.0, "" if repeats else "little is repeated")


def quoted(left: Told, right: Told) -> Feature:
    """The same words in a row, as outlets have them that quote one utterance."""
    shared = sorted(phrases(left.text) & phrases(right.text))
    return Feature("quoted", min(1.0, len(shared) / SHARED_PHRASES), " ".join(shared[0]) if shared else "")


def nested(left: Told, right: Told) -> Feature:
    """In one article a telling inside the other's content is another speech act."""
    if not same_article(left, right):
        return Feature("nested", 0.0)
    a, b = left.report.telling.passage, right.report.telling.passage
    inside = (a.start <= b.start and b.end <= a.end) or (b.start <= a.start and a.end <= b.end)
    return Feature("nested", VETO if inside else 0.0, "one tells the other" if inside else "")


def participants(left: Told, right: Told) -> Feature:
    """Two shared participants make one meeting likely; one shared and another partner on each side makes it another."""
    a, b = left.actors.get("participant", frozenset()), right.actors.get("participant", frozenset())
    shared = a & b
    if not shared:
        return Feature("participants", VETO, "none shared")
    if len(shared) >= 2 or a <= b or b <= a:
        return Feature("participants", min(1.0, 0.4 * len(shared)), in_words(*shared))
    return Feature("participants", -0.9, "each side has another partner")


def mode(left: Told, right: Told) -> Feature:
    """A phone call is no visit."""
    known = {side.report.telling.mode for side in (left, right)} - {None, "unknown"}
    if len(known) == 2:
        return Feature("mode", VETO, " / ".join(sorted(map(str, known))))
    return Feature("mode", 0.2 if known else 0.0)


def _role(left: Told, right: Told, role: str) -> Feature:
    a, b = left.actors.get(role, frozenset()), right.actors.get(role, frozenset())
    if not a or not b:
        return Feature(role, 0.0, "not both told")
    if shared := a & b:
        return Feature(role, 0.8, in_words(*shared))
    if states := left.states.get(role, frozenset()) & right.states.get(role, frozenset()):
        return Feature(role, 0.6, f"forces of {', '.join(sorted(states))}")
    if not (any(map(is_described, a)) or any(map(is_described, b))):
        return Feature(role, -0.8)
    head = _same_head(a, b)
    return Feature(role, 0.6, head) if head else Feature(role, -0.2, "a description may mean another's name")


def _same_head(a: frozenset[str], b: frozenset[str]) -> str:
    """The last word that a description shares with another or with a name, however spelled: "iraqi air base" and "military
    base" may be one base, "guerillas" and "the guerrillas" one band; "" where there is none."""
    pairs = ((one, other) for one in sorted(a) for other in sorted(b) if is_described(one) or is_described(other))
    heads = ((head_of(one), head_of(other)) for one, other in pairs)
    return next((one for one, other in heads if one and other and ratio(one, other) >= SPELLED_ALIKE), "")


def head_of(key: str) -> str:
    """The noun of an actor's key that holds its name, the last word before what tells where or of what; "" of one that is
    linked.

    >>> head_of("actor:5a|group|military base in the hills"), head_of("actor:Q90")
    ('base', '')
    """
    return _BEYOND.split(described(key), maxsplit=1)[0].rsplit(" ", 1)[-1] if "|" in key else ""


def agents(left: Told, right: Told) -> Feature:
    """Who used force: shared agents speak for, differing ones against."""
    return _role(left, right, "agent")


def targets(left: Told, right: Told) -> Feature:
    """Against whom: shared targets speak for, differing ones against."""
    return _role(left, right, "target")


def kinds(left: Told, right: Told) -> Feature:
    """An exercise is no strike; "other" and "operation" may be another name for anything."""
    a, b = left.report.telling.kind, right.report.telling.kind
    if a == b:
        return Feature("kinds", 0.5, str(a))
    vague = {"other", "operation"} & {a, b}
    if not vague and {a, b} & APART_KINDS and {a, b} not in ONE_DEED:
        return Feature("kinds", VETO, f"{a} / {b}")
    return Feature("kinds", 0.0 if vague else -0.1, f"{a} / {b}")


def side_by_side(left: Told, right: Told) -> Feature:
    """Two words of different kinds in one passage ("attacks and kidnappings") tell of two actions, also of those who repeat."""
    if not same_article(left, right) or left.report.telling.kind == right.report.telling.kind:
        return Feature("side-by-side", 0.0)
    a, b = left.report.telling.passage, right.report.telling.passage
    both = a.start < b.end and b.start < a.end
    return Feature("side-by-side", VETO if both else 0.0, f"{left.trigger} / {right.trigger}" if both else "")


def another(left: Told, right: Told) -> Feature:
    """In one article "another attack" is none of those told before, and "four strikes" are not "five strikes"."""
    if not same_article(left, right):
        return Feature("another", 0.0)
    before, after = sorted((left, right), key=lambda told: told.report.telling.trigger.start)
    if after.counted in FURTHER:
        return Feature("another", VETO, f"{after.counted} {after.trigger}")
    numbers = {before.counted, after.counted} & NUMBERS
    return Feature("another", VETO if len(numbers) == 2 else 0.0, " / ".join(sorted(numbers)))


def trigger(left: Told, right: Told) -> Feature:
    """The same word for it."""
    same = left.trigger == right.trigger
    return Feature("trigger", 0.4 if same else 0.0, left.trigger if same else "")


def passage(left: Told, right: Told) -> Feature:
    """The share of words in common between the passages."""
    share = overlap(left.words, right.words)
    return Feature("passage", share, f"{share:.2f} of the words in common")


def copied(left: Told, right: Told) -> Feature:
    """The same words in a source and its near-copy tell the same."""
    same = not same_article(left, right) and left.original == right.original != "" and left.trigger == right.trigger
    share = overlap(left.words, right.words) if same else 0.0
    return Feature(
        "copied", 1.0 if share >= COPIED_WORDS else 0.0, "the same words in a near-copy" if share >= COPIED_WORDS else ""
    )


def taken_up(left: Told, right: Told) -> Feature:
    """In one article a bare mention without actors or place ("the attack") takes up an event told in full."""
    if not same_article(left, right):
        return Feature("taken-up", 0.0)
    bare = [not (told.actors or told.report.telling.place) for told in (left, right)]
    alike = left.trigger == right.trigger or left.report.telling.kind == right.report.telling.kind
    return Feature("taken-up", 1.0 if any(bare) and alike else 0.2)


Compare = Callable[[Told, Told], Feature]
# Each with its weight and the most that it ever says; what forbids and what mostly says nothing stands first, for it is cheap.
WEIGHTS: dict[EventClass, tuple[tuple[Compare, float, float], ...]] = {
    "Statement": (
        (speaker, 1.0, 0.3), (status, 0.5, 0.2), (nested, 1.0, 0.0), (copied, 1.0, 1.0), (content, 2.5, 1.3),
        (dates, 0.5, 1.0), (quoted, 0.5, 1.0), (told_again, 0.3, 0.0),
    ),
    "Meeting": (
        (status, 1.0, 0.2), (mode, 1.0, 0.2), (another, 1.0, 0.0), (copied, 2.0, 1.0), (taken_up, 0.5, 1.0),
        (participants, 1.5, 1.0), (dates, 1.0, 1.0), (place, 1.0, 1.0), (passage, 0.5, 1.0),
    ),
    "MilitaryAction": (
        (status, 1.0, 0.2), (kinds, 1.0, 0.5), (side_by_side, 1.0, 0.0), (another, 1.0, 0.0), (copied, 3.0, 1.0),
        (taken_up, 1.5, 1.0), (place, 1.5, 1.0), (dates, 1.0, 1.0), (trigger, 1.0, 0.4), (passage, 1.5, 1.0),
        (targets, 1.2, 0.8), (agents, 0.8, 0.8),
    ),
}  # fmt: skip
BIAS: dict[EventClass, float] = {"Statement": -0.8, "Meeting": -0.7, "MilitaryAction": -1.5}
ROUNDING = 1e-9  # sums in another order differ by less


def _with_rest(cls: EventClass) -> tuple[tuple[Compare, float, float], ...]:
    """Every function of a class with its weight and the most that those after it can add."""
    added = [weight * most for _, weight, most in WEIGHTS[cls]]
    return tuple((function, weight, sum(added[at:])) for at, (function, weight, _) in enumerate(WEIGHTS[cls], 1))


_STEPS = {cls: _with_rest(cls) for cls in WEIGHTS}
_LEAST = math.log(JOIN / (1 - JOIN)) / 2 - ROUNDING  # the sum that is squeezed to JOIN


def _squeezed(total: float) -> float:
    return 1 / (1 + math.exp(-2 * total))


def score(left: Told, right: Told, *, to_join: bool = False) -> float:
    """The score in 0..1 that both tell one event, 0 where one feature forbids it. With ``to_join`` also 0 as soon as ``JOIN``
    is out of reach, whatever the features left say: what joins is the same, at less cost."""
    cls = left.report.telling.cls
    least = _LEAST if to_join else float("-inf")
    total = BIAS[cls]
    for function, weight, rest in _STEPS[cls]:
        total += weight * function(left, right).score
        if total == VETO or total + rest < least:
            return 0.0
    return _squeezed(total)


def reason(left: Told, right: Told) -> MergeReason:
    """Why both are held to tell one event: the weighted features that say something."""
    cls = left.report.telling.cls
    told = [(function(left, right), weight) for function, weight, _ in WEIGHTS[cls]]
    total = sum((weight * feature.score for feature, weight in told), BIAS[cls])
    spoke = [(feature, weight) for feature, weight in told if feature.score or feature.detail]
    evidence = tuple(Feature(feature.name, round(weight * feature.score, 4), feature.detail) for feature, weight in spoke)
    return MergeReason(left.report.key, right.report.key, round(_squeezed(total), 4), evidence)
