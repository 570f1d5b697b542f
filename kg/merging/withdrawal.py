"""A graph, built or merged, without one of its articles."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from kg.engine import without_collector
from kg.errors import InputError
from kg.graph.graph import BASE
from kg.graph.loading import load
from kg.graph.quads import DEFAULT, Quads
from kg.graph.retraction import retract as retract_from
from kg.merging.history import is_merged, note, undo
from kg.merging.merge import merge_loaded
from kg.merging.renaming import uri_spaces


@without_collector()
def retract(path: str | Path, article: str) -> tuple[Quads, str]:
    """Take an article, and what only it says, out of a graph.

    Joins of a merged graph are taken apart before, and what is left is merged anew: a join that rested on the article
    leaves with it.

    Args:
        path: the graph.
        article: IRI, whole or relative to the base of the graph.

    Returns:
        The graph without it, and its base.

    Raises:
        InputError: the file cannot be read, or holds no such article.
    """
    loaded = load(path)
    base = loaded.base or next(iter(uri_spaces(loaded.quads)), BASE)
    was_merged = is_merged(loaded.quads)
    maybe = undo(loaded.quads) if was_merged else set()
    whole = loaded.quads.flat()
    is_flat = whole is loaded.quads
    try:
        retract_from(whole.graphs.get(DEFAULT, {}), article, base)
    except InputError as error:
        raise InputError(error.cause, place=str(path), advice=error.advice) from error
    left = whole if is_flat else _regraphed(whole, loaded.quads)
    described = left.graphs.get(DEFAULT, {})
    note(left, (), (both for both in maybe if described.keys() >= set(both)))
    return (merge_loaded([replace(loaded, quads=left)]).quads if was_merged else left), base


def _regraphed(left: Quads, before: Quads) -> Quads:
    """What is left, in the named graphs that said so; what is new, such as a count, in none."""
    quads, known = Quads(), Quads()
    for graph, subject, predicate, value in before:
        if (DEFAULT, subject, predicate, value) in left:
            quads.add(graph, subject, predicate, value)
            known.add(DEFAULT, subject, predicate, value)
    for quad in left:
        if quad not in known:
            quads.add(*quad)
    return quads
