"""``kg view``: what it refuses, then which part of which graph it draws."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from commands import run
from pictures import Page, sample

Capture = pytest.CaptureFixture[str]
Draw = Callable[..., Page]

FOREIGN = """
@prefix ex: <http://example.org/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix schema: <http://schema.org/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
ex:ani a foaf:Person ; foaf:name "Ani" ; foaf:knows ex:budi, [ a foaf:Person ; foaf:name "Citra" ] ;
  foaf:homepage <http://ani.example/> ; ex:worksFor ex:pt .
ex:budi a foaf:Person ; rdfs:label "Budi"@id, "Buddy"@en ; ex:shoeSize 42 ; ex:ownsCar ex:car ; foaf:knows ex:dewi .
ex:pt a foaf:Organization ; schema:name "PT Contoh" .
ex:car a ex:RaceCar ; rdfs:label "Mobil merah" .
ex:wedding a schema:Event ; schema:name "Pernikahan" ; schema:startDate "2023-05-01" ; schema:attendee ex:ani .
"""


@pytest.fixture
def graph(tmp_path: Path) -> Path:
    (tmp_path / "graph.ttl").write_text(sample(), encoding="utf-8")
    (tmp_path / "foreign.ttl").write_text(FOREIGN, encoding="utf-8")
    return tmp_path / "graph.ttl"


@pytest.fixture
def draw(graph: Path, capsys: Capture) -> Draw:
    def drawn(*options: str, query: str = "", of: Path = graph) -> Page:
        if query:
            (of.parent / "question.rq").write_text(query, encoding="utf-8")
            options = (*options, "--query", str(of.parent / "question.rq"))
        ran = run(capsys, "view", of, *options, "-o", of.parent / "page.html")
        assert (ran.code, ran.out, ran.err) == (0, f"{of.parent / 'page.html'}\n", "")
        return Page((of.parent / "page.html").read_text(encoding="utf-8"))

    return drawn


def labels(page: Page) -> set[str]:
    return {fact["label"] for fact in page.data["facts"]}


def lines(page: Page) -> set[tuple[str, str, str]]:
    facts = page.data["facts"]
    return {(facts[e["from"]]["label"], e["role"], facts[e["to"]]["label"]) for e in page.data["edges"]}


# -- what is refused --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--focus", "Nobody"), "no node is called 'Nobody'"),
        (("--focus", "serge"), "'serge' may be Sergei Shoigu <"),
        (("--type", "Meetign"), "no node is of the type 'Meetign'. There are "),
        (("--since", "13 September"), "'13 September' is no day"),
        (("--since", "2030"), "nothing is left to draw"),
    ],
)
def test_one_line_says_what_is_wrong_and_nothing_is_written(
    graph: Path, capsys: Capture, options: tuple[str, str], message: str
) -> None:
    ran = run(capsys, "view", graph, *options, "-o", graph.parent / "page.html")
    assert (ran.code, ran.out, ran.err.count("\n")) == (3, "", 1)
    assert message in ran.err
    assert not (graph.parent / "page.html").exists()


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("ASK { ?s ?p ?o }", "yes or no cannot be drawn"),
        ("SELECT ?l { ?s rdfs:label ?l }", "its rows hold no IRI"),
        ("CONSTRUCT { ?s a kg:None } WHERE { ?s a kg:None }", "it made no triple"),
        ("SELECT", "not SPARQL"),
    ],
)
def test_a_query_that_gives_nothing_to_draw(graph: Path, capsys: Capture, query: str, message: str) -> None:
    (graph.parent / "question.rq").write_text(query, encoding="utf-8")
    ran = run(capsys, "view", graph, "--query", graph.parent / "question.rq")
    assert ran.code == 3
    assert message in ran.err


# -- the whole, and parts of it ---------------------------------------------------------------------------------------


def test_without_options_it_is_the_page_of_the_whole_graph(draw: Draw) -> None:
    assert {"Meeting 0", "Amur", "Kremlin"} <= labels(draw())
    assert draw("--lang", "en").elements[0] == ("html", {"lang": "en"})


@pytest.mark.parametrize("name", ["sergey lavrov", "Lavrov", "person/sergey-lavrov"])
def test_round_a_node(draw: Draw, name: str) -> None:
    page = draw("--focus", name)
    assert labels(page) == {"Sergey Lavrov", "Visit 5", "Attendance 11", "Sergei Shoigu", "Pyongyang"}
    assert page.data["facts"][page.data["open"]]["label"] == "Sergey Lavrov"


def test_depth_counts_steps_from_entity_to_entity(draw: Draw) -> None:
    assert labels(draw("--focus", "China", "--depth", "0")) == {"China"}
    near = labels(draw("--focus", "China", "--depth", "1"))
    assert "Visit 4" in near
    assert "Kim Jong Un" not in near
    assert {"Kim Jong Un", "Meeting 0"} <= labels(draw("--focus", "China", "--depth", "2"))


def test_evidence_comes_along_and_no_more_of_it_than_is_needed(draw: Draw) -> None:
    page = draw("--focus", "China")
    (passage,) = [page.data["passages"][at] for at in page.fact("Visit 4")["passages"]]
    assert [text for text, inside, _ in passage["words"] if inside] == ["Putin lalu akan berkunjung ke China"]
    assert {article["file"][:3] for article in page.data["articles"]} == {"000", "002"}


@pytest.mark.parametrize(
    ("types", "there", "gone"),
    [
        (["Visit"], {"Visit 4", "Vladimir Putin", "China"}, {"Meeting 0", "Kremlin", "Amur"}),
        (["kg:Movement"], {"Visit 4", "Visit 5"}, {"Meeting 0"}),
        (["pertemuan"], {"Meeting 0"}, {"Visit 4"}),
        (["Person"], {"Meeting 0", "Xi Jinping"}, {"China", "Invasion 12", "Kremlin"}),
        (["Meeting", "Person"], {"Meeting 0", "Kim Jong Un"}, {"Kosmodrom Vostochny", "Xi Jinping"}),
        (["Meeting", "Banquet"], {"Meeting 0", "Banquet 10"}, {"Visit 4"}),
    ],
)
def test_by_type(draw: Draw, types: list[str], there: set[str], gone: set[str]) -> None:
    drawn = labels(draw(*(part for one in types for part in ("--type", one))))
    assert there <= drawn
    assert not gone & drawn


def test_by_time(draw: Draw) -> None:
    drawn = labels(draw("--since", "2023-10", "--until", "2023-10"))
    assert drawn == {"Visit 4", "Visit 5", "Vladimir Putin", "China", "Sergey Lavrov", "Pyongyang"}
    assert "Invasion 12" in labels(draw("--until", "2022"))


# -- what a query found -----------------------------------------------------------------------------------------------


def test_the_iris_in_the_rows_of_a_select_with_the_triples_among_them(draw: Draw) -> None:
    page = draw(query="SELECT ?event ?who ?when { ?event a kg:Event ; kg:recipient ?who ; sem:hasTimeStamp ?when }")
    assert lines(page) >= {("Giving 7", "penerima", "Kim Jong Un")}
    assert labels(page) == {"Giving 7", "Giving 8", "Invitation 2", "Vladimir Putin", "Kim Jong Un"}
    assert page.fact("Giving 7")["passages"]


def test_a_position_in_the_rows_is_its_two_ends(draw: Draw) -> None:
    page = draw(query="SELECT ?position { ?position a org:Membership }")
    assert lines(page) == {("Dmitry Peskov", "juru bicara", "Kremlin")}


def test_the_rows_with_what_is_round_them(draw: Draw) -> None:
    query = "SELECT ?who { ?who rdfs:label 'China'@id }"
    assert labels(draw(query=query)) == {"China"}
    assert {"Visit 4", "Vladimir Putin"} <= labels(draw("--depth", "1", query=query))


def test_the_triples_of_a_construct_and_no_others(draw: Draw) -> None:
    query = """PREFIX ex: <http://example.org/>
        CONSTRUCT { ?a ex:metWith ?b } WHERE { ?e a kg:Event ; kg:participant ?a, ?b FILTER (STR(?a) < STR(?b)) }"""
    page = draw(query=query)
    assert lines(page) == {("Kim Jong Un", "metWith", "Vladimir Putin")}
    assert page.node("Kim Jong Un")["kind"] == "person"


def test_events_of_a_construct_keep_their_passages(draw: Draw) -> None:
    page = draw(query="CONSTRUCT WHERE { ?event a kg:Event ; kg:destination ?place }")
    assert page.fact("Visit 4")["modality"] == "Planned"
    assert page.data["passages"]
    assert {role for _, role, _ in lines(page)} == {"tujuan"}
    assert "Vladimir Putin" not in labels(page)


# -- graphs by others -------------------------------------------------------------------------------------------------


def test_a_graph_by_others_is_drawn_by_its_labels_and_classes(draw: Draw, graph: Path) -> None:
    page = draw(of=graph.parent / "foreign.ttl")
    assert labels(page) == {"Ani", "Budi", "Citra", "dewi", "PT Contoh", "Mobil merah", "Pernikahan"}
    assert {node["label"]: node["kind"] for node in page.data["nodes"]} == {
        **dict.fromkeys(("Ani", "Budi", "Citra"), "person"),
        **dict.fromkeys(("dewi", "Mobil merah"), "thing"),
        "PT Contoh": "organisation",
        "Pernikahan": "event",
    }
    assert lines(page) >= {
        ("Ani", "knows", "Citra"),
        ("Budi", "owns car", "Mobil merah"),
        ("Pernikahan", "attendee", "Ani"),
    }
    assert page.fact("Mobil merah")["type"] == "race car"
    assert ["shoe size", "42"] in page.fact("Budi")["words"]
    assert page.fact("Pernikahan")["begin"] == "2023-05-01"


def test_labels_are_in_the_language_of_the_page(draw: Draw, graph: Path) -> None:
    assert "Buddy" in labels(draw("--lang", "en", of=graph.parent / "foreign.ttl"))


def test_a_query_of_a_graph_by_others(draw: Draw, graph: Path) -> None:
    query = "SELECT * { ?a <http://xmlns.com/foaf/0.1/knows> ?b FILTER (?b != <http://example.org/dewi>) }"
    assert labels(draw(query=query, of=graph.parent / "foreign.ttl")) == {"Ani", "Budi", "Citra"}


def test_other_formats_and_stores(tmp_path: Path, draw: Draw, graph: Path, capsys: Capture) -> None:
    (tmp_path / "one.nt").write_text("<http://a.example/x> <http://a.example/p> <http://a.example/y> .\n")
    assert labels(draw(of=tmp_path / "one.nt")) == {"x", "y"}
    assert run(capsys, "store", graph, "-o", tmp_path / "store").code == 0
    assert "Meeting 0" in labels(draw(of=tmp_path / "store"))
