"""Which formats there are, and writing one of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import NamedTuple

from kg.errors import InputError
from kg.exports.aleph import to_followthemoney
from kg.exports.by_article import by_article
from kg.exports.jsonld import to_jsonld
from kg.exports.networks import to_gexf, to_graphml
from kg.exports.tables import to_tables
from kg.graph import Graph
from kg.graph.files import write_all
from kg.graph.loading import WITH_GRAPHS
from kg.graph.quads import DEFAULT, Quads
from kg.graph.writing import serialise

Text = str | Mapping[str, str]


class Export(NamedTuple):
    """A format.

    Attributes:
        suffix: of a file of this format; ``""`` where it is several files in a folder.
        what: for whom it is, a few words.
        text: makes the text of the file, or of each file of the folder by its name.
    """

    suffix: str
    what: str
    text: Callable[[Graph], Text]


def _rdf(suffix: str, graph: Graph) -> str:
    """Which articles say each triple is only asked for the formats that can tell it."""
    quads = by_article(graph) if suffix in WITH_GRAPHS else _in_default_graph(graph)
    return serialise(quads, Path(f"graph{suffix}"), graph.base)


def _in_default_graph(graph: Graph) -> Quads:
    quads = Quads()
    quads.graphs[DEFAULT] = {
        subject: {predicate: list(objects) for predicate, objects in said.items()}
        for subject, said in graph.descriptions().items()
    }
    return quads


EXPORTS: Mapping[str, Export] = {
    "turtle": Export(".ttl", "Turtle, as kg build writes it", Graph.serialize),
    "ntriples": Export(".nt", "N-Triples, a line a triple", partial(_rdf, ".nt")),
    "nquads": Export(".nq", "N-Quads, a named graph an article", partial(_rdf, ".nq")),
    "trig": Export(".trig", "TriG, a named graph an article", partial(_rdf, ".trig")),
    "rdfxml": Export(".rdf", "RDF/XML", partial(_rdf, ".rdf")),
    "jsonld": Export(".jsonld", "JSON-LD with its context inside", to_jsonld),
    "graphml": Export(".graphml", "GraphML, for Gephi, yEd, Cytoscape", to_graphml),
    "gexf": Export(".gexf", "GEXF, for Gephi", to_gexf),
    "csv": Export("", "a folder with nodes.csv, edges.csv and events.csv", to_tables),
    "ftm": Export(".ftm.json", "FollowTheMoney, for Aleph and OpenSanctions", to_followthemoney),
}
"""By name."""


def export(graph: Graph, path: str | Path, form: str | None = None) -> list[Path]:
    """Write a graph in another format.

    Args:
        graph: what is written.
        path: the file; for ``csv`` the folder.
        form: a key of :data:`EXPORTS`; without one the suffix of *path* says it.

    Returns:
        The files written.

    Raises:
        InputError: there is no such format.
        OutputError: it cannot be written, or its package is missing; what was there stays as it was.
    """
    path = Path(path)
    text = EXPORTS[form or format_of(path)].text(graph)
    if isinstance(text, str):
        return write_all(path.parent, {path.name: text})
    return write_all(path, text)


def format_of(path: Path) -> str:
    """The format that the suffix of a file names.

    Raises:
        InputError: none has it.
    """
    suffixes = {export.suffix: name for name, export in EXPORTS.items() if export.suffix}
    found = [suffixes[suffix] for suffix in sorted(suffixes, key=len, reverse=True) if path.name.endswith(suffix)]
    if not found:
        advice = f"Known are {', '.join(sorted(suffixes))}; or name the format with --format."
        raise InputError("its suffix names no format", place=str(path), advice=advice)
    return found[0]
