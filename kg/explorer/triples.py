"""A graph's triples by subject and predicate, in an order that does not depend on the store."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol, runtime_checkable

import pyoxigraph as ox

_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"


@runtime_checkable
class HasTriples(Protocol):
    """A graph that yields its triples, as ``kg.graph.Graph`` does."""

    def triples(self) -> Iterator[ox.Triple]:
        """Every triple, in any order."""
        ...


Drawable = HasTriples | Iterable[ox.Quad | ox.Triple]
"""What can be drawn; a ``pyoxigraph.Store`` is quads too."""


class Triples:
    """The triples of a graph, read once; a triple that stands in several named graphs counts once.

    Args:
        graph: the graph, a store, quads or triples.
    """

    def __init__(self, graph: Drawable) -> None:
        self._links: dict[str, dict[str, set[str]]] = {}
        self._words: dict[str, dict[str, set[str]]] = {}
        self._instances: dict[str, set[str]] = {}
        for each in graph.triples() if isinstance(graph, HasTriples) else graph:
            subject, predicate, value = each.subject, each.predicate.value, each.object
            if not isinstance(subject, ox.NamedNode):
                continue
            if isinstance(value, ox.NamedNode):
                if predicate == _TYPE:
                    self._instances.setdefault(value.value, set()).add(subject.value)
                self._links.setdefault(subject.value, {}).setdefault(predicate, set()).add(value.value)
            elif isinstance(value, ox.Literal):
                self._words.setdefault(subject.value, {}).setdefault(predicate, set()).add(value.value)

    def instances(self, iri: str) -> list[str]:
        """Subjects that are stated to be of the class *iri*, sorted."""
        return sorted(self._instances.get(iri, ()))

    def links(self, subject: str, predicate: str) -> list[str]:
        """IRIs that the subject is linked to, sorted."""
        return sorted(self._links.get(subject, {}).get(predicate, ()))

    def links_of(self, subject: str) -> Iterator[tuple[str, list[str]]]:
        """Every predicate that links the subject to IRIs, with them, sorted."""
        for predicate, objects in sorted(self._links.get(subject, {}).items()):
            yield predicate, sorted(objects)

    def words(self, subject: str, predicate: str) -> list[str]:
        """Literals (their text alone), sorted."""
        return sorted(self._words.get(subject, {}).get(predicate, ()))


def local_name(iri: str) -> str:
    """What follows the last ``#`` or ``/``."""
    return iri.replace("#", "/").rpartition("/")[2]
