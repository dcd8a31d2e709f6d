"""Statements made in a meeting: those met are addressed, and the place of the meeting is the statement's.

"Ruiz received Sharma in Quito and stressed the need for trade. She praised ..."
    both statements: to Sharma, medium "meeting", place Quito
"Ruiz received Sharma in Quito. She praised ..."
    place Quito; to whom she spoke is not told
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from kg.extract.statements_nesting import speakers
from kg.model import Role, Telling

SENTENCE_END: Final = re.compile(r"[.!?][\"'”’)]*\s+[\"'“‘(A-Z]|\n")
NOUNS: Final = frozenset({"meeting", "summit", "call", "phone call", "session", "conference", "dinner"})
JOINT: Final = 3
"""Sentences after a meeting within which those who met, speaking together, speak there."""
MEDIUM: Final = {"phone": "phone call", "virtual": "video call"}


def in_meetings(statements: Sequence[Telling], meetings: Sequence[Telling], text: str) -> list[Telling]:
    """The statements with addressee, medium and place of the meeting in which they were made.

    A statement is made in a meeting that its own sentence tells of before its cue, or that it names as its medium;
    further statements of that occasion share it, and so do those that follow at once of others who take part. A statement in
    the next sentence by one who took part has its place. ``text`` is the article's text.
    """
    held = [
        m for m in meetings if m.status in ("occurred", "claimed") and sum(role == "participant" for role, _ in m.roles) > 1
    ]
    made: dict[str, Telling] = {}
    beside: dict[str, Telling] = {}
    going_on: Telling | None = None
    scene: Telling | None = None
    for statement in statements:
        if not statement.occasion:
            continue
        meeting = _meeting_of(statement, held, text)
        if meeting is None and going_on is not None and _goes_on(statement, going_on):
            meeting = going_on
        if meeting is not None:
            made.setdefault(statement.occasion, meeting)
        scene = _just_told(statement, held, text) or (scene if scene is not None and _goes_on(statement, scene) else None)
        if scene is not None:
            beside.setdefault(statement.occasion, scene)
        going_on = made.get(statement.occasion)
    placed = [_placed(s, _whole(made[s.occasion], held)) if s.occasion in made else s for s in statements]
    return [_sited(s, _whole(beside[s.occasion], held)) if s.occasion in beside else s for s in placed]


def _meeting_of(statement: Telling, held: Sequence[Telling], text: str) -> Telling | None:
    if statement.status != "occurred" or (statement.medium and statement.medium[0] not in NOUNS):
        return None
    said = set(speakers(statement))
    cue = statement.trigger.start
    before = [m for m in held if m.trigger.end <= cue]
    for meeting in reversed(before):
        if not said & {key for _, key in meeting.roles}:
            continue
        if statement.medium or not SENTENCE_END.search(text[meeting.trigger.end : cue]):
            return meeting
    return before[-1] if statement.medium and before else None


def _just_told(statement: Telling, held: Sequence[Telling], text: str) -> Telling | None:
    """The meeting that the sentence before tells of, for a statement by one who took part that names no other setting."""
    own = statement.when.text or statement.medium or any(role == "addressee" for role, _ in statement.roles)
    before = [m for m in held if m.trigger.end <= statement.trigger.start]
    if own or statement.status != "occurred" or not before or not set(speakers(statement)) & _participants(before[-1]):
        return None
    between = text[before[-1].trigger.end : statement.trigger.start]
    sentences = len(SENTENCE_END.findall(between))
    joint = len(speakers(statement)) > 1 and set(speakers(statement)) <= _participants(before[-1])
    return before[-1] if sentences == 1 or (joint and sentences <= JOINT) else None


def _sited(statement: Telling, meeting: Telling) -> Telling:
    return statement if statement.place else replace(statement, place=meeting.place, near=meeting.near)


def _goes_on(statement: Telling, meeting: Telling) -> bool:
    """Whether a statement right after one made in a meeting is made there too: by one of those who met, with nothing
    said of another medium or audience."""
    aside = statement.medium or any(role == "addressee" for role, _ in statement.roles) or statement.when.text
    return statement.status == "occurred" and not aside and bool(set(speakers(statement)) & _participants(meeting))


def _participants(meeting: Telling) -> set[str]:
    return {key for role, key in meeting.roles if role == "participant"}


def _whole(meeting: Telling, held: Sequence[Telling]) -> Telling:
    """The meeting with the place that another telling of it gives: one with the same participants or more of them."""
    if meeting.place:
        return meeting
    parties = _participants(meeting)
    placed = (m for m in held if m.place and parties <= _participants(m) and m.mode in (meeting.mode, "unknown"))
    found = next(placed, meeting)
    return replace(meeting, place=found.place, near=found.near)


def _placed(statement: Telling, meeting: Telling) -> Telling:
    if statement.medium and statement.medium[0] not in NOUNS:
        return statement
    known = {key for _, key in statement.roles}
    others = [key for role, key in meeting.roles if role == "participant" and key not in known]
    addressed = any(role == "addressee" for role, _ in statement.roles)
    extra: tuple[tuple[Role, str], ...] = () if addressed else tuple(("addressee", key) for key in others)
    medium = statement.medium or (MEDIUM.get(meeting.mode or "", "meeting"),)
    place, near = (statement.place, statement.near) if statement.place else (meeting.place, meeting.near)
    return replace(statement, roles=(*statement.roles, *extra), medium=medium, place=place, near=near)
