"""The authority: names of countries, places, organisations, people and titles.

The tables lie in ``ontology/authority/``; the README there says what their columns mean and where each row is from.
Names are compared in the normal form of :mod:`kg.knowledge.spelling`. Acronyms in capitals and names of up to three
letters keep their case: "AS" is a country, "as" an axle.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain, count
from pathlib import Path
from typing import NamedTuple

from kg.engine import Memo
from kg.errors import KnowledgeError
from kg.knowledge.location import ontology_directory
from kg.knowledge.registries import Registration
from kg.knowledge.spelling import Spelling, read_spelling
from kg.knowledge.tables import read_rows
from kg.knowledge.titles import Titles, read_titles
from kg.model import EntityType
from kg.vocabulary import WD

_NAMES = ("key", "name", "aliases", "acronym", "weak", "kind", "country", "wikidata")
_PLACED = (*_NAMES, "parent", "source")


class _Table(NamedTuple):
    """A file of the authority: what its rows are, and its columns."""

    name: str
    type: EntityType
    columns: tuple[str, ...] = _PLACED


_PEOPLE = _Table("people", EntityType.PERSON, (*_NAMES, "title", "of", "from", "to", "source"))
_TABLES = (
    _Table("countries", EntityType.COUNTRY, (*_NAMES, "parent", "capital", "demonyms", "source")),
    _Table("places", EntityType.PLACE),
    _Table("facilities", EntityType.FACILITY),
    _Table("organisations", EntityType.ORGANISATION),
    _Table("products", EntityType.PRODUCT),
    _Table("works", EntityType.WORK),
    _PEOPLE,
)
_HELD = ("key", "title", "of", "from", "to")
_YEARS = ("from", "to")
_CHECKED = ("parent", "of", "capital", *_YEARS)
_KEY, _NAME, _ALIASES, _ACRONYM, _WEAK, _KIND, _COUNTRY, _WIKIDATA = range(len(_NAMES))
_NAMESAKES = ("member_of_parliament",)
"""Kinds of people whom a registry means only if it gives their Wikidata item: others have their names as well."""
_PRECEDENCE = {"country": 0, "province": 1, "city": 2, "regency": 3}
"""Of namesakes the news means the country, then the province, then the city: "Bandung" is the city."""
_SHORT = 3


@dataclass(frozen=True, slots=True)
class Entry:
    """A thing that the authority knows.

    Attributes:
        key: stable identifier, a slug ("korea-utara").
        type: person, organisation, place …
        name: as Indonesian news writes it.
        aliases: other names and spellings.
        acronyms: "KPK", "Kemenlu".
        kind: finer than the type ("regency", "news_agency").
        country: ISO 3166-1 alpha-2, or "".
        wikidata: "Q423", or "" where no source states one.
        parent: key of what contains or governs it, or "".
        title: main office of a person, or "".
        of: key of the organisation, place or country of that office, or "".
        from_year, to_year: of that office; None where not known or not ended.
        capital: key of a country's capital, or "".
        capital_of: key of the country whose capital this is, or "".
        demonyms: words for a country's people ("Tionghoa").
        iri: its identifier in a registry of the user's, or "".
        is_own: a registry of the user's has it.
    """

    key: str
    type: EntityType
    name: str
    aliases: tuple[str, ...] = ()
    acronyms: tuple[str, ...] = ()
    kind: str = ""
    country: str = ""
    wikidata: str = ""
    parent: str = ""
    title: str = ""
    of: str = ""
    from_year: int | None = None
    to_year: int | None = None
    capital: str = ""
    capital_of: str = ""
    demonyms: tuple[str, ...] = ()
    iri: str = ""
    is_own: bool = False

    @property
    def identifiers(self) -> tuple[str, ...]:
        """IRIs of the thing elsewhere, sorted."""
        wikidata = (WD + self.wikidata,) if self.wikidata else ()
        return tuple(sorted(((self.iri,) if self.iri else ()) + wikidata))


class Match(NamedTuple):
    """A name found in a row of words.

    Attributes:
        first, last: half-open range of the words.
        entries: what bears the name, the likeliest first.
        is_certain: wherever the words stand in news text with this case, they name something of the type of
            ``entries[0]``. Otherwise the article must support it: surnames, names that are also common words.
    """

    first: int
    last: int
    entries: tuple[Entry, ...]
    is_certain: bool


class Bearer(NamedTuple):
    """Something that bears a name.

    Attributes:
        entry: what bears it.
        is_weak: the name alone does not say that this is meant.
    """

    entry: Entry
    is_weak: bool


class Office(NamedTuple):
    """What somebody is or was.

    Attributes:
        title: as in :attr:`Entry.title`.
        of: key of the organisation, place or country, or "".
        from_year, to_year: None where not known or not ended.
    """

    title: str
    of: str
    from_year: int | None = None
    to_year: int | None = None

    def is_held_in(self, year: int | None) -> bool:
        """Whether somebody can be called so in *year* (None: in a year that is not known)."""
        return year is None or (self.from_year or year) <= year <= (self.to_year or year)


class NamePattern(NamedTuple):
    """How the names of organisations of one kind are made: ``Polda {X}`` is ``Kepolisian Daerah {X}``."""

    pattern: str
    expansion: str
    kind: str
    parent: str


_REST = " {X}"
"""What ends a pattern of which only the head is fixed."""
_COMPANY = "pt"
"""A court in the patterns, a company in most names."""

_Row = tuple[_Table, list[str]]
"""A row of a table, not yet an :class:`Entry`: most are never asked for."""

_Bearer = tuple[bool, int, bool, int]
"""A row that bears a name: is the name weak, precedence of its kind, is the name an alias, number of the row.
Sorts the likeliest first."""


class _Entries(Mapping[str, Entry]):
    """The entries by their key, made when first asked for."""

    def __init__(self, rows: Sequence[_Row], own: Mapping[str, str]) -> None:
        self._rows = rows
        self._own = own
        self._made: dict[str, Entry] = {}
        self._numbers = {values[_KEY]: number for number, (_, values) in enumerate(rows)}
        self._capital_of: dict[str, str] = {}
        for table, values in rows:
            if table is not _TABLES[0]:
                break
            self._capital_of[values[table.columns.index("capital")]] = values[_KEY]

    def __len__(self) -> int:
        return len(self._numbers)

    def __iter__(self) -> Iterator[str]:
        return iter(self._numbers)

    def __getitem__(self, key: str) -> Entry:
        entry = self._made.get(key)
        if entry is None:
            entry = self._made[key] = self._make(self._rows[self._numbers[key]])
        return entry

    def _make(self, row: _Row) -> Entry:
        table, values = row
        cells = dict(zip(table.columns, values, strict=True))
        get = cells.get
        return Entry(
            key=cells["key"],
            type=table.type,
            name=cells["name"],
            aliases=_parts(cells["aliases"]),
            acronyms=_parts(cells["acronym"]),
            kind=cells["kind"],
            country=cells["country"],
            wikidata=cells["wikidata"],
            parent=get("parent", ""),
            title=get("title", ""),
            of=get("of", ""),
            from_year=int(year) if (year := get("from")) else None,
            to_year=int(year) if (year := get("to")) else None,
            capital=get("capital", ""),
            capital_of=self._capital_of.get(cells["key"], ""),
            demonyms=_parts(get("demonyms", "")),
            iri=self._own.get(cells["key"], ""),
            is_own=cells["key"] in self._own,
        )


def _parts(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("|")) if cell else ()


class Authority:
    """What is known of the things that the news names. Made by :func:`load_authority`.

    Attributes:
        entries: every entry by its key.
        titles: offices, ranks, degrees and honorifics.
        patterns: how organisations of one kind are named.
        spelling: the normal form in which names are compared.
    """

    def __init__(
        self,
        rows: Sequence[_Row],
        titles: Titles,
        patterns: Sequence[NamePattern],
        spelling: Spelling,
        held: Mapping[str, Sequence[Office]] | None = None,
        own: Mapping[str, str] | None = None,
    ) -> None:
        self._rows = rows
        self._held = held or {}
        self._own = own or {}
        self.entries: Mapping[str, Entry] = _Entries(rows, self._own)
        self.titles = titles
        self.patterns = tuple(patterns)
        self.spelling = spelling
        self._reaches = Memo(self._reach)
        self._meanings = Memo(self._meaning)
        self._bearers = Memo(self._bearers_of)

    @cached_property
    def _indexes(self) -> tuple[dict[str, list[_Bearer]], dict[str, list[_Bearer]]]:
        """The bearers of each name: those that keep their case as printed, the others in normal form."""
        printed: dict[str, list[_Bearer]] = {}
        names: list[str] = []
        bearers: list[_Bearer] = []
        for number, (_, values) in enumerate(self._rows):
            name, aliases, acronyms, weak = values[_NAME : _WEAK + 1]
            surfaces = [name]
            if acronyms:
                surfaces += acronyms.split("|")
            if aliases:
                surfaces += aliases.split("|")
            all_weak = weak.split("|") if weak else ()
            precedence = -1 if values[_KEY] in self._own else _PRECEDENCE.get(values[_KIND], len(_PRECEDENCE))
            as_name, as_alias = (False, precedence, False, number), (False, precedence, True, number)
            for surface in surfaces:
                bearer = as_name if surface is name else as_alias
                if all_weak and surface in all_weak:
                    bearer = (True, *bearer[1:])
                keeps_case = len(surface) <= _SHORT or (" " not in surface and surface.isupper())
                if keeps_case or surface[0].islower():
                    printed.setdefault(surface, []).append(bearer)
                if not keeps_case:
                    names.append(surface)
                    bearers.append(bearer)
        return printed, self._fold(names, bearers)

    def _fold(self, names: Sequence[str], bearers: Sequence[_Bearer]) -> dict[str, list[_Bearer]]:
        folded: dict[str, list[_Bearer]] = {}
        for form, bearer in zip(self.spelling.normal_forms(names), bearers, strict=True):
            folded.setdefault(form, []).append(bearer)
            if "," in form:  # "Kementerian Pendidikan Kebudayaan dan Riset"
                folded.setdefault(form.replace(" ,", ""), []).append(bearer)
        return folded

    @cached_property
    def _longest(self) -> dict[str, int]:
        """How many words the longest name has that begins with this word."""
        longest: dict[str, int] = {}
        for form in self._indexes[1]:
            words = form.split()
            if len(words) > longest.get(words[0], 0):
                longest[words[0]] = len(words)
        return longest

    @cached_property
    def _spelled(self) -> Mapping[str, tuple[str, ...]]:
        """What the abbreviations at the head of a pattern stand for, where there is one reading: "polsek", "kejari"."""
        readings: dict[str, set[str]] = {}
        for pattern in self.patterns:
            head = pattern.pattern.removesuffix(_REST)
            if " " not in head and pattern.pattern.endswith(_REST) and pattern.expansion.endswith(_REST):
                readings.setdefault(self.spelling.normal_form(head), set()).add(pattern.expansion.removesuffix(_REST))
        return {
            head: tuple(self.spelling.normal_form(min(full)).split())
            for head, full in readings.items()
            if len(full) == 1 and head != _COMPANY
        }

    def spelled_out(self, words: tuple[str, ...]) -> tuple[str, ...]:
        """The words of an organisation's name in normal form, its head in full: "polsek x" is "kepolisian sektor x"."""
        return (*self._spelled.get(words[0], words[:1]), *words[1:]) if words else words

    def lookup(self, surface: str) -> tuple[Entry, ...]:
        """What bears the name *surface*, the likeliest first; empty where nothing does."""
        return tuple([bearer.entry for bearer in self._bearers[surface]])

    def levels(self, key: str | None) -> tuple[str, ...]:
        """The keys of an entry and of all that contain or govern it, outwards; empty where *key* is no entry's."""
        found: list[str] = []
        while key and key in self.entries and key not in found:
            found.append(key)
            key = self.entries[key].parent
        return tuple(found)

    def bearers(self, surface: str) -> tuple[Bearer, ...]:
        """What bears the name *surface*, as :meth:`lookup`, and whether the name is enough to mean it."""
        return self._bearers[surface]

    def _bearers_of(self, surface: str) -> tuple[Bearer, ...]:
        printed, folded = self._indexes
        found = printed.get(surface, []) + folded.get(self.spelling.normal_form(surface), [])
        weak = {row: is_weak for is_weak, *_, row in sorted(found, reverse=True)}
        return tuple(Bearer(self.entries[self._rows[row][1][_KEY]], weak[row]) for row in _rows_of(found))

    def offices(self, entry: Entry) -> tuple[Office, ...]:
        """What a person is and was, as far as the tables say."""
        main = Office(entry.title, entry.of, entry.from_year, entry.to_year)
        return (*((main,) if entry.title else ()), *self._held.get(entry.key, ()))

    @cached_property
    def _people_by_edge(self) -> Mapping[tuple[int, str], Sequence[tuple[str, ...]]]:
        """The names of people of two words and more by their first (0) and by their last word (-1)."""
        by_edge: dict[tuple[int, str], list[tuple[str, ...]]] = {}
        for form, bearers in self._indexes[1].items():
            if " " in form and any(self._rows[row][0] is _PEOPLE for *_, row in bearers):
                words = tuple(form.split())
                for edge in (0, -1):
                    by_edge.setdefault((edge, words[edge]), []).append(words)
        return by_edge

    def people_beside(self, words: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Entry]]:
        """The people whose names have as many words as *words* (normal forms) and the same first or last word."""
        beside = (name for edge in (0, -1) for name in self._people_by_edge.get((edge, words[edge]), ()))
        for name in dict.fromkeys(beside):
            if len(name) == len(words):
                for entry in self.lookup(" ".join(name)):
                    if entry.type is EntityType.PERSON:
                        yield name, entry

    def _entries_of(self, bearers: Sequence[_Bearer]) -> tuple[Entry, ...]:
        return tuple(self.entries[self._rows[row][1][_KEY]] for row in _rows_of(bearers))

    def match(self, words: Sequence[str]) -> Iterator[Match]:
        """The names in *words*, from left to right, the longest first, none inside another.

        A name begins and ends at a word whose first letter is a capital (or a figure), unless it is printed in small
        letters itself ("detikcom").
        """
        last = 0
        for first, reach in enumerate(map(self._reaches.__getitem__, words)):
            if reach and first >= last and (found := self._match_at(first, reach, words)) is not None:
                yield found
                last = found.last

    def _reach(self, word: str) -> int:
        """How many normal words a name can have that begins with a word as printed; 0: none does."""
        read = self.spelling.words(word)
        longest = self._longest.get(read[0], 0) if read and not word[0].islower() else 0
        return longest or int(bool(read) and word in self._indexes[0])

    def _match_at(self, first: int, reach: int, words: Sequence[str]) -> Match | None:
        """The longest name that begins with the word at *first*, of at most so many normal words."""
        printed, folded = self._indexes
        if not words[first][0].islower():
            for last, form in reversed(self._beginnings(first, reach, words)):
                if form in folded:
                    return Match(first, last + 1, *self._meanings[form, words[first] if last == first else ""])
        return Match(first, first + 1, *self._meanings["", words[first]]) if words[first] in printed else None

    def _beginnings(self, first: int, reach: int, words: Sequence[str]) -> list[tuple[int, str]]:
        """What a name that begins at *first* can be: its last word and its normal form, the shortest first."""
        found: list[tuple[int, str]] = []
        forms: list[str] = []
        for last in range(first, len(words)):
            read = self.spelling.words(words[last])
            if read == ("dan",) and forms and forms[-1] == ",":
                del forms[-1]
            forms += read
            if len(forms) > reach:
                break
            if read and not words[last][0].islower():
                found.append((last, " ".join(forms)))
        return found

    def _meaning(self, name: tuple[str, str]) -> tuple[tuple[Entry, ...], bool]:
        """What bears a name (in normal form, or one word as printed), and whether the name is enough to mean it."""
        printed, folded = self._indexes
        bearers = folded.get(name[0], []) + printed.get(name[1], [])
        return self._entries_of(bearers), not all(is_weak for is_weak, *_ in bearers)


