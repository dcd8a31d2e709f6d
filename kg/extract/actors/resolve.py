"""The walk through an article that gives every mention its actor.

1  names are drawn together over the whole article (clusters.py), titles before them read (titles.py)
2  word by word: a name makes its actor salient, a description is matched (offices.py) or new, a pronoun takes the
   likeliest of the salient (pronouns.py), a relative pronoun its noun
3  "I" and "we" inside quotation marks take the speaker
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Final

from kg.extract.actors.acting import acts
from kg.extract.actors.clusters import Cluster, NameClusters, gender_of_name, plain
from kg.extract.actors.descriptions import Descriptions, alike
from kg.extract.actors.gazetteer import Name
from kg.extract.actors.grounds import Grounds
from kg.extract.actors.mentions import PERSONAL, describe, heads_description, is_antecedent_of
from kg.extract.actors.namekinds import introduced
from kg.extract.actors.offices import best
from kg.extract.actors.pronouns import WINDOW, asking, role_of, score
from kg.extract.actors.rows import Rows
from kg.extract.actors.states import States
from kg.extract.actors.tables import countries, saying, seat_cities
from kg.extract.actors.titles import regal, title_before
from kg.model import EntityKind, MentionForm

IN_FOCUS: Final = 14
"""Actors kept as possible antecedents; GUM's news never needs more."""

PLAUSIBLE: Final = 0.05
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
        self.descriptions = Descriptions(self)
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
        told = before >= 0 and self.rows.pos[before] == "NOUN" and self.rows.word[before].islower() and self.of[before] is None
        if told and introduced(self.rows, name.start, name.end) is not None:
            self.of[before] = cluster
            cluster.nouns.setdefault(self.rows.lemma[before])

    def _read_title(self, n: int, name: Name, cluster: Cluster) -> None:
        title = self.titles[n]
        if title is None:
            return
        cluster.gender = cluster.gender or title.gender
        self.phrase[n] = title.start
        self.note_title(cluster, title.text, range(title.start, name.start))
        for k in range(title.start, name.start):
            if k not in self.land_at and k not in self.adjectives and self.of[k] is None and self.rows.tag[k] != "POS":
                self.of[k] = cluster

    def note_title(self, cluster: Cluster, text: str, places: Iterable[int]) -> None:
        """Note an office and the countries named with it."""
        if text:
            cluster.titles[text] = None
        for k in places:
            if k in self.land_at:
                cluster.countries[self.land_at[k]] = None

    # ------------------------------------------------------------ the walk

    def run(self) -> None:
        """Fill ``of`` and the clusters' mentions."""
        i, size = 0, len(self.rows)
        while i < size:
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
        if self.rows.lower[i] == "one":
            self._one_of(i)
        noun = heads_description(self.rows, i)
        loose = self.rows.pos[i] == "NOUN" and self.rows.dep[i] != "compound"
        ground = self.grounds.described(i) if loose else None
        if ground is not None:
            self._ground(ground, i)
        elif noun:
            self.descriptions.read(describe(self.rows, i, noun, self.adjectives, self.land_at))

    def _one_of(self, i: int) -> None:
        """ "One of these groups, the Free Army, ..." means the one that is named."""
        k = i + 1
        while k < min(i + 8, len(self.rows) - 2) and self.rows.word[k] != ",":
            k += 1
        k += 1 + (self.rows.lower[k + 1] == "the" if k + 1 < len(self.rows) else 0)
        n = self.name_at.get(k)
        if n is not None and self.rows.lower[i + 1 : i + 2] == ["of"] and self.rows.sent[k] == self.rows.sent[i]:
            self.of[i] = self.of_name[n]

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
            self.of[name.start : name.end] = [cluster] * (name.end - name.start)
        if capital and acts(self.rows, head, among_actors=self._among_lands(head)):
            cluster = self.states.country(countries().capitals[name.text], head)
            self.of[name.start : name.end] = [cluster] * (name.end - name.start)
        elif name.text in seat_cities() and not acts(self.rows, head, among_actors=self._among_lands(head)):
            cluster = self.grounds.place(name.text, head, [])
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
        if described is None and self.rows.pos[noun] in ("NUM", "PRON", "DET"):
            self.of[noun] = cluster
        if described is None or described is cluster or described.named or described.members or noun > head:
            return
        if described.plural or not alike(described.kind, cluster.kind):
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
