"""``kg doctor``: what this installation consists of, and what is missing, with the line that mends it."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib import metadata
from typing import Final

import typer

_NAME: Final = "newskg"
_REQUIREMENT: Final = re.compile(r"^([A-Za-z0-9._-]+)\s*([^;]*)(?:;.*extra\s*==\s*['\"]([\w-]+)['\"].*)?$")


def doctor() -> None:
    """Check this installation: versions, language pipeline, embedded index, extras. Exit code 2 where one is broken."""
    lines, sound = checkup()
    typer.echo("\n".join(lines))
    if not sound:
        from kg.errors import USAGE

        raise typer.Exit(USAGE)


def checkup() -> tuple[list[str], bool]:
    """The report in lines, and whether nothing that a build needs is broken."""
    required = _requirements()
    lines = [*_versions(required.get("", ())), ""]
    pipeline, index = _pipeline(), _index()
    lines += [line for line, _ in (*pipeline, *index)]
    lines += ["", *_extras(required)]
    lines += ["", _entry("stores", "not asked; kg load and kg query say whether they reach one")]
    broken = [r for r in required.get("", ()) if not _version(r.package)]
    return lines, not broken and all(sound for _, sound in (*pipeline, *index))


@dataclass(frozen=True, slots=True)
class Requirement:
    """A package with the versions asked for, such as ">=2.4" ("" for any)."""

    package: str
    versions: str


def _requirements(distribution: str = _NAME) -> dict[str, tuple[Requirement, ...]]:
    """What the installed distribution asks for: by extra, "" for what is always needed."""
    try:
        lines = metadata.requires(distribution) or []
    except metadata.PackageNotFoundError:
        return {}
    found: dict[str, tuple[Requirement, ...]] = {}
    for line in lines:
        match = _REQUIREMENT.match(line)
        if match:
            extra = match[3] or ""
            found[extra] = (*found.get(extra, ()), Requirement(match[1], match[2].strip()))
    return found


def _version(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return ""


def _versions(required: Iterable[Requirement]) -> Iterator[str]:
    import platform

    from kg import __version__
    from kg.query.wrap import paragraph

    yield _entry("newskg", f"{__version__} on Python {platform.python_version()}, {platform.system()} {platform.machine()}")
    if not _requirements():
        yield _entry("", "not installed as a package, so what it requires is not known; pip install .")
    packages = sorted((r.package for r in required), key=str.lower)
    if packages:
        named = ", ".join(f"{package} {_version(package) or 'MISSING'}" for package in packages)
        yield _entry("packages", paragraph(named, 80, " " * 12).strip())


def _pipeline() -> list[tuple[str, bool]]:
    from kg.errors import ConfigError
    from kg.language import describe, describe_scores
    from kg.query.wrap import paragraph

    try:
        info = describe()
    except ConfigError as error:
        return [(_entry("pipeline", f"BROKEN: {error}"), False)]
    scores = paragraph(describe_scores(info) or "not measured", 80, " " * 12).strip()
    lines = (f"{info.name} {info.version}, sha256 {info.digest[:16]}", scores, str(info.path))
    return [(_entry("" if number else "pipeline", line), True) for number, line in enumerate(lines)]


def _index() -> list[tuple[str, bool]]:
    from kg.errors import ConfigError
    from kg.link import index_info

    try:
        info = index_info()
    except ConfigError as error:
        return [(_entry("index", f"BROKEN: {error}"), False)]
    about = f"{info.entities:,} entities, {info.names:,} names, as of {info.as_of}, sha256 {info.digest[:16]}"
    return [(_entry("index", about), True), (_entry("", str(info.path)), True)]


def _extras(required: Mapping[str, Iterable[Requirement]]) -> Iterator[str]:
    for extra in sorted(set(required) - {""}):
        missing = [r for r in required[extra] if not _version(r.package)]
        if missing:
            yield _entry(f"[{extra}]", f"missing {', '.join(r.package for r in missing)}")
            yield _entry("", f"pip install {' '.join(shlex.quote(r.package + r.versions) for r in missing)}")
        else:
            yield _entry(f"[{extra}]", "complete")


def _entry(head: str, text: str) -> str:
    return f"{head:<11} {text}".rstrip()
