"""The command ``kg``: reads the command line, calls one public function, prints, sets the exit code.

Results go to stdout, messages to stderr. Exit codes: 0 fine, 1 there were findings or some input failed, 2 the command
line is wrong, 3 it cannot go on.
"""

from __future__ import annotations

import gc
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from kg import __version__
from kg.errors import InputError, KabarError

if TYPE_CHECKING:
    from kg.graph import Graph

# Nothing else of this package may be imported here: `kg --help` would wait for it.

FINDINGS, CANNOT_GO_ON = 1, 3
_MANY = 40
"""From so many articles on a progress bar is drawn."""

app = typer.Typer(
    name="kg",
    help="Indonesian news articles in, a knowledge graph out: every fact points at the characters that say it.",
    epilog="Exit codes: 0 fine, 1 findings or some input failed, 2 wrong command line, 3 cannot go on.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


class Format(StrEnum):
    """How the answer to a query is printed."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    TTL = "ttl"


def main() -> None:
    """Run the command; errors that users can mend are one line on stderr."""
    try:
        app(prog_name="kg")
    except KabarError as error:
        _stop(str(error))
    finally:
        gc.freeze()  # else Python looks for cycles once more before it ends: 20 ms for nothing


def _say(message: str) -> None:
    typer.echo(f"kg: {message}", err=True)


def _stop(message: str) -> NoReturn:
    _say(message)
    sys.exit(CANNOT_GO_ON)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"kabar {__version__}")
        raise typer.Exit


@app.callback()
def _kg(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    pass


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
    jobs: Annotated[
        int, typer.Option("-j", "--jobs", metavar="N", min=0, help="Processes that read articles; 0: one a core.")
    ] = 0,
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
        _say(str(error))

    with _Bar() as bar:
        graph = build_graph(
            list(paths),
            base=base,
            encoding=encoding,
            min_confidence=min_confidence,
            jobs=jobs or available_cores(),
            on_error=complain,
            progress=bar.show,
        )
    files = graph.write(output, html=html)
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


@app.command()
def validate(
    graph: Annotated[Path, typer.Argument(metavar="GRAPH", help="A Turtle file.")],
    shapes: Annotated[
        bool, typer.Option("--shapes/--no-shapes", help="Check the SHACL shapes (needs pyshacl).")
    ] = True,
) -> None:
    """Check a graph: passages, vocabulary, shapes.

    Prints one line for each finding: its code, what it is about and what is wrong (docs/graph.md). Exit 0: none;
    exit 1: some. The shapes need one more package: pip install 'kabar[validate]'.

    \b
    Examples:
      kg validate output/graph.ttl
      kg validate output/graph.ttl --no-shapes
    """
    from kg.graph.validation import validate as check

    findings = check(graph, shapes=shapes)
    for finding in findings:
        typer.echo(str(finding))
    if findings:
        _say(f"{len(findings)} finding{'s' if len(findings) > 1 else ''}")
        raise typer.Exit(FINDINGS)
    _say("the graph keeps its contract")
