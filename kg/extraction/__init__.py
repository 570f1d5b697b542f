"""Document → facts: one module for each kind of fact, called from one explicit list."""

from __future__ import annotations

from kg.extraction.confidence import Assessor, Confidence
from kg.extraction.events import find_events
from kg.extraction.first_person import resolve_first_person
from kg.extraction.positions import find_positions
from kg.extraction.relations import find_relations
from kg.extraction.statements import find_statements
from kg.extraction.triggers import TriggerIndex
from kg.model import Document, Facts

__all__ = ["extract_facts"]


def extract_facts(
    document: Document, triggers: TriggerIndex | None = None, confidence: Confidence | None = None
) -> Facts:
    """All that one article says: who holds which office, who said what, what happened, what belongs to what.

    Args:
        document: the article, understood word by word.
        triggers: the triggers of events to look for; those of the shipped ontology by default.
        confidence: how sure each fact is, and how sure it must be; the shipped weights by default.
    """
    assessor = Assessor(document, confidence)
    statements = find_statements(document, assessor)
    positions = find_positions(document, assessor=assessor)
    return Facts(
        document=document,
        positions=positions,
        events=find_events(
            resolve_first_person(document, statements, positions), statements, triggers, assessor, positions
        ),
        statements=statements,
        relations=find_relations(document, assessor=assessor),
    )
