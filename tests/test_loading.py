"""RDF files of any format: one clear line for what cannot be read, and no blank node in what can."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import InputError
from kg.graph import Graph
from kg.graph.loading import load
from kg.graph.skolemisation import GENID

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
FOAF = "http://xmlns.com/foaf/0.1/"
BROKEN: dict[str, tuple[str, str, str]] = {
    "no suffix": ("graph", "", "has no suffix that names its format"),
    "a suffix of no format": ("graph.txt", "<a:b> <a:c> <a:d> .", "the suffix '.txt' names no RDF format"),
    "plain text": ("graph.ttl", "Presiden Rusia Vladimir Putin.", ":1:1: not Turtle"),
    "a broken line in the middle": (
        "graph.nt",
        "<a:b> <a:c> <a:d> .\n<a:b> <a:c> d .\n<a:b> <a:c> <a:e> .",
        ":2:13: not",
    ),
    "a broken line of Turtle": ("graph.ttl", "<a:b> <a:c> 1 .\n<a:b> <a:c> 2 ;; [ .\n", ":2:"),
    "not UTF-8": ("graph.nq", "<a:b> <a:c> '", ":1:13"),
    "Turtle that is called N-Triples": (
        "graph.nt",
        "@prefix a: <a:> . a:b a:c a:d .",
        "It reads as Turtle: call it graph.ttl",
    ),
    "broken XML": ("graph.rdf", f"<rdf:RDF xmlns:rdf='{RDF}'>\n<a></b>\n", ":2:6: not RDF/XML"),
    "a web page": ("graph.rdf", "<html><body>\n<p>x</body></html>", ":2:7"),
    "broken JSON": ("graph.jsonld", '{"@id": "a:b",\n"a:c" "d"}', ":2:"),
    "JSON that is no RDF": ("graph.json", '{"name": "Budi"}', "holds no triple"),
    "a context on the web": ("graph.jsonld", '{"@context": "https://example.org/c", "a": "b"}', "kabar works offline"),
}


@pytest.mark.parametrize("name", list(BROKEN))
def test_what_cannot_be_read_is_one_line(name: str, tmp_path: Path) -> None:
    file, text, said = BROKEN[name]
    (tmp_path / file).write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load(tmp_path / file)
    line = str(caught.value)
    assert line.startswith(str(tmp_path / file))
    assert said in line
    assert "\n" not in line


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        load(tmp_path / "none.ttl")


SAME = {
    "a.ttl": '<a:b> <a:knows> [ <a:name> "Budi" ] .',
    "a.nt": '_:x <a:name> "Budi" .\n<a:b> <a:knows> _:x .',
    "a.rdf": "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns:a='a:'><rdf:Description "
    "rdf:about='a:b'><a:knows><rdf:Description a:name='Budi'/></a:knows></rdf:Description></rdf:RDF>",
    "a.jsonld": '{"@id": "a:b", "a:knows": {"a:name": "Budi"}}',
}


@pytest.mark.parametrize("file", list(SAME))
def test_the_same_node_has_the_same_iri_in_every_format(file: str, tmp_path: Path) -> None:
    (tmp_path / file).write_text(SAME[file], encoding="utf-8")
    (tmp_path / "plain.ttl").write_text(SAME["a.ttl"], encoding="utf-8")
    loaded = load(tmp_path / file)
    assert loaded.blank == 1
    assert set(loaded.quads) == set(load(tmp_path / "plain.ttl").quads)
    assert all(subject == "a:b" or subject.startswith(GENID) for _, subject, _, _ in loaded.quads)


def test_two_nodes_that_say_the_same_stay_two(tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text('<a:b> <a:knows> [ <a:name> "Budi" ], [ <a:name> "Budi" ] .', encoding="utf-8")
    assert len(load(tmp_path / "a.ttl").quads) == 4


def test_relative_iris_of_two_files_are_two_people(tmp_path: Path) -> None:
    for name, who in (("a", "Ani"), ("b", "Budi")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "me.ttl").write_text(f"<a:x> <a:y> <a:z> .\n<#me> <{FOAF}name> '{who}' .", encoding="utf-8")
    one, other = (
        {subject for _, subject, _, _ in load(tmp_path / name / "me.ttl").quads if subject != "a:x"} for name in "ab"
    )
    assert len(one) == len(other) == 1
    assert one != other


def test_named_graphs_are_kept(tmp_path: Path) -> None:
    (tmp_path / "a.trig").write_text("<a:g> { <a:b> <a:c> <a:d> } _:h { <a:b> <a:c> <a:e> }", encoding="utf-8")
    graphs = {graph for graph, *_ in load(tmp_path / "a.trig").quads}
    assert "a:g" in graphs
    assert len(graphs) == 2
    assert len(Graph.read(tmp_path / "a.trig")) == 2


def test_json_ld_of_schema_org_needs_no_web(tmp_path: Path) -> None:
    text = '{"@context": "https://schema.org", "@id": "a:b", "@type": "Person", "sameAs": "http://e.org/x"}'
    (tmp_path / "a.jsonld").write_text(text, encoding="utf-8")
    said = {(predicate, str(value)) for _, _, predicate, value in load(tmp_path / "a.jsonld").quads}
    assert ("http://schema.org/sameAs", "<http://e.org/x>") in said
