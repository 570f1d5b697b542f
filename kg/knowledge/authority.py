"""The authority: names of countries, places, organisations, people and titles.

The tables lie in ``ontology/authority/``; the README there says what their columns mean and where each row is from.
Names are compared in the normal form of :mod:`kg.knowledge.spelling`. Acronyms in capitals and names of up to three
letters keep their case: "AS" is a country, "as" an axle.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import NamedTuple

from kg.errors import KnowledgeError
from kg.knowledge.location import ontology_directory
from kg.knowledge.spelling import Spelling, read_spelling
from kg.knowledge.tables import read_rows
from kg.knowledge.titles import Titles, read_titles
from kg.model import EntityType

_NAMES = ("key", "name", "aliases", "acronym", "weak", "kind", "country", "wikidata")
_TABLES: tuple[tuple[str, EntityType, tuple[str, ...]], ...] = (
    ("countries", EntityType.COUNTRY, (*_NAMES, "parent", "capital", "demonyms", "source")),
    ("places", EntityType.PLACE, (*_NAMES, "parent", "source")),
    ("facilities", EntityType.FACILITY, (*_NAMES, "parent", "source")),
    ("organisations", EntityType.ORGANISATION, (*_NAMES, "parent", "source")),
    ("works", EntityType.WORK, (*_NAMES, "parent", "source")),
    ("people", EntityType.PERSON, (*_NAMES, "title", "of", "from", "to", "source")),
)
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


class NamePattern(NamedTuple):
    """How the names of organisations of one kind are made: ``Polda {X}`` is ``Kepolisian Daerah {X}``."""

    pattern: str
    expansion: str
    kind: str
    parent: str


class _Row(NamedTuple):
    """A row of a table, not yet an :class:`Entry`: most are never asked for."""

    type: EntityType
    cells: dict[str, str]
    place: str


class _Bearer(NamedTuple):
    """A row that bears a name. Sorts the likeliest first."""

    is_weak: bool
    precedence: int
    is_alias: bool
    row: int


class _Entries(Mapping[str, Entry]):
    """The entries by their key, made when first asked for."""

    def __init__(self, rows: Sequence[_Row]) -> None:
        self._rows = rows
        self._made: dict[str, Entry] = {}
        self._numbers = {row.cells["key"]: number for number, row in enumerate(rows)}
        self._capital_of = {c["capital"]: c["key"] for _, c, _ in rows if c.get("capital")}

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
        cells = row.cells
        get = cells.get
        return Entry(
            key=cells["key"],
            type=row.type,
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
        )


def _parts(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("|")) if cell else ()


def _keeps_case(name: str) -> bool:
    return len(name) <= _SHORT or (name.isupper() and " " not in name)


class Authority:
    """What is known of the things that the news names. Made by :func:`load_authority`.

    Attributes:
        entries: every entry by its key.
        titles: offices, ranks, degrees and honorifics.
        patterns: how organisations of one kind are named.
        spelling: the normal form in which names are compared.
    """

    def __init__(
        self, rows: Sequence[_Row], titles: Titles, patterns: Sequence[NamePattern], spelling: Spelling
    ) -> None:
        self._rows = rows
        self.entries: Mapping[str, Entry] = _Entries(rows)
        self.titles = titles
        self.patterns = tuple(patterns)
        self.spelling = spelling

    @cached_property
    def _indexes(self) -> tuple[dict[str, list[_Bearer]], dict[str, list[_Bearer]]]:
        """The bearers of each name: those that keep their case as printed, the others in normal form."""
        printed: dict[str, list[_Bearer]] = {}
        names: list[str] = []
        bearers: list[_Bearer] = []
        for number, (kind, cells, _) in enumerate(self._rows):
            weak = cells["weak"].split("|") if cells["weak"] else ()
            precedence = _PRECEDENCE.get(cells["kind"], len(_PRECEDENCE))
            surfaces = [cells["name"], *_parts(cells["acronym"]), *_parts(cells["aliases"])]
            for order, name in enumerate(surfaces):
                is_weak = name in weak or (kind is EntityType.PERSON and " " not in name)
                bearer = _Bearer(is_weak, precedence, order > 0, number)
                if _keeps_case(name) or name[0].islower():
                    printed.setdefault(name, []).append(bearer)
                if not _keeps_case(name):
                    names.append(name)
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

    def lookup(self, surface: str) -> tuple[Entry, ...]:
        """What bears the name *surface*, the likeliest first; empty where nothing does."""
        printed, folded = self._indexes
        bearers = printed.get(surface, []) + folded.get(self.spelling.normal_form(surface), [])
        return self._entries_of(bearers)

    def _entries_of(self, bearers: Sequence[_Bearer]) -> tuple[Entry, ...]:
        keys = dict.fromkeys(self._rows[bearer.row].cells["key"] for bearer in sorted(bearers))
        return tuple(self.entries[key] for key in keys)

    def match(self, words: Sequence[str]) -> Iterator[Match]:
        """The names in *words*, from left to right, the longest first, none inside another.

        A name begins and ends at a word whose first letter is a capital (or a figure), unless it is printed in small
        letters itself ("detikcom").
        """
        forms: list[str] = []
        owners: list[int] = []
        for index, word in enumerate(words):
            read = self.spelling.words(word)
            if read == ("dan",) and forms and forms[-1] == ",":
                del forms[-1], owners[-1]
            forms += read
            owners += [index] * len(read)
        position = 0
        while position < len(forms):
            found = self._match_at(position, forms, owners, words)
            if found is None:
                position += 1
                continue
            yield found
            while position < len(forms) and owners[position] < found.last:
                position += 1

    def _match_at(self, start: int, forms: list[str], owners: list[int], words: Sequence[str]) -> Match | None:
        first = owners[start]
        if start and owners[start - 1] == first:
            return None
        printed, folded = self._indexes
        if not words[first][0].islower():
            for end in range(min(start + self._longest.get(forms[start], 0), len(forms)), start, -1):
                last = owners[end - 1]
                if (end < len(forms) and owners[end] == last) or words[last][0].islower():
                    continue
                bearers = folded.get(" ".join(forms[start:end]))
                if bearers is not None:
                    if last == first:
                        bearers = bearers + printed.get(words[first], [])
                    return self._made_match(first, last + 1, bearers)
        bearers = printed.get(words[first])
        return self._made_match(first, first + 1, bearers) if bearers else None

    def _made_match(self, first: int, last: int, bearers: Sequence[_Bearer]) -> Match:
        return Match(first, last, self._entries_of(bearers), not all(bearer.is_weak for bearer in bearers))


# -- reading the tables -----------------------------------------------------------------------------------------------


def load_authority(directory: Path | None = None) -> Authority:
    """Read the authority from *directory*, by default the one that the package carries (read once).

    Raises:
        KnowledgeError: a table is missing or broken; names file and line.
    """
    return _default() if directory is None else _read(directory)


@cache
def _default() -> Authority:
    return _read(ontology_directory() / "authority")


def _read(directory: Path) -> Authority:
    spelling = read_spelling(directory / "spelling.csv")
    rows = [row for name, kind, columns in _TABLES for row in _read_entries(directory / f"{name}.csv", kind, columns)]
    _check_references(rows)
    patterns = read_rows(directory / "patterns.csv", NamePattern._fields)
    return Authority(
        rows,
        read_titles(directory / "titles.csv", spelling),
        [NamePattern(*cells) for _, cells in patterns],
        spelling,
    )


def _read_entries(path: Path, kind: EntityType, columns: tuple[str, ...]) -> Iterator[_Row]:
    for line, values in read_rows(path, columns):
        cells = dict(zip(columns, values, strict=True))
        place = f"{path}:{line}"
        if not cells["key"] or not cells["name"]:
            raise KnowledgeError("a row without key or name", place=place)
        for year in (cells.get("from"), cells.get("to")):
            if year and not (year.isascii() and year.isdigit()):
                raise KnowledgeError(f"{year!r} is no year", place=place)
        yield _Row(kind, cells, place)


def _check_references(rows: Sequence[_Row]) -> None:
    keys: set[str] = set()
    for row in rows:
        if row.cells["key"] in keys:
            raise KnowledgeError(f"the key {row.cells['key']} is there twice", place=row.place)
        keys.add(row.cells["key"])
    for row in rows:
        for column in ("parent", "of", "capital"):
            key = row.cells.get(column)
            if key and key not in keys:
                raise KnowledgeError(f"{column} {key} is no key", place=row.place)
