"""Registries of the user's own, read beside the authority: CSV with our columns, or SKOS in Turtle.

What they say of a thing goes before what the package says: their name, their identifier. ``docs/authority.md`` says
what a registry may hold.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox

from kg.errors import InputError
from kg.model import EntityType
from kg.vocabulary import OWL, RDF, SKOS, WD

_LISTS = ("aliases", "acronym")
_COLUMNS = ("iri", "type", "name", *_LISTS, "wikidata", "kind", "country")
REVIEWED = ("entity", "candidate", "description", "score", "match")
"""Columns for who reviews what ``kg reconcile`` offers; they are not read."""
_NEEDED = ("type", "name")
_TYPES: Mapping[str, EntityType] = {
    **{kind.value.lower(): kind for kind in EntityType},
    "organization": EntityType.ORGANISATION,
    "agent": EntityType.ORGANISATION,
    "group": EntityType.ORGANISATION,
    "formalorganization": EntityType.ORGANISATION,
    "governmentorganization": EntityType.ORGANISATION,
    "corporation": EntityType.ORGANISATION,
    "city": EntityType.PLACE,
    "administrativearea": EntityType.PLACE,
    "location": EntityType.PLACE,
    "civicstructure": EntityType.FACILITY,
    "creativework": EntityType.WORK,
}
"""Types by what a registry calls them: a cell, or the last part of a class (schema.org, FOAF, the W3C's ``org:``)."""
_SAME = (SKOS.exactMatch, OWL.sameAs)
_LANGUAGES = ("id", "", "en")
"""Of several preferred labels the first in this order is the name."""


class Registration(NamedTuple):
    """A thing in a registry.

    Attributes:
        place: file, and line or IRI.
        type: its type.
        name: what it is called.
        aliases, acronyms: other names.
        iri: its identifier there, or "".
        wikidata: "Q42", or "".
        kind, country: as in :class:`kg.knowledge.authority.Entry`.
    """

    place: str
    type: EntityType
    name: str
    aliases: tuple[str, ...] = ()
    acronyms: tuple[str, ...] = ()
    iri: str = ""
    wikidata: str = ""
    kind: str = ""
    country: str = ""


class RegistriesError(InputError):
    """Registries that cannot be used; prints a line for each thing that is wrong.

    Attributes:
        problems: one error a thing.
    """

    def __init__(self, problems: Iterable[InputError]) -> None:
        self.problems = tuple(problems)
        super().__init__(self.problems[0].cause, place=self.problems[0].place)

    def __str__(self) -> str:
        return "\n".join(map(str, self.problems))


def read_registries(paths: Iterable[str | Path]) -> tuple[Registration, ...]:
    """Read registries, the later ones completing the earlier.

    Args:
        paths: files, ``.csv`` or ``.ttl``.

    Raises:
        RegistriesError: a file is not there or is no registry, or they contradict each other: one thing has two
            identifiers, one identifier names two things.
    """
    found: list[Registration] = []
    problems: list[InputError] = []
    for path in map(Path, paths):
        try:
            found += _read_csv(path) if path.suffix.lower() == ".csv" else _read_turtle(path)
        except RegistriesError as error:
            problems += error.problems
        except InputError as error:
            problems.append(error)
    problems = problems or list(_contradictions(found))
    if problems:
        raise RegistriesError(problems)
    return tuple(found)


def _contradictions(found: Sequence[Registration]) -> Iterator[InputError]:
    """One error for each thing of which two registrations say what cannot both be."""
    first: dict[tuple[str, ...], Registration] = {}
    for each in found:
        for what, value in (("iri", each.iri), ("wikidata", each.wikidata)):
            if not value:
                continue
            named = first.setdefault((what, each.type.value, each.name.casefold()), each)
            other = getattr(named, what)
            if other != value:
                yield InputError(
                    f"{each.name} is {value} here and {other} in {named.place}",
                    place=each.place,
                    advice="Keep one of the two.",
                )
            bearer = first.setdefault((what, value), each)
            if (bearer.type, bearer.name.casefold()) != (each.type, each.name.casefold()):
                yield InputError(
                    f"{value} is {each.name} ({each.type}) here and {bearer.name} ({bearer.type}) in {bearer.place}",
                    place=each.place,
                    advice="Keep one of the two, or make the one name an alias.",
                )


# -- tables -----------------------------------------------------------------------------------------------------------


def _read_csv(path: Path) -> list[Registration]:
    found: list[Registration] = []
    problems: list[InputError] = []
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, strict=True, restkey="")
            if wrong := _wrong_header(reader.fieldnames or ()):
                raise InputError(wrong, place=f"{path}:1", advice=f"The columns are {', '.join(_COLUMNS)}.")
            for row in reader:
                place = f"{path}:{reader.line_num}"
                try:
                    found.append(_registration(row, place))
                except InputError as error:
                    problems.append(error)
    except OSError as error:
        raise InputError(error.strerror or "cannot be read", place=str(path)) from error
    except UnicodeDecodeError as error:
        raise InputError(f"not UTF-8 at byte {error.start}", place=str(path)) from error
    except csv.Error as error:
        raise InputError(str(error), place=f"{path}:{reader.line_num}") from error
    if problems:
        raise RegistriesError(problems)
    return found


