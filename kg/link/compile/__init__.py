"""Compiling the embedded index: sources of facts are read, merged and written.

>>> compile_index(Path("../shared/kb/sources"), Path("kb.sqlite"))                 # doctest: +SKIP
"""

from __future__ import annotations

import tarfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.errors import InputError
from kg.link.compile import kgtk, own, places, politicians, small, territories
from kg.link.compile.facts import Fact, SourceFacts
from kg.link.compile.merge import merge
from kg.link.compile.write import write

__all__ = ["compile_index", "merge", "sources_in"]


def sources_in(folder: Path) -> list[SourceFacts]:
    """Every source below a folder laid out as ``../shared/kb/sources``, and the tables of this package.

    A source that is not there is left out; the day it speaks of is stated here. Raises InputError when none is there."""
    countries = folder / "rigour-territories/resources/territories"
    politicians_ = folder / "every-politician-scrapers.tar.xz"
    readers: list[tuple[Path, str, Iterable[Fact]]] = [
        (countries, "2026-07", territories.read(countries)),
        (folder / "kgtk-arnold", "2021", kgtk.read(folder / "kgtk-arnold/datasets/arnold")),
        (folder / "natural-earth.tar.xz", "2017", _places(folder / "natural-earth.tar.xz")),
        (politicians_, "2023-01", _politicians(politicians_, countries)),
        (folder / "congress-legislators", "2026-06", small.congress(folder / "congress-legislators")),
        (folder / "leaders-2026", "2026-01-01", small.leaders(folder / "leaders-2026")),
        (folder / "opensanctions-igo", "2026-08", small.bodies(folder / "opensanctions-igo")),
        (folder / "news-agencies", "2026", small.agencies(folder / "news-agencies")),
        (folder / "wiki-media-cred", "2025-02", small.newspapers(folder / "wiki-media-cred/data")),
    ]
    found = [SourceFacts(path.name.split(".")[0], as_of, facts) for path, as_of, facts in readers if path.exists()]
    if not found:
        raise InputError("none of the known sources is here", place=str(folder))
    return [*found, *(SourceFacts(f"newskg-{name}", "2026-01", own.read(name)) for name in own.TABLES)]


def _places(archive: Path) -> Iterator[Fact]:
    with tarfile.open(archive) as opened:
        yield from places.read(opened)


def _politicians(archive: Path, countries: Path) -> Iterator[Fact]:
    with tarfile.open(archive) as opened:
        yield from politicians.read(opened, territories.codes(countries))


def compile_index(folder: Path, out: Path) -> int:
    """Compiles the sources in ``folder`` to the file ``out`` and returns the number of entities.

    Raises InputError when the folder holds no source, OSError when the file cannot be written."""
    sources = sources_in(folder)
    rows = merge(sources)
    write(rows, [(source.name, source.as_of) for source in sources], out)
    return len(rows)
