"""The name tagger: what its features see, what it finds, how it fails."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from kg.errors import KnowledgeError
from kg.knowledge.authority import load_authority
from kg.language.tagger import (
    WEIGHTS,
    Listed,
    Tagger,
    WordFeatures,
    default_tagger,
    is_title_case,
    listed_names,
    sentence_features,
)

NO_NAMES = [
    "Harga beras di pasar naik sejak pekan lalu .",
    "Ia mengatakan hal itu kepada wartawan .",
    "Hujan deras mengguyur sejak pagi hingga sore .",
]


def tagged(sentence: str) -> list[tuple[str, str]]:
    words = sentence.split()
    listed = listed_names(load_authority().match(words))
    return [(" ".join(words[s.first : s.last]), s.label) for s in default_tagger().tag(words, listed)]


@pytest.mark.parametrize("sentence", NO_NAMES)
def test_a_sentence_without_names_has_none(sentence: str) -> None:
    assert tagged(sentence) == []


def test_nothing_is_tagged_in_nothing() -> None:
    assert default_tagger().tag([]) == ()


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("Presiden Rusia Vladimir Putin tiba di Moskow .", ("Vladimir Putin", "PER")),
        ("Presiden Rusia Vladimir Putin tiba di Moskow .", ("Moskow", "LOC")),
        ("Hal itu disampaikan Komisi Pemberantasan Korupsi di Jakarta .", ("Komisi Pemberantasan Korupsi", "ORG")),
        ("Pelaku dibawa ke Polres Garut , kata Siti Rahmawati .", ("Siti Rahmawati", "PER")),
    ],
)
def test_names_are_found(sentence: str, name: tuple[str, str]) -> None:
    assert name in tagged(sentence)


def test_spans_are_in_order_and_probable() -> None:
    sentence = "Menteri Keuangan Sri Mulyani bertemu Gubernur Bank Indonesia Perry Warjiyo di Surabaya ."
    words = sentence.split()
    spans = default_tagger().tag(words, listed_names(load_authority().match(words)))
    assert len(spans) >= 3
    assert all(one.last <= other.first for one, other in pairwise(spans))
    assert all(0 < span.probability <= 1 for span in spans)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Putin dan Kim bertemu di Rusia pada hari Rabu", False),
        ("Rusia", False),
        ("Mesranya Putin Sambut Kim Jong Un di Rusia Lalu Bertandang ke China", True),
    ],
)
def test_headlines_are_known_by_their_capitals(sentence: str, expected: bool) -> None:
    assert is_title_case(sentence.split()) is expected


def test_features_name_the_word_its_neighbours_and_its_lists() -> None:
    knowledge = WordFeatures(["# clusters", "k1 l2\tmoskow pyongyang"])
    moscow = sentence_features(["di", "Moskow"], knowledge, [Listed(1, 2, "gPl")])[1]
    assert {b"w=moskow", b"s=Xx", b"k1", b"-1w=di", b"EOS", b"gPlS"} <= set(moscow)
    assert b"k1" not in sentence_features(["di", "Jakarta"], knowledge)[1]


def test_guidelines_of_another_corpus_add_features_of_their_own() -> None:
    knowledge = WordFeatures()
    ours = sentence_features(["Moskow"], knowledge)[0]
    theirs = sentence_features(["Moskow"], knowledge, guidelines="idner")[0]
    assert set(ours) < set(theirs)
    assert all(feature.startswith(b"idner") for feature in set(theirs) - set(ours))


def test_figures_share_the_features_of_their_shape() -> None:
    knowledge = WordFeatures(["# clusters", "k7\t00.00"])
    assert knowledge.known("13.30") == ["k7"]
    assert knowledge.known("130.0") == []


def test_missing_weights_are_an_error(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="weights"):
        Tagger(tmp_path)


def test_weights_without_a_model_are_an_error(tmp_path: Path) -> None:
    (tmp_path / "words.txt").write_text("# clusters\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match="no weights"):
        Tagger(tmp_path)


def test_broken_weights_are_an_error(tmp_path: Path) -> None:
    (tmp_path / "words.txt").write_text("# clusters\n", encoding="utf-8")
    (tmp_path / "names-1.crf").write_bytes(b"no model")
    with pytest.raises(KnowledgeError, match="weights"):
        Tagger(tmp_path)


def test_another_folder_of_weights_can_be_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(WEIGHTS, str(tmp_path))
    default_tagger.cache_clear()
    try:
        with pytest.raises(KnowledgeError) as error:
            default_tagger()
        assert str(tmp_path) in str(error.value)
    finally:
        monkeypatch.undo()
        default_tagger.cache_clear()
