"""Document → relations: what lies in what, which unit belongs to which organisation."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from kg.extraction.confidence import Assessor, Confidence
from kg.knowledge.authority import Authority, load_authority
from kg.model import Document, EntityType, MentionKind, Reference, Relation, Span

_PLACES = (EntityType.PLACE, EntityType.COUNTRY, EntityType.FACILITY)


def find_relations(
    document: Document, authority: Authority | None = None, confidence: Confidence | None = None
) -> tuple[Relation, ...]:
    """Containment of places and organisations, each once, in order of the text."""
    authority = authority or load_authority()
    found: dict[tuple[int, str, int], list[Span]] = {}
    for subject, predicate, object_, span in (*_listed_places(document, authority), *_nested_units(document)):
        if subject != object_ and (object_, predicate, subject) not in found:
            found.setdefault((subject, predicate, object_), []).append(span)
    assessor = Assessor(document, confidence)
    return tuple(assessor.relation(Relation(*key, tuple(spans))) for key, spans in found.items())


def _listed_places(document: Document, authority: Authority) -> Iterator[tuple[int, str, int, Span]]:
    """ "Kota Bekasi, Jawa Barat": two places with a comma between, the second known or able to hold the first."""
    for sentence in document.sentences:
        names = _names(document, sentence.index)
        for inner, outer in itertools.pairwise(names):
            between = [t.text for t in sentence.tokens[inner.mention.last : outer.mention.first]]
            if between not in ([","], ["di"], ["di", "wilayah"]):
                continue
            a, b = inner.entities[0], outer.entities[0]
            if _may_lie_in(document, a, b, authority):
                yield a, "containedInPlace", b, Span(inner.mention.span.start, outer.mention.span.end)


def _may_lie_in(document: Document, inner: int, outer: int, authority: Authority) -> bool:
    first, second = document.entities[inner], document.entities[outer]
    if first.type not in _PLACES or second.type not in (EntityType.PLACE, EntityType.COUNTRY):
        return False
    if first.type is EntityType.COUNTRY:
        return False
    entry = authority.entries.get(first.authority or "")
    other = authority.entries.get(second.authority or "")
    if entry is not None and other is not None:
        return (
            other.key in _ancestors(entry.key, authority) or entry.country.lower() == other.country.lower() == other.key
        )
    return second.type is EntityType.COUNTRY or other is not None or first.type is EntityType.FACILITY


def _ancestors(key: str, authority: Authority) -> set[str]:
    seen: set[str] = set()
    while key and key not in seen:
        seen.add(key)
        entry = authority.entries.get(key)
        if entry is None:
            break
        key = entry.parent or entry.capital_of
    return seen


def _nested_units(document: Document) -> Iterator[tuple[int, str, int, Span]]:
    """ "Satreskrim Polres Polman": a name that ends with the name of another organisation is a unit of it."""
    for sentence in document.sentences:
        names = [r for r in _names(document, sentence.index) if _is(document, r, EntityType.ORGANISATION)]
        for outer in names:
            for inner in names:
                a, b = outer.mention, inner.mention
                if a.span != b.span and a.span.covers(b.span) and a.last == b.last:
                    yield outer.entities[0], "parentOrganization", inner.entities[0], a.span


def _is(document: Document, reference: Reference, kind: EntityType) -> bool:
    return document.entities[reference.entities[0]].type is kind


def _names(document: Document, sentence: int) -> list[Reference]:
    return sorted(
        (r for r in document.references if r.mention.sentence == sentence and r.mention.kind is MentionKind.NAME),
        key=lambda r: r.mention.span,
    )
