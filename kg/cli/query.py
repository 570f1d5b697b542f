"""``kg query``."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.shell import app, say

if TYPE_CHECKING:
    from kg.query import Opened
    from kg.query.cookbook import Recipe


class Format(StrEnum):
    """How the answer to a query is printed."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    TTL = "ttl"


@app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True})
def query(
    context: typer.Context,
    graph: Annotated[
        Path | None, typer.Argument(metavar="GRAPH", help="A graph file, or a store that `kg store` made.")
    ] = None,
    sparql: Annotated[
        str | None, typer.Argument(metavar="[SPARQL|QUESTION]", help="A query, or the name of a question.")
    ] = None,
    file: Annotated[
        Path | None, typer.Option("-f", "--file", metavar="FILE", help="Read the query from a file.")
    ] = None,
    form: Annotated[Format, typer.Option("--format", help="ttl is for CONSTRUCT and DESCRIBE.")] = Format.TABLE,
    listed: Annotated[
        bool, typer.Option("--list", help="Show the questions of the cookbook and their parameters.")
    ] = False,
) -> None:
    """Ask a graph, with SPARQL or with a question of the cookbook.

    The prefixes kg, schema, sem, org, prov, nif, itsrdf, skos, owl, wd, dcterms, void, rdf, rdfs and xsd need no
    declaration; relative IRIs (<person/vladimir-putin>) are those of the graph. A question takes its own parameters.

    \b
    Examples:
      kg query --list
      kg query output/graph.ttl who-met-whom --person "Vladimir Putin" --since 2023-09-01
      kg query output/graph.ttl 'SELECT ?label { ?e a kg:Meeting ; rdfs:label ?label }' --format csv
      kg query output/graph.ttl -f question.rq --format json
      kg query output/graph.ttl 'DESCRIBE <person/vladimir-putin>' --format ttl
    """
    if listed:
        from kg.query.cookbook import load_cookbook

        typer.echo("\n\n".join(_shown(recipe) for recipe in load_cookbook().values()))
        return
    if graph is None:
        raise typer.BadParameter("give a graph, or --list", param_hint="GRAPH")
    if (sparql is None) == (file is None):
        raise typer.BadParameter("give a query, the name of a question, or a file with -f", param_hint="SPARQL")
    from kg.query import is_name, open_store, print_answer, read_query, run

    if context.args and (sparql is None or not is_name(sparql)):
        raise typer.BadParameter(f"only questions of the cookbook take {context.args[0]}")
    values = _pairs(context.args)
    asked = open_store(graph)
    if sparql is not None and is_name(sparql):
        _ask_cookbook(sparql, values, asked, form)
        return
    text = read_query(file) if file is not None else sparql or ""
    typer.echo(print_answer(run(asked.store, text, asked.base), form.value, asked.base), nl=False)


def _ask_cookbook(question: str, values: dict[str, str], asked: Opened, form: Format) -> None:
    """Print the answer to a question; where it is empty, also which names and IRIs the graph does not have."""
    from kg.query import print_answer, run
    from kg.query.answers import is_empty
    from kg.query.cookbook import find_recipe, find_strangers

    recipe = find_recipe(question)
    answer = run(asked.store, recipe.ask(values, asked.base), asked.base)
    printed = print_answer(answer, form.value, asked.base)
    typer.echo(printed, nl=False)
    if is_empty(printed, form.value):
        for stranger in find_strangers(recipe, values, asked):
            say(stranger)


def _pairs(arguments: list[str]) -> dict[str, str]:
    """``--person X --since=Y`` as a mapping."""
    rest = [part for a in arguments for part in (a.split("=", 1) if a.startswith("--") and "=" in a else [a])]
    names, values = rest[::2], rest[1::2]
    if len(names) != len(values) or not all(name.startswith("--") for name in names):
        raise typer.BadParameter(f"{' '.join(arguments)!r} is not --NAME VALUE …", param_hint="parameters")
    return {name.removeprefix("--"): value for name, value in zip(names, values, strict=True)}


def _shown(recipe: Recipe) -> str:
    lines = [recipe.name, f"  {recipe.question} / {recipe.question_id}"]
    lines += [f"  --{p.name} {p.kind}: {p.meaning}, e.g. {p.example}" for p in recipe.parameters]
    return "\n".join(lines)
