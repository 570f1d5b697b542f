"""How good a graph is: precision, recall and F1 of each kind of fact against gold annotations.

An article's report (:mod:`reports`) is compared with its gold annotations (:mod:`gold`); counts are added up over all
articles (micro average). What is the same:

entities
    A node stands for a gold entity when the kinds agree and they share a name (in normal form: no case, no accents,
    no punctuation). A second node for the same entity counts against precision. Works and products are not counted.
positions
    Holder and, where the gold names one, organisation are the same; the titles share words (token F1 of 0.5).
events
    The classes are the same; an actor is shared (a place, where the gold has places alone); the times do not
    contradict each other. Pairs are taken from the closest down, each event once. A gold event that is not core is
    counted when it is found and not missed when it is not. ``event groups`` forgives a wrong class of the right group.
arguments
    Entity and role are the same, in an event that was found. Those of a missed event are missed.
statements
    The words are shared (token F1 of 0.6) and the speaker is the same.

The rates say, of what was found, how much is right beyond that. The index is the mean of the five F1s.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from gold import GoldArticle, GoldEntity, GoldEvent, GoldStatement
from reports import Report, ReportedEntity, ReportedEvent, ReportedStatement, read_reports

from kg.graph import Graph
from kg.knowledge.ontology import EventClass, load_ontology

KINDS = ("entities", "positions", "events", "event groups", "arguments", "statements")
INDEX_OF = ("entities", "positions", "events", "arguments", "statements")
RATES = ("wikidata", "event time", "modality", "speaker", "reported by", "passages exact")
SAME_TITLE = 0.5
SAME_WORDS = 0.6
_UNSCORED = ("Work", "Product")
_PLACES = ("Country", "Facility")
"""Types that a graph may give as plain places."""


@dataclass
class Tally:
    """What was found and right (``hits``), found and wrong (``extra``), and not found (``missed``)."""

    hits: int = 0
    extra: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        """Share of what was found that is right."""
        return self.hits / (self.hits + self.extra) if self.hits else 0.0

    @property
    def recall(self) -> float:
        """Share of the gold that was found."""
        return self.hits / (self.hits + self.missed) if self.hits else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of the two."""
        return 2 * self.hits / (2 * self.hits + self.extra + self.missed) if self.hits else 0.0


@dataclass
class Rate:
    """How many of ``total`` are right."""

    right: int = 0
    total: int = 0

    def add(self, is_right: bool) -> None:
        """Count one."""
        self.right += is_right
        self.total += 1

    @property
    def value(self) -> float:
        """Share that is right, 0 to 1."""
        return self.right / self.total if self.total else 0.0


class Judgement(NamedTuple):
    """A fact of the graph, how sure the graph is of it, and whether the gold has it."""

    kind: str
    confidence: float
    is_right: bool


@dataclass
class Scores:
    """The score of a graph.

    Attributes:
        tallies: for each of ``KINDS``.
        rates: for each of ``RATES``.
        findings: one line for each thing missed, extra or wrong.
        judgements: one for each position, event and statement of the graph.
    """

    tallies: dict[str, Tally] = field(default_factory=lambda: {kind: Tally() for kind in KINDS})
    rates: dict[str, Rate] = field(default_factory=lambda: {name: Rate() for name in RATES})
    findings: list[str] = field(default_factory=list)
    judgements: list[Judgement] = field(default_factory=list)

    @property
    def index(self) -> float:
        """The mean of the F1s of ``INDEX_OF``."""
        return sum(self.tallies[kind].f1 for kind in INDEX_OF) / len(INDEX_OF)


def score(graph: Graph, gold: Iterable[GoldArticle], texts: Path) -> Scores:
    """Compare *graph* with *gold*; the files of the articles lie in *texts*."""
    classes = load_ontology().event_classes
    reports = read_reports(graph, classes)
    scores = Scores()
    for article in gold:
        report = reports.get(article.file)
        if report is None:
            _count_as_missed(article, scores)
        else:
            _Comparison(article, report, scores, classes).run()
            text = (texts / article.file).read_text(encoding="utf-8")
            for begin, end, words in report.passages:
                scores.rates["passages exact"].add(text[begin:end] == words)
    return scores


def normal_form(text: str) -> str:
    """*text* without case, accents and punctuation."""
    folded = unicodedata.normalize("NFKD", text).casefold()
    return re.sub(r"[^\w]+", " ", "".join(c for c in folded if not unicodedata.combining(c))).strip()


def overlap(one: str, other: str) -> float:
    """Token-level F1 of two texts, 0 to 1."""
    ours, theirs = Counter(normal_form(one).split()), Counter(normal_form(other).split())
    shared = (ours & theirs).total()
    return 2 * shared / (ours.total() + theirs.total()) if shared else 0.0


