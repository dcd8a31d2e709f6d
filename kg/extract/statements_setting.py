"""Where, when, on what occasion and through what medium something was said.

"In a message to X, Petro wrote ..." : medium X.   "speaking to Al Jazeera in Bogota, he said" : medium and addressee
Al Jazeera. Statements of one speaker that follow one another share their occasion until another one is named.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Final, Protocol

from spacy.tokens import Doc, Token

from kg.extract import grammar as g
from kg.extract.frames import mediums, speech
from kg.extract.statements_cues import Draft
from kg.model import When

NEAR: Final = 3
"""Paragraphs over which an occasion is believed to go on without being named again."""
BACKGROUND: Final = frozenset(
    "previously earlier repeatedly often long always frequently consistently once usually routinely recently already".split()
)
UNTIMED: Final = When()
RECENT: Final = 14
"""Days before publication within which the remarks lie that news is made of."""
RENAMED: Final = "2023-07-24"
"""The day on which Twitter took the name X."""
SPEAKING: Final = frozenset({"speak", "talk", "write", "appear", "address", "testify"})
NAMING: Final = frozenset({"in", "on", "via", "during", "at", "through", "by", "of"})
GATHERINGS: Final = frozenset("meeting meetings summit talks visit call trip".split())
VAGUE: Final = frozenset("phone call broadcast media press release".split())


class Outlets(Protocol):
    """What the medium's search must know of entities: the key at a token, and whether it is a media outlet."""

    def key_of(self, token: Token) -> str: ...
    def is_outlet(self, key: str) -> bool: ...


@dataclass
class Occasion:
    """What is known of one occasion of speech; filled as its statements are met, from the paragraph in which it ``opened``, or
    in which its day was told, to the last, ``paragraph``."""

    label: str
    paragraph: int
    opened: int
    medium: tuple[str, ...] = ()
    when: When = field(default_factory=When)
    place: str = ""
    near: bool = False
    addressee: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Setting:
    """What one statement's own words tell of its occasion. ``background`` marks habits and old remarks."""

    medium: tuple[str, ...] = ()
    when: When = UNTIMED
    place: str = ""
    near: bool = False
    addressee: tuple[str, ...] = ()
    background: bool = False


def medium_of(draft: Draft, outlets: Outlets, covered: list[bool], tail: Token | None) -> tuple[str, ...]:
    """The medium named around a cue, as an entity key or plain words; empty where none is named.

    ``covered`` tells which tokens are content of some statement; ``tail`` is the noun of a phrase of medium that stood
    at the end of the content."""
    phrases = [p for head in heads(draft) for p in _phrases(head) if not _of_others(p, draft)]
    phrases += [p for p in (tail, draft.document, draft.addressee) if p is not None and (p is not draft.addressee or _noun(p))]
    found = [m for p in phrases for m in read_medium(p, outlets)]
    if not found and not covered[draft.cue.i]:
        found = [m for p in outside(draft, covered) for m in read_medium(p, outlets)]
    named = mediums().verbs.get(speech().lemma(draft.cue.lower_))
    if named and not found:
        found.append(named)
    named_first = sorted(dict.fromkeys(found), key=lambda medium: medium == medium.lower() and not is_key(medium))
    return tuple(named_first[:1])


def long_over(when: When, published: str) -> bool:
    """Whether an occasion lies too far before publication for the statements of an article to be taken from it."""
    if not published or not when.latest:
        return False
    return (date.fromisoformat(published) - date.fromisoformat(when.latest)).days > RECENT


def network(published: str) -> str:
    """Where posts signed with an @handle stand, by the day of publication."""
    return "X" if (published or RENAMED) >= RENAMED else "Twitter"


def platforms_named(doc: Doc) -> tuple[str, ...]:
    """The platforms that an article names, in order."""
    return tuple(dict.fromkeys(name for token in doc if (token.is_title or token.is_upper) and (name := _platform(token))))


def is_key(medium: str) -> bool:
    """Whether a medium is the key of an entity ("e7") rather than a word."""
    return medium[:1] == "e" and medium[1:].isdigit()


def audience_of(draft: Draft) -> Token | None:
    """Who is spoken to by the words around a cue: "speaking to X", "in remarks to X", "in an interview with X"."""
    for head in heads(draft):
        if head.lemma_.lower() in SPEAKING and head != draft.cue:
            found = next((c for c in g.kids(head, "obl") if g.case_of(c) in ("to", "with", "before")), None)
            if found is not None:
                return found
    phrases = (p for head in heads(draft) for p in _phrases(head) if _noun(p) and not _of_others(p, draft))
    for phrase in phrases:
        found = next((c for c in g.kids(phrase, "nmod") if g.case_of(c) in ("to", "with")), None)
        if found is not None and not _platform(found):
            return found
    return None


