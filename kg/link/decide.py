"""From candidates to a decision: weighted features, vetoes, a least score, a margin; else no link.

>>> confidence(2.0, 2.0) < confidence(4.0, 2.0) < 1
True
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from kg.link.candidates import Found
from kg.link.features import SCORERS, VETO, Case
from kg.link.index import Candidate
from kg.link.tables import settings
from kg.model import EntityKind, Feature, Link

NIL = Link("", method="none")
_SHADOW: Final = 10
_CITIES: Final = frozenset(("capital", "city"))


@dataclass(frozen=True, slots=True)
class Judged:
    """A candidate with its weighted reasons; ``score`` is -inf where one of them was a veto."""

    found: Found
    score: float
    evidence: tuple[Feature, ...]


def judge(found: Found, case: Case) -> Judged:
    """Scores one candidate by every feature; features that say nothing are not kept."""
    weights = settings("linking")["weights"]
    evidence = []
    for scorer in SCORERS:
        feature = scorer(case)
        if feature.score:
            evidence.append(Feature(feature.name, feature.score * weights[feature.name], feature.detail))
            if feature.score == VETO:
                return Judged(found, VETO, (evidence[-1],))
    return Judged(found, math.fsum(f.score for f in evidence), tuple(_rounded(f) for f in evidence))


def _rounded(feature: Feature) -> Feature:
    return Feature(feature.name, round(feature.score, 3), feature.detail)


def confidence(score: float, threshold: float) -> float:
    """How likely the link is right, 0..1; see the remarks in data/linking.toml for how the curve was fitted."""
    curve = settings("linking")["confidence"]
    return round(1 / (1 + math.exp(-(curve["slope"] * (score - threshold) + curve["base"]))), 3)


def decide(kind: EntityKind, judged: Iterable[Judged]) -> Link:
    """The best candidate, if it reaches the least score and leaves the second behind; else NIL with the reason."""
    marks = settings("linking")["thresholds"]
    ranked = sorted(judged, key=lambda j: (-j.score, j.found.candidate.id))
    if not ranked:
        return NIL
    best, least = ranked[0], marks.get(kind, marks["default"])
    margin = best.score - _rival(ranked)  # infinite without one
    if best.score < least:
        return _nil(best, "score", best.score)
    if margin < marks["margin"]:
        return _nil(best, "margin", margin)
    if shadow := _shadow(best, ranked):
        return _nil(best, "shadow", shadow.found.candidate.prior)
    return _link(best, confidence(min(best.score, least + margin), least))


def _rival(ranked: Sequence[Judged]) -> float:
    """Score of the best candidate that would be another place or body than the first."""
    first = ranked[0].found.candidate
    return next((j.score for j in ranked[1:] if not _same_place(first, j.found.candidate)), VETO)


def _shadow(best: Judged, ranked: Iterable[Judged]) -> Judged | None:
    """Somebody much better known who bears the name but is dead: rather he is meant in some way than the obscure one."""
    least = best.found.candidate.prior + _SHADOW
    dead = (j for j in ranked if j.score == VETO and j.evidence[0].name == "life")
    return next((j for j in dead if j.found.candidate.prior >= least), None)


def _same_place(first: Candidate, other: Candidate) -> bool:
    """A city and the province of its name: for the news one place."""
    named = first.type in _CITIES and first.match == "label"
    return named and other.type == "admin" and other.country in (first.country, "")


def _nil(best: Judged, reason: str, value: float) -> Link:
    """Not linked: what the best candidate was and what it lacked, for a person to read."""
    detail = f"best: {best.found.candidate.id} {best.found.candidate.label}"
    shortfall = Feature(reason, round(value, 3) if math.isfinite(value) else -9.0, detail)
    kept = tuple(f for f in best.evidence if math.isfinite(f.score))
    vetoes = tuple(Feature("veto", -9.0, f"{f.name}: {f.detail}") for f in best.evidence if not math.isfinite(f.score))
    return Link("", method="none", evidence=(shortfall, *vetoes, *kept))


def _link(judged: Judged, sure: float) -> Link:
    c = judged.found.candidate
    return Link(c.id, c.label, c.kind, sure, judged.found.method, judged.evidence, lat=c.lat, lon=c.lon, country=c.country)
