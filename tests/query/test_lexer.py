"""Every word that an engine would take for a keyword is found, and none in strings, IRIs or comments."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from kg.errors import QueryError
from kg.query.lexer import clean, line_of, pieces, tokens


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("SELECT*{?s?p?o}", ["SELECT", "*", "{", "?s", "?p", "?o", "}"]),
        ("a:b.c:d", ["a:b.c:d"]),
        ("a:b. c:d", ["a:b", ".", "c:d"]),
        ("?a<?b", ["?a", "<", "?b"]),
        ("<a>b", ["<a>", "b"]),
        ('"SERVICE"@en-GB', ['"SERVICE"', "@en-GB"]),
        ("'''a'b''c'''", ["'''a'b''c'''"]),
        (r'"a\"SERVICE"', [r'"a\"SERVICE"']),
        ("SERVICE#c\n<x>", ["SERVICE", "<x>"]),
        ("# SERVICE\rASK", ["ASK"]),
        ("p:x|^p:y/p:z*", ["p:x", "|", "^", "p:y", "/", "p:z", "*"]),
        ('"1"^^xsd:int', ['"1"', "^^", "xsd:int"]),
        ("1.5e3 .5 7.", ["1.5e3", ".5", "7", "."]),
        (r"p:a\-b p:%41 _:b0", [r"p:a\-b", "p:%41", "_:b0"]),
        ("", []),
    ],
)
def test_tokens(query: str, expected: list[str]) -> None:
    assert [token.text for token in tokens(query)] == expected


def test_pieces_are_the_whole_text() -> None:
    query = "PREFIX p: <urn:p>  # why\r\nSELECT ?s { ?s p:q '''x\ny''' }\n"
    assert "".join(piece.text for piece in pieces(query)) == query
    assert all(query[piece.start : piece.end] == piece.text for piece in pieces(query))


@pytest.mark.parametrize("query", [r"\u0053ERVICE", "ASK { ?s ?p `x` }", '"no end', "'line\nend'", r'"\x41"', "§"])
def test_what_the_grammar_does_not_know_is_refused(query: str) -> None:
    with pytest.raises(QueryError):
        tokens(query)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (r'"\u0041"', '"A"'),
        (r'"\u0022 }"', r'"\" }"'),
        (r'"\\u0022 }"', r'"\\\U000000750022 }"'),
        (r'"\u005Cu0022 }"', r'"\\\U000000750022 }"'),
        (r'"\\\\u"', r'"\\\\\U00000075"'),
        (r'"\nu \\n"', r'"\nu \\n"'),
        (r"'\u000a'", r"'\n'"),
        (r'"\U0001F600"', '"\U0001f600"'),
        (r"<urn:\u0061>", "<urn:a>"),
        ("ASK # x\n{}", "ASK \n{}"),
    ],
)
def test_clean_leaves_no_comment_and_no_numeric_escape(query: str, expected: str) -> None:
    assert clean(query) == expected


@pytest.mark.parametrize("query", [r'"\ud800"', r'"\u0000"', r"<urn:\u003e>", r"<urn:\u0020x>", r'"\UFFFFFFFF"'])
def test_escapes_for_impossible_characters_are_refused(query: str) -> None:
    with pytest.raises(QueryError):
        clean(query)


def test_clean_means_the_same_to_the_engine() -> None:
    store = ox.Store()
    store.add(ox.Quad(ox.NamedNode("urn:s"), ox.NamedNode("urn:p"), ox.Literal('a "quoted"\nline')))
    query = r'SELECT ?s { ?s <urn:\u0070> "a \u0022quoted\u0022\nline" } # end'
    assert len(list(store.query(clean(query)))) == 1  # type: ignore[arg-type]


def test_line_of_counts_from_one() -> None:
    assert line_of("ab\ncd", 4) == "line 2, column 2"
