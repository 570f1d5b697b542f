"""The endpoint: what must not come through first, then what users get."""

from __future__ import annotations

import asyncio
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from commands import run
from servers import client, listening

from kg.errors import InputError
from kg.query import write_store
from kg.server.application import CUT, application
from kg.server.forms import ROWS, TRIPLES, preferred
from kg.server.limits import Limits
from kg.server.messages import Message
from kg.server.pool import Pool

SEEDS = Path(__file__).parent.parent / "output" / "graph.ttl"
MEETINGS = "SELECT ?label { ?e a kg:Meeting ; rdfs:label ?label } ORDER BY ?label"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
HUNGRY = "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?c ?f ?a"


@pytest.fixture(scope="module")
def endpoint() -> Iterator[httpx.Client]:
    with client(SEEDS) as asking:
        yield asking


@pytest.fixture(scope="module")
def narrow() -> Iterator[httpx.Client]:
    """An endpoint that allows very little."""
    with client(SEEDS, Limits(seconds=1, megabytes=32, rows=3, query_bytes=2000), cors=False) as asking:
        yield asking


def ask(asking: httpx.Client, query: str, accept: str = "", **parameters: str) -> Any:
    return asking.get("/sparql", params={"query": query, **parameters}, headers={"Accept": accept} if accept else {})


# -- what a stranger may not do ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * { SERVICE SILENT <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "PREFIX e: <http://127.0.0.1:9/> SELECT * { ?a ?b ?c FILTER(?a<?b)SERVICE e:x{?d ?e ?f}FILTER(?c>?a) }",
        r"PREFIX e: <http://127.0.0.1:9/> SELECT * { ?a ?b e:x\# . SERVICE e:y { ?d ?e ?f } }",
        r"PREFIX e: <http://127.0.0.1:9/> SELECT * { ?a ?b e:x\' . SERVICE e:y { ?d ?e e:z\' } }",
    ],
)
def test_no_query_asks_another_server(endpoint: httpx.Client, query: str) -> None:
    answer = ask(endpoint, query)
    assert (answer.status_code, "SERVICE" in answer.text) == (400, True)


def test_a_worker_could_not_even_open_a_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    """Should a query with SERVICE ever get past the words that are looked for."""
    import pyoxigraph as ox

    from kg.query import Opened
    from kg.server import answering

    monkeypatch.setattr(answering, "run", lambda store, sparql, base, dataset: store.query(sparql))
    asked = {
        "kind": "query",
        "sparql": "SELECT * { SERVICE <http://127.0.0.1:8099/> { ?s ?p ?o } }",
        "dataset": None,
        "rows": "text/csv",
        "triples": None,
    }
    answer = answering.answer(asked, Opened(ox.Store(), "http://a/"), Limits())
    assert (answer.head["status"], b"Too many open files" in answer.body) == (500, True)


def test_an_endless_query_is_ended_and_the_next_is_answered(narrow: httpx.Client) -> None:
    for _ in range(2):  # as many as there are workers
        answer = ask(narrow, ENDLESS)
        assert (answer.status_code, "longer than the 1 seconds" in answer.text) == (503, True)
    assert ask(narrow, "ASK {}").json()["boolean"] is True


def test_a_hungry_query_is_ended_and_the_next_is_answered(narrow: httpx.Client) -> None:
    answer = ask(narrow, HUNGRY)
    assert (answer.status_code, "32 MB" in answer.text) == (503, True)
    assert ask(narrow, "ASK {}").json()["boolean"] is True


def test_others_are_answered_while_a_query_is_endless() -> None:
    async def both(pool: Pool) -> tuple[Message, Message, bool]:
        await pool.start()
        common = {"kind": "query", "dataset": None, "rows": "text/csv", "triples": None}
        slow = asyncio.ensure_future(pool.ask({**common, "sparql": ENDLESS}))
        quick = await pool.ask({**common, "sparql": "SELECT (1 AS ?x) {}"})
        was_waiting = not slow.done()
        slow_answer = await slow
        await pool.stop()
        return quick, slow_answer, was_waiting

    pool = Pool(SEEDS, Limits(seconds=1), 2)
    try:
        quick, slow, was_waiting = asyncio.run(both(pool))
    finally:
        pool.close()
    assert (quick.body, slow.head["status"], was_waiting) == (b"x\r\n1\r\n", 503, True)


