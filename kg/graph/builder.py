"""Corpus → triples, by the contract of ``docs/graph.md``. Knows RDF and no text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from hashlib import sha256

import pyoxigraph as ox

from kg import __version__
from kg.graph.graph import BASE, Graph
from kg.graph.labels import event_label
from kg.graph.literals import integer
from kg.graph.turtle import Descriptions, Term, count_triples
from kg.identity.corpus import (
    Account,
    Corpus,
    CorpusArticle,
    CorpusEntity,
    CorpusEvent,
    CorpusPosition,
    CorpusRelation,
    CorpusStatement,
    Join,
    Passage,
)
from kg.identity.naming import digest, slug
from kg.knowledge.ontology import Ontology, load_ontology
from kg.model import EntityType, Modality, Span
from kg.vocabulary import DCTERMS, ITSRDF, KG, NIF, ORG, OWL, PROV, RDF, RDFS, SCHEMA, SEM, SKOS, VOID, XSD

_TYPES = {
    EntityType.PERSON: (SCHEMA.Person,),
    EntityType.ORGANISATION: (SCHEMA.Organization,),
    EntityType.PLACE: (SCHEMA.Place,),
    EntityType.FACILITY: (SCHEMA.Place,),
    EntityType.COUNTRY: (SCHEMA.Place, SCHEMA.Country),
    EntityType.WORK: (SCHEMA.CreativeWork,),
    EntityType.PRODUCT: (SCHEMA.Product,),
}
_PREDICATES = {"hasPlace": SEM.hasPlace, "about": SCHEMA.about, "text": SCHEMA.text}
"""Of the arguments whose predicate is not our own."""
_DATES = {4: XSD.gYear, 7: XSD.gYearMonth, 10: XSD.date}
_IRI = re.compile(r"https?://[^\s<>\"{}|\\^`]+")

_STRING, _CHARACTERS = ox.NamedNode(NIF.String), ox.NamedNode(NIF.RFC5147String)
_DECIMAL = ox.NamedNode(XSD.decimal)

Object = ox.NamedNode | ox.Literal


def build_graph(corpus: Corpus, base: str = BASE, ontology: Ontology | None = None) -> Graph:
    """The triples of a corpus.

    Args:
        corpus: all that the articles say.
        base: what every minted IRI begins with; ends in ``/`` or ``#``.
        ontology: gives the classes their labels; the one that the package carries by default.
    """
    return Graph.of(_Builder(corpus, base, ontology or load_ontology()).build(), base=base)


class _Builder:
    def __init__(self, corpus: Corpus, base: str, ontology: Ontology) -> None:
        self._corpus = corpus
        self._base = base
        self._ontology = ontology
        self._subjects: dict[str, dict[str, list[Term]]] = {}
        self._entities = [ox.NamedNode(base + entity.name) for entity in corpus.entities]
        self._articles = [ox.NamedNode(base + article.name) for article in corpus.articles]
        self._names = [{entity.label, *entity.names} for entity in corpus.entities]
        self._strings: dict[Passage, ox.NamedNode] = {}

    def build(self) -> Descriptions:
        for entity in self._corpus.entities:
            self._entity(entity, self._base + entity.name)
        for article in self._corpus.articles:
            self._article(article, self._base + article.name)
        for event in self._corpus.events:
            self._event(event)
        self._statements()
        self._positions()
        self._relations()
        self._mentions()
        self._dataset()
        return self._subjects

    def _add(self, subject: str, predicate: str, *objects: Object) -> None:
        """State something; what was stated before is not stated again."""
        if not objects:
            return
        described = self._subjects.get(subject)
        if described is None:
            described = self._subjects[subject] = {}
        known = described.get(predicate)
        if known is not None:
            known += [value for value in dict.fromkeys(objects) if value not in known]
        else:
            described[predicate] = list(objects) if len(objects) == 1 else list(dict.fromkeys(objects))

    def _iri(self, name: str) -> str:
        return self._base + name

    # -- things -----------------------------------------------------------------------------------------------------

    def _entity(self, entity: CorpusEntity, node: str) -> None:
        self._add(node, RDF.type, *(ox.NamedNode(kind) for kind in _TYPES[entity.type]))
        self._add(node, RDFS.label, _words(entity.label))
        self._add(node, SKOS.altLabel, *(_words(name) for name in entity.names))
        self._links(entity, node)
        if entity.rule is not None:
            self._add(node, KG.joinedBy, ox.NamedNode(KG[entity.rule.value]))
            self._add(node, KG.joinConfidence, _confidence(entity.rule.confidence))
        self._decided(node, entity)

    def _conflicts(self, node: str, fact: CorpusEvent | CorpusStatement) -> None:
        self._add(node, KG.conflictsWith, *(ox.NamedNode(self._iri(name)) for name in fact.conflicts))

    def _decided(self, node: str, thing: CorpusEntity | CorpusEvent) -> None:
        """What people decided of it."""
        self._add(node, SKOS.editorialNote, *(ox.Literal(note) for note in thing.notes))
        self._add(node, OWL.differentFrom, *(ox.NamedNode(self._iri(name)) for name in thing.different))

    def _links(self, entity: CorpusEntity, node: str) -> None:
        """What the entity is elsewhere: the same where its link is sure, else what it is close to, and how close."""
        elsewhere = [ox.NamedNode(iri) for iri in entity.identifiers]
        if entity.authority is not None:
            self._add(node, OWL.sameAs, *elsewhere)
            return
        self._add(node, SKOS.closeMatch, *elsewhere)
        for other in elsewhere:
            link = f"{self._iri('link/')}{entity.name}/{slug(other.value.rsplit('/', 1)[-1])}"
            self._add(link, RDF.type, ox.NamedNode(KG.Link))
            self._add(link, RDF.subject, ox.NamedNode(node))
            self._add(link, RDF.predicate, ox.NamedNode(SKOS.closeMatch))
            self._add(link, RDF.object, other)
            self._add(link, KG.linkConfidence, _confidence(entity.link_confidence))

    def _article(self, each: CorpusArticle, node: str) -> None:
        article = each.article
        self._add(node, RDF.type, ox.NamedNode(SCHEMA.NewsArticle))
        self._add(node, DCTERMS.identifier, ox.Literal(f"sha256:{_digest(article.text)}"))
        self._add(node, DCTERMS.source, *(ox.Literal(source) for source in each.sources))
        self._add(node, SCHEMA.inLanguage, ox.Literal(article.language))
        if article.headline:
            self._add(node, SCHEMA.headline, _words(article.headline, article.language))
        if article.published is not None:
            self._add(node, SCHEMA.datePublished, published(article.published))
        if each.publisher is not None:
            self._add(node, SCHEMA.publisher, self._entities[each.publisher])
        if article.author:
            self._add(node, SCHEMA.author, ox.Literal(article.author))
        if article.url and _IRI.fullmatch(article.url):
            self._add(node, SCHEMA.url, ox.NamedNode(article.url))
        self._add(node, SCHEMA.mentions, *(self._entities[entity] for entity in each.entities))
        self._add(node, KG.nearCopyOf, *(self._articles[earlier] for earlier in each.copies))

    # -- facts ------------------------------------------------------------------------------------------------------

    def _fact(self, node: str, passages: Iterable[Passage], confidence: float) -> None:
        """Where a fact comes from and how sure it is."""
        for passage in passages:
            self._add(node, PROV.wasDerivedFrom, self._string(passage))
        self._add(node, KG.confidence, _confidence(confidence))

    def _event(self, event: CorpusEvent) -> None:
        node = self._iri(event.name)
        kind = ox.NamedNode(str(KG) + event.type)
        self._add(node, RDF.type, ox.NamedNode(KG.Event))
        if event.modality is Modality.ASSERTED:
            self._add(node, RDF.type, kind)
        self._add(node, SEM.eventType, kind)
        self._add(node, RDFS.label, _words(event_label(event, self._corpus.entities, self._ontology)))
        self._add(node, KG.modality, ox.NamedNode(str(KG) + event.modality.value))
        for predicate, value in self._values(Account(-1, event.arguments, event.begin, event.end, event.confidence)):
            self._add(node, predicate, value)
        self._fact(node, event.passages, event.confidence)
        self._add(node, KG.outletCount, integer(event.outlets))
        self._add(node, KG.fulfils, *(ox.NamedNode(self._iri(plan)) for plan in event.fulfils))
        self._conflicts(node, event)
        self._decided(node, event)
        for join in event.joins:
            self._join(event, join)
        self._attribute(event)

    def _join(self, event: CorpusEvent, join: Join) -> None:
        """Why what one article says is of this event."""
        article = self._corpus.articles[join.passage.article].name.partition("/")[2]
        node = self._iri(f"join/{article}/{event.name.partition('/')[2]}")
        self._add(node, RDF.type, ox.NamedNode(KG.Join))
        self._add(node, KG.joins, ox.NamedNode(self._iri(event.name)))
        self._add(node, KG.joinedBy, ox.NamedNode(KG[join.rule.value]))
        self._add(node, KG.joinConfidence, _confidence(join.rule.confidence))
        self._add(node, PROV.wasDerivedFrom, self._string(join.passage))

    def _attribute(self, fact: CorpusEvent | CorpusStatement | CorpusPosition | CorpusRelation) -> None:
        """Values of a fact of several articles that not all of them give, and who gives them."""
        given: dict[tuple[str, Object], list[int]] = {}
        for account in fact.accounts:
            for said in self._values(account):
                given.setdefault(said, []).append(account.article)
        for (predicate, value), articles in given.items():
            if len(articles) < len(fact.accounts):
                node = self._iri(f"value/{fact.name}/{digest((predicate, str(value)))}")
                self._add(node, RDF.type, ox.NamedNode(KG.Value))
                self._add(node, RDF.subject, ox.NamedNode(self._iri(fact.name)))
                self._add(node, RDF.predicate, ox.NamedNode(predicate))
                self._add(node, RDF.object, value)
                for article in articles:
                    first = next(passage for passage in fact.passages if passage.article == article)
                    self._add(node, PROV.wasDerivedFrom, self._string(first))

    def _values(self, account: Account) -> Iterator[tuple[str, Object]]:
        """Roles, time, confidence."""
        for role, filler in account.arguments:
            predicate = _PREDICATES.get(role) or str(KG) + role
            yield predicate, self._entities[filler] if isinstance(filler, int) else _words(filler)
        if account.end is not None and account.begin is not None:
            yield SEM.hasBeginTimeStamp, _day(account.begin)
            yield SEM.hasEndTimeStamp, _day(account.end)
        elif account.begin is not None:
            yield SEM.hasTimeStamp, _day(account.begin)
        yield KG.confidence, _confidence(account.confidence)

    def _statements(self) -> None:
        for statement in self._corpus.statements:
            node = self._iri(statement.name)
            self._add(node, RDF.type, ox.NamedNode(KG.Statement))
            self._add(node, KG.speaker, self._entities[statement.speaker])
            self._add(node, SCHEMA.text, _words(statement.text))
            self._add(node, KG.direct, ox.Literal(statement.is_direct))
            if statement.reported_by is not None:
                self._add(node, KG.reportedBy, self._entities[statement.reported_by])
            if statement.time is not None:
                self._add(node, SEM.hasTimeStamp, _day(statement.time))
            self._add(node, SCHEMA.about, *(self._entities[entity] for entity in statement.about))
            self._fact(node, statement.passages, statement.confidence)
            self._attribute(statement)
            self._add(node, KG.outletCount, integer(statement.outlets))
            self._conflicts(node, statement)

    def _positions(self) -> None:
        for position in self._corpus.positions:
            node, holder = self._iri(position.name), self._corpus.entities[position.holder].name
            self._add(node, RDF.type, ox.NamedNode(ORG.Membership))
            self._add(node, ORG.member, self._entities[position.holder])
            self._add(node, KG.title, _words(position.title))
            whole = position.title
            if position.organisation is not None:
                organisation = self._entities[position.organisation]
                self._add(node, ORG.organization, organisation)
                self._add(self._iri(holder), SCHEMA.affiliation, organisation)
                whole = f"{position.title} {self._corpus.entities[position.organisation].label}"
            self._add(self._iri(holder), SCHEMA.jobTitle, _words(whole))
            self._fact(node, position.passages, position.confidence)
            self._attribute(position)

    def _relations(self) -> None:
        for relation in self._corpus.relations:
            node = self._iri(relation.name)
            subject, object_ = self._entities[relation.subject], self._entities[relation.object]
            predicate = KG[relation.predicate] if relation.predicate in KG else SCHEMA[relation.predicate]
            self._add(self._iri(self._corpus.entities[relation.subject].name), predicate, object_)
            self._add(node, RDF.type, ox.NamedNode(RDF.Statement))
            self._add(node, RDF.subject, subject)
            self._add(node, RDF.predicate, ox.NamedNode(predicate))
            self._add(node, RDF.object, object_)
            self._fact(node, relation.passages, relation.confidence)
            self._attribute(relation)

    # -- passages ---------------------------------------------------------------------------------------------------

    def _string(self, passage: Passage) -> ox.NamedNode:
        """The node of some characters of an article."""
        node = self._strings.get(passage)
        if node is None:
            begin, end = passage.span
            article = self._corpus.articles[passage.article]
            iri = f"{self._iri(article.name)}#char={begin},{end}"
            node = self._strings[passage] = ox.NamedNode(iri)
            self._subjects[iri] = {
                RDF.type: [_STRING, _CHARACTERS],
                NIF.referenceContext: [self._articles[passage.article]],
                NIF.beginIndex: [integer(begin)],
                NIF.endIndex: [integer(end)],
                NIF.anchorOf: [_words(article.article.text[begin:end], article.article.language)],
            }
        return node

    def _mentions(self) -> None:
        """Names and other words that stand for an entity: those inside a passage, the first of each entity, and
        the first that calls it by each of its names."""
        passages: dict[int, list[Span]] = {}
        for passage in self._strings:
            passages.setdefault(passage.article, []).append(passage.span)
        for number, article in enumerate(self._corpus.articles):
            inside = _Cover(passages.get(number, ()))
            seen: set[tuple[int, str]] = set()
            text = article.article.text
            for span, entities in article.mentions:
                words = text[span.start : span.end]
                named = {(e, words if words in self._names[e] else "") for e in entities} | {(e, "") for e in entities}
                if inside.covers(span) or not seen.issuperset(named):
                    seen |= named
                    node = self._string(Passage(number, span))
                    self._add(node.value, ITSRDF.taIdentRef, *(self._entities[entity] for entity in entities))

    # -- the graph itself -------------------------------------------------------------------------------------------

    def _dataset(self) -> None:
        texts = sorted(_digest(each.article.text) for each in self._corpus.articles)
        inputs = sha256("\n".join(texts).encode()).hexdigest()
        dataset = self._iri(f"dataset/{inputs[:12]}")
        run, program = self._iri(f"run/{inputs[:12]}"), self._iri(f"software/kabar-{__version__}")
        self._add(dataset, RDF.type, ox.NamedNode(VOID.Dataset))
        self._add(dataset, DCTERMS.identifier, ox.Literal(f"sha256:{inputs}"))
        self._add(dataset, PROV.wasGeneratedBy, ox.NamedNode(run))
        self._add(dataset, VOID.documents, integer(len(self._articles)))
        self._add(dataset, VOID.entities, integer(len(self._entities)))
        self._add(dataset, VOID.uriSpace, ox.Literal(self._base))
        self._add(run, RDF.type, ox.NamedNode(PROV.Activity))
        self._add(run, PROV.wasAssociatedWith, ox.NamedNode(program))
        self._add(run, PROV.used, *self._articles)
        self._add(program, RDF.type, ox.NamedNode(PROV.SoftwareAgent))
        self._add(program, RDFS.label, ox.Literal("kabar"))
        self._add(program, SCHEMA.softwareVersion, ox.Literal(__version__))
        self._add(dataset, VOID.triples, integer(count_triples(self._subjects) + 1))


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


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _words(text: str, language: str = "id") -> ox.Literal:
    return ox.Literal(text, language=language)


def _confidence(value: float) -> ox.Literal:
    return ox.Literal(f"{value:.2f}".rstrip("0").rstrip("."), datatype=_DECIMAL)


def _day(text: str) -> ox.Literal:
    return ox.Literal(text, datatype=ox.NamedNode(_DATES[len(text)]))


def published(value: datetime | date) -> ox.Literal:
    """When an article was published, in canonical form: no fraction of a second, Z for +00:00."""
    if isinstance(value, datetime):
        text = value.isoformat(timespec="seconds").replace("+00:00", "Z")
        return ox.Literal(text, datatype=ox.NamedNode(XSD.dateTime))
    return ox.Literal(value.isoformat(), datatype=ox.NamedNode(XSD.date))
