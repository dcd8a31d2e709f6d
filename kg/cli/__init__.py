"""The command line: one thin module per command, and the one place where errors become exit codes.

Nothing heavy is imported here, so that ``kg --help`` answers at once; each command imports what it needs when it runs.
"""

from __future__ import annotations

import logging
import sys
from typing import Annotated

import typer

from kg import __version__
from kg.cli.ask import ask
from kg.cli.build import build
from kg.cli.doctor import doctor
from kg.cli.explain import explain
from kg.cli.kb import kb
from kg.cli.load import load
from kg.cli.query import query
from kg.cli.text import text
from kg.cli.validate import validate
from kg.errors import INTERRUPTED, NewskgError

app = typer.Typer(
    name="kg",
    help="From news articles to a knowledge graph you can query.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for command in (build, text, validate, query, load, explain, doctor):
    app.command()(command)
app.command(context_settings={"ignore_unknown_options": True})(ask)  # a question's parameters are options of its own
app.add_typer(kb, name="kb")


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"kg {__version__}")
        raise typer.Exit


@app.callback()
def _main(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")] = False,
    debug: Annotated[bool, typer.Option("--debug", help="Log every step and show tracebacks.")] = False,
    verbose: Annotated[bool, typer.Option("-v", "--verbose", help="Log what is noteworthy.")] = False,
) -> None:
    level = logging.DEBUG if debug else logging.INFO if verbose else logging.WARNING
    logging.basicConfig(level=level, stream=sys.stderr, format="kg: %(message)s")
    if not (debug or verbose):  # tells of each retry in terms of its own classes; the error in the end says enough
        logging.getLogger("urllib3").setLevel(logging.ERROR)


def main() -> None:
    """Run a command and leave with its exit code (the table in ``kg.errors``)."""
    try:
        app()
    except NewskgError as error:
        if "--debug" in sys.argv:
            raise
        typer.echo(f"kg: {error}", err=True)
        sys.exit(error.code)
    except KeyboardInterrupt:
        typer.echo("kg: interrupted; the same command goes on where it stopped", err=True)
        sys.exit(INTERRUPTED)
    except BrokenPipeError:  # the reader of a pipe has enough
        sys.stderr.close()
        sys.exit(0)
