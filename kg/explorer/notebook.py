"""How a graph shows itself in a notebook."""

from __future__ import annotations

from html import escape

from kg.explorer.page import render
from kg.explorer.triples import HasDescriptions
from kg.graph.turtle import count_triples

_MOST_TRIPLES = 100_000
"""A larger graph would make the notebook slow: its page goes into the cell, and is saved with it."""
_HEIGHT = 640


def show(graph: HasDescriptions, counts: dict[str, int], *, most: int = _MOST_TRIPLES) -> str:
    """A piece of HTML: the picture in a frame that can reach nothing outside it; of a large graph, only its counts.

    Args:
        graph: what is shown.
        counts: what it holds, see ``Graph.counts``.
        most: up to so many triples it is drawn.
    """
    if count_triples(graph.descriptions()) > most:
        return _summary(counts)
    page = escape(render(graph, title="kabar"), quote=True)
    allowed = "allow-scripts allow-popups allow-popups-to-escape-sandbox allow-downloads"
    style = f"width:100%;height:{_HEIGHT}px;border:1px solid #8886"
    return f'<iframe title="kabar" sandbox="{allowed}" style="{style}" srcdoc="{page}"></iframe>'


def _summary(counts: dict[str, int]) -> str:
    rows = "".join(f"<tr><th>{escape(name)}</th><td>{count:,}</td></tr>" for name, count in counts.items())
    advice = "Too large to be drawn here: graph.write(folder) writes the page."
    return f"<table>{rows}</table><p>{advice}</p>"
