"""A graph without one of its articles: what leaves is what only that article said.

``docs/merging.md`` says what that comes to. Values of a fact of several articles are told apart by ``kg:Value``
(``docs/graph.md``); names of a thing by the strings that bear them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from hashlib import sha256
from itertools import combinations
from typing import NamedTuple

import pyoxigraph as ox

from kg.errors import InputError
from kg.graph.labels import event_label
from kg.graph.turtle import Term, iri_of
from kg.identity.corpus import CorpusEntity, CorpusEvent
from kg.identity.events import SHARE
from kg.knowledge.ontology import load_ontology
from kg.model import Argument, EntityType, Modality
from kg.vocabulary import (
    DCTERMS,
    ITSRDF,
    KG,
    NIF,
    ORG,
    OWL,
    PROV,
    RDF,
    RDFS,
    SCHEMA,
    SEM,
    SKOS,
    VOID,
    XSD,
)

Subjects = dict[str, dict[str, list[Term]]]

_TIMES = (SEM.hasTimeStamp, SEM.hasBeginTimeStamp, SEM.hasEndTimeStamp)
_ENTITIES = (SCHEMA.Person, SCHEMA.Organization, SCHEMA.Place, SCHEMA.Product, SCHEMA.CreativeWork)
_CORE = ("agent", "patient", "recipient", "participant")


def retract(subjects: Subjects, article: str, base: str) -> None:
    """Take an article, and what only it says, out of a graph.

    Args:
        subjects: what the graph says of each subject; changed in place.
        article: IRI, whole or relative to *base*.
        base: what the IRIs of the graph begin with.

    Raises:
        InputError: the graph holds no such article.
    """
    _Retraction(subjects, _known(subjects, article, base)).run()


def _known(subjects: Subjects, article: str, base: str) -> str:
    found = [iri for iri in subjects if SCHEMA.NewsArticle in _iris(subjects, iri, RDF.type)]
    name = article.strip("<>")
    for iri in (name, base + name, f"{base}article/{name}"):
        if iri in found:
            return iri
    near = get_close_matches(name, [iri.removeprefix(base) for iri in found], n=1)
    raise InputError(
        f"the graph holds no article <{article}>",
        advice=f"The nearest is {near[0]}."
        if near
        else f"It holds {len(found)}; kg query … 'SELECT ?a {{ ?a a schema:NewsArticle }}' lists them.",
    )


def _iris(subjects: Mapping[str, Mapping[str, Sequence[Term]]], iri: str, predicate: str) -> list[str]:
    return [v.value for v in subjects.get(iri, {}).get(predicate, ()) if isinstance(v, ox.NamedNode)]


def _words(subjects: Mapping[str, Mapping[str, Sequence[Term]]], iri: str, predicate: str) -> list[str]:
    return [v.value for v in subjects.get(iri, {}).get(predicate, ()) if isinstance(v, ox.Literal)]


class _Account(NamedTuple):
    """What one article says of a fact."""

    article: str
    values: dict[str, list[Term]]


@dataclass(slots=True)
class _Retraction:
    _subjects: Subjects
    _article: str
    _joins: dict[str, list[str]] = field(default_factory=dict)

    def run(self) -> None:
        passages = {iri for iri in self._subjects if self._article in _iris(self._subjects, iri, NIF.referenceContext)}
        values, gone = self._values_of(), set(passages)
        spoken, datasets, counts = {*self._spoken_of(self._article)}, self._data_sets(), self._counts()
        names = self._names(passages)
        for join in self._subjects:
            for fact in _iris(self._subjects, join, KG.joins):
                self._joins.setdefault(fact, []).append(join)
        for fact in [iri for iri, said in self._subjects.items() if PROV.wasDerivedFrom in said]:
            left = [p for p in _iris(self._subjects, fact, PROV.wasDerivedFrom) if p not in passages]
            if not left:
                gone.add(fact)
            elif len(left) < len(self._subjects[fact][PROV.wasDerivedFrom]):
                self._subjects[fact][PROV.wasDerivedFrom] = [ox.NamedNode(p) for p in left]
                if KG.Value not in _iris(self._subjects, fact, RDF.type):
                    gone |= self._tell_anew(fact, values.get(fact, ()))
        self._forget_relations(gone)
        self._forget_offices(gone)
        lonely = {entity for entity in spoken if entity not in self._still_spoken_of()}
        gone |= {*lonely, self._article}
        about = {i for i, said in self._subjects.items() if not gone.isdisjoint(_iris(self._subjects, i, RDF.subject))}
        self._remove(gone | about)
        self._rename(names, spoken - lonely)
        for dataset in datasets:
            self._describe(dataset, counts)

    # -- facts of several articles ---------------------------------------------------------------------------------

    def _context(self, iri: str) -> str:
        """The article of a fact's first passage."""
        return next((a for p in _iris(self._subjects, iri, PROV.wasDerivedFrom) for a in self._articles_of(p)), "")

    def _articles_of(self, passage: str) -> list[str]:
        return _iris(self._subjects, passage, NIF.referenceContext)

    def _values_of(self) -> dict[str, list[str]]:
        """Fact → nodes of the values that not all of its articles give."""
        found: dict[str, list[str]] = {}
        for iri, said in self._subjects.items():
            if KG.Value in _iris(self._subjects, iri, RDF.type):
                found.setdefault(iri_of(said[RDF.subject][0]), []).append(iri)
        return found

    def _articles(self, fact: str) -> list[str]:
        return sorted({a for p in _iris(self._subjects, fact, PROV.wasDerivedFrom) for a in self._articles_of(p)})

    def _tell_anew(self, fact: str, values: Sequence[str]) -> set[str]:
        """What the articles that are left say together; returns the records that are gone for it."""
        articles, said = self._articles(fact), self._subjects[fact]
        self._count_outlets(fact, articles)
        given = {(iri_of(self._subjects[v][RDF.predicate][0]), self._subjects[v][RDF.object][0]): v for v in values}
        accounts = sorted((self._account(fact, article, given) for article in articles), key=_rank)
        gone = self._settle_joins(fact, [account.article for account in accounts])
        offices = set(self._offices(fact))
        if values:
            self._say(fact, _together(accounts))
        self._renew_offices(fact, offices)
        if values and KG.Event in _iris(self._subjects, fact, RDF.type):
            said[RDFS.label] = [self._label(fact)]
        return gone | {v for v in values if not 0 < len(self._sayers(v)) < len(articles)}

    def _sayers(self, value: str) -> set[str]:
        """The articles that give a value, without the one that leaves."""
        return set(self._articles(value)) - {self._article}

    def _account(self, fact: str, article: str, given: Mapping[tuple[str, Term], str]) -> _Account:
        """What one article says: the values that it gives, and those that all give."""
        values: dict[str, list[Term]] = {predicate: [] for predicate, _ in given}
        for predicate in values:
            values[predicate] += [v for v in self._subjects[fact].get(predicate, ()) if (predicate, v) not in given]
        for (predicate, value), node in given.items():
            if article in self._sayers(node):
                values[predicate].append(value)
        for predicate in _VARYING & self._subjects[fact].keys() - values.keys():
            values[predicate] = list(self._subjects[fact][predicate])
        return _Account(article, values)

    def _count_outlets(self, fact: str, articles: Sequence[str]) -> None:
        """As :func:`kg.identity.copies.count_outlets` counts them."""
        if KG.outletCount not in self._subjects[fact]:
            return
        group = {article: article for article in articles}
        for one, other in combinations(articles, 2):
            mine, theirs = (set(_iris(self._subjects, a, SCHEMA.publisher)) for a in (one, other))
            copies = (*_iris(self._subjects, one, KG.nearCopyOf), *_iris(self._subjects, other, KG.nearCopyOf))
            if mine & theirs or one in copies or other in copies:
                old, new = group[other], group[one]
                group = {article: new if each == old else each for article, each in group.items()}
        self._subjects[fact][KG.outletCount] = [_integer(len(set(group.values())))]

    def _say(self, fact: str, values: Mapping[str, list[Term]]) -> None:
        for predicate, objects in values.items():
            if objects:
                self._subjects[fact][predicate] = objects
            else:
                self._subjects[fact].pop(predicate, None)

    def _settle_joins(self, fact: str, articles: Sequence[str]) -> set[str]:
        """The best informed article that is left is the first: no rule joined it."""
        joins = {a: join for join in self._joins.get(fact, ()) if (a := self._context(join)) in articles}
        return {joins[articles[0]]} if joins and len(joins) == len(articles) else set()

    def _label(self, event: str) -> ox.Literal:
        """As the builder writes it."""
        said, entities, arguments = self._subjects[event], list[CorpusEntity](), list[Argument]()
        for predicate, objects in said.items():
            role = "hasPlace" if predicate == SEM.hasPlace else predicate.removeprefix(str(KG))
            if role != "hasPlace" and (role == predicate or role not in _ROLES):
                continue
            for value in objects:
                if isinstance(value, ox.NamedNode):
                    label = min(_words(self._subjects, value.value, RDFS.label), default=value.value)
                    arguments.append(Argument(role, len(entities)))
                    entities.append(CorpusEntity(value.value, EntityType.PLACE, label, (), None, ()))
        times = [min((v.value for v in said.get(p, ()) if isinstance(v, ox.Literal)), default=None) for p in _TIMES]
        made = CorpusEvent(
            name=event,
            type=_iris(self._subjects, event, SEM.eventType)[0].removeprefix(str(KG)),
            arguments=tuple(arguments),
            begin=times[0] or times[1],
            end=times[2],
            modality=Modality(_iris(self._subjects, event, KG.modality)[0].removeprefix(str(KG))),
            passages=(),
            confidence=1.0,
        )
        return ox.Literal(event_label(made, entities, load_ontology()), language="id")

    # -- what follows from facts -----------------------------------------------------------------------------------

    def _forget_relations(self, gone: Collection[str]) -> None:
        """The direct triple of a relation leaves with the last rdf:Statement of it."""
        facts = [iri for iri in self._subjects if RDF.Statement in _iris(self._subjects, iri, RDF.type)]
        said = {fact: self._relation(fact) for fact in facts}
        left = {relation for fact, relation in said.items() if fact not in gone}
        for fact, relation in said.items():
            if fact in gone and relation not in left:
                subject, predicate, value = relation
                self._discard(subject, predicate, value)

    def _relation(self, fact: str) -> tuple[str, str, str]:
        subject, predicate, value = (
            iri_of(self._subjects[fact][p][0]) for p in (RDF.subject, RDF.predicate, RDF.object)
        )
        return subject, predicate, value

    def _forget_offices(self, gone: Collection[str]) -> None:
        """The title and the affiliation of a person leave with the last position that says so."""
        held = [fact for fact in self._subjects if ORG.member in self._subjects[fact]]
        left = {office for fact in held if fact not in gone for office in self._offices(fact)}
        for fact in held:
            if fact in gone:
                for holder, predicate, value in set(self._offices(fact)) - left:
                    self._discard(holder, predicate, value)

    def _renew_offices(self, fact: str, before: Collection[tuple[str, str, str]]) -> None:
        """A position whose title is spelt otherwise now gives its holder that title."""
        now = set(self._offices(fact))
        others = (
            {o for each in self._subjects if each != fact for o in self._offices(each)} if set(before) != now else set()
        )
        for holder, predicate, value in set(before) - now - others:
            self._discard(holder, predicate, value)
        for holder, predicate, value in now - set(before):
            titles = self._subjects[holder].setdefault(predicate, [])
            title = ox.Literal(value, language="id")
            if title not in titles:
                titles.append(title)

    def _offices(self, fact: str) -> Iterator[tuple[str, str, str]]:
        holder = next(iter(_iris(self._subjects, fact, ORG.member)), None)
        if holder is None:
            return
        organisations = _iris(self._subjects, fact, ORG.organization)
        labels = [label for o in organisations for label in _words(self._subjects, o, RDFS.label)]
        for organisation in organisations:
            yield holder, SCHEMA.affiliation, organisation
        for title in _words(self._subjects, fact, KG.title):
            yield holder, SCHEMA.jobTitle, " ".join([title, *labels[:1]])

    def _discard(self, subject: str, predicate: str, value: str) -> None:
        said = self._subjects.get(subject, {})
        left = [v for v in said.get(predicate, ()) if (v.value if isinstance(v, ox.Literal) else iri_of(v)) != value]
        if left:
            said[predicate] = left
        else:
            said.pop(predicate, None)

    # -- things ----------------------------------------------------------------------------------------------------

    def _spoken_of(self, article: str) -> Iterator[str]:
        yield from _iris(self._subjects, article, SCHEMA.mentions)
        yield from _iris(self._subjects, article, SCHEMA.publisher)

    def _still_spoken_of(self) -> set[str]:
        return {entity for iri in self._subjects if iri != self._article for entity in self._spoken_of(iri)}

    def _names(self, passages: Collection[str]) -> dict[str, tuple[Counter[str], set[str]]]:
        """Entity → how many other articles call it so by each name, and by what names this one calls it."""
        found: dict[str, tuple[Counter[str], set[str]]] = {}
        seen: set[tuple[str, str, str]] = set()
        for string in self._subjects:
            for entity in _iris(self._subjects, string, ITSRDF.taIdentRef):
                others, mine = found.setdefault(entity, (Counter(), set()))
                for name in _words(self._subjects, string, NIF.anchorOf):
                    if string in passages:
                        mine.add(name)
                    elif (key := (entity, name, self._articles_of(string)[0])) not in seen:
                        seen.add(key)
                        others[name] += 1
        return found

    def _rename(self, names: Mapping[str, tuple[Counter[str], set[str]]], entities: Iterable[str]) -> None:
        """Names that only the article used leave; an entity of one article was joined by no rule."""
        articles = Counter(thing for iri in self._subjects for thing in set(self._spoken_of(iri)))
        for entity in entities:
            said = self._subjects[entity]
            others, mine = names.get(entity, (Counter(), set()))
            lost = mine - others.keys()
            label = min(_words(self._subjects, entity, RDFS.label), default="")
            kept = [v for v in said.get(SKOS.altLabel, ()) if not (isinstance(v, ox.Literal) and v.value in lost)]
            if label in lost and not _iris(self._subjects, entity, OWL.sameAs):
                best = min(
                    (v for v in kept if isinstance(v, ox.Literal)), key=lambda v: _commonness(v, others), default=None
                )
                if best is not None:
                    kept.remove(best)
                    said[RDFS.label] = [best]
            self._say(entity, {SKOS.altLabel: list(kept)})
            if articles[entity] < _SEVERAL:
                said.pop(KG.joinedBy, None)
                said.pop(KG.joinConfidence, None)

    # -- the graph -------------------------------------------------------------------------------------------------

    def _remove(self, gone: Collection[str]) -> None:
        for iri in gone:
            self._subjects.pop(iri, None)
        for iri, said in list(self._subjects.items()):
            for predicate, objects in list(said.items()):
                left = [v for v in objects if not (type(v) is ox.NamedNode and v.value in gone)]
                if len(left) < len(objects):
                    self._say(iri, {predicate: left})
            if not said:
                del self._subjects[iri]

    def _data_sets(self) -> list[str]:
        """Those that were made from the article."""
        runs = {run for run in self._subjects if self._article in _iris(self._subjects, run, PROV.used)}
        return [iri for iri in self._subjects if runs.intersection(_iris(self._subjects, iri, PROV.wasGeneratedBy))]

    def _counts(self) -> dict[str, int]:
        kinds = [set(_iris(self._subjects, iri, RDF.type)) for iri in self._subjects]
        return {
            VOID.documents: sum(SCHEMA.NewsArticle in kind for kind in kinds),
            VOID.entities: sum(not kind.isdisjoint(_ENTITIES) for kind in kinds),
            VOID.triples: sum(len(objects) for said in self._subjects.values() for objects in said.values()),
        }

    def _describe(self, dataset: str, before: Mapping[str, int]) -> None:
        """A data set that lost an article counts anew, and is named anew: by the hash of its texts."""
        said, now = self._subjects[dataset], self._counts()
        for predicate, count in before.items():
            told = _words(self._subjects, dataset, predicate)
            said[predicate] = [_integer(int(told[0]) - count + now[predicate])] if told else []
        (run,) = _iris(self._subjects, dataset, PROV.wasGeneratedBy)
        articles = _iris(self._subjects, run, PROV.used)
        told = [text for article in articles for text in _words(self._subjects, article, DCTERMS.identifier)]
        texts = sorted(text.removeprefix("sha256:") for text in told)
        if len(texts) == len(articles):
            digest = sha256("\n".join(texts).encode()).hexdigest()
            new = run.rpartition("/")[0] + f"/{digest[:12]}"
            self._subjects[new] = self._subjects.pop(run)
            said[DCTERMS.identifier] = [ox.Literal(f"sha256:{digest}")]
            said[PROV.wasGeneratedBy] = [ox.NamedNode(new)]
            self._subjects[dataset.rpartition("/")[0] + f"/{digest[:12]}"] = self._subjects.pop(dataset)


