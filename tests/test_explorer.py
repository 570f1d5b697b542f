"""The page: what must not come out of it first, then what a reader finds in it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from kg.explorer import render
from kg.explorer.layout import place

SEEDS = Path(__file__).parent.parent / "seeds"
BASE = "https://w3id.org/kabar/id/"
PREFIXES = """
@prefix kg: <https://w3id.org/kabar/ontology#> .
@prefix schema: <https://schema.org/> .
@prefix sem: <http://semanticweb.cs.vu.nl/2009/11/sem/> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix nif: <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#> .
@prefix itsrdf: <http://www.w3.org/2005/11/its/rdf#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
"""

# -- a graph of about sixty nodes, by the contract -------------------------------------------------------------------

ARTICLES = {
    "000": ("000_4a136c2b2b479954.txt", "Mesranya Putin Sambut Kim Jong Un", "detikcom", "2023-09-20T20:02:00+07:00"),
    "001": ("001_93b805c4241bebdd.txt", "Putin dan Kim Jong-Un Saling Beri Senapan", "republika", None),
    "002": ("002_c9a99bb9cf7fcc49.txt", "Makan Malam dengan Kim Jong Un", "detikcom", "2023-09-13T17:53:00+07:00"),
}
ENTITIES = {
    "Person": "vladimir-putin kim-jong-un dmitry-peskov sergey-lavrov sergei-shoigu xi-jinping",
    "Organization": "kremlin kcna tass afp reuters detikcom republika mahkamah-pidana-internasional",
    "Country": "rusia korea-utara china ukraina amerika-serikat",
    "Place": "kosmodrom-vostochny pyongyang moskow beijing amur vladivostok",
    "CreativeWork": "forum-belt-and-road",
}
# class, roles, day, modality, (article, words that say so)
EVENTS = [
    ("Meeting", "participant vladimir-putin kim-jong-un;hasPlace kosmodrom-vostochny", "2023-09-13", "Asserted",
     ("000", "Keduanya melakukan pembicaraan tatap muka pada Rabu (13/9)")),
    ("Greeting", "agent vladimir-putin;patient kim-jong-un", "2023-09-13", "Asserted",
     ("000", "Presiden Rusia Vladimir Putin menyambut kedatangan Presiden Korea Utara Kim Jong Un")),
    ("Invitation", "agent kim-jong-un;recipient vladimir-putin;destination korea-utara", "2023-09-13", "Asserted",
     ("001", "Kim pun sudah mengundang Putin")),
    ("Acceptance", "agent vladimir-putin", "2023-09-13", "Asserted", ("001", "Putin pun telah menerima undangan Kim")),
    ("Visit", "agent vladimir-putin;destination china", "2023-10", "Planned",
     ("000", "Putin lalu akan berkunjung ke China")),
    ("Visit", "agent sergey-lavrov;destination pyongyang", "2023-10", "Planned",
     ("001", "Sergey Lavrov akan mengunjungi Pyongyang pada Oktober mendatang")),
    ("Visit", "agent vladimir-putin;destination korea-utara", None, "Planned",
     ("001", "Putin akan melakukan lawatan ke Pyongyang")),
    ("Giving", "agent vladimir-putin;recipient kim-jong-un", "2023-09-13", "Asserted",
     ("001", "Putin juga menghadiahi Kim sarung tangan astronaut")),
    ("Giving", "agent kim-jong-un;recipient vladimir-putin", "2023-09-13", "Asserted",
     ("000", "dibalas oleh Kim Jong Un dengan memberikan senapan produksi Pyongyang")),
    ("Agreement", "participant vladimir-putin kim-jong-un", None, "Alleged",
     ("000", "spekulasi mereka menyetujui kesepakatan senjata")),
    ("Banquet", "agent vladimir-putin;recipient kim-jong-un", None, "Asserted",
     ("002", "dia menjamu pemimpin negara itu, Kim Jong Un, dalam makan malam kenegaraan")),
    ("Attendance", "agent sergey-lavrov sergei-shoigu", None, "Denied", ("002", "Sergei Shoigu duduk di sampingnya")),
    ("Invasion", "agent rusia;patient ukraina", "2022", "Asserted", ("002", "invasinya ke wilayah Ukraina")),
    ("Aid", "agent rusia;recipient korea-utara", None, "Planned", ("000", "Korut juga menginginkan bantuan Moskow")),
]  # fmt: skip
STATEMENTS = [
    ("dmitry-peskov", "true", "tass", "001", "Putin memberi (Kim) senapan produksi kami dengan kualitas terbaik"),
    ("kcna", "true", "afp", "000", "Kim Jong Un mengundang Putin untuk mengunjungi DPRK"),
    ("vladimir-putin", "false", None, "002", "dirinya senang bisa bertemu langsung dengannya"),
]


@dataclass
class Sample:
    """Turtle of the sample, with the passages cut from the seeds themselves."""

    lines: list[str] = field(default_factory=list)

    def name(self, article: str, start: int, end: int, text: str, entity: str = "") -> str:
        iri = f"<{BASE}article/{article}#char={start},{end}>"
        names = f" ; itsrdf:taIdentRef {entity}" if entity else ""
        self.lines.append(
            f"{iri} a nif:String ; nif:referenceContext <{BASE}article/{article}> ; nif:beginIndex {start} ;"
            f" nif:endIndex {end} ; nif:anchorOf {quoted(text)}@id{names} ."
        )
        return iri

    def passage(self, article: str, words: str) -> str:
        """The words, and the whole line they stand in."""
        text = (SEEDS / ARTICLES[article][0]).read_text(encoding="utf-8")
        start = text.index(words)
        line = text.rfind("\n", 0, start) + 1, text.index("\n", start)
        self.name(article, *line, text[slice(*line)])
        return self.name(article, start, start + len(words), words)


def quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def entity(name: str) -> str:
    kind = next(kind for kind, names in ENTITIES.items() if name in names.split())
    return f"<{BASE}{kind.lower()}/{name}>"


def sample() -> str:
    made = Sample()
    for kind, names in ENTITIES.items():
        for name in names.split():
            label = name.replace("-", " ").title()
            made.lines.append(f"{entity(name)} a schema:{kind} ; rdfs:label {quoted(label)}@id .")
    for article, (file, headline, publisher, published) in ARTICLES.items():
        when = f"; schema:datePublished {quoted(published)} " if published else ""
        made.lines.append(
            f"<{BASE}article/{article}> a schema:NewsArticle ; schema:headline {quoted(headline)}@id ;"
            f" dcterms:source {quoted(file)} {when}; schema:publisher {entity(publisher)} ;"
            f" schema:mentions {entity('amur')} ."
        )
    for at, (kind, roles, day, modality, said) in enumerate(EVENTS):
        facts = [f"<{BASE}event/{at}> a kg:Event ; sem:eventType kg:{kind} ; rdfs:label {quoted(f'{kind} {at}')}@id"]
        for role in roles.split(";"):
            property_, *names = role.split()
            prefix = "sem" if property_ == "hasPlace" else "kg"
            facts.append(f"{prefix}:{property_} {', '.join(map(entity, names))}")
        if day:
            facts.append(f"sem:hasTimeStamp {quoted(day)}")
        facts.append(f"kg:modality kg:{modality} ; kg:confidence 0.9 ; prov:wasDerivedFrom {made.passage(*said)} .")
        made.lines.append(" ; ".join(facts))
    for at, (speaker, direct, credited, article, words) in enumerate(STATEMENTS):
        by = f"kg:reportedBy {entity(credited)} ; " if credited else ""
        made.lines.append(
            f"<{BASE}statement/{at}> a kg:Statement ; kg:speaker {entity(speaker)} ; schema:text {quoted(words)}@id ;"
            f" {by}kg:direct {direct} ; prov:wasDerivedFrom {made.passage(article, words)} ."
        )
    post = made.passage("000", "juru bicara Kremlin Dmitry Peskov")
    peskov, site, country = entity("dmitry-peskov"), entity("kosmodrom-vostochny"), entity("rusia")
    made.lines.append(
        f"<{BASE}position/1> a org:Membership ; org:member {peskov} ; org:organization {entity('kremlin')} ;"
        f' kg:title "juru bicara"@id ; prov:wasDerivedFrom {post} .'
    )
    seen = made.passage("002", "Kosmodrom Vostochny Rusia")
    made.lines.append(
        f"{site} schema:containedInPlace {country} . <{BASE}relation/1> a rdf:Statement ; rdf:subject {site} ;"
        f" rdf:predicate schema:containedInPlace ; rdf:object {country} ; prov:wasDerivedFrom {seen} ."
    )
    text = (SEEDS / ARTICLES["000"][0]).read_text(encoding="utf-8")
    start = text.index("Vladimir Putin menyambut")
    made.name("000", start, start + 14, "Vladimir Putin", entity("vladimir-putin"))
    return PREFIXES + "\n".join(made.lines)


def store(turtle: str) -> ox.Store:
    graph = ox.Store()
    graph.load(turtle.encode(), format=ox.RdfFormat.TURTLE)
    return graph


# -- reading the page back -------------------------------------------------------------------------------------------


class Page(HTMLParser):
    """What a browser would make of the page: its elements, and the text of each script."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.html = html
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.scripts: list[tuple[dict[str, str | None], str]] = []
        self.outside = ""
        self._open = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in ("meta", "input", "br", "link", "img"):
            self._open = tag

    def handle_endtag(self, tag: str) -> None:
        self._open = ""

    def handle_data(self, data: str) -> None:
        if self._open == "script":
            self.scripts.append((self.elements[-1][1], data))
        elif self._open != "style":
            self.outside += data

    @property
    def data(self) -> dict[str, Any]:
        (island,) = [text for attrs, text in self.scripts if attrs.get("id") == "graph"]
        found: dict[str, Any] = json.loads(island)
        return found

    def fact(self, label: str) -> dict[str, Any]:
        (found,) = [fact for fact in self.data["facts"] if fact["label"] == label]
        return dict(found)

    def node(self, label: str) -> dict[str, Any]:
        (at,) = [at for at, fact in enumerate(self.data["facts"]) if fact["label"] == label]
        (node,) = [node for node in self.data["nodes"] if node["id"] == at]
        return dict(node)


