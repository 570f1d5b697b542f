"""What a query found, as something to draw."""

from __future__ import annotations

from collections.abc import Mapping

import pyoxigraph as ox

from kg.errors import QueryError
from kg.explorer.picture import KG, ORG, PROV, RDF, RDFS, SEM, SKOS
from kg.explorer.triples import Drawable, Triples, descriptions_of
from kg.graph.turtle import Descriptions, Term, by_subject

Found = ox.QuerySolutions | ox.QueryTriples | ox.QueryBoolean

_DESCRIBES = frozenset(
    {RDF + "type", SEM + "eventType", KG + "modality", PROV + "wasDerivedFrom", SKOS + "closeMatch"}
    | {"http://www.w3.org/2002/07/owl#sameAs"}
)
"""Links that say what a node is; its other links are drawn only if the query made them."""
_EVIDENCE = (
    "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#String",
    "https://schema.org/NewsArticle",
    RDF + "Statement",
)
_ENDS = (ORG + "member", ORG + "organization", RDF + "subject", RDF + "object")


def found_in(graph: Drawable, answer: Found) -> tuple[Drawable, frozenset[str]]:
    """What to draw of a graph, and the IRIs of the nodes to keep of it.

    Of a SELECT: the IRIs in its rows, with the triples that the graph has among them; a position or a relation
    stands for its two ends. Of a CONSTRUCT: its own triples alone, their nodes described as the graph does.

    Raises:
        QueryError: nothing can be drawn of it.
    """
    if isinstance(answer, ox.QueryBoolean):
        raise QueryError("yes or no cannot be drawn", place="query", advice="Write a SELECT or a CONSTRUCT.")
    if isinstance(answer, ox.QuerySolutions):
        named = {term.value for row in answer for term in row if isinstance(term, ox.NamedNode)}
        triples = Triples(graph)
        named |= {end for iri in named for predicate in _ENDS for end in triples.links(iri, predicate)}
        if not named:
            raise QueryError("its rows hold no IRI", place="query", advice="Select the nodes, not their labels alone.")
        return graph, frozenset(named)
    made = by_subject(answer)
    if not made:
        raise QueryError("it made no triple", place="query")
    named = {
        o.value for said in made.values() for values in said.values() for o in values if isinstance(o, ox.NamedNode)
    }
    named |= set(made)
    return _Described(_with_descriptions(made, named, graph)), frozenset(named)


class _Described:
    def __init__(self, subjects: Descriptions) -> None:
        self._subjects = subjects

    def descriptions(self) -> Descriptions:
        return self._subjects


def _with_descriptions(made: Descriptions, named: set[str], graph: Drawable) -> Descriptions:
    source = descriptions_of(graph)
    subjects: dict[str, Mapping[str, list[Term]]] = {}
    evidence = Triples(graph)
    for name in _EVIDENCE:
        for iri in evidence.instances(name):
            subjects[iri] = {predicate: list(objects) for predicate, objects in source[iri].items()}
            for publisher in evidence.links(iri, "https://schema.org/publisher"):
                label = source.get(publisher, {}).get(RDFS + "label", ())
                subjects.setdefault(publisher, {RDFS + "label": list(label)})
    for iri in named:
        said = {predicate: list(objects) for predicate, objects in made.get(iri, {}).items()}
        for predicate, objects in source.get(iri, {}).items():
            told = [o for o in objects if predicate in _DESCRIBES or isinstance(o, ox.Literal)]
            if told:
                said[predicate] = [*said.get(predicate, ()), *(o for o in told if o not in said.get(predicate, ()))]
        if said:
            subjects[iri] = said
    return subjects
