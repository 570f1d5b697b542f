"""The page in a real browser: it asks nothing of anybody, nothing in it runs, and every control does what it says."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pictures import BASE, HOSTILE, PREFIXES, Page, hostile_graph, quoted, sample, store

from kg.explorer import render

playwright = pytest.importorskip("playwright.sync_api", reason="needs the package playwright: pip install '.[test]'")
CHROMIUM = shutil.which("chromium")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="needs the browser chromium on the path")

Visit = Callable[[str], Any]
Window = Any
"""A page of Playwright; ``troubles`` is what it logged, threw or asked of the network."""


@pytest.fixture(scope="module")
def visit(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visit]:
    """Opens a page in the one browser of these tests."""
    with (
        playwright.sync_playwright() as driver,
        driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]) as browser,
    ):
        context = browser.new_context(viewport={"width": 1400, "height": 900}, reduced_motion="reduce")

        def open_page(html: str) -> Window:
            file = tmp_path_factory.mktemp("page") / "graph.html"
            file.write_text(html, encoding="utf-8")
            window = context.new_page()
            window.set_default_timeout(60_000)
            window.troubles = []
            window.on("console", lambda message: window.troubles.append(message.text))
            window.on("pageerror", lambda error: window.troubles.append(str(error)))
            window.address = file.as_uri()
            own = (window.address, "data:", "blob:")
            window.on("request", lambda request: request.url.startswith(own) or window.troubles.append(request.url))
            window.goto(window.address)
            return window

        yield open_page


@pytest.fixture(scope="module")
def page() -> Page:
    return Page(render(store(sample()), title="Contoh"))


@pytest.fixture(scope="module")
def opened(visit: Visit, page: Page) -> Window:
    return visit(page.html)


@pytest.fixture
def window(opened: Window) -> Iterator[Window]:
    """The sample's page, as if just opened; afterwards there may have been no trouble."""
    opened.goto(opened.address)
    opened.troubles.clear()
    yield opened
    assert opened.troubles == []


def seen(window: Window) -> set[str]:
    """Labels of what is drawn."""
    return set(window.evaluate("kabar.visible().map(id => kabar.data.facts[id].label)"))


def number(window: Window, label: str) -> int:
    found: int = window.evaluate("label => kabar.data.facts.findIndex(fact => fact.label === label)", label)
    assert found >= 0
    return found


def choose(window: Window, label: str) -> None:
    window.evaluate("id => kabar.select(id, { centre: true })", number(window, label))


def search(window: Window, words: str) -> None:
    window.keyboard.press("/")
    window.keyboard.type(words)


# -- what must not happen ---------------------------------------------------------------------------------------------


def test_hostile_labels_do_nothing(visit: Visit) -> None:
    graph = "".join(hostile_graph(label).replace("/x", f"/{at}") for at, label in enumerate(HOSTILE))
    graph = PREFIXES + "\n".join(line for line in graph.split("\n") if not line.startswith("@prefix"))
    window = visit(render(store(graph), title=HOSTILE[1]))
    for at in range(window.evaluate("kabar.data.facts.length")):
        window.evaluate("at => kabar.select(at)", at)
        assert window.locator("#panel a").count() == 0
    window.evaluate("kabar.showPath(0, 1)")
    for label in HOSTILE:
        window.fill("#search", label[:60])
    window.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert window.locator("#printed script").count() == 0
    assert window.evaluate("window.hit") is None
    assert window.evaluate("document.images.length + document.scripts.length") == 3
    assert window.troubles == []


