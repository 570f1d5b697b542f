"""A conditional random field that has been learnt: what holds of each word in, the likeliest row of labels out.

CRFsuite looks up every attribute of every word in its model, some forty a word. Here the weights of an attribute for
all labels are one integer, each label in a lane of its own: the weights of whatever holds of a word are added up by
adding integers, and what holds of a word wherever it stands is added up once. CRFsuite is left with what is particular
to a sentence: its model has one attribute a label, whose value is the sum. Takes a third of the time.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from struct import Struct
from typing import Any

import pycrfsuite

OUTSIDE = "O"
"""The label of a word that is in no name."""
LANE = 32
"""Bits for each label."""
UNIT = 1 << 20
"""The weight 1; a lane holds ±2048, in millionths."""


def pack(weights: Iterable[float]) -> int:
    """The weights of an attribute, one for each label, as one integer."""
    return sum(round(weight * UNIT) << (LANE * lane) for lane, weight in enumerate(weights))


class Field:
    """Weights, and the rows of labels that are likely under them.

    Args:
        model: of CRFsuite: which label follows which, and one attribute for each label that counts in ``UNIT``\\ s.
        labels: in the order of the lanes; the last is ``OUTSIDE``.
        weights: the packed weights of each attribute, in the hexadecimal system.
    """

    def __init__(self, model: Path, labels: Sequence[str], weights: Mapping[str, str]) -> None:
        self.labels = tuple(labels)
        self._names = tuple(label.encode() for label in labels[:-1])  # as CRFsuite has them
        self._last = LANE * len(self._names)
        self._ones = pack([1 / UNIT] * len(labels))
        self._weights = weights
        self._lanes = Struct(f"<{len(self._names)}i")
        self._model: Any = pycrfsuite.Tagger()
        self._model.open(str(model))

    @classmethod
    def read(cls, path: Path) -> Field:
        """Read the weights of the attributes and, from the file beside it that ends in ``.chain``, the model.

        The first has three lines, parted by blanks: the labels, the attributes, the weights of each attribute.

        Raises:
            OSError, ValueError: they are not there or broken.
        """
        lines = path.read_text(encoding="utf-8").rstrip("\n").split("\n")
        labels, attributes, weights = (line.split(" ") for line in lines)
        if labels[-1] != OUTSIDE:
            raise ValueError(f"the last label is {labels[-1]!r}, not {OUTSIDE!r}")
        return cls(path.with_suffix(".chain"), labels, dict(zip(attributes, weights, strict=True)))

    def weigh(self, attributes: Iterable[str]) -> int:
        """The sum of the packed weights of some attributes; those that have none weigh nothing.

        They are counted from that of ``OUTSIDE``, which has no lane then: to give all labels of a word more or less
        makes no row likelier.
        """
        known = self._weights
        weights = sum([int(known[attribute], 16) for attribute in attributes if attribute in known])
        outside = (weights + (1 << self._last - 1)) >> self._last  # rounded: lanes below may borrow
        return weights - outside * self._ones

    def label(self, sums: Iterable[int]) -> list[str]:
        """The likeliest row of labels.

        Args:
            sums: for each word of a sentence the packed weights of its attributes, added up.
        """
        size, names = self._lanes.size, self._names
        # A negative lane borrows one millionth from the next, which does not matter.
        lanes = b"".join([each.to_bytes(size, "little", signed=True) for each in sums])
        row = [dict(zip(names, weights)) for weights in self._lanes.iter_unpack(lanes)]  # noqa: B905
        found: list[str] = self._model.tag(pycrfsuite.ItemSequence(row))
        return found

    def probability(self, label: str, position: int) -> float:
        """The probability of a label at a word of the sentence that was labelled last."""
        found: float = self._model.marginal(label, position)
        return found
