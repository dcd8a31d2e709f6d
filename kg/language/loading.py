"""Loading a pipeline: a shipped one by name, or any spaCy pipeline that is installed.

>>> from kg.language import load
>>> [token.dep_ for token in load("news")("Maria left.")]
['nsubj', 'ROOT', 'punct']
"""

import spacy
from spacy.language import Language

from kg.errors import ConfigError
from kg.language import component, repeats, schemes  # noqa: F401  (spaCy finds what they register by name)
from kg.language.locating import locate
from kg.language.shipped import read_shipped
from kg.language.tokens import split_platform


def load(name: str | None = None) -> Language:
    """A ready spaCy pipeline whose documents carry Universal Dependencies labels and the kinds of names of `schemes.toml`.

    name: see `locate`. Raises ConfigError when the pipeline is unknown or cannot be read.
    """
    folder = locate(name)
    try:
        nlp = spacy.load(folder)
    except (OSError, ValueError) as error:
        raise ConfigError(f"language pipeline at {folder} cannot be read: {error}") from error
    split_platform(nlp)
    if folder not in read_shipped().folders.values() and not nlp.has_pipe(schemes.FACTORY):
        schemes.add_scheme(nlp)
    return nlp
