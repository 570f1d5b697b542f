"""The graph of the five articles: what a reader of them must find, and must not find."""

from __future__ import annotations

from pathlib import Path
from shutil import which
from subprocess import run

import pyoxigraph as ox
import pytest
from commands import SEEDS

import kg
from kg.graph import Graph
from kg.graph.validation import validate

COMMITTED = Path(__file__).parent.parent / "output" / "graph.ttl"


@pytest.fixture(scope="module")
def graph() -> Graph:
    return kg.build([SEEDS])


def column(graph: Graph, sparql: str) -> list[str]:
    answer = graph.query(sparql)
    assert isinstance(answer, ox.QuerySolutions)
    return sorted(getattr(row[0], "value", "") for row in answer)


# -- the committed file -----------------------------------------------------------------------------------------------


def test_a_fresh_build_gives_the_committed_bytes(graph: Graph) -> None:
    assert graph.serialize().encode() == COMMITTED.read_bytes(), "renew it: kg build seeds -o output"


def test_the_contract_and_the_shapes_hold() -> None:
    assert validate(COMMITTED) == []


def test_independent_readers_read_it(graph: Graph) -> None:
    assert len(graph.to_rdflib()) == len(graph)
    assert len(set(ox.parse(path=COMMITTED))) == len(graph)
    if which("rapper"):
        counted = run(["rapper", "-c", "-i", "turtle", COMMITTED], capture_output=True, text=True, check=True)
        assert f"returned {len(graph)} triples" in counted.stderr


# -- what must not be there -------------------------------------------------------------------------------------------


def test_nothing_planned_alleged_or_denied_is_typed_as_having_happened(graph: Graph) -> None:
    assert column(graph, "SELECT ?e { ?e sem:eventType ?c ; a ?c ; kg:modality ?m FILTER(?m != kg:Asserted) }") == []
    assert column(graph, "SELECT ?e { ?e kg:modality kg:Planned }") != []


@pytest.mark.parametrize(
    "chrome", ["SCROLL TO CONTINUE", "ADVERTISEMENT", "Baca juga", "Hoegeng", "Gambas", "Hide Ads"]
)
def test_what_the_site_added_says_nothing(chrome: str, graph: Graph) -> None:
    words = "schema:text|kg:theme|kg:topic|kg:title|rdfs:label|skos:altLabel|schema:headline"
    assert column(graph, f'SELECT ?s {{ ?s {words} ?t FILTER(CONTAINS(?t, "{chrome}")) }}') == []
    assert column(graph, f'SELECT ?p {{ ?p nif:anchorOf ?t FILTER(STRSTARTS(?t, "{chrome}")) }}') == []


def test_nothing_has_two_nodes(graph: Graph) -> None:
    assert column(graph, "SELECT ?q { ?a owl:sameAs ?q . ?b owl:sameAs ?q FILTER(STR(?a) < STR(?b)) }") == []
    assert column(graph, "SELECT ?l { ?a rdfs:label ?l ; a ?t . ?b rdfs:label ?l ; a ?t FILTER(?t IN (schema:Person, "
                         "schema:Place, schema:Organization) && STR(?a) < STR(?b)) }") == []  # fmt: skip


def test_kim_did_not_greet_putin_in_russia(graph: Graph) -> None:
    """He did so in Pyongyang, nine months later."""
    assert column(graph, "SELECT ?e { ?e a kg:Greeting ; kg:agent <person/kim-jong-un> ; "
                         'sem:hasTimeStamp "2023-09-13"^^xsd:date }') == []  # fmt: skip


# -- what must be there -----------------------------------------------------------------------------------------------

SUMMIT = """?e a kg:Meeting ; kg:participant <person/vladimir-putin>, <person/kim-jong-un> ;
    sem:hasTimeStamp "2023-09-13"^^xsd:date"""


def test_the_summit_is_one_node(graph: Graph) -> None:
    assert len(column(graph, f"SELECT DISTINCT ?e {{ {SUMMIT} }}")) == 1


def test_several_articles_report_the_summit(graph: Graph) -> None:
    files = column(
        graph, f"SELECT DISTINCT ?f {{ {SUMMIT} ; prov:wasDerivedFrom/nif:referenceContext/dcterms:source ?f }}"
    )
    assert set(files) <= {path.name for path in SEEDS.glob("*.txt")}
    assert len(files) >= 2


def test_putin_is_to_meet_xi_in_october(graph: Graph) -> None:
    planned = """SELECT ?t { ?e a kg:Event ; sem:eventType kg:Meeting ; kg:modality kg:Planned ;
        kg:participant <person/vladimir-putin>, <person/xi-jinping> ; sem:hasTimeStamp ?t }"""
    assert column(graph, planned) == ["2023-10"]


def test_who_is_what(graph: Graph) -> None:
    offices = column(graph, "SELECT ?o { <person/vladimir-putin> schema:jobTitle ?o }")
    assert "Presiden Rusia" in offices
    assert "Sekretaris Dewan Keamanan Rusia" in column(graph, "SELECT ?o { ?p schema:jobTitle ?o }")


def test_peskov_speaks(graph: Graph) -> None:
    words = column(graph, "SELECT ?w { ?s kg:speaker <person/dmitry-peskov> ; kg:direct true ; schema:text ?w }")
    assert any("senapan" in text for text in words)


def test_two_articles_have_no_date(graph: Graph) -> None:
    undated = "SELECT ?f { ?a dcterms:source ?f FILTER NOT EXISTS { ?a schema:datePublished ?d } }"
    assert [name[:3] for name in column(graph, undated)] == ["001", "003"]


def test_every_passage_holds_the_characters_of_its_file(graph: Graph) -> None:
    answer = graph.query("SELECT ?f ?b ?e ?t { ?p nif:referenceContext/dcterms:source ?f ; nif:beginIndex ?b ; "
                         "nif:endIndex ?e ; nif:anchorOf ?t }")  # fmt: skip
    texts = {path.name: path.read_text(encoding="utf-8") for path in SEEDS.glob("*.txt")}
    assert isinstance(answer, ox.QuerySolutions)
    rows = [[term.value for term in row] for row in answer]  # type: ignore[union-attr]
    assert len(rows) > 300
    assert [row for row in rows if texts[row[0]][int(row[1]) : int(row[2])] != row[3]] == []
