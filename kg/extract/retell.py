"""Tellings of one event within one article help each other.

"Rebels shelled Goma on Monday. ... The attack, the mayor says, killed nine."
    "the attack" takes agent, target, place and date from the shelling; and what the outlet itself told as a fact
    stays one where somebody's statement tells it again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Final

from spacy.tokens import Token

from kg.extract import grammar as g
from kg.extract.actors import EntityMap
from kg.extract.frames.events import all_forms, table
from kg.model import Entity, Role, Telling, When

DEFINITE: Final = frozenset({"the", "this", "that", "these", "those", "such", "both", "its", "their"})
FORCE: Final = frozenset(
    "air-strike drone-strike missile-strike shelling bombing raid clash invasion operation naval killing other capture".split()
)
NEXT = 4
"""How many tellings ahead the names of "several ministers" may follow."""
REAL: Final = frozenset({"occurred", "claimed"})
STEM: Final = 5
"""Letters in which two forms of one word agree: "attack" and "attacked"."""
NEARBY: Final = frozenset({"this", "that", "these", "those"})
MANY: Final = 3
"""After so many tellings an event is as present as it gets."""
LEAD: Final = 160
"""Characters of the lead: headline, dateline and first sentence."""
FAR = 12
"""How many tellings back a definite noun may reach; beyond, another event is as likely meant."""


def complete(
    tellings: Sequence[Telling], entities: EntityMap, heads: Sequence[Token], partial: Sequence[bool]
) -> list[Telling]:
    """The tellings with what retellings leave unsaid, and claims that the outlet itself tells as fact settled.

    ``heads`` are the triggers' heads; ``partial`` tells of each whether it may name only some of its parties ("Safadi
    attended the meeting")."""
    done = _Told([])
    for place, (telling, head) in enumerate(zip(tellings, heads, strict=True)):
        vague = _vague(telling, entities)
        some = partial[place] and is_definite(head)
        same = None
        if (is_definite(head) and not _bearing(telling)) or vague or some:
            heir = _Heir(telling, head, entities, vague, some or not telling.roles)
            same = heir.meant(done.last())
            adds = bool(telling.roles)
            telling = heir.filled(done.whole(same)) if same is not None else telling
            telling = telling if adds else _known(telling, same)
        if vague and not _bearing(telling):
            heir = _Heir(telling, head, entities, vague, True)
            ahead = [Recalled(t) for t in tellings[place + 1 : place + 1 + NEXT][::-1]]
            next_one = heir.meant(ahead)
            telling = heir.filled(next_one.telling) if next_one is not None else telling
        done.add(telling, same)
    return [_settle(t, tellings, done.tellings) for t in done.tellings]


def repeats(tellings: Sequence[Telling], heads: Sequence[Token]) -> frozenset[int]:
    """The places of nouns that only say again what the sentence told: "the meeting ended, officials briefed on the meeting
    said". ``tellings`` are those of the triggers' own words."""
    return frozenset(
        i
        for i, (telling, head) in enumerate(zip(tellings, heads, strict=True))
        if is_definite(head)
        and not telling.roles
        and not telling.place
        and telling.when == When()
        and any(heads[j].sent == head.sent and _word(tellings[j]) == _word(telling) for j in range(i))
    )


def _known(telling: Telling, same: Recalled | None) -> Telling:
    """What somebody says of an event that the outlet itself told as a fact is no mere claim that it took place."""
    if same is None or telling.status != "claimed" or any(t.status != "occurred" for t in same.chain[:1]):
        return telling
    return replace(telling, status="occurred", told_by=())


@dataclass(slots=True)
class Recalled:
    """A telling with its place in the chain of tellings of one event: how many went before it."""

    telling: Telling
    chain: list[Telling] = field(default_factory=list)

    @property
    def weight(self) -> int:
        """How present the event is to the reader: how often it was told, once more where the article leads with it."""
        first = (self.chain or [self.telling])[0]
        return min(len(self.chain), MANY) + (first.trigger.start < LEAD)


@dataclass(frozen=True, slots=True)
class _Told:
    """What an article has told so far, in chains of one event each."""

    all: list[Recalled]

    @property
    def tellings(self) -> list[Telling]:
        return [r.telling for r in self.all]

    def last(self) -> list[Recalled]:
        return self.all[-FAR:]

    def add(self, telling: Telling, same: Recalled | None) -> None:
        chain = same.chain if same is not None else []
        chain.append(telling)
        self.all.append(Recalled(telling, chain))

    def whole(self, one: Recalled) -> Telling:
        """The telling with the roles that others of its chain give."""
        roles = dict.fromkeys((*one.telling.roles, *(role for t in one.chain for role in t.roles)))
        return replace(one.telling, roles=tuple(roles)) if one.telling.cls == "MilitaryAction" else one.telling


