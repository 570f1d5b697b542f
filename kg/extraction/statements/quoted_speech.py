"""Direct speech: quotations with the cue before, after or between them, or going on without one."""

from __future__ import annotations

from kg.extraction.statements.floor import NOBODY, Floor, Tie, Utterance
from kg.extraction.statements.reader import Reader
from kg.extraction.statements.reported_speech import ReportedSpeech
from kg.extraction.statements.speakers import speaker_after, speaker_before
from kg.extraction.statements.speech import CueKind, Passage, load_function_words
from kg.model import Quotation, Span

_SINGLE = frozenset("'‘’‚`´")
_STOPS = frozenset(",.-–—")
_SUBJECT_REACH = 15
"""How many words after a quotation its speaker may take before the verb: '"…," Easley, profesor di …, mengatakan'."""


def is_speech(passage: Passage, quotation: Quotation) -> bool:
    """Whether a quotation is speech of its own and not words set off inside a clause ("'situasi di kawasan'").

    Speech stands beside a cue, or alone.
    """
    text, words = passage.text, passage.words
    first, after = passage.index_at(quotation.outer.start), passage.index_at(quotation.outer.end)
    ends_in_comma = text[quotation.span.end - 1] == ","
    if text[quotation.outer.start] in _SINGLE and text[quotation.outer.start :][:2] != "''" and not ends_in_comma:
        return False
    if _cue_follows(passage, after) or _cue_precedes(passage, first):
        return True
    stands_first = first == 0 or words[first - 1].text in ('"', "”", ".", "!", "?")
    stands_last = not any(word.text[0].isalnum() for word in words[after : after + 3])
    return stands_first and (stands_last or ends_in_comma or text[quotation.span.end - 1] == ".")


def _cue_follows(passage: Passage, index: int) -> bool:
    cue = passage.cue_at(_after_leads(passage, index, len(passage.words)))
    return cue is not None and cue.kind is not CueKind.ACTIVE


def _cue_precedes(passage: Passage, index: int) -> bool:
    if not index:
        return False
    before = passage.words[index - 1]
    if before.text == ":" or before.lower in load_function_words().complementisers:
        return True
    if before.text == ",":
        return any(cue.kind is not CueKind.CREDIT for cue in passage.cues_between(max(0, index - 25), index))
    cue = passage.cue_at(index - 1)
    return cue is not None and cue.kind is not CueKind.PASSIVE


def _after_leads(passage: Passage, index: int, last: int) -> int:
    leads = load_function_words().leads
    while index < last and (passage.words[index].text in _STOPS or passage.words[index].lower in leads):
        index += 1
    return index


class QuotedSpeech(Reader):
    """A passage with direct speech.

    Args:
        passage: the passage.
        quotations: those of it that are speech, in order.
        floor: who has the floor.
    """

    def __init__(self, passage: Passage, quotations: list[Quotation], floor: Floor) -> None:
        super().__init__(passage, floor)
        self._quotations = quotations
        self._report = ReportedSpeech(passage, floor)

    def read(self) -> None:
        """Take up what is said; one statement for each quotation."""
        index_at, quotations = self.passage.index_at, self._quotations
        begin = 0
        for number, quotation in enumerate(quotations):
            first, after = index_at(quotation.outer.start), index_at(quotation.outer.end)
            is_last = number + 1 == len(quotations)
            end = len(self.words) if is_last else index_at(quotations[number + 1].outer.start)
            utterance = self._attributed(quotation, begin, first, after, end)
            outlet = self.outlet_between(after, end) or self.outlet_between(begin, first)
            if not self.floor.take(self.passage, utterance, outlet) and utterance.speaker in (None, NOBODY):
                self.floor.speaker = NOBODY
            else:
                self._report.resume(after, end)
            begin = after

    def _attributed(self, quotation: Quotation, begin: int, first: int, after: int, end: int) -> Utterance:
        follows = self._speaker_after(after, end)
        if follows is not None:
            self._report.read(begin, first)
            cue = Span(quotation.outer.end, self.passage.end_of(end))
            return Utterance(follows[0], quotation.span, cue, True, follows[1])
        precedes = self._speaker_before(begin, first)
        if precedes is not None:
            cue = Span(self.offset(begin), quotation.outer.start)
            return Utterance(precedes[0], quotation.span, cue, True, precedes[1])
        self._report.read(begin, first)
        return Utterance(self.floor.speaker, quotation.span, quotation.outer, True, Tie.ONGOING_SPEECH)

    def _speaker_after(self, index: int, end: int) -> tuple[int | None, Tie] | None:
        """Who speaks by the words after a quotation, and how; None where they hold no cue."""
        ends_in_comma = self.passage.text[self.offset(index) - 1 : self.offset(index)] == ","
        index = _after_leads(self.passage, index, end)
        if index >= end:
            return None
        cue = self.passage.cue_at(index)
        if cue is not None and cue.kind is CueKind.CREDIT:
            return self.floor.speaker, Tie.SPEECH_CREDIT
        if cue is not None and cue.kind is not CueKind.ACTIVE:
            return self.inverted_speaker(cue, end, is_quoting=True)[0], Tie.SPEECH_CUE
        active = next((c for c in self.passage.cues_between(index, end) if c.kind is CueKind.ACTIVE), None)
        if active is not None and active.at - index <= _SUBJECT_REACH:
            return speaker_before(self.passage, index, active.at, self.floor.speaker)[0], Tie.SPEECH_ACTIVE
        speaker, _ = speaker_after(self.passage, index, end, None)
        if speaker is not None and not ends_in_comma:
            return speaker, Tie.SPEECH_NAME  # '"…," Direktur Riset X, dalam rilisnya': the verb is left out
        return None

    def _speaker_before(self, begin: int, first: int) -> tuple[int | None, Tie] | None:
        """Who speaks by the words before a quotation, and how; None where they hold no cue."""
        cues = [cue for cue in self.passage.cues_between(begin, first) if cue.kind is not CueKind.CREDIT]
        if cues and cues[-1].kind is not CueKind.ACTIVE:
            return self.inverted_speaker(cues[-1], first, is_quoting=True)[0], Tie.CUE_SPEECH
        if cues:
            speaker, has_subject = speaker_before(self.passage, begin, cues[-1].at, self.floor.speaker)
            return speaker if has_subject else self.floor.speaker, Tie.ACTIVE_SPEECH
        if first > begin and self.words[first - 1].text == ":":
            speaker, _ = speaker_before(self.passage, begin, first - 1, self.floor.speaker)
            return speaker if speaker is not None else self._report.sentence_subject(begin, first), Tie.COLON_SPEECH
        return None
