"""Which happening is the one that earlier reports had planned. The rule is written down in ``docs/identity.md``."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from kg.identity.corpus import CorpusEvent
from kg.identity.likeness import CORE, PLACES, Filler, Likeness, fillers_of, pairs
from kg.model import Modality

_PATIENCE = timedelta(days=366)
"""How long after its report a plan without a date may still be carried out."""
_ENOUGH = 2
"""So many participants and places they must share."""


def link_fulfilments(
    events: Sequence[CorpusEvent], days: Sequence[date | None], likeness: Likeness
) -> tuple[CorpusEvent, ...]:
    """The events, each with the names of the plans that it fulfils.

    Args:
        events: of the corpus.
        days: the day that each article speaks from, by number of the article.
        likeness: compares who and what takes part.
    """
    done: dict[tuple[str, Filler], list[CorpusEvent]] = {}
    for event in events:
        if event.modality is Modality.ASSERTED:
            for filler in _actors(event):
                done.setdefault((event.type, filler), []).append(event)
    fulfilled: dict[str, list[str]] = {}
    for plan in events:
        if plan.modality is Modality.PLANNED:
            near = {e.name: e for filler in _actors(plan) for e in done.get((plan.type, filler), ())}
            first = _first_that_fulfils(plan, near.values(), days, likeness)
            if first:
                fulfilled.setdefault(first.name, []).append(plan.name)
    return tuple(replace(e, fulfils=tuple(sorted(fulfilled[e.name]))) if e.name in fulfilled else e for e in events)


def _actors(event: CorpusEvent) -> set[Filler]:
    return {filler for role, filler in event.arguments if role in CORE}


def _first_that_fulfils(
    plan: CorpusEvent, events: Iterable[CorpusEvent], days: Sequence[date | None], likeness: Likeness
) -> CorpusEvent | None:
    reported = _reported(plan, days)
    if reported is None:
        return None
    found: dict[str, list[CorpusEvent]] = {}
    for event in events:
        when = _when(event, days)
        if (
            when
            and _is_news(plan, event)
            and _is_in_time(plan, event, reported, when)
            and _is_alike(plan, event, likeness)
        ):
            found.setdefault(when.isoformat(), []).append(event)
    first = found[min(found)] if found else []
    return first[0] if len(first) == 1 else None


def _reported(event: CorpusEvent, days: Sequence[date | None]) -> date | None:
    """The day of the first report, None where a report has none."""
    known = [days[passage.article] for passage in event.passages]
    return min((day for day in known if day), default=None) if all(known) else None


def _when(event: CorpusEvent, days: Sequence[date | None]) -> date | None:
    """The last day on which it can have happened: of its time, or of its first report."""
    last = _last_day(event.end or event.begin)
    reported = _reported(event, days)
    return min(last, reported) if last and reported else last or reported


def _is_news(plan: CorpusEvent, event: CorpusEvent) -> bool:
    """Whether it is reported elsewhere than where it is planned: no article sees its own plans fulfilled."""
    planned = {passage.article for passage in plan.passages}
    return any(passage.article not in planned for passage in event.passages)


def _is_in_time(plan: CorpusEvent, event: CorpusEvent, reported: date, when: date) -> bool:
    """Whether it did not happen before it was planned, and when it was planned for."""
    if event.begin is None and when <= reported:
        return False  # it may have happened long before its own report
    begin, end = _first_day(plan.begin), _last_day(plan.end or plan.begin)
    if begin is None or end is None:
        return reported <= when <= reported + _PATIENCE
    starts = _first_day(event.begin) or when
    return reported <= when and begin <= when and starts <= end


def _is_alike(plan: CorpusEvent, event: CorpusEvent, likeness: Likeness) -> bool:
    mine, theirs = fillers_of(plan.arguments), fillers_of(event.arguments)
    shared = pairs(mine, CORE) & pairs(theirs, CORE)
    if not any(likeness.tells(filler) for _, filler in shared) or not likeness.agree(mine, theirs):
        return False
    places = sum(likeness.meet(mine.get(role, ()), theirs.get(role, ())) for role in PLACES)
    return len(shared) + places + bool(likeness.shared_words(mine, theirs)) >= _ENOUGH


def _first_day(time: str | None) -> date | None:
    """The first day of a year, a month or a day."""
    return date.fromisoformat(time + "-01-01"[len(time) - len("2023") :]) if time else None


def _last_day(time: str | None) -> date | None:
    """The last day of a year, a month or a day."""
    if not time or len(time) == len("2023-09-13"):
        return _first_day(time)
    year, month = (*map(int, time.split("-")), 12)[:2]
    return date(year, month, monthrange(year, month)[1])
