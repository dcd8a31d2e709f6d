"""The walk through an article that gives every mention its actor.

1  names are drawn together over the whole article (clusters.py), titles before them read (titles.py)
2  word by word: a name makes its actor salient, a description is matched (offices.py) or new, a pronoun takes the
   likeliest of the salient (pronouns.py), a relative pronoun its noun
3  "I" and "we" inside quotation marks take the speaker
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Final

from kg.extract.actors.acting import acts
from kg.extract.actors.clusters import Cluster, NameClusters, gender_of_name, plain
from kg.extract.actors.gazetteer import Name
from kg.extract.actors.grounds import Grounds
from kg.extract.actors.mentions import PERSONAL, Mention, describe, heads_description, is_antecedent_of
from kg.extract.actors.namekinds import introduced
from kg.extract.actors.offices import ENOUGH_FOR_BODY, GENERIC, NAMED_BY, best, body_fit, person_fit
from kg.extract.actors.pronouns import WINDOW, asking, role_of, score
from kg.extract.actors.rows import Rows
from kg.extract.actors.states import States
from kg.extract.actors.tables import countries, lexicon, saying
from kg.extract.actors.titles import regal, title_before
from kg.model import EntityKind, MentionForm

IN_FOCUS: Final = 14
"""Actors kept as possible antecedents; GUM's news never needs more."""

OF: Final = frozenset({"of", "from"})
ANYBODY: Final = frozenset("people person man woman child student others boy girl youth parent citizen resident".split())
"""Nouns so common that the same word far away means others."""

PLAUSIBLE: Final = 0.27
"""Least score of an antecedent; see ``pronouns.score``."""


