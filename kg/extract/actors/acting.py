"""Whether the name of a capital means the city or the government: grammar decides, the tables hold its words.

Bogotá announced ... / talks with Washington / Tehran's decision      the government
in Bogotá / flew to Washington / Tehran's airport                     the city
"""

from __future__ import annotations

from kg.extract.actors.rows import Rows
from kg.extract.actors.tables import acting


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
