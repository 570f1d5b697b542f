"""The questions of the cookbook: how much faster pyoxigraph answers them than rdflib, on one graph in one run.

    python benchmarks/queries.py GRAPH.ttl [--triples N] [--limit SECONDS]

The graph is repeated under other IRIs until it has N triples. Each question is asked as its file stands, so that it
finds all there is. Ours is the median of three; rdflib answers once and is stopped after SECONDS, and the ratio is then
at least so much. Prints a row for each question; the last line is the smallest ratio.
"""

from __future__ import annotations

import argparse
import multiprocessing
import statistics
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import rdflib

from kg.graph import Graph
from kg.query import run
from kg.query.cookbook import load_cookbook

RUNS = 3


def repeated(graph: Graph, least: int) -> Graph:
    """Copies of a graph side by side, each with IRIs of its own, with at least so many triples."""
    triples = list(graph.triples())
    return Graph(
        (copied(triple, graph.base, number) for number in range(-(-least // len(triples))) for triple in triples),
        base=graph.base,
    )


def copied(triple: ox.Triple, base: str, number: int) -> ox.Triple:
    def other(term: object) -> object:
        if isinstance(term, ox.NamedNode) and term.value.startswith(base):
            return ox.NamedNode(f"{base}{number}/{term.value[len(base) :]}")
        return term

    return ox.Triple(other(triple.subject), triple.predicate, other(triple.object))


def ours(graph: Graph, sparql: str) -> tuple[float, int]:
    """Seconds and number of rows."""
    times, rows = [], 0
    for _ in range(RUNS):
        start = time.perf_counter()
        rows = sum(1 for _ in run(graph.store, sparql, graph.base))
        times.append(time.perf_counter() - start)
    return statistics.median(times), rows


def theirs(graph: rdflib.Graph, sparql: str, limit: float) -> float | None:
    """Seconds, or None where they passed the limit. The process is a copy of this one, so nothing is loaded again."""
    results: multiprocessing.SimpleQueue[float] = multiprocessing.SimpleQueue()

    def answer() -> None:
        start = time.perf_counter()
        for _ in graph.query(sparql):
            pass
        results.put(time.perf_counter() - start)

    process = multiprocessing.get_context("fork").Process(target=answer)
    process.start()
    process.join(limit)
    if process.is_alive():
        process.kill()
        process.join()
    return None if results.empty() else results.get()


def measured(graph: Graph, limit: float) -> Iterator[float]:
    """The ratio of each question, with a row on stdout."""
    other = graph.to_rdflib()
    print(f"{'question':18} {'rows':>7} {'ours, ms':>9} {'rdflib, ms':>11} {'ratio':>8}")
    for name, recipe in load_cookbook().items():
        mine, rows = ours(graph, recipe.sparql)
        their = theirs(other, recipe.sparql, limit)
        more, their = (">", limit) if their is None else (" ", their)
        ratio = their / mine
        print(f"{name:18} {rows:7} {1000 * mine:9.1f} {more}{1000 * their:10.0f} {more}{ratio:7.0f}", flush=True)
        yield ratio


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("graph", type=Path, metavar="GRAPH.ttl")
    parser.add_argument("--triples", type=int, default=100_000, metavar="N")
    parser.add_argument("--limit", type=float, default=20.0, metavar="SECONDS")
    options = parser.parse_args()
    sys.setrecursionlimit(10_000)
    graph = repeated(Graph.read(options.graph), options.triples)
    print(f"{len(graph)} triples")
    print(f"smallest ratio {min(measured(graph, options.limit)):.0f}")


if __name__ == "__main__":
    main()
