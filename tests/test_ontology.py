"""The ontology: what is broken is named, what is declared hangs together, words stand where they should."""

from __future__ import annotations

import shutil
import subprocess
from collections import Counter
from pathlib import Path

import pyshacl
import pytest
import rdflib
from rdflib.namespace import OWL, RDF, RDFS, SKOS

from kg.errors import KnowledgeError
from kg.knowledge.location import ontology_directory
from kg.knowledge.ontology import FILES, Ontology, Trigger, load_ontology
from kg.model import EntityType, Modality

KG = rdflib.Namespace("https://w3id.org/kabar/ontology#")
SEM = rdflib.Namespace("http://semanticweb.cs.vu.nl/2009/11/sem/")
ALL_FILES = (*FILES, "shapes.ttl")
DOCS = Path(__file__).parent.parent / "docs"


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    return load_ontology()


@pytest.fixture(scope="module")
def graph() -> rdflib.Graph:
    return read(*FILES)


def read(*names: str) -> rdflib.Graph:
    graph = rdflib.Graph()
    for name in names:
        graph.parse(ontology_directory() / name)
    return graph


def copied(directory: Path, name: str, old: str, new: str) -> Path:
    """A copy of the ontology with one string of one file replaced."""
    for each in FILES:
        shutil.copy(ontology_directory() / each, directory)
    text = (directory / name).read_text(encoding="utf-8")
    assert old in text
    (directory / name).write_text(text.replace(old, new, 1), encoding="utf-8")
    return directory


# -- what is broken is named ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "old", "new", "cause"),
    [
        ("kabar.ttl", "kg:Event a owl:Class ;", "kg:Event a owl:Class ;;; [", "not Turtle"),
        ("triggers.ttl", "kg:evokes kg:Visit ;", "kg:evokes kg:Vist ;", "kg:evokes Vist is not declared"),
        ("triggers.ttl", "kg:evokes kg:Visit ;", "", "needs exactly one kg:evokes"),
        ("triggers.ttl", "kg:subject kg:agent", "kg:subject kg:agnet", "kg:subject agnet is not a role"),
        ("triggers.ttl", "kg:slotKe kg:destination", "kg:slotKee kg:destination", "kg:slotKee is not declared"),
        ("triggers.ttl", "kg:passes kg:subject", "kg:passes kg:sujbect", "kg:passes sujbect is not declared"),
        ("kabar.ttl", "rdfs:subClassOf kg:Contact ;", "rdfs:subClassOf kg:Contakt ;", "needs exactly one group"),
        ("kabar.ttl", "rangeIncludes schema:Person,", "rangeIncludes schema:Persn,", "no entity has the type"),
        ("triggers.ttl", 'kg:verb "gugat" ;', "kg:subject [] ;", "blank node"),
        ("triggers.ttl", 'kg:verb "tewaskan" ;\n    kg:word "merenggut nyawa" ;', "", "has no words"),
    ],
)  # fmt: skip
def test_broken_ontology_is_reported(tmp_path: Path, name: str, old: str, new: str, cause: str) -> None:
    with pytest.raises(KnowledgeError) as caught:
        load_ontology(copied(tmp_path, name, old, new))
    assert cause in str(caught.value)
    assert str(tmp_path / name) in caught.value.place


def test_report_names_the_line(tmp_path: Path) -> None:
    directory = copied(tmp_path, "triggers.ttl", "kg:evokes kg:Visit ;", "kg:evokes kg:Vist ;")
    with pytest.raises(KnowledgeError) as caught:
        load_ontology(directory)
    path, line = caught.value.place.rsplit(":", 1)
    lines = Path(path).read_text(encoding="utf-8").splitlines()
    assert lines[int(line)].strip() == "kg:evokes kg:Vist ;"


def test_missing_file_is_reported(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="cannot be read"):
        load_ontology(tmp_path)


# -- a class needs no Python ------------------------------------------------------------------------------------------


def test_class_added_in_turtle_alone(tmp_path: Path) -> None:
    directory = copied(
        tmp_path,
        "kabar.ttl",
        "# -- event classes",
        'kg:Strike a owl:Class, kg:EventClass ;\n rdfs:subClassOf kg:Conflict ;\n rdfs:label "Pemogokan"@id .\n\n#',
    )
    with (directory / "triggers.ttl").open("a", encoding="utf-8") as file:
        file.write('kgt:strike a kg:Trigger ; kg:evokes kg:Strike ; kg:noun "pemogokan" ; kg:subject kg:agent .')
    ontology = load_ontology(directory)
    assert ontology.event_classes["Strike"].group == "Conflict"
    assert ontology.event_classes["Strike"].labels == {"id": "Pemogokan"}
    assert [t.nouns for t in ontology.triggers if t.evokes == "Strike"] == [("pemogokan",)]