_SEVERAL = 2
_ROLES = frozenset({"agent", "patient", "recipient", "participant", "origin", "destination", "theme", "topic"})
_VARYING = {
    KG.confidence,
    SCHEMA.about,
    SCHEMA.text,
    KG.title,
    SEM.hasPlace,
    *_TIMES,
    *(str(KG) + role for role in _ROLES),
}
"""Predicates of facts whose values may be of some of the articles only."""


def _integer(value: int) -> ox.Literal:
    return ox.Literal(str(value), datatype=ox.NamedNode(XSD.integer))


def _commonness(name: ox.Literal, others: Mapping[str, int]) -> tuple[int, int, str]:
    return -others.get(name.value, 0), -len(name.value), name.value


def _rank(account: _Account) -> tuple[object, ...]:
    """The best informed first, as :mod:`kg.identity.events` has it."""
    time = _time(account)
    core = sum(len(account.values.get(str(KG) + role, ())) for role in _CORE)
    return (-_precision(time), -core, time[0] or "", account.article)


def _time(account: _Account) -> tuple[str | None, str | None]:
    day, begin, end = (
        next((v.value for v in account.values.get(p, ()) if isinstance(v, ox.Literal)), None) for p in _TIMES
    )
    return day or begin, end


def _precision(time: tuple[str | None, str | None]) -> int:
    return 0 if time[0] is None else 2 * len(time[0]) + (time[1] is not None)


def _together(accounts: Sequence[_Account]) -> dict[str, list[Term]]:
    """What several accounts of one fact say together; the best informed comes first."""
    whole: dict[str, list[Term]] = {}
    for predicate in {p for account in accounts for p in account.values}:
        given = [account.values.get(predicate, []) for account in accounts]
        if predicate in _TIMES:
            best = max(_precision(_time(account)) for account in accounts)
            whole[predicate] = next(a.values.get(predicate, []) for a in accounts if _precision(_time(a)) == best)
        elif predicate == KG.confidence:
            whole[predicate] = [max((v for values in given for v in values), key=lambda v: float(v.value))]  # type: ignore[union-attr]
        elif predicate == SCHEMA.text:
            whole[predicate] = given[0]
        elif predicate == KG.title:
            whole[predicate] = [min((v for values in given for v in values), key=str)]
        else:
            counts = Counter(value for values in given for value in values)
            least = 0.0 if predicate == SCHEMA.about else SHARE * sum(bool(values) for values in given)
            whole[predicate] = [value for value, count in counts.items() if count >= least]
    return whole