@pytest.fixture(scope="module")
def page() -> Page:
    return Page(render(store(sample()), title="Contoh"))


HOSTILE = [
    "<script>window.hit=1</script>",
    "</script><script>window.hit=1</script>",
    "<!--<script>",
    '"><img src=x onerror="window.hit=1">',
    "javascript:window.hit=1",
    "'quotes' & \"more\" \\ \u2028",
    "\u202egnol\u2066",
    "{{ 7 * 7 }}{% raw %}",
    "x" * 10_000,
]


def hostile_graph(label: str) -> str:
    text = quoted(label)
    return (
        PREFIXES
        + f"""
<{BASE}person/x> a schema:Person ; rdfs:label {text}@id ; skos:altLabel {text}@id ; owl:sameAs <javascript:alert(1)> .
<{BASE}event/x> a kg:Event ; sem:eventType kg:Meeting ; kg:participant <{BASE}person/x> ; rdfs:label {text}@id ;
  kg:theme {text}@id ; sem:hasTimeStamp {text} ; kg:modality kg:Planned ;
  prov:wasDerivedFrom <{BASE}article/x#char=0,9> .
<{BASE}article/x> a schema:NewsArticle ; schema:headline {text}@id ; schema:url <javascript:alert(2)> ;
  dcterms:source {text} .
<{BASE}article/x#char=0,9> a nif:String ; nif:referenceContext <{BASE}article/x> ;
  nif:beginIndex 0 ; nif:anchorOf {text}@id .
<{BASE}statement/x> a kg:Statement ; kg:speaker <{BASE}person/x> ; schema:text {text}@id .
"""
    )