def test_a_query_ends_when_its_client_goes_away() -> None:
    pool = Pool(SEEDS, Limits(seconds=30), 1)
    try:
        with listening(application(pool)) as address:
            with pytest.raises(httpx.ReadTimeout):
                httpx.get(f"{address}/sparql", params={"query": ENDLESS}, timeout=httpx.Timeout(30, read=0.2))
            assert httpx.get(f"{address}/sparql", params={"query": "ASK {}"}, timeout=60).json()["boolean"] is True
    finally:
        pool.close()


@pytest.mark.parametrize("media", sorted({m for m in ROWS if m not in ("application/json", "text/xml")}))
def test_rows_past_the_cap_are_cut_off_and_a_header_says_so(narrow: httpx.Client, media: str) -> None:
    query = 'SELECT ?s ("a\\n\\"b\\"\\t,c" AS ?o) { ?s a schema:Person } LIMIT %d'
    whole, cut = ask(narrow, query % 3, media), ask(narrow, query % 4, media)
    assert (whole.status_code, whole.headers.get(CUT)) == (200, None)
    assert (cut.status_code, cut.headers[CUT], cut.text) == (200, "3", whole.text)


def test_triples_past_the_cap_are_cut_off(narrow: httpx.Client) -> None:
    answer = ask(narrow, "CONSTRUCT { ?s a ?o } { ?s a ?o }", "application/n-triples")
    assert (answer.headers[CUT], len(answer.text.splitlines())) == ("3", 3)


def test_a_long_query_is_refused(narrow: httpx.Client) -> None:
    answer = narrow.post(
        "/sparql", content=b"ASK {}" + b" " * 2000, headers={"Content-Type": "application/sparql-query"}
    )
    assert answer.status_code == 413


def test_an_answer_that_has_no_form_that_the_client_takes(endpoint: httpx.Client) -> None:
    assert ask(endpoint, "ASK {}", "image/png").status_code == 406
    assert ask(endpoint, MEETINGS, "text/turtle").status_code == 406
    assert ask(endpoint, "DESCRIBE <person/vladimir-putin>", "text/csv").status_code == 406


def test_pages_of_other_sites_may_read_unless_that_is_switched_off(
    endpoint: httpx.Client, narrow: httpx.Client
) -> None:
    headers = {"Origin": "https://elsewhere.example"}
    assert endpoint.get("/sparql?query=ASK{}", headers=headers).headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-origin" not in narrow.get("/sparql?query=ASK{}", headers=headers).headers


def test_a_file_that_is_no_graph(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    broken = tmp_path / "broken.ttl"
    broken.write_text("<a> <b>", encoding="utf-8")
    with pytest.raises(InputError, match="not Turtle"):
        Pool(broken, Limits(), 1)
    ran = run(capsys, "serve", tmp_path / "absent.ttl", "--port", "0")
    assert (ran.code, ran.out, ran.err.count("\n")) == (3, "", 1)


def test_without_the_extra_one_line_says_what_to_install() -> None:
    program = (
        "import sys; sys.modules['uvicorn'] = None; sys.argv = ['kg', 'serve', 'graph.ttl'];"
        "from kg.cli import main; main()"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (
        3,
        "",
        "kg: kg serve needs uvicorn. pip install 'kabar[serve]'\n",
    )


# -- answers ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        ("", "a/x"),
        ("*/*", "a/x"),
        ("b/*", "b/y"),
        ("b/y;q=0.5, a/x;q=0.4", "b/y"),
        ("a/x;q=0, */*;q=0.1", "b/y"),
        ("A/X ; q=1", "a/x"),
        ("c/z", None),
        ("a/x;q=none", None),
    ],
)
def test_negotiation(accept: str, expected: str | None) -> None:
    assert preferred(accept, ["a/x", "b/y"]) == expected


@pytest.mark.parametrize("media", list(ROWS))
def test_forms_of_rows(endpoint: httpx.Client, media: str) -> None:
    answer = ask(endpoint, MEETINGS, media)
    assert (answer.status_code, answer.headers["content-type"].partition(";")[0]) == (200, media)
    assert "Pertemuan Kim Jong-un dan Vladimir Putin" in answer.text


@pytest.mark.parametrize("media", list(TRIPLES))
def test_forms_of_triples(endpoint: httpx.Client, media: str) -> None:
    answer = ask(endpoint, "CONSTRUCT { <person/vladimir-putin> a schema:Person } {}", media)
    assert (answer.status_code, answer.headers["content-type"].partition(";")[0]) == (200, media)
    assert "person/vladimir-putin" in answer.text


