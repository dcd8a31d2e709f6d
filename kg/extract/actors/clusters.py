"""Clusters: the mentions that mean one actor, first of all those that name it.

Gustavo Petro ... President Petro ... Petro      one person, by the surname
National Liberation Army (ELN) ... the ELN       one group, by the acronym in brackets
the US Department of Defense                     "United States Department of Defense", by the table
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from typing import Final

from kg.extract.actors.gazetteer import Name
from kg.extract.actors.rows import Rows
from kg.extract.actors.tables import lexicon
from kg.model import EntityKind, MentionForm

PARTICLES: Final = frozenset("al el bin ibn bint von van de der den da di du la le dos das y e jr sr ii iii".split())
STOP: Final = frozenset({"the", "of", "and", "for", "a", "in", "on", "to", "&"})


@dataclass(slots=True, eq=False)
class Cluster:
    """One actor or place while the article is being read: the only thing here that changes, and it never leaves this room.

    ``tokens`` are the normalised words of a person's fullest name; ``nouns`` the heads that have described it;
    ``role`` and ``last`` tell where it was met last (weight of the grammatical role, token index), ``spoke`` the sentence in
    which it was last the subject of a verb of saying.
    """

    kind: EntityKind
    name: str
    named: bool
    first: int
    tokens: tuple[str, ...] = ()
    gender: str = ""
    plural: bool = False
    country: str = ""
    names: dict[str, None] = field(default_factory=dict)
    titles: dict[str, None] = field(default_factory=dict)
    countries: dict[str, None] = field(default_factory=dict)
    nouns: dict[str, None] = field(default_factory=dict)
    modifiers: frozenset[str] = frozenset()
    forms: Counter[str] = field(default_factory=Counter)
    members: tuple[Cluster, ...] = ()
    mentions: list[tuple[int, int, MentionForm]] = field(default_factory=list)
    last: int = -1
    role: float = 0.0
    subject: bool = False
    spoke: int = -99
    key: str = ""

    def met(self, start: int, end: int, form: MentionForm) -> None:
        """Note one more mention."""
        self.mentions.append((start, end, form))


def plain(text: str) -> str:
    """Lower case, without accents, points and hyphens: "Jae-in" is "jae in"."""
    decomposed = unicodedata.normalize("NFKD", text)
    return re.sub(r"[-–.’']+", " ", "".join(c for c in decomposed if not unicodedata.combining(c))).lower().strip()


def person_tokens(text: str) -> tuple[str, ...]:
    """The words of a person's name that tell persons apart."""
    parts = plain(text).split()
    return tuple(w for w in parts if w not in PARTICLES and w not in ("s",)) or tuple(parts)


