"""Each gate lets through what every store keeps as it is, and nothing else."""

from __future__ import annotations

import datetime
import math

import pyoxigraph
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, Triple

from kg.errors import ValueGateError
from kg.rdf import gates

SUBJECT = NamedNode("https://example.org/s")
ANY_TEXT = st.text(alphabet=st.characters(blacklist_categories=()))


def accepted(gate: object, *values: object) -> Literal | NamedNode | None:
    try:
        return gate(*values)  # type: ignore[operator,no-any-return]
    except ValueGateError:
        return None


def round_trips(term: Literal | NamedNode) -> None:
    """The term comes back the same from every syntax, from a store, and from rdflib."""
    for form in (RdfFormat.TURTLE, RdfFormat.N_TRIPLES, RdfFormat.RDF_XML, RdfFormat.JSON_LD):
        data = pyoxigraph.serialize([Triple(SUBJECT, SUBJECT, term)], format=form)
        assert data is not None
        assert [quad.object for quad in pyoxigraph.parse(data, form)] == [term]
    store = Store()
    store.add(Quad(SUBJECT, SUBJECT, term))
    assert next(iter(store)).object == term
    written = pyoxigraph.serialize([Triple(SUBJECT, SUBJECT, term)], format=RdfFormat.N_TRIPLES)
    assert [str(value) for value in rdflib.Graph().parse(data=written, format="nt").objects()] == [term.value]


@given(ANY_TEXT)
def test_text_is_kept_to_the_letter_or_refused(value: str) -> None:
    term = accepted(gates.text, value)
    if term is not None:
        assert term.value == value
        round_trips(term)


@pytest.mark.parametrize("value", ["a\0b", "a\rb", "\x1b[0m", "half \ud83d pair", "\ufffe"])
def test_text_that_xml_cannot_hold_is_refused(value: str) -> None:
    with pytest.raises(ValueGateError, match=r"forbidden character U\+"):
        gates.text(value)


@given(ANY_TEXT.map(lambda path: f"https://example.org/{path}"))
def test_an_iri_passes_unchanged_or_not_at_all(value: str) -> None:
    term = accepted(gates.iri, value)
    if term is not None:
        assert term.value == value
        round_trips(term)


@pytest.mark.parametrize(
    "value",
    ["", "relative", "javascript:alert(1)", "https://e.org/a b", "https://e.org/\n", "https://e.org/<x>",
     "https://e.org/\u202egpj", "https://e.org/\u200b", "//e.org/", "https://e.org/\\x"],
)  # fmt: skip
def test_no_iri(value: str) -> None:
    with pytest.raises(ValueGateError):
        gates.iri(value)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("https://news.example/a?b=c#d", "https://news.example/a?b=c#d"),
        (" HTTPS://News.Example ", "https://news.example/"),
        ("https://user:secret@news.example:8080/a", "https://news.example:8080/a"),
        ('https://news.example/a b/\u00e9"<>', "https://news.example/a%20b/%C3%A9%22%3C%3E"),
        ("https://news.example/50%/%41", "https://news.example/50%25/%41"),
        ("https://b\u00fccher.example/", "https://xn--bcher-kva.example/"),
        ("http://[2001:DB8::1]/x", "http://[2001:db8::1]/x"),
        ("https://news.example/\u202egpj.exe", "https://news.example/%E2%80%AEgpj.exe"),
    ],
)
def test_web_addresses_are_made_clean(value: str, expected: str) -> None:
    assert gates.web_address(value).value == expected


@pytest.mark.parametrize(
    "value",
    ["", "news", "ftp://news.example/", "javascript:alert(1)", "https://", "https://a b/", "https://[::1/", "http://x:port/",
     "https://-.example", "https://" + "a" * 70 + ".example", "https://news.example/\ud800"],
)  # fmt: skip
def test_no_web_address_and_no_secret_in_the_message(value: str) -> None:
    with pytest.raises(ValueGateError):
        gates.web_address(value)
    with pytest.raises(ValueGateError) as caught:
        gates.web_address("ftp://user:secret@news.example/")
    assert "secret" not in str(caught.value)


@given(ANY_TEXT)
def test_web_addresses_round_trip(value: str) -> None:
    term = accepted(gates.web_address, f"https://news.example/{value}")
    if term is not None:
        round_trips(term)
        assert gates.web_address(term.value) == term


@given(st.dates())
def test_every_day_of_the_calendar_passes(day: datetime.date) -> None:
    term = gates.date(day.isoformat())
    assert term.value == day.isoformat()
    round_trips(term)


@pytest.mark.parametrize(
    "value", ["2026-02-30", "2026-13-01", "0000-01-01", "10000-01-01", "2026-1-9", "20260109", "9 January", "2026-01-09 ", ""]
)
def test_no_date(value: str) -> None:
    with pytest.raises(ValueGateError):
        gates.date(value)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2026-01-09", "2026-01-09"),
        ("2026-01-09T10:00:00Z", "2026-01-09T10:00:00Z"),
        ("2026-01-09T10:00:00.25+00:00", "2026-01-09T10:00:00Z"),
        ("2026-01-09T10:00-05:00", "2026-01-09T10:00:00-05:00"),
        ("2026-01-09T10:00:00", "2026-01-09T10:00:00"),
    ],
)
def test_moments_in_one_form(value: str, expected: str) -> None:
    term = gates.moment(value)
    assert term.value == expected
    assert term.datatype.value.endswith("#dateTime" if "T" in expected else "#date")
    store = Store()
    store.add(Quad(SUBJECT, SUBJECT, term))
    assert next(iter(store)).object == term


@pytest.mark.parametrize("value", ["2026-01-09T25:00:00Z", "2026-02-30T10:00:00Z", "2026-01-09T10:00:00+15:00", "now"])
def test_no_moment(value: str) -> None:
    with pytest.raises(ValueGateError):
        gates.moment(value)


@given(st.floats(min_value=-1000, max_value=1000))
def test_decimals_are_canonical(value: float) -> None:
    term = gates.decimal(value)
    assert math.isclose(float(term.value), value, abs_tol=0.0005001)
    assert term.value != "-0" and not ("." in term.value and term.value.endswith(("0", ".")))
    round_trips(term)


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_no_number(value: float) -> None:
    with pytest.raises(ValueGateError):
        gates.decimal(value)


@given(st.integers())
def test_integers_round_trip(value: int) -> None:
    term = gates.integer(value)
    assert int(term.value) == value


@pytest.mark.parametrize(("value", "passes"), [("en", True), ("pt-BR", True), ("English language", False), ("", False)])
def test_language_tags(value: str, passes: bool) -> None:
    assert (accepted(gates.language, value) is not None) is passes


def test_a_point_has_the_longitude_first() -> None:
    assert gates.point(-19.0431, -65.2592).value == "POINT(-65.2592 -19.0431)"
    with pytest.raises(ValueGateError):
        gates.point(-65.2592, -190.0431)
    with pytest.raises(ValueGateError):
        gates.point(math.nan, 0)