@pytest.mark.parametrize(("query", "count"), [("SELECT * {}", 1), ("SELECT ?x {}", 1), ("SELECT * { ?s <a> <b> }", 0)])
def test_rows_without_values(endpoint: httpx.Client, query: str, count: int) -> None:
    assert ask(endpoint, query).json()["results"]["bindings"] == [{}] * count


def test_the_service_describes_itself(endpoint: httpx.Client) -> None:
    import rdflib

    described = rdflib.Graph().parse(data=endpoint.get("/sparql").text, format="turtle")
    sd = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
    (service,) = described.subjects(rdflib.RDF.type, sd.Service)
    assert str(described.value(service, sd.endpoint)) == f"{str(endpoint.base_url).rstrip('/')}/sparql"
    assert (service, sd.supportedLanguage, sd.SPARQL11Query) in described
    assert "yasgui" in endpoint.get("/sparql", headers={"Accept": "text/html"}).text
    assert endpoint.get("/sparql", headers={"Accept": "image/png"}).status_code == 406


def test_a_store_on_disk_answers_like_the_file(endpoint: httpx.Client, tmp_path: Path) -> None:
    write_store([SEEDS], tmp_path / "store")
    with client(tmp_path / "store") as stored:
        assert ask(stored, MEETINGS).json() == ask(endpoint, MEETINGS).json()


def test_from_and_named_graphs(tmp_path: Path) -> None:
    path = tmp_path / "graphs.nq"
    path.write_text("".join(f'<http://a/{n}> <http://a/p> "{n}" <http://g/{n}> .\n' for n in "12"), encoding="utf-8")
    with client(path) as asking:

        def found(query: str) -> list[str]:
            return [row["o"]["value"] for row in ask(asking, query).json()["results"]["bindings"]]

        assert found("SELECT ?o { ?s ?p ?o } ORDER BY ?o") == ["1", "2"]
        assert found("SELECT ?o FROM <http://g/2> { ?s ?p ?o }") == ["2"]
        assert found("SELECT ?o { GRAPH <http://g/1> { ?s ?p ?o } }") == ["1"]
        assert "namedGraph" in asking.get("/sparql").text


# -- clients ----------------------------------------------------------------------------------------------------------


def test_sparqlwrapper_and_rdflib() -> None:
    import rdflib
    import SPARQLWrapper
    from rdflib.plugins.stores.sparqlstore import SPARQLStore

    pool = Pool(SEEDS, Limits(), 2)
    try:
        with listening(application(pool)) as address:
            asking = SPARQLWrapper.SPARQLWrapper(f"{address}/sparql")
            kinds: dict[str, Any] = {}
            for form in (SPARQLWrapper.JSON, SPARQLWrapper.XML, SPARQLWrapper.CSV, SPARQLWrapper.TSV):
                for method in (SPARQLWrapper.GET, SPARQLWrapper.POST):
                    asking.setQuery(MEETINGS)
                    asking.setReturnFormat(form)
                    asking.setMethod(method)
                    kinds[f"{form} {method}"] = asking.query().convert()
            asking.setRequestMethod(SPARQLWrapper.POSTDIRECTLY)
            asking.setQuery("CONSTRUCT { ?s a schema:Person } { ?s a schema:Person }")
            asking.setReturnFormat(SPARQLWrapper.TURTLE)
            people = rdflib.Graph().parse(data=asking.query().convert(), format="turtle")
            remote = rdflib.Graph(SPARQLStore(f"{address}/sparql"))
            labels = [str(row[0]) for row in remote.query(MEETINGS)]
            size = len(remote)
    finally:
        pool.close()
    assert len({json.dumps(kinds["json GET"]), json.dumps(kinds["json POST"])}) == 1
    assert [row["label"]["value"] for row in kinds["json GET"]["results"]["bindings"]] == labels
    assert len(people) > 5
    assert size == pool.size


def test_the_command_says_where_it_listens(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    import uvicorn

    monkeypatch.setattr(uvicorn.Server, "run", lambda self, sockets: None)
    ran = run(capsys, "serve", SEEDS, "--port", "0", "--workers", "1", "--lang", "en")
    assert (ran.code, ran.out) == (0, "")
    assert re.fullmatch(r"kg: .*graph\.ttl at http://127\.0\.0\.1:\d+/ \(Ctrl-C ends it\)\n", ran.err)
