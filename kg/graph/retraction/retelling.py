"""A fact of several articles, told anew without one of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pyoxigraph as ox

from kg.graph.labels import event_label
from kg.graph.literals import integer
from kg.graph.retraction.accounts import ROLES, TIMES, VARYING, Account, rank, together
from kg.graph.retraction.draft import Draft
from kg.graph.retraction.following import offices, renew_offices
from kg.graph.turtle import Term, iri_of
from kg.identity.copies import count_independent
from kg.identity.corpus import CorpusEntity, CorpusEvent
from kg.knowledge.ontology import load_ontology
from kg.model import Argument, EntityType, Modality
from kg.vocabulary import KG, RDF, RDFS, SCHEMA, SEM


class Retelling:
    """Tells facts anew.

    Args:
        graph: still describes the article, its passages and the records of its values and joins.
        article: the one that leaves.
    """

    def __init__(self, graph: Draft, article: str) -> None:
        self._graph = graph
        self._article = article
        self._values: dict[str, list[str]] = {}
        self._joins: dict[str, list[str]] = {}
        for iri, said in graph.subjects.items():
            if graph.is_a(iri, KG.Value):
                self._values.setdefault(iri_of(said[RDF.subject][0]), []).append(iri)
            for fact in graph.links(iri, KG.joins):
                self._joins.setdefault(fact, []).append(iri)

    def tell(self, fact: str) -> set[str]:
        """Let a fact say what the articles that are left say together.

        Args:
            fact: is derived from the passages that are left.

        Returns:
            The records of values and joins that are gone for it.
        """
        graph = self._graph
        articles, values = graph.articles(fact), self._values.get(fact, ())
        self._count_outlets(fact, articles)
        given = {(iri_of(graph.subjects[v][RDF.predicate][0]), graph.subjects[v][RDF.object][0]): v for v in values}
        accounts = sorted((self._account(fact, article, given) for article in articles), key=rank)
        gone = self._settled_joins(fact, [account.article for account in accounts])
        if values:
            before = set(offices(graph, fact))
            for predicate, objects in together(accounts).items():
                graph.say(fact, predicate, objects)
            renew_offices(graph, fact, before)
            if graph.is_a(fact, KG.Event):
                graph.say(fact, RDFS.label, [self._label(fact)])
        return gone | {v for v in values if not 0 < len(self._sayers(v)) < len(articles)}

    def _sayers(self, value: str) -> set[str]:
        """The articles that give a value, without the one that leaves."""
        return set(self._graph.articles(value)) - {self._article}

    def _account(self, fact: str, article: str, given: Mapping[tuple[str, Term], str]) -> Account:
        """What one article says: the values that it gives, and those that all give."""
        said = self._graph.subjects[fact]
        values = {p: [v for v in said.get(p, ()) if (p, v) not in given] for p, _ in given}
        for (predicate, value), node in given.items():
            if article in self._sayers(node):
                values[predicate].append(value)
        for predicate in VARYING & said.keys() - values.keys():
            values[predicate] = list(said[predicate])
        return Account(article, values)

    def _count_outlets(self, fact: str, articles: Sequence[str]) -> None:
        """As :func:`kg.identity.copies.count_outlets` counts them."""
        graph = self._graph
        if KG.outletCount not in graph.subjects[fact]:
            return

        def are_one(one: str, other: str) -> bool:
            mine, theirs = (set(graph.links(article, SCHEMA.publisher)) for article in (one, other))
            copies = graph.links(one, KG.nearCopyOf) + graph.links(other, KG.nearCopyOf)
            return bool(mine & theirs) or one in copies or other in copies

        graph.say(fact, KG.outletCount, [integer(count_independent(articles, are_one))])

    def _settled_joins(self, fact: str, articles: Sequence[str]) -> set[str]:
        """The best informed article that is left is the first: no rule joined it."""
        sources = {min(self._graph.articles(join), default=""): join for join in self._joins.get(fact, ())}
        joins = {article: join for article, join in sources.items() if article in articles}
        return {joins[articles[0]]} if joins and len(joins) == len(articles) else set()

    def _label(self, event: str) -> ox.Literal:
        """As the builder writes it."""
        graph, entities, arguments = self._graph, list[CorpusEntity](), list[Argument]()
        for predicate in graph.subjects[event]:
            role = "hasPlace" if predicate == SEM.hasPlace else predicate.removeprefix(str(KG))
            if role != "hasPlace" and (role == predicate or role not in ROLES):
                continue
            for filler in graph.links(event, predicate):
                arguments.append(Argument(role, len(entities)))
                label = graph.first(filler, RDFS.label) or filler
                entities.append(CorpusEntity(filler, EntityType.PLACE, label, (), None, ()))
        day, begin, end = (graph.first(event, time) or None for time in TIMES)
        made = CorpusEvent(
            name=event,
            type=graph.links(event, SEM.eventType)[0].removeprefix(str(KG)),
            arguments=tuple(arguments),
            begin=day or begin,
            end=end,
            modality=Modality(graph.links(event, KG.modality)[0].removeprefix(str(KG))),
            passages=(),
            confidence=1.0,
        )
        return ox.Literal(event_label(made, entities, load_ontology()), language="id")