def test_hostile_words_of_a_graph_by_others_do_nothing(visit: Visit) -> None:
    names = (*HOSTILE, "constructor", "__proto__", "months")
    lines = ["@prefix : <http://a.example/> ."]
    for at, name in enumerate(names):
        lines.append(f":n{at} a :C{at} ; rdfs:label {quoted(name)} ; :p {quoted(name)} ; :l{at} :n{at + 1} .")
        lines.append(f":C{at} rdfs:label {quoted(name)} . :l{at} rdfs:label {quoted(name)} .")
    window = visit(render(store(PREFIXES + "\n".join(lines)), title="Asing"))
    for at in range(window.evaluate("kabar.data.facts.length")):
        window.evaluate("at => kabar.select(at)", at)
        assert window.locator("#panel a").count() == 0
    window.evaluate("kabar.data.edges.forEach(edge => kabar.selectEdge(edge.id))")
    assert window.evaluate("window.hit") is None
    assert window.evaluate("document.images.length + document.scripts.length") == 3
    assert window.troubles == []


def test_a_script_that_is_put_in_later_does_not_run_and_nothing_can_be_fetched(visit: Visit, page: Page) -> None:
    window = visit(page.html)
    window.evaluate("document.body.append(Object.assign(document.createElement('script'), {textContent: 'hit = 1'}))")
    fetched = window.evaluate("fetch('https://example.org/').then(() => 'fetched', () => 'refused')")
    assert (window.evaluate("window.hit"), fetched) == (None, "refused")
    assert all("Content Security Policy" in trouble or "Fetch API" in trouble for trouble in window.troubles)


def test_an_empty_graph_opens_without_trouble(visit: Visit) -> None:
    assert visit(render([], title="Kosong")).troubles == []


# -- search -----------------------------------------------------------------------------------------------------------


def test_a_name_is_found_and_its_events_lead_to_their_sentences(window: Window) -> None:
    search(window, "lavrov")
    window.keyboard.press("Enter")
    assert window.inner_text("#panel h2") == "Sergey Lavrov"
    window.click("text=Visit 5")
    assert "Direncanakan" in window.inner_text("#panel")
    assert window.inner_text("#panel mark") == "Sergey Lavrov akan mengunjungi Pyongyang pada Oktober mendatang"
    window.click("text=← Kembali")
    assert window.inner_text("#panel h2") == "Sergey Lavrov"


def test_a_name_is_completed(window: Window) -> None:
    search(window, "vlad")
    window.keyboard.press("Tab")
    assert window.input_value("#search") == "Vladimir Putin"
    window.keyboard.press("Escape")
    assert window.locator("#results").is_hidden()


# -- filters ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("row", "gone", "kept"),
    [
        ("Direncanakan", {"Visit 4", "Aid 13"}, {"Meeting 0", "Agreement 9", "Vladimir Putin"}),
        ("Pergerakan", {"Visit 4", "Visit 5"}, {"Meeting 0", "Invitation 2", "Invasion 12"}),
        ("Tempat", {"Rusia", "Pyongyang"}, {"Meeting 0", "Kremlin"}),
        ("Republika", {"Invitation 2", "Visit 5"}, {"Meeting 0", "Banquet 10"}),
    ],
)
def test_a_row_of_the_legend_hides_what_it_counts(window: Window, row: str, gone: set[str], kept: set[str]) -> None:
    assert gone | kept <= seen(window)
    window.click(f"#legend label:has-text('{row}') >> nth=0")
    assert not gone & seen(window)
    assert kept <= seen(window)
    window.click("#legend .reset")
    assert gone | kept <= seen(window)


def test_a_class_can_be_hidden_without_its_group_and_counts_follow(window: Window) -> None:
    window.click("#legend button[aria-label='Jenis dalam Diplomasi']")
    window.click("#legend .classes label:has-text('Undangan')")
    assert "Invitation 2" not in seen(window)
    assert "Acceptance 3" in seen(window)
    assert window.inner_text("#legend label:has-text('Diplomasi') .count") == "4/5"


def test_the_confidence_slider_hides_what_is_less_sure(visit: Visit) -> None:
    window = visit(render(store(sample().replace("kg:confidence 0.9", "kg:confidence 0.6", 1)), title="Contoh"))
    assert "Meeting 0" in seen(window)
    window.focus("#least")
    for _ in range(14):
        window.keyboard.press("ArrowRight")
    assert "70" in window.inner_text("#legend .confidence output")
    assert "Meeting 0" not in seen(window)
    assert "Greeting 1" in seen(window)
    assert window.troubles == []


