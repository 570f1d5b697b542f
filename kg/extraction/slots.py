"""Phrases round a predicate → its subject, its object and what its prepositions govern.

The rules are those of Indonesian word order (see :mod:`kg.extraction.phrases`); which role a slot fills is the
ontology's word, not this module's.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from kg.extraction.phrases import Kind, Line, Phrase, actors, load_grammar, owners, places
from kg.knowledge.ontology import load_ontology
from kg.language.morphology import active_forms
from kg.model import Document, EntityType

_TRANSPARENT = frozenset({Kind.AUXILIARY, Kind.TIME})
_PURPOSE = frozenset({"untuk", "agar", "supaya", "guna"})
_ADDING = frozenset({"dan", "serta", "atau", "lalu", "kemudian", "juga"})
"""After these a clause can begin; not after the dash of "Iran-Israel"."""
_RESULT = frozenset({"hingga", "sampai", "sehingga"})
_TOGETHER = frozenset({"bersama", "beserta"})
_CLOSING = (("itu",), ("tersebut",))
_FARTHEST = 6


def subject_of(line: Line, at: int, document: Document, depth: int = 0) -> tuple[Phrase, ...]:
    """The noun phrases that are the subject of the verb phrase at index *at*; empty where it has none of its own."""
    if depth > _FARTHEST:
        return ()
    phrases = line.phrases
    index = at - 1
    while index >= 0:
        phrase = phrases[index]
        if _opens_with_subject(phrases, index, at):
            return (phrase,)
        if (
            phrase.kind in _TRANSPARENT
            or (phrase.kind is Kind.NOUN and phrase.preposition)
            or _is_adverbial(phrases, index)
        ):
            index -= 1
        elif phrase.kind is Kind.NOUN and phrase.head in load_ontology().speech.verbs:
            index -= 1  # "proses lelang, lanjut Veronica, dilakukan": who speaks is no subject
            if index >= 0 and phrases[index].kind is Kind.COMMA:
                index -= 1
        elif _is_level(phrases, index, document):
            index -= 2  # "Gunung Marapi di Agam, [Sumatera Barat] meletus"
        elif (before := _before_adjunct(phrases, index)) is not None:
            index = before  # "Kim [dalam pertemuan itu] menyambut Putin"
        elif phrase.kind is Kind.NOUN and (relative := _relative_that_ends_in(line, index)) is not None:
            return _antecedent(line, relative)  # "Kim, yang dipimpin [Putin itu], menangkap"
        elif phrase.kind is Kind.NOUN:
            found = _coordinated_left(line, index, document) + _companions(phrases, index)
            if (
                _with_actors(found, document)
                or index == 0
                or phrases[index - 1].kind is not Kind.COMMA
                or not any(phrase.kind is Kind.COMMA for phrase in phrases[index + 1 : at])
            ):
                return found
            index -= 1  # "Easley, profesor di Ewha, mengatakan": what stands between commas describes
        elif phrase.kind is Kind.RELATIVE:
            return _antecedent(line, index)
        elif phrase.kind is Kind.VERB:
            own = subject_of(line, index, document, depth + 1)
            if _with_actors(own, document) or line.phrases[at].head.startswith("di"):
                return own
            return _agents_of_passive(line, index, document) or own  # "digelar oleh [KPK] bekerja sama dengan …"
        elif phrase.kind in (Kind.COORDINATOR, Kind.PREPOSITION, Kind.CONJUNCTION):
            return _controller(line, index, document, depth)
        elif phrase.kind is Kind.COMMA:
            opening = _opening_of_parenthesis(phrases, index)
            if opening is not None:
                index = opening - 1
            elif (before := _verb_whose_object(phrases, index - 1)) is not None:
                return subject_of(line, before, document, depth + 1)
            elif index and phrases[index - 1].kind in (Kind.NOUN, Kind.TIME):
                index -= 1
            else:
                return _controller(line, index, document, depth)
        else:
            return ()
    return _subject_after(line, at, document)


def _before_adjunct(phrases: tuple[Phrase, ...], index: int) -> int | None:
    """The phrase before a preposition that governs the noun of a happening in which *index* ends, if there is one."""
    at = index - 1 if phrases[index].is_possessor else index
    if at < 2 or phrases[at].kind is not Kind.NOMINAL:
        return None
    governs = phrases[at - 1].kind is Kind.PREPOSITION or bool(phrases[at - 1].preposition)
    return at - 2 if governs and phrases[at - 2].kind is Kind.NOUN and phrases[at - 2].references else None


def _opens_with_subject(phrases: tuple[Phrase, ...], index: int, at: int) -> bool:
    """Whether the preposition of a noun phrase opens the clause of the verb at *at*: "karena [Kim] menyerang"."""
    is_opening = phrases[index].kind is Kind.NOUN and phrases[index].preposition in load_grammar().opening_prepositions
    return is_opening and all(phrase.kind in _TRANSPARENT for phrase in phrases[index + 1 : at])


def _is_level(phrases: tuple[Phrase, ...], index: int, document: Document) -> bool:
    """Whether a place only says where the place before it is, and a subject stands before both."""
    first = index
    while first >= 2 and phrases[first].is_bare_name and phrases[first - 1].kind in (Kind.COMMA, Kind.COORDINATOR):
        first -= 2
    is_named = first < index and bool(phrases[first].preposition) and bool(phrases[first].references)
    return is_named and first > 0 and phrases[first - 1].kind is Kind.NOUN and bool(places(phrases[index], document))


def _relative_that_ends_in(line: Line, index: int) -> int | None:
    """The "yang" whose clause a noun phrase with "itu" closes: "kelompok [yang] dipimpin Putin itu"."""
    if line.phrases[index].words[-1:] not in _CLOSING:
        return None
    for at in range(index - 1, -1, -1):
        kind = line.phrases[at].kind
        if kind is Kind.RELATIVE:
            return at
        if kind not in (Kind.VERB, Kind.AUXILIARY):
            return None
    return None


def _companions(phrases: tuple[Phrase, ...], index: int) -> tuple[Phrase, ...]:
    """Who does it together with the subject: "Putin [bersama Kim] meluncurkan"."""
    after = phrases[index + 1] if index + 1 < len(phrases) else None
    return (after,) if after is not None and after.preposition in _TOGETHER else ()


def _verb_whose_object(phrases: tuple[Phrase, ...], index: int) -> int | None:
    """The verb whose object the noun phrase at *index* is: what follows the comma after it has the verb's subject."""
    if index < 1 or phrases[index].kind is not Kind.NOUN or phrases[index].preposition:
        return None
    return index - 1 if phrases[index - 1].kind is Kind.VERB else None


