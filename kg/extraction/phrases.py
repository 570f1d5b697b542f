"""Sentence → phrases: a shallow reading of a sentence as noun phrases, predicates and marks.

Indonesian is strictly subject–verb–object and marks every other role by a preposition, so that a reading from left to
right with closed classes of words (``grammar.toml``) tells what stands in which slot. There is no parser below this:
measured ones are too weak on news to drive roles.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, partial
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from kg.engine import Memo
from kg.knowledge.authority import load_authority
from kg.knowledge.ontology import load_ontology
from kg.model import BlockKind, Document, EntityType, MentionKind, Reference, Sentence, Span, Time, Token


@dataclass(frozen=True, slots=True)
class Grammar:
    """The closed classes of ``grammar.toml``; each field is one list of it."""

    determiners: frozenset[str]
    prepositions: frozenset[str]
    opening_prepositions: frozenset[str]
    conjunctions: frozenset[str]
    coordinators: frozenset[str]
    specifying: frozenset[str]
    relative: frozenset[str]
    auxiliaries: frozenset[str]
    qualities: frozenset[str]
    demonstratives: frozenset[str]
    standing_for: frozenset[str]
    place_heads: frozenset[str]
    possessed: frozenset[str]
    occurrence: frozenset[str]
    first_person: frozenset[str]
    before_stems: frozenset[str]
    house: frozenset[str]
    house_reported: frozenset[str]
    case_roles: frozenset[str]
    benches: frozenset[str]
    bench_heads: frozenset[str]
    courts: frozenset[str]
    enforcers: frozenset[str]
    sessions: frozenset[str]
    bribes: frozenset[str]
    content_openers: frozenset[str]
    reasons: frozenset[str]
    mutual: frozenset[str]
    person_nouns: frozenset[str]
    professions: frozenset[str]
    conditional: frozenset[str]
    doings: frozenset[str]
    untelling: frozenset[str]
    gifts: frozenset[str]
    limiting: frozenset[str]
    achieving: frozenset[str]
    negations: frozenset[str]
    refusing: frozenset[str]
    interrogative: frozenset[str]
    occasions: frozenset[str]
    means: frozenset[str]
    kinds_of: frozenset[str]
    address: frozenset[str]
    object_control: frozenset[str]
    done_with: frozenset[str]
    not_verbs: frozenset[str]


@cache
def load_grammar() -> Grammar:
    """Read ``grammar.toml``, once."""
    lists = tomllib.loads(Path(__file__).with_name("grammar.toml").read_text(encoding="utf-8"))
    return Grammar(**{name: frozenset(words) for name, words in lists.items()})


def looks_like_verb(word: str) -> bool:
    """Whether a lower-case word has the prefix of a verb (meN-, di-, ber-, ter-) and is none of the look-alikes."""
    return _VERB.match(word) is not None and word not in load_grammar().not_verbs


class Kind(StrEnum):
    """What a phrase is."""

    NOUN = "noun"
    """A noun phrase; ``preposition`` says what governs it."""
    VERB = "verb"
    NOMINAL = "nominal"
    """A noun that names a happening ("kunjungan"); what follows without a preposition is its possessor."""
    TIME = "time"
    AUXILIARY = "auxiliary"
    RELATIVE = "relative"
    COORDINATOR = "coordinator"
    CONJUNCTION = "conjunction"
    COMMA = "comma"
    BREAK = "break"
    """Punctuation that ends a clause: quotation marks, colon, semicolon, dash, full stop."""
    PREPOSITION = "preposition"
    """A preposition without a noun phrase: "untuk" before a verb."""


class Phrase(NamedTuple):
    """A phrase of a sentence.

    Attributes:
        kind: what it is.
        first, last: half-open range of its tokens.
        preposition: lower-cased preposition that governs a noun phrase, or "".
        references: the references that stand in it, outermost, in order.
        head: lower-cased first word that is no determiner.
        head_at: its token.
        words: its tokens in lower case.
        is_possessor: whether it directly follows a nominal.
    """

    kind: Kind
    first: int
    last: int
    preposition: str = ""
    references: tuple[Reference, ...] = ()
    head: str = ""
    head_at: int = -1
    words: tuple[str, ...] = ()
    is_possessor: bool = False

    @property
    def is_bare_name(self) -> bool:
        """Whether it begins with a name, and nothing governs it."""
        is_noun = self.kind is Kind.NOUN and not self.preposition and bool(self.references)
        return is_noun and self.references[0].mention.first == self.first

    def words_before(self, reference: Reference) -> frozenset[str]:
        """The two words of this phrase that stand directly before a reference in it."""
        at = reference.mention.first - self.first
        return frozenset(self.words[max(0, at - 2) : at])


_as_phrase = partial(tuple.__new__, Phrase)
"""A phrase from a tuple of all its attributes: half the time of the constructor, and a sentence has a dozen."""
_PLACES = frozenset({EntityType.PLACE, EntityType.COUNTRY, EntityType.FACILITY})
_BREAKS = frozenset("\"“”«»:;—–.!?…'‘’`”")
_QUOTES = frozenset("\"“”'‘’«»")
_SCARED = 3
"""How many words stand in quotation marks that end no clause: akan "menyerang" Kim."""
_WORDED = 20
"""How many where a small letter goes on in them: menghadiahkan 'sarung tangan dari pakaian luar angkasa'."""
_UP_TO = frozenset({"hingga", "sampai"})
"""Before another preposition they only say how far: "hingga ke Moskow"."""
_DASHES = frozenset("-–")
_TITLE = 10
"""How many words may stand between "dan" inside a title and the name of its bearer."""
_OXFORD = 5
"""How many phrases stand before the last one of the shortest list that has a comma before "dan"."""
_LISTING = frozenset({"dan", "serta", "atau", "maupun"})
_VERB = re.compile(r"(?:me(?:ng|ny|m|n|l|r|w|y)|di|ber|ter)\w{3,}$")
_WORD = re.compile(r"\w")


def _kind_of_word(printed: str) -> Kind | None:
    """The kind of the phrase that a word is by itself; one in capitals is no verb."""
    grammar, word = load_grammar(), printed.lower()
    if word == ",":
        return Kind.COMMA
    if word in _BREAKS or word == "-":
        return Kind.BREAK
    if word in grammar.relative:
        return Kind.RELATIVE
    if word in grammar.coordinators:
        return Kind.COORDINATOR
    if word in grammar.prepositions:
        return Kind.PREPOSITION
    if word in grammar.conjunctions:
        return Kind.CONJUNCTION
    if word in grammar.auxiliaries:
        return Kind.AUXILIARY
    return Kind.VERB if printed[0].islower() and looks_like_verb(word) else None


_KINDS = Memo(_kind_of_word)


class Line:
    """A sentence with what is known of each of its tokens.

    Args:
        sentence: the sentence.
        references: the references of the article that stand in it.
        times: the times of the article that stand in it.
        nominals: how many tokens the nominal trigger takes that starts at a token.
        verbs: the tokens at which a trigger or a light verb stands.
    """

    def __init__(
        self,
        sentence: Sentence,
        references: Iterable[Reference],
        times: Iterable[Time],
        nominals: Mapping[int, int] = MappingProxyType({}),
        verbs: Collection[int] = (),
    ) -> None:
        self.sentence = sentence
        self.tokens = sentence.tokens
        self._words = sentence.lower
        self._marks = [at for at, word in enumerate(self._words) if word in _QUOTES]
        self.reference_at: dict[int, Reference] = {}
        self.suffix_at: dict[int, Reference] = {}
        self.time_at: dict[int, Time] = {}
        for reference in sorted(references, key=lambda r: r.mention.first - r.mention.last):
            mention = reference.mention
            if mention.kind is MentionKind.PRONOUN and mention.span.start > self.tokens[mention.first].start:
                self.suffix_at[mention.first] = reference
                continue
            for index in range(mention.first, mention.last):
                self.reference_at.setdefault(index, reference)
        for time in times:
            for index in range(time.first, time.last):
                self.time_at[index] = time
        self._nominals = nominals
        self._kinds = self._simple_kinds(verbs, load_grammar())
        self.phrases = self._chunk(load_grammar())

    def text(self, first: int, last: int, article_text: str) -> str:
        """The characters from token *first* to token *last* (half-open)."""
        return article_text[self.tokens[first].start : self.tokens[last - 1].end]

    def span(self, first: int, last: int) -> Span:
        """The span from token *first* to token *last* (half-open)."""
        return Span(self.tokens[first].start, self.tokens[last - 1].end)

    # -- reading from left to right -----------------------------------------------------------------------------

    def _chunk(self, grammar: Grammar) -> tuple[Phrase, ...]:
        phrases: list[Phrase] = []
        position = 0
        while position < len(self._words):
            phrase = self._phrase_from(position, phrases, grammar)
            phrases.append(phrase)
            if phrase.kind is Kind.NOUN and len(phrases) > _OXFORD and _ends_list(phrases):
                comma = phrases[-3]
                phrases[-3:-1] = [phrases[-2]._replace(first=comma.first)]
            position = phrase.last
        return tuple(phrases)

    def _phrase_from(self, at: int, before: list[Phrase], grammar: Grammar) -> Phrase:
        if at in self.time_at:
            time = self.time_at[at]
            return Phrase(Kind.TIME, at, max(time.last, at + 1))
        if self._words[at] in "([" and self._kinds[at + 1 : at + 2] == [Kind.PREPOSITION]:
            at += 1  # what an editor added is part of the clause: "berkunjung (ke Korut)"
        word = self._words[at]
        if at in self.suffix_at and word.removesuffix("nya") in grammar.prepositions:  # "terhadapnya"
            reference = self.suffix_at[at]
            preposition = word.removesuffix("nya")
            return Phrase(Kind.NOUN, at, at + 1, preposition, (reference,), head=word, words=(word,))
        simple = self._kinds[at]
        if simple is Kind.NOMINAL:
            return Phrase(Kind.NOMINAL, at, at + self._nominals[at], head=word)
        if simple is Kind.PREPOSITION:
            inner = at + 1
            while inner < len(self._words) and self._kinds[inner] is Kind.PREPOSITION:
                inner += 1  # "di dalam", "ke luar", "oleh karena"
            if inner < len(self._words) and inner not in self.time_at and self._kinds[inner] is None:
                governing = self._words[at + 1] if word in _UP_TO and inner > at + 1 else word
                return self._noun_phrase(at, inner, governing, False, grammar)
            return Phrase(Kind.PREPOSITION, at, at + 1, preposition=word, head=word)
        if simple is not None:
            return _as_phrase((simple, at, at + 1, "", (), word, -1, (), False))
        return self._noun_phrase(at, at, "", bool(before) and before[-1].kind is Kind.NOMINAL, grammar)

    def _simple_kinds(self, verbs: Collection[int], grammar: Grammar) -> Sequence[Kind | None]:
        """For each token the kind of the one-word phrase that it is, or None where a noun phrase starts."""
        words, references = self._words, self.reference_at
        kinds = list(map(_KINDS.__getitem__, [token.text for token in self.tokens]))
        after = [at + 1 for at in references if at + 1 < len(words)]
        if self.sentence.kind is BlockKind.HEADLINE:
            says = load_ontology().speech.verbs
            for at in after:
                kinds[at] = Kind.VERB if words[at] in says else kinds[at]  # "Putin [Sebut] Kim"
        for at, kind in enumerate(kinds[:-1]):
            if kind is Kind.VERB and f"{words[at]} {words[at + 1]}" in grammar.not_verbs:
                kinds[at] = None  # "dengan [terima kasih]"
        for at in _scare_quotes(self.tokens, self._marks):
            kinds[at] = Kind.AUXILIARY
        for at in after:
            if at + 1 in references and words[at] in _DASHES:
                kinds[at] = Kind.COORDINATOR  # "perang Iran-Israel"
        for at in verbs:
            kinds[at] = Kind.VERB
        for at in self.suffix_at:
            if words[at].removesuffix("nya") in grammar.prepositions:
                kinds[at] = Kind.PREPOSITION
        for at, length in self._nominals.items():
            if length:
                kinds[at] = Kind.NOMINAL
        for at in references:
            kinds[at] = None
        return kinds

    def _noun_phrase(self, start: int, at: int, preposition: str, is_possessor: bool, grammar: Grammar) -> Phrase:
        references: list[Reference] = []
        words, kinds, reference_at, time_at = self._words, self._kinds, self.reference_at, self.time_at
        head_at = -1
        position = at
        while position < len(words):
            reference = reference_at.get(position)
            if reference is not None:
                if head_at >= 0 and not references and self._is_headline_subject(head_at, reference, grammar):
                    break
                references.append(reference)
                is_pronoun = head_at < 0 and reference.mention.kind is MentionKind.PRONOUN
                head_at = position if head_at < 0 else head_at
                position = max(position + 1, reference.mention.last)
                if is_pronoun and not self._is_said_of_all(position, grammar):
                    break
                continue
            word = words[position]
            if position in time_at:
                break
            if word in _QUOTES and kinds[position] is Kind.AUXILIARY:
                position += 1  # "sebuah 'sarung tangan dari pakaian luar angkasa'"
                continue
            if word in "()[]":
                closing = self._closing_bracket(position)
                if word in ")]" or closing is None:
                    position += 1
                    continue
                references += self._references_between(position, closing)
                position = closing + 1
                continue
            if word in grammar.determiners and head_at < 0:
                position += 1
                continue
            ends = position > at and kinds[position] is not None
            if ends and not (head_at >= 0 and self._goes_on(head_at, position, bool(references), grammar)):
                break
            if head_at < 0 and _WORD.match(word):
                head_at = position
            position += 1
            if word in grammar.demonstratives:
                break
        if sum([at <= mark < position for mark in self._marks]) % 2:
            position -= position - 1 in self._marks
        last = max(position, at + 1)
        head = words[head_at] if head_at >= 0 else ""
        inside = words[start:last]
        return _as_phrase((Kind.NOUN, start, last, preposition, tuple(references), head, head_at, inside, is_possessor))

    def _is_said_of_all(self, at: int, grammar: Grammar) -> bool:
        """Whether what follows a pronoun belongs to it: "mereka [semua]", not "saya [ingat]"."""
        word = self._words[at] if at < len(self._words) else ""
        is_own = word in grammar.demonstratives or word in grammar.determiners
        return at in self.reference_at or is_own or not _WORD.match(word)

    def _goes_on(self, head_at: int, at: int, is_named: bool, grammar: Grammar) -> bool:
        """Whether a small word stands inside a noun phrase: in a title, in "tim [dari] KPK", "langkah [tegas] KPK"."""
        if self.tokens[at].lower in grammar.qualities and not is_named:
            return at + 1 in self.reference_at or (at + 1 < len(self.tokens) and self._kinds[at + 1] is None)
        is_part = self._words[at] == "dari" and at + 1 in self.reference_at and not is_named
        if is_part and self._words[head_at] in grammar.standing_for:
            return self.reference_at[at + 1].mention.type in (EntityType.ORGANISATION, EntityType.COUNTRY)
        return self._is_in_title(head_at, at)

    def _is_in_title(self, head_at: int, at: int) -> bool:
        """Whether a small word stands inside a title before its bearer: "Menteri Imigrasi [dan] Pemasyarakatan X"."""
        if self._words[head_at] not in before_persons():
            return False
        between = (self.reference_at[position] for position in range(head_at, at) if position in self.reference_at)
        if any(reference.mention.type is EntityType.PERSON for reference in between):
            return False
        for position in range(at + 1, min(at + _TITLE, len(self.tokens))):
            reference = self.reference_at.get(position)
            if reference is not None and reference.mention.type is EntityType.PERSON:
                return position > at + 1
            if reference is not None and self._words[at] == "untuk":
                continue  # "Duta Besar Rusia [untuk] Indonesia Budi"
            if reference is not None:
                return False
            if not (self.tokens[position].text[0].isupper() or self.tokens[position].text in "()"):
                return False
        return False

    def _is_headline_subject(self, head_at: int, reference: Reference, grammar: Grammar) -> bool:
        """Whether a person after other nouns is the subject of what follows: "Alasan [Putin] Temui Kim"."""
        after = reference.mention.last
        return (
            self.sentence.kind in (BlockKind.HEADLINE, BlockKind.HEADING)
            and reference.mention.type is EntityType.PERSON
            and self.tokens[head_at].lower not in before_persons()
            and after < len(self.tokens)
            and self._kinds[after] in (Kind.VERB, Kind.AUXILIARY)
        )

    def _closing_bracket(self, at: int) -> int | None:
        for position in range(at + 1, min(at + 12, len(self.tokens))):
            if self.tokens[position].text in ")]":
                return position
        return None

    def _references_between(self, first: int, last: int) -> list[Reference]:
        found: list[Reference] = []
        for position in range(first, last):
            reference = self.reference_at.get(position)
            if reference is not None and reference not in found:
                found.append(reference)
        return found


def _ends_list(phrases: Sequence[Phrase]) -> bool:
    """Whether a list ends with the last phrase whose comma before "dan" parts no clauses: "Putin, Kim[, dan] Budi"."""
    first, comma, second, other, coordinator, last = phrases[-6:]
    return (
        coordinator.kind is Kind.COORDINATOR
        and coordinator.head in _LISTING
        and comma.kind is other.kind is Kind.COMMA
        and first.kind is second.kind is Kind.NOUN
        and not second.preposition
        and not last.preposition
    )


def _scare_quotes(tokens: Sequence[Token], marks: Sequence[int]) -> frozenset[int]:
    """Those of the quotation marks (their tokens are given) that are round a few words and end no clause."""
    pairs = zip(marks[::2], marks[1::2], strict=False)
    return frozenset(
        at
        for opening, closing in pairs
        if closing - opening <= (_WORDED if _goes_on_in(tokens, opening) else _SCARED) + 1
        if _WORD.match(tokens[closing - 1].text)
        for at in (opening, closing)
    )


def _goes_on_in(tokens: Sequence[Token], opening: int) -> bool:
    """Whether a clause goes on inside quotation marks: memberi 'sarung tangan …', not: kata dia, 'sarung …'."""
    before = tokens[opening - 1].text if opening else ":"
    return bool(_WORD.match(before)) and tokens[opening + 1].text.islower()


def actors(phrase: Phrase, document: Document) -> tuple[int, ...]:
    """The entities that a noun phrase stands for when it acts or undergoes.

    "Presiden Rusia Vladimir Putin" stands for the person, "pasukan Rusia" for the country, "warga Rusia" and
    "istri Putin" for nothing that has a node.
    """
    grammar = load_grammar()
    references = phrase.references
    if not references:
        return ()
    starts_with_name = references[0].mention.first <= max(phrase.head_at, _head_token(phrase))
    people = [r for r in references if _is_person(r, document)]
    if starts_with_name:
        if people and not _is_person(references[0], document):
            return people[-1].entities if len(references) == 2 or len(people) == 1 else references[0].entities
        return references[0].entities
    if people:
        return people[-1].entities if _describes_person(phrase, people[-1]) else ()
    if phrase.head in grammar.standing_for:
        return references[0].entities
    return ()


def owners(phrase: Phrase, document: Document) -> tuple[int, ...]:
    """Whose a thing is: the person, or else the first thing, that a noun phrase names after its head."""
    if phrase.head in load_grammar().person_nouns or phrase.head in before_persons():
        return ()  # "anggota DPR" are people, not what is the DPR's
    references = [r for r in phrase.references if r.mention.first > max(phrase.head_at, _head_token(phrase))]
    people = [r for r in references if _is_person(r, document)]
    return (people or references)[0].entities if references else ()


def _describes_person(phrase: Phrase, person: Reference) -> bool:
    """Whether the words before a person say who they are ("musisi Ari Lasso") and not what is theirs ("kinerja X")."""
    grammar = load_grammar()
    if person.mention.kind is MentionKind.PRONOUN:
        return phrase.head in grammar.standing_for  # "tim kami", not "harapan kami"
    return phrase.head in before_persons()


@cache
def before_persons() -> frozenset[str]:
    """What stands before a person's name: offices, "musisi", and "kata" of a credit."""
    grammar = load_grammar()
    titles = frozenset(title.surface.split()[0].lower() for title in load_authority().titles)
    return (grammar.person_nouns | titles | load_ontology().speech.verbs) - grammar.possessed


