"""Who has the floor while an article is read from its first sentence to its last."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from kg.extraction.confidence import Assessor
from kg.extraction.statements.speech import Passage, load_function_words
from kg.model import MentionKind, Span, Statement

NOBODY = -1
"""Has the floor when somebody without an entity has spoken: "katanya" is then theirs."""
_MARKS = frozenset("\"“”„‟«»'‘’")
_NEAR = 60
"""How many characters may stand between two paragraphs, with what a site puts between them."""
_EDGE = ",;:.–—-"
"""What is stripped from the edges of what is said."""


class Tie(StrEnum):
    """How words are tied to who says them; what comes first is the words' own place."""

    SPEECH_CUE = "speech, cue"
    """'"…," kata X'."""
    SPEECH_ACTIVE = "speech, active"
    """'"…," X mengatakan'."""
    SPEECH_CREDIT = "speech, credit"
    """'"…," dilansir X': of who has the floor."""
    SPEECH_NAME = "speech, name"
    """'"…," Direktur Riset X, dalam rilisnya': the verb is left out."""
    CUE_SPEECH = "cue, speech"
    """'Menurut X, "…"'."""
    ACTIVE_SPEECH = "active, speech"
    """'X mengatakan, "…"'."""
    COLON_SPEECH = "colon, speech"
    """'X: "…"'."""
    ONGOING_SPEECH = "ongoing speech"
    """A quotation without a cue, of who has the floor."""
    ACTIVE = "active"
    """"X mengatakan …"."""
    BESIDE = "beside"
    """"Menurut X, …", "…, kata X"."""
    PASSIVE = "passive"
    """"… disampaikan oleh X", "disebutkan oleh X bahwa …"."""
    ANAPHOR = "anaphor"
    """"Hal itu disampaikan X": the sentence before."""
    CREDIT = "credit"
    """"Dilansir X, …"."""
    COLON = "colon"
    """"X: …" in a headline."""
    ONGOING = "ongoing"
    """A sentence without a cue, of who has the floor."""


@dataclass(frozen=True, slots=True)
class Utterance:
    """What a cue governs, before it becomes a statement.

    Attributes:
        speaker: index of the entity, or None where the words name nobody.
        text: the words said.
        cue: from the first to the last word that says who, when and by which outlet.
        is_direct: whether the words stand between quotation marks.
        tie: how the words are tied to the speaker.
    """

    speaker: int | None
    text: Span
    cue: Span
    is_direct: bool
    tie: Tie


