"""The grammar of names: which words open a name, how far it goes, and of what type it is.

The words are data, ``mentions.toml``; this module reads it and walks over tokens.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from kg.engine import Memo
from kg.errors import KnowledgeError
from kg.model import EntityType

_NUMBER = frozenset({"nomor", "no"})
_MARKS = frozenset("/-.")
"""Inside the number of a document."""
_LONGEST_ISSUER = 9
"""Words that name who issued it."""
DATA = Path(__file__).with_name("mentions.toml")
_LONGEST_TITLE = 9
"""Words of a title with its organisation."""


class Head(NamedTuple):
    """A head word (or words) found in a row of words.

    Attributes:
        last: index after the head.
        type: what names with this head are.
        opens: with the capitalised words behind it, it is a name by itself.
        lists: its names may hold commas and "dan".
    """

    last: int
    type: EntityType
    opens: bool
    lists: bool


@cache
def load_words() -> Mapping[str, Any]:
    """The tables of ``mentions.toml``.

    Raises:
        KnowledgeError: the file is missing or broken.
    """
    try:
        return tomllib.loads(DATA.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise KnowledgeError(str(error), place=str(DATA)) from error


class NameGrammar:
    """Heads and the ways in which names go on.

    Args:
        tables: as :func:`load_words` returns them.
    """

    def __init__(self, tables: Mapping[str, Any]) -> None:
        names = tables["names"]
        listing = frozenset(names["listing"])
        self._heads: dict[tuple[str, ...], tuple[EntityType, bool, bool]] = {}
        for kind, lists in tables["heads"].items():
            for opens in ("types", "opens"):
                for head in lists[opens]:
                    words = tuple(head.split())
                    entry = (EntityType(kind), opens == "opens", words[0] in listing)
                    self._heads[words] = entry
                    self._heads.setdefault(tuple(word.upper() for word in words), entry)
        self._first_words = frozenset(words[0] for words in self._heads)
        self._inner = frozenset(names["inner"])
        self._works_go_on = frozenset(names["works_go_on"])
        self._documents = {tuple(head.split()) for head in names["documents"]}
        self._documents_first = frozenset(words[0] for words in self._documents)
        self._issuers_go_on = frozenset(names["issuers_go_on"])
        self._small_heads = {tuple(head.split()) for head in names["small_heads"]}
        self._small_first = frozenset(words[0] for words in self._small_heads)
        self._generic = {tuple(name.lower().split()) for name in names["generic"]}
        self._generic_first = frozenset(words[0] for words in self._generic)
        self._alone = {word: EntityType(kind) for kind, words in names["alone"].items() for word in words}
        self._named_after = frozenset(names["named_after"])
        self._title_tails = {tuple(title.split()) for title in names["title_tails"]}
        self._title_tails_first = frozenset(words[0] for words in self._title_tails)
        self._bodies = {tuple(body.split()) for body in names["bodies"]}
        self._bodies_first = frozenset(words[0] for words in self._bodies)
        self._other_bodies = frozenset(names["other_bodies"])
        self._small_types = {word: EntityType(kind) for kind, words in names["small_types"].items() for word in words}
        self._not_after = frozenset(names["not_after"])
        self._before_ministries = frozenset(names["before_ministries"])
        self._prefixes = {prefix: EntityType(kind) for kind, all_ in names["prefixes"].items() for prefix in all_}
        self._company_marks = frozenset(names["company_marks"])
        self._tails = frozenset(names["tails"])
        self._kinds = frozenset(names["kinds"])
        self._joins = frozenset(names["joins"])
        self._qualifiers = frozenset(names["qualifiers"])
        self._directions = frozenset(names["directions"])
        self._title_starts = {title: tuple(starts) for title, starts in names["title_starts"].items()}
        self._days = frozenset(tables["cues"]["days"])
        self._before_figures = frozenset(names["before_figures"])
        self._transparent = frozenset(names["transparent"])
        self._no_field = frozenset(names["no_field"])
        self._fields = frozenset(names["fields"])
        self._countrys_own = frozenset(names["countrys_own"])
        self._apart = frozenset(names["apart"])
        self._kept = frozenset(names["honorifics_inside"])
        cues = tables["cues"]
        self._speech = frozenset(cues["speech"])
        self._credits = frozenset(cues["credits"])
        self._credit_nouns = frozenset(cues["credit_nouns"])
        self._initials = frozenset(cues["initials"])
        self._accused = frozenset(cues["accused"])
        self._before_places = frozenset(cues["before_places"])
        nouns = frozenset(tables["descriptions"]["heads"]["Person"])
        self._before_persons = nouns.difference(cues["not_before_persons"]).union(cues["fates"])
        self.roles = nouns.union(cues["roles"])
        """Nouns in small letters that say who somebody is."""
        self._never_cued = frozenset(cues["never"]) | load_days()
        self._opens = Memo(self._may_open)
        self._stands_alone = Memo(self._may_stand_alone)

    def head_at(self, words: Sequence[str], start: int) -> Head | None:
        """The longest head whose first word is ``words[start]``; written with a capital."""
        if start >= len(words) or words[start] not in self._first_words:
            return None
        for length in (3, 2, 1):
            entry = self._heads.get(tuple(words[start : start + length]))
            if entry is not None and start + length <= len(words):
                return Head(start + length, *entry)
        return None

    def type_of(self, words: Sequence[str]) -> EntityType | None:
        """What a name is, as its first words say ("Bandara Changi": a facility), or None."""
        capitalised = [words[0][:1].upper() + words[0][1:], *words[1:]]
        head = self.head_at(capitalised, 0)
        return head.type if head else None

    def may_be_bodies(self, words: Sequence[str]) -> Sequence[int]:
        """The indices at which :meth:`body_at` may find a body: where the first word is right."""
        return [at for at, word in enumerate(words) if word.lower() in self._bodies_first]

    def body_at(self, words: Sequence[str], start: int) -> int | None:
        """The index after a body that needs no name ("pemerintah"), unless what follows makes it another one."""
        for length in (2, 1):
            body = tuple(word.lower() for word in words[start : start + length])
            following = words[start + length : start + length + 1]
            if body in self._bodies and len(body) == length:
                is_other = bool(following) and (following[0][0].isupper() or following[0] in self._other_bodies)
                return None if is_other else start + length
        return None

    def may_open(self, words: Sequence[str]) -> Sequence[int]:
        """The indices at which anything begins that opens a name, or only looks as if it did."""
        return [at for at, may in enumerate(map(self._opens.__getitem__, words)) if may]

    def _may_open(self, word: str) -> bool:
        return word in self._first_words or word in self._small_first or word.lower() in self._generic_first

    def may_stand_alone(self, words: Sequence[str]) -> Sequence[int]:
        """The indices of words that can be a name by their form (:meth:`made_up`) or by themselves (:meth:`alone`)."""
        return [at for at, may in enumerate(map(self._stands_alone.__getitem__, words)) if may]

    def _may_stand_alone(self, word: str) -> bool:
        return word in self._alone or word.startswith(tuple(self._prefixes))

    def is_body(self, words: Sequence[str]) -> bool:
        """Whether a name is that of a body that needs none."""
        return tuple(word.lower() for word in words) in self._bodies

    def is_unit(self, words: Sequence[str], at: int) -> bool:
        """Whether a known organisation inside a name is another one: "Fraksi" + "Golkar", not "Partai" + "Golkar"."""
        if words[at - 1] in self._transparent:
            return False
        return words[at].isupper() or words[at - 1] in self._first_words or self.head_at(words, at) is not None

    def has_no_field(self, office: str) -> bool:
        """Whether what stands behind an office is always whose it is, and never its field: "CEO"."""
        return office.lower() in self._no_field

    def is_field(self, word: str) -> bool:
        """Whether a word says what an office is in charge of: "Head of [Corporate] Affairs"."""
        return word in self._fields

    def is_transparent(self, word: str) -> bool:
        """Whether what a head opens is a name of its own, whatever it holds: "PT Surabaya Makmur"."""
        return word in self._transparent

    def is_no_persons(self, words: Sequence[str]) -> bool:
        """Whether the last word of a name says that it is an organisation's: "Cleveland Clinic"."""
        return len(words) > 1 and words[-1] in self._tails

    def is_kind(self, words: Sequence[str]) -> bool:
        """Whether words name only a kind, so that a name goes on behind a bracket: "Universitas Islam Negeri"."""
        return " ".join(words) in self._kinds

    def is_none(self, words: Sequence[str]) -> bool:
        """Whether the words are no name: they only look like one, or name only a kind ("Pengadilan Negeri")."""
        return self.is_generic(words) or self.is_kind(words)

    def is_qualifier(self, word: str) -> bool:
        """Whether a word inside a name is only the rest of its head: "Raya" in "Masjid Raya Bandung"."""
        return word in self._qualifiers

    def is_direction(self, words: Sequence[str], at: int) -> bool:
        """Whether the word behind a known place makes it another one: "Ciputat" + "Timur"."""
        return at < len(words) and words[at] in self._directions

    def tells_when(self, words: Sequence[str], at: int) -> bool:
        """Whether a day or a figure begins here, which ends a name: "Senin", "Tahun 2022", "Rp 2,10"."""
        if words[at] in self._days and words[at - 1] != "Pasar":  # "Polsek Pasar Minggu"
            return True
        following = words[at + 1] if at + 1 < len(words) else ""
        return words[at] in self._before_figures and (following[:1].isdigit() or following == "Anggaran")

    def is_short_title(self, words: Sequence[str], first: int, last: int) -> bool:
        """Whether a word in brackets is short for a title before it: "Menkop" in "Menteri Koperasi (Menkop)"."""
        if last != first + 1 or first == 0 or words[first - 1] != "(" or not words[first].istitle():
            return False
        before = (self._title_starts.get(word) for word in words[max(0, first - _LONGEST_TITLE) : first - 1])
        return any(words[first].startswith(starts) for starts in before if starts)

    def opens(self, words: Sequence[str]) -> bool:
        """Whether the first words make a name of what follows, whatever it is."""
        head = self.head_at(words, 0)
        return head is not None and head.opens

    def is_generic(self, words: Sequence[str]) -> bool:
        """Whether the words look like a name and are none: "Majelis Hakim"."""
        return words[0].lower() in self._generic_first and tuple(word.lower() for word in words) in self._generic

    def named_after(self, head: Head, word: str) -> bool:
        """Whether names with this head are often a person's: "Bandara Ben Gurion", "Jalan Jenderal Sudirman"."""
        return head.type is EntityType.FACILITY or word in self._named_after

    def is_no_part_of_country(self, head: Head, word: str) -> bool:
        """Whether a head makes no name with a country: "Ibu Kota" + "Korea Utara", "Otoritas" + "Iran"."""
        return head.type is EntityType.PLACE or word in self._countrys_own

    def without_title_tails(self, words: Sequence[str]) -> Sequence[str]:
        """The words, with those put out of sight that end a title and also begin a name: "Wali Kota" + "Bandung"."""
        first = self._title_tails_first
        tails = self._title_tails
        hidden = [i + 1 for i, word in enumerate(words) if word in first and tuple(words[i : i + 2]) in tails]
        return [word.lower() if i in hidden else word for i, word in enumerate(words)] if hidden else words

    def is_common_place(self, word: str) -> bool:
        """Whether a word is the common noun before a place's name and not part of it: "kota Bandung"."""
        return word in self._before_places

    def small_heads(self, words: Sequence[str]) -> Sequence[int]:
        """The indices of the common nouns in small letters that open names."""
        return [at for at, word in enumerate(words) if word in self._small_types]

    def small_head_type(self, word: str) -> EntityType | None:
        """The type of the names that a common noun in small letters opens, or None."""
        return self._small_types.get(word)

    def is_excluded(self, words: Sequence[str], at: int, kind: str) -> bool:
        """Whether the word before makes a known name of a kind something else: "bahasa Inggris", "Menteri PAN"."""
        return (at > 0 and words[at - 1].lower() in self._not_after) or self.is_ministrys(words, at, kind)

    def is_ministrys(self, words: Sequence[str], at: int, kind: str) -> bool:
        """Whether what a party is called is part of the name of an office or ministry: "Menteri PAN"."""
        return kind == "party" and at > 0 and words[at - 1].lower() in self._before_ministries

    def alone(self, word: str) -> EntityType | None:
        """The type of a word that is a name where no other name touches it."""
        return self._alone.get(word)

    def made_up(self, word: str) -> EntityType | None:
        """The type of a name that says it by how it is made: "detikBali"."""
        return next(
            (kind for p, kind in self._prefixes.items() if word.startswith(p) and word[len(p) :].istitle()), None
        )

    def keeps(self, honorific: str) -> bool:
        """Whether an honorific is part of the name: "Gus Ipul"."""
        return honorific in self._kept

    def cue_at(self, words: Sequence[str], first: int, last: int) -> EntityType | None:
        """What capitalised words are that nothing but their neighbours make a name.

        "kata Yosea" is a person, "dilansir First Post" an outlet, "RZ (24)" and "berinisial AB" are persons.
        """
        is_role = last == first + 1 and words[first].lower() in self.roles
        if words[first] in self._never_cued or is_role:
            return None
        before = words[first - 1] if first else ""
        after = words[last : last + 3]
        is_initials = last == first + 1 and words[first].isupper() and len(words[first]) < 5
        is_printed = is_initials or all(word.istitle() for word in words[first:last])
        if is_printed and len(after) == 3 and (after[0], after[2]) == ("(", ")") and _is_age(after[1]):
            return EntityType.PERSON
        if before in self._initials and is_initials:
            return EntityType.PERSON
        if before in self._speech and first + 4 >= last and words[first].istitle():
            return EntityType.PERSON
        if before in self._before_persons and last - first in (2, 3) and all(w.istitle() for w in words[first:last]):
            return EntityType.PERSON
        if before in self._before_places and words[first].istitle():
            return EntityType.PLACE
        if self.is_credited(words, first):
            return EntityType.ORGANISATION
        return None

    def initialled(self, words: Sequence[str]) -> Iterator[int]:
        """The indices of initials that are said to be somebody's: "berinisial [BA], [DP] (23), dan [AS]"."""
        for cue, word in enumerate(words):
            if word not in self._initials:
                continue
            at = cue + 1
            while at < len(words) and _are_initials(words[at]):
                yield at
                at += 1
                if at < len(words) and words[at] == "(":
                    at += 3  # the age
                while at < len(words) and words[at] in {",", "dan", "serta"}:
                    at += 1

    def accused(self, words: Sequence[str]) -> Iterator[int]:
        """The indices of two or three capitals behind a word for who is accused: "tersangka [RP] ditahan"."""
        for at in range(1, len(words)):
            is_short = words[at - 1] in self._accused and _are_initials(words[at]) and 1 < len(words[at]) < 4
            if is_short and not "".join(words[at + 1 : at + 2])[:1].isupper():
                yield at

    def is_credited(self, words: Sequence[str], first: int) -> bool:
        """Whether an outlet is credited here: "dilansir [X]", "Melansir [X]", "dikutip dari laman [X]"."""
        at = first - 1
        while at > 0 and words[at].lower() in self._credit_nouns:
            at -= 1
        return at >= 0 and words[at].lower() in self._credits

    def is_cued_person(self, words: Sequence[str], first: int, last: int) -> bool:
        """Whether a verb of saying before a name or an age behind it says that it is a person's."""
        after = words[last : last + 3]
        has_age = len(after) == 3 and (after[0], after[2]) == ("(", ")") and _is_age(after[1])
        return has_age or (first > 0 and words[first - 1] in self._speech)

    def small_head_at(self, words: Sequence[str], start: int) -> int | None:
        """The index after a head in small letters ("militer" before "Israel")."""
        if words[start] not in self._small_first:
            return None
        for length in (3, 2, 1):
            if tuple(words[start : start + length]) in self._small_heads:
                return start + length
        return None

    def extent(
        self, words: Sequence[str], head: Head, is_stop: Callable[[int], bool], is_part: Callable[[int], bool]
    ) -> int:
        """The index after the last word of a name that *head* opens.

        Args:
            words: the sentence.
            head: as :meth:`head_at` found it.
            is_stop: whether a word at this index begins something else (a person, another organisation).
            is_part: whether a word at this index goes on a name behind an acronym in brackets.
        """
        if head.type is EntityType.WORK:
            end = self._extent_of_work(words, head.last, is_stop)
            goes_on = head.lists and head.last < end < len(words) and words[end] == "dan"
            return (self._further(words, end, is_stop) if goes_on else None) or end
        end = head.last
        while end < len(words):
            if _continues(words[end]) and not is_stop(end):
                end += 1
            elif _is_bracket(words, end) and (words[end + 1] in self._company_marks or is_part(end + 3)):
                end += 3
            elif _is_numbered_unit(words, end):
                end += 2
            elif words[end] in self._joins and end > head.last and _continues(words[min(end + 1, len(words) - 1)]):
                end += 1
            elif head.lists and (further := self._further(words, end, is_stop)):
                end = further
            else:
                break
        return end

    def stands_apart(self, words: Sequence[str], at: int) -> bool:
        """Whether a head at this index never goes on another name: "Badan Geologi" + "Kementerian ESDM" are two."""
        return at < len(words) and words[at] in self._apart

    def _further(self, words: Sequence[str], start: int, is_stop: Callable[[int], bool]) -> int | None:
        """The end of ``, B, dan C`` or ``dan C`` behind a name that lists its subjects."""
        end = start
        while words[end] in {",", "dan"}:
            is_last = words[end] == "dan"
            following = end + 1
            if not is_last and following < len(words) and words[following] == "dan":
                is_last, following = True, following + 1
            if following >= len(words) or not words[following][0].isupper() or is_stop(following):
                return None
            if words[following].isupper() or self.head_at(words, following):
                return None
            end = following
            while end < len(words) and words[end][0].isupper() and not is_stop(end):
                end += 1
            if is_last:
                return end
            if end >= len(words):
                return None
        return None

    def numbered(self, words: Sequence[str], start: int) -> int | None:
        """The index after the number of a document: "Menteri Pertanian Nomor 17/KPTS/2025", "No. 1"; None without one.

        Args:
            words: the sentence.
            start: the index after the head: "Keputusan".
        """
        at = start
        while at < len(words) and words[at].lower() not in _NUMBER:
            if at - start > _LONGEST_ISSUER or not (words[at][0].isupper() or words[at] in self._issuers_go_on):
                return None
            at += 1
        at += 1
        while at < len(words) and words[at] in {".", ":"}:
            at += 1
        is_glued = at + 1 < len(words) and words[at + 1] in {"/", "-"}  # "TR/422/2025"
        if at >= len(words) or not (words[at][0].isdigit() or is_glued):
            return None
        return _end_of_number(words, at)

    def documents(self, words: Sequence[str]) -> Iterator[tuple[int, int]]:
        """The half-open ranges of documents that only their number makes a name: "Keputusan KPU Nomor 3 Tahun 2025"."""
        for at, word in enumerate(words):
            if word in self._documents_first:
                last = next((at + n for n in (2, 1) if tuple(words[at : at + n]) in self._documents), None)
                if last is not None and self.numbered(words, last) is not None:
                    yield at, self._extent_of_work(words, last, lambda i: not words[i].isdigit())

    def _extent_of_work(self, words: Sequence[str], start: int, is_stop: Callable[[int], bool]) -> int:
        end = last_content = self.numbered(words, start) or start
        in_title = False
        while end < len(words):
            word = words[end]
            in_title = in_title or word.lower() == "tentang"
            if _continues(word) and (in_title or not is_stop(end)):
                last_content = end + 1
            elif not (
                word.lower() in self._works_go_on or (in_title and (word in self._inner or word in {"atas", ","}))
            ):
                break
            end += 1
        return last_content


