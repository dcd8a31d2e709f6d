"""The name of an event: that of an earlier graph if one of its reports told an event there, else its first report's."""

from __future__ import annotations

import itertools
from typing import Protocol

from kg.merge.compare import Told


class Names(Protocol):
    """What an earlier graph knows: the event that a report told ("" if none), and whether a name is in use."""

    def event(self, report_key: str) -> str: ...
    def taken(self, event_key: str) -> bool: ...


class NoNames:
    """A first build: no name is given yet."""

    def event(self, report_key: str) -> str:
        return ""

    def taken(self, event_key: str) -> bool:
        return False


def event_key(members: tuple[Told, ...], names: Names, owners: dict[str, str]) -> str:
    """The key of the event that ``members`` tell. ``owners`` maps each earlier event to the report that keeps its name
    where the event is told apart today (the smallest key among its reports)."""
    for member in members:
        earlier = names.event(member.report.key)
        if earlier and owners[earlier] == member.report.key:
            return earlier
    ranked = sorted(members, key=lambda told: (told.published is None, told.published, told.report.key))
    keys = [f"event:{told.report.key}" for told in ranked]
    # Where an earlier event has split, all names of the part that lost it may be in use: number them.
    numbered = (f"{keys[0]}|{number}" for number in itertools.count(2))
    return next(key for key in itertools.chain(keys, numbered) if not names.taken(key))
