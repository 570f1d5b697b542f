"""``kg store``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.shell import app, say


@app.command()
def store(
    graphs: Annotated[list[Path], typer.Argument(metavar="GRAPH", help="Graph files (.ttl, .nt, .nq, .trig …).")],
    output: Annotated[Path, typer.Option("-o", "--output", metavar="DIR", help="Folder of the store.")],
) -> None:
    """Put graphs into a store on disk, which opens at once however large it is.

    `kg query DIR …` gives the same answers as the file. A store that is already in DIR is replaced.

    \b
    Examples:
      kg store output/graph.ttl -o output/store
      kg query output/store who-said --person "Dmitry Peskov"
    """
    from kg.query.stores import write_store

    size = write_store(graphs, output)
    say(f"{size} triples in {output}")