# -- what is declared hangs together ----------------------------------------------------------------------------------


def test_classes_and_groups(ontology: Ontology) -> None:
    assert len(ontology.groups) == 11
    assert len(ontology.event_classes) == 68
    assert {each.group for each in ontology.event_classes.values()} == set(ontology.groups)
    assert ontology.event_classes["Meeting"].labels == {"id": "Pertemuan", "en": "Meeting"}


def test_every_class_is_evoked(ontology: Ontology) -> None:
    assert {trigger.evokes for trigger in ontology.triggers} == set(ontology.event_classes)


def test_roles(ontology: Ontology) -> None:
    roles = ontology.roles
    assert not roles["agent"].admits(EntityType.PLACE)
    assert not roles["destination"].admits(EntityType.PERSON)
    assert not roles["agent"].admits(None)
    assert roles["agent"].admits(EntityType.COUNTRY)
    assert roles["hasPlace"].admits(EntityType.FACILITY)
    assert all(roles["theme"].admits(kind) for kind in (*EntityType, None))
    assert [kind for kind in (*EntityType, None) if roles["topic"].admits(kind)] == [None]


def test_narrowest_role_of_a_slot_first(ontology: Ontology) -> None:
    search = next(t for t in ontology.triggers if t.name == "search-geledah")
    assert search.slots["object"] == ("patient", "hasPlace", "theme")


def test_triggers_with_complements_come_first(ontology: Ontology) -> None:
    demanding = [bool(trigger.complements) for trigger in ontology.triggers]
    assert demanding == sorted(demanding, reverse=True)


def test_no_marker_belongs_to_two_slots(ontology: Ontology) -> None:
    markers = Counter(marker for words in ontology.slots.values() for marker in words)
    assert [marker for marker, count in markers.items() if count > 1] == []


def test_words_are_as_the_engine_compares_them(graph: rdflib.Graph) -> None:
    written = [str(o) for p in ("verb", "activeForm", "word", "passiveWord", "noun", "complement", "unless", "cue")
               for o in graph.objects(None, KG[p])]  # fmt: skip
    assert written
    assert [word for word in written if word != " ".join(word.lower().split())] == []


def test_no_trigger_repeats_a_word_in_two_kinds_of_one_slot(ontology: Ontology) -> None:
    def twice(trigger: Trigger) -> set[str]:
        return set(trigger.words) & set(trigger.passive_words) | set(trigger.unless) & set(trigger.complements)

    assert {trigger.name: twice(trigger) for trigger in ontology.triggers if twice(trigger)} == {}


def test_same_noun_evokes_one_class(ontology: Ontology) -> None:
    classes: dict[str, set[str]] = {}
    for trigger in ontology.triggers:
        for noun in trigger.nouns:
            classes.setdefault(noun, set()).add(trigger.evokes)
    assert {noun: found for noun, found in classes.items() if len(found) > 1} == {}


# -- words -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("stem", "complement", "expected"),
    [
        ("kunjungi", "", {"Visit"}),
        ("tetapkan", "tersangka", {"Charge"}),
        ("jatuhkan", "vonis", {"Sentence"}),
        ("jatuhkan", "sanksi", {"Sanction"}),
        ("terima", "undangan", {"Acceptance"}),
        ("laporkan", "ke polisi", {"Accusation"}),
        ("imbau", "", {"Demand"}),
        ("cabuli", "", {"Attack"}),
        ("apresiasi", "", {"Praise"}),
        ("soroti", "", {"Criticism"}),
    ],
)
def test_verbs(ontology: Ontology, stem: str, complement: str, expected: set[str]) -> None:
    triggers = [trigger for trigger in ontology.triggers if stem in trigger.verbs]
    fitting = [t for t in triggers if (complement in t.complements if complement else not t.complements)]
    assert {trigger.evokes for trigger in fitting} == expected


