"""How sure a fact is: what is seen of it → a probability that a careful reader would say the same.

Each kind of fact has its *traits*, a frozen value of what the extractor and the document know of it. A logistic model
turns them into a probability; its weights are in ``confidence.toml``, fitted by ``training/confidence.py`` on
annotated articles. ``docs/quality.md`` says how well the probabilities hold.
"""

from __future__ import annotations

import math
import tomllib
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from pathlib import Path
from typing import ClassVar

from kg.errors import KnowledgeError
from kg.model import (
    BlockKind,
    Document,
    EntityType,
    Event,
    MentionKind,
    Position,
    Reference,
    Relation,
    Span,
    Statement,
)

_ACTORS = frozenset({"agent", "patient", "recipient", "participant"})
_BEST_BLOCKS = (BlockKind.HEADLINE, BlockKind.CAPTION, BlockKind.HEADING, BlockKind.PARAGRAPH)
"""The kinds of block, the most telling first."""
_SUREST = 0.99
_DIGITS = 2
"""As many as the graph writes, so that a reader sees what --min-confidence compared."""


# -- what is seen of a fact -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class NameTraits:
    """What is seen of an entity's names.

    Attributes:
        type: of the entity.
        tagger: log-odds of the surest mention.
        known: whether the authority has it.
        mentions: log2 of one more than how often it is named.
        words: number of words of its longest name, at most four.
        capitals: whether all its names are written in capitals.
        inside: whether it is only named inside longer names.
        block: the best kind of block that names it.
        quoted: whether only quotations name it.
    """

    KIND: ClassVar[str] = "name"
    type: EntityType
    tagger: float
    known: bool
    mentions: float
    words: str
    capitals: bool
    inside: bool
    block: BlockKind
    quoted: bool


@dataclass(frozen=True, slots=True)
class EventTraits:
    """What is seen of an event.

    Attributes:
        type: local name of its class.
        form: the forms in which its triggers stand ("active", "noun" …), sorted.
        modality: as in :class:`kg.model.Event`.
        role: the roles that entities fill, sorted.
        actors: how many entities act or undergo: "0", "1", "2", or "3" for more.
        dated: whether its time is known.
        mentions: log2 of how many mentions it has.
        block: the best kind of block that reports it.
        quoted: whether only quotations report it.
        themed: whether words say what is given, asked, said or taken.
        late: log2 of one more than the number of sentences before its first mention.
        length: log2 of the number of words of its shortest passage.
        rank: log2 of one more than how many entities of the article are named or referred to more often than each of
            its own.
        names: log-odds of the least sure of the entities that take part; 0 where none does.
    """

    KIND: ClassVar[str] = "event"
    type: str
    form: tuple[str, ...]
    modality: str
    role: tuple[str, ...]
    actors: str
    dated: bool
    mentions: float
    block: BlockKind
    quoted: bool
    themed: bool
    late: float
    length: float
    rank: float
    names: float


@dataclass(frozen=True, slots=True)
class PositionTraits:
    """What is seen of a position.

    Attributes:
        side: where the title stands: "before" the name, "after" it, or "described" ("politikus X itu").
        owner: how what the title belongs to is found: "printed" with it, "implied" by it ("Mensos"), in the
            "context", or "" where it is not.
        organisation: type of that; "" where there is none.
        words: number of words of the title, at most four.
        mentions: log2 of how often the article says so.
        block: the best kind of block that says so.
        names: log-odds of the less sure of the two entities.
    """

    KIND: ClassVar[str] = "position"
    side: tuple[str, ...]
    owner: tuple[str, ...]
    organisation: str
    words: str
    mentions: float
    block: BlockKind
    names: float


@dataclass(frozen=True, slots=True)
class StatementTraits:
    """What is seen of a statement.

    Attributes:
        cue: how the words are tied to their speaker (:class:`kg.extraction.statements.floor.Tie`).
        direct: whether it is direct speech.
        speaker: type of the entity that speaks.
        reference: what the cue calls the speaker by: a name, a description, a pronoun; "" where it calls nobody.
        credited: whether an outlet is credited.
        dated: whether its day is known.
        short: whether it has less than four words.
        block: kind of block.
        names: log-odds of the speaker's names.
    """

    KIND: ClassVar[str] = "statement"
    cue: str
    direct: bool
    speaker: EntityType
    reference: str
    credited: bool
    dated: bool
    short: bool
    block: BlockKind
    names: float


@dataclass(frozen=True, slots=True)
class RelationTraits:
    """What is seen of a relation.

    Attributes:
        predicate: as in :class:`kg.model.Relation`.
        subject, object: types of the two entities.
        mentions: log2 of how often the article says so.
        names: log-odds of the less sure of the two entities.
    """

    KIND: ClassVar[str] = "relation"
    predicate: str
    subject: EntityType
    object: EntityType
    mentions: float
    names: float


Traits = NameTraits | EventTraits | PositionTraits | StatementTraits | RelationTraits


