"""Readings with few words, and a small world of sources to compile."""

from __future__ import annotations

import gzip
import io
import json
import tarfile
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from kg.link import Index, Linker, open_index
from kg.model import Entity, EntityKind, Link, Mention, Origin, Passage, Reading, Role, Source, Telling


@cache
def shipped() -> Index:
    """The index that ships, opened once."""
    return open_index()


def entity(key: str, kind: EntityKind, *names: str, titles: tuple[str, ...] = (), of: tuple[str, ...] = ()) -> Entity:
    """A named entity; the first name is its fullest."""
    mentions = tuple(Mention(Passage(10 * n, 10 * n + len(name), name), "name") for n, name in enumerate(names))
    return Entity(key, names[0], kind, True, names, mentions, titles, of)


def telling(*roles: tuple[Role, str], place: str = "") -> Telling:
    """A statement in which entities play roles."""
    words = Passage(0, 4, "said")
    return Telling("Statement", words, words, "occurred", roles, place=place)


def reading(*entities: Entity, day: str = "2026-01-09", tellings: Iterable[Telling] = ()) -> Reading:
    """A reading of a day."""
    source = Source("s", "s", Origin("s.txt"), "0", published=day, published_basis="given")
    return Reading(source, entities, tuple(tellings))


def links(read: Reading, index: Index | None = None) -> dict[str, Link]:
    """The decisions by key."""
    return {e.key: e.link for e in Linker(index or shipped()).link(read).entities if e.link is not None}


def target(*entities: Entity, day: str = "2026-01-09", tellings: Iterable[Telling] = ()) -> str:
    """What the first of some entities is linked to."""
    return links(reading(*entities, day=day, tellings=tellings))[entities[0].key].target


def claim(value: Any, rank: str = "normal", **qualifiers: Any) -> dict[str, Any]:
    """A statement as Wikidata's JSON has it; dates are "+2024-05-01T00:00:00Z"."""
    return {"mainsnak": _snak(value), "rank": rank, "qualifiers": {p: [_snak(v)] for p, v in qualifiers.items()}}


def _snak(value: Any) -> dict[str, Any]:
    if value is None:
        return {"snaktype": "somevalue"}
    if str(value).startswith("+"):
        return {"datavalue": {"value": {"time": value, "precision": 11}}}
    if isinstance(value, str) and value[:1] == "Q":
        return {"datavalue": {"value": {"id": value}}}
    return {"datavalue": {"value": value}}


def item(
    id_: str, label: str, *classes: str, aliases: tuple[str, ...] = (), links: int = 20, lang: str = "en", **claims: Any
) -> Any:
    """An item as Wikidata's API and dump give it."""
    every = {"P31": [claim(c) for c in classes], **{p: v if isinstance(v, list) else [claim(v)] for p, v in claims.items()}}
    return {
        "type": "item", "id": id_, "labels": {lang: {"language": lang, "value": label}}, "modified": "2026-01-02T00:00:00Z",
        "aliases": {lang: [{"language": lang, "value": a} for a in aliases]}, "claims": every,
        "sitelinks": {f"w{n}": {} for n in range(links)},
    }  # fmt: skip


def sources(folder: Path) -> Path:
    """A small world: two countries, a capital, three people, one of whom KGTK knows as a painter."""
    territories = folder / "rigour-territories/resources/territories"
    territories.mkdir(parents=True)
    for code, name, qid in (("co", "Colombia", "Q739"), ("es", "Spain", "Q29")):
        text = f"name: {name}\nfull_name: {name}\nqid: {qid}\nis_country: true\nnames_strong: []\nnames_weak: []\n"
        (territories / f"{code}.yml").write_text(text, "utf-8")
    _politicians(folder / "every-politician-scrapers.tar.xz")
    _kgtk(folder / "kgtk-arnold/datasets/arnold")
    return folder


def _politicians(path: Path) -> None:
    head = "position,person,personID,start,end\n"
    files = {
        "x/spain/meta.json": json.dumps({"jurisdiction": {"name": "Spain", "id": "Q29"}}),
        "x/spain/html/holders21.csv": head + "Prime Minister of Spain,Ana Belmonte,Q901,2018-06-02,\n"
        "Minister of Defence,Ana Belmonte,Q901,2011,2016\n",
        "x/spain/html/current.csv": head + "Prime Minister,Ana Belmonte,Q901,2018-06-02,\n",
        "x/spain/html/legislators.csv": head + "member of parliament,Old Timer,Q902,1950-01-01,1954\nMP,Broken,,2001,\n",
        "x/spain/html/bio.csv": "id,name,gender,dob,dobp,dod,dodp,image,enwiki\nQ901,Ana Belmonte,f,1970-02-03,11,,,,\n",
    }
    with tarfile.open(path, "w:xz") as archive:
        for name, text in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(text.encode())
            archive.addfile(info, io.BytesIO(text.encode()))


def _kgtk(folder: Path) -> None:
    folder.mkdir(parents=True)
    tables = {
        "labels.en.tsv.gz": "Q903\tlabel\t'Rosa Galdós'@en\tx\nQ904\tlabel\t'Café de Flores'@en\tx\n"
        "Q905\tlabel\t'Luis Prado'@en\tx\n"
        "Q29\tlabel\t'Kingdom of Spain'@en\tx\n",
        "aliases.en.tsv.gz": "Q903\talias\t'R. Galdós'@en\tx\nQ904\talias\t'CF'@en\tx\n",
        "descriptions.en.tsv.gz": "Q903\tdescription\t'Spanish painter (1960–2001)'@en\tx\n"
        "Q905\tdescription\t'mayor in Spain (1998–2005)'@en\tx\n",
        "derived.P279.tsv.gz": "i\tQ8\tP279\tQ515\ni\tQ515\tP279\tQ486972\n",
        "derived.P31.tsv.gz": "i\tQ903\tP31\tQ5\ni\tQ905\tP31\tQ5\ni\tQ904\tP31\tQ8\ni\tQ29\tP31\tQ3624078\n",
        "metadata.pagerank.undirected.tsv.gz": "Q29\tPundirected_pagerank\t0.0129\tr\nr\tP1545\t1\ts\n"
        "Q903\tPundirected_pagerank\t0.00013\tr\nQ905\tPundirected_pagerank\t0.00012\tr\nQ904\tPundirected_pagerank\t0.000003\tr\n",
    }
    for name, text in tables.items():
        with gzip.open(folder / name, "wt", encoding="utf-8") as handle:
            handle.write("node1\tlabel\tnode2\tid\n" + text)
