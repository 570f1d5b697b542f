"""Phrases round a predicate → its time, and what times a sentence gives that are not those of a report."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from kg.extraction.phrases import Kind, Line
from kg.knowledge.ontology import load_ontology
from kg.model import Time

_NAMES = frozenset({Kind.NOUN, Kind.NOMINAL})
_ABOUT = frozenset({"terkait", "tentang", "mengenai", "soal", "atas", "berdasarkan"})
_ALL_BUT_BREAK = frozenset(Kind) - {Kind.BREAK}
_BETWEEN_REPORT_AND_DAY = frozenset({Kind.NOUN, Kind.COMMA, Kind.AUXILIARY, Kind.TIME, Kind.PREPOSITION})


def time_of(line: Line, at: int) -> Time | None:
    """The time of the predicate at index *at*: in its clause to the right, else to the left of its subject."""
    phrases = line.phrases
    for index in range(at + 1, len(phrases)):
        kind = phrases[index].kind
        if kind is Kind.TIME and not line.time_at[phrases[index].first].is_duration:
            index = _finer(line, index)
            return None if _is_of_matter(line, index) else _calendar(line, index, at)
        if kind in (Kind.BREAK, Kind.CONJUNCTION, Kind.RELATIVE, Kind.VERB):
            break
        if kind is phrases[at].kind is Kind.NOMINAL and phrases[index - 1].kind is not Kind.COORDINATOR:
            break
        if kind is Kind.COMMA:
            following = phrases[index + 1] if index + 1 < len(phrases) else None
            goes_on = following is not None and (following.kind is Kind.TIME or bool(following.preposition))
            if following is None or not (goes_on or following.is_bare_name):
                break
    for index in range(at - 1, -1, -1):
        kind = phrases[index].kind
        if kind is Kind.TIME and not line.time_at[phrases[index].first].is_duration:
            return None if _is_of_noun(line, index) or _is_of_matter(line, index) else _calendar(line, index)
        if kind is Kind.VERB and index == at - 1 and phrases[at].kind is Kind.NOMINAL:
            continue  # "pada 2024 pemerintah melakukan [audiensi]"
        if kind in (Kind.BREAK, Kind.CONJUNCTION, Kind.VERB, Kind.RELATIVE):
            break
    return None


_WITHIN_NAMES = frozenset({Kind.NOUN, Kind.COMMA, Kind.PREPOSITION, Kind.TIME})


def _finer(line: Line, index: int) -> int:
    """The phrase with the day, where a month or year stands before it: "Rapat [Juni 2025] di A, [17 Juni 2025]"."""
    coarse = line.time_at[line.phrases[index].first].begin
    for at in range(index + 1, len(line.phrases)):
        phrase = line.phrases[at]
        if phrase.kind not in _WITHIN_NAMES:
            break
        if phrase.kind is Kind.TIME:
            begin = line.time_at[phrase.first].begin
            if len(begin) > len(coarse) and begin.startswith(coarse):
                return at
    return index


def _is_year(line: Line, index: int) -> bool:
    """Whether a time is a year or a span of years that is named: "2012-2022", not "tahun lalu"."""
    phrase = line.phrases[index]
    time = line.time_at[phrase.first]
    return len(time.begin) == len("2012") and line.tokens[phrase.last - 1].lower[-1:].isdigit()


def _is_of_noun(line: Line, index: int) -> bool:
    """Whether a year stands with the noun before it: "gratifikasi [tahun 2012-2022] itu", not "pada 2022"."""
    return index > 0 and line.phrases[index - 1].kind in _NAMES and _is_year(line, index)


def _is_of_matter(line: Line, index: int) -> bool:
    """Whether a year is that of what a clause is about: "dituntut terkait suap pada [2024]"."""
    if not _is_year(line, index):
        return False
    for phrase in reversed(line.phrases[:index]):
        if phrase.preposition in _ABOUT or phrase.head in _ABOUT:
            return True
        if phrase.kind in (Kind.BREAK, Kind.VERB, Kind.CONJUNCTION, Kind.RELATIVE):
            return False
    return False


def times_of(line: Line) -> Iterator[tuple[int, Time]]:
    """The times of a sentence that are no durations and not those of a report, each with the index of its phrase."""
    for index, phrase in enumerate(line.phrases):
        if phrase.kind is Kind.TIME and not is_of_report(line, index, _ALL_BUT_BREAK):
            time = _calendar(line, index)
            if time is not None and not (_is_of_noun(line, index) or _is_of_matter(line, index)):
                yield index, time


def _calendar(line: Line, index: int, event: int = -1) -> Time | None:
    """The time at *index* if it is in the calendar and not that of a report other than the *event* itself."""
    time = line.time_at[line.phrases[index].first]
    return None if time.is_duration or is_of_report(line, index, event=event) else time


def is_of_report(line: Line, index: int, passed: frozenset[Kind] = _BETWEEN_REPORT_AND_DAY, event: int = -1) -> bool:
    """Whether a time or place goes with words of saying: "dilansir AFP, [Jumat (15/9)], …", "kata X [di Moskow]".

    Phrases of the kinds *passed* may stand between.
    """
    cues = _cues_of_speech()
    for at in range(index - 1, -1, -1):
        phrase = line.phrases[at]
        if any(token.lower in cues for token in line.tokens[phrase.first : phrase.last]):
            return at != event or not _is_day_or_placed(line, index)
        if phrase.kind not in passed:
            return False
    return False


_PLACING = frozenset({"pada", "sejak"})


def _is_day_or_placed(line: Line, index: int) -> bool:
    """Whether a time does not just belong to the noun before it: "polemik tahun ajaran [2025]"."""
    first = line.phrases[index].first
    return len(line.time_at[first].begin) == len("2025-06-18") or line.tokens[first - 1].lower in _PLACING


@cache
def _cues_of_speech() -> frozenset[str]:
    speech = load_ontology().speech
    return speech.credits | speech.verbs | speech.active_forms | speech.passive_forms
