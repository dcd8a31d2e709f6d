"""Names as the index knows them: one spelling for all spellings of a name.

>>> normalise("The Ministère de l'Europe")
"ministere de l'europe"
>>> normalise("U.S.  Department of Defense’s"), normalise("Al-Qaeda")
("us department of defense's", 'al qaeda')
>>> surname("Luis Gilberto Murillo"), surname("Ursula von der Leyen"), surname("Cher")
('murillo', 'von der leyen', '')
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

# Letters that NFKD does not take apart, as news agencies spell them.
_LETTERS: Final = str.maketrans({
    "ı": "i", "ł": "l", "Ł": "l", "đ": "d", "Đ": "d", "ø": "o", "Ø": "o", "ß": "ss", "æ": "ae", "Æ": "ae",
    "œ": "oe", "þ": "th", "ð": "d", "ə": "a", "Ə": "a", "’": "'", "‘": "'", "ʼ": "'", "`": "'", "ʻ": "'",
    "–": " ", "—": " ", "-": " ", "‑": " ", "/": " ", "_": " ", "&": " and ",
})  # fmt: skip
_DOTTED: Final = re.compile(r"\b((?:\w\.)+\w?)(?=\W|$)")
_OTHER: Final = re.compile(r"[^\w' ]+")
_APOSTROPHE: Final = re.compile(r"(?<!\w)'|'(?!\w)")
_PARTICLES: Final = frozenset("al el bin ibn von van der den de del della di da dos la le du ben abu ould abd ter zu".split())
_SUFFIXES: Final = frozenset("jr sr ii iii iv".split())
_CODE: Final = 5  # as long as names are that are written with and without a hyphen
_UMLAUT: Final = re.compile(r"(?<=[b-df-hj-np-tv-z])([aou])e(?=[b-df-hj-np-tv-z])")
_ARABIC_ARTICLE: Final = re.compile(r"\b(?:al|el|as|ar|ash|az|at|an|ad)[ ](?=\w{3})")


@lru_cache(maxsize=65536)
def normalise(name: str) -> str:
    """Lower case, without accents, hyphens, dots and a leading article; inner apostrophes stay."""
    text = unicodedata.normalize("NFKD", name.translate(_LETTERS))
    text = "".join(c for c in text if not unicodedata.combining(c))
    text = _DOTTED.sub(lambda m: m[0].replace(".", ""), text.casefold())
    text = _APOSTROPHE.sub(" ", _OTHER.sub(" ", text))
    words = text.split()
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)


def surname(name: str) -> str:
    """Family name of a Western-ordered name with its particles, normalised; "" for a single word."""
    words = [w for w in normalise(name).split() if w not in _SUFFIXES]
    if len(words) < 2:
        return ""
    start = len(words) - 1
    while start > 1 and words[start - 1] in _PARTICLES:
        start -= 1
    return " ".join(words[start:])


def without_suffix(name: str) -> str:
    """A normalised name without "Jr." and the like."""
    return " ".join(w for w in normalise(name).split() if w not in _SUFFIXES)


def middle_initials(name: str) -> str:
    """Initials between the first and the family name: "John F. Kennedy" has "f"; "" where whole names stand there.

    >>> middle_initials("George H. W. Bush"), middle_initials("Juan Manuel Santos"), middle_initials("John Bolton")
    ('hw', '', '')
    """
    words = [w for w in normalise(name).split() if w not in _SUFFIXES]
    between = words[1 : len(words) - len(surname(name).split())]
    return "".join(between) if all(len(w) == 1 for w in between) else ""


def without_middle(name: str) -> str:
    """The first and the family name of a name with initials or middle names between them; "" when there are none."""
    words = [w for w in normalise(name).split() if w not in _SUFFIXES]
    family = surname(name).split()
    between = words[1 : len(words) - len(family)]
    return " ".join([words[0], *family]) if between else ""


def variants(name: str) -> Iterator[str]:
    """Spellings under which the index may know the same name, the plain one first; no spelling twice."""
    seen: set[str] = set()
    for form in _spellings(normalise(name)):
        if form and form not in seen:
            seen.add(form)
            yield form


def _spellings(norm: str) -> Iterable[str]:
    yield norm
    if norm.endswith("'s"):
        yield norm[:-2]
    yield norm.replace(" ", "") if len(norm) <= _CODE else ""  # "G-7"
    yield norm.replace("'", "")
    yield _ARABIC_ARTICLE.sub("al ", norm)
    yield _ARABIC_ARTICLE.sub("", norm)
    yield _UMLAUT.sub(r"\1", norm)  # "Schroeder" for "Schröder"
    for left, right in (("centre", "center"), ("defence", "defense"), ("organisation", "organization"), ("labour", "labor")):
        yield norm.replace(left, right)
        yield norm.replace(right, left)


def is_acronym(name: str) -> bool:
    """Whether a name is written as an acronym: "NATO", "U.N.", "G7".

    >>> [is_acronym(n) for n in ("NATO", "the U.N.", "G-7", "UK's", "Ann", "A")]
    [True, True, True, True, False, False]
    """
    bare = name.removeprefix("the ").removeprefix("The ").removesuffix("'s").removesuffix("’s")
    letters = bare.replace(".", "").replace("-", "")
    return 2 <= len(letters) <= 6 and letters.isalnum() and letters.upper() == letters and not letters.isdigit()


def initials(name: str) -> str:
    """First letters of the words that carry weight: "National Liberation Army" → "nla"."""
    return "".join(w[0] for w in normalise(name).split() if w not in {"of", "the", "and", "for", "in", "on", "de", "del", "y"})
