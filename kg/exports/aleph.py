"""A graph as FollowTheMoney entities, for Aleph and OpenSanctions: one JSON object a line.

What becomes what is a table in docs/formats.md. Which properties and values the model takes, the package
``followthemoney`` knows, so it makes and checks every entity.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Any

from kg.errors import OutputError
from kg.graph import Graph
from kg.graph.described import Described
from kg.graph.rows import EdgeRow, NodeRow
from kg.graph.turtle import local_name
from kg.vocabulary import DCTERMS, KG, RDFS, SCHEMA, SEM

SCHEMATA = {
    "Person": "Person",
    "Organization": "Organization",
    "Country": "PublicBody",
    "Place": "Address",
}
"""Class of our entities → schema. A country is an actor; works and products have no schema and stay words of events."""
_ACTORS = frozenset({"Person", "Organization", "Country"})
_BODIES = frozenset({"Organization", "Country"})
_PLACES = frozenset({"hasPlace", "origin", "destination"})
_BEGINS = (SEM.hasTimeStamp, SEM.hasBeginTimeStamp)
_NO_ID = re.compile(r"[^A-Za-z0-9.]+")


def to_followthemoney(graph: Graph) -> str:
    """The entities, sorted by id.

    Raises:
        OutputError: the package ``followthemoney`` is missing.
    """
    try:
        from followthemoney import model
    except ImportError as error:
        raise OutputError(
            "FollowTheMoney needs one more package", advice="Install it: pip install 'kabar[aleph]'"
        ) from error
    found = {entity["id"]: entity for entity in _Entities(graph, model).all()}
    return "".join(json.dumps(found[key], ensure_ascii=False, sort_keys=True) + "\n" for key in sorted(found))


class _Entities:
    """Makes the entities of one graph."""

    def __init__(self, graph: Graph, model: Any) -> None:
        self._described = Described(graph.descriptions())
        self._base = graph.base
        self._model = model
        self._nodes = {node.id: node for node in graph.nodes()}
        self._edges = graph.edges()

    def all(self) -> Iterator[dict[str, Any]]:
        roles: dict[str, list[EdgeRow]] = {}
        for edge in self._edges:
            if self._nodes[edge.source].kind == "entity":
                yield from self._link(edge)
            else:
                roles.setdefault(edge.source, []).append(edge)
        for node in self._nodes.values():
            if node.kind == "event":
                yield self._event(node, roles.get(node.id, []))
            elif node.kind == "statement":
                yield from self._statement(node, roles.get(node.id, []))
            elif node.type in SCHEMATA:
                yield self._entity(node)
        yield from map(self._article, self._described.instances(SCHEMA.NewsArticle))

    # -- things -----------------------------------------------------------------------------------------------------

    def _entity(self, node: NodeRow) -> dict[str, Any]:
        titles = self._described.texts(node.id, SCHEMA.jobTitle) if node.type == "Person" else ()
        full = {"full": [node.label]} if node.type == "Place" else {}
        names = {"name": [node.label], "alias": node.names.split(" | "), "wikidataId": [node.wikidata]}
        return self._made(SCHEMATA[node.type], self._id(node.id), {**names, **full, "position": titles})

    def _article(self, iri: str) -> dict[str, Any]:
        described = self._described
        outlets = [described.first(outlet, RDFS.label) for outlet in described.links(iri, SCHEMA.publisher)]
        return self._made(
            "Article",
            self._id(iri),
            {
                "title": described.texts(iri, SCHEMA.headline),
                "author": described.texts(iri, SCHEMA.author),
                "publisher": outlets,
                "publishedAt": described.texts(iri, SCHEMA.datePublished),
                "sourceUrl": described.links(iri, SCHEMA.url),
                "fileName": described.texts(iri, DCTERMS.source),
                "language": ["ind"],
            },
        )

    # -- facts ------------------------------------------------------------------------------------------------------

    def _event(self, node: NodeRow, roles: Iterable[EdgeRow]) -> dict[str, Any]:
        described = self._described
        modality = described.links(node.id, KG.modality)
        values: dict[str, list[str]] = {
            "name": [node.label],
            "summary": [described.first_words(node.id)],
            "keywords": [node.type, *map(local_name, modality)],
            "startDate": [day for begin in _BEGINS for day in described.texts(node.id, begin)],
            "endDate": described.texts(node.id, SEM.hasEndTimeStamp),
        }
        for edge in roles:
            target = self._nodes[edge.target]
            if target.type in _ACTORS:
                values.setdefault("involved", []).append(self._id(target.id))
            if edge.type in _PLACES:
                values.setdefault("location", []).append(target.label)
            if edge.type in _PLACES and target.type == "Place":
                values.setdefault("addressEntity", []).append(self._id(target.id))
            values.setdefault("notes", []).append(f"{edge.type}: {target.label}")
        return self._made("Event", self._id(node.id), {**values, **self._provenance(node.id, "Event")})

    def _statement(self, node: NodeRow, roles: Iterable[EdgeRow]) -> Iterator[dict[str, Any]]:
        """Who is quoted in which article: FollowTheMoney has no schema for what somebody says."""
        for edge in roles:
            if edge.type == "speaker" and self._nodes[edge.target].type in SCHEMATA:
                for article in self._described.articles(node.id):
                    yield self._made(
                        "Documentation",
                        f"{self._id(node.id)}.{sha256(article.encode()).hexdigest()[:8]}",
                        {
                            "document": [self._id(article)],
                            "entity": [self._id(edge.target)],
                            "role": ["speaker"],
                            "summary": [node.label],
                            "date": self._described.texts(node.id, SEM.hasTimeStamp),
                        },
                    )

    def _link(self, edge: EdgeRow) -> Iterator[dict[str, Any]]:
        """A position or a relation between two entities."""
        source, target = self._nodes[edge.source], self._nodes[edge.target]
        if source.type not in SCHEMATA or target.type not in SCHEMATA:
            return
        ends = {"subject": [self._id(source.id)], "object": [self._id(target.id)]}
        schema, values = "UnknownLink", {**ends, "role": [edge.label or edge.type]}
        if edge.type in ("position", "memberOf") and source.type in _ACTORS and target.type in _BODIES:
            schema = "Membership"
            values = {"member": ends["subject"], "organization": ends["object"], "role": [edge.label]}
        elif edge.type == "relatedTo" and source.type == target.type == "Person":
            schema = "Family"
            values = {"person": ends["subject"], "relative": ends["object"], "relationship": ["keluarga"]}
        key = sha256("\n".join((edge.source, edge.type, edge.target, edge.label)).encode()).hexdigest()[:16]
        yield self._made(schema, f"link.{key}", {**values, **self._provenance(edge.fact, schema)})

    def _provenance(self, fact: str, schema: str) -> dict[str, Iterable[str]]:
        articles = self._described.articles(fact) if fact else []
        return {"proof": [self._id(article) for article in articles], "recordId": [fact] if fact else []}

    # -- how they are made ------------------------------------------------------------------------------------------

    def _id(self, iri: str) -> str:
        local = iri.removeprefix(self._base)
        return _NO_ID.sub("-", local) if local != iri else f"iri.{sha256(iri.encode()).hexdigest()[:16]}"

    def _made(self, schema: str, key: str, values: dict[str, Iterable[str]]) -> dict[str, Any]:
        entity = self._model.make_entity(schema)
        entity.id = key
        for name, given in values.items():
            if name in entity.schema.properties:
                entity.add(name, sorted(value for value in given if value))
        made: dict[str, Any] = entity.to_dict()
        return {**made, "properties": {name: sorted(held) for name, held in made["properties"].items()}}
