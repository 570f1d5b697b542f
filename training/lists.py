"""What the project's own lists say of single words: titles, heads of names, verbs of saying, words of known names."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extraction.mentions.name_grammar import load_words
from kg.knowledge.authority import load_authority
from kg.knowledge.ontology import load_ontology

SHORTEST = 3
"""Letters of a word of a longer name; shorter ones are initials and "of"."""


def listed_words() -> dict[str, list[str]]:
    """The features of each word that stands in a list, in small letters."""
    features: dict[str, set[str]] = {}
    for word, feature in (*_titles(), *_heads(), *_verbs(), *_parts_of_names()):
        if word.isalpha():
            features.setdefault(word, set()).add(feature)
    return {word: sorted(found) for word, found in features.items()}


def _titles() -> Iterator[tuple[str, str]]:
    """A title by itself ("menlu": ``tofb``, an office before the name), and the words of longer ones (``Tofb``)."""
    for title in load_authority().titles:
        words = title.surface.lower().rstrip(".").split()
        for word in words:
            yield word, ("t" if len(words) == 1 else "T") + title.kind[:2] + ("b" if title.is_before else "a")


def _heads() -> Iterator[tuple[str, str]]:
    """The first word of what opens a name or says its type: "polres", "universitas"."""
    for kind, heads in load_words()["heads"].items():
        for manner in ("types", "opens"):
            for head in heads[manner]:
                yield head.lower().split()[0], f"h{kind[:2]}{manner[0]}"


def _verbs() -> Iterator[tuple[str, str]]:
    speech = load_ontology().speech
    for word in (*speech.verbs, *speech.active_forms):
        yield word, "sv"


def _parts_of_names() -> Iterator[tuple[str, str]]:
    for entry in load_authority().entries.values():
        words = entry.name.lower().split()
        for word in words:
            if len(words) > 1 and len(word) >= SHORTEST:
                yield word, "a" + entry.type[:2]
