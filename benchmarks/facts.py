"""Score the facts of a graph against gold annotations.

    python benchmarks/facts.py GOLD_DIR --texts DIR [--graph FILE.ttl] [--details] [--reliability]

GOLD_DIR holds one JSON file for each article, as ``tests/gold/`` does; DIR the articles. Their graph is built, or
``--graph`` names one that is. :mod:`scoring` says what counts as the same. ``--details`` lists what was missed, extra
or wrong; ``--reliability`` how often facts of each confidence are right. The last line is the index.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path

from gold import read_gold
from scoring import KINDS, Judgement, Scores, score

from kg import build
from kg.graph import Graph


def table(scores: Scores, articles: int) -> str:
    """Precision, recall and F1 of each kind of fact, the rates, and the index."""
    lines = [f"{'':14}     P      R     F1   ({articles} articles)"]
    for kind in KINDS:
        tally = scores.tallies[kind]
        lines.append(f"{kind:14} {tally.precision:.3f}  {tally.recall:.3f}  {tally.f1:.3f}")
    lines += [f"{name:24} {rate.value:.3f}  (n={rate.total})" for name, rate in scores.rates.items()]
    return "\n".join([*lines, f"index {scores.index:.3f}"])


def reliability(judgements: Iterable[Judgement]) -> str:
    """Of the facts that the graph is so sure of, how many are right."""
    bins: dict[tuple[str, int], list[Judgement]] = {}
    for judgement in judgements:
        tenth = min(9, int(judgement.confidence * 10 + 1e-9))
        bins.setdefault((judgement.kind, tenth), []).append(judgement)
    lines = [f"{'':12} {'confidence':12} {'mean':>5}  {'right':>5}  {'n':>5}"]
    for (kind, tenth), members in sorted(bins.items()):
        mean = sum(j.confidence for j in members) / len(members)
        right = sum(j.is_right for j in members) / len(members)
        bounds = f"{tenth / 10:.1f} to {tenth / 10 + 0.1:.1f}"
        lines.append(f"{kind:12} {bounds:12} {mean:5.3f}  {right:5.3f}  {len(members):5}")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, metavar="GOLD_DIR")
    parser.add_argument("--texts", type=Path, required=True, metavar="DIR")
    parser.add_argument("--graph", type=Path, metavar="FILE.ttl")
    parser.add_argument("--details", action="store_true")
    parser.add_argument("--reliability", action="store_true")
    options = parser.parse_args()
    gold = read_gold(options.gold)
    graph = Graph.read(options.graph) if options.graph else build([options.texts / article.file for article in gold])
    scores = score(graph, gold, options.texts)
    if options.details:
        print("\n".join(scores.findings), end="\n\n")
    if options.reliability:
        print(reliability(scores.judgements), end="\n\n")
    print(table(scores, len(gold)))


if __name__ == "__main__":
    main()
