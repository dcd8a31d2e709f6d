"""What a cue reports: the ranges of the words said, told, asked or promised, by the constructions its frame allows.

urged Venezuela to fight the gangs       infinitive   "to fight the gangs", addressee Venezuela
accused the firm of fraud                whole        "the firm of fraud"
The plan, he said, would fail            clause       "The plan", "would fail"
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from spacy.tokens import Token

from kg.extract import grammar as g
from kg.extract.frames import VerbFrame, speech
from kg.extract.statements_clauses import (
    FINITE,
    VERBAL,
    before_circumstance,
    clause_pieces,
    comma_before,
    finite_tag,
    is_saying,
    set_off,
    skip_foreign,
    trim,
)

QUESTION_WORDS: Final = frozenset({"how", "why", "what", "where", "who", "when", "which"})
WHEN: Final = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday morning afternoon evening night today yesterday week month year "
    "weekend january february march april may june july august september october november december day hour".split()
)
OF_THE_OBJECT: Final = frozenset("for of against over as to between from with in on into about among towards toward at".split())
PHRASES: Final = frozenset({"obl", "nmod", "advcl", "obl:agent", "acl"})
WARNING: Final = frozenset({"warn", "inform", "notify", "remind", "brief"})
"""Verbs whose object hears what "of" leads to, even where the parser hung that on the object: "warned Lopez of floods"."""


@dataclass(frozen=True, slots=True)
class Content:
    """What a cue reports: ``pieces`` in the order of the text, the construction found, the head of those addressed."""

    pieces: tuple[g.Range, ...]
    construction: str
    addressee: Token | None = None
    cut: Token | None = None


def find_content(verb: Token, frame: VerbFrame, actor: bool) -> Content | None:
    """The content of a verbal cue outside quotations, by the first construction of its frame that is there.

    ``actor``: whether the speaker is known to be a person, a body or a country."""
    for finder in (_clause, _infinitive, _main_clause, _predicate, _whole, _gerund, _object, _prepositional):
        content = finder(verb, frame, actor)
        if content is not None:
            return content if finder in (_clause, _main_clause) else _shortened(content, verb)
    return None


def _shortened(content: Content, verb: Token) -> Content:
    if not content.pieces:
        return content
    start, end = content.pieces[-1]
    end = _before_aside_noun(verb, start, end)
    return replace(content, pieces=(*content.pieces[:-1], trim(verb, start, before_circumstance(verb, start, end))))


def _before_aside_noun(verb: Token, start: int, end: int) -> int:
    """Where an apposition with a clause of its own starts: "readiness to talk, a condition that ..."; else the end."""
    for token in verb.doc[start:end]:
        if token.dep_ == "appos" and any(t.tag_ in FINITE for t in g.walk(token)):
            first = g.subtree(token)[0]
            if start < first < end and verb.doc[first - 1].text == ",":
                return first - 1
    return end


def _timely(phrase: Token) -> bool:
    """Whether a phrase tells when the act of speech took place."""
    return phrase.lower_ in WHEN


def _addressee(verb: Token, frame: VerbFrame) -> Token | None:
    if g.is_passive(verb):
        return g.own_subject(verb) if frame.addressee_object else _named_by(verb, frame)
    if frame.addressee_object:
        found = g.child(verb, "iobj") or g.child(verb, "obj")
        if found is not None and found.i > verb.i:
            return found
    return _named_by(verb, frame)


def _named_by(verb: Token, frame: VerbFrame) -> Token | None:
    return next((c for c in g.kids(verb, "obl", "nmod") if g.case_of(c) in frame.addressee_preps and c.pos_ != "VERB"), None)


def _clause(verb: Token, frame: VerbFrame, actor: bool) -> Content | None:
    allowed = (frame.clause and (actor or not frame.clause_actor)) or frame.document
    if not allowed:
        return None
    for c in _complements(verb, frame):
        pieces = _extended(clause_pieces(c, verb), c, verb)
        return Content((*_stray_subject(c, verb), *pieces), "clause", _addressee(verb, frame), c)
    return None


def _stray_subject(clause: Token, verb: Token) -> tuple[g.Range, ...]:
    """The subject of a clause that the cue interrupts, given to the cue by the parser: "The bridge, she said, was shut"."""
    finite = finite_tag(clause) in FINITE or g.modality(clause) != ""
    obj = g.child(verb, "obj")
    if finite and obj is not None and verb.i < obj.i < clause.i and g.own_subject(clause) is None and clause.dep_ == "ccomp":
        return (g.subtree(obj),)
    first = next((s for s in g.kids(verb, *g.SUBJECTS) if s.i < verb.i), None)
    if first is None or not finite or clause.i < verb.i or g.own_subject(clause) is not None or first == g.own_subject(verb):
        return ()
    return (g.subtree(first),) if verb.i + 1 < len(verb.doc) and verb.doc[verb.i + 1].text == "," else ()


def _extended(pieces: tuple[g.Range, ...], clause: Token, verb: Token) -> tuple[g.Range, ...]:
    """The pieces with what a parser hung on the cue though it follows the clause without a pause: lists, loose phrases."""
    if not pieces or clause.i < verb.i:
        return pieces
    start, end = pieces[-1]
    for c in verb.children:
        loose = c.dep_ in ("parataxis", "dep", "obj", "appos", "list", "obl", "nmod", "conj", "advcl")
        if loose and c.i >= end and not _sets_off(c, end) and not is_saying(c):
            end = max(end, g.subtree(c, skip_foreign(verb))[1])
    return (*pieces[:-1], trim(clause, start, end))


def _sets_off(token: Token, end: int) -> bool:
    """Whether a phrase after the content is the cue's own: a conjunct clause, a time, or what a comma sets off."""
    first = g.subtree(token)[0]
    comma = any(t.text in (",", ";", "—", "–") for t in token.doc[end : first + 1])
    return (
        first < end
        or (token.dep_ == "conj" and token.pos_ in VERBAL)
        or (comma and token.dep_ in ("advcl", "obl", "conj"))
        or first > end + 2
    )


