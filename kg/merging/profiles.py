"""What a graph says of its nodes that can tell which thing each is: kinds, names, identifiers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import combinations

import pyoxigraph as ox

from kg.graph.quads import Quads
from kg.graph.turtle import Term
from kg.knowledge.location import ontology_directory
from kg.knowledge.spelling import Spelling, read_spelling
from kg.merging.terms import Terms, standard
from kg.vocabulary import RDF

Pair = tuple[str, str]
"""Two IRIs, the smaller first."""
_LOCAL = re.compile(r"[/#]")
_P31 = "http://www.wikidata.org/prop/direct/P31"


def pair(one: str, other: str) -> Pair:
    """Two nodes in one order."""
    return (one, other) if one < other else (other, one)


@dataclass(slots=True)
class Profiles:
    """By node.

    Attributes:
        kinds: ``person``, ``place`` …; the class itself where no kind is known for it. A country also is a "country".
        names: normal form → whether it is a main name.
        tokens: what only one thing bears, and how far that is trusted.
        labels: a name to show.
        records: nodes that are told by a key, by class.
    """

    kinds: dict[str, set[str]] = field(default_factory=dict)
    names: dict[str, dict[str, bool]] = field(default_factory=dict)
    tokens: dict[str, dict[str, tuple[float, str]]] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    records: dict[str, str] = field(default_factory=dict)

    def add(self, other: Profiles) -> None:
        """Know what *other* knows, too."""
        for node, kinds in other.kinds.items():
            self.kinds.setdefault(node, set()).update(kinds)
        for node, names in other.names.items():
            mine = self.names.setdefault(node, {})
            for form, is_main in names.items():
                mine[form] = is_main or mine.get(form, False)
        for node, tokens in other.tokens.items():
            known = self.tokens.setdefault(node, {})
            for token, (trust, why) in tokens.items():
                known[token] = max(known.get(token, (0.0, "")), (trust, why))
        for node, label in other.labels.items():
            self.labels[node] = min(self.labels.get(node, label), label)
        self.records |= other.records

    def share_name(self, one: str, other: str, terms: Terms) -> tuple[float, str]:
        """How much the name says that both bear, and that name; (0, "") where it says nothing."""
        mine, theirs = self.names.get(one, {}), self.names.get(other, {})
        kinds = self.kinds.get(one, set()) & self.kinds.get(other, set())
        best = (0.0, "")
        for form in mine.keys() & theirs.keys():
            if mine[form] or theirs[form]:
                for kind in kinds:
                    best = max(best, (terms.says_of_name(kind, form), form))
        return best


def profiles_of(quads: Quads, terms: Terms) -> Profiles:
    """What the quads tell of their nodes."""
    found = Profiles()
    texts: list[str] = []
    bearers: list[tuple[str, bool]] = []
    for subjects in quads.graphs.values():
        for subject, said in subjects.items():
            for predicate, objects in said.items():
                if predicate in terms.names:
                    is_main = terms.names[predicate]
                    for value in objects:
                        if type(value) is ox.Literal:
                            texts.append(value.value)
                            bearers.append((subject, is_main))
                elif predicate in (RDF.type, _P31):
                    _kinds(found, subject, objects, terms)
                elif predicate in terms.links or predicate in terms.identifiers:
                    _tokens(found, subject, predicate, objects, terms)
                if predicate in terms.kind_of:
                    found.kinds.setdefault(subject, set()).add(terms.kind_of[predicate])
    for (subject, is_main), text, form in zip(bearers, texts, _forms(texts), strict=True):
        names = found.names.setdefault(subject, {})
        names[form] = is_main or names.get(form, False)
        if is_main:
            found.labels[subject] = min(found.labels.get(subject, text), text)
    return found


def _kinds(found: Profiles, subject: str, objects: Iterable[Term], terms: Terms) -> None:
    kinds = found.kinds.setdefault(subject, set())
    for value in objects:
        if type(value) is not ox.NamedNode:
            continue
        iri = value.value
        kind = terms.kinds.get(iri)
        if kind:
            kinds.add(kind)
            if iri in terms.countries:
                kinds.add("country")
        elif iri not in terms.unnamed:
            kinds.add(iri)
        if iri in terms.keys:
            found.records[subject] = iri


def _tokens(found: Profiles, subject: str, predicate: str, objects: Iterable[Term], terms: Terms) -> None:
    tokens = found.tokens.setdefault(subject, {})
    is_link = predicate in terms.links
    trust = terms.links[predicate] if is_link else terms.identifier_confidence
    for value in objects:
        if type(value) is ox.NamedNode:
            token = standard(value.value)
        elif type(value) is ox.Literal and not is_link and len(value.value) >= terms.longest:
            token = f"{_LOCAL.split(predicate)[-1]} {value.value}"
        else:
            continue
        tokens[token] = max(tokens.get(token, (0.0, "")), (trust, predicate))


def _forms(texts: list[str]) -> list[str]:
    """Names as they are compared: the authority's foldings for Latin letters, else small letters."""
    clean = [" ".join(text.split()) for text in texts]
    forms = _spelling().normal_forms(clean) if clean else []
    return [
        form if form and (text.isascii() or _is_latin(text)) else text.casefold()
        for text, form in zip(clean, forms, strict=True)
    ]


def _is_latin(text: str) -> bool:
    return all(c < "\u0250" or "\u1e00" <= c < "\u1f00" or not c.isalpha() for c in text)


@cache
def _spelling() -> Spelling:
    return read_spelling(ontology_directory() / "authority" / "spelling.csv")


def namesakes(profiles: Profiles, terms: Terms) -> Iterator[Pair]:
    """Pairs of one kind that share a name which says something; some come more than once."""
    groups: dict[tuple[str, str], list[str]] = {}
    for node, names in profiles.names.items():
        for kind in profiles.kinds.get(node, ()):
            for form in names:
                groups.setdefault((kind, form), []).append(node)
    for (kind, form), nodes in groups.items():
        if 2 <= len(nodes) <= terms.largest and terms.says_of_name(kind, form):
            for one, other in combinations(nodes, 2):
                if profiles.names[one][form] or profiles.names[other][form]:
                    yield pair(one, other)
