"""Clauses of saying and what they report, as ranges of tokens: where a content starts and ends, which cue it hangs on.

"X said the plan failed, adding that ..."    "adding" belongs to "said", though the parser hung it on "failed"
"The plan, he said, would fail"              the clause of "fail" in two pieces, without the cue
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from spacy.tokens import Token

from kg.extract import grammar as g
from kg.extract.frames import VerbFrame, speech

FINITE: Final = frozenset({"VBD", "VBZ", "VBP"})
CIRCUMSTANCES: Final = frozenset("after when while as before although though following".split())
RELAYING: Final = frozenset({"report", "quote", "cite", "say"})
VERBAL: Final = frozenset({"VERB", "AUX"})


def frame_of(verb: Token) -> VerbFrame | None:
    """The frame of a verb of saying, with its particle or preposition where the table knows the pair."""
    table = speech()
    lemma = table.lemma(verb.lower_) or (verb.lemma_.lower() if verb.lemma_.lower() in table.verbs else "")
    if not lemma:
        return None
    for c in verb.children:
        if c.i > verb.i:
            word = g.case_of(c) if c.dep_ in ("obl", "nmod", "advcl") else c.lower_
            paired = table.verbs.get(f"{lemma} {word.split()[0]}") if word else None
            if paired is not None:
                return paired
    return table.verbs.get(lemma)


def is_saying(token: Token) -> bool:
    """Whether a token is a verb that can report speech by a clause, an infinitive or a quotation."""
    if token.pos_ not in VERBAL:
        return False
    frame = frame_of(token)
    if frame is not None and frame.promise and not frame.clause and g.is_passive(token):
        return False  # "is committed to peace"
    reports = frame is not None and (frame.clause or frame.promise or frame.order or frame.object or frame.predicate)
    return reports or (frame is not None and bool(frame.whole))


def chained(token: Token) -> Token | None:
    """The cue to which a later cue in its content really belongs, where the parser hung it inside the content.

    "X said the plan failed, adding that ..." : "adding" hangs on "failed" but belongs to "said"; likewise "X said it
    would fail and urged ...". Gives None for a cue that hangs where it belongs.
    """
    participle = (
        token.dep_ in ("advcl", "acl", "xcomp", "conj", "parataxis", "dep") and token.tag_ == "VBG" and comma_before(token)
    )
    finite = token.dep_ == "conj" and finite_tag(token) in FINITE and g.own_subject(token) is None
    if not (participle or finite) or not is_saying(token):
        return None
    if participle:
        return next(
            (a for a in g.ancestors(token) if a.i < token.i and a.pos_ in VERBAL and finite_tag(a) in FINITE and is_saying(a)),
            None,
        )
    if finite_tag(g.conjunct_root(token)) != finite_tag(token):
        return next(
            (a for a in g.ancestors(token) if a.i < token.i and is_saying(a) and finite_tag(a) == finite_tag(token)), None
        )
    for above in g.ancestors(token):
        if above.dep_ in ("ccomp", "parataxis") and above.head.i < above.i and is_saying(above.head):
            cue = above.head
            if is_saying(above) and above.tag_ in FINITE:
                return None
            coordinated = any(c.lower_ == "but" for c in g.kids(token, "cc")) or g.child(token, "ccomp") is not None
            same = participle or (finite_tag(token) == finite_tag(cue) and (coordinated or not _finite_like(above, token)))
            return cue if same else None
    return None


def _finite_like(clause: Token, token: Token) -> bool:
    """Whether the content's own verb has the form of the doubtful conjunct, so that both are rather told there."""
    return finite_tag(clause) == finite_tag(token) and g.conjunct_root(token) is clause


def finite_tag(verb: Token) -> str:
    """The tag of the word that carries the clause's tense: its first auxiliary or copula, else the verb."""
    auxiliaries = g.kids(verb, "aux", "cop", "aux:pass")
    return (auxiliaries[0] if auxiliaries else verb).tag_


def comma_before(token: Token) -> bool:
    """Whether a comma or dash stands right before the token, adverbs and "and" left aside."""
    place = token.i - 1
    while place > 0 and (token.doc[place].pos_ == "ADV" or token.doc[place].lower_ in ("and", "but", "while")):
        place -= 1
    return place >= 0 and token.doc[place].text in (",", "—", "–", "--", "”", '"')


def set_off(verb: Token) -> bool:
    """Whether a comma or quotation mark opens the cue's own clause: ", officials said"."""
    subjects = (w.i for s in g.kids(verb, *g.SUBJECTS) for w in g.walk(s) if not w.is_punct)
    first = min(verb.i, min(subjects, default=verb.i))
    return first > 0 and verb.doc[first - 1].text in (",", "—", "–", "--", "”", '"', "-", "(")


