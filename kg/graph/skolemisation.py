"""IRIs for blank nodes, which RDF 1.1 calls skolemisation.

A blank node gets an IRI made from what is said of it, so that the same file gives the same IRIs whatever its nodes are
called there, and whatever else is loaded beside it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from typing import Any

import pyoxigraph as ox

GENID = "https://w3id.org/kabar/.well-known/genid/"
"""What the IRI of a node begins with that had none in its file."""
_DIGITS = 20


def is_blank(quad: ox.Quad) -> bool:
    """Whether a quad holds a blank node."""
    return (
        type(quad.subject) is ox.BlankNode
        or type(quad.object) is ox.BlankNode
        or type(quad.graph_name) is ox.BlankNode
        or (type(quad.object) is ox.Triple and any(_blank_nodes(quad)))
    )


def _blank_nodes(quad: ox.Quad) -> Iterator[ox.BlankNode]:
    for term in (quad.subject, quad.object, quad.graph_name):
        yield from _blank_in(term)


def _blank_in(term: object) -> Iterator[ox.BlankNode]:
    if isinstance(term, ox.BlankNode):
        yield term
    elif isinstance(term, ox.Triple):
        yield from _blank_in(term.subject)
        yield from _blank_in(term.object)


def with_iris(quads: Sequence[ox.Quad]) -> tuple[list[ox.Quad], int]:
    """The quads with IRIs for their blank nodes, and how many nodes these were.

    Nodes that hang together are named by all that is said of them; of groups that say the very same, which nothing
    tells apart, the second is number two.
    """
    result: list[ox.Quad] = []
    used: Counter[str] = Counter()
    count = 0
    for group in _connected(quads):
        dataset = ox.Dataset(group)
        dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
        lines = sorted(str(quad) for quad in dataset)
        digest = sha256("\n".join(lines).encode()).hexdigest()[:_DIGITS]
        used[digest] += 1
        stem = GENID + digest + (f"-{used[digest]}" if used[digest] > 1 else "")
        nodes = {node for quad in dataset for node in _blank_nodes(quad)}
        iris = {node: ox.NamedNode(f"{stem}/{node.value.removeprefix('c14n')}") for node in nodes}
        count += len(nodes)
        result += [_renamed(quad, iris) for quad in dataset]
    return result, count


def _connected(quads: Sequence[ox.Quad]) -> Iterable[list[ox.Quad]]:
    """The quads, those together whose blank nodes hang together."""
    parent: dict[ox.BlankNode, ox.BlankNode] = {}

    def root(node: ox.BlankNode) -> ox.BlankNode:
        while parent[node] is not node:
            parent[node] = node = parent[parent[node]]
        return node

    firsts: list[ox.BlankNode] = []
    for quad in quads:
        nodes = [parent.setdefault(node, node) for node in _blank_nodes(quad)]
        roots = [root(node) for node in nodes]
        for other in roots[1:]:
            parent[root(other)] = root(roots[0])
        firsts.append(nodes[0])
    groups: dict[ox.BlankNode, list[ox.Quad]] = {}
    for first, quad in zip(firsts, quads, strict=True):
        groups.setdefault(root(parent[first]), []).append(quad)
    return groups.values()


def _renamed(quad: ox.Quad, iris: dict[ox.BlankNode, ox.NamedNode]) -> ox.Quad:
    def named(term: Any) -> Any:
        if isinstance(term, ox.BlankNode):
            return iris[term]
        if isinstance(term, ox.Triple):
            return ox.Triple(named(term.subject), term.predicate, named(term.object))
        return term

    return ox.Quad(named(quad.subject), quad.predicate, named(quad.object), named(quad.graph_name))