def _complements(verb: Token, frame: VerbFrame) -> Iterator[Token]:
    """The finite clauses that a verb may report, the surest first."""
    clauses = [c for c in verb.children if c.dep_ == "ccomp" and not _bare_infinitive(c)]
    yield from (
        c for c in clauses if not (c.i < verb.i and c.tag_ in ("VBG", "VBN") and not g.kids(c, "aux", "aux:pass", *g.SUBJECTS))
    )
    for c in verb.children:
        if c.i > verb.i and c.dep_ in (
            "obj",
            "iobj",
            "obl",
            "obl:unmarked",
            "advcl",
            "xcomp",
            "nsubj",
            "parataxis",
            "acl:relcl",
            "dep",
        ):
            if _is_that_clause(c):
                yield c
            hung = (d for d in c.children if d.dep_ in ("acl:relcl", "acl", "ccomp", "advcl") and not is_saying(c))
            yield from (
                d for d in hung if _after_addressee(d) and (frame.addressee_object or (c.dep_ != "obj" and _is_that_clause(d)))
            )
    for c in g.kids(verb, "xcomp", "parataxis"):
        if c.i > verb.i and g.own_subject(c) is not None and not g.case_of(c) and not (is_saying(c) and set_off(c)):
            yield c


def _is_that_clause(token: Token) -> bool:
    marked = any(m.lower_ in ("that", "whether", "if", "how", "why") for m in g.kids(token, "mark", "advmod") if m.i < token.i)
    return marked and (g.own_subject(token) is not None or token.pos_ in VERBAL)


def _after_addressee(token: Token) -> bool:
    """Whether a clause that hangs on the addressee is what they are told: "told reporters (that) they would win"."""
    subject = g.own_subject(token)
    bare = (
        token.dep_ == "acl:relcl"
        and subject is not None
        and subject.i > token.head.i
        and not any(c.lower_ in g.RELATIVES for c in token.children)
    )
    return _is_that_clause(token) or bare


def _bare_infinitive(token: Token) -> bool:
    return any(m.lower_ == "to" for m in g.kids(token, "mark")) and g.own_subject(token) is None


def _infinitive(verb: Token, frame: VerbFrame, actor: bool) -> Content | None:
    if not (frame.promise or frame.order or frame.order_on):
        return None
    goals = [c for c in verb.children if c.dep_ in ("xcomp", "advcl", "ccomp", "acl") and c.i > verb.i and _to(c)]
    between = g.child(verb, "obj", "iobj") or _named_by(verb, frame)
    if between is not None:
        goals += [d for d in between.children if d.dep_ in ("acl", "xcomp", "advcl") and _to(d)]
    for goal in goals:
        if not (frame.promise or between is not None or g.is_passive(verb)):
            continue
        addressee = _addressee(verb, frame) if between is not None or g.is_passive(verb) else None
        return Content(clause_pieces(goal, verb), "infinitive", addressee, goal)
    return None


def _to(token: Token) -> bool:
    return any(m.lower_ == "to" for m in g.kids(token, "mark"))


