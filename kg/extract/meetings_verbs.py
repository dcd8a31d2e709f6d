"""Who takes part in what a verb of meeting, talking, calling, visiting or inviting tells."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from kg.extract import grammar as g
from kg.extract.actors import EntityMap
from kg.extract.frames.events import lexicon, verb_forms
from kg.extract.meetings_candidate import WITH, Candidate
from kg.extract.meetings_parties import ACTING, noun_set, word_set
from kg.extract.meetings_visits import host_of_visit, is_mission, is_official, visits_troops
from kg.extract.nearby import after_mark, before_verb, first_party, right_after
from kg.extract.roles import counted, owners, spread


def verb_parties(made: Candidate, entities: EntityMap) -> list[Token]:
    """The heads of the phrases of those who take part; empty where the verb tells of no meeting."""
    around, roles = made.around, made.frame.roles
    doers = [p for d in spread(around.doers) for p in (owners(d) if entities.of(d) is None and _abstract(d) else [d])]
    objects = [o for o in spread(around.undergoers) if o not in doers] or _met_at_once(made, entities)
    others = list(around.after(*WITH)) or (
        [] if objects or around.after("to") else after_mark(made.trigger[0], frozenset({"with"}), entities)
    )
    doers = doers or before_verb(made.trigger[0], entities)
    if not any(entities.of(d) is not None for d in doers) and (objects or others) and roles != "invite":
        doers = [*doers, *first_party(made.trigger[0], entities)]
    if [d.lower_ for d in doers] == ["they"] and not objects and not others:
        doers = _two_before(made.trigger[0], entities) or doers
    manner = (*g.kids(made.trigger[0], "advmod", "obl:unmarked"), *made.around.undergoers)
    if not others and any(part.lower_ in word_set("apart") for t in manner for part in (t, *g.kids(t, "amod"))):
        return []  # "meet each other halfway", "spoke separately"; but "met separately with both"
    if roles == "object":
        return _met(made, doers, objects, others, entities)
    if roles == "call":
        return [*doers, *objects] if _rings(made, objects, entities) else []
    if roles == "with":
        return _talked(made, doers, others, entities)
    if roles == "invite":
        return [*doers, *objects] if objects and _comes(made, entities) else []
    return _gathered(doers, objects, others, entities) if roles == "gather" else [*doers, *others]


def _talked(made: Candidate, doers: list[Token], others: list[Token], entities: EntityMap) -> list[Token]:
    """Those who "talk" or "negotiate" with or to somebody; not with an audience, and not who only speaks "alongside"."""
    around, pair = made.around, made.around.after("between")
    if len(pair) > 1:
        return list(pair)  # "Rome talks between X and Y began", with a noun read as a verb
    to = (
        []
        if made.frame.word in ("discuss", "negotiate")
        else [h for h in around.after("to") if _are([h], entities, tuple(ACTING))]
    )
    if made.frame.word in ("speak", "talk"):
        others = [h for h in others if h not in around.after("alongside")]
    return [] if any(t.lower_ in noun_set("audience") for t in (*others, *to)) else [*doers, *others, *to]


def _met_at_once(made: Candidate, entities: EntityMap) -> list[Token]:
    """Whom the name right after "meet" names, where the parser hung it elsewhere."""
    alone = made.frame.word == "meet" and not made.around.after(*WITH)
    return right_after(made.trigger[0], entities) if alone else []


def _gathered(doers: list[Token], objects: list[Token], others: list[Token], entities: EntityMap) -> list[Token]:
    """Those who "gather", or whom somebody gathers."""
    if objects and _are(objects, entities, ("Person", "Group")):
        return [*doers, *objects]
    return [*doers, *others] if others or any(_convenes(d, entities) for d in doers) else []


def _two_before(verb: Token, entities: EntityMap) -> list[Token]:
    """The two persons whom "they" means in "raised it with Modi when they met": the last two named before it."""
    found: dict[str, Token] = {}
    for token in reversed(list(verb.doc[verb.sent.start : verb.i])):
        key = entities.of(token)
        if key is not None and entities.by_key(key).kind == "Person" and entities.by_key(key).named:
            found.setdefault(key, token)
    return list(found.values())[:2] if len(found) >= 2 else []


def _convenes(head: Token, entities: EntityMap) -> bool:
    """Whether those who gather may meet: leaders, ministers and the like, or those who have a name; not clouds or crowds."""
    key = entities.of(head)
    return head.lower_ in noun_set("people") or (key is not None and entities.by_key(key).named)


def _met(made: Candidate, doers: list[Token], objects: list[Token], others: list[Token], entities: EntityMap) -> list[Token]:
    """Subject and object of "meet", "host", "visit"; the object must be somebody, not a demand or a deadline."""
    if made.frame.weight > 1:
        objects = [counted(o) for o in objects]
        if objects and not _are(objects, entities, tuple(ACTING)) and objects[0].lower_ not in noun_set("people"):
            return []
        return [*doers, *objects, *others]
    if made.frame.word == "visit" and made.trigger[0].head.lower_ in verb_forms("invite"):
        inviter = g.doer_of(made.trigger[0].head)
        return [*([inviter] if inviter is not None else []), *doers]
    if made.frame.word == "visit" and (made.trigger[0].dep_ == "acl" or host_of_visit(doers, made.around, entities)):
        return doers
    if (
        made.frame.word in ("visit", *word_set("inspecting"))
        and visits_troops(objects, entities)
        and any(is_official(d, entities) for d in doers)
    ):
        return [*doers, *objects, *others]
    if made.frame.word in word_set("inspecting"):
        return []
    placed = any(entities.of(h) is not None for h in made.around.after("to", "at", "in"))
    if made.frame.word != "visit" and not placed and not any(is_official(d, entities) for d in (*doers, *objects)):
        return []
    guests = _are(objects, entities, ("Person", "Group")) or any(is_mission(o) for o in objects)
    return [*doers, *objects, *others] if guests and not _anybody(made, objects, entities) else []


def _anybody(made: Candidate, objects: list[Token], entities: EntityMap) -> bool:
    """Whether the guests are things counted ("a pair of shoes"), or whoever may come ("would welcome skilled migrants")."""
    things = any(o.lower_ == "pair" and not any(c.lower_ in noun_set("people") for c in g.kids(o, "nmod")) for o in objects)
    unnamed = [o for o in objects if (key := entities.of(o)) is None or not entities.by_key(key).named]
    bare = [o for o in unnamed if o.tag_ == "NNS" and not g.kids(o, "det", "nummod", "nmod:poss", "nmod", "acl:relcl")]
    kind = made.frame.word == "welcome" and any(o.lower_ not in noun_set("officials") for o in bare)
    return things or kind


def _rings(made: Candidate, objects: list[Token], entities: EntityMap) -> bool:
    """Whether "called" means the telephone: one person is called, to some purpose or on some day, and not by a name."""
    verb = made.trigger[0]
    deeds = [c for c in g.kids(verb, "advcl", "xcomp") if g.case_of(c) == "to"]
    named = (
        [c for c in g.kids(verb, "xcomp", "ccomp") if c not in deeds]
        or [c for c in g.kids(verb, "obj") if c not in objects]
        or made.around.after("for", "upon")
    )
    purpose = deeds or g.kids(verb, "obl:unmarked") or made.around.after("on", "by")
    after = all(o.i > verb.i for o in objects)
    return bool(objects) and after and not named and bool(purpose) and _are(objects, entities, ("Person",))


def _are(heads: Sequence[Token], entities: EntityMap, kinds: tuple[str, ...]) -> bool:
    keys = [key for head in heads for key in entities.all_of(head)]
    return bool(keys) and all(entities.by_key(key).kind in kinds for key in keys)


def _abstract(head: Token) -> bool:
    return head.pos_ == "NOUN" and head.lower_ not in noun_set("people")


def _comes(made: Candidate, entities: EntityMap) -> bool:
    """Whether an invitation asks somebody to come: to a place, to a meeting, or to do what brings people together."""
    verb = made.trigger[0]
    deeds = g.kids(verb, "xcomp", "advcl", "ccomp")
    if any(d.lemma_.lower() in word_set("coming") for d in deeds):
        return True
    return any(
        head.lower_ in lexicon("meetings").nouns or (entities.of(head) is not None and not deeds)
        for head in made.around.after("to", "for")
    )
