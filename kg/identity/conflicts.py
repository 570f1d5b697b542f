"""Reports that cannot all be right: of one happening with two times or two doers, of one saying with two speakers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from kg.identity.agreement import Happening, times_agree
from kg.identity.corpus import CorpusEntity, CorpusStatement
from kg.identity.likeness import CORE, Fillers, Likeness, name_words, pairs
from kg.identity.stories import Stories
from kg.identity.wording import runs, words_of
from kg.model import EntityType, Modality

Conflicts = dict[str, tuple[str, ...]]
"""Names of those that cannot be right together with each, sorted."""

_PHRASE = 3
"""Sayings are compared when they share so many words in a row …"""
_COMMON = 50
"""… that no more sayings share than this: else it is a set phrase."""
_SAME_WORDS = 0.75
"""Two sayings are one when so many of the words of the shorter one are in the longer one …"""
_LEAST_WORDS = 6
"""… and so many words at least."""


def conflicts_of_events(happenings: Mapping[str, Happening], likeness: Likeness, once: frozenset[str]) -> Conflicts:
    """Happenings that copied sentences report as one, but for one thing that contradicts.

    Args:
        happenings: by name.
        likeness: compares who and what takes part.
        once: event classes that befall the same people once: there no copied sentence is needed.
    """
    classes: dict[tuple[str, Modality], dict[str, Happening]] = {}
    for name, happening in happenings.items():
        first = happening.reports[0]
        classes.setdefault((first.type, first.modality), {})[name] = happening
    found = set()
    for (kind, _), members in classes.items():
        for one, other in _sharing({name: h.runs for name, h in members.items()}):
            if _is_conflict(members[one], members[other], likeness):
                found.add((one, other))
        if kind in once:
            found.update(_two_times(members, likeness))
    return _both_ways(found)


def _sharing(fingerprints: Mapping[str, Iterable[int]]) -> set[tuple[str, str]]:
    """Pairs of names that share a fingerprint which is not common."""
    where: dict[int, list[str]] = {}
    for name in sorted(fingerprints):
        for fingerprint in fingerprints[name]:
            where.setdefault(fingerprint, []).append(name)
    return {pair for names in where.values() if len(names) <= _COMMON for pair in combinations(names, 2)}


def _is_conflict(one: Happening, other: Happening, likeness: Likeness) -> bool:
    """Whether they share somebody, and exactly one thing contradicts: the time, or who does it."""
    if _are_told_apart(one, other):
        return False
    shared = pairs(one.fillers, CORE) & pairs(other.fillers, CORE)
    if not any(likeness.tells(filler) for _, filler in shared) or not likeness.describe_one(one.fillers, other.fillers):
        return False
    times = not times_agree((one.begin, one.end), (other.begin, other.end))
    roles = [role for role in CORE if _contradict(role, one.fillers, other.fillers)]
    if roles == ["agent"]:
        return not times and likeness.are_two(one.fillers.get("agent", ()), other.fillers.get("agent", ()))
    return times and not roles


def _are_told_apart(one: Happening, other: Happening) -> bool:
    """Whether some article reports both."""
    return not {r.article for r in one.reports}.isdisjoint(r.article for r in other.reports)


def _contradict(role: str, mine: Fillers, theirs: Fillers) -> bool:
    one, other = mine.get(role, set()), theirs.get(role, set())
    return not (one <= other or other <= one)


def _two_times(members: Mapping[str, Happening], likeness: Likeness) -> Iterator[tuple[str, str]]:
    """Pairs of one core and two times, of what happens to the same people once."""
    cores: dict[frozenset[tuple[str, int | str]], list[str]] = {}
    for name in sorted(members):
        core = frozenset(pairs(members[name].fillers, CORE))
        if any(likeness.tells(filler) for _, filler in core):
            cores.setdefault(core, []).append(name)
    for names in cores.values():
        for one, other in combinations(names, 2):
            a, b = members[one], members[other]
            if not _are_told_apart(a, b) and not times_agree((a.begin, a.end), (b.begin, b.end)):
                yield one, other


def conflicts_of_statements(
    statements: Sequence[CorpusStatement], entities: Sequence[CorpusEntity], stories: Stories
) -> Conflicts:
    """Sayings in nearly the same words that different articles of one story give to different people."""
    said = {statement.name: statement for statement in statements}
    found = set()
    for one, other in _sharing({name: runs(statement.text, _PHRASE) for name, statement in said.items()}):
        if _are_two_people(said[one], said[other], entities) and _are_one_saying(said[one], said[other], stories):
            found.add((one, other))
    return _both_ways(found)


def _are_one_saying(one: CorpusStatement, other: CorpusStatement, stories: Stories) -> bool:
    mine, theirs = set(words_of(one.text)), set(words_of(other.text))
    least = max(_LEAST_WORDS, _SAME_WORDS * min(len(mine), len(theirs)))
    if len(mine & theirs) < least:
        return False
    return any(stories.are_one(a.article, b.article) for a in one.passages for b in other.passages)


def _are_two_people(one: CorpusStatement, other: CorpusStatement, entities: Sequence[CorpusEntity]) -> bool:
    """Whether the speakers are people without a name in common, and no article has both sayings."""
    if one.speaker == other.speaker:
        return False
    if not {p.article for p in one.passages}.isdisjoint(p.article for p in other.passages):
        return False
    mine, theirs = entities[one.speaker], entities[other.speaker]
    return mine.type is theirs.type is EntityType.PERSON and name_words(mine).isdisjoint(name_words(theirs))


def _both_ways(found: Iterable[tuple[str, str]]) -> Conflicts:
    others: dict[str, set[str]] = {}
    for one, other in found:
        others.setdefault(one, set()).add(other)
        others.setdefault(other, set()).add(one)
    return {name: tuple(sorted(each)) for name, each in others.items()}