def _main_clause(verb: Token, frame: VerbFrame, actor: bool) -> Content | None:
    """The clause on which the cue was hung: "X fell, officials said", "X, officials said, fell", "as officials said"."""
    if not frame.clause or verb.tag_ not in FINITE | {"VBN"} or g.own_subject(verb) is None:
        return None
    if any(c.i > verb.i for c in g.kids(verb, "obj", "xcomp")) and not frame.addressee_object:
        return None
    host = verb.head
    as_clause = verb.dep_ == "advcl" and any(m.lower_ == "as" for m in g.kids(verb, "mark", "case"))
    inverted = verb.dep_ in ("conj", "advcl") and (g.own_subject(verb) or verb).i > verb.i
    loose = (
        (verb.dep_ in ("parataxis", "ccomp", "dep") or inverted)
        and not g.kids(verb, "mark")
        and (set_off(verb) or host.i < verb.i)
    )
    if host == verb or not g.is_clause(host) or not (loose or as_clause) or (loose and not set_off(verb)):
        return None
    if is_saying(host) and not as_clause and host.i > verb.i:
        return None
    pieces = clause_pieces(host, verb)
    return Content(pieces, "main clause", _addressee(verb, frame), None) if pieces else None


def _predicate(verb: Token, frame: VerbFrame, actor: bool) -> Content | None:
    """ "called the deal a farce", "is called a farce by X" """
    if not frame.predicate:
        return None
    predicates = [c for c in g.kids(verb, "xcomp", "ccomp", "obj") if c.i > verb.i and not _to(c)]
    obj = g.child(verb, "obj", "iobj")
    if obj is None or obj.i < verb.i:
        what = verb.dep_ in ("acl:relcl", "acl", "ccomp", "advcl:relcl") and bool(predicates)
        return Content(_from(predicates[0], verb, predicates[0]), "predicate") if what else None
    last = predicates[-1] if predicates else obj
    inside = [*g.kids(obj, "appos", "acl", "dep", "amod"), *(c for c in g.kids(obj, "nmod") if not g.case_of(c))]
    quoted = _quoted_after(obj)
    if last == obj and not any(c.i > obj.i for c in inside) and quoted is None:
        return None
    pieces = _from(obj, verb, last)
    return Content(((pieces[0][0], max(pieces[0][1], quoted or 0)),) if pieces else (), "predicate")


def _quoted_after(obj: Token) -> int | None:
    """The end of the quoted words right after an object, or at the end of it: 'declared it "a triumph"'."""
    (start, end), sentence = g.subtree(obj), obj.sent
    if end >= sentence.end or not obj.doc[end].is_quote:
        return None
    if sum(t.is_quote for t in obj.doc[sentence.start : end]) % 2:
        return end if any(t.is_quote for t in obj.doc[start + 1 : end]) else None
    return next((i for i in range(end + 1, min(end + 40, sentence.end)) if obj.doc[i].is_quote), None)


def _from(first: Token, verb: Token, *lasts: Token) -> tuple[g.Range, ...]:
    """The range from the start of one phrase to the end of the furthest of some others."""
    start = max(g.subtree(first, skip_foreign(verb))[0], verb.i + 1)
    end = max(g.subtree(part, skip_foreign(verb))[1] for part in (first, *lasts))
    return ((start, end),) if end > start else ()


def _whole(verb: Token, frame: VerbFrame, actor: bool) -> Content | None:
    """The object with what is said of it: "Petro of fraud", "the plan as void", "them for leaving"."""
    if not frame.whole or (g.is_passive(verb) and g.agent_of(verb) is None):
        return None
    if g.is_passive(verb):
        pieces = _passive_whole(verb, frame)
        return Content(pieces, "whole") if pieces else None
    obj = g.child(verb, "obj", "iobj")
    if obj is None or obj.i < verb.i:
        lasts = [c for c in _marked(verb, frame) if c.i > verb.i]
        relative = verb.dep_ in ("acl:relcl", "ccomp") or frame.whole & {"of", "as"}
        return Content(_from(lasts[0], verb, *lasts), "whole") if lasts and relative else None
    lasts = [*_marked(verb, frame), *_marked(obj, frame)]
    return Content(_from(obj, verb, *lasts), "whole", obj if "itself" in frame.addressee_preps else None) if lasts else None


def _passive_whole(verb: Token, frame: VerbFrame) -> tuple[g.Range, ...]:
    marked = _marked(verb, frame)
    return _from(marked[0], verb, *marked) if marked else ()