def _rows_of(bearers: Sequence[_Bearer]) -> Iterable[int]:
    """The rows of bearers, the likeliest first, each once."""
    return dict.fromkeys(row for *_, row in sorted(bearers))


# -- reading the tables -----------------------------------------------------------------------------------------------


_own: tuple[Registration, ...] = ()
"""What the user's registries hold, in this process."""


def use_registries(own: Iterable[Registration]) -> None:
    """From now on let :func:`load_authority` know what registries of the user's hold, and nothing of earlier ones."""
    global _own
    _own = tuple(own)


def load_authority(directory: Path | None = None) -> Authority:
    """Read the authority from *directory*, by default the one that the package carries (read once).

    To the default one belongs what :func:`use_registries` was given.

    Raises:
        KnowledgeError: a table is missing or broken; names file and line.
    """
    return _default(_own) if directory is None else _read(directory)


@lru_cache(maxsize=2)
def _default(own: tuple[Registration, ...]) -> Authority:
    return _read(ontology_directory() / "authority", own)


def _read(directory: Path, own: Sequence[Registration] = ()) -> Authority:
    spelling = read_spelling(directory / "spelling.csv")
    patterns = read_rows(directory / "patterns.csv", NamePattern._fields)
    rows = _read_entries(directory)
    identifiers = _take_up(rows, own, spelling) if own else {}
    return Authority(
        rows,
        read_titles(directory / "titles.csv", spelling),
        [NamePattern(*cells) for _, cells in patterns],
        spelling,
        _read_held(directory / "held.csv"),
        identifiers,
    )


