"""Words of a sentence → what the name tagger sees of each, as strings.

The features follow Ratinov and Roth, "Design challenges and misconceptions in named entity recognition", CoNLL 2009:
words in a window, shape, affixes, clusters of words, and how often a word stands in lists of names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from kg.knowledge.authority import Match

FIRST, LAST = "BOS", "EOS"
"""What holds of the first and of the last word."""


class Listed(NamedTuple):
    """A name that stands in a list: half-open range of the words, and a feature that says in which."""

    first: int
    last: int
    feature: str


class PlacedFeatures(NamedTuple):
    """The features of one word, once for each place in the window that it can take, and its shape."""

    own: list[str]
    before: list[str]
    after: list[str]
    two_before: list[str]
    two_after: list[str]
    shape: str


class WordFeatures:
    """What is known of single words, such as clusters and counts.

    Args:
        groups: features that go together, parted by blanks.
        group_of: the number of its group for each word in small letters, figures as 0; in decimal digits.
    """

    def __init__(self, groups: Sequence[str] = (), group_of: Mapping[str, str] = MappingProxyType({})) -> None:
        self._groups = groups
        self._group_of = group_of

    @classmethod
    def read(cls, text: str) -> WordFeatures:
        """Read ``known.txt``: a line of words, one with the number of the group of each, and the groups, one a line.

        It is read at every start, and two long lines are cut in a third of the time of many short ones.

        Raises:
            ValueError: it is something else.
        """
        words, numbers, *groups = text.rstrip("\n").split("\n")
        return cls(groups, dict(zip(words.split(" "), numbers.split(" "), strict=True)))

    @staticmethod
    def write(features: Mapping[str, Sequence[str]]) -> str:
        """The text that :meth:`read` reads, from the features of each word."""
        groups = sorted({" ".join(found) for found in features.values()})
        number = {group: str(index) for index, group in enumerate(groups)}
        words = sorted(features)
        numbers = [number[" ".join(features[word])] for word in words]
        return "".join(line + "\n" for line in (" ".join(words), " ".join(numbers), *groups))

    def known(self, lower: str) -> list[str]:
        """What is known of one word in small letters."""
        group = self._group_of.get(lower if lower.isalpha() else re.sub(r"\d", "0", lower))
        return self._groups[int(group)].split(" ") if group is not None else []

    def of(self, word: str, is_title_case: bool) -> PlacedFeatures:
        """The features of *word*; *is_title_case*: its sentence writes all words with a capital."""
        lower = word.lower()
        shape = ("H" if is_title_case else "") + _shape(word)
        known = self.known(lower)
        near = ["w=" + lower, "s=" + shape, "x=" + lower[-3:], *known]
        far = ["w=" + lower, "s=" + shape, *known[:2]]
        own = [*near, *(f"p{n}={lower[:n]}" for n in (1, 2, 3, 4) if len(lower) > n)]
        own += [f"x{n}={lower[-n:]}" for n in (2, 4) if len(lower) > n]
        own += [f"{feature}|{shape}" for feature in known]
        return PlacedFeatures(
            own=own,
            before=["-1" + feature for feature in near],
            after=["+1" + feature for feature in near],
            two_before=["-2" + feature for feature in far],
            two_after=["+2" + feature for feature in far],
            shape=shape,
        )


def _shape(word: str) -> str:
    """``Xx`` for "Jakarta", ``X`` for "KPK", ``xXx`` for "jutaRumah", ``d.d`` for "13.5"."""
    marks = ("X" if c.isupper() else "x" if c.islower() else "d" if c.isdigit() else c for c in word)
    shape = re.sub(r"(.)\1+", r"\1", "".join(marks))[:6]
    return shape + str(len(word)) if shape == "X" and len(word) < 4 else shape


def is_title_case(words: Sequence[str]) -> bool:
    """Whether a row of words is written like a headline: most long words have a capital, and no full stop ends it."""
    return _is_title_case(tuple(words))


@lru_cache(maxsize=512)  # each sentence of an article is asked for several times
def _is_title_case(words: tuple[str, ...]) -> bool:
    if words[-1:] == (".",):
        return False  # "Bambang merupakan Wakil Menteri Sekretaris Negara di Kabinet Merah Putih."
    letters = [word[0] for word in words if len(word) > 3 and word[0].isalpha()]
    capitals = sum([letter.isupper() for letter in letters])
    return len(letters) > 2 and capitals >= 0.8 * len(letters)


def listed_names(matches: Iterable[Match]) -> list[Listed]:
    """The names of a sentence that the authority knows, as features."""
    return [Listed(m.first, m.last, f"g{m.entries[0].type[:2]}{'' if m.is_certain else '?'}") for m in matches]


def listed_features(listed: Iterable[Listed], length: int) -> list[list[str]]:
    """The features of listed names: a row for each of *length* words, one before them and one behind."""
    row: list[list[str]] = [[] for _ in range(length + 2)]
    for first, last, feature in listed:
        row[first].append("-1" + feature)
        row[last + 1].append("+1" + feature)
        for i in range(first, last):
            place = "S" if last == first + 1 else "B" if i == first else "E" if i == last - 1 else "I"
            row[i + 1].append(feature + place)
    return row


def pair_features(first: str, second: str) -> tuple[str, str]:
    """What the second of two words, of which the shapes are given, has of the pair, and what the first has."""
    return f"c-{first}|{second}", f"c+{first}|{second}"


def _pairs_around(words: Sequence[str], at: int) -> Iterator[tuple[int, str, str]]:
    """The word with the one before it, and with the one behind it, in small letters; where each pair begins."""
    for first in range(max(0, at - 1), min(at + 1, len(words) - 1)):
        yield first, words[first].lower(), words[first + 1].lower()


def sentence_features(
    words: Sequence[str], knowledge: WordFeatures, listed: Iterable[Listed] = (), guidelines: str = ""
) -> list[list[str]]:
    """The features of each word of a sentence, as the tagger and its training see them.

    Corpora differ in what they call a name. A corpus with other *guidelines* than ours has the features of its words
    a second time, under its own name, which take up the difference (Daumé, "Frustratingly easy domain adaptation",
    ACL 2007). It also has the pairs of its words, which help where the same names recur, and not in today's news.
    """
    names = listed_features(listed, len(words))
    title_case = is_title_case(words)
    row = [knowledge.of(word, title_case) for word in words]
    last = len(row) - 1
    features: list[list[str]] = []
    for i, word in enumerate(row):
        found = word.own + names[i + 1]
        if i:
            found += [*row[i - 1].before, pair_features(row[i - 1].shape, word.shape)[0]]
        else:
            found.append(FIRST)
        if i > 1:
            found += row[i - 2].two_before
        if i < last:
            found += [*row[i + 1].after, pair_features(word.shape, row[i + 1].shape)[1]]
        else:
            found.append(LAST)
        if i + 1 < last:
            found += row[i + 2].two_after
        if guidelines:
            pairs = [f"b{at - i}{first}|{second}" for at, first, second in _pairs_around(words, i)]
            found += [guidelines + feature for feature in (*word.own, *names[i + 1], *pairs, "")]
        features.append(found)
    return features
