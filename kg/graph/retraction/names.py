"""What the things that an article spoke of are called once it has left."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

import pyoxigraph as ox

from kg.graph.retraction.draft import Draft
from kg.vocabulary import ITSRDF, KG, NIF, OWL, RDFS, SCHEMA, SKOS

_SEVERAL = 2


class Names(NamedTuple):
    """By which names articles call a thing.

    Attributes:
        others: how many of the articles that stay, by name.
        mine: the names that the one that leaves uses.
    """

    others: Counter[str]
    mine: set[str]


def spoken_of(graph: Draft, article: str) -> Iterator[str]:
    """The things that an article names, and its outlet."""
    yield from graph.links(article, SCHEMA.mentions)
    yield from graph.links(article, SCHEMA.publisher)


def names_of_things(graph: Draft, passages: Collection[str]) -> dict[str, Names]:
    """The names of each thing, told by the strings that bear them.

    Args:
        graph: holds all articles.
        passages: those of the article that leaves.
    """
    found: dict[str, Names] = {}
    seen: set[tuple[str, str, str]] = set()
    for string in graph.subjects:
        for thing in graph.links(string, ITSRDF.taIdentRef):
            others, mine = found.setdefault(thing, Names(Counter(), set()))
            for name in graph.texts(string, NIF.anchorOf):
                if string in passages:
                    mine.add(name)
                elif (key := (thing, name, graph.links(string, NIF.referenceContext)[0])) not in seen:
                    seen.add(key)
                    others[name] += 1
    return found


def rename(graph: Draft, names: Mapping[str, Names], things: Iterable[str]) -> None:
    """Names that only the article used leave; a thing of one article was joined by no rule."""
    articles = Counter(thing for iri in graph.subjects for thing in set(spoken_of(graph, iri)))
    for thing in things:
        said = graph.subjects[thing]
        others, mine = names.get(thing, Names(Counter(), set()))
        lost = mine - others.keys()
        kept = [v for v in said.get(SKOS.altLabel, ()) if not (isinstance(v, ox.Literal) and v.value in lost)]
        if graph.first(thing, RDFS.label) in lost and not graph.links(thing, OWL.sameAs):
            literals = [v for v in kept if isinstance(v, ox.Literal)]
            if literals:
                best = min(literals, key=lambda v: _commonness(v.value, others))
                kept.remove(best)
                said[RDFS.label] = [best]
        graph.say(thing, SKOS.altLabel, kept)
        if articles[thing] < _SEVERAL:
            said.pop(KG.joinedBy, None)
            said.pop(KG.joinConfidence, None)


def _commonness(name: str, others: Mapping[str, int]) -> tuple[int, int, str]:
    return -others.get(name, 0), -len(name), name
