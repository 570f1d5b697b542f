"""Titles that stand beside a person's name: offices, ranks, degrees, honorifics."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from kg.engine import Memo
from kg.errors import KnowledgeError
from kg.knowledge.spelling import Spelling
from kg.knowledge.tables import read_rows

_COLUMNS = ("surface", "expansion", "kind", "position", "organisation_pattern")
_KINDS = frozenset({"office", "rank", "degree", "honorific", "modifier", "role"})
_ANY_CASE = frozenset({"office", "modifier", "role"})
_SHORT = 3
_LONGEST_OFFICE = 5
"""How many words an office before a name may have."""


@dataclass(frozen=True, slots=True)
class Title:
    """A word or words that stand beside a person's name.

    Attributes:
        surface: as printed ("Menlu").
        expansion: in full ("Menteri Luar Negeri").
        kind: "office", "rank", "degree", "honorific", "modifier" (before an office and part of the title as printed:
            "mantan", "Plt") or "role" (what somebody is in a case, no position: "tersangka").
        is_before: stands before the name, not after it.
        organisation_patterns: what the office belongs to, the best first. A pattern with a slot ({country}, {place},
            {organisation}, {person}) counts where a name of that type follows: "{country}" for "Menlu Rusia",
            "Polda {place}" for "Kapolda Jabar"; {field} is filled by the capitalised words between the title and
            the person, {court} by the court that sits. One without a slot is what the office alone implies
            ("Kementerian Sosial").
    """

    surface: str
    expansion: str
    kind: str
    is_before: bool
    organisation_patterns: tuple[str, ...] = ()

    @property
    def implies(self) -> bool:
        """Whether the title alone says what it belongs to: "Mensos"."""
        return any("{" not in pattern for pattern in self.organisation_patterns)


class Titles:
    """All titles, found by their words."""

    def __init__(self, titles: Sequence[Title], spelling: Spelling) -> None:
        self._titles = tuple(titles)
        self._spelling = spelling
        self._reaches = Memo(self._reach)

    def __iter__(self) -> Iterator[Title]:
        return iter(self._titles)

    def __len__(self) -> int:
        return len(self._titles)

    @cached_property
    def _by_form(self) -> dict[str, list[Title]]:
        by_form: dict[str, list[Title]] = {}
        for title, form in zip(self._titles, self._spelling.normal_forms([t.surface for t in self]), strict=True):
            by_form.setdefault(form, []).append(title)
        return by_form

    @cached_property
    def _longest(self) -> dict[str, int]:
        longest: dict[str, int] = {}
        for form in self._by_form:
            words = form.split()
            longest[words[0]] = max(longest.get(words[0], 0), len(words))
        return longest

    def _reach(self, word: str) -> int:
        """How many words a title can have that begins with a word as printed; 0: none does."""
        opening = self._spelling.words(word)[:1]
        return self._longest.get(opening[0], 0) if opening else 0

    def match(self, words: Sequence[str], start: int = 0) -> tuple[int, Title] | None:
        """The longest title that begins at ``words[start]``: the index after its last word, and the title.

        Offices, modifiers and roles are found in any case ("juru bicara"); acronyms, ranks, degrees and honorifics
        only as they are printed, so that "lalu" (then) is not the honorific Lalu. The full stop of an abbreviation
        ("Plt. Kepala") belongs to the title.
        """
        limit = self._reaches[words[start]] if start < len(words) else 0
        if not limit:
            return None
        forms: list[str] = []
        ends: list[tuple[int, int]] = []
        for index in range(start, len(words)):
            read = self._spelling.words(words[index])
            forms += read
            if len(forms) > limit:
                break
            if read:
                ends.append((len(forms), index + 1))
        for length, end in reversed(ends):
            for title in self._by_form.get(" ".join(forms[:length]), ()):
                if _has_case_of(title, words[start:end]):
                    has_stop = words[end : end + 1] == ["."] and end + 1 < len(words)
                    return end + has_stop, title
        return None

    def office_before(self, words: Sequence[str], end: int) -> tuple[int, Title] | None:
        """The longest office that ends before ``words[end]``: the index of its first word, and the title."""
        before = words[:end]
        for first in range(max(0, end - _LONGEST_OFFICE), end):
            found = self.match(before, first)
            if found is not None and found[0] == end and found[1].kind == "office":
                return first, found[1]
        return None


def _has_case_of(title: Title, words: Sequence[str]) -> bool:
    surface = title.surface
    if title.kind in _ANY_CASE and not surface.isupper() and len(surface) > _SHORT:
        return True
    printed = " ".join(words).rstrip(".")
    return printed == surface.rstrip(".") or (len(printed) > _SHORT and printed == surface.upper())


def read_titles(path: Path, spelling: Spelling) -> Titles:
    """Read the table of titles.

    Raises:
        KnowledgeError: the table is broken.
    """
    titles = []
    for line, (surface, expansion, kind, position, pattern) in read_rows(path, _COLUMNS):
        if not surface[:1].strip() or kind not in _KINDS or position not in {"before", "after"}:
            raise KnowledgeError(f"{surface!r} is no title", place=f"{path}:{line}")
        titles.append(Title(surface, expansion, kind, position == "before", tuple(filter(None, pattern.split("|")))))
    return Titles(titles, spelling)
