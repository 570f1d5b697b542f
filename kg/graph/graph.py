"""The graph that users hold: query it, turn it into other libraries' graphs, write it.

How to go through it: :meth:`Graph.triples` yields ``pyoxigraph.Triple`` (subject, predicate, object) in no promised
order; :attr:`Graph.store` is a ``pyoxigraph.Store`` with the same triples in its default graph, made when first asked
for. What kg built holds no blank node.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from kg.engine import without_collector
from kg.graph.turtle import Descriptions, by_subject, count_triples, to_triples, to_turtle

if TYPE_CHECKING:
    import networkx
    import rdflib

    from kg.graph.rows import EdgeRow, EventRow, NodeRow

BASE = "https://w3id.org/kabar/id/"
"""What every minted IRI begins with by default."""
TURTLE_FILE = "graph.ttl"
HTML_FILE = "graph.html"


class Graph:
    """A knowledge graph of news articles.

    Args:
        triples: in any order, without blank nodes.
        base: what the IRIs that the builder minted begin with.
    """

    def __init__(self, triples: Iterable[ox.Triple], *, base: str = BASE) -> None:
        self._triples: frozenset[ox.Triple] | None = frozenset(triples)
        self._store: ox.Store | None = None
        self._subjects: Descriptions | None = None
        self.base = base

    @classmethod
    def of(cls, subjects: Descriptions, *, base: str = BASE) -> Graph:
        """The graph that says this of each subject, without repetition; triples are made when first asked for."""
        graph = cls((), base=base)
        graph._triples, graph._subjects = None, subjects
        return graph

    @classmethod
    def read(cls, path: str | Path) -> Graph:
        """Read a file of RDF: Turtle, or what its suffix names; named graphs are read as one.

        Raises:
            InputError: it is not there, or not of that format; names line and column.
        """
        from kg.graph.loading import Parsed

        parser = Parsed(Path(path))
        triples = [quad.triple for quad in parser]
        return cls(triples, base=parser.base or BASE)

    def __len__(self) -> int:
        if self._subjects is None:
            return len(self._all())
        return count_triples(self._subjects)

    def __repr__(self) -> str:
        return f"<Graph of {len(self)} triples, base {self.base}>"

    def _repr_html_(self) -> str:
        """How a notebook shows the graph: as the picture, or as its counts if it is large."""
        from kg.explorer.notebook import show

        return show(self, self.counts())

    def triples(self) -> Iterator[ox.Triple]:
        """Every triple once, in no promised order."""
        return iter(self._all())

    def _all(self) -> frozenset[ox.Triple]:
        if self._triples is None:
            self._triples = frozenset(to_triples(self.descriptions()))
        return self._triples

    def descriptions(self) -> Descriptions:
        """What the graph says of each subject: subject → predicate → objects, in no promised order."""
        if self._subjects is None:
            self._subjects = by_subject(self._all())
        return self._subjects

    @property
    def store(self) -> ox.Store:
        """The triples in a store of pyoxigraph, in its default graph."""
        if self._store is None:
            self._store = ox.Store()
            self._store.bulk_extend(ox.Quad(t.subject, t.predicate, t.object) for t in self._all())
        return self._store

    def counts(self) -> dict[str, int]:
        """How many articles, people, events … it holds, and how many triples; kinds that it lacks are left out."""
        from kg.graph.summary import count_kinds

        return count_kinds(self)

    def nodes(self) -> list[NodeRow]:
        """Entities, events and statements as flat rows, ready for ``pandas.DataFrame`` and ``polars.DataFrame``."""
        from kg.graph.rows import node_rows

        return node_rows(self.descriptions())

    def edges(self) -> list[EdgeRow]:
        """Who is linked to whom or what, how and by which fact, as flat rows."""
        from kg.graph.rows import edge_rows

        return edge_rows(self.descriptions())

    def events(self) -> list[EventRow]:
        """The events with the names of all that take part, as flat rows in the order of their days."""
        from kg.graph.rows import event_rows

        return event_rows(self.descriptions())

    def query(self, sparql: str) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        """Run a SPARQL query. The prefixes of our Turtle (``kg:``, ``schema:`` …) need no declaration.

        Raises:
            QueryError: it cannot be parsed, or asks for another service.
        """
        from kg.query import run

        return run(self.store, sparql, self.base)

    def ask(self, question: str, **values: str) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        """Ask a question of the cookbook: ``graph.ask("who-met-whom", person="Vladimir Putin")``.

        Raises:
            InputError: there is no such question.
            QueryError: it has no such parameter, or a value is not of its kind.
        """
        from kg.query.cookbook import find_recipe

        return self.query(find_recipe(question).ask(values, self.base))

    def serialize(self) -> str:
        """The graph as Turtle: sorted, the same text everywhere."""
        return to_turtle(self.descriptions(), self.base)

    def to_rdflib(self) -> rdflib.Graph:
        """A copy as a graph of rdflib."""
        import rdflib

        graph = rdflib.Graph()
        graph.parse(data=self.serialize(), format="turtle")
        return graph

    def to_networkx(self) -> networkx.MultiDiGraph[Any]:
        """A copy as a graph of networkx.

        Nodes are IRIs; their literals are attributes (``label`` and prefixed names), lists where there are several.
        Edges have the predicate as key and as attribute ``predicate``.
        """
        from kg.graph.networks import to_networkx

        return to_networkx(self)

    @without_collector()
    def write(
        self, directory: str | Path, *, html: bool = True, title: str = "kabar", language: str = "id"
    ) -> list[Path]:
        """Write ``graph.ttl`` and, with *html*, ``graph.html`` into *directory*, which is made if need be.

        *language* is that of the page, "id" or "en". A file that exists is replaced at once or not at all.

        Returns:
            The files written.

        Raises:
            OutputError: the folder cannot be made or written to.
        """
        texts = {TURTLE_FILE: self.serialize()}
        if html:
            from kg.explorer import render

            texts[HTML_FILE] = render(self, title=title, language=language)
        from kg.graph.files import write_all

        return write_all(Path(directory), texts)
