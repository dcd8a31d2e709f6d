"""What a page says of itself in JSON-LD (also inside ``@graph``) and meta tags, which trafilatura reads only in part."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any

SCRIPT = re.compile(r"<script[^>]{0,300}application/ld\+json[^>]{0,300}>(.*?)</script\s*>", re.IGNORECASE | re.DOTALL)
META = re.compile(r"<meta\s([^>]{1,4000})>", re.IGNORECASE)
ATTRIBUTE = re.compile(r"""([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
ARTICLE_TYPES = ("NewsArticle", "ReportageNewsArticle", "Article", "AnalysisNewsArticle", "BackgroundNewsArticle",
                 "LiveBlogPosting", "BlogPosting", "OpinionNewsArticle", "Report", "WebPage")  # fmt: skip
DATE_TAGS = ("article:published_time", "og:article:published_time", "datepublished", "date", "dc.date", "dc.date.issued",
             "dcterms.date", "pubdate", "publishdate", "parsely-pub-date", "sailthru.date", "article.published")  # fmt: skip
SITE_TAGS = ("og:site_name", "dc.publisher", "publisher", "application-name")
MAX_LEVELS = 30  # of JSON, far above what sites write


@dataclass(frozen=True, slots=True)
class PageData:
    """Headline, day of publication, publisher and address as the page gives them; ``dated`` where it names any date,
    be it impossible."""

    headline: str = ""
    published: str = ""
    publisher: str = ""
    url: str = ""
    dated: bool = False


def read_page_data(html: str) -> PageData:
    """Fields of the page's own data; JSON-LD of an article before meta tags. Broken JSON is passed over."""
    nodes = sorted(_articles(html), key=lambda node: _rank(node))
    tags = _meta_tags(html)
    dates = [node["datePublished"] for node in nodes if isinstance(node.get("datePublished"), str)]
    dates += [tags[name] for name in DATE_TAGS if name in tags]
    named = [name for node in nodes if (name := _publisher(node, html))]
    named += [tags[name] for name in SITE_TAGS if name in tags]
    heads = [node["headline"] for node in nodes if isinstance(node.get("headline"), str)]
    heads += [tags["og:title"]] if not heads and "og:title" in tags else []
    return PageData(
        _line(heads), _line(dates), _line(named), tags.get("og:url", "").strip(), bool(dates)
    )  # fmt: skip


def _line(found: list[str]) -> str:
    """The first, unescaped, on one line."""
    return " ".join(unescape(found[0]).split()) if found else ""


def _rank(node: dict[str, Any]) -> int:
    kinds = [kind for kind in _listed(node.get("@type")) if kind in ARTICLE_TYPES]
    return ARTICLE_TYPES.index(kinds[0]) if kinds else len(ARTICLE_TYPES)


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _walk(value: Any, level: int = 0) -> Iterator[dict[str, Any]]:
    if level > MAX_LEVELS:
        return
    if isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _walk(value.get(key), level + 1)
    elif isinstance(value, list):
        for part in value:
            yield from _walk(part, level + 1)


def _nodes(html: str) -> Iterator[dict[str, Any]]:
    for found in SCRIPT.finditer(html):
        try:
            yield from _walk(json.loads(found[1].strip().rstrip(";"), strict=False))
        except (ValueError, RecursionError):
            continue


def _articles(html: str) -> list[dict[str, Any]]:
    return [node for node in _nodes(html) if any(kind in ARTICLE_TYPES for kind in _listed(node.get("@type")))]


def _publisher(node: dict[str, Any], html: str) -> str:
    """The publisher's name, also where the article only points to a node of the graph."""
    for value in _listed(node.get("publisher")):
        if isinstance(value, str) and not value.startswith(("http", "#")):
            return value
        if isinstance(value, dict):
            if isinstance(value.get("name"), str):
                return str(value["name"])
            target = value.get("@id")
            for other in _nodes(html) if target else ():
                if other.get("@id") == target and isinstance(other.get("name"), str):
                    return str(other["name"])
    return ""


def _meta_tags(html: str) -> dict[str, str]:
    """Content by name or property in lower case; the first of each."""
    tags: dict[str, str] = {}
    for found in META.finditer(html):
        fields = {name.lower(): one or two or three for name, one, two, three in ATTRIBUTE.findall(found[1])}
        name = fields.get("property") or fields.get("name") or fields.get("itemprop") or ""
        if name and fields.get("content", "").strip():
            tags.setdefault(name.lower(), fields["content"])
    return tags
