"""Quads → a file of the format that its suffix names: sorted, replaced at once or not at all."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox

from kg.engine import without_collector
from kg.graph.files import write_all
from kg.graph.loading import WITH_GRAPHS, format_of
from kg.graph.quads import DEFAULT, Quads
from kg.graph.turtle import PREFIXES, to_turtle


def serialise(quads: Quads, path: Path, base: str) -> str:
    """The quads as text of the format that the suffix of *path* names.

    Args:
        quads: what is written; the names of graphs are left out where the format has none.
        path: only its suffix matters.
        base: Turtle writes IRIs that begin with it relative to it.

    Raises:
        InputError: the suffix names no format.
    """
    form = format_of(path)
    with_graphs = path.suffix.lower() in WITH_GRAPHS
    if form == ox.RdfFormat.TURTLE:
        return to_turtle(quads.flat().graphs.get(DEFAULT, {}), base)
    shown = quads if with_graphs else quads.flat()
    if form in (ox.RdfFormat.N_TRIPLES, ox.RdfFormat.N_QUADS):
        return "".join(sorted(f"{line} .\n" for line in shown.lines()))
    ordered = sorted(shown.quads(), key=lambda quad: (str(quad.graph_name), str(quad)))
    data = ox.serialize(ordered if with_graphs else [q.triple for q in ordered], format=form, prefixes=PREFIXES)
    return (data or b"").decode()


@without_collector()
def save(quads: Quads, path: str | Path, base: str) -> Path:
    """Write the quads to a file, see :func:`serialise`.

    Raises:
        InputError: the suffix names no format.
        OutputError: the file cannot be written; what was there stays as it was.
    """
    path = Path(path)
    text = serialise(quads, path, base)
    return write_all(path.parent, {path.name: text})[0]
