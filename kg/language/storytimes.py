"""The times of an article among each other: what counts from the day that another one names.

:mod:`kg.language.times` reads each expression by itself; here "sehari sebelumnya" finds the day before which it was,
and "pukul 07.00" its day.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from kg.language.calendar import moved
from kg.model import Sentence, Span

NEAR = timedelta(days=60)
"""How far from the article's day a day without a year is looked for, and a clock time finds its day."""
OF_DAY = "T"


class Timex(NamedTuple):
    """A time expression as TimeML's TIMEX3 describes it.

    Attributes:
        span: the words.
        first, last: half-open range of its tokens in the sentence.
        type: ``DATE``, ``TIME``, ``DURATION`` or ``SET``.
        value: TIMEX3 value: ``2013-09-13``, ``2013-W37``, ``2013-Q3``, ``197``, ``2013-09-13TMO``, ``P2D``,
            ``PAST_REF``; "" where it counts from a day that is not known.
        begin: the same as ISO 8601 year, month or day (for ``DURATION`` the duration), or "" where the expression has
            no place in the calendar that the graph could use.
        end: last day, month or year where it is a span, else None.
        halves: the two ends of a span ("13 hingga 15 Mei"), a day and about when ("Rabu (13/9) sekitar pukul 07.00"):
            TIMEX3 sees two expressions.
        is_printed: whether the words give the day itself ("27 November"), so that nothing had to be counted.
        weekday: its ISO number where the words say no more of the day ("Kamis pagi"), else 0.
        from_story: how far it lies from the time that was named before it ("sehari sebelumnya" is -1, "D"), or None;
            of a lone clock time or part of the day (0, "T").
    """

    span: Span
    first: int
    last: int
    type: str
    value: str
    begin: str = ""
    end: str | None = None
    halves: tuple[Timex, ...] = ()
    is_printed: bool = False
    weekday: int = 0
    from_story: tuple[int, str] | None = None


def place_in_story(sentences: Iterable[Sentence], found: list[list[Timex]], anchor: date | None) -> None:
    """Give the times *found* in each of the *sentences* the days that others of the article name.

    *anchor* is the article's day; where it has none, only what a sentence itself says counts.
    """
    spoken = [timexes for timexes in found if timexes]
    if anchor is not None:
        for sentence, timexes in zip(sentences, found, strict=True):
            _follow_print(sentence, timexes)
        _place_weekdays(spoken, anchor)
        _place_counted(spoken, anchor)
    for timexes in spoken:
        _place_clocks(timexes)


_CLOSE = timedelta(days=14)


def _follow_print(sentence: Sentence, found: list[Timex]) -> None:
    """ "hari ini, Senin (20/10)", of an older quotation or a late article, is the day that is printed."""
    for i, (timex, printed) in enumerate(pairwise(found)):
        if not printed.is_printed or timex.is_printed or timex.weekday or len(timex.begin) < 10 or timex.end:
            continue
        between = [token.text for token in sentence.tokens[timex.last : printed.first]]
        if between == [","] and abs(date.fromisoformat(printed.begin) - date.fromisoformat(timex.begin)) <= _CLOSE:
            found[i] = timex._replace(value=printed.begin + timex.value[10:], begin=printed.begin)


def _place_weekdays(found: list[list[Timex]], anchor: date) -> None:
    """A bare "Kamis" is the "Kamis (27/11)" of the article, if that lies nearer to *anchor* than the one counted."""
    printed = [
        day
        for timexes in found
        for timex in timexes
        if timex.is_printed and abs((day := date.fromisoformat(timex.begin)) - anchor) < timedelta(weeks=1)
    ]
    if not printed:
        return
    for timexes in found:
        for i, timex in enumerate(timexes):
            if not timex.weekday:
                continue
            day = date.fromisoformat(timex.begin)
            named = (other for other in printed if other.isoweekday() == timex.weekday)
            nearest = min((day, *named), key=lambda other: abs(other - anchor)).isoformat()
            timexes[i] = timex._replace(value=nearest + timex.value[10:], begin=nearest)


_PRECISION = {"Y": 4, "M": 7, "W": 10, "D": 10}


def _place_counted(found: list[list[Timex]], anchor: date) -> None:
    """ "sehari sebelumnya", "hari itu" count from the last time before them that is as precise, else from *anchor*.

    A lone "pukul 07.00" is on the last day before it that is called by its date, if that is of the article's weeks.
    """
    named: list[str] = []
    day = anchor
    for timexes in found:
        for i, timex in enumerate(timexes):
            if timex.from_story is None:
                if timex.begin and timex.begin[0] != "P":
                    named.append(timex.begin)
                if timex.is_printed or timex.weekday:
                    day = date.fromisoformat(timex.begin)
            elif timex.from_story[1] == OF_DAY:
                timexes[i] = _on_day(timex, day if abs(day - anchor) <= NEAR else anchor)
            else:
                timexes[i] = _counted(timex, *timex.from_story, named, anchor)


def _counted(timex: Timex, count: int, unit: str, named: list[str], anchor: date) -> Timex:
    """A time that lies *count* units from the last of those *named* that is as precise."""
    begin = next((b for b in reversed(named) if len(b) >= _PRECISION.get(unit, 10)), None)
    place = moved(date.fromisoformat(begin + "-01-01"[len(begin) - 4 :]) if begin else anchor, count, unit)
    if place is None:
        return timex
    return timex._replace(value=place.value + timex.value[10:] if unit == "D" else place.value)


def _place_clocks(found: list[Timex]) -> None:
    """A lone "pukul 07.00" is rather on the day that its own sentence names nearest to it."""
    days = [timex for timex in found if len(timex.begin) == 10]
    for i, timex in enumerate(found):
        if timex.from_story == (0, OF_DAY) and days:
            day = min(days, key=lambda d: abs(d.first - timex.first))
            found[i] = _on_day(timex, date.fromisoformat(day.begin))


def _on_day(timex: Timex, day: date) -> Timex:
    """A time of day on *day*."""
    value = day.isoformat() + timex.value[10:] if timex.value else ""
    return timex._replace(value=value, halves=tuple(_on_day(half, day) for half in timex.halves))
