"""Finds the uses of armed force that an article tells.

"Two soldiers died when rebels shelled the army base at Sake on Monday."
    trigger "shelled", kind shelling, agent rebels, target the army base, place Sake, date that Monday, deaths 2

Verbs and nouns of ``frames/military.toml`` are candidates; their company decides (``armed.py``), so that "struck a deal"
and a rail strike tell nothing. A noun and the verb that carries it, or the killing in a raid, are one telling.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, cast

from spacy.tokens import Token

from kg.extract import grammar as g
from kg.extract.actors import EntityMap
from kg.extract.armed import Company, armed_people, is_event, listed, weapon_kind, word_set
from kg.extract.attribution import attribution, in_time, place_status
from kg.extract.deaths import Toll, tolls
from kg.extract.elsewhere import without_anothers
from kg.extract.frames.events import lexicon
from kg.extract.military_candidate import Candidate
from kg.extract.military_frames import candidates
from kg.extract.parties import lands_of, parties_of, states_of
from kg.extract.places import place_of
from kg.extract.retell import complete, repeats
from kg.extract.retell_setting import lend
from kg.extract.roles import CALENDAR, clause_start, phrase_tokens, spread
from kg.extract.status import FUTURE
from kg.extract.times import TimeMap
from kg.extract.where import where
from kg.language.parsed import ParsedArticle
from kg.model import ActionKind, EntityKind, Role, Status, Telling, When

PREPARED: Final = frozenset({"operation", "deployment", "withdrawal", "invasion", "exercise", "blockade", "naval"})
"""Kinds of actions that are announced beforehand; all others are told of when they have happened."""
BESIDE: Final = ("in", "during", "by", "with", "through")
OUTCOME: Final = ("after", "from", "when")
"""After these the killed of an event may be told of, but no second act: "fought on after the bombing"."""


def find_military(parsed: ParsedArticle, entities: EntityMap, times: TimeMap, statements: Sequence[Telling]) -> list[Telling]:
    """The military actions of one article, in the order of the text; ``statements`` are its statements, already found."""
    company = Company(entities)
    triggers = lexicon("military").triggers
    found: list[Candidate] = []
    for i, word in enumerate(entities.rows.lower):
        if word in triggers:
            found += candidates(parsed.doc[i], entities, company, found)
    kept = _fold(found)
    said = attribution(statements)
    tell = _Teller(parsed, entities, times, lands_of(entities))
    heads = [c.head for c in kept]
    counted = zip(kept, tolls([(c.head, *c.extra) for c in kept]), strict=True)
    tellings = [tell(c, toll, *place_status(parsed, c.head, said, sudden=c.kind not in PREPARED)) for c, toll in counted]
    again = repeats(tellings, heads)
    whole = lend(complete(tellings, entities, heads, [c.aimless for c in kept]), heads, entities)
    return [t for i, t in enumerate(whole) if i not in again]


# ---------------------------------------------------------------- one telling per event mention


def _fold(found: list[Candidate]) -> list[Candidate]:
    """Folds a verb into the event noun that stands beside it: "killed in a raid", "the strike that killed"."""
    nouns = {c.head: c for c in found if not c.frame.roles}
    actions = {c.head: c for c in found if c.head not in nouns}
    weapons = {weapon: c for c in found for weapon in c.carriers}
    dropped = {id(c) for c in found if _only_names_a_target(c, found)}
    for c in found:
        if id(c) in dropped:
            continue
        if not c.frame.roles:
            other = _noun_beside(c, nouns)
        else:
            other = _beside(c, nouns, weapons, actions) or _same_march(c, actions) or _in_which(c, nouns)
        if other is not None and other is not c and not _by_others(c, other):
            other.agents += [
                a for a in c.agents if a not in (*other.agents, other.head) and a not in nouns and a not in weapons
            ]
            suffered = [t for t in c.targets if t not in (*other.targets, other.head)]
            other.targets += suffered
            other.victims += suffered if c.frame.kind == "killing" else []
            other.extra += list(c.trigger)
            other.kind = c.kind if other.kind == "other" and c.kind not in ("killing", "capture") else other.kind
            dropped.add(id(c))
    kept = [c for c in found if id(c) not in dropped]
    for c in kept:
        c.agents = c.agents or _carried_on(c, kept)
    return kept


def _by_others(verb: Candidate, noun: Candidate) -> bool:
    """Whether an act and the event beside it have doers of their own: "fired a rocket during a drill by its neighbours"."""
    own = {a for a in verb.agents if not is_event(a) and not weapon_kind(a) and a != noun.head}
    return verb.frame.kind != "killing" and bool(own) and bool(noun.agents) and not own & set(noun.agents)


def _carried_on(c: Candidate, told: Sequence[Candidate]) -> list[Token]:
    """The agents of the act as a part or a sequel of which another is told: "began an offensive with airstrikes, followed by a
    ground invasion"."""
    above = c.head.head
    if c.frame.roles or g.case_of(c.head) not in ("with", "by", "through"):
        return []
    if above.lower_ in ("followed", "accompanied", "backed"):
        above = above.head
    return next((o.agents for o in told if o is not c and above in (o.head, o.around.governor)), [])


