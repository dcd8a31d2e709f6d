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

QUESTION_WORDS: Final = frozenset({"how", "why", "what", "where", "who", "when", "which"})
FINITE: Final = frozenset({"VBD", "VBZ", "VBP"})
PHRASES: Final = frozenset({"obl", "nmod", "advcl", "obl:agent", "acl"})
CIRCUMSTANCES: Final = frozenset("after when while as before although though following".split())
RELAYING: Final = frozenset({"report", "quote", "cite", "say"})
VERBAL: Final = frozenset({"VERB", "AUX"})


@dataclass(frozen=True, slots=True)
class Content:
    """What a cue reports: ``pieces`` in the order of the text, the construction found, the head of those addressed."""

    pieces: tuple[g.Range, ...]
    construction: str
    addressee: Token | None = None
    cut: Token | None = None


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
    return frame is not None and (frame.clause or frame.promise or frame.order or frame.object or bool(frame.whole))


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
        return next((a for a in g.ancestors(token) if a.i < token.i and is_saying(a) and finite_tag(a) == finite_tag(token)), None)
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
    return replace(content, pieces=(*content.pieces[:-1], trim(verb, start, before_circumstance(verb, start, end))))


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
    allowed = frame.clause and (actor or not frame.clause_actor) or frame.document
    if not allowed:
        return None
    for c in _complements(verb, frame):
        return Content(_extended(clause_pieces(c, verb), c, verb), "clause", _addressee(verb, frame), c)
    return None


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
        or token.dep_ == "conj"
        and token.pos_ in VERBAL
        or comma
        and token.dep_ in ("advcl", "obl", "conj")
        or first > end + 2
    )


def _complements(verb: Token, frame: VerbFrame) -> Iterator[Token]:
    """The finite clauses that a verb may report, the surest first."""
    clauses = [c for c in verb.children if c.dep_ == "ccomp" and not _bare_infinitive(c)]
    yield from (c for c in clauses if not (c.i < verb.i and c.tag_ == "VBG" and not g.kids(c, "aux", *g.SUBJECTS)))
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
            if frame.addressee_object:
                yield from (d for d in c.children if d.dep_ in ("acl:relcl", "acl", "ccomp", "advcl") and _after_addressee(d))
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
    host = verb.head
    as_clause = verb.dep_ == "advcl" and any(m.lower_ == "as" for m in g.kids(verb, "mark", "case"))
    inverted = verb.dep_ in ("conj", "advcl") and (g.own_subject(verb) or verb).i > verb.i
    loose = (verb.dep_ in ("parataxis", "ccomp", "dep") or inverted) and not g.kids(verb, "mark") and (set_off(verb) or host.i < verb.i)
    if host == verb or not g.is_clause(host) or not (loose or as_clause) or (loose and not set_off(verb)):
        return None
    if is_saying(host) and not as_clause and host.i > verb.i:
        return None
    pieces = clause_pieces(host, verb)
    return Content(pieces, "main clause", _addressee(verb, frame), None) if pieces else None


def set_off(verb: Token) -> bool:
    """Whether a comma or quotation mark opens the cue's own clause: ", officials said"."""
    subjects = (w.i for s in g.kids(verb, *g.SUBJECTS) for w in g.walk(s) if not w.is_punct)
    first = min(verb.i, min(subjects, default=verb.i))
    return first > 0 and verb.doc[first - 1].text in (",", "—", "–", "--", "”", '"', "-", "(")


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
    inside = g.kids(obj, "appos", "acl", "dep", "amod")
    quoted = _quoted_after(obj)
    if last == obj and not any(c.i > obj.i for c in inside) and quoted is None:
        return None
    pieces = _from(obj, verb, last)
    return Content(((pieces[0][0], max(pieces[0][1], quoted or 0)),) if pieces else (), "predicate")


