"""What speaks for two nodes being one thing, and how strongly; what speaks against it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

import pyoxigraph as ox

from kg.graph.quads import Quads
from kg.graph.turtle import Term, shortened
from kg.merging.profiles import Pair, Profiles
from kg.merging.terms import Terms, standard
from kg.vocabulary import KG, OWL, XSD

LINK, IDENTIFIER, LOOKALIKE, KEY, DECISION = "link", "identifier", "name and context", "same record", "decision"
"""Rules by which nodes are joined."""
RULES = {
    LINK: "LinkedAsSame",
    IDENTIFIER: "SameIdentifier",
    LOOKALIKE: "AlikeInContext",
    KEY: "SameRecord",
    DECISION: "Decided",
}
"""What the ontology calls them."""
Place = tuple[str, str, str]
"""Graph, subject and predicate of a quad."""
_HUB_GROUP = 12
"""More bearers of a link are compared with one of them, not each with each."""
_DATES = {XSD.date, XSD.dateTime, XSD.gYear, XSD.gYearMonth}
_WORDY = 4
_SURE = 0.99


class Evidence(NamedTuple):
    """Why two nodes may be one.

    Attributes:
        confidence: 0 to 1.
        rule: LINK …
        because: what says so, in words.
        one, other: IRIs, the smaller first.
    """

    confidence: float
    rule: str
    because: str
    one: str
    other: str


def links(profiles: Profiles, nodes: Collection[str], terms: Terms) -> Iterator[Evidence]:
    """Of nodes that an input says are one, or that bear one identifier.

    Args:
        nodes: what is described or spoken of; other IRIs are only names.
    """
    bearers: dict[str, dict[str, tuple[float, str]]] = {}
    for node, tokens in profiles.tokens.items():
        for token, (trust, why) in tokens.items():
            bearers.setdefault(token, {})[node] = (trust, why)
    for token, found in bearers.items():
        is_identifier = any(why in terms.identifiers for _, why in found.values())
        if token in nodes and token not in found and not is_identifier:
            found[token] = (1.0, OWL.sameAs)
        if len(found) < 2 or (is_identifier and len(found) > terms.bearers):
            continue
        members = sorted(found)
        pairs = combinations(members, 2) if len(members) <= _HUB_GROUP else ((members[0], m) for m in members[1:])
        for one, other in pairs:
            if is_identifier and not _one_kind(profiles, one, other):
                continue
            trust = min(found[one][0], found[other][0])
            why = shortened(min(found[one][1], found[other][1]))
            yield Evidence(
                trust, IDENTIFIER if is_identifier else LINK, f"{why} {token.rpartition(' ')[2]}", one, other
            )


def _one_kind(profiles: Profiles, one: str, other: str) -> bool:
    return bool(profiles.kinds.get(one, set()) & profiles.kinds.get(other, set()))


# -- what both have ---------------------------------------------------------------------------------------------------


class _Context(NamedTuple):
    """What surrounds a node: token → what it is of, by kind of token."""

    neighbours: dict[str, str]
    words: set[str]
    days: set[str]


class Surroundings:
    """What nodes are linked to and what is said of them.

    Args:
        quads: all.
        compared: nodes whose surroundings will be compared.
        linked: nodes that a link or an identifier joins with others.
        pointing: what points to each of the compared nodes, see :func:`incoming`.
        profiles: of all nodes.
        terms: what counts how much.
    """

    def __init__(
        self,
        quads: Quads,
        compared: Collection[str],
        linked: Collection[str],
        pointing: Mapping[str, Sequence[Place]],
        profiles: Profiles,
        terms: Terms,
    ) -> None:
        self._quads = quads
        self._profiles = profiles
        self._terms = terms
        self._contexts = {node: self._context(node, pointing.get(node, ())) for node in compared}
        wanted = {n for context in self._contexts.values() for n in context.neighbours.values()}
        self._degrees = _degrees(quads, wanted) if wanted else Counter()
        self._singles = {node: self._single_values(node) for node in {*compared, *linked}}

    def alike(self, one: str, other: str) -> tuple[float, str]:
        """How likely two namesakes are one, and what both have."""
        says, form = self._profiles.share_name(one, other, self._terms)
        if not says:
            return 0.0, ""
        weights = sorted(self._shared(one, other), reverse=True)[: int(self._terms.context["most"])]
        doubt = 1 - says
        for weight, _ in weights:
            doubt *= 1 - weight
        shown = ", ".join(what for _, what in weights[:3])
        return min(_SURE, round(1 - doubt, 4)), f"name {form!r}" + (f"; both: {shown}" if shown else "")

    def contradiction(self, one: str, other: str) -> str:
        """The first thing of which both have their own where there can be only one; "" where there is none."""
        mine, theirs = self._singles.get(one), self._singles.get(other)
        if not mine or not theirs:
            return ""
        for name in sorted(mine.keys() & theirs.keys()):
            if not any(agree(a, b) for a in mine[name] for b in theirs[name]):
                return f"{name}: {min(mine[name])} and {min(theirs[name])}"
        return ""

    def _shared(self, one: str, other: str) -> Iterator[tuple[float, str]]:
        mine, theirs, weights = self._contexts[one], self._contexts[other], self._terms.context
        used = {one, other}
        for token in sorted(mine.neighbours.keys() & theirs.neighbours.keys()):
            both = {mine.neighbours[token], theirs.neighbours[token]}
            if used.isdisjoint(both):
                used |= both
                degree = max(self._degrees[neighbour] for neighbour in both)
                kind = "neighbour" if degree <= weights["few"] else "known" if degree <= weights["many"] else "hub"
                neighbour = min(both)
                yield weights[kind], self._profiles.labels.get(neighbour, shortened(neighbour))
        yield from ((weights["literal"], f'"{word}"') for word in sorted(mine.words & theirs.words))
        yield from ((weights["single"], day) for day in sorted(mine.days & theirs.days))

    def _context(self, node: str, pointing: Iterable[Place]) -> _Context:
        context = _Context({}, set(), set())
        for subjects in self._quads.graphs.values():
            for predicate, objects in subjects.get(node, {}).items():
                if predicate in self._terms.ignored or predicate in self._terms.names:
                    continue
                for value in objects:
                    if type(value) is ox.NamedNode:
                        self._neighbour(context, node, value.value)
                    elif type(value) is ox.Literal:
                        self._words(context, value, predicate)
        for _, subject, predicate in pointing:
            if predicate not in self._terms.ignored:
                self._neighbour(context, node, subject)
        return context

    def _neighbour(self, context: _Context, node: str, neighbour: str) -> None:
        if neighbour == node or neighbour.startswith(str(KG)):
            return
        for token in self._tokens(neighbour):
            context.neighbours[token] = min(context.neighbours.get(token, neighbour), neighbour)

    def _tokens(self, neighbour: str) -> Iterator[str]:
        """By what another node's neighbour is known to be the same."""
        yield standard(neighbour)
        yield from self._profiles.tokens.get(neighbour, ())
        for form, is_main in self._profiles.names.get(neighbour, {}).items():
            if is_main:
                for kind in self._profiles.kinds.get(neighbour, ()):
                    if self._terms.says_of_name(kind, form):
                        yield f"{kind} {form}"

    def _words(self, context: _Context, value: ox.Literal, predicate: str) -> None:
        if value.datatype.value in _DATES:
            if predicate in self._terms.single:
                context.days.add(day_of(value.value))
        elif (
            len(value.value) >= _WORDY
            and any(c.isalpha() for c in value.value)
            and value.value not in ("true", "false")
        ):
            context.words.add(value.value.casefold())

    def _single_values(self, node: str) -> dict[str, set[str]]:
        found = single_values(self._quads, node, self._terms)
        items = {t for t in self._profiles.tokens.get(node, ()) if t.startswith("http://www.wikidata.org/entity/Q")}
        if standard(node).startswith("http://www.wikidata.org/entity/Q"):
            items.add(standard(node))
        return found | ({"Wikidata item": items} if items else {})


