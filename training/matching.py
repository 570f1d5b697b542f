"""Which facts of an article agree with its annotation.

An entity is one of the annotated ones when both have a name and the kind of thing in common. An event is right when
class, time and at least one actor agree (or, where no actor is annotated, at least one place); a position when holder,
organisation and half of the title's words do; a statement when speaker and three fifths of the words do; a relation
when both its ends and the predicate do. Each annotated fact is found once.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from kg.model import Document, EntityType, Event, Position, Relation, Statement

_PLACES = frozenset({"Place", "Country", "Facility"})
_OTHERS = frozenset({"Work", "Product"})
_ACTORS = ("agent", "patient", "recipient", "participant")
_WHERE = ("place", "origin", "destination")
_ROLES = {"hasPlace": "place"}
_PREDICATES = {
    "locatedIn": {"containedInPlace", "location"},
    "partOf": {"parentOrganization", "containedInPlace", "memberOf"},
    "memberOf": {"memberOf", "parentOrganization"},
    "headquarteredIn": {"location"},
    "allyOf": {"allyOf"},
    "familyOf": {"relatedTo"},
    "productOf": {"manufacturer"},
}
"""What the annotation calls a relation, and what the graph may call it."""

Annotation = dict[str, Any]


class Count(NamedTuple):
    """What was found of some annotated facts."""

    right: int
    wrong: int
    missed: int

    def f1(self) -> float:
        """Harmonic mean of precision and recall; 0 where nothing is right."""
        return 2 * self.right / (2 * self.right + self.wrong + self.missed) if self.right else 0.0


def total(counts: Iterable[Count]) -> Count:
    """The sum of some counts."""
    return Count(*(sum(column) for column in zip(*counts, strict=True)))


class Matching:
    """Compares the facts of one document with its annotation.

    Args:
        document: the article as the pipeline understands it.
        annotation: as ``gold/README.md`` describes it.
    """

    def __init__(self, document: Document, annotation: Annotation) -> None:
        self._annotation = annotation
        self._ids: dict[int, set[str]] = defaultdict(set)
        self._size = len(document.entities)
        found = [(_general(e.type), {_plain(n) for n in (e.name, *e.names)} - {""}) for e in document.entities]
        for entity in annotation["entities"]:
            names = {_plain(name) for name in (entity["name"], *entity["surface"])} - {""}
            for index, (kind, mine) in enumerate(found):
                if kind == _general(entity["type"]) and mine & names:
                    self._ids[index].add(entity["id"])

    def names(self) -> list[bool]:
        """For each entity whether it is annotated."""
        return [index in self._ids for index in range(self._size)]

    def positions(self, positions: Sequence[Position]) -> list[bool]:
        """For each position whether it is right."""
        right = [False] * len(positions)
        for gold in self._annotation.get("positions", ()):
            for at, mine in enumerate(positions):
                if not right[at] and self._is_position(gold, mine):
                    right[at] = True
                    break
        return right

    def statements(self, statements: Sequence[Statement]) -> list[bool]:
        """For each statement whether it is right."""
        right = [False] * len(statements)
        rest = set(range(len(statements)))
        for gold in self._annotation.get("statements", ()):
            likeness = [
                (_likeness(gold["text"], statements[at].text), self._is(gold["speaker"], statements[at].speaker), -at)
                for at in rest
            ]
            like, is_speaker, at = max(likeness, default=(0.0, False, 0))
            if like >= 0.6:
                rest.discard(-at)
                right[-at] = is_speaker
        return right

    def relations(self, relations: Sequence[Relation]) -> list[bool]:
        """For each relation whether it is right."""
        return [
            any(
                mine.predicate in _PREDICATES.get(gold["predicate"], ())
                and self._is(gold["subject"], mine.subject)
                and self._is(gold["object"], mine.object)
                for gold in self._annotation.get("relations", ())
            )
            for mine in relations
        ]

    def events(self, events: Sequence[Event]) -> list[bool]:
        """For each event whether it is right."""
        matched = self._matched(events)
        return [at in matched for at in range(len(events))]

    def count_events(self, events: Sequence[Event]) -> Count:
        """How many events are right, wrong and missed; marginal ones ("core": false) are not missed."""
        matched = self._matched(events)
        found = set(matched.values())
        core = [e["id"] for e in self._annotation.get("events", ()) if e.get("core", True)]
        return Count(len(matched), len(events) - len(matched), sum(id not in found for id in core))

    def _matched(self, events: Sequence[Event]) -> dict[int, str]:
        """The annotated event of each right one; the closest pairs first."""
        pairs = [
            (-closeness, gold["id"], at)
            for gold in self._annotation.get("events", ())
            for at, event in enumerate(events)
            if (closeness := self._closeness(gold, event))
        ]
        matched: dict[int, str] = {}
        for _, gold_id, at in sorted(pairs):
            if at not in matched and gold_id not in matched.values():
                matched[at] = gold_id
        return matched

    def _closeness(self, gold: Annotation, event: Event) -> float:
        """0 where the two are not the same happening."""
        if gold["type"] != event.type:
            return 0.0
        acting, actors = self._shared(gold, event, _ACTORS)
        placed, places = self._shared(gold, event, _WHERE)
        if (acting and not actors) or (not acting and placed and not places):
            return 0.0
        dated = bool(gold.get("time") and event.begin)
        if dated and not _agree(gold["time"], event.begin or ""):
            return 0.0
        return 1 + actors + places / 2 + dated / 2 + (gold["modality"] == event.modality.lower()) / 4

    def _shared(self, gold: Annotation, event: Event, roles: Sequence[str]) -> tuple[int, int]:
        """How many fillers the annotation has for some roles, and how many of them the event has in one of these."""
        wanted = [id for role in roles for id in gold["roles"].get(role, ())]
        fillers = [a.filler for a in event.arguments if _ROLES.get(a.role, a.role) in roles]
        return len(wanted), sum(any(isinstance(f, int) and self._is(id, f) for f in fillers) for id in wanted)

    def _is_position(self, gold: Annotation, mine: Position) -> bool:
        owner = gold.get("of")
        return (
            self._is(gold["holder"], mine.holder)
            and (not owner or (mine.organisation is not None and self._is(owner, mine.organisation)))
            and _likeness(gold["title"], mine.title) >= 0.5
        )

    def _is(self, annotated: str, index: int) -> bool:
        return annotated in self._ids.get(index, ())


def count(right: Sequence[bool], annotated: int) -> Count:
    """The count of facts of which each annotated one is found at most once."""
    hits = sum(right)
    return Count(hits, len(right) - hits, max(0, annotated - hits))


def _general(kind: str | EntityType) -> str:
    return "Place" if kind in _PLACES else "Other" if kind in _OTHERS else str(kind)


def _agree(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)


def _plain(text: str) -> str:
    """Small letters and digits without accents, words parted by one blank."""
    letters = unicodedata.normalize("NFKD", text).casefold()
    return " ".join(re.findall(r"\w+", "".join(c for c in letters if not unicodedata.combining(c))))


def _likeness(one: str, other: str) -> float:
    """F1 of the words that two texts share."""
    mine, theirs = Counter(_plain(one).split()), Counter(_plain(other).split())
    shared = sum((mine & theirs).values())
    return 2 * shared / (mine.total() + theirs.total()) if shared else 0.0
