"""A graph as Turtle: sorted, grouped by subject, the same bytes everywhere.

Written here and not by a library, so that the bytes depend on no version of one. What the builder minted is written
relative to ``@base`` (``<person/vladimir-putin>``): such IRIs hold slashes, and a prefixed name with an escaped slash
is misread by some stores.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

import pyoxigraph as ox

from kg.engine import Memo
from kg.vocabulary import DCTERMS, ITSRDF, KG, NIF, ORG, OWL, PROV, RDF, RDFS, SCHEMA, SEM, SKOS, VOID, WD, XSD

PREFIXES = {
    "dcterms": str(DCTERMS),
    "itsrdf": str(ITSRDF),
    "kg": str(KG),
    "nif": str(NIF),
    "org": str(ORG),
    "owl": str(OWL),
    "prov": str(PROV),
    "rdf": str(RDF),
    "rdfs": str(RDFS),
    "schema": str(SCHEMA),
    "sem": str(SEM),
    "skos": str(SKOS),
    "void": str(VOID),
    "wd": WD,
    "xsd": str(XSD),
}
"""The prefixes of every graph that we write and of every query that we run."""

_LOCAL = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
_RELATIVE = re.compile(r"[a-z]+/[A-Za-z0-9/_-]+(#char=[0-9]+,[0-9]+)?")
"""What may follow the base in a relative IRI without being read as anything else."""
_SPAN = re.compile(r"([0-9]+),([0-9]+)")
_ESCAPED = re.compile(r'["\\\x00-\x1f\x7f]')
_CONTROLS = re.compile(r"[\x00-\x1f\x7f]")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_STRING = XSD.string
_BARE = {
    XSD.integer: re.compile(r"[+-]?[0-9]+"),
    XSD.decimal: re.compile(r"[+-]?[0-9]*\.[0-9]+"),
    XSD.boolean: re.compile("true|false"),
}
_FIRST = {RDF.type: 0, RDFS.label: 1}

Subject = ox.NamedNode | ox.BlankNode | ox.Triple
Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


Descriptions = Mapping[str, Mapping[str, Sequence[Term]]]
"""What a graph says of each subject: subject → predicate → objects."""


def by_subject(triples: Iterable[ox.Triple | ox.Quad]) -> Descriptions:
    """The triples by subject and predicate, in no promised order; nodes without an IRI as N-Triples writes them."""
    subjects: dict[str, dict[str, list[Term]]] = {}
    for triple in triples:
        subject, predicate = triple.subject, triple.predicate.value
        iri = subject.value if isinstance(subject, ox.NamedNode) else str(subject)
        described = subjects.get(iri)
        if described is None:
            subjects[iri] = {predicate: [triple.object]}
        elif predicate in described:
            described[predicate].append(triple.object)
        else:
            described[predicate] = [triple.object]
    return subjects


def count_triples(subjects: Descriptions) -> int:
    """How many triples descriptions without repetition are."""
    return sum(sum(map(len, described.values())) for described in subjects.values())


def to_triples(subjects: Descriptions) -> Iterator[ox.Triple]:
    """The triples of descriptions whose subjects all have an IRI."""
    verbs: dict[str, ox.NamedNode] = {}
    for iri, described in subjects.items():
        subject = ox.NamedNode(iri)
        for predicate, objects in described.items():
            verb = verbs.get(predicate) or verbs.setdefault(predicate, ox.NamedNode(predicate))
            for value in objects:
                yield ox.Triple(subject, verb, value)


def to_turtle(subjects: Descriptions, base: str) -> str:
    """Write a graph as Turtle.

    Args:
        subjects: what it says, see :func:`by_subject`. Ours hold no blank node; those of a foreign graph keep their
            labels.
        base: IRIs that begin with it are written relative to it, if it ends in a slash: relative IRIs replace what
            follows the last one.
    """
    writer = _Writer(base)
    blocks = [writer.subject(iri, subjects[iri]) for iri in sorted(subjects, key=_place)]
    head = [
        *([f"@base <{base}> ."] if base.endswith("/") else []),
        *(f"@prefix {prefix}: <{iri}> ." for prefix, iri in PREFIXES.items()),
    ]
    return "\n".join(head) + "\n\n" + "\n".join(blocks)


def iri_of(term: Subject | Term) -> str:
    """The IRI of a node, or what N-Triples calls it where it has none."""
    return term.value if isinstance(term, ox.NamedNode) else str(term)


def shortened(iri: str) -> str:
    """The IRI with a prefix in place of its namespace, where one is known."""
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace) and "/" not in iri[len(namespace) :]:
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri


def local_name(iri: str) -> str:
    """What follows the last ``#`` or ``/``."""
    return iri.replace("#", "/").rpartition("/")[2]


def _place(iri: str) -> tuple[str, int, int]:
    """Sorts an article before its passages, and these by where they stand."""
    article, mark, span = iri.rpartition("#char=")
    match = _SPAN.fullmatch(span) if mark else None
    return (article, int(match[1]), int(match[2])) if match else (iri, -1, -1)


class _Writer:
    def __init__(self, base: str) -> None:
        self._base = base
        self._is_relative = base.endswith("/")
        self._iris = Memo(self._shortened)
        self._orders = Memo(self._in_order)

    def subject(self, iri: str, predicates: Mapping[str, Sequence[Term]]) -> str:
        lines = []
        for predicate, verb in self._orders[tuple(predicates)]:
            objects = predicates[predicate]
            if len(objects) == 1:
                lines.append(f"{verb} {self._term(objects[0])}")
            else:
                lines.append(f"{verb} {', '.join(sorted([self._term(value) for value in objects]))}")
        return f"{self._iris[iri]} " + " ;\n    ".join(lines) + " .\n"

    def _in_order(self, predicates: tuple[str, ...]) -> list[tuple[str, str]]:
        """The predicates, each as it is written: types first, then the label, then by name."""
        written = [(p, "a" if p == RDF.type else self._iris[p]) for p in predicates]
        return sorted(written, key=lambda pair: (_FIRST.get(pair[0], len(_FIRST)), pair[1]))

    def _term(self, term: Term) -> str:
        return self._literal(term) if isinstance(term, ox.Literal) else self._iris[iri_of(term)]

    def _shortened(self, iri: str) -> str:
        if self._is_relative and iri.startswith(self._base) and _RELATIVE.fullmatch(iri, len(self._base)):
            return f"<{iri[len(self._base) :]}>"
        for prefix, namespace in PREFIXES.items():
            if iri.startswith(namespace) and _LOCAL.fullmatch(iri, len(namespace)):
                return f"{prefix}:{iri[len(namespace) :]}"
        return iri if iri.startswith(("_:", "<<")) else f"<{iri}>"

    def _literal(self, literal: ox.Literal) -> str:
        value, language = literal.value, literal.language
        if language:
            return f'"{_escaped(value)}"@{language}'
        datatype = literal.datatype.value
        if datatype == _STRING:
            return f'"{_escaped(value)}"'
        if datatype in _BARE and _BARE[datatype].fullmatch(value):
            return value
        return f'"{_escaped(value)}"^^{self._iris[datatype]}'


def _escaped(text: str) -> str:
    if not _ESCAPED.search(text):
        return text
    for character, written in _ESCAPES.items():
        text = text.replace(character, written)
    return _CONTROLS.sub(lambda match: f"\\u{ord(match[0]):04X}", text)
