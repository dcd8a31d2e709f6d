"""Loads the tables of meetings, military actions and status, and spells out the forms of their words.

>>> sorted(verb_forms("raid"))
['raid', 'raided', 'raiding', 'raids']
>>> sorted(noun_forms("sortie"))
['sortie', 'sorties']
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

Table = Mapping[str, Any]
_VOWELS = "aeiou"


@cache
def table(name: str) -> Table:
    """The raw table ``frames/NAME.toml``."""
    return tomllib.loads(files(__package__).joinpath(f"{name}.toml").read_text(encoding="utf-8"))


def verb_forms(word: str) -> frozenset[str]:
    """All forms of a verb; of "pull out" those of its first word, with the particle kept ("pulled out")."""
    verb, _, rest = word.partition(" ")
    forms = _forms_of_one(verb)
    return frozenset(f"{form} {rest}" for form in forms) if rest else forms


def _forms_of_one(verb: str) -> frozenset[str]:
    sibilant = verb.endswith(("s", "x", "z", "ch", "sh", "o"))
    y = verb.endswith("y") and verb[-2] not in _VOWELS
    stem = verb[:-1] if verb.endswith("e") and not verb.endswith(("ee", "oe")) else verb
    present = verb[:-1] + "ies" if y else verb + ("es" if sibilant else "s")
    past = verb[:-1] + "ied" if y else stem + "ed"
    irregular: tuple[str, ...] = tuple(table("irregular")["verbs"].get(verb, ()))
    if verb[-1] not in _VOWELS + "wxyh" and verb[-2:-1] in tuple(_VOWELS) and verb[-3:-2] not in tuple(_VOWELS):
        irregular = (
            *irregular,
            *((verb + verb[-1] + "ed",) if not irregular else ()),
            verb + verb[-1] + "ing",
        )  # "planned"; a form too many does no harm
    regular = () if any(not form.endswith(("ing", "ed")) for form in irregular) else (past,)
    return frozenset((verb, present, *regular, stem + "ing", *irregular))


def noun_forms(word: str) -> frozenset[str]:
    """Singular and plural of a noun, of its last word where there are several."""
    if word.endswith("y") and word[-2] not in _VOWELS:
        plural = word[:-1] + "ies"
    else:
        plural = word + ("es" if word.endswith(("s", "x", "z", "ch", "sh")) else "s")
    return frozenset((word, plural, *table("irregular")["nouns"].get(word, ())))


def all_forms(words: Iterable[str]) -> frozenset[str]:
    """Singular and plural of each noun of a list."""
    return frozenset(form for word in words for form in noun_forms(word))


@dataclass(frozen=True, slots=True)
class Frame:
    """One word that may tell an event. ``weight`` 1..3 says how surely; ``roles`` is the pattern of a verb; ``of`` tells
    which role an "of" phrase fills; ``kind`` is an action's kind or a meeting's mode; ``mutual`` where all parties
    act alike; ``lone`` where a future event may name one party alone."""

    word: str
    kind: str
    weight: int = 2
    roles: str = ""
    of: str = ""
    mutual: bool = False
    lone: bool = False


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Frames by form: of verbs, of nouns; ``phrases`` are verb + object noun, by (verb form, noun). ``triggers`` are the
    single words with which any of them can begin to be looked for: all others can be passed over."""

    verbs: Mapping[str, tuple[Frame, ...]]
    nouns: Mapping[str, Frame]
    phrases: Mapping[tuple[str, str], Frame]
    triggers: frozenset[str]


@cache
def lexicon(name: str) -> Lexicon:
    """The frames of ``frames/NAME.toml`` by every form of their words."""
    raw = table(name)
    verbs: dict[str, tuple[Frame, ...]] = {}
    for entry in raw.get("verbs", ()):
        for word in entry["words"]:
            frame = _frame(word, entry)
            for form in sorted(verb_forms(word)):
                verbs[form] = (*verbs.get(form, ()), frame)
    nouns = {
        form: _frame(word, entry) for entry in raw.get("nouns", ()) for word in entry["words"] for form in noun_forms(word)
    }
    phrases = {
        (form, word.split()[-1]): _frame(word, entry)
        for entry in raw.get("phrases", ())
        for word in entry["words"]
        for form in verb_forms(word.split()[0])
    }
    words = {form.split()[0] for form in verbs} | {form.split()[-1] for form in nouns} | {verb for verb, _ in phrases}
    return Lexicon(verbs, nouns, phrases, frozenset(words))


def _frame(word: str, entry: Table) -> Frame:
    known = {key: entry[key] for key in ("kind", "weight", "roles", "of", "mutual", "lone") if key in entry}
    return Frame(word, **known)
