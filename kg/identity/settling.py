"""Puts decisions into effect: takes apart what is different, puts together what is the same."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, Protocol, TypeVar

from kg.errors import InputError
from kg.identity.decisions import Decision, DecisionsError, Verdict

M = TypeVar("M")
"""A member of a thing or happening: what one article says of it."""
_ROOMS = frozenset({"article", "event", "organization", "person", "place", "product", "work"})
"""First parts of the names of what can be decided about."""
_GONE = "Look it up with kg explain in a graph of the same articles."


class Manners(Protocol[M]):
    """What settling must know of the things that it settles."""

    def article(self, member: M) -> str:
        """Name of the article that a member is of."""
        ...

    def name(self, members: Sequence[M]) -> str:
        """What a part that was split off is called."""
        ...

    def alone(self, member: M) -> M:
        """A member that was split off."""
        ...

    def objection(self, one: Sequence[M], other: Sequence[M]) -> str:
        """Why two cannot be one, "" if they can."""
        ...

    def rank(self, members: Sequence[M]) -> tuple[int, ...]:
        """The lowest of those that are one keeps its name."""
        ...

    def current(self, name: str) -> str | None:
        """What something that had this name before other decisions is called now."""
        ...


@dataclass(slots=True)
class Settled(Generic[M]):
    """Things after decisions.

    Attributes:
        groups: members by name; for each name the members of its own and of every thing that was decided to be it.
        notes: what was decided, in words, by name.
        different: pairs of names that were decided to be two.
    """

    groups: dict[str, list[list[M]]]
    notes: dict[str, list[str]] = field(default_factory=dict)
    different: list[tuple[str, str]] = field(default_factory=list)

    def said_of(self, name: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The notes of a thing, and the names of those that it is not."""
        others = {b if a == name else a for a, b in self.different if name in (a, b)}
        return tuple(self.notes.get(name, ())), tuple(sorted(others))


class Rulings:
    """Decisions on the way into effect.

    Attributes:
        problems: errors of rows that cannot be put into effect.

    Args:
        decisions: of :func:`kg.identity.decisions.read_decisions`.
        articles: names of all articles.
    """

    def __init__(self, decisions: Sequence[Decision], articles: Iterable[str]) -> None:
        self.problems: list[InputError] = []
        self._articles = frozenset(articles)
        self._decisions = []
        for decision in decisions:
            rooms = {_room(name) for name in (decision.one, decision.other)} - {"article"}
            if unknown := [n for n in (decision.one, decision.other) if _room(n) not in _ROOMS]:
                self.problems.append(decision.refused(f"there is no <{unknown[0]}>", _GONE))
            elif len({room == "event" for room in rooms}) > 1:
                self.problems.append(decision.refused("one is an event, the other is none"))
            else:
                self._decisions.append(decision)

    def settle(self, groups: Mapping[str, Sequence[M]], rooms: frozenset[str], manners: Manners[M]) -> Settled[M]:
        """Put the decisions about things of some rooms into effect.

        Args:
            groups: members by name of the thing.
            rooms: first parts of the names ("person").
            manners: what must be known of the things.
        """
        mine = [decision for decision in self._decisions if _room(decision.one) in rooms]
        return _Settling(groups, self._articles, manners, self.problems).settle(mine)

    def check(self) -> None:
        """Raise what is wrong.

        Raises:
            DecisionsError: some rows cannot be put into effect.
        """
        if self.problems:
            raise DecisionsError(sorted(self.problems, key=lambda p: int(p.place.rpartition(":")[2])))


def _room(name: str) -> str:
    return name.partition("/")[0]


