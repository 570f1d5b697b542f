"""What a graph says that each article reports: the side of a score that faces the gold annotations.

Reads the graph by its contract alone (``docs/graph.md``), so graphs that other programs wrote can be scored too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kg.graph import Graph
from kg.vocabulary import DCTERMS, KG, NIF, ORG, OWL, PROV, RDF, RDFS, SCHEMA, SEM, SKOS, WD

ACTORS = {"agent": KG.agent, "patient": KG.patient, "recipient": KG.recipient, "participant": KG.participant}
PLACES = {"place": SEM.hasPlace, "origin": KG.origin, "destination": KG.destination}
_TIMES = (SEM.hasTimeStamp, SEM.hasBeginTimeStamp)


@dataclass(frozen=True, slots=True)
class ReportedEntity:
    """A thing: ``kind`` is "Person", "Place" (countries and facilities too), "Organisation" or "Other"."""

    iri: str
    kind: str
    label: str
    names: tuple[str, ...]
    wikidata: frozenset[str]


@dataclass(frozen=True, slots=True)
class ReportedPosition:
    """Somebody holds a title; holder and organisations are IRIs."""

    iri: str
    holders: tuple[str, ...]
    organisations: tuple[str, ...]
    titles: tuple[str, ...]
    confidence: float


@dataclass(frozen=True, slots=True)
class ReportedEvent:
    """A happening.

    Attributes:
        actors, places: (role, IRI of the filler), sorted.
        times: when it was or began.
        modality: "asserted", "planned", "alleged", "denied", or "" where the graph does not say.
    """

    iri: str
    type: str
    label: str
    actors: tuple[tuple[str, str], ...]
    places: tuple[tuple[str, str], ...]
    times: tuple[str, ...]
    modality: str
    confidence: float


@dataclass(frozen=True, slots=True)
class ReportedStatement:
    """Somebody says something; speakers and outlets are IRIs."""

    iri: str
    speakers: tuple[str, ...]
    texts: tuple[str, ...]
    outlets: tuple[str, ...]
    confidence: float


@dataclass(frozen=True, slots=True)
class Report:
    """All that one article reports. Every tuple is sorted by IRI; a passage is its begin, its end and its words."""

    entities: tuple[ReportedEntity, ...]
    positions: tuple[ReportedPosition, ...]
    events: tuple[ReportedEvent, ...]
    statements: tuple[ReportedStatement, ...]
    passages: tuple[tuple[int, int, str], ...]


def read_reports(graph: Graph, event_classes: Iterable[str]) -> dict[str, Report]:
    """The report of each article, by the name of its file.

    Args:
        graph: by the contract of ``docs/graph.md``.
        event_classes: local names of the classes that count as events.
    """
    reader = _Reader(graph, frozenset(event_classes))
    return dict(reader.reports())


class _Reader:
    def __init__(self, graph: Graph, event_classes: frozenset[str]) -> None:
        self._event_classes = event_classes
        self._values: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        self._passages: dict[str, list[str]] = defaultdict(list)
        self._facts: dict[str, list[str]] = defaultdict(list)
        for triple in graph.triples():
            subject, predicate, value = triple.subject.value, triple.predicate.value, triple.object.value  # type: ignore[union-attr]
            self._values[subject][predicate].append(value)
            if predicate == NIF.referenceContext:
                self._passages[value].append(subject)
            elif predicate == PROV.wasDerivedFrom:
                self._facts[value].append(subject)
        self._entities: dict[str, ReportedEntity] = {}

    def reports(self) -> Iterator[tuple[str, Report]]:
        articles = [iri for iri in sorted(self._values) if DCTERMS.source in self._values[iri]]
        for article in articles:
            report = self._report(article)
            for source in self._all(article, DCTERMS.source):
                yield source.rsplit("/", 1)[-1], report

    def _report(self, article: str) -> Report:
        passages = sorted(self._passages[article])
        facts = sorted({fact for passage in passages for fact in self._facts[passage]})
        kinds = {fact: frozenset(self._all(fact, RDF.type)) for fact in facts}
        return Report(
            entities=tuple(self._entity(iri) for iri in self._entities_of(article, facts)),
            positions=tuple(self._position(fact) for fact in facts if ORG.Membership in kinds[fact]),
            events=tuple(event for fact in facts for event in self._events(fact, kinds[fact])),
            statements=tuple(self._statement(fact) for fact in facts if KG.Statement in kinds[fact]),
            passages=tuple(self._characters(passages)),
        )

    def _all(self, subject: str, predicate: str) -> tuple[str, ...]:
        values: Mapping[str, list[str]] = self._values.get(subject, {})
        return tuple(sorted(values.get(predicate, ())))

    def _first(self, subject: str, predicate: str, default: str = "") -> str:
        return next(iter(self._all(subject, predicate)), default)

    def _entities_of(self, article: str, facts: Iterable[str]) -> list[str]:
        """What the article mentions, and whatever its facts point at that is a person, an organisation or a place."""
        found = set(self._all(article, SCHEMA.mentions))
        for fact in facts:
            for values in self._values[fact].values():
                found.update(v for v in values if v in self._values and self._entity(v).label and self._is_typed(v))
        return sorted(found)

    def _is_typed(self, iri: str) -> bool:
        return self._entity(iri).kind != "Other"

    def _entity(self, iri: str) -> ReportedEntity:
        entity = self._entities.get(iri)
        if entity is None:
            same = (value for value in self._all(iri, OWL.sameAs) if value.startswith(WD))
            label = self._first(iri, RDFS.label)
            entity = self._entities[iri] = ReportedEntity(
                iri=iri,
                kind=_kind(self._all(iri, RDF.type)),
                label=label,
                names=(*self._all(iri, RDFS.label), *self._all(iri, SKOS.altLabel)),
                wikidata=frozenset(value.removeprefix(WD) for value in same),
            )
        return entity

    def _confidence(self, fact: str) -> float:
        return float(self._first(fact, KG.confidence, "1"))

    def _position(self, fact: str) -> ReportedPosition:
        holders, organisations = self._all(fact, ORG.member), self._all(fact, ORG.organization)
        return ReportedPosition(fact, holders, organisations, self._all(fact, KG.title), self._confidence(fact))

    def _statement(self, fact: str) -> ReportedStatement:
        speakers, outlets = self._all(fact, KG.speaker), self._all(fact, KG.reportedBy)
        return ReportedStatement(fact, speakers, self._all(fact, SCHEMA.text), outlets, self._confidence(fact))

    def _events(self, fact: str, kinds: frozenset[str]) -> Iterator[ReportedEvent]:
        classes = {str(iri).removeprefix(str(KG)) for iri in kinds | set(self._all(fact, SEM.eventType))}
        for name in sorted(classes & self._event_classes):
            yield ReportedEvent(
                iri=fact,
                type=name,
                label=self._first(fact, RDFS.label),
                actors=self._fillers(fact, ACTORS),
                places=self._fillers(fact, PLACES),
                times=tuple(time for term in _TIMES for time in self._all(fact, term)),
                modality=self._first(fact, KG.modality).removeprefix(str(KG)).lower(),
                confidence=self._confidence(fact),
            )

    def _fillers(self, fact: str, roles: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
        return tuple((role, filler) for role, term in roles.items() for filler in self._all(fact, term))

    def _characters(self, passages: Iterable[str]) -> Iterator[tuple[int, int, str]]:
        for passage in passages:
            values = self._values[passage]
            if values.keys() >= {NIF.beginIndex, NIF.endIndex, NIF.anchorOf}:
                begin, end = self._first(passage, NIF.beginIndex), self._first(passage, NIF.endIndex)
                yield int(begin), int(end), self._first(passage, NIF.anchorOf)


def _kind(types: tuple[str, ...]) -> str:
    if SCHEMA.Person in types:
        return "Person"
    if SCHEMA.Place in types or SCHEMA.Country in types:
        return "Place"
    return "Organisation" if SCHEMA.Organization in types else "Other"
