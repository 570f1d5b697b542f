"""What the picture shows, read from the triples: nodes, edges, and the passages behind each.

Everything becomes plain numbers and strings here, ready for JSON; nothing downstream knows of RDF.
The vocabulary is that of the graph contract; labels and groups of event classes come from the ontology.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from kg.explorer.evidence import Evidence
from kg.explorer.foreign import Foreign
from kg.explorer.triples import Triples
from kg.graph.turtle import local_name
from kg.knowledge.ontology import Ontology

Record = dict[str, Any]
"""A JSON object."""

KG = "https://w3id.org/kabar/ontology#"
ORG = "http://www.w3.org/ns/org#"
PROV = "http://www.w3.org/ns/prov#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
SCHEMA = "https://schema.org/"
SEM = "http://semanticweb.cs.vu.nl/2009/11/sem/"
SKOS = "http://www.w3.org/2004/02/skos/core#"

_ENTITY_KINDS: Mapping[str, str] = {
    SCHEMA + "Person": "person",
    SCHEMA + "Organization": "organisation",
    SCHEMA + "Country": "place",
    SCHEMA + "Place": "place",
    SCHEMA + "CivicStructure": "place",
    SCHEMA + "Product": "work",
    SCHEMA + "CreativeWork": "work",
}
"""Classes of entities, the narrower before the wider, and the kind that the legend counts them under."""
_SPEECH = {KG + "speaker": "speaker", KG + "reportedBy": "reportedBy", SCHEMA + "about": "about"}
_IMPLIED = frozenset({SEM + "hasActor", SCHEMA + "affiliation", SCHEMA + "mentions"})
"""Properties that only repeat what a narrower one, a position or a passage says."""
_APPARATUS = (
    *(SCHEMA + "NewsArticle", ORG + "Membership", RDF + "Statement"),
    "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#String",
    *("http://rdfs.org/ns/void#Dataset", PROV + "Activity", PROV + "SoftwareAgent"),
)
"""Classes of what tells of nodes and of the graph itself; not drawn as nodes, as those of our own vocabulary."""
_CONFLICTS = KG + "conflictsWith"
_TOLD = ("event", "statement")
"""Kinds of nodes that are told, among those that act."""
_LABEL_LENGTH = 48
"""Characters of a label that the canvas shows; the panel shows all."""


@dataclass(slots=True)
class Picture:
    """All that the page needs.

    Attributes:
        nodes: ``id`` (its index), ``label``, ``kind`` and, for events, ``group`` and ``modality``; ``quiet`` where no
            event and no position joins the entity to another: it is only mentioned or quoted.
        facts: per node what its panel says.
        edges: ``id`` (its index), ``from``, ``to``, ``kind`` (role, link between events, position, relation, speech)
            and ``role``; for positions and relations ``passages`` and ``confidence``.
        passages: see :class:`kg.explorer.evidence.Evidence`.
        types: per node the names that its types go by; the page does not get them.
        articles: headline, publisher, date, file, address of each article.
        terms: labels of roles, classes, groups and types, by local name.
    """

    nodes: list[Record] = field(default_factory=list)
    facts: list[Record] = field(default_factory=list)
    types: list[tuple[str, ...]] = field(default_factory=list)
    edges: list[Record] = field(default_factory=list)
    passages: list[Record] = field(default_factory=list)
    articles: list[Record] = field(default_factory=list)
    terms: dict[str, str] = field(default_factory=dict)


def draw(triples: Triples, ontology: Ontology, language: str) -> Picture:
    """Read the picture from the triples.

    Args:
        triples: the graph.
        ontology: labels of terms, and the group of each event class.
        language: BCP 47 tag of the labels of terms ("id", "en").
    """
    return _Drawing(triples, ontology, language).picture


class _Drawing:
    def __init__(self, triples: Triples, ontology: Ontology, language: str) -> None:
        self.picture = Picture()
        self._triples = triples
        self._ontology = ontology
        self._language = language
        self._index: dict[str, int] = {}
        self._edges: dict[tuple[int, int, str, str], Record] = {}
        self._entities(triples)
        entities = len(self.picture.nodes)
        events = triples.instances(KG + "Event")
        statements = triples.instances(KG + "Statement")
        for iri in events:
            self._event(iri)
        for iri in statements:
            self._statement(iri)
        others = self._others()
        self._evidence = Evidence(triples, self._index)
        for iri in events:
            self._roles(iri)
        for iri in statements:
            self._speech(iri)
        self._positions()
        self._relations(entities)
        self._links_of_others(others)
        self._mark_quiet(entities)
        self.picture.passages = self._evidence.passages
        self.picture.articles = self._evidence.articles
        for at, fact in enumerate(self.picture.facts):
            if mentions := self._evidence.mentions_of(at):
                fact["mentions"] = mentions

    # -- nodes ----------------------------------------------------------------------------------------------------

    def _add_node(self, iri: str, label: str, fact: Record, types: tuple[str, ...], **node: object) -> None:
        at = len(self.picture.nodes)
        self._index[iri] = at
        self.picture.nodes.append({"id": at, "label": _shortened(label), **node})
        self.picture.facts.append({"iri": iri, "label": label, **fact})
        self.picture.types.append((str(node["kind"]), *types))

    def _entities(self, triples: Triples) -> None:
        found: dict[str, str] = {}
        sure = {
            (one, other): value
            for link in triples.instances(KG + "Link")
            for one in triples.links(link, RDF + "subject")
            for other in triples.links(link, RDF + "object")
            for value in triples.words(link, KG + "linkConfidence")
        }
        for entity_class in _ENTITY_KINDS:
            for iri in triples.instances(entity_class):
                found.setdefault(iri, entity_class)
        for iri in sorted(found):
            fact: Record = {"type": local_name(found[iri])}
            if names := triples.words(iri, SKOS + "altLabel"):
                fact["names"] = names
            if same := triples.links(iri, "http://www.w3.org/2002/07/owl#sameAs"):
                fact["same"] = same
            if close := triples.links(iri, SKOS + "closeMatch"):
                fact["close"] = [[other, sure.get((iri, other), "")] for other in close]
            self._add_node(iri, self._label(iri), fact, (fact["type"],), kind=_ENTITY_KINDS[found[iri]])

    def _event(self, iri: str) -> None:
        triples = self._triples
        classes = triples.links(iri, SEM + "eventType") or triples.links(iri, RDF + "type")
        known = [name for c in classes if (name := local_name(c)) in self._ontology.event_classes]
        name = known[0] if known else local_name(next(iter(classes), KG + "Event"))
        group = self._ontology.event_classes[name].group if known else "Event"
        begin, end = self._time(iri)
        modality = local_name(next(iter(triples.links(iri, KG + "modality")), KG + "Asserted"))
        fact = {
            "class": self._term(name),
            "group": self._term(group),
            "begin": begin,
            "end": end,
            "modality": modality,
            "words": [
                [self._term(role), text] for role in ("theme", "topic") for text in triples.words(iri, KG + role)
            ],
            **self._trust(iri),
        }
        self._term(modality)
        types = (group, name, fact["group"], fact["class"])
        when = {"begin": begin, "end": end}
        self._add_node(iri, self._label(iri), fact, types, kind="event", group=group, modality=modality, **when)
        self.picture.nodes[-1]["label"] = _shortened(self._term(name))

    def _statement(self, iri: str) -> None:
        text = next(iter(self._triples.words(iri, SCHEMA + "text")), "")
        begin, _ = self._time(iri)
        fact = {
            "text": text,
            "direct": self._triples.words(iri, KG + "direct") != ["false"],
            "begin": begin,
            **self._trust(iri),
        }
        self._add_node(iri, text or self._label(iri), fact, (), kind="statement", begin=begin, end=begin)

    def _others(self) -> list[str]:
        """Nodes of which the contract knows nothing: a graph by others, or what a query made."""
        ours = (name for name in self._triples.classes() if name.startswith(KG))
        apparatus = {iri for name in (*_APPARATUS, *ours) for iri in self._triples.instances(name)}
        subjects = [s for s in self._triples.nodes() if s not in self._index and s not in apparatus]
        if not subjects:
            return []
        self._foreign = Foreign(self._triples, self._language)
        others = [iri for iri in self._foreign.nodes(subjects) if iri not in self._index and iri not in apparatus]
        for iri in others:
            label, kind, type_, begin, end, words = self._foreign.describe(iri)
            fact: Record = {"type": type_, "words": words}
            node: Record = {"kind": kind}
            if kind == "event":
                self._term("Event")
                fact |= {"class": type_, "group": type_, "begin": begin, "end": end or begin}
                node |= {"group": type_, "begin": begin, "end": end or begin}
            if names := self._triples.words(iri, SKOS + "altLabel"):
                fact["names"] = names
            self._add_node(iri, label, fact, (type_,), **node)
        return others

    def _label(self, iri: str) -> str:
        return next(iter(self._triples.words(iri, RDFS + "label")), "") or local_name(iri)

    def _time(self, iri: str) -> tuple[str, str]:
        """First and last day as the graph writes them (a month or a year where it says no more), or ``""``."""
        stamp = self._triples.words(iri, SEM + "hasTimeStamp")
        begin = self._triples.words(iri, SEM + "hasBeginTimeStamp") or stamp
        end = self._triples.words(iri, SEM + "hasEndTimeStamp") or begin
        return next(iter(begin), ""), next(iter(end), "")

    def _confidence(self, iri: str) -> Record:
        values = self._triples.words(iri, KG + "confidence")
        return {"confidence": values[0]} if values else {}

    def _trust(self, iri: str) -> Record:
        """How sure it is, and how many independent outlets report it."""
        outlets = self._triples.words(iri, KG + "outletCount")
        return self._confidence(iri) | ({"outlets": outlets[0]} if outlets else {})

    def _term(self, name: str) -> str:
        """Label of a term in the page's language; the page gets it too."""
        terms = self.picture.terms
        if name not in terms:
            labels = self._ontology.labels.get(name, {})
            terms[name] = labels.get(self._language) or labels.get("en") or name
        return terms[name]

    # -- edges ----------------------------------------------------------------------------------------------------

    def _add_edge(
        self, start: int, end: int, kind: str, role: str, passages: list[int] | None = None, **sure: object
    ) -> None:
        """Add an edge, or only its passages to the one that says the same."""
        key = (start, end, kind, role)
        if key not in self._edges:
            edge = {"id": len(self.picture.edges), "from": start, "to": end, "kind": kind, "role": role, **sure}
            self._edges[key] = edge
            self.picture.edges.append(edge)
        if passages:
            known = self._edges[key].setdefault("passages", [])
            known.extend(at for at in passages if at not in known)

    def _passages_of(self, iri: str) -> list[int]:
        return self._evidence.passages_of(self._triples.links(iri, PROV + "wasDerivedFrom"))

    def _roles(self, iri: str) -> None:
        at = self._index[iri]
        self.picture.facts[at]["passages"] = self._passages_of(iri)
        linked: set[int] = set()
        for predicate, objects in self._triples.links_of(iri):
            if predicate in _IMPLIED:
                continue
            if predicate == _CONFLICTS:
                self._conflicts(iri)
                continue
            for filler in self._known(objects):
                kind = "link" if self.picture.nodes[filler]["kind"] in _TOLD else "role"
                self._add_edge(at, filler, kind, self._term(local_name(predicate)))
                linked.add(filler)
        for filler in self._known(self._triples.links(iri, SEM + "hasActor")):
            if filler not in linked:
                self._add_edge(at, filler, "role", self._term("hasActor"))

    def _speech(self, iri: str) -> None:
        at = self._index[iri]
        self.picture.facts[at]["passages"] = self._passages_of(iri)
        for predicate, role in _SPEECH.items():
            for entity in self._known(self._triples.links(iri, predicate)):
                self._term(role)
                self._add_edge(at, entity, "speech", role)
        self._conflicts(iri)

    def _conflicts(self, iri: str) -> None:
        """What cannot be right together with it: one line, whichever of the two says so."""
        for other in self._known(self._triples.links(iri, _CONFLICTS)):
            ends = sorted((self._index[iri], other))
            self._add_edge(ends[0], ends[1], "link", self._term("conflictsWith"), mutual=True)

    def _positions(self) -> None:
        for iri in self._triples.instances(ORG + "Membership"):
            title = next(iter(self._triples.words(iri, KG + "title")), "")
            passages = self._passages_of(iri)
            organisations = self._known(self._triples.links(iri, ORG + "organization"))
            for holder in self._known(self._triples.links(iri, ORG + "member")):
                for organisation in organisations:
                    self._add_edge(holder, organisation, "position", title, passages, **self._confidence(iri))
                if not organisations:
                    position = {"title": title, "passages": passages}
                    self.picture.facts[holder].setdefault("titles", []).append(position)

    def _relations(self, entities: int) -> None:
        """Direct triples between entities, with the passages that their ``rdf:Statement`` names."""
        passages: dict[tuple[str, str, str], list[int]] = {}
        sure: dict[tuple[str, str, str], Record] = {}
        for iri in self._triples.instances(RDF + "Statement"):
            parts = [self._triples.links(iri, RDF + part)[:1] for part in ("subject", "predicate", "object")]
            if all(parts):
                s, p, o = (part[0] for part in parts)
                passages.setdefault((s, p, o), []).extend(self._passages_of(iri))
                sure[s, p, o] = self._confidence(iri)
        for node in self.picture.nodes[:entities]:
            subject = self.picture.facts[node["id"]]["iri"]
            for predicate, objects in self._triples.links_of(subject):
                if predicate in _IMPLIED:
                    continue
                for iri in objects:
                    for at in self._known([iri]):
                        key = (subject, predicate, iri)
                        role = self._term(local_name(predicate))
                        self._add_edge(node["id"], at, "relation", role, passages.get(key), **sure.get(key, {}))

    def _links_of_others(self, others: list[str]) -> None:
        """What links a node of somebody else's graph to another; an event's links are its roles."""
        for iri in others:
            start = self._index[iri]
            for predicate, objects in self._triples.links_of(iri):
                if not self._foreign.is_link(predicate):
                    continue
                role = self._foreign.name_of(predicate)
                for end in self._known(objects):
                    told = [at for at in (start, end) if self.picture.nodes[at]["kind"] == "event"]
                    ends = (end, start) if told == [end] else (start, end)
                    self._add_edge(*ends, ("relation", "role", "link")[len(told)], role)

    def _known(self, iris: Iterable[str]) -> list[int]:
        return [self._index[iri] for iri in iris if iri in self._index]

    def _mark_quiet(self, entities: int) -> None:
        """Of the first nodes, the entities, those that no event or position joins to anything."""
        active: set[int] = set()
        for edge in self.picture.edges:
            if edge["kind"] in ("role", "position"):
                active.update((edge["from"], edge["to"]))
        for node in self.picture.nodes[:entities]:
            if node["id"] not in active:
                node["quiet"] = True


def _shortened(text: str) -> str:
    return text if len(text) <= _LABEL_LENGTH else text[: _LABEL_LENGTH - 1].rstrip() + "…"