def _take_up(rows: list[_Row], own: Sequence[Registration], spelling: Spelling) -> Mapping[str, str]:
    """Complete the rows by the user's registries, whose names and ids go before ours.

    Returns:
        The identifier there ("" where it has but a Wikidata item) of each row that a registry has.
    """
    forms = spelling.normal_forms([values[_NAME] for _, values in rows])
    number_of: dict[tuple[EntityType, str], int] = {}
    for number, ((table, values), form) in enumerate(zip(rows, forms, strict=True)):
        for name in (values[_WIKIDATA], form if values[_KIND] not in _NAMESAKES else ""):
            if name:
                number_of.setdefault((table.type, name), number)
    taken = {values[_KEY] for _, values in rows}
    identifiers: dict[str, str] = {}
    for each, form in zip(own, spelling.normal_forms([each.name for each in own]), strict=True):
        found = (number_of.get((each.type, name)) for name in (each.wikidata, form) if name)
        number = next((known for known in found if known is not None), len(rows))
        if number == len(rows):
            rows.append(_new_row(each, form, taken))
        _complete(rows[number][1], each)
        for name in filter(None, (each.wikidata, form)):
            number_of[each.type, name] = number
        key = rows[number][1][_KEY]
        identifiers[key] = each.iri or identifiers.get(key, "")
    return identifiers