@pytest.fixture(scope="module", params=HOSTILE, ids=range(len(HOSTILE)))
def hostile(request: pytest.FixtureRequest) -> tuple[str, Page]:
    return request.param, Page(render(store(hostile_graph(request.param)), title=request.param))


# -- what must not happen --------------------------------------------------------------------------------------------


def test_no_element_of_the_page_points_anywhere(page: Page) -> None:
    pointers = {"src", "href", "action", "data", "srcset", "poster"}
    pointing = [(tag, name) for tag, attrs in page.elements for name in attrs if name in pointers]
    assert pointing == []


def test_the_page_forbids_requests_and_scripts_without_its_nonce(page: Page) -> None:
    (policy,) = [a["content"] or "" for t, a in page.elements if a.get("http-equiv") == "Content-Security-Policy"]
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    nonce = rules["script-src"].removeprefix("'nonce-").removesuffix("'")
    assert rules["default-src"] == "'none'"
    assert len(nonce) == 32
    running = [attrs for attrs, _ in page.scripts if attrs.get("type") != "application/json"]
    assert [attrs["nonce"] for attrs in running] == [nonce, nonce]


def test_no_label_adds_an_element(hostile: tuple[str, Page], page: Page) -> None:
    _, drawn = hostile
    assert [tag for tag, _ in drawn.elements] == [tag for tag, _ in page.elements]
    assert not [name for _, attrs in drawn.elements for name in attrs if name.startswith("on")]


