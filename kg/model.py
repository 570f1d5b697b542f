"""The values that the stages exchange.

Everything here is frozen, holds no RDF, opens no file and imports nothing of this package.
Offsets are half-open and count Unicode code points of the file as it was read:
``article.text[span.start:span.end]`` is the surface, always.

``docs/pipeline.md`` says which stage makes which value.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple


class Span(NamedTuple):
    """A stretch of an article's text: ``text[start:end]``."""

    start: int
    end: int

    def covers(self, other: Span) -> bool:
        """Whether *other* lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end


# -- the article as read ------------------------------------------------------------------------------------------


class BlockKind(StrEnum):
    """What a block of an article is. Facts come from every kind but CHROME, BYLINE and COPY."""

    HEADLINE = "headline"
    COPY = "copy"
    """The headline (or a caption) printed a second time."""
    BYLINE = "byline"
    """Author and date line of the page."""
    CAPTION = "caption"
    HEADING = "heading"
    """A section heading inside the article."""
    PARAGRAPH = "paragraph"
    CHROME = "chrome"
    """What the site added: advertisements, "Baca juga", share buttons, author codes, footers."""


class Block(NamedTuple):
    """A stretch of lines of one kind."""

    kind: BlockKind
    span: Span


@dataclass(frozen=True, slots=True)
class Article:
    """One news article as it was read.

    Attributes:
        source: name of the file, without its folder.
        text: the whole file, untouched.
        blocks: the text cut into blocks, in order; blanks lie between them.
        headline: the headline, or ``""`` where the file has none.
        published: when it was published (aware of its zone), only the day, or None where the file does not say.
        anchor: the day that relative dates count from: the day of ``published``, else the latest full date in the
            body, else None.
        publisher: name of the outlet as the authority writes it ("detikcom"), or None.
        author: as printed, or None.
        language: BCP 47 tag.
        url: address of the page where the file gives one.
        dateline: span of the dateline ("Jakarta -", "REPUBLIKA.CO.ID, MOSKOW --"), or None: its city is an entity of
            the article but plays no role.
    """

    source: str
    text: str
    blocks: tuple[Block, ...]
    headline: str = ""
    published: datetime | date | None = None
    anchor: date | None = None
    publisher: str | None = None
    author: str | None = None
    language: str = "id"
    url: str | None = None
    dateline: Span | None = None


class Token(NamedTuple):
    """A word, a number or a punctuation mark."""

    start: int
    end: int
    text: str
    lower: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its tokens.

    Attributes:
        index: place in the article's sequence of sentences, from 0.
        span: first to last character.
        kind: kind of the block it stands in.
        block: index of that block in ``article.blocks`` (a paragraph is a block).
        tokens: in order, never empty.
        lower: the words of the tokens in small letters, which nearly every rule looks at.
    """

    index: int
    span: Span
    kind: BlockKind
    block: int
    tokens: tuple[Token, ...]
    lower: tuple[str, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "lower", tuple([token.lower for token in self.tokens]))


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words between quotation marks.

    Attributes:
        span: the words, without the marks.
        outer: with the marks.
        block: index of the block.
        is_closed: False where the closing mark is missing (the quotation then ends with its paragraph).
    """

    span: Span
    outer: Span
    block: int
    is_closed: bool = True


@dataclass(frozen=True, slots=True)
class Time:
    """A mention of a day, a month, a year or a span, resolved to the calendar.

    Attributes:
        span: the words ("Rabu (13/9) dini hari waktu setempat").
        sentence: index of the sentence.
        first, last: half-open range of its tokens in that sentence.
        begin: ISO 8601 ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``; also where a span begins.
        end: where a span ends, else None.
        is_duration: True for "selama 40 detik": it has no place in the calendar, and ``begin`` is then an
            ISO 8601 duration.
    """

    span: Span
    sentence: int
    first: int
    last: int
    begin: str
    end: str | None = None
    is_duration: bool = False


# -- who and what it speaks of ------------------------------------------------------------------------------------


class EntityType(StrEnum):
    """The types of things that the graph has nodes for (GRAPH contract, "Entities")."""

    PERSON = "Person"
    ORGANISATION = "Organisation"
    PLACE = "Place"
    COUNTRY = "Country"
    FACILITY = "Facility"
    WORK = "Work"
    PRODUCT = "Product"


class MentionKind(StrEnum):
    """How a mention refers: by a name, by a description ("pemimpin Korea Utara itu"), by a pronoun ("dia", "-nya")."""

    NAME = "name"
    DESCRIPTION = "description"
    PRONOUN = "pronoun"


class Mention(NamedTuple):
    """Words that refer to something.

    Attributes:
        span: the words; for a suffixed "-nya" only that suffix.
        sentence: index of the sentence.
        first, last: half-open range of its tokens in that sentence.
        kind: name, description or pronoun.
        type: what it refers to, as far as the words say; None for pronouns.
        confidence: 0 to 1.
    """

    span: Span
    sentence: int
    first: int
    last: int
    kind: MentionKind
    type: EntityType | None
    confidence: float = 1.0

    def holds(self, token: int) -> bool:
        """Whether a token of its sentence is one of its words."""
        return self.first <= token < self.last


@dataclass(frozen=True, slots=True)
class Entity:
    """A thing that an article speaks of.

    Attributes:
        type: its type.
        name: the fullest name that the article (or the authority) has for it.
        names: every surface form in this article that names it, in order of first use.
        authority: key of its entry in the authority, or None.
        link_confidence: how sure it is that this is its entry, 0 to 1; 1 where there is none.
    """

    type: EntityType
    name: str
    names: tuple[str, ...]
    authority: str | None = None
    link_confidence: float = 1.0


class Reference(NamedTuple):
    """A mention together with what it stands for.

    Attributes:
        mention: the words.
        entities: indexes into ``Document.entities``; two for "keduanya", several for "ketiganya".
    """

    mention: Mention
    entities: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """An article, read and understood word by word: what the extractors of facts look at."""

    article: Article
    sentences: tuple[Sentence, ...]
    quotations: tuple[Quotation, ...]
    times: tuple[Time, ...]
    entities: tuple[Entity, ...]
    references: tuple[Reference, ...]


# -- facts ----------------------------------------------------------------------------------------------------------


class Modality(StrEnum):
    """Whether the article says that something happened, will, is said to have, or did not."""

    ASSERTED = "Asserted"
    PLANNED = "Planned"
    ALLEGED = "Alleged"
    DENIED = "Denied"


@dataclass(frozen=True, slots=True)
class Position:
    """Somebody holds a title.

    Attributes:
        holder: index of the person.
        title: as printed, without the organisation's name ("Sekretaris", "juru bicara").
        organisation: index of the organisation, country or place, or None.
        passages: where the article says so.
        confidence: 0 to 1.
    """

    holder: int
    title: str
    organisation: int | None
    passages: tuple[Span, ...]
    confidence: float = 1.0


class Argument(NamedTuple):
    """What plays a role in an event: an entity (its index) or, for themes and topics, words of the article."""

    role: str
    """Local name of the role's property: ``agent``, ``patient``, ``recipient``, ``participant``, ``hasPlace``,
    ``origin``, ``destination``, ``theme``, ``topic``."""
    filler: int | str


@dataclass(frozen=True, slots=True)
class Event:
    """A happening that an article reports.

    Attributes:
        type: local name of the event class ("Meeting").
        arguments: who and what takes part, sorted.
        begin, end: as in :class:`Time`, or None.
        modality: asserted, planned, alleged or denied.
        passages: one span for each mention, in order of the text.
        confidence: 0 to 1.
    """

    type: str
    arguments: tuple[Argument, ...]
    begin: str | None
    end: str | None
    modality: Modality
    passages: tuple[Span, ...]
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Statement:
    """Somebody says something.

    Attributes:
        speaker: index of the person, organisation or country.
        text: verbatim words of the article, without quotation marks or the cue.
        is_direct: in quotation marks, or reported.
        reported_by: index of the outlet or agency that the article credits, or None.
        time: day that the article gives for it (ISO 8601), or None.
        about: indexes of the entities that the words name.
        passages: the words with their cue.
        confidence: 0 to 1.
    """

    speaker: int
    text: str
    is_direct: bool
    reported_by: int | None
    time: str | None
    about: tuple[int, ...]
    passages: tuple[Span, ...]
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Relation:
    """A lasting relation between two things, as one direct property.

    Attributes:
        subject, object: indexes of the entities.
        predicate: local name of the property (``containedInPlace``, ``memberOf``, ``parentOrganization``,
            ``location``, ``allyOf``, ``relatedTo``, ``manufacturer``).
        passages: where the article says so.
        confidence: 0 to 1.
    """

    subject: int
    predicate: str
    object: int
    passages: tuple[Span, ...]
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Facts:
    """All that one article says."""

    document: Document
    positions: tuple[Position, ...]
    events: tuple[Event, ...]
    statements: tuple[Statement, ...]
    relations: tuple[Relation, ...]
