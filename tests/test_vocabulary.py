"""The closed mirror of the terms: nothing that the ontology does not declare, nothing missing."""

from __future__ import annotations

import subprocess
import sys

import pytest
import rdflib
from rdflib import namespace as known

from kg import vocabulary
from kg.knowledge.location import ontology_directory


@pytest.mark.parametrize("name", ["Meetign", "meeting", "", "__wrapped__"])
def test_mistyped_term_raises(name: str) -> None:
    with pytest.raises(AttributeError):
        getattr(vocabulary.KG, name)
    with pytest.raises(KeyError):
        vocabulary.KG[name]
    assert name not in vocabulary.KG


def test_terms_are_plain_strings() -> None:
    assert vocabulary.KG.Meeting == vocabulary.KG["Meeting"] == "https://w3id.org/kabar/ontology#Meeting"
    assert type(vocabulary.KG.Meeting) is str
    assert str(vocabulary.PROV) == "http://www.w3.org/ns/prov#"


def test_mirrors_the_ontology_both_ways() -> None:
    graph = rdflib.Graph().parse(ontology_directory() / "kabar.ttl")
    iri = str(vocabulary.KG)
    declared = {str(subject).removeprefix(iri) for subject in graph.subjects() if str(subject).startswith(iri)}
    assert declared - set(vocabulary.KG) == set()
    assert set(vocabulary.KG) - declared == set()


@pytest.mark.parametrize("name", ["ORG", "PROV", "SKOS", "OWL", "DCTERMS", "VOID", "RDF", "RDFS", "XSD"])
def test_terms_of_others_exist_there(name: str) -> None:
    ours, theirs = getattr(vocabulary, name), getattr(known, name)
    assert str(ours) == str(theirs)
    assert [term for term in ours if rdflib.URIRef(ours[term]) not in theirs] == []


def test_importing_it_loads_no_rdf_library() -> None:
    code = "import sys, kg.vocabulary; print(sorted({'rdflib', 'pyoxigraph', 'pyshacl'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "[]"
