"""A graph's triples by subject and predicate, in an order that does not depend on the store."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol, runtime_checkable

import pyoxigraph as ox

from kg.graph.described import Described
from kg.graph.turtle import Descriptions, by_subject

_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"


@runtime_checkable
class HasDescriptions(Protocol):
    """A graph that has its triples by subject and predicate, as ``kg.graph.Graph`` does."""

    def descriptions(self) -> Descriptions:
        """Subject → predicate → objects, in any order."""
        ...


Drawable = HasDescriptions | Iterable[ox.Quad | ox.Triple]
"""What can be drawn; a ``pyoxigraph.Store`` is quads too."""


def descriptions_of(graph: Drawable) -> Descriptions:
    """What a graph says of each subject."""
    if isinstance(graph, HasDescriptions):
        return graph.descriptions()
    return by_subject({(each.subject, each.predicate, each.object): each for each in graph}.values())


class Triples(Described):
    """The triples of a graph; a triple that stands in several named graphs counts once.

    Args:
        graph: the graph, a store, quads or triples.
    """

    def __init__(self, graph: Drawable) -> None:
        super().__init__(descriptions_of(graph))
        self._instances: dict[str, set[str]] = {}
        for subject, described in self.subjects.items():
            if _TYPE in described and not subject.startswith(("_:", "<<")):
                for iri in self.links(subject, _TYPE):
                    self._instances.setdefault(iri, set()).add(subject)

    def instances(self, *classes: str) -> list[str]:
        """What has an IRI and is stated to be of one of the classes, sorted."""
        return sorted(set().union(*(self._instances.get(iri, ()) for iri in classes)))

    def classes(self) -> list[str]:
        """Classes that something is stated to be of, sorted."""
        return sorted(self._instances)

    def links_of(self, subject: str) -> Iterator[tuple[str, list[str]]]:
        """Every predicate that links the subject to IRIs, with them, sorted."""
        for predicate in sorted(self.subjects.get(subject, ())):
            if iris := self.links(subject, predicate):
                yield predicate, iris

    def all_words(self, subject: str) -> Iterator[tuple[str, list[str]]]:
        """Every predicate that gives the subject literals, with their texts, sorted."""
        for predicate in sorted(self.subjects.get(subject, ())):
            if words := self.words(subject, predicate):
                yield predicate, words

    def words_in(self, subject: str, predicate: str, language: str) -> str:
        """The first literal in that language, or one in none, in English, in any; ``""`` without one."""
        order = {language: 0, "": 1, "en": 2}
        values = self.subjects.get(subject, {}).get(predicate, ())
        literals = [value for value in values if isinstance(value, ox.Literal)]
        ranked = ((order.get((value.language or "").split("-")[0], 3), value.value) for value in literals)
        return min(ranked, default=(0, ""))[1]

    def nodes(self) -> Iterator[str]:
        """Everything that has an IRI and of which something is said, in no promised order."""
        return (subject for subject in self.subjects if not subject.startswith(("_:", "<<")))

    def words(self, subject: str, predicate: str) -> list[str]:
        """The texts of literals, each once, sorted."""
        texts = self.texts(subject, predicate)
        return texts if len(texts) < 2 else sorted(set(texts))