def _quoted_after(obj: Token) -> int | None:
    """The end of the quoted words right after an object: 'declared it "a triumph"'."""
    end = g.subtree(obj)[1]
    if end >= len(obj.doc) or not obj.doc[end].is_quote:
        return None
    return next((i for i in range(end + 1, min(end + 40, len(obj.doc))) if obj.doc[i].is_quote), None)


def _from(first: Token, verb: Token, *lasts: Token) -> tuple[g.Range, ...]:
    """The range from the start of one phrase to the end of the furthest of some others."""
    start = max(g.subtree(first, skip_foreign(verb))[0], verb.i + 1)
    end = max(g.subtree(part, skip_foreign(verb))[1] for part in (first, *lasts))
    return ((start, end),) if end > start else ()


def _whole(verb: Token, frame: VerbFrame, actor: bool) -> Content | None:
    """The object with what is said of it: "Petro of fraud", "the plan as void", "them for leaving"."""
    if not frame.whole or g.is_passive(verb) and g.agent_of(verb) is None:
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
    return Content(_from(obj, verb, *lasts), "whole") if lasts else None


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
    if not frame.object or (frame.weak and not actor):
        return None
    if g.is_passive(verb):
        return _passive_object(verb)
    objects = [c for c in g.kids(verb, "obj") if c.i > verb.i]
    obj = objects[0] if objects else None
    if obj is None or obj.pos_ == "PRON" and obj.lower_ not in ("it", "this", "that", "them", "him", "her"):
        return None
    if obj.pos_ == "PRON" and frame.weak:
        return None
    rest = [
        c
        for c in g.kids(verb, "obl", "advcl", "xcomp")
        if c.i > obj.i and g.case_of(c) in ("for", "of", "against", "over", "as", "to", "between", "from", "with")
    ]
    rest = [c for c in rest if _belongs(c, obj, frame)]
    return Content(_from(obj, verb, *objects, *rest), "object", _addressee(verb, frame) if not frame.addressee_object else None)


def _belongs(part: Token, obj: Token, frame: VerbFrame) -> bool:
    """Whether a phrase or infinitive of the verb continues its object: "praised his efforts to end the war"."""
    if part.dep_ == "obl":
        return g.case_of(part) not in frame.addressee_preps
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
    for c in verb.children:
        if c.dep_ in PHRASES and c.i > verb.i and g.case_of(c) in frame.preps | paired:
            if not actor or g.case_of(c) in frame.addressee_preps and c.ent_type_ in ("PERSON", "ORG"):
                continue
            start, end = g.subtree(c, skip_foreign(verb))
            goals = [d for d in g.kids(verb, "advcl", "xcomp") if d.i >= end and d.i - end < 4 and _to(d)]
            end = max(end, *(g.subtree(d, skip_foreign(verb))[1] for d in goals), 0)
            case = g.kids(c, "case", "mark")[0]
            return Content(((max(start, case.i + 1), end),), "prep", _addressee(verb, frame))
    return None


def skip_foreign(verb: Token):  # type: ignore[no-untyped-def]
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
    for i in range(start + 2, end - 2):
        word = doc[i].lower_
        if word in ("despite", "amid") and doc[i].pos_ in ("ADP", "SCONJ"):
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
    pieces = [trim(head, min(side), max(side) + 1) for side in (before, after) if side]
    return tuple(p for p in pieces if p[1] > p[0])


def trim(head: Token, start: int, end: int) -> g.Range:
    """A range without punctuation and stray conjunctions at its ends."""
    doc = head.doc
    while end > start and (
        doc[end - 1].is_punct and doc[end - 1].text not in (")", "]", "%") or doc[end - 1].lower_ in ("and", "but", "as")
    ):
        end -= 1
    while end > start and (
        doc[start].is_punct
        and doc[start].text not in ("(", "[")
        or doc[start].lower_ in ("that",)
        and doc[start].dep_ == "mark"
    ):
        start += 1
    return start, end
