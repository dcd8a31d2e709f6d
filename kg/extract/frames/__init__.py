"""The tables of words and constructions, and the loader of those of saying.

>>> speech().verbs["accuse"].whole
frozenset({'of'})
>>> speech().lemma("tweeted")
'tweet'
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from kg.extract.frames.events import noun_forms, verb_forms

Table = Mapping[str, Any]
NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class VerbFrame:
    """How one verb of saying takes its parts; the fields are the constructions of ``statements.toml``."""

    lemma: str
    clause: bool = False
    clause_actor: bool = False
    document: bool = False
    promise: bool = False
    order: bool = False
    order_on: bool = False
    object: bool = False
    weak: bool = False
    whole: frozenset[str] = NONE
    predicate: bool = False
    preps: frozenset[str] = NONE
    gerund: bool = False
    addressee_object: bool = False
    addressee_preps: frozenset[str] = NONE
    denies: bool = False


@dataclass(frozen=True, slots=True)
class NounFrame:
    """What may introduce the content of one noun of saying: a clause, an infinitive, prepositions."""

    lemma: str
    clause: bool = False
    infinitive: bool = False
    preps: frozenset[str] = NONE


@dataclass(frozen=True, slots=True)
class Speech:
    """All that ``statements.toml`` knows. ``forms`` maps each inflected form to its verb, ``noun_lemmas`` to its noun."""

    verbs: Mapping[str, VerbFrame]
    nouns: Mapping[str, NounFrame]
    forms: Mapping[str, str]
    noun_lemmas: Mapping[str, str]
    documents: frozenset[str]
    personal: frozenset[str]
    bodies: frozenset[str]
    light: frozenset[str]
    relays: frozenset[str]
    planned: frozenset[str]
    refused: frozenset[str]
    silent: frozenset[str]
    bodily: frozenset[str]
    deeds: Mapping[str, frozenset[str]]
    words: Mapping[str, frozenset[str]]

    def lemma(self, form: str) -> str:
        """The verb of saying of which ``form`` is a form, else ""."""
        return self.forms.get(form.lower(), "")


def _words(text: str) -> list[str]:
    return [word.replace("_", " ") for word in text.split()]


def _lists(table: Table, section: str) -> dict[str, list[str]]:
    return {name: _words(text) for name, text in table[section].items()}


def _verb(lemma: str, t: Mapping[str, Mapping[str, list[str]]]) -> VerbFrame:
    def named(section: str) -> frozenset[str]:
        return frozenset(name for name, words in t[section].items() if lemma in words and name not in ("any", "object"))

    return VerbFrame(
        lemma,
        clause=lemma in t["clause"]["any"],
        clause_actor=lemma in t["clause"]["actor"],
        document=lemma in t["clause"]["document"],
        promise=lemma in t["infinitive"]["self"],
        order=lemma in t["infinitive"]["other"],
        order_on=lemma in t["infinitive"]["on"],
        object=lemma in t["object"]["any"],
        weak=lemma in t["object"]["weak"],
        whole=named("whole") - {"predicate"},
        predicate=lemma in t["whole"]["predicate"],
        preps=named("prep"),
        gerund=lemma in t["gerund"]["any"],
        addressee_object=lemma in t["addressee"]["object"],
        addressee_preps=named("addressee"),
        denies=lemma in t["denied"]["any"],
    )


def _noun(lemma: str, lists: Mapping[str, list[str]]) -> NounFrame:
    preps = frozenset(name for name, words in lists.items() if lemma in words and name not in ("clause", "infinitive"))
    return NounFrame(lemma, lemma in lists["clause"], lemma in lists["infinitive"], preps)


@dataclass(frozen=True, slots=True)
class Mediums:
    """Words that name where something is said: nouns of occasions, platforms, verbs, the adpositions before them; verbs and
    nouns of being somewhere; verbs of holding an occasion and of publishing one."""

    nouns: frozenset[str]
    carriers: frozenset[str]
    posts: frozenset[str]
    hearing: frozenset[str]
    platforms: Mapping[str, str]
    verbs: Mapping[str, str]
    prepositions: frozenset[str]
    presence: frozenset[str]
    stays: frozenset[str]
    holding: frozenset[str]
    publishing: frozenset[str]


VERB_SECTIONS = ("clause", "infinitive", "object", "whole", "prep", "gerund", "quote", "addressee", "denied")


@cache
def _table() -> Table:
    return tomllib.loads(files(__package__).joinpath("statements.toml").read_text(encoding="utf-8"))


@cache
def mediums() -> Mediums:
    """The part of ``statements.toml`` on media, read once."""
    table = _table()["medium"]
    return Mediums(
        nouns=frozenset(_words(table["nouns"])),
        carriers=frozenset(_words(table["carriers"])),
        hearing=frozenset(_words(table["hearing"])),
        posts=frozenset(_words(table["posts"])),
        platforms=table["platforms"],
        verbs=table["verbs"],
        prepositions=frozenset(_words(table["prepositions"])),
        presence=frozenset(_words(table["presence"])),
        stays=frozenset(_words(table["stays"])),
        holding=frozenset(_words(table["holding"])),
        publishing=frozenset(_words(table["publishing"])),
    )


@cache
def speech() -> Speech:
    """The table ``statements.toml``, read once."""
    table = _table()
    lists = {section: _lists(table, section) for section in (*VERB_SECTIONS, "nouns")}
    lemmas = sorted({word for section in VERB_SECTIONS for words in lists[section].values() for word in words})
    nouns = sorted({word for words in lists["nouns"].values() for word in words})
    forms = {form: lemma for lemma in lemmas if " " not in lemma for form in verb_forms(lemma)}
    forms |= {form: verb for verb, text in table["irregular"].items() for form in text.split()}
    forms |= {lemma.split()[0]: lemma.split()[0] for lemma in lemmas}
    forms |= {form: first for lemma in lemmas if " " in lemma for first in [lemma.split()[0]] for form in verb_forms(first)}
    documents = _words(table["documents"]["any"])
    return Speech(
        verbs={lemma: _verb(lemma, lists) for lemma in lemmas},
        nouns={lemma: _noun(lemma, lists["nouns"]) for lemma in nouns},
        forms=forms,
        noun_lemmas={form: lemma for lemma in sorted({*nouns, *documents}) for form in noun_forms(lemma)},
        documents=frozenset(documents),
        bodies=frozenset(_words(table["documents"]["bodies"])),
        personal=frozenset(_words(table["documents"]["personal"])),
        light=frozenset(form for verb in _words(table["light"]["any"]) for form in verb_forms(verb)),
        relays=frozenset(_words(table["relay"]["any"])),
        planned=frozenset(_words(table["status"]["planned"])),
        refused=frozenset(_words(table["status"]["refused"])),
        silent=frozenset(_words(table["adpositions"]["silent"])),
        bodily=frozenset(_words(table["medium"]["bodily"])),
        words={verb: frozenset(_words(nouns)) for verb, nouns in table["words"].items()},
        deeds={verb: frozenset(_words(nouns)) for verb, nouns in table["deeds"].items()},
    )
