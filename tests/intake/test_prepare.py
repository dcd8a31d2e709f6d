"""Bad input is set aside with its reason; good input keeps its characters."""

from __future__ import annotations

import pytest

from kg.config import Limits
from kg.errors import REJECT_CODES
from kg.intake import prepare
from kg.intake.decoding import clean, decode
from kg.model import Article, Reject
from tests.intake.pages import BODY, HEADLINE, article, record, rejected

STORY = "\n\n".join(BODY)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_encodings_give_the_same_text(encoding: str) -> None:
    assert article(STORY.encode(encoding)).text == STORY


def test_forbidden_characters_go_and_are_noted() -> None:
    made = article("\ufeff" + STORY.replace("\n\n", "\r\n\r\n").replace("met", "m\x00et\ud800"))
    assert made.text == STORY
    assert made.source.notes == ("3 forbidden characters taken out",) or "forbidden" in made.source.notes[0]


def test_latin_letters_survive_a_wrong_charset() -> None:
    assert decode("Bogotá".encode("latin-1")).text == "Bogotá"


def test_a_clean_text_is_left_alone() -> None:
    text = "tab\t, non-breaking\u00a0space, zero\u200bwidth, “quotes”, emoji 😀\n"
    assert clean(text).text == text


SET_ASIDE = [
    ("", "empty"), ("Too short.", "empty"), (" \n" * 50, "empty"), (b"", "empty"),
    ("Los ministros se reunieron en la ciudad y acordaron que las conversaciones continuarían la próxima semana.",
    "language-unsupported"),
    ("部長たちは火曜日に会談し、国境を再開することで合意したと発表した。両国の軍隊は撤退する。", "language-unsupported"),
    ("Die Minister trafen sich am Dienstag und einigten sich darauf, dass die Grenze wieder geöffnet wird.",
    "language-unsupported"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "code"), SET_ASIDE)
def test_set_aside(text: str | bytes, code: str) -> None:
    made = rejected(text)
    assert made.code == code
    assert made.code in REJECT_CODES


def test_a_headline_of_words_that_others_share_is_english() -> None:
    assert article("Hamas leaders met Egyptian officials in Cairo.").text


def test_too_long_is_set_aside_not_cut() -> None:
    made = prepare(record(STORY), limits=Limits(max_chars=100))
    assert isinstance(made, Reject)
    assert made.code == "too-long"


def test_keys_tell_texts_and_identifiers_apart() -> None:
    one, same, other = article(STORY), article(STORY), article(STORY + " They left.")
    assert one.source.key == same.source.key
    assert len({one.source.key, other.source.key, article(STORY, id="a2").source.key}) == 3


PAGE = f"""<!doctype html><html><head><title>{HEADLINE} | Lund Courier</title>
<script type="application/ld+json">{{"@context": "https://schema.org", "@graph": [
 {{"@type": "NewsArticle", "headline": "{HEADLINE}", "datePublished": "DATE", "publisher": {{"@id": "#org"}}}},
 {{"@type": "Organization", "@id": "#org", "name": "The Lund Courier"}}]}}</script></head>
<body><nav><a href="/">Home</a><a href="/w">World</a></nav>
<article><h1>{HEADLINE}</h1>{"".join(f"<p>{p}</p>" for p in BODY)}</article>
<footer>© 2024 The Lund Courier</footer></body></html>"""


def test_a_page_gives_its_article_and_data() -> None:
    made = article(PAGE.replace("DATE", "2024-03-12T09:00:00+01:00"), kind="html")
    source = made.source
    assert made.text.startswith(HEADLINE)
    assert "Home" not in made.text
    assert all(part.replace("\n\n", " ") in made.text.replace("\n\n", " ") for part in BODY)
    assert (source.headline, source.published, source.published_basis) == (HEADLINE, "2024-03-12", "metadata")
    assert source.publisher == "The Lund Courier"


def test_an_impossible_date_is_not_mended() -> None:
    source = article(PAGE.replace("DATE", "2024-02-30"), kind="html").source
    assert source.published == ""


PAGES = [
    ("<html><body></body></html>", "empty"),
    ("<html><body>" + "<div>" * 1000 + "The ministers met." + "</div>" * 1000 + "</body></html>", "html-limits"),
    ("<html><body><p " + " ".join(f"a{i}" for i in range(5000)) + ">The ministers met.</p></body></html>", "html-limits"),
    ("<html><body>" + "<i>a</i>" * 70_000 + "</body></html>", "html-limits"),
]


@pytest.mark.parametrize(("page", "code"), PAGES)
def test_pages_that_are_set_aside(page: str, code: str) -> None:
    assert rejected(page, kind="html").code == code


def test_regions_lie_inside_the_text_in_order() -> None:
    made = prepare(record(STORY))
    assert isinstance(made, Article)
    edges = [place for span in made.regions for place in (span.start, span.end)]
    assert edges == sorted(edges)
    assert 0 <= edges[0] <= edges[-1] <= len(made.text)
