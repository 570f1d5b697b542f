"""Names of an article → its entities: which names name one thing.

Two names are one thing when the article says so ("Korea Utara (Korut)", "Marpuah alias Cipa"), when the authority
knows both, when they differ only in spelling or in a word of kind ("Kabupaten Bondowoso"), or when one is the short
name of the only person it can be ("Putin"). Two people who share a surname stay two: such a name goes, mention by
mention, to the one named last.
"""

from __future__ import annotations

import itertools
import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from kg.extraction.linking import Link, Linker, load_weights, read_context
from kg.extraction.mentions.name_grammar import default_grammar
from kg.extraction.phrases import load_grammar
from kg.knowledge.authority import Authority, Entry
from kg.model import Article, Entity, EntityType, Mention, Reference, Sentence, Token

_PLACES = frozenset({EntityType.PLACE, EntityType.COUNTRY, EntityType.FACILITY})
_GENERIC_LAST = frozenset({"polda", "polres", "polsek", "dinas", "pemkot", "pemkab", "pemprov"})
"""Kinds of organisation that name one only with their place."""
_INNER_ACRONYM = re.compile(r"\s*\(\w+\)\s*")
"""A short form inside a name: "Pengadilan Tindak Pidana Korupsi (Tipikor) Jakarta Pusat"."""
_LEGAL_FORM = re.compile(r"^(?:PT|CV|Perum|UD)\s+")
_GLUE = re.compile(r"(?<=[a-z]{3})(?=[A-Z][a-z]{3})")
"""Between two words that scraping glued: "GregoriusRonald"."""
_LEAST_NICKNAME = 4
_LONG, _LONGER = 5, 6
"""Letters of a word in which one may be wrong: of a whole name, and of one that stands for a whole name."""
_VILLAGES = frozenset({"desa", "kelurahan", "kecamatan", "distrik"})
"""Lower levels of a region, which often bear the name of the higher one: "Kecamatan Wonogiri", "Wonogiri"."""
_LEVELS = _VILLAGES | {"kabupaten", "kota", "provinsi"}
_REGIONS = frozenset({"city", "regency", "province"})
_ALIKE = 2 / 3
"""Which part of the words of a name must be those of the entry that its short form names."""
_INITIALS_SKIP = frozenset({"dan", "of", "the", "and", "untuk", "bidang", "di"})


@dataclass(frozen=True, slots=True)
class Links:
    """The word lists of ``coreference.toml``."""

    droppable: frozenset[str]
    alias_links: tuple[str, ...]
    singular: frozenset[str]
    dual: frozenset[str]
    triple: frozenset[str]
    speech_suffixed: frozenset[str]
    country_heads: frozenset[str]
    boards: frozenset[str]
    bare: frozenset[str]
    familiar: frozenset[str]
    callings: frozenset[str]


@cache
def load_links() -> Links:
    """Read ``coreference.toml``, once."""
    lists = tomllib.loads(Path(__file__).with_name("coreference.toml").read_text(encoding="utf-8"))
    ordered = tuple(sorted(lists.pop("alias_links"), key=lambda words: (-len(words), words)))
    return Links(alias_links=ordered, **{name: frozenset(words) for name, words in lists.items()})


class _Groups:
    """Names that name one thing (a union–find over their indexes; the earliest stands for the group)."""

    def __init__(self, count: int) -> None:
        self._parent = list(range(count))

    def of(self, index: int) -> int:
        while self._parent[index] != index:
            self._parent[index] = self._parent[self._parent[index]]
            index = self._parent[index]
        return index

    def join(self, one: int, other: int) -> None:
        first, second = sorted((self.of(one), self.of(other)))
        self._parent[second] = first


@dataclass(frozen=True, slots=True)
class _Name:
    """One distinct surface form of one type in the article."""

    text: str
    type: EntityType
    words: tuple[str, ...]
    """Its words in the authority's normal form, titles and honorifics of people left out."""
    link: Link | None
    """What the authority has for it."""

    @property
    def entry(self) -> Entry | None:
        """Its entry; None for one word of a person's name: that is somebody else's where the article says so."""
        is_surname = self.type is EntityType.PERSON and len(self.words) < 2
        return None if self.link is None or is_surname else self.link.entry


