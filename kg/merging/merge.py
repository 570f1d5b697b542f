"""Several graphs → one graph and a report. ``docs/merging.md`` says by which rules."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import pyoxigraph as ox

from kg.engine import without_collector
from kg.errors import InputError
from kg.graph.described import ENTITIES
from kg.graph.graph import BASE
from kg.graph.literals import integer
from kg.graph.loading import Loaded, load
from kg.graph.quads import DEFAULT, Quads
from kg.identity.decisions import Decision, Verdict
from kg.merging.clusters import Clusters, Guards, Refusal, cluster
from kg.merging.evidence import (
    DECISION,
    Evidence,
    Place,
    Records,
    Surroundings,
    agree,
    incoming,
    links,
    lookalikes,
    single_values,
)
from kg.merging.history import JOINS, MERGED, Join, note, undo
from kg.merging.profiles import Pair, Profiles, namesakes, pair, profiles_of
from kg.merging.renaming import FIGURES, best_name, keep_highest, rename, uri_spaces
from kg.merging.report import Account, Apart, Conflict, Input, Joined, Report
from kg.merging.terms import Terms, terms
from kg.vocabulary import OWL, RDF, SCHEMA, VOID

_ARTICLE = ox.NamedNode(SCHEMA.NewsArticle)
_ENTITIES = frozenset(map(ox.NamedNode, ENTITIES))
_KINDS = frozenset({"person", "organization", "place", "work", "product", "event"})
"""Kinds that exclude each other."""
_SHOWN = 200
"""So much is not reported of a label."""


@dataclass(frozen=True, slots=True)
class Merged:
    """The result of a merge.

    Attributes:
        quads: with their graphs.
        base: what the IRIs of the inputs' own data sets begin with.
        report: what was done.
    """

    quads: Quads
    base: str
    report: Report


@dataclass(slots=True)
class _State:
    """What the inputs say together, before anything is joined."""

    quads: Quads
    profiles: Profiles
    apart: set[Pair]
    maybe: set[Pair]
    described: set[str]
    spaces: tuple[str, ...]


@without_collector()
def merge(
    paths: Iterable[str | Path],
    *,
    threshold: float | None = None,
    decisions: Iterable[Decision] = (),
) -> Merged:
    """Merge graphs of any origin and format.

    Args:
        paths: RDF files; the result does not depend on their order.
        threshold: from which confidence on nodes of one name and kind are one, 0 to 1; by default that of
            ``terms.toml``.
        decisions: what a person has decided; they win over all else.

    Raises:
        InputError: a file cannot be read, or a decision names a node that no input speaks of.
    """
    return merge_loaded([load(path) for path in paths], threshold=threshold, decisions=decisions)


def merge_loaded(
    loaded: Sequence[Loaded], *, threshold: float | None = None, decisions: Iterable[Decision] = ()
) -> Merged:
    """Merge graphs that are in memory, which must not be used any more; see :func:`merge`."""
    known = terms()
    inputs, state, given, lower = _together(loaded, known)
    decided = _of_nodes(decisions)
    clusters, maybe = _decide(state, decided, known.threshold if threshold is None else threshold, known)
    joins, total = _names(clusters, state), len(state.quads)
    before = rename(state.quads, joins)
    noted, reasons = len(state.quads), _reasons(clusters)
    records_ = [Join(kept, joined, reasons[joined], tuple(before[joined])) for joined, kept in joins.items()]
    conflicts = tuple(_conflicts(state, joins, known))
    note(state.quads, records_, state.maybe)
    base = next(iter(state.spaces), BASE)
    _describe(state.quads, total)
    renamed = sum(len(quads) for quads in before.values())
    account = Account(
        given=given,
        repeated=given - lower - total,
        lower=lower,
        renamed=renamed,
        coinciding=total - noted,
        unnamed=0,
        noted=len(state.quads) - noted,
        written=len(state.quads),
    )
    report = Report(
        inputs=inputs,
        joined=tuple(
            sorted(Joined(j.kept, j.joined, _label(state, j.kept, j.joined), *_told(j.evidence)) for j in records_)
        ),
        apart=tuple(sorted(_apart(state, [r for r in clusters.refused if not r.is_doubt]))),
        in_doubt=tuple(sorted(_apart(state, [r for r in clusters.refused if r.is_doubt] + maybe))),
        conflicts=conflicts,
        account=account,
    )
    return Merged(state.quads, base, report)


# -- all inputs together ----------------------------------------------------------------------------------------------


def _together(loaded: Sequence[Loaded], known: Terms) -> tuple[tuple[Input, ...], _State, int, int]:
    whole, profiles = Quads(), Profiles()
    leaves: list[tuple[Profiles, set[Pair]]] = []
    inputs: list[Input] = []
    for each in loaded:
        joined = sum(subject.startswith(JOINS) for subject in each.quads.graphs.get(DEFAULT, ()))
        try:
            maybe = undo(each.quads)
        except (SyntaxError, ValueError) as error:
            raise InputError(
                f"what it notes of an earlier merge cannot be read: {error}", place=str(each.path)
            ) from error
        profile = profiles_of(each.quads, known)
        leaves.append((profile, maybe))
        profiles.add(profile)
        graphs = sum(1 for graph in each.quads.graphs if graph != DEFAULT)
        inputs.append(Input(str(each.path), len(each.quads), each.blank, graphs, joined))
        whole.update(each.quads)
    lower = sum(len(keep_highest(whole, node)) for node in _twice_told(whole))
    candidates = set(namesakes(profiles, known))
    apart = {both for both in candidates if any(_keeps_apart(leaf, maybe, both, known) for leaf, maybe in leaves)}
    described = {
        subject
        for subjects in whole.graphs.values()
        for subject, said in subjects.items()
        if len(said) > 1 or OWL.sameAs not in said
    }
    state = _State(whole, profiles, apart, candidates - apart, described, uri_spaces(whole))
    return tuple(inputs), state, sum(each.triples for each in inputs), lower


def _iri(term: object) -> str:
    return term.value if isinstance(term, ox.NamedNode) else ""


def _twice_told(quads: Quads) -> list[str]:
    return [
        subject
        for subjects in quads.graphs.values()
        for subject, said in subjects.items()
        if any(len(said[predicate]) > 1 for predicate in FIGURES if predicate in said)
    ]


def _keeps_apart(leaf: Profiles, maybe: Collection[Pair], both: Pair, known: Terms) -> bool:
    """Whether an input has two nodes of one kind and name, which it could have made one."""
    return both not in maybe and leaf.share_name(*both, known)[0] > 0


# -- decisions --------------------------------------------------------------------------------------------------------


def _decide(
    state: _State, decisions: Sequence[Decision], threshold: float, known: Terms
) -> tuple[Clusters, list[Refusal]]:
    """What is one, and which lookalikes are too little alike."""
    compared = {node for both in state.maybe for node in both}
    names = {t for tokens in state.profiles.tokens.values() for t in tokens if " " not in t} - state.described
    pointing = incoming(state.quads, compared | names)
    spoken = state.described | _pointed_to(names, pointing, known)
    around = Surroundings(state.quads, compared, state.profiles.tokens, pointing, state.profiles, known)
    guards = Guards(state.profiles, _KINDS, _different(state, decisions), state.apart, around.contradiction)
    evidence = [*_decided(state, decisions, spoken), *links(state.profiles, spoken, known)]
    alike = list(lookalikes(sorted(state.maybe), around))
    clusters = cluster([*evidence, *alike], guards, threshold, known)
    _join_records(clusters, state, guards, known)
    too_little = [
        Refusal(each, "too little in common", True)
        for each in alike
        if each.confidence < threshold and each.other not in clusters.of(each.one)
    ]
    return clusters, [
        refusal._replace(why=why, is_doubt=False)
        if (why := guards.against(refusal.evidence, [each.one], [each.other]))
        else refusal
        for refusal in too_little
        for each in [refusal.evidence]
    ]


def _pointed_to(names: Collection[str], pointing: Mapping[str, Sequence[Place]], known: Terms) -> set[str]:
    """Those that are spoken of, not only linked to."""
    links_ = known.links.keys() | known.identifiers
    return {name for name in names if any(predicate not in links_ for _, _, predicate in pointing.get(name, ()))}


def _different(state: _State, decisions: Iterable[Decision]) -> dict[Pair, str]:
    found = {
        pair(subject, value.value): "owl:differentFrom"
        for subjects in state.quads.graphs.values()
        for subject, said in subjects.items()
        if OWL.differentFrom in said
        for value in said[OWL.differentFrom]
        if isinstance(value, ox.NamedNode)
    }
    return found | {pair(*_iris(d)): f"{d.who}: {d.why}" for d in decisions if d.verdict is Verdict.DIFFERENT}


def _decided(state: _State, decisions: Iterable[Decision], spoken: Collection[str]) -> Iterator[Evidence]:
    """Decisions become links of the graph, so that a later merge keeps to them."""
    for decision in decisions:
        one, other = _iris(decision)
        for iri in (one, other):
            if iri not in spoken:
                raise decision.refused(f"no input speaks of <{iri}>")
        is_same = decision.verdict is Verdict.SAME
        state.quads.add(DEFAULT, one, OWL.sameAs if is_same else OWL.differentFrom, ox.NamedNode(other))
        if is_same:
            yield Evidence(1.0, DECISION, f"{decision.who}: {decision.why}", *pair(one, other))


def _iris(decision: Decision) -> tuple[str, str]:
    """The two nodes; names without a scheme are of the default base."""
    one, other = (name if ":" in name else BASE + name for name in (decision.one, decision.other))
    return one, other


def _of_nodes(decisions: Iterable[Decision]) -> list[Decision]:
    """Those of two nodes: that an article's report is of another happening is for ``kg build``.

    Raises:
        InputError: what is the same by some of them is different by another.
    """
    found = [d for d in decisions if not d.other.startswith("article/") or d.one.startswith("article/")]
    group: dict[str, set[str]] = {}
    for one, other in (_iris(d) for d in found if d.verdict is Verdict.SAME):
        whole = group.get(one, {one}) | group.get(other, {other})
        group |= dict.fromkeys(whole, whole)
    for decision in found:
        one, other = _iris(decision)
        if decision.verdict is Verdict.DIFFERENT and other in group.get(one, ()):
            raise decision.refused(f"<{one}> and <{other}> are different here, but the same by other decisions")
    return found


def _join_records(clusters: Clusters, state: _State, guards: Guards, known: Terms) -> None:
    """Passages, statements, positions of joined things may be one now; and so on, until nothing changes."""
    records = Records(state.quads, state.profiles, known) if clusters.joined else None
    while records:
        names, count = _names(clusters, state), len(clusters.joined)
        for each in sorted(records.alike(names)):
            mine, theirs = clusters.of(each.one), clusters.of(each.other)
            if mine is not theirs and not guards.against(each, mine, theirs):
                clusters.join(each)
        if len(clusters.joined) == count:
            return


def _names(clusters: Clusters, state: _State) -> dict[str, str]:
    """New name by old, of every node that gets another."""
    names: dict[str, str] = {}
    for group in clusters.groups():
        kept = best_name(group, state.described, state.spaces)
        names |= {node: kept for node in group if node != kept}
    return dict(sorted(names.items()))


def _reasons(clusters: Clusters) -> dict[str, Evidence]:
    """For each joined node the surest evidence that it belongs where it was put."""
    reasons: dict[str, Evidence] = {}
    for each in clusters.joined:
        reasons.setdefault(each.one, each)
        reasons.setdefault(each.other, each)
    return reasons


# -- what is written and told -----------------------------------------------------------------------------------------


def _describe(quads: Quads, triples: int) -> None:
    """Describe the whole as a data set of the data sets that it was made of; one that is whole describes itself."""
    default = quads.graphs.get(DEFAULT, {})
    parts = sorted(s for s, said in default.items() if VOID.Dataset in map(_iri, said.get(RDF.type, ())))
    if not parts or (
        len(parts) == 1
        and [str(triples)] == [v.value for v in default[parts[0]].get(VOID.triples, ()) if isinstance(v, ox.Literal)]
    ):
        return
    whole = MERGED + sha256("\n".join(parts).encode()).hexdigest()[:12]
    articles, entities = _counted(quads)
    quads.add(DEFAULT, whole, RDF.type, ox.NamedNode(VOID.Dataset))
    for part in parts:
        quads.add(DEFAULT, whole, VOID.subset, ox.NamedNode(part))
    quads.add(DEFAULT, whole, VOID.documents, integer(articles))
    quads.add(DEFAULT, whole, VOID.entities, integer(entities))
    quads.add(DEFAULT, whole, VOID.triples, integer(len(quads) + 1))


def _counted(quads: Quads) -> tuple[int, int]:
    """How many articles and how many things of the world there are."""
    articles = entities = 0
    for subjects in quads.graphs.values():
        for said in subjects.values():
            kinds = said.get(RDF.type, ())
            if _ARTICLE in kinds:
                articles += 1
            elif not _ENTITIES.isdisjoint(kinds):
                entities += 1
    return articles, entities


def _conflicts(state: _State, joins: Mapping[str, str], known: Terms) -> Iterator[Conflict]:
    """Nodes with several values where there can be one."""
    several = sorted(
        {
            subject
            for subjects in state.quads.graphs.values()
            for subject, said in subjects.items()
            if (found := said.keys() & known.single.keys()) and (len(found) > 1 or any(len(said[p]) > 1 for p in found))
        }
    )
    for node in several:
        for what, values in sorted(single_values(state.quads, node, known).items()):
            if any(not agree(a, b) for a in values for b in values):
                yield Conflict(node, state.profiles.labels.get(node, ""), what, tuple(sorted(values)))


def _label(state: _State, *nodes: str) -> str:
    return next((state.profiles.labels[node][:_SHOWN] for node in nodes if node in state.profiles.labels), "")


def _told(evidence: Evidence) -> tuple[str, float, str]:
    return evidence.rule, evidence.confidence, evidence.because


def _apart(state: _State, refusals: Iterable[Refusal]) -> Iterator[Apart]:
    for evidence, why, _ in refusals:
        label = _label(state, evidence.one, evidence.other)
        yield Apart(evidence.one, evidence.other, label, *_told(evidence), why)
