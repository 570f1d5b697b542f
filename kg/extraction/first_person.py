"""Words of the first person inside a quotation stand for whoever is quoted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg.extraction.phrases import load_grammar
from kg.model import Document, Mention, MentionKind, Reference, Sentence, Span, Statement


def resolve_first_person(document: Document, statements: Iterable[Statement]) -> Document:
    """The document with "saya" and "kami" of each direct statement resolved to its speaker."""
    quoted = [
        (span, statement.speaker) for statement in statements if statement.is_direct for span in statement.passages
    ]
    found = [reference for sentence in document.sentences for reference in _references(document, sentence, quoted)]
    merged = sorted((*document.references, *found), key=lambda r: (r.mention.span, r.entities))
    return replace(document, references=tuple(merged))


def _references(document: Document, sentence: Sentence, quoted: list[tuple[Span, int]]) -> Iterator[Reference]:
    first_person = load_grammar().first_person
    for at, token in enumerate(sentence.tokens):
        span = Span(token.start, token.end)
        if token.lower not in first_person or not any(q.span.covers(span) for q in document.quotations):
            continue
        for passage, speaker in quoted:
            if passage.covers(span):
                yield Reference(Mention(span, sentence.index, at, at + 1, MentionKind.PRONOUN, None), (speaker,))
                break
