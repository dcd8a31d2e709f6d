"""The data that travel between the rooms: frozen, plain, picklable, no logic.

One article on its way through the house::

    Record   what a reader found: "{"id": "a1", "text": "Rome, Jan 9 ..."}", line 3 of news.jsonl
    Article  its cleaned text with what is known of it (publisher, day, regions that are body text)
    Reading  the article's entities and tellings: "he" is e0, Gustavo Petro; t0: e0 said ... to e1
    Event    what the world contains, with one Report per telling; drawn together over all readings

All character offsets count Unicode code points of ``Article.text`` and are half open: ``text[start:end]``.
All dates are ISO 8601 strings; an empty string means unknown.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

EventClass = Literal["Statement", "Meeting", "MilitaryAction"]
Status = Literal["occurred", "claimed", "planned", "proposed", "threatened", "hypothetical", "denied", "cancelled"]
Form = Literal["direct", "indirect", "mixed"]
Mode = Literal["in-person", "phone", "virtual", "unknown"]
ActionKind = Literal[
    "air-strike", "drone-strike", "missile-strike", "shelling", "bombing", "raid", "clash", "invasion", "operation",
    "deployment", "withdrawal", "capture", "killing", "naval", "exercise", "blockade", "other",
]  # fmt: skip
EntityKind = Literal["Person", "Organization", "Country", "Military", "ArmedGroup", "MediaOutlet", "Group", "Place"]
Role = Literal["speaker", "addressee", "participant", "agent", "target", "about", "via"]
MentionForm = Literal["name", "description", "pronoun"]
DateBasis = Literal["given", "metadata", "url", "dateline", "printed", "evidence", "none"]


# ---------------------------------------------------------------- intake


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an article came from: a file (as the user named it), the line in JSON lines, the byte offset in an archive."""

    file: str
    line: int | None = None
    offset: int | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """One article as a reader found it, before any cleaning; ``payload`` is text or HTML, as ``kind`` says."""

    origin: Origin
    id: str
    kind: Literal["text", "html"]
    payload: str | bytes
    url: str = ""
    title: str = ""
    published: str = ""
    publisher: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Reject:
    """An article set aside: at which stage and why; never its text. ``code`` is one of the codes in ``kg.errors``."""

    id: str
    origin: Origin
    stage: str
    code: str
    reason: str
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """Half-open range of characters of the article's text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Source:
    """What is known of one published document, without its text.

    ``key`` names it within a run (a hash of identifier and text). ``printed`` holds every printed date verbatim,
    ``credits`` the wire agencies named, ``signature`` its MinHash for near-copies (empty: too short to compare),
    ``language`` an ISO 639-1 code, ``notes`` what was cleaned or doubted, for a person to read.
    """

    key: str
    identifier: str
    origin: Origin
    digest: str
    headline: str = ""
    url: str = ""
    publisher: str = ""
    published: str = ""
    published_basis: DateBasis = "none"
    printed: tuple[str, ...] = ()
    credits: tuple[str, ...] = ()
    language: str = "en"
    signature: tuple[int, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Article:
    """A cleaned article: ``text`` is what ``kg text`` prints; ``regions`` are its spans of body text, in order.

    The headline, where it stands in the text, is a region of its own; boilerplate lies outside all regions.
    """

    source: Source
    text: str
    regions: tuple[Span, ...]


# ---------------------------------------------------------------- extract and link


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of the article with their place: ``text == article.text[start:end]``."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where an entity is named, described or meant by a pronoun."""

    passage: Passage
    form: MentionForm


@dataclass(frozen=True, slots=True)
class Feature:
    """One named reason for or against a link or a merge, with its weighted score (unitless) and a detail to read."""

    name: str
    score: float
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """The decision for one entity. ``target`` is a Wikidata id ("Q90"), or a local id of the index ("kg:...") or ""
    for NIL; ``label`` and ``kind`` are the index's own; ``confidence`` lies in 0..1; ``looked_up`` is False where a
    remote service could not be asked. ``lat`` and ``lon`` are WGS84 degrees; ``country`` is an ISO 3166-1 alpha-2 code."""

    target: str
    label: str = ""
    kind: EntityKind | None = None
    confidence: float = 0.0
    method: str = ""
    evidence: tuple[Feature, ...] = ()
    looked_up: bool = True
    lat: float | None = None
    lon: float | None = None
    country: str = ""


