"""A node's surroundings laid out for a terminal of 80 columns: values first, then what stands behind them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from kg.query.answer import Term
from kg.query.explain import Called, Surroundings, classes
from kg.query.formats import short
from kg.query.wrap import paragraph
from kg.rdf.terms import KG, PREFIXES, PROV, RDF_TYPE, SCHEMA, SKOS

WIDTH: Final = 80
_COLUMN: Final = 20
_NUMBER: Final = re.compile(r"[+-]?\d+(?:\.\d+)?")

ROLES: Final = tuple(
    p.value for p in (KG.speaker, KG.addressee, KG.participant, KG.agent, KG.target, KG.about, KG.via, KG.place, KG.medium)
)
_SHOWN_APART: Final = (RDF_TYPE.value, SKOS.prefLabel.value, KG.mentionedIn.value, KG.evidence.value)
_OF_A_REPORT: Final = (
    *(p.value for p in (KG.reports, KG.inSource, KG.exact, KG.start, KG.end)),
    PROV.wasGeneratedBy.value,
    RDF_TYPE.value,
)


def portrait(around: Surroundings, limit: int = 50) -> str:
    """The text for one node; lists of reports and events end after ``limit`` entries (0: never), which it says."""
    return "\n".join([*_title(around), *_values(around), *_sections(around, limit)]) + "\n"


def _title(around: Surroundings) -> Iterator[str]:
    kinds = [word for iri, word in classes().items() if around.is_a(around.node, iri)]
    yield paragraph(around.name(around.node), WIDTH)
    yield f"{', '.join(kinds) or 'node'}  <{around.node}>"
    yield ""


def _values(around: Surroundings) -> Iterator[str]:
    for prop, terms in sorted(around.values.get(around.node, {}).items(), key=lambda item: short(item[0])):
        if prop not in _SHOWN_APART:
            yield _entry(short(prop).partition(":")[2], "; ".join(_worded(around, term) for term in terms))
    sources = around.all(around.node, KG.mentionedIn.value)
    if sources:
        yield _entry("mentioned in", "; ".join(_outlet(around, term.value) for term in sources))
    for line in around.all(around.node, KG.evidence.value):
        yield _entry("evidence", line.value)


def _entry(head: str, text: str) -> str:
    """A heading and its text in two columns."""
    body = paragraph(text, WIDTH, " " * _COLUMN)
    return f"{head:<{_COLUMN - 1}} {body[_COLUMN:]}".rstrip() if len(head) < _COLUMN else f"{head}\n{body}"


def _worded(around: Surroundings, term: Term) -> str:
    """A value in words: a node by name, with its IRI where the name alone would not find it; a code without prefix."""
    if term.kind != "iri":
        return term.value
    if term.value.startswith(PREFIXES["kg"]):
        return term.value.removeprefix(PREFIXES["kg"])
    name = around.name(term.value)
    return name if name == short(term.value) else f"{name} ({short(term.value)})"


def _outlet(around: Surroundings, source: str) -> str:
    called = around.called.get(source, Called())
    day = called.day[:10] or "undated"
    return f"{called.outlet or 'unknown outlet'}, {day} ({called.identifier or short(source)})"


def _sections(around: Surroundings, limit: int) -> Iterator[str]:
    told = _by_day(around, around.subjects(KG.reports.value, around.node))
    inside = _by_place(around, around.subjects(KG.inSource.value, around.node))
    informed = _by_day(around, around.subjects(KG.toldBy.value, around.node))
    yield from _links(around)
    yield from _listed("reports", [_report(around, report) for report in told], limit)
    yield from _listed("reports in this source", [_report(around, report) for report in inside], limit)
    yield from _merges(around)
    yield from _listed("events", [_event(around, event) for event in _events(around)], limit)
    yield from _listed("reports that rest on its word", [_report(around, report) for report in informed], limit)
    for head, prop in (("articles", SCHEMA.publisher), ("articles that credit it", KG.credits), ("near-copies", KG.nearCopyOf)):
        articles = around.subjects(prop.value, around.node)
        yield from _listed(head, [_article(around, source) for source in articles], limit)


def _article(around: Surroundings, source: str) -> str:
    return paragraph(f'{_outlet(around, source)} "{around.called.get(source, Called()).headline}"', WIDTH, "  ")


def _listed(head: str, entries: list[str], limit: int) -> Iterator[str]:
    if not entries:
        return
    yield f"\n{head.upper()} ({len(entries)})"
    shown = entries[:limit] if limit else entries
    yield from shown
    if len(shown) < len(entries):
        yield f"  ... and {len(entries) - len(shown)} more; --limit 0 shows all"


def _report(around: Surroundings, report: str) -> str:
    event = around.one(report, KG.reports.value)
    lines = [paragraph(line, WIDTH, "  ") for line in _whence(around, report)]
    lines += [f"  tells of {short(event)}"] if event != around.node else []
    lines.append(paragraph(f'"{around.one(report, KG.exact.value)}"', WIDTH, "    "))
    told = "; ".join(_told(around, report))
    return "\n".join([*lines, paragraph(told, WIDTH, "    ")] if told else lines)


def _whence(around: Surroundings, report: str) -> Iterator[str]:
    source = around.one(report, KG.inSource.value)
    offsets = f"characters {around.one(report, KG.start.value)}-{around.one(report, KG.end.value)}"
    if source == around.node:
        yield offsets
        return
    yield f"{_outlet(around, source)}, {offsets}"
    if headline := around.called.get(source, Called()).headline:
        yield f'in "{headline}"'


def _told(around: Surroundings, report: str) -> Iterator[str]:
    for prop, terms in sorted(around.values.get(report, {}).items()):
        if prop not in _OF_A_REPORT:
            names = (around.name(t.value) if t.kind == "iri" else t.value for t in terms)
            yield f"{short(prop).partition(':')[2]} {', '.join(n.removeprefix('kg:') for n in names)}"


def _by_day(around: Surroundings, reports: Iterable[str]) -> list[str]:
    def key(report: str) -> tuple[str, str, int]:
        source = around.one(report, KG.inSource.value)
        return around.called.get(source, Called()).day or "9999", source, int(around.one(report, KG.start.value) or 0)

    return sorted(reports, key=key)


def _by_place(around: Surroundings, reports: Iterable[str]) -> list[str]:
    return sorted(reports, key=lambda report: int(around.one(report, KG.start.value) or 0))


def _links(around: Surroundings) -> Iterator[str]:
    links = around.subjects(KG.linkOf.value, around.node)
    if links:
        yield "\nLINK"
    for link in links:
        target = short(around.one(link, KG.linkTarget.value)) or "to nothing"
        confidence, method = around.one(link, KG.confidence.value), around.one(link, KG.method.value)
        yield f"  {target}, confidence {confidence or '?'}, by {method or '?'}"
        if around.one(link, KG.lookedUp.value) == "false":
            yield "    the remote service could not be asked"
        yield from (paragraph(term.value, WIDTH, "    ") for term in around.all(link, KG.evidence.value))


def _merges(around: Surroundings) -> Iterator[str]:
    merges = around.subjects(KG.mergeOf.value, around.node)
    if merges:
        yield "\nWHY THESE REPORTS TELL ONE EVENT"
    for merge in merges:
        sides = (next(_whence(around, around.one(merge, side.value))) for side in (KG.left, KG.right))
        yield paragraph(f"{' and '.join(sides)}: {around.one(merge, KG.confidence.value)}", WIDTH, "  ")
        told = (term.value for term in around.all(merge, KG.evidence.value))
        yield from (paragraph(line, WIDTH, "    ") for line in sorted(told, key=_weight))


def _weight(evidence: str) -> tuple[float, str]:
    """What spoke most, for or against, comes first."""
    number = _NUMBER.search(evidence)
    return -abs(float(number[0])) if number else 0.0, evidence


def _events(around: Surroundings) -> list[str]:
    """The events that point at the node by a role, in order of time; reports repeat roles and are left out."""
    found = [
        s for s, values in around.values.items()
        if s != around.node and not around.is_a(s, KG.Report.value)
        and any(t.value == around.node for role in ROLES for t in values.get(role, ()))
    ]  # fmt: skip
    return sorted(found, key=lambda e: (around.one(e, KG.earliest.value) or around.one(e, KG.latest.value) or "9999", e))


def _event(around: Surroundings, event: str) -> str:
    kinds = [word for iri, word in classes().items() if around.is_a(event, iri)]
    roles = [short(r).removeprefix("kg:") for r in ROLES if any(t.value == around.node for t in around.all(event, r))]
    days = dict.fromkeys((around.one(event, KG.earliest.value) or "?", around.one(event, KG.latest.value) or "?"))
    status = around.one(event, KG.status.value).removeprefix(PREFIXES["kg"])
    head = f"{'/'.join(days)}  {', '.join(kinds)}, {status}, as {', '.join(roles)}  {short(event)}"
    passages = sorted(around.one(r, KG.exact.value) for r in around.subjects(KG.reports.value, event))
    told = [paragraph(f'"{passages[0]}"', WIDTH, "    ")] if passages else []
    return "\n".join([paragraph(head, WIDTH, "  "), *told])
