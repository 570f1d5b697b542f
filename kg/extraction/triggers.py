"""Words of a sentence → triggers of event classes, read from the ontology."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from kg.knowledge.ontology import LightVerb, Ontology, Trigger, load_ontology
from kg.language.morphology import active_forms, passive_forms
from kg.model import Token


class Form(StrEnum):
    """The shape in which a trigger stands; it decides which slot is the subject."""

    ACTIVE = "active"
    PASSIVE = "passive"
    BARE = "bare"
    """A stem without meN-, as headlines write it ("Putin Sambut Kim")."""
    WORD = "word"
    PASSIVE_WORD = "passive word"
    NOUN = "noun"


class Hit(NamedTuple):
    """A trigger found at tokens ``first`` to ``last`` (half-open)."""

    trigger: Trigger
    form: Form
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class LightHit:
    """A light verb ("melakukan") and its voice."""

    verb: LightVerb
    is_passive: bool


class TriggerIndex:
    """All forms of all triggers, by their first word.

    Args:
        ontology: where the triggers are declared.
    """

    def __init__(self, ontology: Ontology) -> None:
        self.ontology = ontology
        self._forms: dict[str, list[tuple[tuple[str, ...], Form, Trigger]]] = defaultdict(list)
        self._light: dict[str, LightHit] = {}
        self.epithets = {word: trigger for trigger in ontology.triggers for word in trigger.epithets}
        for trigger in ontology.triggers:
            for words, form in _forms_of(trigger):
                self._forms[words[0]].append((words, form, trigger))
        for light in ontology.light_verbs:
            for stem in light.verbs:
                for active in active_forms(stem):
                    self._light[active] = LightHit(light, False)
                for passive in passive_forms(stem):
                    self._light[passive] = LightHit(light, True)
            for active in (*light.active_forms, *light.words):
                self._light[active] = LightHit(light, False)
        self.first_words = frozenset(self._forms).union([word + "nya" for word in self._forms])
        """The words in small letters with which any trigger begins."""
        self.light_words = frozenset(self._light)
        """The forms of the light verbs, in small letters."""

    def hits(self, tokens: Sequence[Token], at: int, *, bare: bool) -> list[Hit]:
        """The triggers that start at a token, longest first; bare stems only where *bare* says so."""
        found: list[Hit] = []
        for key in _spellings(tokens[at].lower):
            for words, form, trigger in self._forms.get(key, ()):
                last = at + len(words)
                if form is Form.BARE and not bare:
                    continue
                if len(words) > 1 and (last > len(tokens) or not _matches(words[1:], tokens[at + 1 : last])):
                    continue
                found.append(Hit(trigger, form, at, last))
        return sorted(found, key=lambda hit: -hit.last) if len(found) > 1 else found

    def light(self, token: Token) -> LightHit | None:
        """The light verb that a token is, if any."""
        return self._light.get(token.lower)


@cache
def default_index() -> TriggerIndex:
    """The index of the ontology that the package carries."""
    return TriggerIndex(load_ontology())


def _forms_of(trigger: Trigger) -> Iterable[tuple[tuple[str, ...], Form]]:
    for stem in trigger.verbs:
        stem_words = tuple(stem.split())
        head, rest = stem_words[0], stem_words[1:]
        for form in active_forms(head):
            yield (form, *rest), Form.ACTIVE
        for form in passive_forms(head):
            yield (form, *rest), Form.PASSIVE
        yield stem_words, Form.BARE
    for kind, phrases in (
        (Form.ACTIVE, trigger.active_forms),
        (Form.WORD, trigger.words),
        (Form.PASSIVE_WORD, trigger.passive_words),
        (Form.NOUN, trigger.nouns),
    ):
        for phrase in phrases:
            yield tuple(phrase.split()), kind


def _spellings(word: str) -> tuple[str, ...]:
    return (word, word[:-3]) if word.endswith("nya") and len(word) > 6 else (word,)


def _matches(words: Sequence[str], tokens: Sequence[Token]) -> bool:
    return all(word in _spellings(token.lower) for word, token in zip(words, tokens, strict=True))
