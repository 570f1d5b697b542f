"""How many of the entities of annotated articles are found by name, and how many names are none.

    python benchmarks/mentions.py --gold DIR --texts DIR [--folds DIR] [--details]

An entity counts as found when one of its surface forms is found as a name of its type (country and facility count as
place). A surface form that is found and names no entity is a false alarm. Laws, programmes and products are no false
alarms and are not counted. ``--folds``: a folder of ``fold1`` … ``foldN``, each the output of
``training/names.py --fold K/N``: no article is then read by weights that have seen it. The last word of the output is
the F1 over all entities.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kg.extraction.mentions import find_mentions
from kg.language import tagger
from kg.language.segmentation import split_sentences
from kg.model import MentionKind
from kg.reading import read

COUNTED = ("Person", "Organisation", "Place")
SAME = {"Country": "Place", "Facility": "Place"}

Surface = tuple[str, str]


def normal(name: str) -> str:
    """Small letters without diacritics and punctuation."""
    text = unicodedata.normalize("NFKD", name).casefold()
    return re.sub(r"[^\w]+", " ", "".join(c for c in text if not unicodedata.combining(c))).strip()


def found_names(path: Path) -> set[Surface]:
    article = read(path)
    return {
        (normal(article.text[m.span.start : m.span.end]), SAME.get(str(m.type), str(m.type)))
        for m in find_mentions(article, split_sentences(article))
        if m.kind is MentionKind.NAME
    }


def compare(entities: list[dict[str, Any]], found: set[Surface]) -> Iterator[tuple[str, str, str]]:
    """Outcome ("right", "missed", "extra"), type and name of every entity and every false alarm."""
    used: set[str] = set()
    for entity in entities:
        kind = SAME.get(entity["type"], entity["type"])
        surfaces = {normal(surface) for surface in (*entity["surface"], entity["name"])}
        if kind in COUNTED:
            hits = {surface for surface in surfaces if (surface, kind) in found}
            used |= {f"{surface} {kind}" for surface in hits}
            yield "right" if hits else "missed", kind, entity["name"]
        else:
            used |= {f"{surface} {kind}" for surface in surfaces}
    for surface, kind in sorted(found):
        if kind in COUNTED and f"{surface} {kind}" not in used:
            yield "extra", kind, surface


def report(outcomes: Counter[tuple[str, str]], kinds: tuple[str, ...], name: str) -> None:
    right, missed, extra = (sum(outcomes[o, kind] for kind in kinds) for o in ("right", "missed", "extra"))
    precision, recall = right / ((right + extra) or 1), right / ((right + missed) or 1)
    f1 = 2 * precision * recall / ((precision + recall) or 1)
    print(f"{name:13} precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--texts", type=Path, required=True)
    parser.add_argument("--folds", type=Path)
    parser.add_argument("--details", action="store_true", help="list what was missed and what was extra")
    arguments = parser.parse_args()
    outcomes: Counter[tuple[str, str]] = Counter()
    folds = sorted(arguments.folds.iterdir()) if arguments.folds else [None]
    paths = sorted(arguments.gold.glob("*.json"))
    for number, weights in enumerate(folds):
        if weights:
            os.environ[tagger.WEIGHTS] = str(weights)
            tagger.default_tagger.cache_clear()
        for path in paths[number :: len(folds)]:
            gold = json.loads(path.read_text(encoding="utf-8"))
            for outcome, kind, name in compare(gold["entities"], found_names(arguments.texts / gold["file"])):
                outcomes[outcome, kind] += 1
                if arguments.details and outcome != "right":
                    print(f"{gold['file']}: {outcome} {kind} {name}")
    for kind in COUNTED:
        report(outcomes, (kind,), kind)
    report(outcomes, COUNTED, "all")


if __name__ == "__main__":
    main()
