"""Whom the noun phrase beside a cue of speech stands for."""

from __future__ import annotations

from kg.extraction.statements.speech import Passage, load_function_words, load_human_nouns
from kg.knowledge.authority import load_authority
from kg.model import EntityType, MentionKind, Reference, Span

_REACH = 25
"""How many words a speaker with all titles and appositions may take."""
_QUOTED = "dikutip"
"""Between a speaker and the verb of saying: "Budi, anggota X, dikutip mengatakan …"."""


def speaker_after(passage: Passage, first: int, last: int, current: int | None) -> tuple[int | None, int]:
    """The speaker that follows a cue: "kata Kapolres Polman AKBP X, Rabu (18/6)".

    Args:
        passage: where.
        first, last: half-open range of the words after the cue.
        current: who has the floor; meant by "dia", and by a description without a name ("kata politikus itu").

    Returns:
        Index of the entity, or None where the words name nobody, and the index of the word after the name (*first*
        where there is none).
    """
    words = passage.words
    if first < last and words[first].lower in load_function_words().pronouns:
        return pronoun(passage, first, current), first + 1
    stop = _end_of_noun_phrase(passage, first, min(last, first + _REACH))
    if stop <= first or passage.is_publisher(first):
        return None, first
    references = passage.references_between(words[first].start, passage.end_of(stop))
    person = _person_after(passage, references)
    if person is not None:
        return person.entities[0], passage.index_at(person.mention.span.end)
    stop = _end_of_first_part(passage, first, stop)
    demonstrative = _demonstrative(passage, first, stop)
    titled = _titled(passage, first, stop if demonstrative is None else demonstrative)
    if titled is not None:
        return titled, stop if demonstrative is None else demonstrative + 1
    if demonstrative is not None and not any(r.mention.kind is MentionKind.DESCRIPTION for r in references):
        return current, demonstrative + 1
    if words[first].lower in load_function_words().indefinites:
        return None, first
    body = _body(passage, [r for r in references if r.mention.span.end <= passage.end_of(stop)], first)
    return body if body is not None else (None, first)


def speaker_before(passage: Passage, first: int, at: int, current: int | None) -> tuple[int | None, bool]:
    """The subject of the active verb of saying at word *at*, among the words from *first* on.

    Returns:
        Index of the entity or None, and whether the verb has a subject of its own: "dan menegaskan" has none, and
        "polisi mengatakan" has one that names nobody.
    """
    words, grammar = passage.words, load_function_words()
    end = at
    while end > first and (words[end - 1].lower in grammar.auxiliaries or words[end - 1].lower == _QUOTED):
        end -= 1
    if end > first and words[end - 1].lower in grammar.joiners:
        return None, False
    segments = [s for s in _segments(passage, first, end) if not passage.is_time(s[0])]
    if not segments:
        return None, False
    if words[end - 1].text != "," and segments[-1][1] == end:
        speaker, is_person = _subject(passage, *segments[-1], current)
        named = None if is_person else _described(passage, segments)
        return (speaker if named is None else named), True
    main = [s for s in segments if s[0] == first or not _is_aside(passage, s[0])] or segments[-1:]
    subjects = [_subject(passage, *segment, current) for segment in main]
    if subjects[0][1] and _name_at(passage, main[0][0]):
        return subjects[0]
    people = [speaker for speaker, is_person in subjects if is_person]
    bodies = [speaker for speaker, is_person in subjects if speaker is not None and not is_person]
    return (people[-1] if people else bodies[-1] if bodies else None), True


def pronoun(passage: Passage, index: int, current: int | None) -> int | None:
    """Who the pronoun (or the suffix -nya) of a word is: what the references say, else who has the floor.

    Somebody who was only spoken of since does not take the floor from *current*.
    """
    entity = _meant(passage, index)
    if entity is None:
        return current
    return entity if current is None or passage.acts(entity, passage.words[index].start) else current


