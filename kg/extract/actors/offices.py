"""Which named actor a description means: "the interior minister", "the Colombian leader", "the group", "the newspaper".

Each rule of ``person_fit`` and ``body_fit`` adds to a score or forbids the match; the best cluster above the threshold wins.
Weights were set by hand and checked on GUM's training part (news, interviews).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from kg.extract.actors.clusters import Cluster, plain
from kg.extract.actors.mentions import Mention
from kg.extract.actors.tables import lexicon

NEVER: Final = -9.0
ENOUGH: Final = 1.4
ENOUGH_FOR_BODY: Final = 1.15
FAR: Final = 0.05
"""Loss per sentence between a description and the last mention of what it means."""

GENERIC: Final[dict[str, frozenset[str]]] = {
    "group": frozenset({"ArmedGroup", "Organization"}),
    "organization": frozenset({"Organization", "ArmedGroup"}),
    "organisation": frozenset({"Organization", "ArmedGroup"}),
    "movement": frozenset({"Organization", "ArmedGroup"}),
    "militia": frozenset({"ArmedGroup"}),
    "network": frozenset({"MediaOutlet", "ArmedGroup", "Organization"}),
    "force": frozenset({"Military", "ArmedGroup"}),
    "faction": frozenset({"ArmedGroup", "Organization"}),
}
NAMED_BY: Final = {
    "bloc": ("union", "nations"),
    "alliance": ("nato", "alliance", "treaty"),
    "body": ("nations", "council", "agency"),
    "agency": ("agency", "cia", "fbi", "iaea", "news"),
    "paper": ("times", "post"),
    "newspaper": ("times", "post"),
    "company": ("inc", "corporation", "company"),
    "tank": ("institute", "council"),
    "party": ("party",),
    "broadcaster": ("tv", "television", "radio"),
    "watchdog": ("agency", "rights", "watch"),
}
"""Nouns, and words in the names of bodies that they may mean."""


def title_words(cluster: Cluster) -> set[str]:
    """All words of the titles that the text has given a person so far or will give."""
    return {word for title in cluster.titles for word in plain(title).split()}


def _office(m: Mention, words: set[str]) -> float:
    """How well the noun fits the titles: the same office, or one that may mean the same."""
    if m.noun in words:
        return 2.0
    if m.noun == "counterpart":
        return 0.9 if m.country and words else NEVER
    if any(member in words for member in lexicon().classes.get(m.noun, ())):
        return 1.2
    if any(m.noun in members and head in words for head, members in lexicon().classes.items()):
        return 0.7
    return NEVER


def _portfolio(m: Mention, words: set[str]) -> float:
    """ "the interior minister" is no defense minister; "the minister" may be either."""
    known = lexicon().portfolios
    wanted = m.modifiers & known
    if wanted:
        given = words & known
        if wanted <= {_spelling(word) for word in given} | given:
            return 1.0
        return NEVER if given else -0.3
    return -0.8 if words & {"vice", "deputy"} or (m.noun == "minister" and "prime" in words) else 0.0


def _spelling(word: str) -> str:
    return {"defense": "defence", "defence": "defense", "labor": "labour", "labour": "labor"}.get(word, word)


def _country(m: Mention, cluster: Cluster) -> float:
    if not m.country:
        return 0.0
    if not cluster.countries:
        return -0.3
    return 1.0 if m.country in cluster.countries else NEVER


def _former(m: Mention, words: set[str]) -> float:
    return -1.5 if {"former", "ex", "late"} & words and not {"former", "ex", "late"} & m.modifiers else 0.0


def person_fit(m: Mention, cluster: Cluster, distance: int) -> float:
    """How well a singular description of a person fits a person, ``distance`` sentences away (negative: named later)."""
    words = title_words(cluster) | set(cluster.nouns)
    gender = lexicon().gender.get(m.noun, "")
    if cluster.kind != "Person" or cluster.plural or (gender and cluster.gender and gender != cluster.gender):
        return NEVER
    office = _office(m, words)
    country, portfolio = _country(m, cluster), _portfolio(m, words)
    if distance < 0:
        office -= 0.0 if country + portfolio > 0.5 else 3.0
    return office + country + portfolio + _former(m, words) - FAR * min(abs(distance), 12) + (0.2 if cluster.named else 0.0)


def body_fit(m: Mention, cluster: Cluster, distance: int) -> float:
    """How well "the group", "the ministry", "the rebels" fits an organisation, armed group or outlet met before."""
    if distance < 0 or cluster.kind in ("Person", "Country", "Place"):
        return NEVER
    wanted = GENERIC.get(m.noun, frozenset({m.kind}))
    if m.kind == "Group" and not (cluster.plural and m.noun in cluster.nouns):
        return NEVER
    named = m.noun in cluster.tokens or any(word in cluster.tokens for word in NAMED_BY.get(m.noun, ()))
    described = m.noun in cluster.nouns
    if cluster.kind not in wanted and not named and not described:
        return NEVER
    if m.country and cluster.countries and m.country not in cluster.countries:
        return NEVER
    fit = 2.0 if named or described else 0.9
    extra = m.modifiers - cluster.modifiers - set(cluster.tokens)
    fit -= 0.5 * min(len(extra), 3) + (
        0.4 if m.kind == "Organization" and m.noun not in GENERIC and not (named or described) else 0.0
    )
    return (
        fit
        + (0.6 if cluster.named else 0.0)
        + 0.3 * cluster.role
        - 0.25 * min(distance, 8) * (0.4 if named or described else 1.0)
    )


def best(scored: Iterable[tuple[float, Cluster]], enough: float = ENOUGH) -> Cluster | None:
    """The cluster of the highest score that is enough; the first of equals."""
    top: Cluster | None = None
    reached = enough
    for score, cluster in scored:
        if score > reached:
            top, reached = cluster, score
    return top