def features(traits: Traits) -> Iterator[tuple[str, float]]:
    """The traits as numbers: ``modality=Planned`` is 1 where it holds, ``mentions`` is the number itself."""
    for name in traits.__slots__:
        value = getattr(traits, name)
        if isinstance(value, bool):
            if value:
                yield name, 1.0
        elif isinstance(value, str):
            if value:
                yield f"{name}={value}", 1.0
        elif isinstance(value, tuple):
            for each in value:
                yield f"{name}={each}", 1.0
        else:
            yield name, value


# -- from traits to a probability -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Logistic:
    """A logistic model of one kind of fact.

    Attributes:
        intercept: log-odds of a fact of which nothing is seen.
        weights: what each feature adds to the log-odds; features without a weight add nothing.
        floor: what is less sure than this is no fact.
    """

    intercept: float
    weights: Mapping[str, float]
    floor: float = 0.0

    def log_odds(self, seen: Iterable[tuple[str, float]]) -> float:
        """The log-odds of a fact with these features."""
        return self.intercept + sum([self.weights.get(name, 0.0) * value for name, value in seen])


class Confidence:
    """How sure facts are.

    Args:
        models: by kind of fact ("event", "position" …).
    """

    def __init__(self, models: Mapping[str, Logistic]) -> None:
        self._models = models

    def probability(self, traits: Traits) -> float:
        """How sure a fact with these traits is: 0 to 1, two digits."""
        log_odds = self._models[traits.KIND].log_odds(features(traits))
        return round(1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, log_odds)))), _DIGITS)

    def floor(self, kind: str) -> float:
        """What is less sure than this is no fact of that kind."""
        return self._models[kind].floor


@cache
def default_confidence() -> Confidence:
    """The model with the shipped weights, read once.

    Raises:
        KnowledgeError: ``confidence.toml`` is broken.
    """
    return read_confidence(Path(__file__).with_name("confidence.toml").read_text(encoding="utf-8"))


def read_confidence(toml: str) -> Confidence:
    """A model from the text of its file; ``training/confidence.py`` writes it.

    Raises:
        KnowledgeError: a kind of fact is missing, or a weight is no number.
    """
    try:
        tables = tomllib.loads(toml)
        models = {
            kind.KIND: Logistic(
                float(tables[kind.KIND]["intercept"]),
                {name: float(weight) for name, weight in tables[kind.KIND]["weights"].items()},
                float(tables[kind.KIND].get("floor", 0.0)),
            )
            for kind in (NameTraits, EventTraits, PositionTraits, StatementTraits, RelationTraits)
        }
    except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise KnowledgeError(f"weights of the confidence cannot be read: {error}", place="confidence.toml") from error
    return Confidence(models)


# -- from a document to traits ----------------------------------------------------------------------------------------


