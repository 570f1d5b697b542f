"""The endpoint's description of itself: the SPARQL 1.1 Service Description vocabulary, without blank nodes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pyoxigraph as ox

from kg.vocabulary import RDF, VOID, XSD

_SD = "http://www.w3.org/ns/sparql-service-description#"
_FORMATS = "http://www.w3.org/ns/formats/"
_RESULTS = ("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV")
_TRIPLES = ("Turtle", "N-Triples", "JSON-LD", "RDF_XML")


def describe_service(endpoint: str, size: int, graphs: Sequence[str]) -> Iterator[ox.Triple]:
    """The triples that describe the endpoint.

    Args:
        endpoint: its address.
        size: how many triples it holds.
        graphs: IRIs of the named graphs.
    """
    service, dataset, whole = (f"{endpoint}{part}" for part in ("#service", "#dataset", "#default-graph"))
    yield _link(service, RDF.type, f"{_SD}Service")
    yield _link(service, f"{_SD}endpoint", endpoint)
    yield _link(service, f"{_SD}supportedLanguage", f"{_SD}SPARQL11Query")
    yield _link(service, f"{_SD}defaultDataset", dataset)
    if graphs:
        yield _link(service, f"{_SD}feature", f"{_SD}UnionDefaultGraph")
    for name in (*_RESULTS, *_TRIPLES):
        yield _link(service, f"{_SD}resultFormat", f"{_FORMATS}{name}")
    yield _link(dataset, RDF.type, f"{_SD}Dataset")
    yield _link(dataset, f"{_SD}defaultGraph", whole)
    yield _link(whole, RDF.type, f"{_SD}Graph")
    count = ox.Literal(str(size), datatype=ox.NamedNode(XSD.integer))
    yield ox.Triple(ox.NamedNode(whole), ox.NamedNode(VOID.triples), count)
    for number, name in enumerate(graphs, 1):
        graph = f"{endpoint}#graph-{number}"
        yield _link(dataset, f"{_SD}namedGraph", graph)
        yield _link(graph, RDF.type, f"{_SD}NamedGraph")
        yield _link(graph, f"{_SD}name", name)


def _link(subject: str, predicate: str, value: str) -> ox.Triple:
    return ox.Triple(ox.NamedNode(subject), ox.NamedNode(predicate), ox.NamedNode(value))
