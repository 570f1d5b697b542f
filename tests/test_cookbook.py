"""The cookbook: each question stands alone as SPARQL, takes its parameters and has its answers on the seeds."""

from __future__ import annotations

import re
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from renew_answers import ANSWERS, answer, parameters

from kg import build
from kg.errors import InputError, KnowledgeError, QueryError
from kg.graph import BASE, Graph
from kg.query.cookbook import find_recipe, is_name, load_cookbook, read_recipe

ROOT = Path(__file__).parent.parent
COOKBOOK = load_cookbook()
HEAD = "# A question?\n# Pertanyaan?\n#\n# What it answers.\n"


@pytest.fixture(scope="module")
def seeds() -> Graph:
    return Graph.read(ROOT / "output" / "graph.ttl")


@pytest.fixture(scope="module")
def two_articles() -> tuple[Graph, rdflib.Graph]:
    """Smaller: rdflib takes seconds for a join of four on all five."""
    graph = build(sorted((ROOT / "seeds").glob("*.txt"))[:2])
    return graph, graph.to_rdflib()


def rows(answer: object) -> list[tuple[str | None, ...]]:
    assert isinstance(answer, ox.QuerySolutions)
    names = [variable.value for variable in answer.variables]
    return [tuple(None if s[name] is None else s[name].value for name in names) for s in answer]


# -- what must not pass -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "cause"),
    [
        ({"persn": "Putin"}, "has no parameter --persn. It has --person, --since, --until"),
        ({"since": "kemarin"}, "'kemarin' is not a day, month or year. Give one like 2023-09-01"),
        ({"since": '2023" } DROP ALL #'}, "is not a day"),
    ],
)
def test_wrong_values(values: dict[str, str], cause: str) -> None:
    with pytest.raises(QueryError) as caught:
        find_recipe("who-met-whom").ask(values, BASE)
    assert cause in str(caught.value)


def test_what_is_no_iri() -> None:
    with pytest.raises(QueryError, match="is not an IRI"):
        find_recipe("evidence").ask({"fact": "<x> } #"}, BASE)


@pytest.mark.parametrize("text", ["ASK {}", "SELECT * { ?s ?p ?o }", "who met whom", "Who-met", ""])
def test_sparql_is_no_name(text: str) -> None:
    assert not is_name(text)


@pytest.mark.parametrize(("name", "advice"), [("who-met", "Is it who-met-whom?"), ("xyzzy", "kg query --list")])
def test_a_question_that_is_not_there(name: str, advice: str) -> None:
    with pytest.raises(InputError, match="no such question") as caught:
        find_recipe(name)
    assert advice in str(caught.value)


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("SELECT * {}", "needs a question in English"),
        (HEAD + "# --day DATE: a day, e.g. 2023\nSELECT * {}", "lacks the line 'VALUES ?day { UNDEF }'"),
        (HEAD + "# --day a day\nSELECT * {}", "is not '--name KIND: meaning, e.g. example'"),
    ],
)
def test_broken_files(tmp_path: Path, text: str, cause: str) -> None:
    path = tmp_path / "x.rq"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(KnowledgeError) as caught:
        read_recipe(path)
    assert cause in str(caught.value)
    assert caught.value.place == str(path)


@pytest.mark.parametrize("value", ['"', "\\", '" } #', "VALUES ?via { UNDEF }", "'''", "\n"])
def test_values_stay_values(seeds: Graph, value: str) -> None:
    assert rows(seeds.ask("who-said", person=value, via="TASS")) == []


def test_what_credits_nobody_is_not_credited(seeds: Graph) -> None:
    every, credited = rows(seeds.ask("who-said")), rows(seeds.ask("who-said", via="TASS"))
    assert {row[3] for row in credited} == {"TASS"}
    assert len(credited) < len(every)


# -- every question ---------------------------------------------------------------------------------------------------


def test_the_documents_name_each_with_its_parameters() -> None:
    text = (ROOT / "docs" / "cookbook.md").read_text(encoding="utf-8")
    table = [line.split(" | ") for line in text.splitlines() if line.startswith("| `")]
    assert len(table) >= 25
    assert {row[0].strip("| `"): re.findall(r"`--([a-z]+)`", row[-1]) for row in table} == {
        name: [parameter.name for parameter in recipe.parameters] for name, recipe in COOKBOOK.items()
    }


@pytest.mark.parametrize("name", COOKBOOK)
def test_a_question_says_what_it_answers(name: str) -> None:
    recipe = COOKBOOK[name]
    assert recipe.question.endswith("?")
    assert recipe.question_id.endswith("?")
    assert recipe.about.endswith(".")
    assert is_name(recipe.name)
    for parameter in recipe.parameters:
        assert parameter.kind in ("NAME", "TEXT", "DATE", "NUMBER", "IRI")
        assert recipe.ask({parameter.name: parameter.example.strip('"')}, BASE) != recipe.sparql


@pytest.mark.parametrize("name", COOKBOOK)
def test_other_engines_give_the_same_answers(name: str, two_articles: tuple[Graph, rdflib.Graph]) -> None:
    ours, theirs = two_articles
    sparql = COOKBOOK[name].sparql
    answers = [tuple(None if v is None else str(v) for v in row) for row in theirs.query(sparql)]
    assert sorted(rows(ours.store.query(sparql)), key=str) == sorted(answers, key=str)


@pytest.mark.parametrize("name", COOKBOOK)
def test_the_seeds_give_these_answers(name: str, seeds: Graph) -> None:
    assert answer(seeds, name) == (ANSWERS / f"{name}.csv").read_text(encoding="utf-8")


def test_no_answer_is_left_over() -> None:
    assert {path.stem for path in ANSWERS.glob("*.csv")} == set(COOKBOOK)
    assert parameters().keys() <= set(COOKBOOK)