def _is_adverbial(phrases: tuple[Phrase, ...], index: int) -> bool:
    """Whether a word that can join two phrases stands between a subject and its verb: "Putin [juga] menangkap"."""
    if (
        phrases[index].kind is not Kind.COORDINATOR
        or phrases[index].head not in load_grammar().auxiliaries
        or index < 1
    ):
        return False
    at = index - 1
    while at > 0 and (phrases[at].kind in _TRANSPARENT or (phrases[at].kind is Kind.NOUN and phrases[at].preposition)):
        at -= 1  # "Putin [di Moskow juga] menangkap"
    before = phrases[at]
    is_object = at > 0 and phrases[at - 1].kind is Kind.VERB  # "menangkap pelaku lalu membawanya"
    return before.kind is Kind.NOUN and not before.preposition and not is_object


def object_of(line: Line, at: int, document: Document) -> tuple[Phrase, ...]:
    """The noun phrases that are the object of the verb phrase at index *at*, coordinated ones included."""
    index = _next(line, at)
    if index is None or line.phrases[index].kind is not Kind.NOUN or line.phrases[index].preposition:
        return ()
    return tuple(_coordinated_right(line, index, document))


def governed_by(line: Line, at: int, document: Document) -> Iterator[Phrase]:
    """The prepositional phrases to the right of the predicate at index *at*, up to the next predicate or clause.

    The further levels of a place ("di Bekasi, Jawa Barat") and coordinated phrases carry the preposition of the first.
    """
    phrases = line.phrases
    governing: Phrase | None = None
    items: tuple[int, ...] = ()  # of the list that the preposition governs
    for index in range(at + 1, len(phrases)):
        phrase = phrases[index]
        if phrase.kind is Kind.NOUN:
            if phrase.preposition:
                governing = phrase
                items = _items_of_list(phrases, index)
                yield phrase
            elif governing is not None and index in items:
                if _is_named(phrase, document):
                    yield phrase._replace(preposition=governing.preposition)
            elif (
                governing is not None
                and phrases[index - 1].kind in (Kind.COMMA, Kind.COORDINATOR)
                and phrase.is_bare_name
            ):
                if phrases[index - 1].kind is Kind.COORDINATOR and _opens_clause(phrases, index, governing):
                    return
                yield phrase._replace(preposition=governing.preposition)
        elif phrase.kind is Kind.COMMA and not (items and index < items[-1]):
            following = phrases[index + 1] if index + 1 < len(phrases) else None
            goes_on = governing is not None and phrases[index - 1].is_bare_name  # a third level: "…, Karimun, Kepri"
            if following is None or not (
                following.kind is Kind.TIME
                or following.head in load_grammar().specifying
                or _is_place_list(phrases, index, document)
                or (goes_on and following.is_bare_name)
            ):
                return
        elif phrase.kind is Kind.VERB and _is_serial(phrases, at, index):
            continue  # "tewas ditembak di Gaza"
        elif phrase.kind is Kind.NOMINAL and index == at + 1 and phrases[at].kind is Kind.VERB:
            continue  # "mengirim undangan kepada Kim"
        elif phrase.kind not in (Kind.AUXILIARY, Kind.TIME, Kind.COORDINATOR, Kind.COMMA):
            return


