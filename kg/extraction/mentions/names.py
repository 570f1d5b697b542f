"""Sentences → names: what the tagger, the authority and the grammar of names find, made consistent over the article.

The order of the layers:

1. each sentence by itself: tagger, authority, heads, cues (:class:`SentenceNames`);
2. one type for one name in one article, and names found once are found wherever their words stand, first of all in
   the headline (:mod:`kg.extraction.mentions.article_names`);
3. names inside names: "Satreskrim Polres Polman" holds "Polres Polman".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from kg.extraction.mentions.holders import Holders
from kg.extraction.mentions.introductions import introduced_people
from kg.extraction.mentions.name_grammar import NameGrammar, load_numbered
from kg.extraction.phrases import load_grammar
from kg.knowledge.authority import Authority, Match
from kg.language.features import is_title_case, listed_names
from kg.language.tagger import TaggedSpan, Tagger
from kg.model import EntityType

_LABELS = {"PER": EntityType.PERSON, "ORG": EntityType.ORGANISATION, "LOC": EntityType.PLACE}
_CERTAIN = 0.95
_BY_GRAMMAR = 0.8
_BY_CUE = 0.7
_LEAST = 0.65
_LEAST_PERSON = 0.5
"""Spans that the tagger is less sure of are no names."""
_NUMERALS = frozenset("IVX")
_STROKES = frozenset("/-")
_LONGEST = 16
"""Words of a tagged name: what is longer is a line of another language or of capitals."""
_PLACES = frozenset({EntityType.PLACE, EntityType.COUNTRY})
_ENDED_BY_TIMES = frozenset({EntityType.ORGANISATION, EntityType.FACILITY})
_LOCATIONS = _PLACES | {EntityType.FACILITY}


class Name(NamedTuple):
    """A name in a sentence: half-open range of tokens, type, and how sure that is."""

    first: int
    last: int
    type: EntityType
    confidence: float

    def overlaps(self, other: Name) -> bool:
        """Whether the two share a token."""
        return self.first < other.last and other.first < self.last


@dataclass(frozen=True, slots=True)
class SentenceNames:
    """Finds names in one sentence, without regard to the rest of the article."""

    grammar: NameGrammar
    authority: Authority
    tagger: Tagger

    def find(self, words: Sequence[str]) -> list[Name]:
        """The names among *words*, in order, without overlap."""
        words = self.grammar.without_title_tails(words)
        matches = [m for m in self.authority.match(words) if not self._is_misread(words, m)]
        starts = {m.first: m for m in matches if m.is_certain}
        is_headline = is_title_case(words)
        tagged: list[Name] = []
        for span in self.tagger.tag(words, listed_names(matches)):
            is_long = span.last - span.first > _LONGEST
            is_full = span.label == "PER" and span.last - span.first > 1 and not is_headline
            least = _LEAST_PERSON if is_full else _LEAST
            if span.probability >= least and not is_long and len("".join(words[span.first : span.last])) > 1:
                tagged += self._refined(words, span, starts)
        found = self._known(words, matches, tagged) + self._alone(words)
        sure = {n[:2] for n in found}
        found += [n for n in tagged if n[:2] not in sure]
        if is_headline:
            found += self._opened_before_places(words, starts)
        else:
            found += self._opened(words, found, starts)
            found += self._cued(words, found)
            found = self._parted(words, longest(found), matches)
            found += self._introduced(words, found)
            found += self.led(words, found)
        named = [n for n in longest(found) if not self.is_none(words, n)]
        return self._with_initialled(words, named, starts)

    def _with_initialled(self, words: Sequence[str], found: list[Name], starts: dict[int, Match]) -> list[Name]:
        """The names, with the people who are only called by their initials, whatever these mean elsewhere."""
        people = set(self.grammar.initialled(words))
        people |= {at for at in self.grammar.accused(words) if at not in starts and self._is_free_acronym(words, at)}
        if not people:
            return found
        others = [name for name in found if people.isdisjoint(range(name.first, name.last))]
        return sorted([*others, *(Name(at, at + 1, EntityType.PERSON, _BY_CUE) for at in people)])

    def _is_free_acronym(self, words: Sequence[str], at: int) -> bool:
        """Whether capitals open no name and are no title: "tersangka [RP]", not "tersangka [PT] Sukamaju"."""
        return self.grammar.head_at(words, at) is None and not self.authority.lookup(words[at])

    def is_none(self, words: Sequence[str], name: Name) -> bool:
        """Whether a name is none after all: it says only a kind, or is the short form of a title."""
        return self.grammar.is_none(words[name.first : name.last]) or self.grammar.is_short_title(words, *name[:2])

    def _is_misread(self, words: Sequence[str], match: Match) -> bool:
        """Whether a known name is part of something else: "bahasa Inggris", "Mayjen TNI", "Kuningan, Jakarta" + …"""
        if match.entries[0].type in _PLACES and "," in words[match.first : match.last]:
            return True
        if self.grammar.is_excluded(words, match.first, match.entries[0].kind) or _is_in_number(words, match):
            return True
        title = self.authority.titles.match(words, match.first - 1) if match.first else None
        is_force = words[match.first].isupper() or match.entries[0].kind == "military"
        return title is not None and title[1].kind == "rank" and is_force

    # -- the tagger -----------------------------------------------------------------------------------------------

    def _refined(self, words: Sequence[str], span: TaggedSpan, starts: dict[int, Match]) -> Iterator[Name]:
        """A tagged span without titles, cut where it holds two names, with the type that its words say."""
        for first, last in self._parts(words, span.first, span.last, starts):
            known = starts.get(first)
            if known and known.last < last and not self._is_one_name(words, known, span.label, starts):
                yield Name(first, known.last, known.entries[0].type, _CERTAIN)
                first = known.last
            start = first if first in starts else self._after_titles(words, first, last)
            start = max(start, self._behind_longer_title(words, first, last))
            if span.label == "LOC" and start + 1 < last and self._is_common_noun(words, start):
                start += 1
            if span.label == "LOC":
                last = self._before_its_city(words, start, _before_country(start, last, starts), starts)
            if span.label == "PER":
                start = self._after_inner_rank(words, start, last)
            elif not self._bears_a_name(words, start):
                last = next((i for i in range(start + 1, last) if self._is_rank(words, i)), last)
            if span.label == "PER" and start == span.first:
                start = _with_initials(words, start)
            if span.label == "ORG":
                last = next((i for i in range(start + 1, last) if self.grammar.tells_when(words, i)), last)
            if start < last:
                last += span.label != "PER" and _is_numbered(words, last)
                yield Name(start, last, self._type(words[start:last], _LABELS[span.label]), span.probability)

    def _is_common_noun(self, words: Sequence[str], at: int) -> bool:
        """Whether the word stands before a place's name and is not part of it: "kota Bandung", "kompleks Kosmodrom"."""
        is_small = words[at].islower() and words[at + 1][:1].isupper()
        return self.grammar.is_common_place(words[at]) or (is_small and self.grammar.small_head_type(words[at]) is None)

    def _before_its_city(self, words: Sequence[str], first: int, last: int, starts: dict[int, Match]) -> int:
        """Where a facility or street with a name of its own ends before its city: "Jalan Tambaksari" + "Surabaya"."""
        head = self.grammar.head_at(words, first)
        if head is None or not head.opens or head.type not in _LOCATIONS:
            return last
        inside = range(head.last + 1, last)
        if any(self._is_unit_head(words, at) for at in (head.last, *inside)):
            return last  # "Rutan Polres Polman"
        return next((at for at in inside if self._is_city_of(words, at, starts) and starts[at].last == last), last)

    def _is_unit_head(self, words: Sequence[str], at: int) -> bool:
        head = self.grammar.head_at(words, at)
        return head is not None and head.type is EntityType.ORGANISATION

    def _is_city_of(self, words: Sequence[str], at: int, starts: dict[int, Match]) -> bool:
        known = starts.get(at)
        return known is not None and known.entries[0].type in _PLACES and not self.grammar.is_qualifier(words[at - 1])

    def _is_one_name(self, words: Sequence[str], known: Match, label: str, starts: dict[int, Match]) -> bool:
        """Whether what follows a known name at the start of a tagged span belongs to it."""
        if label == "PER":
            is_brand = known.entries[0].type is EntityType.ORGANISATION and known.last - known.first == 1
            return known.entries[0].type is EntityType.PERSON or (is_brand and words[known.first].istitle())
        if self.grammar.stands_apart(words, known.last):
            return False
        after = starts.get(known.last)
        if after is not None and after.last - after.first > 1 and after.entries[0].type is EntityType.PERSON:
            return False  # "Presiden China" + "Xi Jinping"
        return (
            label != "LOC" or known.entries[0].type is not EntityType.PLACE or self._goes_on(words, known.last, starts)
        )

    def _parts(
        self, words: Sequence[str], first: int, last: int, starts: dict[int, Match]
    ) -> Iterator[tuple[int, int]]:
        """Cut at brackets ("Badan Pusat Statistik (BPS)"), at web addresses and where "dan" joins two names.

        Not where a name goes on behind its short form: "Satuan Tugas Khusus (Satgassus) Optimalisasi Penerimaan".
        """
        lists = (head := self.grammar.head_at(words, first)) is not None and head.lists
        start = first
        inner = -1  # where the short form closes behind which the name goes on
        for i in range(first, last):
            joins = words[i] == "dan" and (not lists or i + 1 in starts or self._is_new_name(words, i + 1))
            if words[i] == "(" and i > start and self._goes_on_behind(words, i, last, starts):
                inner = i + 2
            is_bracket = words[i] in "()" and not i <= inner <= i + 2
            if joins or is_bracket or "://" in words[i]:
                if start < i:
                    yield start, i
                start = i + 1
        if start < last:
            yield start, last

    def _goes_on_behind(self, words: Sequence[str], at: int, last: int, starts: dict[int, Match]) -> bool:
        """Whether a name goes on behind the short form that a bracket at *at* opens, before *last*."""
        after = at + 3
        if after >= last or words[at + 2] != ")" or not words[after][0].isupper() or self._is_title(words, after):
            return False
        known = starts.get(after)
        return known is None or known.entries[0].type in _PLACES

    def _is_new_name(self, words: Sequence[str], at: int) -> bool:
        return at < len(words) and (words[at].isupper() or self.grammar.head_at(words, at) is not None)

    def _after_inner_rank(self, words: Sequence[str], first: int, last: int) -> int:
        """Where a person's name begins if a rank stands inside the span: "Jatim Irjen [Nanang Avianto]"."""
        for at in range(first + 1, last - 1):
            found = self.authority.titles.match(words[:last], at)
            if found is not None and found[1].kind == "rank" and found[0] < last:
                return found[0]
        return first

    def _after_titles(self, words: Sequence[str], first: int, last: int) -> int:
        """Where the name begins behind "Presiden", "Kombes Pol", "Pak"; "Gus" and its like belong to the name."""
        rank = self.authority.titles.match(words[:last], first - 1) if first else None
        if rank is not None and rank[1].kind == "rank" and first < rank[0] < last:
            first = rank[0]  # "Letkol" + "Inf Budi"
        while first < last and (found := self.authority.titles.match(words[:last], first)):
            end, title = found
            if not title.is_before or (title.kind == "honorific" and self.grammar.keeps(words[first])):
                break
            first = end
            while first < last and words[first] in {".", "(", ")", ","}:
                first += 1
        return first

    def _behind_longer_title(self, words: Sequence[str], first: int, last: int) -> int:
        """Where the name begins whose first word ends a title: "Kapolres Metro" + "Jakarta Pusat"; *first* elsewhere.

        What opens a name belongs to it all the same: "Ketua" + "Fraksi Golkar".
        """
        title = self.authority.titles.match(words[:last], first - 1) if first else None
        is_longer = title is not None and title[1].kind == "office" and first < title[0] < last
        return title[0] if title and is_longer and self.grammar.head_at(words, first) is None else first

    def _type(self, words: Sequence[str], tagged: EntityType) -> EntityType:
        if tagged is EntityType.PERSON and self.grammar.is_no_persons(words):
            return EntityType.ORGANISATION
        if tagged is EntityType.PERSON and len(words) > 1 and not self.grammar.opens(words):
            return tagged
        return self.grammar.type_of(words) or tagged

    # -- the authority --------------------------------------------------------------------------------------------

    def _known(self, words: Sequence[str], matches: Sequence[Match], tagged: Sequence[Name]) -> list[Name]:
        """Names that the authority is sure of, and those that the tagger found as well."""
        known: list[Name] = []
        for match in matches:
            if not match.is_certain:
                tag = next((t for t in tagged if t[:2] == match[:2]), None)
                entry = next((e for e in match.entries if tag and _agree(e.type, tag.type)), None)
                if entry:
                    known.append(Name(match.first, match.last, entry.type, _CERTAIN))
            else:
                kind = match.entries[0].type
                is_other = kind is EntityType.PLACE and self.grammar.is_direction(words, match.last)
                known.append(Name(match.first, match.last + is_other, kind, _CERTAIN))
        return known

    def _alone(self, words: Sequence[str]) -> list[Name]:
        """Words that are names by their form, or only by themselves: "Barat", but not in "Jawa Barat"."""
        names: list[Name] = []
        for at in self.grammar.may_stand_alone(words):
            word = words[at]
            kind = self.grammar.made_up(word)
            if kind is None and at and (kind := self.grammar.alone(word)):
                around = (words[at - 1], *words[at + 1 : at + 2])
                kind = None if any(neighbour[0].isupper() for neighbour in around) else kind
            if kind:
                names.append(Name(at, at + 1, kind, _BY_GRAMMAR))
        return names

    # -- heads and cues -------------------------------------------------------------------------------------------

    def _opened(self, words: Sequence[str], found: Sequence[Name], starts: dict[int, Match]) -> list[Name]:
        """Names that a head opens: "Polres Polman", "Kementerian Pemuda dan Olahraga", "militer Israel"."""
        stops = {_with_initials(words, n.first) for n in found if n.type is EntityType.PERSON}
        inside = {i for match in starts.values() for i in range(match.first + 1, match.last)}
        names: list[Name] = []
        free = 0
        for at in self.grammar.may_open(words):
            if at < free or at in inside:  # "Serikat" of "Amerika Serikat (AS)" opens nothing
                continue
            if self.grammar.is_generic(words[at : at + 2]):
                free = at + 2
            elif (end := self._opened_at(words, at, stops, starts)) is not None:
                head = self.grammar.head_at(words, at)
                names.append(Name(at, end, head.type if head else EntityType.ORGANISATION, _BY_GRAMMAR))
                free = end
        names += [Name(*r, EntityType.WORK, _BY_GRAMMAR) for r in self.grammar.documents(words)]
        return names + self._opened_small(words)

    def _opened_small(self, words: Sequence[str]) -> list[Name]:
        """Names whose head is a common noun in small letters: "bandara Ngurah Rai", "gedung KPK"."""
        names: list[Name] = []
        for at in self.grammar.small_heads(words):
            kind = self.grammar.small_head_type(words[at])
            end = at + 1
            while end < len(words) and words[end][0].isupper() and not self._is_title(words, end):
                end += 1
            if kind and end > at + 1:
                names.append(Name(at, end, kind, _BY_GRAMMAR))
        return names

    def _opened_at(self, words: Sequence[str], at: int, stops: set[int], starts: dict[int, Match]) -> int | None:
        head = self.grammar.head_at(words, at)
        if head is None:
            small = self.grammar.small_head_at(words, at)
            place = starts.get(small) if small is not None else None
            return place.last if place and place.entries[0].type in _PLACES else None
        if not head.opens:
            return None
        if self.grammar.is_no_part_of_country(head, words[at]) and _is_country(starts.get(head.last)):
            return None  # "Ibu Kota Korea Utara", "Otoritas Iran"

        office = at > 0 and self._is_title(words, at - 1)
        seats = {known.last for known in starts.values() if known.first > at and known.entries[0].type in _PLACES}

        def is_stop(i: int) -> bool:
            if office and i in seats and words[i].istitle() and not self._goes_on(words, i, starts):
                return True  # "Kepala Dinas Sosial Kabupaten Sukamaju" + "Elpi Harahap"
            if i > head.last and not self.grammar.is_qualifier(words[i - 1]):
                if head.type is EntityType.PLACE and self._is_place(words, i, starts):
                    return True
                if head.type is EntityType.FACILITY and self._is_city_of(words, i, starts):
                    return not self._is_unit_head(words, i - 1)
            if self.grammar.stands_apart(words, i) or (i > head.last and self._is_title(words, i)):
                return True
            if head.type in _ENDED_BY_TIMES and self.grammar.tells_when(words, i):
                return True
            if self._is_rank(words, i) and not self._bears_a_name(words, at):
                return True
            return i in stops and not self.grammar.named_after(head, words[at])

        def is_part(i: int) -> bool:
            if i < len(words) and words[i][0].isupper() and self.grammar.is_kind(words[at : i - 3]):
                return not self._is_title(words, i)
            return (
                (words[i].isdigit() and len(words[i]) < 4) or i in starts or self.grammar.head_at(words, i) is not None
            )

        end = self.grammar.extent(words, head, is_stop, is_part)
        known = starts.get(at)
        if known and known.last >= head.last and end > known.last:
            again = starts.get(known.last)  # "Organisasi Kesehatan Dunia" + "WHO"
            if not self._goes_on(words, known.last, starts) or (again and again.entries[0] == known.entries[0]):
                end = known.last
        return end if end > head.last else None

    def _is_place(self, words: Sequence[str], at: int, starts: dict[int, Match]) -> bool:
        """Whether a known place or the head of one begins here: "Jalan Tambaksari" + "Surabaya"."""
        head = self.grammar.head_at(words, at)
        known = starts.get(at)
        is_known = known is not None and known.entries[0].type in _PLACES
        return is_known or (head is not None and head.type is EntityType.PLACE)

    def _opened_before_places(self, words: Sequence[str], starts: dict[int, Match]) -> list[Name]:
        """In headlines, where every word has a capital, a head only opens a name before a known one: "DPP PKB"."""
        names: list[Name] = []
        for at in range(len(words)):
            head = self.grammar.head_at(words, at)
            place = starts.get(head.last) if head and head.opens else None
            if head and place and place.entries[0].type in _PLACES | {EntityType.ORGANISATION}:
                names.append(Name(at, place.last, head.type, _BY_GRAMMAR))
        return names

    def _is_title(self, words: Sequence[str], at: int) -> bool:
        found = self.authority.titles.match(words, at)
        return found is not None and words[at][0].isupper() and found[1].kind in {"office", "rank"}

    def _bears_a_name(self, words: Sequence[str], at: int) -> bool:
        """Whether what begins here is often named after a person: "Jalan Kapten Muslihat"."""
        head = self.grammar.head_at(words, at)
        return head is not None and self.grammar.named_after(head, words[at])

    def _is_rank(self, words: Sequence[str], at: int) -> bool:
        found = self.authority.titles.match(words, at)
        return found is not None and found[1].kind == "rank" and found[1].is_before

    def _goes_on(self, words: Sequence[str], at: int, starts: dict[int, Match]) -> bool:
        """Whether a known name goes on with where it is: "Kejaksaan Agung" + "RI", not + "Budi Santoso"."""
        return (
            at in starts or self.grammar.head_at(words, at) is not None or words[at] == "(" or words[at][0].isdigit()
        ) and not self.grammar.stands_apart(words, at)

    def _cued(self, words: Sequence[str], found: Sequence[Name]) -> list[Name]:
        """Names that only the words beside them betray: after a rank, after "kata", initials before an age."""
        taken = {i for n in found for i in range(n.first, n.last)}
        names: list[Name] = []
        for at, word in enumerate(words):
            if at in taken or not word[0].isupper():
                continue
            end = at + 1
            while end < len(words) and end not in taken and words[end][0].isupper() and words[end].isalpha():
                end += 1
            if at == 0 and end > 1 and word.lower() in _opening_words():
                continue  # "Sedangkan Budi", "Pengemudi Budi": the sentence gives the capital
            kind = self.grammar.cue_at(words, at, end)
            if kind is EntityType.PERSON and at - 1 in taken:
                kind = None  # "Jakarta" + "Selatan Lala (24)" is cut in the wrong place
            if kind is EntityType.PERSON and self.authority.titles.match(words, at):
                kind = None
            if kind and end - at < 5:
                taken.update(range(at, end))
                names.append(Name(at, end, kind, _BY_CUE))
            elif (person := self._behind_rank(words, at, end)) and taken.isdisjoint(range(person, end)):
                taken.update(range(person, end))
                names.append(Name(person, end, EntityType.PERSON, _BY_CUE))
        return names

    def _parted(self, words: Sequence[str], found: Sequence[Name], matches: Sequence[Match]) -> list[Name]:
        """The names, with the holders of offices told from their organisations."""
        if not found:
            return []
        taken = {i: name.type for name in found for i in range(name.first, name.last)}
        holders = Holders(self.grammar, self.authority, words, taken, matches)
        parted: list[Name] = []
        for name in found:
            before = parted[-1] if parted else None
            if before is not None and name.first < before.last:
                continue  # "Ketua Komisi X DPR RI Putri" + "Zulkifli Hasan": part of the holder's name
            if before is not None and _is_one_person(words, before, name):
                parted[-1] = name._replace(first=before.first)
            elif name.type is EntityType.PERSON:
                parted.append(name._replace(first=holders.lengthened(name.first)))
            elif (holder := holders.inside(name.first, name.last)) is not None:
                parted += [name._replace(last=holder[0]), Name(*holder, EntityType.PERSON, _BY_CUE)]
            else:
                parted.append(name)
        return parted

    def _introduced(self, words: Sequence[str], found: Sequence[Name]) -> list[Name]:
        """People whom a role or the people beside them introduce."""
        taken = {i: name.type for name in found for i in range(name.first, name.last)}
        ranges = introduced_people(words, taken, self.grammar.roles, self.authority)
        return [Name(*r, EntityType.PERSON, _BY_CUE) for r in ranges if self.grammar.head_at(words, r[0]) is None]

    def led(self, words: Sequence[str], found: Sequence[Name]) -> Iterator[Name]:
        """Organisations and places between an office and its holder: "Direktur [Panorama Media] Siti Aminah"."""
        taken = {i: name.type for name in found for i in range(name.first, name.last)}
        holders = Holders(self.grammar, self.authority, words, taken, ())
        led = (holders.led(holder.first) for holder in found if holder.type is EntityType.PERSON)
        yield from (Name(*name, _BY_CUE) for name in led if name is not None)

    def _behind_rank(self, words: Sequence[str], at: int, end: int) -> int | None:
        """Where a person's name begins behind a rank or honorific: "Kombes Pol Budi"."""
        title = self.authority.titles.match(words[:end], at)
        if title is None or title[1].kind not in {"rank", "honorific"} or self.grammar.is_generic(words[at : at + 2]):
            return None  # "Lalu Lintas" is nobody called Lintas
        longer = self.authority.titles.match(words[:end], at - 1) if at else None
        if longer and longer[0] > at:  # "Jenderal" in "Direktur Jenderal"
            return None
        first = self._after_titles(words, at, end)
        return first if first < end and words[first].istitle() else None

    # -- names inside names ---------------------------------------------------------------------------------------

    def nested(self, words: Sequence[str], names: Iterable[Name]) -> list[Name]:
        """Organisations inside longer names, and foreign countries whose organ the longer name is."""
        taken = {(n.first, n.last) for n in names}
        inner: list[Name] = []
        for name in names:
            if name.type not in {EntityType.ORGANISATION, EntityType.FACILITY} or name.last - name.first < 2:
                continue
            inside = words[name.first : name.last]
            for first, last, kind in self._inside(inside, name):
                span = (name.first + first, name.first + last)
                is_none = self.grammar.is_generic(words[span[0] : span[1]]) or self.grammar.is_short_title(words, *span)
                if span not in taken and not is_none:
                    taken.add(span)
                    inner.append(Name(*span, kind, name.confidence))
        return inner

    def _inside(self, inside: Sequence[str], name: Name) -> Iterator[tuple[int, int, EntityType]]:
        matches = [
            m._replace(first=m.first + 1, last=m.last + 1) for m in self.authority.match(inside[1:]) if m.is_certain
        ]
        known = {m.first for m in matches}
        if "(" in inside[1:]:  # "Detasemen Khusus (Densus) 88 Antiteror": the long and the short form
            bracket = inside.index("(", 1)
            yield 0, bracket, name.type
            yield bracket + 1, bracket + 2, name.type
        is_known = bool(self.authority.lookup(" ".join(inside)))  # "Kementerian Badan Usaha Milik Negara" has no unit
        for at in range(1, 1 if is_known else len(inside)):
            head = self.grammar.head_at(inside, at)
            if head is None or at in known or inside[at - 1] in {"dan", ",", "("}:
                continue
            if head.opens and head.type is EntityType.ORGANISATION and head.last < len(inside):
                yield at, len(inside), head.type
        for match in matches:
            entry = match.entries[0]
            is_foreign = entry.type is EntityType.COUNTRY and entry.key != "indonesia" and match.last == len(inside)
            is_unit = entry.type is EntityType.ORGANISATION and self.grammar.is_unit(inside, match.first)
            if is_unit or is_foreign:
                yield match.first, match.last, entry.type


