"""The page: what must not come out of it first, then what a reader finds in it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest
from pictures import BASE, EVENTS, HOSTILE, PREFIXES, STATEMENTS, Page, hostile_graph, sample, store

from kg.explorer import render
from kg.explorer.layout import place


@pytest.fixture(scope="module")
def page() -> Page:
    return Page(render(store(sample()), title="Contoh"))


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
    assert "Kcna" in quiet, "who is only quoted comes with the statements"
    assert not quiet & {"Vladimir Putin", "Dmitry Peskov", "Kremlin", "Pyongyang"}


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


def test_what_hangs_together_stands_apart_from_the_rest() -> None:
    star = [(0, i) for i in range(1, 30)]
    pairs = [(i, i + 1) for i in range(30, 60, 2)]
    positions = place([12.0] * 60, [*star, *pairs], [False] * 60)
    for a, b in pairs:
        nearest = min(abs(positions[a] - positions[i]) for i in range(60) if i not in (a, b))
        assert nearest > 24
        assert abs(positions[a] - positions[b]) < 60
    wide = max(abs(z.real) for z in positions[:30])
    assert not [i for i in range(30, 60) if abs(positions[i]) < wide / 2], "none stands inside the star"


@pytest.mark.parametrize("count", [0, 1, 2, 3, 4])
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


def test_of_a_built_graph_only_what_the_contract_knows_is_drawn() -> None:
    built = Path(__file__).parent.parent / "output" / "graph.ttl"
    data = Page(render(store(built.read_text(encoding="utf-8")), title="Contoh")).data
    assert {node["kind"] for node in data["nodes"]} <= {"person", "organisation", "place", "work", "event", "statement"}


def test_doubt_ties_and_copies_reach_the_panel() -> None:
    graph = (
        sample()
        + f"""
<{BASE}event/0> kg:conflictsWith <{BASE}event/1> . <{BASE}event/1> kg:conflictsWith <{BASE}event/0> .
<{BASE}statement/0> kg:conflictsWith <{BASE}statement/1> .
<{BASE}event/0> kg:fulfils <{BASE}event/6> ; kg:outletCount 2 .
<{BASE}person/xi-jinping> skos:closeMatch <http://www.wikidata.org/entity/Q15031> .
<{BASE}link/1> a kg:Link ; rdf:subject <{BASE}person/xi-jinping> ;
  rdf:object <http://www.wikidata.org/entity/Q15031> ; kg:linkConfidence 0.6 .
<{BASE}article/001> kg:nearCopyOf <{BASE}article/000> .
"""
    )
    page = Page(render(store(graph), title="Contoh"))
    assert page.fact("Meeting 0")["outlets"] == "2"
    ties = [edge for edge in page.data["edges"] if edge["kind"] == "link"]
    labels = [fact["label"] for fact in page.data["facts"]]
    told = [(labels[e["from"]], labels[e["to"]]) for e in ties if "mutual" not in e]
    assert told == [("Meeting 0", "Visit 6")]
    assert [labels[e["from"]] for e in ties if "mutual" in e] == ["Meeting 0", STATEMENTS[0][4]]
    assert page.fact("Xi Jinping")["close"] == [["http://www.wikidata.org/entity/Q15031", "0.6"]]
    assert [article.get("copies") for article in page.data["articles"]] == [None, [0], None]
