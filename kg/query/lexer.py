r"""SPARQL text as tokens: just enough to know every word that an engine would take for a keyword.

A filter over the bare text is fooled by comments, strings and escapes ("SERVICE#c", "\u0053ERVICE"). Here the text is
cut by the terminals of the SPARQL 1.1 grammar; what the grammar has no terminal for is refused.

>>> [t.text for t in tokens("SELECT * { ?s a <urn:SERVICE> } # SERVICE")]
['SELECT', '*', '{', '?s', 'a', '<urn:SERVICE>', '}']
>>> clean(r'ASK { ?s ?p "\u0022" } # why')
'ASK { ?s ?p "\\"" } '
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from kg.errors import QueryError

Kind = Literal["space", "comment", "iri", "string", "language", "variable", "blank", "name", "word", "number", "mark"]

_ESCAPE = r"\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8}"
_CHAR = r"\\[tbnrf\\\"']|" + _ESCAPE
_LOCAL = r"[\w:]|%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?#@%]"
_TERMINALS: Final[tuple[tuple[Kind, str], ...]] = (
    ("space", r"[ \t\r\n]+"),
    ("comment", r"#[^\r\n]*"),
    ("iri", rf"<(?:[^<>\"{{}}|^`\\\x00-\x20]|{_ESCAPE})*>"),
    ("string", rf'"""(?:"{{0,2}}(?:[^"\\]|{_CHAR}))*"""' + rf"|'''(?:'{{0,2}}(?:[^'\\]|{_CHAR}))*'''"),
    ("string", rf'"(?:[^"\\\r\n]|{_CHAR})*"' + rf"|'(?:[^'\\\r\n]|{_CHAR})*'"),
    ("language", r"@[A-Za-z]+(?:-[A-Za-z0-9]+)*(?:--[a-z]+)?"),
    ("variable", r"[?$]\w[\w\u00b7]*"),
    ("blank", r"_:\w(?:[\w.\-]*[\w\-])?"),
    ("name", rf"(?:[^\W\d_](?:[\w.\-]*[\w\-])?)?:(?:(?:{_LOCAL})(?:(?:{_LOCAL}|[.\-])*(?:{_LOCAL}|-))?)?"),
    ("number", r"(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)[eE][+-]?[0-9]+|[0-9]*\.[0-9]+|[0-9]+"),
    ("word", r"[A-Za-z_]\w*"),
    ("mark", r"\^\^|\|\||&&|!=|<=|>=|<<|>>|\{\||\|\}|[{}()\[\].,;*+\-/|!=<>^?~]"),
)  # fmt: skip
_TOKEN: Final = re.compile("|".join(f"(?P<t{i}>{pattern})" for i, (_, pattern) in enumerate(_TERMINALS)))
_NAMED_ESCAPE: Final = {"\t": r"\t", "\b": r"\b", "\n": r"\n", "\r": r"\r", "\f": r"\f"}


@dataclass(frozen=True, slots=True)
class Token:
    """One terminal of the query with its place: ``text == query[start:end]``."""

    kind: Kind
    text: str
    start: int
    end: int

    def is_word(self, *words: str) -> bool:
        """True for a bare word (a keyword, a function name) that is one of ``words``, which are in upper case."""
        return self.kind == "word" and self.text.upper() in words


def pieces(query: str) -> Iterator[Token]:
    """All terminals in order, spaces and comments included. Raises QueryError where the grammar has none."""
    place = 0
    while place < len(query):
        match = _TOKEN.match(query, place)
        if match is None or match.lastgroup is None:
            raise QueryError("the query has a character that SPARQL does not know here", place=line_of(query, place))
        yield Token(_TERMINALS[int(match.lastgroup[1:])][0], match.group(), place, match.end())
        place = match.end()


def tokens(query: str) -> tuple[Token, ...]:
    """The terminals that mean something, in order."""
    return tuple(t for t in pieces(query) if t.kind not in ("space", "comment"))


def clean(query: str) -> str:
    """The same query without comments and numeric escapes, so that all engines read the same words in it.

    Engines differ in where a comment ends and in when they read numeric escapes: rdflib does so before it looks for
    strings, and takes the end of ``"\\\\u0022"`` (a backslash and "u0022") for a quotation mark. There alone an escape
    stays, for the "u". Line numbers do not change."""
    return "".join(_clean(t) for t in pieces(query))


def line_of(query: str, place: int) -> str:
    """Where in the query: "line 3, column 7", counted from 1."""
    line = query.count("\n", 0, place)
    return f"line {line + 1}, column {place - query.rfind(chr(10), 0, place)}"


def _clean(token: Token) -> str:
    if token.kind == "comment":
        return ""
    if token.kind == "string":
        return _clean_string(token.text) if "\\" in token.text else token.text
    if token.kind == "iri" and "\\" in token.text:
        return _plain_iri(re.sub(_ESCAPE, lambda m: _decoded(m.group()), token.text))
    return token.text


def _decoded(escape: str) -> str:
    number = int(escape[2:], 16)
    if number > 0x10FFFF or 0xD800 <= number <= 0xDFFF or number == 0:
        raise QueryError(f"{escape} is no character")
    return chr(number)


def _clean_string(text: str) -> str:
    plain = re.sub(rf"{_ESCAPE}|\\.", lambda match: _in_string(match.group()), text)
    return re.sub(r"(\\.)([uU]?)", lambda match: match[1] + _hidden(match[1], match[2]), plain)


def _in_string(escape: str) -> str:
    if escape[1] not in "uU":
        return escape
    char = _decoded(escape)
    return "\\" + char if char in "\"'\\" else _NAMED_ESCAPE.get(char, char)


def _hidden(escape: str, letter: str) -> str:
    """The letter after an escape; as a numeric escape where backslash and letter would look like the start of one.

    With all eight digits, for rdflib takes eight after a small "u" too, where more digits follow."""
    return f"\\U{ord(letter):08x}" if escape == r"\\" and letter else letter


def _plain_iri(iri: str) -> str:
    if any(t.kind != "iri" or t.text != iri for t in pieces(iri)):
        raise QueryError("an escape in an IRI stands for a character that no IRI may have")
    return iri