class Assessor:
    """Says how sure the facts of one document are.

    Args:
        document: the article, understood word by word.
        model: the shipped one by default.
    """

    def __init__(self, document: Document, model: Confidence | None = None) -> None:
        self._document = document
        self._model = model or default_confidence()

    # -- facts ----------------------------------------------------------------------------------------------------

    def events(self, events: Iterable[Event], forms: Iterable[Iterable[str]]) -> tuple[Event, ...]:
        """Those events that are sure enough to be facts, with their confidence.

        Args:
            events: of the document.
            forms: of the triggers of each (:class:`kg.extraction.triggers.Form`).
        """
        assessed = (
            replace(event, confidence=self._model.probability(self._event(event, mine)))
            for event, mine in zip(events, forms, strict=True)
        )
        floor = self._model.floor(EventTraits.KIND)
        return tuple(event for event in assessed if event.confidence >= floor)

    def _event(self, event: Event, forms: Iterable[str]) -> EventTraits:
        fillers = [(a.role, a.filler) for a in event.arguments if isinstance(a.filler, int)]
        entities = sorted({filler for _, filler in fillers})
        most = max((self._mentions[entity] for entity in entities), default=0)
        shortest = min(event.passages, key=lambda span: span.end - span.start)
        return EventTraits(
            type=event.type,
            form=tuple(sorted(set(forms))),
            modality=event.modality,
            role=tuple(sorted({role for role, _ in fillers})),
            actors=str(min(3, len({filler for role, filler in fillers if role in _ACTORS}))),
            dated=event.begin is not None,
            mentions=math.log2(len(event.passages)),
            block=self._block(event.passages),
            quoted=self._is_quoted(event.passages),
            themed=any(isinstance(argument.filler, str) for argument in event.arguments),
            late=math.log2(1 + min(self._sentence(span) for span in event.passages)),
            length=math.log2(len(self._document.article.text[shortest.start : shortest.end].split())),
            rank=math.log2(1 + sum(count > most for count in self._mentions.values())),
            names=self._names(entities),
        )

    def position(self, position: Position, sides: Iterable[str], owners: Iterable[str]) -> Position:
        """*position* with its confidence; for *sides* and *owners* see :class:`PositionTraits`."""
        owner = position.organisation
        traits = PositionTraits(
            side=tuple(sorted(set(sides))),
            owner=tuple(sorted(set(owners))),
            organisation="" if owner is None else self._document.entities[owner].type,
            words=str(min(4, len(position.title.split()))),
            mentions=math.log2(len(position.passages)),
            block=self._block(position.passages),
            names=self._names([position.holder] if owner is None else [position.holder, owner]),
        )
        return replace(position, confidence=self._model.probability(traits))

    def statement(self, statement: Statement, tie: str, cue: Span | None) -> Statement:
        """*statement* with its confidence; *tie* and *cue* say what ties it to its speaker, None: no words do."""
        traits = StatementTraits(
            cue=tie,
            direct=statement.is_direct,
            speaker=self._document.entities[statement.speaker].type,
            reference="" if cue is None else self._called(statement.speaker, cue),
            credited=statement.reported_by is not None,
            dated=statement.time is not None,
            short=len(statement.text.split()) < 4,
            block=self._block(statement.passages),
            names=self._names([statement.speaker]),
        )
        return replace(statement, confidence=self._model.probability(traits))

    def relation(self, relation: Relation) -> Relation:
        """*relation* with its confidence."""
        entities = self._document.entities
        traits = RelationTraits(
            predicate=relation.predicate,
            subject=entities[relation.subject].type,
            object=entities[relation.object].type,
            mentions=math.log2(len(relation.passages)),
            names=self._names([relation.subject, relation.object]),
        )
        return replace(relation, confidence=self._model.probability(traits))

    # -- names ----------------------------------------------------------------------------------------------------

    @cached_property
    def names(self) -> tuple[float, ...]:
        """How sure it is that each entity is a thing of its type and not a slip: 0 to 1."""
        return tuple(self._model.probability(traits) for traits in self.name_traits())

    def name_traits(self) -> Iterator[NameTraits]:
        """What is seen of the names of each entity."""
        document = self._document
        named: list[list[Reference]] = [[] for _ in document.entities]
        for reference in document.references:
            if reference.mention.kind is MentionKind.NAME:
                named[reference.entities[0]].append(reference)
        inside = self._inside()
        for entity, references in zip(document.entities, named, strict=True):
            spans = [reference.mention.span for reference in references]
            yield NameTraits(
                type=entity.type,
                tagger=_log_odds(max((r.mention.confidence for r in references), default=0.5)),
                known=entity.authority is not None,
                mentions=math.log2(1 + len(references)),
                words=str(min(4, max((len(name.split()) for name in entity.names), default=1))),
                capitals=all(name.isupper() for name in entity.names),
                inside=bool(spans) and all(span in inside for span in spans),
                block=self._block(spans),
                quoted=bool(spans) and self._is_quoted(spans),
            )

    @cached_property
    def _mentions(self) -> Counter[int]:
        """How often each entity is named or referred to."""
        return Counter(entity for reference in self._document.references for entity in reference.entities)

    def _inside(self) -> set[Span]:
        """The names that lie inside longer ones."""
        inside: set[Span] = set()
        last = Span(0, 0)
        names = (r.mention.span for r in self._document.references if r.mention.kind is MentionKind.NAME)
        for span in sorted(names, key=lambda span: (span.start, -span.end)):
            if span != last and last.covers(span):
                inside.add(span)
            else:
                last = span
        return inside

    def _names(self, entities: Sequence[int]) -> float:
        """Log-odds of the least sure of some entities."""
        return _log_odds(min(self.names[entity] for entity in entities)) if entities else 0.0

    def _called(self, speaker: int, cue: Span) -> str:
        """What the words of a cue call the speaker by."""
        kinds = {
            reference.mention.kind
            for reference in self._document.references
            if speaker in reference.entities and cue.overlaps(reference.mention.span)
        }
        return next((kind for kind in MentionKind if kind in kinds), "")

    # -- where it stands ------------------------------------------------------------------------------------------

    @cached_property
    def _starts(self) -> list[int]:
        return [sentence.span.start for sentence in self._document.sentences]

    def _sentence(self, span: Span) -> int:
        """Number of the sentence in which *span* begins, from 0."""
        return max(0, bisect_right(self._starts, span.start) - 1)

    def _block(self, spans: Iterable[Span]) -> BlockKind:
        """The best kind of block in which one of *spans* stands."""
        sentences = self._document.sentences
        kinds = {sentences[self._sentence(span)].kind for span in spans} if sentences else set()
        return next((kind for kind in _BEST_BLOCKS if kind in kinds), BlockKind.PARAGRAPH)

    def _is_quoted(self, spans: Sequence[Span]) -> bool:
        return all(any(q.outer.covers(span) for q in self._document.quotations) for span in spans)


def _log_odds(probability: float) -> float:
    bounded = max(1 - _SUREST, min(_SUREST, probability))
    return math.log(bounded / (1 - bounded))
