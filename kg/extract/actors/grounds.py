"""Places without a name of their own: parts, borders, coasts and waters of a named one.

"northern Syria"                               northern Syria
"Colombia's border with Venezuela"             Colombia-Venezuela border
"off Yemen's coast", "Venezuelan waters"       coast of Yemen, Venezuelan waters
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from kg.extract.actors.clusters import Cluster
from kg.extract.actors.rows import Rows
from kg.extract.actors.tables import countries, read_table

if TYPE_CHECKING:
    from kg.extract.actors.resolve import Resolver


HALVED: Final = (["north", "-"], ["south", "-"])
"""What stands before "eastern" where a name is split: "north-eastern Syria"."""


@dataclass(frozen=True)
class GroundWords:
    """The part ``place`` of the table ``metonyms.toml``."""

    borders: frozenset[str]
    coasts: frozenset[str]
    areas: frozenset[str]
    directions: frozenset[str]
    sites: frozenset[str]
    reaching: frozenset[str]
    moving: frozenset[str]
    gathering: frozenset[str]


@lru_cache(maxsize=1)
def ground_words() -> GroundWords:
    """Nouns and verbs of place."""
    table = read_table("metonyms")["place"]
    parts = ("borders", "coasts", "areas", "directions", "sites", "reaching", "moving", "gathering")
    return GroundWords(*(frozenset(table[part]) for part in parts))


class Grounds:
    """Works on the state of a ``Resolver``."""

    def __init__(self, resolver: Resolver) -> None:
        self.resolver = resolver
        self.rows: Rows = resolver.rows
        self.border: Cluster | None = None

    def place(self, name: str, head: int, lands: list[str]) -> Cluster:
        """The cluster of a place by its name, made where it is new."""
        found = next((c for c in self.resolver.clusters if c.kind == "Place" and c.name.lower() == name.lower()), None)
        if found is None:
            found = self.resolver.new("Place", name, head, named=True)
            found.countries.update(dict.fromkeys(lands))
        return found

    def part(self, cluster: Cluster, start: int, head: int) -> Cluster:
        """ "Northern Syria" where the name is "Syria" and the word before it tells the part; else the cluster itself."""
        before = start - 1
        if cluster.kind not in ("Country", "Place") or before < 0 or self.rows.lower[before] not in ground_words().directions:
            return cluster
        if self.rows.dep[before] not in ("amod", "compound") or self.rows.lower[before] == "mainland":
            return cluster
        first = before - 2 if before >= 2 and self.rows.lower[before - 2 : before] in HALVED else before
        direction = "".join(self.rows.lower[first : before + 1]).replace("-", "")
        direction += "ern" if direction.endswith(("east", "west")) else ""
        part = self.place(
            f"{direction} {cluster.name}", head, [cluster.name] if cluster.kind == "Country" else list(cluster.countries)
        )
        part.names.setdefault(f"{self.rows.words(first, before + 1)} {cluster.name}")
        return part

    def described(self, i: int) -> Cluster | None:
        """The place that a border, coast or area of a country means; None for other nouns."""
        words, lower = ground_words(), self.rows.lower[i]
        if lower in words.borders or self.rows.lemma[i] in words.borders:
            return self._border(i)
        if lower not in words.coasts and lower not in words.areas:
            return None
        lands = self._lands(i)
        if not lands:
            return None
        if lower in words.coasts:
            return self.place(f"coast of {lands[0]}", i, lands[:1])
        adjective = next((a for a, name in countries().adjectives.items() if name == lands[0]), lands[0])
        return self.place(f"{adjective} {lower}", i, lands[:1])

    def _border(self, i: int) -> Cluster | None:
        lands = self._lands(i)
        if not lands:
            return self.border
        if len(lands) == 1:
            lands += [name for name in self._neighbours(lands[0])][:1]
        if len(lands) == 1 and self.border is not None and lands[0] in self.border.countries:
            return self.border
        name = "-".join(sorted(lands[:2])) + " border" if len(lands) > 1 else f"border of {lands[0]}"
        self.border = self.place(name, i, lands[:2])
        return self.border

    def _lands(self, i: int) -> list[str]:
        """Countries that stand with the noun: before it, or after "of" and "with"."""
        found: dict[str, None] = {}
        resolver, rows = self.resolver, self.rows
        for k in range(rows.left_edge(i), i):
            owner = resolver.of[k]
            if k in resolver.land_at:
                found[resolver.land_at[k]] = None
            elif owner is not None and owner.members:
                found.update(dict.fromkeys(c.name for c in owner.members if c.kind == "Country"))
            elif owner is not None and rows.dep[k] == "nmod:poss":
                found.update(dict.fromkeys([owner.name] if owner.kind == "Country" else list(owner.countries)[:1]))
        for k in range(i + 1, min(i + 7, len(rows))):
            if (
                k in resolver.land_at
                and k not in resolver.adjectives
                and rows.case(rows.first_conjunct(k)) in ("of", "with", "between")
            ):
                found[resolver.land_at[k]] = None
            elif rows.pos[k] in ("VERB", "AUX") or rows.word[k] in (".", ","):
                break
        return list(found)

    def _neighbours(self, land: str) -> list[str]:
        """The country that the article names beside this one: in coordination with it, as the other of two."""
        for pair in self.resolver.pairs:
            names = [c.name for c in pair.members if c.kind == "Country"]
            if land in names and len(names) == 2:
                return [name for name in names if name != land]
        met = [c for c in self.resolver.clusters if c.kind == "Country" and c.name != land and c.mentions]
        met.sort(key=lambda c: (-len(c.mentions), c.first))
        return [c.name for c in met if c.name != "United States"] if len(met) <= LIKELY else []


LIKELY = 3
"""Countries in an article so far, beyond one, among which the most named is taken for the neighbour at a border."""
