"""What a graph holds, in numbers."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.vocabulary import KG, NIF, ORG, RDF, SCHEMA

if TYPE_CHECKING:
    from kg.graph.graph import Graph

_KINDS = (
    ("articles", SCHEMA.NewsArticle),
    ("people", SCHEMA.Person),
    ("organisations", SCHEMA.Organization),
    ("places", SCHEMA.Place),
    ("works", SCHEMA.CreativeWork),
    ("products", SCHEMA.Product),
    ("positions", ORG.Membership),
    ("events", KG.Event),
    ("statements", KG.Statement),
    ("relations", RDF.Statement),
    ("passages", NIF.String),
)


def count_kinds(graph: Graph) -> dict[str, int]:
    """See :meth:`kg.graph.Graph.counts`."""
    counts = Counter(
        kind.value
        for described in graph.descriptions().values()
        for kind in described.get(RDF.type, ())
        if isinstance(kind, ox.NamedNode)
    )
    found = {name: counts[kind] for name, kind in _KINDS if counts[kind]}
    conflicts = sum(len(described.get(KG.conflictsWith, ())) for described in graph.descriptions().values()) // 2
    return {**found, **({"conflicts": conflicts} if conflicts else {}), "triples": len(graph)}
