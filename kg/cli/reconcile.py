"""``kg reconcile``."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.shell import app, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.reconciliation import Candidate


class Listing(StrEnum):
    """How candidates are listed."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


@app.command()
def reconcile(
    graph: Annotated[Path, typer.Argument(metavar="GRAPH", help="A graph that kg built.")],
    service: Annotated[
        str, typer.Option("--service", metavar="URL", help="Address of the service; nothing else is asked.")
    ],
    output: Annotated[Path | None, typer.Option("-o", "--output", metavar="FILE", help="Write the list there.")] = None,
    form: Annotated[
        Listing, typer.Option("--format", help="csv is the one to review and to give back.")
    ] = Listing.TABLE,
    types: Annotated[
        list[str] | None,
        typer.Option("--type", metavar="OURS=THEIRS", help="Only entities of this type: Person=Q5. Repeatable."),
    ] = None,
    limit: Annotated[int, typer.Option(metavar="N", min=1, help="So many candidates an entity.")] = 3,
    batch: Annotated[int, typer.Option(metavar="N", min=1, help="So many entities in one request.")] = 10,
    timeout: Annotated[float, typer.Option(metavar="SECONDS", min=0.1, help="That one request may take.")] = 20.0,
) -> None:
    """Candidates for the entities without a link, from a service that speaks the W3C's Reconciliation API.

    That is the API of OpenRefine. Review the CSV: delete the rows that are wrong, and give it to kg build --authority.
    Two rows that are left for one name contradict each other, and the build says so.

    \b
    Examples:
      kg reconcile output/graph.ttl --service http://localhost:8000/reconcile
      kg reconcile output/graph.ttl --service http://localhost:8000/reconcile --format csv -o candidates.csv
      kg reconcile output/graph.ttl --service https://wikidata.reconci.link/en/api --type Person=Q5 --limit 1
    """
    from kg.errors import InputError
    from kg.graph import Graph
    from kg.graph.files import write_all
    from kg.model import EntityType
    from kg.reconciliation import Service
    from kg.reconciliation import reconcile as ask

    asked = dict(kind.partition("=")[::2] for kind in types or ())
    if wrong := next((kind for kind in asked if kind not in tuple(EntityType)), None):
        names = ", ".join(EntityType)
        raise typer.BadParameter(f"{wrong!r} is no type; types are {names}", param_hint="--type")
    try:
        asking = Service(service, timeout)
    except InputError as error:
        raise typer.BadParameter(str(error), param_hint="--service") from error
    candidates = ask(Graph.read(graph), asking, types=asked or None, limit=limit, batch=batch)
    text = _listed(candidates, form)
    if output is None:
        typer.echo(text, nl=False)
        return
    for path in write_all(output.parent, {output.name: text}):
        say(f"{len(candidates)} candidates written to {path}")


def _listed(candidates: Sequence[Candidate], form: Listing) -> str:
    from kg.reconciliation import as_registry

    if form is Listing.CSV:
        return as_registry(candidates)
    if form is Listing.JSON:
        import json

        rows = [
            {**each._asdict(), "found": {name: getattr(each.found, name) for name in each.found.__slots__}}
            for each in candidates
        ]
        return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"
    from kg.query.tables import as_table

    head = ("entity", "candidate", "called", "score", "match")
    lines = [
        (f"{each.name} ({each.type})", each.iri, each.found.name, f"{each.found.score:g}", "yes" * each.found.is_match)
        for each in candidates
    ]
    return as_table(head, lines, right=(3,)) + f"\n({len(lines)} candidates)\n"
