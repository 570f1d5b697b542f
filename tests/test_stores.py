"""A store on disk gives the answers of the file; what is no store is left alone."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
from commands import run

from kg.errors import InputError, OutputError
from kg.query import open_store, write_store
from kg.query import run as ask
from kg.query.cookbook import load_cookbook

GRAPH = Path(__file__).parent.parent / "output" / "graph.ttl"
Capture = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("stores") / "store"
    write_store([GRAPH], directory)
    return directory


# -- what must stay as it is ------------------------------------------------------------------------------------------


def test_a_folder_with_other_things_is_not_written_over(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("x", encoding="utf-8")
    with pytest.raises(OutputError, match="exists and is no store"):
        write_store([GRAPH], tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_a_broken_source_leaves_the_store_as_it_was(store: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.ttl"
    broken.write_text("<a:b> <a:c> 1 .\n<a:b> <a:c> .\n", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        write_store([GRAPH, broken], store)
    assert str(caught.value).startswith(f"{broken}:2:")
    assert len(open_store(store).store) == len(open_store(GRAPH).store)
    assert [path.name for path in store.parent.iterdir()] == [store.name]


@pytest.mark.parametrize(
    ("name", "text", "cause"),
    [
        ("folder", None, "is a folder, but no store"),
        ("x.csv", "a,b\n", "names no RDF format"),
        ("x.ttl", "a,b\n", "not Turtle"),
    ],
)
def test_what_cannot_be_asked(tmp_path: Path, capsys: Capture, name: str, text: str | None, cause: str) -> None:
    path = tmp_path / name
    path.mkdir() if text is None else path.write_text(text, encoding="utf-8")
    ran = run(capsys, "query", path, "ASK {}")
    assert (ran.code, ran.out) == (3, "")
    assert cause in ran.err


@pytest.mark.parametrize(
    "arguments",
    [["who-met-whom", "--person"], ["who-met-whom", "Putin"], ["ASK {}", "--person", "Putin"], ["--person", "Putin"]],
    ids=" ".join,
)
def test_wrong_parameters(arguments: list[str], capsys: Capture) -> None:
    assert run(capsys, "query", GRAPH, *arguments).code in (2, 3)


# -- what it answers --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", load_cookbook())
def test_store_and_file_answer_alike(name: str, store: Path) -> None:
    answers = []
    for path in (GRAPH, store):
        opened = open_store(path)
        answer = ask(opened.store, load_cookbook()[name].sparql, opened.base)
        assert isinstance(answer, ox.QuerySolutions)
        answers.append(answer.serialize(format=ox.QueryResultsFormat.CSV))
    assert answers[0] == answers[1]


def test_a_question_on_the_command_line(store: Path, capsys: Capture) -> None:
    ran = run(capsys, "query", store, "who-met-whom", "--person=Putin", "--since", "2023-09-13", "--format", "csv")
    assert ran.code == 0
    assert {line.split(",")[0] for line in ran.out.splitlines()[1:]} == {"Vladimir Putin"}
    assert "Kim Jong" in ran.out


def test_the_list_names_every_question(capsys: Capture) -> None:
    ran = run(capsys, "query", "--list")
    assert [line for line in ran.out.splitlines() if line and line[0] != " "] == list(load_cookbook())


def test_named_graphs_are_asked_together(tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "x.trig").write_text("<a:g> { <a:b> <a:c> 1 } <a:h> { <a:b> <a:d> 2 }", encoding="utf-8")
    assert run(capsys, "query", tmp_path / "x.trig", "ASK { ?s <a:c> 1 ; <a:d> 2 }").out == "yes\n"
    assert run(capsys, "store", tmp_path / "x.trig", "-o", tmp_path / "store").code == 0
    assert run(capsys, "query", tmp_path / "store", "ASK { ?s <a:c> 1 ; <a:d> 2 }").out == "yes\n"


def test_a_new_store_replaces_the_old(tmp_path: Path) -> None:
    (tmp_path / "x.nt").write_text("<a:b> <a:c> <a:d> .\n", encoding="utf-8")
    assert write_store([GRAPH], tmp_path / "store") > 1000
    assert write_store([tmp_path / "x.nt"], tmp_path / "store") == 1
    assert len(open_store(tmp_path / "store").store) == 1
