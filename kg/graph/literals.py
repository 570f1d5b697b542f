"""Values as literals of RDF."""

from __future__ import annotations

import pyoxigraph as ox

from kg.vocabulary import XSD

_INTEGER = ox.NamedNode(XSD.integer)


def integer(value: int) -> ox.Literal:
    """A whole number."""
    return ox.Literal(str(value), datatype=_INTEGER)