def test_the_timeline_keeps_what_happened_in_the_range(window: Window) -> None:
    box = window.locator(".bars i").last.bounding_box()
    window.mouse.move(box["x"] + 4, box["y"] + box["height"] - 2)
    window.mouse.down()
    window.mouse.up()
    assert {"Visit 4", "Visit 5"} <= seen(window)
    assert not {"Meeting 0", "Banquet 10"} & seen(window)
    assert window.inner_text("#timeline output") == "Oktober 2023"
    window.click("#timeline button")
    assert "Banquet 10" in seen(window)


def test_who_is_quoted_comes_with_what_it_says(window: Window) -> None:
    assert "Kcna" not in seen(window)
    choose(window, "Kim Jong Un mengundang Putin untuk mengunjungi DPRK")
    assert "Kcna" in seen(window)


def test_statements_and_what_is_only_mentioned_come_when_asked_for(window: Window) -> None:
    assert "Amur" not in seen(window)
    window.click("#legend label:has-text('Hanya disebut')")
    window.click("#legend label:has-text('Pernyataan')")
    assert {"Amur", "Kim Jong Un mengundang Putin untuk mengunjungi DPRK"} <= seen(window)


# -- neighbourhood, path, folded events --------------------------------------------------------------------------------


def test_a_neighbourhood_grows_by_steps(window: Window) -> None:
    choose(window, "Dmitry Peskov")
    window.focus("#picture")
    window.keyboard.press("Enter")
    assert seen(window) == {"Dmitry Peskov", "Kremlin"}
    window.evaluate("kabar.focusOn(kabar.data.facts.findIndex(f => f.label === 'Sergey Lavrov'))")
    nearest = seen(window)
    assert nearest == {"Sergey Lavrov", "Sergei Shoigu", "Pyongyang", "Visit 5", "Attendance 11"}
    choose(window, "China")
    assert len(seen(window)) > 10, "who is chosen outside of the neighbourhood ends it"
    window.evaluate("kabar.focusOn(kabar.data.facts.findIndex(f => f.label === 'China'))")
    assert "Rusia" not in seen(window)
    window.keyboard.press("]")
    assert {"Vladimir Putin", "Kim Jong Un", "Korea Utara"} <= seen(window)
    assert "2 langkah" in window.inner_text("#notice")
    window.keyboard.press("Escape")
    assert window.inner_text("#notice") == ""


def test_the_shortest_path_is_drawn_and_told_with_its_sentences(window: Window) -> None:
    choose(window, "China")
    window.click("text=Cari jalur ke…")
    window.keyboard.type("kim jong")
    window.keyboard.press("Enter")
    stops = window.locator("#panel .path .stop").all_inner_texts()
    assert [stop.strip() for stop in stops] == ["China", "Vladimir Putin", "Kim Jong Un"]
    assert "Putin lalu akan berkunjung ke China" in window.locator("#panel .path mark").all_inner_texts()
    assert "Direncanakan" in window.inner_text("#panel .path")
    assert "#path=country/china..person/kim-jong-un" in window.url


def test_where_there_is_no_path_the_page_says_so(window: Window) -> None:
    choose(window, "China")
    window.keyboard.press("p")
    window.keyboard.type("xi jinping")
    window.keyboard.press("Enter")
    assert "Tidak ada jalur" in window.inner_text("#notice")


