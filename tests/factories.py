"""Small model objects with sensible values, for all tests: give only what the test is about.

>>> statement(status="claimed").cls
'Statement'
"""

from __future__ import annotations

import dataclasses
from typing import Any

from kg.model import (
    Actor,
    Article,
    Entity,
    Event,
    Feature,
    Link,
    MergeReason,
    Origin,
    Passage,
    Report,
    Source,
    Span,
    Telling,
    When,
)

PETRO, TRUMP, BOGOTA, AFP = "actor:wd:Q1", "actor:wd:Q2", "actor:wd:Q3", "actor:body:agence example"
SOURCE = "5a"
TEXT = 'Ana Rojas said on Friday: "The border stays open." She will meet Luis Mora in Sucre.'


def passage(text: str = "Ana Rojas said", start: int = 0) -> Passage:
    return Passage(start, start + len(text), text)


def source(key: str = SOURCE, **values: Any) -> Source:
    defaults: dict[str, Any] = {
        "identifier": f"article-{key}",
        "origin": Origin("news.jsonl", line=1),
        "digest": "ab" * 32,
        "headline": "Border stays open",
        "url": "https://news.example/border",
        "publisher": "Example Daily",
        "published": "2026-01-09",
        "published_basis": "metadata",
        "printed": ("January 9, 2026",),
        "credits": ("Agence Example",),
    }
    return Source(key, **(defaults | values))


def article(text: str = TEXT, **values: Any) -> Article:
    """An article all of whose text is one region."""
    return Article(source(**values), text, (Span(0, len(text)),))


def link(target: str = "Q1", **values: Any) -> Link:
    defaults: dict[str, Any] = {
        "label": "Ana Rojas",
        "kind": "Person",
        "confidence": 0.9,
        "method": "index",
        "evidence": (Feature("exact-name", 0.6, "Ana Rojas"), Feature("office", 0.3)),
    }
    return Link(target, **(defaults | values))


def entity(key: str = "e0", name: str = "Ana Rojas", **values: Any) -> Entity:
    defaults: dict[str, Any] = {"kind": "Person", "named": True, "names": (name,)}
    return Entity(key, name, **(defaults | values))


def actor(key: str = PETRO, name: str = "Ana Rojas", **values: Any) -> Actor:
    defaults: dict[str, Any] = {"kind": "Person", "alt_names": ("Rojas",), "link": link(), "sources": (SOURCE,)}
    return Actor(key, name, **(defaults | values))


def place(key: str = BOGOTA, name: str = "Sucre", **values: Any) -> Actor:
    where = link("Q3", label=name, kind="Place", lat=-19.0431, lon=-65.2592, country="BO")
    defaults: dict[str, Any] = {"kind": "Place", "acts": False, "place": True, "link": where, "sources": (SOURCE,)}
    return Actor(key, name, **(defaults | values))


def statement(**values: Any) -> Telling:
    defaults: dict[str, Any] = {
        "passage": passage('Ana Rojas said on Friday: "The border stays open."'),
        "trigger": passage("said", 10),
        "status": "occurred",
        "roles": (("speaker", PETRO),),
        "when": When("2026-01-09", "2026-01-09", "on Friday"),
        "content": (passage('"The border stays open."', 26),),
        "form": "direct",
        "cue": passage("said", 10),
        "speaker_text": "Ana Rojas",
    }
    return Telling("Statement", **(defaults | values))


def meeting(**values: Any) -> Telling:
    defaults: dict[str, Any] = {
        "passage": passage("She will meet Luis Mora in Sucre.", 51),
        "trigger": passage("meet", 60),
        "status": "planned",
        "roles": (("participant", PETRO), ("participant", TRUMP)),
        "place": BOGOTA,
        "mode": "in-person",
    }
    return Telling("Meeting", **(defaults | values))


def action(**values: Any) -> Telling:
    defaults: dict[str, Any] = {
        "passage": passage("a drone struck a depot near Sucre", 90),
        "trigger": passage("struck", 98),
        "status": "claimed",
        "roles": (("agent", TRUMP), ("target", BOGOTA)),
        "told_by": (PETRO,),
        "place": BOGOTA,
        "near": True,
        "kind": "drone-strike",
        "deaths_low": 2,
        "deaths_high": 3,
    }
    return Telling("MilitaryAction", **(defaults | values))


def report(telling: Telling | None = None, source: str = SOURCE) -> Report:
    told = telling or statement()
    return Report(f"report:{source}|{told.cls}|{told.passage.start}-{told.passage.end}", source, told)


def event(*reports: Report, **values: Any) -> Event:
    """The event that these reports tell, with the values of the first."""
    told = reports or (report(),)
    first = told[0].telling
    defaults: dict[str, Any] = {
        name: getattr(first, name)
        for name in ("status", "roles", "place", "near", "when", "medium", "mode", "kind", "deaths_low", "deaths_high")
    }
    defaults["independent"] = len({r.source for r in told})
    defaults["when"] = dataclasses.replace(first.when, text="")
    defaults["reasons"] = tuple(MergeReason(told[0].key, other.key, 0.75, (Feature("same-day", 0.5),)) for other in told[1:])
    return Event(values.pop("key", f"event:{told[0].key}"), first.cls, reports=told, **(defaults | values))