class Resolver:
    """State of one walk. ``of[i]`` is the cluster that token ``i`` means, ``clusters`` all of them."""

    def __init__(self, rows: Rows, names: list[Name]) -> None:
        self.rows = rows
        self.names = names
        self.titles = [title_before(rows, name.start) if name.kind == "Person" else None for name in names]
        regal_titles = {n: regal(rows, title, names[n].start) for n, title in enumerate(self.titles)}
        found = NameClusters(rows, names, {n: title for n, title in regal_titles.items() if title})
        self.clusters = found.clusters
        self.of: list[Cluster | None] = [None] * len(rows)
        self.focus: list[Cluster] = []
        self.pairs: list[Cluster] = []
        self.of_name = found.of_name
        self.name_at = {name.start: n for n, name in enumerate(names)}
        self.adjectives = {k: name for name in names if name.adjective for k in range(name.start, name.end)}
        self.land_at = {k: name.country for name in names if name.country for k in range(name.start, name.end)}
        self.phrase = [name.start for name in names]
        self.states = States(self)
        self.grounds = Grounds(self)
        self._read_titles()

    # ------------------------------------------------------------ before the walk

    def _read_titles(self) -> None:
        for n, name in enumerate(self.names):
            cluster = self.of_name[n]
            if cluster is None:
                continue
            if name.kind == "Person":
                self._read_title(n, name, cluster)
            elif cluster.kind not in ("Place", "Country"):
                self._read_noun(name, cluster)
            for k in range(name.start, name.end):
                self.of[k] = cluster
        for cluster in self.clusters:
            if cluster.kind == "Person":
                cluster.gender = cluster.gender or gender_of_name(cluster.name)

    def _read_noun(self, name: Name, cluster: Cluster) -> None:
        """The common noun before the name of a body: "the militant group Hamas"."""
        before = name.start - 1
        if before >= 0 and self.rows.word[before].islower() and introduced(self.rows, name.start, name.end) is not None:
            if self.rows.pos[before] == "NOUN" and self.of[before] is None:
                self.of[before] = cluster
                cluster.nouns.setdefault(self.rows.lemma[before])

    def _read_title(self, n: int, name: Name, cluster: Cluster) -> None:
        title = self.titles[n]
        if title is None:
            return
        cluster.gender = cluster.gender or title.gender
        self.phrase[n] = title.start
        self._note_title(cluster, title.text, range(title.start, name.start))
        for k in range(title.start, name.start):
            if k not in self.land_at and k not in self.adjectives and self.of[k] is None and self.rows.tag[k] != "POS":
                self.of[k] = cluster

    def _note_title(self, cluster: Cluster, text: str, places: Iterable[int]) -> None:
        if text:
            cluster.titles[text] = None
        for k in places:
            if k in self.land_at:
                cluster.countries[self.land_at[k]] = None

    # ------------------------------------------------------------ the walk

    def run(self) -> None:
        """Fill ``of`` and the clusters' mentions."""
        i = 0
        while i < len(self.rows):
            n = self.name_at.get(i)
            if n is not None and self.of_name[n] is not None:
                self._name(n)
                i = self.names[n].end
                continue
            if self.of[i] is None:
                self._word(i)
            i += 1
        self._first_persons()

    def _word(self, i: int) -> None:
        if self.rows.pos[i] in ("PRON", "DET", "SCONJ"):
            self._pronoun(i)
            return
        noun = heads_description(self.rows, i)
        loose = self.rows.pos[i] == "NOUN" and self.rows.dep[i] != "compound"
        ground = self.grounds.described(i) if loose else None
        if ground is not None:
            self._ground(ground, i)
        elif noun:
            self._description(describe(self.rows, i, noun, self.adjectives, self.land_at))

    def _ground(self, place: Cluster, i: int) -> None:
        start = self.rows.left_edge(i)
        place.names.setdefault(self.rows.words(start, i + 1))
        self.of[i] = place
        place.met(start, i + 1, "description")
        place.last = i

    def touch(self, cluster: Cluster, head: int) -> None:
        """Make a cluster the most salient: it was just met at token ``head``."""
        cluster.last, cluster.role = head, role_of(self.rows, head)
        first = self.rows.first_conjunct(head)
        cluster.subject = self.rows.dep[first] in ("nsubj", "nsubj:pass")
        verb = self.rows.head[first]
        if cluster.subject and self.rows.dep[verb] != "ccomp" and self.rows.lemma[verb] in saying():
            cluster.spoke = self.rows.sent[head]
        self.focus = [cluster, *(c for c in self.focus if c is not cluster)][:IN_FOCUS]
        if self.rows.dep[head] == "conj":
            self._pair(cluster, head)

    def _pair(self, cluster: Cluster, head: int) -> None:
        first = self.rows.first_conjunct(head)
        others = [self.of[k] for k in [first, *(k for k in self.rows.kids[first] if self.rows.dep[k] == "conj" and k < head)]]
        members = [c for c in others if c is not None and c is not cluster and not c.members]
        if not members or any((c.kind == "Person") != (cluster.kind == "Person") for c in members):
            return
        together = tuple(dict.fromkeys([*members, cluster]))
        known = next((c for c in self.pairs if c.members == together), None)
        pair = known or Cluster("Group", " and ".join(c.name for c in together), False, first, plural=True, members=together)
        pair.last, pair.role, pair.subject = head, role_of(self.rows, first), cluster.subject
        self.pairs = [pair, *(c for c in self.pairs if c is not pair)][:4]

    def new(self, kind: EntityKind, text: str, head: int, *, named: bool = False, plural: bool = False) -> Cluster:
        """A cluster met first at token ``head``."""
        cluster = Cluster(kind, text, named, head, tuple(plain(text).split()), plural=plural)
        self.clusters.append(cluster)
        return cluster

    def settle(self, cluster: Cluster, start: int, end: int, head: int, form: MentionForm) -> None:
        """Note that the tokens ``start`` to ``end`` with ``head`` mean the cluster."""
        self.of[head] = cluster
        cluster.met(start, end, form)
        self.touch(cluster, head)

    # ------------------------------------------------------------ names

    def _name(self, n: int) -> None:
        name, cluster = self.names[n], self.of_name[n]
        head = next((k for k in range(name.start, name.end) if not name.start <= self.rows.head[k] < name.end), name.start)
        capital = cluster is not None and cluster.kind == "Place" and name.text in countries().capitals
        if cluster is not None and name.text in ("North", "South"):
            cluster = self.states.half(name, cluster)
        if capital and acts(self.rows, head, among_actors=self._among_lands(head)):
            cluster = self.states.country(countries().capitals[name.text], head)
            self.of[name.start : name.end] = [cluster] * (name.end - name.start)
        if cluster is None:
            return
        part = self.grounds.part(cluster, name.start, head)
        if part is not cluster:
            self.of[name.start : name.end] = [part] * (name.end - name.start)
            self.settle(part, name.start - 1, name.end, head, "name")
            return
        start = self.phrase[n]
        cluster.names.setdefault(name.text)
        if start < name.start:
            cluster.names.setdefault(self.rows.words(start, name.end))
        if name.country and cluster.kind not in ("Place", "Country"):
            cluster.countries.setdefault(name.country)
        self._before_name(cluster, name)
        cluster.met(start, name.end, "name")
        self.touch(cluster, head)
        self._absorb(cluster, head)

    def _among_lands(self, head: int) -> bool:
        """Whether another country or capital is coordinated with the name: "Seoul and Pyongyang"."""
        first = self.rows.first_conjunct(head)
        others = [first, *(k for k in self.rows.kids[first] if self.rows.dep[k] == "conj")]
        return any(k != head and k in self.land_at and k not in self.adjectives for k in others)

    def _before_name(self, cluster: Cluster, name: Name) -> None:
        """The country of "Colombia's National Army" and "the US Department of Defense"."""
        k = name.start - 1
        if k > 0 and self.rows.tag[k] == "POS":
            k -= 1
        if (
            k >= 0
            and cluster.kind not in ("Place", "Country")
            and k in self.land_at
            and self.rows.sent[k] == self.rows.sent[name.start]
        ):
            cluster.countries.setdefault(self.land_at[k])

    def _absorb(self, cluster: Cluster, head: int) -> None:
        """An apposition: "the president, Gustavo Petro" makes one actor of the description before and the name."""
        if self.rows.dep[head] != "appos":
            return
        noun = self.rows.head[head]
        described = self.of[noun]
        if described is None or described is cluster or described.named or described.members or noun > head:
            return
        if described.plural or not _alike(described.kind, cluster.kind):
            return
        self.merge(described, cluster)

    def merge(self, gone: Cluster, kept: Cluster) -> None:
        """Give all of one cluster to another."""
        kept.mentions = sorted(kept.mentions + gone.mentions)
        kept.titles.update(gone.titles)
        kept.nouns.update(gone.nouns)
        kept.countries.update(gone.countries)
        kept.first = min(kept.first, gone.first)
        kept.gender = kept.gender or gone.gender
        self.of = [kept if c is gone else c for c in self.of]
        self.focus = [c for c in self.focus if c is not gone]
        self.clusters = [c for c in self.clusters if c is not gone]

    # ------------------------------------------------------------ descriptions

    def _description(self, m: Mention) -> None:
        cluster = (
            self._same_clause(m)
            or self.states.several(m)
            or self.states.government(m)
            or self.states.forces(m)
            or self._match(m)
        )
        if cluster is None:
            cluster = self._unnamed(m)
        cluster.nouns.setdefault(m.noun)
        if not cluster.named and not cluster.members:
            cluster.names.setdefault(self.rows.words(m.start, m.end))
        self.settle(cluster, m.start, m.end, m.head, "description")

    def _same_clause(self, m: Mention) -> Cluster | None:
        """A description in apposition to a name, or said of a subject: "Petro, the president" and "Petro is the president"."""
        other = None
        if self.rows.dep[m.head] == "appos":
            other = self.of[self.rows.head[m.head]]
        elif (inside := self._named_inside(m)) is not None:
            return inside
        elif (after := self._named_after(m)) is not None:
            other = after
        elif self.rows.kid(m.head, "cop") >= 0:
            subject = self.rows.kid(m.head, "nsubj")
            other = self.of[subject] if subject >= 0 and not m.plural else None
        if other is None or m.plural != other.plural or other.members or not _alike(m.kind, other.kind):
            return None
        if m.kind in ("ArmedGroup", "MediaOutlet") and other.kind in ("Organization", "Military"):
            other.kind = m.kind
        if m.kind == "Person":
            self._note_title(other, " ".join([*sorted(m.modifiers & lexicon().portfolios), m.noun]), ())
            if m.country:
                other.countries.setdefault(m.country)
            other.gender = other.gender or lexicon().gender.get(m.noun, "")
        return other

    def _named_inside(self, m: Mention) -> Cluster | None:
        """The name at a noun that only says what it is: "the Hamas movement", "Houthi rebels", "rebels of the Free Army"."""
        if m.kind == "ArmedGroup":
            for k in self.rows.kids[m.head]:
                cluster = self.of[k]
                if k > m.head and cluster is not None and cluster.named and cluster.kind == "ArmedGroup" and self.rows.case(k) in OF:
                    return cluster
        for k in range(m.head - 1, m.start - 1, -1):
            cluster = self.of[k]
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

    def _named_after(self, m: Mention) -> Cluster | None:
        """The name in apposition right after: "the rebel group, the National Liberation Army", "its president (Ana Ruiz)"."""
        k = max(m.end, m.head + 1)
        if m.plural or k >= len(self.rows) or self.rows.word[k] not in (",", "("):
            return None
        k += 1
        while k < len(self.rows) and (self.rows.lower[k] == "the" or self.rows.word[k] in lexicon().honorifics):
            k += 1
        n = self.name_at.get(k)
        cluster = self.of_name[n] if n is not None else None
        if cluster is None or cluster.kind in ("Place", "Country") or self.rows.sent[k] != self.rows.sent[m.head]:
            return None
        return cluster if m.definite or m.kind == "Person" else None

    def _match(self, m: Mention) -> Cluster | None:
        if not m.definite or m.count:
            return self._repeated(m) if not m.definite and m.plural and not m.count else None
        owner = self.of[m.owner] if m.owner >= 0 else None
        if m.kind == "Person":
            if owner is not None and owner.kind == "Person" and m.noun in lexicon().kin and not m.country:
                return self._owned(m, owner)
            return best((person_fit(m, c, self._distance(m, c)), c) for c in self._in_reach(m) if c is not owner)
        fits = ((body_fit(m, c, self._distance(m, c)), c) for c in self.focus if c is not owner)
        return self._repeated(m) or best(fits, ENOUGH_FOR_BODY)

    def _in_reach(self, m: Mention) -> Iterator[Cluster]:
        yield from (c for c in self.clusters if c.last >= 0 or c.first > m.head)

    def _distance(self, m: Mention, cluster: Cluster) -> int:
        if cluster.last < 0:
            return -1 - self.rows.sent[cluster.first] + self.rows.sent[m.head]
        return self.rows.sent[m.head] - self.rows.sent[cluster.last]

    def _owned(self, m: Mention, owner: Cluster) -> Cluster | None:
        return next((c for c in self.clusters if m.noun in c.nouns and owner.name in c.countries), None)

    def _repeated(self, m: Mention) -> Cluster | None:
        """The same words again."""
        text = m.text.lower()
        near = 3 if m.noun in ANYBODY else len(self.rows)
        same = (c for c in self.focus if not c.named and c.plural == m.plural and c.name.lower() == text)
        return next((c for c in same if self._distance(m, c) <= near), None)

    def _unnamed(self, m: Mention) -> Cluster:
        owner = self.of[m.owner] if m.owner >= 0 else None
        text = m.text
        if owner is not None and owner.kind == "Country" and self.rows.pos[m.owner] == "PRON":
            adjective = next((a for a, name in countries().adjectives.items() if name == owner.name), "")
            text = f"{adjective} {text}" if adjective else text
        kind: EntityKind = "Organization" if m.noun in lexicon().governments else m.kind
        cluster = self.new(kind, text, m.head, plural=m.plural)
        cluster.named = kind == "Organization" and self.rows.pos[m.head] == "PROPN" and text[:1].isupper() and not m.plural
        cluster.gender = "" if m.plural else lexicon().gender.get(m.noun, "")
        cluster.modifiers = m.modifiers
        if m.kind == "Person":
            cluster.titles[" ".join([*sorted(m.modifiers & lexicon().portfolios), m.noun])] = None
        land = m.country or (owner.name if owner is not None and owner.kind == "Country" else "")
        if land:
            cluster.countries[land] = None
        return cluster

    # ------------------------------------------------------------ pronouns

    def _pronoun(self, i: int) -> None:
        antecedent = is_antecedent_of(self.rows, i)
        if antecedent >= 0:
            cluster = self.of[antecedent]
            if cluster is not None:
                self.of[i] = cluster
                cluster.met(i, i + 1, "pronoun")
            return
        gender, number = PERSONAL.get(self.rows.lower[i], ("", ""))
        if not number or gender == "1" or self._empty(i):
            return
        found = self._antecedent(i, gender, number == "p")
        if found is not None:
            if found.members and found not in self.clusters:
                self.clusters.append(found)
            if gender in ("m", "f"):
                found.gender = gender
            self.settle(found, i, i + 1, i, "pronoun")

    def _empty(self, i: int) -> bool:
        """ "It" that means nothing: "it is clear that", "it rained"."""
        if self.rows.lower[i] != "it":
            return False
        if self.rows.dep[i] == "expl":
            return True
        verb = self.rows.head[i]
        clausal = any(self.rows.dep[k] in ("csubj", "ccomp", "xcomp", "advcl") and k > verb for k in self.rows.kids[verb])
        if self.rows.kid(verb, "cop") >= 0 and self.rows.pos[verb] in ("ADJ", "NOUN") and clausal:
            return True
        return self.rows.lemma[verb] in ("seem", "appear", "rain", "snow", "turn", "happen") and self.rows.dep[i].startswith(
            "nsubj"
        )

    def _antecedent(self, i: int, gender: str, plural: bool) -> Cluster | None:
        ask = asking(self.rows, i, gender, plural)
        pool = [*self.pairs, *self.focus] if plural else self.focus
        near = [c for c in pool if c.last >= 0 and ask.sent - self.rows.sent[c.last] <= WINDOW]
        return best(((score(self.rows, ask, c, self._lands_of_subject(i)), c) for c in near), PLAUSIBLE)

    def _lands_of_subject(self, i: int) -> Collection[str]:
        for k in self.rows.above(i):
            subject = self.rows.kid(k, "nsubj")
            if subject >= 0:
                cluster = self.of[subject] if subject < i else None
                return cluster.countries if cluster is not None and cluster.kind == "Person" else ()
        return ()

    def _first_persons(self) -> None:
        self.states.first_persons()
        self.states.interviewee()


def _alike(left: EntityKind, right: EntityKind) -> bool:
    """Whether a description of one kind may mean an actor of another."""
    if "Person" in (left, right):
        return left == right
    return (
        left == right or "Group" in (left, right) or {left, right} <= {"Organization", "ArmedGroup", "Military", "MediaOutlet"}
    )
