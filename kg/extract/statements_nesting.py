"""Statements inside statements: who tells of whom, and which outlet only relays.

Ana said that Ben had warned her       Ben's warning is claimed, told by Ana
Reuters reported that Ben resigned     one statement of Reuters
Reuters reported that Ben said ...     Ben's statement, via Reuters, not claimed
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from kg.extract.frames import speech
from kg.model import Entity, Role, Telling


class Keys(Protocol):
    """Entities by their key."""

    def by_key(self, key: str) -> Entity: ...


def nest(statements: Sequence[Telling], entities: Keys) -> list[Telling]:
    """The statements with ``told_by``, status claimed and the role ``via`` where they stand in another's content."""
    kept = [s for s in statements if not _hands_on(s, statements, entities)]
    return [_placed(t, holder(t, statements), kept, statements, entities) for t in kept]


def _hands_on(statement: Telling, statements: Sequence[Telling], entities: Keys) -> bool:
    """Whether an "according to" names but the outlet or the document that relays one statement: its content is that."""
    if statement.trigger.text.lower() != "according to":
        return False
    size = sum(p.end - p.start for p in statement.content)
    inner = [s for s in statements if s is not statement and s.status == "occurred" and holder(s, statements) is statement]
    whole = any(2 * (s.passage.end - s.passage.start) > size for s in inner)
    document = (
        speech().noun_lemmas.get(statement.speaker_text.split()[-1].lower(), "") in speech().documents
        if statement.speaker_text
        else False
    )
    return whole and (relays(statement, entities) or document)


def holder(telling: Telling, statements: Sequence[Telling]) -> Telling | None:
    """The innermost statement whose content holds the trigger of a telling."""
    start, end = telling.trigger.start, telling.trigger.end
    around = [
        s
        for s in statements
        if s.passage.start <= start
        and end <= s.passage.end
        and s.trigger != telling.trigger
        and not _comments(s)
        and any(p.start <= start and end <= p.end for p in s.content)
    ]
    return min(around, key=lambda s: (sum(p.end - p.start for p in s.content), s.passage.start), default=None)


def _comments(statement: Telling) -> bool:
    """Whether a statement only takes up what the outlet has told: "..., which Ana denied"."""
    start, end = statement.content[-1].end - statement.passage.start, statement.trigger.start - statement.passage.start
    return "which" in statement.passage.text[start:end].lower().split()[:2]


def speakers(telling: Telling) -> tuple[str, ...]:
    """The keys of a statement's speakers."""
    return tuple(key for role, key in telling.roles if role == "speaker")


def relays(statement: Telling, entities: Keys) -> bool:
    """Whether a statement is an outlet handing on what others said."""
    said = speakers(statement)
    cue = statement.trigger.text.split()[-1] if statement.trigger.text else ""
    lemma = speech().lemma(cue)
    who = [entities.by_key(key) for key in said]
    outlet = bool(who) and all(one.kind == "MediaOutlet" for one in who)
    unlisted = bool(who) and lemma == "report" and all(one.kind == "Organization" and one.named for one in who)
    return unlisted or (outlet and (lemma in speech().relays or cue.lower() == "to"))


def _placed(
    telling: Telling, outer: Telling | None, kept: Sequence[Telling], statements: Sequence[Telling], entities: Keys
) -> Telling:
    via: list[str] = []
    passed = [telling]  # two statements may each hold the other's cue
    while outer is not None and (relays(outer, entities) or outer not in kept):
        if outer in passed:
            outer = None
            break
        passed.append(outer)
        via.extend(key for key in speakers(outer) if entities.by_key(key).kind == "MediaOutlet")
        outer = holder(outer, statements)
    own = set(speakers(telling))
    roles: tuple[tuple[Role, str], ...] = (*telling.roles, *(("via", key) for key in dict.fromkeys(via) if key not in own))
    if outer is None:
        return replace(telling, roles=roles, medium=telling.medium or tuple(via[:1]))
    status = "claimed" if telling.status == "occurred" else telling.status
    return replace(telling, roles=roles, status=status, told_by=speakers(outer))


def link_contents(tellings: Sequence[Telling]) -> tuple[Telling, ...]:
    """The tellings with ``about`` filled: for each statement the indices of those whose passages lie in its content."""
    return tuple(replace(t, about=_within(n, t, tellings)) if t.cls == "Statement" else t for n, t in enumerate(tellings))


def _within(number: int, statement: Telling, tellings: Sequence[Telling]) -> tuple[int, ...]:
    return tuple(
        n for n, t in enumerate(tellings)
        if n != number and any(p.start <= t.passage.start and t.passage.end <= p.end for p in statement.content)
    )  # fmt: skip
