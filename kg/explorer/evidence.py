"""Passages as the panel shows them: the words, what stands round them, and the names in them."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from kg.explorer.triples import Triples
from kg.graph.turtle import local_name

_NIF = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#"
_IDENTIFIES = "http://www.w3.org/2005/11/its/rdf#taIdentRef"
_SCHEMA = "https://schema.org/"
_COPY = "https://w3id.org/kabar/ontology#nearCopyOf"
_SOURCE = "http://purl.org/dc/terms/source"
_LABEL = "http://www.w3.org/2000/01/rdf-schema#label"

_SENTENCE_LENGTH = 400
"""Characters; a longer string (a quotation over many sentences) is no context to show for a shorter one."""

_Spans = tuple[tuple[int, int], ...]


class _Stretch(NamedTuple):
    """A ``nif:String``: characters ``begin`` to ``end`` of an article."""

    begin: int
    end: int
    text: str
    node: int
    """The entity that it names, or -1."""


class Evidence:
    """The passages and articles of a graph.

    Attributes:
        passages: those that were asked for: ``article`` (index), ``spans`` (first and last character of each passage
            that stands in the same sentence), and ``words``: pieces ``[text, inside, node]``, where *inside* says
            whether the piece belongs to a passage (else it is only round it) and *node* is the entity that the piece
            names, or -1.
        articles: ``headline``, ``publisher``, ``published``, ``file``, ``url``, ``author``; absent where unknown;
            ``copies``: earlier articles whose text it copies.

    Args:
        triples: the graph.
        index: number of each node by IRI.
    """

    def __init__(self, triples: Triples, index: Mapping[str, int]) -> None:
        self.passages: list[dict[str, Any]] = []
        self._triples = triples
        self._index = index
        self._numbers: dict[tuple[int, _Stretch, _Spans], int] = {}
        iris = triples.instances(_SCHEMA + "NewsArticle")
        self._articles = {iri: at for at, iri in enumerate(iris)}
        self.articles = [self._article(iri) for iri in iris]
        for iri, at in self._articles.items():
            if earlier := [self._articles[one] for one in triples.links(iri, _COPY) if one in self._articles]:
                self.articles[at]["copies"] = earlier
        self._where: dict[str, tuple[int, _Stretch]] = {}
        self._names: list[list[_Stretch]] = [[] for _ in iris]
        self._contexts: list[list[_Stretch]] = [[] for _ in iris]
        self._mentions: dict[int, Counter[int]] = {}
        for iri in triples.instances(_NIF + "String"):
            self._read(iri)
        for names in self._names:
            names.sort(key=lambda name: (name.begin, -name.end))
        for iri, at in self._articles.items():
            for entity in triples.links(iri, _SCHEMA + "mentions"):
                if entity in index:
                    self._mentions.setdefault(index[entity], Counter())[at] += 0

    def passages_of(self, iris: Iterable[str]) -> list[int]:
        """Numbers of the passages with these IRIs, in the order of the articles and their text."""
        together: dict[tuple[int, _Stretch], list[_Stretch]] = {}
        for article, stretch in sorted({self._where[iri] for iri in iris if iri in self._where}):
            together.setdefault((article, self._context(article, stretch)), []).append(stretch)
        numbers = []
        for (article, context), stretches in sorted(together.items()):
            spans = tuple((stretch.begin, stretch.end) for stretch in stretches)
            key = (article, context, spans)
            if key not in self._numbers:
                self._numbers[key] = len(self.passages)
                words = self._pieces(article, spans, context)
                self.passages.append({"article": article, "spans": spans, "words": words})
            numbers.append(self._numbers[key])
        return numbers

    def mentions_of(self, node: int) -> list[list[int]]:
        """Where an entity is named: ``[article, how often]``."""
        return [[article, count] for article, count in sorted(self._mentions.get(node, {}).items())]

    def _article(self, iri: str) -> dict[str, Any]:
        publisher = self._triples.links(iri, _SCHEMA + "publisher")
        values = {
            "headline": self._triples.words(iri, _SCHEMA + "headline"),
            "publisher": self._triples.words(publisher[0], _LABEL) if publisher else [],
            "published": self._triples.words(iri, _SCHEMA + "datePublished"),
            "author": self._triples.words(iri, _SCHEMA + "author"),
            "file": self._triples.words(iri, _SOURCE) or [local_name(iri)],
            "url": self._triples.links(iri, _SCHEMA + "url") or self._triples.words(iri, _SCHEMA + "url"),
        }
        return {name: found[0] for name, found in values.items() if found}

    def _read(self, iri: str) -> None:
        article = self._triples.links(iri, _NIF + "referenceContext")
        begin = self._triples.words(iri, _NIF + "beginIndex")
        text = self._triples.words(iri, _NIF + "anchorOf")
        if not (article and begin and text) or article[0] not in self._articles or not begin[0].isdecimal():
            return
        first = int(begin[0])
        named = self._triples.links(iri, _IDENTIFIES)
        entities = [self._index[entity] for entity in named if entity in self._index]
        # "keduanya" names two, and a piece of text leads to one.
        only = entities[0] if len(entities) == 1 else -1
        stretch = _Stretch(first, first + len(text[0]), text[0], only)
        at = self._articles[article[0]]
        self._where[iri] = (at, stretch)
        if not named:
            self._contexts[at].append(stretch)
        elif only >= 0:
            self._names[at].append(stretch)
        for entity in entities:
            self._mentions.setdefault(entity, Counter())[at] += 1

    def _context(self, article: int, stretch: _Stretch) -> _Stretch:
        """The longest string of the graph that holds the passage and is no longer than a sentence may be."""
        wider = [
            s
            for s in self._contexts[article]
            if s.begin <= stretch.begin and stretch.end <= s.end and s.end - s.begin <= _SENTENCE_LENGTH
        ]
        return max(wider, key=lambda s: (s.end - s.begin, -s.begin)) if wider else stretch

    def _pieces(self, article: int, spans: _Spans, context: _Stretch) -> list[list[Any]]:
        """The context cut where a passage or a name begins or ends."""
        names = self._names[article]
        edges = sorted({edge for span in spans for edge in span})
        pieces: list[list[Any]] = []
        at = context.begin

        def add(end: int, node: int) -> None:
            nonlocal at
            for cut in (*edges, end):
                if at < cut <= end:
                    inside = int(any(begin <= at and cut <= last for begin, last in spans))
                    pieces.append([context.text[at - context.begin : cut - context.begin], inside, node])
                    at = cut

        for name in names[bisect_left(names, context.begin, key=lambda name: name.begin) :]:
            if name.begin >= context.end:
                break
            if name.begin >= at and name.end <= context.end:
                add(name.begin, -1)
                add(name.end, name.node)
        add(context.end, -1)
        return pieces
