"""How the tests of meetings and military actions read a sentence, and how they compare."""

import tomllib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from kg.extract.actors import EntityMap, find_entities
from kg.extract.meetings import find_meetings
from kg.extract.military import find_military
from kg.extract.statements import find_statements
from kg.extract.times import find_times
from kg.language.parsed import ParsedArticle
from kg.model import Telling

Read = Callable[[str], ParsedArticle]
Found = tuple[list[Telling], EntityMap]
FOLDER = Path(__file__).with_name("cases")


def cases(name: str) -> list[dict[str, Any]]:
    """The cases of one table."""
    table: dict[str, list[dict[str, Any]]] = tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
    return table["case"]


def actions(read: Read, text: str) -> Found:
    """The military actions of a text, with its statements taken into account."""
    parsed = read(text)
    entities, times = find_entities(parsed), find_times(parsed)
    return find_military(parsed, entities, times, find_statements(parsed, entities, times)), entities


def meetings(read: Read, text: str) -> Found:
    """The meetings of a text, with its statements taken into account."""
    parsed = read(text)
    entities, times = find_entities(parsed), find_times(parsed)
    return find_meetings(parsed, entities, times, find_statements(parsed, entities, times)), entities


def names(entities: EntityMap, telling: Telling, role: str) -> list[str]:
    """The names of those who fill a role, in lower case."""
    return [entities.by_key(key).name.lower() for name, key in telling.roles if name == role]


def all_named(wanted: str, found: Sequence[str]) -> bool:
    """Whether each part of "a+b" stands in one of the names found ("-": nobody is wanted, and nobody is there)."""
    if wanted == "-":
        return not found
    return all(any(part in name for name in found) for part in wanted.split("+"))
