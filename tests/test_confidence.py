"""How sure facts are: what must not count as sure first, then the model, its weights and what the options keep."""

from __future__ import annotations

import sys
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import pytest
from commands import SEEDS, run
from documents import COUNTRY, LOC, PER, document

import kg
from kg.errors import InputError, KnowledgeError
from kg.extraction import extract_facts
from kg.extraction.confidence import (
    Assessor,
    Confidence,
    EventTraits,
    Logistic,
    NameTraits,
    default_confidence,
    features,
    read_confidence,
)
from kg.knowledge.ontology import load_ontology
from kg.model import BlockKind, Document, EntityType, Mention, MentionKind
from kg.pipeline import understand
from kg.reading import find_articles, read

sys.path.insert(0, str(Path(__file__).parent.parent / "training"))
from logistic import fit, log_loss
from matching import Count, Matching

MEETING = EventTraits(
    type="Meeting",
    form=("active",),
    modality="Asserted",
    role=("participant",),
    actors="2",
    dated=True,
    mentions=1.0,
    block=BlockKind.PARAGRAPH,
    quoted=False,
    themed=False,
    late=1.0,
    length=3.0,
    rank=1.0,
    names=2.0,
)
NAME = NameTraits(EntityType.PERSON, 3.0, True, 2.0, "3", False, False, BlockKind.PARAGRAPH, False)
SHIPPED = files("kg.extraction").joinpath("confidence.toml").read_text(encoding="utf-8")
KINDS = ("name", "position", "event", "statement", "relation")


def model(floor: float = 0.0, **weights: float) -> Confidence:
    """A model that knows only these weights of events."""
    return Confidence({kind: Logistic(0.0, weights if kind == "event" else {}, floor) for kind in KINDS})


def visit() -> Document:
    return document(
        "Lavrov mengunjungi Pyongyang. Dia bertemu Kim Jong Un.", {"Lavrov": PER, "Pyongyang": LOC, "Kim Jong Un": PER}
    )


# -- what must not count as sure ----------------------------------------------------------------------------------


def test_what_is_below_the_floor_is_no_fact() -> None:
    assert extract_facts(visit(), confidence=model(floor=0.51)).events == ()
    assert extract_facts(visit(), confidence=model(floor=0.50)).events != ()


@pytest.mark.parametrize(
    "worse",
    [
        replace(MEETING, dated=False),
        replace(MEETING, rank=3.0),
        replace(MEETING, late=4.0),
        replace(MEETING, actors="0", role=("hasPlace",)),
    ],
)
def test_less_is_seen_less_is_sure(worse: EventTraits) -> None:
    sure = default_confidence()
    assert sure.probability(worse) < sure.probability(MEETING)


@pytest.mark.parametrize("worse", [replace(NAME, known=False), replace(NAME, tagger=0.0), replace(NAME, words="1")])
def test_names_that_little_speaks_for(worse: NameTraits) -> None:
    sure = default_confidence()
    assert sure.probability(worse) < sure.probability(NAME)


@pytest.mark.parametrize("toml", ["", "[event]", SHIPPED.replace("[event]", "[events]"), "event = 3", "no toml"])
def test_broken_weights_are_refused(toml: str) -> None:
    with pytest.raises(KnowledgeError, match="confidence"):
        read_confidence(toml)


# -- the model ----------------------------------------------------------------------------------------------------


def test_traits_become_features() -> None:
    assert dict(features(replace(MEETING, form=("active", "noun"), role=()))) == {
        "type=Meeting": 1, "form=active": 1, "form=noun": 1, "modality=Asserted": 1, "actors=2": 1, "dated": 1,
        "mentions": 1, "block=paragraph": 1, "late": 1, "length": 3, "rank": 1, "names": 2,
    }  # fmt: skip


def test_a_feature_without_a_weight_adds_nothing() -> None:
    assert model(unheard=5.0).probability(MEETING) == 0.5
    assert model(dated=2.0).probability(MEETING) == 0.88


def test_the_shipped_weights_name_only_what_can_be_seen() -> None:
    known = {f"type={name}" for name in load_ontology().event_classes} | {name for name, _ in features(MEETING)}
    weights = {
        line.split(" = ")[0].strip('"') for line in SHIPPED.split("[event.weights]")[1].split("[")[0].split("\n")
    }
    unknown = {
        name
        for name in weights - known
        if name and name.split("=")[0] not in {"form", "modality", "role", "actors", "block"}
    }
    assert unknown <= {"quoted", "themed"}


def test_every_kind_of_fact_has_its_own_confidence() -> None:
    seeds = [extract_facts(understand(read(path))) for path in find_articles([SEEDS])]
    for kind in ("positions", "events", "statements", "relations"):
        said = [fact.confidence for facts in seeds for fact in getattr(facts, kind)]
        assert all(0 < each < 1 for each in said), kind
        assert len(set(said)) > 1, kind
    floor = default_confidence().floor("event")
    assert floor > 0
    assert all(event.confidence >= floor for facts in seeds for event in facts.events)


