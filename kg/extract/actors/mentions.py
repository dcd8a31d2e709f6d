"""Descriptions and pronouns: which words may mean an actor, and what they say about it.

"Colombia's last remaining rebel group"   noun "group", kind ArmedGroup, country Colombia, definite
"two senior officials"                    noun "official", kind Group, several, not definite
"his Japanese counterpart"                noun "counterpart", kind Person, country Japan, of "his"
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from kg.extract.actors.gazetteer import Name
from kg.extract.actors.rows import Rows
from kg.extract.actors.tables import lexicon, name_shape
from kg.model import EntityKind

DEFINITE: Final = frozenset({"the", "this", "these", "that", "those", "both"})
INDEFINITE: Final = frozenset(
    "a an some any another no every each several many most few other more various all certain dozens hundreds thousands"
    " numerous multiple".split()
)
NUMBERS: Final = {"two": 2, "three": 3, "four": 4, "five": 5, "both": 2, "six": 6, "seven": 7, "eight": 8}
PERSONAL: Final[dict[str, tuple[str, str]]] = {
    "he": ("m", "s"), "him": ("m", "s"), "his": ("m", "s"), "himself": ("m", "s"),
    "she": ("f", "s"), "her": ("f", "s"), "hers": ("f", "s"), "herself": ("f", "s"),
    "it": ("n", "s"), "its": ("n", "s"), "itself": ("n", "s"),
    "they": ("", "p"), "them": ("", "p"), "their": ("", "p"), "theirs": ("", "p"), "themselves": ("", "p"),
    "i": ("1", "s"), "me": ("1", "s"), "my": ("1", "s"), "mine": ("1", "s"), "myself": ("1", "s"),
    "we": ("1", "p"), "us": ("1", "p"), "our": ("1", "p"), "ours": ("1", "p"), "ourselves": ("1", "p"),
}  # fmt: skip
ABOUT: Final = frozenset({"at", "about", "around", "over", "under", "up", "nearly"})
OPENING_MARKS: Final = frozenset({"“", '"', "‘", "(", "[", "—", "–", ":", "•"})
RELATIVE: Final = frozenset({"who", "whom", "whose", "which", "that"})
COUNTRY_LINKS: Final = frozenset({"of", "in", "from", "for", "to", "at"})


@dataclass(frozen=True, slots=True)
class Mention:
    """A description at tokens ``start`` to ``end`` whose head noun is ``head``. ``owner`` is the token of a possessor or
    -1; ``count`` the number it states or 0; ``modifiers`` the words in lower case that tell which one is meant."""

    head: int
    start: int
    end: int
    noun: str
    kind: EntityKind
    plural: bool
    definite: bool
    owner: int
    count: int
    country: str
    modifiers: frozenset[str]
    text: str


def noun_of(rows: Rows, i: int) -> str:
    """The head noun as the tables spell it: the lemma, else the last part after a hyphen."""
    lemma = rows.lemma[i]
    known = lexicon().kind_of_noun
    for form in (rows.lower[i], lemma, lemma.rsplit("-", 1)[-1], _singular(rows.lower[i])):
        if form in known:
            return form
    return ""


def _singular(word: str) -> str:
    if word.endswith("men"):
        return word[:-3] + "man"
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") else word


def _looks_plural(lower: str, noun: str) -> bool:
    """ "Aides" at the start of a sentence, whatever its tag."""
    return lower != noun and lower.endswith(("s", "men")) and _singular(lower) == noun


def heads_description(rows: Rows, i: int) -> str:
    """The noun of the tables that the token is, where it heads a noun phrase of its own; else ""."""
    if rows.pos[i] not in ("NOUN", "PROPN", "ADJ") or (rows.pos[i] == "ADJ" and rows.tag[i] != "NNS"):
        return ""
    if rows.dep[i] in ("compound", "nmod:desc", "flat", "amod") and rows.head[i] > i:
        noun = noun_of(rows, i)
        forces = lexicon().kind_of_noun.get(noun) in ("Military", "ArmedGroup")
        return noun if forces and rows.pos[i] == "NOUN" and not noun_of(rows, rows.head[i]) else ""
    noun = noun_of(rows, i)
    return "" if noun and _abstract(rows, i, noun) else noun


def _abstract(rows: Rows, i: int, noun: str) -> bool:
    """A bare singular such as "justice", "in office", "with opposition" names no actor; a subject does ("Gunman kills")."""
    if rows.pos[i] != "NOUN" or rows.plural(i) or rows.word[i][:1].isupper() or noun in name_shape().bare:
        return False
    if rows.dep[i] in ("nsubj", "nsubj:pass", "appos", "ROOT", "conj", "obl:agent", "vocative"):
        return False
    alone = rows.left_edge(i) == i and (i == 0 or rows.pos[i - 1] not in ("ADJ", "DET", "NOUN"))
    return alone and noun not in lexicon().plural_people


def describe(rows: Rows, i: int, noun: str, adjectives: dict[int, Name], nouns_country: dict[int, str]) -> Mention:
    """The description headed by token ``i``. ``adjectives`` finds "Colombian" by its token, ``nouns_country`` the country
    that a name at a token is or lies in."""
    start = rows.left_edge(i)
    if start == i and i - 1 in adjectives:
        start = i - 1
    while start < i and _outside(rows, start):
        start += 1
    before = list(range(start, i))
    owner = rows.kid(i, "nmod:poss")
    plural = rows.plural(i) or noun in lexicon().plural_people or _looks_plural(rows.lower[i], noun)
    modifiers = frozenset(
        rows.lower[k]
        for k in before
        if rows.pos[k] in ("ADJ", "NOUN", "PROPN", "VERB") and k not in adjectives and k not in nouns_country and k != owner
    )
    kind = _kind(noun, modifiers, plural)
    end = _end(rows, i)
    return Mention(
        i, start, end, noun, kind, plural, _definite(rows, i, start, owner, plural), owner,
        next((NUMBERS[rows.lower[k]] for k in before if rows.lower[k] in NUMBERS), 0),
        _country(rows, i, before, adjectives, nouns_country), modifiers, _text(rows, i, start, end, owner, adjectives),
    )  # fmt: skip


def _outside(rows: Rows, k: int) -> bool:
    """Whether a word at the left end of a phrase belongs to the clause instead: "when more than one person"."""
    return rows.tag[k] in ("WRB", "WDT", "CC", ",", "``", "VBZ", "VBD") or (rows.tag[k] == "IN" and rows.lower[k] not in ABOUT)


def _definite(rows: Rows, i: int, start: int, owner: int, plural: bool) -> bool:
    if owner >= 0:
        return True
    first = rows.lower[start]
    if first in INDEFINITE or (first in NUMBERS and first != "both"):
        return False
    if any(rows.lower[k] in DEFINITE for k in rows.kids[i] if k < i) or first in DEFINITE:
        return True
    if not plural and (rows.pos[i] == "PROPN" or rows.lower[i] in name_shape().bare):
        return True
    return not plural and rows.lemma[i] in lexicon().offices


def _kind(noun: str, modifiers: frozenset[str], plural: bool) -> EntityKind:
    known = lexicon()
    kind = known.kind_of_noun[noun]
    if kind in ("Organization", "Group", "Military") and modifiers & known.armed_qualifiers and noun not in ("forces", "force"):
        return "ArmedGroup"
    if kind == "Military" and modifiers & known.police and noun in ("forces", "force"):
        return "Organization"
    if kind == "MediaOutlet" and modifiers & known.buildings:
        return "Organization"
    if plural and (kind == "Person" or noun in known.country_nouns or (kind == "Organization" and noun != "authorities")):
        return "Group"
    return kind


def _country(rows: Rows, i: int, before: list[int], adjectives: dict[int, Name], nouns_country: dict[int, str]) -> str:
    for k in before:
        if k in adjectives and adjectives[k].country:
            return adjectives[k].country
        if k in nouns_country:
            return nouns_country[k]
    if rows.kid(i, "nmod:poss") >= 0:
        return ""
    for k in rows.kids[i]:
        if k > i and rows.dep[k] == "nmod" and k in nouns_country and rows.case(k) in COUNTRY_LINKS:
            return nouns_country[k]
    return ""


def _end(rows: Rows, i: int) -> int:
    """The noun, with a short "of" phrase after it ("citizens of Sri Lanka")."""
    for k in rows.kids[i]:
        if k > i and rows.dep[k] == "nmod" and rows.case(k) in ("of", "from", "within", "on") and rows.left_edge(k) - i <= 2:
            last = k
            while any(j == last + 1 and rows.dep[j] == "flat" for j in rows.kids[k]):
                last += 1
            return last + 1 if last - i <= 6 else i + 1
    return i + 1


def _text(rows: Rows, i: int, start: int, end: int, owner: int, adjectives: dict[int, Name]) -> str:
    """A name for the unnamed: the phrase without determiner or pronoun, in lower case where only its place made it upper."""
    while start < i and (rows.pos[start] in ("DET", "PUNCT") or rows.tag[start] in ("PRP$", "PDT", "DT")):
        start += 1
    if start < owner < i and rows.pos[owner] == "PRON":
        start = owner + 1
    text = rows.words(start, end)
    opens = start == 0 or rows.sent[start - 1] != rows.sent[start] or rows.word[start - 1] in OPENING_MARKS
    if start < i and (not opens or start in adjectives or rows.label[start] or rows.word[start][1:2].isupper()):
        return text
    if start == i and not opens and rows.pos[i] == "PROPN":
        return text
    return text[:1].lower() + text[1:]


def is_antecedent_of(rows: Rows, pronoun: int) -> int:
    """The noun that a relative pronoun means: the head of its relative clause; -1 where the word is none."""
    if rows.lower[pronoun] not in RELATIVE or rows.tag[pronoun] not in ("WP", "WDT", "WP$", "IN"):
        return -1
    if rows.tag[pronoun] == "IN" or rows.dep[pronoun] == "mark":
        return -1
    clause = pronoun
    for clause in rows.above(pronoun):
        if rows.dep[clause].startswith(("acl", "advcl:relcl")):
            noun = rows.head[clause]
            return noun if noun < pronoun and rows.pos[noun] in ("NOUN", "PROPN", "PRON", "NUM", "ADJ") else -1
        if rows.dep[clause] in ("ccomp", "ROOT") and rows.dep[pronoun] not in (
            "nsubj",
            "nsubj:pass",
            "obj",
            "nmod:poss",
            "obl",
        ):
            return -1
    return -1
