"""``kg load``: graphs into a store, one named graph for each source."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def load(
    files: Annotated[list[str], typer.Argument(metavar="FILE...", help="RDF files of any format, also .gz.")],
    to: Annotated[
        str, typer.Option("--to", help="A store's URL, or the folder of an Oxigraph store, made where there is none.")
    ],
    query_url: Annotated[
        str, typer.Option("--query-url", help="The query address, where --to is the graph store address of a store not known.")
    ] = "",
    credentials: Annotated[
        Path | None, typer.Option("--credentials", help="A file with user and password; else KG_STORE_USER, KG_STORE_PASSWORD.")
    ] = None,
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="No progress and no summary.")] = False,
) -> None:
    """Load RDF into a store. Loading again replaces each source's graph; the same files change nothing."""
    import sys

    from tqdm import tqdm

    from kg.store.credentials import find_credentials
    from kg.store.load import load as run
    from kg.store.load import open_target

    target = open_target(to, find_credentials(credentials), query_url)
    with tqdm(unit=" graphs", disable=quiet or not sys.stderr.isatty(), leave=False) as bar:

        def advance(done: int, total: int) -> None:
            bar.total = total
            bar.update(done - bar.n)

        done = run(files, target, advance)
    if not quiet:
        alike = f"; {done.unchanged} of them held the same already" if done.unchanged else ""
        typer.echo(f"kg: {done.graphs} graphs with {done.triples} triples{alike}", err=True)
