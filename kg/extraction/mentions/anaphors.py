"""Sentences → descriptions ("pemimpin Korea Utara itu") and pronouns ("dia", "keduanya", "-nya").

Which words these are is data, ``mentions.toml``. What they stand for is decided by ``references``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from kg.extraction.mentions.name_grammar import load_words
from kg.extraction.mentions.names import Name
from kg.model import EntityType, Mention, MentionKind, Sentence, Span

_SUFFIX = "nya"
_LONGEST = 7
"""How many words a description has at most, its determiner included."""
_CONFIDENCE = 0.8


class Anaphors:
    """Finds what refers without naming.

    Args:
        tables: as ``load_words`` returns them.
    """

    def __init__(self, tables: Mapping[str, Any]) -> None:
        pronouns, descriptions = tables["pronouns"], tables["descriptions"]
        self._pronouns = frozenset(pronouns["words"])
        self._phrases = {tuple(phrase.split()) for phrase in pronouns["phrases"]}
        self._phrases_first = frozenset(words[0] for words in self._phrases)
        self._not_suffixed = frozenset(pronouns["not_suffixed"])
        self._determiners = frozenset(descriptions["determiners"])
        self._both = frozenset(descriptions["both"])
        self._respectful = frozenset(descriptions["respectful"])
        self._breaks = frozenset(descriptions["breaks"])
        self._prefixes = tuple(descriptions["verb_prefixes"])
        self._heads = {
            tuple(noun.split()): EntityType(kind) for kind, nouns in descriptions["heads"].items() for noun in nouns
        }
        self._refer = self._pronouns | self._phrases_first | self._determiners | self._both | self._respectful

    def find(self, sentence: Sentence, names: Sequence[Name]) -> Iterator[Mention]:
        """The descriptions and pronouns of a sentence.

        A description may hold names, but neither lies inside one.
        """
        lower = sentence.lower
        referring = [at for at, word in enumerate(lower) if word in self._refer or word.endswith(_SUFFIX)]
        if not referring:
            return
        named = {i for name in names for i in range(name.first, name.last)}
        described: set[int] = set()
        for first, last, kind in self._descriptions(sentence, lower, referring, named):
            if described.isdisjoint(range(first, last)):
                described.update(range(first, last))
                yield _mention(sentence, first, last, MentionKind.DESCRIPTION, kind)
        for at in referring:
            word = lower[at]
            if at in named:
                continue
            if word in self._pronouns:
                if at not in described:
                    yield _mention(sentence, at, at + 1, MentionKind.PRONOUN, None)
            elif word in self._phrases_first and tuple(lower[at : at + 2]) in self._phrases:
                yield _mention(sentence, at, at + 2, MentionKind.PRONOUN, None)
            elif self._is_suffixed(word):
                yield _mention(sentence, at, at + 1, MentionKind.PRONOUN, None, suffix=len(_SUFFIX))

    def _is_suffixed(self, word: str) -> bool:
        """Whether a word ends in the pronoun "-nya": "katanya", "negaranya", not "biasanya"."""
        return word.endswith(_SUFFIX) and len(word) > len(_SUFFIX) + 2 and word not in self._not_suffixed

    # -- descriptions ---------------------------------------------------------------------------------------------

    def _descriptions(
        self, sentence: Sentence, lower: Sequence[str], referring: Iterable[int], named: set[int]
    ) -> Iterator[tuple[int, int, EntityType]]:
        for at in referring:
            word = lower[at]
            if at in named:
                continue
            if word in self._both or word in self._respectful:
                head = self._head_at(lower, at + 1)
                if head and at + 1 not in named:
                    yield at, self._with_determiner(lower, head[0]), head[1]
            elif word in self._determiners and at:
                found = self._before_determiner(sentence, lower, at, named)
                if found:
                    yield found[0], at + 1, found[1]

    def _with_determiner(self, lower: Sequence[str], end: int) -> int:
        return end + 1 if end < len(lower) and lower[end] in self._determiners else end

    def _before_determiner(
        self, sentence: Sentence, lower: Sequence[str], determiner: int, named: set[int]
    ) -> tuple[int, EntityType] | None:
        """The noun phrase that ends in "itu": its first noun that can be a head."""
        found: tuple[int, EntityType] | None = None
        for at in range(determiner - 1, max(-1, determiner - _LONGEST), -1):
            word = lower[at]
            if at not in named and (word in self._breaks or not word[0].isalnum() or self._is_verb(word)):
                break
            if at in named or (at and sentence.tokens[at].text[0].isupper()):
                continue
            head = self._head_at(lower, at)
            if head:
                found = (at, head[1])
        return found

    def _is_verb(self, word: str) -> bool:
        return len(word) > 5 and word.startswith(self._prefixes) and (word,) not in self._heads

    def _head_at(self, lower: Sequence[str], at: int) -> tuple[int, EntityType] | None:
        for length in (2, 1):
            kind = self._heads.get(tuple(lower[at : at + length]))
            if kind and at + length <= len(lower):
                return at + length, kind
        return None


def _mention(
    sentence: Sentence, first: int, last: int, kind: MentionKind, type_: EntityType | None, *, suffix: int = 0
) -> Mention:
    tokens = sentence.tokens
    end = tokens[last - 1].end
    start = end - suffix if suffix else tokens[first].start
    return Mention(Span(start, end), sentence.index, first, last, kind, type_, _CONFIDENCE)


@cache
def default_anaphors() -> Anaphors:
    """Those of the shipped ``mentions.toml``; read once."""
    return Anaphors(load_words())
