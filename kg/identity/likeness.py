"""Compares who and what takes part in two events: what contradicts, what is shared."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence

from kg.identity.corpus import CorpusEntity
from kg.identity.naming import namesakes
from kg.knowledge.authority import Authority
from kg.model import Argument, EntityType

CORE = frozenset({"agent", "patient", "recipient", "participant"})
"""Roles whose fillers say which happening it is. Others describe it."""
PLACES = frozenset({"hasPlace", "origin", "destination"})
WORDS = frozenset({"theme", "topic"})
PATHS = frozenset({"origin", "destination"})

_SHARED_WORDS = 0.5
"""Share of the words of the shorter theme that the longer one must hold."""
_WORD = re.compile(r"[^\W_]{4,}")

Filler = int | str
Fillers = dict[str, set[Filler]]


def fillers_of(arguments: Iterable[Argument]) -> Fillers:
    """The fillers of each role."""
    fillers: Fillers = {}
    for role, filler in arguments:
        fillers.setdefault(role, set()).add(filler)
    return fillers


def pairs(fillers: Mapping[str, set[Filler]], roles: frozenset[str]) -> set[tuple[str, Filler]]:
    """Who plays which of these roles."""
    return {(role, filler) for role in roles for filler in fillers.get(role, ())}


def name_words(entity: CorpusEntity) -> frozenset[str]:
    """The words of all its names that are long enough to tell something from others."""
    return frozenset(word for name in (entity.label, *entity.names) for word in _WORD.findall(name.casefold()))


class Likeness:
    """Compares what fills the roles of two events.

    Args:
        entities: of the corpus.
        authority: says which place lies in which.
    """

    def __init__(self, entities: Sequence[CorpusEntity], authority: Authority) -> None:
        self._entities = entities
        self._authority = authority
        self._lines: dict[int, tuple[str, ...]] = {}

    # -- what contradicts -----------------------------------------------------------------------------------------

    def agree(self, mine: Fillers, theirs: Fillers) -> bool:
        """Whether nothing that the two say contradicts the other.

        To what somebody is invited is worded anew by everybody, and where they shall go is enough: "mengunjungi Korea
        Utara" and "datang ke Pyongyang" are one invitation.
        """
        for role in CORE:
            one, other = mine.get(role, set()), theirs.get(role, set())
            if not (one <= other or other <= one):
                return False
        if _roles_are_swapped(mine, theirs) or not self._places_describe_one(mine, theirs):
            return False
        sends_somebody = bool(mine.get("recipient") and theirs.get("recipient") and self.shared_paths(mine, theirs))
        return sends_somebody or self.themes_agree(mine, theirs)

    def describe_one(self, mine: Fillers, theirs: Fillers) -> bool:
        """Whether places and themes do not contradict."""
        return self._places_describe_one(mine, theirs) and self.themes_agree(mine, theirs)

    def _places_describe_one(self, mine: Fillers, theirs: Fillers) -> bool:
        for role in PLACES:
            one, other = mine.get(role, set()), theirs.get(role, set())
            if one and other and not self.places_agree(one, other):
                return False
        return True

    def places_agree(self, one: Collection[Filler], other: Collection[Filler]) -> bool:
        """Whether some place of the one is, holds or lies in some place of the other, or nobody knows better.

        Nobody does where the authority has no such place, or does not say what holds it ("Timur Jauh").
        """
        return self.meet(one, other) or not all(map(self._is_placed, one)) or not all(map(self._is_placed, other))

    def are_two(self, one: Collection[Filler], other: Collection[Filler]) -> bool:
        """Whether all of the one and all of the other are of one type, and no two of them have a name in common."""
        mine, theirs = ([self._entities[f] for f in each if isinstance(f, int)] for each in (one, other))
        if len({entity.type for entity in (*mine, *theirs)}) != 1:
            return False
        return all(name_words(a).isdisjoint(name_words(b)) for a in mine for b in theirs)

    def meet(self, one: Collection[Filler], other: Collection[Filler]) -> bool:
        """Whether some place of the one is, holds or lies in some place of the other."""
        return any(a == b or self._holds(a, b) or self._holds(b, a) for a in one for b in other)

    def _holds(self, outer: Filler, inner: Filler) -> bool:
        """Whether a place is another one or holds it."""
        line = self._line(outer)
        return bool(line) and line[0] in self._line(inner)

    def _is_placed(self, place: Filler) -> bool:
        return len(self._line(place)) > 1 or not self.tells(place)

    def _line(self, filler: Filler) -> tuple[str, ...]:
        """Keys of a place and of all that hold it, outwards; empty where the authority does not know it."""
        if not isinstance(filler, int):
            return ()
        if filler not in self._lines:
            self._lines[filler] = self._authority.levels(self._entities[filler].authority)
        return self._lines[filler]

    def themes_agree(self, mine: Fillers, theirs: Fillers) -> bool:
        """Whether half of the words of the shorter theme are in the longer one, or one of the two has none."""
        one, other = self._words(mine), self._words(theirs)
        if not one or not other:
            return True
        return len(one & other) >= _SHARED_WORDS * min(len(one), len(other))

    def _words(self, fillers: Fillers) -> set[str]:
        texts = (self._entities[f].label if isinstance(f, int) else f for role in WORDS for f in fillers.get(role, ()))
        return {word for text in texts for word in _WORD.findall(text.casefold())}

    # -- what they share --------------------------------------------------------------------------------------------

    def shared_words(self, mine: Fillers, theirs: Fillers) -> int:
        """How many words of the one's theme or topic are in the other's."""
        return len(self._words(mine) & self._words(theirs))

    def shared_paths(self, mine: Fillers, theirs: Fillers) -> int | None:
        """How many origins and destinations both name; None where the one names others than the other.

        A country and a place in it are no others: who is in Pyongyang is in North Korea.
        """
        one, other = pairs(mine, PATHS), pairs(theirs, PATHS)
        if one == other:
            return len(one)
        is_one_way = all(self._is_on(path, other) for path in one) and all(self._is_on(path, one) for path in other)
        return min(len(one), len(other)) if is_one_way else None

    def _is_on(self, path: tuple[str, Filler], way: set[tuple[str, Filler]]) -> bool:
        """Whether a path is among others, or leads to a country that holds one of them or into one of them."""
        role, place = path
        return path in way or any(
            role == other_role
            and (
                (self._is_country(place) and self._holds(place, other))
                or (self._is_country(other) and self._holds(other, place))
            )
            for other_role, other in way
        )

    def _is_country(self, filler: Filler) -> bool:
        return isinstance(filler, int) and self._entities[filler].type is EntityType.COUNTRY

    def tells(self, filler: Filler) -> bool:
        """Whether who takes part says something: a country, or "pemerintah", takes part in much."""
        if not isinstance(filler, int):
            return False
        entity = self._entities[filler]
        return entity.type is not EntityType.COUNTRY and entity.label.casefold() not in namesakes()["anybody"]

    def shared_places(self, mine: Fillers, theirs: Fillers) -> int:
        """How many places both name, but for countries and for what only holds another place of either."""
        shared = self.places_of_both(mine, theirs)
        return sum(self._is_narrow(f, mine) and self._is_narrow(f, theirs) for f in shared)

    def places_of_both(self, mine: Fillers, theirs: Fillers) -> set[Filler]:
        """The places that both name in one role, but for countries."""
        shared = pairs(mine, PLACES) & pairs(theirs, PLACES)
        return {filler for _, filler in shared if self.tells(filler)}

    def _is_narrow(self, place: Filler, fillers: Fillers) -> bool:
        return not any(self._holds(place, other) for _, other in pairs(fillers, PLACES) if other != place)


def _roles_are_swapped(mine: Fillers, theirs: Fillers) -> bool:
    """Whether somebody who acts in the one only undergoes it in the other."""
    my_roles: dict[Filler, set[str]] = {}
    their_roles: dict[Filler, set[str]] = {}
    for role, filler in pairs(mine, CORE):
        my_roles.setdefault(filler, set()).add(role)
    for role, filler in pairs(theirs, CORE):
        their_roles.setdefault(filler, set()).add(role)
    return any(roles.isdisjoint(their_roles[filler]) for filler, roles in my_roles.items() if filler in their_roles)
