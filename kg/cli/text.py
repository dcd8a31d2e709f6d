"""``kg text``: the text to which all offsets of an article refer."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.errors import InputError

if TYPE_CHECKING:
    from kg.config import Limits
    from kg.model import Record


def text(
    file: Annotated[str, typer.Argument(help="A file of articles, an address, or - for standard input.")],
    id: Annotated[str, typer.Option("--id", help="Which article, where the file holds several.")] = "",
    config: Annotated[Path | None, typer.Option("--config", "-c", help="A kg.toml with settings.")] = None,
) -> None:
    """Print exactly the text that offsets in the graph refer to.

    For plain text that is the input itself, decoded and with line ends \\n; for a page its extracted article."""
    from kg.config import load_config
    from kg.intake import article_text

    limits = load_config(config).limits
    typer.echo(article_text(_chosen(file, id, limits), limits=limits), nl=False)


def _chosen(file: str, wanted: str, limits: Limits) -> Record:
    """The one record that is meant; raises InputError where none or several could be."""
    from kg.intake import records
    from kg.model import Reject

    first: Record | None = None
    for found in records([file], limits=limits):
        if isinstance(found, Reject):
            if found.id == wanted or (not wanted and found.origin.line is None):
                raise InputError(found.reason, place=f"{file} ({found.code})")
        elif wanted and found.id == wanted:
            return found
        elif not wanted:
            if first:
                raise InputError("holds several articles", place=file, remedy="choose one with --id")
            first = found
    if first is None:
        raise InputError(f"holds no article {wanted!r}" if wanted else "holds no article", place=file)
    return first
