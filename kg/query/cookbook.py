"""The cookbook: questions that are ready to ask, one file each in ``ontology/queries/``.

A file is plain SPARQL 1.1 that any engine runs as it stands. Comments at its head say what it answers: the question in
English, in Indonesian, an explanation, and its parameters, one line each::

    # --person NAME: one of those who take part, e.g. "Vladimir Putin"

In the query each parameter is a line ``VALUES ?person { UNDEF }``; to ask with a value is to write it there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path

import pyoxigraph as ox

from kg.errors import InputError, KnowledgeError, QueryError
from kg.knowledge.location import ontology_directory
from kg.query.sparql import run
from kg.query.stores import Opened

_PARAMETER = re.compile(r"--(?P<name>[a-z]+) (?P<kind>[A-Z]+): (?P<meaning>.+?), e\.g\. (?P<example>.+)")
_OPEN = re.compile(r"VALUES \?([a-z]+) \{ UNDEF \}")
_DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
_NAME = re.compile(r"[a-z]+(-[a-z]+)*")
_NUMBER = re.compile(r"\d+(\.\d+)?")


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a question can be asked with.

    Attributes:
        name: as on the command line, and of the variable ("person").
        kind: ``NAME``, ``TEXT``, ``DATE``, ``NUMBER`` or ``IRI``.
        meaning: one clause.
        example: a value, as one would type it.
    """

    name: str
    kind: str
    meaning: str
    example: str

    def term(self, value: str, base: str) -> ox.Literal | ox.NamedNode:
        """The value as a term of RDF.

        Raises:
            QueryError: it is not of this kind.
        """
        if self.kind == "IRI":
            try:
                return ox.NamedNode(value if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", value) else base + value)
            except ValueError as error:
                raise self._wrong(value, "an IRI") from error
        if self.kind == "DATE" and not _DAY.fullmatch(value):
            raise self._wrong(value, "a day, month or year")
        if self.kind == "NUMBER":
            if not _NUMBER.fullmatch(value):
                raise self._wrong(value, "a number")
            return ox.Literal(value, datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#decimal"))
        return ox.Literal(value)

    def _wrong(self, value: str, what: str) -> QueryError:
        return QueryError(f"{value!r} is not {what}", place=f"--{self.name}", advice=f"Give one like {self.example}.")


@dataclass(frozen=True, slots=True)
class Recipe:
    """A question of the cookbook.

    Attributes:
        name: of its file, without suffix ("who-met-whom").
        question: in English.
        question_id: in Indonesian.
        about: what the answer holds.
        parameters: in the order of the file.
        sparql: the query as the file holds it.
    """

    name: str
    question: str
    question_id: str
    about: str
    parameters: tuple[Parameter, ...]
    sparql: str

    def ask(self, values: Mapping[str, str], base: str) -> str:
        """The query with values in the places of its parameters; what is not given stays open.

        Args:
            values: by name of the parameter.
            base: relative IRIs are completed with it.

        Raises:
            QueryError: it has no such parameter, or a value is not of its kind.
        """
        known = {parameter.name: parameter for parameter in self.parameters}
        for name in values:
            if name not in known:
                has = ", ".join(f"--{each}" for each in known) or "none"
                raise QueryError(f"{self.name} has no parameter --{name}", advice=f"It has {has}.")
        terms = {name: known[name].term(value, base) for name, value in values.items()}
        return _OPEN.sub(lambda m: f"VALUES ?{m[1]} {{ {terms.get(m[1], 'UNDEF')} }}", self.sparql)


_KNOWN = """
ASK { ?thing rdfs:label|skos:altLabel ?name FILTER (LCASE(STR(?name)) = LCASE(%s)) }"""
_LIKE = """
SELECT DISTINCT ?label { ?thing rdfs:label|skos:altLabel ?name ; rdfs:label ?label
  FILTER (CONTAINS(LCASE(STR(?name)), LCASE(%s))) FILTER NOT EXISTS { ?thing sem:eventType ?class }
} ORDER BY ?label LIMIT 3"""


def find_strangers(recipe: Recipe, values: Mapping[str, str], opened: Opened) -> Iterator[str]:
    """What a question was asked with that the graph does not have: a line for each, for an answer that is empty.

    Args:
        recipe: the question.
        values: what it was asked with, as for :meth:`Recipe.ask`.
        opened: the graph that was asked.
    """
    store, base = opened.store, opened.base
    for parameter in recipe.parameters:
        if parameter.name not in values:
            continue
        value, term = values[parameter.name], parameter.term(values[parameter.name], base)
        if parameter.kind == "IRI" and not run(store, f"ASK {{ {term} ?p ?o }}", base):
            yield f"--{parameter.name}: the graph has no <{value}>"
        elif parameter.kind == "NAME" and not run(store, _KNOWN % term, base):
            found = run(store, _LIKE % term, base)
            like = [row["label"].value for row in found] if isinstance(found, ox.QuerySolutions) else []
            advice = f". Did you mean {', '.join(like)}?" if like else ""
            yield f"--{parameter.name}: nothing in the graph is called {value!r}{advice}"


def is_name(text: str) -> bool:
    """Whether some words are the name of a question and not SPARQL."""
    return _NAME.fullmatch(text) is not None


@cache
def load_cookbook(directory: Path | None = None) -> Mapping[str, Recipe]:
    """The questions by name, in order.

    Args:
        directory: where the files are; those of the package by default.

    Raises:
        KnowledgeError: a file does not begin with a question, or does not use a parameter that it names.
    """
    directory = directory or ontology_directory() / "queries"
    return {path.stem: read_recipe(path) for path in sorted(directory.glob("*.rq"))}


def find_recipe(name: str) -> Recipe:
    """The question of that name.

    Raises:
        InputError: there is none.
    """
    recipe = load_cookbook().get(name)
    if recipe is None:
        near = get_close_matches(name, load_cookbook(), n=1)
        advice = f"Is it {near[0]}?" if near else "`kg query --list` shows them all."
        raise InputError("no such question", place=name, advice=advice)
    return recipe


def read_recipe(path: Path) -> Recipe:
    """Read one file of the cookbook. Raises: as :func:`load_cookbook`."""
    text = path.read_text(encoding="utf-8")
    head: list[str] = []
    for line in text.splitlines():
        if not line.startswith("#"):
            break
        head.append(line.removeprefix("#").strip())
    about = [line for line in head[2:] if line and not line.startswith("--")]
    if len(head) < 3 or not about:
        raise KnowledgeError("needs a question in English, one in Indonesian and an explanation", place=str(path))
    parameters = tuple(_parameter(line, path) for line in head if line.startswith("--"))
    for parameter in parameters:
        if _open(parameter.name) not in text:
            raise KnowledgeError(f"lacks the line {_open(parameter.name)!r}", place=str(path))
    return Recipe(path.stem, head[0], head[1], " ".join(about), parameters, text)


def _open(name: str) -> str:
    return f"VALUES ?{name} {{ UNDEF }}"


def _parameter(line: str, path: Path) -> Parameter:
    match = _PARAMETER.fullmatch(line)
    if not match:
        raise KnowledgeError(f"{line!r} is not '--name KIND: meaning, e.g. example'", place=str(path))
    return Parameter(**match.groupdict())
