"""``kg validate``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.shell import FINDINGS, app, say


@app.command()
def validate(
    graph: Annotated[Path, typer.Argument(metavar="GRAPH", help="A graph file.")],
    shapes: Annotated[
        bool, typer.Option("--shapes/--no-shapes", help="Check the SHACL shapes (needs pyshacl).")
    ] = True,
) -> None:
    """Check a graph: passages, vocabulary, shapes.

    Prints one line for each finding: its code, what it is about and what is wrong (docs/graph.md). Exit 0: none;
    exit 1: some. The shapes need one more package: pip install 'kabar[validate]'.

    \b
    Examples:
      kg validate output/graph.ttl
      kg validate output/graph.ttl --no-shapes
    """
    from kg.graph.validation import validate as check

    findings = check(graph, shapes=shapes)
    for finding in findings:
        typer.echo(str(finding))
    if findings:
        say(f"{len(findings)} finding{'s' if len(findings) > 1 else ''}")
        raise typer.Exit(FINDINGS)
    say("the graph keeps its contract")