def _new_row(each: Registration, form: str, taken: set[str]) -> _Row:
    table = next(table for table in _TABLES if table.type is each.type)
    slug = "-".join(form.split()) or "own"
    key = next(key for key in chain((slug,), (f"{slug}-{n}" for n in count(2))) if key not in taken)
    taken.add(key)
    values = [""] * len(table.columns)
    values[_KEY], values[_NAME], values[_KIND], values[_COUNTRY] = key, each.name, each.kind, each.country
    return table, values


def _complete(values: list[str], each: Registration) -> None:
    """Let a row say what a registry says, and what it said before where the registry says nothing."""
    names = dict.fromkeys((*each.aliases, values[_NAME], *_parts(values[_ALIASES])))
    names.pop(each.name, None)
    values[_NAME], values[_ALIASES] = each.name, "|".join(names)
    values[_ACRONYM] = "|".join(dict.fromkeys((*each.acronyms, *_parts(values[_ACRONYM]))))
    values[_WIKIDATA] = each.wikidata or values[_WIKIDATA]
    if each.type is EntityType.PERSON:
        words = [name for name in (each.name, *each.aliases) if " " not in name]
        values[_WEAK] = "|".join(dict.fromkeys((*_parts(values[_WEAK]), *words)))


def _read_held(path: Path) -> Mapping[str, Sequence[Office]]:
    """What people held besides their main office, by their keys."""
    held: dict[str, list[Office]] = {}
    for line, (key, title, of, *years) in read_rows(path, _HELD):
        if wrong := next((year for year in years if year and not year.isdecimal()), None):
            raise KnowledgeError(f"{wrong!r} is no year", place=f"{path}:{line}")
        begin, end = (int(year) if year else None for year in years)
        held.setdefault(key, []).append(Office(title, of, begin, end))
    return held


