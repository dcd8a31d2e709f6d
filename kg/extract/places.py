"""Where an event takes place: a phrase of place of its trigger, else of its object, else of the clause above.

"met in Cairo", "the Cairo summit"           Cairo
"went to Oslo, where he met", "to meet"      Oslo
"seized Maduro in Caracas"                   Caracas
"withdrew troops from Syria", "visited Peru" Syria, Peru
"a base near Mosul was hit"                  Mosul, near
"the minister in Oslo ordered a strike"      nothing: the phrase tells which minister
"the minister in Oslo announced"             Oslo: that is where he spoke
"""

from __future__ import annotations

from typing import Final

from spacy.tokens import Token

from kg.extract.actors import EntityMap
from kg.extract.actors.grounds import ground_words
from kg.extract.actors.rows import Rows
from kg.extract.actors.tables import residences, saying

Where = tuple[str, bool]
NOWHERE: Final[Where] = ("", False)
IN: Final = frozenset({"in", "at", "inside", "within", "across", "throughout", "over", "on", "amid"})
NEAR: Final = frozenset({"near", "off", "outside", "around", "along", "beside", "towards", "toward", "close", "beyond"})
GOALS: Final = frozenset({"to", "into", "from", "out", "onto", "through"})
BOUND: Final = frozenset(
    "send deploy deployment enter entry arrive arrival come bring fly travel fire launch transfer relocate".split()
)
"""Movements told by whither they lead; whence they come is not where they happen: "the attack came from Rwanda"."""
CIVIC: Final = frozenset({"city", "town", "village", "province", "region", "district", "island", "capital"})
"""Words for what a named place is."""

LEAVING: Final = frozenset({"leave", "depart"})
ARRIVING: Final = frozenset({"to", "in", "for", "at", "into"})
PATIENTS: Final = frozenset({"obj", "nsubj:pass", "nmod", "obl"})
OBJECTS: Final = frozenset({"obj", "nsubj:pass"})
HEARERS: Final = frozenset({"Person", "Group", "MediaOutlet"})
AT_TARGET: Final = frozenset({"on", "against", "of", "at", "targeting", "in", "by", "with", "for", "between"})
BEFORE_SITE: Final = frozenset({"compound", "amod", "nmod:poss", "nmod:desc"})
OTHER: Final = frozenset({"nmod:poss", "nmod:desc", "obl:agent"})
UPWARD: Final = frozenset({"obj", "obl", "nmod", "conj", "nsubj", "nsubj:pass", "acl", "acl:relcl", "xcomp", "compound"})
DESCRIBING: Final = frozenset({"acl", "acl:relcl"})
"""Clauses that tell who somebody is: what he said there he did not say where the sentence goes on to be."""
ALWAYS_PLACE: Final = frozenset({"in", "at", "near", "off"})
REACH: Final = 20
"""Tokens after the trigger within which a phrase of place is taken for its own."""

STEPS: Final = 3
"""Words above the trigger that are asked for a place; further up, the place is that of another event."""


def place_of(entities: EntityMap, head: Token, *, said: bool = False) -> Where:
    """Key of the place where the event with this trigger or clause head happens, and whether it is only near it.

    ``said``: the head is a verb of saying, whose object is no event. ("", False) where the text does not say.
    """
    rows, i = entities.rows, head.i
    for step in range(STEPS):
        found = _beside(entities, rows, i, said and step == 0)
        if not found[0] and step:
            controlled = (_beside(entities, rows, k) for k in rows.kids[i] if rows.dep[k] == "xcomp")
            found = next((place for place in controlled if place[0]), NOWHERE)
        if not found[0] and step == 0:
            found = _of_speaker(entities, rows, i)
        if not found[0]:
            found = _arrived(entities, rows, i)
        if found[0]:
            return found
        if (
            rows.head[i] == i
            or rows.dep[i] not in UPWARD
            or (said and rows.dep[i] in DESCRIBING)
            or (said and rows.dep[i] == "conj" and not _there(rows, rows.head[i]))
        ):
            break
        i = rows.head[i]
    return NOWHERE if said else _following(entities, rows, head.i)


def _there(rows: Rows, i: int) -> bool:
    """Whether who did what the verb tells is where it was done, for what is said next: "arrived in Oslo and said"."""
    words = ground_words()
    return rows.lemma[i] in saying() | words.moving | words.reaching | words.gathering


