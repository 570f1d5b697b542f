"""Whether a report is of a happening, and by which rule. The rules are written down in ``docs/identity.md``."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from kg.identity.corpus import Passage
from kg.identity.likeness import CORE, Fillers, Likeness, fillers_of, pairs
from kg.identity.rules import Rule
from kg.identity.stories import Stories
from kg.model import Argument, Modality

_DAYS_APART = 31
"""How far apart two articles may lie for an event without a date in one of them to be the event of the other."""
_FEW_DAYS = 2
_DAY = len("2023-09-13")


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


class Judge:
    """Says whether a report is of a happening.

    Args:
        likeness: compares who and what takes part.
        stories: which articles tell one story.
        speech: event classes that are done by saying so.
    """

    def __init__(self, likeness: Likeness, stories: Stories, speech: frozenset[str]) -> None:
        self._likeness = likeness
        self._speech = speech
        self._stories = stories

    def choose(self, report: Report, happenings: Iterable[Happening]) -> tuple[Happening, Rule] | None:
        """The happening that the report is of, and why; None where none agrees or two agree equally well."""
        judged = [(verdict, h) for h in happenings if (verdict := self._agreement(report, h))]
        best = max((verdict.score for verdict, _ in judged), default=0)
        chosen = [(h, verdict.rule) for verdict, h in judged if verdict.score == best]
        return chosen[0] if len(chosen) == 1 else None

    def _agreement(self, report: Report, happening: Happening) -> Verdict | None:
        if any(report.article == other.article for other in happening.reports):
            return None
        mine = fillers_of(report.arguments)
        if not times_agree((report.begin, report.end), (happening.begin, happening.end)):
            return None
        if not self._likeness.agree(mine, happening.fillers):
            return None
        evidence = self._evidence(report, happening, mine)
        rule = _rule(report, happening, evidence)
        return Verdict(evidence.score, rule) if rule else None

    def _evidence(self, report: Report, happening: Happening, mine: Fillers) -> _Evidence:
        theirs = happening.fillers
        shared = pairs(mine, CORE) & pairs(theirs, CORE)
        return _Evidence(
            actors=len(shared),
            acting=all(role == "agent" for role, _ in shared),
            telling=sum(self._likeness.tells(filler) for _, filler in shared),
            is_same_core=pairs(mine, CORE) == pairs(theirs, CORE),
            paths=self._likeness.shared_paths(mine, theirs),
            places=self._likeness.shared_places(mine, theirs),
            wide_places=len(self._likeness.places_of_both(mine, theirs)),
            theme=self._likeness.shared_words(mine, theirs),
            same_time=report.begin is not None and (report.begin, report.end) == (happening.begin, happening.end),
            undated=report.begin is None and happening.begin is None,
            copied=not report.runs.isdisjoint(happening.runs),
            said=report.type in self._speech,
            story=any(self._stories.are_one(report.article, other.article) for other in happening.reports),
        )


class _Evidence(NamedTuple):
    """What a report and a happening share.

    Attributes:
        actors: how many main participants, in the same roles.
        acting: whether they only act.
        telling: how many of them are no countries.
        is_same_core: whether they have the same main participants.
        paths: how many origins and destinations, None where these are not the same.
        places: how many places that tell something.
        wide_places: how many places, with those that hold another of them.
        theme: how many words of the theme or topic they share.
        same_time: whether they say the same time.
        undated: whether both say none.
        copied: whether their sentences share a run of words.
        said: whether it is done by saying so: who speaks does it many times a day.
        story: whether their articles tell one story.
    """

    actors: int
    acting: bool
    telling: int
    is_same_core: bool
    paths: int | None
    places: int
    wide_places: int
    theme: int
    same_time: bool
    undated: bool
    copied: bool
    said: bool
    story: bool

    @property
    def detail(self) -> bool:
        """Whether they share a place, or a word of the theme; two where it is said: words are many."""
        return bool(self.places) or self.theme > self.said

    @property
    def score(self) -> int:
        """How much that is; of two happenings that agree with a report the one with the higher score is meant."""
        times = 3 * self.same_time + self.undated
        return 1 + 4 * self.actors + 2 * self.places + times + 2 * bool(self.theme) + 3 * self.story + 6 * self.copied


def _rule(report: Report, happening: Happening, shared: _Evidence) -> Rule | None:
    """The rule by which what they share makes them one; None where it does not."""
    if not shared.actors and not (shared.is_same_core and shared.places):
        return None
    is_dated = report.begin is not None and happening.begin is not None
    if not is_dated and not shared.actors and not _are_near(report, happening, 0):
        return None  # mountains erupt, and rivers flood, day after day
    if shared.copied:
        return Rule.SAME_WORDS
    if is_dated:
        return _dated_rule(report, happening, shared)
    if not shared.is_same_core or shared.paths is None or not _are_near(report, happening, _DAYS_APART):
        return None
    if shared.actors + shared.paths > 1:
        return Rule.SAME_PARTICIPANTS
    return Rule.SAME_STORY if shared.story and _is_enough_for_a_story(shared) else None


def _dated_rule(report: Report, happening: Happening, shared: _Evidence) -> Rule | None:
    if shared.same_time and report.begin is not None and len(report.begin) >= _DAY:
        person = shared.is_same_core and shared.telling > 0 and shared.story and not shared.said
        return Rule.SAME_DAY if shared.actors > 1 or shared.detail or person else None
    is_placed = shared.is_same_core and shared.places > 0 and (shared.actors > 0 or _are_short(report, happening))
    return Rule.NESTED_TIME if shared.actors > 1 or is_placed else None


def _is_enough_for_a_story(shared: _Evidence) -> bool:
    """Whether they share enough for two articles of one story, one of which gives no time.

    Who only acts does much in a story; who speaks says much; who undergoes something mostly undergoes it once.
    """
    if not shared.telling:
        return shared.wide_places > 1
    is_often = shared.said or (shared.acting and not shared.undated)
    return shared.detail or not is_often


def _are_short(*times: Report | Happening) -> bool:
    """Whether each time is of a few days: a mountain that erupts all year erupts more than once."""
    return all(
        time.begin is not None
        and len(time.begin) == _DAY
        and (date.fromisoformat(time.end or time.begin) - date.fromisoformat(time.begin)).days <= _FEW_DAYS
        for time in times
    )


def times_agree(one: tuple[str | None, str | None], other: tuple[str | None, str | None]) -> bool:
    """Whether two times, each a begin and an end, are equal, one lies inside the other, or one is not given."""
    if one[0] is None or other[0] is None:
        return True
    first, second = _bounds(one[0], one[1]), _bounds(other[0], other[1])
    return (first[0] >= second[0] and first[1] <= second[1]) or (second[0] >= first[0] and second[1] <= first[1])


def _bounds(begin: str, end: str | None) -> tuple[str, str]:
    """First and last day as comparable text."""
    return begin.ljust(_DAY, "\0"), (end or begin).ljust(_DAY, "\uffff")


def _are_near(report: Report, happening: Happening, apart: int) -> bool:
    """Whether the articles lie so many days apart at most: what has no date is near the day of its article."""
    days = [other.anchor for other in happening.reports]
    return report.anchor is not None and all(
        day is not None and abs((report.anchor - day).days) <= apart for day in days
    )