def _wrong_header(header: Sequence[str]) -> str:
    if unknown := [name for name in header if name not in (*_COLUMNS, *REVIEWED)]:
        return f"there is no column {unknown[0]!r}"
    if missing := [name for name in _NEEDED if name not in header]:
        return f"the column {missing[0]!r} is missing"
    return "" if {"iri", "wikidata"} & set(header) else "there is neither a column 'iri' nor 'wikidata'"


def _registration(row: Mapping[str, str | None], place: str) -> Registration:
    if "" in row or None in row.values():
        raise InputError("too many or too few cells", place=place)
    cell = {name: (value or "").strip() for name, value in row.items()}
    aliases, acronyms = (
        tuple(part.strip() for part in cell.get(name, "").split("|") if part.strip()) for name in _LISTS
    )
    return _checked(
        place,
        cell["type"],
        Registration(
            place,
            EntityType.WORK,
            cell["name"],
            aliases,
            acronyms,
            cell.get("iri", ""),
            cell.get("wikidata", "").removeprefix(WD),
            cell.get("kind", ""),
            cell.get("country", "").upper(),
        ),
    )


def _checked(place: str, kind: str, made: Registration) -> Registration:
    """The registration with its type, if it can be used."""
    known = _TYPES.get(kind.replace(" ", "").lower())
    if known is None:
        types = ", ".join(each.value for each in EntityType)
        raise InputError(f"{kind!r} is no type" if kind else "no type", place=place, advice=f"Types are {types}.")
    if not made.name:
        raise InputError("no name", place=place)
    if not made.iri and not made.wikidata:
        raise InputError(f"{made.name} has no identifier", place=place, advice="Give its iri, its wikidata or both.")
    if made.iri and (":" not in made.iri or any(c in '<>"{}|\\^`' or c <= " " for c in made.iri)):
        raise InputError(f"{made.iri!r} is no IRI", place=place)
    if made.wikidata and not (made.wikidata[0] == "Q" and made.wikidata[1:].isdecimal()):
        raise InputError(f"{made.wikidata!r} is no item of Wikidata", place=place, advice="Write it as Q42.")
    return made._replace(type=known)


# -- SKOS -------------------------------------------------------------------------------------------------------------


def _read_turtle(path: Path) -> list[Registration]:
    """Each concept, or each thing with a preferred label and a class that we know."""
    said: dict[str, dict[str, list[ox.NamedNode | ox.Literal]]] = {}
    try:
        for triple in ox.parse(path=path, format=ox.RdfFormat.TURTLE):
            if isinstance(triple.subject, ox.NamedNode) and isinstance(triple.object, ox.NamedNode | ox.Literal):
                said.setdefault(triple.subject.value, {}).setdefault(triple.predicate.value, []).append(triple.object)
    except OSError as error:
        raise InputError(error.strerror or "cannot be read", place=str(path)) from error
    except SyntaxError as error:
        place = f"{path}:{error.lineno}:{error.offset}" if error.lineno else str(path)
        advice = "A registry is SKOS in Turtle (.ttl), or CSV (.csv)."
        raise InputError(f"no Turtle: {error.msg}", place=place, advice=advice) from error
    found: list[Registration] = []
    problems: list[InputError] = []
    for iri in sorted(said):
        if SKOS.prefLabel in said[iri]:
            try:
                found.append(_concept(iri, said[iri], f"{path}: <{iri}>"))
            except InputError as error:
                problems.append(error)
    if problems:
        raise RegistriesError(problems)
    if not found:
        raise InputError("holds nothing with a skos:prefLabel", place=str(path))
    return found


def _concept(iri: str, said: Mapping[str, Sequence[ox.NamedNode | ox.Literal]], place: str) -> Registration:
    labels = {label.language or "": label.value for label in _literals(said, SKOS.prefLabel)}
    name = next((labels[language] for language in _LANGUAGES if language in labels), min(labels.values()))
    others = {*labels.values(), *(label.value for label in _literals(said, SKOS.altLabel))} - {name}
    classes = [kind.value for kind in said.get(RDF.type, ()) if isinstance(kind, ox.NamedNode)]
    local = [kind.rstrip("/#").replace("#", "/").rsplit("/", 1)[-1] for kind in classes]
    same = {iri, *(each.value for predicate in _SAME for each in said.get(predicate, ()))}
    items = sorted(each.removeprefix(WD) for each in same if each.startswith(WD))
    known = sorted(kind for kind in local if kind.lower() in _TYPES)
    made = Registration(
        place,
        EntityType.WORK,
        name,
        tuple(sorted(others)),
        tuple(sorted(label.value for label in _literals(said, SKOS.notation))),
        "" if iri.startswith(WD) else iri,
        items[0] if items else "",
    )
    return _checked(place, _most_specific(known) or next(iter(sorted(local)), ""), made)


def _most_specific(known: Sequence[str]) -> str:
    """Of several classes the one that says most: a country is also a place, a company also an agent."""
    general = {"Place", "Agent", "Location"}
    return next((kind for kind in known if kind not in general), known[0] if known else "")


def _literals(said: Mapping[str, Sequence[ox.NamedNode | ox.Literal]], predicate: str) -> list[ox.Literal]:
    return [each for each in said.get(predicate, ()) if isinstance(each, ox.Literal)]