@dataclass(frozen=True, slots=True)
class Entity:
    """An actor or a place as ONE article knows it: all its mentions, drawn together.

    ``name`` is the fullest proper name met ("Gustavo Petro"), or for the unnamed a short description in lower case
    ("two senior officials"); ``named`` tells which. ``names`` are the distinct surface forms without pronouns;
    ``titles`` the offices the text gives it ("Defense Minister"); ``countries`` the English names of countries that
    the text ties to it ("Colombia" of "Colombia's Defense Minister"); ``acts`` is True where the text has it do something or
    deals with it, in an event or not, and for people by name; False where it stands by as a place or topic.
    A description of several ("the two leaders") lists its ``members`` by key where they are known.
    """

    key: str
    name: str
    kind: EntityKind
    named: bool
    names: tuple[str, ...] = ()
    mentions: tuple[Mention, ...] = ()
    titles: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    acts: bool = False
    members: tuple[str, ...] = ()
    link: Link | None = None


@dataclass(frozen=True, slots=True)
class When:
    """An interval of days, both ends included; an open or unknown end is ""; ``text`` is the expression as printed."""

    earliest: str = ""
    latest: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Telling:
    """What one passage of one article tells of one event: the values as told there.

    ``roles`` pairs a role with an entity's key, in the order of the text. ``told_by`` holds the keys of those to whom
    the outlet ascribes it (empty: the outlet's own voice). ``place`` is the key of an entity or "". ``near`` is True
    where the event is near that place rather than in it ("off the coast of Yemen").
    Statements alone: ``content`` (several pieces when the cue interrupts it), ``form``, ``cue``, ``speaker_text``,
    ``medium`` (entity keys "e7" or literals such as "X"), ``about`` (indices of tellings in the same reading whose
    passages lie in the content), ``occasion`` (article-local label shared by statements made in one post, interview, speech).
    Meetings alone: ``mode``. Military actions alone: ``kind``, ``deaths_low``, ``deaths_high`` (persons).
    """

    cls: EventClass
    passage: Passage
    trigger: Passage
    status: Status
    roles: tuple[tuple[Role, str], ...] = ()
    told_by: tuple[str, ...] = ()
    place: str = ""
    near: bool = False
    when: When = When()
    content: tuple[Passage, ...] = ()
    form: Form | None = None
    cue: Passage | None = None
    speaker_text: str = ""
    medium: tuple[str, ...] = ()
    about: tuple[int, ...] = ()
    occasion: str = ""
    mode: Mode | None = None
    kind: ActionKind | None = None
    deaths_low: int | None = None
    deaths_high: int | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """All that one article tells. This, and nothing bigger, crosses processes and lies in shard files."""

    source: Source
    entities: tuple[Entity, ...] = ()
    tellings: tuple[Telling, ...] = ()


# ---------------------------------------------------------------- merge


@dataclass(frozen=True, slots=True)
class Actor:
    """An actor or place of the world. ``key`` is the normalised text whose hash becomes its IRI; ``place`` is True
    where something happens there, ``acts`` where it plays a role; both may hold. ``sources`` are keys of sources."""

    key: str
    name: str
    kind: EntityKind
    alt_names: tuple[str, ...] = ()
    acts: bool = True
    place: bool = False
    link: Link | None = None
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """One telling in its source: the telling's entity keys are replaced by keys of world-level actors.

    ``key`` is the text whose hash becomes the IRI. ``telling.about`` is empty here; see ``Event.about``."""

    key: str
    source: str
    telling: Telling


@dataclass(frozen=True, slots=True)
class MergeReason:
    """Why two reports are held to tell one event: their keys, the score in 0..1 and what made it."""

    left: str
    right: str
    score: float
    evidence: tuple[Feature, ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """One event of the world with its reports; roles, place and about hold keys of actors (or events, in ``about``).

    ``disagrees_on`` lists local names of kg: properties ("earliest", "place", "deathsLow" ...) on which reports differ;
    ``independent`` counts roots: near-copies and copies of one wire story count once; ``realises`` names the key of
    the planned event that this one carries out.
    """

    key: str
    cls: EventClass
    status: Status
    reports: tuple[Report, ...]
    roles: tuple[tuple[Role, str], ...] = ()
    place: str = ""
    near: bool = False
    when: When = When()
    medium: tuple[str, ...] = ()
    mode: Mode | None = None
    kind: ActionKind | None = None
    about: tuple[str, ...] = ()
    deaths_low: int | None = None
    deaths_high: int | None = None
    independent: int = 1
    disagrees_on: tuple[str, ...] = ()
    realises: tuple[str, ...] = ()
    reasons: tuple[MergeReason, ...] = ()


@dataclass(frozen=True, slots=True)
class NearCopy:
    """``copy`` repeats ``original`` (keys of sources); ``similarity`` is the estimated Jaccard index or containment, 0..1."""

    copy: str
    original: str
    similarity: float
