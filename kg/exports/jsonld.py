"""A graph as JSON-LD that people can read: short names, by ``ontology/context.jsonld``, which is inside."""

from __future__ import annotations

import json
from typing import Any

from kg.graph import Graph
from kg.knowledge.location import ontology_directory


def to_jsonld(graph: Graph) -> str:
    """One object a subject, sorted."""
    context = json.loads((ontology_directory() / "context.jsonld").read_text(encoding="utf-8"))["@context"]
    text = graph.to_rdflib().serialize(format="json-ld", context=context, auto_compact=True)
    document = json.loads(text)
    objects = document.get("graph", [])
    ordered = {"@context": context, "graph": sorted(map(_ordered, objects), key=lambda each: each["id"])}
    return json.dumps(ordered, ensure_ascii=False, indent=1) + "\n"


def _ordered(value: Any) -> Any:
    """Sets in one order: the library gives them in none."""
    if isinstance(value, dict):
        return {key: _ordered(value[key]) for key in sorted(value, key=lambda name: (name not in ("id", "type"), name))}
    if isinstance(value, list):
        return sorted(map(_ordered, value), key=lambda each: json.dumps(each, ensure_ascii=False))
    return value
