"""What a graph holds, in numbers."""

from __future__ import annotations

from collections import Counter

import pyoxigraph as ox

from kg.graph import terms as t
from kg.graph.graph import Graph

_KINDS = (
    ("articles", t.SCHEMA_NEWS_ARTICLE),
    ("people", t.SCHEMA_PERSON),
    ("organisations", t.SCHEMA_ORGANIZATION),
    ("places", t.SCHEMA_PLACE),
    ("works", t.SCHEMA_CREATIVE_WORK),
    ("products", t.SCHEMA_PRODUCT),
    ("positions", t.ORG_MEMBERSHIP),
    ("events", t.KG_EVENT),
    ("statements", t.KG_STATEMENT),
    ("relations", t.RDF_STATEMENT),
    ("passages", t.NIF_STRING),
)


def count_kinds(graph: Graph) -> dict[str, int]:
    """How many articles, people, … the graph holds, and how many triples; kinds that it lacks are left out."""
    counts = Counter(
        triple.object.value
        for triple in graph.triples()
        if triple.predicate.value == t.RDF_TYPE and isinstance(triple.object, ox.NamedNode)
    )
    found = {name: counts[kind] for name, kind in _KINDS if counts[kind]}
    return {**found, "triples": len(graph)}
