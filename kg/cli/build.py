"""``kg build``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.shell import FINDINGS, Language, app, say
from kg.errors import InputError, KabarError

if TYPE_CHECKING:
    from kg.graph import Graph

_MANY = 40
"""From so many articles on a progress bar is drawn."""


@app.command()
def build(
    paths: Annotated[
        list[Path],
        typer.Argument(metavar="PATH", help="Articles: text files, and folders (every *.txt below them)."),
    ],
    output: Annotated[Path, typer.Option("-o", "--output", metavar="DIR", help="Folder for the graph.")],
    html: Annotated[bool, typer.Option("--html/--no-html", help="Also write the interactive graph.html.")] = True,
    base: Annotated[
        str, typer.Option(metavar="IRI", help="What the IRIs of the graph begin with; ends in / or #.")
    ] = "https://w3id.org/kabar/id/",
    encoding: Annotated[str, typer.Option(metavar="NAME", help="Of the files, for example windows-1252.")] = "utf-8",
    min_confidence: Annotated[
        float, typer.Option(metavar="P", min=0, max=1, help="Leave out facts that are less sure than P, 0 to 1.")
    ] = 0.0,
    decisions: Annotated[
        Path | None,
        typer.Option(
            "--decisions", metavar="FILE", help="CSV of iri,same|different,iri,who,why that overrides joining."
        ),
    ] = None,
    authorities: Annotated[
        list[Path] | None,
        typer.Option(
            "--authority", metavar="FILE", help="Your own registry, CSV or SKOS (.ttl): its ids win. Repeatable."
        ),
    ] = None,
    jobs: Annotated[
        int, typer.Option("-j", "--jobs", metavar="N", min=0, help="Processes that read articles; 0: one a core.")
    ] = 0,
    language: Annotated[Language, typer.Option("--lang", help="Language of graph.html.")] = Language.ID,
) -> None:
    """Build the graph of articles: DIR/graph.ttl and DIR/graph.html.

    A file that cannot be used is reported and the others are still built (exit 1). If nothing can be built, nothing
    is written and what was in DIR stays as it was (exit 3).

    \b
    Examples:
      kg build seeds -o output
      kg build news/*.txt more/ -o output --no-html
      kg build old-pages -o output --encoding windows-1252
      kg build news -o output --min-confidence 0.8
      kg build news -o output --decisions decisions.csv
      kg build news -o output --authority members.csv --authority offices.ttl
      kg build news -o output --lang en
    """
    from kg.engine import available_cores
    from kg.pipeline import build as build_graph
    from kg.pipeline import check_base

    try:
        check_base(base)
        "".encode(encoding)
    except InputError as error:
        raise typer.BadParameter(str(error), param_hint="--base") from error
    except LookupError as error:
        raise typer.BadParameter(f"unknown encoding {encoding!r}", param_hint="--encoding") from error
    failed: list[KabarError] = []

    def complain(error: KabarError) -> None:
        failed.append(error)
        say(str(error))

    with _Bar() as bar:
        graph = build_graph(
            list(paths),
            base=base,
            encoding=encoding,
            min_confidence=min_confidence,
            decisions=decisions,
            authorities=authorities or (),
            jobs=jobs or available_cores(),
            on_error=complain,
            progress=bar.show,
        )
    files = graph.write(output, html=html, language=language.value)
    typer.echo(_summary(graph, files))
    if failed:
        raise typer.Exit(FINDINGS)


class _Bar:
    """A progress bar on stderr, drawn when there is much to do and somebody looks."""

    def __init__(self) -> None:
        self._is_wanted = sys.stderr.isatty()

    def __enter__(self) -> _Bar:
        return self

    def __exit__(self, *_: object) -> None:
        if self._is_wanted:
            sys.stderr.write("\r\x1b[K")

    def show(self, done: int, total: int) -> None:
        """Draw how far it is."""
        if self._is_wanted and total >= _MANY and (done == total or done % max(1, total // 200) == 0):
            filled = 40 * done // total
            sys.stderr.write(f"\r[{'#' * filled}{'.' * (40 - filled)}] {done} of {total} articles")
            sys.stderr.flush()


def _summary(graph: Graph, files: list[Path]) -> str:
    from kg.query.tables import as_table

    rows = [(name, str(count)) for name, count in graph.counts().items()]
    return "\n".join([as_table(("found", "number"), rows, right=(1,)), "", *(f"written {path}" for path in files)])