def _vague(telling: Telling, entities: EntityMap) -> tuple[str, ...]:
    """The keys of those who are only a crowd ("several ministers"), where a meeting names nobody else."""
    keys = tuple(key for _, key in telling.roles)
    crowd = all(_is_crowd(entities.by_key(key)) for key in keys)
    return keys if telling.cls == "Meeting" and len(keys) == 1 and crowd else ()


def is_definite(head: Token) -> bool:
    """Whether a noun points back: "the attack", "this meeting", "such strikes"."""
    return head.pos_ not in ("VERB", "AUX") and any(c.lower_ in DEFINITE for c in head.children)


def _is_crowd(entity: Entity) -> bool:
    words = _crowd_words()
    told = entity.countries or " of " in entity.name
    return (
        entity.kind == "Group" and not entity.named and not told and any(word in words for word in entity.name.lower().split())
    )


@cache
def _crowd_words() -> frozenset[str]:
    return all_forms(table("meetings")["words"]["crowd"])


@dataclass(frozen=True, slots=True)
class _Heir:
    """A telling that leaves parties unsaid, and how: ``vague`` names only a crowd; where the parties told are no
    ``open_list`` ("the meeting with Trump"), they must have met before."""

    telling: Telling
    head: Token
    entities: EntityMap
    vague: tuple[str, ...]
    open_list: bool

    def meant(self, before: Sequence[Recalled]) -> Recalled | None:
        """The telling that is meant most likely: told of the same day; of like reality, if the clause tells it; most present
        to the reader; called by the same word; of the same mode; the latest."""
        telling = self.telling
        able = [r for r in before if akin(telling, r.telling) and _stands(telling, r.telling) and self._agrees(r.telling)]
        told = telling.status not in REAL or not _in_the_open(self.head)

        def likeness(place: int) -> tuple[bool, bool, int, bool, bool, int]:
            old = able[place].telling
            real = told and (old.status in REAL) == (telling.status in REAL)
            day = bool(telling.when.earliest) and telling.when.earliest == old.when.earliest
            weight = able[place].weight if telling.cls == "MilitaryAction" and not self._points_near() else 0
            return day, real, weight, _word(old) == _word(telling), old.mode == telling.mode, place

        return able[max(range(len(able)), key=likeness)] if able else None

    def filled(self, meant: Telling) -> Telling:
        """The telling with what the one that is meant gives."""
        telling = self.telling
        if self._names(telling):
            meant = replace(meant, roles=tuple((role, key) for role, key in meant.roles if role != "agent"))
        return _fill(replace(telling, roles=()) if self.vague else telling, meant)

    def _agrees(self, old: Telling) -> bool:
        telling = self.telling
        if not (_same_place(telling, old) and _same_day(telling, old)) or self._on_their_own(old):
            return False
        if telling.cls == "Meeting":
            if _has_a_name(self.head) and old.trigger.text != telling.trigger.text:
                return False
            return self.open_list or bool(self.vague) or parties(telling, "participant") <= parties(old, "participant")
        agents = parties(telling, "agent")
        return not telling.roles or (bool(parties(old, "target")) and not (agents and self._names(old) - agents))

    def _points_near(self) -> bool:
        """Whether the noun points to what was told just now: "that strike"."""
        return any(c.lower_ in NEARBY for c in self.head.children)

    def _on_their_own(self, old: Telling) -> bool:
        """Whether the agents would act against what is their own: the strike that the United States made is not the one
        that hit the United States Embassy."""
        agents = {self.entities.by_key(key).name for key in parties(self.telling, "agent")}
        hit = (self.entities.by_key(key) for key in parties(old, "target"))
        return any(agents & {target.name, *target.countries} for target in hit)

    def _names(self, telling: Telling) -> set[str]:
        """The agents with a name: "a gunman" may be one of them."""
        return {key for key in parties(telling, "agent") if self.entities.by_key(key).named}


def _has_a_name(noun: Token) -> bool:
    """Whether a meeting goes by a name of its own: "the Summit of the Americas" is no talk told before."""
    return noun.pos_ == "PROPN" and noun.is_title and noun.i > noun.sent.start


def _in_the_open(head: Token) -> bool:
    """Whether the clause in which a noun stands tells no fact, so that the noun's reality is not told either: "such talks
    would help", "the meeting will be the third"."""
    clause = head if g.child(head, "cop") is not None else g.clause_head(head)
    return g.modality(clause) in ("future", "conditional", "possible")


