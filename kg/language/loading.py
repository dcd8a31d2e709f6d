"""Loading a pipeline: a shipped one by name, or any spaCy pipeline that is installed.

>>> from kg.language import load
>>> [token.dep_ for token in load("news")("Maria left.")]
['nsubj', 'ROOT', 'punct']
"""

import json
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.util import get_package_path, is_package

from kg.errors import ConfigError
from kg.language import component, repeats, schemes  # noqa: F401  (spaCy finds what they register by name)
from kg.language.shipped import PipelineInfo, folder_digest, read_shipped


def locate(name: str | None = None) -> Path:
    """Folder of a pipeline. `name`: a shipped one, an installed package, or a path; None is the shipped default.

    Raises ConfigError when there is no such pipeline.
    """
    shipped = read_shipped()
    wanted = name or shipped.default
    if wanted in shipped.folders:
        return shipped.folders[wanted]
    folder = get_package_path(wanted) if is_package(wanted) else Path(wanted)
    configs = [folder / "config.cfg", *sorted(folder.glob("*/config.cfg"))]
    for config in configs:
        if config.is_file():
            return config.parent
    known = ", ".join(sorted(shipped.folders))
    raise ConfigError(
        f"no language pipeline {wanted!r}: it is neither shipped ({known}) nor an installed spaCy package nor a folder"
    )


def load(name: str | None = None) -> Language:
    """A ready spaCy pipeline whose documents carry Universal Dependencies labels and the kinds of names of `schemes.toml`.

    name: see `locate`. Raises ConfigError when the pipeline is unknown or cannot be read.
    """
    folder = locate(name)
    try:
        nlp = spacy.load(folder)
    except (OSError, ValueError) as error:
        raise ConfigError(f"language pipeline at {folder} cannot be read: {error}") from error
    if folder not in read_shipped().folders.values() and not nlp.has_pipe(schemes.FACTORY):
        schemes.add_scheme(nlp)
    return nlp


def describe(name: str | None = None) -> PipelineInfo:
    """Name, version, digest and path of a pipeline, read from its files without loading it.

    Raises ConfigError when there is no such pipeline.
    """
    folder = locate(name)
    meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    return PipelineInfo(f"{meta['lang']}_{meta['name']}", meta["version"], folder_digest(folder), folder)
