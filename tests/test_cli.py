"""The command ``kg``: results on stdout, messages on stderr, exit codes 0, 1, 2, 3."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from commands import SEEDS, run

import kg
from kg.cli import app
from kg.query.tables import as_table

GREETING = "Presiden Rusia Vladimir Putin bertemu Presiden China Xi Jinping di Beijing, Rabu (13/9/2023).\n"
Capture = pytest.CaptureFixture[str]


@pytest.fixture
def graph(tmp_path: Path, capsys: Capture) -> Path:
    (tmp_path / "article.txt").write_text(GREETING, encoding="utf-8")
    assert run(capsys, "build", tmp_path / "article.txt", "-o", tmp_path / "out", "--no-html").code == 0
    return tmp_path / "out" / "graph.ttl"


# -- build ------------------------------------------------------------------------------------------------------------


def test_build_writes_both_files_and_says_what_was_found(tmp_path: Path, capsys: Capture) -> None:
    ran = run(capsys, "build", SEEDS, "-o", tmp_path)
    assert (ran.code, ran.err) == (0, "")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["graph.html", "graph.ttl"]
    found = dict(line.split() for line in ran.out.splitlines() if len(line.split()) == 2)
    assert found["articles"] == "5"
    assert int(found["events"]) > 20
    assert str(tmp_path / "graph.ttl") in ran.out


def test_an_article_that_names_nobody_is_built(tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "a.txt").write_text("judul saja, 13 September 2023\n", encoding="utf-8")
    ran = run(capsys, "build", tmp_path, "-o", tmp_path)
    assert "articles" in ran.out
    assert (tmp_path / "graph.ttl").exists()


def test_no_html(graph: Path) -> None:
    assert [path.name for path in graph.parent.iterdir()] == ["graph.ttl"]


def test_base(tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "article.txt").write_text(GREETING, encoding="utf-8")
    arguments = ("build", tmp_path / "article.txt", "-o", tmp_path, "--no-html", "--base", "https://example.org/id/")
    assert run(capsys, *arguments).code == 0
    assert "@base <https://example.org/id/> ." in (tmp_path / "graph.ttl").read_text(encoding="utf-8")


def test_a_file_given_twice_counts_once(tmp_path: Path, capsys: Capture) -> None:
    file = next(SEEDS.glob("*.txt"))
    run(capsys, "build", file, file, SEEDS, "-o", tmp_path / "a", "--no-html")
    run(capsys, "build", SEEDS, "-o", tmp_path / "b", "--no-html")
    assert (tmp_path / "a" / "graph.ttl").read_bytes() == (tmp_path / "b" / "graph.ttl").read_bytes()


def test_no_progress_bar_where_nobody_looks(tmp_path: Path, capsys: Capture) -> None:
    for number in range(50):
        (tmp_path / f"{number}.txt").write_text(f"{GREETING}Nomor {number}.\n", encoding="utf-8")
    assert run(capsys, "build", tmp_path, "-o", tmp_path, "--no-html").err == ""


# -- query ------------------------------------------------------------------------------------------------------------

WHO = "SELECT ?who { ?p a schema:Person ; rdfs:label ?who } ORDER BY ?who"


def test_query_prints_a_table(graph: Path, capsys: Capture) -> None:
    ran = run(capsys, "query", graph, WHO)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines() == ["who", "--------------", "Vladimir Putin", "Xi Jinping", "(2 rows)"]


def test_query_as_csv_and_json(graph: Path, capsys: Capture) -> None:
    rows = list(csv.DictReader(io.StringIO(run(capsys, "query", graph, WHO, "--format", "csv").out)))
    assert [row["who"] for row in rows] == ["Vladimir Putin", "Xi Jinping"]
    answer = json.loads(run(capsys, "query", graph, WHO, "--format", "json").out)
    assert [row["who"]["value"] for row in answer["results"]["bindings"]] == ["Vladimir Putin", "Xi Jinping"]


def test_construct_gives_turtle(graph: Path, capsys: Capture) -> None:
    ran = run(capsys, "query", graph, "DESCRIBE <person/xi-jinping>", "--format", "ttl")
    assert "<person/xi-jinping> a schema:Person" in ran.out
    assert run(capsys, "query", graph, "DESCRIBE <person/xi-jinping>", "--format", "csv").code == 3


def test_query_from_a_file(graph: Path, tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "who.rq").write_text(WHO, encoding="utf-8")
    assert "(2 rows)" in run(capsys, "query", graph, "-f", tmp_path / "who.rq").out


@pytest.mark.parametrize(
    ("question", "said"),
    [
        (("who-met-whom", "--person", "xi jinping"), ""),
        (("gifts", "--person", "Xi Jinping"), ""),  # known, and gave nothing
        (("gifts", "--person", "Hatta"), "kg: --person: nothing in the graph is called 'Hatta'\n"),
        (
            ("gifts", "--person", "Jinping", "--format", "csv"),
            "kg: --person: nothing in the graph is called 'Jinping'. Did you mean Xi Jinping?\n",
        ),
        (("evidence", "--fact", "event/1", "--format", "json"), "kg: --fact: the graph has no <event/1>\n"),
    ],
)
def test_an_empty_answer_names_what_is_not_there(
    question: tuple[str, ...], said: str, graph: Path, capsys: Capture
) -> None:
    ran = run(capsys, "query", graph, *question)
    assert (ran.code, ran.err) == (0, said)


@pytest.mark.parametrize(
    ("sparql", "said"),
    [
        ("SELECT ?x { ?x a foaf:Person }", "the prefix foaf: is not declared. Begin with PREFIX foaf: <…>."),
        ("SELECT ?x {\n ?x foaf:name ?y ; a kg:Visit }", "line 2"),
        ("SELECT ?x { ?x ex:name", "the prefix ex: is not declared"),
    ],
)
def test_a_prefix_that_is_not_declared_is_named(sparql: str, said: str, graph: Path, capsys: Capture) -> None:
    assert said in run(capsys, "query", graph, sparql).err


def test_ask(graph: Path, capsys: Capture) -> None:
    assert run(capsys, "query", graph, "ASK { ?e a kg:Meeting }").out == "yes\n"
    assert run(capsys, "query", graph, "ASK { ?e a kg:Flood }").out == "no\n"
    assert run(capsys, "query", graph, "ASK { ?e a kg:Flood }", "--format", "csv").out == "false\n"
    assert json.loads(run(capsys, "query", graph, "ASK { ?e a kg:Flood }", "--format", "json").out)["boolean"] is False


def test_a_table_steers_no_terminal_and_keeps_its_columns() -> None:
    table = as_table(("a", "b"), [["\x1b[31mred\nline", "1"], ["日本", "22"]], right=(1,))
    assert "\x1b" not in table
    assert table.splitlines()[-1] == "日本" + 11 * " " + "22"


# -- validate ---------------------------------------------------------------------------------------------------------


def test_validate(graph: Path, capsys: Capture) -> None:
    ran = run(capsys, "validate", graph)
    assert (ran.code, ran.out) == (0, "")
    text = graph.read_text(encoding="utf-8")
    graph.write_text(text.replace("nif:beginIndex 0", "nif:beginIndex 1"), encoding="utf-8")
    ran = run(capsys, "validate", graph, "--no-shapes")
    assert ran.code == 1
    assert ran.out.startswith("G102 <https://w3id.org/kabar/id/article/")


def test_validate_says_what_is_missing(graph: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyshacl", None)
    ran = run(capsys, "validate", graph)
    assert ran.code == 3
    assert "pip install 'kabar[validate]'" in ran.err
    assert run(capsys, "validate", graph, "--no-shapes").code == 0


# -- the command itself -----------------------------------------------------------------------------------------------


def test_version(capsys: Capture) -> None:
    assert run(capsys, "--version").out == f"kabar {kg.__version__}\n"


@pytest.mark.parametrize("arguments", [["--help"], ["build", "--help"], ["query", "-h"], ["validate", "-h"]])
def test_help(arguments: list[str], capsys: Capture) -> None:
    ran = run(capsys, *arguments)
    assert ran.code == 0
    assert "Usage: kg" in ran.out


@pytest.mark.parametrize(
    "command", [command.callback.__name__ for command in app.registered_commands if command.callback]
)
def test_help_shows_an_example(command: str, capsys: Capture) -> None:
    assert f"\n    kg {command} " in run(capsys, command, "--help").out


@pytest.mark.parametrize(
    "arguments",
    [
        ["nonesuch"],
        ["build"],
        ["build", "seeds"],
        ["build", "seeds", "-o", "x", "--base", "no-iri"],
        ["build", "seeds", "-o", "x", "--base", "https://example.org/id"],
        ["build", "seeds", "-o", "x", "--encoding", "nonesuch"],
        ["query", "graph.ttl"],
        ["query", "graph.ttl", "ASK {}", "-f", "x.rq"],
        ["query", "graph.ttl", "ASK {}", "--format", "xml"],
    ],
    ids=" ".join,
)
def test_wrong_command_lines(arguments: list[str], capsys: Capture) -> None:
    ran = run(capsys, *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert "Error" in ran.err


def test_python_m_kg() -> None:
    ran = subprocess.run([sys.executable, "-m", "kg", "--version"], capture_output=True, text=True, check=True)
    assert ran.stdout == f"kabar {kg.__version__}\n"


def test_help_loads_no_heavy_library() -> None:
    program = (
        "import sys, kg, kg.cli; print([m for m in ('rdflib', 'pyoxigraph', 'pyvis', 'networkx') if m in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ran.stdout == "[]\n"


def test_build_loads_neither_rdflib_nor_networkx() -> None:
    program = "import sys, kg; kg.build; print([m for m in ('rdflib', 'networkx', 'pyshacl') if m in sys.modules])"
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ran.stdout == "[]\n"


def test_plain_arguments_are_converted_without_pydantic(tmp_path: Path) -> None:
    program = "import sys; from kg.cli import main\ntry: main()\nfinally: print('pydantic' in sys.modules)"
    arguments = [
        "build",
        str(next(SEEDS.glob("*.txt"))),
        "-o",
        str(tmp_path),
        "--no-html",
        "--base",
        "https://x.example/",
    ]
    ran = subprocess.run([sys.executable, "-c", program, *arguments], capture_output=True, text=True, check=True)
    assert ran.stdout.splitlines()[-2:] == [f"written {tmp_path / 'graph.ttl'}", "False"]


@pytest.mark.parametrize("option", [["--min-confidence", "2"], ["--min-confidence", "high"], ["-j", "-1"], ["-j", "x"]])
def test_numbers_are_still_checked(option: list[str], tmp_path: Path, capsys: Capture) -> None:
    assert run(capsys, "build", SEEDS, "-o", tmp_path, *option).code == 2
    assert not list(tmp_path.iterdir())


# -- the library ------------------------------------------------------------------------------------------------------


def test_public_names() -> None:
    assert {name: getattr(kg, name).__name__ for name in kg.__all__ if name != "__version__"} == {
        "Graph": "Graph",
        "InputError": "InputError",
        "KabarError": "KabarError",
        "KnowledgeError": "KnowledgeError",
        "OutputError": "OutputError",
        "QueryError": "QueryError",
        "build": "build",
    }
    assert set(kg.__all__) <= set(dir(kg))
    with pytest.raises(AttributeError, match="nonesuch"):
        _ = kg.nonesuch


def test_a_single_path_may_be_given(tmp_path: Path) -> None:
    (tmp_path / "article.txt").write_text(GREETING, encoding="utf-8")
    assert set(kg.build(tmp_path).triples()) == set(kg.build([str(tmp_path / "article.txt")]).triples())
