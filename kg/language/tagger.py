"""Words → spans of names (person, organisation, location), by a conditional random field.

The weights in ``kg/language/weights/`` are learnt by ``training/names.py`` from the features made here; its README
says from which data. ``KABAR_WEIGHTS`` names another folder of weights, for instance those of one fold of a
cross-validation, which have not seen the article that is tagged.

The features follow Ratinov and Roth, "Design challenges and misconceptions in named entity recognition", CoNLL 2009:
words in a window, shape, affixes, clusters of words, and how often a word stands in lists of names.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence
from functools import cache, cached_property
from pathlib import Path
from typing import Any, NamedTuple

import pycrfsuite

from kg.errors import KnowledgeError
from kg.knowledge.authority import Match

WEIGHTS = "KABAR_WEIGHTS"
"""Environment variable: folder of weights to use instead of the shipped ones."""

GUIDELINES = ("idner", "nergrit")
"""Corpora with guidelines of their own that the weights have learnt."""

_WORDS = "words.txt"
_MODELS = "names*.crf"
_EDGE = b"#"


class TaggedSpan(NamedTuple):
    """A name that the tagger found.

    Attributes:
        first, last: half-open range of the words.
        label: "PER", "ORG" or "LOC".
        probability: of the least certain of its words, 0 to 1.
    """

    first: int
    last: int
    label: str
    probability: float


class Listed(NamedTuple):
    """A name that stands in a list: half-open range of the words, and a feature that says in which."""

    first: int
    last: int
    feature: str


class _Word(NamedTuple):
    """The features of one word, once for each place in the window that it can take."""

    own: list[bytes]
    before: list[bytes]
    after: list[bytes]
    two_before: list[bytes]
    two_after: list[bytes]
    lower: bytes
    shape: bytes


class WordFeatures:
    """What is known of single words; ``words.txt`` holds clusters and counts, one group of words a line.

    A line is ``features TAB words``: the features (separated by spaces) hold for each of the words.
    """

    def __init__(self, lines: Iterable[str] = ()) -> None:
        self._tables: list[dict[str, str]] = []
        for line in lines:
            if line.startswith("#"):
                self._tables.append({})
            elif line:
                features, _, words = line.partition("\t")
                self._tables[-1].update(dict.fromkeys(words.split(" "), features))
        self._cache: dict[tuple[str, bool], _Word] = {}

    def known(self, lower: str) -> list[str]:
        """The features of ``words.txt`` for one word in small letters."""
        key = re.sub(r"\d", "0", lower)
        return [feature for table in self._tables for feature in table.get(key, "").split()]

    def of(self, word: str, is_title_case: bool) -> _Word:
        """The features of *word*; *is_title_case*: its sentence writes all words with a capital."""
        found = self._cache.get((word, is_title_case))
        if found is None:
            found = self._cache[word, is_title_case] = self._make(word, is_title_case)
        return found

    def _make(self, word: str, is_title_case: bool) -> _Word:
        lower = word.lower()
        shape = ("H" if is_title_case else "") + _shape(word)
        known = self.known(lower)
        near = ["w=" + lower, "s=" + shape, "x=" + lower[-3:], *known]
        far = ["w=" + lower, "s=" + shape, *known[:2]]
        own = [*near, *(f"p{n}={lower[:n]}" for n in (1, 2, 3, 4) if len(lower) > n)]
        own += [f"x{n}={lower[-n:]}" for n in (2, 4) if len(lower) > n]
        own += [f"{feature}|{shape}" for feature in known]
        return _Word(
            own=[f.encode() for f in own],
            before=[("-1" + f).encode() for f in near],
            after=[("+1" + f).encode() for f in near],
            two_before=[("-2" + f).encode() for f in far],
            two_after=[("+2" + f).encode() for f in far],
            lower=lower.encode(),
            shape=shape.encode(),
        )


def _shape(word: str) -> str:
    """``Xx`` for "Jakarta", ``X`` for "KPK", ``xXx`` for "jutaRumah", ``d.d`` for "13.5"."""
    marks = ("X" if c.isupper() else "x" if c.islower() else "d" if c.isdigit() else c for c in word)
    shape = re.sub(r"(.)\1+", r"\1", "".join(marks))[:6]
    return shape + str(len(word)) if shape == "X" and len(word) < 4 else shape


def is_title_case(words: Sequence[str]) -> bool:
    """Whether a row of words is written like a headline: most long words have a capital."""
    long_words = [word for word in words if len(word) > 3 and word[0].isalpha()]
    capitals = sum(word[0].isupper() for word in long_words)
    return len(long_words) > 2 and capitals >= 0.8 * len(long_words)


def listed_names(matches: Iterable[Match]) -> list[Listed]:
    """The names of a sentence that the authority knows, as features."""
    return [Listed(m.first, m.last, f"g{m.entries[0].type[:2]}{'' if m.is_certain else '?'}") for m in matches]


def _listed_features(listed: Iterable[Listed], length: int) -> list[list[bytes]]:
    row: list[list[bytes]] = [[] for _ in range(length + 2)]
    for first, last, feature in listed:
        row[first].append(b"-1" + feature.encode())
        row[last + 1].append(b"+1" + feature.encode())
        for i in range(first, last):
            place = "S" if last == first + 1 else "B" if i == first else "E" if i == last - 1 else "I"
            row[i + 1].append((feature + place).encode())
    return row


def sentence_features(
    words: Sequence[str], knowledge: WordFeatures, listed: Iterable[Listed] = (), guidelines: str = ""
) -> list[list[bytes]]:
    """The features of each word of a sentence, as the tagger and its training see them.

    Corpora differ in what they call a name. A corpus with other *guidelines* than ours has the features of its words
    a second time, under its own name, which take up the difference (Daumé, "Frustratingly easy domain adaptation",
    ACL 2007).
    """
    names = _listed_features(listed, len(words))
    title_case = is_title_case(words)
    row = [knowledge.of(word, title_case) for word in words]
    last = len(row) - 1
    features: list[list[bytes]] = []
    for i, word in enumerate(row):
        found = word.own + names[i + 1]
        if i:
            previous = row[i - 1]
            found += previous.before
            found.append(b"b-" + previous.lower + b"|" + word.lower)
            found.append(b"c-" + previous.shape + b"|" + word.shape)
            if i > 1:
                found += row[i - 2].two_before
        else:
            found.append(b"BOS")
        if i < last:
            following = row[i + 1]
            found += following.after
            found.append(b"b+" + word.lower + b"|" + following.lower)
            found.append(b"c+" + word.shape + b"|" + following.shape)
            if i + 1 < last:
                found += row[i + 2].two_after
        else:
            found.append(b"EOS")
        if guidelines:
            mark = guidelines.encode()
            found += [mark + feature for feature in (*word.own, *names[i + 1], b"")]
        features.append(found)
    return features


class Tagger:
    """Finds names in sentences.

    Args:
        directory: folder with ``words.txt`` and the models ``names*.crf``.

    Raises:
        KnowledgeError: the weights are not there or broken.
    """

    def __init__(self, directory: Path) -> None:
        models = sorted(directory.glob(_MODELS))
        try:
            lines = (directory / _WORDS).read_text(encoding="utf-8").split("\n")
            self._first = _open(models[0]) if models else None
        except (OSError, ValueError) as error:
            raise KnowledgeError(f"weights cannot be read: {error}", place=str(directory)) from error
        if not models:
            raise KnowledgeError("no weights of the name tagger", place=str(directory), advice="Reinstall the package.")
        self._others = models[1:]
        self._knowledge = WordFeatures(lines)

    @cached_property
    def _all(self) -> list[Any]:
        return [self._first, *(_open(path) for path in self._others)]

    def tag(self, words: Sequence[str], listed: Iterable[Listed] = (), guidelines: str = "") -> tuple[TaggedSpan, ...]:
        """The names in one sentence, in order, without overlap.

        Names as this project sees them are the first model's business. For the guidelines of another corpus, of which
        it has seen less, the probabilities of all models are averaged; on our own articles that would win 0.7 points
        of F1 and take three times as long (``docs/model-card.md``).

        Args:
            words: of one sentence, as the pipeline cuts them.
            listed: the known names among them (:func:`listed_names`).
            guidelines: name of the corpus whose idea of a name is wanted (``GUIDELINES``); "" is that of this project.
        """
        if not words:
            return ()
        features = pycrfsuite.ItemSequence(sentence_features(words, self._knowledge, listed, guidelines))
        if guidelines:
            return _spans(*_average(self._all, features, len(words)))
        model: Any = self._first
        labels: list[str] = model.tag(features)
        return _spans(labels, [1.0 if y == "O" else model.marginal(y, i) for i, y in enumerate(labels)])


def _open(path: Path) -> Any:
    model = pycrfsuite.Tagger()
    model.open(str(path))
    return model


def _average(models: Sequence[Any], features: Any, length: int) -> tuple[list[str], list[float]]:
    """The likeliest row of labels under the mean of the models, and the probability of each label."""
    best = [model.tag(features) for model in models]
    agree = all(labels == best[0] for labels in best)
    labels = best[0] if agree else _likeliest_row(_means(models, best, length))
    return labels, [1.0 if y == "O" else _mean(models, y, i) for i, y in enumerate(labels)]


def _means(models: Sequence[Any], best: Sequence[Sequence[str]], length: int) -> list[dict[str, float]]:
    """The mean probability of each label at each word; where all models see no name only that is asked."""
    names = sorted({label for model in models for label in model.labels()})
    return [
        {"O": 1.0} if all(labels[i] == "O" for labels in best) else {y: _mean(models, y, i) for y in names}
        for i in range(length)
    ]


def _likeliest_row(means: Sequence[dict[str, float]]) -> list[str]:
    """The row of labels with the largest sum of probabilities in which no ``I-`` continues anything but its kind."""
    scores: dict[str, float] = {"O": 0.0}
    steps: list[dict[str, str]] = []
    for position in means:
        step: dict[str, str] = {}
        reached: dict[str, float] = {}
        for label, probability in position.items():
            allowed = scores if label[0] != "I" else {y: s for y, s in scores.items() if y[2:] == label[2:]}
            if allowed:
                step[label] = max(sorted(allowed), key=allowed.__getitem__)
                reached[label] = allowed[step[label]] + probability
        scores = reached
        steps.append(step)
    label = max(sorted(scores), key=scores.__getitem__)
    row: list[str] = []
    for step in reversed(steps):
        row.append(label)
        label = step[label]
    return row[::-1]


def _mean(models: Sequence[Any], label: str, position: int) -> float:
    return sum(float(model.marginal(label, position)) for model in models) / len(models)


def _spans(labels: Sequence[str], probabilities: Sequence[float]) -> tuple[TaggedSpan, ...]:
    """IOB2 labels as spans; an ``I-`` that continues nothing opens a span."""
    spans: list[TaggedSpan] = []
    first = 0
    kind = ""
    for i, label in enumerate([*labels, "O"]):
        if kind and label != "I-" + kind:
            spans.append(TaggedSpan(first, i, kind, min(probabilities[first:i])))
            kind = ""
        if label != "O" and not kind:
            first, kind = i, label[2:]
    return tuple(spans)


@cache
def default_tagger() -> Tagger:
    """The tagger with the shipped weights, or those of the folder that ``KABAR_WEIGHTS`` names; read once."""
    directory = os.environ.get(WEIGHTS)
    return Tagger(Path(directory) if directory else Path(__file__).parent / "weights")
