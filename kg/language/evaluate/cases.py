"""Own news sentences with the arcs and names that extraction needs.

    case = [
    {topic="apposition", text="Minister Ida Holm resigned.", arcs=["nsubj resigned Ida|Minister"], names=["PERSON Ida Holm"]},
    ]

An arc is `relations head dependent`; `|` parts what is equally right, ` / ` whole arcs; a word that occurs twice is
written `the#2`.
"""

import tomllib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc


@dataclass(frozen=True)
class Case:
    """A text with the arcs, names and number of sentences it should have."""

    topic: str
    text: str
    arcs: tuple[str, ...]
    names: tuple[str, ...]
    sentences: int


@dataclass(frozen=True)
class Outcome:
    """What came out wrong of a case, and how many facts it asks for."""

    case: Case
    wrong: tuple[str, ...]
    facts: int


def read_cases(path: Path) -> list[Case]:
    """The cases of a TOML file."""
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    return [
        Case(one["topic"], one["text"], tuple(one.get("arcs", ())), tuple(one.get("names", ())), one.get("sentences", 1))
        for one in table["case"]
    ]


def _places(doc: Doc, words: str) -> set[int]:
    """Tokens that `word`, `word#2` or `one|other` may mean."""
    found = set()
    for choice in words.split("|"):
        word, _, number = choice.partition("#")
        matches = [token.i for token in doc if token.text == word]
        found.update(matches[int(number or 1) - 1 : int(number or 1)])
    return found


def has_arc(doc: Doc, arc: str) -> bool:
    """Whether the parse has an arc, or one of several that are equally right."""
    for choice in arc.split(" / "):
        relations, head, word = choice.split(" ")
        heads = _places(doc, head)
        if any(doc[i].dep_ in relations.split("|") and doc[i].head.i in heads for i in _places(doc, word)):
            return True
    return False


def run_case(nlp: Language, case: Case) -> Outcome:
    """Read a case and list what is wrong."""
    doc = nlp(case.text)
    wrong = [arc for arc in case.arcs if not has_arc(doc, arc)]
    found = {f"{entity.label_} {entity.text}" for entity in doc.ents}
    bare = found | {name.replace(" the ", " ", 1).replace(" The ", " ", 1) for name in found}
    wrong += [name for name in case.names if name not in bare]
    if len(list(doc.sents)) != case.sentences:
        wrong.append(f"sentences: {len(list(doc.sents))}")
    return Outcome(case, tuple(wrong), len(case.arcs) + len(case.names) + 1)


def shares(outcomes: list[Outcome]) -> dict[str, float]:
    """Per cent of right facts: by topic, `all` together, and `cases` for cases without any error."""
    facts: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for one in outcomes:
        for topic in (one.case.topic, "all"):
            facts[topic] += one.facts
            right[topic] += one.facts - len(one.wrong)
    table = {topic: round(100 * right[topic] / facts[topic], 1) for topic in sorted(facts)}
    return table | {"cases": round(100 * sum(not one.wrong for one in outcomes) / len(outcomes), 1)}