def skip_foreign(verb: Token) -> Callable[[Token], bool]:
    """Tells which dependents do not belong to the content of ``verb``: the cue itself and cues chained to it."""

    def skip(token: Token) -> bool:
        if token == verb or token.dep_ == "punct" or is_relay_clause(token):
            return True
        if (
            token.dep_ in ("conj", "advcl", "acl", "xcomp", "parataxis", "dep")
            and token.i > verb.i
            and chained(token) is not None
        ):
            return True
        return (
            token.dep_ in ("parataxis", "ccomp")
            and token.tag_ in FINITE
            and is_saying(token)
            and set_off(token)
            and _is_aside(token)
        )

    return skip


def is_relay_clause(token: Token) -> bool:
    """Whether a clause only names who hands a remark on: "as quoted by the agency"."""
    return (
        token.tag_ == "VBN"
        and token.lemma_.lower() in RELAYING
        and any(m.lower_ == "as" for m in g.kids(token, "mark", "case"))
    )


def _is_aside(token: Token) -> bool:
    """Whether a clause of saying has no complement of its own, so that it is an aside: ", officials said,"."""
    return g.own_subject(token) is not None and not any(c.dep_ in ("ccomp", "xcomp", "obj") for c in token.children)


def before_circumstance(verb: Token, start: int, end: int) -> int:
    """Where a clause of circumstance starts that tells of the act of speech, not of its content: ", after X had ...",
    "despite a row in which ..."; else the end."""
    doc = verb.doc
    infinitive = doc[start].lower_ == "to" or doc[start + 1 : start + 2].text.lower() == "to"
    for i in range(start + 2, end - 2):
        word = doc[i].lower_
        if word in ("despite", "amid") and doc[i].pos_ in ("ADP", "SCONJ"):
            return i
        if (
            infinitive
            and word in ("after", "when", "while", "as")
            and doc[i].dep_ == "mark"
            and finite_tag(doc[i].head) == "VBD"
        ):
            return i
        if doc[i - 1].text == "," and word in CIRCUMSTANCES and doc[i].pos_ in ("SCONJ", "ADP", "ADV"):
            return i
    return end


def clause_pieces(head: Token, verb: Token) -> tuple[g.Range, ...]:
    """The pieces of a clause that is reported: without "that", without the cue, in two pieces where the cue interrupts."""
    tokens = sorted(t.i for t in g.walk(head, skip_foreign(verb)))
    mark = next((m for m in g.kids(head, "mark") if m.lower_ == "that"), None)
    if mark is not None and mark.i < head.i:
        tokens = [i for i in tokens if i > mark.i] if mark.i > verb.i else tokens
    relative = next(
        (c for c in head.children if c.lower_ in ("which", "that", "who") and c.dep_ in g.SUBJECTS | g.OBJECTS), None
    )
    if relative is not None and relative.i < verb.i:
        tokens = [i for i in tokens if i != relative.i]
    before, after = [i for i in tokens if i < verb.i], [i for i in tokens if i > verb.i]
    pieces = [trim(head, after_time(verb, min(side), max(side) + 1), max(side) + 1) for side in (before, after) if side]
    return tuple(p for p in pieces if p[1] > p[0])


TIME: Final = re.compile(
    r"(?:(?:late|early|earlier|later)\s)?(?:on\s)?(?:(?:this|last)\s(?:week|month|year|morning|evening|night)|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|yesterday)(?:\s(?:morning|afternoon|evening|night))?",
    re.IGNORECASE,
)
"""A time of the act of speech between a cue and a bare clause: "said late on Tuesday no one was hurt"."""


def after_time(verb: Token, start: int, end: int) -> int:
    """Where the content starts after a time that stands between it and the cue; ``start`` where none does."""
    if start <= verb.i:
        return start
    words = verb.doc[start:end]
    found = TIME.match(words.text)
    if found is None:
        return start
    after = next((t.i for t in words if t.idx >= words.start_char + found.end()), end)
    if after < end and verb.doc[after].tag_ == "POS":
        return start
    subject = after < end and (verb.doc[after].tag_ in FINITE or verb.doc[after].tag_ == "MD")
    return after if end - after > 2 and not subject else start


def trim(head: Token, start: int, end: int) -> g.Range:
    """A range without punctuation and stray conjunctions at its ends."""
    doc = head.doc
    while end > start and (
        (doc[end - 1].is_punct and doc[end - 1].text not in (")", "]", "%")) or doc[end - 1].lower_ in ("and", "but", "as")
    ):
        end -= 1
    while end > start and (
        (doc[start].is_punct and doc[start].text not in ("(", "["))
        or (doc[start].lower_ in ("that",) and doc[start].dep_ == "mark")
    ):
        start += 1
    return start, end
