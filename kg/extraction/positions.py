"""Document → positions: who holds which title, and where.

A title stands before the name ("Menteri Luar Negeri Rusia Sergey Lavrov", "juru bicara Kremlin, Dmitry Peskov") or
after it ("Leif-Eric Easley, profesor studi internasional di Universitas Perempuan Ewha", "X yang menjabat sebagai …").
Which words are titles is the authority's knowledge (``titles.csv``).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from kg.extraction.confidence import Assessor
from kg.extraction.courts import sitting_court
from kg.extraction.mentions.name_grammar import default_grammar
from kg.extraction.phrases import group_by_sentence, load_grammar, looks_like_verb
from kg.knowledge.authority import Authority, load_authority
from kg.knowledge.ontology import load_ontology
from kg.knowledge.titles import Title
from kg.model import BlockKind, Document, EntityType, Mention, MentionKind, Position, Reference, Sentence, Span

_SLOTS = frozenset({"{organisation}", "{country}", "{place}", "{person}", "{court}"})
_COURT = "{court}"
"""What the titles of judges belong to."""
_CONTEXT = 2
"""How many sentences back the organisation of a title may be named."""
_LONGEST_ABBREVIATION = 4
"""Letters of a word that a full stop may shorten inside a title: "Plt.", "Kab."."""
_LONGEST_RANK = 3
_BEFORE_A_NAME = ("rank", "honorific", "degree", "role")
_REACH = 18
"""How many tokens a title with its organisation may take before a name."""
_NAMELY = frozenset({"yakni", "yaitu", "adalah", "dijabat"})
"""Between a title and the name of its holder: "kuasa hukum Budi yakni Siti"."""
_WRITTEN_OUT = frozenset({"jubir"})
"""Clippings of speech that are written out: "juru bicara"."""
_HOLDS = frozenset({"sebagai", "menjabat", "merupakan", "menjadi"})
"""Before the title in a clause behind a name: "Budi, yang [merupakan] Kepala X"."""
_GIVING = frozenset({"ditunjuk", "diangkat", "dilantik", "dipercaya", "diminta", "ditugaskan", "didapuk", "dipilih"})
"""Passive verbs whose agent gives an office to their subject."""
_REACH_OF_AGENT = 6
"""How many words may stand between such a verb and the name of its agent: "ditunjuk Kapolri Jenderal X"."""
_LOOSE = frozenset({",", "sebagai", "yang", "selaku", "("})
"""These join a title to a name, but not to a pronoun or a description."""
_SEVERAL = frozenset(
    {"dua", "tiga", "empat", "lima", "enam", "para", "kedua", "ketiga", "keempat", "sejumlah", "beberapa"}
)
"""Before a title that several people hold."""
_SAYS_MORE = frozenset({"juga", "sekaligus", "kini", "dikenal", "akrab", "karib", "baru", "sebelumnya"})
"""After "yang" they say more of somebody whose name follows: "mantan pejabat X yang [juga] dikenal …, Budi"."""
_TOLD = frozenset({"kepada", "pada", "terhadap"})
"""Before those who are told or spoken of: "kepada wartawan, Budi …"."""
_OF_MANY = frozenset({"para", "majelis", "sejumlah", "seluruh", "semua", "jajaran"})
"""Before a title in small letters that nobody named holds: "para pejabat Trump", "menurut majelis hakim, Budi …"."""
_IN_ENGLISH = frozenset({"of", "for"})
"""Inside an English title: "Head of Corporate Affairs"."""
_NUMBERED = re.compile(r"(?<=[^\W\d_]{2})\d{1,2}$")
"""The number of the next line of a list, glued to a title: "Direktur Keuangan4"."""
_UNIT = re.compile(r"^polres(?:ta|tabes|tro)?\b(?: metro\b)?")
_SEPARATORS = frozenset({"sekaligus", "dan", "serta", "merangkap", "/"})
_BEFORE_NAMES = frozenset({"di", "dari", "untuk", "pada", "asal", "of", "at", "for"})
"""Prepositions that a title takes before the name of its organisation: "akademisi dari Universitas X"."""
_NEVER_LAST = frozenset({"ke", "-", "dan", "serta", "bernama", "berinisial", "inisial", "setempat", *_BEFORE_NAMES})
_INSIDE = frozenset({"bidang", "dan", "ke", "-", ".", "/", *_BEFORE_NAMES})
_LINKS_AFTER = tuple(
    tuple(words.split())
    for words in (
        "yang juga menjabat sebagai", "yang menjabat sebagai", "menjabat sebagai", "menjabat",
        "kembali terpilih sebagai", "terpilih sebagai", "terpilih menjadi", "dilantik sebagai", "dilantik menjadi",
        "ditunjuk sebagai", "ditunjuk menjadi", "diangkat sebagai", "diangkat menjadi", "dipercaya sebagai",
        "dipercaya menjadi", "didapuk sebagai", "didapuk menjadi", "dikukuhkan sebagai", "berstatus sebagai",
        "berstatus", "bertugas sebagai", "bekerja sebagai", "berprofesi sebagai", "pernah menjabat sebagai",
        "pernah menjabat", "sebelumnya menjabat sebagai", "yang sebelumnya menjabat sebagai",
        "saat ini menjabat sebagai", "kini menjabat sebagai", "kini menjabat", "saat ini menjabat",
        "yang kini menjabat sebagai", "yang saat ini menjabat sebagai", "yang menjabat",
        "yang merupakan", "yang juga", "yang menjadi", "menjadi", "yang kini menjadi", "jadi", "terpilih jadi",
        "ditunjuk jadi", "diangkat jadi", "dilantik jadi", "didapuk jadi", "resmi menjadi", "resmi menjabat",
        "resmi menjabat sebagai", "-", "–", "merupakan", "selaku", "sebagai", "adalah", ",",
    )
)  # fmt: skip
"""What joins a name to a title after it, the longest first."""
_DOUBTFUL_LINKS = (("sebagai",), ("menjadi",), ("jadi",))
"""After these a title counts only with an organisation."""
_LINKS_BY_WORD = {first: [link for link in _LINKS_AFTER if link[0] == first] for first in {x[0] for x in _LINKS_AFTER}}
_LONGEST_LINK = max(len(link) for link in _LINKS_AFTER)
_ORGANISATIONS = (
    EntityType.ORGANISATION,
    EntityType.COUNTRY,
    EntityType.PLACE,
    EntityType.FACILITY,
)


@dataclass(frozen=True, slots=True)
class _Held:
    """A title that was read at tokens ``first`` to ``last`` (half-open)."""

    title: Title
    words: str
    organisation: int | None
    first: int
    last: int
    names_a_person: bool = False
    """Whether it says whose office it is: "penasihat Putin"."""
    owner_at: int | None = None
    """The token where the name of the organisation begins, if it is printed."""
    needs_owner: bool = False
    """Whether it is a title only with an organisation, unlike "dari pegawai lain, Budi"."""


def find_positions(
    document: Document, authority: Authority | None = None, assessor: Assessor | None = None
) -> tuple[Position, ...]:
    """The titles that the article gives to people, each once, in order of the text."""
    assessor = assessor or Assessor(document)
    return tuple(
        assessor.position(
            _position(key, readings),
            sides=(reading.side for reading in readings),
            owners=(reading.owner for reading in readings),
        )
        for key, readings in _readings(document, authority or load_authority()).items()
    )


def titles_held(document: Document, authority: Authority) -> tuple[Position, ...]:
    """As :func:`find_positions`, without saying how sure they are: what descriptions are resolved with."""
    return tuple(_position(key, readings) for key, readings in _readings(document, authority).items())


def _readings(document: Document, authority: Authority) -> dict[_Key, list[_Reading]]:
    found: dict[_Key, list[_Reading]] = {}
    for number, (references, _) in group_by_sentence(document).items():
        if not any(_is_one_person(reference, document) for reference in references):
            continue
        sentence = document.sentences[number]
        reader = _Reader(document, sentence, references, authority)
        for reference in reader.holders():
            holder = reference.entities[0]
            for held in reader.titles_of(reference):
                reading = _reading(document, sentence, reference, held, authority)
                if held.needs_owner and reading.organisation is None:
                    continue
                is_plain = held.words.casefold() == held.title.surface.casefold()
                words = held.title.expansion if is_plain else held.words
                key = _Key(holder, held.title.expansion.casefold(), words.casefold(), reading.organisation)
                found.setdefault(key, []).append(reading)
    return {key: readings for key, readings in found.items() if not _is_said_better(key, found)}


def _position(key: _Key, readings: Sequence[_Reading]) -> Position:
    spans = tuple(span for reading in readings for span in reading.passages)
    fullest = max(readings, key=lambda reading: len(reading.title.split()))  # "Menteri Luar Negeri" before "Menlu"
    return Position(key.holder, fullest.title, key.organisation, spans)


class _Key(NamedTuple):
    """What makes two readings of a title one position."""

    holder: int
    office: str
    words: str
    organisation: int | None


class _Reading(NamedTuple):
    """One place where the article gives a title."""

    title: str
    organisation: int | None
    passages: tuple[Span, ...]
    side: str
    """Where the title stands: before the name, after it, or in a description."""
    owner: str
    """How the organisation is found: printed, implied, context, or not at all."""


def _reading(document: Document, sentence: Sentence, person: Reference, held: _Held, authority: Authority) -> _Reading:
    holder = person.entities[0]
    first, last = min(held.first, person.mention.first), max(held.last, person.mention.last)
    span = Span(sentence.tokens[first].start, sentence.tokens[last - 1].end)
    side = _side(held, person.mention)
    if held.organisation is not None and held.organisation != holder:
        unit = _unit_of(held, document, authority)
        return _Reading(held.words, held.organisation if unit is None else unit, (span,), side, "printed")
    implied = _implied(held.title, holder, document, authority)
    if implied is not None:
        return _Reading(held.words, implied, (span,), side, "implied")
    if _COURT in held.title.organisation_patterns and (court := sitting_court(document)) is not None:
        return _Reading(held.words, court, (span,), side, "context")
    context = _organisation_in_context(held, person, document, authority) if not held.names_a_person else None
    if context is not None:
        return _Reading(held.words, context.entities[0], (context.mention.span, span), side, "context")
    return _Reading(held.words, None, (span,), side, "")


def _side(held: _Held, holder: Mention) -> str:
    if holder.kind is MentionKind.DESCRIPTION:
        return "described"
    return "before" if held.first < holder.first else "after"


def _is_said_better(key: _Key, found: Iterable[_Key]) -> bool:
    """Whether another position says the same and more: "Presiden" beside "Presiden Rusia"."""
    return key.organisation is None and any(
        other.holder == key.holder
        and other.organisation is not None
        and (other.office == key.office or other.words == key.words)
        for other in found
    )


def _organisation_in_context(
    held: _Held, person: Reference, document: Document, authority: Authority
) -> Reference | None:
    """The organisation spoken of just before, for an office that must have one: "… IndoStrategi … Direktur Riset X".

    It is the last one of the sentence, or, one or two sentences before, the one that the article is about.
    """
    if not _needs_organisation(held.title):
        return None
    mention = person.mention
    before = [
        reference
        for reference in document.references
        if reference.mention.kind is MentionKind.NAME
        and reference.mention.span.start < mention.span.start
        and _can_employ(reference, document, authority)
    ]
    near = [reference for reference in before if reference.mention.sentence >= mention.sentence - _CONTEXT]
    if not near:
        return None
    last = near[-1]
    if last.mention.sentence == mention.sentence:
        return last
    counts = Counter(reference.entities[0] for reference in before)
    others = [count for entity, count in counts.items() if entity != last.entities[0]]
    return last if counts[last.entities[0]] >= max(others, default=0) else None


def _needs_organisation(title: Title) -> bool:
    """Whether an office is always one in an organisation, unlike that of a minister and unlike a profession."""
    slots = {pattern for pattern in title.organisation_patterns if pattern in _SLOTS}
    return slots == {"{organisation}"} and title.expansion.split()[0].lower() not in load_grammar().professions


def _can_employ(reference: Reference, document: Document, authority: Authority) -> bool:
    """Whether a name is that of an organisation; news agencies and outlets are only quoted and never meant."""
    entity = document.entities[reference.entities[0]]
    known = authority.entries.get(entity.authority or "")
    quoted = known is not None and known.kind in ("news_agency", "media")
    return entity.type is EntityType.ORGANISATION and not quoted and not entity.name.islower()


def _is_one_person(reference: Reference, document: Document) -> bool:
    """Whether words stand for one person; the suffix -nya is no holder of a title."""
    words = document.article.text[reference.mention.span.start : reference.mention.span.end]
    is_suffix = reference.mention.kind is MentionKind.PRONOUN and words == "nya"
    return (
        not is_suffix
        and len(reference.entities) == 1
        and document.entities[reference.entities[0]].type is EntityType.PERSON
    )


class _Reader:
    """Reads the titles round the names of one sentence."""

    def __init__(
        self, document: Document, sentence: Sentence, references: Iterable[Reference], authority: Authority
    ) -> None:
        self._document = document
        self._tokens = sentence.tokens
        self._words = [token.text for token in sentence.tokens]
        self._is_title_case = sentence.kind is BlockKind.HEADLINE
        self._authority = authority
        self._references = sorted(references, key=lambda r: (r.mention.first, -r.mention.last))
        self._starting: dict[int, Reference] = {}
        self._ending: dict[int, Reference] = {}
        for reference in self._references:
            if reference.mention.kind is MentionKind.DESCRIPTION and self._type(reference) is EntityType.PERSON:
                continue  # "pemimpin negara itu" is what is read here
            self._starting.setdefault(reference.mention.first, reference)
            self._ending.setdefault(reference.mention.last, reference)

    def holders(self) -> Iterator[Reference]:
        return (reference for reference in self._references if _is_one_person(reference, self._document))

    def titles_of(self, person: Reference) -> Iterator[_Held]:
        if person.mention.kind is MentionKind.DESCRIPTION:
            yield from self._described(person.mention.first, person.mention.last)
        if person.mention.kind is not MentionKind.NAME:
            following = self._words[person.mention.last : person.mention.last + 1]
            if following and following[0].lower() not in _LOOSE:
                yield from self._after(person.mention)
            return
        yield from self._before(person.mention.first, person.mention.last)
        yield from self._shared(person)
        yield from self._after(person.mention)

    def _shared(self, person: Reference) -> Iterator[_Held]:
        """The title of several that stands before the first of them: "tiga hakim PN X, Budi, Siti, dan [Dian]"."""
        first = person
        while (before := self._listed_before(first)) is not None:
            first = before
        if first is person:
            return
        for held in self._before(first.mention.first, first.mention.last):
            number = self._words[held.first - 1].lower() if held.first else ""
            if number in _SEVERAL or number.isdigit():
                yield held

    def _listed_before(self, person: Reference) -> Reference | None:
        """The person before this one in a list: "[Budi], Siti", "[Budi] dan Siti"."""
        at = person.mention.first
        while at > 0 and self._words[at - 1] in {",", "dan", "serta"}:
            at -= 1
        before = self._ending.get(at)
        is_listed = at < person.mention.first and before is not None and _is_one_person(before, self._document)
        return before if is_listed else None

    def _described(self, start: int, end: int) -> Iterator[_Held]:
        """ "politikus Partai Maju itu": a description that names the organisation."""
        match = self._office(start, end)
        held = None if match is None else self._read(start, end, match[1], match[0])
        if held is not None and held.organisation is not None:
            yield held

    # -- before the name ------------------------------------------------------------------------------------------

    def _before(self, end: int, name_end: int) -> Iterator[_Held]:
        before = self._ending.get(end - 1)
        follows_a_person = (
            before is not None and self._words[end - 1] == "," and self._type(before) is EntityType.PERSON
        )
        if self._owns_who_follows(end, name_end) or (follows_a_person and self._goes_on(name_end)):
            return
        if end > 0 and self._words[end - 1] in {"dan", "serta"}:
            return  # "Budi sebagai Direktur Keuangan dan [Siti] sebagai …"
        is_apart = end > 0 and self._words[end - 1] == ","
        end = self._skip_back(end)
        relative = self._relative_before(end)
        if relative is not None and (is_apart or self._office(relative + 2, end) is not None):
            yield from self._held_between(relative - (self._words[relative - 1] == ","), is_apart)
        yield from self._held_between(end, is_apart)

    def _relative_before(self, end: int) -> int | None:
        """Where a clause begins that says more of who holds the office before it: "Ketua X [yang juga …], Budi"."""
        for at in range(end - 2, max(0, end - _REACH), -1):
            if self._words[at] in {",", "."}:
                return None
            if self._words[at] == "yang" and self._words[at + 1].lower() in _SAYS_MORE:
                return at
        return None

    def _held_between(self, end: int, is_apart: bool) -> Iterator[_Held]:
        """The titles that end before the token *end*."""
        start = self._region_start(end)
        at = start
        while at < end:
            match = self._office(at, end)
            if match is None:
                at += 1
                continue
            limit = self._separator(match[0], end)
            held = self._read(at, limit, match[1], match[0])
            is_whole = limit == end or self._words[limit].lower() in _SEPARATORS
            if is_apart and (self._describes_before(at) or (held is not None and self._has_holder(held))):
                return
            if held is not None and is_whole and self._is_held(held, match[0], is_apart):
                yield replace(held, needs_owner=is_apart and held.words.islower())
            at = limit + 1

    def _describes_before(self, at: int) -> bool:
        """Whether a title at *at* says who stands before it and a comma: "Budi, [Direktur] X, Siti hadir"."""
        before = self._ending.get(at - 1)
        if before is None or self._words[at - 1] != "," or self._type(before) is not EntityType.PERSON:
            return False
        end = self._rank_before(before.mention.first)
        return not any((match := self._office(start, end)) and match[0] == end for start in range(max(0, end - 3), end))

    def _has_holder(self, held: _Held) -> bool:
        """Whether its holder follows the organisation of a title directly: "Gubernur X [Budi], Siti"."""
        owner = next((r for r in self._references if r.mention.first == held.owner_at), None)
        behind = None if owner is None else self._starting.get(owner.mention.last)
        return behind is not None and behind.mention.last <= held.last and self._type(behind) is EntityType.PERSON

    def _is_held(self, held: _Held, title_end: int, is_apart: bool) -> bool:
        """Whether the words are the title of who follows.

        Those who are told are not ("kepada wartawan, Budi …"), nor is who is served ("kuasa hukum Budi"). Where every
        word has a capital only the bare title is sure: "[Menteri] Pakai Maung, Purbaya".
        """
        before = self._words[held.first - 1].lower() if held.first > 0 else ""
        if is_apart and before in _HOLDS and self._is_person_before(held.first - 1):
            return False  # "Budi sebagai Direktur Keuangan, [Siti] sebagai …"
        if (is_apart and before in _TOLD) or (before in _OF_MANY and held.words.islower()):
            return False
        is_served = not is_apart and not held.names_a_person and held.title.organisation_patterns[:1] == ("{person}",)
        if is_served and held.organisation is None:
            return False
        if held.names_a_person and not _is_of_the_next(held.title):
            return False  # "langganan mantan Gubernur Papua Budi, [Siti]": the title is Budi's
        owner_at = title_end if held.owner_at is None else held.owner_at
        is_bare = owner_at == title_end and (title_end == held.last or held.last in self._ending)
        return is_bare or not self._is_title_case

    def _is_person_before(self, at: int) -> bool:
        before = self._ending.get(at)
        return before is not None and self._type(before) is EntityType.PERSON

    def _serves(self, end: int) -> bool:
        """Whether the title that ends before *end* is that of who serves the next: "penasihat kebijakan [Putin]"."""
        offices = (self._office(at, end) for at in range(self._region_start(end), end))
        return any(office is not None and _is_of_the_next(office[1]) for office in offices)

    def _owns_who_follows(self, name_first: int, name_end: int) -> bool:
        """Whether the title before a name is another's: "penasihat kebijakan luar negeri Putin, [Yuri Ushakov]"."""
        following = self._starting.get(name_end + 1)
        if following is None or self._words[name_end : name_end + 1] != [","] or not self._serves(name_first):
            return False
        return self._type(following) is EntityType.PERSON and not self._goes_on(following.mention.last)

    def _goes_on(self, at: int) -> bool:
        """Whether a list of names goes on here: "…, X dan Y", "…, dan Y"."""
        words = self._words[at : at + 2]
        if words[:1] == [","]:
            following = self._starting.get(at + 1)
            is_person = following is not None and self._type(following) is EntityType.PERSON
            return is_person or words[1:] in (["dan"], ["serta"])
        return words[:1] in (["dan"], ["serta"])

    def _skip_back(self, end: int) -> int:
        """The token after the title: ranks, honorifics, a comma and brackets stand between title and name."""
        while end > 0:
            word = self._words[end - 1]
            if word == ")" and end in self._ending:
                return end  # "Mahkamah Agung (MA)" is one name
            if word == ")":
                opening = next((i for i in range(end - 2, max(-1, end - 10), -1) if self._words[i] == "("), None)
                if opening is None:
                    return end
                end = opening
            elif word in {",", "."} or word.lower() in _NAMELY or self._words[end - 2 : end] == ["dijabat", "oleh"]:
                end -= 1
            elif (start := self._rank_before(end)) < end:
                end = start
            else:
                return end
        return end

    def _rank_before(self, end: int) -> int:
        """Where the rank, honorific or degree begins that ends at *end* ("Letjen TNI"); *end* where none does."""
        for first in range(max(0, end - _LONGEST_RANK), end):
            match = self._authority.titles.match(self._words[:end], first)
            if match is not None and match[0] == end and match[1].is_before and match[1].kind in _BEFORE_A_NAME:
                return first
        return end

    def _region_start(self, end: int) -> int:
        at = end
        while at > max(0, end - _REACH):
            mention = self._ending.get(at)
            if mention is not None and self._type(mention) is not EntityType.PERSON:
                at = mention.mention.first
                continue
            word = self._words[at - 1]
            if word == "," and at < end and self._is_organisation(self._starting.get(at)):
                at -= 1  # "Profesor Riset Bidang Iklim, [Pusat Riset Atmosfer], Siti"
                continue
            if word == ")" or (word == "(" and at < end) or self._in_brackets(at - 1):
                at -= 1
                continue
            if not (word[0].isalnum() or word.lower() in _INSIDE) or self._is_clause_word(at - 1):
                break
            if word.lower() in _BEFORE_NAMES and at not in self._starting and not self._is_english(at - 1):
                break
            if mention is not None and mention.mention.last < end:
                break  # "Presiden Rusia Putin dan [Pemimpin Korea Utara] Kim": the first title is the first one's
            at -= 1
        return at

    def _is_organisation(self, reference: Reference | None) -> bool:
        return reference is not None and self._type(reference) is EntityType.ORGANISATION

    def _in_brackets(self, at: int) -> bool:
        for index in range(at, max(-1, at - 6), -1):
            if self._words[index] == "(":
                return True
            if self._words[index] == ")" and index != at:
                return False
        return False

    def _separator(self, start: int, end: int) -> int:
        """Where a second title follows ("Sekjen X [sekaligus] Ketua Y"): the separator, or *end*."""
        for at in range(start, end):
            if self._words[at].lower() in _SEPARATORS and self._office(at + 1, end) is not None:
                return at
        return end

    def _is_clause_word(self, at: int) -> bool:
        """Whether a word cannot stand inside a title: it opens a clause, is a verb, or says that somebody speaks.

        In "Menteri Dalam Negeri" the capital says that "Dalam" is no preposition.
        """
        if at > 0 and self._words[at][0].isupper():
            return False
        word = self._words[at].lower()
        grammar = load_grammar()
        return (
            word in grammar.conjunctions
            or word in grammar.relative
            or word in grammar.auxiliaries
            or word in grammar.demonstratives
            or (word in grammar.prepositions and word not in _INSIDE)
            or word in load_ontology().speech.verbs
            or looks_like_verb(word)
        )

    def _is_english(self, at: int) -> bool:
        """Whether a preposition stands inside an English title: "Head [of] Corporate Affairs"."""
        return self._words[at] in _IN_ENGLISH and all(word[:1].isupper() for word in self._words[at + 1 : at + 2])

    # -- after the name -------------------------------------------------------------------------------------------

    def _is_agent(self, person: Mention) -> bool:
        """Whether somebody only gives the office: "ditunjuk [Presiden Budi] menjabat sebagai Ketua"."""
        before = self._words[max(0, person.first - _REACH_OF_AGENT) : person.first]
        return any(word.lower() in _GIVING for word in before) and "," not in before

    def _after(self, person: Mention) -> Iterator[_Held]:
        start = person.last
        if self._words[start : start + 1] == ["("]:
            if (held := self._in_brackets_behind(start)) is not None:
                yield held
            closing = next((i for i in range(start, min(start + 6, len(self._words))) if self._words[i] == ")"), None)
            start = start if closing is None else closing + 1
        following = tuple(word.lower() for word in self._words[start : start + _LONGEST_LINK])
        links = _LINKS_BY_WORD.get(following[0], ()) if following else ()
        link = next((words for words in links if following[: len(words)] == words), None)
        if link is None:
            return
        if link[0] != "," and self._is_agent(person):
            return
        at = start + len(link)
        if link == (",",) and at < len(self._words) and self._words[at].lower() == "yang":
            at = next(
                (
                    i + 1
                    for i in range(at, min(at + 12, len(self._words)))
                    if self._words[i].lower() in _HOLDS and self._office(i + 1, len(self._words)) is not None
                ),
                len(self._words),
            )
        while at < len(self._words):
            match = self._office(at, len(self._words))
            if match is None:
                return
            limit = self._apposition_end(match[0])
            if link == (",",) and self._names_somebody_else(limit):
                return
            held = self._read(at, limit, match[1], match[0])
            is_named = held is not None and (held.organisation is not None or self._is_capital(held))
            if held is None or (link in _DOUBTFUL_LINKS and not is_named):
                return  # "menggambarkan Kim sebagai pemimpin dunia" is no office
            if held.organisation is None:  # "ahli bedah dan petugas darurat WHO": one organisation for both
                held = replace(held, organisation=self._organisation_of_second(limit))
            yield held
            if limit >= len(self._words) or self._words[limit].lower() not in _SEPARATORS:
                return
            at = limit + 1

    def _is_capital(self, held: _Held) -> bool:
        """Whether capitals say that a title without an organisation is an office: "sebagai Komisaris Independen"."""
        words = [word for word in self._words[held.first : held.last] if word.isalpha() and word not in _INSIDE]
        return not self._is_title_case and all(word[0].isupper() for word in words) and _needs_organisation(held.title)

    def _in_brackets_behind(self, opening: int) -> _Held | None:
        """ "Budi (Ketua Yayasan X)": an office with its organisation, and nothing else, in brackets behind a name."""
        match = self._office(opening + 1, len(self._words))
        if match is None:
            return None
        end = self._apposition_end(match[0])
        held = self._read(opening + 1, end, match[1], match[0])
        is_whole = held is not None and held.organisation is not None and self._words[end : end + 1] == [")"]
        return held if is_whole else None

    def _organisation_of_second(self, separator: int) -> int | None:
        if separator >= len(self._words) or self._words[separator].lower() not in _SEPARATORS:
            return None
        match = self._office(separator + 1, len(self._words))
        if match is None:
            return None
        second = self._read(separator + 1, self._apposition_end(match[0]), match[1], match[0])
        return None if second is None else second.organisation

    def _apposition_end(self, at: int) -> int:
        while at < len(self._words):
            mention = self._starting.get(at)
            if mention is not None:
                if self._type(mention) is EntityType.PERSON:
                    return at
                at = mention.mention.last
                continue
            word = self._words[at]
            if word == "(":
                closing = next((i for i in range(at, min(at + 6, len(self._words))) if self._words[i] == ")"), None)
                if closing is None:
                    return at
                at = closing + 1
                continue
            if not (word[0].isalnum() or word.lower() in _INSIDE) or self._is_clause_word(at):
                return at
            if word.lower() in _BEFORE_NAMES and at + 1 not in self._starting and not self._is_english(at):
                return at
            if word.lower() in _SEPARATORS and self._office(at + 1, len(self._words)) is not None:
                return at
            if word == "." and len(self._words[at - 1]) > _LONGEST_ABBREVIATION:
                return at
            at += 1
        return at

    def _names_somebody_else(self, at: int) -> bool:
        mention = self._starting.get(at)
        return mention is not None and self._type(mention) is EntityType.PERSON

    # -- the title itself -----------------------------------------------------------------------------------------

    def _office(self, at: int, end: int) -> tuple[int, Title] | None:
        """The office that starts here, "mantan" or "Plt" before it included: the token after it, and the title."""
        words = self._words[:end]
        first = at
        while (match := self._authority.titles.match(words, first)) is not None:
            if match[1].kind == "office":
                return match
            if match[1].kind != "modifier":
                return None
            first = match[0] + (words[match[0] : match[0] + 1] == ["."])
        return None

    def _read(self, start: int, end: int, title: Title, title_end: int) -> _Held | None:
        owner = self._owner(start, end, title_end, title)
        last = end if owner is None else owner.mention.first
        if owner is not None and owner.mention.first < title_end < owner.mention.last:
            last = title_end  # "Wali Kota Bandung": the title and the name of the city share a word
        words = self._title_words(start, max(last, start + 1))
        if words.lower() in _WRITTEN_OUT:
            words = title.expansion.lower()
        if not words or words.endswith("nya"):
            return None  # "kuasa hukumnya" says whose, not of what
        names_a_person = any(
            start < at < end and self._type(reference) is EntityType.PERSON for at, reference in self._starting.items()
        )
        if owner is None:
            return _Held(title, words, None, start, end, names_a_person)
        return _Held(title, words, owner.entities[0], start, end, names_a_person, owner.mention.first)

    def _owner(self, start: int, end: int, title_end: int, title: Title) -> Reference | None:
        """The organisation or place that a title belongs to: the first name inside it that can be one."""
        for reference in self._references:
            mention = reference.mention
            if not start < mention.first < end or mention.kind is MentionKind.PRONOUN:
                continue
            if title.implies and mention.last <= title_end:
                continue  # "Menteri BUMN" is of the ministry
            if self._words[mention.first - 1] == "(" and mention.first - 1 >= title_end:
                continue  # the short form of the title itself: "Menteri Luar Negeri (Menlu)"
            if self._words[mention.first - 1].lower() == "asal" and self._type(reference) is EntityType.COUNTRY:
                continue  # "pelatih asal Belanda": where somebody comes from
            if self._type(reference) in _ORGANISATIONS:
                return self._rest_of(reference, title_end) or reference
        return None

    def _rest_of(self, reference: Reference, title_end: int) -> Reference | None:
        """What is left of a name that two words of the title begin: "Ketua Dewan Pembina" + "Partai Maju"."""
        inner = self._starting.get(title_end) if reference.mention.first + 1 < title_end else None
        is_rest = inner is not None and inner.mention.last == reference.mention.last
        return inner if inner is not None and is_rest and self._type(inner) is EntityType.ORGANISATION else None

    def _title_words(self, start: int, end: int) -> str:
        bracket = next((i for i in range(start, end) if self._words[i] in "([,"), end)
        while bracket > start and self._words[bracket - 1].lower() in _NEVER_LAST:
            bracket -= 1
        if bracket == start:
            return ""
        return _NUMBERED.sub("", self._document.article.text[self._tokens[start].start : self._tokens[bracket - 1].end])

    def _type(self, reference: Reference) -> EntityType:
        return self._document.entities[reference.entities[0]].type


