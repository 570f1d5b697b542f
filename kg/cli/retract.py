"""``kg retract``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.shell import app, say


@app.command()
def retract(
    graph: Annotated[Path, typer.Argument(metavar="GRAPH", help="A graph that kg built or merged.")],
    article: Annotated[
        str, typer.Option(metavar="IRI", help="Whole, or relative to the graph: article/detikcom-6942037.")
    ],
    output: Annotated[Path, typer.Option("-o", "--output", metavar="FILE", help="The graph without it.")],
) -> None:
    """Withdraw an article: what leaves is what only that article said.

    Facts of several articles stay with the words of the others; participants, days and names that only this article
    gave leave (docs/merging.md).

    \b
    Examples:
      kg retract output/graph.ttl --article article/detikcom-962225dc19b3 -o without.ttl
      kg retract merged.trig --article https://w3id.org/kabar/id/article/detikcom-962225dc19b3 -o merged.trig
    """
    from kg.graph.loading import format_of
    from kg.graph.writing import save
    from kg.merging import retract as retract_from

    format_of(output)
    quads, base = retract_from(graph, article)
    save(quads, output, base)
    say(f"written {output}")
