"""What a graph by others calls its nodes, and which of our kinds they are: the table is ``foreign.toml``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from kg.explorer.triples import Triples
from kg.graph.turtle import local_name

_HERE = Path(__file__).parent
_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|_+")
_MOST_WORDS = 40
"""So many literals of a node its panel shows."""
_LONGEST = 400


class Described(NamedTuple):
    """A node of somebody else's graph.

    Attributes:
        label: in the language that was asked for, where there is one.
        kind: one of ours, or ``thing``.
        type: what the graph calls its class, ``""`` if it has none.
        begin, end: as the graph writes them, ``""`` if it does not.
        words: ``[predicate, value]`` of its literals.
    """

    label: str
    kind: str
    type: str
    begin: str
    end: str
    words: list[list[str]]


class Foreign:
    """The nodes of a graph that the contract does not know.

    Args:
        triples: the graph.
        language: of labels, where there are several.
    """

    def __init__(self, triples: Triples, language: str) -> None:
        self._triples = triples
        self._language = language
        self._table = _table()
        self._names: dict[str, str] = {}
        self._kinds = {iri: kind for kind, iris in self._table["kinds"].items() for iri in iris}

    def nodes(self, subjects: Sequence[str]) -> list[str]:
        """These subjects and what they link to, sorted."""
        linked = {o for s in subjects for p, objects in self._triples.links_of(s) if self.is_link(p) for o in objects}
        return sorted(linked.union(subjects))

    def is_link(self, predicate: str) -> bool:
        """Whether the objects of a predicate are other nodes."""
        return predicate not in self._table["no_links"]

    def describe(self, iri: str) -> Described:
        """What the graph says of a node."""
        classes = [c for c in self._triples.links(iri, _TYPE) if c not in self._table["vague"]]
        kind = next((self._kinds[c] for c in classes if c in self._kinds), "thing")
        return Described(
            label=self._label(iri) or _spaced(local_name(iri.rstrip("/#"))) or iri,
            kind=kind,
            type=self.name_of(classes[0]) if classes else "",
            begin=self._first(iri, self._table["begins"]),
            end=self._first(iri, self._table["ends"]),
            words=[
                [self.name_of(predicate), word[:_LONGEST]]
                for predicate, words in self._triples.all_words(iri)
                if predicate not in self._table["labels"]
                for word in words
            ][:_MOST_WORDS],
        )

    def name_of(self, term: str) -> str:
        """What a predicate or a class is called."""
        if term not in self._names:
            self._names[term] = self._label(term) or _spaced(local_name(term)) or term
        return self._names[term]

    def _label(self, iri: str) -> str:
        for predicate in self._table["labels"]:
            if label := self._triples.words_in(iri, predicate, self._language):
                return label
        return ""

    def _first(self, iri: str, predicates: Sequence[str]) -> str:
        found = (self._triples.words(iri, predicate) for predicate in predicates)
        return next((words[0] for words in found if words), "")


def _spaced(name: str) -> str:
    """``birthPlace`` and ``birth_place`` as words."""
    return " ".join(part if part.isupper() else part[:1].lower() + part[1:] for part in _HUMP.split(name) if part)


@cache
def _table() -> dict[str, Any]:
    found: dict[str, Any] = tomllib.loads((_HERE / "foreign.toml").read_text(encoding="utf-8"))
    return found