def _items_of_list(phrases: tuple[Phrase, ...], index: int) -> tuple[int, ...]:
    """The further noun phrases of the list that begins at *index*, if a coordinator stands before its last one."""
    first = phrases[index]
    items: list[int] = []
    while index + 2 < len(phrases):
        if length := _specifies(phrases, index + 1):
            index += length - 1
        separator, item = phrases[index + 1 : index + 3] if index + 2 < len(phrases) else (first, first)
        if item.kind is not Kind.NOUN or item.preposition:
            break
        index += 2
        items.append(index)
        if separator.kind is Kind.COORDINATOR and not length:
            is_title = not phrases[index - 2].references and not _has_comma(separator)
            return () if is_title or _opens_clause(phrases, index, first) else tuple(items)
        if separator.kind is not Kind.COMMA and not length:
            break
    return ()


def _is_named(phrase: Phrase, document: Document) -> bool:
    return any(named(phrase, document) for named in (actors, places, owners))


def _opens_clause(phrases: tuple[Phrase, ...], index: int, first: Phrase) -> bool:
    """Whether the noun phrase after "dan" is the subject of a further clause, not part of the list from *first*."""
    if first.preposition == "antara" or phrases[index - 1].head not in _ADDING or index + 1 == len(phrases):
        return False
    after = phrases[index + 1]
    if first.is_possessor and after.head in load_grammar().occurrence:
        return False  # "pertemuan Putin dan Kim digelar"
    return after.kind in (Kind.VERB, Kind.AUXILIARY)


def _is_serial(phrases: tuple[Phrase, ...], at: int, index: int) -> bool:
    """Whether verbs stand side by side from *at* to *index*."""
    return all(phrases[i].kind in (Kind.VERB, Kind.AUXILIARY) for i in range(at, index))


def possessor_of(line: Line, at: int, document: Document) -> tuple[Phrase, ...]:
    """The noun phrases that follow a nominal without a preposition: "kunjungan [Putin dan Kim]"."""
    index = at + 1
    if index < len(line.phrases) and line.phrases[index].kind is Kind.NOUN and not line.phrases[index].preposition:
        return tuple(_coordinated_right(line, index, document))
    return ()


