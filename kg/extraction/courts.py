"""Document → the court that sits: what "majelis hakim" and "Ketua Majelis Hakim" belong to."""

from __future__ import annotations

from kg.extraction.phrases import load_grammar
from kg.model import Document, EntityType, Mention, MentionKind


def sitting_court(document: Document) -> int | None:
    """The court that the article sets a session in ("di Pengadilan X"), else the only one that it names."""
    named = [(r.entities[0], r.mention) for r in document.references if r.mention.kind is MentionKind.NAME]
    courts = [(entity, mention) for entity, mention in named if _is_court(document, entity)]
    sitting = [entity for entity, mention in courts if _word_before(document, mention) == "di"]
    found = list(dict.fromkeys(sitting or (entity for entity, _ in courts)))
    return found[0] if sitting or len(found) == 1 else None


def _is_court(document: Document, index: int) -> bool:
    entity = document.entities[index]
    first_words = {name.split()[0].lower() for name in entity.names}
    return entity.type is EntityType.ORGANISATION and not first_words.isdisjoint(load_grammar().courts)


def _word_before(document: Document, mention: Mention) -> str:
    tokens = document.sentences[mention.sentence].tokens
    return tokens[mention.first - 1].lower if mention.first else ""