def test_look_alikes_are_held_back(ontology: Ontology) -> None:
    unless = {trigger.name: trigger.unless for trigger in ontology.triggers}
    assert "diri" in unless["arrest-tahan"]  # menahan diri
    assert "jantung" in unless["attack-serangan"]  # serangan jantung
    assert "ikan" in unless["arrest-penangkapan"]  # penangkapan ikan
    assert "maaf" in unless["demand-minta"]  # meminta maaf
    assert "wisatawan" in unless["visit-kunjungan"]  # kunjungan wisatawan


def test_modality_cues(ontology: Ontology) -> None:
    cues = ontology.modality_cues
    assert cues[Modality.ASSERTED] == ()
    assert "akan" in cues[Modality.PLANNED]
    assert "diduga" in cues[Modality.ALLEGED]
    assert "membantah" in cues[Modality.DENIED]
    every = Counter(cue for words in cues.values() for cue in words)
    assert max(every.values()) == 1


def test_speech_cues(ontology: Ontology) -> None:
    speech = ontology.speech
    assert not speech.verbs & {"bagi", "aku", "nya"}
    assert {"kata", "ujar", "pungkas"} <= speech.verbs
    assert {"mengatakan", "menyatakan", "mengaku"} <= speech.active_forms
    assert {"dikatakan", "disebutkan"} <= speech.passive_forms
    assert "menurut" in speech.phrases
    assert {"dilansir", "mengutip"} <= speech.credits
    assert "wartawan" in speech.addressees


# -- as RDF ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ALL_FILES)
def test_no_blank_nodes_and_no_slash_in_local_names(name: str) -> None:
    graph = read(name)
    assert [node for triple in graph for node in triple if isinstance(node, rdflib.BNode)] == []
    ours = {str(node) for triple in graph for node in triple if str(node).startswith("https://w3id.org/kabar/")}
    assert [iri for iri in ours if "/" in iri.partition("#")[2]] == []


