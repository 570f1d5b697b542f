"""Where a node comes from and why it is one: first what cannot be explained."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from collections_of_facts import LOC, PER, Told, facts
from commands import run

from kg.errors import QueryError
from kg.graph import Graph, build_graph
from kg.identity import identify
from kg.query import explain

TALKS = Told("Meeting", {"participant": ("Ani Lestari", "Budi Raya")}, "2023-09-13")
NAMES = {"Ani Lestari": PER, "Budi Raya": PER, "Kota Baru": LOC}


@pytest.fixture(scope="module")
def graph() -> Graph:
    told = [
        facts("Ani Lestari bertemu Budi Raya di Kota Baru.", NAMES, events=[TALKS], publisher="Tempo"),
        facts("Ani Lestari dan Budi Raya berunding.", NAMES, events=[TALKS]),
        facts("Budi Raya berkata: kami setuju", NAMES, statements=[("Budi Raya", "kami setuju")]),
    ]
    return build_graph(identify(told))


@pytest.fixture(scope="module")
def path(graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    (file,) = graph.write(tmp_path_factory.mktemp("explain"), html=False)
    return file


def only(graph: Graph, kind: str) -> str:
    (found,) = [s.removeprefix(graph.base) for s in graph.descriptions() if s.startswith(graph.base + kind)]
    return found


@pytest.mark.parametrize(
    ("iri", "line"),
    [
        pytest.param("person/lestari", "Did you mean person/ani-lestari?", id="a part of a name"),
        pytest.param("person/ani-lestary", "Did you mean person/ani-lestari", id="a slip"),
        pytest.param("https://example.org/x", "the graph has no <https://example.org/x>", id="of another graph"),
        pytest.param("qqq", "Give the IRI of an event", id="nothing like it"),
        pytest.param("", "the graph has no <>", id="empty"),
        pytest.param("article/detikcom-", "the graph has no", id="half an article"),
    ],
)
def test_what_is_not_there(graph: Graph, iri: str, line: str) -> None:
    with pytest.raises(QueryError) as error:
        explain(graph, iri)
    assert line in str(error.value)


def test_an_article_needs_no_explanation(graph: Graph) -> None:
    article = next(s for s in graph.descriptions() if "/article/detikcom" in s and "#" not in s)
    with pytest.raises(QueryError, match="is no event"):
        explain(graph, article)


def test_an_event_and_the_rule_that_joined_it(graph: Graph) -> None:
    told = explain(graph, only(graph, "event/"))
    assert told.label == "Pertemuan Ani Lestari dan Budi Raya, 13 September 2023"
    assert told.kinds == ("Meeting", "Asserted")
    first, second = told.sources
    assert {first.outlet, second.outlet} == {"Tempo", "detikcom"}
    assert (first.rule, second.rule, second.confidence) == ("", "SameDay", "0.95")
    assert second.published == "2023-09-15"
    assert {p.words for s in told.sources for p in s.passages} == {
        "Ani Lestari bertemu Budi Raya di Kota Baru.",
        "Ani Lestari dan Budi Raya berunding.",
    }


@pytest.mark.parametrize("form", ["{}", "<{}>", "https://w3id.org/kabar/id/{}", "<https://w3id.org/kabar/id/{}>"])
def test_an_entity_by_any_form_of_its_iri(graph: Graph, form: str) -> None:
    told = explain(graph, form.format("person/budi-raya"))
    assert (told.label, told.kinds, told.rule, told.rule_confidence) == ("Budi Raya", ("Person",), "SameName", "0.95")
    assert len(told.sources) == 3


def test_a_statement_is_called_by_its_words(graph: Graph) -> None:
    told = explain(graph, only(graph, "statement/"))
    assert (told.label, len(told.sources), told.sources[0].rule) == ("kami setuju", 1, "")


def test_the_command_prints_a_table(graph: Graph, path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    done = run(capsys, "explain", path, only(graph, "event/"))
    assert done.code == 0
    assert "SameDay: It is of the same day" in done.out
    assert "Ani Lestari dan Budi Raya berunding." in done.out
    assert "<article/" in done.out


def test_the_command_prints_json(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    done = run(capsys, "explain", path, "person/budi-raya", "--format", "json")
    assert json.loads(done.out)["iri"] == "https://w3id.org/kabar/id/person/budi-raya"


def test_the_command_says_what_is_wrong_in_one_line(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    done = run(capsys, "explain", path, "person/lestari")
    assert (done.code, done.out) == (3, "")
    assert done.err == "kg: the graph has no <person/lestari>. Did you mean person/ani-lestari?\n"
