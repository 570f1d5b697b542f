"""Corpus → triples → Turtle, and what users do with the graph."""

from __future__ import annotations

import stat
import subprocess
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from shutil import which

import pyoxigraph as ox
import pytest
from collections_of_facts import COUNTRY, ORG, PER, Told, facts

import kg
from kg.errors import InputError, OutputError, QueryError
from kg.graph import Graph, build_graph
from kg.graph.builder import published
from kg.graph.turtle import by_subject, to_turtle
from kg.graph.validation import CHECKS, validate
from kg.identity import identify
from kg.model import Modality

ENTITIES = {
    "Vladimir Putin": (PER, "vladimir-putin"),
    "Kim Jong Un": (PER, "kim-jong-un"),
    "Rusia": (COUNTRY, "rusia"),
    "Korea Utara": (COUNTRY, "korea-utara"),
    "KCNA": (ORG, "kantor-berita-pusat-korea"),
}
TEXT = 'Presiden Rusia Vladimir Putin bertemu Kim Jong Un. "Kami\tsahabat \\ lama", kata Putin.'
MEETING = Told("Meeting", {"participant": ("Vladimir Putin", "Kim Jong Un")}, "2023-09-13")
VISIT = Told(
    "Visit", {"agent": ("Vladimir Putin",), "destination": ("Korea Utara",)}, "2023-10", modality=Modality.PLANNED
)


@pytest.fixture(scope="module")
def graph() -> Graph:
    entities = {name: value for name, value in ENTITIES.items() if name != "KCNA"}
    return build_graph(
        identify(
            [
                facts(
                    TEXT,
                    entities,
                    events=[MEETING, VISIT],
                    positions=[("Vladimir Putin", "Presiden", "Rusia")],
                    statements=[("Vladimir Putin", "Kami\tsahabat \\ lama")],
                    relations=[("Rusia", "allyOf", "Korea Utara")],
                )
            ]
        )
    )


def rows(graph: Graph, sparql: str) -> list[list[str]]:
    answer = graph.query(sparql)
    assert isinstance(answer, ox.QuerySolutions)
    return sorted([[getattr(value, "value", "") for value in solution] for solution in answer])


# -- what the triples say ----------------------------------------------------------------------------------------------


def test_what_is_planned_is_not_typed_as_having_happened(graph: Graph) -> None:
    assert rows(graph, "SELECT ?e { ?e a kg:Visit }") == []
    assert len(rows(graph, "SELECT ?e { ?e a kg:Event ; sem:eventType kg:Visit ; kg:modality kg:Planned }")) == 1
    assert len(rows(graph, "SELECT ?e { ?e a kg:Meeting ; sem:eventType kg:Meeting ; kg:modality kg:Asserted }")) == 1


def test_labels_of_events(graph: Graph) -> None:
    assert rows(graph, "SELECT ?label { ?e a kg:Event ; rdfs:label ?label }") == [
        ["Kunjungan Vladimir Putin ke Korea Utara, Oktober 2023 (direncanakan)"],
        [f"Pertemuan {label(graph, 'kim-jong-un')} dan Vladimir Putin, 13 September 2023"],
    ]


def label(graph: Graph, person: str) -> str:
    return rows(graph, f"SELECT ?label {{ <person/{person}> rdfs:label ?label }}")[0][0]


def test_times_have_the_datatype_of_their_precision(graph: Graph) -> None:
    assert rows(graph, "SELECT ?time (DATATYPE(?time) AS ?type) { ?e a kg:Event ; sem:hasTimeStamp ?time }") == [
        ["2023-09-13", "http://www.w3.org/2001/XMLSchema#date"],
        ["2023-10", "http://www.w3.org/2001/XMLSchema#gYearMonth"],
    ]


def test_a_span_of_time_has_a_begin_and_an_end() -> None:
    march = Told("Visit", {"agent": ("Vladimir Putin",)}, "2023-03-20", "2023-03-22")
    graph = build_graph(identify([facts("Kunjungan.", ENTITIES, events=[march])]))
    assert rows(graph, "SELECT ?a ?b { ?e sem:hasBeginTimeStamp ?a ; sem:hasEndTimeStamp ?b }") == [
        ["2023-03-20", "2023-03-22"]
    ]
    assert rows(graph, "SELECT ?t { ?e a kg:Event ; sem:hasTimeStamp ?t }") == []


