"""A graph as flat rows: nodes, edges and events, for data frames and spreadsheets.

Every column holds text or a number, never None: text that is not known is empty, several values stand in one cell
behind :data:`SEPARATOR`. So ``pandas.DataFrame(graph.events())`` and ``polars.DataFrame(graph.events())`` have the
same columns with the same types, whatever the first rows hold. Rows are in the order of their columns.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from kg.graph.described import Described
from kg.graph.turtle import Descriptions, local_name
from kg.knowledge.ontology import load_ontology
from kg.vocabulary import KG, ORG, OWL, PROV, RDF, RDFS, SCHEMA, SEM, SKOS, WD

SEPARATOR = " | "
"""Between several values of one cell; it is in no name."""

_ENTITIES = (SCHEMA.Person, SCHEMA.Organization, SCHEMA.Country, SCHEMA.Place, SCHEMA.Product, SCHEMA.CreativeWork)
"""Classes of entities, the narrower before the wider."""
_IMPLIED = frozenset({SEM.hasActor, SCHEMA.affiliation, SCHEMA.mentions})
"""Properties that only repeat what a narrower one, a position or a passage says."""


class NodeRow(NamedTuple):
    """An entity, an event or a statement.

    Attributes:
        id: its IRI.
        kind: ``entity``, ``event`` or ``statement``.
        type: local name of its class: ``Person``, ``Meeting``, ``Statement`` …
        label: its name; of a statement, its words.
        names: its other names.
        wikidata: ``Q7747``, where the authority knows it.
        articles: in how many articles it is mentioned or told.
    """

    id: str
    kind: str
    type: str
    label: str
    names: str
    wikidata: str
    articles: int


class EdgeRow(NamedTuple):
    """A link between two nodes.

    Attributes:
        source: IRI of a node.
        type: what links them: the role in the event (``agent``, ``hasPlace`` …), ``speaker``, ``about``,
            ``reportedBy``, ``position``, or the relation (``allyOf``, ``containedInPlace`` …).
        target: IRI of a node.
        label: the title of a position.
        fact: IRI of the event, statement, position or ``rdf:Statement`` that says so.
        modality: of the event: ``Asserted``, ``Planned``, ``Alleged``, ``Denied``; of all else ``Asserted``.
        begin: first day, month or year of the event or statement: ``2023-09-13``, ``2023-10``.
        end: its last; as ``begin`` unless the graph states a span.
        confidence: 0 to 1; 1 where the graph states none.
        passages: how many passages say so.
        articles: of how many articles.
    """

    source: str
    type: str
    target: str
    label: str
    fact: str
    modality: str
    begin: str
    end: str
    confidence: float
    passages: int
    articles: int


class EventRow(NamedTuple):
    """An event with the names of all that take part.

    Attributes:
        begin: first day, month or year: ``2023-09-13``, ``2023-10``.
        end: the last; as ``begin`` unless the graph states a span.
        type: local name of its class: ``Meeting`` …
        group: of classes: ``Contact`` …
        modality: ``Asserted``, ``Planned``, ``Alleged`` or ``Denied``.
        label: in a few words.
        agent: who does it.
        patient: who undergoes it.
        recipient: who is given or told.
        participant: the sides.
        place: where.
        origin: from where.
        destination: where to.
        theme: what is given, asked, agreed.
        topic: what it is about.
        outlets: who publishes the articles that tell of it.
        words: what the first passage says.
        confidence: 0 to 1; 1 where the graph states none.
        passages: how many passages tell of it.
        articles: of how many articles.
        id: its IRI.
    """

    begin: str
    end: str
    type: str
    group: str
    modality: str
    label: str
    agent: str
    patient: str
    recipient: str
    participant: str
    place: str
    origin: str
    destination: str
    theme: str
    topic: str
    outlets: str
    words: str
    confidence: float
    passages: int
    articles: int
    id: str


def node_rows(subjects: Descriptions) -> list[NodeRow]:
    """The entities, events and statements of a graph."""
    graph = _Reading(subjects)
    return sorted(graph.node(iri) for iri in graph.nodes)


def edge_rows(subjects: Descriptions) -> list[EdgeRow]:
    """Who is linked to whom or what; both ends of every edge are in :func:`node_rows`."""
    return sorted(_Reading(subjects).edges())


def event_rows(subjects: Descriptions) -> list[EventRow]:
    """The events of a graph by day; those without one come first."""
    graph = _Reading(subjects)
    return sorted(graph.event(iri) for iri, kind in graph.nodes.items() if kind == "event")


class _Fact(NamedTuple):
    """What events, statements, positions and relations have in common: the last columns of an edge."""

    modality: str
    begin: str
    end: str
    confidence: float
    passages: int
    articles: int


class _Reading(Described):
    """A graph read for its rows. ``nodes``: the kind of each node by IRI."""

    def __init__(self, subjects: Descriptions) -> None:
        super().__init__(subjects)
        self._mentions: dict[str, int] = {}
        self._reified: dict[tuple[str, str, str], str] = {}
        self.nodes: dict[str, str] = {}
        for iri in subjects:
            types = set(self.links(iri, RDF.type))
            if KG.Event in types:
                self.nodes[iri] = "event"
            elif KG.Statement in types:
                self.nodes[iri] = "statement"
            elif not types.isdisjoint(_ENTITIES):
                self.nodes[iri] = "entity"
            elif SCHEMA.NewsArticle in types:
                for entity in self.links(iri, SCHEMA.mentions):
                    self._mentions[entity] = self._mentions.get(entity, 0) + 1
            elif RDF.Statement in types:
                for link in self._reified_by(iri):
                    self._reified[link] = min(iri, self._reified.get(link, iri))

    def _reified_by(self, iri: str) -> Iterator[tuple[str, str, str]]:
        for subject in self.links(iri, RDF.subject):
            for predicate in self.links(iri, RDF.predicate):
                for value in self.links(iri, RDF.object):
                    yield subject, predicate, value

    # -- rows -------------------------------------------------------------------------------------------------------

    def node(self, iri: str) -> NodeRow:
        """The row of a node."""
        kind = self.nodes[iri]
        same = [item.removeprefix(WD) for item in self.links(iri, OWL.sameAs) if item.startswith(WD)]
        articles = self._mentions.get(iri, 0) if kind == "entity" else self._fact(iri).articles
        names = _joined(self.texts(iri, SKOS.altLabel))
        return NodeRow(iri, kind, self._type(iri), self._label(iri), names, _joined(same), articles)

    def event(self, iri: str) -> EventRow:
        """The row of an event."""
        name = self._type(iri)
        known = load_ontology().event_classes.get(name)
        fact = self._fact(iri)
        return EventRow(
            begin=fact.begin,
            end=fact.end,
            type=name,
            group=known.group if known else "",
            modality=fact.modality,
            label=self._label(iri),
            agent=self._names(iri, KG.agent),
            patient=self._names(iri, KG.patient),
            recipient=self._names(iri, KG.recipient),
            participant=self._names(iri, KG.participant),
            place=self._names(iri, SEM.hasPlace),
            origin=self._names(iri, KG.origin),
            destination=self._names(iri, KG.destination),
            theme=self._names(iri, KG.theme),
            topic=self._names(iri, KG.topic),
            outlets=_joined(self._names(article, SCHEMA.publisher) for article in self.articles(iri)),
            words=self.first_words(iri),
            confidence=fact.confidence,
            passages=fact.passages,
            articles=fact.articles,
            id=iri,
        )

    def edges(self) -> Iterator[EdgeRow]:
        """Every edge, in no promised order."""
        for iri, kind in self.nodes.items():
            for predicate in self.subjects[iri]:
                if predicate in _IMPLIED:
                    continue
                for target in self.nodes.keys() & self.links(iri, predicate):
                    fact = iri if kind != "entity" else self._reified.get((iri, predicate, target), "")
                    yield EdgeRow(iri, local_name(predicate), target, "", fact, *self._fact(fact))
        for iri in self.subjects:
            if self.is_a(iri, ORG.Membership):
                title = _joined(self.texts(iri, KG.title))
                for holder in self.nodes.keys() & self.links(iri, ORG.member):
                    for target in self.nodes.keys() & self.links(iri, ORG.organization):
                        yield EdgeRow(holder, "position", target, title, iri, *self._fact(iri))

    def _fact(self, iri: str) -> _Fact:
        begin = self.first(iri, SEM.hasTimeStamp) or self.first(iri, SEM.hasBeginTimeStamp)
        confidence = self.first(iri, KG.confidence)
        modality = min(self.links(iri, KG.modality), default=KG.Asserted)
        return _Fact(
            modality=local_name(modality),
            begin=begin,
            end=self.first(iri, SEM.hasEndTimeStamp) or begin,
            confidence=float(confidence) if confidence else 1.0,
            passages=len(self.links(iri, PROV.wasDerivedFrom)),
            articles=len(self.articles(iri)),
        )

    def _type(self, iri: str) -> str:
        if self.nodes[iri] == "event":
            return local_name(min(self.links(iri, SEM.eventType), default=KG.Event))
        if self.nodes[iri] == "statement":
            return "Statement"
        types = self.links(iri, RDF.type)
        return next(local_name(entity) for entity in _ENTITIES if entity in types)

    def _label(self, iri: str) -> str:
        return self.first(iri, RDFS.label) or self.first(iri, SCHEMA.text) or local_name(iri)

    def _names(self, iri: str, predicate: str) -> str:
        """What a property holds: words as they are, nodes by their labels."""
        return _joined([*self.texts(iri, predicate), *(self._label(node) for node in self.links(iri, predicate))])


def _joined(values: Iterable[str]) -> str:
    return SEPARATOR.join(sorted({value for value in values if value}))
