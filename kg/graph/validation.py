"""Does a graph keep its contract (``docs/graph.md``)?

One small function for each check; the table :data:`CHECKS` gives them their codes. What each finds is what its
docstring says. The shapes of ``ontology/shapes.ttl`` are checked by pyshacl, an optional package.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kg.errors import KabarError
from kg.graph.described import ENTITIES, FACTS, Described
from kg.graph.graph import Graph
from kg.knowledge.location import ontology_directory
from kg.knowledge.ontology import load_ontology
from kg.model import Modality
from kg.vocabulary import KG, NIF, PROV, RDF, RDFS, SCHEMA, SEM

if TYPE_CHECKING:
    import rdflib

_CHARACTERS = re.compile(r"(.*)#char=([0-9]+),([0-9]+)")


class Finding(NamedTuple):
    """Something in a graph that breaks the contract.

    Attributes:
        code: of the check: G101 …, or SHACL.
        subject: IRI that it is about.
        message: what is wrong, one clause.
    """

    code: str
    subject: str
    message: str

    def __str__(self) -> str:
        return f"{self.code} <{self.subject}>: {self.message}"


class Checked(Described):
    """A graph by subject; ``base``: what its own IRIs begin with."""

    def __init__(self, graph: Graph) -> None:
        super().__init__(graph.descriptions())
        self.base = graph.base


Check = Callable[[Checked], Iterator[tuple[str, str]]]


def no_article(graph: Checked) -> Iterator[tuple[str, str]]:
    """A graph without any article: there is nothing that its facts could come from."""
    if not graph.instances(SCHEMA.NewsArticle):
        yield graph.base, "holds no article (schema:NewsArticle)"


def fact_without_passage(graph: Checked) -> Iterator[tuple[str, str]]:
    """An event, join, statement, position or relation that no passage says."""
    for fact in graph.instances(*FACTS, KG.Join):
        passages = graph.links(fact, PROV.wasDerivedFrom)
        if not passages:
            yield fact, "no passage says so (prov:wasDerivedFrom)"
        for passage in passages:
            if NIF.String not in graph.links(passage, RDF.type):
                yield fact, f"its passage <{passage}> is not described"


def passage_out_of_step(graph: Checked) -> Iterator[tuple[str, str]]:
    """A passage whose offsets, words and IRI do not agree."""
    for passage in graph.instances(NIF.String):
        begin, end = graph.texts(passage, NIF.beginIndex), graph.texts(passage, NIF.endIndex)
        text = graph.texts(passage, NIF.anchorOf)
        if not (len(begin) == len(end) == len(text) == 1) or not (begin[0].isdecimal() and end[0].isdecimal()):
            yield passage, "needs one nif:beginIndex, one nif:endIndex and one nif:anchorOf"
        elif int(end[0]) - int(begin[0]) != len(text[0]):
            yield passage, f"{begin[0]} to {end[0]} are not the {len(text[0])} characters of nif:anchorOf"
        else:
            match = _CHARACTERS.fullmatch(passage)
            if match and (match[2], match[3]) != (begin[0], end[0]):
                yield passage, f"its IRI says other characters than {begin[0]} to {end[0]}"


def passage_of_no_article(graph: Checked) -> Iterator[tuple[str, str]]:
    """A passage of something that is no article of the graph."""
    for passage in graph.instances(NIF.String):
        articles = graph.links(passage, NIF.referenceContext)
        if len(articles) != 1 or SCHEMA.NewsArticle not in graph.links(articles[0], RDF.type):
            yield passage, "its nif:referenceContext is no article of the graph"


def unknown_term(graph: Checked) -> Iterator[tuple[str, str]]:
    """A class or property of ``kg:`` that the ontology does not declare."""
    declared = load_ontology().labels
    for subject in sorted(graph.subjects):
        used = [p for p in graph.subjects[subject] if p.startswith(str(KG))]
        for predicate in (RDF.type, SEM.eventType, KG.modality):
            used += [o for o in graph.links(subject, predicate) if o.startswith(str(KG))]
        for iri in sorted(set(used)):
            if iri.removeprefix(str(KG)) not in declared:
                yield subject, f"kg:{iri.removeprefix(str(KG))} is not declared in the ontology"


def class_against_modality(graph: Checked) -> Iterator[tuple[str, str]]:
    """An event that is typed as having happened though it is planned, alleged or denied, or the reverse."""
    asserted = str(KG) + Modality.ASSERTED.value
    for event in graph.instances(KG.Event):
        kinds = set(graph.links(event, SEM.eventType))
        typed = kinds.intersection(graph.links(event, RDF.type))
        modality = graph.links(event, KG.modality)
        if not kinds or len(modality) != 1:
            yield event, "needs sem:eventType and one kg:modality"
        elif modality == [asserted] and typed != kinds:
            yield event, "is asserted, but not typed with its sem:eventType"
        elif modality != [asserted] and typed:
            yield event, "is typed as having happened, but its modality is not kg:Asserted"


def entity_without_label(graph: Checked) -> Iterator[tuple[str, str]]:
    """A person, organisation, place, product or work without exactly one label."""
    for entity in graph.instances(*ENTITIES):
        count = len(graph.texts(entity, RDFS.label))
        if count != 1:
            yield entity, f"has {count or 'no'} rdfs:label, not one"


def link_to_nothing(graph: Checked) -> Iterator[tuple[str, str]]:
    """A link to an IRI of the graph's own that the graph does not describe."""
    for subject in sorted(graph.subjects):
        for predicate in sorted(graph.subjects[subject]):
            for value in graph.links(subject, predicate):
                if value.startswith(graph.base) and value not in graph.subjects:
                    yield subject, f"links to <{value}>, which is not described"


