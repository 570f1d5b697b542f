"""Which articles tell one story: they speak of the same people, places and things."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import chain
from math import log, sqrt

_ALIKE = 0.35
"""From this cosine on two articles tell one story. Found on a day's articles: below it, pairs that report one
happening without a date are outnumbered by pairs that do not."""
_SHARED = 3
"""So many entities they must share at least: two articles with two names each are always alike."""


class Stories:
    """Compares articles by the entities that they name; a name that few articles use says more than one that all use.

    Args:
        named: the entities that each article names.
    """

    def __init__(self, named: Sequence[Collection[int]]) -> None:
        self._named = [frozenset(each) for each in named]
        counts: dict[int, int] = {}
        for entity in chain.from_iterable(self._named):
            counts[entity] = counts.get(entity, 0) + 1
        self._weight = {entity: log(1 + len(named) / count) for entity, count in counts.items()}
        self._sizes = [self._total(each) for each in self._named]
        self._known: dict[tuple[int, int], bool] = {}

    def are_one(self, article: int, other: int) -> bool:
        """Whether two articles, by number, tell one story."""
        pair = (article, other) if article < other else (other, article)
        if pair not in self._known:
            shared = self._named[article] & self._named[other]
            size = sqrt(self._sizes[article] * self._sizes[other])
            self._known[pair] = len(shared) >= _SHARED and self._total(shared) >= _ALIKE * size
        return self._known[pair]

    def _total(self, entities: Collection[int]) -> float:
        """The weight of some entities together; sorted, since the order of a sum shows in its last digit."""
        return sum(self._weight[entity] for entity in sorted(entities))
