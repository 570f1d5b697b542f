"""`kg retract`: what leaves with an article is what only that article said."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest
from commands import SEEDS, run

import kg
from kg.graph import Graph
from kg.graph.differences import differences
from kg.graph.loading import load
from kg.graph.quads import DEFAULT
from kg.graph.turtle import iri_of
from kg.graph.writing import save
from kg.merging import merge, retract
from kg.vocabulary import KG, PROV, RDF, SCHEMA

FILES = sorted(SEEDS.glob("*.txt"))
WHOLE = SEEDS.parent / "output" / "graph.ttl"
Capture = pytest.CaptureFixture[str]
Triple = tuple[str, str, str]


@cache
def articles() -> dict[str, str]:
    """Article by file."""
    return {
        value.value: iri
        for iri, said in Graph.read(WHOLE).descriptions().items()
        for value in said.get("http://purl.org/dc/terms/source", ())
        if isinstance(value, ox.Literal)
    }


def facts(graph: Graph) -> set[Triple]:
    """All triples, with events under names made from their passages.

    The name of an event holds a fingerprint of all that it says, and stays when an article leaves. By which rule an
    article was joined to an event stays, too.
    """
    subjects = graph.descriptions()
    names = {}
    for iri, said in subjects.items():
        if KG.Event in [iri_of(kind) for kind in said[RDF.type]]:
            names[iri.removeprefix(graph.base + "event/")] = " ".join(sorted(map(iri_of, said[PROV.wasDerivedFrom])))
    pattern = re.compile("|".join(map(re.escape, sorted(names, key=len, reverse=True))))

    def standard(term: str) -> str:
        return pattern.sub(lambda match: names[match[0]], term)

    return {
        (standard(subject), predicate, standard(str(value)))
        for subject, said in subjects.items()
        for predicate, values in said.items()
        for value in values
        if not (KG.joins in said and predicate in (KG.joinedBy, KG.joinConfidence))
    }


@pytest.mark.parametrize("file", FILES, ids=lambda path: path.stem[:3])
def test_a_graph_without_an_article_is_the_graph_of_the_others(file: Path) -> None:
    left, base = retract(WHOLE, articles()[file.name])
    without = kg.build([other for other in FILES if other != file])
    assert facts(Graph.of(left.graphs[DEFAULT], base=base)) ^ facts(without) == set()


def test_two_articles_leave_in_either_order(tmp_path: Path, capsys: Capture) -> None:
    one, other, *_ = articles().values()
    for name, first, second in (("a", one, other), ("b", other, one)):
        ran = run(capsys, "retract", WHOLE, "--article", first, "-o", tmp_path / "once.ttl")
        assert ran.code == 0
        assert (
            run(capsys, "retract", tmp_path / "once.ttl", "--article", second, "-o", tmp_path / f"{name}.ttl").code == 0
        )
    assert (tmp_path / "a.ttl").read_bytes() == (tmp_path / "b.ttl").read_bytes()


def test_what_is_left_keeps_the_contract(tmp_path: Path, capsys: Capture) -> None:
    article = next(iter(articles().values())).removeprefix("https://w3id.org/kabar/id/")
    assert run(capsys, "retract", WHOLE, "--article", article, "-o", tmp_path / "left.ttl").code == 0
    assert run(capsys, "validate", tmp_path / "left.ttl", "--no-shapes").code == 0
    assert article not in (tmp_path / "left.ttl").read_text(encoding="utf-8")


def test_a_merged_graph_forgets_what_the_article_said_in_its_notes_too(tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "wd.nt").write_text(
        '<http://www.wikidata.org/entity/Q7747> <http://www.w3.org/2000/01/rdf-schema#label> "Wladimir Putin"@de .\n',
        encoding="utf-8",
    )
    assert run(capsys, "merge", WHOLE, tmp_path / "wd.nt", "-o", tmp_path / "merged.ttl").code == 0
    article = next(iter(articles().values()))
    assert run(capsys, "retract", tmp_path / "merged.ttl", "--article", article, "-o", tmp_path / "left.ttl").code == 0
    left, base = retract(WHOLE, article)
    save(left, tmp_path / "left-alone.ttl", base)
    again = merge([tmp_path / "left-alone.ttl", tmp_path / "wd.nt"])
    found = Graph.of(again.quads.graphs[DEFAULT], base=again.base)
    assert differences(found, Graph.read(tmp_path / "left.ttl")) == []


def test_named_graphs_stay(tmp_path: Path) -> None:
    article = next(iter(articles().values()))
    lines = [f"{quad} <http://example.org/g> ." for quad in (str(q) for q in load(WHOLE).quads.quads())]
    (tmp_path / "graph.nq").write_text("\n".join(lines), encoding="utf-8")
    left, _ = retract(tmp_path / "graph.nq", article)
    assert "http://example.org/g" in left.graphs
    assert SCHEMA.NewsArticle in {iri_of(v) for _, _, p, v in left if p == RDF.type}
    assert not any(subject == article for _, subject, _, _ in left)


@pytest.mark.parametrize("iri", ["article/nowhere-1", "person/vladimir-putin", ""])
def test_an_article_that_is_not_there(iri: str, tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "out.ttl").write_text("old", encoding="utf-8")
    ran = run(capsys, "retract", WHOLE, "--article", iri, "-o", tmp_path / "out.ttl")
    assert ran.code == 3
    assert ran.err.startswith(f"kg: {WHOLE}: the graph holds no article")
    assert len(ran.err.splitlines()) == 1
    assert (tmp_path / "out.ttl").read_text(encoding="utf-8") == "old"
