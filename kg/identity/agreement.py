"""Whether a report is of a happening, and by which rule. The rules are written down in ``docs/identity.md``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from kg.identity.corpus import CorpusEntity, Passage
from kg.identity.rules import Rule
from kg.identity.stories import Stories
from kg.knowledge.authority import Authority
from kg.model import Argument, EntityType, Modality

CORE = frozenset({"agent", "patient", "recipient", "participant"})
"""Roles whose fillers say which happening it is. Others describe it."""
PLACES = frozenset({"hasPlace", "origin", "destination"})
WORDS = frozenset({"theme", "topic"})
_PATHS = frozenset({"origin", "destination"})

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
        runs: fingerprints of the words of its sentences, as :func:`kg.identity.wording.runs` gives them.
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
    runs: frozenset[int] = frozenset()


@dataclass(slots=True)
class Happening:
    """Reports that agree, what they say together, and why each of them but the first is here."""

    reports: list[Report] = field(default_factory=list)
    rules: list[Rule | None] = field(default_factory=list)
    fillers: Fillers = field(default_factory=dict)
    begin: str | None = None
    end: str | None = None
    runs: set[int] = field(default_factory=set)

    def add(self, report: Report, rule: Rule | None = None) -> None:
        """Take in a report; *rule* says why, None for the first."""
        self.reports.append(report)
        self.rules.append(rule)
        for role, filler in report.arguments:
            self.fillers.setdefault(role, set()).add(filler)
        self.runs |= report.runs
        if precision(report.begin, report.end) > precision(self.begin, self.end):
            self.begin, self.end = report.begin, report.end


class Verdict(NamedTuple):
    """A report is of a happening.

    Attributes:
        score: how much the two share.
        rule: why they are one.
    """

    score: int
    rule: Rule


def precision(begin: str | None, end: str | None) -> int:
    """How much a time says: a day more than a month, 0 for none."""
    return 0 if begin is None else 2 * len(begin) + (end is not None)


def pairs(fillers: Mapping[str, set[Filler]], roles: frozenset[str]) -> set[tuple[str, Filler]]:
    """Who plays which of these roles."""
    return {(role, filler) for role in roles for filler in fillers.get(role, ())}


class Judge:
    """Says whether a report is of a happening.

    Args:
        entities: of the corpus.
        authority: says which place lies in which.
        stories: which articles tell one story.
    """

    def __init__(self, entities: Sequence[CorpusEntity], authority: Authority, stories: Stories) -> None:
        self._entities = entities
        self._authority = authority
        self._stories = stories
        self._lines: dict[int, tuple[str, ...]] = {}

    def choose(self, report: Report, happenings: Iterable[Happening]) -> tuple[Happening, Rule] | None:
        """The happening that the report is of, and why; None where none agrees or two agree equally well."""
        judged = [(verdict, h) for h in happenings if (verdict := self._agreement(report, h))]
        best = max((verdict.score for verdict, _ in judged), default=0)
        chosen = [(h, verdict.rule) for verdict, h in judged if verdict.score == best]
        return chosen[0] if len(chosen) == 1 else None

    def _agreement(self, report: Report, happening: Happening) -> Verdict | None:
        if any(report.article == other.article for other in happening.reports):
            return None
        mine: Fillers = {}
        for role, filler in report.arguments:
            mine.setdefault(role, set()).add(filler)
        if not _times_agree(report, happening) or not self._fillers_agree(mine, happening.fillers):
            return None
        evidence = self._evidence(report, happening, mine)
        rule = _rule(report, happening, evidence)
        return Verdict(evidence.score, rule) if rule else None

    # -- what contradicts -----------------------------------------------------------------------------------------

    def _fillers_agree(self, mine: Fillers, theirs: Fillers) -> bool:
        for role in CORE:
            one, other = mine.get(role, set()), theirs.get(role, set())
            if not (one <= other or other <= one):
                return False
        for role in PLACES:
            one, other = mine.get(role, set()), theirs.get(role, set())
            if one and other and not self._places_agree(one, other):
                return False
        return not _roles_are_swapped(mine, theirs) and self._themes_agree(mine, theirs)

    def _places_agree(self, one: Iterable[Filler], other: Iterable[Filler]) -> bool:
        """Whether some place of the one is, holds or lies in some place of the other, or nobody knows better.

        Nobody does where the authority has no such place, or does not say what holds it ("Timur Jauh").
        """
        unknown = False
        for a in one:
            for b in other:
                if a == b or self._holds(a, b) or self._holds(b, a):
                    return True
                unknown |= not (self._is_placed(a) and self._is_placed(b))
        return unknown

    def _holds(self, outer: Filler, inner: Filler) -> bool:
        """Whether a place is another one or holds it."""
        line = self._line(outer)
        return bool(line) and line[0] in self._line(inner)

    def _is_placed(self, place: Filler) -> bool:
        return len(self._line(place)) > 1 or not self._tells(place)

    def _line(self, filler: Filler) -> tuple[str, ...]:
        """Keys of a place and of all that hold it, outwards; empty where the authority does not know it."""
        if not isinstance(filler, int):
            return ()
        if filler not in self._lines:
            keys: list[str] = []
            key = self._entities[filler].authority or ""
            while key in self._authority.entries and key not in keys:
                keys.append(key)
                key = self._authority.entries[key].parent
            self._lines[filler] = tuple(keys)
        return self._lines[filler]

    def _themes_agree(self, mine: Fillers, theirs: Fillers) -> bool:
        one, other = self._words(mine), self._words(theirs)
        if not one or not other:
            return True
        return len(one & other) >= _SHARED_WORDS * min(len(one), len(other))

    def _words(self, fillers: Fillers) -> set[str]:
        texts = (self._entities[f].label if isinstance(f, int) else f for role in WORDS for f in fillers.get(role, ()))
        return {word for text in texts for word in _WORD.findall(text.casefold())}

    # -- what they share --------------------------------------------------------------------------------------------

    def _evidence(self, report: Report, happening: Happening, mine: Fillers) -> _Evidence:
        theirs = happening.fillers
        shared = pairs(mine, CORE) & pairs(theirs, CORE)
        return _Evidence(
            actors=len(shared),
            telling=sum(self._tells(filler) for _, filler in shared),
            is_same_core=pairs(mine, CORE) == pairs(theirs, CORE),
            paths=len(pairs(mine, _PATHS)) if pairs(mine, _PATHS) == pairs(theirs, _PATHS) else None,
            places=self._shared_places(mine, theirs),
            theme=bool(self._words(mine) & self._words(theirs)),
            same_time=report.begin is not None and (report.begin, report.end) == (happening.begin, happening.end),
            undated=report.begin is None and happening.begin is None,
            copied=not report.runs.isdisjoint(happening.runs),
            story=any(self._stories.are_one(report.article, other.article) for other in happening.reports),
        )

    def _tells(self, filler: Filler) -> bool:
        """Whether who takes part says something: a country takes part in much."""
        return isinstance(filler, int) and self._entities[filler].type is not EntityType.COUNTRY

    def _shared_places(self, mine: Fillers, theirs: Fillers) -> int:
        """How many places both name, but for countries and for what only holds another place of either."""
        shared = {filler for _, filler in pairs(mine, PLACES) & pairs(theirs, PLACES)}
        return sum(self._tells(f) and self._is_narrow(f, mine) and self._is_narrow(f, theirs) for f in shared)

    def _is_narrow(self, place: Filler, fillers: Fillers) -> bool:
        return not any(self._holds(place, other) for _, other in pairs(fillers, PLACES) if other != place)


class _Evidence(NamedTuple):
    """What a report and a happening share.

    Attributes:
        actors: how many main participants, in the same roles.
        telling: how many of them are no countries.
        is_same_core: whether they have the same main participants.
        paths: how many origins and destinations, None where these are not the same.
        places: how many places that tell something.
        theme: whether they share a word of the theme or topic.
        same_time: whether they say the same time.
        undated: whether both say none.
        copied: whether their sentences share a run of words.
        story: whether their articles tell one story.
    """

    actors: int
    telling: int
    is_same_core: bool
    paths: int | None
    places: int
    theme: bool
    same_time: bool
    undated: bool
    copied: bool
    story: bool

    @property
    def score(self) -> int:
        """How much that is; of two happenings that agree with a report the one with the higher score is meant."""
        times = 3 * self.same_time + self.undated
        return 1 + 4 * self.actors + 2 * self.places + times + 2 * self.theme + 3 * self.story + 6 * self.copied


def _rule(report: Report, happening: Happening, shared: _Evidence) -> Rule | None:
    """The rule by which what they share makes them one; None where it does not."""
    if not shared.actors and not (shared.is_same_core and shared.places):
        return None
    if shared.copied:
        return Rule.SAME_WORDS
    detail = bool(shared.places) or shared.theme
    if report.begin is not None and happening.begin is not None:
        if shared.same_time and len(report.begin) >= _DAY:
            is_enough = shared.actors > 1 or detail or (shared.is_same_core and shared.telling > 0 and shared.story)
            return Rule.SAME_DAY if is_enough else None
        is_enough = shared.actors > 1 or (shared.is_same_core and shared.places > 0)
        return Rule.NESTED_TIME if is_enough else None
    if not shared.is_same_core or shared.paths is None or not _are_near(report, happening):
        return None
    if shared.actors + shared.paths > 1:
        return Rule.SAME_PARTICIPANTS
    return Rule.SAME_STORY if shared.story and (shared.telling > 0 or shared.places > 0) else None


def _roles_are_swapped(mine: Fillers, theirs: Fillers) -> bool:
    """Whether somebody who acts in the one only undergoes it in the other."""
    my_roles: dict[Filler, set[str]] = {}
    their_roles: dict[Filler, set[str]] = {}
    for role, filler in pairs(mine, CORE):
        my_roles.setdefault(filler, set()).add(role)
    for role, filler in pairs(theirs, CORE):
        their_roles.setdefault(filler, set()).add(role)
    return any(roles.isdisjoint(their_roles[filler]) for filler, roles in my_roles.items() if filler in their_roles)


def _times_agree(report: Report, happening: Happening) -> bool:
    """Equal, one inside the other, or one not given."""
    if report.begin is None or happening.begin is None:
        return True
    first = _bounds(report.begin, report.end)
    second = _bounds(happening.begin, happening.end)
    return (first[0] >= second[0] and first[1] <= second[1]) or (second[0] >= first[0] and second[1] <= first[1])


def _bounds(begin: str, end: str | None) -> tuple[str, str]:
    """First and last day as comparable text."""
    return begin.ljust(_DAY, "\0"), (end or begin).ljust(_DAY, "\uffff")


def _are_near(report: Report, happening: Happening) -> bool:
    """Whether the articles are of one month: what has no date is near the day of its article."""
    days = [other.anchor for other in happening.reports]
    return report.anchor is not None and all(
        day is not None and abs((report.anchor - day).days) <= _DAYS_APART for day in days
    )
