"""A graph as rows, and in a notebook."""

from __future__ import annotations

import random
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from kg.explorer.notebook import show
from kg.graph import Graph
from kg.graph.rows import SEPARATOR, EventRow

SEEDS = Path(__file__).parent.parent / "output" / "graph.ttl"
KINDS = ("nodes", "edges", "events")
GRAPH = """
@base <https://w3id.org/kabar/id/> .
@prefix kg: <https://w3id.org/kabar/ontology#> .
@prefix nif: <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix schema: <https://schema.org/> .
@prefix sem: <http://semanticweb.cs.vu.nl/2009/11/sem/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix wd: <http://www.wikidata.org/entity/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

<person/ani> a schema:Person ; rdfs:label "Ani"@id ; skos:altLabel "Bu Ani"@id, "Ani B."@id ; owl:sameAs wd:Q1 ;
    schema:affiliation <organization/kantor> ; schema:jobTitle "Kepala Kantor"@id .
<person/budi> a schema:Person ; rdfs:label "Budi"@id .
<organization/kantor> a schema:Organization ; rdfs:label "Kantor"@id ; schema:location <place/kota> .
<organization/koran> a schema:Organization ; rdfs:label "Koran"@id .
<place/kota> a schema:Place, schema:Country ; rdfs:label "Kota"@id .
<event/visit/1> a kg:Event ; sem:eventType kg:Visit ; rdfs:label "Kunjungan"@id ; kg:modality kg:Planned ;
    kg:agent <person/budi>, <person/ani> ; kg:destination <place/kota> ; kg:topic "kerja sama"@id ;
    sem:hasActor <person/budi> ; sem:hasBeginTimeStamp "2024-01-02"^^xsd:date ;
    sem:hasEndTimeStamp "2024-01-05"^^xsd:date ; kg:confidence 0.75 ;
    prov:wasDerivedFrom <article/a#char=5,9>, <article/a#char=20,24>, <article/b#char=0,4> .
<event/flood/1> a kg:Event, kg:Flood ; sem:eventType kg:Flood ; rdfs:label "Banjir"@id ; kg:modality kg:Asserted .
<statement/1> a kg:Statement ; kg:speaker <person/ani> ; schema:text "Kami siap."@id ; schema:about <person/budi> .
<position/1> a org:Membership ; org:member <person/ani> ; kg:title "Kepala"@id ;
    org:organization <organization/kantor> .
<relation/1> a rdf:Statement ; rdf:subject <organization/kantor> ; rdf:predicate schema:location ;
    rdf:object <place/kota> ; kg:confidence 0.5 .
<article/a> a schema:NewsArticle ; schema:publisher <organization/koran> ; schema:mentions <person/ani>, <person/budi> .
<article/b> a schema:NewsArticle ; schema:mentions <person/ani> .
<article/a#char=5,9> a nif:String ; nif:referenceContext <article/a> ; nif:beginIndex 5 ; nif:anchorOf "akan"@id .
<article/a#char=20,24> a nif:String ; nif:referenceContext <article/a> ; nif:beginIndex 20 ; nif:anchorOf "lagi"@id .
<article/b#char=0,4> a nif:String ; nif:referenceContext <article/b> ; nif:beginIndex 0 ; nif:anchorOf "Bila"@id .
"""
ID = "https://w3id.org/kabar/id/"


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    path = tmp_path_factory.mktemp("rows") / "graph.ttl"
    path.write_text(GRAPH, encoding="utf-8")
    return Graph.read(path)


@pytest.fixture(scope="module")
def seeds() -> Graph:
    return Graph.read(SEEDS)


# -- rows -------------------------------------------------------------------------------------------------------------


def test_passages_articles_and_what_others_imply_are_no_rows(graph: Graph) -> None:
    assert {row.kind for row in graph.nodes()} == {"entity", "event", "statement"}
    assert {row.type for row in graph.edges()}.isdisjoint({"hasActor", "affiliation", "mentions", "wasDerivedFrom"})
    assert [kind for kind in KINDS if getattr(Graph([]), kind)()] == []


def test_nodes(graph: Graph) -> None:
    assert [tuple(row)[1:] for row in graph.nodes()] == [
        ("event", "Flood", "Banjir", "", "", 0),
        ("event", "Visit", "Kunjungan", "", "", 2),
        ("entity", "Organization", "Kantor", "", "", 0),
        ("entity", "Organization", "Koran", "", "", 0),
        ("entity", "Person", "Ani", f"Ani B.{SEPARATOR}Bu Ani", "Q1", 2),
        ("entity", "Person", "Budi", "", "", 1),
        ("entity", "Country", "Kota", "", "", 0),
        ("statement", "Statement", "Kami siap.", "", "", 0),
    ]


