"""Documents for tests: a text, and what its names name, without the name tagger."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from kg.extraction.references import resolve_references
from kg.language.quotations import find_quotations
from kg.language.segmentation import split_sentences
from kg.language.times import find_times
from kg.model import Article, Block, BlockKind, Document, EntityType, Mention, MentionKind, Sentence, Span

PER, ORG, LOC, COUNTRY = EntityType.PERSON, EntityType.ORGANISATION, EntityType.PLACE, EntityType.COUNTRY
_PRONOUN = re.compile(r"^(?:dia|ia|beliau|keduanya)$|(?<=...)nya$")


def article(text: str, *, anchor: date | None = date(2025, 6, 18), headline: bool = False) -> Article:
    """An article of one block a line; the first is a headline if *headline*."""
    blocks: list[Block] = []
    position = 0
    for line in text.split("\n"):
        if line:
            kind = BlockKind.HEADLINE if headline and not blocks else BlockKind.PARAGRAPH
            blocks.append(Block(kind, Span(position, position + len(line))))
        position += len(line) + 1
    return Article("test.txt", text, tuple(blocks), anchor=anchor)


def document(
    text: str, names: Mapping[str, EntityType], *, anchor: date | None = date(2025, 6, 18), headline: bool = False
) -> Document:
    """The document of a text in which *names* are named; pronouns are found by their form."""
    made = article(text, anchor=anchor, headline=headline)
    sentences = split_sentences(made)
    mentions = [m for sentence in sentences for m in _mentions(text, sentence, names)]
    return resolve_references(made, sentences, find_quotations(made), find_times(made, sentences), mentions)


def _mentions(text: str, sentence: Sentence, names: Mapping[str, EntityType]) -> list[Mention]:
    found: list[Mention] = []
    for name in sorted(names, key=len, reverse=True):
        for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text[sentence.span.start : sentence.span.end]):
            span = Span(sentence.span.start + match.start(), sentence.span.start + match.end())
            tokens = [i for i, t in enumerate(sentence.tokens) if t.start < span.end and span.start < t.end]
            if tokens and not any(other.span.overlaps(span) for other in found):
                found.append(Mention(span, sentence.index, tokens[0], tokens[-1] + 1, MentionKind.NAME, names[name]))
    for at, token in enumerate(sentence.tokens):
        match = _PRONOUN.search(token.lower)
        if match and not any(m.first <= at < m.last for m in found):
            span = Span(token.start + match.start(), token.end)
            found.append(Mention(span, sentence.index, at, at + 1, MentionKind.PRONOUN, None))
    return found
