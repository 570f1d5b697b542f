"""The server's pages: strangers' words are inert, nothing is fetched from elsewhere, our IRIs lead somewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import httpx
import pyoxigraph as ox
import pytest
from servers import client

from kg.query.cookbook import load_cookbook

SEEDS = Path(__file__).parent.parent / "output" / "graph.ttl"
BASE = "https://w3id.org/kabar/id/"
HOSTILE = """
@base <https://w3id.org/kabar/id/> .
@prefix kg: <https://w3id.org/kabar/ontology#> .
@prefix schema: <https://schema.org/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
<person/x> a schema:Person ; rdfs:label "</script><script>probe()</script>"@id ;
    schema:jobTitle "\\"onmouseover=probe() x=\\""@id, "<img src=x onerror=probe()>"@id ;
    schema:url <javascript:probe()>, <data:text/html,probe> ; schema:affiliation <organization/y%22onclick=%22probe()> .
<organization/y%22onclick=%22probe()> rdfs:label "\\u202Eevil"@id .
"""
PAGES = ("/", "/id/person/vladimir-putin", "/id/article/absent")


@pytest.fixture(scope="module")
def seeds() -> Iterator[httpx.Client]:
    with client(SEEDS, language="en") as asking:
        yield asking


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    path = tmp_path_factory.mktemp("pages") / "hostile.ttl"
    path.write_text(HOSTILE, encoding="utf-8")
    with client(path) as asking:
        yield asking


class Elements(HTMLParser):
    """The elements of a page with their attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def attributes(self, name: str) -> list[str]:
        return [attributes[name] or "" for _, attributes in self.found if name in attributes]


def html(asking: httpx.Client, path: str) -> httpx.Response:
    return asking.get(path, headers={"Accept": "text/html"})


# -- what must not come out of them -----------------------------------------------------------------------------------


def test_strangers_words_are_inert(hostile: httpx.Client) -> None:
    page = html(hostile, "/id/person/x").text
    elements = Elements(page)
    assert "probe()" in page
    assert {tag for tag, _ in elements.found}.isdisjoint({"script", "img"})
    assert not [name for _, attributes in elements.found for name in attributes if name.startswith("on") or name == "x"]
    assert all(link.startswith(("/", "data:,", "http")) for link in elements.attributes("href"))
    (other,) = [link for link in elements.attributes("href") if link.startswith("/id/organization/")]
    assert html(hostile, other).status_code == 200
    assert "<script>" not in html(hostile, "/id/</h1><script>probe()</script>").text


@pytest.mark.parametrize("path", PAGES)
def test_nothing_is_fetched_from_elsewhere(seeds: httpx.Client, path: str) -> None:
    answer = html(seeds, path)
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; script-src 'self';")
    assert "http" not in policy
    loaded = [
        attributes.get("src") or attributes.get("href") or ""
        for tag, attributes in Elements(answer.text).found
        if tag in ("script", "link", "img") and ("src" in attributes or "href" in attributes)
    ]
    assert all(address.startswith(("/static/", "data:,")) for address in loaded)
    assert [seeds.get(address).status_code for address in loaded if address.startswith("/")].count(200) >= 1


# -- what is found in them --------------------------------------------------------------------------------------------


def test_the_page_to_ask_on_has_every_question(seeds: httpx.Client) -> None:
    page = html(seeds, "/").text
    assert re.findall(r'data-question="([^"]+)"', page) == list(load_cookbook())
    assert load_cookbook()["who-met-whom"].question in page


def test_a_thing_has_its_page(seeds: httpx.Client) -> None:
    page = html(seeds, "/id/person/vladimir-putin")
    assert page.status_code == 200
    assert '<h1 dir="auto">Vladimir Putin</h1>' in page.text
    assert "Presiden Rusia" in page.text
    assert 'href="http://www.wikidata.org/entity/Q7747"' in page.text
    links = [link for link in Elements(page.text).attributes("href") if link.startswith("/id/")]
    assert any(link.startswith("/id/event/") for link in links)
    assert {html(seeds, link).status_code for link in sorted(set(links))[::25]} == {200}


def test_every_passage_of_an_event_is_quoted(seeds: httpx.Client) -> None:
    query = "SELECT ?e ?words { ?e a kg:Meeting ; prov:wasDerivedFrom/nif:anchorOf ?words }"
    rows = seeds.get("/sparql", params={"query": query}).json()["results"]["bindings"]
    event = rows[0]["e"]["value"]
    page = html(seeds, "/id/" + event.removeprefix(BASE)).text
    assert all(row["words"]["value"] in page for row in rows if row["e"]["value"] == event)


@pytest.mark.parametrize(
    ("accept", "form"), [("text/turtle", ox.RdfFormat.TURTLE), ("application/ld+json", ox.RdfFormat.JSON_LD)]
)
def test_a_thing_as_triples(seeds: httpx.Client, accept: str, form: ox.RdfFormat) -> None:
    answer = seeds.get("/id/person/vladimir-putin", headers={"Accept": accept})
    described = list(ox.parse(answer.content, format=form))
    person = ox.NamedNode(f"{BASE}person/vladimir-putin")
    assert ox.NamedNode("https://schema.org/Person") in [quad.object for quad in described if quad.subject == person]
    assert person in [quad.object for quad in described]


def test_what_the_graph_does_not_know(seeds: httpx.Client) -> None:
    assert html(seeds, "/id/person/nobody").status_code == 404
    assert seeds.get("/id/person/nobody", headers={"Accept": "text/turtle"}).status_code == 404
    assert seeds.get("/id/person/vladimir-putin", headers={"Accept": "image/png"}).status_code == 406


def test_the_picture(seeds: httpx.Client) -> None:
    first, second = html(seeds, "/explorer"), html(seeds, "/explorer")
    assert first.status_code == 200
    assert first.text == second.text
    assert first.text.startswith("<!doctype html>")
    assert '<html lang="en"' in first.text