def places(phrase: Phrase, document: Document) -> tuple[int, ...]:
    """The places that a noun phrase stands for: "Beijing", "kota terpencil Vostochny"; not "roket Rusia"."""
    place_heads = load_grammar().place_heads
    found: list[int] = []
    for at, reference in enumerate(phrase.references):
        is_head = (at > 0 and bool(found)) or reference.mention.first <= max(phrase.head_at, _head_token(phrase))
        if not is_head and phrase.head not in place_heads and phrase.words_before(reference).isdisjoint(place_heads):
            continue
        found += [entity for entity in reference.entities if document.entities[entity].type in _PLACES]
    return tuple(dict.fromkeys(found))


def seats(phrase: Phrase, document: Document) -> tuple[int, ...]:
    """The organisations that a phrase names for where they are: "di Kementerian Sosial", "di kantor KPK"."""
    if not phrase.references:
        return ()
    first = phrase.references[0]
    is_head = (
        first.mention.first <= max(phrase.head_at, _head_token(phrase)) or phrase.head in load_grammar().place_heads
    )
    kinds = {document.entities[entity].type for entity in first.entities}
    return first.entities if is_head and kinds == {EntityType.ORGANISATION} else ()


def _head_token(phrase: Phrase) -> int:
    return phrase.first + (1 if phrase.preposition else 0)


def _is_person(reference: Reference, document: Document) -> bool:
    return any(document.entities[entity].type is EntityType.PERSON for entity in reference.entities)


def group_by_sentence(document: Document) -> Mapping[int, tuple[list[Reference], list[Time]]]:
    """References and times of a document by index of their sentence."""
    grouped: dict[int, tuple[list[Reference], list[Time]]] = {s.index: ([], []) for s in document.sentences}
    for reference in document.references:
        grouped[reference.mention.sentence][0].append(reference)
    for time in document.times:
        grouped[time.sentence][1].append(time)
    return grouped