def _marked(head: Token, frame: VerbFrame) -> list[Token]:
    return [c for c in head.children if c.dep_ in PHRASES and c.i > head.i and g.case_of(c) in frame.whole]


def _gerund(verb: Token, frame: VerbFrame, actor: bool) -> Content | None:
    if not frame.gerund:
        return None
    for c in g.kids(verb, "xcomp", "ccomp", "advcl"):
        if c.tag_ == "VBG" and c.i > verb.i and not comma_before(c):
            return Content(clause_pieces(c, verb), "gerund", _addressee(verb, frame), c)
    return None


def _object(verb: Token, frame: VerbFrame, actor: bool) -> Content | None:
    struck = g.child(verb, "obj")
    at_words = struck is not None and struck.lower_ in speech().words.get(frame.lemma, ())
    if not (frame.object or at_words) or (frame.weak and (not actor or _called_so(verb, frame))):
        return None
    if frame.denies and verb.dep_ == "acl:relcl" and verb.head.lower_ in speech().noun_lemmas and not g.is_passive(verb):
        return Content((g.noun_phrase(verb.head),), "object")
    if g.is_passive(verb):
        return _passive_object(verb)
    objects = [c for c in g.kids(verb, "obj") if c.i > verb.i]
    obj = objects[0] if objects else None
    if obj is None or (obj.pos_ == "PRON" and obj.lower_ not in ("it", "this", "that", "them", "him", "her")):
        return None
    if obj.pos_ == "PRON" and frame.weak:
        return None
    rest = [c for c in g.kids(verb, "obl", "advcl", "xcomp") if c.i > obj.i and g.case_of(c) in OF_THE_OBJECT]
    rest = [c for c in rest if _belongs(c, obj, frame)]
    addressee = obj if "itself" in frame.addressee_preps else None if frame.addressee_object else _addressee(verb, frame)
    return Content(_from(obj, verb, *objects, *rest), "object", addressee)


def _called_so(verb: Token, frame: VerbFrame) -> bool:
    """Whether "as" follows with what the object is said to be, however far: "described the vote five years ago as rigged"."""
    for token in verb.doc[verb.i + 1 : verb.sent.end] if "as" in frame.whole else ():
        if token.tag_ in FINITE | {"MD"} or token.text in (",", ";", ":"):
            return False
        if token.lower_ == "as" and token.nbor(-1).lower_ != "such" and token.pos_ in ("ADP", "SCONJ"):
            return True
    return False


def _belongs(part: Token, obj: Token, frame: VerbFrame) -> bool:
    """Whether a phrase or infinitive of the verb continues its object: "praised his efforts to end the war"."""
    if part.dep_ == "obl":
        return g.case_of(part) not in frame.addressee_preps and not _timely(part)
    first = g.subtree(part)[0]
    return _to(part) and not any(t.text == "," for t in obj.doc[obj.i : first])


def _passive_object(verb: Token) -> Content | None:
    subject = g.own_subject(verb)
    if subject is None and verb.dep_ == "acl":
        subject = verb.head
    if subject is None or g.agent_of(verb) is None or subject.pos_ == "PRON":
        return None
    start, end = g.noun_phrase(subject)
    return Content(((start, end),), "object")


def _prepositional(verb: Token, frame: VerbFrame, actor: bool) -> Content | None:
    paired = set(frame.lemma.split()[1:]) & {"for", "against", "at", "of"}
    warned = g.child(verb, "obj", "iobj") if verb.lemma_.lower() in WARNING else None
    matters = [c for c in warned.children if g.case_of(c) in ("of", "about")] if warned is not None else []
    for c in (*verb.children, *matters):
        if c.dep_ in PHRASES and c.i > verb.i and g.case_of(c) in frame.preps | paired:
            vague = not actor and g.case_of(c) not in ("for", "against", "of")
            if vague or (g.case_of(c) in frame.addressee_preps and c.ent_type_ in ("PERSON", "ORG")):
                continue
            start, end = g.subtree(c, skip_foreign(verb))
            goals = [d for d in g.kids(verb, "advcl", "xcomp") if d.i >= end and g.subtree(d)[0] - end < 2 and _to(d)]
            end = max(end, *(g.subtree(d, skip_foreign(verb))[1] for d in goals), 0)
            case = g.kids(c, "case", "mark")[0]
            heard = warned if warned is not None and warned.pos_ in ("PROPN", "PRON") else None
            return Content(((max(start, case.i + 1), end),), "prep", heard or _addressee(verb, frame))
    return None
