"""Sending a graph to a store: what goes wrong first, then that all arrives once."""

from __future__ import annotations

import base64
import re
import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pyoxigraph as ox
import pytest
from commands import run

from kg.errors import InputError, OutputError
from kg.query import write_store
from kg.server.pushing import PASSWORD, Target, push

GRAPH = "".join(f'<http://a/{number}> <http://a/says> "é {number}"@id .\n' for number in range(10))


class Store(ThreadingHTTPServer):
    """A store that speaks the Graph Store Protocol, and refuses what it is told to."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.graphs: dict[str, set[str]] = {}
        self.requests: list[str] = []
        self.refuse_after = 1000
        self.status = 503
        self.password = ""

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/data"


class Handler(BaseHTTPRequestHandler):
    server: Store

    def do_POST(self) -> None:
        content = self.rfile.read(int(self.headers["Content-Length"]))
        password = base64.b64encode(f"me:{self.server.password}".encode()).decode()
        if self.server.password and self.headers.get("Authorization") != f"Basic {password}":
            self.answer(401, [("WWW-Authenticate", 'Basic realm="x"')])
        elif len(self.server.requests) >= self.server.refuse_after:
            self.answer(self.server.status, [("Location", "http://elsewhere.example/")], b"<p>too</p>\n  busy")
        else:
            query = parse_qs(urlsplit(self.path).query, keep_blank_values=True)
            graph = self.server.graphs.setdefault(query.get("graph", ["default"])[0], set())
            if self.command == "PUT":
                graph.clear()
            graph.update(str(quad.triple) for quad in ox.parse(content, format=ox.RdfFormat.N_TRIPLES))
            self.server.requests.append(self.command)
            self.answer(204)

    do_PUT = do_POST  # noqa: N815 -- the name that the class looks for

    def answer(self, status: int, headers: list[tuple[str, str]] | None = None, content: bytes = b"") -> None:
        self.send_response(status)
        for name, value in [*(headers or []), ("Content-Length", str(len(content)))]:
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


@pytest.fixture
def store() -> Iterator[Store]:
    with Store() as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def graph(tmp_path: Path) -> Path:
    path = tmp_path / "graph.nt"
    path.write_text(GRAPH, encoding="utf-8")
    return path


# -- what goes wrong --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "message"),
    [
        (403, r"does not allow this user to write \(403 Forbidden\)"),
        (404, r"has nothing there \(404 Not Found\)"),
        (405, "takes no graphs there"),
        (413, "too large"),
        (500, r"does not take the graph \(500: too busy\)\. Give --graph IRI"),
        (302, "has moved. Give --to http://elsewhere.example/"),
        (307, "has moved"),
    ],
)
def test_a_store_that_does_not_take_it(store: Store, graph: Path, status: int, message: str) -> None:
    store.refuse_after, store.status = 0, status
    with pytest.raises(OutputError) as caught:
        push(graph, Target(store.url))
    assert re.search(message, str(caught.value))
    assert "\n" not in str(caught.value)


def test_no_store_there(graph: Path) -> None:
    with pytest.raises(OutputError, match="cannot be reached"):
        push(graph, Target("http://127.0.0.1:9/data"))
    with pytest.raises(InputError, match="no address"):
        push(graph, Target("ftp://127.0.0.1/data"))


def test_a_store_that_does_not_answer(graph: Path) -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        with pytest.raises(OutputError, match=r"within 0\.1 seconds"):
            push(graph, Target(f"http://127.0.0.1:{silent.getsockname()[1]}/data", seconds=0.1))


def test_the_password_comes_from_the_environment(
    store: Store, graph: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    store.password = "secret"
    monkeypatch.delenv(PASSWORD, raising=False)
    ran = run(capsys, "push", graph, "--to", store.url)
    assert (ran.code, "--user" in ran.err, PASSWORD in ran.err) == (3, True, True)
    ran = run(capsys, "push", graph, "--to", store.url, "--user", "me")
    assert (ran.code, f"export {PASSWORD}" in ran.err) == (3, True)
    monkeypatch.setenv(PASSWORD, "wrong")
    assert run(capsys, "push", graph, "--to", store.url, "--user", "me").code == 3
    monkeypatch.setenv(PASSWORD, "secret")
    ran = run(capsys, "push", graph, "--to", store.url, "--user", "me")
    assert (ran.code, ran.out, ran.err) == (0, "", f"kg: 10 triples in 1 batch: {store.url}\n")


# -- what arrives -----------------------------------------------------------------------------------------------------


def test_all_triples_arrive_in_batches(store: Store, graph: Path) -> None:
    steps: list[tuple[int, int]] = []
    sent = push(graph, Target(store.url, batch=4), lambda done, total: steps.append((done, total)))
    assert sent == (10, 3, 0)
    assert steps == [(1, 3), (2, 3), (3, 3)]
    assert {f"{line} .\n" for line in store.graphs["default"]} == set(GRAPH.splitlines(keepends=True))
    assert [path.name for path in graph.parent.iterdir()] == ["graph.nt"]


def test_it_goes_on_where_it_stopped(store: Store, graph: Path) -> None:
    store.refuse_after = 2
    with pytest.raises(OutputError):
        push(graph, Target(store.url, batch=3))
    store.refuse_after = 1000
    assert push(graph, Target(store.url, batch=3)) == (10, 4, 2)
    assert len(store.requests) == 4
    assert len(store.graphs["default"]) == 10


def test_a_graph_that_has_changed_is_sent_from_the_beginning(store: Store, graph: Path) -> None:
    store.refuse_after = 2
    with pytest.raises(OutputError):
        push(graph, Target(store.url, batch=3, replace=True))
    store.refuse_after = 1000
    graph.write_text(GRAPH.replace("http://a/0", "http://b/0"), encoding="utf-8")
    assert push(graph, Target(store.url, batch=3, replace=True)).skipped == 0
    assert len(store.graphs["default"]) == 10


def test_replacing(store: Store, graph: Path) -> None:
    store.graphs["default"] = {"old"}
    push(graph, Target(store.url, batch=3))
    assert len(store.graphs["default"]) == 11
    push(graph, Target(store.url, batch=3, replace=True))
    assert len(store.graphs["default"]) == 10
    assert store.requests[4:] == ["PUT", "POST", "POST", "POST"]


def test_named_graphs_keep_their_names_unless_one_takes_all(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "graphs.nq"
    path.write_text("".join(f'<http://a/s> <http://a/p> "{n}" <http://g/{n}&x> .\n' for n in "12"), encoding="utf-8")
    push(path, Target(store.url))
    assert {name: len(triples) for name, triples in store.graphs.items()} == {"http://g/1&x": 1, "http://g/2&x": 1}
    push(path, Target(f"{store.url}?db=1", graph="http://g/all"))
    assert len(store.graphs["http://g/all"]) == 2


def test_blank_nodes_stay_one_across_batches(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "graph.ttl"
    path.write_text("@prefix a: <http://a/> . a:s a:p [ a:q 1, 2, 3 ] .", encoding="utf-8")
    push(path, Target(store.url, batch=1))
    assert len({triple.split()[0] for triple in store.graphs["default"]}) == 2
    write_store([path], tmp_path / "store")
    with pytest.raises(InputError, match="blank nodes"):
        push(tmp_path / "store", Target(store.url))


def test_a_store_on_disk(store: Store, graph: Path, tmp_path: Path) -> None:
    write_store([graph], tmp_path / "store")
    assert push(tmp_path / "store", Target(store.url)) == (10, 1, 0)
