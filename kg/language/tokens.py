"""spaCy's English tokenizer brought to the customs of the Universal Dependencies treebanks.

Counted in EWT's and GUM's training parts: bound prefixes keep their hyphen ("pro-Beijing" is one word), a hyphen between a
letter and a digit and every long dash is a word of its own ("COVID - 19", "1990 - 1995"), so is the slash of "and/or";
runs of exclamation marks, telephone numbers and hashtags stay whole.
"""

import re
from typing import Any

from spacy.language import Language
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

BOUND_PREFIXES = (
    "anti arch co counter cross e ex inter intra mid mini multi neo non post pre pro proto pseudo re semi socio sub ultra un"
).split()
WHOLE = (
    rf"(?:{'|'.join(BOUND_PREFIXES)})-[^\W\d_]+",
    r"(?:\d{1,3}-)?(?:\d{3}-){1,2}\d{4}",
    r"[#@][^\W\d]\w*",
    r"(?P<sign>[=*_~-])(?P=sign)+",
)
PREFIXES = (r"#(?=\d)", r"[!?]{2,}", "<<", r"[\u2012-\u2015]")
SUFFIXES = (r"(?<!\.)[.]?[!?]{2,}", r"(?<!\.)\.\?", ">>", r"[\u2012-\u2015]", r"(?<=\d)(?:[ap]m|[AP]M|[kK])")
INFIXES = (
    r"(?<=[^\W\d_])-(?=\d)",
    r"(?<=\d)-(?=[^\W\d_])",
    r"(?<=\.)-(?=[^\W\d_])",
    r"[\u2012-\u2015]",
)
UNUSUAL = ("and/or", "):", "8)", "8-)")
"""Exceptions of spaCy that news does not need; `):` is a bracket and a colon far more often than a sad face."""
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
)


def tune(nlp: Language) -> None:
    """Give a pipeline of spaCy's English class the tokenizer that the shipped weights expect."""
    defaults = nlp.Defaults
    rules = {word: cut for word, cut in (defaults.tokenizer_exceptions or {}).items() if word not in UNUSUAL}
    rules |= {word: [{"ORTH": word}] for word in ABBREVIATIONS}
    rules |= {word: [{"ORTH": word[:3]}, {"ORTH": word[3:]}] for word in ("wanna", "Wanna")}
    tokenizer: Any = nlp.tokenizer
    tokenizer.rules = rules
    tokenizer.prefix_search = compile_prefix_regex([*PREFIXES, *(one for one in defaults.prefixes or () if one != "#")]).search
    tokenizer.suffix_search = compile_suffix_regex([*SUFFIXES, *(defaults.suffixes or ())]).search
    tokenizer.infix_finditer = compile_infix_regex([*INFIXES, *(defaults.infixes or ())]).finditer
    tokenizer.token_match = re.compile(rf"(?i:^(?:{'|'.join(WHOLE)})$)").match  # inline: flags are lost when it is saved
