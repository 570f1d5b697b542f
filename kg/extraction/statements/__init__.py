"""Document → statements: who said what, and which outlet reports it (``docs/statements.md``)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Generic, TypeVar

from kg.extraction.confidence import Assessor
from kg.extraction.statements.floor import Floor
from kg.extraction.statements.headlines import HeadlineSpeech
from kg.extraction.statements.quoted_speech import QuotedSpeech, is_speech
from kg.extraction.statements.reported_speech import ReportedSpeech
from kg.extraction.statements.speech import Passage, load_untitled
from kg.extraction.statements.titleholders import TitleHolders
from kg.model import Document, Quotation, Sentence, Span, Statement

_T = TypeVar("_T")


def find_statements(document: Document, assessor: Assessor | None = None) -> tuple[Statement, ...]:
    """Find who said what, in order of the text.

    Direct speech is attributed to the cue before, after or between the quotations, and goes on with the same speaker
    through paragraphs that are only quotations. Reported speech is the clause that a cue governs. A speaker who has
    no entity ("kata seorang warga") says nothing that is returned.
    """
    floor, headlines = Floor(), []
    for passage, quotations in _passages(document):
        if passage.is_title:
            headlines.append(passage)
            continue
        speech = [quotation for quotation in quotations if is_speech(passage, quotation)]
        if speech:
            QuotedSpeech(passage, speech, floor).read()
        else:
            ReportedSpeech(passage, floor).read()
        floor.before = passage.span
    above = Floor()
    for passage in headlines:
        HeadlineSpeech(passage, above, floor.statements).read()
    floor.follow(above)
    return floor.assessed(assessor or Assessor(document))


def _passages(document: Document) -> Iterator[tuple[Passage, list[Quotation]]]:
    """The sentences, joined where a quotation runs over several, with the quotations that begin in them."""
    outer = _outermost(document.quotations)
    resolved = [reference for reference in document.references if reference.entities]
    references = _Cursor(
        sorted(resolved, key=lambda r: (r.mention.span.start, -r.mention.span.end)), lambda r: r.mention.span
    )
    times = _Cursor(sorted(document.times, key=lambda t: t.span), lambda t: t.span)
    quotations = _Cursor(outer, lambda q: q.outer)
    titles = TitleHolders(document, load_untitled())
    for group in _joined(document, outer):
        span = Span(group[0].span.start, group[-1].span.end)
        tokens = [token for sentence in group for token in sentence.tokens]
        passage = Passage(document, span, group[0].block, tokens, references.take(span), times.take(span), titles)
        yield passage, quotations.take(span)


class _Cursor(Generic[_T]):
    """Hands out sorted values stretch by stretch."""

    def __init__(self, values: Sequence[_T], span_of: Callable[[_T], Span]) -> None:
        self._values, self._span_of, self._at = values, span_of, 0

    def take(self, span: Span) -> list[_T]:
        """Those that begin inside *span*; what begins before it is passed over."""
        taken: list[_T] = []
        while self._at < len(self._values) and self._span_of(self._values[self._at]).start < span.end:
            if self._span_of(self._values[self._at]).start >= span.start:
                taken.append(self._values[self._at])
            self._at += 1
        return taken


def _outermost(quotations: Sequence[Quotation]) -> list[Quotation]:
    outer: list[Quotation] = []
    for quotation in quotations:
        if not (outer and outer[-1].outer.covers(quotation.outer)):
            outer.append(quotation)
    return outer


def _joined(document: Document, outer: Sequence[Quotation]) -> Iterator[list[Sentence]]:
    """Runs of sentences of one block that a quotation holds together."""
    group: list[Sentence] = []
    at = 0
    for sentence in document.sentences:
        if group:
            end = group[-1].span.end
            while at < len(outer) and outer[at].outer.end <= end:
                at += 1
            runs_on = at < len(outer) and outer[at].outer.start < end
            if not (runs_on and sentence.block == group[-1].block):
                yield group
                group = []
        group.append(sentence)
    if group:
        yield group
