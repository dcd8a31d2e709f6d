"""Who published a text, and which wire agencies it credits.

>>> find_credits("The talks ended.\\n\\nAdditional sources • AFP")
('Agence France-Presse',)
>>> host_outlet("https://www.bbc.co.uk/news/1")
'BBC News'
"""

from __future__ import annotations

import re
from functools import cache
from urllib.parse import urlsplit

from kg.intake.lines import Line
from kg.intake.regions import Layout
from kg.intake.tables import load

# Bounded, so that a text without spaces costs no quadratic time.
NAMES = r"(?:[A-Z][\w'’&-]{0,30}(?:\.\w{1,20}){0,3}|of|the|and|for|de|la|&)"
OWN_NAME = rf"\b(?P<name>[A-Z0-9][\w'’&-]{{0,30}}(?:\.\w{{1,20}}){{0,3}}(?: {NAMES}){{0,6}})"
SECOND_LEVEL = frozenset("co com org net gov ac edu or ne go gob gov gouv".split())
STRAY = re.compile(r"\s*(?:[,.|–—-]\s*)?(?:all rights reserved|ltd|inc|llc|limited|plc|pvt)\b.*$|[\s.,|–—-]+$", re.IGNORECASE)


@cache
def _agency_forms() -> tuple[re.Pattern[str], ...]:
    names = "|".join(re.escape(name) for name in sorted(load("agencies")["agencies"], key=lambda name: (-len(name), name)))
    return tuple(re.compile(form.replace("{agency}", f"(?P<agency>{names})")) for form in load("agencies")["credits"])


def find_credits(text: str, layout: Layout | None = None) -> tuple[str, ...]:
    """The wire agencies that sign the text, by their usual names, in order of the text.

    Only forms by which agencies sign count ("(AFP)", "Copyright AFP"), not every mention: without a ``layout`` over
    the whole text, else in the dateline, in lines outside the body, and at its very end."""
    found: dict[str, int] = {}
    for start, end in _signing_places(text, layout):
        for form in _agency_forms():
            for match in form.finditer(text, start, end):
                name = load("agencies")["agencies"][match["agency"]]
                found[name] = min(match.start(), found.get(name, match.start()))
    return tuple(sorted(found, key=lambda name: (found[name], name)))


def _signing_places(text: str, layout: Layout | None) -> list[tuple[int, int]]:
    if layout is None or not layout.regions:
        return [(0, len(text))]
    places = [(line.start, line.end) for line in layout.outside]
    if layout.dateline:
        places.append((layout.dateline.start, layout.dateline.end))
    end = layout.regions[-1].end
    return [*places, (max(layout.regions[-1].start, end - 60), end)]


def canonical(name: str) -> str:
    """An outlet's or agency's usual name where the tables know it, else the name without legal tails."""
    trimmed = STRAY.sub("", name.strip())
    return str(load("agencies")["agencies"].get(trimmed) or load("outlets")["names"].get(trimmed.lower(), trimmed))


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def host_outlet(url: str) -> str:
    """The outlet of an address by the table of hosts ("edition.cnn.com" falls back to "cnn.com"), else ""."""
    host, known = _host(url), load("outlets")["hosts"]
    while "." in host:
        if host in known:
            return str(known[host])
        host = host.partition(".")[2]
    return ""


def _label(url: str) -> str:
    """The part of the host that is a name: "todaynews" of "m.todaynews.co.uk"."""
    parts = _host(url).split(".")[:-1]
    return next((part for part in reversed(parts) if part not in SECOND_LEVEL), "")


def find_publisher(text: str, layout: Layout, *, given: str = "", metadata: str = "", url: str = "") -> str:
    """Given by the user, known by its address, from metadata, from how the page names itself, at last the host; ""
    unknown."""
    if given.strip():
        return canonical(given)
    if known := host_outlet(url):
        return known
    if metadata.strip():
        return canonical(metadata)
    return _spelled(text, url) or _own_words(text, layout) or _host(url)


def _spelled(text: str, url: str) -> str:
    """The host's name as the text spells it with spaces and capitals: "Today News" for todaynews.com."""
    label = re.sub(r"[^a-z0-9]", "", _label(url).lower())
    if len(label) < 6:
        return ""
    found = re.search(r"\b" + r"[\s-]?".join(map(re.escape, label)) + r"\b", text, re.IGNORECASE)
    if not found or not found[0][0].isupper():
        return ""
    return found[0].title() if found[0].isupper() and " " in found[0] else found[0]


def _own_words(text: str, layout: Layout) -> str:
    """Phrases by which a page names itself; in lines outside the body, then in the body ("X correspondent reports")."""
    for form in load("outlets")["in_furniture"]:
        for line in layout.outside:
            if name := _named(form, line):
                return name
    for form in load("outlets")["in_body"]:
        for span in layout.regions:
            if found := re.search(form.replace("{name}", OWN_NAME), text[span.start : span.end]):
                return canonical(found["name"])
    return ""


def _named(form: str, line: Line) -> str:
    found = re.search(form.replace("{name}", OWN_NAME), line.text)
    if not found:
        return ""
    name = canonical(found["name"])
    return name if name.lower() not in load("outlets")["never"] and not name.isdigit() else ""