def resolve_names(
    article: Article, sentences: Sequence[Sentence], mentions: Sequence[Mention], authority: Authority
) -> tuple[tuple[Entity, ...], tuple[Reference, ...]]:
    """Group the names of an article into entities.

    Args:
        article: the article.
        sentences: its sentences.
        mentions: its mentions by name, in order of the text.
        authority: what is known of names.
    """
    surfaces = [(_surface(article, mention), mention) for mention in mentions]
    types = _types_of_surfaces(surfaces)
    linker = Linker(authority, read_context(article, sentences, surfaces, authority))
    linker.learn(types.items())
    names: list[_Name] = []
    index_of: dict[str, int] = {}
    for surface, _ in surfaces:
        if surface not in index_of:
            index_of[surface] = len(names)
            names.append(_name(surface, types[surface], authority, linker))
    named = [(mention, index_of[surface]) for surface, mention in surfaces]
    _disown(sentences, named, names, authority)
    groups = _Groups(len(names))
    _join_said(sentences, named, names, groups)
    _join_called(sentences, named, groups)
    _join_known(names, groups)
    _join_spelled(names, groups)
    _join_expanded(names, groups, authority)
    _join_initials(names, groups)
    _join_beginnings(names, groups)
    ambiguous = _join_short_people(names, groups)
    return _entities(named, names, groups, ambiguous)


def _types_of_surfaces(surfaces: Iterable[tuple[str, Mention]]) -> Mapping[str, EntityType]:
    votes: dict[str, dict[EntityType, float]] = defaultdict(dict)
    for surface, mention in surfaces:
        if mention.type is not None:
            counts = votes[surface]
            counts[mention.type] = counts.get(mention.type, 0.0) + mention.confidence
    return {surface: min(counts.items(), key=lambda vote: (-vote[1], vote[0]))[0] for surface, counts in votes.items()}


def _surface(article: Article, mention: Mention) -> str:
    """How a name is printed, in one line: the lines of a text may be wrapped inside names."""
    return " ".join(article.text[mention.span.start : mention.span.end].split())


def _name(surface: str, kind: EntityType, authority: Authority, linker: Linker) -> _Name:
    plain = _GLUE.sub(" ", _INNER_ACRONYM.sub(" ", surface) if "(" in surface else surface)
    words = tuple(authority.spelling.normal_form(plain).replace(",", " ").split())
    if kind is EntityType.PERSON:
        words = _without_titles(plain, words, authority)
    elif kind is EntityType.ORGANISATION:
        words = authority.spelled_out(words)
    forms = (plain, " ".join(words)) if kind is EntityType.PERSON else (plain,)
    return _Name(surface, kind, words, linker.link(surface, kind, words, forms))


def _without_titles(surface: str, words: tuple[str, ...], authority: Authority) -> tuple[str, ...]:
    printed = surface.split()
    while len(printed) > 1:
        match = authority.titles.match(printed, 0)
        if match is None or match[0] >= len(printed) or match[1].kind == "office":
            break
        leaves_one = len(printed) - match[0] == 1
        if leaves_one and match[1].kind == "honorific" and match[1].surface.lower() not in load_grammar().address:
            break  # "Andi" is a title and a first name: "Andi Wijaya" keeps both words
        printed = printed[match[0] :]
    plain = tuple(authority.spelling.normal_form(" ".join(printed)).replace(",", " ").split())
    return plain or words


# -- what joins two names ---------------------------------------------------------------------------------------------


_Named = Sequence[tuple[Mention, int]]
"""The mentions by name, in order of the text, each with the number of its name."""


