"""Where something of a graph comes from, and why what several articles say is one: from the graph alone."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from difflib import get_close_matches
from functools import cache

import pyoxigraph as ox

from kg.errors import QueryError
from kg.graph import Graph
from kg.graph.described import ENTITIES, FACTS, Described
from kg.graph.turtle import local_name, shortened
from kg.knowledge.location import ontology_directory
from kg.query.tables import as_table
from kg.vocabulary import ITSRDF, KG, NIF, OWL, PROV, RDF, RDFS, SCHEMA, SEM, SKOS

_TEXTS = (SCHEMA.text, KG.title)
"""What a fact without a label is called by."""
_SUGGESTED = 3
_HEADLINE, _WORDS = 60, 200
"""So many characters of a headline and of a passage a table shows; JSON gives all."""
_LIKE = 0.5
"""How like a name must be to be suggested for one that is not there."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of an article.

    Attributes:
        iri: of the passage.
        words: as printed.
    """

    iri: str
    words: str


@dataclass(frozen=True, slots=True)
class Source:
    """What one article contributes.

    Attributes:
        article: its IRI.
        headline, outlet, published: as far as the graph tells, else "".
        rule: local name of the rule that joined it to the others ("SameDay"); "" for the one that the others were
            joined to, and for what no rule joined.
        confidence: how sure that is, "" without a rule.
        passages: in order of the text.
    """

    article: str
    headline: str
    outlet: str
    published: str
    rule: str
    confidence: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """Something that the graph relates to what is explained.

    Attributes:
        relation: "fulfils", "fulfilled by", "conflicts with", "different from".
        iri: of the other.
        label: of the other.
    """

    relation: str
    iri: str
    label: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """Where something comes from.

    Attributes:
        iri: of it.
        label: what it is called.
        kinds: what it is ("Meeting", "Asserted"; "Person").
        confidence: how sure the fact is, "" for entities.
        outlets: how many independent outlets report it, "" where nobody counted.
        rule: local name of the rule that made one entity of what several articles name, else "".
        rule_confidence: how sure that is, else "".
        names: other names of an entity.
        notes: what people decided of it, in words.
        links: related happenings.
        sources: what each article contributes, the one that the others were joined to first.
    """

    iri: str
    label: str
    kinds: tuple[str, ...]
    confidence: str
    outlets: str
    rule: str
    rule_confidence: str
    names: tuple[str, ...]
    notes: tuple[str, ...]
    links: tuple[Link, ...]
    sources: tuple[Source, ...]


def explain(graph: Graph, iri: str) -> Explanation:
    """Explain an event, statement, position, relation or entity of a graph.

    Args:
        graph: where it is.
        iri: its IRI, whole or relative to the base of the graph ("person/vladimir-putin").

    Raises:
        QueryError: the graph describes no such thing, or it is an article, a passage or a class.
    """
    return _Explainer(graph).explain(iri.removeprefix("<").removesuffix(">"))


class _Explainer:
    def __init__(self, graph: Graph) -> None:
        self._base = graph.base
        self._graph = Described(graph.descriptions())

    def explain(self, given: str) -> Explanation:
        iri = given if given in self._graph.subjects else self._base + given
        if iri not in self._graph.subjects:
            raise QueryError(f"the graph has no <{given}>", advice=self._advice(given))
        if not self._graph.is_a(iri, *FACTS, *ENTITIES):
            raise QueryError(f"<{given}> is no event, statement, position, relation or entity", advice=_KINDS)
        is_fact = self._graph.is_a(iri, *FACTS)
        passages = self._graph.links(iri, PROV.wasDerivedFrom) if is_fact else self._inverse(iri, ITSRDF.taIdentRef)
        return Explanation(
            iri=iri,
            label=self._label(iri),
            kinds=self._kinds(iri),
            confidence=self._graph.first(iri, KG.confidence),
            outlets=self._graph.first(iri, KG.outletCount),
            rule=self._rule(iri),
            rule_confidence=self._graph.first(iri, KG.joinConfidence),
            names=tuple(self._graph.texts(iri, SKOS.altLabel)),
            notes=tuple(self._graph.texts(iri, SKOS.editorialNote)),
            links=tuple(self._links(iri)),
            sources=self._sources(iri, passages),
        )

    # -- what it is -------------------------------------------------------------------------------------------------

    def _kinds(self, iri: str) -> tuple[str, ...]:
        known = self._graph.links(iri, SEM.eventType) + self._graph.links(iri, KG.modality)
        return tuple(map(local_name, known or self._graph.links(iri, RDF.type)))

    def _label(self, iri: str) -> str:
        for predicate in (RDFS.label, *_TEXTS):
            if word := self._graph.first(iri, predicate):
                return word
        return self._short(iri)

    def _rule(self, iri: str) -> str:
        return next((rule.removeprefix(str(KG)) for rule in self._graph.links(iri, KG.joinedBy)), "")

    def _links(self, iri: str) -> Iterator[Link]:
        for relation, others in (
            ("fulfils", self._graph.links(iri, KG.fulfils)),
            ("fulfilled by", self._inverse(iri, KG.fulfils)),
            ("conflicts with", self._either(iri, KG.conflictsWith)),
            ("different from", self._either(iri, OWL.differentFrom)),
        ):
            yield from (Link(relation, other, self._label(other)) for other in others)

    # -- where it comes from ----------------------------------------------------------------------------------------

    def _sources(self, iri: str, passages: list[str]) -> tuple[Source, ...]:
        by_article: dict[str, list[str]] = {}
        for passage in passages:
            for article in self._graph.links(passage, NIF.referenceContext):
                by_article.setdefault(article, []).append(passage)
        joins = {min(self._graph.articles(join), default=""): join for join in self._inverse(iri, KG.joins)}
        sources = [self._source(article, joins.get(article), mine) for article, mine in by_article.items()]
        return tuple(sorted(sources, key=lambda s: (s.rule != "", s.published, s.article)))

    def _source(self, article: str, join: str | None, passages: list[str]) -> Source:
        ordered = sorted(passages, key=lambda p: (int(self._graph.first(p, NIF.beginIndex) or 0), p))
        return Source(
            article=article,
            headline=self._graph.first(article, SCHEMA.headline),
            outlet=next((self._label(outlet) for outlet in self._graph.links(article, SCHEMA.publisher)), ""),
            published=self._graph.first(article, SCHEMA.datePublished)[: len("2023-09-13")],
            rule=self._rule(join) if join else "",
            confidence=self._graph.first(join, KG.joinConfidence) if join else "",
            passages=tuple(Passage(p, self._graph.first(p, NIF.anchorOf)) for p in ordered),
        )

    # -- the graph --------------------------------------------------------------------------------------------------

    def _inverse(self, iri: str, predicate: str) -> list[str]:
        """Subjects that are linked to it."""
        node = ox.NamedNode(iri)
        return sorted(s for s, described in self._graph.subjects.items() if node in described.get(predicate, ()))

    def _either(self, iri: str, predicate: str) -> list[str]:
        """What it is linked to, whichever of the two the graph names first."""
        return sorted({*self._graph.links(iri, predicate), *self._inverse(iri, predicate)})

    def _short(self, iri: str) -> str:
        return iri.removeprefix(self._base) if iri.startswith(self._base) else shortened(iri)

    def _advice(self, given: str) -> str:
        """What may have been meant: things whose name holds the words of what was given, else what is spelt alike."""
        names = {self._short(iri) for iri in self._graph.instances(*FACTS, *ENTITIES)}
        words = [word for word in given.casefold().replace("/", "-").split("-") if word]
        holding = sorted((n for n in names if words and all(w in n for w in words)), key=lambda n: (len(n), n))
        alike = holding or get_close_matches(given, sorted(names), _SUGGESTED, _LIKE)
        return f"Did you mean {', '.join(alike[:_SUGGESTED])}?" if alike else _KINDS


_KINDS = "Give the IRI of an event, statement, position, relation, person, organisation, place, work or product."


# -- as text ----------------------------------------------------------------------------------------------------------


def print_explanation(explanation: Explanation, form: str, base: str) -> str:
    """An explanation as text that ends in a line break.

    Args:
        explanation: of :func:`explain`.
        form: ``table`` or ``json``.
        base: IRIs that begin with it are shown without it in the table.
    """
    if form == "json":
        return json.dumps(asdict(explanation), ensure_ascii=False, indent=2) + "\n"
    lines = [*_heading(explanation, base), "", as_table(_COLUMNS, list(_rows(explanation, base)))]
    return "\n".join(lines) + "\n"


_COLUMNS = ("joined by", "sure", "outlet", "published", "headline", "passage", "words")


def _heading(explanation: Explanation, base: str) -> Iterator[str]:
    sure = f", confidence {explanation.confidence}" if explanation.confidence else ""
    known = f", {explanation.outlets} independent outlet{'s' * (explanation.outlets != '1')}" * bool(
        explanation.outlets
    )
    yield explanation.label
    yield f"<{explanation.iri.removeprefix(base)}>  {', '.join(explanation.kinds)}{sure}{known}"
    if explanation.names:
        yield f"also called: {', '.join(explanation.names)}"
    if explanation.rule:
        yield f"one thing by {explanation.rule} ({explanation.rule_confidence}): {_meaning(explanation.rule)}"
    yield from (f"decided: {note}" for note in explanation.notes)
    for link in explanation.links:
        yield f"{link.relation} <{link.iri.removeprefix(base)}>  {link.label}"
    for rule in sorted({source.rule for source in explanation.sources if source.rule}):
        yield f"{rule}: {_meaning(rule)}"


def _meaning(rule: str) -> str:
    return _ontology().first(str(KG) + rule, RDFS.comment) or "a rule that this version does not know"


@cache
def _ontology() -> Described:
    return Described(Graph.read(ontology_directory() / "kabar.ttl").descriptions())


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 1] + "…"


def _rows(explanation: Explanation, base: str) -> Iterator[tuple[str, ...]]:
    for source in explanation.sources:
        headline = _cut(source.headline, _HEADLINE)
        about = (source.rule or "-", source.confidence, source.outlet, source.published, headline)
        for passage in source.passages:
            yield (*about, f"<{passage.iri.removeprefix(base)}>", _cut(passage.words, _WORDS))
            about = ("", "", "", "", "")
