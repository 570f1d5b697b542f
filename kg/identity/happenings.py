"""What people decided of events, put into effect."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property

from kg.identity.agreement import Happening, Report
from kg.identity.corpus import CorpusEntity
from kg.identity.events import name_of
from kg.identity.rules import Rule
from kg.identity.settling import Rulings, Settled

_Member = tuple[Report, Rule | None]
_ReportKey = tuple[object, ...]


def decide(
    happenings: Mapping[str, Happening],
    entities: Sequence[CorpusEntity],
    articles: Sequence[str],
    rulings: Rulings,
    undecided: Callable[[], Mapping[str, Happening]],
) -> tuple[dict[str, Happening], Settled[_Member]]:
    """The happenings by name after what people decided, and what that was.

    Args:
        happenings: by name.
        entities: of the corpus.
        articles: names of the articles.
        rulings: what people decided.
        undecided: gives the happenings as they are called without any decision: names in the table may come from
            there.
    """
    members = {name: list(zip(h.reports, h.rules, strict=True)) for name, h in happenings.items()}
    settled = rulings.settle(members, frozenset({"event"}), _Manners(entities, articles, members, undecided))
    return {name: _together(parts) for name, parts in settled.groups.items()}, settled


def _together(parts: Sequence[Sequence[_Member]]) -> Happening:
    """One happening of all parts. The first report of each part was joined by no rule; now a decision joins it."""
    happening = Happening()
    for part, members in enumerate(parts):
        for at, (report, rule) in enumerate(members):
            happening.add(report, rule if at else Rule.DECIDED if part else None)
    return happening


class _Manners:
    """How events are settled."""

    def __init__(
        self,
        entities: Sequence[CorpusEntity],
        articles: Sequence[str],
        members: Mapping[str, Sequence[_Member]],
        undecided: Callable[[], Mapping[str, Happening]],
    ) -> None:
        self._entities = entities
        self._articles = articles
        self._members = members
        self._undecided = undecided

    def article(self, member: _Member) -> str:
        return self._articles[member[0].article]

    def name(self, members: Sequence[_Member]) -> str:
        return name_of(_together([members]), self._entities)

    def alone(self, member: _Member) -> _Member:
        return member

    def objection(self, one: Sequence[_Member], other: Sequence[_Member]) -> str:
        mine, theirs = one[0][0], other[0][0]
        if mine.type != theirs.type:
            return f"one is a {mine.type}, the other a {theirs.type}"
        if mine.modality is not theirs.modality:
            return f"one is {mine.modality.lower()}, the other {theirs.modality.lower()}"
        return ""

    def rank(self, members: Sequence[_Member]) -> tuple[int, ...]:
        return (-len(members),)

    def current(self, name: str) -> str | None:
        """The happening that most reports of the one that was called so went to."""
        found = self._earlier.get(name)
        if found is None:
            return None
        now = Counter(self._now[_key(report)] for report in found.reports if _key(report) in self._now)
        return min(now, key=lambda each: (-now[each], each), default=None)

    @cached_property
    def _earlier(self) -> Mapping[str, Happening]:
        return self._undecided()

    @cached_property
    def _now(self) -> Mapping[_ReportKey, str]:
        return {_key(report): name for name, members in self._members.items() for report, _ in members}


def _key(report: Report) -> _ReportKey:
    """What a report is, whatever its entities are called."""
    return (report.article, report.type, report.modality, report.passages, report.begin, report.end)