def _end_of_number(words: Sequence[str], at: int) -> int:
    """The index after a number with its marks: "1117/Kpts./SR.310/M/10/2025", "135/PUU-XII/2024"."""
    end = at + 1
    while end < len(words) and words[end] in _MARKS:
        following = end
        while following < len(words) and words[following] in _MARKS:
            following += 1
        if following == len(words) or not (words[following][0].isdigit() or words[following][0].isupper()):
            break
        if words[end] == "." and following == end + 1 and not words[following][0].isdigit():
            break
        end = following + 1
    return end


def _is_numbered_unit(words: Sequence[str], at: int) -> bool:
    """Whether a stroke stands between the number and the name of a military unit: "Kodim 0830[/]Surabaya"."""
    number, name = words[at - 1], words[at + 1 : at + 2]
    return words[at] == "/" and bool(name) and name[0][0].isupper() and (number.isdigit() or set(number) <= set("IVX"))


def _are_initials(word: str) -> bool:
    return word.isupper() and word.isalpha() and len(word) < 5


def _is_age(word: str) -> bool:
    """Whether a word in brackets behind a name can be the age of somebody: "RZ (24)", "Siti Rahma (7)"."""
    return word.isdigit() and len(word) < 3 and not word.startswith("0")


def _is_bracket(words: Sequence[str], at: int) -> bool:
    """Whether an acronym in brackets begins here and something follows it: "Detasemen Khusus (Densus) 88"."""
    return at + 2 < len(words) and words[at] == "(" and words[at + 2] == ")" and words[at + 1][0].isupper()


def _continues(word: str) -> bool:
    """Whether a word can go on a name: a capital or a figure."""
    return word[0].isupper() or word[0].isdigit()


@cache
def default_grammar() -> NameGrammar:
    """The grammar of the shipped ``mentions.toml``; read once."""
    return NameGrammar(load_words())


@cache
def load_numbered() -> frozenset[str]:
    """The words inside names that a Roman numeral follows: "Wilayah V"."""
    return frozenset(load_words()["names"]["numbered"])


@cache
def load_days() -> frozenset[str]:
    """The days of the week, with a capital."""
    return frozenset(load_words()["cues"]["days"])
