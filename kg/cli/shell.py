"""What every command shares: the application, exit codes, messages.

Nothing else of this package may be imported when this module is: ``kg --help`` would wait for it.
"""

from __future__ import annotations

import gc
import sys
from enum import StrEnum
from typing import Annotated, NoReturn

import typer

from kg import __version__
from kg.errors import KabarError

FINDINGS, CANNOT_GO_ON = 1, 3


class Language(StrEnum):
    """Of the page's interface."""

    ID = "id"
    EN = "en"


class Form(StrEnum):
    """How a result is printed."""

    TABLE = "table"
    JSON = "json"


app = typer.Typer(
    name="kg",
    help="Indonesian news articles in, a knowledge graph out: every fact points at the characters that say it.",
    epilog="Exit codes: 0 fine, 1 findings or some input failed, 2 wrong command line, 3 cannot go on.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


def main() -> None:
    """Run the command; errors that users can mend are one line on stderr."""
    try:
        app(prog_name="kg")
    except KabarError as error:
        _stop(str(error))
    finally:
        gc.freeze()  # else Python looks for cycles once more before it ends: 20 ms for nothing


def say(message: str) -> None:
    """Print a message on stderr."""
    typer.echo(f"kg: {message}", err=True)


def _stop(message: str) -> NoReturn:
    for line in message.splitlines():  # a table that is wrong in several rows has a line for each
        say(line)
    sys.exit(CANNOT_GO_ON)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"kabar {__version__}")
        raise typer.Exit


@app.callback()
def _kg(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    pass
