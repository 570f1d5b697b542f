"""Facts of many articles → one corpus: which entities, events and statements are one and the same.

``docs/identity.md`` holds the rules.
"""

from __future__ import annotations

from kg.identity.corpus import (
    Corpus,
    CorpusArticle,
    CorpusEntity,
    CorpusEvent,
    CorpusMention,
    CorpusPosition,
    CorpusRelation,
    CorpusStatement,
    Join,
    Passage,
)
from kg.identity.decisions import Decision, DecisionsError, read_decisions
from kg.identity.joining import identify
from kg.identity.rules import Rule

__all__ = [
    "Corpus",
    "CorpusArticle",
    "CorpusEntity",
    "CorpusEvent",
    "CorpusMention",
    "CorpusPosition",
    "CorpusRelation",
    "CorpusStatement",
    "Decision",
    "DecisionsError",
    "Join",
    "Passage",
    "Rule",
    "identify",
    "read_decisions",
]
