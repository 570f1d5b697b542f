"""Holders of offices whose names run into the name of the organisation, or lose their first word to nobody.

"Kepala Dinas Kehutanan Provinsi Sukamaju [Elpi Harahap]": behind an office and a known organisation or place stands
who holds it. "Sekretaris Bank Indonesia [Renqa] Budi Santoso": the unknown word before a person there is part of the
name.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kg.extraction.mentions.introductions import ends_here, has_role, is_behind_judge
from kg.extraction.mentions.name_grammar import NameGrammar
from kg.extraction.phrases import looks_like_verb
from kg.knowledge.authority import Authority, Match
from kg.knowledge.titles import Title
from kg.language.glued import load_lexicon
from kg.model import EntityType

_LONGEST_OFFICE = 4
"""Words of an office in small letters before a name."""
_LONGEST_RANK = 3
_PLACE = "{place}"
_FIELD = "{field}"
"""What follows such an office is part of it: "Pangdam [V Brawijaya]", "Dirjen [Pajak]"."""
_MOST = 4
"""How many words the name of a person has."""
_PLACES = (EntityType.PLACE, EntityType.COUNTRY)


class Holders:
    """Tells where the names of holders begin in one sentence.

    Args:
        grammar: knows what opens a name, and which heads bear a name of their own.
        authority: knows offices and names.
        words: the sentence.
        taken: the type of the name, for each word that is in one.
        matches: the names in it that the authority knows.
    """

    def __init__(
        self,
        grammar: NameGrammar,
        authority: Authority,
        words: Sequence[str],
        taken: Mapping[int, EntityType],
        matches: Sequence[Match],
    ) -> None:
        self._grammar = grammar
        self._authority = authority
        self._words = words
        self._taken = taken
        self._known = [m for m in matches if m.entries[0].type is not EntityType.PERSON]
        self._in_known = {at for m in self._known for at in range(m.first, m.last)}

    def inside(self, first: int, last: int) -> tuple[int, int] | None:
        """The name of the holder of its office that begins in the name of an organisation or place, if there is one."""
        inside = [m for m in self._known if first <= m.first and m.last < last and m.is_certain]
        core = max(inside, key=lambda m: m.last, default=None)
        if core is None or not self._is_persons(core, last):
            return None
        if self._is_head(core.last) or self._bears_a_name(first):
            return None
        if not has_role(self._words, first, self._taken, (), self._authority):
            return None
        end = self._end_of_person(last)
        after = self._words[end : end + 2]
        if end - core.last > 1:
            return (core.last, end) if end > last or ends_here(after) else None
        is_closed = core.entries[0].type in _PLACES or core.last - core.first > 1
        return (core.last, end) if is_closed and after and looks_like_verb(after[0]) else None

    def _is_persons(self, core: Match, last: int) -> bool:
        """Whether the words from a known name to *last*, and the person behind them, can be one person's name.

        Common words can behind an acronym or a place: "DPR RI [Putri Zulkifli Hasan]", not "Indonesia [Muda Berkarya]".
        """
        rest = range(core.last, last)
        if not 0 < len(rest) <= _MOST or not all(map(self._may_be_named, rest)):
            return False
        free = [self._is_free(at) for at in rest]
        is_place = core.entries[0].type in _PLACES and self._words[core.first] != "Indonesia"
        is_closed = is_place or self._words[core.last - 1].isupper()
        return all(free) or (is_closed and (any(free) or self._end_of_person(last) > last))

    def _end_of_person(self, at: int) -> int:
        """The index after the person's name that begins at *at*, or goes on there; *at* where none does."""
        while at < len(self._words) and (
            self._taken.get(at) is EntityType.PERSON or (at not in self._taken and self._is_free(at))
        ):
            at += 1
        return at

    def lengthened(self, first: int) -> int:
        """Where a person's name begins whose first word nothing else made part of it; *first* where it is whole."""
        at = first - 1
        if at < 1 or at in self._taken or not self._is_free(at):
            return first
        is_behind = self._taken.get(at - 1) not in (None, EntityType.PERSON) and not self._is_head(at)
        if is_behind and has_role(self._words, at, self._taken, (), self._authority):
            return at
        return at if is_behind_judge(self._words, at, self._authority) else first

    def led(self, holder: int) -> tuple[int, int, EntityType] | None:
        """What stands between an office and its holder, who begins at *holder*: "Direktur [Panorama Media] Siti".

        What is named with a common noun is rather the office's field ("Direktur [Riset] Siti Aminah"), and so is a
        single word, but for offices that have none ("CEO [Renqa], Siti Aminah") and those that a place follows
        ("Kapolsek [Renqa] AKP Siti Aminah").
        """
        words = self._words
        last = self._rank_before(holder - (holder > 0 and words[holder - 1] == ","))
        if (branch := self._branch(last)) is not None:
            return branch
        last -= 3 * (last > 3 and words[last - 1] == ")" and words[last - 3] == "(")
        first = last
        while first > 0 and self._is_open(first - 1):
            first -= 1
        behind = self._behind_office(first, last) if first < last else None
        if behind is None:
            return None
        first, office = behind
        is_seat = any(pattern.endswith(_PLACE) for pattern in office.organisation_patterns[:1])
        is_name = last - first > 1 or is_seat or words[first] != words[first].capitalize()
        if not is_name and not self._grammar.has_no_field(office.expansion):
            return None
        if self._is_common(first, last):
            return None
        return first, last, EntityType.PLACE if is_seat else EntityType.ORGANISATION

    def _is_open(self, at: int) -> bool:
        """Whether a capitalised word is in no name."""
        return at not in self._taken and self._words[at][0].isupper() and self._words[at].isalpha()

    def _branch(self, last: int) -> tuple[int, int, EntityType] | None:
        """The branch of a firm in a country before its head: "CEO [Renqa Indonesia], Siti Aminah"."""
        first = last - 1
        if self._taken.get(first) is not EntityType.COUNTRY or first < 2 or first - 1 in self._taken:
            return None
        while first > 1 and first - 1 not in self._taken and self._is_free(first - 1):
            first -= 1
        is_led = first < last - 1 and has_role(self._words, first, self._taken, (), self._authority)
        return (first, last, EntityType.ORGANISATION) if is_led else None

    def _rank_before(self, end: int) -> int:
        """Where the ranks begin that end at *end*."""
        for first in range(max(0, end - _LONGEST_RANK), end):
            title = self._authority.titles.match(self._words[:end], first)
            if title is not None and title[0] == end and title[1].kind == "rank":
                return first
        return end

    def _behind_office(self, first: int, last: int) -> tuple[int, Title] | None:
        """Where the words behind an office begin that ends or stands at *first*, and the office; None for one whose
        field follows it: "Pangdam [V Brawijaya]".
        """
        for at in range(max(0, first - _LONGEST_OFFICE), last):
            office = self._authority.titles.match(self._words[:last], at)
            if office is not None and office[1].kind == "office" and first <= office[0] < last:
                has_field = any(_FIELD in pattern for pattern in office[1].organisation_patterns)
                return None if has_field else office
        return None

    def _is_common(self, first: int, last: int) -> bool:
        """Whether the words begin with a common noun, or a title stands among them."""
        titles = self._authority.titles
        has_title = any(titles.match(self._words[:last], at) is not None for at in range(first, last))
        return has_title or self._words[first].lower() in load_lexicon().cost

    def _is_head(self, end: int) -> bool:
        """Whether what ends here is only the head of a name: "UIN [Maliki] Budi Santoso"."""
        heads = (self._grammar.head_at(self._words, at) for at in range(max(0, end - 3), end))
        return any(head is not None and head.last == end for head in heads)

    def _is_free(self, at: int) -> bool:
        """Whether a word can be a person's name: a capital, in no known name, no common word, no title, no head."""
        return self._may_be_named(at) and self._words[at].lower() not in load_lexicon().cost

    def _may_be_named(self, at: int) -> bool:
        """Whether a word can be part of a person's name, if it is no common word or the words beside it say so."""
        word = self._words[at]
        return (
            word.istitle()
            and word.isalpha()
            and len(word) > 1
            and at not in self._in_known
            and not self._grammar.is_qualifier(word)
            and not self._grammar.is_generic([word])
            and not self._grammar.is_field(word)
            and self._grammar.head_at(self._words, at) is None
            and self._authority.titles.match(self._words, at) is None
        )

    def _bears_a_name(self, first: int) -> bool:
        """Whether what begins here goes on with a name of its own: "PT Surabaya Renqa", "Universitas Riau Renqa"."""
        head = self._grammar.head_at(self._words, first)
        if head is None or any(match.first == first for match in self._known):
            return False
        return self._grammar.is_transparent(self._words[first]) or self._grammar.named_after(head, self._words[first])
