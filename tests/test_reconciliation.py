"""``kg reconcile`` against a real service on this machine. First what must not happen, and services that are bad."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import parse_qs

import pytest
from commands import run

from kg.errors import InputError
from kg.graph import Graph
from kg.reconciliation import Service, as_registry, reconcile

MANIFEST = {
    "versions": ["0.1", "0.2"],
    "name": "Register of Sukamaju",
    "identifierSpace": "https://register.example/id/",
    "schemaSpace": "https://register.example/type/",
    "defaultTypes": [{"id": "person", "name": "Person"}],
}
KNOWN = [
    {"id": "7", "name": "Dian Pramudya", "type": [{"id": "person", "name": "Person"}], "description": "lurah"},
    {"id": "8", "name": "Dian Pramudya Putri", "type": [{"id": "person", "name": "Person"}]},
    {"id": "9", "name": "Pasar Sukamaju", "type": [{"id": "place", "name": "Place"}]},
]
GRAPH = """
@base <https://w3id.org/kabar/id/> .
@prefix schema: <https://schema.org/> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<person/dian-pramudya> a schema:Person ; rdfs:label "Dian Pramudya"@id ; skos:altLabel "Dian"@id .
<person/joko-widodo> a schema:Person ; rdfs:label "Joko Widodo"@id ;
    owl:sameAs <http://www.wikidata.org/entity/Q3318231> .
<place/pasar-sukamaju> a schema:Place ; rdfs:label "Pasar Sukamaju"@id .
"""


@dataclass
class Answers:
    """What the service of a test answers, and what it was asked."""

    manifest: object = field(default_factory=lambda: MANIFEST)
    status: int = 200
    body: bytes | None = None
    queries: list[Mapping[str, Any]] = field(default_factory=list)

    def reply(self, queries: Mapping[str, Mapping[str, Any]]) -> Mapping[str, object]:
        self.queries += queries.values()
        return {name: {"result": self.results(query)} for name, query in queries.items()}

    def results(self, query: Mapping[str, Any]) -> list[Mapping[str, object]]:
        asked, kind = query["query"], query.get("type")
        return [
            {**each, "score": 100 if each["name"] == asked else 60, "match": each["name"] == asked}
            for each in KNOWN
            if str(each["name"]).startswith(asked) and (kind is None or each["type"][0]["id"] == kind)  # type: ignore[index]
        ]


@contextmanager
def served(answers: Answers) -> Iterator[str]:
    """The address of a service that answers so."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._answer(answers.manifest)

        def do_POST(self) -> None:
            form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
            self._answer(answers.reply(json.loads(form["queries"][0])))

        def _answer(self, content: object) -> None:
            self.send_response(answers.status)
            self.end_headers()
            self.wfile.write(json.dumps(content).encode() if answers.body is None else answers.body)

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/reconcile"
        finally:
            server.shutdown()


@pytest.fixture
def answers() -> Answers:
    return Answers()


@pytest.fixture
def service(answers: Answers) -> Iterator[str]:
    with served(answers) as url:
        yield url


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (tmp_path / "graph.ttl").write_text(GRAPH, encoding="utf-8")
    return tmp_path / "graph.ttl"


# -- what must not happen ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("url", ["file:///etc/hosts", "register.example", "ftp://register.example/x", "http://"])
def test_no_address(path: Path, url: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "reconcile", path, "--service", url).code == 2


def test_without_a_service_nobody_is_asked(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "reconcile", path).code == 2


def test_what_is_linked_is_not_asked_for(answers: Answers, service: str, path: Path) -> None:
    reconcile(Graph.read(path), Service(service))
    assert [query["query"] for query in answers.queries] == ["Dian Pramudya", "Pasar Sukamaju"]


@pytest.mark.parametrize(
    ("broken", "cause"),
    [
        (Answers(status=503), "answers 503 Service Unavailable"),
        (Answers(body=b"<html>"), "does not answer with a JSON object"),
        (Answers(body=b"[]"), "does not answer with a JSON object"),
        (Answers(body=b'{"status": "error", "message": "too busy"}'), "answers: too busy"),
        (Answers(body=b'{"q0": {}, "q1": {}}'), "answers a query without a result"),
        (Answers(body=b'{"q0": {"result": [{"id": "7"}]}}'), "gives a result that cannot be read (KeyError: 'name')"),
        (Answers({"name": "no space"}), "is no reconciliation service: its manifest has no name or no identifierSpace"),
        (Answers({**MANIFEST, "versions": ["9"]}), "speaks version 9 of the API, not 0.1 or 0.2"),
    ],
    ids=lambda value: value[:24] if isinstance(value, str) else "",
)
def test_a_bad_service_is_one_line(
    broken: Answers, cause: str, path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "old.csv").write_text("old", encoding="utf-8")
    with served(broken) as url:
        ran = run(capsys, "reconcile", path, "--service", url, "-o", tmp_path / "old.csv")
    assert (ran.code, ran.out) == (3, "")
    assert ran.err.startswith(f"kg: {url}: {cause}")
    assert len(ran.err.splitlines()) == 1
    assert (tmp_path / "old.csv").read_text(encoding="utf-8") == "old"


