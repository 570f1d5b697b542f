"""From the picture to the HTML file: pyvis's ``Network`` under our own offline template."""

from __future__ import annotations

import hashlib
import heapq
import json
import sys
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

from kg.explorer.layout import place
from kg.explorer.picture import Picture, Record, draw
from kg.explorer.triples import Drawable, Triples
from kg.knowledge.ontology import Ontology, load_ontology

if TYPE_CHECKING:
    from pyvis.network import Network

_HERE = Path(__file__).parent
_LIBRARY = "templates/lib/vis-9.1.2/vis-network.min.js"
"""vis-network as pyvis ships it, under pyvis's own folder."""
_SCRIPTS = (
    *("graph", "elements", "dates", "visible", "network", "labels", "paths", "selection", "notices", "legend"),
    *("timeline", "search", "panel", "export", "theme", "address", "start"),
)
"""The page's own script, one subject a file, in the order in which one needs the other."""
_DEFERRED = ("IPython", "IPython.display", "jsonpickle", "networkx")
"""What pyvis imports and our page never uses."""
_MOST_NODES = 2000
"""Up to here the whole graph is drawn at once."""
_OPENING_NODES = 800
"""Past that, how many of the best connected nodes it opens on."""
_OPTIONS = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "edges": {"smooth": False},
    "interaction": {
        "hover": True,
        "hideEdgesOnDrag": False,
        "multiselect": False,
        "tooltipDelay": 120,
        "keyboard": {"enabled": True, "bindToWindow": False},
        "navigationButtons": False,
    },
}


def render(
    graph: Drawable,
    *,
    title: str,
    language: str = "id",
    ontology: Ontology | None = None,
) -> str:
    """Draw a graph as one self-contained HTML page.

    The same graph gives the same bytes. The page asks nothing of any server, and every word of the graph is shown
    as text, whatever it holds.

    Args:
        graph: a graph by the contract: ``kg.graph.Graph``, a ``pyoxigraph.Store``, quads or triples.
        title: heading of the page.
        language: of the interface, "id" or "en".
        ontology: labels of classes and roles; the shipped one by default.

    Returns:
        HTML, to be written as UTF-8.

    Raises:
        ValueError: there is no interface in that language.
        KnowledgeError: the ontology cannot be read.
    """
    check_language(language)
    return page_of(draw(Triples(graph), ontology or load_ontology(), language), title=title, language=language)


def check_language(language: str) -> None:
    """Whether there is an interface in a language.

    Raises:
        ValueError: there is none.
    """
    if language not in _strings():
        raise ValueError(f"no interface in the language {language!r}; there is {', '.join(sorted(_strings()))}")


def page_of(picture: Picture, *, title: str, language: str, selected: int | None = None) -> str:
    """A picture as a page. See :func:`render`.

    Args:
        picture: its nodes get their sizes and places.
        title: heading of the page.
        language: of the interface.
        selected: the node whose facts are shown at first.
    """
    _measure(picture)
    opening = _opening_nodes(picture)
    _lay_out(picture, opening)
    network = _network(picture, opening, title)
    shown = set(opening)
    page: Record = {
        "language": language,
        "strings": _strings()[language],
        "terms": picture.terms,
        "base": _common_base([fact["iri"] for fact in picture.facts]),
        "facts": picture.facts,
        "passages": picture.passages,
        "articles": picture.articles,
        "laterNodes": [node for node in picture.nodes if node["id"] not in shown],
        "laterEdges": [e for e in picture.edges if e["from"] not in shown or e["to"] not in shown],
    }
    if selected is not None:
        page["open"] = selected
    return _write(network, page, language)


@cache
def _strings() -> dict[str, dict[str, Any]]:
    """The words of the interface, by language."""
    found: dict[str, dict[str, Any]] = json.loads((_HERE / "strings.json").read_text(encoding="utf-8"))
    return found


