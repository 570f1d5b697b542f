"""Facts for tests, written down instead of extracted: what some articles say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kg.language.segmentation import split_sentences
from kg.model import (
    Argument,
    Article,
    Block,
    BlockKind,
    Document,
    Entity,
    EntityType,
    Event,
    Facts,
    Mention,
    MentionKind,
    Modality,
    Position,
    Reference,
    Relation,
    Span,
    Statement,
)

PER, ORG, LOC, COUNTRY = EntityType.PERSON, EntityType.ORGANISATION, EntityType.PLACE, EntityType.COUNTRY
WORK = EntityType.WORK
ANCHOR = date(2023, 9, 15)


@dataclass(frozen=True)
class Told:
    """An event with its participants by name: ``Told("Meeting", {"participant": ("Ani", "Budi Raya")})``."""

    type: str
    roles: Mapping[str, Sequence[str]]
    begin: str | None = None
    end: str | None = None
    modality: Modality = Modality.ASSERTED
    confidence: float = 0.5


def facts(
    text: str,
    entities: Mapping[str, EntityType | tuple[EntityType, str]],
    *,
    events: Sequence[Told] = (),
    positions: Sequence[tuple[str, str, str | None]] = (),
    statements: Sequence[tuple[str, str]] = (),
    relations: Sequence[tuple[str, str, str]] = (),
    source: str = "a.txt",
    anchor: date | None = ANCHOR,
    publisher: str | None = "detikcom",
    url: str | None = None,
) -> Facts:
    """What an article says. An entity is a name with its type and, where it is linked, its key in the authority.

    The passage of every fact is the whole text. Words that are no entity's name stand for themselves.
    """
    names = list(entities)
    known = {name: (kind, None) if isinstance(kind, EntityType) else kind for name, kind in entities.items()}
    whole = Span(0, len(text))
    article = Article(
        source,
        text,
        (Block(BlockKind.PARAGRAPH, whole),),
        published=anchor,
        anchor=anchor,
        publisher=publisher,
        url=url,
    )
    document = Document(
        article,
        split_sentences(article),
        (),
        (),
        tuple(Entity(kind, name, (name,), key) for name, (kind, key) in known.items()),
        tuple(_references(text, names, known)),
    )
    return Facts(
        document,
        tuple(
            Position(names.index(who), title, None if where is None else names.index(where), (whole,))
            for who, title, where in positions
        ),
        tuple(_event(told, names, whole) for told in events),
        tuple(
            Statement(names.index(who), words, True, None, None, (), (Span(text.index(words), len(text)),))
            for who, words in statements
        ),
        tuple(Relation(names.index(one), name, names.index(other), (whole,)) for one, name, other in relations),
    )


def _references(text: str, names: Sequence[str], known: Mapping[str, tuple[EntityType, str | None]]) -> list[Reference]:
    found = []
    for index, name in enumerate(names):
        start = text.find(name)
        if start >= 0:
            span = Span(start, start + len(name))
            found.append(Reference(Mention(span, 0, 0, 1, MentionKind.NAME, known[name][0]), (index,)))
    return found


def _event(told: Told, names: Sequence[str], whole: Span) -> Event:
    arguments = [
        Argument(role, names.index(filler) if filler in names else filler)
        for role, fillers in told.roles.items()
        for filler in fillers
    ]
    arguments.sort(key=lambda a: (a.role, str(a.filler)))
    return Event(told.type, tuple(arguments), told.begin, told.end, told.modality, (whole,), told.confidence)
