"""``kg explain``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.shell import Form, app


@app.command()
def explain(
    graph: Annotated[Path, typer.Argument(metavar="GRAPH", help="A graph that kg built.")],
    iri: Annotated[str, typer.Argument(metavar="IRI", help="Whole, or relative to the graph: person/vladimir-putin.")],
    form: Annotated[Form, typer.Option("--format", help="json gives every word.")] = Form.TABLE,
) -> None:
    """Where an event or entity comes from: which words of which articles, and why they are one.

    For what several articles report, each article is shown with the rule that joined it to the others and how sure
    that is (docs/identity.md). A wrong join is undone with kg build --decisions.

    \b
    Examples:
      kg explain output/graph.ttl person/vladimir-putin
      kg explain output/graph.ttl event/visit/2023-10/sergei-lavrov-d7513403 --format json
    """
    from kg.graph import Graph
    from kg.query import explain as explained
    from kg.query import print_explanation

    asked = Graph.read(graph)
    typer.echo(print_explanation(explained(asked, iri), form.value, asked.base), nl=False)
