"""Evidence of pairs → groups of nodes that are one thing.

The surest evidence comes first; two groups are joined unless something says that a node of the one is not a node of the
other. Order and choice depend on content alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import NamedTuple

from kg.merging.evidence import DECISION, LOOKALIKE, Evidence
from kg.merging.profiles import Pair, Profiles, pair
from kg.merging.terms import Terms


class Refusal(NamedTuple):
    """Evidence that was not followed.

    Attributes:
        evidence: that the two are one.
        why: what says that they are not.
        is_doubt: nothing says so for certain: it is too little, or fits two.
    """

    evidence: Evidence
    why: str
    is_doubt: bool


@dataclass(slots=True)
class Clusters:
    """Groups of nodes that are one thing.

    Attributes:
        joined: the evidence that was followed, in this order.
        refused: the evidence that was not.
    """

    joined: list[Evidence] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    _group: dict[str, list[str]] = field(default_factory=dict)

    def of(self, node: str) -> list[str]:
        """The nodes that are one with it, itself among them."""
        return self._group.get(node) or [node]

    def groups(self) -> Iterator[list[str]]:
        """Every group of two and more nodes."""
        seen: set[int] = set()
        for group in self._group.values():
            if id(group) not in seen:
                seen.add(id(group))
                yield group

    def join(self, evidence: Evidence) -> None:
        """Make the two groups one."""
        mine, theirs = self.of(evidence.one), self.of(evidence.other)
        whole = [*mine, *theirs]
        for node in whole:
            self._group[node] = whole
        self.joined.append(evidence)


@dataclass(frozen=True, slots=True)
class Guards:
    """What forbids a join.

    Attributes:
        profiles: kinds of the nodes.
        kinds: those that exclude each other.
        different: pairs that an input or a decision says are two.
        apart: namesakes that one input keeps apart.
        contradiction: says what two nodes contradict each other in, or "".
    """

    profiles: Profiles
    kinds: frozenset[str]
    different: Mapping[Pair, str]
    apart: frozenset[Pair] | set[Pair]
    contradiction: Callable[[str, str], str]

    def against(self, evidence: Evidence, mine: Sequence[str], theirs: Sequence[str]) -> str:
        """Why the two groups are not one; "" where nothing says so."""
        is_lookalike = evidence.rule == LOOKALIKE
        for one in mine:
            for other in theirs:
                why = self._different(one, other, evidence.rule) or (is_lookalike and self._look(one, other)) or ""
                if why:
                    return why
        return ""

    def _different(self, one: str, other: str, rule: str) -> str:
        both = pair(one, other)
        if both in self.different:
            return self.different[both]
        mine = self.profiles.kinds.get(one, set()) & self.kinds
        theirs = self.profiles.kinds.get(other, set()) & self.kinds
        if rule != DECISION and mine and theirs and not mine & theirs:
            return f"{min(mine)} and {min(theirs)}"
        return ""

    def _look(self, one: str, other: str) -> str:
        if pair(one, other) in self.apart:
            return "one input keeps them apart"
        return self.contradiction(one, other)


def cluster(evidence: Iterable[Evidence], guards: Guards, threshold: float, terms: Terms) -> Clusters:
    """Follow the evidence as far as nothing speaks against it."""
    found = Clusters()
    enough = [each for each in evidence if each.confidence >= threshold or each.rule != LOOKALIKE]
    torn = _torn([each for each in enough if each.rule == LOOKALIKE], guards, terms.margin)
    for each in sorted(enough, key=_rank):
        mine, theirs = found.of(each.one), found.of(each.other)
        if mine is theirs:
            continue
        why = guards.against(each, mine, theirs)
        if why:
            found.refused.append(Refusal(each, why, False))
        elif (each.one, each.other) in torn:
            found.refused.append(Refusal(each, f"as like to {torn[each.one, each.other]}", True))
        else:
            found.join(each)
    return found


def _rank(evidence: Evidence) -> tuple[object, ...]:
    return (evidence.rule != DECISION, evidence.rule == LOOKALIKE, -evidence.confidence, evidence[3:], evidence[1:3])


def _torn(evidence: Sequence[Evidence], guards: Guards, margin: float) -> dict[Pair, str]:
    """Pairs of which one is as like to a third node that the other is not, and that node."""
    near: dict[str, list[tuple[str, Evidence]]] = {}
    for each in evidence:
        near.setdefault(each.one, []).append((each.other, each))
        near.setdefault(each.other, []).append((each.one, each))
    torn: dict[Pair, str] = {}
    for found in near.values():
        for (one, first), (other, second) in combinations(sorted(found), 2):
            if (
                first.confidence - second.confidence < margin
                and second.confidence - first.confidence < margin
                and (guards.against(first, [one], [other]))
            ):
                torn.setdefault((first.one, first.other), other)
                torn.setdefault((second.one, second.other), one)
    return torn
