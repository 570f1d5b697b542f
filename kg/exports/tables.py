"""A graph as CSV (RFC 4180): one file each of nodes, edges and events."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from io import StringIO

from kg.graph import Graph
from kg.graph.rows import EdgeRow, EventRow, NodeRow

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet would run when a cell begins with it."""


def to_tables(graph: Graph) -> Mapping[str, str]:
    """The texts of ``nodes.csv``, ``edges.csv`` and ``events.csv``; docs/formats.md names the columns."""
    return {
        "nodes.csv": _table(NodeRow._fields, graph.nodes()),
        "edges.csv": _table(EdgeRow._fields, graph.edges()),
        "events.csv": _table(EventRow._fields, graph.events()),
    }


def _table(head: Sequence[str], rows: Sequence[NodeRow] | Sequence[EdgeRow] | Sequence[EventRow]) -> str:
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow(head)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return text.getvalue()


def _cell(value: str | int | float) -> str | int | float:
    """Words of an article never run in a spreadsheet: OWASP, "CSV Injection"."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