def _only_names_a_target(c: Candidate, found: Sequence[Candidate]) -> bool:
    """Whether a use of a weapon only tells which weapon another action meets: "shot down the drones launched by X"."""
    return c.head.dep_ == "acl" and any(w in other.targets for w in c.carriers for other in found if other is not c)


def _beside(
    verb: Candidate, nouns: Mapping[Token, Candidate], weapons: Mapping[Token, Candidate], actions: Mapping[Token, Candidate]
) -> Candidate | None:
    """The telling to which a verb belongs: the event noun that acts or stands beside it, or the act of which it tells the
    outcome (", killing nine")."""
    doers = [*verb.around.doers, *_relative(verb.head)]
    marks = (*BESIDE, *OUTCOME) if verb.frame.kind == "killing" else BESIDE
    acting = [part for d in doers for part in g.coordinated(d)]  # "a missile and drone attack killed"
    for head in (*acting, *verb.around.after(*marks), *spread(verb.around.undergoers)):
        if head in nouns:
            return nouns[head]
    for head in doers:
        if head in weapons:
            return weapons[head]
    for clause in g.kids(verb.head, "advcl"):
        if (
            verb.frame.kind == "killing"
            and (g.case_of(clause) in ("when", "after", "as") or any(w.lower_ == "when" for w in g.kids(clause, "advmod")))
            and (act := _in_clause(clause, nouns, actions))
        ):
            return act
    above = verb.head.head
    if (
        verb.frame.kind == "killing"
        and verb.head.dep_ == "conj"
        and above in actions
        and actions[above].frame.kind == "killing"
    ):
        return actions[above]  # "killed two and wounded nine"
    outcome = verb.frame.kind == "killing" or verb.frame.word in word_set("results")
    if outcome and verb.head.tag_ == "VBG" and verb.head.dep_ in ("advcl", "conj", "acl"):
        carried = [c for c in (*nouns.values(), *weapons.values()) if above in (c.head, c.around.governor)]
        return carried[0] if carried else actions.get(above) or _just_told(verb.head, actions)
    above = above.head if above.dep_ == "compound" and above.head in nouns else above  # "a drone attack that", hung on "drone"
    if verb.head.dep_ in ("acl:relcl", "acl", "advcl") and above in nouns:
        aim = verb.head.dep_ == "acl" and verb.head.tag_ == "VB"  # "an operation to isolate the city"
        return nouns[above] if aim or verb.frame.kind in ("killing", "other") else None
    return None


def _noun_beside(noun: Candidate, nouns: Mapping[Token, Candidate]) -> Candidate | None:
    """The event noun that tells the same act: of "the killing of X in an air strike" and "was hit by missiles in a raid"."""
    if noun.frame.kind == "killing":
        return next((nouns[h] for h in noun.around.after("in", "by", "during") if h in nouns and h != noun.head), None)
    if g.case_of(noun.head) not in ("in", "during") or noun.head.dep_ != "obl" or noun.agents or noun.targets:
        return None
    return next((nouns[h] for h in noun.head.head.children if h in nouns and h != noun.head and g.case_of(h) == "by"), None)


def _same_march(verb: Candidate, actions: Mapping[Token, Candidate]) -> Candidate | None:
    """The verb before of one march: "the army would enter and deploy along the border"."""
    first = actions.get(verb.head.head)
    if first is None or verb.head.dep_ != "conj" or g.own_subject(verb.head) is not None or verb.targets:
        return None
    return first if verb.frame.roles == "move" and first.frame.roles == "move" and first.kind == verb.kind else None


def _in_which(verb: Candidate, nouns: Mapping[Token, Candidate]) -> Candidate | None:
    """The event noun before ", in which nine were killed", on whatever word the parser hung the clause."""
    phrases = (c for c in g.kids(verb.head, "obl") if c.lower_ == "which" and g.case_of(c) in ("in", "during"))
    if verb.frame.kind != "killing" or next(phrases, None) is None:
        return None
    before = [n for n in nouns if n.sent == verb.head.sent and n.i < verb.head.i]
    return nouns[max(before, key=lambda n: n.i)] if before else None