class _Settling(Generic[M]):
    def __init__(
        self,
        groups: Mapping[str, Sequence[M]],
        articles: frozenset[str],
        manners: Manners[M],
        problems: list[InputError],
    ) -> None:
        self._groups = {name: list(members) for name, members in groups.items()}
        self._articles = articles
        self._manners = manners
        self._problems = problems
        self._settled: Settled[M] = Settled({})
        self._same: dict[str, list[tuple[str, Decision]]] = {}
        self._splits: list[tuple[str, str, Decision]] = []
        self._used: list[tuple[str, Decision]] = []

    def settle(self, decisions: Sequence[Decision]) -> Settled[M]:
        pairs: list[tuple[str, str, Decision]] = []
        whole = dict(self._groups)
        for decision in decisions:
            if decision.other.startswith("article/"):
                self._split(decision, whole)
        for decision in decisions:
            if not decision.other.startswith("article/"):
                one, other = self._find(decision.one, decision), self._find(decision.other, decision)
                if one and other:
                    pairs.append((one, other, decision))
        self._join([pair for pair in pairs if pair[2].verdict is Verdict.SAME])
        for one, other, decision in [*self._splits, *pairs]:
            if decision.verdict is Verdict.DIFFERENT:
                self._keep_apart(one, other, decision)
        for name, parts in self._put_together():
            self._settled.groups[name] = parts
        return self._settled

    def _find(self, name: str, decision: Decision) -> str | None:
        found = name if name in self._groups else self._manners.current(name)
        if found is None or found not in self._groups:
            self._problems.append(decision.refused(f"there is no <{name}>", _GONE))
            return None
        return found

    # -- taking apart -----------------------------------------------------------------------------------------------

    def _split(self, decision: Decision, whole: Mapping[str, Sequence[M]]) -> None:
        name, article = self._find(decision.one, decision), decision.other
        if article not in self._articles:
            self._problems.append(decision.refused(f"there is no <{article}>", _GONE))
        elif name and decision.verdict is Verdict.SAME:
            self._problems.append(
                decision.refused("nothing is the same as an article", "Write different, or two things.")
            )
        elif name:
            leaving = [m for m in self._groups[name] if self._manners.article(m) == article]
            staying = [m for m in self._groups[name] if self._manners.article(m) != article]
            if not any(self._manners.article(m) == article for m in whole.get(name, ())):
                self._problems.append(decision.refused(f"<{article}> does not speak of <{decision.one}>"))
            elif leaving and not staying:
                self._problems.append(decision.refused(f"only <{article}> speaks of <{decision.one}>"))
            elif leaving:
                part = self._free(self._manners.name(leaving))
                self._groups[name], self._groups[part] = staying, [self._manners.alone(m) for m in leaving]
                self._splits.append((name, part, decision))

    def _free(self, wanted: str) -> str:
        """The name, with a number behind it where it is taken."""
        name, number = wanted, 1
        while name in self._groups:
            number += 1
            name = f"{wanted}-{number}"
        return name

    # -- putting together -------------------------------------------------------------------------------------------

    def _join(self, pairs: Sequence[tuple[str, str, Decision]]) -> None:
        for one, other, decision in pairs:
            objection = self._manners.objection(self._members(one), self._members(other))
            if objection:
                self._problems.append(decision.refused(objection))
            elif one != other:
                self._used.append((one, decision))
                self._same.setdefault(one, []).append((other, decision))
                self._same.setdefault(other, []).append((one, decision))

    def _keep_apart(self, one: str, other: str, decision: Decision) -> None:
        lines = self._path(one, other)
        if lines is None:
            self._settled.different.append((one, other))
            self._used.append((one, decision))
            return
        said = f"line{'s' * (len(lines) > 1)} {', '.join(lines)} make{'s' * (len(lines) == 1)} them one"
        cause = f"<{decision.one}> and <{decision.other}> are to be different, but {said}"
        self._problems.append(decision.refused(cause, "Take one of these lines out."))

    def _path(self, one: str, other: str) -> list[str] | None:
        """Lines that make one of the two, None where nothing does."""
        ways: dict[str, list[Decision]] = {one: []}
        queue = deque([one])
        while queue:
            name = queue.popleft()
            for neighbour, decision in self._same.get(name, ()):
                if neighbour not in ways:
                    ways[neighbour] = [*ways[name], decision]
                    queue.append(neighbour)
        return [decision.line for decision in ways[other]] if other in ways else None

    def _put_together(self) -> Iterator[tuple[str, list[list[M]]]]:
        kept: dict[str, str] = {}
        for name in sorted(self._groups):
            if name not in kept:
                together = self._reach(name)
                together.sort(key=lambda each: (self._manners.rank(self._groups[each]), each))
                kept.update(dict.fromkeys(together, together[0]))
                yield together[0], [self._groups[each] for each in together]
        notes: dict[str, set[str]] = {}
        for name, decision in self._used:
            note = f"{decision.one} {decision.verdict} {decision.other}{_reason(decision)}"
            notes.setdefault(kept[name], set()).add(note)
        self._settled.notes = {name: sorted(said) for name, said in notes.items()}
        self._settled.different = sorted({_sorted(kept[a], kept[b]) for a, b in self._settled.different})

    def _members(self, name: str) -> list[M]:
        """Members of a thing and of all that it was decided to be."""
        return [member for each in self._reach(name) for member in self._groups[each]]

    def _reach(self, name: str) -> list[str]:
        found, queue = {name}, deque([name])
        while queue:
            for neighbour, _ in self._same.get(queue.popleft(), ()):
                if neighbour not in found:
                    found.add(neighbour)
                    queue.append(neighbour)
        return sorted(found)


def _sorted(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)


def _reason(decision: Decision) -> str:
    """Who decided and why, in brackets."""
    said = ": ".join(part for part in (decision.who, decision.why) if part)
    return f" ({said})" if said else ""