def single_values(quads: Quads, node: str, terms: Terms) -> dict[str, set[str]]:
    """What a node has of those things of which there can be only one."""
    found: dict[str, set[str]] = {}
    for subjects in quads.graphs.values():
        said = subjects.get(node)
        if said:
            for predicate in said.keys() & terms.single.keys():
                values = {day_of(value.value) if type(value) is ox.Literal else str(value) for value in said[predicate]}
                found.setdefault(terms.single[predicate], set()).update(values)
    return found


def day_of(value: str) -> str:
    """The day of a date with a time; Wikidata's "1952-10-07T00:00:00Z" is one."""
    return value.lstrip("+").partition("T")[0]


def agree(one: str, other: str) -> bool:
    """Whether both can be right: a day lies in its month and its year."""
    return one == other or one.startswith(f"{other}-") or other.startswith(f"{one}-")


def incoming(quads: Quads, nodes: Collection[str]) -> dict[str, list[Place]]:
    """Graph, subject and predicate of the quads that point to each of the nodes."""
    found: dict[str, list[Place]] = {}
    if not nodes:
        return found
    for graph, subjects in quads.graphs.items():
        for subject, said in subjects.items():
            for predicate, objects in said.items():
                for value in objects:
                    if type(value) is ox.NamedNode:
                        iri = value.value
                        if iri in nodes:
                            found.setdefault(iri, []).append((graph, subject, predicate))
    return found


