"""What follows from facts: the direct triple of a relation, the title and the affiliation of who holds a position."""

from __future__ import annotations

from collections.abc import Collection, Iterator

import pyoxigraph as ox

from kg.graph.retraction.draft import Draft
from kg.graph.turtle import iri_of
from kg.vocabulary import KG, ORG, RDF, RDFS, SCHEMA

Direct = tuple[str, str, str]
"""Subject, predicate, and the IRI or the text of the object."""


def forget_relations(graph: Draft, gone: Collection[str]) -> None:
    """The direct triple of a relation leaves with the last rdf:Statement of it."""
    said = {fact: _relation(graph, fact) for fact in graph.instances(RDF.Statement)}
    left = {relation for fact, relation in said.items() if fact not in gone}
    for fact, relation in said.items():
        if fact in gone and relation not in left:
            graph.discard(*relation)


def _relation(graph: Draft, fact: str) -> Direct:
    subject, predicate, value = (iri_of(graph.subjects[fact][p][0]) for p in (RDF.subject, RDF.predicate, RDF.object))
    return subject, predicate, value


def forget_offices(graph: Draft, gone: Collection[str]) -> None:
    """The title and the affiliation of a person leave with the last position that says so."""
    held = [fact for fact, said in graph.subjects.items() if ORG.member in said]
    left = {office for fact in held if fact not in gone for office in offices(graph, fact)}
    for fact in held:
        if fact in gone:
            for office in set(offices(graph, fact)) - left:
                graph.discard(*office)


def renew_offices(graph: Draft, fact: str, before: Collection[Direct]) -> None:
    """A position whose title is spelt otherwise now gives its holder that title.

    Args:
        graph: says the new title of the position.
        fact: the position.
        before: what :func:`offices` gave for it until now.
    """
    now = set(offices(graph, fact))
    if now == set(before):
        return
    others = {office for each in graph.subjects if each != fact for office in offices(graph, each)}
    for office in set(before) - now - others:
        graph.discard(*office)
    for holder, predicate, value in now - set(before):
        titles = graph.subjects[holder].setdefault(predicate, [])
        title = ox.Literal(value, language="id")
        if title not in titles:
            titles.append(title)


def offices(graph: Draft, fact: str) -> Iterator[Direct]:
    """What a position says of its holder; nothing where the fact is no position."""
    holder = next(iter(graph.links(fact, ORG.member)), None)
    if holder is None:
        return
    organisations = graph.links(fact, ORG.organization)
    labels = [label for organisation in organisations for label in graph.texts(organisation, RDFS.label)]
    for organisation in organisations:
        yield holder, SCHEMA.affiliation, organisation
    for title in graph.texts(fact, KG.title):
        yield holder, SCHEMA.jobTitle, " ".join([title, *labels[:1]])