def test_nobody_there(path: Path, service: str, capsys: pytest.CaptureFixture[str]) -> None:
    with served(Answers()) as url:
        pass
    ran = run(capsys, "reconcile", path, "--service", url)
    assert (ran.code, ran.err.startswith(f"kg: {url}: cannot be reached (")) == (3, True)


def test_a_service_that_sleeps(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    import socket

    with socket.create_server(("127.0.0.1", 0)) as deaf:  # takes the connection and says nothing
        url = f"http://127.0.0.1:{deaf.getsockname()[1]}/"
        ran = run(capsys, "reconcile", path, "--service", url, "--timeout", "0.1")
    assert (ran.code, ran.err) == (
        3,
        f"kg: {url}: did not answer within 0.1 seconds. Try --timeout or a smaller --batch.\n",
    )


def test_an_unknown_type(path: Path, service: str, capsys: pytest.CaptureFixture[str]) -> None:
    ran = run(capsys, "reconcile", path, "--service", service, "--type", "Human=Q5")
    assert ran.code == 2
    assert "'Human' is no type" in ran.err


# -- what must --------------------------------------------------------------------------------------------------------


def test_the_best_first_and_no_more_than_asked(service: str, path: Path) -> None:
    candidates = reconcile(Graph.read(path), Service(service), limit=1, batch=1)
    assert [(each.name, each.iri, each.found.is_match) for each in candidates] == [
        ("Dian Pramudya", "https://register.example/id/7", True),
        ("Pasar Sukamaju", "https://register.example/id/9", True),
    ]


def test_types(answers: Answers, service: str, path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ran = run(capsys, "reconcile", path, "--service", service, "--type", "Person=person")
    assert "Pasar" not in ran.out
    assert [query.get("type") for query in answers.queries] == ["person"]


def test_table(service: str, path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ran = run(capsys, "reconcile", path, "--service", service)
    assert ran.out.splitlines()[-1] == "(3 candidates)"
    assert "Dian Pramudya (Person)  https://register.example/id/7  Dian Pramudya" in ran.out


def test_json(service: str, path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = json.loads(run(capsys, "reconcile", path, "--service", service, "--format", "json").out)
    assert [row["found"]["identifier"] for row in rows] == ["7", "8", "9"]


def test_items_of_wikidata_are_told(path: Path) -> None:
    with served(Answers({**MANIFEST, "identifierSpace": "http://www.wikidata.org/entity/"})) as url:
        rows = list(csv.DictReader(io.StringIO(as_registry(reconcile(Graph.read(path), Service(url), limit=1)))))
    assert [(row["iri"], row["wikidata"]) for row in rows] == [("", "7"), ("", "9")]


def test_the_reviewed_table_goes_back(
    service: str, path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    article = tmp_path / "a.txt"
    said = "Lurah Dian Pramudya tiba di Pasar Sukamaju pada Senin (1/9/2025)."
    article.write_text(f"Kabar\n\nJakarta - {said}\n", encoding="utf-8")
    table = tmp_path / "candidates.csv"
    run(capsys, "reconcile", path, "--service", service, "--format", "csv", "-o", table)
    ran = run(capsys, "build", article, "-o", tmp_path / "out", "--no-html", "--authority", table)
    assert ran.code == 3, "two candidates for one name are left"
    assert "Dian Pramudya is https://register.example/id/8 here and https://register.example/id/7 in" in ran.err
    kept = [line for line in table.read_text(encoding="utf-8").splitlines(keepends=True) if "/id/8" not in line]
    table.write_text("".join(kept), encoding="utf-8")
    assert run(capsys, "build", article, "-o", tmp_path / "out", "--no-html", "--authority", table).code == 0
    turtle = (tmp_path / "out" / "graph.ttl").read_text(encoding="utf-8")
    assert "owl:sameAs <https://register.example/id/7>" in turtle


def test_an_identifier_without_a_space_is_where_it_is_shown() -> None:
    manifest = {**MANIFEST, "identifierSpace": "urn-of-old", "view": {"url": "https://register.example/{{id}}.html"}}
    with served(Answers(manifest)) as url:
        assert Service(url).iri("7") == "https://register.example/7.html"


def test_no_address_in_the_library_either() -> None:
    with pytest.raises(InputError, match="is no address of a service"):
        Service("register.example")