def test_a_name_inside_a_longer_one_is_less_sure() -> None:
    names = {"Kedutaan Besar Rusia": EntityType.ORGANISATION, "Lavrov": PER}
    made = document("Lavrov menghubungi Kedutaan Besar Rusia.", names)
    inner = next(
        r for r in made.references if r.mention.kind is MentionKind.NAME and r.mention.last - r.mention.first == 3
    )
    at = inner.mention
    nested = Mention(
        at.span._replace(start=at.span.end - 5), at.sentence, at.last - 1, at.last, MentionKind.NAME, COUNTRY
    )
    country = len(made.entities)
    grown = replace(
        made,
        entities=(*made.entities, replace(made.entities[0], type=COUNTRY, name="Rusia", names=("Rusia",))),
        references=(*made.references, inner._replace(mention=nested, entities=(country,))),
    )
    assert [traits.inside for traits in Assessor(grown).name_traits()] == [False, False, True]


# -- fitting ------------------------------------------------------------------------------------------------------


def test_fitting_finds_the_share_that_is_right() -> None:
    rows = [{"seen": 1.0}] * 40 + [{}] * 40
    right = [True] * 36 + [False] * 4 + [True] * 10 + [False] * 30
    fitted = fit(rows, right, penalty=0.01)
    assert fitted.probability({"seen": 1.0}) == pytest.approx(0.9, abs=0.01)
    assert fitted.probability({}) == pytest.approx(0.25, abs=0.01)
    assert abs(fit(rows, right, penalty=100.0).weights["seen"]) < abs(fitted.weights["seen"])


def test_log_loss_punishes_what_was_sure_and_wrong() -> None:
    assert log_loss([0.5, 0.5], [True, False]) == pytest.approx(0.693, abs=0.001)
    assert log_loss([0.9], [False]) > log_loss([0.6], [False])


def test_matching_finds_each_annotated_event_once() -> None:
    made = document(
        "Lavrov bertemu Kim Jong Un. Wang Yi bertemu Peskov.",
        dict.fromkeys(("Lavrov", "Kim Jong Un", "Wang Yi", "Peskov"), PER),
    )
    annotation = {
        "entities": [
            {"id": "l", "type": "Person", "name": "Sergey Lavrov", "surface": ["Lavrov"]},
            {"id": "k", "type": "Person", "name": "Kim Jong-un", "surface": ["Kim Jong Un"]},
        ],
        "events": [
            {"id": "e1", "type": "Meeting", "roles": {"participant": ["l", "k"]}, "time": None, "modality": "asserted"},
            {"id": "e2", "type": "Visit", "roles": {"agent": ["l"]}, "time": None, "modality": "planned"},
        ],
    }
    matching = Matching(made, annotation)
    events = extract_facts(made, confidence=model()).events
    assert matching.names() == [True, True, False, False]
    assert matching.events(events) == [True, False]
    assert matching.events([events[0], events[0]]).count(True) == 1
    assert matching.count_events(events) == Count(right=1, wrong=1, missed=1)


# -- the options --------------------------------------------------------------------------------------------------


def confidences(graph: kg.Graph) -> list[float]:
    return sorted(float(row["c"].value) for row in graph.query("SELECT ?f ?c { ?f kg:confidence ?c }"))  # type: ignore[union-attr, index, call-overload]


def test_min_confidence_leaves_out_exactly_what_is_less_sure() -> None:
    everything, sure = kg.build(SEEDS), kg.build(SEEDS, min_confidence=0.8)
    assert confidences(sure) == [c for c in confidences(everything) if c >= 0.8]
    assert 0 < len(confidences(sure)) < len(confidences(everything))


@pytest.mark.parametrize("wrong", [-0.1, 1.5, float("nan")])
def test_what_is_no_confidence_is_refused(wrong: float) -> None:
    with pytest.raises(InputError, match="no confidence"):
        kg.build(SEEDS, min_confidence=wrong)


def test_the_command_takes_min_confidence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    refused = run(capsys, "build", SEEDS, "-o", tmp_path, "--min-confidence", "2")
    assert refused.code == 2
    assert "--min-confidence" in refused.err
    assert run(capsys, "build", SEEDS, "-o", tmp_path, "--no-html", "--min-confidence", "0.8").code == 0
    assert (tmp_path / "graph.ttl").read_text(encoding="utf-8") == kg.build(SEEDS, min_confidence=0.8).serialize()


# -- the document -------------------------------------------------------------------------------------------------


def test_the_document_names_the_floor_of_the_weights() -> None:
    page = (Path(__file__).parent.parent / "docs" / "quality.md").read_text(encoding="utf-8")
    assert f"`confidence.toml` ({default_confidence().floor('event'):.2f})" in page