def _is_one_person(words: Sequence[str], one: Name, other: Name) -> bool:
    """Whether two names of people that touch are one: "Budi" + "Prasetyo Santoso"."""
    touch = one.last == other.first and one.type is other.type is EntityType.PERSON
    return touch and all(word.istitle() for word in words[one.first : other.last])


def _is_in_number(words: Sequence[str], match: Match) -> bool:
    """Whether strokes join a known name to the number of a case or letter: "35/PUU-[XXI]/2023"."""
    first, last = match.first, match.last
    while first > 1 and words[first - 1] in _STROKES:
        first -= 2
    while last + 1 < len(words) and words[last] in _STROKES:
        last += 2
    inside = words[first:last]
    return last - first > match.last - match.first and "/" in inside and any(word[0].isdigit() for word in inside)


def _is_numbered(words: Sequence[str], at: int) -> bool:
    """Whether a word is the Roman numeral of what stands before it: "Wilayah V"."""
    return 0 < at < len(words) and set(words[at]) <= _NUMERALS and words[at - 1] in load_numbered()


def _with_initials(words: Sequence[str], first: int) -> int:
    """Take initials in front into a person's name: "M." before "Ismail Riyadi", not the number of "Wilayah V"."""
    while True:
        dot = first > 1 and words[first - 1] == "."
        at = first - 2 if dot else first - 1
        if at < 0 or len(words[at]) != 1 or not words[at].isupper():
            return first
        if not dot and _is_numbered(words, at):
            return first
        first = at


