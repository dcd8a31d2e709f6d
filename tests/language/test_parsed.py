"""The parsed article: only body text is parsed, and every token leads back to its place in the article."""

import pytest
from spacy.language import Language

from kg.language import load
from kg.language.parsed import ParsedArticle, parse
from kg.model import Article, Origin, Source, Span


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load()


def read(nlp: Language, text: str, *pieces: str) -> ParsedArticle:
    """The article whose regions are the pieces of the text (all of it where none is given)."""
    starts = [(text.index(piece), len(piece)) for piece in pieces] or [(0, len(text))]
    regions = tuple(Span(start, start + length) for start, length in starts)
    source = Source(key="s", identifier="s", origin=Origin("s.txt"), digest="")
    return next(parse(nlp, [Article(source, text, regions)]))


TEXT = "Menu\n\nMinisters meet in Oslo\n\nOslo,\tJan 9.  The ministers’ talks\nwent on; “good”, one said.\n\nShare\n"
PIECES = ("Ministers meet in Oslo", "Oslo,\tJan 9.  The ministers’ talks\nwent on; “good”, one said.")


def test_every_token_stands_where_the_article_has_it(nlp: Language) -> None:
    parsed = read(nlp, TEXT, *PIECES)
    assert len(parsed.doc) > 20
    for token in parsed.doc:
        assert TEXT[parsed.start(token) : parsed.end(token)] == token.text
        assert token.text.strip() == token.text


def test_what_lies_outside_the_regions_is_not_parsed(nlp: Language) -> None:
    words = {token.text for token in read(nlp, TEXT, *PIECES).doc}
    assert "Oslo" in words
    assert not words & {"Menu", "Share"}


def test_a_sentence_starts_with_each_region(nlp: Language) -> None:
    parsed = read(nlp, TEXT, *PIECES)
    second = next(token for token in parsed.doc if parsed.region_of(token) == 1)
    assert second.is_sent_start
    assert second.text == "Oslo"
    assert all(len({parsed.region_of(token) for token in sentence}) == 1 for sentence in parsed.doc.sents)


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        ("The talks failed\n\nBoth sides left", 2),
        ("The talks failed.\nBoth sides left.", 2),
        ("The talks between the two\nsides failed.", 1),
        ("By our own correspondent\nThe talks failed.", 2),
        ("The talks between the ministers of both countries ended without a word from\nGeneva.", 1),
        ("“The talks failed.”\nBoth sides left.", 2),
    ],
)
def test_paragraphs(nlp: Language, text: str, paragraphs: int) -> None:
    parsed = read(nlp, text)
    assert parsed.paragraph_of(parsed.doc[len(parsed.doc) - 1]) == paragraphs - 1
    assert len(list(parsed.doc.sents)) >= paragraphs


def test_a_passage_is_the_text_between_two_tokens(nlp: Language) -> None:
    parsed = read(nlp, TEXT, *PIECES)
    passage = parsed.passage(token for token in parsed.doc if token.text in ("talks", "went"))
    assert passage.text == "talks\nwent"
    assert TEXT[passage.start : passage.end] == passage.text


def test_a_passage_is_cut_to_one_region(nlp: Language) -> None:
    parsed = read(nlp, TEXT, *PIECES)
    assert parsed.passage(parsed.doc[2:7]).text == "in Oslo"


def test_an_article_without_body_gives_an_empty_doc(nlp: Language) -> None:
    source = Source(key="s", identifier="s", origin=Origin("s.txt"), digest="")
    articles = [Article(source, "", ()), Article(source, "Ana left.", (Span(0, 9),))]
    assert [len(parsed.doc) for parsed in parse(nlp, articles)] == [0, 3]