def same_person(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """Whether two full names may be one person: all words of the shorter in the longer, or first and last agree."""
    if set(left) <= set(right) or set(right) <= set(left):
        return True
    return left[-1] == right[-1] and (left[0] == right[0] or (left[0][0] == right[0][0] and 1 in (len(left[0]), len(right[0]))))


def body_tokens(text: str) -> tuple[str, ...]:
    """The words of an organisation's name that tell it apart."""
    return tuple(w for w in plain(text).replace("&", " ").split() if w not in STOP)


def initials(text: str) -> str:
    """The first letters of the words of a name that begin with a capital: "ELN" is not found, "NLA" is."""
    return "".join(word[0] for word in re.split(r"[\s-]+", text) if word[:1].isupper())


class NameClusters:
    """The clusters of the proper names of one article; ``of_name[n]`` is the cluster of the n-th name, None for adjectives."""

    def __init__(self, rows: Rows, names: list[Name], regal: dict[int, str]) -> None:
        """``regal`` gives the title of each name that is no name without it: "King" of "King Abdullah"."""
        self.rows = rows
        self.names = names
        self.regal = regal
        self.clusters: list[Cluster] = []
        self.of_name: list[Cluster | None] = [None] * len(names)
        self._by_text: dict[tuple[str, str], Cluster] = {}
        self._royal: list[Cluster] = []
        self._by_word: dict[str, list[Cluster]] = {}
        self._persons()
        self._bodies()
        self.clusters.sort(key=lambda cluster: cluster.first)

    def _new(self, name: Name, text: str, tokens: tuple[str, ...]) -> Cluster:
        cluster = Cluster(name.kind, text, True, name.start, tokens, country=name.country)
        self.clusters.append(cluster)
        return cluster

    def _persons(self) -> None:
        people = [(n, name, person_tokens(name.text)) for n, name in enumerate(self.names) if name.kind == "Person"]
        for n, name, tokens in people:
            if len(tokens) > 1:
                self._full_name(n, name, tokens)
        for n, name, tokens in people:
            if len(tokens) == 1 and n in self.regal:
                self._regal_name(n, name, tokens)
        for n, name, tokens in people:
            if len(tokens) == 1 and n not in self.regal:
                self._bare_name(n, name, tokens)
        for cluster in self.clusters:
            if cluster.forms:
                cluster.name = max(cluster.forms, key=lambda form: (cluster.forms[form], len(form)))

    def _full_name(self, n: int, name: Name, tokens: tuple[str, ...]) -> None:
        near = [c for word in dict.fromkeys(tokens) for c in self._by_word.get(word, []) if same_person(tokens, c.tokens)]
        cluster = near[0] if near else self._new(name, name.text, tokens)
        cluster.forms[name.text] += 1
        if len(tokens) > len(cluster.tokens):
            cluster.tokens = tokens
        for word in dict.fromkeys(tokens):
            known = self._by_word.setdefault(word, [])
            if cluster not in known:
                known.append(cluster)
        if n in self.regal and cluster not in self._royal:
            self._royal.append(cluster)
        self.of_name[n] = cluster

    def _regal_name(self, n: int, name: Name, tokens: tuple[str, ...]) -> None:
        same = [c for c in self._by_word.get(tokens[0], []) if c in self._royal]
        cluster = same[0] if same else self._new(name, f"{self.regal[n]} {name.text}", tokens)
        if not same:
            self._royal.append(cluster)
            self._by_word.setdefault(tokens[0], []).append(cluster)
        self.of_name[n] = cluster

    def _bare_name(self, n: int, name: Name, tokens: tuple[str, ...]) -> None:
        word = tokens[0]
        found = self._by_word.get(word, [])
        surnames = [c for c in found if c.tokens[-1] == word] or found
        before = [c for c in surnames if c.first < name.start]
        if surnames:
            self.of_name[n] = max(before or surnames[:1], key=lambda c: (sum(c.forms.values()), -c.first))
            return
        cluster = self._new(name, name.text, tokens)
        self._by_word.setdefault(word, []).append(cluster)
        self.of_name[n] = cluster

    def _bodies(self) -> None:
        others = [(n, name) for n, name in enumerate(self.names) if name.kind != "Person" and not name.adjective]
        for n, name in sorted(others, key=lambda pair: (-len(pair[1].text.split()), pair[0])):
            self.of_name[n] = self._body(n, name)

    def _body(self, n: int, name: Name) -> Cluster:
        text = name.standard or name.text
        tokens = body_tokens(text)
        key = (" ".join(tokens), name.country if name.kind == "Place" else "")
        found = self._by_text.get(key)
        if found is None and not name.standard:
            found = self._by_acronym(n, name) or self._by_part(name, tokens)
        if found is None:
            found = self._new(name, text, tokens)
        elif name.standard and name.kind == "Country":
            found.kind, found.name, found.country = name.kind, text, name.country
        found.first = min(found.first, name.start)
        self._by_text[key] = found
        return found

    def _by_acronym(self, n: int, name: Name) -> Cluster | None:
        """A name in brackets right after a longer one, or capitals that are the initials of one."""
        if not name.text.isupper() and not re.fullmatch(r"[A-Z]\w*[A-Z]\w*", name.text):
            return None
        before = self.names[n - 1] if n else None
        if before and name.start - before.end == 1 and self.rows.word[before.end] == "(":
            return self.of_name[n - 1]
        bare = name.text.replace(".", "")
        for cluster in self.clusters:
            if cluster.kind not in ("Person", "Place") and bare in (
                initials(cluster.name),
                initials(cluster.name.split("(")[0]),
            ):
                return cluster
        return None

    def _by_part(self, name: Name, tokens: tuple[str, ...]) -> Cluster | None:
        """A shorter form of a longer name of the same kind: "Foreign Relations Committee"."""
        if len(tokens) < 2 or name.kind == "Place":
            return None
        for cluster in self.clusters:
            longer = cluster.tokens
            shorter = len(longer) > len(tokens) and tokens in (longer[-len(tokens) :], longer[: len(tokens)])
            if cluster.kind == name.kind and shorter:
                return cluster
        return None


def gender_of_name(text: str) -> str:
    """Gender that a full name tells by its first word: "m", "f" or ""."""
    parts = text.split()
    return lexicon().first_names.get(parts[0], "") if len(parts) > 1 else ""
