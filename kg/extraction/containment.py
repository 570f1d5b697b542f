"""Addresses → which place lies in which: "Desa Sukamaju, Kecamatan Cibadak, Kabupaten Sukabumi".

A place lies in the one behind it when the authority knows so, or when the second stands higher in an address than the
first (``places.toml``). Between places that nothing is known of, a list ("Sukamaju, Sukasari, dan Sukatani") says
nothing.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

from kg.knowledge.authority import Authority, Entry
from kg.model import Document, EntityType, Reference, Sentence, Span

_BETWEEN = ([","], [")", ","], ["di"], [")", "di"], ["di", "wilayah"], ["di", "kawasan"], ["di", "kota"])
"""What stands between a place and the one that holds it; a bracketed short form may close before it."""
_HOUSE = frozenset({"RT", "RW", "No", "Nomor", "KM", "Km", "Blok", ",", ".", "/"})
"""These and figures may stand between two steps of an address: "Dusun Sukasari RT 03 RW 02 Desa Sukamaju"."""
_LONGEST_HOUSE = 8
_HOUSES = frozenset({"di", "kantor", "gedung", "markas", "kampus", "lobi", "pusat", "utama"})
"""Before the name of an organisation they say that its house is meant: "di kantor KPU RI, Menteng"."""
_ADDING = frozenset({"dan", "serta", "hingga", "atau", "sampai"})
_PLACES = (EntityType.PLACE, EntityType.COUNTRY, EntityType.FACILITY)
_FIRST_WORD = re.compile(r"[A-Za-z][a-z]*")
_VILLAGE = 4
_DISTRICT = 5


@cache
def _ranks() -> Mapping[str, Mapping[str, int]]:
    return tomllib.loads(Path(__file__).with_name("places.toml").read_text(encoding="utf-8"))


def listed_places(
    document: Document, names: Mapping[int, Sequence[Reference]], authority: Authority
) -> Iterator[tuple[int, str, int, Span]]:
    """Each pair of neighbouring names of which the second holds the first, the relation, and the words that say so.

    Args:
        document: the article.
        names: the names in each sentence, from left to right.
        authority: knows what lies where.
    """
    for sentence in document.sentences:
        outermost = _outermost(names.get(sentence.index, ()))
        address = _Address(document, sentence, outermost, authority)
        for at in range(len(outermost) - 1):
            inner, outer = outermost[at : at + 2]
            span = Span(inner.mention.span.start, outer.mention.span.end)
            if address.holds(at):
                yield inner.entities[0], "containedInPlace", outer.entities[0], span
            elif address.seats(at):
                yield inner.entities[0], "location", outer.entities[0], span


def _outermost(names: Sequence[Reference]) -> list[Reference]:
    """The names that stand in no longer one: "gedung KPK", not its "KPK"."""
    kept: list[Reference] = []
    for name in sorted(names, key=lambda r: (r.mention.first, -r.mention.last)):
        if not kept or name.mention.first >= kept[-1].mention.last:
            kept.append(name)
    return kept


class _Address:
    """The names of one sentence, read as an address."""

    def __init__(
        self, document: Document, sentence: Sentence, names: Sequence[Reference], authority: Authority
    ) -> None:
        self._document = document
        self._words = [token.text for token in sentence.tokens]
        self._names = names
        self._authority = authority

    def holds(self, at: int) -> bool:
        """Whether the name at index *at* lies in the one behind it."""
        first, second = (self._document.entities[name.entities[0]] for name in self._names[at : at + 2])
        if first.type not in _PLACES[:1] + _PLACES[2:] or second.type not in _PLACES[:2]:
            return False
        gap = self._gap(at)
        inner, outer = self._rank(at), self._rank(at + 1)
        rises = inner is not None and outer is not None and inner < outer
        if gap not in _BETWEEN:
            return rises and len(gap) <= _LONGEST_HOUSE and all(word in _HOUSE or word.isdigit() for word in gap)
        entry, other = self._entry(at), self._entry(at + 1)
        if entry is not None and other is not None:
            return self._is_known_to_lie(entry, other) or (rises and self._may_lie(entry, other))
        if inner is not None and outer is not None:
            return rises
        if second.type is EntityType.COUNTRY or (first.type is EntityType.FACILITY and not self._is_listed(at)):
            return True
        if self._is_listed(at):
            return False
        if other is not None:
            return True
        if outer is not None:
            return outer >= _VILLAGE
        return inner is not None and inner <= _VILLAGE and self._goes_on_higher(at + 1)

    def seats(self, at: int) -> bool:
        """Whether the name at index *at* is that of an organisation whose house is in the place behind it."""
        first, second = (self._document.entities[name.entities[0]] for name in self._names[at : at + 2])
        if first.type is not EntityType.ORGANISATION or second.type is not EntityType.PLACE:
            return False
        start = self._names[at].mention.first
        is_house = start > 0 and self._words[start - 1].lower() in _HOUSES
        rank = self._rank(at + 1)
        is_near = self._entry(at + 1) is not None or rank is not None
        return is_house and is_near and self._gap(at) in _BETWEEN[:2] and not self._is_listed(at)

    def _gap(self, at: int) -> list[str]:
        """The words between the name at index *at* and the next."""
        return self._words[self._names[at].mention.last : self._names[at + 1].mention.first]

    def _entry(self, at: int) -> Entry | None:
        return self._authority.entries.get(self._document.entities[self._names[at].entities[0]].authority or "")

    def _rank(self, at: int) -> int | None:
        """How high a place stands, by its kind or by the first word of its name; None where neither says."""
        entry = self._entry(at)
        if entry is not None and entry.kind in _ranks()["kinds"]:
            return _ranks()["kinds"][entry.kind]
        first = _FIRST_WORD.match(self._words[self._names[at].mention.first])
        return _ranks()["words"].get(first[0].lower()) if first else None

    def _is_listed(self, at: int) -> bool:
        """Whether the names that go on behind commas end with "dan X": they stand side by side."""
        if "," not in self._gap(at):
            return False
        last = at + 1
        while last + 1 < len(self._names) and self._gap(last) == [","]:
            last += 1
        following = self._words[self._names[last].mention.last :][:2]
        return bool(following) and following[-1 if following[0] == "," else 0] in _ADDING

    def _goes_on_higher(self, at: int) -> bool:
        """Whether the address goes on with a place that is known or stands high: "…, Kuta[, Kabupaten Badung]"."""
        if at + 1 >= len(self._names) or self._gap(at) != [","]:
            return False
        rank = self._rank(at + 1)
        return self._entry(at + 1) is not None or (rank is not None and rank >= _DISTRICT)

    def _is_known_to_lie(self, entry: Entry, other: Entry) -> bool:
        return other.key in self._ancestors(entry) or entry.country.lower() == other.country.lower() == other.key

    def _may_lie(self, entry: Entry, other: Entry) -> bool:
        """Whether a known place may lie in one of which it is only known that both lie in the same province."""
        ancestors = self._ancestors(entry)
        level = _ranks()["kinds"][other.kind]
        kinds = (self._authority.entries[key].kind for key in ancestors - {entry.key})
        return other.parent in ancestors and all(_ranks()["kinds"].get(kind, level + 1) > level for kind in kinds)

    def _ancestors(self, entry: Entry) -> set[str]:
        seen: set[str] = set()
        step: Entry | None = entry
        while step is not None and step.key not in seen:
            seen.add(step.key)
            step = self._authority.entries.get(step.parent or step.capital_of)
        return seen
