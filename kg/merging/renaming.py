"""Joined nodes under one name: which name, and every quad that changes for it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

import pyoxigraph as ox

from kg.graph.quads import Quads
from kg.graph.skolemisation import GENID
from kg.graph.turtle import iri_of
from kg.merging.evidence import incoming
from kg.merging.history import Quad, renamed
from kg.vocabulary import KG, VOID, WD

FIGURES = (KG.confidence, KG.outletCount, KG.joinConfidence)
"""Of these a fact has one value: the highest that an input gives."""
_HUBS = (WD, "http://dbpedia.org/resource/")
"""What many graphs link to: an IRI of one's own is better known to one's own queries."""


def uri_spaces(quads: Quads) -> tuple[str, ...]:
    """What the IRIs begin with that data sets say they mint."""
    return tuple(
        sorted(
            value.value
            for subjects in quads.graphs.values()
            for said in subjects.values()
            if VOID.uriSpace in said
            for value in said[VOID.uriSpace]
            if isinstance(value, ox.Literal)
        )
    )


def best_name(nodes: Iterable[str], described: Collection[str], spaces: tuple[str, ...]) -> str:
    """What several nodes that are one are called.

    A node that something is said of before one that is only spoken of, an IRI of a described data set before others,
    Wikidata's and DBpedia's after them, last what had no IRI; then by letters.
    """

    def rank(iri: str) -> tuple[bool, int, str]:
        kind = 0 if iri.startswith(spaces) else 3 if iri.startswith(GENID) else 2 if iri.startswith(_HUBS) else 1
        return iri not in described, kind, iri

    return min(nodes, key=rank)


def rename(quads: Quads, names: dict[str, str]) -> dict[str, list[Quad]]:
    """Call joined nodes by the name of what they were joined into.

    Args:
        quads: changed in place.
        names: new name by old.

    Returns:
        For each old name what was said before: the quads that are gone, and those that would look as if they had come
        of it though they were there.
    """
    before: dict[str, list[Quad]] = {name: [] for name in names}
    touched = _taken_out(quads, names)
    own = {kept: _figures(quads, kept) for kept in set(names.values())}
    changed = [(quad, renamed(quad, names)) for quad in touched]
    for quad, now in changed:
        notes = before[_blamed(quad, names)]
        notes.append(quad)
        if now in quads:
            notes.append(now)
    for _, now in changed:
        quads.add(*now)
    for joined, kept in sorted(names.items()):
        dropped = keep_highest(quads, kept)
        before[joined] += [quad for quad in dropped if quad in own[kept]]
    return before


def keep_highest(quads: Quads, node: str) -> list[Quad]:
    """Of several confidences, or counts of outlets, of one fact in one graph the highest stays.

    Returns:
        What was taken out.
    """
    found: dict[tuple[str, str], list[Quad]] = {}
    for quad in _figures(quads, node):
        found.setdefault((quad[0], quad[2]), []).append(quad)
    dropped = [quad for figures in found.values() for quad in sorted(figures, key=_figure)[:-1]]
    for quad in dropped:
        quads.discard(*quad)
    return dropped


def _figures(quads: Quads, node: str) -> list[Quad]:
    return [
        (graph, node, predicate, value)
        for graph, subjects in quads.graphs.items()
        for predicate in FIGURES
        for value in subjects.get(node, {}).get(predicate, ())
    ]


def _figure(quad: Quad) -> tuple[float, str]:
    value = quad[3]
    try:
        return float(value.value if isinstance(value, ox.Literal) else 0), str(quad)
    except ValueError:
        return 0.0, str(quad)


def _blamed(quad: Quad, names: Mapping[str, str]) -> str:
    """The joined node for which a quad changes."""
    return quad[1] if quad[1] in names else iri_of(quad[3])


def _taken_out(quads: Quads, names: Mapping[str, str]) -> list[Quad]:
    """Every quad that speaks of a joined node, which it leaves."""
    pointing = [
        (graph, subject, predicate, ox.NamedNode(name))
        for name, places in incoming(quads, names.keys()).items()
        for graph, subject, predicate in places
        if subject not in names
    ]
    for quad in pointing:
        quads.discard(*quad)
    found: list[Quad] = list(pointing)
    for graph, subjects in quads.graphs.items():
        for name in names:
            for predicate, objects in subjects.pop(name, {}).items():
                found += [(graph, name, predicate, value) for value in objects]
    return found
