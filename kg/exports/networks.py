"""A graph for Gephi and its like: GraphML and GEXF, from the rows of nodes and edges."""

from __future__ import annotations

import re
from io import BytesIO

import networkx

from kg.graph import Graph
from kg.graph.rows import EdgeRow, NodeRow

_CLOCK = re.compile(r' lastmodifieddate="[^"]*"')
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""Characters that XML has no way to hold."""
_ENDS = ("id", "source", "target")
_NAMES = {"type": "class", "begin": "first_day", "end": "last_day"}
"""``type`` and ``end`` mean something else to GEXF: how an edge is drawn, and until when it exists."""


def to_graphml(graph: Graph) -> str:
    """The graph as GraphML: a node for each entity, event and statement, an edge for each link between two."""
    file = BytesIO()
    networkx.write_graphml_xml(network_of_rows(graph), file, encoding="utf-8", prettyprint=True)
    return file.getvalue().decode()


def to_gexf(graph: Graph) -> str:
    """The graph as GEXF 1.2, without the day on which it is written."""
    file = BytesIO()
    networkx.write_gexf(network_of_rows(graph), file, encoding="utf-8", prettyprint=True)
    return _CLOCK.sub("", file.getvalue().decode())


def network_of_rows(graph: Graph) -> networkx.MultiDiGraph[str]:
    """The rows of nodes and edges as a network; every attribute is text or a number."""
    network: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    for node in graph.nodes():
        network.add_node(node.id, **_attributes(node))
    for number, edge in enumerate(graph.edges()):
        network.add_edge(edge.source, edge.target, key=number, **_attributes(edge))
    return network


def _attributes(row: NodeRow | EdgeRow) -> dict[str, str | int | float]:
    values = {
        _NAMES.get(name, name): _FORBIDDEN.sub(" ", value) if isinstance(value, str) else value
        for name, value in row._asdict().items()
        if name not in _ENDS
    }
    return {**values, "label": values["label"] or values["class"]}
