"""Small questions to a Universal Dependencies parse, answered so that the slips of a small parser do little harm.

"She met Ana and said that they had not left" : the subject of "said" is "She", "left" is negated.

All functions are pure and take spaCy tokens; a range of tokens is a half-open pair of indices of the Doc.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final, Literal

from spacy.tokens import Doc, Token

Range = tuple[int, int]
Modality = Literal["", "future", "conditional", "possible", "obligation"]

SUBJECTS: Final = frozenset({"nsubj", "nsubj:pass", "nsubj:outer", "csubj", "csubj:pass"})
OBJECTS: Final = frozenset({"obj", "iobj"})
NEGATIONS: Final = frozenset({"not", "n't", "n’t", "never", "neither", "nor", "hardly", "without"})
MODALS: Final[dict[str, Modality]] = {
    "will": "future", "'ll": "future", "’ll": "future", "wo": "future", "shall": "future",
    "would": "conditional", "'d": "conditional", "’d": "conditional",
    "could": "possible", "can": "possible", "may": "possible", "might": "possible", "ca": "possible",
    "should": "obligation", "must": "obligation", "ought": "obligation",
}  # fmt: skip
CONDITIONS: Final = frozenset({"if", "unless", "whether", "until", "should"})
RELATIVES: Final = frozenset({"who", "which", "that", "whom"})
OBJECT_CONTROL: Final = frozenset(
    "ask tell urge order invite persuade call force allow permit advise warn encourage convince instruct direct "
    "request command commit implore beg press press enable cause lead get help push want expect let make have see".split()
)


def child(token: Token, *labels: str) -> Token | None:
    """The first dependent of ``token`` with one of the labels, in the order of the text."""
    return next((c for c in token.children if c.dep_ in labels), None)


def kids(token: Token, *labels: str) -> list[Token]:
    """All dependents with one of the labels, in the order of the text."""
    return [c for c in token.children if c.dep_ in labels]


def where(doc: Doc, attribute: str, texts: Iterable[str]) -> Iterator[Token]:
    """The tokens whose attribute ("LOWER", "POS", "ORTH") is one of the texts; the others are never made."""
    codes = {doc.vocab.strings[text] for text in texts}
    return (doc[i] for i, code in enumerate(doc.to_array([attribute]).tolist()) if code in codes)


def case_of(token: Token) -> str:
    """The adposition or subordinator that marks a phrase, in lower case: "on" of "on X", "according to", "that"."""
    marks = kids(token, "case", "mark")
    if not marks:
        return ""
    return " ".join([marks[0].lower_, *(f.lower_ for f in kids(marks[0], "fixed"))])


def is_clause(token: Token) -> bool:
    """Whether the token heads a clause: a verb, or a predicate with a copula or a subject of its own."""
    return token.pos_ in ("VERB", "AUX") or child(token, "cop", *SUBJECTS) is not None


def clause_head(token: Token) -> Token:
    """The head of the nearest clause that holds the token (itself, where it is one); else the root above it."""
    while not is_clause(token) and token.head != token:
        token = token.head
    if token.dep_ in ("aux", "aux:pass", "cop"):
        return token.head
    return token


def conjunct_root(token: Token) -> Token:
    """The first conjunct of the coordination in which the token stands: "met" for "said" in "met Ana and said"."""
    while token.dep_ == "conj" and token.head != token:
        token = token.head
    return token


def coordinated(token: Token) -> list[Token]:
    """The token and everything coordinated with it, in the order of the text."""
    found = [token]
    for place in found:
        found.extend(c for c in place.children if c.dep_ == "conj")
    return sorted(found, key=lambda t: t.i)


def is_passive(verb: Token) -> bool:
    """Whether the clause is passive: a passive auxiliary or subject, or a bare past participle that follows a noun."""
    if child(verb, "aux:pass", "nsubj:pass", "csubj:pass", "obl:agent") is not None:
        return True
    return verb.tag_ == "VBN" and verb.dep_ == "acl" and child(verb, "aux") is None


def agent_of(verb: Token) -> Token | None:
    """The doer named with "by" in a passive clause or after a noun of action."""
    agent = child(verb, "obl:agent")
    if agent is not None:
        return agent
    return next((c for c in verb.children if c.dep_ in ("obl", "nmod") and case_of(c) == "by"), None)


def own_subject(verb: Token) -> Token | None:
    """The subject that depends on this very verb, relative pronouns resolved to their noun."""
    several = kids(verb, *SUBJECTS)
    if not several:
        return None
    before = [c for c in several if c.i < verb.i]
    if not before and verb.tag_ == "VBG" and not kids(verb, "aux"):
        return None
    found = before[-1] if before else several[0]
    if found.lower_ in RELATIVES and verb.dep_ in ("acl:relcl", "acl", "advcl:relcl") and verb.head != verb:
        return verb.head
    return found


def _controller(verb: Token) -> Token | None:
    governor = verb.head
    if verb.dep_ in ("xcomp", "ccomp") and governor.lemma_.lower() in OBJECT_CONTROL:
        if is_passive(governor):
            return own_subject(governor)
        target = child(governor, "obj", "iobj") or next((c for c in kids(governor, "obl") if c.i < verb.i), None)
        if target is not None:
            return target
    return subject_of(governor)


def subject_of(verb: Token, depth: int = 6) -> Token | None:
    """Who does what the verb says: its own subject, else the one it shares or is controlled by.

    Covers coordination ("met Ana and said"), control ("asked Ana to leave"), participles ("left, saying"), relative
    clauses ("the minister who said"). A passive clause gives its grammatical subject; see ``agent_of`` and ``doer_of``.
    """
    subject = own_subject(verb)
    if subject is not None or depth == 0 or verb.head == verb:
        return subject
    if verb.dep_ == "conj":
        return subject_of(verb.head, depth - 1)
    if verb.dep_ == "acl" and verb.head.pos_ in ("NOUN", "PROPN", "PRON"):
        return verb.head if verb.tag_ in ("VBG", "VB") else None
    if verb.dep_ in ("xcomp", "ccomp"):
        return _controller(verb)
    if verb.dep_ in ("advcl", "parataxis", "advmod", "dep"):
        return doer_of(verb.head, depth - 1) if is_clause(verb.head) else None
    return None


def doer_of(verb: Token, depth: int = 6) -> Token | None:
    """Who acts: the agent of a passive clause where it is named, else (active clauses alone) the subject."""
    if is_passive(verb):
        return agent_of(verb)
    return subject_of(verb, depth)


def undergoer_of(verb: Token) -> Token | None:
    """Whom the act meets: the object, or the subject of a passive clause."""
    if is_passive(verb):
        subject = own_subject(verb)
        if subject is None and verb.dep_ == "acl":
            return verb.head
        return subject if subject is not None else subject_of(verb)
    return child(verb, "obj")


def negated(head: Token) -> bool:
    """Whether the clause or noun is negated: "not", "never", "no group claimed", "without saying"."""
    for c in head.children:
        before = c.i < head.i  # "vowed never to leave" is a vow
        if before and c.dep_ in ("advmod", "cc:preconj", "mark", "case", "det", "cc") and c.lower_ in NEGATIONS | {"no"}:
            return True
    subject = child(head, "nsubj", "nsubj:pass")
    if subject is None:
        return False
    return subject.lower_ in ("nobody", "none", "neither") or any(
        d.lower_ in ("no", "neither") for d in kids(subject, "det", "advmod", "cc:preconj")
    )


def modality(head: Token) -> Modality:
    """How real the clause is by its own auxiliaries, or by those of the verb with which it is coordinated."""
    for aux in kids(head, "aux"):
        if aux.lower_ in MODALS:
            return MODALS[aux.lower_]
    if head.dep_ == "conj" and not kids(head, "aux") and own_subject(head) is None and head.tag_ == "VB":
        return modality(head.head)
    return ""


def has_perfect(verb: Token) -> bool:
    """Whether a verb stands with its own "have": "has said", "having met"."""
    return any(c.lemma_.lower() == "have" for c in kids(verb, "aux"))


def conditional(head: Token) -> bool:
    """Whether the clause stands under "if", "unless", "whether" and the like."""
    return any(m.lower_ in CONDITIONS for m in kids(head, "mark"))


def walk(head: Token, skip: Callable[[Token], bool] | None = None) -> Iterator[Token]:
    """The subtree of ``head``, leaving out each dependent (with all below it) for which ``skip`` holds."""
    yield head
    for c in head.children:
        if skip is None or not skip(c):
            yield from walk(c, skip)


def extent(tokens: Iterable[Token]) -> Range:
    """The smallest range that holds the tokens. Raises ValueError for no token."""
    places = [t.i for t in tokens]
    return min(places), max(places) + 1


def subtree(head: Token, skip: Callable[[Token], bool] | None = None) -> Range:
    """The range from the first to the last token of a subtree, without its outer punctuation."""
    return extent(t for t in walk(head, skip) if t == head or t.dep_ != "punct")


def noun_phrase(head: Token) -> Range:
    """The range of a noun phrase without relative clauses, loose appositions, participles and further conjuncts."""
    loose = ("acl:relcl", "conj", "cc", "parataxis", "advcl", "list", "dep", "acl", "ccomp", "xcomp")
    return subtree(head, lambda t: t.dep_ in loose or (t.dep_ == "punct"))


def ancestors(token: Token) -> Iterator[Token]:
    """The heads above a token, nearest first."""
    while token.head != token:
        token = token.head
        yield token
