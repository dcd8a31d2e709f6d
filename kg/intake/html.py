"""A news page as text with its metadata: trafilatura and htmldate, behind limits that keep them from failing silently.

trafilatura returns None without an error for deep nests, and its time is quadratic in the attributes of one tag and in
the number of elements; so a page is counted before it is parsed, and a page without a found text is an error.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from htmldate import find_date
from trafilatura import bare_extraction

from kg.errors import SetAside
from kg.intake.dating import gate
from kg.intake.jsonld import PageData, read_page_data

# A large news page has 10,000 elements, 60 levels and 40 attributes in one tag; these bounds keep a page under 10 s.
MAX_ELEMENTS, MAX_DEPTH, MAX_ATTRIBUTES, MAX_TAG = 60_000, 400, 2_000, 1_000_000
ENOUGH_LETTERS = 500  # a page with more letters than this and no text found is "no-text", one with fewer is "empty"
TAG = re.compile(r"<(/?)([a-zA-Z][\w:-]*)((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>")
VALUE = re.compile(r"\"[^\"]*\"|'[^']*'")
UNCLOSED = frozenset(
    "area base br col embed hr img input link meta param source track wbr p li td th tr dd dt option thead tbody tfoot".split()
)
HIDDEN = re.compile(r"<(script|style|noscript|template|svg)\b.*?</\1\s*>|<!--.*?-->", re.IGNORECASE | re.DOTALL)
ANY_TAG = re.compile(r"<[^>]{0,10000}>")
SITE_TAIL = re.compile(r"(.{5,})\s[-|–—:]\s([^-|–—:]{2,40})$")
LETTERS = re.compile(r"[^\W\d_]")
EARLIEST, LATEST = "1990-01-01", "2100-01-01"  # htmldate would take the clock for the latest day


@dataclass(frozen=True, slots=True)
class Page:
    """What a page holds: its article as text (headline first), and its metadata; empty strings where unknown.

    ``published`` is the day as the page's metadata give it, not yet gated."""

    text: str
    title: str = ""
    published: str = ""
    publisher: str = ""
    url: str = ""
    notes: tuple[str, ...] = ()


def check_limits(html: str) -> None:
    """Raises SetAside("html-limits") for a page that would take too long or be lost without a word."""
    depth = elements = 0
    longest = max((len(run) for run in re.findall(r"<[^>]{1000,}", html)), default=0)
    if longest > MAX_TAG:
        raise SetAside("html-limits", f"a tag of {longest} characters")
    for found in TAG.finditer(html):
        closing, name, attributes = found.groups()
        elements += not closing
        if name.lower() not in UNCLOSED and not attributes.endswith("/"):
            depth = max(0, depth - 1) if closing else depth + 1
        _check(elements, depth, attributes)


def _check(elements: int, depth: int, attributes: str) -> None:
    if elements > MAX_ELEMENTS:
        raise SetAside("html-limits", f"over {MAX_ELEMENTS} elements")
    if depth > MAX_DEPTH:
        raise SetAside("html-limits", f"over {MAX_DEPTH} levels")
    if len(attributes) > 2 * MAX_ATTRIBUTES and len(VALUE.sub("", attributes).split()) > MAX_ATTRIBUTES:
        raise SetAside("html-limits", f"over {MAX_ATTRIBUTES} attributes in one tag")


def extract_page(html: str, url: str = "") -> Page:
    """The article of a page. ``html`` is decoded and clean; ``url`` its address where known.

    Raises SetAside: "html-limits", "no-text" for letters but no text, "empty" for hardly any letters."""
    check_limits(html)
    found = bare_extraction(
        html, url=url or None, include_comments=False, include_tables=False, with_metadata=True,
        date_extraction_params={"original_date": True, "extensive_search": False, "min_date": EARLIEST, "max_date": LATEST},
    )  # fmt: skip
    body = (_field(found, "text")).strip()
    if not body:
        _no_text(html)
    data = read_page_data(html)
    publisher = data.publisher or _field(found, "sitename")
    title = _without_site(data.headline or _field(found, "title"), publisher, url or data.url)
    text = body if not title or body.startswith(title) else f"{title}\n\n{body}"
    return Page(
        text,
        title,
        data.published or _searched_date(html, data, url),
        publisher,
        url or data.url or _field(found, "url"),
    )


def _without_site(title: str, publisher: str, url: str) -> str:
    """The title without the name of the site that many pages add to it.

    >>> _without_site("Talks end - Rome Daily", "Rome Daily", ""), _without_site("Talks - an end", "Rome Daily", "")
    ('Talks end', 'Talks - an end')
    """
    found = SITE_TAIL.match(title)
    if not found:
        return title
    tail = re.sub(r"\W", "", found[2].lower()).removeprefix("the")
    known = re.sub(r"\W", "", f"{publisher} {url}".lower())
    return found[1] if tail and tail in known else title


def _field(found: Any, name: str) -> str:
    """A field of trafilatura's document, which may be None as a whole or in part."""
    value = getattr(found, name, None)
    return value if isinstance(value, str) else ""


def _searched_date(html: str, data: PageData, url: str) -> str:
    """htmldate's find, only where the page's own fields say nothing: it would mend an impossible date in them."""
    if data.dated:
        return ""
    found = find_date(html, extensive_search=False, original_date=True, url=url or None, min_date=EARLIEST, max_date=LATEST)
    return gate(found or "")


def _no_text(html: str) -> None:
    letters = len(LETTERS.findall(ANY_TAG.sub(" ", HIDDEN.sub(" ", html))))
    if letters > ENOUGH_LETTERS:
        raise SetAside("no-text", f"{letters} letters on the page, no article found")
    raise SetAside("empty", "the page holds hardly any text")
