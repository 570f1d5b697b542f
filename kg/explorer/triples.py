"""A graph's triples by subject and predicate, in an order that does not depend on the store."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import Protocol, runtime_checkable

import pyoxigraph as ox

from kg.graph.turtle import Descriptions, Term, by_subject

_NOTHING: Mapping[str, Sequence[Term]] = {}
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
    return graph.descriptions() if isinstance(graph, HasDescriptions) else by_subject(graph)


class Triples:
    """The triples of a graph; a triple that stands in several named graphs counts once.

    Args:
        graph: the graph, a store, quads or triples.
    """

    def __init__(self, graph: Drawable) -> None:
        self._subjects = descriptions_of(graph)
        self._instances: dict[str, set[str]] = {}
        for subject, described in self._subjects.items():
            if _TYPE in described and not subject.startswith(("_:", "<<")):
                for iri in self.links(subject, _TYPE):
                    self._instances.setdefault(iri, set()).add(subject)

    def instances(self, iri: str) -> list[str]:
        """Subjects that are stated to be of the class *iri*, sorted."""
        return sorted(self._instances.get(iri, ()))

    def classes(self) -> list[str]:
        """Classes that something is stated to be of, sorted."""
        return sorted(self._instances)

    def links(self, subject: str, predicate: str) -> list[str]:
        """IRIs that the subject is linked to, sorted."""
        return _values(self._subjects.get(subject, _NOTHING).get(predicate, ()), ox.NamedNode)

    def links_of(self, subject: str) -> Iterator[tuple[str, list[str]]]:
        """Every predicate that links the subject to IRIs, with them, sorted."""
        for predicate, objects in sorted(self._subjects.get(subject, _NOTHING).items(), key=itemgetter(0)):
            if iris := _values(objects, ox.NamedNode):
                yield predicate, iris

    def all_words(self, subject: str) -> Iterator[tuple[str, list[str]]]:
        """Every predicate that gives the subject literals, with their texts, sorted."""
        for predicate, objects in sorted(self._subjects.get(subject, _NOTHING).items(), key=itemgetter(0)):
            if words := _values(objects, ox.Literal):
                yield predicate, words

    def words_in(self, subject: str, predicate: str, language: str) -> str:
        """The first literal in that language, or one in none, in English, in any; ``""`` without one."""
        order = {language: 0, "": 1, "en": 2}
        values = self._subjects.get(subject, _NOTHING).get(predicate, ())
        literals = [value for value in values if isinstance(value, ox.Literal)]
        ranked = ((order.get((value.language or "").split("-")[0], 3), value.value) for value in literals)
        return min(ranked, default=(0, ""))[1]

    def subjects(self) -> Iterator[str]:
        """Everything that has an IRI and of which something is said, in no promised order."""
        return (subject for subject in self._subjects if not subject.startswith(("_:", "<<")))

    def words(self, subject: str, predicate: str) -> list[str]:
        """Literals (their text alone), sorted."""
        return _values(self._subjects.get(subject, _NOTHING).get(predicate, ()), ox.Literal)


def _values(objects: Sequence[Term], kind: type[ox.NamedNode] | type[ox.Literal]) -> list[str]:
    """The texts of the objects of one kind, each once, sorted."""
    if len(objects) < 2:  # nearly always
        return [value.value for value in objects if isinstance(value, kind)]
    return sorted({value.value for value in objects if isinstance(value, kind)})
