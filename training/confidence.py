"""Fits how sure each fact is, from annotated articles, and measures how well that holds on articles left out.

    python training/confidence.py --gold DIR --texts DIR [--names DIR] -o kg/extraction/confidence.toml

Prints, as Markdown: a reliability table for each kind of fact, and event F1 at each floor, all cross-validated by
article over five folds. ``--names`` is a folder of five folders ``fold1`` … ``fold5``, each the output of
``training/names.py --fold K/5``, so that no article is read by a name tagger that has seen it. Same data, same bytes.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from logistic import Fitted, Row, fit, log_loss
from matching import Count, Matching, total

from kg.extraction import extract_facts
from kg.extraction.confidence import Assessor, Confidence, Logistic, NameTraits, Traits, features
from kg.language.tagger import WEIGHTS, default_tagger
from kg.model import Document
from kg.pipeline import understand
from kg.reading import read

FOLDS = 5
PENALTIES = (2.0, 4.0, 8.0, 16.0, 32.0, 64.0)
FLOORS = tuple(step / 50 for step in range(0, 31))
BINS = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
KINDS = ("name", "position", "event", "statement", "relation")
DIGITS = 2


@dataclass(frozen=True)
class Understood:
    """An annotated article as the pipeline understands it, and which fold leaves it out."""

    fold: int
    document: Document
    matching: Matching


@dataclass(frozen=True)
class Sample:
    """Facts of one kind: what is seen of each, whether it is right, and which fold leaves it out."""

    rows: list[Row] = field(default_factory=list)
    right: list[bool] = field(default_factory=list)
    folds: list[int] = field(default_factory=list)

    def add(self, rows: Sequence[Row], right: Sequence[bool], fold: int) -> None:
        """Add the facts of an article."""
        self.rows.extend(rows)
        self.right.extend(right)
        self.folds.extend([fold] * len(rows))

    def fitted(self, penalty: float, left_out: int | None = None) -> Fitted:
        """The model of all facts but those of one fold."""
        kept = [at for at, fold in enumerate(self.folds) if fold != left_out]
        return fit([self.rows[at] for at in kept], [self.right[at] for at in kept], penalty)

    def held_out(self, penalty: float) -> list[float]:
        """How sure each fact is, by a model that has not seen its article."""
        models = [self.fitted(penalty, fold) for fold in range(FOLDS)]
        return [models[fold].probability(row) for fold, row in zip(self.folds, self.rows, strict=True)]

    def best_penalty(self) -> float:
        """The penalty with the least surprise on facts left out."""
        return min(PENALTIES, key=lambda penalty: round(log_loss(self.held_out(penalty), self.right), 4))


class Recorder(Confidence):
    """Notes what is seen of each fact and gives its number, from 0, for its confidence.

    Args:
        names: the model of names, which the other traits lean on.
    """

    def __init__(self, names: Logistic) -> None:
        super().__init__({NameTraits.KIND: names})
        self.seen: list[Row] = []

    def probability(self, traits: Traits) -> float:
        """The number of the fact; for a name, how sure it is."""
        if isinstance(traits, NameTraits):
            return super().probability(traits)
        self.seen.append(dict(features(traits)))
        return float(len(self.seen) - 1)

    def floor(self, kind: str) -> float:
        """Everything is a fact here."""
        return 0.0


# -- from articles to samples -----------------------------------------------------------------------------------------


def read_articles(gold: Path, texts: Path, names: Path | None) -> Iterator[Understood]:
    """The annotated articles; of each five, by file name, the K-th is read with the name tagger of fold K."""
    paths = sorted(gold.glob("*.json"))
    for fold in range(FOLDS):
        if names is not None:
            os.environ[WEIGHTS] = str(names / f"fold{fold + 1}")
            default_tagger.cache_clear()
        for path in paths[fold::FOLDS]:
            annotation = json.loads(path.read_text(encoding="utf-8"))
            document = understand(read(texts / annotation["file"]))
            yield Understood(fold, document, Matching(document, annotation))


def sample_names(articles: Sequence[Understood]) -> Sample:
    """The entities of all articles."""
    sample = Sample()
    for article in articles:
        traits = Assessor(article.document, Recorder(Logistic(0.0, {}))).name_traits()
        sample.add([dict(features(each)) for each in traits], article.matching.names(), article.fold)
    return sample


def sample_facts(articles: Sequence[Understood], names: Sequence[Logistic]) -> dict[str, Sample]:
    """The facts of all articles; *names* has a model of names for each fold that has not seen it."""
    samples = {kind: Sample() for kind in KINDS[1:]}
    for article in articles:
        matching, recorder = article.matching, Recorder(names[article.fold])
        found = extract_facts(article.document, confidence=recorder)
        for kind, facts, right in (
            ("position", found.positions, matching.positions(found.positions)),
            ("event", found.events, matching.events(found.events)),
            ("statement", found.statements, matching.statements(found.statements)),
            ("relation", found.relations, matching.relations(found.relations)),
        ):
            samples[kind].add([recorder.seen[int(fact.confidence)] for fact in facts], right, article.fold)
    return samples


# -- the floor --------------------------------------------------------------------------------------------------------


class Floors:
    """Counts events above each floor, article by article.

    Args:
        articles: the articles.
        probabilities: of their events, in order.
    """

    def __init__(self, articles: Sequence[Understood], probabilities: Sequence[float]) -> None:
        self._counts: list[tuple[int, dict[float, Count]]] = []
        at = 0
        for article in articles:
            events = extract_facts(article.document, confidence=Recorder(Logistic(0.0, {}))).events
            mine = probabilities[at : at + len(events)]
            at += len(events)
            counts = {
                floor: article.matching.count_events([e for e, p in zip(events, mine, strict=True) if p >= floor])
                for floor in FLOORS
            }
            self._counts.append((article.fold, counts))

    def count(self, floor: float, fold: int | None = None) -> Count:
        """The events above a floor, of one fold or of all."""
        return total(counts[floor] for number, counts in self._counts if fold in (None, number))

    def best(self, left_out: int | None = None) -> float:
        """The floor with the best mean of F1 over it and its neighbours, which smooths the luck of single events."""

        def smoothed(at: int) -> float:
            near = FLOORS[max(0, at - 2) : at + 3]
            return sum(self._f1(floor, left_out) for floor in near) / len(near)

        return FLOORS[max(range(len(FLOORS)), key=lambda at: (round(smoothed(at), 4), -at))]

    def _f1(self, floor: float, left_out: int | None) -> float:
        return total(counts[floor] for number, counts in self._counts if number != left_out).f1()

    def nested(self) -> Count:
        """The count when the floor of each fold is chosen on the other folds."""
        return total(self.count(self.best(fold), fold) for fold in range(FOLDS))


# -- what is printed --------------------------------------------------------------------------------------------------


def reliability(said: Mapping[str, Sequence[float]], samples: Mapping[str, Sample]) -> Iterator[str]:
    """Markdown: for each bin of said confidence the number of facts, its mean and the share that is right."""
    columns = {**{kind: (said[kind], samples[kind].right) for kind in KINDS}}
    facts = KINDS[1:]
    columns["all facts"] = (
        [p for kind in facts for p in said[kind]],
        [r for kind in facts for r in samples[kind].right],
    )
    yield "| said | " + " | ".join(columns) + " |"
    yield "|---|" + "---|" * len(columns)
    for low, high in pairwise(BINS):
        cells = [
            _cell([(p, r) for p, r in zip(*column, strict=True) if low <= p < high or p == high == 1])
            for column in columns.values()
        ]
        yield f"| {low:.1f} to {high:.1f} | " + " | ".join(cells) + " |"
    yield "| calibration error | " + " | ".join(f"{_error(*column):.3f}" for column in columns.values()) + " |"
    yield "| log loss | " + " | ".join(f"{log_loss(*column):.3f}" for column in columns.values()) + " |"
    yield "| log loss of the base rate | " + " | ".join(f"{_base(right):.3f}" for _, right in columns.values()) + " |"


def _cell(facts: Sequence[tuple[float, bool]]) -> str:
    if not facts:
        return "–"
    mean, share = (sum(column) / len(facts) for column in zip(*facts, strict=True))
    return f"{mean:.2f} → {share:.2f} ({len(facts)})"


def _error(said: Sequence[float], right: Sequence[bool]) -> float:
    """Expected calibration error over the bins: the mean distance of what is said from the share that is right."""
    apart = 0.0
    for low, high in pairwise(BINS):
        inside = [(p, r) for p, r in zip(said, right, strict=True) if low <= p < high or p == high == 1]
        apart += abs(sum(p for p, _ in inside) - sum(r for _, r in inside))
    return apart / max(1, len(right))


def _base(right: Sequence[bool]) -> float:
    share = sum(right) / max(1, len(right))
    return log_loss([share] * len(right), right)


def floor_table(floors: Floors) -> Iterator[str]:
    """Markdown: precision, recall and F1 of events at each floor."""
    yield "| floor | precision | recall | F1 |"
    yield "|---|---|---|---|"
    for floor in FLOORS:
        count = floors.count(floor)
        precision = count.right / max(1, count.right + count.wrong)
        recall = count.right / max(1, count.right + count.missed)
        yield f"| {floor:.2f} | {precision:.3f} | {recall:.3f} | {count.f1():.3f} |"


def toml(models: Mapping[str, Fitted], floor: float) -> Iterator[str]:
    """The lines of ``confidence.toml``."""
    yield "# How sure each kind of fact is: log-odds = intercept + sum of weight times feature."
    yield "# Made by training/confidence.py from the annotated articles; kg/extraction/confidence.py says what each"
    yield "# feature is. A feature that is not here adds nothing."
    for kind in KINDS:
        yield f"\n[{kind}]"
        yield f"intercept = {models[kind].intercept:.{DIGITS}f}"
        if kind == "event":
            yield f"floor = {floor:.2f}  # less sure events are no facts: the best event F1 in cross-validation"
        yield f"\n[{kind}.weights]"
        for name, weight in sorted(models[kind].weights.items()):
            if round(weight, DIGITS):
                yield f"{json.dumps(name)} = {weight:.{DIGITS}f}"


# -- command ----------------------------------------------------------------------------------------------------------


def main() -> None:
    """Fit, print, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, required=True, help="folder of our annotation, one JSON an article")
    parser.add_argument("--texts", type=Path, required=True, help="folder of the annotated articles")
    parser.add_argument("--names", type=Path, help="folder of fold1 … fold5, each weights of the name tagger")
    parser.add_argument("-o", "--output", type=Path, required=True, help="the file of weights to write")
    arguments = parser.parse_args()
    articles = list(read_articles(arguments.gold, arguments.texts, arguments.names))
    names = sample_names(articles)
    penalties = {"name": names.best_penalty()}
    by_fold = [names.fitted(penalties["name"], fold) for fold in range(FOLDS)]
    samples = {"name": names, **sample_facts(articles, [Logistic(m.intercept, m.weights) for m in by_fold])}
    penalties |= {kind: samples[kind].best_penalty() for kind in KINDS[1:]}
    said = {kind: samples[kind].held_out(penalties[kind]) for kind in KINDS}
    floors = Floors(articles, said["event"])
    models = {kind: samples[kind].fitted(penalties[kind]) for kind in KINDS}
    arguments.output.write_text("\n".join(toml(models, floors.best())) + "\n", encoding="utf-8")
    print("\n".join(reliability(said, samples)), end="\n\n")
    print("\n".join(floor_table(floors)), end="\n\n")
    print("penalties:", ", ".join(f"{kind} {penalty:g}" for kind, penalty in penalties.items()))
    print(f"event F1 without a floor {floors.count(0.0).f1():.3f}", end="; ")
    print(f"with the floor {floors.best():.2f}: {floors.count(floors.best()).f1():.3f}", end="; ")
    print(f"with each fold's floor chosen on the others: {floors.nested().f1():.3f}")


if __name__ == "__main__":
    main()
