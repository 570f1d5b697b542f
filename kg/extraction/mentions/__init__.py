"""Sentences → mentions: names, descriptions and pronouns."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extraction.mentions.anaphors import default_anaphors
from kg.extraction.mentions.article_names import find_names
from kg.extraction.mentions.names import Name
from kg.model import Article, Mention, MentionKind, Sentence, Span


def find_mentions(article: Article, sentences: Sequence[Sentence]) -> tuple[Mention, ...]:
    """All that refers to somebody or something, in order of the text.

    Names may lie inside longer names ("Polres Polman" inside "Satreskrim Polres Polman"); descriptions and pronouns
    overlap no name. Pronouns have no type.

    Args:
        article: as it was read.
        sentences: as ``split_sentences`` cut it.

    Raises:
        KnowledgeError: the weights of the tagger or the tables of names cannot be read.
    """
    anaphors = default_anaphors()
    mentions: list[Mention] = []
    for sentence, names in zip(sentences, find_names(article, sentences), strict=True):
        mentions += [_named(sentence, name) for name in names]
        mentions += anaphors.find(sentence, names)
    return tuple(sorted(mentions, key=lambda m: (m.span.start, -m.span.end, m.kind)))


def _named(sentence: Sentence, name: Name) -> Mention:
    span = Span(sentence.tokens[name.first].start, sentence.tokens[name.last - 1].end)
    return Mention(span, sentence.index, name.first, name.last, MentionKind.NAME, name.type, round(name.confidence, 3))
