"""``kg explain``: everything a graph knows of one node."""

from __future__ import annotations

from typing import Annotated

import typer


def explain(
    node: Annotated[
        str, typer.Argument(metavar="IRI-OR-NAME", help="An IRI, a name (any case), a Wikidata id, an article's id.")
    ],
    graph: Annotated[list[str], typer.Argument(metavar="GRAPH...", help="RDF files, a store folder, or an endpoint's URL.")],
    limit: Annotated[int, typer.Option("--limit", min=0, help="Show so many reports and events; 0 for all.")] = 50,
) -> None:
    """Show a node's values, passages, sources, link evidence and merge reasons."""
    from kg.errors import QueryError
    from kg.query.explain import gather
    from kg.query.graphs import graph_of
    from kg.query.nodes import find_nodes, unknown_names
    from kg.query.portrait import portrait

    source = graph_of(graph)
    found = find_nodes(source, node)
    if not found:
        raise QueryError("; ".join(unknown_names(source, [node])))
    typer.echo("\n".join(portrait(gather(source, iri), limit) for iri in found), nl=False)
