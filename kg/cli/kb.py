"""``kg kb``: the index of actors and places: what is in it, compiling it, bringing it up to date."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.errors import ConfigError

kb = typer.Typer(help="The index of actors and places that links names to Wikidata.", no_args_is_help=True)

Index_ = Annotated[Path | None, typer.Option("--kb", help="An index file; without it the one that ships.")]
Out = Annotated[Path, typer.Argument(help="The index file to write.")]
Contact = Annotated[str, typer.Option("--contact", help="Your own e-mail address or page: Wikidata asks for it.")]


@kb.command()
def info(index: Index_ = None) -> None:
    """What the index holds, of when it is, and its digest."""
    from kg.link import index_info

    facts = index_info(index)
    for name in ("path", "entities", "names", "terms", "as_of", "digest"):
        typer.echo(f"{name}\t{getattr(facts, name)}")


@kb.command()
def show(name: Annotated[str, typer.Argument(help="A name, or an id such as Q90.")], index: Index_ = None) -> None:
    """Who or what bears a name, with offices; the best known first."""
    from kg.link import open_index
    from kg.link.names import normalise

    opened = open_index(index)
    by_id = opened.get(name)
    for found in (by_id,) if by_id else opened.named(normalise(name)):
        facts = (found.id, found.label, found.type, found.country, found.match, f"prior {found.prior}", found.as_of)
        typer.echo("\t".join(facts))
        for term in opened.terms(found.id):
            typer.echo(f"\t{term.position}\t{term.country}\t{term.start or ''}\t{term.end if term.end > 0 else ''}")


@kb.command(name="compile")
def compile_(
    sources: Annotated[Path, typer.Argument(help="The folder of sources.", exists=True, file_okay=False)], out: Out
) -> None:
    """Compile an index from a folder of sources and the tables that ship."""
    from kg.link.compile import compile_index

    typer.echo(f"{compile_index(sources, out)} entities")


@kb.command()
def update(
    out: Out,
    since: Annotated[str, typer.Option(help="Offices that began on this day or later.")] = "2023-01-01",
    country: Annotated[list[str] | None, typer.Option(help="ISO codes; without it every country.")] = None,
    contact: Contact = "",
    index: Index_ = None,
    config: Annotated[Path | None, typer.Option("--config", "-c", help="A kg.toml with settings.")] = None,
) -> None:
    """Ask Wikidata's query service for offices that began lately, and write an index that knows them."""
    from kg.config import load_config
    from kg.link.index import SHIPPED
    from kg.link.update import update_index
    from kg.link.wikidata import open_client

    settings = load_config(config)
    client = open_client(contact or settings.contact, settings.cache)
    typer.echo(f"{update_index(index or settings.kb or SHIPPED, out, client, since, country or ())} offices")


@kb.command()
def build(
    out: Out,
    from_dump: Annotated[Path | None, typer.Option("--from-dump", help="Wikidata's JSON dump (.json, .gz, .bz2).")] = None,
) -> None:
    """Build an index from a dump of all of Wikidata, streaming; the tables that ship are merged in."""
    from kg.link.dump import build_from_dump

    if from_dump is None:
        raise ConfigError("no dump is named", remedy="name one: --from-dump latest-all.json.bz2")
    typer.echo(f"{build_from_dump(from_dump, out)} entities")
