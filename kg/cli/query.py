"""``kg query``."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.shell import app


class Format(StrEnum):
    """How the answer to a query is printed."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    TTL = "ttl"


@app.command()
def query(
    graph: Annotated[Path, typer.Argument(metavar="GRAPH", help="A Turtle file.")],
    sparql: Annotated[str | None, typer.Argument(metavar="SPARQL", help="The query itself.")] = None,
    file: Annotated[
        Path | None, typer.Option("-f", "--file", metavar="FILE", help="Read the query from a file.")
    ] = None,
    form: Annotated[Format, typer.Option("--format", help="ttl is for CONSTRUCT and DESCRIBE.")] = Format.TABLE,
) -> None:
    """Ask a graph with SPARQL.

    The prefixes kg, schema, sem, org, prov, nif, itsrdf, skos, owl, wd, dcterms, void, rdf, rdfs and xsd need no
    declaration; relative IRIs (<person/vladimir-putin>) are those of the graph.

    \b
    Examples:
      kg query output/graph.ttl 'SELECT ?who ?title { ?p org:member/rdfs:label ?who ; kg:title ?title }'
      kg query output/graph.ttl 'SELECT ?label { ?e a kg:Meeting ; rdfs:label ?label }' --format csv
      kg query output/graph.ttl -f question.rq --format json
      kg query output/graph.ttl 'DESCRIBE <person/vladimir-putin>' --format ttl
    """
    from kg.graph import Graph
    from kg.query import print_answer, read_query

    if (sparql is None) == (file is None):
        raise typer.BadParameter("give the query, or a file that holds it with -f", param_hint="SPARQL")
    text = read_query(file) if file is not None else sparql or ""
    asked = Graph.read(graph)
    typer.echo(print_answer(asked.query(text), form.value, asked.base), nl=False)
