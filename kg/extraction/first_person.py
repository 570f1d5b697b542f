"""Words of the first person inside a quotation stand for whoever is quoted, "kami" for whom they speak for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from kg.extraction.phrases import load_grammar
from kg.model import Document, EntityType, Mention, MentionKind, Position, Reference, Sentence, Span, Statement

_SPOKEN_FOR = (EntityType.ORGANISATION, EntityType.COUNTRY)


def resolve_first_person(
    document: Document, statements: Iterable[Statement], positions: Iterable[Position] = ()
) -> Document:
    """The document with "saya" and "kami" of each direct statement resolved.

    "saya" is the speaker; "kami" the organisation or country that the speaker holds an office of, where that is one. A
    place does not act: for its head speaks their unit ("Kapolda" the "Polda X" of the article), else nobody but they.
    """
    voices = [_Voice(statement, span) for statement in statements for span in statement.passages]
    houses = houses_of(_of_units(positions, document))
    found = [
        reference for sentence in document.sentences for reference in _references(document, sentence, voices, houses)
    ]
    merged = sorted((*document.references, *found), key=lambda r: (r.mention.span, r.entities))
    return replace(document, references=tuple(merged))


@dataclass(frozen=True, slots=True)
class _Voice:
    """A statement and a passage of it."""

    statement: Statement
    passage: Span


def _of_units(positions: Iterable[Position], document: Document) -> Iterator[Position]:
    """The positions; the head (ka-) of a unit in a place is that of the one unit of the article that is named so."""
    for position in positions:
        if position.organisation is None or document.entities[position.organisation].type in _SPOKEN_FOR:
            yield position
            continue
        unit = position.title.split()[0].lower().removeprefix("ka")
        place = {word for name in document.entities[position.organisation].names for word in name.split()}
        units = [
            index
            for index, entity in enumerate(document.entities)
            if entity.type is EntityType.ORGANISATION
            and any(name.lower().startswith(f"{unit} ") and place & set(name.split()) for name in entity.names)
        ]
        if len(units) == 1:
            yield replace(position, organisation=units[0])


def houses_of(positions: Iterable[Position]) -> Mapping[int, int]:
    """The organisation or country of each holder of an office, where it is the only one."""
    houses: dict[int, set[int]] = defaultdict(set)
    for position in positions:
        if position.organisation is not None:
            houses[position.holder].add(position.organisation)
    return {holder: next(iter(found)) for holder, found in houses.items() if len(found) == 1}


def _references(
    document: Document, sentence: Sentence, voices: list[_Voice], houses: Mapping[int, int]
) -> Iterator[Reference]:
    grammar = load_grammar()
    ours = [at for at, word in enumerate(sentence.lower) if word in grammar.first_person or word in grammar.house]
    for at in ours:
        token = sentence.tokens[at]
        span = Span(token.start, token.end)
        is_quoted = any(quotation.span.covers(span) for quotation in document.quotations)
        if not is_quoted and token.lower not in grammar.house_reported:
            continue
        for voice in voices:
            if voice.passage.covers(span) and (is_quoted or not voice.statement.is_direct):
                speaker = voice.statement.speaker
                entity = houses.get(speaker, speaker) if token.lower in grammar.house else speaker
                yield Reference(Mention(span, sentence.index, at, at + 1, MentionKind.PRONOUN, None), (entity,))
                break
