"""Strict span F1 of the name tagger on an annotated file.

    python benchmarks/names.py FILE.conll [--guidelines idner|nergrit|none] [--weights DIR]

FILE has one token a line, the token in the first column, the IOB label (``B-PER``, ``I-ORG``, ``O`` …) in the last, and
a blank line between sentences. A span counts when its borders and its label are right. A token that the pipeline cuts
in two ("(KPK)") is tagged as two and put together again. The last word of the output is the F1.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from kg.knowledge.authority import load_authority
from kg.language.features import listed_names
from kg.language.segmentation import tokenise
from kg.language.tagger import GUIDELINES, Tagger, default_tagger

SAME = {"PERSON": "PER", "PLACE": "LOC", "LOCATION": "LOC", "ORGANISATION": "ORG", "ORGANIZATION": "ORG"}
"""Labels of other corpora."""

Span = tuple[int, int, str]


def read_sentences(path: Path) -> Iterator[tuple[list[str], list[str]]]:
    words: list[str] = []
    labels: list[str] = []
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        columns = line.split()
        if columns:
            words.append(columns[0])
            labels.append(columns[-1])
        elif words:
            yield words, labels
            words, labels = [], []


def gold_spans(labels: Sequence[str]) -> set[Span]:
    """IOB labels as half-open spans; an ``I-`` that continues nothing opens one."""
    spans: set[Span] = set()
    first, kind = 0, ""
    for i, label in enumerate([*labels, "O"]):
        if kind and label != "I-" + kind:
            spans.add((first, i, SAME.get(kind, kind)))
            kind = ""
        if label != "O" and not kind:
            first, kind = i, label[2:]
    return spans


def tagged_spans(words: Sequence[str], tagger: Tagger, guidelines: str) -> set[Span]:
    """What the tagger finds, counted in the file's tokens."""
    pieces: list[str] = []
    owners: list[int] = []
    for number, word in enumerate(words):
        for token in tokenise(word) or ():
            pieces.append(token.text)
            owners.append(number)
    listed = listed_names(load_authority().match(pieces))
    spans: set[Span] = set()
    taken = -1
    for span in tagger.tag(pieces, listed, guidelines):
        first, last = owners[span.first], owners[span.last - 1] + 1
        if first > taken:
            spans.add((first, last, span.label))
            taken = last - 1
        elif last - 1 > taken and re.search(r"\w", words[last - 1]):
            spans.add((taken + 1, last, span.label))
            taken = last - 1
    return spans


def figures(right: int, found: int, wanted: int) -> tuple[float, float, float]:
    precision = right / found if found else 0.0
    recall = right / wanted if wanted else 0.0
    both = precision + recall
    return precision, recall, 2 * precision * recall / both if both else 0.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument(
        "--guidelines",
        choices=[*GUIDELINES, "none"],
        default=GUIDELINES[0],
        help="whose idea of a name the file follows; none: that of this project",
    )
    parser.add_argument("--weights", type=Path, help="folder of weights; the shipped ones by default")
    arguments = parser.parse_args()
    tagger = Tagger(arguments.weights) if arguments.weights else default_tagger()
    guidelines = "" if arguments.guidelines == "none" else arguments.guidelines
    right: Counter[str] = Counter()
    found: Counter[str] = Counter()
    wanted: Counter[str] = Counter()
    for words, labels in read_sentences(arguments.file):
        gold, got = gold_spans(labels), tagged_spans(words, tagger, guidelines)
        right.update(label for *_, label in gold & got)
        found.update(label for *_, label in got)
        wanted.update(label for *_, label in gold)
    for label in sorted(wanted | found):
        print(
            "{:4} precision {:.4f}  recall {:.4f}  F1 {:.4f}".format(
                label, *figures(right[label], found[label], wanted[label])
            )
        )
    print(
        "all  precision {:.4f}  recall {:.4f}  F1 {:.4f}".format(*figures(right.total(), found.total(), wanted.total()))
    )


if __name__ == "__main__":
    main()
