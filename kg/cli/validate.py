"""``kg validate FILE...``: whether graphs keep to the shapes."""

from __future__ import annotations

from typing import Annotated

import typer


def validate(
    files: Annotated[
        list[str],
        typer.Argument(help="Graphs in any format that kg writes, .gz too, taken together; - is Turtle on standard input."),
    ],
) -> None:
    """Check graphs against the shapes: a table of code, severity, node and message; exit 1 where a violation is found."""
    from kg.errors import NOT_CONFORMANT
    from kg.run.summary import counted
    from kg.validate import conforms
    from kg.validate.referee import validate_files

    findings = validate_files(files)
    if findings:
        typer.echo("code\tseverity\tnode\tmessage")
    for finding in findings:
        typer.echo(f"{finding.code}\t{finding.severity}\t{finding.node}\t{finding.message}")
    violations = sum(finding.severity == "Violation" for finding in findings)
    typer.echo(f"{counted(violations, 'violation')}, {counted(len(findings) - violations, 'warning')}", err=True)
    if not conforms(findings):
        raise typer.Exit(NOT_CONFORMANT)
