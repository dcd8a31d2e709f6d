"""Where a pipeline lies and what it is, without importing spaCy: a build's parent process needs no more than that."""

import importlib.util
import json
from pathlib import Path

from kg.errors import ConfigError
from kg.language.shipped import WEIGHTS, PipelineInfo, folder_digest, read_shipped


def locate(name: str | None = None) -> Path:
    """Folder of a pipeline. `name`: a shipped one, an installed package, or a path; None is the shipped default.

    Raises ConfigError when there is no such pipeline.
    """
    shipped = read_shipped()
    wanted = name or shipped.default
    if wanted in shipped.folders:
        return shipped.folders[wanted]
    folder = _package_folder(wanted) or Path(wanted)
    configs = [folder / "config.cfg", *sorted(folder.glob("*/config.cfg"))]
    for config in configs:
        if config.is_file():
            return config.parent
    known = ", ".join(sorted(shipped.folders))
    raise ConfigError(
        f"no language pipeline {wanted!r}: it is neither shipped ({known}) nor an installed spaCy package nor a folder"
    )


def _package_folder(name: str) -> Path | None:
    """Folder of an installed package of that name."""
    if not name.isidentifier():
        return None
    found = importlib.util.find_spec(name)
    return Path(found.origin).parent if found and found.origin else None


def describe(name: str | None = None) -> PipelineInfo:
    """Name, version, digest and path of a pipeline, read from its files without loading it.

    Raises ConfigError when there is no such pipeline.
    """
    folder = locate(name)
    meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    return PipelineInfo(f"{meta['lang']}_{meta['name']}", meta["version"], folder_digest(folder), folder)


def describe_scores(info: PipelineInfo) -> str | None:
    """How well a shipped pipeline reads, in one line for people; None where nobody has measured just these files."""
    path = WEIGHTS / f"{info.path.name}.figures.json"
    figures = json.loads(path.read_text(encoding="utf-8")) if info.path.parent == WEIGHTS and path.is_file() else {}
    if figures.get("digest") != info.digest:
        return None
    trees, names = figures["trees"], figures["names"]
    attached = ", ".join(f"{score['las']:.1f} ({text})" for text, score in trees.items())
    named = ", ".join(f"{score['all']['f1']:.1f} ({text})" for text, score in names.items())
    return f"LAS {attached}; names F1 {named}"
