"""Model objects to statements: pure functions, each triple in exactly one graph, no blank nodes.

    graph named by a source's IRI   the source, its reports, and which events and actors it mentions
    graph <base>graph/world         events, actors, places, links, merges, the run

so that a store drops or replaces a source by its graph alone. Turtle and N-Triples flatten the graphs. The order of the
quads is that in which a person reads: type and name first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from pyoxigraph import NamedNode

from kg.errors import ValueGateError
from kg.model import Actor, EntityKind, Event, Feature, Link, MergeReason, NearCopy, Report, Role, Source, Telling, When
from kg.rdf import gates
from kg.rdf.iri import Minter, is_actor_key, is_wikidata
from kg.rdf.statements import Statement, Term
from kg.rdf.terms import (
    DCT_IDENTIFIER,
    GEO,
    KG,
    OWL_SAME_AS,
    PROV,
    RDF_TYPE,
    RDFS_LABEL,
    SCHEMA,
    SKOS,
    concept,
    kg_property,
)

SCHEMA_TYPES: Final[dict[EntityKind, NamedNode]] = {
    "Person": SCHEMA.Person,
    "Organization": SCHEMA.Organization,
    "Country": SCHEMA.Country,
    "Military": SCHEMA.Organization,
    "ArmedGroup": SCHEMA.Organization,
    "MediaOutlet": SCHEMA.NewsMediaOrganization,
}
"""What schema.org calls an actor; it has no class for a group of people."""

_USER: Final = re.compile(r"//[^/?#]*@")
"""User and password in an address; they go even where the rest is kept as it stands."""

_ROLES: Final[dict[Role, NamedNode]] = {
    "speaker": KG.speaker,
    "addressee": KG.addressee,
    "participant": KG.participant,
    "agent": KG.agent,
    "target": KG.target,
    "about": KG.about,
    "via": KG.via,
}


class _Node:
    """Collects what is said of one subject in one graph; empty strings and None say nothing."""

    def __init__(self, subject: NamedNode, graph: NamedNode, *types: NamedNode) -> None:
        self.subject, self.graph = subject, graph
        self.quads: list[Statement] = [(subject, RDF_TYPE, type_, graph) for type_ in types]

    def say(self, predicate: NamedNode, *objects: Term | None) -> None:
        for one in objects:
            if one is not None:
                statement = (self.subject, predicate, one, self.graph)
                if statement not in self.quads[-len(objects) :]:
                    self.quads.append(statement)

    def tell(self, predicate: NamedNode, *values: str) -> None:
        self.say(predicate, *(gates.text(value) for value in values if value))

    def count(self, predicate: NamedNode, value: int | None) -> None:
        self.say(predicate, None if value is None else gates.integer(value))

    def code(self, predicate: NamedNode, value: str | None) -> None:
        self.say(predicate, concept(value) if value else None)


# ---------------------------------------------------------------- sources


def source_quads(
    source: Source,
    minter: Minter,
    *,
    near_copies: Iterable[NearCopy] = (),
    publisher_key: str = "",
    credit_keys: Sequence[str] = (),
) -> list[Statement]:
    """A source with its publisher and credited agencies (keys of actors) and the sources that it repeats.

    ``near_copies`` may hold pairs of other sources, which are passed over; kg:similarity is that of the nearest.
    Raises ValueGateError for values that no gate lets through; an address that is no web address is kept as a string.
    """
    graph = minter.source(source.key)
    node = _Node(graph, graph, KG.Source)
    node.tell(DCT_IDENTIFIER, source.identifier)
    node.tell(SCHEMA.headline, source.headline)
    node.say(SCHEMA.publisher, minter.entity(publisher_key) if publisher_key else None)
    node.say(SCHEMA.datePublished, gates.moment(source.published) if source.published else None)
    node.tell(KG.dateBasis, source.published_basis)
    node.tell(KG.datePrinted, *source.printed)
    node.say(SCHEMA.url, _address(source.url))
    node.say(SCHEMA.inLanguage, gates.language(source.language) if source.language else None)
    node.say(KG.credits, *(minter.entity(key) for key in credit_keys))
    copies = [pair for pair in near_copies if pair.copy == source.key]
    node.say(KG.nearCopyOf, *(minter.source(pair.original) for pair in copies))
    node.say(KG.similarity, gates.decimal(max(pair.similarity for pair in copies)) if copies else None)
    node.tell(KG.textDigest, source.digest)
    node.tell(SKOS.note, *source.notes)
    return node.quads


def _address(url: str) -> Term | None:
    if not url:
        return None
    try:
        return gates.web_address(url)
    except ValueGateError:
        return gates.text(_USER.sub("//", url))


# ---------------------------------------------------------------- actors and places


def actor_quads(actor: Actor, minter: Minter, *, same_as_above: float | None = None) -> list[Statement]:
    """An actor or place with its names, its link and where it is mentioned.

    schema:sameAs is written for Wikidata items alone; owl:sameAs too where the link's confidence (0..1) reaches
    ``same_as_above``. A place that acts is also an actor, of the kind Group."""
    node = _Node(minter.entity(actor.key), minter.world)
    _types(node, actor)
    node.tell(SKOS.prefLabel, actor.name)
    node.tell(SKOS.altLabel, *(name for name in actor.alt_names if name != actor.name))
    mentions = _mentions(node.subject, actor.sources, minter)
    if actor.link is None:
        return node.quads + mentions
    _same_as(node, actor.link, minter, same_as_above)
    is_place = actor.place or actor.kind == "Place"
    geometry = _position(node, actor.key, actor.link, minter) if is_place else []
    return node.quads + mentions + geometry + _link_quads(actor.key, actor.link, minter)


def _types(node: _Node, actor: Actor) -> None:
    is_place = actor.place or actor.kind == "Place" or not actor.acts
    if actor.acts:
        kind: EntityKind = "Group" if actor.kind == "Place" else actor.kind
        node.say(RDF_TYPE, KG.Actor, SCHEMA_TYPES.get(kind))
        node.code(KG.actorKind, kind)
    if is_place:
        node.say(RDF_TYPE, KG.Place, SCHEMA.Country if actor.kind == "Country" and not actor.acts else None)


def _same_as(node: _Node, link: Link, minter: Minter, above: float | None) -> None:
    if is_wikidata(link.target):
        node.say(SCHEMA.sameAs, minter.target(link.target))
        if above is not None and link.confidence >= above:
            node.say(OWL_SAME_AS, minter.target(link.target))


def _position(node: _Node, key: str, link: Link, minter: Minter) -> list[Statement]:
    node.tell(SCHEMA.addressCountry, link.country)
    if link.lat is None or link.lon is None:
        return []
    geometry = _Node(minter.geometry(key), minter.world, GEO.Geometry)
    geometry.say(GEO.asWKT, gates.point(link.lat, link.lon))
    node.say(SCHEMA.latitude, gates.decimal(link.lat, 5))
    node.say(SCHEMA.longitude, gates.decimal(link.lon, 5))
    node.say(GEO.hasGeometry, geometry.subject)
    return geometry.quads


def _link_quads(key: str, link: Link, minter: Minter) -> list[Statement]:
    """The decision with what spoke for it. No target was found where kg:linkTarget is absent."""
    if not (link.target or link.evidence or not link.looked_up):
        return []
    node = _Node(minter.link(key, link.target), minter.world, KG.EntityLink)
    node.say(KG.linkOf, minter.entity(key))
    node.say(KG.linkTarget, minter.target(link.target) if link.target else None)
    node.say(KG.confidence, gates.decimal(link.confidence))
    node.tell(KG.method, link.method)
    node.tell(KG.evidence, *_evidence(link.evidence))
    node.say(KG.lookedUp, None if link.looked_up else gates.boolean(False))
    return node.quads


def _evidence(features: Iterable[Feature]) -> Iterator[str]:
    """One line to read per feature: ``name-match +0.40 Petro``; the rounding keeps the bytes free of machine noise."""
    for feature in features:
        yield f"{feature.name} {feature.score:+.2f} {feature.detail}".rstrip()


def _mentions(subject: NamedNode, sources: Iterable[str], minter: Minter) -> list[Statement]:
    graphs = [minter.source(key) for key in dict.fromkeys(sources)]
    return [(subject, KG.mentionedIn, graph, graph) for graph in graphs]


# ---------------------------------------------------------------- events and reports


def event_quads(event: Event, minter: Minter, run: NamedNode, label: str = "") -> list[Statement]:
    """An event, why its reports were drawn together, and its reports, each made by ``run``; ``label`` is for people."""
    node = _Node(minter.event(event.key), minter.world, KG.Event, kg_class(event.cls))
    node.tell(RDFS_LABEL, label)
    node.code(KG.status, event.status)
    _when(node, event.when)
    _where(node, event.place, event.near, minter)
    _who(node, event.roles, minter)
    node.say(KG.about, *(_reference(key, minter) for key in event.about))
    _how(node, event, minter)
    node.count(KG.independentSources, event.independent)
    node.say(KG.disagreesOn, *(kg_property(local) for local in event.disagrees_on))
    node.say(KG.realises, *(minter.event(key) for key in event.realises))
    quads = node.quads + _mentions(node.subject, (report.source for report in event.reports), minter)
    for reason in event.reasons:
        quads += _reason_quads(reason, node.subject, minter)
    for report in event.reports:
        quads += report_quads(report, event.key, minter, run)
    return quads


def kg_class(cls: str) -> NamedNode:
    """The class of events of this name."""
    return {"Statement": KG.Statement, "Meeting": KG.Meeting, "MilitaryAction": KG.MilitaryAction}[cls]


def report_quads(report: Report, event_key: str, minter: Minter, run: NamedNode) -> list[Statement]:
    """What one source tells of one event: the passage, its place in the text, the values as told there."""
    telling = report.telling
    source = minter.source(report.source)
    node = _Node(minter.report(report.key), source, KG.Report)
    node.say(KG.reports, minter.event(event_key))
    node.say(KG.inSource, source)
    node.tell(KG.exact, telling.passage.text)
    node.count(KG.start, telling.passage.start)
    node.count(KG.end, telling.passage.end)
    node.tell(KG.trigger, telling.trigger.text)
    node.code(KG.status, telling.status)
    node.say(KG.toldBy, *(minter.entity(key) for key in telling.told_by))
    _when(node, telling.when)
    _where(node, telling.place, telling.near, minter)
    _who(node, telling.roles, minter)
    _how(node, telling, minter)
    _words(node, telling)
    node.say(PROV.wasGeneratedBy, run)
    return node.quads


def _words(node: _Node, telling: Telling) -> None:
    node.tell(KG.content, *(piece.text for piece in telling.content))
    node.code(KG.form, telling.form)
    node.tell(KG.cue, telling.cue.text if telling.cue else "")
    node.tell(KG.speakerText, telling.speaker_text)


def _when(node: _Node, when: When) -> None:
    node.say(KG.earliest, gates.date(when.earliest) if when.earliest else None)
    node.say(KG.latest, gates.date(when.latest) if when.latest else None)
    node.tell(KG.dateText, when.text)


def _where(node: _Node, place: str, near: bool, minter: Minter) -> None:
    if place:
        node.say(KG.place, minter.entity(place))
        node.say(KG.near, gates.boolean(True) if near else None)


def _who(node: _Node, roles: Iterable[tuple[Role, str]], minter: Minter) -> None:
    for role, key in dict.fromkeys(roles):
        node.say(_ROLES[role], _reference(key, minter) if role == "about" else minter.entity(key))


def _reference(key: str, minter: Minter) -> NamedNode:
    """A statement may be about an actor or about an event."""
    return minter.entity(key) if is_actor_key(key) else minter.event(key)


def _how(node: _Node, told: Event | Telling, minter: Minter) -> None:
    node.say(KG.medium, *(minter.entity(m) if is_actor_key(m) else gates.text(m) for m in told.medium if m))
    node.code(KG.mode, told.mode)
    node.code(KG.kind, told.kind)
    node.count(KG.deathsLow, told.deaths_low)
    node.count(KG.deathsHigh, told.deaths_high)


def _reason_quads(reason: MergeReason, event: NamedNode, minter: Minter) -> list[Statement]:
    node = _Node(minter.reason(reason.left, reason.right), minter.world, KG.MergeReason)
    node.say(KG.mergeOf, event)
    node.say(KG.left, minter.report(reason.left))
    node.say(KG.right, minter.report(reason.right))
    node.say(KG.confidence, gates.decimal(reason.score))
    node.tell(KG.evidence, *_evidence(reason.evidence))
    return node.quads
