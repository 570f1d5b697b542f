"""The values of a whole collection of articles: what :func:`kg.identity.identify` makes of many ``Facts``.

Everything is frozen and holds no RDF. Things are told apart by their *name*: the part of their IRI that follows the
base, readable and made from content alone (``person/vladimir-putin``). Indexes point into the tuples of
:class:`Corpus`, all of which are sorted by name.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from kg.identity.rules import Rule
from kg.model import Argument, Article, EntityType, Modality, Span


class Passage(NamedTuple):
    """Characters of one article.

    Attributes:
        article: index into ``Corpus.articles``.
        span: the characters.
    """

    article: int
    span: Span


class Join(NamedTuple):
    """What an article says joined to what others say.

    Attributes:
        passage: the first of the article's passages.
        rule: why.
    """

    passage: Passage
    rule: Rule


class CorpusMention(NamedTuple):
    """Words of an article that stand for entities of the corpus.

    Attributes:
        span: the words.
        entities: indexes into ``Corpus.entities``, sorted; several for "keduanya".
    """

    span: Span
    entities: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class CorpusArticle:
    """An article of the corpus.

    Attributes:
        name: ``article/detikcom-6942037``.
        article: the article as it was read.
        sources: names of the files that hold this very text, sorted.
        publisher: index of the outlet among the entities, or None.
        entities: indexes of the entities that it speaks of, sorted.
        mentions: where it speaks of them, in order of the text.
        copies: indexes of the articles published before it whose text it nearly copies, sorted.
    """

    name: str
    article: Article
    sources: tuple[str, ...]
    publisher: int | None
    entities: tuple[int, ...]
    mentions: tuple[CorpusMention, ...]
    copies: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class CorpusEntity:
    """A thing that one or several articles speak of.

    Attributes:
        name: ``person/vladimir-putin``.
        type: the most specific type that an article gives it.
        label: the authority's name for it, else the name that most articles use.
        names: every surface form, sorted.
        authority: key of its entry in the authority, or None where that is not known for sure.
        identifiers: IRIs of the thing elsewhere, as the authority states them; sorted.
        link_confidence: how sure it is that they are this thing's.
        rule: why what several articles call so is one thing; None where only one article does.
        notes: what people decided of it, in words, sorted.
        different: names of things that people decided are others, sorted.
    """

    name: str
    type: EntityType
    label: str
    names: tuple[str, ...]
    authority: str | None
    identifiers: tuple[str, ...] = ()
    link_confidence: float = 1.0
    rule: Rule | None = None
    notes: tuple[str, ...] = ()
    different: tuple[str, ...] = ()


class Account(NamedTuple):
    """What one article says of a fact that several report.

    Attributes:
        article: index into ``Corpus.articles``.
        arguments: of an event; of a statement its ``text`` and what it is ``about``; of a position its ``title``.
        begin, end: of an event.
        confidence: 0 to 1.
    """

    article: int
    arguments: tuple[Argument, ...]
    begin: str | None
    end: str | None
    confidence: float


@dataclass(frozen=True, slots=True)
class CorpusEvent:
    """A happening, whichever and however many articles report it.

    Attributes:
        name: ``event/meeting/2023-09-13/kim-jong-un-vladimir-putin-0f3a12``.
        type: local name of the event class.
        arguments: who and what takes part, sorted; indexes into ``Corpus.entities`` or words.
        begin, end: the most precise time that a report gives, as in :class:`kg.model.Time`.
        modality: the same in every report.
        passages: of every report, sorted.
        confidence: of the surest report.
        joins: why the reports are one, for each of them but the best informed; sorted.
        fulfils: names of the planned events that this one carried out, sorted.
        notes, different: as in :class:`CorpusEntity`.
        outlets: how many independent outlets report it: those that copy each other are one.
        conflicts: names of events that cannot be right together with this one, sorted.
        accounts: what each article says, where several report it; sorted by article.
    """

    name: str
    type: str
    arguments: tuple[Argument, ...]
    begin: str | None
    end: str | None
    modality: Modality
    passages: tuple[Passage, ...]
    confidence: float
    joins: tuple[Join, ...] = ()
    fulfils: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    different: tuple[str, ...] = ()
    outlets: int = 1
    conflicts: tuple[str, ...] = ()
    accounts: tuple[Account, ...] = ()


@dataclass(frozen=True, slots=True)
class CorpusStatement:
    """What somebody says; the same words of the same speaker are one statement.

    Attributes: as in :class:`kg.model.Statement`, with indexes into ``Corpus.entities``; ``outlets`` and
        ``conflicts`` as in :class:`CorpusEvent`.
    """

    name: str
    speaker: int
    text: str
    is_direct: bool
    reported_by: int | None
    time: str | None
    about: tuple[int, ...]
    passages: tuple[Passage, ...]
    confidence: float
    outlets: int = 1
    conflicts: tuple[str, ...] = ()
    accounts: tuple[Account, ...] = ()


@dataclass(frozen=True, slots=True)
class CorpusPosition:
    """Somebody holds a title.

    Attributes: as in :class:`kg.model.Position`, with indexes into ``Corpus.entities``.
    """

    name: str
    holder: int
    title: str
    organisation: int | None
    passages: tuple[Passage, ...]
    confidence: float
    accounts: tuple[Account, ...] = ()


@dataclass(frozen=True, slots=True)
class CorpusRelation:
    """A lasting relation between two entities.

    Attributes: as in :class:`kg.model.Relation`, with indexes into ``Corpus.entities``.
    """

    name: str
    subject: int
    predicate: str
    object: int
    passages: tuple[Passage, ...]
    confidence: float
    accounts: tuple[Account, ...] = ()


@dataclass(frozen=True, slots=True)
class Corpus:
    """All that the articles say. Every tuple is sorted by name."""

    articles: tuple[CorpusArticle, ...]
    entities: tuple[CorpusEntity, ...]
    events: tuple[CorpusEvent, ...]
    statements: tuple[CorpusStatement, ...]
    positions: tuple[CorpusPosition, ...]
    relations: tuple[CorpusRelation, ...]
