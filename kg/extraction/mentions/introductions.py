"""People whom a role introduces, or the people they are listed with, where nothing else makes a name of them.

Rare and foreign names are told by their neighbours: "wakil direktur Institut Seni, Niu Yang, …", "juru kunci makam,
Kahfi Annezar", "Kepala Dinas Sosial Kabupaten Sukamaju Elpi Harahap", "Budi Santoso, Mangapul, dan Siti Aminah".
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from kg.extraction.mentions.name_grammar import load_days
from kg.extraction.phrases import load_grammar, looks_like_verb
from kg.knowledge.authority import Authority
from kg.language.glued import load_lexicon
from kg.model import EntityType

COURT = "{court}"
"""What judges belong to."""
_REACH = 12
"""How many words an office with its organisation may take."""
_EMPLOYERS = (EntityType.PLACE, EntityType.COUNTRY, EntityType.ORGANISATION)
_GOES_ON = frozenset({"dan", "serta", "atau"})
"""Behind one word these make a list of it: "anggota DPR, Senat, serta …"."""
_LEAST, _MOST = 2, 4
"""How many words such a name has; one word alone is rather a place or a thing."""


def introduced_people(
    words: Sequence[str], taken: Mapping[int, EntityType], roles: Collection[str], authority: Authority
) -> Iterator[tuple[int, int]]:
    """The half-open ranges of names that a role before a comma, or a list of people, says to be people's.

    Args:
        words: a sentence.
        taken: the type of the name, for each word that is in one.
        roles: nouns in small letters that say who somebody is: "pemandu".
        authority: knows offices and names.
    """
    for first, last in _unnamed(words, taken, authority):
        if _is_introduced(words, first, last, taken, roles, authority):
            yield first, last


def _is_introduced(
    words: Sequence[str],
    first: int,
    last: int,
    taken: Mapping[int, EntityType],
    roles: Collection[str],
    authority: Authority,
) -> bool:
    """Whether a run of unknown words is a person's name for what stands before and behind it."""
    is_full, after = last - first >= _LEAST, words[last : last + 2]
    if taken.get(first - 1) in _EMPLOYERS:
        return is_full and ends_here(after) and has_role(words, first, taken, (), authority)
    if words[first - 1] != ",":
        return is_full and ends_here(after) and is_behind_judge(words, first, authority)
    before = taken.get(first - 2)
    if before is EntityType.PERSON:
        return last - first < _MOST and _lists_on(words, taken, last)
    if is_full:
        return ends_here(after) and has_role(words, first - 1, taken, roles, authority)
    is_apart = before is EntityType.ORGANISATION and ends_here(after) and _GOES_ON.isdisjoint(after)
    return is_apart and has_role(words, first - 1, taken, (), authority)  # one word alone: only behind an office


def _unnamed(words: Sequence[str], taken: Mapping[int, EntityType], authority: Authority) -> Iterator[tuple[int, int]]:
    """Runs of capitalised words that are in no name, and begin with no title and no common word."""
    at = 1
    while at < len(words):
        last = at
        while last < len(words) and last not in taken and words[last].istitle() and words[last].isalpha():
            last += 1
        if last == at:
            at += 1
            continue
        title = authority.titles.match(words[:last], at)
        if title is not None and title[1].kind == "office":
            at = title[0]
            continue
        is_new = title is None and last <= at + _MOST and words[at].lower() not in load_lexicon().cost
        if is_new and words[at] not in load_days() and not authority.lookup(" ".join(words[at:last])):
            yield at, last
        at = last + 1


def _lists_on(words: Sequence[str], taken: Mapping[int, EntityType], at: int) -> bool:
    """Whether a list of people goes on or ends here: ", dan [Siti]", "dan [Siti]"."""
    following = at + (at < len(words) and words[at] == ",")
    ends = following < len(words) and words[following] in {"dan", "serta"}
    return ends and taken.get(following + 1) is EntityType.PERSON


def is_behind_judge(words: Sequence[str], at: int, authority: Authority) -> bool:
    """Whether an office at court stands before ``words[at]``: behind it no field stands but only a name."""
    office = authority.titles.office_before(words, at)
    return office is not None and COURT in office[1].organisation_patterns


def ends_here(after: Sequence[str]) -> bool:
    """Whether an apposition ends behind a name, with a stop or where the clause goes on; addresses go on with names."""
    if not after or after[0] in {".", "("}:
        return True
    return after[-1].islower() or after[-1] in load_days() if after[0] == "," else after[0].islower()


def has_role(
    words: Sequence[str],
    end: int,
    taken: Mapping[int, EntityType],
    roles: Collection[str],
    authority: Authority,
) -> bool:
    """Whether the words before *end* are an office or a role, with nothing but nouns and names behind it."""
    grammar = load_grammar()
    for at in range(end - 1, max(-1, end - _REACH), -1):
        word = words[at].lower()
        office = authority.titles.match(words[:end], at)
        is_role = word in roles and all(i not in taken for i in range(at, end))
        if taken.get(at) is not EntityType.PERSON and (is_role or (office is not None and office[1].kind == "office")):
            return True
        is_noun = at in taken or (words[at].isalpha() and word not in grammar.prepositions | grammar.conjunctions)
        if not is_noun or taken.get(at) is EntityType.PERSON or (at not in taken and looks_like_verb(word)):
            return False
    return False