def _measure(picture: Picture) -> None:
    """Give every node its number of edges and its size: the better connected, the larger."""
    degrees = [0] * len(picture.nodes)
    for edge in picture.edges:
        if edge["kind"] != "speech" or edge["role"] == "speaker":
            degrees[edge["from"]] += 1
            degrees[edge["to"]] += 1
    for node, degree in zip(picture.nodes, degrees, strict=True):
        node["degree"] = degree
        if node["kind"] == "event":
            told = len(picture.facts[node["id"]].get("passages", ()))
            node["size"] = 6 + min(told, 6) // 2
        elif node["kind"] == "statement":
            node["size"] = 5
        else:
            node["size"] = round(7 + min(2.0 * degree**0.5, 17))


def _opening_nodes(picture: Picture) -> list[int]:
    """The nodes that the page opens on: all, or in a large graph those that hang together best.

    From the best connected node on, always the best connected neighbour of what is there.
    """
    count = len(picture.nodes)
    if count <= _MOST_NODES:
        return list(range(count))
    neighbours: list[list[int]] = [[] for _ in range(count)]
    for edge in picture.edges:
        neighbours[edge["from"]].append(edge["to"])
        neighbours[edge["to"]].append(edge["from"])
    chosen: set[int] = set()
    waiting = [min((-len(near), at) for at, near in enumerate(neighbours))]
    while waiting and len(chosen) < _OPENING_NODES:
        _, at = heapq.heappop(waiting)
        if at not in chosen:
            chosen.add(at)
            for near in neighbours[at]:
                if near not in chosen:
                    heapq.heappush(waiting, (-len(neighbours[near]), near))
    return sorted(chosen)


def _lay_out(picture: Picture, opening: list[int]) -> None:
    """Give the nodes of the opening view their places: what takes part by force, the rest round or below it."""
    nodes = picture.nodes
    shown = set(opening)
    acting = [at for at in opening if nodes[at]["kind"] != "statement" and not nodes[at].get("quiet")]
    rank = {at: i for i, at in enumerate(acting)}
    links = sorted(
        {
            (rank[e["from"]], rank[e["to"]])
            for e in picture.edges
            if e["from"] in rank and e["to"] in rank and e["from"] != e["to"]
        }
    )
    radii = [nodes[at]["size"] + (13.0 if nodes[at]["kind"] == "event" else 16.0) for at in acting]
    for at, z in zip(acting, place(radii, links, [nodes[at]["kind"] == "event" for at in acting]), strict=True):
        _put(nodes[at], z)
    _seat_quiet(nodes, [at for at in opening if nodes[at].get("quiet")])
    _seat_statements(picture, shown)


def _seat_statements(picture: Picture, shown: set[int]) -> None:
    """Each statement near its speaker, on rings that grow outwards."""
    nodes = picture.nodes
    turn = complex(-0.7373688780783197, 0.6754902942615238)
    said: dict[int, list[int]] = {}
    for edge in picture.edges:
        if edge["role"] == "speaker" and edge["kind"] == "speech" and edge["from"] in shown:
            said.setdefault(edge["to"], []).append(edge["from"])
    for speaker, statements in said.items():
        centre = complex(nodes[speaker].get("x", 0), nodes[speaker].get("y", 0))
        direction = 1 + 0j
        for i, at in enumerate(statements):
            direction *= turn
            _put(nodes[at], centre + direction * (nodes[speaker]["size"] + 22 + 9 * i**0.5))
    for at in sorted(shown):
        if nodes[at]["kind"] == "statement" and "x" not in nodes[at]:
            _put(nodes[at], 0j)


def _seat_quiet(nodes: list[Record], quiet: list[int]) -> None:
    """Those that are only mentioned in rows below the picture."""
    lowest = max((node["y"] for node in nodes if "y" in node), default=0)
    columns = max(4, min(10, round((len(quiet) * 1.6) ** 0.5)))
    for i, at in enumerate(quiet):
        row, column = divmod(i, columns)
        _put(nodes[at], complex((column - (columns - 1) / 2) * 130, lowest + 110 + row * 56))


def _put(node: Record, z: complex) -> None:
    node["x"], node["y"] = round(z.real), round(z.imag)


