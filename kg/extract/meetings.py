"""Finds the meetings, talks and calls that an article tells.

"Lavrov will hold talks with Fidan in Ankara on Monday."
    trigger "talks", participants Lavrov and Fidan, place Ankara, that Monday, planned

Verbs and nouns of ``frames/meetings.toml`` are candidates; what decides is who takes part: two at least, or one where the
meeting is only planned, proposed, cancelled or denied. "The call" takes its parties from the call told before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final, cast

from spacy.tokens import Token

from kg.extract import grammar as g
from kg.extract.actors import EntityMap
from kg.extract.attribution import attribution, in_time, place_status
from kg.extract.frames.events import Frame, lexicon, verb_forms
from kg.extract.meetings_candidate import WITH, Candidate
from kg.extract.meetings_company import company_of, with_company
from kg.extract.meetings_parties import sits, verb_set, who_meets, word_set
from kg.extract.meetings_verbs import verb_parties
from kg.extract.meetings_visits import host_of_visit
from kg.extract.nearby import after_mark, before_verb, first_party
from kg.extract.retell import complete, is_definite, repeats
from kg.extract.retell_setting import lend
from kg.extract.roles import actor_of, around_noun, around_verb, owners, phrase_tokens, spread, stray
from kg.extract.status import FUTURE
from kg.extract.times import TimeMap
from kg.extract.where import where
from kg.language.parsed import ParsedArticle
from kg.model import Mode, Role, Status, Telling

BREATH: Final = 120
"""Characters within which "to discuss" still belongs to the meeting before it: about one clause."""


def find_meetings(parsed: ParsedArticle, entities: EntityMap, times: TimeMap, statements: Sequence[Telling]) -> list[Telling]:
    """The meetings of one article, in the order of the text; ``statements`` are its statements, already found."""
    said = attribution(statements)
    kept = _fold([c for token in _triggers(parsed, entities) for c in _candidates(token, entities)])
    kept = [c for c in kept if c.parties or c.parties_in_name or is_definite(c.head)]
    tellings = [_telling(parsed, entities, times, c, *place_status(parsed, c.head, said, _start(c))) for c in kept]
    heads, company = [c.head for c in kept], [c.frame.roles == "company" for c in kept]
    whole = lend(complete(tellings, entities, heads, [c.open for c in kept]), heads, entities)
    joined = with_company(whole, company, [c.frame.word in word_set("present") for c in kept])
    again = repeats(tellings, heads)
    told = [(t, c) for i, (t, c) in enumerate(zip(joined, kept, strict=True)) if t is not None and i not in again]
    return _once([t for t, c in told if _enough(t, c, entities)])


def _candidates(token: Token, entities: EntityMap) -> list[Candidate]:
    company = company_of(token, entities)
    if company is not None:
        return [Candidate(Frame(token.lemma_.lower(), "unknown", roles="company"), (token,), company[0], company[1])]
    return [*_as_noun(token, entities), *_as_verb(token, entities)]


def _enough(telling: Telling, made: Candidate, entities: EntityMap) -> bool:
    """Two parties; one is enough (shape MT01) for what did not take place, and for a claim that a body or several officials
    came together."""
    if len(telling.roles) != 1 or telling.status == "occurred":
        return len(telling.roles) >= 2
    alone = telling.status != "claimed" or (made.sits_alone and sits(entities.by_key(telling.roles[0][1])))
    return made.frame.lone and alone


def _once(tellings: Sequence[Telling]) -> list[Telling]:
    """Without talk that only fills a meeting of the same parties told in the same breath: "met to discuss"."""
    kept: list[Telling] = []
    for t in tellings:
        talk = t.trigger.text.lower().startswith(("discuss", "negotiat", "consult"))
        if not (talk and kept and t.trigger.start - kept[-1].trigger.end < BREATH and set(t.roles) <= set(kept[-1].roles)):
            kept.append(t)
    return kept


def _triggers(parsed: ParsedArticle, entities: EntityMap) -> list[Token]:
    words = lexicon("meetings").triggers | word_set("present") | verb_forms("accompany") | verb_forms("join")
    return [parsed.doc[i] for i, word in enumerate(entities.rows.lower) if word in words]


def _start(made: Candidate) -> Status:
    """An invitation is a proposal by itself, whatever follows."""
    return "proposed" if made.frame.word in ("invite", "invitation") else "occurred"


# ---------------------------------------------------------------- nouns


def _as_noun(token: Token, entities: EntityMap) -> list[Candidate]:
    nouns = lexicon("meetings").nouns
    before = [token.nbor(-1)] if token.i else []
    two = nouns.get(f"{before[0].lower_} {token.lower_}") if before else None
    frame = two or nouns.get(token.lower_)
    if frame is None or token.pos_ not in ("NOUN", "PROPN") or token.dep_ in ("compound", "flat"):
        return []
    if two is None and any(c.lower_ in word_set("other") and c.i < token.i for c in g.kids(token, "compound", "amod")):
        return []
    if token.dep_ == "nmod" and token.head.lower_ in ("sidelines", "sideline", "margins", "fringes"):
        return []
    if frame.weight == 1 and token.pos_ == "PROPN" and token.sent.start != token.i:
        return []
    around = around_noun(token, word_set("light"))
    if frame.word == "call" and (around.after("for") or _asks_to(token)):
        return []  # "the call for cooperation", "calls to resign"
    if frame.word == "call" and any(m.dep_ == "compound" and m.pos_ == "NOUN" for m in around.modifiers):
        return []  # "inquiry calls"
    if frame.word == "round" and not any(h.lower_ in nouns for h in around.after("of")):
        return []  # "a round of violence"
    made = Candidate(frame, (*before, token) if two else (token,), around)
    made.parties = _noun_parties(made, token, entities)
    made.mode = _mode(made)
    return [made]


def _asks_to(noun: Token) -> bool:
    """Whether an infinitive follows, which tells what is called for, though a parser take it for part of a noun."""
    after = list(noun.doc[noun.i + 1 : noun.i + 3])
    if [t.lower_ for t in after[:1]] != ["to"]:
        return False
    return any(t.pos_ == "VERB" or (t.tag_ == "NN" and t.dep_ == "compound") for t in after[1:])


def _noun_parties(made: Candidate, noun: Token, entities: EntityMap) -> list[Token]:
    around = made.around
    named = list(around.after("between", "among", "amongst")) or stray(noun, "between", gap=2)
    others = list(around.after(*WITH)) + (list(around.after("to", "from")) if made.frame.kind == "phone" else [])
    if len(named) == 1:
        named = list(dict.fromkeys([*named, *after_mark(noun, frozenset({"between"}), entities)]))
    if not named and not others:
        others = after_mark(noun, frozenset({"with"}), entities)
    if made.frame.word == "invitation":
        return [*owners(noun), *around.doers, *around.after("to", "for"), *others]
    doers = spread(around.doers) or (before_verb(around.governor, entities) if around.governor is not None else [])
    own = [*doers, *around.after("of", "by"), *_attending(noun)]
    made.open = not named and not others and not around.after("of")
    if around.governor is not None and around.governor.lower_ in verb_set("broker") and len(named) >= 2:
        own = [d for d in own if d != g.doer_of(around.governor)]
    if not own and others and not (noun.dep_ == "obj" and noun.head.lemma_.lower() in ("discuss", "mention", "oppose")):
        own = [t for t in _beside(noun) if entities.of(t) is not None] or first_party(noun, entities)
    if not own and not named and not others:
        own = _joined(made, noun) or _comes_for(noun)
    if not own and not named and noun.head.pos_ == "NOUN" and noun.dep_ == "nmod":
        own = owners(noun.head)
    pair = [m for m in around.modifiers if m.dep_ in ("compound", "amod", "nmod")]
    if around.governor is None and g.child(noun, "cop") is not None and (subject := g.own_subject(noun)) is not None:
        own += spread((subject,))  # "is in talks with"
    made.parties_in_name = [*pair, *(c for m in pair for c in g.kids(m, "compound"))]
    return [*own, *named, *others]


def _joined(made: Candidate, noun: Token) -> list[Token]:
    """Both sides of "X joined Y for talks" and of "X told Y in a phone call"."""
    verb = noun.head
    if noun.dep_ != "obl" or verb.pos_ != "VERB":
        return []
    joined = verb.lemma_.lower() == "join" and g.case_of(noun) in ("for", "at", "in")
    called = made.frame.kind == "phone" and g.case_of(noun) in ("in", "during", "by", "over")
    doer, other = g.doer_of(verb), g.child(verb, "iobj", "obj")
    return spread(tuple(side for side in (doer, other) if side is not None)) if joined or called else []


def _comes_for(noun: Token) -> list[Token]:
    """Who comes somewhere for a meeting: "flew to Oslo for the Nordic summit", "is in Oslo for a meeting"."""
    head = noun.head
    if noun.dep_ not in ("obl", "nmod") or g.case_of(noun) != "for":
        return []
    there = g.child(head, "cop") is not None and (g.case_of(head) == "in" or head.lower_ == "due")
    doer = g.own_subject(head) if there else g.doer_of(head) if head.lower_ in verb_set("coming_for") else None
    return spread((doer,)) if doer is not None else []


def _attending(noun: Token) -> list[Token]:
    """Who is said to be at a meeting by a participle on it: "a meeting attended by the governors"."""
    verbs = [v for v in g.kids(noun, "acl", "acl:relcl") if v.lower_ in word_set("attending")]
    verbs += [c for v in g.kids(noun, "acl") for c in g.coordinated(v) if c.lower_ in word_set("attending")]
    return list(dict.fromkeys(h for v in verbs for c in v.children if g.case_of(c) == "by" for h in g.coordinated(c)))


def _beside(noun: Token) -> list[Token]:
    """Who acts in the clause around a meeting, where it names only the other side: "agreed in a call with Trump", "after
    talks with Xi", "amid planning for a summit with Kim"."""
    node = noun
    for _ in range(5):
        head = node.head
        if head == node or node.dep_ in ("nsubj", "nsubj:pass", "acl:relcl"):
            break
        if node.dep_ == "obj" and (owned := owners(head)) and not g.is_clause(head):
            return owned
        if g.is_clause(head) and (doer := actor_of(head)) is not None and doer != node:
            return spread((doer,))
        node = head
    return []


