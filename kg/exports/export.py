"""Which formats there are, and writing one of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

from kg.errors import InputError
from kg.exports.aleph import to_followthemoney
from kg.exports.jsonld import to_jsonld
from kg.exports.networks import to_gexf, to_graphml
from kg.exports.tables import to_tables
from kg.graph import Graph
from kg.graph.files import write_all


class Export(NamedTuple):
    """A format.

    Attributes:
        suffix: of a file of this format; ``""`` where it is several files in a folder.
        what: for whom it is, a few words.
        text: makes the text of the file, or of each file by its name.
    """

    suffix: str
    what: str
    text: Callable[[Graph], str | Mapping[str, str]]


EXPORTS = {
    "jsonld": Export(".jsonld", "JSON-LD with its context inside", to_jsonld),
    "graphml": Export(".graphml", "GraphML, for Gephi, yEd, Cytoscape", to_graphml),
    "gexf": Export(".gexf", "GEXF, for Gephi", to_gexf),
    "csv": Export("", "a folder with nodes.csv, edges.csv and events.csv", to_tables),
    "ftm": Export(".ftm.json", "FollowTheMoney, for Aleph and OpenSanctions", to_followthemoney),
}
