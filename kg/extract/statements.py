"""Who said what: the statements of one article, with speaker, words, addressee, medium, day and place.

"It is over," Ana Ruiz told Radio Sol on Friday, adding that talks had failed.
    Ruiz -> Radio Sol, "It is over", direct, medium Radio Sol, Friday
    Ruiz, "talks had failed", indirect, the same occasion
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Final

from spacy.tokens import Token

from kg.extract import grammar as g
from kg.extract.actors import EntityMap
from kg.extract.actors.clusters import gender_of_name
from kg.extract.frames import mediums, speech
from kg.extract.statements_announced import announcements
from kg.extract.statements_blocks import block_drafts
from kg.extract.statements_cues import Draft, bounded, verb_drafts
from kg.extract.statements_nouns import noun_drafts
from kg.extract.statements_orphans import adopt, unshared
from kg.extract.statements_passages import Passages
from kg.extract.statements_quotes import Quotes, quotations
from kg.extract.statements_scene import place_said
from kg.extract.statements_setting import (
    Occasion,
    Occasions,
    Setting,
    audience_of,
    is_background,
    is_key,
    long_over,
    medium_of,
    network,
    occasion_words,
    platforms_named,
    read_medium,
    said_before,
    tail_medium,
)
from kg.extract.statements_sources import adposition_drafts, cited
from kg.extract.statements_speakers import SOME, could_hear, is_first_person, issuer_of
from kg.extract.times import TimeMap
from kg.language.parsed import ParsedArticle
from kg.model import EntityKind, Role, Telling, When

PRONOUNS: Final = frozenset({"he", "she", "they", "who"})


@dataclass
class _Reader:
    """Turns drafts into tellings; keeps who spoke, for documents and for "I" in quotations."""

    parsed: ParsedArticle
    entities: EntityMap
    times: TimeMap
    quotes: Quotes
    drafts: list[Draft] = field(default_factory=list)
    occasions: Occasions = field(default_factory=Occasions)
    spoken: list[tuple[Draft, tuple[str, ...]]] = field(default_factory=list)

    @cached_property
    def cut(self) -> Passages:
        """The passages of drafts."""
        return Passages(self.parsed, self.quotes)

    # ------------------------------------------------------------ entities

    def is_actor(self, token: Token) -> bool:
        """Whether the token names somebody who can speak; "I" and "we" in a quotation do."""
        if is_first_person(token) or token.lower_ in PRONOUNS or token.lower_ in speech().bodies:
            return True
        return self.entities.of(token) is not None

    def key_of(self, token: Token) -> str:
        return self.entities.of(token) or ""

    def is_outlet(self, key: str) -> bool:
        entity = self.entities.by_key(key)
        return entity.kind == "MediaOutlet" and entity.named

    def keys(self, token: Token | None) -> tuple[str, ...]:
        """The keys of those whom a phrase names, coordination spread out."""
        if token is None:
            return ()
        if is_first_person(token) and (owner := self._owner(token)):
            return owner
        found = self._without_offices(token, tuple(dict.fromkeys(self.entities.all_of(token))))
        if not found and token.lower_ in PRONOUNS:
            return self._last_speaker(token)
        return found or ((key,) if (key := self.key_of(token)) else ())

    def _without_offices(self, token: Token, found: tuple[str, ...]) -> tuple[str, ...]:
        """Those named without what only describes the first: "Ruiz, a lawyer and a former minister"."""
        person = len(found) > 1 and self.entities.by_key(found[0]).named and self.entities.by_key(found[0]).kind == "Person"
        after = g.noun_phrase(token)[1]
        described = after + 1 < len(token.doc) and token.doc[after].text == "," and token.doc[after + 1].lower_ in ("a", "an")
        if not person or not described:
            return found
        return tuple(k for k in found if self.entities.by_key(k).named or self.entities.by_key(k).kind != "Person")

    def _last_speaker(self, token: Token) -> tuple[str, ...]:
        """Who spoke last before a token, in the outlet's own voice."""
        earlier = [(d.cue.i, s) for d, s in self.spoken if d.cue.i < token.i and self.quotes.level[d.cue.i] < 0]
        return max(earlier)[1] if earlier else ()

    def _last_issuer(self, document: Token) -> tuple[str, ...]:
        """Who issued the document of which "the statement" speaks again."""
        if not any(c.lower_ in ("the", "this", "that") for c in g.kids(document, "det")):
            return ()
        for draft, speakers in reversed(self.spoken):
            noun = draft.document if draft.document is not None else draft.cue if draft.construction == "occasion" else None
            if noun is not None and noun.i < document.i and noun.lower_ == document.lower_:
                return speakers
        return ()

    def _owner(self, token: Token) -> tuple[str, ...]:
        """The speakers of the innermost statement around a token in a quotation."""
        around = [(sum(b - a for a, b in d.pieces), s) for d, s in self.spoken if any(a <= token.i < b for a, b in d.pieces)]
        return min(around)[1] if around else ()

    def _joined(self, who: Token | None, found: tuple[str, ...]) -> tuple[str, ...]:
        """The speakers with the one before "and" that the parser tore off at the start of a sentence: "Peru and Chile said"."""
        if who is None or not found:
            return found
        first = g.noun_phrase(who)[0]
        doc, start = self.parsed.doc, who.sent.start
        if first - 2 < start or doc[first - 1].lower_ != "and" or any(t.pos_ in ("VERB", "AUX") for t in doc[start:first]):
            return found
        return tuple(dict.fromkeys((*self.keys(doc[first - 2]), *found)))

    def _goes_on(self, draft: Draft, found: tuple[str, ...]) -> tuple[str, ...]:
        """The last speaker, where "he" or "she" as subject of a cue goes on speaking: nobody else was named since in the
        outlet's own voice. () where the pronoun means somebody else."""
        who = draft.speaker
        if who is None or who.lower_ not in ("he", "she") or self.quotes.level[draft.cue.i] >= 0:
            return ()
        earlier = [
            (d.cue.i, s, max(_end(d), g.noun_phrase(d.speaker)[1] if d.speaker is not None else 0))
            for d, s in self.spoken
            if d.cue.i < who.i and self.quotes.level[d.cue.i] < 0 and d.cue.i in self.told
        ]
        if not earlier:
            return ()
        _, last, end = max(earlier)
        near = self.parsed.paragraphs[who.i] - self.parsed.paragraphs[end - 1] <= 1
        if (
            not near
            or last == found
            or len(last) != 1
            or self.entities.by_key(last[0]).kind != "Person"
            or self._clashes(last[0], who)
        ):
            return ()
        named = any(self._introduces(self.parsed.doc[i]) for i in range(end, who.i) if self.quotes.level[i] < 0)
        return () if named else last

    @cached_property
    def told(self) -> frozenset[int]:
        """The indices of the cues of which the outlet itself tells: they stand in no content of another statement."""
        pieces = [(a, b, d.cue.i) for d in self.drafts for a, b in d.pieces]
        return frozenset(d.cue.i for d in self.drafts if not any(a <= d.cue.i < b and d.cue.i != i for a, b, i in pieces))

    def _introduces(self, token: Token) -> bool:
        key = self.entities.of(token) if token.pos_ in ("PROPN", "NOUN") and token.dep_ in g.SUBJECTS else None
        return key is not None and self.entities.by_key(key).kind == "Person"

    def _clashes(self, key: str, pronoun: Token) -> bool:
        """Whether a person's first name or other pronouns speak against "he" or "she"."""
        other = {"he": ("she", "f"), "she": ("he", "m")}[pronoun.lower_]
        entity = self.entities.by_key(key)
        called = any(m.passage.text.lower() == other[0] for m in entity.mentions if m.form == "pronoun")
        return called or gender_of_name(entity.name) == other[1]

    def speakers(self, draft: Draft) -> tuple[str, ...]:
        """The keys of the speakers; for a document those of its issuer, else of the last speaker before it."""
        if draft.document is None:
            found = self._joined(draft.speaker, self.keys(draft.speaker))
            return self._goes_on(draft, found) or found or self._made(draft.speaker)
        issuer = issuer_of(draft.document, draft.cue, self.is_actor)
        found = self.keys(issuer) if issuer is not None else ()
        if found or (issuer is not None and issuer.pos_ == "NOUN" and (issuer.tag_ == "NNS" or could_hear(issuer))):
            return found or self._made(issuer)
        known = self._last_issuer(draft.document)
        if known:
            return known
        indefinite = any(c.lower_ in ("a", "an", "another") for c in g.kids(draft.document, "det"))
        personal = draft.document.lower_ in speech().personal and not indefinite
        return (self._last_speaker(draft.cue) if personal else ()) or self.keys(draft.document) or self._made(draft.document)

    def _made(self, token: Token | None) -> tuple[str, ...]:
        """A new entity for a speaker of whom nothing is known but the words that name it."""
        if token is None or (token.pos_ == "PRON" and token.lower_ not in SOME):
            return ()
        kind: EntityKind = "Person" if token.pos_ == "PROPN" else "Group" if token.tag_ == "NNS" else "Organization"
        return (self.entities.create(self.parsed.doc[slice(*g.noun_phrase(token))], kind),)

    # ------------------------------------------------------------ one telling

    def _without_tail(self, draft: Draft) -> tuple[Draft, Token | None]:
        """The draft without a phrase of medium at the end of its content, and the noun of that phrase."""
        if draft.quotes or draft.construction == "noun" or draft.pieces[-1][0] < draft.cue.i:
            return draft, None
        doc, (start, end) = self.parsed.doc, draft.pieces[-1]
        cut = tail_medium(doc, (start, end))
        if cut == end:
            return draft, None
        noun = next(t for t in doc[cut + 1 : end] if t.pos_ in ("NOUN", "PROPN") and t.lower_ in mediums().carriers)
        return replace(draft, pieces=(*draft.pieces[:-1], (start, cut))), noun

    def setting(self, draft: Draft, addressees: tuple[str, ...], tail: Token | None) -> Setting:
        """What the statement's own words tell of day, place, medium; an outlet that is addressed is the medium."""
        verb = draft.setting if draft.setting is not None else draft.cue
        outlets = tuple(k for k in addressees if self.is_outlet(k))
        medium = (
            (network(self.parsed.article.source.published),)
            if draft.construction == "post"
            else medium_of(draft, self, self.covered, tail)
        )
        if not medium and outlets:
            medium = outlets[:1]
        if medium and medium[0] in mediums().posts and len(self.platforms) == 1:
            medium = self.platforms
        place, near = place_said(self.entities, draft)
        if place in addressees:
            place, near = "", False
        told = speech().lemma(draft.cue.lower_) in mediums().hearing
        hearers = tuple(k for k in addressees if told and self.entities.by_key(k).kind == "Group")
        audience = self.hearers(audience_of(draft)) or outlets or hearers or tuple(m for m in medium if is_key(m))
        return Setting(medium, self.when(draft, verb), place, near, audience, is_background(draft))

    @cached_property
    def covered(self) -> list[bool]:
        """Whether each token is content of some statement."""
        places = [False] * len(self.parsed.doc)
        for draft in self.drafts:
            for first, after in draft.pieces if draft.construction != "noun" else ():
                places[first:after] = [True] * (after - first)
        return places

    def when(self, draft: Draft, verb: Token) -> When:
        """The day of the act of speech; an expression that stands in the content alone tells of something else."""
        if draft.construction == "post":
            return self.times.right_after(self.parsed.doc[draft.cue_range[1] - 1])
        when = self.times.near(verb, future=draft.status == "planned")
        if draft.construction == "noun":
            return self._uttered(draft.cue) if when == When() else when
        around = " ".join(t.text_with_ws for t in draft.cue.sent if not any(a <= t.i < b for a, b in draft.pieces))
        told = (when, *(self.times.near(word, future=False) for word in occasion_words(draft)))
        return next((w for w in told if w.text and not self._of_content(w, draft, around)), When())

    def _uttered(self, noun: Token) -> When:
        """The day on which what a noun names was uttered: "the proclamation, which was made on Monday"."""
        clauses = (c for c in g.walk(noun) if c.dep_ in ("acl:relcl", "acl") and c.lower_ in speech().light)
        return next((w for c in clauses if (w := self.times.near(c, future=False)).text), When())

    def _of_content(self, when: When, draft: Draft, around: str) -> bool:
        """Whether a time stands in the content of a statement and not in the words around it."""
        inside = any(when.text in p.text for p in self.cut.pieces(draft))
        return inside and when.text.split()[-1] not in around

    @cached_property
    def platforms(self) -> tuple[str, ...]:
        """The platforms that the article names."""
        return platforms_named(self.parsed.doc)

    def addressed(self, draft: Draft, speakers: tuple[str, ...]) -> tuple[str, ...]:
        """The keys of those spoken to, without the speakers."""
        return tuple(k for k in self.hearers(draft.addressee) if k not in speakers)

    def hearers(self, token: Token | None) -> tuple[str, ...]:
        """The keys of those whom a phrase names as hearers; who is only described ("reporters") becomes an entity here."""
        if token is None or token.lower_ in mediums().nouns:
            return ()
        found = self.keys(token)
        if not found and token.pos_ == "NOUN" and token.dep_ in ("obj", "iobj", "obl") and could_hear(token):
            found = (self.entities.create(self.parsed.doc[slice(*g.noun_phrase(token))], "Group"),)
        return found

    def announce(self, draft: Draft) -> None:
        """Let the statements of whom an announced occasion is share its setting, unless it lies far back."""
        speakers, verb = self.speakers(draft), draft.setting
        if not speakers or verb is None or self.covered[draft.cue.i]:
            return
        when = self.when(draft, verb)
        if long_over(when, self.parsed.article.source.published):
            return
        audience = tuple(k for k in self.hearers(draft.addressee) if k not in speakers)
        outlets = tuple(k for k in audience if self.is_outlet(k))
        noun = draft.cue if draft.cue != verb else None
        medium = outlets or (tuple(read_medium(noun, self)) if noun is not None else ())
        place, near = place_said(self.entities, draft)
        own = Setting(medium[:1], when, place, near, audience)
        self.occasions.join(speakers, self.parsed.paragraphs[draft.cue.i], own)
        self.spoken.append((draft, speakers))

    def telling(self, draft: Draft) -> Telling | None:
        if draft.construction == "occasion":
            self.announce(draft)
            return None
        speakers, content = self.speakers(draft), self.cut.pieces(draft)
        if not speakers or not content:
            return None
        self.spoken.append((draft, speakers))
        draft, tail = self._without_tail(draft)
        content = self.cut.pieces(draft)
        addressees = self.addressed(draft, speakers)
        own = self.setting(draft, addressees, tail)
        nested = draft.status != "occurred" or self.quotes.level[draft.cue.i] >= 0
        occasion = self._occasion(draft, speakers, own, nested)
        roles: list[tuple[Role, str]] = [("speaker", k) for k in speakers]
        roles += [("addressee", k) for k in addressees]
        roles += [("via", k) for k in self.keys(draft.relay) if self.is_outlet(k)]
        return Telling(
            cls="Statement",
            passage=self.cut.passage(draft),
            trigger=self.parsed.passage_between(*draft.cue_range),
            status=draft.status,
            roles=tuple(roles),
            content=content,
            form=self.cut.form(draft),
            cue=self.parsed.passage_between(*draft.cue_range),
            speaker_text=self.cut.speaker_text(draft),
            medium=own.medium,
            when=self._day(draft, own, occasion),
            place=own.place,
            near=own.near,
            occasion=occasion.label if occasion is not None else "",
        )

    def _day(self, draft: Draft, own: Setting, occasion: Occasion | None) -> When:
        """The day that the statement's own words tell, else that of the occasion that goes on, else the day of which the
        outlet spoke last."""
        before, published = said_before(draft.cue), self.parsed.article.source.published
        if own.when == When() and before and published and draft.status == "occurred":
            return When("", published, before)
        if own.when != When() or occasion is None or own.background:
            return own.when
        if occasion.when == When():
            occasion.when = self._last_day(draft)
        return replace(occasion.when, text="")

    def _last_day(self, draft: Draft) -> When:
        """The day of which the outlet spoke last before a cue; a day that somebody's words mention is none."""
        when = self.times.told_on(draft.cue)
        text = self.parsed.article.text
        place = text.rfind(when.text, 0, self.parsed.starts[draft.cue.i]) if when.text else -1
        token = bisect_right(self.parsed.starts, place) - 1 if place >= 0 else -1
        return when if token >= 0 and not self.covered[token] else When()

    def settled(self, telling: Telling) -> Telling:
        """A telling with what its occasion tells of medium, day, place and audience where its own words do not."""
        occasion = self.occasions.by_label.get(telling.occasion)
        if occasion is None:
            return telling
        known = {key for _, key in telling.roles}
        audience = () if any(role == "addressee" for role, _ in telling.roles) else occasion.addressee
        extra: tuple[tuple[Role, str], ...] = tuple(("addressee", key) for key in audience if key not in known)
        place, near = (telling.place, telling.near) if telling.place else (occasion.place, occasion.near)
        return replace(
            telling, roles=(*telling.roles, *extra), medium=telling.medium or occasion.medium, place=place, near=near
        )

    def _occasion(self, draft: Draft, speakers: tuple[str, ...], own: Setting, nested: bool) -> Occasion | None:
        bare = draft.construction == "noun" and (draft.setting is None or draft.setting.lower_ not in speech().light)
        if nested or bare or draft.construction == "according":
            return None
        return self.occasions.join(speakers, self.parsed.paragraphs[draft.cue.i], own)