def test_events_fold_into_lines_that_tell_them(window: Window) -> None:
    window.click("#legend label:has-text('Peristiwa sebagai garis')")
    assert not any(label.startswith("Visit") for label in seen(window))
    ends = [number(window, name) for name in ("Vladimir Putin", "Kim Jong Un")]
    (line,) = [at for at in window.evaluate("kabar.lines()") if at == "-".join(map(str, sorted(ends)))]
    window.evaluate("at => kabar.selectEdge(at)", line)
    told = window.inner_text("#panel")
    assert "Meeting 0" in told
    assert "Giving 8" in told
    assert "Visit 4" not in told
    window.keyboard.press("e")
    assert "Visit 4" in seen(window)


def test_a_line_shows_its_sentences_and_how_sure_it_is(window: Window) -> None:
    edge = window.evaluate("kabar.data.edges.find(edge => edge.kind === 'relation').id")
    window.evaluate("at => kabar.selectEdge(at)", edge)
    assert window.inner_text("#panel mark") == "Kosmodrom Vostochny Rusia"
    assert "Rusia" in window.inner_text("#panel h2")


# -- the view ----------------------------------------------------------------------------------------------------------


def test_a_link_opens_the_same_view(window: Window) -> None:
    window.click("#legend label:has-text('Direncanakan')")
    window.keyboard.press("e")
    choose(window, "Vladimir Putin")
    address, shown = window.url, seen(window)
    window.goto("about:blank")
    window.goto(address)
    assert window.inner_text("#panel h2") == "Vladimir Putin"
    assert seen(window) == shown
    assert window.url == address


@pytest.mark.parametrize(
    "hash", ["#node=%E0%A4%A", "#node=<script>", "#path=..", "#least=x&from=1&to=0", "#hide=&show=x"]
)
def test_a_broken_link_opens_the_page(window: Window, hash: str) -> None:
    window.goto("about:blank")
    window.goto(window.address + hash)
    assert window.inner_text("#panel h2") == "Ikhtisar"


COLOURED = """() => {
  const canvas = document.querySelector("#picture canvas");
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  let count = 0;
  for (let i = 0; i < data.length; i += 4) {
    const [r, g, b] = data.slice(i, i + 3);
    if (Math.max(r, g, b) - Math.min(r, g, b) > 60) count += 1;
  }
  return count > 50;
}"""
"""Whether dots of the picture have the colour of a node, and not of a line or a letter."""


def test_a_link_to_a_node_far_from_the_middle_draws_it(visit: Visit) -> None:
    window = visit(render(store(meetings(400)), title="Jauh"))
    far = window.evaluate("kabar.data.nodes.reduce((a, b) => (b.x > a.x ? b : a)).id")
    key = window.evaluate("id => kabar.data.facts[id].iri.slice(kabar.data.base.length)", far)
    window.goto("about:blank")
    window.goto(f"{window.address}#node={key}")
    window.wait_for_function(COLOURED)
    assert window.troubles == []


def test_dark_and_light(window: Window) -> None:
    paper = "getComputedStyle(document.body).backgroundColor"
    light = window.evaluate(paper)
    window.click("#theme")
    assert window.evaluate(paper) != light
    window.goto("about:blank")
    window.goto(window.address)
    assert window.evaluate(paper) != light, "the choice is kept"
    window.keyboard.press("d")
    assert window.evaluate(paper) == light


@pytest.mark.parametrize(("kind", "start"), [("png", b"\x89PNG\r\n\x1a\n"), ("svg", b"<svg ")])
def test_the_view_is_saved(window: Window, kind: str, start: bytes) -> None:
    window.click("#menu-button")
    with window.expect_download() as download:
        window.click(f"#save-{kind}")
    assert download.value.suggested_filename == f"Contoh.{kind}"
    saved = Path(download.value.path()).read_bytes()
    assert saved.startswith(start)
    if kind == "svg":
        assert "Vladimir Putin" in saved.decode()


def test_paper_gets_the_picture_and_the_panel(window: Window) -> None:
    window.evaluate("dispatchEvent(new Event('beforeprint'))")
    window.emulate_media(media="print")
    assert "Kim Jong Un" in "".join(window.locator("#printed text").all_text_contents())
    assert window.locator("#legend").is_hidden()
    assert window.locator("#panel").is_visible()
    window.emulate_media(media="screen")
    window.evaluate("dispatchEvent(new Event('afterprint'))")