def _count_as_missed(article: GoldArticle, scores: Scores) -> None:
    scores.findings.append(f"{article.file}: not in the graph")
    for kind, facts in (
        ("entities", article.entities),
        ("positions", article.positions),
        ("events", article.events),
        ("arguments", article.events),
        ("statements", article.statements),
    ):
        scores.tallies[kind].missed += len(facts)


class _Links:
    """Which nodes of a report stand for which gold entity."""

    def __init__(self, entities: Sequence[GoldEntity], nodes: Sequence[ReportedEntity]) -> None:
        bearers: dict[str, list[ReportedEntity]] = defaultdict(list)
        for node in nodes:
            for name in {normal_form(name) for name in node.names} - {""}:
                bearers[name].append(node)
        self._of = {
            entity.id: {
                node.iri: node
                for name in (entity.name, *entity.surfaces)
                for node in bearers.get(normal_form(name), ())
                if _is_of_kind(node, entity)
            }
            for entity in entities
        }
        self.used = {iri for nodes in self._of.values() for iri in nodes}

    def nodes(self, entity: str) -> Mapping[str, ReportedEntity]:
        return self._of.get(entity, {})

    def is_any(self, entity: str, iris: Iterable[str]) -> bool:
        """Whether one of *iris* stands for *entity*."""
        return not self.nodes(entity).keys().isdisjoint(iris)


def _is_of_kind(node: ReportedEntity, entity: GoldEntity) -> bool:
    wanted = "Place" if entity.type in _PLACES else entity.type
    return node.kind == wanted or (node.kind == "Other" and wanted in _UNSCORED)


