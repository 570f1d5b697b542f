"""Happenings of an article → their days, where the clause does not say: from who speaks when, and who meets whom."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta

from kg.extraction.courts import sitting_court
from kg.extraction.first_person import houses_of
from kg.extraction.happenings import Found
from kg.extraction.triggers import Form
from kg.knowledge.ontology import EventClass
from kg.model import Document, Modality, Position, Statement

_BY_CALENDAR = frozenset({"Attendance", "Banquet", "Ceremony", "Election", "MilitaryExercise", "Trial"})
"""Happenings whose day is fixed before."""


def give_days(
    found: Sequence[Found],
    classes: Mapping[str, EventClass],
    document: Document,
    statements: Iterable[Statement],
    positions: Iterable[Position],
) -> None:
    """Give a day to happenings that have none, and take it from those that are told as facts of a later day.

    A speech act happens on the day on which its agent, or who speaks for its agent, is quoted, and a verdict when the
    court or its judge is; what two do to each other, when they meet.
    """
    _take_future_days(found, classes, document)
    days = _days_of_voices(statements, positions, _day_of_speech(document, found, classes))
    for event in found:
        if event.begin is None and classes[event.type].is_speech_act:
            event.begin = next((days[agent] for agent in sorted(event.people("agent")) if agent in days), None)
        elif event.begin is None and _is_verdict(event) and (court := sitting_court(document)) is not None:
            event.begin = days.get(court)
    _date_encounters(found, classes)


def _take_future_days(found: Iterable[Found], classes: Mapping[str, EventClass], document: Document) -> None:
    """What is told as a fact has not happened after the article.

    "KPK meminta laporan selesai pada 2027" is asked before; what goes by the calendar ("festival pada 22 Juni") is
    planned for its day.
    """
    anchor = document.article.anchor
    if anchor is None:
        return
    for event in found:
        slack = timedelta(days=0 if classes[event.type].is_speech_act else 1)
        told = (anchor + slack).isoformat()
        if event.begin is None or event.begin[: len(told)] <= told[: len(event.begin)]:
            continue
        if event.modality is not Modality.ASSERTED:
            continue
        if event.type in _BY_CALENDAR:
            event.modality = Modality.PLANNED
        else:
            event.begin = event.end = None


def _is_verdict(event: Found) -> bool:
    """Whether somebody is sentenced: "divonis", not "vonis bebas" or "belum pernah dihukum"."""
    return event.type == "Sentence" and event.modality is Modality.ASSERTED and set(event.forms) != {Form.NOUN}


def _day_of_speech(document: Document, found: Iterable[Found], classes: Mapping[str, EventClass]) -> str | None:
    """The one day that the article names, where nothing happens on it but that people meet and speak."""
    days = {(time.begin, time.end) for time in document.times if len(time.begin) == len("2025-06-18")}
    begin, end = next(iter(days)) if len(days) == 1 else (None, None)
    happens = (event for event in found if event.begin and not classes[event.type].is_speech_act)
    is_other = any(classes[event.type].group != "Contact" for event in happens)
    return None if end or is_other else begin


def _date_encounters(found: Iterable[Found], classes: Mapping[str, EventClass]) -> None:
    """What two do to each other happens when they meet, where the article dates one encounter of theirs."""
    facts = [event for event in found if event.modality is Modality.ASSERTED]
    encounters = [event for event in facts if event.begin and classes[event.type].group == "Contact"]
    for event in facts:
        if event.begin is None and len(event.actors()) > 1 and event.actors() != event.people("agent"):
            days = {(other.begin, other.end) for other in encounters if event.actors() <= other.actors()}
            if len(days) == 1:
                event.begin, event.end = next(iter(days))


def _days_of_voices(
    statements: Iterable[Statement], positions: Iterable[Position], only_day: str | None
) -> dict[int, str]:
    """The day on which somebody is quoted, or somebody who holds an office of theirs, where it is one day only.

    Where no day is given with what they say, it is *only_day*.
    """
    houses = houses_of(positions)
    days: dict[int, set[str]] = {}
    for statement in statements:
        for voice in {statement.speaker, houses.get(statement.speaker, statement.speaker)}:
            days.setdefault(voice, set()).update([statement.time] if statement.time else [])
    said = {voice: found or ({only_day} if only_day else set()) for voice, found in days.items()}
    return {voice: next(iter(found)) for voice, found in said.items() if len(found) == 1}
