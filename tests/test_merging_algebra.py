"""Merging is idempotent, commutative and associative, and loses nothing: whatever the graphs say."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pyoxigraph as ox
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.graph.loading import load
from kg.graph.writing import save
from kg.merging import Merged, merge
from kg.merging.history import undo

RDFS, SCHEMA, OWL = "http://www.w3.org/2000/01/rdf-schema#", "https://schema.org/", "http://www.w3.org/2002/07/owl#"
KG, FOAF = "https://w3id.org/kabar/ontology#", "http://xmlns.com/foaf/0.1/"
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
DATE = ox.NamedNode("http://www.w3.org/2001/XMLSchema#date")

NODES: list[ox.NamedNode | ox.BlankNode] = [
    *(ox.NamedNode(f"https://w3id.org/kabar/id/person/p{n}") for n in range(3)),
    *(ox.NamedNode(f"http://example.org/e{n}") for n in range(3)),
    *(ox.NamedNode(f"http://www.wikidata.org/entity/Q{n}") for n in (1, 2)),
    *(ox.BlankNode(f"b{n}") for n in range(2)),
]
NAMES = [
    "Siti Nurhaliza",
    "Siti Nurhalizah",
    "Budi Santoso",
    "Budi",
    "Kim Jong Un",
    "Kim Jong Il",
    "Kementerian Luar Negeri",
]
KINDS = [SCHEMA + "Person", SCHEMA + "Organization", FOAF + "Person", SCHEMA + "Country", "http://example.org/Ship"]

node = st.sampled_from(NODES)
name = st.sampled_from(NAMES).map(lambda text: ox.Literal(text, language="id"))


def said(
    predicate: str, value: st.SearchStrategy[ox.NamedNode | ox.BlankNode | ox.Literal]
) -> st.SearchStrategy[ox.Quad]:
    graph = st.sampled_from([ox.DefaultGraph()] * 4 + [ox.NamedNode("http://example.org/graph")])
    return st.builds(ox.Quad, node, st.just(ox.NamedNode(predicate)), value, graph)


def literals(*texts: str, datatype: ox.NamedNode | None = None) -> st.SearchStrategy[ox.Literal]:
    return st.sampled_from([ox.Literal(text, datatype=datatype) for text in texts])


quad = st.one_of(
    said(RDFS + "label", name),
    said(RDFS + "label", name),
    said("http://www.w3.org/2004/02/skos/core#altLabel", name),
    said(TYPE, st.sampled_from([ox.NamedNode(kind) for kind in KINDS])),
    said(TYPE, st.sampled_from([ox.NamedNode(kind) for kind in KINDS])),
    said(OWL + "sameAs", node),
    said(OWL + "sameAs", node),
    said(OWL + "differentFrom", node),
    said(SCHEMA + "affiliation", node),
    said(FOAF + "knows", node),
    said(SCHEMA + "identifier", literals("ID-00017", "ID-00018")),
    said(SCHEMA + "birthDate", literals("1979-01-11", "1979", "1980", datatype=DATE)),
    said(SCHEMA + "jobTitle", literals("Menteri Luar Negeri", "Penyanyi")),
    said(KG + "confidence", literals("0.8", "0.9")),
)
person = st.builds(
    lambda node, name, birth, work, graph: [
        ox.Quad(node, ox.NamedNode(predicate), value, graph)
        for predicate, value in (
            (TYPE, ox.NamedNode(SCHEMA + "Person")),
            (RDFS + "label", name),
            (SCHEMA + "birthDate", birth),
            (SCHEMA + "affiliation", work),
        )
    ],
    node,
    name,
    literals("1979-01-11", "1979", "1980", datatype=DATE),
    node,
    st.sampled_from([ox.DefaultGraph(), ox.NamedNode("http://example.org/graph")]),
)
"""A node that is like others: what is joined without a link."""
graph = st.builds(
    lambda people, more: [quad for each in people for quad in each] + more,
    st.lists(person, max_size=3),
    st.lists(quad, max_size=10),
)


Lines = frozenset[str]


class Folder:
    """Files of some graphs, and their merges."""

    def __init__(self, directory: str) -> None:
        self._directory = Path(directory)
        self._count = 0

    def _new(self) -> Path:
        self._count += 1
        return self._directory / f"{self._count}.nq"

    def file(self, quads: list[ox.Quad]) -> Path:
        path = self._new()
        path.write_bytes(ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b"")
        return path

    def merge(self, *paths: Path) -> Path:
        merged = merge(paths)
        return save(merged.quads, self._new(), merged.base)


def lines(path: Path) -> Lines:
    return frozenset(path.read_text(encoding="utf-8").splitlines())


@settings(max_examples=60, deadline=None)
@given(graph, graph, graph)
def test_order_and_grouping_do_not_matter(one: list[ox.Quad], other: list[ox.Quad], third: list[ox.Quad]) -> None:
    with tempfile.TemporaryDirectory() as directory:
        folder = Folder(directory)
        a, b, c = folder.file(one), folder.file(other), folder.file(third)
        whole = lines(folder.merge(a, b, c))
        ab = folder.merge(a, b)
        assert lines(ab) == lines(folder.merge(b, a))
        assert lines(folder.merge(ab, c)) == whole
        assert lines(folder.merge(a, folder.merge(b, c))) == whole
        assert lines(folder.merge(folder.merge(a, c), b)) == whole
        assert lines(folder.merge(ab, ab)) == lines(ab) == lines(folder.merge(ab)) == lines(folder.merge(ab, a))


@settings(max_examples=60, deadline=None)
@given(graph, graph)
def test_nothing_is_lost(one: list[ox.Quad], other: list[ox.Quad]) -> None:
    with tempfile.TemporaryDirectory() as directory:
        folder = Folder(directory)
        a, b = folder.file(one), folder.file(other)
        given_: set[tuple[str, str, str, object]] = set()
        for path in (a, b):
            given_ |= set(load(path).quads)
        merged = merge([a, b])
        accounts(merged, given_)
        undo(merged.quads)
        lower = {q for q in given_ - set(merged.quads) if q[2] == KG + "confidence"}
        assert set(merged.quads) == given_ - lower
        assert len(lower) == merged.report.account.lower


def accounts(merged: Merged, given_: set[tuple[str, str, str, object]]) -> None:
    account = merged.report.account
    assert account.given - account.repeated == len(given_)
    assert account.written == len(given_) - account.lower - account.coinciding + account.noted == len(merged.quads)
