"""What a graph says of one thing, as its page shows it and as triples."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kg.graph.turtle import local_name
from kg.knowledge.ontology import load_ontology
from kg.query import Opened
from kg.vocabulary import DCTERMS, ITSRDF, KG, NIF, PROV, RDF, RDFS, SCHEMA, SEM

_LABELS = (RDFS.label, SCHEMA.headline, KG.title, SCHEMA.text, NIF.anchorOf, DCTERMS.title)
"""What a thing is called by, the best first."""
_HIDDEN = frozenset({RDF.type, RDFS.label, PROV.wasDerivedFrom, SEM.eventType, SEM.hasActor})
"""What the page shows elsewhere, or what repeats something narrower."""
_HIDDEN_INCOMING = frozenset({RDF.subject, RDF.object, SEM.hasActor, PROV.used})
_LAST = frozenset({ITSRDF.taIdentRef, NIF.referenceContext, SCHEMA.mentions})
"""Long lists that say little: behind the others."""
_MOST_LINKS = 100
"""Of one property; a page that lists more helps nobody."""
_MOST_PASSAGES = 3
"""Of a fact in a list; its own page has all."""

Record = dict[str, Any]


@cache
def page_words() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    """The words of the pages: ``page`` and ``terms``, each by name and language."""
    return tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))


def thing(opened: Opened, iri: str, language: str) -> Record | None:
    """What the graph says of a thing, or None if it says nothing.

    Returns:
        ``iri``, ``label``, ``types``; ``facts`` and ``incoming``: records of ``property``, ``values`` and ``more`` (how
        many are left out); ``passages``. A value has ``text``, and ``iri`` and ``passages`` where it has them.
    """
    return _Reading(opened.store, language).thing(iri)


def describe(store: ox.Store, iri: str) -> Iterator[ox.Triple]:
    """The triples with a thing as subject or object, and those of the passages that it comes from."""
    node = _node(iri)
    if node is None:
        return
    for quad in store.quads_for_pattern(node, None, None, None):
        yield quad.triple
        if quad.predicate.value == PROV.wasDerivedFrom and isinstance(quad.object, ox.NamedNode):
            yield from (passage.triple for passage in store.quads_for_pattern(quad.object, None, None, None))
    for quad in store.quads_for_pattern(None, None, node, None):
        yield quad.triple


class _Reading:
    def __init__(self, store: ox.Store, language: str) -> None:
        self._store = store
        self._language = language

    def thing(self, iri: str) -> Record | None:
        node = _node(iri)
        if node is None:
            return None
        facts = self._facts(node)
        incoming = self._incoming(node)
        if not facts and not incoming and not self._objects(iri, RDF.type):
            return None
        return {
            "iri": iri,
            "label": self._label(iri),
            "types": sorted({self._term(kind) for kind in self._links(iri, RDF.type)}),
            "facts": facts,
            "passages": self._passages(iri, 1000),
            "incoming": incoming,
        }

    def _facts(self, node: ox.NamedNode) -> list[Record]:
        found: dict[str, dict[str, Record]] = {}
        for quad in self._store.quads_for_pattern(node, None, None, None):
            predicate, value = quad.predicate.value, quad.object
            if predicate in _HIDDEN:
                continue
            values = found.setdefault(predicate, {})
            if isinstance(value, ox.NamedNode):
                values[value.value] = self._linked(value.value, self._said_by(node.value, predicate, value.value))
            else:
                text = value.value if isinstance(value, ox.Literal) else str(value)
                values[text] = {"text": text}
        return self._listed(found)

    def _incoming(self, node: ox.NamedNode) -> list[Record]:
        found: dict[str, dict[str, Record]] = {}
        left: dict[str, int] = {}
        for quad in self._store.quads_for_pattern(None, None, node, None):
            predicate, subject = quad.predicate.value, quad.subject
            if predicate in _HIDDEN_INCOMING or not isinstance(subject, ox.NamedNode):
                continue
            values = found.setdefault(predicate, {})
            if len(values) < _MOST_LINKS:
                values[subject.value] = self._linked(subject.value, subject.value)
            elif subject.value not in values:
                left[predicate] = left.get(predicate, 0) + 1
        return self._listed(found, left)

    def _listed(self, found: Mapping[str, Mapping[str, Record]], left: Mapping[str, int] | None = None) -> list[Record]:
        records = [
            (
                predicate in _LAST,
                self._term(predicate),
                sorted(values.values(), key=lambda value: (value["text"], value.get("iri", ""))),
                (left or {}).get(predicate, 0),
            )
            for predicate, values in sorted(found.items())
        ]
        records.sort(key=lambda record: record[:2])
        return [{"property": name, "values": values, "more": more} for _, name, values, more in records]

    def _linked(self, iri: str, fact: str | None) -> Record:
        return {"text": self._label(iri), "iri": iri, "passages": self._passages(fact, _MOST_PASSAGES) if fact else []}

    def _said_by(self, subject: str, predicate: str, value: str) -> str | None:
        """The ``rdf:Statement`` that carries the passages of a direct triple."""
        for quad in self._store.quads_for_pattern(None, ox.NamedNode(RDF.subject), ox.NamedNode(subject), None):
            iri = quad.subject.value if isinstance(quad.subject, ox.NamedNode) else ""
            if predicate in self._links(iri, RDF.predicate) and value in self._links(iri, RDF.object):
                return iri
        return None

    def _passages(self, iri: str, most: int) -> list[Record]:
        found = []
        for passage in sorted(self._links(iri, PROV.wasDerivedFrom), key=_place)[:most]:
            articles = self._links(passage, NIF.referenceContext)
            article = articles[0] if articles else ""
            published = self._texts(article, SCHEMA.datePublished)
            outlets = [self._label(outlet) for outlet in self._links(article, SCHEMA.publisher)]
            found.append(
                {
                    "iri": passage,
                    "words": self._label(passage),
                    "article": self._label(article) if article else "",
                    "outlet": ", ".join(outlets),
                    "date": published[0][:10] if published else "",
                }
            )
        return found

    def _label(self, iri: str) -> str:
        for predicate in _LABELS:
            if texts := self._texts(iri, predicate):
                return texts[0]
        return self._term(iri)

    def _term(self, iri: str) -> str:
        name = local_name(iri) or iri
        labels = load_ontology().labels.get(name) if iri.startswith((str(KG), str(SEM))) else None
        labels = labels or page_words()["terms"].get(name) or {}
        return labels.get(self._language, name)

    def _objects(self, iri: str, predicate: str) -> list[ox.Literal | ox.NamedNode]:
        node = _node(iri)
        if node is None:
            return []
        quads = self._store.quads_for_pattern(node, ox.NamedNode(predicate), None, None)
        return [quad.object for quad in quads if isinstance(quad.object, ox.Literal | ox.NamedNode)]

    def _links(self, iri: str, predicate: str) -> list[str]:
        return sorted({value.value for value in self._objects(iri, predicate) if isinstance(value, ox.NamedNode)})

    def _texts(self, iri: str, predicate: str) -> list[str]:
        return sorted({value.value for value in self._objects(iri, predicate) if isinstance(value, ox.Literal)})


def _place(passage: str) -> tuple[str, int]:
    """The article of a passage, and where it begins there."""
    article, _, characters = passage.partition("#char=")
    begin = characters.partition(",")[0]
    return article, int(begin) if begin.isdecimal() else 0


def _node(iri: str) -> ox.NamedNode | None:
    try:
        return ox.NamedNode(iri)
    except ValueError:
        return None
