"""From a record to an article: decode and clean, find the article on a page, its regions, its day, its outlet."""

from __future__ import annotations

import hashlib

from kg.config import Limits
from kg.errors import SetAside
from kg.intake.copies import signature
from kg.intake.dating import date_article
from kg.intake.decoding import Decoded, clean, read_text
from kg.intake.html import Page, extract_page
from kg.intake.language import is_english
from kg.intake.publisher import find_credits, find_publisher
from kg.intake.regions import Layout, find_regions
from kg.model import Article, Record, Reject, Source

STAGE = "intake"
LEAST = 20  # characters, see REJECT_CODES["empty"]


def prepare(record: Record, *, limits: Limits | None = None) -> Article | Reject:
    """The record as an article, or why it is set aside (never an exception for bad input).

    For a text, ``Article.text`` is the payload itself, decoded and cleaned; for HTML the text found on the page."""
    decoded = read_text(record.payload, page=record.kind == "html")
    digest = _sha256(decoded.text)
    try:
        return _prepared(record, decoded, limits or Limits())
    except SetAside as reason:
        return Reject(record.id, record.origin, STAGE, reason.reason_code, reason.message, digest)


def article_text(record: Record, *, limits: Limits | None = None) -> str:
    """The text to which all offsets of the record's article refer.

    Raises SetAside where no text can be had ("empty", "too-long", "no-text", "html-limits"); any language will do."""
    page, _ = _page(record, read_text(record.payload, page=record.kind == "html"), limits or Limits())
    return page.text


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _page(record: Record, decoded: Decoded, limits: Limits) -> tuple[Page, tuple[str, ...]]:
    """The record's text with what its page says of it; raises SetAside for one that is too short or too long."""
    if record.kind == "html":
        page = extract_page(decoded.text, record.url)
        cleaned = clean(page.text)
        page = Page(cleaned.text, page.title, page.published, page.publisher, page.url)
    else:
        page, cleaned = Page(decoded.text), Decoded("")
    if len(page.text) > limits.max_chars:
        raise SetAside("too-long", f"{len(page.text)} characters, the limit is {limits.max_chars}")
    if len(page.text.strip()) < LEAST:
        raise SetAside("empty", f"{len(page.text.strip())} characters of text")
    return page, cleaned.notes


def _prepared(record: Record, decoded: Decoded, limits: Limits) -> Article:
    page, notes = _page(record, decoded, limits)
    text, title = page.text, clean(record.title).text.strip() or page.title
    layout = find_regions(text, title)
    _check_language(record, text, layout)
    source = _source(record, page, layout, title, (*decoded.notes, *notes))
    return Article(source, text, layout.regions)


def _check_language(record: Record, text: str, layout: Layout) -> None:
    body = " ".join(text[span.start : span.end] for span in layout.regions)
    if not is_english(body):
        told = f"; the input says {record.language!r}" if record.language else ""
        raise SetAside("language-unsupported", f"the text does not read as English{told}")


def _source(record: Record, page: Page, layout: Layout, title: str, notes: tuple[str, ...]) -> Source:
    text, digest = page.text, _sha256(page.text)
    url = clean(record.url).text.strip() or page.url
    dating = date_article(text, layout, given=clean(record.published).text, metadata=page.published, url=url)
    return Source(
        key=_sha256(f"{record.id}\n{digest}")[:32],
        identifier=record.id,
        origin=record.origin,
        digest=digest,
        headline=layout.headline or title,
        url=url,
        publisher=find_publisher(text, layout, given=clean(record.publisher).text, metadata=page.publisher, url=url),
        published=dating.day,
        published_basis=dating.basis,
        printed=dating.printed,
        credits=find_credits(text, layout),
        signature=signature(text, layout.regions),
        notes=(*notes, *dating.notes),
    )