def test_a_label_comes_back_from_the_data_as_it_went_in(hostile: tuple[str, Page]) -> None:
    label, drawn = hostile
    labels = {fact["iri"].removeprefix(BASE): fact["label"] for fact in drawn.data["facts"]}
    assert labels == {"person/x": label, "event/x": label, "statement/x": label}


def test_a_label_stands_nowhere_outside_the_data_but_in_the_heading(hostile: tuple[str, Page]) -> None:
    label, drawn = hostile
    assert drawn.outside.count(label) == 2  # <title> and <h1>


def test_a_label_on_the_canvas_is_short(hostile: tuple[str, Page]) -> None:
    _, drawn = hostile
    assert all(len(node["label"]) <= 48 for node in drawn.data["nodes"])


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(ValueError, match=r"'xx'.*en, id"):
        render(ox.Store(), title="Kosong", language="xx")


def test_an_empty_graph_is_an_empty_page() -> None:
    drawn = Page(render(ox.Store(), title="Kosong"))
    assert (drawn.data["nodes"], drawn.data["edges"]) == ([], [])


# -- what a reader finds ---------------------------------------------------------------------------------------------


def test_only_what_happened_is_drawn_as_having_happened(page: Page) -> None:
    drawn = {fact["label"]: fact["modality"] for fact in page.data["facts"] if "modality" in fact}
    assert drawn == {f"{kind} {at}": modality for at, (kind, _, _, modality, _) in enumerate(EVENTS)}
    assert page.node("Visit 4")["modality"] == "Planned"


def test_an_event_stands_among_its_participants(page: Page) -> None:
    meeting = page.node("Meeting 0")["id"]
    around = {(page.data["facts"][e["to"]]["label"], e["role"]) for e in page.data["edges"] if e["from"] == meeting}
    assert around == {("Vladimir Putin", "peserta"), ("Kim Jong Un", "peserta"), ("Kosmodrom Vostochny", "tempat")}


@pytest.mark.parametrize(("language", "role"), [("id", "pelaku"), ("en", "agent")])
def test_roles_and_classes_speak_the_language_of_the_page(language: str, role: str) -> None:
    drawn = Page(render(store(sample()), title="Contoh", language=language))
    greeting = drawn.node("Greeting 1")["id"]
    assert role in {edge["role"] for edge in drawn.data["edges"] if edge["from"] == greeting}
    assert (drawn.fact("Meeting 0")["class"] == "Meeting") is (language == "en")
    assert drawn.elements[0] == ("html", {"lang": language})


