"""Reads ``ontology/*.ttl`` once: event classes, roles, triggers, slots and cues as frozen values.

The Turtle is the source: a new class, trigger or cue is added there and nowhere else (``docs/ontology.md``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

import pyoxigraph as ox

from kg.errors import KnowledgeError
from kg.knowledge.location import ontology_directory
from kg.model import EntityType, Modality
from kg.vocabulary import KG, RDF, RDFS, SCHEMA

FILES = ("kabar.ttl", "triggers.ttl", "cues.ttl")
"""What the extractors need; ``shapes.ttl`` is read by validation only."""


_ADMITTED: Mapping[str, frozenset[EntityType]] = {
    SCHEMA.Person: frozenset({EntityType.PERSON}),
    SCHEMA.Organization: frozenset({EntityType.ORGANISATION}),
    SCHEMA.Country: frozenset({EntityType.COUNTRY}),
    SCHEMA.Place: frozenset({EntityType.PLACE, EntityType.COUNTRY, EntityType.FACILITY}),
    SCHEMA.Product: frozenset({EntityType.PRODUCT}),
    SCHEMA.CreativeWork: frozenset({EntityType.WORK}),
}
_TEXT = RDFS.Literal
_OURS = str(KG)

Labels = Mapping[str, str]
"""Labels by language tag: ``{"id": "Pertemuan", "en": "Meeting"}``."""


@dataclass(frozen=True, slots=True)
class EventClass:
    """A class of happenings.

    Attributes:
        name: local name ("Meeting").
        group: local name of the group it belongs to ("Contact").
        labels: by language.
        is_speech_act: whether it is done by saying so ("Demand"): it then happens when its agent is quoted.
        is_once: whether it befalls the same people once ("Death"): two times for it contradict each other.
    """

    name: str
    group: str
    labels: Labels
    is_speech_act: bool = False
    is_once: bool = False


@dataclass(frozen=True, slots=True)
class Role:
    """What somebody or something is to an event.

    Attributes:
        name: local name of the property ("agent", "hasPlace").
        types: the entity types that may fill it.
        admits_text: whether words of the article may fill it.
        labels: by language.
    """

    name: str
    types: frozenset[EntityType]
    admits_text: bool
    labels: Labels

    def admits(self, filler: EntityType | None) -> bool:
        """Whether an entity of type *filler* may fill this role; None stands for mere words."""
        return self.admits_text if filler is None else filler in self.types


@dataclass(frozen=True, slots=True)
class Trigger:
    """Words that evoke an event, and which grammatical slot fills which role.

    All words are lower case; several tokens are separated by one space.

    Attributes:
        name: local name ("visit-kunjungi").
        evokes: local name of the event class.
        verbs: stems of transitive verbs ("kunjungi").
        active_forms: active forms that the regular rule of meN- does not give ("mengkritik").
        words: full active forms ("berkunjung").
        passive_words: full forms whose subject fills the slot ``object`` ("tewas").
        nouns: nominals ("kunjungan").
        complements: one of these must follow in the clause; empty: nothing must.
        unless: none of these may follow directly.
        epithets: what somebody is called before their name whom it has happened to ("tersangka Budi").
        needs: roles of which one must be filled by something with a node.
        slots: name of the slot ("subject", "object", "possessor", "slotKe" …) to the roles that it may fill, those
            with the narrowest range first: the first that admits the filler takes it.
    """

    name: str
    evokes: str
    verbs: tuple[str, ...]
    active_forms: tuple[str, ...]
    words: tuple[str, ...]
    passive_words: tuple[str, ...]
    nouns: tuple[str, ...]
    complements: tuple[str, ...]
    unless: tuple[str, ...]
    epithets: tuple[str, ...]
    needs: tuple[str, ...]
    slots: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class LightVerb:
    """A verb that means little of its own: "menggelar pertemuan" is a meeting.

    Attributes:
        name: local name ("light-lakukan").
        verbs: stems of transitive verbs ("lakukan").
        active_forms: as in :class:`Trigger`.
        words: full active forms ("menerima").
        passes: slot of the noun that the verb's subject fills: "subject" or "object".
    """

    name: str
    verbs: tuple[str, ...]
    active_forms: tuple[str, ...]
    words: tuple[str, ...]
    passes: str


@dataclass(frozen=True, slots=True)
class SpeechCues:
    """The words that say who says something. All lower case.

    Attributes:
        verbs: bare forms beside a quotation ("kata", "ujar").
        active_forms: forms that precede a reported clause ("mengatakan", "menyebut").
        passive_forms: forms that are followed by the clause or the speaker ("dikatakan", "disebutkan").
        phrases: what stands before the speaker ("menurut").
        credits: what stands before the outlet that is credited ("dilansir", "mengutip").
        addressees: nouns of those who are told ("wartawan"), never speakers.
    """

    verbs: frozenset[str]
    active_forms: frozenset[str]
    passive_forms: frozenset[str]
    phrases: frozenset[str]
    credits: frozenset[str]
    addressees: frozenset[str]


@dataclass(frozen=True, slots=True)
class Ontology:
    """All that ``ontology/*.ttl`` says.

    Attributes:
        event_classes: by local name, sorted.
        groups: labels of the groups of event classes, by local name, sorted.
        roles: by local name, sorted.
        slots: local name of each slot to its marker words; empty for subject, object and possessor.
        triggers: those that need a complement first (the better witness), then by name.
        light_verbs: sorted by name.
        modality_cues: the words that make an event planned, alleged or denied.
        speech: the words that say who says something.
        relational_nouns: nouns that name a relation ("sekutu"), each with the local name of its property ("allyOf").
        labels: of every term of the ontology, by local name, then by language.
    """

    event_classes: Mapping[str, EventClass]
    groups: Mapping[str, Labels]
    roles: Mapping[str, Role]
    slots: Mapping[str, tuple[str, ...]]
    triggers: tuple[Trigger, ...]
    light_verbs: tuple[LightVerb, ...]
    modality_cues: Mapping[Modality, tuple[str, ...]]
    speech: SpeechCues
    relational_nouns: Mapping[str, str]
    labels: Mapping[str, Labels]


def load_ontology(directory: Path | None = None) -> Ontology:
    """Read the ontology.

    Args:
        directory: folder with ``kabar.ttl``, ``triggers.ttl`` and ``cues.ttl``; the shipped one by default, which
            is read only once per process.

    Raises:
        KnowledgeError: a file is missing, is not Turtle, or uses a term that ``kabar.ttl`` does not declare.
    """
    return _shipped() if directory is None else _Reader(directory).ontology()


@cache
def _shipped() -> Ontology:
    return _Reader(ontology_directory()).ontology()


def _local(iri: str) -> str:
    return iri[max(iri.rfind("#"), iri.rfind("/")) + 1 :]


class _Reader:
    """The triples of one directory, by subject and predicate."""

    def __init__(self, directory: Path) -> None:
        self._paths: dict[str, Path] = {}
        self._iris: dict[str, dict[str, list[str]]] = {}
        self._texts: dict[str, dict[str, list[str]]] = {}
        self._labels: dict[str, dict[str, str]] = {}
        self._types: dict[str, list[str]] = {}
        self._users: dict[str, str] = {}
        for name in FILES:
            self._read(directory / name)
        for predicate, subject in self._users.items():
            if predicate not in self._paths:
                raise self._broken(subject, f"{_local(subject)}: kg:{_local(predicate)} is not declared in kabar.ttl")

    def _read(self, path: Path) -> None:
        subject = ""
        iris: dict[str, list[str]] = {}
        texts: dict[str, list[str]] = {}
        for quad in _parse(path):
            node, predicate, value = quad.subject, quad.predicate.value, quad.object
            if not isinstance(node, ox.NamedNode) or isinstance(value, ox.BlankNode):
                raise KnowledgeError(f"a blank node beside {predicate}", place=str(path), advice="Give it an IRI")
            if node.value != subject:  # Turtle says all of a subject at once
                subject = node.value
                self._paths.setdefault(subject, path)
                iris = self._iris.setdefault(subject, {})
                texts = self._texts.setdefault(subject, {})
            is_ours = predicate.startswith(_OURS)
            if is_ours and predicate not in self._users:
                self._users[predicate] = subject
            if isinstance(value, ox.NamedNode):
                if predicate == RDF.type:
                    self._types.setdefault(value.value, []).append(subject)
                iris.setdefault(predicate, []).append(value.value)
            elif isinstance(value, ox.Literal):
                if is_ours:
                    texts.setdefault(predicate, []).append(value.value)
                elif predicate == RDFS.label:
                    self._labels.setdefault(subject, {})[value.language or ""] = value.value

    # -- what a subject says --------------------------------------------------------------------------------------

    def _words(self, subject: str, term: str) -> tuple[str, ...]:
        words = self._texts.get(subject, {}).get(_OURS + term)
        return tuple(sorted({" ".join(word.lower().split()) for word in words})) if words else ()

    def _objects(self, subject: str, predicate: str) -> list[str]:
        return sorted(set(self._iris.get(subject, {}).get(predicate, ())))

    def _instances(self, term: str) -> Iterator[str]:
        return iter(sorted(self._types.get(_OURS + term, ()), key=_local))

    def _labels_of(self, subject: str) -> Labels:
        return MappingProxyType(self._labels.get(subject, {}))

    def _broken(self, subject: str, cause: str) -> KnowledgeError:
        return KnowledgeError(cause, place=_line_of(self._paths[subject], _local(subject)), advice="Correct it there")

    def _one(self, subject: str, term: str, allowed: Mapping[str, object]) -> str:
        values = [_local(value) for value in self._objects(subject, _OURS + term)]
        if len(values) != 1:
            raise self._broken(subject, f"{_local(subject)} needs exactly one kg:{term}")
        if values[0] not in allowed:
            raise self._broken(subject, f"{_local(subject)}: kg:{term} {values[0]} is not declared in kabar.ttl")
        return values[0]

    # -- the parts of the ontology --------------------------------------------------------------------------------

    def ontology(self) -> Ontology:
        groups = {_local(g): self._labels_of(g) for g in self._instances("EventGroup")}
        classes = {_local(c): self._event_class(c, groups) for c in self._instances("EventClass")}
        roles = {_local(r): self._role(r) for r in self._instances("Role")}
        slots = {_local(s): self._words(s, "marker") for s in self._instances("Slot")}
        triggers = [self._trigger(t, classes, roles, slots) for t in self._instances("Trigger")]
        return Ontology(
            event_classes=MappingProxyType(classes),
            groups=MappingProxyType(groups),
            roles=MappingProxyType(roles),
            slots=MappingProxyType(slots),
            triggers=tuple(sorted(triggers, key=lambda trigger: (not trigger.complements, trigger.name))),
            light_verbs=tuple(self._light_verb(v, slots) for v in self._instances("LightVerb")),
            modality_cues=MappingProxyType({m: self._words(_OURS + m, "cue") for m in Modality}),
            speech=self._speech_cues(),
            relational_nouns=MappingProxyType(
                {noun: _local(s) for s in sorted(self._texts) for noun in self._words(s, "relationalNoun")}
            ),
            labels=MappingProxyType({_local(s): self._labels_of(s) for s in sorted(self._labels)}),
        )

    def _event_class(self, subject: str, groups: Mapping[str, Labels]) -> EventClass:
        parents = [_local(parent) for parent in self._objects(subject, RDFS.subClassOf)]
        group = [parent for parent in parents if parent in groups]
        if len(group) != 1:
            raise self._broken(subject, f"{_local(subject)} needs exactly one group as rdfs:subClassOf")
        is_speech_act, is_once = (subject in self._instances(kind) for kind in ("SpeechAct", "OnceClass"))
        return EventClass(_local(subject), group[0], self._labels_of(subject), is_speech_act, is_once)

    def _role(self, subject: str) -> Role:
        ranges = self._objects(subject, SCHEMA.rangeIncludes)
        unknown = [r for r in ranges if r not in _ADMITTED and r != _TEXT]
        if unknown:
            raise self._broken(subject, f"{_local(subject)}: no entity has the type {unknown[0]}")
        types = frozenset[EntityType]().union(*(_ADMITTED.get(r, frozenset[EntityType]()) for r in ranges))
        return Role(_local(subject), types, _TEXT in ranges, self._labels_of(subject))

    def _trigger(
        self,
        subject: str,
        classes: Mapping[str, EventClass],
        roles: Mapping[str, Role],
        slots: Mapping[str, tuple[str, ...]],
    ) -> Trigger:
        trigger = Trigger(
            name=_local(subject),
            evokes=self._one(subject, "evokes", classes),
            verbs=self._words(subject, "verb"),
            active_forms=self._words(subject, "activeForm"),
            words=self._words(subject, "word"),
            passive_words=self._words(subject, "passiveWord"),
            nouns=self._words(subject, "noun"),
            complements=self._words(subject, "complement"),
            unless=self._words(subject, "unless"),
            epithets=self._words(subject, "epithet"),
            needs=self._fillers(subject, "needs", roles),
            slots=MappingProxyType({s: self._fillers(subject, s, roles) for s in self._used(subject, slots)}),
        )
        if not (trigger.verbs or trigger.words or trigger.passive_words or trigger.nouns or trigger.epithets):
            raise self._broken(subject, f"{trigger.name} has no words")
        return trigger

    def _used(self, subject: str, slots: Mapping[str, tuple[str, ...]]) -> list[str]:
        return sorted(name for predicate in self._iris[subject] if (name := _local(predicate)) in slots)

    def _fillers(self, subject: str, slot: str, roles: Mapping[str, Role]) -> tuple[str, ...]:
        names = [_local(role) for role in self._objects(subject, _OURS + slot)]
        for name in names:
            if name not in roles:
                raise self._broken(subject, f"{_local(subject)}: kg:{slot} {name} is not a role of kabar.ttl")
        return tuple(sorted(names, key=lambda name: (len(roles[name].types), roles[name].admits_text, name)))

    def _light_verb(self, subject: str, slots: Mapping[str, tuple[str, ...]]) -> LightVerb:
        return LightVerb(
            name=_local(subject),
            verbs=self._words(subject, "verb"),
            active_forms=self._words(subject, "activeForm"),
            words=self._words(subject, "word"),
            passes=self._one(subject, "passes", slots),
        )

    def _speech_cues(self) -> SpeechCues:
        verbs = list(self._instances("SpeechVerb"))
        statement = KG.Statement
        return SpeechCues(
            verbs=frozenset(word for verb in verbs for word in self._words(verb, "cueVerb")),
            active_forms=frozenset(word for verb in verbs for word in self._words(verb, "activeForm")),
            passive_forms=frozenset(word for verb in verbs for word in self._words(verb, "passiveForm")),
            phrases=frozenset(self._words(statement, "cuePhrase")),
            credits=frozenset(self._words(statement, "creditCue")),
            addressees=frozenset(self._words(statement, "addressee")),
        )


def _parse(path: Path) -> Iterator[ox.Quad]:
    try:
        yield from ox.parse(path=path, format=ox.RdfFormat.TURTLE)
    except SyntaxError as error:
        raise KnowledgeError(
            f"not Turtle: {error.msg}", place=f"{path}:{error.lineno}", advice="Correct it there"
        ) from error
    except OSError as error:
        raise KnowledgeError("cannot be read", place=str(path), advice="Install kabar again") from error


def _line_of(path: Path, name: str) -> str:
    """``file:line`` of the line that opens the description of *name*."""
    opening = re.compile(rf"[^\s#]*:{re.escape(name)}(?=\s)")
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if opening.match(line):
            return f"{path}:{number}"
    return str(path)
