"""The named questions: SPARQL files that explain themselves, with parameters bound as terms.

A question is one file in ``questions/``, valid SPARQL as it stands, whose leading comment lines describe it::

    # title: Who met whom
    # description: One row for each meeting.
    # param actor (node, required): a name, an IRI or a Wikidata id
    # example: kg ask meetings graph.ttl --actor "United Nations"
    # fold: participants
    # compare: wording utterance
    SELECT ... WHERE { VALUES ?actor { "United Nations" } ...

A parameter is a VALUES block with one variable. Binding puts a serialised term in place of what the block holds, or
UNDEF for a parameter that was not given; nothing a user wrote is ever read as SPARQL. Rows that differ in ``fold``
columns alone are drawn together in what is shown: one row for a meeting, with all its participants. ``compare`` names a
column of texts and the column that groups them: a further column shows them with the words that differ marked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from kg.errors import ConfigError, QueryError
from kg.query.answer import Answer, Row, Term, literal
from kg.query.formats import shown, to_oxigraph
from kg.query.lexer import Token, clean, pieces
from kg.query.values import TYPES, read_value

_PARAM: Final = re.compile(r"(\w+) \(([\w-]+)(, required)?\): (.+)")
_JOINT: Final = "; "


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a question; ``kind`` is a key of ``kg.query.values.TYPES``."""

    name: str
    kind: str
    required: bool
    text: str


@dataclass(frozen=True, slots=True)
class Question:
    """A named question: ``query`` is the file's SPARQL, ``fold`` the columns in which rows may be drawn together, ``compare``
    the column of texts to compare and the one that groups them, or nothing."""

    name: str
    title: str
    description: str
    parameters: tuple[Parameter, ...]
    example: str
    fold: tuple[str, ...]
    query: str
    compare: tuple[str, ...] = ()


def questions() -> tuple[Question, ...]:
    """All named questions in the order of their names."""
    found = [f for f in files("kg.query").joinpath("questions").iterdir() if f.name.endswith(".rq")]
    return tuple(_question(f.name.removesuffix(".rq"), f.read_text(encoding="utf-8")) for f in sorted(found, key=str))


@cache
def _by_name() -> dict[str, Question]:
    return {q.name: q for q in questions()}


def question(name: str) -> Question:
    """The question with this name. Raises QueryError that lists the names there are."""
    try:
        return _by_name()[name]
    except KeyError:
        raise QueryError(f"there is no question {name!r}", remedy=f"choose one of {', '.join(_by_name())}") from None


def bind(asked: Question, given: Mapping[str, str]) -> str:
    """The question as SPARQL with the ``given`` values bound, each read as its parameter's type.

    Raises QueryError for an unknown or missing parameter, or a value that is not of its type."""
    known = {p.name: p for p in asked.parameters}
    if unknown := sorted(set(given) - set(known)):
        takes = ", ".join(known) or "no parameters"
        raise QueryError(f"{asked.name} has no parameter {unknown[0]!r}", remedy=f"it takes {takes}")
    missing = [p.name for p in asked.parameters if p.required and p.name not in given]
    if missing:
        raise QueryError(f"{asked.name} needs --{missing[0]}", remedy=f"as in: {asked.example}")
    terms = {name: read_value(p.kind, given[name], name) if name in given else None for name, p in known.items()}
    return "".join(_bound(list(pieces(asked.query)), terms))


def fold(asked: Question, answer: Answer) -> Answer:
    """The answer with rows drawn together that differ in the question's ``fold`` columns alone; these become lists
    as text, in the order of the rows, joined by "; "."""
    folded = [i for i, v in enumerate(answer.variables) if v in asked.fold]
    if not folded:
        return answer
    groups: dict[Row, list[Row]] = {}
    for row in answer.rows:
        key = tuple(None if i in folded else term for i, term in enumerate(row))
        groups.setdefault(key, []).append(row)
    return Answer(answer.form, answer.variables, _drawn_together(groups, folded))


def _drawn_together(groups: Mapping[Row, Sequence[Row]], folded: Sequence[int]) -> Iterator[Row]:
    for key, rows in groups.items():
        yield tuple(_joint(row[i] for row in rows) if i in folded else term for i, term in enumerate(key))


def _joint(cells: Iterable[Term | None]) -> Term | None:
    distinct = list(dict.fromkeys(cell for cell in cells if cell is not None and cell.value))
    if len(distinct) < 2:
        return distinct[0] if distinct else None
    return literal(_JOINT.join(shown(cell) for cell in distinct))


def _bound(found: Sequence[Token], terms: Mapping[str, Term | None]) -> Iterator[str]:
    """The query's text, with the term in place of whatever stands in ``VALUES ?name { ... }``."""
    inside = False
    meant: list[str] = []
    for token in found:
        if inside and token.text != "}":
            continue
        inside = False
        yield token.text
        if token.kind not in ("space", "comment"):
            meant = [*meant[-2:], token.text]
        if len(meant) == 3 and meant[0].upper() == "VALUES" and meant[2] == "{" and meant[1][1:] in terms:
            term = terms[meant[1][1:]]
            yield f" {clean(str(to_oxigraph(term))) if term else 'UNDEF'} "
            inside = True


def _question(name: str, text: str) -> Question:
    head = _header(text)
    fields: dict[str, str] = dict(line for line in head if line[0] != "param")
    parameters = tuple(_parameter(name, value) for key, value in head if key == "param")
    for parameter in parameters:
        if not re.search(rf"VALUES \?{parameter.name} {{", text):
            raise ConfigError(f"parameter {parameter.name} has no VALUES block", place=f"{name}.rq")
    try:
        return Question(
            name, fields["title"], fields["description"], parameters, fields["example"],
            tuple(re.split(r"[,\s]+", fields["fold"])) if "fold" in fields else (), text,
            tuple(fields.get("compare", "").split()),
        )  # fmt: skip
    except KeyError as error:
        raise ConfigError(f"has no line {error.args[0]!r}", place=f"{name}.rq") from error


def _header(text: str) -> list[tuple[str, str]]:
    """Pairs of key and value from the leading comment lines; a line that begins with two more spaces goes on."""
    found: list[tuple[str, str]] = []
    for line in text.splitlines():
        if not line.startswith("# "):
            break
        if line.startswith("#   ") and found:
            found[-1] = (found[-1][0], f"{found[-1][1]} {line[4:].strip()}")
        else:
            key, _, value = line[2:].partition(" " if line.startswith("# param ") else ": ")
            found.append((key, value.strip()))
    return found


def _parameter(question_name: str, line: str) -> Parameter:
    match = _PARAM.fullmatch(line)
    if match is None or match[2] not in TYPES:
        raise ConfigError(f"cannot read the parameter {line!r}", place=f"{question_name}.rq")
    return Parameter(match[1], match[2], bool(match[3]), match[4])
