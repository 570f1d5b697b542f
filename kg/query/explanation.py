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
from kg.graph.turtle import Descriptions, shortened
from kg.knowledge.location import ontology_directory
from kg.query.tables import as_table
from kg.vocabulary import ITSRDF, KG, NIF, ORG, OWL, PROV, RDF, RDFS, SCHEMA, SEM, SKOS

_FACTS = {KG.Event, KG.Statement, ORG.Membership, RDF.Statement}
_ENTITIES = {SCHEMA.Person, SCHEMA.Organization, SCHEMA.Place, SCHEMA.Product, SCHEMA.CreativeWork}
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
        self._subjects = graph.descriptions()

    def explain(self, given: str) -> Explanation:
        iri = given if given in self._subjects else self._base + given
        if iri not in self._subjects:
            raise QueryError(f"the graph has no <{given}>", advice=self._advice(given))
        types = set(self._iris(iri, RDF.type))
        if not types & (_FACTS | _ENTITIES):
            raise QueryError(f"<{given}> is no event, statement, position, relation or entity", advice=_KINDS)
        passages = self._passages_of(iri) if types & _FACTS else self._mentions_of(iri)
        return Explanation(
            iri=iri,
            label=self._label(iri),
            kinds=self._kinds(iri),
            confidence=self._word(iri, KG.confidence),
            outlets=self._word(iri, KG.outletCount),
            rule=self._rule(iri),
            rule_confidence=self._word(iri, KG.joinConfidence),
            names=tuple(self._words(iri, SKOS.altLabel)),
            notes=tuple(self._words(iri, SKOS.editorialNote)),
            links=tuple(self._links(iri)),
            sources=self._sources(iri, passages),
        )

    # -- what it is -------------------------------------------------------------------------------------------------

    def _kinds(self, iri: str) -> tuple[str, ...]:
        known = self._iris(iri, SEM.eventType) + self._iris(iri, KG.modality)
        return tuple(kind.replace("#", "/").rpartition("/")[2] for kind in known or self._iris(iri, RDF.type))

    def _label(self, iri: str) -> str:
        for predicate in (RDFS.label, *_TEXTS):
            if word := self._word(iri, predicate):
                return word
        return self._short(iri)

    def _rule(self, iri: str) -> str:
        return next((rule.removeprefix(str(KG)) for rule in self._iris(iri, KG.joinedBy)), "")

    def _links(self, iri: str) -> Iterator[Link]:
        for relation, others in (
            ("fulfils", self._iris(iri, KG.fulfils)),
            ("fulfilled by", self._inverse(iri, KG.fulfils)),
            ("conflicts with", self._either(iri, KG.conflictsWith)),
            ("different from", self._either(iri, OWL.differentFrom)),
        ):
            yield from (Link(relation, other, self._label(other)) for other in others)

    # -- where it comes from ----------------------------------------------------------------------------------------

    def _passages_of(self, iri: str) -> list[str]:
        return self._iris(iri, PROV.wasDerivedFrom)

    def _mentions_of(self, iri: str) -> list[str]:
        return self._inverse(iri, ITSRDF.taIdentRef)

    def _sources(self, iri: str, passages: list[str]) -> tuple[Source, ...]:
        by_article: dict[str, list[str]] = {}
        for passage in passages:
            for article in self._iris(passage, NIF.referenceContext):
                by_article.setdefault(article, []).append(passage)
        joins = {self._article_of(join): join for join in self._inverse(iri, KG.joins)}
        sources = [self._source(article, joins.get(article), mine) for article, mine in by_article.items()]
        return tuple(sorted(sources, key=lambda s: (s.rule != "", s.published, s.article)))

    def _article_of(self, join: str) -> str:
        passages = self._iris(join, PROV.wasDerivedFrom)
        return next((article for p in passages for article in self._iris(p, NIF.referenceContext)), "")

    def _source(self, article: str, join: str | None, passages: list[str]) -> Source:
        ordered = sorted(passages, key=lambda p: (int(self._word(p, NIF.beginIndex) or 0), p))
        return Source(
            article=article,
            headline=self._word(article, SCHEMA.headline),
            outlet=next((self._label(outlet) for outlet in self._iris(article, SCHEMA.publisher)), ""),
            published=self._word(article, SCHEMA.datePublished)[: len("2023-09-13")],
            rule=self._rule(join) if join else "",
            confidence=self._word(join, KG.joinConfidence) if join else "",
            passages=tuple(Passage(p, self._word(p, NIF.anchorOf)) for p in ordered),
        )

    # -- the graph --------------------------------------------------------------------------------------------------

    def _iris(self, subject: str, predicate: str) -> list[str]:
        found = self._subjects.get(subject, {}).get(predicate, ())
        return sorted(value.value for value in found if isinstance(value, ox.NamedNode))

    def _words(self, subject: str, predicate: str) -> list[str]:
        found = self._subjects.get(subject, {}).get(predicate, ())
        return sorted(value.value for value in found if isinstance(value, ox.Literal))

    def _word(self, subject: str, predicate: str) -> str:
        return next(iter(self._words(subject, predicate)), "")

    def _inverse(self, iri: str, predicate: str) -> list[str]:
        """Subjects that are linked to it."""
        node = ox.NamedNode(iri)
        return sorted(s for s, described in self._subjects.items() if node in described.get(predicate, ()))

    def _either(self, iri: str, predicate: str) -> list[str]:
        """What it is linked to, whichever of the two the graph names first."""
        return sorted({*self._iris(iri, predicate), *self._inverse(iri, predicate)})

    def _short(self, iri: str) -> str:
        return iri.removeprefix(self._base) if iri.startswith(self._base) else shortened(iri)

    def _advice(self, given: str) -> str:
        """What may have been meant: things whose name holds the words of what was given, else what is spelt alike."""
        names = {
            self._short(s)
            for s, described in self._subjects.items()
            if any(isinstance(t, ox.NamedNode) and t.value in _FACTS | _ENTITIES for t in described.get(RDF.type, ()))
        }
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
    described = _ontology().get(str(KG) + rule, {}).get(RDFS.comment, ())
    return next((c.value for c in described if isinstance(c, ox.Literal)), "a rule that this version does not know")


@cache
def _ontology() -> Descriptions:
    return Graph.read(ontology_directory() / "kabar.ttl").descriptions()


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 1] + "…"


def _rows(explanation: Explanation, base: str) -> Iterator[tuple[str, ...]]:
    for source in explanation.sources:
        headline = _cut(source.headline, _HEADLINE)
        about = (source.rule or "-", source.confidence, source.outlet, source.published, headline)
        for passage in source.passages:
            yield (*about, f"<{passage.iri.removeprefix(base)}>", _cut(passage.words, _WORDS))
            about = ("", "", "", "", "")