def _is_of_the_next(title: Title) -> bool:
    """Whether the name behind a title is never its holder's where another follows: "CEO Renqa, [Siti]"."""
    return "{person}" in title.organisation_patterns or default_grammar().has_no_field(title.expansion)


def _implied(title: Title, holder: int, document: Document, authority: Authority) -> int | None:
    """The organisation that a title itself names ("Mensos": Kementerian Sosial), where the article names it too."""
    names = {authority.spelling.normal_form(pattern) for pattern in title.organisation_patterns if "{" not in pattern}
    key = document.entities[holder].authority
    office = authority.entries.get(key) if key else None
    for index, entity in enumerate(document.entities):
        if entity.type not in _ORGANISATIONS:
            continue
        if office is not None and office.of and entity.authority == office.of and _same_office(office.title, title):
            return index
        if names & {authority.spelling.normal_form(name) for name in (entity.name, *entity.names)}:
            return index
    return None


def _unit_of(held: _Held, document: Document, authority: Authority) -> int | None:
    """The organisation that an office and its place name together, where the article names it, too.

    "Kapolres Tasikmalaya" is of the Polres Tasikmalaya, and of Tasikmalaya where no such Polres is named.
    """
    place = document.entities[held.organisation] if held.organisation is not None else None
    patterns = [p for p in held.title.organisation_patterns if p.endswith(" {place}")]
    if place is None or place.type is EntityType.ORGANISATION or not patterns:
        return None
    names = (place.name, *place.names)
    forms = {_form(pattern.replace("{place}", name), authority) for pattern in patterns for name in names}
    for index, entity in enumerate(document.entities):
        if entity.type is EntityType.ORGANISATION and forms & {_form(name, authority) for name in entity.names}:
            return index
    return None


def _form(name: str, authority: Authority) -> str:
    """The normal form of the name of a unit; "Polresta Bogor Kota" is "Polres Bogor"."""
    return _UNIT.sub("polres", authority.spelling.normal_form(name)).removesuffix(" kota").replace(" kota ", " ")


def _same_office(held: str, title: Title) -> bool:
    return held.casefold() in (title.surface.casefold(), title.expansion.casefold())
