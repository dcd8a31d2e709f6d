"""What the tests of extraction share: the pipeline, loaded once, and a reader of plain text."""

from collections.abc import Callable

import pytest
from spacy.language import Language

from kg.language import load
from kg.language.parsed import ParsedArticle, parse
from tests.factories import article


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The shipped pipeline."""
    return load()


@pytest.fixture(scope="session")
def read(nlp: Language) -> Callable[[str], ParsedArticle]:
    """Parses a text as one article, all of it body."""
    return lambda text: next(parse(nlp, [article(text)]))
