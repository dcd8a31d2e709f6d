"""Whom a pronoun means: agreement, syntax and salience, each a small rule with a weight.

    "Petro told Trump that he would help": the subject of the clause above is the likelier antecedent.

Weights were tuned on GUM's training part (news, interviews); see ``tests/quality/coreference.py``.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from kg.extract.actors.clusters import Cluster
from kg.extract.actors.rows import Rows
from kg.extract.actors.tables import saying

IMPOSSIBLE: Final = -99.0
WINDOW: Final = 4
"""Sentences back within which an antecedent is sought."""

ROLES: Final = {
    "nsubj": 1.0, "nsubj:pass": 0.95, "nsubj:outer": 1.0, "obj": 0.5, "iobj": 0.55, "obl:agent": 0.5, "obl": 0.23,
    "nmod:poss": 0.4, "nmod": 0.4, "appos": 0.35, "compound": 0.1, "nmod:desc": 0.2, "vocative": 0.2, "ROOT": 0.6,
}  # fmt: skip
"""How prominent a grammatical role makes an actor."""

W: Final = {
    "gender": 0.9,
    "man": 0.6,
    "woman": 0.2,
    "embedded": 0.2,
    "clause": 0.1,
    "owner": 0.1,
    "matrix": 0.4,
    "role": 0.77,
    "sentence": 0.32,
    "paragraph": 0.4,
    "often": 0.12,
    "named": 0.25,
    "parallel": 0.3,
    "speaks": 0.75,
    "near": 0.5,
    "quote": 0.28,
    "ground": 0.5,
}
"""Weights of the rules of ``score``."""

REFLEXIVE: Final = frozenset({"himself", "herself", "itself", "themselves"})
POSSESSIVE: Final = frozenset({"his", "her", "its", "their"})
LOWER: Final = frozenset({"acl:relcl", "advcl", "acl"})
SUBJECTS: Final = frozenset({"nsubj", "nsubj:pass"})
GROUND: Final = frozenset({"in", "at", "near", "across", "into", "inside"})
IT_KINDS: Final = {"Organization": 0.75, "Country": 0.4, "ArmedGroup": 0.5, "Military": 0.2, "MediaOutlet": 0.2, "Place": -0.8}
THEY_KINDS: Final = {
    "Group": 0.55, "ArmedGroup": 0.45, "Military": 0.3, "Organization": 0.15, "Country": -0.1, "MediaOutlet": -0.2,
    "Person": -1.2,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asking:
    """The pronoun at token ``i``: gender "m", "f", "n" or "", several or not, its governor and relation."""

    i: int
    gender: str
    plural: bool
    dep: str
    verb: int
    sent: int
    paragraph: int
    quote: int
    matrix: int


def role_of(rows: Rows, i: int) -> float:
    """Prominence of the grammatical role at token ``i``, 0 to 1; a subject of the main clause is most prominent."""
    first = rows.first_conjunct(i)
    dep = rows.dep[first]
    weight = ROLES.get(dep, 0.15)
    if dep in SUBJECTS:
        clause = rows.dep[rows.head[first]]
        weight -= W["embedded"] if clause in ("ccomp", "xcomp", "csubj") else W["clause"] if clause in LOWER else 0.0
    return weight if first == i else weight - 0.05


def asking(rows: Rows, i: int, gender: str, plural: bool) -> Asking:
    """What the search for the antecedent of the pronoun at ``i`` must know."""
    first = rows.first_conjunct(i)
    verb = rows.head[first]
    matrix = rows.head[verb] if rows.dep[verb] in ("ccomp", "xcomp", "advcl", "parataxis", "conj") else -1
    return Asking(i, gender, plural, rows.dep[first], verb, rows.sent[i], rows.paragraphs[i], rows.quote[i], matrix)


def agreement(ask: Asking, cluster: Cluster) -> float:
    """Whether kind, number and gender allow the cluster, and how likely they make it."""
    if ask.gender == "n":
        return IMPOSSIBLE if cluster.plural else IT_KINDS.get(cluster.kind, IMPOSSIBLE)
    if ask.plural:
        if cluster.plural or cluster.members:
            return 0.6
        return THEY_KINDS.get(cluster.kind, IMPOSSIBLE)
    if cluster.kind != "Person" or cluster.plural or (cluster.gender and cluster.gender != ask.gender):
        return IMPOSSIBLE
    if cluster.gender:
        return W["gender"]
    return W["man"] if ask.gender == "m" else W["woman"]


def binding(rows: Rows, ask: Asking, at: int) -> float:
    """What the syntax says of an antecedent met at token ``at``: forbidden inside the pronoun's own clause, wanted from
    the clause above."""
    if at < 0 or rows.sent[at] != ask.sent:
        return 0.0
    governor, dep = rows.head[rows.first_conjunct(at)], rows.dep[rows.first_conjunct(at)]
    if rows.lower[ask.i] in REFLEXIVE:
        return 2.0 if governor == ask.verb and dep in SUBJECTS else 0.0
    if ask.dep == "nmod:poss":
        if at == ask.verb:
            return IMPOSSIBLE
        return (
            W["owner"]
            if dep in SUBJECTS and governor in (ask.verb, rows.head[ask.verb], rows.head[rows.head[ask.verb]])
            else 0.0
        )
    if governor == ask.verb:
        return IMPOSSIBLE
    return W["matrix"] if dep in SUBJECTS and governor == ask.matrix else 0.0


def _as_ground(rows: Rows, at: int) -> bool:
    """Whether a country was named last as the ground on which something happens: "in Sudan"."""
    return rows.case(rows.first_conjunct(at)) in GROUND


def score(rows: Rows, ask: Asking, cluster: Cluster, lands: Collection[str] = ()) -> float:
    """How likely the pronoun means the cluster: the sum of its rules (no unit). ``lands``: countries of the person who is
    the subject of the clause; "Petro ordered its forces" speaks of his country's."""
    fit = agreement(ask, cluster)
    distance = ask.sent - rows.sent[cluster.last]
    if fit <= IMPOSSIBLE or distance > WINDOW:
        return IMPOSSIBLE
    if ask.gender == "n" and cluster.name in lands:
        fit += 0.9
    fit += binding(rows, ask, cluster.last) + W["role"] * cluster.role
    fit -= W["sentence"] * distance + W["paragraph"] * (ask.paragraph - rows.paragraphs[cluster.last] > 0)
    fit += W["often"] * min(len(cluster.mentions), 5) + (W["named"] if cluster.named else 0.0)
    if ask.gender == "n" and cluster.kind == "Country" and _as_ground(rows, cluster.last):
        fit -= W["ground"]
    if ask.dep in SUBJECTS:
        fit += W["parallel"] * cluster.subject
        fit += W["speaks"] * (rows.lemma[ask.verb] in saying() and ask.sent - cluster.spoke <= 2)
    fit += W["near"] / (1 + 0.1 * (ask.i - cluster.last))
    if bool(ask.quote) != bool(rows.quote[cluster.last]):
        fit -= W["quote"]
    return fit
