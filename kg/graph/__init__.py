"""Corpus → triples → files."""

from __future__ import annotations

from kg.graph.builder import build_graph
from kg.graph.graph import BASE, Graph

__all__ = ["BASE", "Graph", "build_graph"]
