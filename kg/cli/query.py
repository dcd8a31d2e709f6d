"""``kg query``: SPARQL over files, a store folder or an endpoint."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer


def query(
    graph: Annotated[
        list[str] | None, typer.Argument(metavar="GRAPH...", help="RDF files (also .gz), a store folder, or an endpoint's URL.")
    ] = None,
    text: Annotated[str, typer.Option("-q", "--query", help="The query itself.")] = "",
    file: Annotated[str, typer.Option("-f", "--file", help="A file that holds the query; - or nothing for stdin.")] = "-",
    format: Annotated[str, typer.Option("--format", help="table, csv, json or tsv for rows; ttl for a graph.")] = "",
    out: Annotated[str, typer.Option("-o", "--out", help="A file for the result, or -.")] = "-",
    limit: Annotated[int, typer.Option("--limit", min=0, help="End after so many rows; 0 for all.")] = 0,
    timeout: Annotated[float, typer.Option("--timeout", min=0.1, help="Seconds after which the query is ended.")] = 60.0,
) -> None:
    """Ask a graph in SPARQL 1.1. Queries read only: no updates, no SERVICE, no files from within."""
    from kg.query.formats import render
    from kg.query.graphs import ask, graph_of
    from kg.query.sandbox import Limits

    source = graph_of(graph or [])
    answer = ask(source, text or _read(file), Limits(seconds=timeout, rows=limit))
    deliver(render(answer, wanted_format(format, out), width_of(out)), out)


def wanted_format(format: str, out: str) -> str:
    """The format asked for, else the one that the output's ending names ("" for none)."""
    return format or ("" if out == "-" else Path(out).suffix)


def width_of(out: str) -> int:
    """Columns of the terminal that the result is shown on; 0 where it goes to a file or a pipe."""
    import shutil

    return shutil.get_terminal_size().columns if out == "-" and sys.stdout.isatty() else 0


def deliver(pieces: Iterable[str], out: str) -> None:
    """Write the result to stdout, or as a whole to a file: one that fails leaves what was there before."""
    from kg.rdf.output import Output

    if out == "-":
        for piece in pieces:
            typer.echo(piece.encode("utf-8"), nl=False)
        return
    with Output(out) as output:
        with output.temporary() as stream:
            for piece in pieces:
                stream.write(piece.encode("utf-8"))
        output.publish()


def _read(file: str) -> str:
    from kg.errors import InputError

    try:
        data = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        return data.decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"the query cannot be read: {error}", place=file) from error