def _word(telling: Telling) -> str:
    """The trigger's last word, singular: what "the talks" and "direct talks", "strikes" and "airstrikes" have in common."""
    return telling.trigger.text.lower().split()[-1].rstrip("s").removeprefix("air")


def _stands(new: Telling, old: Telling) -> bool:
    """Whether a telling bears enough to be taken up. By its own word also a plan of which one side alone is told, and a kind
    of action told without parties: "the air strikes" are those told before, not an attack by others."""
    if _bearing(old):
        return True
    if _word(new) != _word(old):
        return False
    return old.kind == new.kind != "other" if old.cls == "MilitaryAction" else old.status not in REAL and bool(old.roles)


def _same_day(new: Telling, old: Telling) -> bool:
    days = [(t.when.earliest, t.when.latest) for t in (new, old) if t.when.earliest]
    return len(days) < 2 or days[0] == days[1]


def _same_place(new: Telling, old: Telling) -> bool:
    return not new.place or not old.place or new.place == old.place or new.status != old.status


def _bearing(telling: Telling) -> bool:
    """Whether the telling names enough of those who take part to stand alone."""
    return len(telling.roles) >= (2 if telling.cls == "Meeting" else 1)


def akin(new: Telling, old: Telling) -> bool:
    """Whether two tellings may be of one event by the words of their triggers."""
    if new.cls != old.cls:
        return False
    if new.cls == "Meeting":
        return _modes_agree(new, old) and _family(new, old)
    if _lasts(new) or _lasts(old):
        return _word(new) == _word(old)
    if new.kind in FORCE and old.kind in FORCE:
        return new.kind == old.kind or new.kind in ("other", "operation", "killing") or old.kind == "other"
    return new.kind == old.kind


def _lasts(telling: Telling) -> bool:
    """Whether an action is a whole stretch of war, in which single acts lie: "the mission"."""
    return _word(telling) in table("military")["words"]["lasting"]


def _family(new: Telling, old: Telling) -> bool:
    """Whether "the call" may mean what was told before: a call or talk, but no visit."""
    families = table_of_families()
    first = new.trigger.text.lower().split()[0].rstrip("s")
    if first in families:
        return old.trigger.text.lower().startswith(families[first])
    return not old.trigger.text.lower().startswith(("visi", "cere"))


@cache
def table_of_families() -> dict[str, tuple[str, ...]]:
    """The families of ``meetings.toml``: first letters of the triggers to which a noun may point back."""
    return {noun: tuple(stems) for noun, stems in table("meetings")["families"].items()}


def _modes_agree(new: Telling, old: Telling) -> bool:
    return new.mode == old.mode or "unknown" in (new.mode, old.mode)


def _fill(new: Telling, old: Telling) -> Telling:
    known = {key for _, key in new.roles}
    roles: tuple[tuple[Role, str], ...] = (*new.roles, *((role, key) for role, key in old.roles if key not in known))
    when = new.when if new.when != When() else replace(old.when, text="")
    kind = old.kind if new.kind == "other" else new.kind
    mode = old.mode if new.mode == "unknown" else new.mode
    status = old.status if new.status == "occurred" and old.status in ("planned", "proposed", "cancelled") else new.status
    place, near = (new.place, new.near) if new.place else (old.place, old.near)
    return replace(new, roles=roles, when=when, kind=kind, mode=mode, status=status, place=place, near=near)


def _settle(telling: Telling, told: Sequence[Telling], whole: Sequence[Telling]) -> Telling:
    """A claim that the outlet itself tells as a fact is one; an agent that only the claim names is not. ``told`` are the
    tellings by their own words, ``whole`` the same with what they inherit."""
    if telling.status != "claimed":
        return telling
    facts = (pair for pair in zip(told, whole, strict=True) if pair[1].status == "occurred" and not pair[1].told_by)
    if any(_same(telling, own, fact) for own, fact in facts):
        return replace(telling, status="occurred", told_by=())
    return telling


def _same(left: Telling, own: Telling, right: Telling) -> bool:
    """Whether a claim tells what a fact tells: one kind of event, on one day, with the same parties, and nobody new."""
    if not akin(left, right) or not _same_day(left, right):
        return False
    shared = set(left.roles) & set(right.roles)
    if left.cls == "Meeting":
        return len(shared) >= 2
    alike = left.kind == right.kind != "other" or left.trigger.text[:4].lower() == right.trigger.text[:4].lower()
    return (
        alike
        and not parties(left, "agent") - parties(own, "agent")
        and (bool(parties(left, "target") & parties(right, "target")) or bool(left.place and left.place == right.place))
    )


def parties(telling: Telling, role: str) -> set[str]:
    """The keys of those who fill a role."""
    return {key for name, key in telling.roles if name == role}