def test_edges(graph: Graph) -> None:
    visit = ("event/visit/1", "Planned", "2024-01-02", "2024-01-05", 0.75, 3, 2)
    plain = ("Asserted", "", "", 1.0, 0, 0)
    expected = [
        ("event/visit/1", "agent", "person/ani", "", *visit),
        ("event/visit/1", "agent", "person/budi", "", *visit),
        ("event/visit/1", "destination", "place/kota", "", *visit),
        ("organization/kantor", "location", "place/kota", "", "relation/1", "Asserted", "", "", 0.5, 0, 0),
        ("person/ani", "position", "organization/kantor", "Kepala", "position/1", *plain),
        ("statement/1", "about", "person/budi", "", "statement/1", *plain),
        ("statement/1", "speaker", "person/ani", "", "statement/1", *plain),
    ]
    found = [tuple(v.removeprefix(ID) if isinstance(v, str) else v for v in row) for row in graph.edges()]
    assert found == expected


def test_events(graph: Graph) -> None:
    flood, visit = graph.events()
    assert (flood.begin, flood.group, flood.agent, flood.outlets, flood.words) == ("", "Disaster", "", "", "")
    assert visit == EventRow(
        begin="2024-01-02",
        end="2024-01-05",
        type="Visit",
        group="Movement",
        modality="Planned",
        label="Kunjungan",
        agent=f"Ani{SEPARATOR}Budi",
        patient="",
        recipient="",
        participant="",
        place="",
        origin="",
        destination="Kota",
        theme="",
        topic="kerja sama",
        outlets="Koran",
        words="akan",
        confidence=0.75,
        passages=3,
        articles=2,
        id=f"{ID}event/visit/1",
    )


def test_every_edge_leads_from_node_to_node(seeds: Graph) -> None:
    known = {row.id for row in seeds.nodes()}
    assert {end for row in seeds.edges() for end in (row.source, row.target)} <= known
    assert {row.id for row in seeds.events()} == {row.id for row in seeds.nodes() if row.kind == "event"}
    counts = seeds.counts()
    assert (len(seeds.events()), counts["statements"]) == (
        counts["events"],
        sum(row.kind == "statement" for row in seeds.nodes()),
    )


@pytest.mark.parametrize("kind", KINDS)
def test_the_order_of_the_triples_does_not_matter(graph: Graph, kind: str) -> None:
    triples = sorted(graph.triples(), key=str)
    random.Random(1).shuffle(triples)
    assert getattr(Graph(triples), kind)() == getattr(graph, kind)()


@pytest.mark.parametrize("kind", KINDS)
def test_every_cell_is_text_or_a_number_of_one_type(seeds: Graph, kind: str) -> None:
    rows = getattr(seeds, kind)()
    for column in zip(*rows, strict=True):
        assert {type(cell) for cell in column} in ({str}, {int}, {float})


@pytest.mark.parametrize("library", ["pandas", "polars"])
@pytest.mark.parametrize("kind", KINDS)
def test_data_frames(seeds: Graph, kind: str, library: str) -> None:
    frames: Any = pytest.importorskip(library, reason=f"{library} is not installed; no part of kabar needs it")
    rows = getattr(seeds, kind)()
    frame = frames.DataFrame(rows)
    assert (list(frame.columns), len(frame)) == (list(rows[0]._fields), len(rows))


# -- in a notebook ----------------------------------------------------------------------------------------------------


def test_a_notebook_shows_the_picture_in_a_frame_of_its_own(seeds: Graph) -> None:
    html = seeds._repr_html_()
    head, _, page = html.partition(' srcdoc="')
    assert "allow-same-origin" not in head
    assert 'sandbox="allow-scripts' in head
    assert page.endswith('"></iframe>')
    assert page.count('"') == 1
    assert "<" not in page.removesuffix("</iframe>")
    assert unescape(page).startswith("<!doctype html>")


def test_a_large_graph_shows_its_counts(graph: Graph) -> None:
    html = show(graph, graph.counts(), most=10)
    assert "iframe" not in html
    assert "<tr><th>people</th><td>2</td></tr>" in html