def occasion_of(line: Line, at: int, document: Document) -> tuple[Phrase, ...]:
    """Who is said to do something on the occasion that a nominal names: "kata [X] saat konferensi pers".

    The noun phrases with a node that stand before the preposition of the nominal in its clause, or that open the
    clause after it ("Dalam pertemuan itu, [X] …").
    """
    phrases = line.phrases
    if at == 0 or not _opens_occasion(phrases[at - 1]):
        return ()
    opens_clause = at == 1 or phrases[at - 2].kind in (Kind.COMMA, Kind.BREAK, Kind.CONJUNCTION)
    for index in range(at - 2, -1, -1) if not opens_clause else ():
        phrase = phrases[index]
        if phrase.kind is Kind.NOUN and not phrase.preposition and actors(phrase, document):
            verb = index - 1 if index and phrases[index - 1].kind is Kind.VERB else -1
            if verb > 0 and not phrases[verb].head.startswith("di"):  # "[KPK] menangkap Budi lewat operasi"
                doing = subject_of(line, verb, document)
                if _with_actors(doing, document):
                    return doing
            return _coordinated_left(line, index, document)
        if phrase.kind is Kind.BREAK or (phrase.kind is Kind.CONJUNCTION and not _opens_occasion(phrase)):
            break
    for index in range(at + 1, len(phrases) - 1):
        if phrases[index].kind is Kind.COMMA:
            following = phrases[index + 1]
            if following.kind is not Kind.NOUN or following.preposition:
                return ()
            last = index + 1
            while (
                last + 2 < len(phrases)
                and phrases[last + 1].kind is Kind.COORDINATOR
                and phrases[last + 2].is_bare_name
            ):
                last += 2
            return _coordinated_left(line, last, document)
        if phrases[index].kind in (Kind.BREAK, Kind.VERB):
            break
    return ()


def _opens_occasion(phrase: Phrase) -> bool:
    """Whether a phrase goes before the noun that names an occasion: "dalam", "di sela-sela", "dalam acara"."""
    grammar = load_grammar()
    if phrase.head in grammar.occasions:
        return True
    return phrase.preposition in grammar.occasions and phrase.head in grammar.doings and not phrase.references


def _next(line: Line, at: int) -> int | None:
    for index in range(at + 1, len(line.phrases)):
        if line.phrases[index].kind is not Kind.AUXILIARY:
            return index
    return None


def _coordinated_left(line: Line, index: int, document: Document) -> tuple[Phrase, ...]:
    phrases = line.phrases
    if phrases[index].is_possessor or _follows_nominal(line, index):
        return ()
    found = [phrases[index]]
    in_list = False
    while index >= 2 and phrases[index - 1].kind in (Kind.COORDINATOR, Kind.COMMA):
        before = phrases[index - 2]
        if before.kind is not Kind.NOUN or before.preposition or not actors(before, document):
            break
        if before.head in load_ontology().speech.verbs:
            break  # "kata Peskov, kabinet akan menyambut": who speaks is no other name of the subject
        in_list = in_list or _is_list(phrases, index)
        if phrases[index - 1].kind is Kind.COMMA and not in_list:
            return tuple(found) if actors(found[0], document) else (before,)
        found.insert(0, before)
        index -= 2
    if len(found) > 1 and index >= 2 and phrases[index - 1].kind is Kind.COMMA:
        governs = phrases[index - 2].preposition and _is_place_list(phrases, index - 1, document)
        if governs and not places(found[-1], document):
            return (found[-1],)  # "Kim tiba di Moskow, Rusia, dan [Putin] menyambut"
    return tuple(found)


def _agents_of_passive(line: Line, at: int, document: Document) -> tuple[Phrase, ...]:
    """Who does what a di- verb says: "dibalas [oleh Kim] dengan …"; they also do what the clause adds."""
    if not line.phrases[at].head.startswith("di"):
        return ()
    bare = object_of(line, at, document)
    if _with_actors(bare, document):
        return bare
    first = line.phrases[at].first
    if first in line.suffix_at:  # "hal itu disampaikan[nya] saat menghadiri …"
        return (Phrase(Kind.NOUN, first, first + 1, references=(line.suffix_at[first],), head_at=first),)
    return tuple(p for p in governed_by(line, at, document) if p.preposition == "oleh" and actors(p, document))


def _with_actors(phrases: tuple[Phrase, ...], document: Document) -> bool:
    return any(actors(phrase, document) for phrase in phrases)


def _follows_nominal(line: Line, index: int) -> bool:
    """Whether the phrase is coordinated with a nominal's possessor: "pertemuan Putin dan [Kim]"."""
    separators = {Kind.COORDINATOR}
    while index >= 2 and line.phrases[index - 1].kind in separators:
        if _has_comma(line.phrases[index - 1]):
            separators.add(Kind.COMMA)
        index -= 2
        if line.phrases[index].is_possessor:
            return Kind.COMMA not in separators or line.phrases[index].words[-1:] not in _CLOSING
    return False


