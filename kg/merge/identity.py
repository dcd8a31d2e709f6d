"""Which world-level actor an article's entity is, and the keys whose hashes name all nodes.

A key is a pure function of one reading, so that adding an article renames no actor, place, source or report of the others:

    linked      "actor:Q90", or the local id of the index     the same in all articles
    named       "actor:person|gustavo petro"                  the same in all articles; persons need two words for it
    otherwise   "actor:<source>|person|sanchez"               this article's own ("witnesses", a bare surname)
"""

from __future__ import annotations

import dataclasses
import re
import unicodedata
from collections.abc import Mapping

from kg.model import Entity, EntityKind, Reading, Source, Telling

_NOT_WORD = re.compile(r"[^\w]+")
_GROUPS: dict[EntityKind, str] = {"Person": "person", "Place": "place", "Country": "place", "Group": "group"}


def normalise(name: str) -> str:
    """Lower case, without accents, punctuation and a leading article.

    >>> normalise("The Nicolás  Maduro-Moros")
    'nicolas maduro moros'
    """
    bare = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return " ".join(_NOT_WORD.sub(" ", bare).casefold().removeprefix("the ").split())


def actor_key(entity: Entity, source: str) -> str:
    """The key of the world-level actor or place that ``entity`` is; ``source`` is the key of its article's source."""
    if entity.link and entity.link.target:
        return f"actor:{entity.link.target}"
    words = normalise(entity.name)
    group = _GROUPS.get(entity.kind, "body")
    if entity.named and (entity.kind != "Person" or " " in words):
        return f"actor:{group}|{words}"
    return f"actor:{source}|{group}|{words}"


def is_described(key: str) -> bool:
    """Whether an actor's key is one article's own: a description, or a name too short to be known elsewhere.

    >>> is_described("actor:5a|group|two officials"), is_described("actor:person|ana rojas"), is_described("actor:Q90")
    (True, False, False)
    """
    return key.count("|") == 2


def in_article(key: str, source: str) -> str:
    """The key of an article's own actor as if the article with the key ``source`` had it; other keys as they are.

    >>> in_article("actor:5a|group|two officials", "5b"), in_article("actor:Q90", "5b")
    ('actor:5b|group|two officials', 'actor:Q90')
    """
    return f"actor:{source}|{key.split('|', 1)[1]}" if is_described(key) else key


def described(key: str) -> str:
    """The words of an article's own actor: "two officials" of "actor:5a|group|two officials"."""
    return key.rsplit("|", 1)[-1]


def in_words(*keys: str) -> str:
    """Actors' keys as a person reads them, in order.

    >>> in_words("actor:person|ana rojas", "actor:5a|group|two officials", "actor:Q90")
    'Q90, ana rojas, two officials'
    """
    return ", ".join(sorted(described(key).removeprefix("actor:") for key in keys))


def report_key(source: Source, telling: Telling) -> str:
    """The key of a report: its source, class and the exact places of passage and trigger."""
    return (
        f"{source.key}|{telling.cls}|{telling.passage.start}-{telling.passage.end}"
        f"|{telling.trigger.start}-{telling.trigger.end}"
    )


def in_world_terms(telling: Telling, keys: Mapping[str, str]) -> Telling:
    """``telling`` with actor keys in place of its article's entity keys; doubled roles fall together."""
    return dataclasses.replace(
        telling,
        roles=tuple(dict.fromkeys((role, keys.get(key, key)) for role, key in telling.roles)),
        told_by=tuple(dict.fromkeys(keys.get(key, key) for key in telling.told_by)),
        place=keys.get(telling.place, telling.place),
        medium=tuple(dict.fromkeys(keys.get(key, key) for key in telling.medium)),
        about=(),
    )


OUTLET = "outlet:"


def with_outlets(reading: Reading) -> Reading:
    """``reading`` with its publisher and credited agencies among the entities, under keys "outlet:<name>", so that
    they are linked like all others. They have no mentions: a publisher's name is not part of the article."""
    names = dict.fromkeys(name for name in (reading.source.publisher, *reading.source.credits) if name)
    outlets = (Entity(f"{OUTLET}{name}", name, "MediaOutlet", True, names=(name,)) for name in names)
    return dataclasses.replace(reading, entities=(*reading.entities, *outlets))
