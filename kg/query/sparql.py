"""Runs SPARQL over the store of a graph."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

import pyoxigraph as ox

from kg.errors import QueryError
from kg.graph.turtle import PREFIXES

Answer = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples

_NOT_KEYWORDS = re.compile(
    r"""
    \\.                                                                   # of a name: ex:a\#b holds no comment
    | \"{3}.*?\"{3} | '{3}.*?'{3} | "(?:[^"\\\n]|\\.)*" | '(?:[^'\\\n]|\\.)*'   # strings
    | <[^<>"{}|^`\\\x00-\x20]*>                                            # IRIs: exact, or ?a<?b could hide a keyword
    | \#[^\n]*                                                            # comments
    """,
    re.DOTALL | re.VERBOSE,
)
"""What holds no keyword."""
_AT = re.compile(r"error at ([0-9]+):([0-9]+): (.*)", re.DOTALL)
_LONG = 80
"""Longer lists of what the parser expected help nobody."""
_PREFIXED = re.compile(r"([A-Za-z][\w.-]*:)[^\s:]*\s*$")
_SERVICE = re.compile(r"(?<![?$:\w-])SERVICE(?![:\w-])", re.IGNORECASE)
_FROM = re.compile(r"(?<![?$:\w-])FROM(?![:\w-])", re.IGNORECASE)
_UPDATE = re.compile(
    r"\s*(?:(?:PREFIX\s+[^\s:]*:|BASE)\s*)*(?:INSERT|DELETE|LOAD|CLEAR|DROP|CREATE|ADD|MOVE|COPY|WITH)\b", re.IGNORECASE
)
"""What begins an update, after declarations without their IRIs."""


class Dataset(NamedTuple):
    """The graphs that a query asks, as the SPARQL protocol names them: instead of what its FROM says.

    Attributes:
        default: IRIs of the graphs that are asked together as the default graph.
        named: IRIs of those that GRAPH finds.
    """

    default: Sequence[str]
    named: Sequence[str]


def run(store: ox.Store, sparql: str, base: str, dataset: Dataset | None = None) -> Answer:
    """Run a query; the prefixes of our Turtle need no declaration.

    Named graphs are asked together, unless the query says FROM.

    Args:
        store: what is asked.
        sparql: SELECT, ASK, CONSTRUCT or DESCRIBE.
        base: relative IRIs (``<person/vladimir-putin>``) are resolved against it.
        dataset: the graphs to ask, if not all.

    Raises:
        QueryError: it cannot be parsed or run, updates something or asks another service.
    """
    keywords = _NOT_KEYWORDS.sub(" ", sparql)
    if _SERVICE.search(keywords):
        raise QueryError("SERVICE asks another server", place="query", advice="kabar works offline; leave it out.")
    graphs: dict[str, Any] = {"use_default_graph_as_union": not _FROM.search(keywords) and _has_graphs(store)}
    if dataset is not None:
        graphs = {"default_graph": _nodes(dataset.default), "named_graphs": _nodes(dataset.named)}
    try:
        return store.query(sparql, prefixes=PREFIXES, base_iri=base, **graphs)
    except SyntaxError as error:
        if _UPDATE.match(keywords):
            raise QueryError("updates are refused, the graph is read-only", place="query") from error
        raise _not_sparql(str(error), sparql) from error
    except (OSError, RuntimeError, ValueError) as error:
        raise QueryError(str(error), place="query") from error


def _has_graphs(store: ox.Store) -> bool:
    return next(store.named_graphs(), None) is not None


def _nodes(iris: Sequence[str]) -> list[ox.NamedNode]:
    try:
        return [ox.NamedNode(iri) for iri in iris]
    except ValueError as error:
        raise QueryError(f"the name of a graph is no IRI ({error})", place="query") from error


def _not_sparql(message: str, sparql: str) -> QueryError:
    """The line and column, and what was expected there where that is short enough to help."""
    match = _AT.fullmatch(message)
    if not match:
        return QueryError(f"not SPARQL: {' '.join(message.split())}", place="query")
    if "Prefix not found" in match[3]:
        return _undeclared(int(match[1]), int(match[2]), sparql)
    cause = f"not SPARQL: {' '.join(match[3].split())}" if len(match[3]) <= _LONG else "not SPARQL"
    return QueryError(cause, place=f"query, line {match[1]}, column {match[2]}")


def _undeclared(line: int, column: int, sparql: str) -> QueryError:
    """Which prefix is not declared, as far as what stands before the place tells."""
    before = (sparql.split("\n")[line - 1 : line] or [""])[0][: column - 1]
    name = _PREFIXED.search(before)
    cause = f"the prefix {name[1]} is not declared" if name else "a prefix that is not declared"
    advice = f"Begin with PREFIX {name[1]} <…>." if name else ""
    return QueryError(cause, place=f"query, line {line}, column {column}", advice=advice)