def _has_comma(coordinator: Phrase) -> bool:
    """Whether a coordinator ends a list with a comma before it: ", dan"."""
    return coordinator.last - coordinator.first > 1


def _is_list(phrases: tuple[Phrase, ...], index: int) -> bool:
    """Whether the noun phrase at *index* ends a list ("A, B, dan C"): a coordinator stands in it."""
    return any(phrases[i].kind is Kind.COORDINATOR for i in range(max(0, index - 1), min(index + 2, len(phrases))))


def _coordinated_right(line: Line, index: int, document: Document) -> Iterator[Phrase]:
    phrases = line.phrases
    named = _named_after(phrases, index, document)
    if named is not None:
        yield named
        return
    yield phrases[index]
    if _is_named(phrases[index], document) or _specifies(phrases, index + 1):
        yield from _coordinates_of(line, index, document)


def _specifies(phrases: tuple[Phrase, ...], index: int) -> int:
    """How many phrases from *index* say that a name of what stands before follows: "yakni", ", yakni"."""
    comma = index < len(phrases) and phrases[index].kind is Kind.COMMA
    at = index + comma
    return 1 + comma if at < len(phrases) and phrases[at].head in load_grammar().specifying else 0


def _named_after(phrases: tuple[Phrase, ...], index: int, document: Document) -> Phrase | None:
    """The name after a comma that a description announces: "juru bicara Kremlin, [Dmitry Peskov]"."""
    if index + 2 >= len(phrases) or phrases[index + 1].kind is not Kind.COMMA:
        return None
    phrase, name = phrases[index], phrases[index + 2]
    describes = bool(phrase.references) and not phrase.is_bare_name
    is_person = name.is_bare_name and any(
        document.entities[entity].type is EntityType.PERSON for entity in actors(name, document)
    )
    return name if describes and is_person and not _is_list(phrases, index + 2) else None


def _coordinates_of(line: Line, index: int, document: Document) -> Iterator[Phrase]:
    phrases = line.phrases
    for item in _items_of_list(phrases, index):
        if _is_named(phrases[item], document):
            yield phrases[item]
        index = item
    while index + 2 < len(phrases) and phrases[index + 1].kind in (Kind.COORDINATOR, Kind.COMMA):
        if length := _specifies(phrases, index + 1):
            index += length - 1
        if index + 2 >= len(phrases):
            return
        following = phrases[index + 2]
        if following.kind is not Kind.NOUN or following.preposition or not following.references:
            return
        if phrases[index + 1].kind is Kind.COMMA:
            are_places = places(phrases[index], document) and places(following, document)
            goes_on = index + 3 < len(phrases) and phrases[index + 3].kind is Kind.COMMA
            if not (following.is_bare_name and (are_places or goes_on)):
                return
        if phrases[index + 1].kind is Kind.COORDINATOR and _opens_clause(phrases, index + 2, phrases[index]):
            return
        yield following
        index += 2


def levels_of(line: Line, index: int, document: Document) -> Iterator[Phrase]:
    """A place, those beside it and the places that hold it: "di [Bekasi] dan [Depok], [Jawa Barat]"."""
    phrases = line.phrases
    yield phrases[index]
    while index + 2 < len(phrases) and phrases[index + 1].kind in (Kind.COMMA, Kind.COORDINATOR):
        index += 2
        if not (phrases[index].is_bare_name and places(phrases[index], document)):
            return
        yield phrases[index]


def _is_place_list(phrases: tuple[Phrase, ...], comma: int, document: Document) -> bool:
    """Whether the comma stands between two levels of a place: "di Bekasi, Jawa Barat"."""
    if comma == 0 or comma + 1 >= len(phrases):
        return False
    before, after = phrases[comma - 1], phrases[comma + 1]
    if after.kind is Kind.NOUN and after.preposition:
        return True
    is_named = before.kind is Kind.NOUN and bool(before.preposition) and bool(before.references)
    return is_named and after.is_bare_name and bool(places(after, document))


def _antecedent(line: Line, relative: int) -> tuple[Phrase, ...]:
    index = relative - 1
    if index >= 0 and line.phrases[index].kind is Kind.COMMA:
        index -= 1
    if index < 0 or line.phrases[index].kind is not Kind.NOUN or line.phrases[index].is_possessor:
        return ()
    return (line.phrases[index],)


