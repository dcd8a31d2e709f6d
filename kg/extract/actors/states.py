"""Descriptions that need the whole article: governments, armed forces, several actors at once, speakers of quotations.

"the Trump administration", "Colombia's government", "his government"   the country
"the U.S. military", "Russian troops"                                   the armed forces, by their usual name
"the two leaders", "both sides"                                         a group with members
"I" in "I won't go," he said                                            the speaker
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from kg.extract.actors.clusters import Cluster
from kg.extract.actors.gazetteer import Name, shares_land
from kg.extract.actors.mentions import PERSONAL, Mention
from kg.extract.actors.offices import title_words
from kg.extract.actors.rows import Rows
from kg.extract.actors.tables import countries, lexicon, saying
from kg.model import EntityKind

if TYPE_CHECKING:
    from kg.extract.actors.resolve import Resolver

PLAIN: Final = frozenset({"armed", "military", "own", "regular"})
LOWER_LEVEL: Final = frozenset(
    "local state provincial regional city municipal district transitional interim shadow military civilian future next new"
    " coalition unity foreign world".split()
)
"""Words that make a government another one than that of the country."""

SERVICES: Final = {"navy": "Navy"}
WHOLE_FORCES: Final = frozenset({"military", "army", "troop", "troops", "forces"})
SIDES: Final = frozenset({"side", "party", "country", "nation", "neighbor", "neighbour", "state", "government", "ally"})
BODIES_TOO: Final = frozenset({"side", "party", "ally"})
HEADS_OF_STATE: Final = frozenset(
    "president premier prime chancellor king queen leader emir sultan dictator monarch ruler pope".split()
)
PAIRS: Final = frozenset({"pair", "duo", "couple"})
SINGULAR_FIRST: Final = frozenset({"i", "me", "my", "mine", "myself"})
INTERVIEW: Final = 5
"""Words "I", "my" outside quotations from which on an article is held for an interview."""

NEAR: Final = 3
"""Sentences back in which "the two leaders" seeks its members."""


class States:
    """Works on the state of a ``Resolver``; apart from it only to keep each file short."""

    def __init__(self, resolver: Resolver) -> None:
        self.resolver = resolver
        self.rows: Rows = resolver.rows
        self.governing: Cluster | None = None
        self.armed: Cluster | None = None

    def country(self, name: str, head: int) -> Cluster:
        """The cluster of a country, made where the article has not named it."""
        found = next((c for c in self.resolver.clusters if c.kind == "Country" and c.named and c.name == name), None)
        return found or self.resolver.new("Country", name, head, named=True)

    def half(self, name: Name, cluster: Cluster) -> Cluster:
        """ "The North" where the article speaks of North Korea, and the first of "North and South Korea"."""
        korea = f"{name.text} Korea"
        if shares_land(self.rows, name.start):
            return self.country(korea, name.start)
        if name.start and self.rows.lower[name.start - 1] == "the" and any(c.name == korea for c in self.resolver.clusters):
            return self.country(korea, name.start)
        return cluster

    # ------------------------------------------------------------ governments and countries

    def government(self, m: Mention) -> Cluster | None:
        """The country meant by a government, or by "the country" itself; None where the noun means neither."""
        known = lexicon()
        if m.plural or not (m.noun in known.governments or m.noun in known.country_nouns) or m.modifiers & LOWER_LEVEL:
            return None
        land = m.country or self._land_of_owner(m)
        if m.noun in known.governments:
            return self._government(m, land)
        return self._land(m, land)

    def _government(self, m: Mention, land: str) -> Cluster | None:
        leader = self._leader(m)
        if not land and leader is not None:
            land = next(iter(leader.countries), "United States" if m.noun == "administration" else "")
        if land:
            self.governing = self.country(land, m.head)
        elif not m.definite:
            return None
        return self.governing or self._main_country(m.head)

    def _land(self, m: Mention, land: str) -> Cluster | None:
        if not m.definite or m.noun in ("ally", "neighbor", "neighbour", "state"):
            return None
        if land and m.owner >= 0:
            return self.country(land, m.head)
        recent = [c for c in self.resolver.focus if c.kind == "Country"]
        return recent[0] if recent else None

    def _leader(self, m: Mention) -> Cluster | None:
        """The person after whom a government is called. Reports call so that of the United States ("the Biden administration")
        before they name its head, and others by their country."""
        before = (self.resolver.of[k] for k in range(m.start, m.head))
        return next((c for c in before if c is not None and c.kind == "Person"), None)

    def _land_of_owner(self, m: Mention) -> str:
        owner = self.resolver.of[m.owner] if m.owner >= 0 else None
        if owner is None:
            return ""
        return owner.name if owner.kind == "Country" else next(iter(owner.countries), "")

    def _main_country(self, head: int) -> Cluster | None:
        """The country of which the article speaks most, adjectives included."""
        told = Counter(self.resolver.land_at.values())
        ranked = told.most_common(2)
        if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
            return None
        return self.country(ranked[0][0], head)

    # ------------------------------------------------------------ armed forces

    def forces(self, m: Mention) -> Cluster | None:
        """The armed forces of a country: "the Colombian military", then also "the military"."""
        if m.noun in SERVICES and m.country:
            return self._service(m)
        personnel = m.noun == "personnel" and "military" in m.modifiers
        if not personnel and (m.noun not in WHOLE_FORCES or m.kind != "Military" or m.count):
            return None
        land = m.country or (self._land_of_owner(m) if m.owner >= 0 else "")
        plain = m.modifiers <= PLAIN
        if land and plain and self._whole(m) and not self._shared(m):
            name = countries().armed.get(land, "")
            self.armed = self._named("Military", name, m.head)
            self.armed.countries[land] = None
            self.armed.names.setdefault(self._bare(m))
            return self.armed
        return self.armed if plain and m.definite and not land and m.noun in ("military", "army", "forces") else None

    def _whole(self, m: Mention) -> bool:
        """ "German troops in Mali" are some; bare "forces" need no more than their country."""
        return m.noun != "forces" or m.definite or self.rows.lower[m.head] == "forces"

    def _shared(self, m: Mention) -> bool:
        """ "Greek and Turkish troops" are not the forces of one country."""
        return len({self.resolver.land_at[k] for k in range(m.start, m.head) if k in self.resolver.land_at}) > 1

    def _bare(self, m: Mention) -> str:
        start = m.start
        while start < m.head and self.rows.pos[start] in ("DET", "NUM", "ADV", "ADP", "SYM"):
            start += 1
        return self.rows.words(start, m.head + 1)

    def _service(self, m: Mention) -> Cluster:
        adjective = next((a for a, name in countries().adjectives.items() if name == m.country), m.country)
        name = "United States" if m.country == "United States" else adjective
        cluster = self._named("Military", f"{name} {SERVICES[m.noun]}", m.head)
        cluster.countries[m.country] = None
        cluster.names.setdefault(self._bare(m))
        return cluster

    def _named(self, kind: EntityKind, name: str, head: int) -> Cluster:
        found = next((c for c in self.resolver.clusters if c.named and c.name == name), None)
        return found or self.resolver.new(kind, name, head, named=True)

    # ------------------------------------------------------------ several at once

    def several(self, m: Mention) -> Cluster | None:
        """ "The two leaders", "both sides", "the pair": a group whose members were met just before."""
        count = m.count or (2 if m.noun in PAIRS and m.definite else 0)
        both = any(self.rows.lower[k] in ("both", "two") for k in range(m.start, m.head))
        if not (count and (m.plural or m.noun in PAIRS) and (m.definite or (both and self.rows.lower[m.start] == "both"))):
            return None
        if m.owner >= 0 or m.country:
            return None
        members = tuple(self._members(m, count))
        if len(members) != count:
            return None
        known = next((c for c in self.resolver.clusters if c.members == members), None)
        return known or self._group(m, members)

    def _group(self, m: Mention, members: tuple[Cluster, ...]) -> Cluster:
        cluster = self.resolver.new("Group", m.text, m.head, plural=True)
        cluster.members = members
        return cluster

    def _members(self, m: Mention, count: int) -> list[Cluster]:
        near = [c for c in self.resolver.focus if self.rows.sent[m.head] - self.rows.sent[c.last] <= NEAR and not c.members]
        fit = [c for c in near if _may_be_member(m, c)]
        if m.noun in SIDES and len(fit) < count:  # "both sides" of two officials who met
            officials = [c for c in near if c.kind == "Person" and c.named and title_words(c)]
            fit = officials if len(officials) == count else fit
        first = sorted(fit, key=lambda c: -_rank(m, c))[:count]
        return sorted(first, key=lambda c: c.first)

    # ------------------------------------------------------------ quotations

    def first_persons(self) -> None:
        """Give "I", "my", "we", "our" inside a quotation to its speaker."""
        speakers = self._speakers()
        for i, lower in enumerate(self.rows.lower):
            quote = self.rows.quote[i]
            if quote and self.resolver.of[i] is None and PERSONAL.get(lower, ("", ""))[0] == "1" and self.rows.word[i] != "US":
                speaker = speakers.get(quote)
                if speaker is not None:
                    self.resolver.of[i] = speaker
                    speaker.met(i, i + 1, "pronoun")

    def interviewee(self) -> None:
        """Give "I" outside quotations to the person interviewed: the named person met most often, where nothing is asked."""
        rows = self.rows
        spoken = [
            i for i, lower in enumerate(rows.lower) if lower in SINGULAR_FIRST and not rows.quote[i] and rows.pos[i] == "PRON"
        ]
        people = [c for c in self.resolver.clusters if c.kind == "Person" and c.named and c.mentions]
        if len(spoken) < INTERVIEW or not people:
            return
        asking = {
            rows.paragraphs[i]
            for i, word in enumerate(rows.word)
            if word == "?" and (i + 1 == len(rows) or rows.paragraphs[i + 1] != rows.paragraphs[i])
        }
        person = max(people, key=lambda c: (len(c.mentions), -c.first))
        for i in spoken:
            if self.resolver.of[i] is None and rows.paragraphs[i] not in asking:
                self.resolver.of[i] = person
                person.met(i, i + 1, "pronoun")

    def _speakers(self) -> dict[int, Cluster]:
        """The speaker of each quotation: the subject of the verb of saying beside it, else that of the one before."""
        places: dict[int, tuple[int, int]] = {}
        for i, quote in enumerate(self.rows.quote):
            if quote:
                places[quote] = (places.get(quote, (i, i))[0], i)
        found: dict[int, Cluster] = {}
        previous: Cluster | None = None
        end_before = -1
        for quote, (start, end) in sorted(places.items()):
            speaker = self._speaker(quote, start, end)
            if speaker is None and previous is not None and self.rows.paragraphs[start] - self.rows.paragraphs[end_before] <= 1:
                speaker = previous
            if speaker is not None:
                found[quote] = speaker
                previous, end_before = speaker, end
        return found

    def _speaker(self, quote: int, start: int, end: int) -> Cluster | None:
        first, last = self.rows.sent[start], self.rows.sent[end]
        near = [*range(end + 1, min(end + 25, len(self.rows))), *range(start - 1, max(-1, start - 40), -1)]
        for i in near:
            if self.rows.sent[i] in (first, last) and self.rows.quote[i] != quote and self.rows.lemma[i] in saying():
                subject = self.rows.kid(i, "nsubj")
                if subject >= 0 and self.rows.quote[subject] != quote and self.resolver.of[subject] is not None:
                    return self.resolver.of[subject]
        return None


def _may_be_member(m: Mention, cluster: Cluster) -> bool:
    if cluster.plural:
        return False
    if lexicon().kind_of_noun[m.noun] == "Person" or m.noun in PAIRS:
        return cluster.kind == "Person" and cluster.named
    if m.noun in SIDES:
        return cluster.kind == "Country" or (m.noun in BODIES_TOO and cluster.kind in ("ArmedGroup", "Organization"))
    return cluster.kind == m.kind


def _rank(m: Mention, cluster: Cluster) -> int:
    """How well the titles fit: the same office, a head of state among leaders, any office, none."""
    words = title_words(cluster)
    if m.noun in words:
        return 3
    if m.noun == "leader" and words & HEADS_OF_STATE and not words & {"vice", "deputy", "former"}:
        return 2
    return int(any(m.noun in members or words & members for head, members in lexicon().classes.items() if head == m.noun))
