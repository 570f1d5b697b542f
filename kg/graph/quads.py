"""Quads by graph, subject and predicate: what loading gives and merging works on."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from kg.graph.turtle import Term, iri_of

DEFAULT = ""
"""Name of the graph that has none."""

Subjects = dict[str, dict[str, list[Term]]]
"""Subject → predicate → objects, each once."""


class Quads:
    """Quads without blank nodes.

    Attributes:
        graphs: subject → predicate → objects, by name of the graph.
    """

    __slots__ = ("graphs",)

    def __init__(self) -> None:
        self.graphs: dict[str, Subjects] = {}

    def __len__(self) -> int:
        return sum(map(self.count, self.graphs))

    def count(self, graph: str) -> int:
        """How many there are in one graph."""
        return sum(sum(map(len, said.values())) for said in self.graphs.get(graph, {}).values())

    def __iter__(self) -> Iterator[tuple[str, str, str, Term]]:
        """Graph, subject, predicate, object; in the order in which they came."""
        for graph, subjects in self.graphs.items():
            for subject, said in subjects.items():
                for predicate, objects in said.items():
                    for value in objects:
                        yield graph, subject, predicate, value

    def __contains__(self, quad: tuple[str, str, str, Term]) -> bool:
        graph, subject, predicate, value = quad
        return value in self.graphs.get(graph, {}).get(subject, {}).get(predicate, ())

    def add_quad(self, quad: ox.Quad) -> None:
        """Add a quad that holds no blank node."""
        graph = DEFAULT if type(quad.graph_name) is ox.DefaultGraph else quad.graph_name.value
        self.add(graph, iri_of(quad.subject), quad.predicate.value, quad.object)

    def add(self, graph: str, subject: str, predicate: str, value: Term) -> None:
        """Add a quad, unless it is there."""
        subjects = self.graphs.get(graph)
        if subjects is None:
            subjects = self.graphs[graph] = {}
        said = subjects.get(subject)
        if said is None:
            subjects[subject] = {predicate: [value]}
            return
        objects = said.get(predicate)
        if objects is None:
            said[predicate] = [value]
        elif value not in objects:
            objects.append(value)

    def discard(self, graph: str, subject: str, predicate: str, value: Term) -> None:
        """Take a quad out, if it is there."""
        objects = self.graphs.get(graph, {}).get(subject, {}).get(predicate, [])
        if value in objects:
            objects.remove(value)
            if not objects:
                del self.graphs[graph][subject][predicate]
                if not self.graphs[graph][subject]:
                    del self.graphs[graph][subject]

    def update(self, other: Quads) -> None:
        """Add all quads of another, which must not be used any more."""
        for graph, subjects in other.graphs.items():
            mine = self.graphs.get(graph)
            if mine is None:
                self.graphs[graph] = subjects
                continue
            for subject, said in subjects.items():
                known = mine.get(subject)
                if known is None:
                    mine[subject] = said
                    continue
                for predicate, objects in said.items():
                    known[predicate] = list(dict.fromkeys([*known.get(predicate, ()), *objects]))

    def flat(self) -> Quads:
        """The same without names of graphs; this one itself where it has none."""
        if self.graphs.keys() <= {DEFAULT}:
            return self
        merged = Quads()
        for _, subject, predicate, value in self:
            merged.add(DEFAULT, subject, predicate, value)
        return merged

    def lines(self) -> Iterator[str]:
        """As lines of N-Quads, without the full stop."""
        for graph, subjects in self.graphs.items():
            end = f" <{graph}>" if graph else ""
            for subject, said in subjects.items():
                for predicate, objects in said.items():
                    start = f"<{subject}> <{predicate}> "
                    for value in objects:
                        yield f"{start}{value}{end}"

    def quads(self) -> Iterator[ox.Quad]:
        """As pyoxigraph has them."""
        default = ox.DefaultGraph()
        for graph, subject, predicate, value in self:
            name = ox.NamedNode(graph) if graph else default
            yield ox.Quad(ox.NamedNode(subject), ox.NamedNode(predicate), value, name)
