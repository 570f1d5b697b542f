"""``kg export``."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.shell import app


class ExportFormat(StrEnum):
    """The formats of :data:`kg.exports.EXPORTS`; a test says that they are the same."""

    TURTLE = "turtle"
    NTRIPLES = "ntriples"
    NQUADS = "nquads"
    TRIG = "trig"
    RDFXML = "rdfxml"
    JSONLD = "jsonld"
    GRAPHML = "graphml"
    GEXF = "gexf"
    CSV = "csv"
    FTM = "ftm"


@app.command()
def export(
    graph: Annotated[Path, typer.Argument(metavar="GRAPH", help="A graph file.")],
    output: Annotated[Path, typer.Option("-o", "--output", metavar="FILE", help="The file, or for csv the folder.")],
    form: Annotated[
        ExportFormat | None, typer.Option("--format", help="Where the suffix of FILE does not say it.")
    ] = None,
) -> None:
    """Write a graph in the format of another program (docs/formats.md).

    \b
    Examples:
      kg export output/graph.ttl -o graph.graphml
      kg export output/graph.ttl -o graph.jsonld
      kg export output/graph.ttl -o tables --format csv
      kg export output/graph.ttl -o graph.ftm.json
    """
    from kg.exports import export as write
    from kg.graph import Graph

    for path in write(Graph.read(graph), output, form.value if form else None):
        typer.echo(f"written {path}")
