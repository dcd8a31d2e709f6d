"""What a user writes for a parameter, read as a term of the parameter's type.

>>> read_value("node", "Q90", "actor").value, read_value("status", "denied", "status").value
('http://www.wikidata.org/entity/Q90', 'https://w3id.org/newskg/ontology#denied')
>>> read_value("date", "2026-02-30", "from")
Traceback (most recent call last):
kg.errors.QueryError: --from: '2026-02-30' is no day of the calendar; write it as 2026-01-09
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Callable
from functools import partial
from typing import Final, get_args

from kg.errors import QueryError
from kg.model import ActionKind, EntityKind, Mode, Status
from kg.query.answer import XSD, Term, iri, literal
from kg.query.formats import long
from kg.rdf.terms import PREFIXES

_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_QID: Final = re.compile(r"Q[1-9][0-9]*")


def read_value(kind: str, value: str, name: str) -> Term:
    """``value`` as a term of the type ``kind``, a key of ``TYPES``; ``name`` is the parameter's, for messages.

    Raises QueryError for a value that is not of the type."""
    try:
        return TYPES[kind](value)
    except ValueError as error:
        raise QueryError(str(error), place=f"--{name}") from error


def _node(value: str) -> Term:
    """A name as it is, or the full form of an IRI or Wikidata id, as a string: the queries compare it as one."""
    name = " ".join(unicodedata.normalize("NFC", value).split())
    if not name:
        raise ValueError("a name, an IRI or a Wikidata id is needed")
    if any(unicodedata.category(char) in ("Cc", "Cs") for char in name):
        raise ValueError("a name has no control characters")
    if name.startswith("<") and name.endswith(">"):
        return literal(name[1:-1])
    return literal(PREFIXES["wd"] + name if _QID.fullmatch(name) else long(name))


def _date(value: str) -> Term:
    try:
        datetime.date.fromisoformat(value if _DAY.fullmatch(value) else "")
    except ValueError:
        raise ValueError(f"{value!r} is no day of the calendar; write it as 2026-01-09") from None
    return literal(value, XSD + "date")


def _concept(codes: tuple[str, ...], value: str) -> Term:
    code = value.removeprefix("kg:")
    if code not in codes:
        raise ValueError(f"{value!r} is not one of {', '.join(codes)}")
    return iri(PREFIXES["kg"] + code)


TYPES: Final[dict[str, Callable[[str], Term]]] = {
    "node": _node,
    "date": _date,
    "status": partial(_concept, get_args(Status)),
    "mode": partial(_concept, get_args(Mode)),
    "kind": partial(_concept, get_args(ActionKind)),
    "actor-kind": partial(_concept, get_args(EntityKind)),
}
"""The types a parameter may have, each with its reader, which raises ValueError."""
