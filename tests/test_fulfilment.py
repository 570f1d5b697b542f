"""What became of plans: first what did not come of them."""

from __future__ import annotations

from datetime import date

import pytest
from collections_of_facts import COUNTRY, LOC, PER, Told, facts
from commands import SEEDS

import kg
from kg.graph import build_graph
from kg.identity import identify
from kg.model import Facts, Modality
from kg.query import explain
from kg.vocabulary import KG

NAMES = {
    "Ani Lestari": PER,
    "Budi Raya": PER,
    "Rusia": (COUNTRY, "rusia"),
    "Jakarta": (LOC, "jakarta"),
    "Pyongyang": (LOC, "pyongyang"),
    "Korea Utara": (COUNTRY, "korea-utara"),
}
VISIT = {"agent": ("Ani Lestari",), "destination": ("Korea Utara",)}
REPORTED, LATER = date(2023, 9, 15), date(2023, 12, 3)


def plan(roles: dict = VISIT, begin: str | None = None, type: str = "Visit") -> Facts:
    told = Told(type, roles, begin, modality=Modality.PLANNED)
    return facts("Ani Lestari akan pergi.", NAMES, events=[told], anchor=REPORTED)


def done(roles: dict = VISIT, begin: str | None = None, anchor: date | None = LATER, type: str = "Visit") -> Facts:
    return facts("Ani Lestari pergi.", NAMES, events=[Told(type, roles, begin)], anchor=anchor)


def fulfilled(*articles: Facts) -> int:
    return sum(len(event.fulfils) for event in identify(articles).events)


@pytest.mark.parametrize(
    ("planned", "happened"),
    [
        pytest.param(plan(), done(type="Meeting"), id="another class"),
        pytest.param(plan(), done({**VISIT, "agent": ("Budi Raya",)}), id="somebody else"),
        pytest.param(plan(), done({**VISIT, "destination": ("Jakarta",)}), id="somewhere else"),
        pytest.param(plan(), done({"agent": ("Ani Lestari",)}, "2023-12-01"), id="a visit to who knows where"),
        pytest.param(plan(), done(begin="2023-09-01"), id="before the plan was reported"),
        pytest.param(plan(), done(begin="2024-12-01", anchor=date(2024, 12, 2)), id="years later"),
        pytest.param(plan(begin="2023-10"), done(begin="2023-12-01"), id="not when it was planned for"),
        pytest.param(plan(), done(anchor=REPORTED), id="no date, reported on the same day"),
        pytest.param(plan(), done(anchor=None), id="nobody knows when"),
        pytest.param(
            plan({"agent": ("Rusia",), "destination": ("Korea Utara",)}),
            done({"agent": ("Rusia",), "destination": ("Korea Utara",)}, "2023-12-01"),
            id="countries do this and that",
        ),
    ],
)
def test_no_plan_came_true(planned: Facts, happened: Facts) -> None:
    assert fulfilled(planned, happened) == 0


def test_no_article_sees_its_own_plans_fulfilled() -> None:
    events = [Told("Visit", VISIT, modality=Modality.PLANNED), Told("Visit", VISIT, "2023-09-15")]
    assert fulfilled(facts("Ani Lestari pergi dan akan pergi.", NAMES, events=events, anchor=REPORTED)) == 0


@pytest.mark.parametrize(
    ("planned", "happened"),
    [
        pytest.param(plan(), done(begin="2023-12-01"), id="without a date"),
        pytest.param(plan(), done({**VISIT, "destination": ("Pyongyang",)}, "2023-12-01"), id="its capital"),
        pytest.param(plan(begin="2023-12"), done(begin="2023-12-01"), id="in the month"),
        pytest.param(plan(), done(begin="2023-09"), id="in the month of the report"),
        pytest.param(plan(), done(), id="reported later"),
    ],
)
def test_a_plan_came_true(planned: Facts, happened: Facts) -> None:
    corpus = identify([planned, happened])
    assert sorted(len(event.fulfils) for event in corpus.events) == [0, 1]


def test_the_first_happening_that_fits_is_meant() -> None:
    second = facts("Lagi.", NAMES, events=[Told("Visit", VISIT, "2024-01-05")], anchor=date(2024, 1, 6))
    corpus = identify([plan(), done(begin="2023-12-01"), second])
    assert [event.begin for event in corpus.events if event.fulfils] == ["2023-12-01"]


def test_the_graph_and_its_explanation_say_so() -> None:
    corpus = identify([plan(), done(begin="2023-12-01")])
    graph = build_graph(corpus)
    assert [link.relation for e in corpus.events for link in explain(graph, e.name).links] == [
        "fulfils",
        "fulfilled by",
    ]


def test_the_return_visit_of_the_seeds() -> None:
    """Planned in September 2023, carried out in June 2024."""
    graph = kg.build([SEEDS])
    labels = {
        (str(s["done"].value), str(s["plan"].value))
        for s in graph.query(
            f"SELECT ?done ?plan {{ ?d <{KG.fulfils}> ?p . ?d rdfs:label ?done . ?p rdfs:label ?plan }}"
        )
    }
    assert any("Kunjungan Vladimir Putin" in one and "direncanakan" in other for one, other in labels)
