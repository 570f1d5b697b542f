"""``kg serve``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.shell import Language, app, say


@app.command()
def serve(
    graph: Annotated[Path, typer.Argument(metavar="GRAPH", help="A graph file, or a store that `kg store` made.")],
    host: Annotated[str, typer.Option(metavar="ADDRESS", help="0.0.0.0: every machine may ask.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(metavar="N", min=0, max=65535, help="0: any that is free.")] = 8080,
    seconds: Annotated[float, typer.Option(metavar="N", min=0.1, help="What a query may take.")] = 30.0,
    memory: Annotated[int, typer.Option(metavar="MB", min=16, help="What a query may need.")] = 1024,
    rows: Annotated[int, typer.Option(metavar="N", min=1, help="What an answer may hold.")] = 100_000,
    workers: Annotated[int, typer.Option(metavar="N", min=0, max=64, help="Queries at a time; 0: one a core.")] = 0,
    language: Annotated[Language, typer.Option("--lang", help="Language of the pages.")] = Language.ID,
    cors: Annotated[bool, typer.Option("--cors/--no-cors", help="Pages of other sites may read the answers.")] = True,
) -> None:
    """Serve a graph: SPARQL endpoint, query page, picture, a page for each thing.

    Read-only. /sparql is the endpoint, / a page to ask on, /explorer the picture, /id/… what the graph's IRIs lead to.
    Needs two more packages: pip install 'kabar[serve]'.

    \b
    Examples:
      kg serve output/graph.ttl
      kg serve output/store --port 9000 --seconds 10 --lang en
    """
    from kg.server.limits import Limits
    from kg.server.running import Settings
    from kg.server.running import serve as serve_graph

    limits = Limits(seconds=seconds, megabytes=memory, rows=rows)
    settings = Settings(host, port, workers, limits, language.value, cors)
    serve_graph(graph, settings, lambda address: say(f"{graph} at {address} (Ctrl-C ends it)"))
