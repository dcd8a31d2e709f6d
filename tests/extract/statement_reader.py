"""Statements of a text in the words of the tests: names instead of keys."""

from collections.abc import Callable
from dataclasses import dataclass

from kg.extract import extract
from kg.language.parsed import ParsedArticle
from kg.model import Entity, Reading, Telling

Read = Callable[[str], ParsedArticle]


@dataclass(frozen=True)
class Said:
    """One statement, keys replaced by names."""

    speakers: tuple[str, ...]
    content: tuple[str, ...]
    telling: Telling
    names: dict[str, str]

    @property
    def addressees(self) -> tuple[str, ...]:
        return tuple(self.names[key] for role, key in self.telling.roles if role == "addressee")

    @property
    def via(self) -> tuple[str, ...]:
        return tuple(self.names[key] for role, key in self.telling.roles if role == "via")

    @property
    def told_by(self) -> tuple[str, ...]:
        return tuple(self.names[key] for key in self.telling.told_by)

    @property
    def medium(self) -> tuple[str, ...]:
        return tuple(self.names.get(value, value) for value in self.telling.medium)


def statements(read: Read, text: str) -> list[Said]:
    """All statements of a text, in order."""
    reading: Reading = extract(read(text))
    entities: dict[str, Entity] = {e.key: e for e in reading.entities}
    names = {key: entity.name for key, entity in entities.items()}
    return [
        Said(
            tuple(names[key] for role, key in t.roles if role == "speaker"),
            tuple(p.text for p in t.content),
            t,
            names,
        )
        for t in reading.tellings
        if t.cls == "Statement"
    ]