def test_positions(graph: Graph) -> None:
    assert rows(
        graph, "SELECT ?who ?title ?where { ?p org:member ?who ; kg:title ?title ; org:organization ?where }"
    ) == [[graph.base + "person/vladimir-putin", "Presiden", graph.base + "place/rusia"]]
    assert rows(graph, "SELECT ?t ?w { <person/vladimir-putin> schema:jobTitle ?t ; schema:affiliation ?w }") == [
        ["Presiden Rusia", graph.base + "place/rusia"]
    ]


def test_a_relation_carries_its_passages(graph: Graph) -> None:
    found = rows(
        graph,
        """SELECT ?text { <place/rusia> kg:allyOf <place/korea-utara> .
            ?r rdf:subject <place/rusia> ; rdf:predicate kg:allyOf ; rdf:object <place/korea-utara> ;
               prov:wasDerivedFrom/nif:anchorOf ?text }""",
    )
    assert found == [[TEXT]]


def test_a_country_is_a_place_and_an_organisation_is_none(graph: Graph) -> None:
    kinds = rows(graph, "SELECT ?type { <place/rusia> a ?type }")
    assert kinds == [["https://schema.org/Country"], ["https://schema.org/Place"]]


def test_every_passage_holds_its_characters(graph: Graph) -> None:
    found = rows(graph, "SELECT ?b ?e ?text { ?p nif:beginIndex ?b ; nif:endIndex ?e ; nif:anchorOf ?text }")
    assert len(found) >= 5
    assert all(TEXT[int(begin) : int(end)] == text for begin, end, text in found)


def test_mentions_point_at_their_entity(graph: Graph) -> None:
    assert ["Vladimir Putin", graph.base + "person/vladimir-putin"] in rows(
        graph, "SELECT ?text ?who { ?p itsrdf:taIdentRef ?who ; nif:anchorOf ?text }"
    )


def test_the_article_says_what_it_is(graph: Graph) -> None:
    assert rows(
        graph,
        """SELECT ?file ?date ?outlet ?language { ?a a schema:NewsArticle ; dcterms:source ?file ; schema:inLanguage
           ?language ; schema:datePublished ?date ; schema:publisher/rdfs:label ?outlet }""",
    ) == [["a.txt", "2023-09-15", "detikcom", "id"]]


def test_the_outlet_is_not_something_that_the_article_speaks_of(graph: Graph) -> None:
    assert rows(graph, "SELECT ?a { ?a schema:mentions ?o . ?b schema:publisher ?o }") == []


def test_the_graph_says_what_it_was_built_from(graph: Graph) -> None:
    found = rows(
        graph,
        """SELECT ?triples ?documents ?version { ?d a void:Dataset ; void:triples ?triples ; void:documents ?documents ;
           prov:wasGeneratedBy/prov:wasAssociatedWith/schema:softwareVersion ?version }""",
    )
    assert found == [[str(len(graph)), "1", kg.__version__]]


def test_another_base() -> None:
    graph = build_graph(identify([facts("Kim.", {"Kim Jong Un": ENTITIES["Kim Jong Un"]})]), "https://example.org/x#")
    assert rows(graph, "SELECT ?s { ?s a schema:Person }") == [["https://example.org/x#person/kim-jong-un"]]
    assert "https://w3id.org/kabar/id/" not in graph.serialize()


@pytest.mark.parametrize("base", ["https://example.org/a/", "https://example.org/a#", "urn:example:kabar/"])
def test_every_base_comes_back_from_the_turtle(base: str) -> None:
    graph = build_graph(identify([facts("Kim.", {"Kim Jong Un": ENTITIES["Kim Jong Un"]})]), base)
    read = ox.parse(graph.serialize().encode(), format=ox.RdfFormat.TURTLE)
    assert {quad.triple for quad in read} == set(graph.triples())


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (datetime(2023, 9, 20, 20, 2, tzinfo=timezone(timedelta(hours=7))), "2023-09-20T20:02:00+07:00"),
        (datetime(2023, 9, 20, 20, 2, tzinfo=UTC), "2023-09-20T20:02:00Z"),
        (date(2023, 9, 20), "2023-09-20"),
    ],
)
def test_literals_are_canonical(value: datetime | date, expected: str) -> None:
    literal = published(value)
    store = ox.Store()
    store.add(ox.Quad(ox.NamedNode("x:s"), ox.NamedNode("x:p"), literal))
    assert [quad.object for quad in store] == [literal]
    assert literal.value == expected


