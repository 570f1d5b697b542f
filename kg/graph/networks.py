"""A graph for networkx."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import networkx
import pyoxigraph as ox

from kg.graph.turtle import iri_of, shortened
from kg.vocabulary import RDF, RDFS

if TYPE_CHECKING:
    from kg.graph.graph import Graph


def to_networkx(graph: Graph) -> networkx.MultiDiGraph[Any]:
    """See :meth:`kg.graph.Graph.to_networkx`."""
    network: networkx.MultiDiGraph[Any] = networkx.MultiDiGraph()
    attributes: dict[str, dict[str, list[str]]] = {}
    edges = []
    for triple in graph.triples():
        subject, predicate, value = iri_of(triple.subject), triple.predicate.value, triple.object
        described = attributes.setdefault(subject, {})
        if isinstance(value, ox.Literal):
            name = "label" if predicate == RDFS.label else shortened(predicate)
            described.setdefault(name, []).append(value.value)
        elif predicate == RDF.type:
            described.setdefault("type", []).append(shortened(iri_of(value)))
        else:
            edges.append((subject, iri_of(value), shortened(predicate)))
    for node in sorted(attributes):
        found = {name: sorted(values) for name, values in sorted(attributes[node].items())}
        network.add_node(node, **{name: values[0] if len(values) == 1 else values for name, values in found.items()})
    for subject, target, name in sorted(edges):
        network.add_edge(subject, target, key=name, predicate=name)
    return network
