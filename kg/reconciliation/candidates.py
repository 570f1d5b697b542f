"""Entities of a graph that nothing links → candidates of a service → a table to review.

The table is a registry (:mod:`kg.knowledge.registries`): what is left in it after the review goes to
``kg build --authority``.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import pyoxigraph as ox

from kg.graph import Graph
from kg.knowledge.registries import REVIEWED
from kg.reconciliation.service import Found, Service
from kg.vocabulary import OWL, RDF, RDFS, SCHEMA, SKOS, WD

_TYPES = {
    SCHEMA.Person: "Person",
    SCHEMA.Organization: "Organisation",
    SCHEMA.Country: "Country",
    SCHEMA.Place: "Place",
    SCHEMA.Product: "Product",
    SCHEMA.CreativeWork: "Work",
}
"""What a registry calls the classes of the graph; of several the first."""

COLUMNS = ("iri", "type", "name", "aliases", "wikidata", *REVIEWED)

Progress = Callable[[int, int], None]


class Candidate(NamedTuple):
    """What a service offers for an entity.

    Attributes:
        entity: IRI of the entity in the graph.
        type, name, aliases: of the entity.
        iri: IRI of the candidate.
        found: the candidate.
    """

    entity: str
    type: str
    name: str
    aliases: tuple[str, ...]
    iri: str
    found: Found


class _Asked(NamedTuple):
    """An entity to ask for."""

    entity: str
    type: str
    name: str
    aliases: tuple[str, ...]


def reconcile(
    graph: Graph,
    service: Service,
    *,
    types: Mapping[str, str] | None = None,
    limit: int = 3,
    batch: int = 10,
    progress: Progress | None = None,
) -> list[Candidate]:
    """Ask a service for every entity of the graph that has no ``owl:sameAs``.

    Args:
        graph: a graph that kabar built.
        service: who is asked.
        types: what the service calls our types ("Person": "Q5"); only entities of these types are asked for. Without
            it all are, and the service is told no type.
        limit: so many candidates an entity at most.
        batch: so many entities in one request.
        progress: is told how many entities are done, and of how many.

    Returns:
        Candidates in order of the entities, for each the best first.

    Raises:
        InputError: the service does not answer, or not as the API says.
    """
    asked = [each for each in unlinked(graph) if types is None or each.type in types]
    candidates: list[Candidate] = []
    for number, some in enumerate(_batches(asked, batch)):
        queries = [_query(each, types or {}, limit) for each in some]
        for each, offered in zip(some, service.candidates(queries), strict=True):
            candidates += [Candidate(*each, service.iri(found.identifier), found) for found in offered[:limit]]
        if progress:
            progress(number * batch + len(some), len(asked))
    return candidates


def _batches(asked: Sequence[_Asked], size: int) -> Iterator[Sequence[_Asked]]:
    for start in range(0, len(asked), size):
        yield asked[start : start + size]


def _query(asked: _Asked, types: Mapping[str, str], limit: int) -> dict[str, object]:
    query: dict[str, object] = {"query": asked.name, "limit": limit}
    if kind := types.get(asked.type):
        query["type"] = kind
    return query


def unlinked(graph: Graph) -> Iterator[_Asked]:
    """The entities of a graph that nothing says to be the same as a thing elsewhere, by their IRIs."""
    for iri, said in sorted(graph.descriptions().items()):
        classes = {kind.value for kind in said.get(RDF.type, ()) if isinstance(kind, ox.NamedNode)}
        kind = next((name for each, name in _TYPES.items() if each in classes), None)
        labels = _texts(said.get(RDFS.label, ()))
        if kind and labels and OWL.sameAs not in said:
            yield _Asked(iri, kind, labels[0], tuple(_texts(said.get(SKOS.altLabel, ()))))


def _texts(terms: Iterable[object]) -> list[str]:
    return sorted(term.value for term in terms if isinstance(term, ox.Literal))


def as_registry(candidates: Iterable[Candidate]) -> str:
    """The table to review, as CSV: delete the rows that are wrong, give the rest to ``kg build --authority``."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for each in candidates:
        found = each.found
        item = each.iri.removeprefix(WD) if each.iri.startswith(WD) else ""
        described = "; ".join(part for part in (found.description, ", ".join(found.types)) if part)
        review = (each.entity, found.name, described, f"{found.score:g}", "yes" if found.is_match else "")
        writer.writerow(("" if item else each.iri, each.type, each.name, "|".join(each.aliases), item, *review))
    return out.getvalue()