# -- Turtle ------------------------------------------------------------------------------------------------------------


def test_readers_agree_on_the_turtle(graph: Graph, tmp_path: Path) -> None:
    graph.write(tmp_path, html=False)
    path = tmp_path / "graph.ttl"
    assert {quad.triple for quad in ox.parse(path=path)} == set(graph.triples())
    assert len(graph.to_rdflib()) == len(graph)
    if which("rapper"):
        counted = subprocess.run(["rapper", "-c", "-i", "turtle", path], capture_output=True, text=True, check=True)
        assert f"returned {len(graph)} triples" in counted.stderr


def test_the_store_changes_no_literal(graph: Graph) -> None:
    assert {quad.triple for quad in graph.store} == set(graph.triples())


def test_names_with_slashes_are_written_whole(graph: Graph) -> None:
    assert "\\/" not in graph.serialize()
    assert "<event/meeting/2023-09-13/" in graph.serialize()


def test_whatever_a_text_holds_can_be_written() -> None:
    nasty = 'a "b" \\ \n \r \t \x00 \x7f \u2028 \U0001f600 é'
    triple = ox.Triple(
        ox.NamedNode("https://e.org/s"), ox.NamedNode("https://e.org/p"), ox.Literal(nasty, language="id")
    )
    (read,) = ox.parse(to_turtle(by_subject([triple]), "https://e.org/").encode(), format=ox.RdfFormat.TURTLE)
    assert read.triple == triple


@pytest.mark.parametrize("local", ["person/kim", "a/b#char=1,2", "x", "", "a/../b", "//evil/x", "a/b?c", "A/b", "é/b"])
def test_relative_iris_come_back_whole(local: str) -> None:
    triple = ox.Triple(ox.NamedNode(f"https://e.org/id/{local}"), ox.NamedNode("https://e.org/p"), ox.Literal("x"))
    (read,) = ox.parse(to_turtle(by_subject([triple]), "https://e.org/id/").encode(), format=ox.RdfFormat.TURTLE)
    assert read.triple == triple


def test_nothing_is_stated_twice(graph: Graph) -> None:
    assert len(set(graph.triples())) == len(graph)
    assert Graph(graph.triples(), base=graph.base).serialize() == graph.serialize()


def test_order_of_triples_does_not_matter(graph: Graph) -> None:
    triples = sorted(graph.triples(), key=str)
    assert to_turtle(by_subject(triples), graph.base) == to_turtle(by_subject(reversed(triples)), graph.base)


# -- what users do with it ---------------------------------------------------------------------------------------------


def test_networkx(graph: Graph) -> None:
    network = graph.to_networkx()
    putin = graph.base + "person/vladimir-putin"
    assert network.nodes[putin]["label"] == "Vladimir Putin"
    assert network.nodes[putin]["type"] == "schema:Person"
    assert network.has_edge(graph.base + "position/vladimir-putin/presiden-rusia", putin, key="org:member")


def test_counts(graph: Graph) -> None:
    counts = graph.counts()
    assert (counts["articles"], counts["people"], counts["events"], counts["triples"]) == (1, 2, 2, len(graph))
    assert "works" not in counts


def test_a_graph_that_was_written_can_be_read(graph: Graph, tmp_path: Path) -> None:
    (path,) = graph.write(tmp_path / "new" / "folder", html=False)
    read = Graph.read(path)
    assert set(read.triples()) == set(graph.triples())
    assert read.base == graph.base