def _end(draft: Draft) -> int:
    return max((draft.cue_range[1], *(after for _, after in draft.pieces)))


def _same(noun: Draft, verb: Draft | None) -> bool:
    """Whether a noun of saying is that of its verb, uttered by the same: "expressed doubts that ..." """
    return verb is not None and (noun.speaker is None or noun.speaker == verb.speaker or noun.speaker.pos_ == "PRON")


def find_statements(parsed: ParsedArticle, entities: EntityMap, times: TimeMap) -> list[Telling]:
    """The statements of an article in the order of their passages; ``told_by`` and ``via`` are not filled here."""
    quotes = quotations(parsed)
    reader = _Reader(parsed, entities, times, quotes)
    drafts = cited(verb_drafts(parsed.doc, quotes, reader.is_actor))
    drafts += [replace(d, pieces=tuple(bounded(quotes, d.cue, p) for p in d.pieces)) for d in adposition_drafts(parsed.doc)]
    cues = {d.cue.i: d for d in drafts}
    drafts += [d for d in noun_drafts(parsed.doc, reader.is_actor) if d.setting is None or not _same(d, cues.get(d.setting.i))]
    drafts = adopt(unshared(drafts, quotes), quotes, parsed, reader.is_actor)
    drafts += block_drafts(parsed, drafts, quotes, reader.is_actor)
    reader.drafts = drafts
    drafts = [*drafts, *announcements(parsed.doc, quotes, reader.is_actor)]
    drafts.sort(key=lambda d: (quotes.level[d.cue.i] >= 0, d.cue.i))
    tellings = [reader.settled(t) for t in [reader.telling(d) for d in drafts] if t is not None]
    return sorted(tellings, key=lambda t: (t.passage.start, t.passage.end, t.trigger.start))
