"""Document → the court that sits: what "majelis hakim" and "Ketua Majelis Hakim" belong to."""

from __future__ import annotations

from collections import Counter

from kg.extraction.phrases import load_grammar
from kg.model import Document, EntityType, Mention, MentionKind

_REACH = 12
"""How many words before the name of a court may speak of its session: "dalam [sidang] vonis X di Pengadilan Y"."""


def sitting_court(document: Document) -> int | None:
    """The court whose session the article tells of, else the only one that it names.

    A court where somebody works ("menjabat di Mahkamah Agung") or whose judges are spoken of ("suap kepada hakim di
    Pengadilan X") does not sit.
    """
    sessions: Counter[int] = Counter()
    for reference in document.references:
        entity, mention = reference.entities[0], reference.mention
        if mention.kind is MentionKind.NAME and _is_court(document, entity):
            sessions[entity] += _tells_of_session(document, mention)
    court, count = max(sessions.items(), key=lambda item: item[1], default=(None, 0))
    return court if count or len(sessions) == 1 else None


def _is_court(document: Document, index: int) -> bool:
    entity = document.entities[index]
    first_words = {name.split()[0].lower() for name in entity.names}
    return entity.type is EntityType.ORGANISATION and not first_words.isdisjoint(load_grammar().courts)


def _tells_of_session(document: Document, mention: Mention) -> bool:
    """Whether a court is named as the place of a session, or with the judges who act: "Majelis hakim Pengadilan X"."""
    grammar = load_grammar()
    words = [token.lower for token in document.sentences[mention.sentence].tokens[: mention.first]][-_REACH:]
    if not words or not grammar.bribes.isdisjoint(words):
        return False
    if words[-1] in grammar.benches:
        return words[-2:-1] == ["majelis"] and words[-3:-2] not in ([number] for number in grammar.determiners)
    return words[-1] == "di" and words[-2:-1] != ["hakim"] and not grammar.sessions.isdisjoint(words)
