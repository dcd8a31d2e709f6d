"""Whether the name of a capital means the city or the government: grammar decides, the tables hold its words.

Bogotá announced ... / talks with Washington / Tehran's decision      the government
in Bogotá / flew to Washington / Tehran's airport                     the city
"""

from __future__ import annotations

from typing import Final

from kg.extract.actors.rows import Rows
from kg.extract.actors.tables import acting, lexicon

PARTNERS: Final = frozenset({"with", "against"})
"""Prepositions that lead from a verb to somebody dealt with; from a noun ("issues with ...") they may lead to a mere topic."""

SPEAKERS: Final = frozenset({"spokesman", "spokeswoman", "spokesperson"})
"""Nouns of those through whom a body speaks: "a Finance Ministry spokeswoman"."""


def acts(rows: Rows, i: int, *, among_actors: bool = False) -> bool:
    """Whether the place named by the head token ``i`` acts or is dealt with as somebody who acts. ``among_actors``: it is
    coordinated with the name of another country or capital."""
    first = rows.first_conjunct(i)
    dep, verb, case = rows.dep[first], rows.head[first], rows.case(first)
    if dep in ("nsubj", "nsubj:pass"):
        return _as_subject(rows, verb, dep, among_actors)
    if dep == "obl:agent" or case == "by":
        return True
    if dep in ("obj", "iobj"):
        return dep == "iobj" or rows.lemma[verb] in acting().addressing
    if case in acting().prepositions:
        return True
    if case == "on" and rows.lemma[verb] in acting().blaming:
        return True
    if case == "to":
        return rows.lemma[verb] in acting().addressing or (rows.pos[verb] == "NOUN" and rows.lemma[verb] in acting().possessed)
    if dep == "nmod:poss" or (dep == "nmod" and case == "from"):
        return rows.lemma[verb] in acting().possessed
    return not case and first + 1 < len(rows) and rows.pos[first + 1] == "VERB" and rows.tag[first + 1] in ("VBZ", "VBD")


def _as_subject(rows: Rows, verb: int, dep: str, among_actors: bool) -> bool:
    if dep == "nsubj:pass":
        return rows.lemma[verb] in acting().addressing
    if rows.kid(verb, "cop") >= 0:
        return among_actors or rows.pos[verb] in ("ADJ", "VERB")
    return rows.pos[verb] in ("VERB", "AUX") and (among_actors or rows.lemma[verb] not in acting().placid)


def is_party(rows: Rows, i: int) -> bool:
    """Whether what the head token ``i`` names is a party to what is told: it does something, has a policy, or somebody speaks
    to it, deals with it or has it act. A country that stands by as a place, an origin or a topic is none.

    Of the actors that annotators listed beside those with a role in an event, these relations find three in five, and of
    those that they find nine in ten were listed; no other relation reaches three in four.
    """
    first = rows.first_conjunct(i)
    dep, head, case = rows.dep[first], rows.head[first], rows.case(first)
    if dep == "nsubj":
        return rows.pos[head] == "ADJ" or (_does(rows, head) and rows.lemma[head] not in acting().placid)
    if dep == "compound":
        return rows.lemma[head] in SPEAKERS
    if dep == "iobj" or (dep in ("obj", "nsubj:pass") and not case):
        return dep == "iobj" or rows.lemma[head] in acting().addressing
    if dep == "nmod:poss":
        return rows.lemma[head] in acting().possessed
    return dep == "obl:agent" or case == "by" or (dep == "obl" and case in PARTNERS)


def is_era(rows: Rows, start: int, i: int) -> bool:
    """Whether somebody (a mention that begins at ``start``, with its head at ``i``) is named only to tell a government or its
    time: "the Smith administration", "under President Smith"."""
    governs = rows.dep[i] == "compound" and rows.lemma[rows.head[i]] in lexicon().governments
    return governs or (start > 0 and rows.lower[start - 1] == "under")


def _does(rows: Rows, head: int) -> bool:
    return rows.pos[head] in ("VERB", "AUX") and rows.kid(head, "cop") < 0
