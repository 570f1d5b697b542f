"""SPARQL over a graph, questions that are ready to ask, where a node comes from, and answers as text."""

from __future__ import annotations

from kg.query.answers import print_answer, read_query
from kg.query.cookbook import is_name
from kg.query.explanation import Explanation, explain, print_explanation
from kg.query.sparql import Answer, run
from kg.query.stores import Opened, open_store, write_store

__all__ = [
    "Answer",
    "Explanation",
    "Opened",
    "explain",
    "is_name",
    "open_store",
    "print_answer",
    "print_explanation",
    "read_query",
    "run",
    "write_store",
]
