"""The answer to a query as text."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox

from kg.errors import InputError, QueryError
from kg.graph.turtle import by_subject, shortened, to_turtle
from kg.query.sparql import Answer
from kg.query.tables import as_table

_LONGEST = 100
"""So many characters of a literal are shown in a table; the other forms give all of it."""


def read_query(path: Path) -> str:
    """The query that a file holds.

    Raises:
        InputError: it cannot be read, or is not UTF-8.
    """
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise InputError(
            f"is not UTF-8: byte 0x{error.object[error.start]:02X} at offset {error.start}", place=str(path)
        ) from error
    except OSError as error:
        raise InputError((error.strerror or "cannot be read").lower(), place=str(path)) from error


def print_answer(answer: Answer, form: str, base: str) -> str:
    """An answer as text that ends in a line break.

    Args:
        answer: of :func:`kg.query.run`.
        form: ``table``, ``csv`` or ``json`` for SELECT and ASK; ``table`` or ``ttl`` for CONSTRUCT and DESCRIBE.
        base: IRIs that begin with it are shown without it in tables and Turtle.

    Raises:
        QueryError: this kind of answer has no such form.
    """
    if isinstance(answer, ox.QueryTriples):
        if form not in ("table", "ttl"):
            raise QueryError(f"triples cannot be printed as {form}", advice="Use --format ttl.")
        return to_turtle(by_subject(answer), base)
    if form == "ttl":
        raise QueryError("only CONSTRUCT and DESCRIBE give triples", advice="Use --format table, csv or json.")
    if form == "table":
        return _table(answer, base)
    if isinstance(answer, ox.QueryBoolean) and form == "csv":
        return f"{str(bool(answer)).lower()}\n"
    formats = {"csv": ox.QueryResultsFormat.CSV, "json": ox.QueryResultsFormat.JSON}
    serialised = answer.serialize(format=formats[form]) or b""
    return serialised.decode().replace("\r\n", "\n").rstrip("\n") + "\n"


def is_empty(printed: str, form: str) -> bool:
    """Whether the answer to a SELECT, as :func:`print_answer` gives it, has no rows."""
    if form == "table":
        return printed.endswith("(0 rows)\n")
    return '"bindings":[]' in printed if form == "json" else printed.count("\n") == 1


def _table(answer: ox.QuerySolutions | ox.QueryBoolean, base: str) -> str:
    if isinstance(answer, ox.QueryBoolean):
        return "yes\n" if answer else "no\n"
    head = [variable.value for variable in answer.variables]
    rows = [[_shown(solution[name], base) for name in head] for solution in answer]
    count = f"({len(rows)} row{'' if len(rows) == 1 else 's'})"
    return f"{as_table(head, rows)}\n{count}\n" if head else f"{count}\n"


def _shown(term: object, base: str) -> str:
    if isinstance(term, ox.Literal):
        return term.value if len(term.value) <= _LONGEST else term.value[: _LONGEST - 1] + "…"
    if isinstance(term, ox.NamedNode):
        return f"<{term.value[len(base) :]}>" if term.value.startswith(base) else shortened(term.value)
    return "" if term is None else str(term)
