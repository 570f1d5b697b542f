"""A graph without one of its articles: what leaves is what only that article said.

``docs/merging.md`` says what that comes to. Values of a fact of several articles are told apart by ``kg:Value``
(``docs/graph.md``); names of a thing by the strings that bear them.
"""

from __future__ import annotations

from collections.abc import Collection
from difflib import get_close_matches

import pyoxigraph as ox

from kg.errors import InputError
from kg.graph.quads import Subjects
from kg.graph.retraction.datasets import counts, describe, made_from
from kg.graph.retraction.draft import Draft
from kg.graph.retraction.following import forget_offices, forget_relations
from kg.graph.retraction.names import names_of_things, rename, spoken_of
from kg.graph.retraction.retelling import Retelling
from kg.vocabulary import KG, NIF, PROV, RDF, SCHEMA

__all__ = ["retract"]


def retract(subjects: Subjects, article: str, base: str) -> None:
    """Take an article, and what only it says, out of a graph.

    Args:
        subjects: what the graph says of each subject; changed in place.
        article: IRI, whole or relative to *base*.
        base: what the IRIs of the graph begin with.

    Raises:
        InputError: the graph holds no such article.
    """
    graph = Draft(subjects)
    article = _known(graph, article, base)
    passages = {iri for iri in subjects if article in graph.links(iri, NIF.referenceContext)}
    datasets, before = made_from(graph, article), counts(graph)
    names, things = names_of_things(graph, passages), set(spoken_of(graph, article))

    gone = _facts_without(graph, article, passages)
    forget_relations(graph, gone)
    forget_offices(graph, gone)
    others = {thing for iri in subjects if iri != article for thing in spoken_of(graph, iri)}
    gone |= {article, *(things - others)}
    notes = {iri for iri in subjects if not gone.isdisjoint(graph.links(iri, RDF.subject))}
    graph.remove(gone | notes)

    rename(graph, names, things & others)
    for dataset in datasets:
        describe(graph, dataset, before)


def _known(graph: Draft, article: str, base: str) -> str:
    found = graph.instances(SCHEMA.NewsArticle)
    name = article.strip("<>")
    for iri in (name, base + name, f"{base}article/{name}"):
        if iri in found:
            return iri
    near = get_close_matches(name, [iri.removeprefix(base) for iri in found], n=1)
    raise InputError(
        f"the graph holds no article <{article}>",
        advice=f"The nearest is {near[0]}."
        if near
        else f"It holds {len(found)}; kg query … 'SELECT ?a {{ ?a a schema:NewsArticle }}' lists them.",
    )


def _facts_without(graph: Draft, article: str, passages: Collection[str]) -> set[str]:
    """Tell facts anew without these passages of an article; returns the nodes that nothing is left of."""
    retelling, gone = Retelling(graph, article), set(passages)
    for fact in [iri for iri, said in graph.subjects.items() if PROV.wasDerivedFrom in said]:
        rested = graph.links(fact, PROV.wasDerivedFrom)
        left = [passage for passage in rested if passage not in passages]
        if not left:
            gone.add(fact)
        elif len(left) < len(rested):
            graph.say(fact, PROV.wasDerivedFrom, [ox.NamedNode(passage) for passage in left])
            if not graph.is_a(fact, KG.Value):
                gone |= retelling.tell(fact)
    return gone