def test_all_can_be_done_with_keys(window: Window) -> None:
    window.keyboard.press("n")
    assert window.inner_text("#panel h2") == "Vladimir Putin"
    window.keyboard.press("n")
    second = window.inner_text("#panel h2")
    assert second != "Vladimir Putin"
    window.keyboard.press("Backspace")
    assert window.inner_text("#panel h2") == "Vladimir Putin"
    window.keyboard.press("?")
    assert window.locator("#keys").is_visible()
    window.keyboard.press("Escape")
    assert window.locator("#keys").is_hidden()
    window.keyboard.press("Escape")
    assert window.inner_text("#panel h2") == "Ikhtisar"
    order = []
    for _ in range(12):
        window.keyboard.press("Tab")
        order.append(window.evaluate("document.activeElement.id || document.activeElement.closest('[id]').id"))
    assert order[:3] == ["search", "zoom-out", "zoom-in"]
    assert "legend" in order


def test_labels_do_not_overlap_at_rest(window: Window) -> None:
    boxes = window.evaluate("""() => {
        const picture = kabar.drawing();
        document.getElementById('panel').append(picture);
        return [...picture.querySelectorAll('text')].map(one => one.getBBox()).map(b => [b.x, b.y, b.width, b.height]);
    }""")
    assert len(boxes) > 15
    clashes = [
        (a, b)
        for i, a in enumerate(boxes)
        for b in boxes[:i]
        if min(a[0] + a[2], b[0] + b[2]) - max(a[0], b[0]) > 5 and min(a[1] + a[3], b[1] + b[3]) - max(a[1], b[1]) > 5
    ]
    assert clashes == []


@pytest.mark.parametrize("language", ["id", "en"])
def test_no_word_of_the_interface_is_missing(visit: Visit, language: str) -> None:
    window = visit(render(store(sample()), title="Contoh", language=language))
    for at in range(window.evaluate("kabar.data.facts.length")):
        window.evaluate("at => kabar.select(at)", at)
    text = window.inner_text("body") + json.dumps(window.evaluate("kabar.data.strings"))
    assert "undefined" not in text
    assert "{" not in window.inner_text("body")
    assert window.troubles == []


# -- large graphs ------------------------------------------------------------------------------------------------------


def meetings(count: int) -> str:
    """Some people who meet each other often; as many nodes as *count*."""
    people = count // 4
    lines = [f"<{BASE}person/{i}> a schema:Person ; rdfs:label {quoted(f'Nama {i}')} ." for i in range(people)]
    for i in range(count - people):
        sides = f"<{BASE}person/{i * i % people}>, <{BASE}person/{(i * 7 + 1) % people}>"
        lines.append(
            f"<{BASE}event/{i}> a kg:Event ; sem:eventType kg:Meeting ; kg:modality kg:Asserted ;"
            f" rdfs:label {quoted(f'Rapat {i}')} ; kg:participant {sides} ."
        )
    return PREFIXES + "\n".join(lines)


@pytest.mark.parametrize(("count", "drawn"), [(2000, 2000), (2100, 800)])
def test_a_large_graph_is_usable(visit: Visit, count: int, drawn: int) -> None:
    window = visit(render(store(meetings(count)), title="Besar"))
    assert len(window.evaluate("kabar.visible()")) == drawn
    assert ("800 dari 2.100" in window.inner_text("#notice")) is (count > 2000)
    later = window.evaluate("kabar.data.laterNodes.find(n => n.kind === 'event')?.id ?? 1999")
    search(window, window.evaluate("id => kabar.data.facts[id].label", later))
    window.keyboard.press("Enter")
    assert window.evaluate("id => kabar.visible().includes(id)", later)
    assert window.locator("#panel .facts button").count() >= 1
    assert window.troubles == []
    window.close()