def _just_told(outcome: Token, actions: Mapping[Token, Candidate]) -> Candidate | None:
    """The finite act nearest before ", killing nine", on whatever word the parser hung the outcome."""
    if outcome.i == 0 or outcome.nbor(-1).lower_ != ",":
        return None
    finite = [a for a in actions if a.sent == outcome.sent and a.i < outcome.i and a.tag_ in ("VBD", "VBZ", "VBN")]
    return actions[max(finite, key=lambda a: a.i)] if finite else None


def _in_clause(clause: Token, nouns: Mapping[Token, Candidate], actions: Mapping[Token, Candidate]) -> Candidate | None:
    """The act that a clause tells: its verb, or the event noun that its verb carries."""
    carried = (c for c in nouns.values() if clause == c.around.governor)
    return actions.get(clause) or next(carried, None)


def _relative(verb: Token) -> list[Token]:
    """The word before a relative pronoun that is the verb's subject, whatever the parser made of it."""
    subject = g.child(verb, "nsubj")
    return [subject.nbor(-1)] if subject is not None and subject.i and subject.lower_ in ("that", "which") else []


# ---------------------------------------------------------------- tellings


@dataclass(frozen=True)
class _Teller:
    """Makes the telling of a candidate from what is known of the article."""

    parsed: ParsedArticle
    entities: EntityMap
    times: TimeMap
    lands: Mapping[str, str]

    def __call__(self, made: Candidate, toll: Toll, status: Status, told_by: tuple[str, ...]) -> Telling:
        place, near = where(self.parsed, self.entities, made.head, made.around, made.targets)
        if not place:
            told = (place_of(self.entities, verb) for verb in made.extra)
            place, near = next((found for found in told if found[0]), ("", False))
        when = self._when(made, status)
        telling = Telling(
            cls="MilitaryAction",
            passage=self.parsed.passage(_words(made)),
            trigger=self.parsed.passage(made.trigger),
            status=in_time(status, when, made.head, self.parsed.article.source.published),
            roles=self._roles(made),
            told_by=told_by,
            place=place,
            near=near,
            when=when,
            kind=cast(ActionKind, made.kind),
            deaths_low=toll[0],
            deaths_high=toll[1],
        )
        return without_anothers(telling, made.head, self.parsed, self.entities)

    def _when(self, made: Candidate, status: Status) -> When:
        """The day told beside the trigger, else beside a verb folded into it: "killed on Monday when jets made strikes"."""
        told = (self.times.near(word, future=status in FUTURE) for word in (made.head, *made.extra))
        return next((when for when in told if when != When()), When())

    def _roles(self, made: Candidate) -> tuple[tuple[Role, str], ...]:
        agents = states_of(self.entities, parties_of(self.entities, made.agents, _kind_of_agent), self.lands)
        against = {self.entities.of(head) for head in made.around.after("against")}
        agents = [key for key in agents if self.entities.by_key(key).kind != "Place" and key not in against]
        targets = [key for key in parties_of(self.entities, made.targets, _kind_of_target, acting=False) if key not in agents]
        return (*(("agent", k) for k in agents), *(("target", k) for k in targets))


def _words(made: Candidate) -> list[Token]:
    """The trigger and those who take part in its own clause; who is only shared with another clause is left out."""
    first = clause_start(made.around.clause, made.head)
    own = phrase_tokens(made.head) if made.head.pos_ not in ("VERB", "AUX") else made.trigger
    tokens = [
        *own,
        *made.trigger,
        *made.extra,
        *(t for head in (*made.agents, *made.carriers, *made.targets) for t in phrase_tokens(head)),
    ]
    last = made.head.sent.end
    return [t for t in tokens if first <= t.i < last] or list(made.trigger)


def _kind_of_agent(head: Token) -> EntityKind | None:
    """The kind of an agent that no entity is known for: only armed people; others are left out."""
    if head.lower_ in armed_people() and head.pos_ in ("NOUN", "PROPN"):
        return "ArmedGroup"
    return None


def _kind_of_target(head: Token) -> EntityKind | None:
    """The kind of a target that no entity is known for: people are a group, all else a place."""
    if head.pos_ not in ("NOUN", "PROPN") or head.lower_ in CALENDAR:
        return None
    if head.lower_ in armed_people():
        return "Group"
    if head.pos_ == "PROPN" or head.lower_ in listed("goals") | listed("sites") | listed("perhaps_forces"):
        return "Place"
    return "Group" if head.tag_ == "NNS" and head.lower_ not in listed("figures") else None