@pytest.mark.skipif(shutil.which("rapper") is None, reason="rapper (raptor2-utils) is not installed")
@pytest.mark.parametrize("name", ALL_FILES)
def test_a_foreign_parser_counts_the_same_triples(name: str) -> None:
    path = ontology_directory() / name
    command = ["rapper", "--quiet", "--input", "turtle", "--output", "ntriples", str(path)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    assert len(set(done.stdout.splitlines())) == len(read(name))


def test_every_term_has_labels_in_both_languages(graph: rdflib.Graph) -> None:
    terms = {s for s in graph.subjects() if str(s).startswith(str(KG))}
    assert len(terms) > 100
    languages = {each: {getattr(o, "language", None) for o in graph.objects(each, RDFS.label)} for each in terms}
    assert [str(term) for term in sorted(terms) if languages[term] != {"id", "en"}] == []


def test_superclasses_and_superproperties(graph: rdflib.Graph) -> None:
    assert SEM.Event in graph.objects(KG.Event, RDFS.subClassOf)
    assert set(graph.subjects(RDFS.subPropertyOf, SEM.hasActor)) == {
        KG.agent, KG.patient, KG.recipient, KG.participant, KG.speaker}  # fmt: skip
    assert set(graph.subjects(RDFS.subPropertyOf, SEM.hasPlace)) == {KG.origin, KG.destination}
    assert all((each, RDF.type, OWL.Class) in graph for each in graph.subjects(RDF.type, KG.EventClass))


# -- shapes ------------------------------------------------------------------------------------------------------------

GOOD = """
@prefix kg: <https://w3id.org/kabar/ontology#> . @prefix sem: <http://semanticweb.cs.vu.nl/2009/11/sem/> .
@prefix schema: <https://schema.org/> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix prov: <http://www.w3.org/ns/prov#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix nif: <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dcterms: <http://purl.org/dc/terms/> . @prefix org: <http://www.w3.org/ns/org#> . @prefix x: <http://x/> .
x:putin a schema:Person ; rdfs:label "Putin"@id .
x:rusia a schema:Place, schema:Country ; rdfs:label "Rusia"@id .
x:visit a kg:Event, kg:Visit ; sem:eventType kg:Visit ; rdfs:label "Kunjungan"@id ; kg:agent x:putin ;
  kg:destination x:rusia ; kg:modality kg:Asserted ; kg:confidence 0.5 ; sem:hasTimeStamp "2023-09"^^xsd:gYearMonth ;
  prov:wasDerivedFrom <http://x/a#char=0,5> .
x:said a kg:Statement ; kg:speaker x:putin ; schema:text "Ya"@id ; kg:direct true ; kg:confidence 0.5 ;
  prov:wasDerivedFrom <http://x/a#char=0,5> .
x:post a org:Membership ; org:member x:putin ; org:organization x:rusia ; kg:title "Presiden"@id ; kg:confidence 1.0 ;
  prov:wasDerivedFrom <http://x/a#char=0,5> .
<http://x/a> a schema:NewsArticle ; dcterms:source "a.txt" ; schema:inLanguage "id" ;
  schema:datePublished "2023-09-20"^^xsd:date .
x:link a kg:Link ; rdf:subject x:putin ; rdf:predicate skos:closeMatch ; rdf:object x:q1 ; kg:linkConfidence 0.5 .
x:ally a rdf:Statement ; rdf:subject x:putin ; rdf:predicate kg:allyOf ; rdf:object x:rusia ; kg:confidence 0.5 ;
  prov:wasDerivedFrom <http://x/a#char=0,5> .
<http://x/a#char=0,5> a nif:String, nif:RFC5147String ; nif:referenceContext <http://x/a> ; nif:beginIndex 0 ;
  nif:endIndex 5 ; nif:anchorOf "Putin"@id .
"""


def conforms(turtle: str, shapes: rdflib.Graph) -> bool:
    graph = rdflib.Graph().parse(data=turtle, format="turtle")
    verdict, _, _ = pyshacl.validate(graph, shacl_graph=shapes, ont_graph=read("kabar.ttl"))
    return bool(verdict)


@pytest.fixture(scope="module")
def shapes() -> rdflib.Graph:
    return read("shapes.ttl")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('rdfs:label "Putin"@id', 'rdfs:label "Putin"@id, "Vladimir Putin"@id'),
        ("sem:eventType kg:Visit ;", ""),
        ("sem:eventType kg:Visit ;", "sem:eventType kg:Visit, kg:Meeting ;"),
        ("kg:modality kg:Asserted", "kg:modality kg:Certain"),
        ("kg:confidence 0.5 ; sem:", "kg:confidence 1.5 ; sem:"),
        ('"2023-09"^^xsd:gYearMonth ;\n  prov:wasDerivedFrom <http://x/a#char=0,5>', '"2023-09"^^xsd:gYearMonth'),
        ('"2023-09"^^xsd:gYearMonth', '"September 2023"'),
        ("kg:agent x:putin", "kg:agent x:visit"),
        ("kg:destination x:rusia", "kg:destination x:putin"),
        ("kg:direct true ;", ""),
        ("kg:speaker x:putin", "kg:speaker x:putin, x:rusia"),
        ('kg:title "Presiden"@id ;', ""),
        ("kg:linkConfidence 0.5", "kg:linkConfidence 2.0"),
        ("rdf:predicate kg:allyOf", "rdf:predicate skos:closeMatch"),
        ("org:organization x:rusia", "org:organization x:putin"),
        ('"a.txt"', '"/home/me/a.txt"'),
        ("nif:endIndex 5", "nif:endIndex 0"),
        ('nif:anchorOf "Putin"@id', 'nif:anchorOf ""@id'),
    ],
)
def test_shapes_refuse(shapes: rdflib.Graph, old: str, new: str) -> None:
    assert old in GOOD
    assert not conforms(GOOD.replace(old, new, 1), shapes)


def test_shapes_accept(shapes: rdflib.Graph) -> None:
    assert conforms(GOOD, shapes)


# -- the document ------------------------------------------------------------------------------------------------------


def class_rows() -> list[str]:
    """The rows of the table of classes in ``docs/ontology.md``."""
    graph = read("kabar.ttl")
    prefixes = {"https://schema.org/": "schema:", "http://www.wikidata.org/entity/": "wd:"}

    def cell(values: object) -> str:
        return ", ".join(sorted(str(value) for value in values))  # type: ignore[attr-defined]

    def shortened(iri: str) -> str:
        return next((short + iri.removeprefix(long) for long, short in prefixes.items() if iri.startswith(long)), iri)

    rows = []
    for name, each in load_ontology().event_classes.items():
        near = cell(shortened(str(iri)) for iri in graph.objects(KG[name], SKOS.closeMatch))
        ace, plover = cell(graph.objects(KG[name], KG.ace)), cell(graph.objects(KG[name], KG.plover))
        rows.append(f"| {each.group} | `{name}` | {each.labels['id']} | {ace} | {plover} | {near} |")
    return sorted(rows)


def test_document_lists_every_class() -> None:
    lines = (DOCS / "ontology.md").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if line.startswith("| ") and line.count("|") == 7][1:] == class_rows()
