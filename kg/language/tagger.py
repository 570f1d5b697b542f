"""Words → spans of names (person, organisation, location), by a conditional random field.

The weights in ``kg/language/weights/`` are learnt by ``training/names.py`` from the features of
:mod:`kg.language.features`; its README says from which data. ``KABAR_WEIGHTS`` names another folder of weights, for
instance those of one fold of a cross-validation, which have not seen the article that is tagged.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, cached_property, partial
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from kg.engine import Memo
from kg.errors import KnowledgeError
from kg.language.crf import Field
from kg.language.features import (
    FIRST,
    LAST,
    Listed,
    WordFeatures,
    is_title_case,
    listed_features,
    pair_features,
    sentence_features,
)

WEIGHTS = "KABAR_WEIGHTS"
"""Environment variable: folder of weights to use instead of the shipped ones."""

GUIDELINES = ("idner", "nergrit")
"""Corpora with guidelines of their own that the weights have learnt."""

_SHORT_FORMS_INSIDE = frozenset({"idner"})
"""Corpora for which "Otoritas Jasa Keuangan (OJK" is one name: 34 of the 40 such organisations of idner-news-2k's
training part; 2 of 43 of NERGrit's."""

_KNOWN = "known.txt"
_MODELS = "names*.weights"


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


class _Weighed(NamedTuple):
    """The weights of a word's features for each place in the window that it can take."""

    own: int
    before: int
    after: int
    two_before: int
    two_after: int
    shape: str


_NOTHING = _Weighed(0, 0, 0, 0, 0, "")
_NO_PAIR = (0, 0)


class Scale:
    """Adds up the weights of the features of a sentence's words; what is known of a word is added up once."""

    def __init__(self, field: Field, knowledge: WordFeatures) -> None:
        self._weigh, self._knowledge = field.weigh, knowledge
        self._words = Memo(partial(self._weighed, False)), Memo(partial(self._weighed, True))
        self._pairs = Memo(self._pair)
        self._listings = Memo(self._listing)
        self._first = _NOTHING._replace(before=field.weigh([FIRST]))
        self._last = _NOTHING._replace(after=field.weigh([LAST]))

    def sums(self, words: Sequence[str], listed: Iterable[Listed]) -> list[int]:
        """For each word the weights of all features that ``sentence_features`` gives it."""
        row = list(map(self._words[is_title_case(words)].__getitem__, words))
        padded = [_NOTHING, self._first, *row, self._last, _NOTHING]
        pairs = [_NO_PAIR, *map(self._pairs.__getitem__, pairwise([word[5] for word in row])), _NO_PAIR]
        sums = [
            two_before[3] + before[1] + word[0] + after[2] + two_after[4] + pair_before[0] + pair_after[1]
            for two_before, before, word, after, two_after, pair_before, pair_after in zip(
                padded, padded[1:], row, padded[3:], padded[4:], pairs, pairs[1:], strict=False
            )
        ]
        for first, last, feature in listed:
            around = range(first - 1, last + 1)
            for i, weight in zip(around, self._listings[feature, last - first], strict=True):
                if 0 <= i < len(sums):
                    sums[i] += weight
        return sums

    def _weighed(self, is_title_case: bool, word: str) -> _Weighed:
        of, weigh = self._knowledge.of(word, is_title_case), self._weigh
        return _Weighed(
            weigh(of.own), weigh(of.before), weigh(of.after), weigh(of.two_before), weigh(of.two_after), of.shape
        )

    def _pair(self, shapes: tuple[str, str]) -> tuple[int, int]:
        """Of two words side by side with these shapes: what the second has of the pair, and what the first has."""
        second, first = pair_features(*shapes)
        return self._weigh([second]), self._weigh([first])

    def _listing(self, name: tuple[str, int]) -> list[int]:
        """What the words around and in a listed name with this feature and so many words have of it, from the left."""
        feature, length = name
        return [self._weigh(row) for row in listed_features([Listed(0, length, feature)], length)]


class Tagger:
    """Finds names in sentences.

    Args:
        directory: folder with ``known.txt`` and, for each model, ``names*.weights`` and ``names*.chain``.

    Raises:
        KnowledgeError: the weights are not there or broken.
    """

    def __init__(self, directory: Path) -> None:
        models = sorted(directory.glob(_MODELS))
        try:
            knowledge = WordFeatures.read((directory / _KNOWN).read_text(encoding="utf-8"))
            if models:
                self.field = Field.read(models[0])
        except (OSError, ValueError) as error:
            raise KnowledgeError(f"weights cannot be read: {error}", place=str(directory)) from error
        if not models:
            raise KnowledgeError("no weights of the name tagger", place=str(directory), advice="Reinstall the package.")
        self._theirs = models[-1]
        self.knowledge = knowledge
        self.scale = Scale(self.field, knowledge)

    @cached_property
    def _field_of_others(self) -> Field:
        return Field.read(self._theirs)

    def tag(self, words: Sequence[str], listed: Iterable[Listed] = (), guidelines: str = "") -> tuple[TaggedSpan, ...]:
        """The names in one sentence, in order, without overlap.

        Names as this project sees them are the first model's business, those by the guidelines of another corpus the
        last one's (``docs/model-card.md``).

        Args:
            words: of one sentence, as the pipeline cuts them.
            listed: the known names among them (:func:`listed_names`).
            guidelines: name of the corpus whose idea of a name is wanted (``GUIDELINES``); "" is that of this project.
        """
        if not words:
            return ()
        if guidelines:
            field = self._field_of_others
            features = sentence_features(words, self.knowledge, listed, guidelines)
            labels = field.label(map(field.weigh, features))
            spans = _spans(labels, [1.0 if y == "O" else field.probability(y, i) for i, y in enumerate(labels)])
            return tuple(_with_short_forms(words, spans)) if guidelines in _SHORT_FORMS_INSIDE else spans
        field = self.field
        labels = field.label(self.scale.sums(words, listed))
        if labels.count("O") == len(labels):  # one sentence of two
            return ()
        return _spans(labels, [1.0 if y == "O" else field.probability(y, i) for i, y in enumerate(labels)])


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


def _with_short_forms(words: Sequence[str], spans: Iterable[TaggedSpan]) -> Iterator[TaggedSpan]:
    """The spans, an organisation's with the short form in brackets behind it, but for the last bracket."""
    end = 0
    for span in spans:
        if span.first < end:
            continue  # the short form by itself
        end = span.last
        is_long = span.label == "ORG" and span.last > span.first + 1
        if is_long and list(words[end : end + 3 : 2]) == ["(", ")"]:
            end += 2
        yield span._replace(last=end)


@cache
def default_tagger() -> Tagger:
    """The tagger with the shipped weights, or those of the folder that ``KABAR_WEIGHTS`` names; read once."""
    directory = os.environ.get(WEIGHTS)
    return Tagger(Path(directory) if directory else Path(__file__).parent / "weights")
