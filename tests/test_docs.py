"""What the documents say is so."""

from __future__ import annotations

import re
import shlex
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

import kg
from kg.cli import app
from kg.graph import Graph, validation
from kg.knowledge.location import ontology_directory
from kg.reading import find_articles

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = sorted(
    [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("*/README.md"), *ROOT.glob("ontology/*/README.md")]
)
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def blocks(language: str) -> list[str]:
    """The code blocks of the README in that language."""
    return re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)


def queries() -> Iterator[str]:
    for block in blocks("sh"):
        if "SELECT ?" in block:
            yield shlex.split(block)[3]


# -- README -----------------------------------------------------------------------------------------------------------


def test_ci_runs_the_test_command_of_the_readme() -> None:
    (command,) = [line for line in (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines() if "pytest" in line]
    assert f"{command}\n" in blocks("sh")
    assert (ROOT / ".ci" / "run").stat().st_mode & 0o111


def test_the_two_commands_need_only_python() -> None:
    setups = [block for block in blocks("sh") if "venv" in block]
    assert len(setups) == 2
    assert all(block.startswith("python3 -m venv .venv && .venv/bin/pip install") for block in setups)


def test_the_readme_names_every_command_and_every_public_function() -> None:
    for command in app.registered_commands:
        assert command.callback
        assert f"\nkg {command.callback.__name__} " in README
    for method in ("query", "to_rdflib", "to_networkx", "write"):
        assert hasattr(Graph, method)
        assert f"graph.{method}(" in README


@pytest.mark.parametrize("sparql", list(queries()))
def test_the_queries_of_the_readme_have_answers(sparql: str) -> None:
    answer = Graph.read(ROOT / "output" / "graph.ttl").query(sparql)
    assert isinstance(answer, ox.QuerySolutions)
    assert next(answer)


def test_the_python_of_the_readme_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "seeds").symlink_to(ROOT / "seeds")
    monkeypatch.chdir(tmp_path)
    (program,) = blocks("python")
    exec(compile(program, "README.md", "exec"), {})
    assert "Pertemuan" in capsys.readouterr().out
    assert (tmp_path / "output" / "graph.html").exists()


# -- all documents ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    targets = [t.partition("#")[0] for t in re.findall(r"\]\(([^)\s]+)\)", text) if not t.startswith(("http", "#"))]
    assert [target for target in targets if target and not (page.parent / target).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_files_that_are_named_exist(page: Path) -> None:
    named = re.findall(
        r"`((?:kg|docs|ontology|tests|training|benchmarks|seeds|\.ci)/[\w./-]*[\w/])`", page.read_text(encoding="utf-8")
    )
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_every_check_is_documented() -> None:
    text = (ROOT / "docs" / "graph.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| (G\d+) \|", text, re.MULTILINE) == list(validation.CHECKS)


def test_every_seed_has_its_outlet() -> None:
    text = (ROOT / "seeds" / "README.md").read_text(encoding="utf-8")
    listed = dict(re.findall(r"^\| `([^`]+)` \| (\w+) \|", text, re.MULTILINE))
    built = {article.source: article.publisher for article in map(_read, find_articles([ROOT / "seeds"]))}
    assert set(listed) == set(built)
    assert all((built[name] or "").casefold().startswith(outlet.casefold()) for name, outlet in listed.items())


def _read(path: Path) -> kg.model.Article:  # type: ignore[name-defined]
    from kg.reading import read

    return read(path)


# -- what is installed ------------------------------------------------------------------------------------------------


def test_the_wheel_carries_the_ontology() -> None:
    wheel = PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]
    assert wheel["packages"] == ["kg"]
    assert wheel["force-include"] == {"ontology": "kg/ontology"}
    assert ontology_directory() in (ROOT / "ontology", ROOT / "kg" / "ontology", Path(kg.__file__).parent / "ontology")


def test_the_project_says_what_it_is() -> None:
    project = PROJECT["project"]
    assert project["name"] == "kabar"
    assert project["scripts"] == {"kg": "kg.cli:main"}
    assert f"pip install '{project['name']}[validate]'" in README
    assert project["optional-dependencies"]["validate"][0] in project["optional-dependencies"]["test"]


def test_the_changelog_knows_the_version() -> None:
    assert kg.__version__ in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_the_notice_names_what_the_tables_were_made_from() -> None:
    notice = (ROOT / "NOTICE").read_text(encoding="utf-8")
    assert all(word in notice for word in ("Wikidata", "seeds/", "ontology/authority"))