def quoting_pronoun(passage: Passage, index: int, current: int | None, person: int | None, since: int) -> int | None:
    """Who a pronoun (or the suffix -nya) beside a quotation is: '"…," ujarnya', '"…," kata dia'.

    A person who has the floor keeps it, whoever acted since: in '"…," kata Kapolres. Budi ditangkap kemarin.
    "…," ujarnya' the officer speaks. An organisation does not say "ujarnya": where it has the floor, a person speaks
    who was named since the offset *since*, else *person*, who spoke last.
    """
    if current is None or passage.words[index].lower in load_function_words().plurals:
        return pronoun(passage, index, current)
    entity = _meant(passage, index)
    if current < 0:  # somebody without a name has it, or one whom another name has let speak before
        return current if entity is None or entity != person else pronoun(passage, index, current)
    if passage.is_person(current):
        return current
    if entity is not None and passage.is_person(entity):
        mention = passage.last_mention(entity, passage.words[index].start)
        if mention is not None and (mention.span.start >= since or person is None):
            return entity
    return current if person is None else person


def _meant(passage: Passage, index: int) -> int | None:
    """What the pronoun in a word stands for by the references."""
    word = passage.words[index]
    for reference in passage.references:
        span = reference.mention.span
        if reference.mention.kind is MentionKind.PRONOUN and word.start <= span.start and span.end <= word.end:
            return reference.entities[0]
    return None


# -- after a cue ----------------------------------------------------------------------------------------------------


def _end_of_noun_phrase(passage: Passage, first: int, last: int) -> int:
    """Where the noun phrase after a cue ends at the latest: at an adjunct that no name holds, or at a mark."""
    words, grammar = passage.words, load_function_words()
    for index in range(first, last):
        word = words[index]
        if word.text in ('"', "“", "”", ";", ":") or word.lower in grammar.complementisers:
            return index
        if _is_inside_name(passage, index):
            continue
        is_verb = passage.is_verb(index) or passage.cue_at(index) is not None
        if is_verb and words[index - 1].lower != "yang" and word.lower not in grammar.namings:
            return index
        if word.lower not in grammar.adjuncts or index == first:
            continue
        if word.lower in grammar.inner_adjuncts and _name_follows(passage, first, index, last):
            continue
        return index
    return last


def _titled(passage: Passage, first: int, stop: int) -> int | None:
    """Who bears the title that the words from *first* to *stop* are: "kata Presiden"."""
    start = passage.words[first].start
    if any(r.mention.span.start == start and r.mention.kind is MentionKind.NAME for r in passage.references):
        return None
    return passage.titles.holder([word.lower for word in passage.words[first:stop]])


def _end_of_first_part(passage: Passage, first: int, stop: int) -> int:
    """The first comma that no name in apposition follows: "kantor berita Korut, KCNA"."""
    starts = {reference.mention.span.start for reference in passage.references}
    for index in range(first, stop - 1):
        if passage.words[index].text == "," and passage.words[index + 1].start not in starts:
            return index
    return stop


def _is_inside_name(passage: Passage, index: int) -> bool:
    word = passage.words[index]
    return any(
        r.mention.span.start <= word.start and word.end <= r.mention.span.end
        for r in passage.references
        if r.mention.kind is MentionKind.NAME
    )


def _name_follows(passage: Passage, first: int, index: int, last: int) -> bool:
    """Whether the description goes on to a person's name: "…, Budi", "… Indonesia Budi", "… karib disapa Budi"."""
    grammar = load_function_words()
    seen_person = False
    previous_end = -1
    for reference in passage.references:
        span = reference.mention.span
        if span.start < passage.words[first].start:
            continue
        if span.start >= passage.end_of(last):
            break
        at = passage.index_at(span.start)
        if passage.type_of(reference) is EntityType.PERSON:
            if at < index:
                seen_person = True
            elif not seen_person:
                before = passage.words[at - 1]
                return before.text in (",", ")") or before.lower in grammar.namings or before.end == previous_end
        previous_end = span.end
    return False