def _degrees(quads: Quads, nodes: Collection[str]) -> Counter[str]:
    """How often each of the nodes is spoken of."""
    degrees: Counter[str] = Counter()
    for subjects in quads.graphs.values():
        for subject, said in subjects.items():
            for objects in said.values():
                for value in objects:
                    if type(value) is ox.NamedNode and (iri := value.value) in nodes:
                        degrees[iri] += 1
            if subject in nodes:
                degrees[subject] += len(said)
    return degrees


def lookalikes(pairs: Iterable[Pair], surroundings: Surroundings) -> Iterator[Evidence]:
    """Of namesakes, whatever it amounts to."""
    for one, other in pairs:
        confidence, because = surroundings.alike(one, other)
        yield Evidence(confidence, LOOKALIKE, because, one, other)


class Records:
    """Nodes without a name: passages, statements, positions, which are told by what they speak of.

    Args:
        quads: all.
        profiles: say which nodes these are.
        terms: say what tells them.
    """

    def __init__(self, quads: Quads, profiles: Profiles, terms: Terms) -> None:
        self._kinds = profiles.records
        self._parts: dict[str, list[tuple[str, ...]]] = {}
        self._speaking: dict[str, list[str]] = {}
        graphs = list(quads.graphs.values())
        for node, kind in profiles.records.items():
            parts = [_values(graphs, node, predicate) for predicate, _ in terms.keys[kind]]
            if all(values or not needed for values, (_, needed) in zip(parts, terms.keys[kind], strict=True)):
                self._parts[node] = parts
                for values in parts:
                    for value in values:
                        speaking = self._speaking.get(value)
                        if speaking is None:
                            self._speaking[value] = [node]
                        else:
                            speaking.append(node)

    def alike(self, names: Mapping[str, str]) -> Iterator[Evidence]:
        """Records that say the same of the same things.

        Args:
            names: what each joined node is called from now on.
        """
        changed = {node for name in names.keys() | names.values() for node in self._speaking.get(name, ())}
        groups: dict[tuple[object, ...], set[str]] = {}
        for node in changed:
            key = tuple(tuple(sorted(names.get(v, v) for v in values)) for values in self._parts[node])
            groups.setdefault((self._kinds[node], key), set()).add(names.get(node, node))
        for (kind, _), members in groups.items():
            first, *rest = sorted(members)
            for node in rest:
                yield Evidence(_SURE, KEY, f"the same {shortened(str(kind))}", first, node)


def _values(graphs: Sequence[Mapping[str, Mapping[str, Sequence[Term]]]], node: str, predicate: str) -> tuple[str, ...]:
    found: list[Term] = []
    for subjects in graphs:
        said = subjects.get(node)
        if said is not None and predicate in said:
            found += said[predicate]
    if len(found) == 1:
        (value,) = found
        return (value.value if type(value) is ox.NamedNode else str(value),)
    return tuple(value.value if type(value) is ox.NamedNode else str(value) for value in found)
