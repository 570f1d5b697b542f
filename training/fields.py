"""A model of CRFsuite → the two files of ``kg.language.crf.Field``: a model of labels alone, and attributes' weights.

The small model is trained on nothing to speak of, for its layout, and the weights of the large one are then written
over its own. Layout after CRFsuite's ``crf1d_model.c``: a header of 48 bytes, whose eleventh word is the offset of the
features; there a mark, the size of the chunk and the number of features, 4 bytes each; then 20 bytes a feature: kind
(0 of a state, 1 of a transition), from, to (4 bytes each), weight (a double). All are little-endian.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from itertools import product
from pathlib import Path

import pycrfsuite

from kg.language.crf import UNIT, pack

_OFFSET = struct.Struct("<I")
_OFFSET_AT = 28
_CHUNK = struct.Struct("<4sII")
_FEATURE = struct.Struct("<IIId")
_STATE = 0

Transitions = Mapping[tuple[str, str], float]


def write_field(large: Path, path: Path) -> None:
    """Write *path* and, beside it, ``.chain`` from the model *large*.

    Args:
        large: a model of CRFsuite over attributes that are strings without blanks.
        path: of the weights; ends in ``.weights``.
    """
    tagger = pycrfsuite.Tagger()
    tagger.open(str(large))
    model = tagger.info()
    labels = sorted(model.labels)
    weights: dict[str, list[float]] = {}
    for (attribute, label), weight in model.state_features.items():
        weights.setdefault(attribute, [0.0] * len(labels))[labels.index(label)] = weight
    names = sorted(weights)
    lines = (labels, names, [f"{pack(weights[name]):x}" for name in names])
    path.write_text("".join(" ".join(line) + "\n" for line in lines), encoding="utf-8")
    _write_small(labels, model.transitions, path.with_suffix(".chain"))


def _write_small(labels: Sequence[str], transitions: Transitions, path: Path) -> None:
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    for number, pair in enumerate(product(labels, labels), start=1):  # each another number of times, so none weighs 0
        for _ in range(number):
            trainer.append([{label: 1.0} for label in pair], pair)
    trainer.set_params({"c1": 0.0, "c2": 1.0, "max_iterations": 5, "feature.possible_transitions": True})
    trainer.train(str(path))
    content = bytearray(path.read_bytes())
    (start,) = _OFFSET.unpack_from(content, _OFFSET_AT)
    mark, _, count = _CHUNK.unpack_from(content, start)
    if mark != b"FEAT" or count != len(labels) * (len(labels) + 1):
        raise ValueError(f"{path}: not the layout that this version of CRFsuite was known for")
    for at in range(start + _CHUNK.size, start + _CHUNK.size + count * _FEATURE.size, _FEATURE.size):
        kind, before, after, _ = _FEATURE.unpack_from(content, at)
        # Labels and attributes are numbered as they come; the first pairs bring them in order.
        weight = 1 / UNIT if kind == _STATE else transitions.get((labels[before], labels[after]), 0.0)
        _FEATURE.pack_into(content, at, kind, before, after, weight)
    path.write_bytes(content)