def test_both_files_are_written(graph: Graph, tmp_path: Path) -> None:
    assert [path.name for path in graph.write(tmp_path)] == ["graph.ttl", "graph.html"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["graph.html", "graph.ttl"]


def test_a_graph_that_exists_survives_a_failed_write(graph: Graph, tmp_path: Path) -> None:
    (tmp_path / "graph.ttl").write_text("old", encoding="utf-8")
    (tmp_path / "graph.html").mkdir()
    with pytest.raises(OutputError, match="graph"):
        graph.write(tmp_path)
    assert (tmp_path / "graph.ttl").read_text(encoding="utf-8") == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["graph.html", "graph.ttl"]


def test_a_written_file_can_be_read_by_others(graph: Graph, tmp_path: Path) -> None:
    (path,) = graph.write(tmp_path, html=False)
    plain = tmp_path / "plain"
    plain.touch()
    assert stat.S_IMODE(path.stat().st_mode) == stat.S_IMODE(plain.stat().st_mode)


def test_a_file_in_the_place_of_the_folder(graph: Graph, tmp_path: Path) -> None:
    (tmp_path / "output").touch()
    with pytest.raises(OutputError):
        graph.write(tmp_path / "output", html=False)


@pytest.mark.parametrize(
    ("sparql", "cause"),
    [
        ("SELECT", "not SPARQL"),
        ("SELECT * { ?s a unknown:Thing }", "prefix"),
        ("SELECT * { SERVICE <https://example.org/> { ?s ?p ?o } }", "SERVICE"),
        ("SELECT * { service silent ?x { ?s ?p ?o } }", "SERVICE"),
        ("DELETE WHERE { ?s ?p ?o }", "read-only"),
    ],
)
def test_queries_that_cannot_be_run(graph: Graph, sparql: str, cause: str) -> None:
    with pytest.raises(QueryError, match=cause):
        graph.query(sparql)


def test_the_word_service_may_be_asked_for(graph: Graph) -> None:
    assert rows(graph, "SELECT ?service { ?service rdfs:label 'SERVICE { # }' } # SERVICE <x>") == []


# -- validation --------------------------------------------------------------------------------------------------------

PREFIXES = """@base <https://w3id.org/kabar/id/> . @prefix kg: <https://w3id.org/kabar/ontology#> .
@prefix schema: <https://schema.org/> . @prefix sem: <http://semanticweb.cs.vu.nl/2009/11/sem/> .
@prefix nif: <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#> .
@prefix prov: <http://www.w3.org/ns/prov#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
"""
ARTICLE = "<article/x> a schema:NewsArticle .\n"
PASSAGE = """<article/x#char=0,3> a nif:String ; nif:referenceContext <article/x> ;
    nif:beginIndex 0 ; nif:endIndex 3 ; nif:anchorOf "Kim"@id .
"""
BROKEN = {
    "G001": "<person/a> a schema:Person ; rdfs:label 'A' .",
    "G101": ARTICLE + "<event/a> a kg:Event, kg:Visit ; sem:eventType kg:Visit ; kg:modality kg:Asserted .",
    "G102": ARTICLE + PASSAGE.replace("nif:endIndex 3", "nif:endIndex 4"),
    "G103": ARTICLE + PASSAGE.replace("nif:referenceContext <article/x>", "nif:referenceContext <article/x#char=0,3>"),
    "G201": ARTICLE + "<article/x> kg:nonesuch 1 .",
    "G202": ARTICLE + PASSAGE + """<event/a> a kg:Event, kg:Visit ; sem:eventType kg:Visit ; kg:modality kg:Planned ;
        prov:wasDerivedFrom <article/x#char=0,3> .""",
    "G301": ARTICLE + "<person/a> a schema:Person .",
    "G302": ARTICLE + "<article/x> schema:mentions <person/nobody> .",
    "G303": ARTICLE + "[] rdfs:label 'x' .",
}  # fmt: skip


def test_a_graph_that_keeps_its_contract(graph: Graph, tmp_path: Path) -> None:
    (path,) = graph.write(tmp_path, html=False)
    assert validate(path, shapes=False) == []


def test_every_check_has_a_graph_that_breaks_it() -> None:
    assert list(BROKEN) == list(CHECKS)


@pytest.mark.parametrize("code", list(BROKEN))
def test_each_check_finds_what_it_is_for(code: str, tmp_path: Path) -> None:
    path = tmp_path / "broken.ttl"
    path.write_text(PREFIXES + BROKEN[code], encoding="utf-8")
    assert {finding.code for finding in validate(path, shapes=False)} == {code}


@pytest.mark.parametrize("text", ["no turtle", "<a> <b> .", "\x00\x01"])
def test_what_is_not_turtle(text: str, tmp_path: Path) -> None:
    path = tmp_path / "graph.ttl"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match="not Turtle") as caught:
        Graph.read(path)
    assert str(caught.value).startswith(f"{path}:1")
