"""The entities of one article, by key and by the word that means them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from spacy.tokens import Token

from kg.extract.actors.acting import is_era, is_party
from kg.extract.actors.clusters import Cluster
from kg.extract.actors.gazetteer import shares_land
from kg.extract.actors.names import find_names
from kg.extract.actors.resolve import Resolver
from kg.extract.actors.rows import Rows, make_rows
from kg.extract.actors.tables import countries
from kg.language.parsed import ParsedArticle
from kg.model import Entity, EntityKind, Mention

SUBJECTS = ("nsubj", "nsubj:pass")
LONGEST: Final = 9
"""Most tokens of a description in full; longer ones are the parser's mistakes."""
PHRASE: Final = frozenset({"nmod", "flat", "compound"})
COUNTING = frozenset(
    "at least most about around some nearly almost over under up to more than fewer less many several few dozens scores "
    "hundreds thousands of another roughly approximately".split()
)
"""Words that only count, before a noun or another number."""


class EntityMap:
    """The actors and places of an article. Keys are "e0", "e1" ... in the order of their first mention."""

    def __init__(
        self, parsed: ParsedArticle, rows: Rows, of: list[Cluster | None], clusters: list[Cluster], lands: dict[int, str]
    ) -> None:
        self.parsed = parsed
        self.rows = rows
        self._of = of
        self._lands = lands
        self._clusters: dict[str, Cluster] = {}
        self._entities: dict[str, Entity] = {}
        for cluster in sorted((c for c in clusters if c.mentions), key=lambda c: c.mentions[0][:2]):
            self._add(cluster)

    def _add(self, cluster: Cluster) -> str:
        cluster.key = f"e{len(self._clusters)}"
        self._clusters[cluster.key] = cluster
        return cluster.key

    def of(self, token: Token) -> str | None:
        """Key of the entity that the token means: any word of a name or its title, the head noun of a description, a
        pronoun. None where it means no actor or place that is known."""
        cluster = self._of[token.i]
        return cluster.key if cluster is not None and cluster.key else None

    def all_of(self, token: Token) -> tuple[str, ...]:
        """Keys of all that the token means: those coordinated with it as well, and the members of "the two leaders"."""
        found: dict[str, None] = {}
        for i in self._conjuncts(token.i):
            cluster = self._of[i]
            if cluster is None or not cluster.key:
                continue
            members = [c.key for c in cluster.members if c.key]
            found.update(dict.fromkeys(members or [cluster.key]))
        return tuple(found)

    def _conjuncts(self, i: int) -> list[int]:
        places = [i]
        if self.rows.dep[i] in SUBJECTS:
            places += [k for k in self.rows.kids[self.rows.head[i]] if self._listed(i, k)]
        places += [k for k in self.rows.kids[i] if self.rows.dep[k] == "compound" and shares_land(self.rows, k)]
        for place in places:
            places.extend(k for k in self.rows.kids[place] if self.rows.dep[k] == "conj")
        return sorted(place for place in places if not self._second_title(place))

    def _second_title(self, i: int) -> bool:
        """Whether a coordinated noun is but one of the titles of the person named after it: "State Councillor and Foreign
        Minister Li Na"."""
        rows, cluster = self.rows, self._of[i]
        if cluster is None or cluster.named or cluster.kind != "Person" or any(rows.dep[k] == "det" for k in rows.kids[i]):
            return False
        following = next((k for k in rows.kids[i] if rows.dep[k] == "conj"), -1)
        person = self._of[following] if following >= 0 else None
        titled = any(rows.dep[k] == "nmod:desc" for k in rows.kids[following]) if following >= 0 else False
        return person is not None and person.named and person.kind == "Person" and titled

    def _listed(self, i: int, k: int) -> bool:
        """Whether two subjects of a verb are one list: of "A, B and C met" the parser often makes several subjects."""
        rows = self.rows
        if k == i or rows.dep[k] != rows.dep[i] or max(i, k) > rows.head[i]:
            return False
        between = range(min(i, k) + 1, max(i, k))
        return any(rows.word[j] == "," for j in between) and not any(rows.pos[j] in ("VERB", "AUX", "ADP") for j in between)

    def by_key(self, key: str) -> Entity:
        """The entity of a key. Raises KeyError for an unknown key."""
        if key not in self._entities:
            self._entities[key] = self._entity(self._clusters[key])
        return self._entities[key]

    def land(self, i: int) -> str:
        """Key of the country to which a word such as "Iraqi" belongs, at token index ``i``; "" where it is none."""
        return self._country(self._lands.get(i, ""), i)

    def land_of_capital(self, token: Token) -> str:
        """Key of the country whose capital the token names; "" where it names none."""
        cluster = self._of[token.i]
        city = cluster.name if cluster is not None and cluster.kind == "Place" else ""
        return self._country(countries().capitals.get(city, ""), token.i)

    def capital(self, token: Token) -> str:
        """Key of the city that "capital" means where its country stands beside it ("the Iraqi capital"); "" elsewhere."""
        if token.lower_ != "capital":
            return ""
        beside = [k for k in self.rows.kids[token.i] if self.rows.dep[k] in ("amod", "compound", "nmod:poss")]
        lands = [cluster.name for k in beside if (cluster := self._of[k]) is not None and cluster.kind == "Country"]
        lands += [self._lands[k] for k in beside if k in self._lands]
        return self._named("Place", countries().seats.get(lands[0], ""), token.i) if lands else ""

    def _country(self, name: str, i: int) -> str:
        return self._named("Country", name, i)

    def _named(self, kind: EntityKind, name: str, i: int) -> str:
        """Key of what goes by a name, made where the article has not named it; "" for no name."""
        found = next((key for key, cluster in self._clusters.items() if cluster.kind == kind and cluster.name == name), "")
        if found or not name:
            return found
        cluster = Cluster(kind, name, True, i, names={name: None})
        return self._add(cluster)

    def create(self, tokens: Iterable[Token], kind: EntityKind) -> str:
        """Key of a new unnamed entity that the tokens describe, or of the one that the description already means.

        Its name is the description without determiner. Raises ValueError for no token.
        """
        places = sorted(token.i for token in tokens)
        if not places:
            raise ValueError("a description needs at least one token")
        start, end = places[0], places[-1] + 1
        inside = set(places)
        head = next((i for i in places if self.rows.head[i] not in inside or self.rows.head[i] == i), places[0])
        known = self._of[head]
        if known is not None and known.key:
            return known.key
        bare = start
        while bare < end - 1 and (self.rows.pos[bare] in ("DET", "PUNCT", "ADP") or self.rows.lower[bare] == "according"):
            bare += 1
        text = self.rows.words(bare, end)
        if self.rows.pos[bare] != "PROPN" and not text[1:2].isupper():
            text = text[:1].lower() + text[1:]
        cluster = Cluster(kind, text, False, head, names={self.rows.words(start, end): None})
        cluster.met(start, end, "description")
        self._of[head] = cluster
        return self._add(cluster)

    def finish(self) -> tuple[Entity, ...]:
        """All entities, in the order of their keys."""
        return tuple(self.by_key(key) for key in self._clusters)

    def _uncounted(self, cluster: Cluster) -> list[str]:
        """The descriptions of a crowd without their number: "civilians" of "at least 30 civilians"."""
        if cluster.named or cluster.kind != "Group":
            return []
        plain = []
        for first, end, form in cluster.mentions:
            start = first + (self.rows.pos[first] == "DET" and end - first > 2)
            rest = start
            while rest < end - 1 and (self.rows.pos[rest] == "NUM" or self.rows.lower[rest] in COUNTING):
                rest += 1
            if form == "description" and rest > start and self.rows.pos[rest] in ("NOUN", "ADJ"):
                plain.append(self.rows.words(rest, end))
        return plain

    def _in_full(self, cluster: Cluster) -> list[str]:
        """The descriptions of unnamed people with the phrase that tells which: "source inside the ministry"."""
        if cluster.named or cluster.kind not in ("Person", "Group"):
            return []
        full = []
        for first, end, form in cluster.mentions:
            start = first + (self.rows.pos[first] == "DET" and end - first > 1)
            after = self._phrase_after(self._head(start, end)) if form == "description" else end
            if end < after <= start + LONGEST:
                full.append(self.rows.words(start, after))
        return full

    def _phrase_after(self, head: int) -> int:
        """The token after the phrases with a preposition that follow a noun at once."""
        after = head + 1
        for k in self.rows.kids[head]:
            if k > head and self.rows.dep[k] == "nmod" and self.rows.left_edge(k) <= after + 1:
                last = k
                while inner := [j for j in self.rows.kids[last] if j > last and self.rows.dep[j] in PHRASE]:
                    last = inner[-1]
                after = last + 1
        return after

    def _entity(self, cluster: Cluster) -> Entity:
        mentions = tuple(
            Mention(self.parsed.passage_between(start, end), form) for start, end, form in sorted(set(cluster.mentions))
        )
        return Entity(
            key=cluster.key,
            name=cluster.name,
            kind=cluster.kind,
            named=cluster.named,
            names=tuple(dict.fromkeys((*cluster.names, *self._uncounted(cluster), *self._in_full(cluster)))),
            mentions=mentions,
            titles=tuple(cluster.titles),
            countries=() if cluster.kind == "Country" else tuple(cluster.countries),
            acts=self._acts(cluster),
            members=tuple(c.key for c in cluster.members if c.key),
        )

    def _acts(self, cluster: Cluster) -> bool:
        """Whether a name or description of it stands where an actor stands; pronouns are too often taken amiss. People and
        armed groups belong to the story wherever they are named, for they are never a mere place or topic."""
        if cluster.kind == "Place":
            return False
        if cluster.named and cluster.kind in ("Person", "ArmedGroup"):
            return not all(is_era(self.rows, start, self._head(start, end)) for start, end, _ in cluster.mentions)
        return any(form != "pronoun" and is_party(self.rows, self._head(start, end)) for start, end, form in cluster.mentions)

    def _head(self, start: int, end: int) -> int:
        """The last word of a mention that hangs on a word outside it."""
        return next((i for i in range(end - 1, start, -1) if not start <= self.rows.head[i] < end), start)


def find_entities(parsed: ParsedArticle) -> EntityMap:
    """The actors and places of a parsed article, every mention resolved."""
    rows = make_rows(parsed)
    resolver = Resolver(rows, find_names(rows, [(ent.start, ent.end, ent.label_) for ent in parsed.doc.ents]))
    resolver.run()
    return EntityMap(parsed, rows, resolver.of, resolver.clusters, resolver.land_at)