def test_a_passage_is_shown_in_its_sentence_with_the_names_in_it(page: Page) -> None:
    (at,) = page.fact("Greeting 1")["passages"]
    passage = page.data["passages"][at]
    inside = "".join(text for text, is_inside, _ in passage["words"] if is_inside)
    named = {text: page.data["facts"][node]["label"] for text, _, node in passage["words"] if node >= 0}
    assert inside == "Presiden Rusia Vladimir Putin menyambut kedatangan Presiden Korea Utara Kim Jong Un"
    assert "".join(text for text, _, _ in passage["words"]).endswith("saling tukar hadiah.")
    assert named == {"Vladimir Putin": "Vladimir Putin"}
    assert page.data["articles"][passage["article"]] == {
        "headline": "Mesranya Putin Sambut Kim Jong Un",
        "publisher": "Detikcom",
        "published": "2023-09-20T20:02:00+07:00",
        "file": "000_4a136c2b2b479954.txt",
    }


def test_positions_and_relations_are_edges_with_their_passages(page: Page) -> None:
    labels = [fact["label"] for fact in page.data["facts"]]
    told = [edge for edge in page.data["edges"] if "passages" in edge]
    found = {(labels[edge["from"]], edge["role"], labels[edge["to"]], len(edge["passages"])) for edge in told}
    assert ("Dmitry Peskov", "juru bicara", "Kremlin", 1) in found
    assert {(a, b) for a, _, b, _ in found} == {("Dmitry Peskov", "Kremlin"), ("Kosmodrom Vostochny", "Rusia")}


def test_what_is_only_mentioned_is_quiet(page: Page) -> None:
    quiet = {node["label"] for node in page.data["nodes"] if node.get("quiet")}
    assert quiet >= {"Amur", "Detikcom", "Beijing"}
    assert not quiet & {"Vladimir Putin", "Dmitry Peskov", "Kremlin", "Kcna", "Pyongyang"}


# -- the same every time ---------------------------------------------------------------------------------------------


def test_the_same_graph_gives_the_same_bytes_whatever_the_order(page: Page) -> None:
    quads = sorted(store(sample()), key=str, reverse=True)
    assert render(quads, title="Contoh") == page.html


def test_the_hash_seed_does_not_show(tmp_path: Path) -> None:
    graph = tmp_path / "graph.ttl"
    graph.write_text(hostile_graph("x"), encoding="utf-8")
    code = (
        "import hashlib, sys, pyoxigraph as ox\nfrom kg.explorer import render\n"
        "print(hashlib.sha256(render(list(ox.parse(path=sys.argv[1])), title='x').encode()).hexdigest())"
    )
    seen = set()
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        ran = subprocess.run([sys.executable, "-c", code, str(graph)], env=environment, capture_output=True, check=True)
        seen.add(ran.stdout)
    assert len(seen) == 1


def test_pyvis_keeps_what_its_import_puts_off() -> None:
    """In a fresh process: nothing is imported for the page alone, and pyvis still does all that it can."""
    script = """
import sys
from kg.explorer.page import _pyvis_network

Network = _pyvis_network()
print([name for name in ("IPython", "jsonpickle", "networkx") if name in sys.modules])
import networkx

network = Network()
network.from_nx(networkx.path_graph(3))
print(len(network.nodes), network.to_json(max_depth=1)[:1])
"""
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert ran.stdout.splitlines() == ["[]", "3 {"]


def test_another_word_gives_another_nonce(page: Page) -> None:
    other = Page(render(store(sample()), title="Contoh lain"))
    nonces = {attrs["nonce"] for drawn in (page, other) for attrs, _ in drawn.scripts if "nonce" in attrs}
    assert len(nonces) == 2


# -- in a browser ----------------------------------------------------------------------------------------------------

Visit = Callable[[str], Any]


@pytest.fixture(scope="module")
def visit(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visit]:
    """Opens a page in Chromium; what it logs, throws or asks of the network is in its ``troubles``."""
    playwright = pytest.importorskip("playwright.sync_api", reason="needs the package playwright")
    chromium = shutil.which("chromium")
    if not chromium:
        pytest.skip("needs the browser chromium on the path")
    with (
        playwright.sync_playwright() as driver,
        driver.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"]) as browser,
    ):

        def open_page(html: str) -> Any:
            file = tmp_path_factory.mktemp("page") / "graph.html"
            file.write_text(html, encoding="utf-8")
            window = browser.new_page(viewport={"width": 1400, "height": 900})
            window.troubles = []
            window.on("console", lambda message: window.troubles.append(message.text))
            window.on("pageerror", lambda error: window.troubles.append(str(error)))
            window.on("request", lambda request: window.troubles.append(request.url))
            window.goto(file.as_uri())
            window.troubles.remove(file.as_uri())
            return window

        yield open_page