def blank_node(graph: Checked) -> Iterator[tuple[str, str]]:
    """A node without an IRI: it cannot be cited or merged."""
    for subject in sorted(graph.subjects):
        if subject.startswith("_:"):
            yield subject, "is a blank node"


CHECKS: Mapping[str, Check] = {
    "G001": no_article,
    "G101": fact_without_passage,
    "G102": passage_out_of_step,
    "G103": passage_of_no_article,
    "G201": unknown_term,
    "G202": class_against_modality,
    "G301": entity_without_label,
    "G302": link_to_nothing,
    "G303": blank_node,
}


def validate(path: str | Path, *, shapes: bool = True) -> list[Finding]:
    """Check a graph against its contract.

    Args:
        path: a file of RDF.
        shapes: also check the shapes of ``ontology/shapes.ttl``, which needs pyshacl.

    Returns:
        What is wrong, by code and subject; empty where all is well.

    Raises:
        InputError: the file is not there, or not of the format that its suffix names.
        KabarError: pyshacl is not installed.
    """
    graph = Graph.read(path)
    described = Checked(graph)
    findings = [Finding(code, *found) for code, check in CHECKS.items() for found in check(described)]
    return findings + (_shapes(graph) if shapes else [])


def _shapes(graph: Graph) -> list[Finding]:
    try:
        import pyshacl
    except ImportError as error:
        raise KabarError(
            "the shapes are not checked: pyshacl is not installed",
            advice="Install it with: pip install 'kabar[validate]', or leave the shapes out with --no-shapes.",
        ) from error
    import rdflib

    directory = ontology_directory()
    shapes = rdflib.Graph().parse(directory / "shapes.ttl", format="turtle")
    ontology = rdflib.Graph().parse(directory / "kabar.ttl", format="turtle")
    _, report, _ = pyshacl.validate(graph.to_rdflib(), shacl_graph=shapes, ont_graph=ontology, inference="none")
    return sorted(_results(report))


def _results(report: rdflib.Graph) -> Iterator[Finding]:
    import rdflib
    from rdflib import SH

    for result in report.subjects(SH.resultSeverity, None):
        path = report.value(result, SH.resultPath)
        message = str(report.value(result, SH.resultMessage))
        where = f"{path.n3(report.namespace_manager)}: " if isinstance(path, rdflib.URIRef) else ""
        yield Finding("SHACL", str(report.value(result, SH.focusNode)), f"{where}{' '.join(message.split())}")
