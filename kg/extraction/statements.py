"""Document → statements: who said what, and which outlet reports it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from kg.extraction.speakers import speaker_after, speaker_before
from kg.extraction.speech import Cue, CueKind, Passage, load_cues, load_function_words, unsaid_words
from kg.model import Document, EntityType, MentionKind, Quotation, Reference, Sentence, Span, Statement, Time

_DOUBLE = frozenset('"“”„‟«»')


@dataclass(slots=True)
class _Floor:
    """Who has the floor while the article is read from top to bottom.

    Attributes:
        speaker: who spoke last, None at the start and after somebody without a name.
        day: the day given with that speaker's cues, carried on to what they say next.
        block: block of the last statement.
        last_sentence: span of the sentence before, for "Hal itu disampaikan X".
        statements: found so far.
    """

    speaker: int | None = None
    days: dict[int, str] = field(default_factory=dict)
    block: int = -2
    before: Span | None = None
    statements: list[Statement] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Found:
    """A statement on its way: the words said, who says them and the stretch of the cue."""

    speaker: int | None
    text: Span
    cue: Span
    is_direct: bool
    confidence: float


def find_statements(document: Document) -> tuple[Statement, ...]:
    """Find who said what, in order of the text.

    Direct speech is attributed to the cue before, after or between the quotations, and goes on with the same speaker
    through paragraphs that are only quotations. Reported speech is the clause that a cue governs. A speaker who has
    no entity ("kata seorang warga") says nothing that is returned.
    """
    floor = _Floor()
    for passage, quotations in _passages(document):
        if quotations:
            _Speech(passage, quotations, floor).read()
        else:
            _Report(passage, floor).read(0, len(passage.words))
        floor.before = passage.span
    return tuple(sorted(floor.statements, key=lambda s: (s.passages[0], s.text)))


# -- passages -------------------------------------------------------------------------------------------------------


def _passages(document: Document) -> Iterator[tuple[Passage, list[Quotation]]]:
    """The sentences, joined where a quotation runs over several, each with the quotations that may be speech."""
    outer = _outermost(document.quotations)
    groups = list(_grouped(document, outer))
    references = sorted(document.references, key=lambda r: (r.mention.span.start, -r.mention.span.end))
    times = sorted(document.times, key=lambda t: t.span)
    r = t = q = 0
    for group in groups:
        span = Span(group[0].span.start, group[-1].span.end)
        inside: list[Reference] = []
        while r < len(references) and references[r].mention.span.start < span.end:
            if references[r].mention.span.start >= span.start and references[r].entities:
                inside.append(references[r])
            r += 1
        days: list[Time] = []
        while t < len(times) and times[t].span.start < span.end:
            if times[t].span.start >= span.start:
                days.append(times[t])
            t += 1
        quoted: list[Quotation] = []
        while q < len(outer) and outer[q].outer.start < span.end:
            if outer[q].outer.start >= span.start:
                quoted.append(outer[q])
            q += 1
        tokens = [token for sentence in group for token in sentence.tokens]
        passage = Passage(document, span, group[0].block, tokens, inside, days)
        yield passage, [quotation for quotation in quoted if _may_be_speech(passage, quotation)]


def _outermost(quotations: tuple[Quotation, ...]) -> list[Quotation]:
    outer: list[Quotation] = []
    for quotation in quotations:
        if not (outer and outer[-1].outer.covers(quotation.outer)):
            outer.append(quotation)
    return outer


def _grouped(document: Document, outer: list[Quotation]) -> Iterator[list[Sentence]]:
    group: list[Sentence] = []
    q = 0
    for sentence in document.sentences:
        if group:
            end = group[-1].span.end
            while q < len(outer) and outer[q].outer.end <= end:
                q += 1
            runs_on = q < len(outer) and outer[q].outer.start < end
            if not (runs_on and sentence.block == group[-1].block):
                yield group
                group = []
        group.append(sentence)
    if group:
        yield group


def _may_be_speech(passage: Passage, quotation: Quotation) -> bool:
    """Whether a quotation is speech of its own and not words set off inside a clause ("'situasi di kawasan'").

    Speech stands beside a cue, or alone.
    """
    text = passage.text
    first, last = passage.index_at(quotation.outer.start), passage.index_at(quotation.outer.end)
    after = passage.words[last : last + 3]
    if text[quotation.outer.start] not in _DOUBLE and not (after and text[quotation.span.end - 1] == ","):
        return False
    if _cue_follows(passage, last):
        return True
    if _cue_precedes(passage, first):
        return True
    stands_first = first == 0 or passage.words[first - 1].text in '.!?"”'
    has_nothing_after = not any(any(map(str.isalnum, w.text)) for w in after)
    return stands_first and (has_nothing_after or text[quotation.span.end - 1 : quotation.span.end] in (",", "."))


def _cue_follows(passage: Passage, index: int) -> bool:
    words = passage.words
    while index < len(words) and (
        words[index].text in (",", ".", "-", "–", "—") or words[index].lower in load_function_words().leads
    ):
        index += 1
    cues = passage.cues_between(index, min(index + 1, len(words)))
    return bool(cues) and cues[0].kind is not CueKind.ACTIVE


def _cue_precedes(passage: Passage, index: int) -> bool:
    words = passage.words
    if not index:
        return False
    before = words[index - 1]
    if before.text == ":" or before.lower in load_function_words().complementisers:
        return True
    if before.text == ",":
        return any(c.kind is not CueKind.CREDIT for c in passage.cues_between(max(0, index - 25), index))
    return bool(passage.cues_between(index - 1, index))


# -- one passage ----------------------------------------------------------------------------------------------------


class _Reader:
    """What the two ways of reading a passage share."""

    def __init__(self, passage: Passage, floor: _Floor) -> None:
        self.passage = passage
        self.words = passage.words
        self.floor = floor
        self.grammar = load_function_words()

    def add(self, found: _Found, reported_by: int | None = None) -> bool:
        """Take up a statement; False where nobody with an entity says it or nothing is said."""
        text = _trimmed(self.passage.text, found.text)
        if found.speaker is None or text.end <= text.start:
            return False
        floor, passage = self.floor, self.passage
        day = passage.day_between(found.cue.start, found.cue.end) if found.cue else None
        if day is not None:
            floor.days[found.speaker] = day
        about = {
            entity
            for reference in passage.references
            if text.covers(reference.mention.span) and reference.mention.kind is MentionKind.NAME
            for entity in reference.entities
        }
        span = Span(min(found.text.start, found.cue.start), max(found.text.end, found.cue.end))
        floor.statements.append(
            Statement(
                speaker=found.speaker,
                text=passage.text[text.start : text.end],
                is_direct=found.is_direct,
                reported_by=reported_by if reported_by != found.speaker else None,
                time=floor.days.get(found.speaker),
                about=tuple(sorted(about)),
                passages=(_trimmed_blank(passage.text, span),),
                confidence=found.confidence,
            )
        )
        floor.speaker, floor.block = found.speaker, passage.block
        return True

    def suffix_speaker(self, cue: Cue) -> int | None:
        """Who "-nya" is: what the references say, else who spoke last."""
        return self.pronoun(self.words[cue.at].start, self.words[cue.at].end)

    def pronoun(self, start: int, end: int) -> int | None:
        for reference in self.passage.references:
            span = reference.mention.span
            if reference.mention.kind is MentionKind.PRONOUN and start <= span.start and span.end <= end:
                return reference.entities[0]
        return self.floor.speaker

    def inverted_speaker(self, cue: Cue, last: int) -> tuple[int | None, int]:
        """Who speaks by a cue that the speaker follows, and the index of the word after the name."""
        if cue.is_suffixed:
            return self.suffix_speaker(cue), cue.at + 1
        first = cue.at + 1
        while first < last and (
            self.words[first].lower in self.grammar.agents
            or self.words[first].text == ","
            or self.words[first].lower in self.grammar.auxiliaries
        ):
            first += 1
        if first < last and self.words[first].lower in self.grammar.pronouns:
            return self.pronoun(self.words[first].start, self.words[first].end), first + 1
        speaker, after = speaker_after(self.passage, first, last)
        return speaker, after

    def outlet_between(self, first: int, last: int) -> int | None:
        """The outlet that is credited among these words: "dilansir Reuters", "mengatakan kepada DW"."""
        for cue in self.passage.cues_between(first, last):
            if cue.kind is CueKind.CREDIT and (outlet := self.outlet_after(cue, last)) is not None:
                return outlet[0]
        return None

    def outlet_after(self, cue: Cue, last: int) -> tuple[int, int] | None:
        """The organisation after a credit, and the index of the word after it."""
        stop = min(last, cue.at + 12)
        if stop <= cue.at + 1:
            return None
        for reference in self.passage.references_between(self.words[cue.at].end, self.passage.end_of(stop)):
            kind = self.passage.type_of(reference)
            if kind in (EntityType.ORGANISATION, EntityType.WORK):
                return reference.entities[0], self.passage.index_at(reference.mention.span.end)
            if kind is EntityType.PERSON:
                return None
        return None

    def offset(self, index: int) -> int:
        return self.words[index].start if index < len(self.words) else self.passage.span.end


class _Speech(_Reader):
    """A passage with direct speech."""

    def __init__(self, passage: Passage, quotations: list[Quotation], floor: _Floor) -> None:
        super().__init__(passage, floor)
        self.quotations = quotations

    def read(self) -> None:
        for number, quotation in enumerate(self.quotations):
            first = self.passage.index_at(quotation.outer.start)
            after = self.passage.index_at(quotation.outer.end)
            begin = self.passage.index_at(self.quotations[number - 1].outer.end) if number else 0
            end = (
                self.passage.index_at(self.quotations[number + 1].outer.start)
                if number + 1 < len(self.quotations)
                else len(self.words)
            )
            found, outlet = self._attributed(quotation, begin, first, after, end)
            if not self.add(found, outlet) and found.speaker is None:
                self.floor.speaker = None

    def _attributed(
        self, quotation: Quotation, begin: int, first: int, after: int, end: int
    ) -> tuple[_Found, int | None]:
        follow = self._after(after, end)
        if follow is not None:
            speaker, confidence = follow
            cue = Span(quotation.outer.end, self.passage.end_of(end))
            return _Found(speaker, quotation.span, cue, True, confidence), self.outlet_between(after, end)
        precede = self._before(begin, first)
        if precede is not None:
            speaker, confidence = precede
            cue = Span(self.offset(begin), quotation.outer.start)
            return _Found(speaker, quotation.span, cue, True, confidence), self.outlet_between(begin, first)
        cue = Span(quotation.outer.start, quotation.outer.end)
        return _Found(self.floor.speaker, quotation.span, cue, True, 0.7), None

    def _after(self, index: int, end: int) -> tuple[int | None, float] | None:
        """Who speaks by the cue after a quotation; None where there is no cue."""
        words = self.words
        while index < end and (
            words[index].text in (",", ".", "-", "–", "—") or words[index].lower in self.grammar.leads
        ):
            index += 1
        if index >= end:
            return None
        cues = self.passage.cues_between(index, end)
        if cues and cues[0].at == index and cues[0].kind is not CueKind.ACTIVE:
            if cues[0].kind is CueKind.CREDIT:
                return self.floor.speaker, 0.6
            return self.inverted_speaker(cues[0], end)[0], 0.8 if cues[0].is_suffixed else 0.95
        active = next((c for c in cues if c.kind is CueKind.ACTIVE), None)
        if active is not None and active.at - index <= 15:
            speaker, _ = speaker_before(self.passage, index, active.at)
            return speaker, 0.85
        return None

    def _before(self, begin: int, first: int) -> tuple[int | None, float] | None:
        """Who speaks by the words before a quotation; None where they hold no cue."""
        cues = [c for c in self.passage.cues_between(begin, first) if c.kind is not CueKind.CREDIT]
        if cues:
            cue = cues[-1]
            if cue.kind is CueKind.ACTIVE:
                speaker, has_subject = speaker_before(self.passage, begin, cue.at)
                return (speaker if has_subject else self.floor.speaker), 0.9
            return self.inverted_speaker(cue, first)[0], 0.9
        if first > begin and self.words[first - 1].text == ":":
            speaker, _ = speaker_before(self.passage, begin, first - 1)
            return speaker, 0.7
        return None


class _Report(_Reader):
    """A passage in which speech is only reported."""

    def read(self, first: int, last: int) -> None:
        """Find the statements among the words from *first* to *last* (half-open)."""
        if self._headline(first, last):
            return
        for cue in self.passage.cues_between(first, last):
            found = self._found(cue, first, last)
            if found is None:
                continue
            outlet = self.outlet_between(first, last)
            if self.add(found, outlet):
                return

    def _found(self, cue: Cue, first: int, last: int) -> _Found | None:
        if cue.kind is CueKind.ACTIVE:
            return self._active(cue, first, last)
        if cue.kind is CueKind.CREDIT:
            return self._credit(cue, first, last)
        if cue.kind is CueKind.PASSIVE:
            return self._passive(cue, first, last)
        return self._inverted(cue, first, last)

    # -- "Peskov mengatakan, …" --------------------------------------------------------------------------------

    def _active(self, cue: Cue, first: int, last: int) -> _Found | None:
        if cue.at > first and self.words[cue.at - 1].lower in unsaid_words():
            return None
        speaker, has_subject = speaker_before(self.passage, first, cue.at)
        if not has_subject:
            if cue.at == first:
                return None
            speaker = self._sentence_subject(first, cue.at)
        start = self._clause_after(cue.at + 1, last)
        stop = self._clause_end(start, last)
        if stop <= start:
            return None
        cue_span = Span(self.offset(first), self.offset(start))
        return _Found(speaker, self._span(start, stop), cue_span, False, 0.85)

    def _sentence_subject(self, first: int, at: int) -> int | None:
        for reference in self.passage.references_between(self.offset(first), self.offset(at)):
            if self.passage.type_of(reference) in (EntityType.PERSON, EntityType.ORGANISATION, EntityType.COUNTRY):
                return reference.entities[0]
        return self.floor.speaker

    def _clause_after(self, index: int, last: int) -> int:
        """Index where the reported clause begins, after the adjuncts of its verb."""
        words, grammar = self.words, self.grammar
        start = index
        if index < last and (words[index].lower in grammar.adjuncts or self._is_time(index)):
            limit = min(last, index + 30)
            that = next((i for i in range(index, limit) if words[i].lower == "bahwa"), None)
            if that is not None:
                return that + 1
            comma = self._comma_from(index, limit)
            if comma is not None:
                start = comma + 1
        while start < last and (
            words[start].text in (",", ":")
            or words[start].lower in grammar.complementisers
            or words[start].lower in ("juga", "pula", "lagi", "pun")
        ):
            start += 1
        return start

    def _is_time(self, index: int) -> bool:
        return any(t.span.start == self.words[index].start for t in self.passage.times)

    def _comma_from(self, index: int, limit: int) -> int | None:
        """The comma that ends the adjuncts: the last one before something that is no date and no adjunct."""
        words = self.words
        for comma in range(index, limit - 1):
            if (
                words[comma].text == ","
                and not self._is_time(comma + 1)
                and words[comma + 1].lower not in self.grammar.adjuncts
            ):
                return comma
        return None

    def _clause_end(self, start: int, last: int) -> int:
        """Index after the clause: before a credit or a second cue that closes the sentence."""
        words = self.words
        for index in range(start + 1, last):
            if words[index - 1].text != ",":
                continue
            at = index + 1 if words[index].lower in self.grammar.likenesses else index
            cues = self.passage.cues_between(at, min(at + 1, last))
            if cues and cues[0].kind in (CueKind.CREDIT, CueKind.INVERTED):
                return index - 1
            if words[index].lower in self.grammar.joiners and self.passage.cues_between(
                index + 1, min(index + 2, last)
            ):
                return index - 1
        return last

    # -- "Menurut Peskov, …", "…, kata Peskov" ------------------------------------------------------------------

    def _inverted(self, cue: Cue, first: int, last: int) -> _Found | None:
        words = self.words
        (
            cue.at == first
            or (cue.at - first <= 4 and words[cue.at - 1].text != "," and words[first].lower not in (",",))
        )
        after_comma = cue.at > first and words[cue.at - 1].text in (",", "-", "–", "—")
        is_phrase = (
            words[cue.at].lower in load_cues().phrases or words[cue.at].lower.removesuffix("nya") in load_cues().phrases
        )
        if not (cue.at == first or after_comma or is_phrase):
            return None
        speaker, after = self.inverted_speaker(cue, last)
        if speaker is None or (after == cue.at + 1 and not cue.is_suffixed):
            return None
        right = self._after_name(after, last)
        cue_span = Span(words[cue.at].start, self.passage.end_of(max(right, after)))
        left_end = cue.at - 1 if after_comma else cue.at
        left, rest = self._span(first, left_end), self._span(right, self._clause_end(right, last))
        text = left if cue.at > first and left.end - left.start > rest.end - rest.start else rest
        if text is left:
            cue_span = Span(words[cue.at].start, self.passage.end_of(last))
        return _Found(speaker, text, cue_span, False, 0.85)

    def _after_name(self, after: int, last: int) -> int:
        """Index where the clause begins after "menurut NAME, apposition, date, …"."""
        words = self.words
        comma = next((i for i in range(after, last) if words[i].text == ","), None)
        if comma is None or comma > after + 25:
            return after
        if comma > after and not (
            words[after].lower in self.grammar.adjuncts or self._is_time(after) or words[after].text in "()"
        ):
            return after
        start = comma + 1
        while start < last:
            if not (
                self._is_time(start)
                or words[start].lower in self.grammar.adjuncts
                or self.passage.cues_between(start, start + 1)
            ):
                break
            following = next((i for i in range(start, last) if words[i].text == ","), None)
            if following is None:
                return last if self.passage.cues_between(start, start + 1) or self._is_time(start) else start
            start = following + 1
        return start

    # -- "Disebutkan oleh Patrushev bahwa …", "hal itu disampaikan Peskov" ---------------------------------------

    def _passive(self, cue: Cue, first: int, last: int) -> _Found | None:
        words = self.words
        speaker, after = self.inverted_speaker(cue, last)
        named = after > cue.at + 1
        if cue.at == first or (words[first].lower in self.grammar.joiners and cue.at == first + 1):
            that = next((i for i in range(cue.at, min(last, cue.at + 30)) if words[i].lower == "bahwa"), None)
            start = that + 1 if that is not None else self._after_name(after, last)
            if not named:
                if that is None:
                    return None
                speaker = self.floor.speaker
            return _Found(speaker, self._span(start, last), Span(words[cue.at].start, self.offset(start)), False, 0.8)
        if not named or speaker is None:
            return None
        cue_span = Span(words[cue.at].start, self.passage.end_of(last))
        if words[cue.at - 1].lower in self.grammar.likenesses:
            end = cue.at - 2 if cue.at >= 2 and words[cue.at - 2].text == "," else cue.at - 1
            if end > first:
                return _Found(speaker, self._span(first, end), cue_span, False, 0.8)
            start = self._after_name(after, last)
            return _Found(speaker, self._span(start, last), Span(words[first].start, self.offset(start)), False, 0.8)
        end = cue.at
        while end > first and words[end - 1].lower in self.grammar.auxiliaries:
            end -= 1
        if words[first].lower in self.grammar.anaphors and end - first <= 3:
            before = self.floor.before
            if before is None or (self.floor.statements and self.floor.statements[-1].passages[0].overlaps(before)):
                return None
            return _Found(speaker, before, Span(words[first].start, self.passage.end_of(last)), False, 0.7)
        return _Found(speaker, self._span(first, end), cue_span, False, 0.75)

    # -- "Seperti dilansir AFP, …" ------------------------------------------------------------------------------

    def _credit(self, cue: Cue, first: int, last: int) -> _Found | None:
        outlet = self.outlet_after(cue, last)
        if outlet is None:
            return None
        words = self.words
        begin = cue.at - 1 if cue.at > first and words[cue.at - 1].lower in self.grammar.likenesses else cue.at
        start = self._after_name(outlet[1], last)
        if begin - first > 4:
            text = self._span(first, begin)
            return _Found(outlet[0], text, Span(words[begin].start, self.passage.end_of(last)), False, 0.7)
        if any(c.kind is not CueKind.CREDIT for c in self.passage.cues_between(start, last)):
            return None
        return _Found(outlet[0], self._span(start, last), Span(words[first].start, self.offset(start)), False, 0.7)

    # -- headlines ----------------------------------------------------------------------------------------------

    def _headline(self, first: int, last: int) -> bool:
        """ "Kemenkes Gaza: …", "KPK Ungkap …"."""
        if not self.passage.is_headline:
            return False
        words = self.words
        colon = next((i for i in range(first, last) if words[i].text == ":"), None)
        if colon is not None and colon - first <= 12:
            speaker, _ = speaker_before(self.passage, first, colon)
            return self.add(
                _Found(speaker, self._span(colon + 1, last), Span(words[first].start, words[colon].end), False, 0.7)
            )
        return False

    def _span(self, start: int, stop: int) -> Span:
        if stop <= start:
            return Span(self.offset(start), self.offset(start))
        return Span(self.words[start].start, self.passage.end_of(stop))


# -- the words themselves -------------------------------------------------------------------------------------------


def _trimmed(text: str, span: Span) -> Span:
    """*span* without blanks, commas and full stops at its edges, nor a pair of marks around all of it."""
    start, end = span
    while start < end and (text[start].isspace() or text[start] in ",;:."):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;:."):
        end -= 1
    return Span(start, end)


def _trimmed_blank(text: str, span: Span) -> Span:
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
