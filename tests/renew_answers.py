"""Writes what the committed graph answers to every question of the cookbook: tests/answers/*.csv."""

from __future__ import annotations

import tomllib
from pathlib import Path

from kg.graph import Graph
from kg.query import print_answer
from kg.query.cookbook import load_cookbook

TESTS = Path(__file__).parent
ANSWERS = TESTS / "answers"


def parameters() -> dict[str, dict[str, str]]:
    """Of each question that is asked with some."""
    return tomllib.loads((ANSWERS / "questions.toml").read_text(encoding="utf-8"))


def answer(graph: Graph, question: str) -> str:
    """As CSV."""
    return print_answer(graph.ask(question, **parameters().get(question, {})), "csv", graph.base)


if __name__ == "__main__":
    seeds = Graph.read(TESTS.parent / "output" / "graph.ttl")
    for name in load_cookbook():
        (ANSWERS / f"{name}.csv").write_text(answer(seeds, name), encoding="utf-8")
