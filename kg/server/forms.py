"""In which form an answer is sent: media types, and which of them a client prefers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

ROWS: Mapping[str, str] = {
    "application/sparql-results+json": "JSON",
    "application/json": "JSON",
    "application/sparql-results+xml": "XML",
    "application/xml": "XML",
    "text/xml": "XML",
    "text/csv": "CSV",
    "text/tab-separated-values": "TSV",
}
"""Forms of the answers to SELECT and ASK, the preferred first; names of ``pyoxigraph.QueryResultsFormat``."""
ONLY_ROWS = frozenset({"CSV", "TSV"})
"""Forms that cannot hold the answer to ASK by their standard; it is then JSON."""
TRIPLES: Mapping[str, str] = {
    "text/turtle": "TURTLE",
    "application/n-triples": "N_TRIPLES",
    "application/ld+json": "JSON_LD",
    "application/rdf+xml": "RDF_XML",
    "application/x-turtle": "TURTLE",
    "text/plain": "N_TRIPLES",
    "application/json": "JSON_LD",
    "application/xml": "RDF_XML",
}
"""Forms of triples, the preferred first; names of ``pyoxigraph.RdfFormat``."""
HTML = "text/html"


def preferred(accept: str, offered: Sequence[str]) -> str | None:
    """The media type to send.

    Args:
        accept: the header ``Accept``; empty is anything.
        offered: media types, the one that we prefer first.

    Returns:
        The one that the client likes best, or None if it takes none of them.
    """
    ranges = [_range(part) for part in accept.split(",") if part.strip()] or [("*/*", 1.0)]
    best, most = None, 0.0
    for media in offered:
        quality = _quality(media, ranges)
        if quality > most:
            best, most = media, quality
    return best


def _quality(media: str, ranges: Sequence[tuple[str, float]]) -> float:
    """How much a client likes a media type: what its most specific range says."""
    for wanted in (media, f"{media.partition('/')[0]}/*", "*/*"):
        found = [quality for each, quality in ranges if each == wanted]
        if found:
            return max(found)
    return 0.0


def _range(part: str) -> tuple[str, float]:
    media, *parameters = (piece.strip() for piece in part.split(";"))
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "q":
            try:
                return media.lower(), float(value)
            except ValueError:
                return media.lower(), 0.0
    return media.lower(), 1.0
