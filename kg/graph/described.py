"""What a graph says of one thing: its links, its words, the passages and articles of a fact."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pyoxigraph as ox

from kg.graph.turtle import Descriptions, Term
from kg.vocabulary import KG, NIF, ORG, PROV, RDF, SCHEMA

ENTITIES = (SCHEMA.Person, SCHEMA.Organization, SCHEMA.Place, SCHEMA.Product, SCHEMA.CreativeWork)
"""Classes of the things of the world, one for each."""
FACTS = (KG.Event, KG.Statement, ORG.Membership, RDF.Statement)
"""Classes of what articles say of them."""

_NOTHING: Mapping[str, Sequence[Term]] = {}


class Described:
    """A graph by subject.

    Args:
        subjects: subject → predicate → objects; what changes there is read anew.
    """

    def __init__(self, subjects: Descriptions) -> None:
        self.subjects = subjects

    def links(self, iri: str, predicate: str) -> list[str]:
        """The IRIs that a property of *iri* has for values, sorted."""
        objects = self.subjects.get(iri, _NOTHING).get(predicate, ())
        return sorted([value.value for value in objects if isinstance(value, ox.NamedNode)])

    def texts(self, iri: str, predicate: str) -> list[str]:
        """The text of each literal that a property of *iri* has for value, sorted."""
        objects = self.subjects.get(iri, _NOTHING).get(predicate, ())
        return sorted([value.value for value in objects if isinstance(value, ox.Literal)])

    def first(self, iri: str, predicate: str) -> str:
        """The first of :meth:`texts`, or ``""``."""
        return next(iter(self.texts(iri, predicate)), "")

    def is_a(self, iri: str, *classes: str) -> bool:
        """Whether it is stated to be of one of the classes."""
        return not set(classes).isdisjoint(self.links(iri, RDF.type))

    def instances(self, *classes: str) -> list[str]:
        """What is stated to be of one of the classes, sorted."""
        wanted = set(classes)
        return sorted([iri for iri in self.subjects if not wanted.isdisjoint(self.links(iri, RDF.type))])

    def articles(self, fact: str) -> list[str]:
        """The articles that a fact was derived from, sorted."""
        passages = self.links(fact, PROV.wasDerivedFrom)
        return sorted({article for passage in passages for article in self.links(passage, NIF.referenceContext)})

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
