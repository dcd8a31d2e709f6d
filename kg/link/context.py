"""What an article as a whole says about its entities: its day, its countries, who acts and where things happen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kg.link.compile.facts import day
from kg.link.index import Index
from kg.link.institutions import is_country, split
from kg.link.names import normalise, surname
from kg.link.roles import is_top, roles
from kg.link.tables import settings
from kg.model import Entity, Reading, Role

# So many entities with a word of sport in their names make an article a report on a match.
_SPORTING = 3
# Roles that only somebody who acts can play.
_ACTING: frozenset[Role] = frozenset(("speaker", "addressee", "participant", "agent"))


@dataclass(frozen=True, slots=True)
class Context:
    """``day`` of publication as a number (0 unknown); ``countries`` counts, by ISO code, the mentions of entities that
    belong to a country; ``places`` the same for places within a country; ``acting`` and ``located`` hold keys of entities
    that play an actor's role, or are where something happens; ``counted`` says what each entity's key added; ``sport`` tells
    that the article reports on a match; ``families`` are the surnames of those whom it names in full."""

    day: int
    countries: Mapping[str, int] = field(default_factory=dict)
    places: Mapping[str, int] = field(default_factory=dict)
    counted: Mapping[str, tuple[str, int]] = field(default_factory=dict)
    acting: frozenset[str] = frozenset()
    located: frozenset[str] = frozenset()
    sport: bool = False
    families: frozenset[str] = frozenset()

    def others(self, without: str) -> int:
        """How many mentions of countries there are by all but the entity of that key."""
        return sum(self.countries.values()) - self.counted.get(without, ("", 0))[1]

    def share(self, country: str, without: str) -> float:
        """How much of what all others (all but the entity of that key) say of countries is of this one, 0..1."""
        own, count = self.counted.get(without, ("", 0))
        total = self.others(without)
        return (self.countries.get(country, 0) - count * (own == country)) / total if total > 0 else 0.0


def first_look(reading: Reading) -> Context:
    """The context before anything is linked: the day and the roles."""
    acting = {key for telling in reading.tellings for role, key in telling.roles if role in _ACTING}
    located = {telling.place for telling in reading.tellings if telling.place}
    sport = sum(map(_is_sporting, reading.entities)) >= _SPORTING
    families = frozenset(surname(e.name) for e in reading.entities if e.kind == "Person" and not e.members) - {""}
    return Context(
        day(reading.source.published), acting=frozenset(acting), located=frozenset(located), sport=sport, families=families
    )


def _is_sporting(entity: Entity) -> bool:
    """Whether a name or title of an entity holds a word of sport: "Harbour Arena", "goalkeeper"."""
    words = frozenset(settings("linking")["names"]["sport"])
    return any(not words.isdisjoint(normalise(text).split()) for text in (*entity.names, *entity.titles))


def tied_countries(entity: Entity, index: Index) -> tuple[str, ...]:
    """ISO codes of the countries that the text ties to an entity, each once, those of its titles last."""
    codes = [*(index.country(name) for name in entity.countries), *map(country_of_title, entity.titles)]
    return tuple(dict.fromkeys(code for code in codes if code))


def country_of_title(title: str) -> str:
    """ISO code of the country whose office a title is; an envoy to a country is not of it.

    >>> [country_of_title(t) for t in ("Chinese President", "President of Iran", "U.S. envoy to Syria", "envoy to Syria")]
    ['CN', 'IR', 'US', '']
    """
    country, _ = split(title)
    words = title.split()
    leads = any(is_country(" ".join(words[:n])) for n in range(1, min(4, len(words))))
    return country if leads or any(map(is_top, roles(title))) else ""


def weight(entity: Entity) -> int:
    """How often an entity is mentioned; at least once."""
    return max(1, len(entity.mentions))