def _opening_of_parenthesis(phrases: tuple[Phrase, ...], comma: int) -> int | None:
    """The comma that opens what this one closes: "X, seperti dilansir Y, bertemu", "X, yang lahir di Y, ditangkap"."""
    for index in range(comma - 1, 0, -1):
        if phrases[index].kind is Kind.BREAK:
            return None
        if phrases[index].kind is Kind.COMMA:
            first = phrases[index + 1]
            is_bare = first.kind is Kind.NOUN and not first.preposition
            return None if is_bare or phrases[index - 1].kind not in (Kind.NOUN, Kind.TIME) else index
    return None


def _controller(line: Line, mark: int, document: Document, depth: int) -> tuple[Phrase, ...]:
    """The subject that a clause without one borrows: the earlier predicate's, else that of the clause that follows."""
    for index in range(mark - 1, -1, -1):
        kind = line.phrases[index].kind
        if kind is Kind.VERB:
            if line.phrases[mark].head in _PURPOSE and controls_by_object(line, index):
                held = object_of(line, index, document)
                told = tuple(p for p in governed_by(line, index, document) if p.preposition == "kepada")
                for asked in (held, told):  # "meminta kepada Kim agar mengunjungi"
                    if _with_actors(asked, document):
                        return asked
                if held:
                    return ()  # "mencegah empat orang untuk bepergian": nobody with a name
            if line.phrases[mark].head in _RESULT and (undergoing := object_of(line, index, document)):
                return undergoing  # "Kim memukul Putin [hingga] tewas"
            if _says(line, index) and (own := _embedded_subject(line, index, mark)) is not None:
                return own
            agents = _agents_of_passive(line, index, document)
            if agents:
                return agents
            subject = subject_of(line, index, document, depth + 1)
            if line.phrases[mark].head in load_grammar().reasons and not _with_actors(subject, document):
                return object_of(line, index, document)  # "Polisi menangkap Budi karena membunuh …"
            return subject
        if kind is Kind.NOUN and line.phrases[index].head in load_ontology().speech.verbs:
            return (line.phrases[index],)  # "kata Putin [seusai] menemui Kim"
        if kind is Kind.BREAK:
            break
    else:
        return _subject_after(line, mark, document)
    return ()


def _subject_after(line: Line, at: int, document: Document) -> tuple[Phrase, ...]:
    """The subject of the main clause, which that of a clause before it is too: "Tiba di Moskow, [Kim] disambut"."""
    phrases = line.phrases
    for index in range(at + 1, len(phrases) - 1):
        if phrases[index].kind is Kind.BREAK:
            return ()
        if phrases[index].kind is Kind.COMMA and not _is_place_list(phrases, index, document):
            following = phrases[index + 1]
            if following.kind is Kind.NOUN and not following.preposition:
                return tuple(_coordinated_right(line, index + 1, document))
    return ()


def _says(line: Line, at: int) -> bool:
    return line.tokens[line.phrases[at].first].lower in load_ontology().speech.active_forms


def _embedded_subject(line: Line, at: int, mark: int) -> tuple[Phrase, ...] | None:
    """The subject of the clause that the verb of saying at index *at* opens before *mark*; None where it has none.

    In "Kim mengatakan Putin datang untuk …" it is Putin, not Kim, who comes "untuk …".
    """
    for index in range(at + 1, mark):
        phrase = line.phrases[index]
        if phrase.kind is Kind.NOUN and not phrase.preposition:
            return (phrase,)
        if phrase.kind not in (Kind.AUXILIARY, Kind.CONJUNCTION, Kind.TIME, Kind.COMMA):
            return () if phrase.kind is Kind.NOMINAL else None
    return None


def is_done_with(line: Line, at: int) -> bool:
    """Whether the verb at index *at* is done with what its object does, not asks for it: "memimpin rapat"."""
    return line.tokens[line.phrases[at].first].lower in _active(load_grammar().done_with)


@cache
def _active(stems: frozenset[str]) -> frozenset[str]:
    return frozenset(form for stem in stems for form in active_forms(stem))


def controls_by_object(line: Line, at: int) -> bool:
    """Whether the verb at index *at* says what its object is to do: "meminta Kim [mengunjungi]"."""
    return line.tokens[line.phrases[at].first].lower in _active(load_grammar().object_control)
