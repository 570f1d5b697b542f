"""What a merged graph tells of its joins, so that a later merge, or a person, can take them apart.

For each node that was joined into another, a merged graph holds a ``kg:Alignment``: which node into which, by which
rule, how surely, why, and what the graph said before (``kg:before``, N-Quads). Pairs of namesakes that no input keeps
apart are linked with ``kg:maybeSame``. A merge first undoes the joins of its inputs and then decides anew about all of
them together: that is why the order of merges does not matter.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from typing import NamedTuple

import pyoxigraph as ox

from kg.graph.graph import BASE
from kg.graph.quads import DEFAULT, Quads
from kg.graph.turtle import Term, iri_of
from kg.merging.evidence import RULES, Evidence
from kg.merging.profiles import Pair, pair
from kg.vocabulary import KG, OWL, RDF, XSD

JOINS = f"{BASE}alignment/"
"""What the IRI of every record of a join begins with."""
MERGED = f"{BASE}dataset/merged-"
"""What the IRI of the description of a merged graph begins with."""

Quad = tuple[str, str, str, Term]
"""Graph, subject, predicate, object."""


class Join(NamedTuple):
    """A node that was joined into another.

    Attributes:
        kept, joined: IRIs.
        evidence: the surest that led to it.
        before: what the inputs said that the merged graph says of *kept*.
    """

    kept: str
    joined: str
    evidence: Evidence
    before: tuple[Quad, ...]


def is_merged(quads: Quads) -> bool:
    """Whether the graph notes joins of an earlier merge."""
    return any(subject.startswith((JOINS, MERGED)) for subject in quads.graphs.get(DEFAULT, {}))


def undo(quads: Quads) -> set[Pair]:
    """Take apart what earlier merges have joined, and forget what they noted.

    Returns:
        The pairs of namesakes that they did not find kept apart.
    """
    default = quads.graphs.get(DEFAULT, {})
    maybe = set(_taken_out(default))
    names: dict[str, str] = {}
    before: list[Quad] = []
    for record in [subject for subject in default if subject.startswith((JOINS, MERGED))]:
        said = default.pop(record)
        for kept, joined in zip(said.get(KG.kept, ()), said.get(KG.joined, ()), strict=True):
            names[iri_of(joined)] = iri_of(kept)
            quads.discard(DEFAULT, iri_of(kept), OWL.sameAs, joined)
        for text in said.get(KG.before, ()):
            before += _parsed(text.value) if isinstance(text, ox.Literal) else ()
    for quad in before:
        quads.discard(*renamed(quad, names))
    for quad in before:
        quads.add(*quad)
    return maybe


def _taken_out(subjects: dict[str, dict[str, list[Term]]]) -> Iterator[Pair]:
    for subject in [subject for subject, said in subjects.items() if KG.maybeSame in said]:
        for value in subjects[subject].pop(KG.maybeSame):
            yield pair(subject, iri_of(value))
        if not subjects[subject]:
            del subjects[subject]


def _parsed(text: str) -> Iterator[Quad]:
    for quad in ox.parse(text.encode(), format=ox.RdfFormat.N_QUADS):
        graph = DEFAULT if isinstance(quad.graph_name, ox.DefaultGraph) else iri_of(quad.graph_name)
        yield graph, iri_of(quad.subject), quad.predicate.value, quad.object


def renamed(quad: Quad, names: Mapping[str, str]) -> Quad:
    """A quad with joined nodes called as what they were joined into; a link within one node leads to its other name."""
    graph, subject, predicate, value = quad
    kept = names.get(subject, subject)
    if type(value) is not ox.NamedNode:
        return graph, kept, predicate, value
    target = names.get(value.value, value.value)
    if predicate == OWL.sameAs and target == kept:
        return graph, kept, predicate, ox.NamedNode(subject) if value.value == kept else value
    return graph, kept, predicate, value if target == value.value else ox.NamedNode(target)


def note(quads: Quads, joins: Iterable[Join], maybe: Iterable[Pair]) -> None:
    """Write down what later merges need."""
    for join in joins:
        record = JOINS + sha256(f"{join.kept} {join.joined}".encode()).hexdigest()[:16]
        text = "".join(sorted(f"{as_nquad(quad)} .\n" for quad in join.before))
        said: dict[str, Term] = {
            RDF.type: ox.NamedNode(KG.Alignment),
            KG.kept: ox.NamedNode(join.kept),
            KG.joined: ox.NamedNode(join.joined),
            KG.joinedBy: ox.NamedNode(KG[RULES[join.evidence.rule]]),
            KG.because: ox.Literal(join.evidence.because),
            KG.joinConfidence: decimal(join.evidence.confidence),
            KG.before: ox.Literal(text),
        }
        quads.add(DEFAULT, join.kept, OWL.sameAs, ox.NamedNode(join.joined))
        for predicate, value in said.items():
            quads.add(DEFAULT, record, predicate, value)
    for one, other in maybe:
        quads.add(DEFAULT, one, KG.maybeSame, ox.NamedNode(other))


def as_nquad(quad: Quad) -> str:
    """The quad as a line of N-Quads, without the full stop."""
    graph, subject, predicate, value = quad
    return f"<{subject}> <{predicate}> {value}" + (f" <{graph}>" if graph else "")


def decimal(value: float) -> ox.Literal:
    """A confidence."""
    return ox.Literal(f"{value:.2f}".rstrip("0").rstrip("."), datatype=ox.NamedNode(XSD.decimal))
