"""``kg push``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.shell import app, say


@app.command()
def push(
    graph: Annotated[Path, typer.Argument(metavar="GRAPH", help="A graph file, or a store that `kg store` made.")],
    to: Annotated[str, typer.Option("--to", metavar="URL", help="Of the store's Graph Store Protocol.")],
    name: Annotated[
        str | None, typer.Option("--graph", metavar="IRI", help="The graph there that takes all triples.")
    ] = None,
    user: Annotated[str | None, typer.Option(metavar="NAME", help="The password is taken from KABAR_PASSWORD.")] = None,
    replace: Annotated[bool, typer.Option("--replace", help="What the graph holds there goes first.")] = False,
    batch: Annotated[int, typer.Option(metavar="N", min=1, help="Triples that are sent at a time.")] = 10_000,
    seconds: Annotated[float, typer.Option(metavar="N", min=0.1, help="A batch may take.")] = 120.0,
) -> None:
    """Send a graph to a store: Virtuoso, Fuseki, GraphDB and others.

    In batches; when it breaks off, the same command goes on where it stopped (GRAPH.push remembers). Sending what is
    there already changes nothing.

    \b
    Examples:
      kg push output/graph.ttl --to http://localhost:3030/news/data
      kg push output/graph.ttl --to http://localhost:7200/repositories/news/rdf-graphs/service --replace
      kg push output/graph.ttl --to http://localhost:8890/sparql-graph-crud-auth --user dba --graph http://a.example/news
    """
    from kg.server.pushing import Target, password_of
    from kg.server.pushing import push as push_graph

    target = Target(to, name, user, password_of(user), batch, seconds, replace)
    sent = push_graph(graph, target, _draw if sys.stderr.isatty() else lambda done, total: None)
    before = f", {sent.skipped} of them before" if sent.skipped else ""
    say(f"{sent.triples} triples in {sent.batches} batch{'es' if sent.batches != 1 else ''}{before}: {to}")


def _draw(done: int, total: int) -> None:
    sys.stderr.write(f"\r{done} of {total} batches" + ("\n" if done == total else ""))
    sys.stderr.flush()
