"""Document → facts: one module for each kind of fact, called from one explicit list."""

from __future__ import annotations

from kg.extraction.events import find_events
from kg.extraction.positions import find_positions
from kg.extraction.relations import find_relations
from kg.extraction.statements import find_statements
from kg.model import Document, Facts

__all__ = ["extract_facts"]


def extract_facts(document: Document) -> Facts:
    """All that one article says: who holds which office, what happened, who said what, what belongs to what."""
    return Facts(
        document=document,
        positions=find_positions(document),
        events=find_events(document),
        statements=find_statements(document),
        relations=find_relations(document),
    )