def test_hostile_labels_do_nothing_in_a_browser(visit: Visit, hostile: tuple[str, Page]) -> None:
    label, drawn = hostile
    window = visit(drawn.html)
    for at in range(3):
        window.evaluate("at => kabar.select(at)", at)
        assert window.locator("#panel a").count() == 0
    window.fill("#search", label[:60])
    assert window.evaluate("window.hit") is None
    assert window.troubles == []


def test_a_name_is_found_and_its_events_lead_to_their_sentences(visit: Visit, page: Page) -> None:
    window = visit(page.html)
    window.keyboard.press("/")
    window.keyboard.type("lavrov")
    window.keyboard.press("Enter")
    assert window.inner_text("#panel h2") == "Sergey Lavrov"
    window.click("text=Visit 5")
    assert "Direncanakan" in window.inner_text("#panel")
    assert window.inner_text("#panel mark") == "Sergey Lavrov akan mengunjungi Pyongyang pada Oktober mendatang"
    assert window.troubles == []


def test_the_legend_hides_what_did_not_happen(visit: Visit, page: Page) -> None:
    window = visit(page.html)
    before = window.evaluate("kabar.visible()")
    window.click("#legend label:has-text('Direncanakan')")
    after = window.evaluate("kabar.visible()")
    gone = {page.data["facts"][at].get("modality", "entity") for at in set(before) - set(after)}
    assert "Planned" in gone
    assert not gone & {"Asserted", "Alleged", "Denied"}
    assert window.troubles == []


# -- where the nodes stand -------------------------------------------------------------------------------------------


def test_no_two_nodes_stand_on_each_other(page: Page) -> None:
    placed = [n for n in page.data["nodes"] if n["kind"] not in ("statement",) and not n.get("quiet")]
    near = [
        (a["label"], b["label"])
        for i, a in enumerate(placed)
        for b in placed[:i]
        if abs(complex(a["x"] - b["x"], a["y"] - b["y"])) < a["size"] + b["size"] + 8
    ]
    assert near == []


def test_linked_nodes_are_nearer_than_others() -> None:
    chain = [(i, i + 1) for i in range(19)]
    positions = place([10.0] * 20, chain, [False] * 20)
    linked = sum(abs(positions[a] - positions[b]) for a, b in chain) / 19
    others = [abs(positions[a] - positions[b]) for a in range(20) for b in range(a - 1)]
    assert linked < 0.5 * sum(others) / len(others)


@pytest.mark.parametrize("count", [0, 1, 2])
def test_tiny_graphs_have_places_too(count: int) -> None:
    assert len(place([10.0] * count, [], [False] * count)) == count


def test_a_large_graph_opens_on_its_best_connected_part() -> None:
    lines = [f"<{BASE}place/hub> a schema:Place ; rdfs:label 'Pusat' ."]
    for i in range(2100):
        role = f"sem:hasPlace <{BASE}place/hub> ;" if i < 1500 else ""
        lines.append(f"<{BASE}event/{i}> a kg:Event ; {role} sem:eventType kg:Meeting ; rdfs:label 'Rapat {i}' .")
    data = Page(render(store(PREFIXES + "\n".join(lines)), title="Besar")).data
    labels = [fact["label"] for fact in data["facts"]]
    shown = {labels[node["id"]] for node in data["nodes"]}
    assert len(labels) == 2101
    assert len(shown) == 800
    assert "Pusat" in shown
    assert "Rapat 1900" not in shown
    assert len(data["laterNodes"]) == 1301
    assert len(data["edges"]) + len(data["laterEdges"]) == 1500