@cache
def _opening_words() -> frozenset[str]:
    """Small words that stand at the start of a sentence and are in no name."""
    grammar = load_grammar()
    return (
        grammar.conjunctions | grammar.auxiliaries | grammar.prepositions | grammar.coordinators | grammar.person_nouns
    ) - grammar.possessed


def _before_country(first: int, last: int, starts: dict[int, Match]) -> int:
    """Where a place of several words ends before its country: "Timur Jauh" + "Rusia", not "Semenanjung Korea"."""
    ends = (at for at in range(first + 2, last) if (known := starts.get(at)) and known.last == last)
    return next((at for at in ends if _is_country(starts[at])), last)


def _is_country(match: Match | None) -> bool:
    return match is not None and match.entries[0].type is EntityType.COUNTRY


def _agree(known: EntityType, tagged: EntityType) -> bool:
    """Whether a tagger that only knows locations can mean a thing of type *known*."""
    return known is tagged or {known, tagged} <= _LOCATIONS


def longest(names: Iterable[Name]) -> list[Name]:
    """Names without overlap: the longest first, then the surest."""
    chosen: list[Name] = []
    taken: set[int] = set()
    for name in sorted(names, key=lambda n: (n.first - n.last, -n.confidence, n)):
        if taken.isdisjoint(range(name.first, name.last)):
            taken.update(range(name.first, name.last))
            chosen.append(name)
    return sorted(chosen)
