"""What a graph says of one thing: its links, its words, the passages and articles of a fact."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pyoxigraph as ox

from kg.graph.turtle import Descriptions, Term
from kg.vocabulary import NIF, PROV

_NOTHING: Mapping[str, Sequence[Term]] = {}


class Described:
    """A graph by subject.

    Args:
        subjects: subject → predicate → objects.
    """

    def __init__(self, subjects: Descriptions) -> None:
        self.subjects = subjects

    def links(self, iri: str, predicate: str) -> set[str]:
        """The IRIs that a property of *iri* has for values."""
        objects = self.subjects.get(iri, _NOTHING).get(predicate, ())
        return {value.value for value in objects if isinstance(value, ox.NamedNode)}

    def texts(self, iri: str, predicate: str) -> set[str]:
        """The literals that a property of *iri* has for values, without language and datatype."""
        objects = self.subjects.get(iri, _NOTHING).get(predicate, ())
        return {value.value for value in objects if isinstance(value, ox.Literal)}

    def first(self, iri: str, predicate: str) -> str:
        """The smallest of :meth:`texts`, or ``""``."""
        return min(self.texts(iri, predicate), default="")

    def articles(self, fact: str) -> set[str]:
        """The articles that a fact was derived from."""
        passages = self.links(fact, PROV.wasDerivedFrom)
        return {article for passage in passages for article in self.links(passage, NIF.referenceContext)}

    def first_words(self, fact: str) -> str:
        """The words of the first passage of a fact, or ``""``."""
        found = [
            (min(self.links(passage, NIF.referenceContext), default=""), int(begin), words)
            for passage in self.links(fact, PROV.wasDerivedFrom)
            for begin in self.texts(passage, NIF.beginIndex)
            for words in self.texts(passage, NIF.anchorOf)
            if begin.isdecimal()
        ]
        return min(found)[2] if found else ""
