"""Places in the calendar: days, weeks, months, parts of years, years, decades, centuries.

Each is a :class:`Stretch`: its TIMEX3 value together with where it begins and ends. The week is that of ISO 8601.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple


class Stretch(NamedTuple):
    """A place in the calendar.

    Attributes:
        value: TIMEX3 value (``2013-W37``).
        begin: ISO 8601 year, month or day; "" where there is none.
        end: its last day, month or year, None where that is ``begin``.
    """

    value: str
    begin: str
    end: str | None = None

    def moved(self, years: int) -> Stretch:
        """The same day or month of another year; 29 February only where the year has one, else itself."""
        year = f"{int(self.begin[:4]) + years:04}"
        if self.begin[5:] == "02-29" and day_or_none(int(year), 2, 29) is None:
            return self
        return Stretch(year + self.value[4:], year + self.begin[4:], self.end)


def day_of(day: date) -> Stretch:
    """One day."""
    return Stretch(day.isoformat(), day.isoformat())


def week_of(day: date) -> Stretch:
    """The week that holds *day*, Monday to Sunday."""
    monday = day - timedelta(days=day.weekday())
    year, week, _ = monday.isocalendar()
    return Stretch(f"{year:04}-W{week:02}", monday.isoformat(), (monday + timedelta(days=6)).isoformat())


def weekend_of(day: date) -> Stretch:
    """Saturday and Sunday of the week that holds *day*."""
    saturday = day + timedelta(days=5 - day.weekday())
    return Stretch(week_of(day).value + "-WE", saturday.isoformat(), (saturday + timedelta(days=1)).isoformat())


def month_of(year: int, month: int) -> Stretch:
    """A month; *month* may run over (0 is December of the year before)."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return Stretch(f"{year:04}-{month:02}", f"{year:04}-{month:02}")


def year_of(year: int) -> Stretch:
    """One year."""
    return Stretch(f"{year:04}", f"{year:04}")


def years_from(first: int, last: int, value: str) -> Stretch:
    """Several years, with the TIMEX3 value of a decade or a century."""
    return Stretch(value, f"{first:04}", f"{last:04}")


def part_of_year(year: int, number: int, months: int) -> Stretch:
    """The *number*-th quarter (*months* 3), third (4) or half (6) of a year."""
    letter = {3: "Q", 6: "H", 4: "T"}[months]
    begin, end = month_of(year, (number - 1) * months + 1), month_of(year, number * months)
    return Stretch(f"{year:04}-{letter}{number}", begin.begin, end.begin)


_YEARS = {"W": 0.02, "M": 0.09, "Y": 1, "DE": 10, "CE": 100, "D": 0.003}


def moved(anchor: date, count: int, unit: str) -> Stretch | None:
    """*anchor* moved by *count* units of TIMEX3 (D, W, M, Y, DE, CE), as precise as the unit.

    None where the unit is shorter than a day or the calendar does not go so far.
    """
    if not 1 <= anchor.year + count * _YEARS.get(unit, 0) <= 9900 or abs(count) > 100_000:
        return None
    match unit:
        case "D":
            return day_of(anchor + timedelta(days=count))
        case "W":
            return week_of(anchor + timedelta(weeks=count))
        case "M":
            return month_of(anchor.year, anchor.month + count)
        case "Y":
            return year_of(anchor.year + count)
        case "DE":
            first = anchor.year // 10 * 10 + 10 * count
            return years_from(first, first + 9, str(first // 10))
        case "CE":
            first = anchor.year // 100 * 100 + 100 * count
            return years_from(first, first + 99, str(first // 100))
    return None


def day_or_none(year: int, month: int, day: int) -> date | None:
    """The day, or None where the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None
