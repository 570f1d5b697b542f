"""The scores on the seeds may not fall. How they are made is in ``benchmarks/scoring.py``."""

import dataclasses
import tomllib
from pathlib import Path

import pytest
from gold import GoldArticle, read_gold
from scoring import KINDS, RATES, Scores, overlap, score

import kg
from kg.graph import Graph

TESTS = Path(__file__).parent
SEEDS = TESTS.parent / "seeds"
FLOOR = tomllib.loads((TESTS / "floor.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def gold() -> list[GoldArticle]:
    return read_gold(TESTS / "gold")


@pytest.fixture(scope="module")
def graph() -> Graph:
    return kg.build(SEEDS)


@pytest.fixture(scope="module")
def scores(graph: Graph, gold: list[GoldArticle]) -> Scores:
    return score(graph, gold, SEEDS)


def test_floor_names_only_what_is_measured() -> None:
    assert FLOOR["f1"].keys() == set(KINDS)
    assert FLOOR["rate"].keys() <= set(RATES)


def test_scorer_counts_every_gold_fact_once(scores: Scores, gold: list[GoldArticle]) -> None:
    """A floor under a scorer that passes over articles would hold nothing."""
    for kind in ("positions", "statements"):
        tally = scores.tallies[kind]
        assert tally.hits + tally.missed == sum(len(getattr(article, kind)) for article in gold)


def test_scorer_gives_nothing_to_a_graph_without_the_articles(gold: list[GoldArticle]) -> None:
    assert score(Graph([]), gold, SEEDS).index == 0


def test_scorer_sees_a_wrong_speaker(graph: Graph, gold: list[GoldArticle], scores: Scores) -> None:
    """Statements whose speakers the gold does not know are found, and wrong."""
    unknown = [
        dataclasses.replace(a, statements=tuple(dataclasses.replace(s, speaker="nobody") for s in a.statements))
        for a in gold
    ]
    changed = score(graph, unknown, SEEDS)
    assert changed.rates["speaker"].total == scores.rates["speaker"].total > 0
    assert changed.rates["speaker"].right == changed.tallies["statements"].hits == 0


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("", "", 0.0),
        ("Presiden", "Menteri", 0.0),
        ("a a b", "a b b", 2 / 3),
        ("Kim Jong-Un", "kim jong un", 1.0),
    ],
)
def test_overlap_is_the_f1_of_words(one: str, other: str, expected: float) -> None:
    assert overlap(one, other) == pytest.approx(expected)


@pytest.mark.parametrize("kind", KINDS)
def test_f1_does_not_fall(scores: Scores, kind: str) -> None:
    assert scores.tallies[kind].f1 >= FLOOR["f1"][kind]


@pytest.mark.parametrize("rate", FLOOR["rate"])
def test_rate_does_not_fall(scores: Scores, rate: str) -> None:
    assert scores.rates[rate].total > 0
    assert scores.rates[rate].value >= FLOOR["rate"][rate]


def test_index_does_not_fall(scores: Scores) -> None:
    assert scores.index >= FLOOR["index"]
