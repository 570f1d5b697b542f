"""Document → relations: what lies in what, which unit belongs to which organisation, who is whose ally or kin."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from kg.extraction.confidence import Assessor
from kg.extraction.containment import listed_places
from kg.extraction.phrases import load_grammar, looks_like_verb
from kg.knowledge.authority import Authority, load_authority
from kg.knowledge.ontology import load_ontology
from kg.model import Document, EntityType, MentionKind, Reference, Relation, Span

_COPULAS = frozenset(
    tuple(words.split()) for words in (",", ", yang merupakan", "yang merupakan", "merupakan", "adalah", ", yang juga")
)
"""What stands between a name and the noun that describes it."""
_APPOSED = frozenset({(), (",",), (")", ","), (")",)})
"""What stands between the owner and the name that the noun describes: "sekutu Putin[,] Patrushev"."""
_FARTHEST = 4
"""How many words may stand between a relational noun and the name after it: "istri [kedua dari] X"."""
_Names = Mapping[int, Sequence[Reference]]
"""The names in each sentence."""
_PLACES = (EntityType.PLACE, EntityType.COUNTRY, EntityType.FACILITY)


def find_relations(
    document: Document, authority: Authority | None = None, assessor: Assessor | None = None
) -> tuple[Relation, ...]:
    """The lasting relations that the article states, each once."""
    authority = authority or load_authority()
    found: dict[tuple[int, str, int], list[Span]] = {}
    names = _names(document)
    stated = (
        *listed_places(document, names, authority),
        *_nested_units(document, names),
        *_named_relations(document, names),
    )
    for subject, predicate, object_, span in stated:
        if subject != object_ and (object_, predicate, subject) not in found:
            found.setdefault((subject, predicate, object_), []).append(span)
    assessor = assessor or Assessor(document)
    return tuple(assessor.relation(Relation(*key, tuple(spans))) for key, spans in found.items())


def _nested_units(document: Document, names: _Names) -> Iterator[tuple[int, str, int, Span]]:
    """ "Satreskrim Polres Polman": a name that ends with the name of another organisation is a unit of it."""
    for found in names.values():
        units = [r for r in found if _is(document, r, EntityType.ORGANISATION)]
        for outer in units:
            for inner in units:
                a, b = outer.mention, inner.mention
                if a.span != b.span and a.span.covers(b.span) and a.last == b.last:
                    yield outer.entities[0], "parentOrganization", inner.entities[0], a.span


def _named_relations(document: Document, by_sentence: _Names) -> Iterator[tuple[int, str, int, Span]]:
    """ "sekutu dekat Putin, Patrushev", "Sukiyat, ayah Budi": nouns of the ontology that name a relation."""
    nouns = load_ontology().relational_nouns
    for sentence in document.sentences:
        names = by_sentence.get(sentence.index, [])
        words = sentence.lower
        for first, last, noun in _relational_nouns(words, nouns):
            owner = next((r for r in names if last <= r.mention.first <= last + _FARTHEST), None)
            if owner is None or not _is_plain(words[last : owner.mention.first]):
                continue
            other = _beside(owner, first, names, words)
            if other is not None and _fits(document, other, owner, nouns[noun]):
                spans = [owner.mention.span, other.mention.span]
                start = min(sentence.tokens[first].start, *(span.start for span in spans))
                yield other.entities[0], nouns[noun], owner.entities[0], Span(start, max(span.end for span in spans))


@cache
def _first_words() -> frozenset[str]:
    return frozenset(noun.partition(" ")[0] for noun in load_ontology().relational_nouns)


def _relational_nouns(words: Sequence[str], nouns: Mapping[str, str]) -> Iterator[tuple[int, int, str]]:
    first_words = _first_words()
    for at in [at for at, word in enumerate(words) if word in first_words]:
        for length in (4, 3, 2, 1):
            noun = " ".join(words[at : at + length])
            if noun in nouns:
                yield at, at + length, noun
                break


def _is_plain(words: Sequence[str]) -> bool:
    """Whether nothing but modifiers stands between the noun and its owner."""
    grammar = load_grammar()
    return all(word.isalpha() and (word == "dari" or word not in grammar.prepositions) for word in words) and not any(
        word in grammar.conjunctions or word in grammar.relative or looks_like_verb(word) for word in words
    )


def _beside(owner: Reference, noun: int, names: Sequence[Reference], words: Sequence[str]) -> Reference | None:
    """The name that the noun with its owner describes: after them, or before them and a comma."""
    after = next((r for r in names if r.mention.first > owner.mention.last - 1), None)
    if after is not None and tuple(words[owner.mention.last : after.mention.first]) in _APPOSED:
        return after
    before = [r for r in names if r.mention.last <= noun]
    if before and tuple(words[before[-1].mention.last : noun]) in _COPULAS:
        return before[-1]
    return None


def _fits(document: Document, subject: Reference, object_: Reference, predicate: str) -> bool:
    kinds = [document.entities[r.entities[0]].type for r in (subject, object_)]
    if predicate == "location":
        return kinds[0] is EntityType.ORGANISATION and kinds[1] in _PLACES
    if predicate == "parentOrganization":
        return kinds == [EntityType.ORGANISATION, EntityType.ORGANISATION]
    if predicate == "relatedTo":
        return kinds == [EntityType.PERSON, EntityType.PERSON]
    return all(kind in (EntityType.PERSON, EntityType.COUNTRY, EntityType.ORGANISATION) for kind in kinds)


def _is(document: Document, reference: Reference, kind: EntityType) -> bool:
    return document.entities[reference.entities[0]].type is kind


def _names(document: Document) -> dict[int, list[Reference]]:
    """The names in each sentence that holds any, from left to right."""
    by_sentence: dict[int, list[Reference]] = {}
    for reference in sorted(document.references, key=lambda r: (r.mention.sentence, r.mention.span)):
        if reference.mention.kind is MentionKind.NAME:
            by_sentence.setdefault(reference.mention.sentence, []).append(reference)
    return by_sentence
