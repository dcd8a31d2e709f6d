"""Words of armed force that tell no act: what a weapon can do, what somebody is charged with, a part of a name.

"hard to shoot down"   "designed to hit cities"   "jailed for attacking a soldier"   "Front for the Liberation of Palestine"

The words stand in ``frames/military.toml``.
"""

from __future__ import annotations

from typing import Final

from spacy.tokens import Token

from kg.extract import grammar as g
from kg.extract.actors import EntityMap
from kg.extract.armed import is_country, is_force, listed_verbs, word_set
from kg.extract.military_candidate import Candidate

BODIES: Final = frozenset({"Organization", "ArmedGroup", "Military", "MediaOutlet"})
CHARGE_MARKS: Final = frozenset({"for", "of", "with", "including", "over"})


def untold(made: Candidate, entities: EntityMap) -> bool:
    """Whether the words around a trigger make it no act, whatever its company."""
    head = made.head
    if head.pos_ in ("VERB", "AUX"):
        return (
            _only_able(head)
            or _charged(head)
            or _asked_number(head)
            or _lies_around(made, entities)
            or g.case_of(head) == "without"
        )
    counts = g.case_of(head) in CHARGE_MARKS and head.head.lower_ in word_set("charges")  # "counts of assault on a soldier"
    ending = head.head.lower_ in word_set("truces") and g.case_of(head) == "of"  # "a cessation of hostilities"
    return counts or ending or _in_a_name(head, entities) or _only_seen(made)


def _only_able(verb: Token) -> bool:
    """Whether it is said how hard or fit for an act something is: "difficult to destroy", "a system meant to intercept"."""
    above = verb.head
    if verb.dep_ not in ("xcomp", "ccomp", "advcl", "acl", "csubj", "obl") or above == verb:
        return False
    if above.lower_ in word_set("ease") | word_set("capability"):
        return True
    subject = g.own_subject(above)
    made_for = above.lower_ in word_set("purpose") and (g.is_passive(above) or above.dep_ in ("acl", "amod"))
    return made_for and g.case_of(verb) in ("to", "for") and not (subject is not None and subject.pos_ == "PRON")


def _lies_around(made: Candidate, entities: EntityMap) -> bool:
    """Whether a verb tells where something lies: "the wall surrounding the consulate", "the hills that surround it"."""
    active = made.frame.word == "surround" and not g.is_passive(made.head)
    return active and not any(is_force(d, entities) or is_country(d, entities) for d in made.agents)


def _charged(verb: Token) -> bool:
    """Whether a gerund is what somebody is charged with: "jailed for attacking a soldier", "counts including attacking"."""
    if verb.tag_ != "VBG" or g.case_of(verb) not in CHARGE_MARKS:
        return False
    return any(above.lower_ in listed_verbs("charging") | word_set("charges") for above in list(g.ancestors(verb))[:2])


def _asked_number(verb: Token) -> bool:
    """Whether only the number is asked: "it is unclear how many were killed"."""
    subject = g.own_subject(g.conjunct_root(verb))
    words = list(subject.subtree)[:2] if subject is not None else []
    return [w.lower_ for w in words] == ["how", "many"]


def _in_a_name(noun: Token, entities: EntityMap) -> bool:
    """Whether a noun belongs to the name of a body: "the Front for the Liberation of ..."."""
    key = entities.of(noun)
    if key is None or noun.is_lower:
        return False
    entity = entities.by_key(key)
    return entity.named and entity.kind in BODIES and noun.text in entity.name.split()


def _only_seen(made: Candidate) -> bool:
    """Whether an act is only somebody's view of one, or a stroke of luck: "perceived aggression", "a coup for the mayor"."""
    luck = made.head.lower_ == "coup" and bool(made.around.after("for"))
    return luck or any(m.lower_ in word_set("seeming") for m in made.around.modifiers)