def occasion_words(draft: Draft) -> Iterator[Token]:
    """The words of the occasion on which a time may hang: "in a Friday interview", "according to reports on Tuesday",
    "when he called in May, she told him"."""
    yield from (p for head in heads(draft) for p in _phrases(head) if _noun(p))
    yield from (c for c in g.kids(draft.cue, "advcl") if any(w.lower_ == "when" for w in g.kids(c, "advmod", "mark")))
    clause = g.conjunct_root(draft.cue)
    if any(w.lower_ == "which" and g.case_of(w) in ("in", "during", "at") for w in g.kids(clause, "obl")):
        yield clause.head  # "an exchange on Monday in which she said"
    source = draft.document if draft.document is not None else draft.speaker
    if source is not None and (draft.construction == "according" or draft.document is not None):
        yield source


def _of_others(phrase: Token, draft: Draft) -> bool:
    """Whether the words of an occasion are part of the content, or name it as that of others ("the minister's meeting")."""
    owner = g.child(phrase, "nmod:poss")
    foreign = owner is not None and owner.pos_ != "PRON" and phrase.lower_ in GATHERINGS
    return foreign or any(a <= phrase.i < b for a, b in draft.pieces)


def heads(draft: Draft) -> Iterator[Token]:
    """The verbs whose phrases tell of the cue's setting: itself, "speaking to" beside it, "released" of "a statement"."""
    verb = draft.setting if draft.setting is not None else draft.cue
    yield verb
    if draft.cue != verb:
        yield draft.cue
    yield from (c for c in verb.children if c.tag_ == "VBG" and c.lemma_.lower() in SPEAKING)
    if draft.speaker is not None:
        yield from (c for c in g.kids(draft.speaker, "acl") if c.tag_ == "VBG" and c.lemma_.lower() in SPEAKING)
    if verb.dep_ in ("acl", "advcl", "conj") and verb.head != verb:
        yield verb.head


def _phrases(head: Token) -> Iterator[Token]:
    """The heads of the phrases of a verb, or of the noun on which a participle hangs, that may name a medium."""
    table = mediums()
    for c in head.children:
        if (c.dep_ in ("obl", "nmod", "obl:unmarked", "advcl") and g.case_of(c).split(" ")[0] in table.prepositions) or (
            c.dep_ in ("obj", "iobj")
            and c.lower_ in table.carriers
            and (head.lower_ in speech().light or head.lemma_.lower() in SPEAKING)
        ):
            yield c
    if head.pos_ == "NOUN" and head.lower_ in table.carriers:
        yield head


def outside(draft: Draft, covered: list[bool]) -> Iterator[Token]:
    """The nouns after a preposition of medium in the cue's sentence outside all contents, the nearest to the cue first:
    what the parser hung elsewhere ("On Monday during the opening ceremony, Ruiz called for calm")."""
    doc, sentence = draft.cue.doc, draft.cue.sent
    heads: list[Token] = []
    for i in range(sentence.start, sentence.end):
        if covered[i] or doc[i].pos_ not in ("ADP", "SCONJ") or doc[i].lower_ not in NAMING:
            continue
        for token in doc[i + 1 : min(i + 8, sentence.end)]:
            if (token.pos_ in ("VERB", "AUX", "ADP") and token.tag_ != "VBG") or token.text in (",", ";", ":"):
                break
            if _noun(token) or _platform(token):
                heads.append(token)
                break
    return iter(sorted(heads, key=lambda t: abs(t.i - draft.cue.i)))


def _platform(token: Token) -> str:
    following = f"{token.text} {token.nbor(1).text}" if token.i + 1 < len(token.doc) else ""
    return mediums().platforms.get(token.text) or mediums().platforms.get(following, "")


def _noun(token: Token) -> bool:
    nominal = token.pos_ not in ("PROPN", "VERB", "AUX")
    return nominal and (token.lower_ in mediums().nouns or token.lemma_.lower() in mediums().nouns)


def read_medium(head: Token, outlets: Outlets) -> Iterator[str]:
    """The medium that a phrase names: a platform, an outlet, else the noun of the occasion itself."""
    within = [head, *(t for t in g.walk(head) if t.i != head.i and t.pos_ in ("PROPN", "NOUN", "X", "SYM"))]
    noun = _noun(head)
    for token in within:
        name = _platform(token)
        if name and (noun or (g.case_of(head).split(" ")[0] in ("on", "via", "through", "over", "to") or token == head)):
            yield name
            return
    for token in within:
        key = outlets.key_of(token)
        if key and outlets.is_outlet(key):
            yield key
            return
    if noun and head.lower_ in ("tweet", "tweets"):
        yield "Twitter"
    elif noun and not (head.lower_ in VAGUE and head.pos_ == "PROPN"):
        yield occasion_noun(head)