def _person_after(passage: Passage, references: list[Reference]) -> Reference | None:
    people = [r for r in references if passage.type_of(r) is EntityType.PERSON]
    if not people:
        return None
    chosen = people[0]
    for other in people[1:]:
        between = passage.text[chosen.mention.span.end : other.mention.span.start]
        if "," not in between and not any(word in load_function_words().joiners for word in between.split()):
            chosen = other  # "Karo Monev Stamarena Polri Brigjen Hadi": of two names in one phrase the last is its head
        elif between.rstrip().endswith(",") and between.count(",") == 1:
            if between.strip() == "," and _is_titled(passage, chosen):
                break
            return other  # "kata pengacara Windy, Henri": the name in apposition is the speaker
    return chosen


def _is_titled(passage: Passage, reference: Reference) -> bool:
    """Whether a name follows the cue directly or after a capitalised title, and so is no description's."""
    at = passage.index_at(reference.mention.span.start)
    return at > 0 and (not passage.words[at - 1].text[0].islower() or passage.cue_at(at - 1) is not None)


def _demonstrative(passage: Passage, first: int, stop: int) -> int | None:
    """The "itu" that closes a description: "politikus NasDem itu"."""
    words, demonstratives = passage.words, load_function_words().demonstratives
    for index in range(first + 1, stop):
        if words[index].text == ",":
            return None
        if words[index].lower in demonstratives:
            return index
    return None


# -- before a verb --------------------------------------------------------------------------------------------------


def _name_at(passage: Passage, index: int) -> bool:
    """Whether a person's name begins at a word."""
    start = passage.words[index].start
    return any(r.mention.span.start == start and passage.type_of(r) is EntityType.PERSON for r in passage.references)


def _segments(passage: Passage, first: int, end: int) -> list[tuple[int, int]]:
    """The stretches between commas, without empty ones; brackets keep theirs."""
    segments: list[tuple[int, int]] = []
    start, depth = first, 0
    for index in range(first, end):
        mark = passage.words[index].text
        depth += (mark == "(") - (mark == ")")
        if mark in (",", ";", ":") and depth <= 0:
            if index > start:
                segments.append((start, index))
            start = index + 1
    if end > start:
        segments.append((start, end))
    return segments


def _described(passage: Passage, segments: list[tuple[int, int]]) -> int | None:
    """The person whom the last stretch describes: "Budi Santoso, perwakilan pedagang Bandung mengatakan …"."""
    if len(segments) < 2 or not passage.words[segments[-1][0]].text[0].islower():
        return None
    (first, last), (start, _) = segments[-2:]
    if start - last != 1 or _is_aside(passage, start):
        return None
    name = Span(passage.words[first].start, passage.words[last - 1].end)
    people = (r for r in passage.references if r.mention.span == name and r.mention.kind is MentionKind.NAME)
    return next((r.entities[0] for r in people if passage.is_person(r.entities[0])), None)


def _is_aside(passage: Passage, start: int) -> bool:
    word = passage.words[start].lower
    return word in load_function_words().adjuncts or bool(passage.cues_between(start, start + 1))


def _subject(passage: Passage, first: int, last: int, current: int | None) -> tuple[int | None, bool]:
    """Who a noun phrase before a verb stands for, and whether that is a person."""
    words, grammar = passage.words, load_function_words()
    references = passage.references_between(words[first].start, words[last - 1].end)
    references = [r for r in references if not _is_told(passage, r)]
    if words[last - 1].lower in grammar.pronouns:
        return pronoun(passage, last - 1, current), True
    end = last - 1 if words[last - 1].lower in grammar.demonstratives else last
    titled = _titled(passage, first, end)
    if titled is not None:
        return titled, True
    if references and words[first].start == references[0].mention.span.start:
        reference = references[0]
        if passage.type_of(reference) is EntityType.PERSON:
            return reference.entities[0], True
    relative = next((w.start for w in words[first:last] if w.lower == "yang"), words[last - 1].end)
    people = [r for r in references if passage.type_of(r) is EntityType.PERSON]
    near = [r for r in people if r.mention.span.start < relative]
    is_described = words[last - 1].lower in grammar.demonstratives and not (near and relative < words[last - 1].start)
    if references and is_described:
        described = [r for r in references if r.mention.kind is MentionKind.DESCRIPTION]
        if described:
            return described[-1].entities[0], True
        return _pointed_at(passage, first, last, current), True  # "staf Presiden Prabowo itu"
    if words[first].lower in grammar.indefinites and words[first + 1].lower not in grammar.documents and not near:
        named = next((r for r in people if _is_called(passage, r)), None)  # "seorang warga yang … bernama Budi"
        return (None if named is None else named.entities[0]), named is not None
    near = near or people
    if near:
        return (None if _is_owner(passage, first, near[-1]) else near[-1].entities[0]), True
    described = [r for r in references if r.mention.kind is MentionKind.DESCRIPTION]
    if described:
        return described[-1].entities[0], True
    is_adverbial = words[first].lower in grammar.connectives or words[first].lower in grammar.adjuncts
    if words[last - 1].lower in grammar.demonstratives and last - first > 1 and not is_adverbial:
        return _pointed_at(passage, first, last, current), True
    body = _body(passage, references, first)
    return (body[0] if body else None), False


