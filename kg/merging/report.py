"""What a merge did, for people and for programs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple

from kg.graph.loading import WITH_GRAPHS
from kg.graph.quads import DEFAULT, Quads


class Input(NamedTuple):
    """A graph that was merged.

    Attributes:
        path: as it was given.
        triples: that it holds, without the notes of earlier merges.
        blank_nodes: that got an IRI.
        named_graphs: that it holds.
        undone: joins of earlier merges that were taken apart and decided anew.
    """

    path: str
    triples: int
    blank_nodes: int
    named_graphs: int
    undone: int


class Joined(NamedTuple):
    """Two nodes became one: *joined* is called *kept* in the result."""

    kept: str
    joined: str
    label: str
    rule: str
    confidence: float
    because: str


class Apart(NamedTuple):
    """Two nodes that something spoke for joining stayed two."""

    one: str
    other: str
    label: str
    rule: str
    confidence: float
    because: str
    against: str


class Conflict(NamedTuple):
    """A node has several values where there can be only one; all are kept."""

    node: str
    label: str
    what: str
    values: tuple[str, ...]


class Account(NamedTuple):
    """Where the triples of the inputs went.

    Attributes:
        given: in all inputs together.
        repeated: that another input, or another spelling of a node, says too.
        lower: confidences and counts of outlets of facts of which another input gives a higher one.
        renamed: that speak of a joined node and now use its other name.
        coinciding: of these, that became a triple that is there already.
        unnamed: of named graphs, written without the graph's name.
        noted: added: joins, links, candidates, the description of the whole.
        written: in the result.
    """

    given: int
    repeated: int
    lower: int
    renamed: int
    coinciding: int
    unnamed: int
    noted: int
    written: int


@dataclass(frozen=True, slots=True)
class Report:
    """What a merge did; every list is sorted."""

    inputs: tuple[Input, ...]
    joined: tuple[Joined, ...]
    apart: tuple[Apart, ...]
    in_doubt: tuple[Apart, ...]
    conflicts: tuple[Conflict, ...]
    account: Account

    def written_to(self, path: Path, quads: Quads) -> Report:
        """The same report for a file: names of graphs are lost where its format has none."""
        if path.suffix.lower() in WITH_GRAPHS:
            return self
        named = len(quads) - len(quads.flat())
        unnamed = len(quads) - quads.count(DEFAULT)
        account = self.account._replace(unnamed=unnamed, written=self.account.written - named)
        return replace(self, account=account)

    def as_json(self) -> dict[str, Any]:
        """For ``json.dumps``: lists of objects, named as here."""
        found: dict[str, Any] = {}
        for name in ("inputs", "joined", "apart", "in_doubt", "conflicts"):
            found[name] = [each._asdict() for each in getattr(self, name)]
        return {**found, "account": self.account._asdict()}

    def tables(self, shorten: Callable[[str], str]) -> list[tuple[str, Sequence[str], list[list[str]]]]:
        """Title, head and rows of each part that says something."""
        parts: list[tuple[str, Sequence[str], list[list[str]]]] = [
            (
                "joined",
                ("kept", "joined", "label", "rule", "sure", "because"),
                [
                    [shorten(j.kept), shorten(j.joined), j.label, j.rule, f"{j.confidence:.2f}", j.because]
                    for j in self.joined
                ],
            ),
            ("kept apart", _HEAD, [_row(each, shorten) for each in self.apart]),
            ("in doubt", _HEAD, [_row(each, shorten) for each in self.in_doubt]),
            (
                "conflicts",
                ("node", "label", "what", "values"),
                [[shorten(c.node), c.label, c.what, " | ".join(c.values)] for c in self.conflicts],
            ),
            ("triples", ("", "number"), [[name, str(number)] for name, number in self.account._asdict().items()]),
        ]
        return [part for part in parts if part[2]]


_HEAD = ("one", "other", "label", "sure", "because", "against")


def _row(each: Apart, shorten: Callable[[str], str]) -> list[str]:
    return [shorten(each.one), shorten(each.other), each.label, f"{each.confidence:.2f}", each.because, each.against]
