"""Which actor a description means: one named beside it, one met before or named later, or a new one without a name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from kg.extract.actors.clusters import Cluster
from kg.extract.actors.mentions import Mention
from kg.extract.actors.offices import ENOUGH_FOR_BODY, GENERIC, NAMED_BY, best, body_fit, person_fit
from kg.extract.actors.pronouns import SUBJECTS
from kg.extract.actors.rows import Rows
from kg.extract.actors.tables import countries, lexicon
from kg.model import EntityKind

if TYPE_CHECKING:
    from kg.extract.actors.resolve import Resolver

OF: Final = frozenset({"of", "from"})
INSIDE_PHRASE: Final = frozenset({"ADP", "DET", "NOUN", "ADJ", "PROPN"})
LONG_PHRASE: Final = 10
ANYBODY: Final = frozenset("people person man woman child student others boy girl youth parent citizen resident".split())
"""Nouns so common that the same word far away means others."""


def alike(left: EntityKind, right: EntityKind) -> bool:
    """Whether a description of one kind may mean an actor of another."""
    if "Person" in (left, right):
        return left == right
    return (
        left == right or "Group" in (left, right) or {left, right} <= {"Organization", "ArmedGroup", "Military", "MediaOutlet"}
    )


def _armed(cluster: Cluster) -> bool:
    return cluster.named and cluster.kind == "ArmedGroup"


class Descriptions:
    """Works on the state of a ``Resolver``; apart from it only to keep each file short."""

    def __init__(self, resolver: Resolver) -> None:
        self.resolver = resolver
        self.rows: Rows = resolver.rows

    def read(self, m: Mention) -> None:
        """Find or make the actor that a description means, and note the mention."""
        cluster = (
            self._same_clause(m)
            or self.resolver.states.several(m)
            or self.resolver.states.government(m)
            or self.resolver.states.forces(m)
            or self._match(m)
        )
        if cluster is None:
            cluster = self._unnamed(m)
        cluster.nouns.setdefault(m.noun)
        if not cluster.named and not cluster.members:
            cluster.names.setdefault(self.rows.words(m.start, m.end))
        self.resolver.settle(cluster, m.start, m.end, m.head, "description")

    def _same_clause(self, m: Mention) -> Cluster | None:
        """A description in apposition to a name, or said of a subject: "Petro, the president" and "Petro is the president"."""
        other = None
        if self.rows.dep[m.head] == "appos" and not self._before_verb(m):
            other = self.resolver.of[self.rows.head[m.head]]
        elif (inside := self._named_inside(m)) is not None:
            return inside
        elif (after := self._named_after(m)) is not None:
            other = after
        elif self.rows.kid(m.head, "cop") >= 0:
            subject = self.rows.kid(m.head, "nsubj")
            other = self.resolver.of[subject] if subject >= 0 and not m.plural else None
        if other is not None and other.plural and not other.named:
            return None
        if other is None or m.plural != other.plural or other.members or not alike(m.kind, other.kind):
            return None
        if m.kind in ("ArmedGroup", "MediaOutlet") and other.kind in ("Organization", "Military"):
            other.kind = m.kind
        if m.kind == "Person":
            self.resolver.note_title(other, " ".join([*sorted(m.modifiers & lexicon().portfolios), m.noun]), ())
            if m.country:
                other.countries.setdefault(m.country)
            other.gender = other.gender or lexicon().gender.get(m.noun, "")
        return other

    def _before_verb(self, m: Mention) -> bool:
        """Whether a verb follows at once: an apposition would have been closed by a comma first."""
        after = max(m.end, m.head + 1)
        return after < len(self.rows) and self.rows.tag[after] in ("VBD", "VBZ", "VBP", "MD")

    def _named_inside(self, m: Mention) -> Cluster | None:
        """The name at a noun that only says what it is: "the Hamas movement", "Houthi rebels", "rebels of the Free Army"."""
        if m.kind == "ArmedGroup":
            for k in self.rows.kids[m.head]:
                cluster = self.resolver.of[k]
                if k > m.head and cluster is not None and _armed(cluster) and self.rows.case(k) in OF:
                    return cluster
        for k in range(m.head - 1, m.start - 1, -1):
            cluster = self.resolver.of[k]
            if cluster is not None and cluster.named and self.rows.pos[k] in ("PROPN", "ADJ"):
                if cluster.kind == "ArmedGroup":
                    return cluster if m.kind in ("ArmedGroup", "Military") or m.noun in GENERIC else None
                fits = (
                    cluster.kind in ("Organization", "MediaOutlet")
                    and not m.plural
                    and m.kind in ("Organization", "MediaOutlet")
                )
                return cluster if fits and m.owner < 0 and (m.noun in GENERIC or m.noun in NAMED_BY) else None
        return None

    def _phrase_end(self, m: Mention) -> int:
        """The token after the description and the phrases that follow it: "head of diplomacy for the Americas |"."""
        k = max(m.end, m.head + 1)
        while (
            k < len(self.rows) and k - m.head < LONG_PHRASE and self.rows.pos[k] in INSIDE_PHRASE and not self._names_actor(k)
        ):
            k += 1
        return k

    def _names_actor(self, k: int) -> bool:
        """Whether the name of somebody begins at the token."""
        n = self.resolver.name_at.get(k)
        cluster = self.resolver.of_name[n] if n is not None else None
        return cluster is not None and cluster.kind not in ("Place", "Country")

    def _named_after(self, m: Mention) -> Cluster | None:
        """The name in apposition right after: "the rebel group, the National Liberation Army", "its president (Ana Ruiz)"."""
        k = self._phrase_end(m)
        if m.plural or k >= len(self.rows) or self.rows.word[k] not in (",", "("):
            return None
        k += 1
        while k < len(self.rows) and (self.rows.lower[k] == "the" or self.rows.word[k] in lexicon().honorifics):
            k += 1
        n = self.resolver.name_at.get(k)
        cluster = self.resolver.of_name[n] if n is not None else None
        if cluster is None or cluster.kind in ("Place", "Country") or self.rows.sent[k] != self.rows.sent[m.head]:
            return None
        apart = self.rows.dep[k] in SUBJECTS and self.rows.dep[m.head] not in SUBJECTS and not self._closes(k)
        return cluster if (m.definite or m.kind == "Person") and not apart else None

    def _closes(self, k: int) -> bool:
        """Whether the name that begins at ``k`` ends an apposition: "its president, Ana Ruiz, said"."""
        after = self.resolver.names[self.resolver.name_at[k]].end
        return after >= len(self.rows) or self.rows.pos[after] in ("PUNCT", "ADP", "CCONJ")

    def _match(self, m: Mention) -> Cluster | None:
        if not m.definite or m.count:
            return self._repeated(m) if not m.definite and m.plural and not m.count else None
        owner = self.resolver.of[m.owner] if m.owner >= 0 else None
        if m.kind == "Person":
            if owner is not None and owner.kind == "Person" and m.noun in lexicon().kin and not m.country:
                return self._owned(m, owner)
            return best((person_fit(m, c, self._distance(m, c)), c) for c in self._in_reach(m) if c is not owner)
        fits = ((body_fit(m, c, self._distance(m, c)), c) for c in self.resolver.focus if c is not owner)
        return self._repeated(m) or best(fits, ENOUGH_FOR_BODY)

    def _in_reach(self, m: Mention) -> Iterator[Cluster]:
        yield from (c for c in self.resolver.clusters if c.last >= 0 or c.first > m.head)

    def _distance(self, m: Mention, cluster: Cluster) -> int:
        if cluster.last < 0:
            return -1 - self.rows.sent[cluster.first] + self.rows.sent[m.head]
        return self.rows.sent[m.head] - self.rows.sent[cluster.last]

    def _owned(self, m: Mention, owner: Cluster) -> Cluster | None:
        return next((c for c in self.resolver.clusters if m.noun in c.nouns and owner.name in c.countries), None)

    def _repeated(self, m: Mention) -> Cluster | None:
        """The same words again."""
        text = m.text.lower()
        near = 3 if m.noun in ANYBODY else len(self.rows)
        same = (c for c in self.resolver.focus if not c.named and c.plural == m.plural and c.name.lower() == text)
        return next((c for c in same if self._distance(m, c) <= near), None)

    def _unnamed(self, m: Mention) -> Cluster:
        owner = self.resolver.of[m.owner] if m.owner >= 0 else None
        text = m.text
        if owner is not None and owner.kind == "Country" and self.rows.pos[m.owner] == "PRON":
            adjective = next((a for a, name in countries().adjectives.items() if name == owner.name), "")
            text = f"{adjective} {text}" if adjective else text
        kind: EntityKind = "Organization" if m.noun in lexicon().governments else m.kind
        cluster = self.resolver.new(kind, text, m.head, plural=m.plural)
        cluster.named = kind == "Organization" and self.rows.pos[m.head] == "PROPN" and text[:1].isupper() and not m.plural
        cluster.gender = "" if m.plural else lexicon().gender.get(m.noun, "")
        cluster.modifiers = m.modifiers
        if m.kind == "Person":
            cluster.titles[" ".join([*sorted(m.modifiers & lexicon().portfolios), m.noun])] = None
        land = m.country or (owner.name if owner is not None and owner.kind == "Country" else "")
        if land:
            cluster.countries[land] = None
        return cluster
