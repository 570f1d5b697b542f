"""The query part of the W3C's tests of the SPARQL 1.1 Protocol, by their names there.

All that concern queries apply and pass. Those that concern updates (``update_*``, ``bad_update_*``) do not apply: the
endpoint is read-only; ``test_updates_are_refused`` says what comes instead of an update. The tests name graphs of the
web; here they are in the store, since nothing is ever fetched.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple
from urllib.parse import urlencode

import httpx
import pytest
from servers import client

DATA = "http://kasei.us/2009/09/sparql/data/"
ONE, TWO, THREE = (f"{DATA}data{number}.rdf" for number in (1, 2, 3))
FORM = (("Content-Type", "application/x-www-form-urlencoded"),)
DIRECT = (("Content-Type", "application/sparql-query"),)
BOOLEAN = ("application/sparql-results+xml", "application/sparql-results+json")
TABULAR = (*BOOLEAN, "text/csv", "text/tab-separated-values")
RDF = ("application/rdf+xml", "text/turtle")
BOTH = f"ASK {{ <{ONE}> a ?type . <{TWO}> a ?type }}"
NAMED = f"ASK {{ GRAPH ?g1 {{ <{ONE}> a ?type }} GRAPH ?g2 {{ <{TWO}> a ?type }} }}"


@pytest.fixture(scope="module")
def endpoint(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    kind = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://xmlns.com/foaf/0.1/Document>"
    path = tmp_path_factory.mktemp("protocol") / "graphs.nq"
    path.write_text("".join(f"<{graph}> {kind} <{graph}> .\n" for graph in (ONE, TWO, THREE)), encoding="utf-8")
    with client(path) as asking:
        yield asking


class Case(NamedTuple):
    """A request, and what must come back."""

    name: str
    method: str
    parameters: tuple[tuple[str, str], ...] = ()
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    types: tuple[str, ...] = BOOLEAN
    is_true: bool = True


def direct(name: str, query: str, *parameters: tuple[str, str], types: tuple[str, ...] = BOOLEAN) -> Case:
    return Case(name, "POST", parameters, DIRECT, query.encode(), types, types is BOOLEAN)


DEFAULTS = (("default-graph-uri", ONE), ("default-graph-uri", TWO))
NAMES = (("named-graph-uri", ONE), ("named-graph-uri", TWO))
GOOD = [
    Case("query_get", "GET", (("query", "ASK {}"),)),
    Case("query_post_form", "POST", (), FORM, urlencode({"query": "ASK {}"}).encode()),
    direct("query_post_direct", "ASK {}"),
    direct("query_dataset_default_graph", f"ASK {{ <{ONE}> ?p ?o }}", ("default-graph-uri", ONE)),
    Case("query_dataset_default_graphs_get", "GET", (("query", BOTH), *DEFAULTS)),
    direct("query_dataset_default_graphs_post", BOTH, *DEFAULTS),
    Case("query_dataset_named_graphs_get", "GET", (("query", NAMED), *NAMES)),
    direct("query_dataset_named_graphs_post", NAMED, *NAMES),
    direct(
        "query_dataset_full",
        f"ASK {{ <{THREE}> ?p ?o FILTER NOT EXISTS {{ <{ONE}> ?q ?x }} GRAPH <{ONE}> {{ <{ONE}> ?y ?z }} }}",
        ("default-graph-uri", THREE),
        *NAMES,
    ),
    direct("query_multiple_dataset", f"ASK FROM <{ONE}> {{ <{TWO}> ?p ?o }}", ("default-graph-uri", TWO)),
    direct("query_content_type_select", "SELECT (1 AS ?value) {}", types=TABULAR),
    direct("query_content_type_ask", "ASK {}"),
    direct("query_content_type_describe", "DESCRIBE <http://example.org/>", types=RDF),
    direct("query_content_type_construct", "CONSTRUCT { <s> <p> 1 } WHERE {}", types=RDF),
]
BAD = [
    Case("bad_query_method", "PUT", (("query", "ASK {}"),)),
    Case("bad_multiple_queries", "GET", (("query", "ASK {}"), ("query", "SELECT * {}"))),
    Case("bad_query_wrong_media_type", "POST", (), (("Content-Type", "text/plain"),), b"ASK {}"),
    Case("bad_query_missing_form_type", "POST", (), (), b"query=ASK%20%7B%7D"),
    Case("bad_query_missing_direct_type", "POST", (), (), b"ASK {}"),
    Case(
        "bad_query_non_utf8",
        "POST",
        (),
        (("Content-Type", "application/sparql-query; charset=UTF-16"),),
        "ASK {}".encode("utf-16"),
    ),
    Case("bad_query_syntax", "GET", (("query", "ASK {"),)),
]


def send(endpoint: httpx.Client, case: Case) -> Any:
    return endpoint.request(
        case.method, "/sparql", params=case.parameters, headers=list(case.headers), content=case.body or None
    )


@pytest.mark.parametrize("case", BAD, ids=lambda case: case.name)
def test_what_is_no_query(endpoint: httpx.Client, case: Case) -> None:
    answer = send(endpoint, case)
    assert 400 <= answer.status_code < 500
    assert answer.text.count("\n") <= 1


@pytest.mark.parametrize("case", GOOD, ids=lambda case: case.name)
def test_queries(endpoint: httpx.Client, case: Case) -> None:
    answer = send(endpoint, case)
    assert answer.status_code == 200
    assert answer.headers["content-type"].partition(";")[0] in case.types
    if case.is_true:
        assert answer.json()["boolean"] is True


@pytest.mark.parametrize(
    "case",
    [
        Case("update_post_form", "POST", (), FORM, b"update=CLEAR%20ALL"),
        Case("update_post_direct", "POST", (), (("Content-Type", "application/sparql-update"),), b"CLEAR ALL"),
        Case("bad_update_get", "GET", (("update", "CLEAR ALL"),)),
        direct("an update as a query", "PREFIX : <http://a/> CLEAR ALL"),
        direct("load", "LOAD <http://127.0.0.1:9/> INTO GRAPH <http://a/>"),
    ],
    ids=lambda case: case.name,
)
def test_updates_are_refused(endpoint: httpx.Client, case: Case) -> None:
    answer = send(endpoint, case)
    assert answer.status_code in (400, 403)
    assert "read-only" in answer.text
    assert len(endpoint.get("/sparql", params={"query": "SELECT * { ?s ?p ?o }"}).json()["results"]["bindings"]) == 3
