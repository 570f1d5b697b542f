"""Which nodes of several graphs are one, which are not, and what `kg merge` says about it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from commands import run

from kg.graph.loading import load
from kg.graph.writing import save
from kg.merging import Merged, merge

GRAPH = Path(__file__).parent.parent / "output" / "graph.ttl"
Capture = pytest.CaptureFixture[str]
PREFIXES = """
@prefix a: <http://a.example/> . @prefix b: <http://b.example/> . @prefix wd: <http://www.wikidata.org/entity/> .
@prefix wdt: <http://www.wikidata.org/prop/direct/> . @prefix schema: <https://schema.org/> .
@prefix old: <http://schema.org/> . @prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> . @prefix kg: <https://w3id.org/kabar/ontology#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix org: <http://www.w3.org/ns/org#> .
"""


def files(directory: Path, *texts: str) -> list[Path]:
    paths = [directory / f"{number}.ttl" for number in range(len(texts))]
    for path, text in zip(paths, texts, strict=True):
        path.write_text(PREFIXES + text, encoding="utf-8")
    return paths


def merged_of(directory: Path, *texts: str) -> Merged:
    return merge(files(directory, *texts))


def person(node: str, name: str, more: str = "") -> str:
    return f"{node} a schema:Person ; rdfs:label '{name}' {more} ."


APART: dict[str, tuple[str, ...]] = {
    "people of a one-word name, whatever they share": (
        person("a:x", "Budi", "; schema:affiliation [ a schema:Organization ; rdfs:label 'Bank Sentral Raya' ]"),
        person("b:x", "Budi", "; schema:affiliation [ a schema:Organization ; rdfs:label 'Bank Sentral Raya' ]"),
    ),
    "a full name alone": (person("a:x", "Budi Santoso"), person("b:x", "Budi Santoso")),
    "a full name and the country": (
        person("a:x", "Budi Santoso", "; schema:nationality wd:Q252")
        + "".join(f"a:{n} a:of wd:Q252 ." for n in range(300)),
        person("b:x", "Budi Santoso", "; schema:nationality wd:Q252"),
    ),
    "names that are nearly the same": (
        person("a:x", "Kim Jong Un", "; schema:nationality wd:Q423"),
        person("b:x", "Kim Jong Il", "; schema:nationality wd:Q423"),
    ),
    "a person and an organisation of one name": (
        person("a:x", "Sumatera Utara", "; schema:location a:y"),
        "b:x a schema:Organization ; rdfs:label 'Sumatera Utara' ; schema:location a:y .",
    ),
    "a person and an organisation, whoever says they are the same": (
        person("a:x", "Mandiri", "; owl:sameAs b:x"),
        "b:x a schema:Organization ; rdfs:label 'Mandiri' .",
    ),
    "a person and an organisation that are linked to one item": (
        person("a:x", "Mandiri", "; owl:sameAs wd:Q1"),
        "b:x a schema:Organization ; rdfs:label 'Mandiri' ; owl:sameAs wd:Q1 .",
    ),
    "other dates of birth": (
        person(
            "a:x", "Budi Santoso", "; schema:jobTitle 'Rektor' ; a:at a:y ; schema:birthDate '1960-01-02'^^xsd:date"
        ),
        person("b:x", "Budi Santoso", "; schema:jobTitle 'Rektor' ; a:at a:y ; schema:birthDate '1961'^^xsd:gYear"),
    ),
    "other items of Wikidata": (
        person("a:x", "Budi Santoso", "; schema:jobTitle 'Rektor' ; a:at a:y ; owl:sameAs wd:Q1"),
        person("b:x", "Budi Santoso", "; schema:jobTitle 'Rektor' ; a:at a:y ; owl:sameAs wd:Q10"),
    ),
    "two of one graph, and one that is like both": (
        person("a:x", "Budi Santoso", "; a:at a:y") + person("a:z", "Budi Santoso", "; a:at a:y"),
        person("b:x", "Budi Santoso", "; a:at a:y"),
    ),
    "two of one graph": (
        person("a:x", "Budi Santoso", "; a:at a:y") + person("b:x", "Budi Santoso", "; a:at a:y"),
        person("a:other", "Siti Nurhaliza"),
    ),
    "what an input says is different": (
        person("a:x", "Budi Santoso", "; a:at a:y"),
        person("b:x", "Budi Santoso", "; a:at a:y ; owl:differentFrom a:x"),
    ),
    "a short identifier": (
        person("a:x", "Budi Santoso", "; schema:identifier '17'"),
        person("b:x", "Siti Nurhaliza", "; schema:identifier '17'"),
    ),
    "a name that is only another name of both": (
        person("a:x", "Vladimir Putin", "; skos:altLabel 'Presiden Rusia' ; a:at a:y"),
        person("b:x", "Dmitry Medvedev", "; skos:altLabel 'Presiden Rusia' ; a:at a:y"),
    ),
    "articles of one headline, day and outlet": (
        "a:x a schema:NewsArticle ; schema:headline 'Foto hari ini' ; schema:publisher a:y ; a:on a:z .",
        "b:x a schema:NewsArticle ; schema:headline 'Foto hari ini' ; schema:publisher a:y ; a:on a:z .",
    ),
    "concepts of one label": (
        "a:x a skos:Concept ; skos:prefLabel 'Politik luar negeri' ; skos:broader a:y .",
        "b:x a skos:Concept ; skos:prefLabel 'Politik luar negeri' ; skos:broader a:y .",
    ),
}


@pytest.mark.parametrize("name", list(APART))
def test_what_stays_apart(name: str, tmp_path: Path) -> None:
    merged = merged_of(tmp_path, *APART[name])
    assert merged.report.joined == ()
    assert {"http://a.example/x", "http://b.example/x"} <= {subject for _, subject, _, _ in merged.quads}


ONE: dict[str, tuple[str, ...]] = {
    "owl:sameAs, of whatever": ("a:x a:says 'one' ; owl:sameAs b:x .", "b:x b:says 'two' ."),
    "owl:sameAs, said by the other": ("a:x a:says 'one' .", "b:x b:says 'two' ; owl:sameAs a:x ."),
    "owl:sameAs, said by a third": ("a:x a:says 'one' .", "b:x b:says 'two' .", "a:x owl:sameAs b:x ."),
    "over a third node": ("a:x a:says 'one' ; owl:sameAs wd:Q1 .", "b:x b:says 'two' ; owl:sameAs wd:Q1 ."),
    "over two spellings of an item": (
        "a:x a:says 'one' ; owl:sameAs wd:Q1 .",
        "b:x b:says 'two' ; old:sameAs <https://www.wikidata.org/wiki/Q1> .",
    ),
    "one identifier": (
        person("a:x", "Budi", "; schema:identifier 'ID-0000-0017'"),
        "b:x a old:Person ; old:name 'B. Santoso' ; old:identifier 'ID-0000-0017' .",
    ),
    "a full name and one employer": (
        person("a:x", "Budi Santoso", "; schema:worksFor [ a schema:Organization ; rdfs:label 'Bank Sentral Raya' ]"),
        "b:x a foaf:Person ; foaf:name 'Budi Santoso'@en ;"
        " b:at [ a foaf:Organization ; foaf:name 'BANK SENTRAL RAYA' ] .",
    ),
    "a full name and one date of birth": (
        person("a:x", "Budi Santoso", "; schema:birthDate '1960-01-02'^^xsd:date"),
        "b:x wdt:P31 wd:Q5 ; rdfs:label 'Budi Santoso'@de ; wdt:P569 '1960-01-02T00:00:00Z'^^xsd:dateTime .",
    ),
    "another spelling": (
        person("a:x", "Sergey Lavrov", "; a:at a:y"),
        person("b:x", "Sergei Lavrov", "; a:at a:y"),
    ),
    "letters that are not Latin": (
        person("a:x", "Сергей Лавров", "; a:at a:y"),
        person("b:x", "Сергей ЛАВРОВ", "; a:at a:y"),
    ),
    "a country, by its name alone": (
        "a:x a schema:Country ; rdfs:label 'Rusia'@id .",
        "b:x wdt:P31 wd:Q6256 ; rdfs:label 'Rusia'@id, 'Russia'@en .",
    ),
    "a position of a joined person": (
        person("a:y", "Budi", "; owl:sameAs wd:Q1") + "a:x a org:Membership ; org:member a:y ; kg:title 'Rektor' .",
        person("b:y", "Budi", "; owl:sameAs wd:Q1") + "b:x a org:Membership ; org:member b:y ; kg:title 'Rektor' .",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", list(ONE))
def test_what_is_one(name: str, tmp_path: Path) -> None:
    merged = merged_of(tmp_path, *ONE[name])
    joined = {each.joined: each.kept for each in merged.report.joined}
    assert joined["http://b.example/x"] == "http://a.example/x"
    subjects = {subject for _, subject, _, _ in merged.quads}
    assert "http://a.example/x" in subjects
    assert "http://b.example/x" not in subjects


def test_our_own_graph_with_itself_is_itself(tmp_path: Path, capsys: Capture) -> None:
    ran = run(capsys, "merge", GRAPH, GRAPH, "-o", tmp_path / "graph.ttl")
    assert ran.code == 0
    assert (tmp_path / "graph.ttl").read_bytes() == GRAPH.read_bytes()


def test_our_iri_stays_and_the_whole_is_described(tmp_path: Path) -> None:
    (path,) = files(tmp_path, "wd:Q7747 rdfs:label 'Wladimir Putin'@de ; wdt:P569 '1952-10-07'^^xsd:date .")
    merged = merge([GRAPH, path])
    (joined,) = merged.report.joined
    assert joined.kept == "https://w3id.org/kabar/id/person/vladimir-putin"
    said = merged.quads.graphs[""][joined.kept]
    assert "http://www.wikidata.org/prop/direct/P569" in said
    (whole,) = [subject for subject in merged.quads.graphs[""] if "/dataset/merged-" in subject]
    assert [value.value for value in merged.quads.graphs[""][whole]["http://rdfs.org/ns/void#triples"]] == [  # type: ignore[union-attr]
        str(len(merged.quads))
    ]


def test_two_dates_of_birth_of_one_person_are_a_conflict_and_both_kept(tmp_path: Path) -> None:
    merged = merged_of(
        tmp_path,
        person("a:x", "Budi", "; owl:sameAs wd:Q1 ; schema:birthDate '1960-01-02'^^xsd:date"),
        person("b:x", "Budi", "; owl:sameAs wd:Q1 ; wdt:P569 '1961-01-02'^^xsd:date"),
    )
    (conflict,) = merged.report.conflicts
    assert (conflict.node, conflict.what, conflict.values) == (
        "http://a.example/x",
        "birth",
        ("1960-01-02", "1961-01-02"),
    )


def test_the_surest_confidence_stays(tmp_path: Path) -> None:
    merged = merged_of(tmp_path, "a:x a kg:Event ; kg:confidence 0.8 .", "a:x a kg:Event ; kg:confidence 0.93 .")
    assert [str(value).partition("^")[0] for _, _, p, value in merged.quads if p.endswith("confidence")] == ['"0.93"']
    assert merged.report.account.lower == 1


def test_named_graphs_are_kept_where_the_format_has_them(tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "a.trig").write_text("<a:g> { <a:b> <a:c> <a:d> }", encoding="utf-8")
    (tmp_path / "b.nt").write_text("<a:b> <a:c> <a:e> .", encoding="utf-8")
    for name in ("out.nq", "out.trig", "out.ttl"):
        assert run(capsys, "merge", tmp_path / "a.trig", tmp_path / "b.nt", "-o", tmp_path / name).code == 0
    for name in ("out.nq", "out.trig"):
        assert {graph for graph, *_ in load(tmp_path / name).quads} == {"", "a:g"}
    ran = run(capsys, "merge", tmp_path / "a.trig", "-o", tmp_path / "out.ttl", "--report", tmp_path / "r.json")
    assert ran.code == 0
    assert json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))["account"]["unnamed"] == 1


# -- decisions --------------------------------------------------------------------------------------------------------


def decide(directory: Path, *lines: str) -> Path:
    path = directory / "decisions.csv"
    path.write_text("iri,decision,iri,who,why\n" + "\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_decisions_win_and_last(tmp_path: Path, capsys: Capture) -> None:
    paths = files(
        tmp_path,
        person("a:x", "Budi") + person("a:y", "Siti Nurhaliza", "; owl:sameAs wd:Q1"),
        person("b:x", "B. Santoso") + person("b:y", "Siti Nurhaliza", "; owl:sameAs wd:Q1"),
    )
    decisions = decide(
        tmp_path,
        "http://a.example/x,same,http://b.example/x,Ani,I know him",
        "http://a.example/y,different,http://b.example/y,Ani,mother and daughter",
    )
    out = tmp_path / "out.ttl"
    ran = run(capsys, "merge", *paths, "-o", out, "--decisions", decisions, "--report", tmp_path / "r.json")
    assert ran.code == 0
    for report in (json.loads((tmp_path / "r.json").read_text(encoding="utf-8")), merge([out]).report.as_json()):
        assert [(j["kept"], j["joined"]) for j in report["joined"]] == [("http://a.example/x", "http://b.example/x")]


BAD_DECISIONS = {
    "an unknown IRI": ("http://a.example/x,same,http://a.example/none,Ani,", ":2: no input speaks of"),
    "not a decision": ("http://a.example/x,perhaps,http://b.example/x,Ani,", ":2: 'perhaps' is no decision"),
    "a cycle": (
        "http://a.example/x,same,http://b.example/x,A,\nhttp://b.example/x,different,http://a.example/x,B,",
        ":3: <http://b.example/x> and <http://a.example/x> are different here",
    ),
}


@pytest.mark.parametrize("name", list(BAD_DECISIONS))
def test_decisions_that_cannot_be_followed(name: str, tmp_path: Path, capsys: Capture) -> None:
    paths = files(tmp_path, person("a:x", "Budi"), person("b:x", "Budi"))
    line, said = BAD_DECISIONS[name]
    ran = run(capsys, "merge", *paths, "-o", tmp_path / "out.ttl", "--decisions", decide(tmp_path, line))
    assert ran.code == 3
    assert said in ran.err
    assert len(ran.err.splitlines()) == 1
    assert not (tmp_path / "out.ttl").exists()


# -- bad input --------------------------------------------------------------------------------------------------------


def test_a_broken_file_leaves_what_was_there(tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "bad.nt").write_text("<a:b> <a:c> <a:d> .\n<a:b> <a:c> d .\n", encoding="utf-8")
    (tmp_path / "out.ttl").write_text("old", encoding="utf-8")
    ran = run(capsys, "merge", GRAPH, tmp_path / "bad.nt", "-o", tmp_path / "out.ttl", "--report", tmp_path / "r.json")
    assert ran.code == 3
    assert ran.err.startswith(f"kg: {tmp_path / 'bad.nt'}:2:13: not N-Triples")
    assert len(ran.err.splitlines()) == 1
    assert (tmp_path / "out.ttl").read_text(encoding="utf-8") == "old"
    assert not (tmp_path / "r.json").exists()


def test_a_suffix_of_the_result_that_names_no_format(tmp_path: Path, capsys: Capture) -> None:
    ran = run(capsys, "merge", GRAPH, "-o", tmp_path / "out.doc")
    assert ran.code == 3
    assert "names no RDF format" in ran.err


def test_dry_run_writes_only_the_report(tmp_path: Path, capsys: Capture) -> None:
    ran = run(capsys, "merge", GRAPH, "-o", tmp_path / "o.ttl", "--dry-run", "--report", tmp_path / "r.json")
    assert ran.code == 0
    assert [path.name for path in tmp_path.iterdir()] == ["r.json"]


def test_joins_are_undone_when_something_speaks_against_them_later(tmp_path: Path) -> None:
    first = merged_of(
        tmp_path, person("a:x", "Budi Santoso", "; a:at a:y"), person("b:x", "Budi Santoso", "; a:at a:y")
    )
    assert len(first.report.joined) == 1
    path = save(first.quads, tmp_path / "first.ttl", first.base)
    (tmp_path / "later").mkdir()
    (third,) = files(tmp_path / "later", "a:x owl:differentFrom b:x .")
    assert merge([path, third]).report.joined == ()


# -- graphs that others made ------------------------------------------------------------------------------------------

FOREIGN = Path(__file__).parent / "foreign"
OURS = "https://w3id.org/kabar/id/"


def test_two_descriptions_of_one_person_in_foaf_are_one() -> None:
    merged = merge([GRAPH, FOREIGN / "smushingdemo.n3"])
    (joined,) = merged.report.joined
    assert (joined.rule, joined.confidence) == ("identifier", 0.97)
    said = merged.quads.graphs[""][joined.kept]
    assert {"http://xmlns.com/foaf/0.1/weblog", "http://xmlns.com/foaf/0.1/interest"} <= said.keys()


def test_named_graphs_of_others_keep_their_names() -> None:
    merged = merge([GRAPH, FOREIGN / "sportquads.trig"])
    assert merged.report.joined == ()
    assert {graph.rpartition("/")[2] for graph in merged.quads.graphs} == {"", "students", "sports", "practise"}


def test_wikidata_and_dbpedia() -> None:
    merged = merge([GRAPH, FOREIGN / "wikidata.nt", FOREIGN / "dbpedia.ttl"])
    joined = {(each.joined.rpartition("/")[2], each.kept.removeprefix(OURS)) for each in merged.report.joined}
    assert joined == {
        ("Q7747", "person/vladimir-putin"),
        ("Vladimir_Putin", "person/vladimir-putin"),
        ("Q56226", "person/kim-jong-un"),
        ("Q159", "place/rusia"),
        ("Russia", "place/rusia"),
        ("Q423", "place/korea-utara"),
    }
    doubts = {each.one.rpartition("/")[2] for each in merged.report.in_doubt}
    assert doubts == {"Kim_Jong-un"}
