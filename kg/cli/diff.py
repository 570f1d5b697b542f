"""``kg diff``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.shell import FINDINGS, Form, app, say

if TYPE_CHECKING:
    from kg.graph.differences import Difference

_SHOWN = 6
"""So many predicates of a change are named."""


@app.command()
def diff(
    first: Annotated[Path, typer.Argument(metavar="A", help="A graph, in any format of RDF.")],
    second: Annotated[Path, typer.Argument(metavar="B", help="Another.")],
    form: Annotated[Form, typer.Option("--format", help="json gives every value.")] = Form.TABLE,
) -> None:
    """Show what B says that A does not, and the reverse, by article.

    Events, statements, positions, relations, people, places … that were added, are gone, or changed. Exit 0: the graphs
    say the same; exit 1: they do not.

    \b
    Examples:
      kg diff monday.ttl tuesday.ttl
      kg diff output/graph.ttl merged.nq --format json
    """
    import json

    from kg.graph import Graph
    from kg.graph.differences import differences

    found = differences(Graph.read(first), Graph.read(second))
    if form is Form.JSON:
        typer.echo(json.dumps([each.as_json() for each in found], ensure_ascii=False, indent=2))
    elif found:
        typer.echo(_shown(found))
    if found:
        raise typer.Exit(FINDINGS)
    say("the graphs say the same")


def _shown(found: list[Difference]) -> str:
    from itertools import groupby

    from kg.query.tables import as_table

    parts = []
    for article, rows in groupby(found, key=lambda each: each.article):
        table = [
            (each.change, each.kind, each.label, ", ".join(sorted({p for p, _ in (*each.gone, *each.added)})[:_SHOWN]))
            for each in rows
            if each.kind not in ("passage", "join", "value")
        ]
        if table:
            title = article or "of no article"
            parts.append(f"{title}\n\n{as_table(('change', 'kind', 'what', 'values'), table)}")
    changes = {
        change: len({each.iri for each in found if each.change == change}) for change in ("added", "gone", "changed")
    }
    return "\n\n".join([*parts, ", ".join(f"{count} {change}" for change, count in changes.items())])
