"""Every term that the graph uses, once; ``ontology/newskg.ttl`` declares those under ``kg:``.

>>> KG.earliest.value
'https://w3id.org/newskg/ontology#earliest'
>>> concept("air-strike").value
'https://w3id.org/newskg/ontology#air-strike'
"""

from __future__ import annotations

from typing import Final, get_args

from pyoxigraph import NamedNode

from kg.errors import ValueGateError
from kg.model import ActionKind, EntityKind, Form, Mode, Status

PREFIXES: Final[dict[str, str]] = {
    "dct": "http://purl.org/dc/terms/",
    "geo": "http://www.opengis.net/ont/geosparql#",
    "kg": "https://w3id.org/newskg/ontology#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "wd": "http://www.wikidata.org/entity/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
"""Prefix -> namespace. Wikidata's is http, so that it joins with Wikidata's own endpoint."""


def _term(prefix: str, local: str) -> NamedNode:
    return NamedNode(PREFIXES[prefix] + local)


class KG:
    """The classes and properties of the ontology; for status, mode, kind and form see ``concept``."""

    # the three layers
    Source: Final = _term("kg", "Source")
    Report: Final = _term("kg", "Report")
    Event: Final = _term("kg", "Event")
    Statement: Final = _term("kg", "Statement")
    Meeting: Final = _term("kg", "Meeting")
    MilitaryAction: Final = _term("kg", "MilitaryAction")
    Actor: Final = _term("kg", "Actor")
    Place: Final = _term("kg", "Place")
    EntityLink: Final = _term("kg", "EntityLink")
    MergeReason: Final = _term("kg", "MergeReason")
    # of a source
    datePrinted: Final = _term("kg", "datePrinted")
    dateBasis: Final = _term("kg", "dateBasis")
    credits: Final = _term("kg", "credits")
    nearCopyOf: Final = _term("kg", "nearCopyOf")
    similarity: Final = _term("kg", "similarity")
    textDigest: Final = _term("kg", "textDigest")
    # of a report
    reports: Final = _term("kg", "reports")
    inSource: Final = _term("kg", "inSource")
    exact: Final = _term("kg", "exact")
    start: Final = _term("kg", "start")
    end: Final = _term("kg", "end")
    trigger: Final = _term("kg", "trigger")
    toldBy: Final = _term("kg", "toldBy")
    dateText: Final = _term("kg", "dateText")
    content: Final = _term("kg", "content")
    form: Final = _term("kg", "form")
    cue: Final = _term("kg", "cue")
    speakerText: Final = _term("kg", "speakerText")
    # of an event, and of a report as told there
    status: Final = _term("kg", "status")
    earliest: Final = _term("kg", "earliest")
    latest: Final = _term("kg", "latest")
    place: Final = _term("kg", "place")
    near: Final = _term("kg", "near")
    speaker: Final = _term("kg", "speaker")
    addressee: Final = _term("kg", "addressee")
    participant: Final = _term("kg", "participant")
    agent: Final = _term("kg", "agent")
    target: Final = _term("kg", "target")
    about: Final = _term("kg", "about")
    via: Final = _term("kg", "via")
    medium: Final = _term("kg", "medium")
    mode: Final = _term("kg", "mode")
    kind: Final = _term("kg", "kind")
    deathsLow: Final = _term("kg", "deathsLow")
    deathsHigh: Final = _term("kg", "deathsHigh")
    # of an event alone
    mentionedIn: Final = _term("kg", "mentionedIn")
    independentSources: Final = _term("kg", "independentSources")
    disagreesOn: Final = _term("kg", "disagreesOn")
    realises: Final = _term("kg", "realises")
    # of actors, links and merges
    actorKind: Final = _term("kg", "actorKind")
    linkOf: Final = _term("kg", "linkOf")
    linkTarget: Final = _term("kg", "linkTarget")
    lookedUp: Final = _term("kg", "lookedUp")
    confidence: Final = _term("kg", "confidence")
    method: Final = _term("kg", "method")
    evidence: Final = _term("kg", "evidence")
    mergeOf: Final = _term("kg", "mergeOf")
    left: Final = _term("kg", "left")
    right: Final = _term("kg", "right")
    # of the run
    digest: Final = _term("kg", "digest")


class SCHEMA:
    """schema.org."""

    Person: Final = _term("schema", "Person")
    Organization: Final = _term("schema", "Organization")
    Country: Final = _term("schema", "Country")
    NewsMediaOrganization: Final = _term("schema", "NewsMediaOrganization")
    headline: Final = _term("schema", "headline")
    publisher: Final = _term("schema", "publisher")
    datePublished: Final = _term("schema", "datePublished")
    url: Final = _term("schema", "url")
    inLanguage: Final = _term("schema", "inLanguage")
    sameAs: Final = _term("schema", "sameAs")
    latitude: Final = _term("schema", "latitude")
    longitude: Final = _term("schema", "longitude")
    addressCountry: Final = _term("schema", "addressCountry")
    softwareVersion: Final = _term("schema", "softwareVersion")


class SKOS:
    """Labels and notes."""

    prefLabel: Final = _term("skos", "prefLabel")
    altLabel: Final = _term("skos", "altLabel")
    note: Final = _term("skos", "note")


class PROV:
    """Where a report comes from: the run, its software and its data."""

    Activity: Final = _term("prov", "Activity")
    Entity: Final = _term("prov", "Entity")
    SoftwareAgent: Final = _term("prov", "SoftwareAgent")
    wasGeneratedBy: Final = _term("prov", "wasGeneratedBy")
    wasAssociatedWith: Final = _term("prov", "wasAssociatedWith")
    used: Final = _term("prov", "used")


class GEO:
    """GeoSPARQL."""

    Geometry: Final = _term("geo", "Geometry")
    hasGeometry: Final = _term("geo", "hasGeometry")
    asWKT: Final = _term("geo", "asWKT")
    wktLiteral: Final = _term("geo", "wktLiteral")


class XSD:
    """Datatypes."""

    boolean: Final = _term("xsd", "boolean")
    date: Final = _term("xsd", "date")
    dateTime: Final = _term("xsd", "dateTime")
    decimal: Final = _term("xsd", "decimal")
    integer: Final = _term("xsd", "integer")


RDF_TYPE: Final = _term("rdf", "type")
RDFS_LABEL: Final = _term("rdfs", "label")
DCT_IDENTIFIER: Final = _term("dct", "identifier")
OWL_SAME_AS: Final = _term("owl", "sameAs")

ACTOR_KINDS: Final = tuple(kind for kind in get_args(EntityKind) if kind != "Place")
"""Values of kg:actorKind. A place that acts ("Gaza") is a kg:Place and, as those who act there, a Group."""

_CODES: Final = (*get_args(Status), *get_args(Form), *get_args(Mode), *get_args(ActionKind), *ACTOR_KINDS)
_CONCEPTS: Final[dict[str, NamedNode]] = {code: _term("kg", code) for code in _CODES}


def concept(code: str) -> NamedNode:
    """The SKOS concept of a status, form, mode, kind of action or kind of actor; ValueGateError for any other code."""
    try:
        return _CONCEPTS[code]
    except KeyError:
        raise ValueGateError(f"{code!r} is no code of the ontology") from None


def kg_property(local: str) -> NamedNode:
    """The kg: property of a local name such as "earliest"; ValueGateError where the ontology has none."""
    term = vars(KG).get(local)
    if not isinstance(term, NamedNode) or local[:1].isupper():
        raise ValueGateError(f"{local!r} is no property of the ontology")
    return term


def wikidata(identifier: str) -> NamedNode:
    """The IRI of a Wikidata item such as "Q90"."""
    return _term("wd", identifier)
