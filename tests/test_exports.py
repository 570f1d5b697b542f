"""Other programs' formats: what must not get out first, then that nothing is lost."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import networkx
import pyoxigraph as ox
import pytest
import rdflib
from commands import run

from kg.cli.export import ExportFormat
from kg.errors import InputError, OutputError
from kg.exports import EXPORTS, export
from kg.graph import Graph

ROOT = Path(__file__).parent.parent
SEEDS = ROOT / "output" / "graph.ttl"
Capture = pytest.CaptureFixture[str]
TEXTS = [name for name in EXPORTS if name not in ("csv", "ftm")]


@pytest.fixture(scope="module")
def seeds() -> Graph:
    return Graph.read(SEEDS)


def hostile(label: str) -> Graph:
    person, name = ox.NamedNode("https://w3id.org/kabar/id/person/x"), ox.Literal(label, language="id")
    return Graph(
        [
            ox.Triple(
                person,
                ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"),
                ox.NamedNode("https://schema.org/Person"),
            ),
            ox.Triple(person, ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#label"), name),
        ]
    )


# -- what must not happen ---------------------------------------------------------------------------------------------


def test_no_spreadsheet_runs_words_of_an_article(tmp_path: Path) -> None:
    export(hostile('=HYPERLINK("http://x.example")'), tmp_path, "csv")
    (row,) = csv.DictReader(io.StringIO((tmp_path / "nodes.csv").read_text(encoding="utf-8")))
    assert row["label"] == '\'=HYPERLINK("http://x.example")'


@pytest.mark.parametrize("form", ["graphml", "gexf"])
@pytest.mark.parametrize("label", ["</data><script>x</script>&\"'", "\x00\x0b\ufffe", "\u202e]]>"])
def test_hostile_labels_stay_labels(tmp_path: Path, form: str, label: str) -> None:
    (file,) = export(hostile(label), tmp_path / "x", form)
    read = networkx.read_graphml if form == "graphml" else networkx.read_gexf
    ((_, node),) = read(file).nodes(data=True)
    assert node["label"] == re.sub("[\x00\x0b\ufffe]", " ", label)


def test_unknown_suffixes(tmp_path: Path, seeds: Graph) -> None:
    with pytest.raises(InputError, match="its suffix names no format"):
        export(seeds, tmp_path / "graph.docx")
    assert not list(tmp_path.iterdir())


def test_a_missing_package_is_named(tmp_path: Path, seeds: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "followthemoney", None)
    (tmp_path / "x.ftm.json").write_text("old", encoding="utf-8")
    with pytest.raises(OutputError, match="one more package"):
        export(seeds, tmp_path / "x.ftm.json")
    assert (tmp_path / "x.ftm.json").read_text(encoding="utf-8") == "old"


# -- what is written --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", TEXTS)
def test_the_same_graph_gives_the_same_bytes(tmp_path: Path, seeds: Graph, form: str) -> None:
    (one,) = export(seeds, tmp_path / "one", form)
    (other,) = export(Graph(reversed(list(seeds.triples())), base=seeds.base), tmp_path / "other", form)
    assert one.read_bytes() == other.read_bytes()


@pytest.mark.parametrize("suffix", [".ttl", ".nt", ".nq", ".trig", ".rdf", ".jsonld"])
def test_no_triple_is_lost(tmp_path: Path, seeds: Graph, suffix: str) -> None:
    (file,) = export(seeds, tmp_path / f"graph{suffix}")
    assert set(Graph.read(file).triples()) == set(seeds.triples())


def test_an_article_can_be_withdrawn_from_a_store(tmp_path: Path, seeds: Graph) -> None:
    (file,) = export(seeds, tmp_path / "graph.nq")
    store = ox.Store()
    store.bulk_load(path=str(file), format=ox.RdfFormat.N_QUADS)
    articles = sorted(str(graph) for graph in store.named_graphs())
    assert len(articles) == 5
    store.update(f"DROP GRAPH {articles[0]}")
    left = {str(quad.triple) for quad in store}
    assert not [triple for triple in left if articles[0].rstrip(">") in triple]
    gone = [t for t in seeds.triples() if str(t) not in left]
    kept = {str(t.subject) for t in seeds.triples() if str(t) in left}
    assert gone
    for fact in {t.subject for t in gone if t.predicate.value.endswith("wasDerivedFrom")}:
        of_others = [p for p in store.quads_for_pattern(fact, None, None) if p.predicate.value.endswith("DerivedFrom")]
        assert (str(fact) in kept) == bool(of_others)


def test_what_no_article_says_is_in_the_default_graph(tmp_path: Path, seeds: Graph) -> None:
    (file,) = export(seeds, tmp_path / "graph.nq")
    unnamed = {q.subject.value for q in ox.parse(path=file) if isinstance(q.graph_name, ox.DefaultGraph)}
    assert {iri.removeprefix(seeds.base).partition("/")[0] for iri in unnamed} == {"dataset", "run", "software"}


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # rdflib warns of its own reader
def test_rdflib_reads_the_json(tmp_path: Path, seeds: Graph) -> None:
    (file,) = export(seeds, tmp_path / "graph.jsonld")
    assert len(rdflib.Graph().parse(file)) == len(seeds)
    meetings = [each for each in json.loads(file.read_text(encoding="utf-8"))["graph"] if "kg:Meeting" in each["type"]]
    assert any(str(each["label"]).startswith("Pertemuan Kim Jong") and each["date"] for each in meetings)


@pytest.mark.parametrize("form", ["graphml", "gexf"])
def test_networks_hold_every_node_and_edge(tmp_path: Path, seeds: Graph, form: str) -> None:
    (file,) = export(seeds, tmp_path / "x", form)
    network = networkx.read_graphml(file) if form == "graphml" else networkx.read_gexf(file)
    assert set(network.nodes) == {node.id for node in seeds.nodes()}
    assert network.number_of_edges() == len(seeds.edges())
    kinds = {data["class"] for _, _, data in network.edges(data=True)}
    assert {"participant", "speaker", "position"} <= kinds


def test_tables(tmp_path: Path, seeds: Graph) -> None:
    files = export(seeds, tmp_path / "tables", "csv")
    assert [file.name for file in files] == ["nodes.csv", "edges.csv", "events.csv"]
    texts = [file.read_bytes().decode() for file in files]
    sizes = [sum(1 for _ in csv.DictReader(io.StringIO(text, newline=""))) for text in texts]
    assert sizes == [len(seeds.nodes()), len(seeds.edges()), len(seeds.events())]


def test_followthemoney(tmp_path: Path, seeds: Graph) -> None:
    model = pytest.importorskip("followthemoney", reason="needs pip install 'kabar[aleph]'").model
    (file,) = export(seeds, tmp_path / "graph.ftm.json")
    entities = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    known = {entity["id"]: entity for entity in entities}
    assert len(known) == len(entities)
    for entity in entities:
        proxy = model.get_proxy(entity)
        assert proxy.schema.name == entity["schema"]
        for prop, value in proxy.itervalues():
            if prop.type.name == "entity":
                assert value in known
    assert {"Person", "Organization", "PublicBody", "Event", "Membership", "Article"} <= {e["schema"] for e in entities}
    putin = known["person-vladimir-putin"]["properties"]
    assert putin["wikidataId"] == ["Q7747"]


def test_the_command(tmp_path: Path, capsys: Capture) -> None:
    ran = run(capsys, "export", SEEDS, "-o", tmp_path / "graph.gexf")
    assert (ran.code, ran.out) == (0, f"written {tmp_path / 'graph.gexf'}\n")
    assert [form.value for form in ExportFormat] == list(EXPORTS)


def test_the_documents_name_every_format() -> None:
    table = re.findall(r"^\| `([a-z]+)` \|", (ROOT / "docs" / "formats.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert table == list(EXPORTS)
