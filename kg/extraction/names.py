"""Sentences → names: what the tagger, the authority and the grammar of names find, made consistent over the article.

The order of the layers:

1. each sentence by itself: tagger, heads, authority (:func:`_local_names`);
2. names in brackets behind a name: "Korea Utara (Korut)";
3. one type for one name in one article;
4. names found once are found wherever their words stand, first of all in the headline;
5. names inside names: "Satreskrim Polres Polman" holds "Polres Polman".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kg.extraction.name_grammar import NameGrammar, default_grammar
from kg.knowledge.authority import Authority, load_authority
from kg.language.tagger import default_tagger, is_title_case
from kg.model import Article, EntityType, Sentence

_LABELS = {"PER": EntityType.PERSON, "ORG": EntityType.ORGANISATION, "LOC": EntityType.PLACE}
_CERTAIN = 0.95
_BY_GRAMMAR = 0.8
_CARRIED = 0.75
_ACTORS = frozenset({EntityType.ORGANISATION, EntityType.COUNTRY})


class Name(NamedTuple):
    """A name in a sentence: half-open range of tokens."""

    first: int
    last: int
    type: EntityType
    confidence: float

    def overlaps(self, other: Name) -> bool:
        """Whether the two share a token."""
        return self.first < other.last and other.first < self.last


def find_names(article: Article, sentences: Sequence[Sentence]) -> list[list[Name]]:
    """The names in each sentence, in order; a name may lie inside another."""
    finder = _Finder(default_grammar(), load_authority())
    rows = [tuple(token.text for token in sentence.tokens) for sentence in sentences]
    found = [finder.local_names(words) for words in rows]
    for words, names in zip(rows, found, strict=True):
        names += bracketed(words, names)
    lexicon = Lexicon(rows, found)
    found = [_carried(words, names, lexicon) for words, names in zip(rows, found, strict=True)]
    return [sorted([*names, *finder.nested(words, names)]) for words, names in zip(rows, found, strict=True)]


class _Finder:
    """The first layer: one sentence by itself."""

    def __init__(self, grammar: NameGrammar, authority: Authority) -> None:
        self._grammar = grammar
        self._authority = authority
        self._tagger = default_tagger()

    def local_names(self, words: Sequence[str]) -> list[Name]:
        title_case = is_title_case(words)
        tagged = [
            name
            for span in self._tagger.tag(words)
            if (name := self._typed(words, span.first, span.last, _LABELS[span.label], span.probability))
        ]
        known = [
            Name(m.first, m.last, m.entries[0].type, _CERTAIN)
            for m in self._authority.match(words)
            if m.is_certain or any(t.first == m.first and t.last == m.last for t in tagged)
        ]
        by_grammar = [] if title_case else list(self._opened(words, tagged, known))
        return _longest([*by_grammar, *self._reconciled(tagged, known)])

    def _typed(self, words: Sequence[str], first: int, last: int, kind: EntityType, confidence: float) -> Name | None:
        """A tagged span without titles and degrees, with the type that its head says."""
        if kind is EntityType.PERSON:
            while first < last and (title := self._authority.titles.match(words[:last], first)):
                if title[0] >= last and title[1].kind != "office" or not title[1].is_before:
                    break
                first = title[0]
                while first < last and words[first] == ".":
                    first += 1
            if first >= last:
                return None
            return Name(first, last, kind, confidence)
        said = self._grammar.type_of(words[first:last])
        return Name(first, last, said or kind, confidence)

    def _reconciled(self, tagged: Sequence[Name], known: Sequence[Name]) -> Iterator[Name]:
        """Tagged and known names; where both found the same words the authority says the type."""
        exact = {(k.first, k.last): k for k in known}
        for name in tagged:
            match = exact.get((name.first, name.last))
            yield Name(name.first, name.last, match.type, max(name.confidence, _CERTAIN)) if match else name
        yield from known

    def _opened(self, words: Sequence[str], tagged: Sequence[Name], known: Sequence[Name]) -> Iterator[Name]:
        """Names that a head opens."""
        persons = {name.first for name in tagged if name.type is EntityType.PERSON}
        acronyms = {name.first for name in known if name.last == name.first + 1}
        position = 0
        while position < len(words):
            head = self._grammar.head_at(words, position)
            if head and head.opens:
                end = self._grammar.extent(words, head, lambda i: i in persons)
                if end > head.last and not (end == head.last + 1 and words[head.last - 1] == ","):
                    yield Name(position, end, head.type, _BY_GRAMMAR)
                    position = end
                    continue
            elif (end := self._grammar.small_head_at(words, position) or 0) and end < len(words):
                place = next(
                    (n for n in known if n.first == end and n.type in {EntityType.COUNTRY, EntityType.PLACE}), None
                )
                if place:
                    yield Name(position, place.last, EntityType.ORGANISATION, _BY_GRAMMAR)
            position += 1
        del acronyms

    def nested(self, words: Sequence[str], names: Sequence[Name]) -> Iterator[Name]:
        """Organisations and countries inside longer names."""
        taken = {(name.first, name.last) for name in names}
        for name in names:
            if name.type not in {EntityType.ORGANISATION, EntityType.FACILITY} or name.last - name.first < 2:
                continue
            inside = words[name.first : name.last]
            for position in range(1, len(inside)):
                head = self._grammar.head_at(inside, position)
                span = (name.first + position, name.last)
                if (
                    head
                    and head.opens
                    and head.type is EntityType.ORGANISATION
                    and head.last < len(inside)
                    and span not in taken
                ):
                    taken.add(span)
                    yield Name(*span, head.type, name.confidence)
            for match in self._authority.match(inside):
                span = (name.first + match.first, name.first + match.last)
                if match.is_certain and match.entries[0].type in _ACTORS and span not in taken and match.first:
                    taken.add(span)
                    yield Name(*span, match.entries[0].type, name.confidence)


def _longest(names: Sequence[Name]) -> list[Name]:
    """Names without overlap: the longest first, then the surest."""
    chosen: list[Name] = []
    taken: set[int] = set()
    for name in sorted(names, key=lambda n: (n.first - n.last, -n.confidence, n)):
        if taken.isdisjoint(range(name.first, name.last)):
            taken.update(range(name.first, name.last))
            chosen.append(name)
    return sorted(chosen)


def bracketed(words: Sequence[str], names: Sequence[Name]) -> list[Name]:
    """Acronyms in brackets behind a name: "Otoritas Jasa Keuangan (OJK)"."""
    found: list[Name] = []
    taken = {i for name in names for i in range(name.first, name.last)}
    for name in names:
        at = name.last
        if words[at : at + 1] == ("(",) and words[at + 2 : at + 3] == (")",) and at + 1 not in taken:
            inner = words[at + 1]
            if inner[0].isupper() and len(inner) > 1 and name.type is not EntityType.PERSON:
                found.append(Name(at + 1, at + 2, name.type, name.confidence))
    return found


class Lexicon:
    """The names of one article with the type that most of their mentions have."""

    def __init__(self, rows: Sequence[Sequence[str]], found: Sequence[Sequence[Name]]) -> None:
        votes: dict[tuple[str, ...], dict[EntityType, float]] = defaultdict(lambda: defaultdict(float))
        for words, names in zip(rows, found, strict=True):
            weight = 0.3 if is_title_case(words) else 1.0
            for name in names:
                votes[tuple(words[name.first : name.last])][name.type] += name.confidence * weight
        self.types = {
            words: max(sorted(by_type), key=lambda kind, v=by_type: v[kind])
            for words, by_type in votes.items()  # type: ignore[misc]
        }
        self.settled = {
            tuple(words[n.first : n.last])
            for words, names in zip(rows, found, strict=True)
            if not is_title_case(words)
            for n in names
            if n.confidence >= 0.5
        }
        for words, kind in list(self.types.items()):
            if kind is EntityType.PERSON and len(words) > 1 and words in self.settled:
                for part in (words[:1], words[-1:]):
                    if len(part[0]) > 2 and part not in self.types:
                        self.types[part] = kind
                        self.settled.add(part)
        self.longest: dict[str, int] = {}
        for words in self.settled:
            self.longest[words[0]] = max(self.longest.get(words[0], 0), len(words))

    def match(self, words: Sequence[str]) -> Iterator[tuple[int, int]]:
        """Where the names stand, the longest at each place."""
        position = 0
        while position < len(words):
            for length in range(self.longest.get(words[position], 0), 0, -1):
                if tuple(words[position : position + length]) in self.settled and position + length <= len(words):
                    yield position, position + length
                    position += length - 1
                    break
            position += 1


def _carried(words: Sequence[str], names: Sequence[Name], lexicon: Lexicon) -> list[Name]:
    """The names of a sentence, with those that the rest of the article knows, each with the article's type."""
    known = [Name(first, last, EntityType.PERSON, _CARRIED) for first, last in lexicon.match(words)]
    if is_title_case(words):
        kept = [n for n in names if not any(k.overlaps(n) and (k.first, k.last) != (n.first, n.last) for k in known)]
        merged = _longest([*kept, *known])
    else:
        free = [k for k in known if not any(k.overlaps(n) for n in names)]
        merged = sorted([*names, *free])
    return [Name(n.first, n.last, lexicon.types[tuple(words[n.first : n.last])], n.confidence) for n in merged]