def _arrived(entities: EntityMap, rows: Rows, i: int) -> Where:
    """Where one went before the event: the place before "where" of its clause ("flew to Oslo, where he met"), or the goal of
    the going whose purpose it is ("flew to Oslo on Monday to meet")."""
    where = next((k for k in rows.kids[i] if rows.lower[k] == "where" and rows.dep[k] == "advmod"), -1)
    if where >= 0:
        before = (_named(entities, rows, k) for k in range(where - 1, -1, -1) if rows.sent[k] == rows.sent[i])
        return next((place for place in before if place[0]), NOWHERE)
    going = rows.head[i]
    if rows.dep[i] in ("advcl", "xcomp") and rows.tag[i] == "VB" and rows.lemma[going] in ground_words().moving | LEAVING:
        found = (_named(entities, rows, k) for k in _phrases(rows, going, "obl") if rows.case(k) in ARRIVING)
        return next((place for place in found if place[0]), NOWHERE)
    return NOWHERE


def _following(entities: EntityMap, rows: Rows, i: int) -> Where:
    """The next phrase of place in the sentence before another verb, whatever the parser attached it to; a participle that
    describes a noun is no other verb: "the meeting, held at Linden Palace", "a car packed with explosives"."""
    for k in range(i + 1, min(i + REACH, len(rows))):
        held = rows.tag[k] == "VBN" and (rows.dep[k] == "acl" or (k <= i + 2 and rows.pos[i] in ("NOUN", "PROPN")))
        if rows.sent[k] != rows.sent[i] or (rows.pos[k] in ("VERB", "AUX") and not held):
            break
        if rows.pos[k] == "ADP" and rows.dep[k] == "case" and rows.lower[k] in ALWAYS_PLACE:
            found = _phrase(entities, rows, rows.head[k], moves=False)
            if found[0]:
                return found
    return NOWHERE


def _beside(entities: EntityMap, rows: Rows, i: int, said: bool = False) -> Where:
    """The place told by what depends on one word; where it is ``said``, its object is what was said."""
    moves = rows.lemma[i] in ground_words().moving
    found = [_phrase(entities, rows, k, moves) for k in _phrases(rows, i, "obl", "nmod")]
    found += _of_clauses(entities, rows, i)
    found += [
        _reached(entities, rows, i, k) for k in rows.kids[i] if rows.dep[k] in ("obj", "compound", "nmod:poss", "nsubj:pass")
    ]
    met = (k for k in rows.kids[i] if (_hearer(entities, rows, k) if said else _patient(rows, k)))
    found += [_inner(entities, rows, k, moves) for k in met]
    if moves:
        found += [_beside(entities, rows, k) for k in _purposes(rows, i)]
    return next((place for place in found if place[0]), NOWHERE)


def _purposes(rows: Rows, i: int) -> list[int]:
    """The clause that tells whereto one is invited: "an invitation to visit Peru"."""
    going = ground_words().reaching | ground_words().moving
    verbs = [*rows.kids[i], *rows.kids[rows.head[i]]]
    return [k for k in verbs if k > i and rows.dep[k] in ("acl", "advcl", "xcomp") and rows.lemma[k] in going]


def _phrases(rows: Rows, i: int, *deps: str) -> list[int]:
    """Dependents that are phrases with a preposition."""
    return [k for k in rows.kids[i] if rows.dep[k].startswith(deps) and rows.dep[k] not in OTHER]


def _patient(rows: Rows, k: int) -> bool:
    """Whether the word is what the event meets, so that where it is the event is."""
    return rows.dep[k] in OBJECTS or (rows.dep[k] in PATIENTS and rows.case(k) in AT_TARGET)


def _hearer(entities: EntityMap, rows: Rows, k: int) -> bool:
    """Whether the word is an occasion of speech or somebody spoken to: where they are, it is said."""
    if rows.dep[k] not in ("obl", "nmod") or rows.case(k) not in ("to", "at", "in", "during", "with", "before"):
        return False
    key = entities.of(entities.parsed.doc[k])
    return (rows.case(k) in ("at", "in", "during")) if key is None else entities.by_key(key).kind in HEARERS


def _inner(entities: EntityMap, rows: Rows, i: int, moves: bool = False) -> Where:
    """The place of the event's object: "drug traffickers in the Caribbean", "a base near Mosul"."""
    found: list[Where] = []
    if _is_site(rows, i):
        found += [_named(entities, rows, k) for k in _phrases(rows, i, "nmod") if rows.case(k) == "of"]
        found += [_named(entities, rows, k) for k in rows.kids[i] if rows.dep[k] in BEFORE_SITE]
    found += [_phrase(entities, rows, k, moves) for k in _phrases(rows, i, "nmod")]
    found += _of_clauses(entities, rows, i)
    return next((place for place in found if place[0]), NOWHERE)


