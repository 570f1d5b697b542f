"""A graph that is being changed."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import pyoxigraph as ox

from kg.graph.described import Described
from kg.graph.quads import Subjects
from kg.graph.turtle import Term, iri_of


class Draft(Described):
    """A graph by subject, whose triples can be replaced and taken out.

    Args:
        subjects: subject → predicate → objects; changed in place.
    """

    subjects: Subjects

    def __init__(self, subjects: Subjects) -> None:
        super().__init__(subjects)

    def say(self, iri: str, predicate: str, objects: Sequence[Term]) -> None:
        """Let a property have these values and no others; the property leaves where there are none."""
        if objects:
            self.subjects[iri][predicate] = list(objects)
        else:
            self.subjects[iri].pop(predicate, None)

    def discard(self, iri: str, predicate: str, value: str) -> None:
        """Take out a link, or a literal by its text, if it is there."""
        said = self.subjects.get(iri, {})
        left = [v for v in said.get(predicate, ()) if (v.value if isinstance(v, ox.Literal) else iri_of(v)) != value]
        if left:
            said[predicate] = left
        else:
            said.pop(predicate, None)

    def remove(self, gone: Collection[str]) -> None:
        """Take out nodes and every link to them."""
        for iri in gone:
            self.subjects.pop(iri, None)
        for iri, said in list(self.subjects.items()):
            for predicate, objects in list(said.items()):
                left = [v for v in objects if not (type(v) is ox.NamedNode and v.value in gone)]
                if len(left) < len(objects):
                    self.say(iri, predicate, left)
            if not said:
                del self.subjects[iri]
