"""Runs SPARQL over the store of a graph."""

from __future__ import annotations

import re

import pyoxigraph as ox

from kg.errors import QueryError
from kg.graph.turtle import PREFIXES

Answer = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples

_NOT_KEYWORDS = re.compile(
    r"\"\"\".*?\"\"\"|'''.*?'''|\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|<[^<>\s]*>|#[^\n]*", re.DOTALL
)
"""Strings, IRIs and comments."""
_AT = re.compile(r"error at ([0-9]+):([0-9]+): (.*)", re.DOTALL)
_LONG = 80
"""Longer lists of what the parser expected help nobody."""
_SERVICE = re.compile(r"(?<![?$:\w-])SERVICE(?![:\w-])", re.IGNORECASE)


def run(store: ox.Store, sparql: str, base: str) -> Answer:
    """Run a query; the prefixes of our Turtle need no declaration. Named graphs are asked together.

    Args:
        store: what is asked.
        sparql: SELECT, ASK, CONSTRUCT or DESCRIBE.
        base: relative IRIs (``<person/vladimir-putin>``) are resolved against it.

    Raises:
        QueryError: it cannot be parsed or run, or asks another service.
    """
    if _SERVICE.search(_NOT_KEYWORDS.sub(" ", sparql)):
        raise QueryError("SERVICE asks another server", place="query", advice="kabar works offline; leave it out.")
    try:
        has_graphs = next(store.named_graphs(), None) is not None
        return store.query(sparql, prefixes=PREFIXES, base_iri=base, use_default_graph_as_union=has_graphs)
    except SyntaxError as error:
        raise _not_sparql(str(error)) from error
    except (OSError, RuntimeError, ValueError) as error:
        raise QueryError(str(error), place="query") from error


def _not_sparql(message: str) -> QueryError:
    """The line and column, and what was expected there where that is short enough to help."""
    match = _AT.fullmatch(message)
    if not match:
        return QueryError(f"not SPARQL: {' '.join(message.split())}", place="query")
    cause = "not SPARQL"
    if "Prefix not found" in match[3]:
        cause = "a prefix that is not declared"
    elif len(match[3]) <= _LONG:
        cause = f"not SPARQL: {' '.join(match[3].split())}"
    return QueryError(cause, place=f"query, line {match[1]}, column {match[2]}")
