"""``kg view``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.shell import Language, app

if TYPE_CHECKING:
    from kg.graph import Graph


@app.command()
def view(
    graph: Annotated[Path, typer.Argument(metavar="GRAPH", help="RDF of any format, or a store of `kg store`.")],
    output: Annotated[Path, typer.Option("-o", "--output", metavar="FILE", help="The page.")] = Path("view.html"),
    focus: Annotated[
        str | None, typer.Option(metavar="NAME", help="Only what is round this node; its name or IRI.")
    ] = None,
    depth: Annotated[
        int | None, typer.Option(metavar="N", min=0, help="Steps round the focus (1) or what the query found (0).")
    ] = None,
    types: Annotated[
        list[str] | None, typer.Option("--type", metavar="TYPE", help="A class, group or kind; may be repeated.")
    ] = None,
    since: Annotated[str | None, typer.Option(metavar="DAY", help="2023, 2023-09 or 2023-09-13.")] = None,
    until: Annotated[str | None, typer.Option(metavar="DAY", help="The last day, month or year.")] = None,
    query: Annotated[
        Path | None, typer.Option(metavar="FILE", help="SELECT: the IRIs in its rows; CONSTRUCT: its triples.")
    ] = None,
    language: Annotated[Language, typer.Option("--lang", help="Language of the page.")] = Language.ID,
) -> None:
    """Draw any graph, a part of it, or what a query finds, as one page for the browser.

    Writes the page and prints its path. Graphs by others are drawn too: nodes by their labels and classes.

    \b
    Examples:
      kg view output/graph.ttl
      kg view output/graph.ttl --focus "Kim Jong-un" --depth 2 -o kim.html
      kg view output/graph.ttl --type Meeting --type Visit --since 2023-09 --until 2023-10
      kg view output/graph.ttl --query question.rq --lang en
      kg view friends.rdf
    """
    from kg.explorer.viewing import view as draw
    from kg.graph.files import write_all
    from kg.query import read_query, run

    drawn = _opened(graph)
    answer = None if query is None else run(drawn.store, read_query(query), drawn.base)
    page = draw(
        drawn,
        title=" · ".join(filter(None, (graph.stem, query.stem if query else None, focus))),
        answer=answer,
        focus=focus,
        depth=depth,
        types=types or (),
        since=since,
        until=until,
        language=language.value,
    )
    (written,) = write_all(output.parent, {output.name: page})
    typer.echo(str(written))


def _opened(path: Path) -> Graph:
    from kg.graph import BASE, Graph
    from kg.graph.loading import load
    from kg.query import open_store

    if path.is_dir():
        store, base = open_store(path)
        return Graph((quad.triple for quad in store), base=base)
    loaded = load(path)
    return Graph((quad.triple for quad in loaded.quads.quads()), base=loaded.base or BASE)
