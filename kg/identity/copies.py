"""Which articles copy each other's text, and how many independent outlets report something."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from itertools import chain, combinations
from typing import TypeVar

from kg.identity.corpus import CorpusArticle, Passage
from kg.identity.wording import runs
from kg.model import Article, BlockKind

_Named = TypeVar("_Named", bound=Hashable)

_CONTAINED = 0.5
"""An article is a near copy when half of the runs of words of the shorter of two stand in the longer one."""
_LEAST = 30
"""So many runs an article must have at least: shorter ones are alike by chance."""
_COMMON = 50
"""A run that more articles share is a set phrase of a site, and says nothing."""
_LEFT_OUT = frozenset({BlockKind.CHROME, BlockKind.BYLINE, BlockKind.COPY})


def near_copies(articles: Sequence[Article]) -> list[tuple[int, ...]]:
    """For each article the numbers of those published before it whose text it nearly copies, sorted.

    Time and memory grow with the number of words, not with the number of pairs of articles.
    """
    fingerprints = [_runs(article) for article in articles]
    counts = Counter(chain.from_iterable(each for each in fingerprints if len(each) >= _LEAST))
    telling = {run for run, count in counts.items() if 1 < count <= _COMMON}
    where: dict[int, list[int]] = {}
    for number, each in enumerate(fingerprints):
        for run in each & telling if len(each) >= _LEAST else ():
            where.setdefault(run, []).append(number)
    shared = Counter(pair for numbers in where.values() for pair in combinations(numbers, 2))
    copies: list[list[int]] = [[] for _ in articles]
    for (one, other), count in shared.items():
        if count >= _CONTAINED * min(len(fingerprints[one]), len(fingerprints[other])):
            earlier, later = sorted((one, other), key=lambda number: (_published(articles[number]), number))
            copies[later].append(earlier)
    return [tuple(sorted(each)) for each in copies]


def _runs(article: Article) -> frozenset[int]:
    """Runs of the words that the article itself says."""
    spans = (block.span for block in article.blocks if block.kind not in _LEFT_OUT)
    return runs("\n".join(article.text[start:end] for start, end in spans))


def _published(article: Article) -> str:
    """When it was published as sortable text; after all others where nobody knows."""
    return article.published.isoformat() if article.published else "\uffff"


def count_outlets(passages: Iterable[Passage], articles: Sequence[CorpusArticle]) -> int:
    """How many independent outlets say something.

    Articles of one outlet are one, and so are near copies; an article without a known outlet stands for itself.
    """
    numbers = sorted({passage.article for passage in passages})
    return count_independent(numbers, lambda one, other: _are_one(one, other, articles))


def count_independent(articles: Sequence[_Named], are_one: Callable[[_Named, _Named], bool]) -> int:
    """How many groups articles make, of which those are one group that *are_one* links, over others or directly."""
    group = {article: article for article in articles}
    for one, other in combinations(articles, 2):
        if are_one(one, other):
            old, new = group[other], group[one]
            group = {article: new if each == old else each for article, each in group.items()}
    return len(set(group.values()))


def _are_one(one: int, other: int, articles: Sequence[CorpusArticle]) -> bool:
    mine, theirs = articles[one], articles[other]
    is_same_outlet = mine.publisher is not None and mine.publisher == theirs.publisher
    return is_same_outlet or one in theirs.copies or other in mine.copies