def _of_clauses(entities: EntityMap, rows: Rows, i: int) -> list[Where]:
    """Places in the clauses that describe a noun: "a meeting held at the palace"."""
    verbs = [k for k in rows.kids[i] if rows.dep[k] in ("acl", "acl:relcl") and rows.pos[k] == "VERB"]
    told = [_phrase(entities, rows, j, moves=False) for k in verbs for j in _phrases(rows, k, "obl", "nmod")]
    met = [j for k in verbs for j in rows.kids[k] if rows.dep[j] == "obj"]
    return told + [_phrase(entities, rows, j, moves=False) for k in met for j in _phrases(rows, k, "nmod")]


def _is_site(rows: Rows, i: int) -> bool:
    """Whether the noun is a site that lies somewhere: "bases", "airport"."""
    sites, lower = ground_words().sites, rows.lower[i]
    return lower in sites or rows.lemma[i] in sites or lower.removesuffix("s") in sites


def _phrase(entities: EntityMap, rows: Rows, k: int, moves: bool) -> Where:
    """The place that a phrase with a preposition leads to."""
    case = rows.case(k)
    if case not in IN and case not in NEAR and not (moves and case in GOALS):
        return NOWHERE
    if case == "from" and BOUND & {rows.lemma[rows.head[k]], rows.lemma[rows.head[rows.head[k]]]}:
        return NOWHERE
    found = _named(entities, rows, k)
    if case == "on" and found[0] and not found[1] and entities.by_key(found[0]).kind == "Country":
        return NOWHERE  # "called on Peru"
    if not found[0]:
        found = _inner(entities, rows, k) if _is_site(rows, k) else NOWHERE
    return (found[0], found[1] or case in NEAR) if found[0] else NOWHERE


def _named(entities: EntityMap, rows: Rows, k: int) -> Where:
    """The place that the word itself names; for "Iraqi" of "Iraqi bases" the country."""
    key = entities.of(entities.parsed.doc[k]) or called(entities, k)
    if key is None:
        return (entities.land(k), False) if rows.dep[k] in ("amod", "compound") else NOWHERE
    entity = entities.by_key(key)
    seat = entity.name in residences()
    if (entity.kind in ("Place", "Country") and entity.named) or seat:
        return key, rows.lower[k] in ground_words().coasts
    return NOWHERE


def called(entities: EntityMap, k: int) -> str | None:
    """The place whose name stands before a word for what it is: "Kandahar province", "Kandahar province of southern
    Afghanistan", but not "the Black Sea city of Varna"."""
    rows = entities.rows
    if city := entities.capital(entities.parsed.doc[k]):
        return city
    of = [j for j in _phrases(rows, k, "nmod") if rows.case(j) == "of"]
    if rows.lower[k] not in CIVIC or any(not _is_land(entities, j) for j in of):
        return None
    keys = (entities.of(entities.parsed.doc[j]) for j in rows.kids[k] if rows.dep[j] == "compound" and j < k)
    return next((key for key in keys if key is not None and entities.by_key(key).kind == "Place"), None)


def _is_land(entities: EntityMap, k: int) -> bool:
    """Whether a name is that of a country or of a part of one ("southern Afghanistan")."""
    key = entities.of(entities.parsed.doc[k])
    part = any(entities.rows.lower[j] in ground_words().directions for j in entities.rows.kids[k])
    return part or (key is not None and entities.by_key(key).kind == "Country")


def _reached(entities: EntityMap, rows: Rows, i: int, k: int) -> Where:
    """The object of a verb of reaching, and a place's name before a noun: "visited Peru", "the Raqqa battle"."""
    found = _named(entities, rows, k)
    if not found[0]:
        return NOWHERE
    if rows.dep[k] in ("obj", "nsubj:pass"):
        return found if rows.lemma[i] in ground_words().reaching else NOWHERE
    place = entities.by_key(found[0]).kind == "Place"
    return found if place and rows.pos[k] == "PROPN" and rows.dep[k] == "compound" else NOWHERE


def _of_speaker(entities: EntityMap, rows: Rows, i: int) -> Where:
    """Where a speaker is said to be speaks he: "the interior minister in Bogotá announced"."""
    subject = rows.kid(i, "nsubj")
    if subject < 0 or rows.lemma[i] not in saying():
        return NOWHERE
    heads = [subject, *(k for k in rows.kids[subject] if rows.dep[k] == "nmod" and rows.case(k) == "of")]
    for k in (kid for head in heads for kid in rows.kids[head]):
        if rows.dep[k] == "nmod" and rows.case(k) in ("in", "at"):
            found = _named(entities, rows, k)
            if found[0] and entities.by_key(found[0]).kind == "Place":
                return found
    return NOWHERE