class Floor:
    """Takes utterances up as statements and remembers what the next ones lean on.

    Attributes:
        speaker: who spoke last; None at the start, ``NOBODY`` after somebody without a name.
        person: the person who spoke last, whoever has the floor now.
        before: the passage before this one, for "Hal itu disampaikan oleh X".
        statements: taken up so far, in order.
        block: index of the block of the last statement.
    """

    def __init__(self) -> None:
        self.speaker: int | None = None
        self.person: int | None = None
        self.before: Span | None = None
        self.block = -1
        self.statements: list[Statement] = []
        self._ties: list[tuple[Tie, Span | None]] = []
        self._days: dict[int, str] = {}

    def take(self, passage: Passage, utterance: Utterance, reported_by: int | None = None) -> bool:
        """Take up *utterance*; False where nobody with an entity says it, or nothing is said."""
        text = trimmed(passage.text, utterance.text)
        if utterance.speaker is None or utterance.speaker == NOBODY or text.start >= text.end:
            return False
        speaker, cue = utterance.speaker, utterance.cue
        is_apart = not cue.covers(utterance.text)
        for one in (*(passage.fellows(speaker, cue) if is_apart else ()), speaker):
            self._set_day(passage, one, cue)
            self.statements.append(
                Statement(
                    speaker=one,
                    text=passage.text[text.start : text.end],
                    is_direct=utterance.is_direct,
                    reported_by=None if reported_by == one else reported_by,
                    time=self._days.get(one),
                    about=_named_in(passage, text),
                    passages=(_passage(passage, utterance),),
                )
            )
            self._ties.append((utterance.tie, cue if is_apart else None))
        self.give(passage, speaker)
        self.block = passage.block
        return True

    def _set_day(self, passage: Passage, speaker: int, cue: Span) -> None:
        day, is_reports = passage.day_between(cue)
        if day is not None and not (is_reports and speaker in self._days):
            self._days[speaker] = day

    def give(self, passage: Passage, speaker: int | None, cue: Span | None = None) -> None:
        """Let *speaker* have the floor; None and ``NOBODY`` are somebody without an entity.

        Args:
            passage: where.
            speaker: who.
            cue: the words that say who and when, where no statement is taken up from them.
        """
        self.speaker = speaker
        if cue is not None and speaker is not None and speaker != NOBODY:
            self._set_day(passage, speaker, cue)
        if speaker is not None and speaker != NOBODY and passage.is_person(speaker):
            self.person = speaker

    def follow(self, above: Floor) -> None:
        """Put what *above* has taken up before the statements of this one."""
        self.statements[:0] = above.statements
        self._ties[:0] = above._ties

    def holds(self) -> bool:
        """Whether somebody spoke in the passage directly before."""
        return self.speaker is not None and self.before is not None and self.has_taken(self.before)

    def has_cued(self) -> bool:
        """Whether a cue made the last statement, and not only that its speaker went on."""
        return bool(self._ties) and self._ties[-1][0] not in (Tie.ONGOING, Tie.ONGOING_SPEECH)

    def has_taken(self, span: Span) -> bool:
        """Whether the last statement was made from *span*."""
        return bool(self.statements) and self.statements[-1].passages[0].overlaps(span)

    def _is_borne_out(self, number: int) -> bool:
        """Whether a sentence without a cue is its speaker's: by its words ("Sebab, …", "pihaknya") or what follows."""
        statement, (tie, _) = self.statements[number], self._ties[number]
        words, grammar = statement.text.lower().split(), load_function_words()
        if (
            tie is not Tie.ONGOING
            or words[0].strip(_EDGE) in grammar.continuers
            or not grammar.house_reported.isdisjoint(words)
        ):
            return True
        following = self.statements[number + 1 : number + 2]
        return any(
            s.speaker == statement.speaker and s.passages[0].start - statement.passages[0].end < _NEAR
            for s in following
        )

    def assessed(self, assessor: Assessor) -> tuple[Statement, ...]:
        """The statements in order of the text, each with its confidence.

        A sentence that only goes on is left out where its speaker does not speak on directly behind it.

        What was said before the day of an occasion was named has that day as well: news names it with the second or
        third sentence of a speaker ("…," ujar X di Jakarta, Rabu (18/6)).
        """
        first_day: dict[int, str] = {}
        for statement in reversed(self.statements):
            if statement.time is not None:
                first_day[statement.speaker] = statement.time
        dated = [
            s if s.time is not None or s.speaker not in first_day else replace(s, time=first_day[s.speaker])
            for s in self.statements
        ]
        assessed = [
            assessor.statement(s, *tie)
            for number, (s, tie) in enumerate(zip(dated, self._ties, strict=True))
            if self._is_borne_out(number)
        ]
        return tuple(sorted(assessed, key=lambda s: (s.passages[0], s.text)))


def trimmed(text: str, span: Span) -> Span:
    """*span* without blanks, commas and full stops at its edges."""
    start, end = span
    while start < end and (text[start].isspace() or text[start] in _EDGE):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in _EDGE):
        end -= 1
    return Span(start, end)


def _named_in(passage: Passage, text: Span) -> tuple[int, ...]:
    return tuple(
        sorted(
            {
                entity
                for reference in passage.references
                if reference.mention.kind is MentionKind.NAME and text.covers(reference.mention.span)
                for entity in reference.entities
            }
        )
    )


def _passage(passage: Passage, utterance: Utterance) -> Span:
    start = min(utterance.text.start, utterance.cue.start)
    end = max(utterance.text.end, utterance.cue.end)
    while start < end and passage.text[start].isspace():
        start += 1
    while end > start and passage.text[end - 1].isspace():
        end -= 1
    if start > passage.span.start and passage.text[start - 1] in _MARKS:
        start -= 1
    if end < passage.span.end and passage.text[end] in _MARKS:
        end += 1
    return Span(start, end)