def _pointed_at(passage: Passage, first: int, last: int, current: int | None) -> int | None:
    """Who has the floor, where a noun phrase with "itu" can mean them: "politikus Partai Maju itu" a person, "laporan
    itu" the organisation that wrote it. "Program ini mendorong …" is nobody's words."""
    if current is None or current < 0:
        return current
    word, grammar = passage.words[first], load_function_words()
    if not passage.is_person(current):
        return current if word.lower in grammar.documents else None
    is_human = word.lower in load_human_nouns() or _name_at(passage, first)
    titles = load_authority().titles
    return current if is_human or titles.match([w.text for w in passage.words[first:last]]) is not None else None


def _is_called(passage: Passage, person: Reference) -> bool:
    at = passage.index_at(person.mention.span.start)
    return at > 0 and passage.words[at - 1].lower in load_function_words().namings


def _is_owner(passage: Passage, first: int, person: Reference) -> bool:
    """Whether a person only owns the one that the phrase names: "kuasa hukum Budi", "istri Budi"."""
    grammar = load_function_words()
    at = passage.index_at(person.mention.span.start)
    opening = passage.words[first].lower
    is_kin = opening in grammar.possessed and opening not in grammar.determiners
    return is_kin and first < at <= first + 2


def _is_told(passage: Passage, reference: Reference) -> bool:
    index = passage.index_at(reference.mention.span.start)
    return index > 0 and passage.words[index - 1].lower in load_function_words().recipients


# -- bodies ---------------------------------------------------------------------------------------------------------


def _body(passage: Passage, references: list[Reference], first: int) -> tuple[int, int] | None:
    """An organisation, or something else that the phrase lets speak ("pemerintah Iran", "Iran", "pihak WhatsApp").

    Returns:
        Index of the entity, and index of the word after its name.
    """
    bodies = [
        r
        for r in references
        if passage.type_of(r) is EntityType.ORGANISATION
        or (r.mention.kind is not MentionKind.NAME and passage.type_of(r) is not EntityType.WORK)
    ]
    if bodies:
        rest = passage.text[bodies[0].mention.span.end : bodies[-1].mention.span.start]
        body = bodies[-1] if rest.strip() == "," else bodies[0]  # "kantor berita milik pemerintah Korut, KCNA"
        return body.entities[0], passage.index_at(body.mention.span.end)
    for reference in references:
        if not _lets_speak(passage, reference, first) or passage.words[first].lower in load_function_words().carriers:
            continue
        entity: int | None = reference.entities[0]
        if passage.type_of(reference) is EntityType.PLACE:
            entity = government(passage, reference.entities[0])
        if entity is not None:
            return entity, passage.index_at(reference.mention.span.end)
    return None


def government(passage: Passage, place: int) -> int | None:
    """The country whose capital speaks for it: "Teheran mengklaim bahwa …"."""
    entries, entities = load_authority().entries, passage.document.entities
    key = entities[place].authority
    country = entries[key].capital_of if key is not None and key in entries else ""
    return next((i for i, entity in enumerate(entities) if country and entity.authority == country), None)


def _lets_speak(passage: Passage, reference: Reference, first: int) -> bool:
    index = passage.index_at(reference.mention.span.start)
    standing_for = load_function_words().standing_for
    return index == first or any(passage.words[i].lower in standing_for for i in range(first, index))
