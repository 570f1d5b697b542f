"""Corpus → triples, by the contract of ``docs/graph.md``. Knows RDF and no text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from hashlib import sha256

import pyoxigraph as ox

from kg import __version__
from kg.graph import terms as t
from kg.graph.graph import BASE, Graph
from kg.graph.labels import event_label
from kg.identity.corpus import Corpus, CorpusArticle, CorpusEntity, CorpusEvent, Passage
from kg.knowledge.ontology import Ontology, load_ontology
from kg.model import EntityType, Modality, Span

_TYPES = {
    EntityType.PERSON: (t.SCHEMA_PERSON,),
    EntityType.ORGANISATION: (t.SCHEMA_ORGANIZATION,),
    EntityType.PLACE: (t.SCHEMA_PLACE,),
    EntityType.FACILITY: (t.SCHEMA_PLACE,),
    EntityType.COUNTRY: (t.SCHEMA_PLACE, t.SCHEMA_COUNTRY),
    EntityType.WORK: (t.SCHEMA_CREATIVE_WORK,),
    EntityType.PRODUCT: (t.SCHEMA_PRODUCT,),
}
_PREDICATES = {"allyOf": t.KG + "allyOf"}
_DATES = {4: t.XSD_G_YEAR, 7: t.XSD_G_YEAR_MONTH, 10: t.XSD_DATE}
_IRI = re.compile(r"https?://[^\s<>\"{}|\\^`]+")

Object = ox.NamedNode | ox.Literal


def build_graph(corpus: Corpus, base: str = BASE, ontology: Ontology | None = None) -> Graph:
    """The triples of a corpus.

    Args:
        corpus: all that the articles say.
        base: what every minted IRI begins with; ends in ``/`` or ``#``.
        ontology: gives the classes their labels; the one that the package carries by default.
    """
    return Graph(_Builder(corpus, base, ontology or load_ontology()).build(), base=base)


class _Builder:
    def __init__(self, corpus: Corpus, base: str, ontology: Ontology) -> None:
        self._corpus = corpus
        self._base = base
        self._ontology = ontology
        self._triples: set[ox.Triple] = set()
        self._entities = [ox.NamedNode(base + entity.name) for entity in corpus.entities]
        self._articles = [ox.NamedNode(base + article.name) for article in corpus.articles]
        self._strings: set[Passage] = set()

    def build(self) -> Iterator[ox.Triple]:
        for entity, node in zip(self._corpus.entities, self._entities, strict=True):
            self._entity(entity, node)
        for article, node in zip(self._corpus.articles, self._articles, strict=True):
            self._article(article, node)
        for event in self._corpus.events:
            self._event(event)
        self._statements()
        self._positions()
        self._relations()
        self._mentions()
        self._dataset()
        return iter(self._triples)

    def _add(self, subject: ox.NamedNode, predicate: str, *objects: Object) -> None:
        for value in objects:
            self._triples.add(ox.Triple(subject, ox.NamedNode(predicate), value))

    def _node(self, name: str) -> ox.NamedNode:
        return ox.NamedNode(self._base + name)

    # -- things -----------------------------------------------------------------------------------------------------

    def _entity(self, entity: CorpusEntity, node: ox.NamedNode) -> None:
        self._add(node, t.RDF_TYPE, *(ox.NamedNode(kind) for kind in _TYPES[entity.type]))
        self._add(node, t.RDFS_LABEL, _words(entity.label))
        self._add(node, t.SKOS_ALT_LABEL, *(_words(name) for name in entity.names))
        if entity.wikidata:
            self._add(node, t.OWL_SAME_AS, ox.NamedNode(t.WD + entity.wikidata))

    def _article(self, each: CorpusArticle, node: ox.NamedNode) -> None:
        article = each.article
        self._add(node, t.RDF_TYPE, ox.NamedNode(t.SCHEMA_NEWS_ARTICLE))
        self._add(node, t.DCTERMS_SOURCE, *(ox.Literal(source) for source in each.sources))
        self._add(node, t.SCHEMA_IN_LANGUAGE, ox.Literal(article.language))
        if article.headline:
            self._add(node, t.SCHEMA_HEADLINE, _words(article.headline, article.language))
        if article.published is not None:
            self._add(node, t.SCHEMA_DATE_PUBLISHED, _published(article.published))
        if each.publisher is not None:
            self._add(node, t.SCHEMA_PUBLISHER, self._entities[each.publisher])
        if article.author:
            self._add(node, t.SCHEMA_AUTHOR, ox.Literal(article.author))
        if article.url and _IRI.fullmatch(article.url):
            self._add(node, t.SCHEMA_URL, ox.NamedNode(article.url))
        self._add(node, t.SCHEMA_MENTIONS, *(self._entities[entity] for entity in each.entities))

    # -- facts ------------------------------------------------------------------------------------------------------

    def _fact(self, node: ox.NamedNode, passages: Iterable[Passage], confidence: float) -> None:
        """Where a fact comes from and how sure it is."""
        for passage in passages:
            self._add(node, t.PROV_WAS_DERIVED_FROM, self._string(passage))
        self._add(node, t.KG_CONFIDENCE, _confidence(confidence))

    def _event(self, event: CorpusEvent) -> None:
        node = self._node(event.name)
        kind = ox.NamedNode(t.KG + event.type)
        self._add(node, t.RDF_TYPE, ox.NamedNode(t.KG_EVENT))
        if event.modality is Modality.ASSERTED:
            self._add(node, t.RDF_TYPE, kind)
        self._add(node, t.SEM_EVENT_TYPE, kind)
        self._add(node, t.RDFS_LABEL, _words(event_label(event, self._corpus.entities, self._ontology)))
        self._add(node, t.KG_MODALITY, ox.NamedNode(t.KG + event.modality.value))
        for role, filler in event.arguments:
            predicate = t.SEM_HAS_PLACE if role == "hasPlace" else t.KG + role
            self._add(node, predicate, self._entities[filler] if isinstance(filler, int) else _words(filler))
        if event.end is not None and event.begin is not None:
            self._add(node, t.SEM_HAS_BEGIN_TIME_STAMP, _day(event.begin))
            self._add(node, t.SEM_HAS_END_TIME_STAMP, _day(event.end))
        elif event.begin is not None:
            self._add(node, t.SEM_HAS_TIME_STAMP, _day(event.begin))
        self._fact(node, event.passages, event.confidence)

    def _statements(self) -> None:
        for statement in self._corpus.statements:
            node = self._node(statement.name)
            self._add(node, t.RDF_TYPE, ox.NamedNode(t.KG_STATEMENT))
            self._add(node, t.KG_SPEAKER, self._entities[statement.speaker])
            self._add(node, t.SCHEMA_TEXT, _words(statement.text))
            self._add(node, t.KG_DIRECT, ox.Literal(statement.is_direct))
            if statement.reported_by is not None:
                self._add(node, t.KG_REPORTED_BY, self._entities[statement.reported_by])
            if statement.time is not None:
                self._add(node, t.SEM_HAS_TIME_STAMP, _day(statement.time))
            self._add(node, t.SCHEMA_ABOUT, *(self._entities[entity] for entity in statement.about))
            self._fact(node, statement.passages, statement.confidence)

    def _positions(self) -> None:
        for position in self._corpus.positions:
            node, holder = self._node(position.name), self._entities[position.holder]
            self._add(node, t.RDF_TYPE, ox.NamedNode(t.ORG_MEMBERSHIP))
            self._add(node, t.ORG_MEMBER, holder)
            self._add(node, t.KG_TITLE, _words(position.title))
            whole = position.title
            if position.organisation is not None:
                organisation = self._entities[position.organisation]
                self._add(node, t.ORG_ORGANIZATION, organisation)
                self._add(holder, t.SCHEMA_AFFILIATION, organisation)
                whole = f"{position.title} {self._corpus.entities[position.organisation].label}"
            self._add(holder, t.SCHEMA_JOB_TITLE, _words(whole))
            self._fact(node, position.passages, position.confidence)

    def _relations(self) -> None:
        for relation in self._corpus.relations:
            node = self._node(relation.name)
            subject, object_ = self._entities[relation.subject], self._entities[relation.object]
            predicate = _PREDICATES.get(relation.predicate, t.SCHEMA + relation.predicate)
            self._add(subject, predicate, object_)
            self._add(node, t.RDF_TYPE, ox.NamedNode(t.RDF_STATEMENT))
            self._add(node, t.RDF_SUBJECT, subject)
            self._add(node, t.RDF_PREDICATE, ox.NamedNode(predicate))
            self._add(node, t.RDF_OBJECT, object_)
            self._fact(node, relation.passages, relation.confidence)

    # -- passages ---------------------------------------------------------------------------------------------------

    def _string(self, passage: Passage) -> ox.NamedNode:
        """The node of some characters of an article."""
        article = self._articles[passage.article]
        begin, end = passage.span
        node = ox.NamedNode(f"{article.value}#char={begin},{end}")
        if passage not in self._strings:
            self._strings.add(passage)
            source = self._corpus.articles[passage.article].article
            self._add(node, t.RDF_TYPE, ox.NamedNode(t.NIF_STRING), ox.NamedNode(t.NIF_RFC5147_STRING))
            self._add(node, t.NIF_REFERENCE_CONTEXT, article)
            self._add(node, t.NIF_BEGIN_INDEX, _integer(begin))
            self._add(node, t.NIF_END_INDEX, _integer(end))
            self._add(node, t.NIF_ANCHOR_OF, _words(source.text[begin:end], source.language))
        return node

    def _mentions(self) -> None:
        """Names and other words that stand for an entity: those inside a passage, and the first of each entity."""
        passages: dict[int, list[Span]] = {}
        for passage in self._strings:
            passages.setdefault(passage.article, []).append(passage.span)
        for number, article in enumerate(self._corpus.articles):
            inside = _Cover(passages.get(number, ()))
            seen: set[int] = set()
            for span, entities in article.mentions:
                if inside.covers(span) or not seen.issuperset(entities):
                    seen.update(entities)
                    node = self._string(Passage(number, span))
                    self._add(node, t.ITSRDF_TA_IDENT_REF, *(self._entities[entity] for entity in entities))

    # -- the graph itself -------------------------------------------------------------------------------------------

    def _dataset(self) -> None:
        texts = sorted(
            sha256(a.article.text.encode("utf-8", "surrogatepass")).hexdigest() for a in self._corpus.articles
        )
        inputs = sha256("\n".join(texts).encode()).hexdigest()
        dataset = self._node(f"dataset/{inputs[:12]}")
        run, program = self._node(f"run/{inputs[:12]}"), self._node(f"software/kabar-{__version__}")
        self._add(dataset, t.RDF_TYPE, ox.NamedNode(t.VOID_DATASET))
        self._add(dataset, t.DCTERMS_IDENTIFIER, ox.Literal(f"sha256:{inputs}"))
        self._add(dataset, t.PROV_WAS_GENERATED_BY, run)
        self._add(dataset, t.VOID_DOCUMENTS, _integer(len(self._articles)))
        self._add(dataset, t.VOID_ENTITIES, _integer(len(self._entities)))
        self._add(dataset, t.VOID_URI_SPACE, ox.Literal(self._base))
        self._add(run, t.RDF_TYPE, ox.NamedNode(t.PROV_ACTIVITY))
        self._add(run, t.PROV_WAS_ASSOCIATED_WITH, program)
        self._add(run, t.PROV_USED, *self._articles)
        self._add(program, t.RDF_TYPE, ox.NamedNode(t.PROV_SOFTWARE_AGENT))
        self._add(program, t.RDFS_LABEL, ox.Literal("kabar"))
        self._add(program, t.SCHEMA_SOFTWARE_VERSION, ox.Literal(__version__))
        self._add(dataset, t.VOID_TRIPLES, _integer(len(self._triples) + 1))


class _Cover:
    """Which spans lie inside some span of a set."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._ends: list[tuple[int, int]] = []
        furthest = -1
        for start, end in sorted(spans):
            if end > furthest:
                furthest = end
                self._ends.append((start, end))

    def covers(self, span: Span) -> bool:
        """Whether some span of the set holds *span*."""
        at = bisect_right(self._ends, (span.start, 1 << 62)) - 1
        return at >= 0 and self._ends[at][1] >= span.end


def _words(text: str, language: str = "id") -> ox.Literal:
    return ox.Literal(text, language=language)


def _confidence(value: float) -> ox.Literal:
    return ox.Literal(f"{value:.2f}".rstrip("0").rstrip("."), datatype=ox.NamedNode(t.XSD_DECIMAL))


def _integer(value: int) -> ox.Literal:
    return ox.Literal(str(value), datatype=ox.NamedNode(t.XSD_INTEGER))


def _day(text: str) -> ox.Literal:
    return ox.Literal(text, datatype=ox.NamedNode(_DATES[len(text)]))


def _published(value: datetime | date) -> ox.Literal:
    """Canonical: no fraction of zero, Z for +00:00."""
    if isinstance(value, datetime):
        text = value.isoformat(timespec="seconds").replace("+00:00", "Z")
        return ox.Literal(text, datatype=ox.NamedNode(t.XSD_DATE_TIME))
    return ox.Literal(value.isoformat(), datatype=ox.NamedNode(t.XSD_DATE))
