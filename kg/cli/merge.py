"""``kg merge``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.shell import app, say

if TYPE_CHECKING:
    from kg.merging import Report

_ROWS = 20
"""So many rows of each part are shown; the JSON holds all."""


@app.command()
def merge(
    graphs: Annotated[
        list[Path],
        typer.Argument(
            metavar="GRAPH", help="RDF files: .ttl, .nt, .nq, .trig, .rdf, .owl, .xml, .jsonld, .json, .n3."
        ),
    ],
    output: Annotated[Path, typer.Option("-o", "--output", metavar="FILE", help="The merged graph; format by suffix.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only report; write nothing but the report.")] = False,
    report: Annotated[Path | None, typer.Option(metavar="FILE", help="Also write all of the report, as JSON.")] = None,
    threshold: Annotated[
        float | None,
        typer.Option(metavar="P", min=0, max=1, help="How sure it must be that namesakes are one, 0 to 1; 0.8."),
    ] = None,
    decisions: Annotated[
        Path | None, typer.Option(metavar="FILE", help="What you decided: CSV of iri,same|different,iri,who,why.")
    ] = None,
) -> None:
    """Merge graphs of any origin and format into one.

    Nodes are joined by owl:sameAs, by shared identifiers, and by name, kind and what surrounds them. The report says
    what was joined and why, what was kept apart, what is in doubt, and which values contradict each other. No triple is
    lost, and every join can be taken apart again (docs/merging.md).

    \b
    Examples:
      kg merge output/graph.ttl wikidata.nt -o merged.ttl
      kg merge monday.ttl tuesday.ttl wednesday.ttl -o week.trig --report week.json
      kg merge output/graph.ttl friends.rdf -o merged.ttl --dry-run --threshold 0.9
      kg merge output/graph.ttl friends.rdf -o merged.ttl --decisions decisions.csv
    """
    import json

    from kg.engine import without_collector
    from kg.graph import BASE
    from kg.graph.files import write_all
    from kg.graph.loading import format_of
    from kg.graph.writing import save
    from kg.identity.decisions import read_decisions
    from kg.merging import merge as merge_graphs

    format_of(output)
    decided = read_decisions(decisions, BASE) if decisions is not None else ()
    with without_collector():
        merged = merge_graphs(graphs, threshold=threshold, decisions=decided)
        account = merged.report.written_to(output, merged.quads)
        if report is not None:
            text = json.dumps(account.as_json(), ensure_ascii=False, indent=2, sort_keys=True) + "\n"
            write_all(report.parent, {report.name: text})
        if not dry_run:
            save(merged.quads, output, merged.base)
    typer.echo(_shown(account, merged.base))
    say("nothing was written" if dry_run else f"written {output}")


def _shown(report: Report, base: str) -> str:
    from kg.graph.turtle import shortened
    from kg.query.tables import as_table

    def shorten(iri: str) -> str:
        return f"<{iri[len(base) :]}>" if iri.startswith(base) else shortened(iri)

    parts = []
    for title, head, rows in report.tables(shorten):
        left = [f"… and {len(rows) - _ROWS} more: --report FILE lists all"] if len(rows) > _ROWS else []
        is_count = title == "triples"
        count = "" if is_count else f" ({len(rows)})"
        table = as_table(head, rows[:_ROWS], right=(1,) if is_count else ())
        parts.append("\n".join([f"{title}{count}", "", table, *left]))
    return "\n\n".join(parts)
