"""The name tagger: what its features see, what it finds, how it fails."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from kg.errors import KnowledgeError
from kg.knowledge.authority import load_authority
from kg.language.crf import UNIT, pack
from kg.language.features import Listed, WordFeatures, is_title_case, listed_names, sentence_features
from kg.language.tagger import WEIGHTS, Tagger, default_tagger

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
        ("Presiden Putin menemui Perdana Menteri China Li Qiang .", False),  # a full stop ends no headline
        ("Mesranya Putin Sambut Kim Jong Un di Rusia Lalu Bertandang ke China", True),
    ],
)
def test_headlines_are_known_by_their_capitals(sentence: str, expected: bool) -> None:
    assert is_title_case(sentence.split()) is expected


def test_features_name_the_word_its_neighbours_and_its_lists() -> None:
    knowledge = WordFeatures(["k1 l2"], {"moskow": "0", "pyongyang": "0"})
    moscow = sentence_features(["di", "Moskow"], knowledge, [Listed(1, 2, "gPl")])[1]
    assert {"w=moskow", "s=Xx", "k1", "-1w=di", "EOS", "gPlS"} <= set(moscow)
    assert "k1" not in sentence_features(["di", "Jakarta"], knowledge)[1]


def test_guidelines_of_another_corpus_add_features_of_their_own() -> None:
    knowledge = WordFeatures()
    ours = sentence_features(["Moskow"], knowledge)[0]
    theirs = sentence_features(["Moskow"], knowledge, guidelines="idner")[0]
    assert set(ours) < set(theirs)
    assert all(feature.startswith("idner") for feature in set(theirs) - set(ours))


@pytest.mark.parametrize(
    ("guidelines", "expected"),
    [
        ("", ["Komisi Pemberantasan Korupsi", "KPK"]),
        ("idner", ["Komisi Pemberantasan Korupsi ( KPK"]),
    ],
)
def test_corpora_differ_in_short_forms_in_brackets(guidelines: str, expected: list[str]) -> None:
    words = ["Hal", "itu", "disampaikan", "Komisi", "Pemberantasan", "Korupsi", "(", "KPK", ")", "kemarin", "."]
    listed = listed_names(load_authority().match(words))
    spans = default_tagger().tag(words, listed, guidelines)
    assert [" ".join(words[s.first : s.last]) for s in spans] == expected


def test_figures_share_the_features_of_their_shape() -> None:
    knowledge = WordFeatures(["k7"], {"00.00": "0"})
    assert knowledge.known("13.30") == ["k7"]
    assert knowledge.known("130.0") == []


def test_what_is_known_of_words_comes_back() -> None:
    text = WordFeatures.write({"moskow": ["k1", "nl2"], "di": ["k3"], "kyiv": ["k1", "nl2"]})
    read = WordFeatures.read(text)
    assert (read.known("kyiv"), read.known("di"), read.known("Kyiv")) == (["k1", "nl2"], ["k3"], [])
    assert text.count("nl2") == 1


# -- the sums ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "sentence",
    [
        "Putin",
        "Putin tiba",
        "Putin tiba .",
        "Menlu Retno Marsudi bertemu Putin di Moskow .",
        "Putin Sambut Kim Di Sini",
    ],
)
def test_sums_are_those_of_the_features(sentence: str) -> None:
    words = sentence.split()
    listed = [Listed(0, 1, "gPe"), *([Listed(1, 3, "gPe")] if len(words) > 3 else [])]
    tagger = default_tagger()
    known = [tagger.field.weigh(features) for features in sentence_features(words, tagger.knowledge, listed)]
    assert tagger.scale.sums(words, listed) == known


def test_weights_of_all_labels_add_up_in_one_integer() -> None:
    lanes = (pack([0.5, -1.0]) + pack([-0.75, 0.25])).to_bytes(8, "little", signed=True)
    first, second = (int.from_bytes(lanes[i : i + 4], "little", signed=True) / UNIT for i in (0, 4))
    assert (first, second) == pytest.approx((-0.25, -0.75), abs=2e-6)


def test_what_has_no_weight_weighs_nothing() -> None:
    field = default_tagger().field
    assert field.weigh([]) == field.weigh(["no such feature"]) == 0


def test_probabilities_of_a_word_add_up() -> None:
    field = default_tagger().field
    assert field.label([pack([0.0] * len(field.labels))] * 3) == field.label([0, 0, 0])
    assert sum(field.probability(label, 1) for label in field.labels) == pytest.approx(1)


def test_missing_weights_are_an_error(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="weights"):
        Tagger(tmp_path)


def test_weights_without_a_model_are_an_error(tmp_path: Path) -> None:
    (tmp_path / "known.txt").write_text("di\n0\nk1\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match="no weights"):
        Tagger(tmp_path)


@pytest.mark.parametrize("weights", ["no weights", "O\na b\n1\n", "O\na\n1\n"])
def test_broken_weights_are_an_error(weights: str, tmp_path: Path) -> None:
    (tmp_path / "known.txt").write_text("di\n0\nk1\n", encoding="utf-8")
    (tmp_path / "names-1.weights").write_text(weights, encoding="utf-8")
    (tmp_path / "names-1.chain").write_bytes(b"no model")
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
