"""``kg build``: articles in, a validated graph out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from kg.run.summary import Summary


def build(
    inputs: Annotated[
        list[str] | None,
        typer.Argument(metavar="INPUT...", help="Files (.txt .html .jsonl .warc, also .gz), folders, addresses, or -."),
    ] = None,
    out: Annotated[str, typer.Option("-o", "--out", help="The graph: .ttl .trig .nt .nq .jsonld .rdf, also .gz; or -.")] = "-",
    format: Annotated[str, typer.Option("--format", help="Its format by name, MIME type or extension.")] = "",
    example: Annotated[bool, typer.Option("--example", help="Build the packaged example articles.")] = False,
    jobs: Annotated[int, typer.Option("-j", "--jobs", min=0, help="Worker processes; 0 for all cores.")] = 1,
    config: Annotated[Path | None, typer.Option("-c", "--config", help="Settings; kg.toml of this folder if there.")] = None,
    pipeline: Annotated[str, typer.Option("--pipeline", help="A spaCy pipeline by name or path.")] = "",
    online: Annotated[bool, typer.Option("--online", help="Ask Wikidata for what the index does not know.")] = False,
    owl_sameas: Annotated[
        float | None, typer.Option("--owl-sameas", min=0, max=1, help="Write owl:sameAs at this confidence or above.")
    ] = None,
    limit: Annotated[int, typer.Option("--limit", min=0, help="Read so many articles at most; 0 for all.")] = 0,
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="No progress and no summary.")] = False,
) -> None:
    """Read articles and write what they tell as RDF; the same command goes on where an interrupted one stopped."""
    from kg.cli.progress import Progress
    from kg.config import load_config
    from kg.errors import ConfigError
    from kg.intake.example import example_files
    from kg.intake.expect import expected
    from kg.pipeline import build as run

    settings = load_config(config)
    changes = {"pipeline": pipeline or settings.pipeline, "online": online or settings.online}
    if owl_sameas is not None:
        changes["owl_sameas"] = owl_sameas  # type: ignore[assignment]
    settings = settings.model_copy(update=changes)
    paths = [*(inputs or []), *(example_files() if example else [])]
    if not paths:
        raise ConfigError("no input", remedy="name files, folders or -, or try: kg build --example -o example.ttl")
    total = expected(paths)
    with Progress(min(total, limit) if total and limit else total, quiet) as progress:
        summary = run(paths, out, format=format, config=settings, jobs=jobs, limit=limit, progress=progress.advance)
    if not quiet:
        _show(summary)
    raise typer.Exit(summary.exit_code)


def _show(summary: Summary) -> None:
    for line in summary.lines():
        typer.echo(line, err=True)
