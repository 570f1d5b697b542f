"""SPARQL over a graph, questions that are ready to ask, and answers as text."""

from __future__ import annotations

from kg.query.answers import print_answer, read_query
from kg.query.cookbook import is_name
from kg.query.sparql import Answer, run
from kg.query.stores import Opened, open_store, write_store

__all__ = ["Answer", "Opened", "is_name", "open_store", "print_answer", "read_query", "run", "write_store"]
