"""`kg diff`: what two graphs do not say alike."""

from __future__ import annotations

import json
from pathlib import Path

import pyoxigraph as ox
import pytest
from commands import SEEDS, run

from kg.graph import Graph
from kg.graph.differences import ADDED, CHANGED, GONE, differences
from kg.graph.turtle import by_subject

GRAPH = SEEDS.parent / "output" / "graph.ttl"
Capture = pytest.CaptureFixture[str]


def changed(tmp_path: Path, old: str, new: str) -> Path:
    text = GRAPH.read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "changed.ttl").write_text(text.replace(old, new), encoding="utf-8")
    return tmp_path / "changed.ttl"


def test_a_graph_is_like_itself_in_any_format(tmp_path: Path, capsys: Capture) -> None:
    assert run(capsys, "merge", GRAPH, "-o", tmp_path / "same.nt").code == 0
    ran = run(capsys, "diff", GRAPH, tmp_path / "same.nt")
    assert (ran.code, ran.out) == (0, "")
    assert run(capsys, "diff", GRAPH, GRAPH, "--format", "json").out == "[]\n"


def test_a_value_that_changed(tmp_path: Path, capsys: Capture) -> None:
    path = changed(tmp_path, '"Nikolai Patrushev"@id', '"Nikolai Platonovich Patrushev"@id')
    ran = run(capsys, "diff", GRAPH, path, "--format", "json")
    assert ran.code == 1
    found = json.loads(ran.out)
    person = next(each for each in found if each["iri"].endswith("person/nikolai-patrushev"))
    assert (person["change"], person["kind"], person["label"]) == ("changed", "person", "Nikolai Platonovich Patrushev")
    assert ["rdfs:label", '"Nikolai Patrushev"@id'] in person["gone"]
    assert "/article/" in person["article"]


def test_an_event_with_another_name_is_the_same_event() -> None:
    graph = Graph.read(GRAPH)
    text = graph.serialize()
    event = next(iri for iri in graph.descriptions() if "/event/meeting/2023-09-13/" in iri).removeprefix(graph.base)
    subjects = by_subject(ox.parse(text.replace(event, f"{event}x").encode(), format=ox.RdfFormat.TURTLE))
    found = differences(graph, Graph.of(subjects, base=graph.base))
    assert {each.change for each in found if each.kind == "event"} <= {CHANGED}


def test_what_is_only_in_one(tmp_path: Path) -> None:
    graph = Graph.read(GRAPH)
    kept = {
        iri: said
        for iri, said in graph.descriptions().items()
        if "/id/statement/" not in iri and "/value/statement/" not in iri
    }
    without = Graph.of(kept, base=graph.base)
    assert {each.change for each in differences(graph, without)} == {GONE}
    assert {each.change for each in differences(without, graph)} == {ADDED}
    assert {each.kind for each in differences(graph, without)} <= {"statement", "value"}


def test_a_foreign_graph(tmp_path: Path) -> None:
    for name, text in (("a.ttl", "<a:b> <a:c> 1 ."), ("b.ttl", "<a:b> <a:c> 2 . <a:d> <a:c> 1 .")):
        (tmp_path / name).write_text(text, encoding="utf-8")
    found = differences(Graph.read(tmp_path / "a.ttl"), Graph.read(tmp_path / "b.ttl"))
    assert [(each.change, each.iri, each.article) for each in found] == [(CHANGED, "a:b", ""), (ADDED, "a:d", "")]