def _join_said(sentences: Sequence[Sentence], named: _Named, names: Sequence[_Name], groups: _Groups) -> None:
    """ "Long Name (LN)", "X alias Y", "X atau yang akrab disapa Y"."""
    links = load_links()
    ending = defaultdict(list)
    beside = defaultdict(list)
    for mention, index in named:
        ending[mention.sentence, mention.last].append((mention, index))
        beside[mention.sentence].append((mention, index))

    def inner_bears(outer: Mention, one: int, short: int) -> bool:
        """Whether the short form is that of a name inside: "Fraksi [Partai Maju Bersama] (PMB)"."""
        inside = (index for m, index in ending[outer.sentence, outer.last] if m.first > outer.first)
        is_board = names[one].text.split()[0].lower() in links.boards
        return not is_board and any(_is_short_form(names[short], names[index]) for index in inside)

    for before, one in named:
        for after, other in beside[before.sentence]:
            if not 0 < after.first - before.last <= 6:
                continue
            gap = [token.lower for token in sentences[before.sentence].tokens[before.last : after.first]]
            if (
                gap == ["("]
                and _is_short_form(names[other], names[one])
                and not inner_bears(before, one, other)
                and not _names_more(sentences[before.sentence].tokens, before, names[other])
            ) or (
                names[one].type is names[other].type
                and " ".join(gap).strip(" ,(") in links.alias_links
                and ("atau" not in gap or names[one].type is EntityType.PERSON)
            ):
                groups.join(one, other)


def _names_more(tokens: Sequence[Token], long: Mention, short: _Name) -> bool:
    """Whether a short form in brackets has the initials of more than the name: "Sukuk Valuta [Asing] (SVA)"."""
    letters = short.text.lower()
    if not letters.isalpha() or long.last - long.first >= len(letters):
        return False
    row = [token.lower for token in tokens[: long.last] if token.lower not in _INITIALS_SKIP][-len(letters) :]
    return "".join(word[0] for word in row) == letters


def _disown(sentences: Sequence[Sentence], named: _Named, names: list[_Name], authority: Authority) -> None:
    """Take from short forms the entries that the article speaks against: "Koperasi Simpan Pinjam (KSP)"."""
    for mention, index in named:
        link = names[index].link
        if link is not None and link.entry.kind == "party":
            words = [token.lower for token in sentences[mention.sentence].tokens[: mention.first]]
            if default_grammar().is_ministrys(words, mention.first, link.entry.kind):
                names[index] = replace(names[index], link=None)  # "Menteri PAN"
    for (long, full), (short, brief) in itertools.pairwise(named):
        if long.sentence != short.sentence or short.first - long.last != 1 or names[brief].link is None:
            continue
        opens = sentences[long.sentence].tokens[long.last].text == "("
        if opens and _means_another(names[brief], names[full], authority):
            names[brief] = replace(names[brief], link=None)


def _means_another(short: _Name, long: _Name, authority: Authority) -> bool:
    """Whether a short form has the initials of an organisation's name with other words than its entry's."""
    if short.link is None or not short.text.isupper() or short.type is not EntityType.ORGANISATION:
        return False
    words = [word for word in long.words if word not in _INITIALS_SKIP]
    if short.text.lower() not in "".join(word[0] for word in words):
        return False
    entry = short.link.entry
    known = {word for name in (entry.name, *entry.aliases) for word in authority.spelling.words(name)}
    shared = sum(word in known for word in words) / len(words)
    return shared < (_ALIKE if len(short.text) < _LEAST_NICKNAME else 1 - _ALIKE)


def _join_called(sentences: Sequence[Sentence], named: _Named, groups: _Groups) -> None:
    """ "kata pria yang akrab disapa [Dika]": whom the article named last before."""
    links = load_links()
    people = [(mention, index) for mention, index in named if mention.type is EntityType.PERSON]
    for (_, before), (after, index) in itertools.pairwise(people):
        words = [token.lower for token in sentences[after.sentence].tokens[max(0, after.first - 3) : after.first]]
        if len(words) < 3 or words[0] != "yang" or words[1] not in links.familiar or words[2] not in links.callings:
            continue
        if all(other != index for mention, other in people if mention.span.start < after.span.start):
            groups.join(before, index)


