"""Which events of different articles are one happening. The rule is written down in ``docs/identity.md``."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import NamedTuple

from kg.identity.corpus import CorpusEntity, CorpusEvent, Passage
from kg.identity.naming import digest, slug, spaced, tell_apart
from kg.knowledge.authority import Authority
from kg.model import Argument, Modality

CORE = frozenset({"agent", "patient", "recipient", "participant"})
"""Roles whose fillers say which happening it is. Others describe it."""
_PLACES = frozenset({"hasPlace", "origin", "destination"})
_PATHS = frozenset({"origin", "destination"})
_WORDS = frozenset({"theme", "topic"})

_DAYS_APART = 31
"""How far apart two articles may lie for an event without a date in one of them to be the event of the other."""
_SHARED_WORDS = 0.5
"""Share of the words of the shorter theme that the longer one must hold."""
_WORD = re.compile(r"[^\W_]{4,}")
_DAY = len("2023-09-13")

Filler = int | str
Fillers = dict[str, set[Filler]]


class Report(NamedTuple):
    """An event as one article reports it, with indexes into the entities of the corpus.

    Attributes:
        article: index of the article in the corpus.
        type: local name of the event class.
        modality: as in the article.
        arguments: sorted.
        begin, end: as in :class:`kg.model.Event`.
        anchor: the day that the article speaks from, or None.
        passages: where it says so.
        confidence: 0 to 1.
    """

    article: int
    type: str
    modality: Modality
    arguments: tuple[Argument, ...]
    begin: str | None
    end: str | None
    anchor: date | None
    passages: tuple[Passage, ...]
    confidence: float


@dataclass(slots=True)
class _Happening:
    """Reports that agree, and what they say together."""

    reports: list[Report] = field(default_factory=list)
    fillers: Fillers = field(default_factory=dict)
    begin: str | None = None
    end: str | None = None

    def add(self, report: Report) -> None:
        self.reports.append(report)
        for role, filler in report.arguments:
            self.fillers.setdefault(role, set()).add(filler)
        if _precision(report.begin, report.end) > _precision(self.begin, self.end):
            self.begin, self.end = report.begin, report.end


def join_events(
    reports: Iterable[Report], articles: Sequence[str], entities: Sequence[CorpusEntity], authority: Authority
) -> tuple[CorpusEvent, ...]:
    """Join the reports of one happening and name it. The order of *reports* does not matter.

    Args:
        reports: every event of every article.
        articles: names of the articles.
        entities: of the corpus.
        authority: says which place lies in which.

    Returns:
        The happenings, sorted by name.
    """
    classes: dict[tuple[str, Modality], list[Report]] = {}
    for report in reports:
        classes.setdefault((report.type, report.modality), []).append(report)
    judge = _Judge(entities, authority)
    happenings = [h for members in classes.values() for h in _cluster(members, judge)]
    return _named(happenings, entities, articles)


def _cluster(reports: Sequence[Report], judge: _Judge) -> list[_Happening]:
    """Put each report to the one happening that it agrees with in everything, the best informed reports first."""
    happenings: list[_Happening] = []
    by_actor: dict[Filler, list[_Happening]] = {}
    for report in sorted(reports, key=_rank):
        anchors = _anchors(report.arguments)
        near = {id(h): h for filler in anchors for h in by_actor.get(filler, ())}
        happening = judge.choose(report, list(near.values()))
        if happening is None:
            happening = _Happening()
            happenings.append(happening)
        happening.add(report)
        for filler in anchors:
            known = by_actor.setdefault(filler, [])
            if not any(h is happening for h in known):
                known.append(happening)
    return happenings


def _anchors(arguments: Iterable[Argument]) -> list[Filler]:
    """What a report must share with another to be compared: its actors, or its places where it has no actor."""
    core = [filler for role, filler in arguments if role in CORE]
    return core or [filler for role, filler in arguments if role in _PLACES]


def _rank(report: Report) -> tuple[object, ...]:
    """Dates first, then many actors, then by content: the order of the articles never matters."""
    core = sum(role in CORE for role, _ in report.arguments)
    return (-_precision(report.begin, report.end), -core, report.begin or "", report.article, report.passages)


def _precision(begin: str | None, end: str | None) -> int:
    return 0 if begin is None else 2 * len(begin) + (end is not None)


class _Judge:
    """Says whether a report is of a happening.

    Args:
        entities: of the corpus.
        authority: says which place lies in which.
    """

    def __init__(self, entities: Sequence[CorpusEntity], authority: Authority) -> None:
        self._entities = entities
        self._authority = authority
        self._containers: dict[int, frozenset[str]] = {}

    def choose(self, report: Report, happenings: Sequence[_Happening]) -> _Happening | None:
        """The happening that the report is of; None where none agrees or two agree equally well."""
        scored = [(score, h) for h in happenings if (score := self._agreement(report, h))]
        best = max((score for score, _ in scored), default=0)
        chosen = [h for score, h in scored if score == best]
        return chosen[0] if len(chosen) == 1 else None

    def _agreement(self, report: Report, happening: _Happening) -> int:
        """How much the two share, 0 where they do not agree."""
        if any(report.article == other.article for other in happening.reports):
            return 0
        mine: Fillers = {}
        for role, filler in report.arguments:
            mine.setdefault(role, set()).add(filler)
        theirs = happening.fillers
        if not _times_agree(report, happening) or not self._fillers_agree(mine, theirs):
            return 0
        shared = _pairs(mine, CORE) & _pairs(theirs, CORE)
        places = _pairs(mine, _PLACES) & _pairs(theirs, _PLACES)
        if not self._is_enough(report, happening, mine, shared, places):
            return 0
        same_time = report.begin == happening.begin and report.begin is not None
        return 1 + 4 * len(shared) + 2 * len(places) + 3 * same_time

    # -- what contradicts -----------------------------------------------------------------------------------------

    def _fillers_agree(self, mine: Fillers, theirs: Fillers) -> bool:
        for role in CORE:
            one, other = mine.get(role, set()), theirs.get(role, set())
            if not (one <= other or other <= one):
                return False
        for role in _PLACES:
            one, other = mine.get(role, set()), theirs.get(role, set())
            if one and other and not self._places_agree(one, other):
                return False
        return not _roles_are_swapped(mine, theirs) and self._themes_agree(mine, theirs)

    def _places_agree(self, one: Iterable[Filler], other: Iterable[Filler]) -> bool:
        """Whether some place of the one is, holds or lies in some place of the other, or nobody knows better."""
        unknown = False
        for a in one:
            for b in other:
                inner, outer = self._containers_of(a), self._containers_of(b)
                if a == b or _keys(inner) & outer or _keys(outer) & inner:
                    return True
                unknown |= not inner or not outer
        return unknown

    def _containers_of(self, filler: Filler) -> frozenset[str]:
        """Keys of a place (marked) and of all that hold it; empty where the authority does not know it."""
        if not isinstance(filler, int):
            return frozenset()
        if filler not in self._containers:
            key = self._entities[filler].authority or ""
            keys = [f"={key}"] if key else []
            while key and key in self._authority.entries and key not in keys:
                keys.append(key)
                key = self._authority.entries[key].parent
            self._containers[filler] = frozenset(keys)
        return self._containers[filler]

    def _themes_agree(self, mine: Fillers, theirs: Fillers) -> bool:
        one, other = self._words(mine), self._words(theirs)
        if not one or not other:
            return True
        return len(one & other) >= _SHARED_WORDS * min(len(one), len(other))

    def _words(self, fillers: Fillers) -> set[str]:
        texts = (self._entities[f].label if isinstance(f, int) else f for role in _WORDS for f in fillers.get(role, ()))
        return {word for text in texts for word in _WORD.findall(text.casefold())}

    # -- what is enough ---------------------------------------------------------------------------------------------

    def _is_enough(
        self,
        report: Report,
        happening: _Happening,
        mine: Fillers,
        shared: set[tuple[str, Filler]],
        places: set[tuple[str, Filler]],
    ) -> bool:
        """Whether what they share makes them one: a class, a day and the main participants."""
        theirs = happening.fillers
        is_same_core = _pairs(mine, CORE) == _pairs(theirs, CORE)
        if not shared and not (is_same_core and places):
            return False
        if report.begin is not None and report.begin == happening.begin and len(report.begin) >= _DAY:
            has_theme = bool(self._words(mine) & self._words(theirs))
            return is_same_core or len(shared) > 1 or bool(places) or has_theme
        if report.begin is not None and happening.begin is not None:
            return len(shared) > 1 or (is_same_core and bool(places))
        is_same = is_same_core and _pairs(mine, _PATHS) == _pairs(theirs, _PATHS)
        return is_same and len(shared) + len(_pairs(mine, _PATHS)) > 1 and _are_near(report, happening)


def _keys(containers: frozenset[str]) -> frozenset[str]:
    """The place itself, without what holds it."""
    return frozenset(key[1:] for key in containers if key.startswith("="))


def _pairs(fillers: Mapping[str, set[Filler]], roles: frozenset[str]) -> set[tuple[str, Filler]]:
    return {(role, filler) for role in roles for filler in fillers.get(role, ())}


def _roles_are_swapped(mine: Fillers, theirs: Fillers) -> bool:
    """Whether somebody who acts in the one only undergoes it in the other."""
    my_roles: dict[Filler, set[str]] = {}
    their_roles: dict[Filler, set[str]] = {}
    for role, filler in _pairs(mine, CORE):
        my_roles.setdefault(filler, set()).add(role)
    for role, filler in _pairs(theirs, CORE):
        their_roles.setdefault(filler, set()).add(role)
    return any(roles.isdisjoint(their_roles[filler]) for filler, roles in my_roles.items() if filler in their_roles)


def _times_agree(report: Report, happening: _Happening) -> bool:
    """Equal, one inside the other, or one not given."""
    if report.begin is None or happening.begin is None:
        return True
    first = _bounds(report.begin, report.end)
    second = _bounds(happening.begin, happening.end)
    return (first[0] >= second[0] and first[1] <= second[1]) or (second[0] >= first[0] and second[1] <= first[1])


def _bounds(begin: str, end: str | None) -> tuple[str, str]:
    """First and last day as comparable text."""
    return begin.ljust(_DAY, "\0"), (end or begin).ljust(_DAY, "\uffff")


def _are_near(report: Report, happening: _Happening) -> bool:
    """Whether the articles are of one month: what has no date is near the day of its article."""
    days = [other.anchor for other in happening.reports]
    return report.anchor is not None and all(
        day is not None and abs((report.anchor - day).days) <= _DAYS_APART for day in days
    )


# -- names ------------------------------------------------------------------------------------------------------------


def _named(
    happenings: Sequence[_Happening], entities: Sequence[CorpusEntity], articles: Sequence[str]
) -> tuple[CorpusEvent, ...]:
    events: dict[Hashable, CorpusEvent] = {}
    for happening in happenings:
        event = _event(happening, entities)
        events[_where(event, articles)] = event
    names = tell_apart({key: event.name for key, event in events.items()})
    return tuple(sorted((replace(event, name=names[key]) for key, event in events.items()), key=lambda e: e.name))


def _where(event: CorpusEvent, articles: Sequence[str]) -> Hashable:
    """What tells two happenings apart that agree in everything else: the characters that report them."""
    return (event.name, tuple((articles[passage.article], *passage.span) for passage in event.passages))


def _event(happening: _Happening, entities: Sequence[CorpusEntity]) -> CorpusEvent:
    first = happening.reports[0]
    arguments = sorted(
        (Argument(role, filler) for role, fillers in happening.fillers.items() for filler in fillers),
        key=lambda argument: (argument.role, isinstance(argument.filler, str), argument.filler),
    )
    return CorpusEvent(
        name=_name(first, happening, arguments, entities),
        type=first.type,
        arguments=tuple(arguments),
        begin=happening.begin,
        end=happening.end,
        modality=first.modality,
        passages=tuple(sorted({p for each in happening.reports for p in each.passages})),
        confidence=max(each.confidence for each in happening.reports),
    )


def _name(
    report: Report, happening: _Happening, arguments: Sequence[Argument], entities: Sequence[CorpusEntity]
) -> str:
    said = [(role, entities[f].name if isinstance(f, int) else f) for role, f in arguments]
    content = (report.modality.value, happening.begin, happening.end, tuple(said))
    day = happening.begin or "undated"
    return f"event/{slug(spaced(report.type))}/{day}/{_who(arguments, entities)}-{digest(content)}"


def _who(arguments: Sequence[Argument], entities: Sequence[CorpusEntity]) -> str:
    """The readable part of a name: who takes part, else where it is, else what it is about."""
    for roles in (CORE, _PLACES, _WORDS):
        parts = [entities[f].name.partition("/")[2] if isinstance(f, int) else f for r, f in arguments if r in roles]
        if parts:
            return slug(" ".join(dict.fromkeys(parts)))
    return "unnamed"
