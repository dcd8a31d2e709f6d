"""Who says that an event took place, and what his saying so makes of it.

"the army said it had killed two rebels"      killed: claimed, told by the army
"the army admitted that it had killed them"   killed: occurred
"condemned these attacks"                     attacks: occurred

Where the trigger lies in the content of a statement, what would be a plain fact is the speaker's claim, unless it is taken
for granted.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from spacy.tokens import Token

from kg.extract import grammar as g
from kg.extract.frames.events import table, verb_forms
from kg.extract.status import judge
from kg.language.parsed import ParsedArticle
from kg.model import Status, Telling, When

OPENING: Final = 25
"""Words of headline and dateline that may stand before the sentence with which an article leads."""
PRESUPPOSING: Final = frozenset({"these", "such", "recent", "latest", "previous"})


@dataclass(frozen=True, slots=True)
class Attribution:
    """The contents of an article's statements, by their place in the text."""

    spans: tuple[tuple[int, int, Telling], ...]

    def over(self, offset: int) -> list[Telling]:
        """The statements in whose content the character lies, outermost first."""
        found = {id(t): t for start, end, t in self.spans if start <= offset < end}
        return sorted(found.values(), key=lambda t: (t.passage.start, -t.passage.end))


def attribution(statements: Iterable[Telling]) -> Attribution:
    """Prepares the statements of one article for ``place_status``."""
    return Attribution(tuple((c.start, c.end, s) for s in statements for c in s.content))


def place_status(
    parsed: ParsedArticle, trigger: Token, said: Attribution, start: Status = "occurred", sudden: bool = False
) -> tuple[Status, tuple[str, ...]]:
    """The status of an event and the keys of those to whom the outlet ascribes it; ``start`` and ``sudden`` as in ``judge``.

    A plain fact inside a statement's content is claimed, unless the cue is factive ("admitted"), the event is taken for
    granted there ("condemned the attack"), or it is the news with which the article leads (", officials said")."""
    judged = judge(trigger, start, sudden)
    tellers = said.over(parsed.start(trigger))
    if not tellers:
        return judged.status, ()
    told_by = _speakers(tellers)
    if judged.status != "occurred":
        return judged.status, told_by
    if len(tellers) == 1 and _leads(parsed, trigger, tellers[0]):
        return "occurred", ()
    if any(_factive(t) for t in tellers) or judged.granted or (judged.settled and _presupposed(trigger)):
        return "occurred", ()
    return "claimed", told_by


def _leads(parsed: ParsedArticle, trigger: Token, telling: Telling) -> bool:
    """Whether the article opens with the event, and names who says so only behind it, not in quotation marks: that is how
    an outlet tells its own news."""
    behind = telling.cue is not None and telling.cue.start > parsed.start(trigger)
    return trigger.sent.start <= OPENING and behind and telling.form == "indirect"


def in_time(status: Status, when: When, trigger: Token, published: str) -> Status:
    """The status with the day taken into account: what is told for a day after publication, but not in the past tense, is
    planned; so is what the present tells of days up to one after it ("when she speaks with Ruiz later this week")."""
    if status not in ("occurred", "claimed") or not published:
        return status
    past = trigger.tag_ == "VBD" or any(c.tag_ == "VBD" for c in g.kids(trigger, "aux", "aux:pass"))
    present = trigger.tag_ in ("VBZ", "VBP") and when.latest > published[:10]
    return "planned" if not past and (present or when.earliest > published[:10]) else status


def _speakers(tellers: Sequence[Telling]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for role, key in tellers[0].roles if role == "speaker"))


@cache
def _factive_forms() -> frozenset[str]:
    words = table("status")["factive"]["cues"]
    return frozenset(form for word in words for form in verb_forms(word))


def _factive(telling: Telling) -> bool:
    words = telling.trigger.text.lower().split() + (telling.cue.text.lower().split() if telling.cue else [])
    return any(word in _factive_forms() for word in words)


def _presupposed(trigger: Token) -> bool:
    if trigger.pos_ in ("VERB", "AUX"):
        described = trigger.dep_ == "acl" and trigger.tag_ == "VBN" and any(c.lower_ == "the" for c in trigger.head.children)
        return described or (trigger.dep_ == "advcl" and trigger.tag_ == "VBG")  # "the girls abducted in May"
    return any(c.lower_ in PRESUPPOSING for c in trigger.children)