# ---------------------------------------------------------------- verbs


def _as_verb(token: Token, entities: EntityMap) -> list[Candidate]:
    verbs = lexicon("meetings").verbs
    if token.pos_ != "VERB":
        return []
    particle = g.child(token, "compound:prt") or g.child(token, "advmod")
    frames = (verbs.get(f"{token.lower_} {particle.lower_}", ()) if particle is not None else ()) or verbs.get(token.lower_, ())
    for frame in frames:
        around = around_verb(token)
        made = Candidate(frame, (token,), around)
        made.parties = verb_parties(made, entities)
        made.mode = _mode(made)
        if made.parties:
            return [made]
    return []


# ---------------------------------------------------------------- mode, folding, telling


def _mode(made: Candidate) -> str:
    """How they meet: the words beside the trigger before the trigger's own."""
    near = [*made.around.modifiers, *g.kids(made.head, "amod", "compound", "advmod"), *(h for _, h in made.around.phrases)]
    forms = {t.lower_ for t in near} | {c.lower_ for t in near for c in g.kids(t, "compound")}
    if forms & word_set("virtual"):
        return "virtual"
    if forms & word_set("phone"):
        return "phone"
    return made.frame.kind


def _fold(found: list[Candidate]) -> list[Candidate]:
    """One telling of "met for talks", "invited him to visit", "held a meeting with": the one with more words of its own."""
    by_head = {c.trigger[-1]: c for c in found}
    dropped: set[int] = set()
    for c in found:
        if c.frame.roles == "company" and (met := _same_sentence(c, found)) is not None:
            met.parties += [p for p in c.parties if p not in met.parties]
            dropped.add(id(c))
        for inner in _inside(c, by_head):
            if id(inner) in dropped or inner is c:
                continue
            if c.frame.roles == "invite" or c.frame.word in ("invitation", "round"):
                inner.frame = replace(inner.frame, lone=True)
                inner.parties = list(dict.fromkeys([*c.parties, *inner.parties]))
                dropped.add(id(c))
                break
            c.parties += [p for p in inner.parties if p not in c.parties]
            c.parties_in_name += [p for p in inner.parties_in_name if p not in c.parties_in_name]
            dropped.add(id(inner))
    return [c for c in found if id(c) not in dropped]


