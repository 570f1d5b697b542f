"""Whom the noun phrase beside a cue of speech stands for."""

from __future__ import annotations

from kg.extraction.speech import Passage, load_cues, load_function_words
from kg.model import EntityType, MentionKind, Reference


def speaker_after(passage: Passage, first: int, last: int) -> tuple[int | None, int]:
    """The speaker that a cue before word *first* has: "kata Kapolres Polman AKBP X, Rabu (18/6)".

    Returns:
        Index of the entity, or None where the words name nobody, and the index of the word after the noun phrase's
        name (*first* where there is none).
    """
    stop = _end_of_noun_phrase(passage, first, last)
    references = passage.references_between(passage.words[first].start, passage.end_of(stop)) if first < stop else []
    chosen = _person_after(passage, references) or _body(passage, references, first)
    if chosen is None:
        return None, first
    return chosen.entities[0], passage.index_at(chosen.mention.span.end)


def speaker_before(passage: Passage, first: int, at: int) -> tuple[int | None, bool]:
    """The subject of the active verb of saying at word *at*, among the words from *first* on.

    Returns:
        Index of the entity or None, and whether the verb has a subject of its own: "dan menegaskan" has none, and
        "polisi mengatakan" has one that names nobody.
    """
    words, grammar = passage.words, load_function_words()
    end = at
    while end > first and words[end - 1].lower in grammar.auxiliaries:
        end -= 1
    if end > first and words[end - 1].lower in grammar.joiners:
        return None, False
    segments = _segments(passage, first, end)
    if not segments:
        return None, False
    is_direct = segments[-1][1] == end and words[end - 1].text != ","
    for start, stop in reversed(segments):
        is_adjunct = words[start].lower in grammar.adjuncts and words[start].lower not in grammar.pronouns
        if is_adjunct and start > first and not is_direct:
            continue
        reference = _subject(passage, start, stop)
        if reference is not None and (passage.type_of(reference) is EntityType.PERSON or start == segments[0][0]):
            return reference.entities[0], True
        if is_direct:
            break
    best = _subject(passage, segments[-1][0], segments[-1][1]) or _subject(passage, segments[0][0], segments[0][1])
    return (best.entities[0] if best else None), True


def _segments(passage: Passage, first: int, end: int) -> list[tuple[int, int]]:
    """The stretches between commas, without empty ones; brackets keep theirs."""
    segments: list[tuple[int, int]] = []
    start, depth = first, 0
    for index in range(first, end):
        mark = passage.words[index].text
        depth += (mark in "([") - (mark in ")]") if len(mark) == 1 else 0
        if mark in (",", ";", ":") and depth <= 0:
            if index > start:
                segments.append((start, index))
            start = index + 1
    if end > start:
        segments.append((start, end))
    return segments


def _end_of_noun_phrase(passage: Passage, first: int, last: int) -> int:
    """Where the noun phrase after a cue ends at the latest: at an adjunct that no name can hold, or at a clause."""
    words, adjuncts = passage.words, load_function_words().adjuncts
    named = [r.mention.span for r in passage.references]
    for index in range(first, last):
        word = words[index]
        if word.text in ('"', "“", "”", ";", ":"):
            return index
        if word.lower not in adjuncts or index == first:
            continue
        if any(span.start <= word.start and word.end <= span.end for span in named):
            continue
        if word.lower == "yang" or (
            word.lower in ("di", "dari", "pada", "untuk") and _person_follows(passage, index, last)
        ):
            continue
        return index
    return last


def _person_follows(passage: Passage, index: int, last: int) -> bool:
    """Whether a comma and a person's name follow: "pakar di Universitas X, Budi Santoso"."""
    words = passage.words
    for comma in range(index + 1, min(last - 1, index + 12)):
        if words[comma].text == "," and _name_at(passage, words[comma + 1].start) is not None:
            return True
    return False


def _name_at(passage: Passage, offset: int) -> Reference | None:
    for reference in passage.references:
        if reference.mention.span.start == offset and passage.type_of(reference) is EntityType.PERSON:
            return reference
    return None


def _person_after(passage: Passage, references: list[Reference]) -> Reference | None:
    people = [r for r in references if passage.type_of(r) is EntityType.PERSON]
    if not people:
        return None
    chosen = people[0]
    for other in people[1:]:
        between = passage.text[chosen.mention.span.end : other.mention.span.start]
        if between.strip() == "," and chosen is not references[0]:
            chosen = other  # "kata pengacara Windy, Henri": the name in apposition is the speaker
        break
    return chosen


def _body(passage: Passage, references: list[Reference], first: int) -> Reference | None:
    """An organisation, or a country that the phrase lets speak ("pemerintah Iran", "Iran")."""
    for reference in references:
        kind = passage.type_of(reference)
        if kind is EntityType.ORGANISATION or reference.mention.kind is not MentionKind.NAME:
            return reference
        if kind is EntityType.COUNTRY and _lets_speak(passage, reference, first):
            return reference
    return None


def _lets_speak(passage: Passage, reference: Reference, first: int) -> bool:
    index = passage.index_at(reference.mention.span.start)
    standing_for = load_function_words().standing_for
    return index == first or any(passage.words[i].lower in standing_for for i in range(first, index))


def _subject(passage: Passage, first: int, last: int) -> Reference | None:
    """The reference that a noun phrase before a verb stands for."""
    words = passage.words
    references = passage.references_between(words[first].start, words[last - 1].end)
    references = [r for r in references if not _is_told(passage, r)]
    if not references:
        return None
    if words[first].start == references[0].mention.span.start and passage.type_of(references[0]) is EntityType.PERSON:
        return references[0]
    relative = next((w.start for w in words[first:last] if w.lower == "yang"), words[last - 1].end)
    people = [r for r in references if passage.type_of(r) is EntityType.PERSON]
    near = [r for r in people if r.mention.span.start < relative]
    if near or people:
        return (near or people)[-1]
    return _body(passage, references, first)


def _is_told(passage: Passage, reference: Reference) -> bool:
    index = passage.index_at(reference.mention.span.start)
    return index > 0 and passage.words[index - 1].lower in load_function_words().recipients


__all__ = ["load_cues", "speaker_after", "speaker_before"]