def _read_entries(directory: Path) -> list[_Row]:
    rows: list[_Row] = []
    lines: list[int] = []
    for table in _TABLES:
        for line, values in read_rows(directory / f"{table.name}.csv", table.columns):
            rows.append((table, values))
            lines.append(line)
    for number, cause in _mistakes(rows):
        raise KnowledgeError(cause, place=f"{directory / rows[number][0].name}.csv:{lines[number]}")
    return rows


def _mistakes(rows: Sequence[_Row]) -> Iterator[tuple[int, str]]:
    """The number of each row that cannot be used, and why."""
    keys: set[str] = set()
    for number, (_, values) in enumerate(rows):
        if not values[_KEY] or not values[_NAME]:
            yield number, "a row without key or name"
        if values[_KEY] in keys:
            yield number, f"the key {values[_KEY]} is there twice"
        keys.add(values[_KEY])
    checked: _Table | None = None
    for number, (table, values) in enumerate(rows):
        if table is not checked:
            checked, columns = table, [(c, table.columns.index(c)) for c in _CHECKED if c in table.columns]
        for column, index in columns:
            if (value := values[index]) and (not value.isdecimal() if column in _YEARS else value not in keys):
                yield number, f"{column} {value!r} is no {'year' if column in _YEARS else 'key'}"