def _same_sentence(company: Candidate, found: Sequence[Candidate]) -> Candidate | None:
    """The meeting of those who are said to be accompanied, told in the same sentence: "the king, joined by X, met Y"."""
    able = (c for c in found if c.frame.roles != "company" and c.head.sent == company.head.sent)
    return next((c for c in able if set(c.parties) & set(company.parties)), None)


def _inside(c: Candidate, by_head: dict[Token, Candidate]) -> list[Candidate]:
    heads = list(c.around.after("for", "in", "to", "of"))
    heads += c.around.undergoers if c.frame.roles != "with" else ()
    heads += [k for k in c.trigger[-1].children if k.dep_ in ("xcomp", "acl", "advcl")]
    heads += [k for h in c.around.after("to", "for") for k in g.kids(h, "acl")]
    heads += [o for k in g.kids(c.trigger[-1], "xcomp", "acl") for o in g.kids(k, "obj")]
    if c.frame.word == "visit":
        heads += g.kids(c.around.governor, "advcl", "xcomp") if c.around.governor is not None else []  # "paid a visit to speak"
        heads += [k for h in c.around.after("to") for k in g.kids(h, "acl:relcl")]  # "a visit to Iraq, where he met leaders"
    inner = [by_head[h] for h in heads if h in by_head]
    carried = c.around.undergoers if c.frame.roles == "gather" else ()
    return [
        i for i in inner if i.open or i.frame.roles or i.head in carried or c.frame.word in ("invite", "invitation", "round")
    ]


def _telling(
    parsed: ParsedArticle, entities: EntityMap, times: TimeMap, made: Candidate, status: Status, told_by: tuple[str, ...]
) -> Telling:
    keys = who_meets(made.parties, made.parties_in_name, entities)
    if made.frame.word == "visit" and len(keys) == 1:
        host = host_of_visit(made.parties, made.around, entities)
        keys += [host] if host and host not in keys else []
    tokens = [*made.trigger, *(t for head in made.parties for t in phrase_tokens(head))]
    sent = made.head.sent
    goals = made.around.undergoers if made.frame.word in ("visit", "invite") else ()
    place, near = where(parsed, entities, made.head, made.around, goals)
    roles: tuple[tuple[Role, str], ...] = tuple(("participant", key) for key in keys)
    when = times.near(made.head, future=status in FUTURE)
    return Telling(
        cls="Meeting",
        passage=parsed.passage([t for t in tokens if sent.start <= t.i < sent.end]),
        trigger=parsed.passage(made.trigger),
        status=in_time(status, when, made.head, parsed.article.source.published),
        roles=roles,
        told_by=told_by,
        place=place,
        near=near,
        when=when,
        mode=cast(Mode, made.mode),
    )