def _network(picture: Picture, opening: list[int], title: str) -> Network:
    """The opening view as a pyvis network."""
    network = _pyvis_network()(directed=True, cdn_resources="in_line", heading=title)
    for at in opening:
        fields = {name: value for name, value in picture.nodes[at].items() if name not in ("id", "label", "group")}
        # pyvis gives a node without a group a colour of its own.
        group = picture.nodes[at].get("group", picture.nodes[at]["kind"])
        network.add_node(at, label=picture.nodes[at]["label"], shape="custom", group=group, **fields)
    shown = set(opening)
    for edge in picture.edges:
        if edge["from"] in shown and edge["to"] in shown:
            fields = {name: value for name, value in edge.items() if name not in ("from", "to")}
            network.add_edge(edge["from"], edge["to"], arrows="", **fields)
    network.set_options(json.dumps(_OPTIONS))
    return network


def _pyvis_network() -> type[Network]:
    """``pyvis.network.Network``, imported without what pyvis needs for other things only.

    IPython shows a frame in a notebook, jsonpickle and networkx exchange networks with others; together they cost
    three quarters of the import (``docs/explorer.md``). Each is imported when pyvis first asks it for something.
    """
    absent = [name for name in _DEFERRED if name not in sys.modules] if "pyvis.network" not in sys.modules else []
    sys.modules.update({name: _deferred(name) for name in absent})
    try:
        from pyvis.network import Network
    finally:
        for name in absent:
            del sys.modules[name]
    return Network  # type: ignore[no-any-return]


def _deferred(name: str) -> ModuleType:
    """A stand-in for a module, which is imported when something in it is used."""

    def get(attribute: str) -> Any:
        if attribute.startswith("__"):  # Python asks whether it is a package
            raise AttributeError(attribute)
        return getattr(import_module(name), attribute)

    module = ModuleType(name)
    module.__getattr__ = get  # type: ignore[method-assign]
    if name == "IPython.display":
        module.IFrame = lambda *args, **fields: get("IFrame")(*args, **fields)  # type: ignore[attr-defined]
    return module


def _common_base(iris: list[str]) -> str:
    """The longest beginning that all IRIs share, up to a slash."""
    if not iris:
        return ""
    first, last = min(iris), max(iris)
    length = next((i for i, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), 0)
    return first[: first.rfind("/", 0, length) + 1]


def _write(network: Network, page: Record, language: str) -> str:
    """Fill the template: scripts and data inline, each behind the one nonce of the page."""
    from jinja2 import Environment, FileSystemLoader
    from markupsafe import Markup

    page["nodes"], page["edges"] = network.nodes, network.edges
    island = _as_json(page)
    pyvis = Path(sys.modules["pyvis"].__file__ or "").parent
    vis = _script((pyvis / _LIBRARY).read_text(encoding="utf-8"))
    explorer = _script(_own_script())
    style, dark = ((_HERE / f"{name}.css").read_text(encoding="utf-8") for name in ("explorer", "dark"))
    parts = (network.heading, island, style, dark, vis, explorer)
    nonce = hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]
    environment = Environment(loader=FileSystemLoader(_HERE), autoescape=True)
    environment.globals.update(
        language=language,
        nonce=nonce,
        style=Markup(style),
        island=Markup(island),
        dark=Markup(dark),
        vis=Markup(vis),
        explorer=Markup(explorer),
        strings=page["strings"],
    )
    network.templateEnv = environment
    network.path = "template.html"
    html: str = network.generate_html()
    return html


def _as_json(value: object) -> str:
    """JSON that can stand inside a script element: no ``<``, ``>`` or ``&`` as such."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def _own_script() -> str:
    """The files of the page's script as one, whose names nobody else sees."""
    files = ((_HERE / "script" / f"{name}.js").read_text(encoding="utf-8") for name in _SCRIPTS)
    return "\n".join(['"use strict";', "(() => {", *files, "})();"])


def _script(text: str) -> str:
    """A script that can stand inside a script element."""
    return text.replace("</script", "<\\/script").replace("<!--", "<\\!--")
