"""Dates that a page prints: its own date line, and full dates in its body."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone

# Names and abbreviations, Indonesian and English, by their first three letters. "Agt" and "Ags" are both in use.
_MONTHS = {
    "jan": 1, "feb": 2, "peb": 2, "mar": 3, "apr": 4, "mei": 5, "may": 5, "jun": 6, "jul": 7, "agu": 8, "agt": 8,
    "ags": 8, "aug": 8, "sep": 9, "okt": 10, "oct": 10, "nov": 11, "nop": 11, "des": 12, "dec": 12,
}  # fmt: skip
_MONTH = (
    r"(?:januari|january|jan|februari|february|pebruari|feb|peb|maret|march|mar|april|apr|mei|may|juni|june|jun"
    r"|juli|july|jul|agustus|august|agust|agu|agt|ags|aug|september|sept|sep|oktober|october|okt|oct"
    r"|november|nopember|nov|nop|desember|december|des|dec)"
)
_DAY_NAME = (
    r"(?:senin|selasa|rabu|kamis|jum['’`]?at|sabtu|minggu|ahad"
    r"|monday|tuesday|wednesday|thursday|friday|saturday|sunday|mon|tue|wed|thu|fri|sat|sun|sen|sel|rab|kam|jum|sab|min)"
)
# Indonesia's three zones, and those that foreign pages print.
_ZONES = {"wib": 7, "wita": 8, "wit": 9, "gmt": 0, "utc": 0, "z": 0}
_ZONE = r"(?:wib|wita|wit|(?:gmt|utc)?\s?[+-]\d{1,2}(?::?\d{2})?|gmt|utc|z)\b"
_TIME = rf"(?P<hour>[01]?\d|2[0-3])[:.](?P<minute>[0-5]\d)(?:[:.][0-5]\d(?:\.\d+)?)?\s*(?P<zone>{_ZONE})?"
_DATE = (
    rf"(?P<d1>\d{{1,2}})[ \-./]{{0,2}}(?P<m1>{_MONTH})\b\.?[ \-.,/]{{0,2}}(?P<y1>(?:19|20)\d\d)"
    rf"|(?P<m2>{_MONTH})\b\.? (?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<y2>(?:19|20)\d\d)"
    r"|(?P<y3>(?:19|20)\d\d)-(?P<n3>\d{1,2})-(?P<d3>\d{1,2})"
    r"|(?P<d4>\d{1,2})[/\-.](?P<n4>\d{1,2})[/\-.](?P<y4>(?:19|20)\d\d)"
)
_DATE_LINE = re.compile(
    rf"(?<![\w/])(?:{_DAY_NAME}\s*[,.]?\s*(?:tanggal\s*)?)?(?:{_DATE})(?!\d)"
    rf"(?:(?:\s*[,|/@\-–—•·(]*\s*(?:pukul|pkl|jam|at)?\.?\s*|t){_TIME})?",
    re.IGNORECASE,
)
_BODY_DATE = re.compile(rf"(?<![\w/.])(?:{_DATE})(?!\d)(?P<later>\)?,? (?:mendatang|nanti)\b)?", re.IGNORECASE)
_UPDATE = re.compile(r"\b(?:diperbarui|diperbaharui|updated?|di-?update|last modified|terakhir)\b", re.IGNORECASE)

WIB = timezone(timedelta(hours=7), "WIB")
"""Zone of a page that prints a time without one: the outlets sit in Jakarta."""


@dataclass(frozen=True, slots=True)
class DateLine:
    """A date as a page prints it.

    Attributes:
        when: the day, or the moment with its zone.
        start, end: where it stands in the line.
        is_update: True for "Diperbarui …": a publication date, if there is one, goes first.
    """

    when: datetime | date
    start: int
    end: int
    is_update: bool


def find_date(line: str) -> DateLine | None:
    """The date that *line* prints, with its time, or None."""
    for match in _DATE_LINE.finditer(line):
        day = _day(match)
        if day is None:
            continue
        when: datetime | date = day
        if match["hour"]:
            when = datetime.combine(day, time(int(match["hour"]), int(match["minute"])), _zone(match["zone"]))
        return DateLine(when, match.start(), match.end(), bool(_UPDATE.search(line, 0, match.start())))
    return None


def latest_date(text: str, spans: Iterable[tuple[int, int]]) -> date | None:
    """The latest full date in *spans* of *text*, or None.

    Dates that the text itself calls future ("22 Juni 2025 mendatang") do not count, and dates in the reporter's own
    form, "Rabu (18/6/2025)", go before all others: a contract "until 31 Desember 2029" is no day to count from.
    """
    reported: list[date] = []
    other: list[date] = []
    for start, end in spans:
        for match in _BODY_DATE.finditer(text, start, end):
            day = _day(match)
            if day is not None and not match["later"]:
                (reported if match.start() and text[match.start() - 1] == "(" else other).append(day)
    return max(reported or other, default=None)


def _day(match: re.Match[str]) -> date | None:
    day, month, year = next(
        (match[f"d{n}"], match[f"{kind}{n}"], match[f"y{n}"])
        for n, kind in ((1, "m"), (2, "m"), (3, "n"), (4, "n"))
        if match[f"y{n}"]
    )
    number = int(month) if month.isdigit() else _MONTHS[month[:3].lower()]
    try:
        return date(int(year), number, int(day))
    except ValueError:  # "31/2/2025", or a month and day the American way round
        return None


def _zone(name: str | None) -> timezone:
    if not name:
        return WIB
    plain = name.lower()
    if plain in _ZONES:
        return timezone(timedelta(hours=_ZONES[plain]))
    offset = re.search(r"([+-])(\d{1,2}):?(\d{2})?", plain)
    if offset is None:
        return WIB
    size = timedelta(hours=int(offset[2]), minutes=int(offset[3] or 0))
    return timezone(min(size, timedelta(hours=14)) * (-1 if offset[1] == "-" else 1))
