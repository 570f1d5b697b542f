"""What one graph says and another does not: facts and things that were added, are gone, or changed, by article."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import pyoxigraph as ox

from kg.graph.described import Described
from kg.graph.graph import Graph
from kg.graph.turtle import iri_of, shortened
from kg.vocabulary import KG, NIF, ORG, PROV, RDF, RDFS, SCHEMA, SEM, VOID

ADDED, GONE, CHANGED = "added", "gone", "changed"

_KINDS = {
    KG.Event: "event",
    KG.Statement: "statement",
    ORG.Membership: "position",
    RDF.Statement: "relation",
    SCHEMA.NewsArticle: "article",
    NIF.String: "passage",
    SCHEMA.Person: "person",
    SCHEMA.Organization: "organisation",
    SCHEMA.Place: "place",
    SCHEMA.CreativeWork: "work",
    SCHEMA.Product: "product",
    VOID.Dataset: "data set",
    KG.Join: "join",
    KG.Value: "value",
}
_FACTS = ("event", "statement", "position", "relation")
_ORDER = (
    *_FACTS,
    "person",
    "organisation",
    "place",
    "work",
    "product",
    "article",
    "passage",
    "join",
    "value",
    "data set",
    "node",
)
_NAMES = (RDFS.label, SCHEMA.headline, SCHEMA.text, KG.title, NIF.anchorOf)
_UNNAMED = (ORG.member, RDF.subject, RDF.object)
"""What tells a position and a relation, which have no name of their own."""


class Difference(NamedTuple):
    """Something that the two graphs do not say alike.

    Attributes:
        article: IRI of an article that says so, "" for what no article says; a fact of several articles comes for each.
        change: ADDED, GONE or CHANGED.
        kind: event, statement, position, relation, person …
        iri: in the second graph, where it is there.
        label: what it is called.
        gone, added: predicate and value of what only the first or only the second graph says of it.
    """

    article: str
    change: str
    kind: str
    iri: str
    label: str
    gone: tuple[tuple[str, str], ...]
    added: tuple[tuple[str, str], ...]

    def as_json(self) -> dict[str, Any]:
        """For ``json.dumps``."""
        return self._asdict()


def differences(first: Graph, second: Graph) -> list[Difference]:
    """What only one of two graphs says, sorted by article, kind and name; empty where they say the same.

    A fact is the same in both when it has the same IRI, or when it is of the same kind and rests on a passage on which
    no other fact of its kind rests: the IRI of an event changes with what it says. Where passages came or went, the
    change is shown with their articles.
    """
    one, other = _Side(first), _Side(second)
    partners = _partners(one, other)
    found: list[Difference] = []
    for iri in one.subjects:
        if iri not in partners:
            found += _rows(GONE, one, iri, one.values(iri), frozenset())
    for iri in other.subjects:
        before = partners.inverse.get(iri)
        if before is None:
            found += _rows(ADDED, other, iri, frozenset(), other.values(iri))
            continue
        mine, theirs = one.values(before, partners), other.values(iri)
        gone, added = mine - theirs, theirs - mine
        if gone or added:
            passages = {value.strip("<>") for predicate, value in gone | added if predicate == PROV.wasDerivedFrom}
            concerned = {a for p in passages for side in (one, other) for a in side.links(p, NIF.referenceContext)}
            everybody = one.speaking(before) | other.speaking(iri)
            found += _rows(CHANGED, other, iri, gone, added, concerned or everybody)
    return sorted(found, key=lambda d: (d.article, _ORDER.index(d.kind), d.label, d.iri, d.change))


class _Partners(dict[str, str]):
    """IRI in the first graph → IRI in the second, of one and the same thing."""

    def __init__(self) -> None:
        super().__init__()
        self.inverse: dict[str, str] = {}

    def add(self, one: str, other: str) -> None:
        self[one] = other
        self.inverse[other] = one


_Values = frozenset[tuple[str, str]]


class _Side(Described):
    """One of the two graphs."""

    def __init__(self, graph: Graph) -> None:
        super().__init__(graph.descriptions())
        self._base = graph.base
        self._speaking: dict[str, set[str]] = {}
        for iri, said in self.subjects.items():
            for value in said.get(SCHEMA.mentions, ()):
                self._speaking.setdefault(iri_of(value), set()).add(iri)

    def kind(self, iri: str) -> str:
        types = self.links(iri, RDF.type)
        return next((kind for type_, kind in _KINDS.items() if type_ in types), "node")

    def label(self, iri: str) -> str:
        names = [text for predicate in _NAMES for text in self.texts(iri, predicate)][:1]
        parts = [self.label(v) for predicate in _UNNAMED for v in self.links(iri, predicate) if v != iri]
        return " – ".join([*parts, *names]) or self.short(iri)

    def short(self, iri: str) -> str:
        return iri[len(self._base) :] if iri.startswith(self._base) else shortened(iri)

    def speaking(self, iri: str) -> set[str]:
        """The articles that say so: of a fact those of its passages, of a thing those that speak of it."""
        if self.kind(iri) == "article":
            return {iri}
        found = {*self.links(iri, NIF.referenceContext), *self.articles(iri)}
        return found | self._speaking.get(iri, set()) or {""}

    def values(self, iri: str, partners: Mapping[str, str] | None = None) -> _Values:
        """What is said of it; with *partners*, in the terms of the second graph."""
        names = partners or {}
        return frozenset(
            (
                predicate,
                str(ox.NamedNode(names.get(value.value, value.value)))
                if isinstance(value, ox.NamedNode)
                else str(value),
            )
            for predicate, objects in self.subjects[iri].items()
            for value in objects
        )


def _partners(one: _Side, other: _Side) -> _Partners:
    partners = _Partners()
    left: list[str] = []
    for iri in one.subjects:
        if iri in other.subjects:
            partners.add(iri, iri)
        elif one.kind(iri) in _FACTS:
            left.append(iri)
    resting = _by_passage(other, (iri for iri in other.subjects if iri not in partners.inverse))
    mine = _by_passage(one, left)
    for passage, facts in sorted(mine.items()):
        for kind, iris in facts.items():
            theirs = resting.get(passage, {}).get(kind, [])
            if len(iris) == len(theirs) == 1 and iris[0] not in partners and theirs[0] not in partners.inverse:
                partners.add(iris[0], theirs[0])
    return partners


def _by_passage(side: _Side, iris: Iterator[str] | Sequence[str]) -> dict[str, dict[str, list[str]]]:
    """Facts by passage and by kind; events by their class, too."""
    found: dict[str, dict[str, list[str]]] = {}
    for iri in iris:
        kind = side.kind(iri)
        if kind in _FACTS:
            finer = " ".join([kind, *side.links(iri, SEM.eventType)])
            for passage in side.links(iri, PROV.wasDerivedFrom):
                found.setdefault(passage, {}).setdefault(finer, []).append(iri)
    return found


def _rows(
    change: str, side: _Side, iri: str, gone: _Values, added: _Values, articles: set[str] | None = None
) -> Iterator[Difference]:
    kind, label = side.kind(iri), side.label(iri)
    for article in sorted(articles if articles is not None else side.speaking(iri)):
        yield Difference(article, change, kind, iri, label, _shown(gone), _shown(added))


def _shown(values: _Values) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((shortened(predicate), value) for predicate, value in values))