def _is_short_form(short: _Name, long: _Name) -> bool:
    """Whether the bracketed name is made of letters of the long one: Korut, OJK, Kemlu RI."""
    source = re.sub(r"[^a-z]", "", _LEGAL_FORM.sub("", long.text).lower())
    letters = re.sub(r"[^a-z]", "", short.text.lower())
    if (
        not letters
        or len(letters) >= len(source)
        or not (short.type is long.type or {short.type, long.type} <= _PLACES)
    ):
        return False
    rest = iter(source)
    if letters[0] == source[0] and all(letter in rest for letter in letters):
        return True
    is_acronym = short.text.isupper() and len(letters) > 2
    if is_acronym and short.type is long.type is EntityType.ORGANISATION and _entries_agree(short, long):
        return True  # of its name in another language: "Korps Garda Revolusi Islam Iran (IRGC)"
    initials = "".join(word[0] for word in long.words if word not in _INITIALS_SKIP)
    return len(letters) > 1 and letters in initials


def _join_known(names: Sequence[_Name], groups: _Groups) -> None:
    first: dict[str, int] = {}
    for index, name in enumerate(names):
        if name.entry is not None:
            groups.join(first.setdefault(name.entry.key, index), index)
    people = [name for name in names if name.type is EntityType.PERSON]
    for index, name in enumerate(names):
        if name.entry is None and name.link is not None and not _belongs_to_another(name, people):
            groups.join(first.setdefault(name.link.entry.key, index), index)


def _belongs_to_another(name: _Name, people: Sequence[_Name]) -> bool:
    """Whether one word of a person's name is part of a name of somebody else here: "Rini" of "Rini Aulia"."""
    longer = [other for other in people if _is_part(name.words, other.words)]
    return bool(longer) and not any(_have_one_entry(name, other) for other in longer)


def _have_one_entry(one: _Name, other: _Name) -> bool:
    return one.link is not None and other.link is not None and one.link.entry.key == other.link.entry.key


def _join_spelled(names: Sequence[_Name], groups: _Groups) -> None:
    """Names of the same words, glued ("GregoriusRonald Tannur") or with their acronym ("Pengadilan Negeri (PN) X")."""
    droppable = load_links().droppable
    first: dict[tuple[bool, EntityType, tuple[str, ...]], int] = {}
    for index, name in enumerate(names):
        kind = EntityType.PLACE if name.type in _PLACES else name.type
        groups.join(first.setdefault((False, kind, ("".join(name.words),)), index), index)
        core = tuple(word for word in name.words if word not in droppable)
        if core and name.type is not EntityType.PERSON and len("".join(core)) > 2:
            other = first.setdefault((True, kind, core), index)
            if _entries_agree(names[other], name) and _levels_agree(names[other], name):
                groups.join(other, index)


def _entries_agree(one: _Name, other: _Name) -> bool:
    return one.entry is None or other.entry is None or one.entry is other.entry


def _levels_agree(one: _Name, other: _Name) -> bool:
    """Whether neither name is that of a district which bears the name of the region or village of the other."""
    levels = [_LEVELS.intersection(name.words[:1]) for name in (one, other)]
    if all(levels):
        return levels[0] == levels[1]
    regions = [name.entry is not None and name.entry.kind in _REGIONS for name in (one, other)]
    return not any(level and level <= _VILLAGES and region for level, region in zip(levels, regions[::-1], strict=True))


def _join_expanded(names: Sequence[_Name], groups: _Groups, authority: Authority) -> None:
    """ "Polres Polman" and "Polres Polewali Mandar": names whose parts name the same things."""
    droppable = load_links().droppable
    full = _full_forms(names, groups)
    first: dict[tuple[str, ...], int] = {}
    for index, name in enumerate(names):
        if name.type in (EntityType.ORGANISATION, EntityType.FACILITY) and len(name.text) > 3:
            expanded = tuple(w for w in _expanded(name, full, authority) if w not in droppable)
            other = first.setdefault(expanded, index)
            if expanded and _entries_agree(names[other], name):
                groups.join(other, index)


def _full_forms(names: Sequence[_Name], groups: _Groups) -> Mapping[str, tuple[str, ...]]:
    """For each name that the article gives in a longer form: the words of the longest."""
    longest: dict[int, tuple[str, ...]] = {}
    for index, name in enumerate(names):
        root = groups.of(index)
        if root not in longest or len(name.words) > len(longest[root]):
            longest[root] = name.words
    return {name.text: longest[groups.of(index)] for index, name in enumerate(names)}


