"""One event out of the group of reports that tell it."""

from __future__ import annotations

from kg.merge.cluster import Group
from kg.merge.values import best, deaths_of, disagrees_on, place_of, speakers_of, status_of, when_of
from kg.model import Event, Role

_VAGUE = ("other", "operation", "unknown")


def _roles(group: Group) -> tuple[tuple[Role, str], ...]:
    """All roles told, but of an utterance only the best supported speakers: it has one, or one joint group."""
    told = {role for member in group.members for role in member.report.telling.roles if role[0] not in ("about", "speaker")}
    return tuple(sorted(told | {("speaker", key) for key in speakers_of(group.members)}))


def event_of(group: Group, key: str) -> Event:
    """The event named ``key`` that a group of reports tells; what it has to do with others is added later."""
    members = group.members
    tellings = [told.report.telling for told in members]
    placed = [told for told in members if told.report.telling.place]
    place = place_of(placed)
    low, high = deaths_of(members)
    return Event(
        key=key,
        cls=tellings[0].cls,
        status=status_of(members),
        reports=tuple(told.report for told in members),
        roles=_roles(group),
        place=place,
        near=any(told.report.telling.near for told in placed if told.report.telling.place == place),
        when=when_of(members),
        medium=tuple(sorted({medium for telling in tellings for medium in telling.medium})),
        mode=best(members, lambda r: r.report.telling.mode, lambda mode: (mode in _VAGUE, mode)),
        kind=best(members, lambda r: r.report.telling.kind, lambda kind: (kind in _VAGUE, kind)),
        about=tuple(sorted({key for telling in tellings for role, key in telling.roles if role == "about"})),
        deaths_low=low,
        deaths_high=high,
        independent=len({told.root for told in members}),
        disagrees_on=disagrees_on(members),
        reasons=group.reasons,
    )
