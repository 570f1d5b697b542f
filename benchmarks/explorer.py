"""How soon a page of many nodes is painted, and a click answered: ``python benchmarks/explorer.py [NODES …]``.

Graphs by the contract are made up: people who meet, some much more often than others. Each page is rendered, then
opened in a fresh Chromium; the figures are medians of three runs:

- *render*: CPU seconds of ``kg.explorer.render``;
- *paint*: from opening the file to the first picture with its labels;
- *click*: from a click on a node to the picture and the panel that answer it;
- *search*: from the last letter to the list of names;
- *path*: from the second node to the way drawn and told;
- *drag*: one picture while the canvas is moved.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kg.explorer import render

BASE = "https://w3id.org/kabar/id/"
PREFIXES = """
@prefix kg: <https://w3id.org/kabar/ontology#> .
@prefix schema: <https://schema.org/> .
@prefix sem: <http://semanticweb.cs.vu.nl/2009/11/sem/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
"""
PICTURE = "new Promise(done => { kabar.network.once('afterDrawing', () => done(performance.now())); %s })"


def meetings(count: int) -> str:
    """Turtle of a graph with so many nodes: a quarter people, the rest their meetings."""
    people = count // 4

    def lines() -> Iterator[str]:
        for i in range(people):
            yield f'<{BASE}person/{i}> a schema:Person ; rdfs:label "Nama Panjang {i}"@id .'
        for i in range(count - people):
            one, other = (i * i) % max(people // (1 + i % 7), 2), (i * 7 + 1) % people
            yield (
                f"<{BASE}event/{i}> a kg:Event ; sem:eventType kg:Meeting ; kg:modality kg:Asserted ;"
                f' rdfs:label "Pertemuan {i}"@id ; sem:hasTimeStamp "2023-{1 + i % 12:02}-{1 + i % 28:02}" ;'
                f" kg:participant <{BASE}person/{one}>, <{BASE}person/{other}> ."
            )

    return PREFIXES + "\n".join(lines())


def measure(window: Any, address: str) -> dict[str, float]:
    """The figures of one page, in seconds."""
    started = time.perf_counter()
    window.goto(address)
    window.evaluate(PICTURE % "kabar.network.redraw()")
    found = {"paint": time.perf_counter() - started}
    ids = window.evaluate("kabar.visible().slice(0, 2)")
    took = f"(async () => {{ const from = performance.now(); return (await {PICTURE} - from) / 1000 }})()"
    found["click"] = window.evaluate(took % f"kabar.select({ids[1]})")
    window.focus("#search")
    window.keyboard.type("nama")  # the index of all names is made once, with the first letter
    typed = "field.value = 'nama 12'; field.dispatchEvent(new Event('input')); return (performance.now() - from) / 1000"
    field = "const field = document.getElementById('search'); const from = performance.now();"
    found["search"] = window.evaluate(f"() => {{ {field} {typed} }}")
    far = window.evaluate("kabar.data.facts.findIndex(fact => fact.label.endsWith('Panjang 3'))")
    found["path"] = window.evaluate(took % f"kabar.showPath({ids[0]}, {far})")
    found["drag"] = window.evaluate(took % "kabar.network.moveTo({ position: { x: 40, y: 40 } })")
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("nodes", nargs="*", type=int, default=[200, 2000, 10_000])
    parser.add_argument("--runs", type=int, default=3)
    arguments = parser.parse_args()
    chromium = shutil.which("chromium")
    if chromium is None:
        sys.exit("needs the browser chromium on the path")
    from playwright.sync_api import sync_playwright

    names = ("render", "paint", "click", "search", "path", "drag")
    print("nodes", "MB", *names, sep="\t")
    options: Any = {"executable_path": chromium, "args": ["--no-sandbox", "--disable-gpu"]}
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        for count in arguments.nodes:
            triples = list(ox.parse(meetings(count).encode(), format=ox.RdfFormat.TURTLE))
            started = time.process_time()
            html = render(triples, title="Besar")
            rendered = time.process_time() - started
            page = Path(folder) / "page.html"
            page.write_text(html, encoding="utf-8")
            runs = []
            for _ in range(arguments.runs):
                with driver.chromium.launch(**options) as browser:
                    window = browser.new_page(viewport={"width": 1400, "height": 900}, reduced_motion="reduce")
                    runs.append(measure(window, page.as_uri()))
            figures = [rendered, *(statistics.median(run[name] for run in runs) for name in names[1:])]
            print(count, f"{len(html) / 1e6:.1f}", *(f"{figure:.2f}" for figure in figures), sep="\t", flush=True)


if __name__ == "__main__":
    main()