def _expanded(name: _Name, full: Mapping[str, tuple[str, ...]], authority: Authority) -> Iterator[str]:
    words = name.text.split()
    known = {match.first: match for match in authority.match(words) if match.last - match.first < len(words)}
    at = 0
    while at < len(words):
        match = known.get(at)
        if match is not None:
            yield from authority.spelling.normal_form(match.entries[0].name).split()
            at = match.last
            continue
        yield from full.get(words[at], ()) if len(words) > 1 else ()
        if len(words) == 1 or words[at] not in full:
            yield from authority.spelling.words(words[at])
        at += 1


def _join_beginnings(names: Sequence[_Name], groups: _Groups) -> None:
    """ "Saudia" is "Saudia Airlines" where no other name begins so and the authority does not know it.

    Nor does it matter that it knows "BPJS", of which there are two: where only one is named, it is that one.
    """
    kinds = (EntityType.ORGANISATION, EntityType.FACILITY)
    bodies = [i for i, name in enumerate(names) if name.type in kinds and name.words]
    for index in bodies:
        short = names[index].words
        is_bare = " ".join(short) in load_links().bare
        if names[index].entry is not None and not is_bare:
            continue
        longer = {
            groups.of(other)
            for other in bodies
            if len(names[other].words) > len(short) and names[other].words[: len(short)] == short
        }
        if len(longer) == 1 and (is_bare or (len(short[0]) > 3 and short[-1] not in _GENERIC_LAST)):
            groups.join(longer.pop(), index)


def _join_initials(names: Sequence[_Name], groups: _Groups) -> None:
    """ "KPPU" is the only organisation of the article whose words begin so."""
    for index, name in enumerate(names):
        if not (name.text.isupper() and len(name.text) >= 3 and name.type is EntityType.ORGANISATION):
            continue
        long = [
            other
            for other, candidate in enumerate(names)
            if candidate.type is name.type
            and len(candidate.words) > 1
            and "".join(w[0] for w in candidate.words if w not in _INITIALS_SKIP) == name.text.lower()
            and _entries_agree(candidate, name)
        ]
        if len({groups.of(other) for other in long}) == 1:
            groups.join(long[0], index)


def _join_short_people(names: Sequence[_Name], groups: _Groups) -> dict[int, list[int]]:
    """Join short names to the one person they can be; return those that can be several."""
    people = [index for index, name in enumerate(names) if name.type is EntityType.PERSON and name.words]
    ambiguous: dict[int, list[int]] = {}
    for index in sorted(people, key=lambda i: -len(names[i].words)):
        longer = [other for other in people if other != index and _is_part(names[index].words, names[other].words)]
        longer = [other for other in longer if _have_one_entry(names[index], names[other])] or longer
        # a longer name that is itself part of a still longer one is the same person
        roots = sorted({groups.of(other) for other in longer})
        called = {groups.of(other) for other in longer if _begins_with(names[other].words, names[index].words)}
        if len(called) == 1 and len(roots) > 1:
            roots = sorted(called)  # of "Dian Pramudya" and "Rudi Dian", "Dian" is rather the first
        if len(roots) == 1:
            groups.join(roots[0], index)
        elif roots:
            ambiguous[index] = roots
        elif called := _called(names[index].words, [(groups.of(i), names[i].words) for i in people if i != index]):
            groups.join(called.pop(), index)
        else:
            for other in people:
                if other != index and _is_typo(names[index].words, names[other].words):
                    groups.join(other, index)
    return ambiguous


def _called(short: tuple[str, ...], people: Iterable[tuple[int, tuple[str, ...]]]) -> set[int]:
    """The one person of whose name one word is the beginning: "Melki" of "Emanuel Melkiades Laka"; else nobody."""
    if len(short) != 1 or len(short[0]) < _LEAST_NICKNAME:
        return set()
    called = {root for root, words in people if len(words) > 1 and any(word.startswith(short[0]) for word in words)}
    return called if len(called) == 1 else set()