def occasion_noun(head: Token) -> str:
    """The noun of an occasion with what makes it a term: "press conference", "live television", "phone call"."""
    words = [
        t.lower_
        for t in head.doc[max(0, head.i - 2) : head.i]
        if t.head == head
        and ((t.dep_ == "compound" and t.ent_type_ == "") or t.lower_ in ("live", "open", "public", "opening"))
    ]
    noun = head.lower_
    if noun.endswith("s") and head.lemma_ and noun not in ("remarks", "press"):
        noun = head.lemma_.lower()
    return " ".join([*words, noun])


def is_background(draft: Draft) -> bool:
    """Whether the cue tells of a habit or of remarks made before, which share nobody's occasion."""
    verb = draft.cue
    adverbs = {c.lower_ for c in g.kids(verb, "advmod")}
    if adverbs & BACKGROUND:
        return True
    return g.has_perfect(verb) or (verb.tag_ in ("VBZ", "VBP") and draft.construction != "quote")


def said_before(verb: Token) -> str:
    """The word that tells of earlier remarks, where a cue stands in the perfect: "has repeatedly said"; else ""."""
    adverbs = (c.lower_ for c in g.kids(verb, "advmod") if c.lower_ in BACKGROUND)
    return next(adverbs, "") if g.has_perfect(verb) else ""


def tail_medium(doc: Doc, piece: g.Range) -> int:
    """Where a phrase like "in a statement on Monday" starts that closes a content though it tells of the cue; else the end."""
    start, end = piece
    for i in range(end - 1, max(start, end - 12), -1):
        token = doc[i]
        if token.tag_ in ("VBD", "VBZ", "VBP", "MD", "WDT") or token.text == ",":
            return end
        if token.lower_ in ("in", "on", "via", "during", "at", "through") and token.pos_ == "ADP":
            noun = next(
                (
                    t
                    for t in doc[i + 1 : end]
                    if t.pos_ in ("NOUN", "PROPN") and t.dep_ not in ("compound", "nmod:poss", "flat", "nmod:desc")
                ),
                None,
            )
            if (
                noun is not None
                and noun.lower_ in mediums().carriers
                and doc[i + 1].lower_ in ("a", "an", "his", "her", "its", "their", "the", "another")
            ):
                return i if i - start >= 2 else end
    return end


class Occasions:
    """Draws statements together to occasions: one speaker, nearby, nothing that contradicts."""

    def __init__(self) -> None:
        self._last: dict[tuple[str, ...], Occasion] = {}
        self.by_label: dict[str, Occasion] = {}
        self._count = 0

    def join(self, speakers: tuple[str, ...], paragraph: int, setting: Setting) -> Occasion:
        """The occasion of a statement, new or going on; what the statement tells of it is added. What is told as background
        has an occasion of its own without a label."""
        last = self._last.get(speakers)
        if setting.background:
            last = Occasion("", paragraph, paragraph)
        elif last is None or self._differs(last, paragraph, setting):
            self._count += 1
            last = Occasion(f"u{self._count}", paragraph, paragraph)
            self.by_label[last.label] = self._last[speakers] = last
        last.paragraph = paragraph
        last.medium = last.medium or setting.medium
        if not (last.when.earliest or last.when.latest or setting.when == UNTIMED):
            last.when, last.opened = setting.when, paragraph
        last.addressee = last.addressee or setting.addressee
        if not last.place:
            last.place, last.near = setting.place, setting.near
        return last

    @staticmethod
    def _differs(last: Occasion, paragraph: int, setting: Setting) -> bool:
        other_medium = bool(setting.medium and last.medium and setting.medium != last.medium)
        platforms = mediums().platforms.values()
        other_medium = other_medium and not (setting.medium[0] in mediums().posts and last.medium[0] in platforms)
        mine, theirs = (setting.when.earliest, setting.when.latest), (last.when.earliest, last.when.latest)
        posted = bool(last.medium and last.medium[0] in platforms)
        face_to_face = posted and bool(setting.addressee) and not setting.medium
        face_to_face |= bool(setting.medium and setting.medium[0] in platforms and last.addressee) and not posted
        unposted = paragraph - last.opened > NEAR and not last.medium
        later = unposted and bool(setting.medium) and setting.medium[0] in platforms
        other_day = any(mine) and any(theirs) and mine != theirs
        other_place = bool(setting.place and last.place and setting.place != last.place)
        return other_medium or face_to_face or later or other_day or other_place or paragraph - last.paragraph > NEAR
