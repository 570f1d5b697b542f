"""RDF files of any format, by anybody: the format by suffix, errors with line and column, no blank node left.

Relative IRIs of a file that names no base are read against one made from its bytes: ``<#me>`` of two files are two
people.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from xml.parsers import expat

import pyoxigraph as ox

from kg.errors import InputError
from kg.graph.contexts import without_web
from kg.graph.quads import DEFAULT, Quads
from kg.graph.skolemisation import is_blank, with_iris
from kg.graph.turtle import Term

FORMATS = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".nq": ox.RdfFormat.N_QUADS,
    ".trig": ox.RdfFormat.TRIG,
    ".rdf": ox.RdfFormat.RDF_XML,
    ".owl": ox.RdfFormat.RDF_XML,
    ".xml": ox.RdfFormat.RDF_XML,
    ".jsonld": ox.RdfFormat.JSON_LD,
    ".json": ox.RdfFormat.JSON_LD,
    ".n3": ox.RdfFormat.N3,
}
"""Formats by suffix."""
WITH_GRAPHS = frozenset({".nq", ".trig"})
"""Suffixes of the formats in which we write named graphs."""

_FILES = "https://w3id.org/kabar/.well-known/file/"
_DIGITS = 20
_MAY_BE_BLANK = (ox.BlankNode, ox.Triple)
_NEEDS_BASE = (ox.RdfFormat.RDF_XML, ox.RdfFormat.JSON_LD)
"""Formats whose parser drops what is relative to nothing, or fails without a place."""
_PLACE = re.compile(r"(?:Parser error )?at line \d+ (?:column \d+|between columns? \d+ and (?:column )?\d+): ")


@dataclass(frozen=True, slots=True)
class Loaded:
    """A file of RDF.

    Attributes:
        path: as it was given.
        quads: what it says; no blank node is left.
        base: the base that it declares, or None.
        blank: how many blank nodes got an IRI.
    """

    path: Path
    quads: Quads
    base: str | None
    blank: int


def load(path: str | Path) -> Loaded:
    """Read a file of RDF, of the format that its suffix names.

    Raises:
        InputError: it is not there, has no suffix of a format, or is not of that format; names line and column.
    """
    path = Path(path)
    parser = Parsed(path)
    quads, anonymous = _filed(parser)
    if not quads.graphs and not anonymous and format_of(path) == ox.RdfFormat.JSON_LD:
        raise InputError("holds no triple", place=str(path), advice="JSON-LD needs a @context, or IRIs as keys.")
    named, count = with_iris(anonymous)
    for quad in named:
        quads.add_quad(quad)
    return Loaded(path, quads, parser.base, count)


def _filed(parsed: Iterable[ox.Quad]) -> tuple[Quads, list[ox.Quad]]:
    """The quads by graph, subject and predicate, and those with a blank node. Every microsecond counts here."""
    anonymous: list[ox.Quad] = []
    quads = Quads()
    default: dict[str, dict[str, list[Term]]] = {}
    for quad in parsed:
        subject, value, graph = quad.subject, quad.object, quad.graph_name
        if type(subject) is not ox.NamedNode or type(value) in _MAY_BE_BLANK or type(graph) is not ox.DefaultGraph:
            if is_blank(quad):
                anonymous.append(quad)
                continue
            if type(graph) is not ox.DefaultGraph:
                quads.add_quad(quad)
                continue
        iri, predicate = subject.value, quad.predicate.value  # type: ignore[union-attr]
        said = default.get(iri)
        if said is None:
            default[iri] = {predicate: [value]}
        elif predicate in said:
            said[predicate].append(value)
        else:
            said[predicate] = [value]
    for said in default.values():
        for predicate, objects in said.items():
            if len(objects) > 1:
                said[predicate] = list(dict.fromkeys(objects))
    if default:
        quads.graphs[DEFAULT] = default
    return quads, anonymous


class Parsed:
    """The quads of a file, one after the other; ``base`` is the base that it declared, once they are read.

    Raises:
        InputError: see :func:`load`.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._format = format_of(path)
        self.base: str | None = None

    def __iter__(self) -> Iterator[ox.Quad]:
        content = self._content()
        given = _base_of(self._path, content) if self._format in _NEEDS_BASE else None
        count = 0
        try:
            parser = ox.parse(content, format=self._format, base_iri=given)
            for quad in parser:
                count += 1
                yield quad
        except SyntaxError as error:
            if given is not None or "No scheme found" not in str(error.msg):
                raise self._broken(error, content) from error
            given = _base_of(self._path, content)
        else:
            self.base = parser.base_iri if parser.base_iri != given else None
            return
        yield from self._again(content, given, count)

    def _again(self, content: bytes, base: str, skip: int) -> Iterator[ox.Quad]:
        """From the first relative IRI on, with a base."""
        try:
            parser = ox.parse(content, format=self._format, base_iri=base)
            for number, quad in enumerate(parser):
                if number >= skip:
                    yield quad
        except SyntaxError as error:
            raise self._broken(error, content) from error
        self.base = parser.base_iri if parser.base_iri != base else None

    def _content(self) -> bytes:
        try:
            content = self._path.read_bytes()
        except OSError as error:
            raise InputError(_reason(error), place=str(self._path)) from error
        return without_web(content, self._path) if self._format == ox.RdfFormat.JSON_LD else content

    def _broken(self, error: SyntaxError, content: bytes) -> InputError:
        line, column = error.lineno, error.offset
        cause = _PLACE.sub("", " ".join(str(error.msg).split()))
        if line is None and self._format == ox.RdfFormat.RDF_XML:
            line, column, cause = _place_in_xml(content, cause)
        where = "".join(f":{number}" for number in (line, column) if number is not None)
        other = _other_format(content, self._format)
        advice = f"It reads as {other[1].name}: call it {self._path.stem}{other[0]}." if other else ""
        return InputError(f"not {self._format.name}: {cause}", place=f"{self._path}{where}", advice=advice)


def format_of(path: Path) -> ox.RdfFormat:
    """The format that the suffix of a file names.

    Raises:
        InputError: it names none.
    """
    found = FORMATS.get(path.suffix.lower())
    if found is None:
        raise InputError(
            f"the suffix {path.suffix!r} names no RDF format" if path.suffix else "has no suffix that names its format",
            place=str(path),
            advice=f"Known are {', '.join(FORMATS)}.",
        )
    return found


def _reason(error: OSError) -> str:
    return error.strerror[0].lower() + error.strerror[1:] if error.strerror else "cannot be read"


def _base_of(path: Path, content: bytes) -> str:
    name = re.sub(r"[^A-Za-z0-9._-]", "-", path.name)
    return f"{_FILES}{sha256(content).hexdigest()[:_DIGITS]}/{name}"


def _place_in_xml(content: bytes, cause: str) -> tuple[int | None, int | None, str]:
    """Where XML breaks, of which its RDF parser does not always tell."""
    reader = expat.ParserCreate()
    try:
        reader.Parse(content, True)
    except expat.ExpatError as error:
        return error.lineno, error.offset + 1, expat.ErrorString(error.code)
    return None, None, cause


def _other_format(content: bytes, tried: ox.RdfFormat) -> tuple[str, ox.RdfFormat] | None:
    """The format in which the whole file can be read after all."""
    seen = {tried, ox.RdfFormat.N3}
    for suffix, form in FORMATS.items():
        if form in seen:
            continue
        seen.add(form)
        try:
            if any(True for _ in ox.parse(content, format=form, base_iri=_FILES)):
                for _ in ox.parse(content, format=form, base_iri=_FILES):
                    pass
                return suffix, form
        except SyntaxError:
            continue
    return None