class _Comparison:
    """One article's report beside its gold annotations."""

    def __init__(self, gold: GoldArticle, report: Report, scores: Scores, classes: Mapping[str, EventClass]) -> None:
        self.gold = gold
        self.report = report
        self.scores = scores
        self.classes = classes
        self.links = _Links(gold.entities, report.entities)

    def run(self) -> None:
        self._entities()
        self._positions()
        self._events()
        self._statements()

    def _find(self, line: str) -> None:
        self.scores.findings.append(f"{self.gold.file}: {line}")

    def _judge(self, kind: str, confidence: float, is_right: bool) -> None:
        self.scores.judgements.append(Judgement(kind, confidence, is_right))

    # -- entities ---------------------------------------------------------------------------------------------------

    def _entities(self) -> None:
        tally, wikidata = self.scores.tallies["entities"], self.scores.rates["wikidata"]
        for entity in self.gold.entities:
            if entity.type in _UNSCORED:
                continue
            nodes = self.links.nodes(entity.id)
            tally.hits += bool(nodes)
            tally.missed += not nodes
            tally.extra += max(0, len(nodes) - 1)
            if entity.wikidata:
                wikidata.add(any(entity.wikidata in node.wikidata for node in nodes.values()))
            if len(nodes) != 1:
                self._find(f"entity {'split' if nodes else 'missed'}: {entity.type} {entity.name} {' '.join(nodes)}")
        for node in self.report.entities:
            if node.kind != "Other" and node.iri not in self.links.used:
                tally.extra += 1
                self._find(f"entity extra: {node.kind} {node.label}")

    # -- positions --------------------------------------------------------------------------------------------------

    def _positions(self) -> None:
        tally, rest = self.scores.tallies["positions"], list(self.report.positions)
        for wanted in self.gold.positions:
            for found in rest:
                if (
                    self.links.is_any(wanted.holder, found.holders)
                    and (wanted.organisation is None or self.links.is_any(wanted.organisation, found.organisations))
                    and any(overlap(wanted.title, title) >= SAME_TITLE for title in found.titles)
                ):
                    rest.remove(found)
                    tally.hits += 1
                    self._judge("positions", found.confidence, True)
                    break
            else:
                tally.missed += 1
                self._find(f"position missed: {wanted.holder}, {wanted.title} of {wanted.organisation}")
        tally.extra += len(rest)
        for found in rest:
            self._judge("positions", found.confidence, False)
            self._find(f"position extra: {', '.join(found.titles)} {found.iri}")

    # -- events -----------------------------------------------------------------------------------------------------

    def _events(self) -> None:
        pairs = self._pair_events()
        matched = {found.iri for found in pairs.values()}
        forgiven: set[str] = set()
        events, groups = self.scores.tallies["events"], self.scores.tallies["event groups"]
        for wanted in self.gold.events:
            found = pairs.get(wanted.id)
            if found is not None:
                events.hits += 1
                groups.hits += 1
                self._matched_event(wanted, found)
            elif wanted.is_core:
                events.missed += 1
                loose = self._of_same_group(wanted, matched | forgiven)
                groups.hits += loose is not None
                groups.missed += loose is None
                if loose is not None:
                    forgiven.add(loose.iri)
                self.scores.tallies["arguments"].missed += len(self._arguments(wanted))
                self._find(f"event missed: {wanted.type} {wanted.actors + wanted.places} {wanted.time}")
        for found in self.report.events:
            self._judge("events", found.confidence, found.iri in matched)
            if found.iri not in matched:
                events.extra += 1
                groups.extra += found.iri not in forgiven
                self._find(f"event extra: {found.type} {found.label}")

    def _pair_events(self) -> dict[str, ReportedEvent]:
        """The event of the graph for each gold event that has one: the closest pairs first."""
        candidates = [
            (-closeness, wanted.id, found.iri, found)
            for wanted in self.gold.events
            for found in self.report.events
            if found.type == wanted.type and (closeness := self._closeness(wanted, found))
        ]
        pairs: dict[str, ReportedEvent] = {}
        taken: set[str] = set()
        for _, wanted_id, iri, found in sorted(candidates, key=lambda candidate: candidate[:3]):
            if wanted_id not in pairs and iri not in taken:
                pairs[wanted_id] = found
                taken.add(iri)
        return pairs

    def _closeness(self, wanted: GoldEvent, found: ReportedEvent) -> float:
        """How much two events of one class agree; 0 when they cannot be the same."""
        actors = self._shared(wanted.actors, found.actors)
        places = self._shared(wanted.places, found.places)
        if (wanted.actors and not actors) or (not wanted.actors and wanted.places and not places):
            return 0
        agree_in_time = False
        if wanted.time and found.times:
            agree_in_time = any(t.startswith(wanted.time) or wanted.time.startswith(t) for t in found.times)
            if not agree_in_time:
                return 0
        return 1 + actors + 0.5 * places + 0.5 * agree_in_time + 0.25 * (found.modality == wanted.modality)

    def _shared(self, wanted: Sequence[tuple[str, str]], found: Sequence[tuple[str, str]]) -> int:
        """How many of the wanted fillers are there, in whatever role."""
        iris = {iri for _, iri in found}
        return sum(self.links.is_any(entity, iris) for _, entity in wanted)

    def _arguments(self, wanted: GoldEvent) -> set[tuple[str, str]]:
        known = {entity.id for entity in self.gold.entities}
        return {(role, entity) for role, entity in wanted.actors + wanted.places if entity in known}

    def _matched_event(self, wanted: GoldEvent, found: ReportedEvent) -> None:
        arguments = self._arguments(wanted)
        hits: set[tuple[str, str]] = set()
        tally, rates = self.scores.tallies["arguments"], self.scores.rates
        for role, iri in found.actors + found.places:
            hit = next((a for a in sorted(arguments) if a[0] == role and iri in self.links.nodes(a[1])), None)
            if hit is None:
                tally.extra += 1
                self._find(f"argument extra: {found.type} {role} {iri}")
            else:
                hits.add(hit)
        tally.hits += len(hits)
        tally.missed += len(arguments - hits)
        for role, entity in sorted(arguments - hits):
            self._find(f"argument missed: {wanted.type} {role} {entity}")
        if wanted.time:
            rates["event time"].add(any(time.startswith(wanted.time) for time in found.times))
        rates["modality"].add(found.modality == wanted.modality)

    def _of_same_group(self, wanted: GoldEvent, taken: set[str]) -> ReportedEvent | None:
        group = self.classes[wanted.type].group if wanted.type in self.classes else None
        for found in self.report.events:
            if found.iri not in taken and self.classes[found.type].group == group and self._closeness(wanted, found):
                return found
        return None

    # -- statements -------------------------------------------------------------------------------------------------

    def _statements(self) -> None:
        tally, rest = self.scores.tallies["statements"], list(self.report.statements)
        for wanted in self.gold.statements:
            found = self._closest_statement(wanted, rest)
            is_right = found is not None and self.links.is_any(wanted.speaker, found.speakers)
            tally.hits += is_right
            tally.missed += not is_right
            if found is None:
                self._find(f"statement missed: {wanted.speaker}: {wanted.text[:60]}")
                continue
            rest.remove(found)
            tally.extra += not is_right
            self._judge("statements", found.confidence, is_right)
            self.scores.rates["speaker"].add(is_right)
            if wanted.via:
                self.scores.rates["reported by"].add(any(self.links.is_any(v, found.outlets) for v in wanted.via))
            if not is_right:
                self._find(f"speaker wrong: {wanted.speaker}: {wanted.text[:60]}")
        tally.extra += len(rest)
        for found in rest:
            self._judge("statements", found.confidence, False)
            self._find(f"statement extra: {' '.join(found.speakers)}: {' '.join(found.texts)[:60]}")

    def _closest_statement(self, wanted: GoldStatement, rest: Sequence[ReportedStatement]) -> ReportedStatement | None:
        def closeness(found: ReportedStatement) -> tuple[float, bool, str]:
            shared = max((overlap(wanted.text, text) for text in found.texts), default=0.0)
            return shared, self.links.is_any(wanted.speaker, found.speakers), found.iri

        closest = max(rest, key=closeness, default=None)
        return closest if closest is not None and closeness(closest)[0] >= SAME_WORDS else None
