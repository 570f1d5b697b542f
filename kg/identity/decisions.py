"""What people decided of things and happenings: a table of "same" and "different" that overrides the rules of joining.

``docs/identity.md`` says what the table may hold.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from kg.errors import InputError

_COLUMNS = ("iri", "same|different", "iri", "who", "why")


class Verdict(StrEnum):
    """What was decided of two things."""

    SAME = "same"
    DIFFERENT = "different"


class Decision(NamedTuple):
    """One row of the table.

    Attributes:
        place: file and line.
        one, other: names of things or happenings ("person/budi-santoso"); *other* may be an article.
        verdict: whether they are one.
        who, why: as written.
    """

    place: str
    one: str
    verdict: Verdict
    other: str
    who: str
    why: str

    @property
    def line(self) -> str:
        """The number of its line."""
        return self.place.rpartition(":")[2]

    def refused(self, cause: str, advice: str = "") -> InputError:
        """The error that says what is wrong with it."""
        return InputError(cause, place=self.place, advice=advice)


class DecisionsError(InputError):
    """A table of decisions that cannot be used; prints a line for each row that is wrong.

    Attributes:
        problems: one error a row, in order of the lines.
    """

    def __init__(self, problems: Iterable[InputError]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(problem.cause for problem in self.problems))

    def __str__(self) -> str:
        return "\n".join(str(problem) for problem in self.problems)


def read_decisions(path: str | Path, base: str) -> tuple[Decision, ...]:
    """Read a table of decisions.

    Args:
        path: a CSV file in UTF-8: a header, then rows of IRI, ``same`` or ``different``, IRI, who, why.
        base: what the IRIs of the graph begin with; they may also be written without it.

    Raises:
        InputError: it cannot be read.
        DecisionsError: rows are wrong.
    """
    path = Path(path)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"is not UTF-8: byte 0x{error.object[error.start]:02X}", place=str(path)) from error
    except OSError as error:
        raise InputError((error.strerror or "cannot be read").lower(), place=str(path)) from error
    decisions: list[Decision] = []
    problems: list[InputError] = []
    reader = csv.reader(text.splitlines(keepends=True), strict=True)
    try:
        for number, row in enumerate(reader):
            place = f"{path}:{reader.line_num}"
            try:
                if number == 0:
                    _check_header(row, place)
                elif any(cell.strip() for cell in row):
                    decisions.append(_decision([cell.strip() for cell in row], place, base))
            except InputError as error:
                problems.append(error)
    except csv.Error as error:
        problems.append(InputError(f"not CSV: {error}", place=f"{path}:{reader.line_num}"))
    if problems:
        raise DecisionsError(problems)
    return tuple(decisions)


def _check_header(row: Sequence[str], place: str) -> None:
    if len(row) > 1 and row[1].strip() in set(Verdict):
        raise InputError("there is no header", place=place, advice=f"Begin with a line {','.join(_COLUMNS)}")


def _decision(row: Sequence[str], place: str, base: str) -> Decision:
    if len(row) != len(_COLUMNS):
        cells = f"{len(row)} column{'' if len(row) == 1 else 's'}"
        advice = f"Write {','.join(_COLUMNS)}; what holds a comma, as the IRI of a passage, stands in quotation marks."
        raise InputError(f"{cells} instead of {len(_COLUMNS)}", place=place, advice=advice)
    one, verdict, other, who, why = row
    if verdict not in set(Verdict):
        raise InputError(f"{verdict!r} is no decision", place=place, advice="Write same or different.")
    one, other = _name(one, base), _name(other, base)
    if not one or not other:
        raise InputError("an IRI is missing", place=place, advice="kg explain shows the IRIs of a graph.")
    if one == other:
        raise InputError(f"<{one}> is named twice", place=place, advice="A decision is about two things.")
    if one.startswith("article/"):
        one, other = other, one
    return Decision(place, one, Verdict(verdict), other, who, why)


def _name(iri: str, base: str) -> str:
    """The IRI without the base; that of a passage stands for its article."""
    name = iri.removeprefix("<").removesuffix(">").removeprefix(base)
    return name.partition("#")[0] if name.startswith("article/") else name
