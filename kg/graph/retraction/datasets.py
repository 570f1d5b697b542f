"""The data set that an article was part of: its counts and its name once the article has left."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256

import pyoxigraph as ox

from kg.graph.described import ENTITIES
from kg.graph.literals import integer
from kg.graph.retraction.draft import Draft
from kg.graph.turtle import count_triples
from kg.vocabulary import DCTERMS, PROV, SCHEMA, VOID


def made_from(graph: Draft, article: str) -> list[str]:
    """The data sets that were made from the article."""
    runs = {run for run in graph.subjects if article in graph.links(run, PROV.used)}
    return [iri for iri in graph.subjects if not runs.isdisjoint(graph.links(iri, PROV.wasGeneratedBy))]


def counts(graph: Draft) -> dict[str, int]:
    """What a data set counts, of the whole graph."""
    return {
        VOID.documents: len(graph.instances(SCHEMA.NewsArticle)),
        VOID.entities: len(graph.instances(*ENTITIES)),
        VOID.triples: count_triples(graph.subjects),
    }


def describe(graph: Draft, dataset: str, before: Mapping[str, int]) -> None:
    """A data set that lost an article counts anew, and is named anew: by the hash of its texts."""
    said, now = graph.subjects[dataset], counts(graph)
    for predicate, count in before.items():
        told = graph.first(dataset, predicate)
        said[predicate] = [integer(int(told) - count + now[predicate])] if told else []
    (run,) = graph.links(dataset, PROV.wasGeneratedBy)
    articles = graph.links(run, PROV.used)
    told_texts = [text for article in articles for text in graph.texts(article, DCTERMS.identifier)]
    texts = sorted(text.removeprefix("sha256:") for text in told_texts)
    if len(texts) == len(articles):
        digest = sha256("\n".join(texts).encode()).hexdigest()
        new = _named(run, digest)
        graph.subjects[new] = graph.subjects.pop(run)
        said[DCTERMS.identifier] = [ox.Literal(f"sha256:{digest}")]
        said[PROV.wasGeneratedBy] = [ox.NamedNode(new)]
        graph.subjects[_named(dataset, digest)] = graph.subjects.pop(dataset)


def _named(iri: str, digest: str) -> str:
    return f"{iri.rpartition('/')[0]}/{digest[:12]}"
