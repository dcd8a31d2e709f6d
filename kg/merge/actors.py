"""World-level actors and places out of all the mentions that share a key."""

from __future__ import annotations

import collections
import itertools
from collections.abc import Iterator

from kg.merge.workspace import LINK, MentionRow, Workspace
from kg.model import Actor, EntityKind


def actors(workspace: Workspace) -> Iterator[Actor]:
    """All actors and places of the graph in the order of their keys."""
    for key, rows in itertools.groupby(workspace.mentions(), key=lambda row: row[0]):
        seen = _Seen()
        for _, acts, place, mention in rows:
            seen.note(mention, acts, place)
        yield seen.actor(key)


class _Seen:
    """What the mentions of one actor have said so far: they may be as many as the articles, so none is kept."""

    def __init__(self) -> None:
        self._names: collections.Counter[str] = collections.Counter()
        self._kinds: collections.Counter[EntityKind] = collections.Counter()
        self._forms: set[str] = set()
        self._sources: dict[str, None] = {}
        self._link, self._confidence = b"null", -1.0
        self._acts = self._place = False

    def note(self, mention: MentionRow, acts: bool, place: bool) -> None:
        self._acts, self._place = self._acts or acts, self._place or place
        self._names[mention.name] += 1
        self._kinds[mention.kind] += 1
        self._forms.update((mention.name, *mention.names))
        if mention.plays:
            self._sources[mention.source] = None
        if mention.confidence > self._confidence:
            self._link, self._confidence = mention.link, mention.confidence

    def actor(self, key: str) -> Actor:
        """The most used name wins (the longer, then the later of the alphabet on a tie); the index's own label before it.
        All mentions under one key have links to one item, or to none; the surest is shown, of equals the first."""
        names, kinds, link = self._names, self._kinds, LINK.validate_json(self._link)
        linked = link if link and link.target else None
        name = (linked.label if linked else "") or max(names, key=lambda name: (names[name], len(name), name))
        usual = max(sorted(kinds), key=lambda kind: kinds[kind])
        return Actor(
            key=key,
            name=name,
            kind=(linked.kind if linked else None) or usual,
            alt_names=tuple(sorted(self._forms - {name})),
            acts=self._acts,
            place=self._place,
            link=link,
            sources=tuple(self._sources),
        )
