"""World-level actors and places out of all the mentions that share a key."""

from __future__ import annotations

import collections
import itertools
from collections.abc import Iterator, Sequence

from kg.merge.workspace import MentionRow, Workspace
from kg.model import Actor


def actors(workspace: Workspace) -> Iterator[Actor]:
    """All actors and places of the graph in the order of their keys."""
    for key, rows in itertools.groupby(workspace.mentions(), key=lambda row: row[0]):
        group = list(rows)
        yield _actor(key, any(row[1] for row in group), any(row[2] for row in group), [row[3] for row in group])


def _actor(key: str, acts: bool, place: bool, mentions: Sequence[MentionRow]) -> Actor:
    """The most used name wins (the longer, then the later of the alphabet on a tie); the index's own label before it."""
    links = [m.link for m in mentions if m.link]
    link = max(links, key=lambda link: (bool(link.target), link.confidence), default=None)
    names = collections.Counter(m.name for m in mentions)
    kinds = collections.Counter(m.kind for m in mentions)
    linked = link if link and link.target else None
    name = (linked.label if linked else "") or max(names, key=lambda name: (names[name], len(name), name))
    usual = max(sorted(kinds), key=lambda kind: kinds[kind])
    return Actor(
        key=key,
        name=name,
        kind=(linked.kind if linked else None) or usual,
        alt_names=tuple(sorted({n for m in mentions for n in (m.name, *m.names)} - {name})),
        acts=acts,
        place=place,
        link=link,
        sources=tuple(dict.fromkeys(m.source for m in mentions if m.plays)),
    )
