"""``kg ask``: the named questions, with their parameters as options.

kg ask                                                   lists the questions
kg ask timeline graph.ttl --actor "United Nations" --from 2026-01-01
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from kg.query.answer import Answer
    from kg.query.graphs import Graph
    from kg.query.named import Question


def ask(
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="[NAME GRAPH... [--PARAMETER VALUE]...]", help="A question, the graph, and its parameters."),
    ] = None,
    format: Annotated[str, typer.Option("--format", help="table, csv, json or tsv.")] = "",
    out: Annotated[str, typer.Option("-o", "--out", help="A file for the result, or -.")] = "-",
    limit: Annotated[int, typer.Option("--limit", min=0, help="Show so many rows; 0 for all.")] = 0,
    timeout: Annotated[float, typer.Option("--timeout", min=0.1, help="Seconds after which the question is given up.")] = 60.0,
) -> None:
    """Ask a named question; without a name, list them with their parameters."""
    from kg.cli.query import deliver, wanted_format, width_of
    from kg.query.formats import render
    from kg.query.graphs import ask_named, graph_of
    from kg.query.named import question, questions
    from kg.query.sandbox import Limits

    places, given = split_words(words or [])
    if not places:
        typer.echo("\n".join(_described(q) for q in questions()), nl=False)
        return
    asked, graph = question(places[0]), graph_of(places[1:])
    answer = ask_named(graph, asked.name, given, Limits(seconds=timeout))
    answer = _noted(_first(answer, limit), graph, asked, given)
    deliver(render(answer, wanted_format(format, out), width_of(out)), out)


def split_words(words: list[str]) -> tuple[list[str], dict[str, str]]:
    """The question with its graph, and the parameters: ``--name value`` or ``--name=value``.

    Raises ConfigError for a parameter without a value or given twice.

    >>> split_words(["timeline", "g.ttl", "--actor", "Ana Vélez", "--from=2026-01-01"])
    (['timeline', 'g.ttl'], {'actor': 'Ana Vélez', 'from': '2026-01-01'})
    """
    from kg.errors import ConfigError

    places: list[str] = []
    given: dict[str, str] = {}
    rest = iter(words)
    for word in rest:
        if not word.startswith("--"):
            places.append(word)
            continue
        name, equals, value = word[2:].partition("=")
        found = value if equals else next(rest, None)
        if found is None or name in given:
            raise ConfigError(f"--{name} {'has no value' if found is None else 'is given twice'}")
        given[name] = found
    return places, given


def _described(asked: Question) -> str:
    from kg.query.wrap import paragraph

    lines = [asked.name, paragraph(asked.title, 80, "    ")]
    for p in asked.parameters:
        lines.append(paragraph(f"--{p.name} ({p.kind}{', required' if p.required else ''}): {p.text}", 80, "      "))
    return "\n".join([*lines, f"    {asked.example}", ""])


def _first(answer: Answer, limit: int) -> Answer:
    from dataclasses import replace
    from itertools import islice

    return replace(answer, rows=islice(answer.rows, limit)) if limit else answer


def _noted(answer: Answer, graph: Graph, asked: Question, given: dict[str, str]) -> Answer:
    """The same answer; where it is empty because no node has the name asked for, a note on stderr says so."""
    from dataclasses import replace

    from kg.query.nodes import unknown_names

    rows = list(answer.rows)
    if not rows:
        names = [given[p.name] for p in asked.parameters if p.kind == "node" and p.name in given]
        for note in unknown_names(graph, names):
            typer.echo(f"kg: {note}", err=True)
    return replace(answer, rows=iter(rows))
