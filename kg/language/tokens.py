"""spaCy's English tokenizer brought to the customs of the Universal Dependencies treebanks.

Counted in EWT's and GUM's training parts: bound prefixes keep their hyphen ("pro-Beijing" is one word), a hyphen between a
letter and a digit and every long dash is a word of its own ("COVID - 19", "1990 - 1995"), so are the slash of "and/or", a
hyphen before or after a word, brackets and quotes inside one ("minister ( s )"), and the unit after a number ("4.2 bn");
runs of one sign, telephone numbers, years without their century and hashtags stay whole.
"""

import re
from typing import Any

from spacy.attrs import ORTH
from spacy.language import Language
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

BOUND_PREFIXES = (
    "anti arch co counter cross e ex inter intra mid mini multi neo non over post pre pro proto pseudo re semi socio sub ultra"
    " un"
).split()
WHOLE = (
    rf"(?:{'|'.join(BOUND_PREFIXES)})-[^\W\d_]+",
    r"(?:\d{1,3}[-/])?(?:\d{3}-){1,2}\d{4}",
    r"\d{5}-\d{4}",
    r"['\u2019]\d\ds?",
    r"[#@][^\W\d]\w*",
    r"(?P<sign>[=*_~-])(?P=sign)+",
)
PREFIXES = (r"#(?=\d)", r"[!?]{2,}", r"<{2,}", r">{2,}", r"\${2,}", r"\*{2,}", r"-{2,}", r"[\u2012-\u2015]", r"[-~](?=\w)")
SUFFIXES = (
    r"(?<!\.)[.]?[!?]{2,}",
    r"(?<!\.)\.\?",
    ">>",
    r"[\u2012-\u2015]",
    r"(?<=\d)(?:[ap]m|[AP]M|[kKb]|bn)",
    r"-{2,}",
    r"(?<=[^\W\d_]{4})-",
    r"(?<=\d)-",
    r"\+{2,}",
)
INFIXES = (
    r"(?<=[^\W\d_])-(?=\d)",
    r"(?<=\d)-(?=[^\W\d_])",
    r"(?<=\.)-(?=[^\W\d_])",
    r"[\u2012-\u2015]",
    r"(?<=\w)[(\[{](?=\w)",
    r"(?<=\w)[)\]}](?=[\w(.,])",
    r"(?<=[)\]}])[(.,](?=[\w(])",
    r"(?<=\w)\"(?=[\w<-])",
    r"(?<=[^\W\d_])[:#](?=\d)",
    r"(?<=\d)-(?=\$)|(?<=\d-)\$(?=\d)",
    r"(?<=\d)'(?=\d)",
)
UNUSUAL = ("and/or", "):", "8)", "8-)", "id", "Id", "wed", "Wed")
"""Exceptions of spaCy that news does not need; `):` is a bracket and a colon far more often than a sad face, "wed" a word."""
NEGATION = re.compile(r"^[a-z]+n['\u2019]t$")
"""Exceptions that a text in upper case has too."""
ABBREVIATIONS = (
    "etc.",
    "Ft.",
    "al.",
    "Lt.",
    "Col.",
    "Maj.",
    "Capt.",
    "Cpl.",
    "Sen.",
    "Rep.",
    "Gov.",
    "Gen.",
    "Sgt.",
    "Rev.",
    "Hon.",
    "Mon.",
    "Tue.",
    "Tues.",
    "Wed.",
    "Thu.",
    "Thur.",
    "Thurs.",
    "Fri.",
    "Sat.",
)


def _raised(cut: list[dict[int, str]]) -> list[dict[int, str]]:
    """An exception of spaCy in upper case; its norms stay."""
    return [part | {ORTH: part[ORTH].upper()} for part in cut]


def split_platform(nlp: Language) -> None:
    """Make two words of "X." at the end of a sentence ("posted it on X."): the platform is far commoner than the initial. A
    pipeline with a tokenizer that knows no special cases stays as it is."""
    add = getattr(nlp.tokenizer, "add_special_case", None)
    if add is not None:
        add("X.", [{ORTH: "X"}, {ORTH: "."}])


def tune(nlp: Language) -> None:
    """Give a pipeline of spaCy's English class the tokenizer that the shipped weights expect."""
    defaults = nlp.Defaults
    rules = {word: cut for word, cut in (defaults.tokenizer_exceptions or {}).items() if word not in UNUSUAL}
    rules |= {word.upper(): _raised(cut) for word, cut in rules.items() if NEGATION.search(word)}
    rules |= {word: [{"ORTH": word}] for word in ABBREVIATIONS}
    rules |= {word: [{"ORTH": word[:3]}, {"ORTH": word[3:]}] for word in ("wanna", "Wanna")}
    tokenizer: Any = nlp.tokenizer
    tokenizer.rules = rules
    tokenizer.prefix_search = compile_prefix_regex([*PREFIXES, *(one for one in defaults.prefixes or () if one != "#")]).search
    tokenizer.suffix_search = compile_suffix_regex([*SUFFIXES, *(defaults.suffixes or ())]).search
    tokenizer.infix_finditer = compile_infix_regex([*INFIXES, *(defaults.infixes or ())]).finditer
    tokenizer.token_match = re.compile(rf"(?i:^(?:{'|'.join(WHOLE)})$)").match  # inline: flags are lost when it is saved
