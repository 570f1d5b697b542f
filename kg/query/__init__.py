"""SPARQL over a graph, and its answers as text."""

from __future__ import annotations

from kg.query.answers import print_answer, read_query
from kg.query.sparql import Answer, run

__all__ = ["Answer", "print_answer", "read_query", "run"]