def _begins_with(long: tuple[str, ...], short: tuple[str, ...]) -> bool:
    return long[: len(short)] == short


def _is_part(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    if len(short) >= len(long) or (len(short) == 1 and len(short[0]) < 2):
        return False
    if any(long[i : i + len(short)] == short for i in range(len(long) - len(short) + 1)):
        return True
    rest = iter(long)
    return len(short) > 1 and all(any(_initial_of(word, other) for other in rest) for word in short)


def _initial_of(word: str, other: str) -> bool:
    return word == other or (len(word) == 1 and other.startswith(word))


def _is_typo(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether a name is another's, or its first or last word, with one letter wrong: "Kim Kong Un", "Khoizin".

    Two people may well have names that differ in a letter of a short word or in the first one: "Budi", "Rudi".
    """
    if len(short) == len(long) > 1:
        differing = [(a, b) for a, b in zip(short, long, strict=True) if a != b]
        return len(differing) == 1 and (_is_misspelled(*differing[0], _LONG) or _is_misprint(short, long))
    return len(short) == 1 < len(long) and any(_is_misspelled(short[0], word, _LONGER) for word in (long[0], long[-1]))


def _is_misprint(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether names of three words or more differ in one letter, whichever it is."""
    left, right = " ".join(one), " ".join(other)
    return len(one) > 2 and len(left) == len(right) and sum(a != b for a, b in zip(left, right, strict=True)) == 1


def _is_misspelled(one: str, other: str, least: int) -> bool:
    """Whether two words of *least* letters begin alike and differ in one letter that is wrong, missing or too much."""
    short, long = sorted((one, other), key=len)
    if len(short) < least or len(long) - len(short) > 1 or short[0] != long[0] or short == long:
        return False
    at = next((i for i, letter in enumerate(short) if letter != long[i]), len(short))
    return short[at + (len(short) == len(long)) :] == long[at + 1 :]


# -- entities ---------------------------------------------------------------------------------------------------------


def _entities(
    named: _Named, names: Sequence[_Name], groups: _Groups, ambiguous: Mapping[int, Sequence[int]]
) -> tuple[tuple[Entity, ...], tuple[Reference, ...]]:
    chosen: list[int] = []
    last_named: dict[int, int] = {}
    members: dict[int, dict[int, None]] = {}
    for position, (_, index) in enumerate(named):
        root = groups.of(index)
        if index in ambiguous:
            candidates = sorted({groups.of(root) for root in ambiguous[index]})
            root = max(candidates, key=lambda candidate: (last_named.get(candidate, -1), -candidate))
        last_named[root] = position
        chosen.append(root)
        members.setdefault(root, {})[index] = None
    entities = tuple(_entity([names[index] for index in of]) for of in members.values())
    number = {root: at for at, root in enumerate(members)}
    references = tuple(Reference(m, (number[root],)) for (m, _), root in zip(named, chosen, strict=True))
    return entities, references


def _entity(members: Sequence[_Name]) -> Entity:
    kinds = Counter(name.type for name in members)
    kind = max(kinds, key=lambda k: (kinds[k], -[n.type for n in members].index(k)))
    surfaces = tuple(name.text for name in members)
    link = _link_of(members)
    if link is not None and link.confidence >= load_weights().sure:
        return Entity(link.entry.type, link.entry.name, surfaces, link.entry.key, link.confidence)
    full = max(members, key=lambda name: (len(name.words), -surfaces.index(name.text)))
    if link is None:
        return Entity(kind, full.text, surfaces)
    return Entity(kind, full.text, surfaces, link.entry.key, link.confidence)


def _link_of(members: Sequence[_Name]) -> Link | None:
    """The surest link of one thing's names; that of a single word only where the article has no longer name.

    Of a body of which there are several ("BPJS"), only a longer name says which it is.
    """
    bare = load_links().bare
    named = [name for name in members if " ".join(name.words) not in bare] or members
    links = [name.link for name in named if name.link is not None and name.entry is not None]
    if not links and all(len(name.words) < 2 for name in members):
        links = [name.link for name in members if name.link is not None]
    return max(links, key=lambda link: link.confidence, default=None)
