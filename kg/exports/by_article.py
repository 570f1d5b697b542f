"""A graph as named graphs: what each article says, in the graph that is the article's IRI.

What several articles say stands in the graph of each, so that deleting one graph withdraws one article. What no article
says (the data set and the run that made it) is in the default graph.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

import pyoxigraph as ox

from kg.graph import Graph
from kg.graph.described import Described
from kg.graph.quads import DEFAULT, Quads
from kg.graph.turtle import Term
from kg.vocabulary import ITSRDF, KG, NIF, ORG, PROV, RDF, RDFS, SCHEMA, SKOS

Triple = tuple[str, str, str]
"""Subject, predicate, object; of a literal its text alone."""


def by_article(graph: Graph) -> Quads:
    """The quads of the graph; the same triples as before once the names of graphs are left out."""
    described, quads = Described(graph.descriptions()), Quads()
    sayers = _Sayers(described)
    for subject, said in described.subjects.items():
        for predicate, objects in said.items():
            for value in objects:
                for article in sorted(sayers.of(subject, predicate, value)) or [DEFAULT]:
                    quads.add(article, subject, predicate, value)
    return quads


class _Sayers:
    """Which articles say a triple."""

    def __init__(self, described: Described) -> None:
        self._described = described
        self._subjects: dict[str, set[str]] = {}
        self._triples: dict[Triple, set[str]] = {}
        for iri in described.subjects:
            self._read(iri, described.links(iri, RDF.type))

    def of(self, subject: str, predicate: str, value: Term) -> set[str]:
        """Empty where no article says it."""
        if predicate == PROV.wasDerivedFrom and isinstance(value, ox.NamedNode):
            return set(self._described.links(value.value, NIF.referenceContext))
        if predicate == PROV.used and isinstance(value, ox.NamedNode):
            return self._subjects.get(value.value, set())
        text = value.value if isinstance(value, ox.NamedNode | ox.Literal) else str(value)
        return self._triples.get((subject, predicate, text)) or self._subjects.get(subject, set())

    def _read(self, iri: str, types: Collection[str]) -> None:
        described = self._described
        if SCHEMA.NewsArticle in types:
            self._subjects[iri] = {iri}
            for entity in described.links(iri, SCHEMA.mentions) + described.links(iri, SCHEMA.publisher):
                self._subjects.setdefault(entity, set()).add(iri)
        elif NIF.String in types:
            self._subjects[iri] = set(described.links(iri, NIF.referenceContext))
            for entity in described.links(iri, ITSRDF.taIdentRef):
                for name in described.texts(iri, NIF.anchorOf):
                    self._triples.setdefault((entity, SKOS.altLabel, name), set()).update(self._subjects[iri])
        elif articles := described.articles(iri):
            self._subjects.setdefault(iri, set()).update(articles)
            for triple in self._stated(iri, types):
                self._triples.setdefault(triple, set()).update(articles)

    def _stated(self, iri: str, types: Collection[str]) -> Iterator[Triple]:
        """Triples about other nodes that stand for what this fact says: of relations, positions, values."""
        described = self._described
        if RDF.Statement in types or KG.Value in types:
            for subject in described.links(iri, RDF.subject):
                for predicate in described.links(iri, RDF.predicate):
                    for value in described.links(iri, RDF.object) + described.texts(iri, RDF.object):
                        yield subject, predicate, value
        for holder in described.links(iri, ORG.member):
            organisations = described.links(iri, ORG.organization)
            names = [described.first(organisation, RDFS.label) for organisation in organisations]
            for organisation in organisations:
                yield holder, SCHEMA.affiliation, organisation
            for title in described.texts(iri, KG.title):
                yield holder, SCHEMA.jobTitle, " ".join([title, *names])
