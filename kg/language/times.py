"""Sentences → the times they name, resolved to the calendar.

``times.toml`` holds the words and the shapes of time expressions, :mod:`kg.language.timegrammar` matches them,
:mod:`kg.language.calendar` counts days; here a reader for each shape says which place in the calendar its words mean.

:func:`find_timexes` yields every expression as TimeML's TIMEX3 sees it, :func:`find_times` what the graph needs.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from itertools import takewhile
from typing import Any

from kg.language.calendar import (
    Stretch,
    day_of,
    day_or_none,
    month_of,
    moved,
    part_of_year,
    weekend_of,
    year_of,
    years_from,
)
from kg.language.storytimes import NEAR, OF_DAY, Timex, place_in_story
from kg.language.timegrammar import Term, match_rules, read_grammar
from kg.model import Article, Sentence, Span, Time


def find_times(article: Article, sentences: tuple[Sentence, ...]) -> tuple[Time, ...]:
    """Find the times that *sentences* name: days, weeks, months, years, spans and durations.

    Relative ones ("Rabu lalu", "bulan depan", "13/9") count from ``article.anchor`` and are left out where it is None.
    A week is a span from Monday to Sunday. Parts of the day and clock times belong to the words, not to the value.
    Frequencies ("setiap Senin"), vague references ("saat ini"), lone clock times and years that only label a name
    ("Pemilu 2024") are left out.
    """
    return tuple(
        Time(timex.span, sentence.index, timex.first, timex.last, timex.begin, timex.end, timex.begin[0] == "P")
        for sentence, found in zip(sentences, find_timexes(sentences, article.anchor), strict=True)
        for timex in found
        if timex.begin
    )


def find_timexes(sentences: tuple[Sentence, ...], anchor: date | None) -> list[list[Timex]]:
    """Find every time expression of each of the *sentences* of an article, in order.

    Relative ones count from *anchor*, "sehari sebelumnya" and its like from the time that was named before them.
    """
    if anchor is not None and not 1000 <= anchor.year <= 9000:  # a broken page; nothing can be counted from there
        anchor = None
    found = [
        [
            timex
            for reads, terms in match_rules(sentence.tokens)
            if (timex := _READERS[reads](_Words(terms, sentence, anchor))) is not None
        ]
        for sentence in sentences
    ]
    place_in_story(sentences, found, anchor)
    return found


# -- the words of one expression ------------------------------------------------------------------------------------


_OF_CLOCK = frozenset({"clock", "small", "half", "numeral", "tens"})
_INTRODUCING = frozenset({"lead", "until", "dash", "era", "comma", "open", "numbering", "dot"})


class _Words:
    """The terms of one match, trimmed of what only introduces or encloses them."""

    def __init__(self, terms: list[Term], sentence: Sentence, anchor: date | None) -> None:
        while terms[0].category in _INTRODUCING:
            del terms[0]
        if terms[-1].category == "close" and not any(term.category == "open" for term in terms):
            del terms[-1]
        self.terms = terms
        self.sentence = sentence
        self.anchor = anchor

    def has(self, *categories: str) -> bool:
        return any(term.category in categories for term in self.terms)

    def one(self, *categories: str) -> Any:
        return next((term.value for term in self.terms if term.category in categories), None)

    def only(self, terms: list[Term]) -> _Words:
        return _Words(list(terms), self.sentence, self.anchor)

    @property
    def direction(self) -> int | None:
        """-1 for lalu, 0 for ini, 1 for mendatang, None where nothing is said."""
        said: int | None = self.one(
            "past", "kemarin", "future", "later", "this", "that", "just", "last", "lagi", "around", "next_day"
        )
        return said

    @property
    def looks_ahead(self) -> bool:
        """Whether a word for the future stands shortly before, with no punctuation between."""
        cues = read_grammar().ahead
        first = self.terms[0].token
        for token in reversed(self.sentence.tokens[max(0, first - 6) : first]):
            if token.lower in cues:
                return True
            if not token.text[0].isalnum():
                return False
        return False

    def timex(self, stretch: Stretch | None, kind: str = "DATE") -> Timex:
        """The expression with its value; with a clock time or a part of the day TIMEX3 calls it a TIME."""
        first, last = self.terms[0], self.terms[-1]
        span, tokens = Span(first.start, last.end), (first.token, last.token + 1)
        if stretch is None:
            return Timex(span, *tokens, kind, "")
        value, hour = stretch.value, self.hour()
        if kind == "DATE" and hour and len(value) == 10:
            kind, value = "TIME", f"{value}T{hour}"
        return Timex(span, *tokens, kind, value, stretch.begin, stretch.end)

    def hour(self) -> str:
        """The time of day as ISO 8601 or TIMEX3 write it, or ""."""
        hours, minutes = self._clock()
        part = self.one("part", "dini") or ("12:00" if self.has("mid") else None)
        if hours is None:
            return f"{part}" if part else ""
        if part in ("AF", "EV", "NI") and hours < 12 and not (part == "AF" and hours in (10, 11)):
            hours += 12
        return f"{hours:02}:{minutes:02}"

    def _clock(self) -> tuple[int | None, int]:
        """The hour and minute that are named, as they are named: "pukul 7", "pukul setengah delapan", "09.00 WIB"."""
        for i, term in enumerate(self.terms):
            if term.category in ("pukul", "jam"):
                said = list(takewhile(lambda t: t.category in _OF_CLOCK, self.terms[i + 1 :]))
                if said and said[0].category != "clock":
                    hours = float(self.only(said).count())
                    return (int(hours) - 1, 30) if said[0].category == "half" else (int(hours), 0)
        clock: tuple[int, int] | None = self.one("clock")
        return clock or (None, 0)

    def count(self) -> str:
        """The number of units: "2", "1.5", or "X" for "beberapa"."""
        terms = self.terms
        ends = [i for i, term in enumerate(terms) if term.category in ("until", "dash")]
        if ends:
            terms = terms[ends[-1] + 1 :]
        total, half = 0.0, False
        for term in terms:
            if term.category == "several":
                return "X"
            if term.category in ("small", "number", "year", "decimal", "numeral"):
                total += float(term.value)
            elif term.category == "tens":
                ones = total % 10
                total = total - ones + (10 + ones if term.value == 1 else ones * term.value)
            elif term.category == "half":
                half = True
        return f"{total + 0.5 * half:g}"


# -- choosing the year -----------------------------------------------------------------------------------------------


def _nearest_day(words: _Words, anchor: date, month: int, day: int) -> date | None:
    """The day "13/9" of the year that is meant: near the anchor, or where the weekday fits, rather past than future."""
    candidates = [d for y in range(anchor.year - 2, anchor.year + 2) if (d := day_or_none(y, month, day))]
    if not candidates:
        return None
    nearest = min(candidates, key=lambda d: abs(d - anchor))
    coming = [d for d in candidates if d > anchor]
    past = [d for d in candidates if d <= anchor]
    if words.direction == 1 and coming:
        return min(coming)
    if words.direction == -1 and past:
        return max(past)
    if abs(nearest - anchor) <= NEAR:
        return nearest
    if words.looks_ahead and coming:
        return min(coming)
    weekday = words.one("weekday")
    fitting = [d for d in past if weekday is not None and d.isoweekday() == weekday]
    return max(fitting or past, default=nearest)


def _nearest_month(words: _Words, anchor: date, month: int) -> int:
    """The year of a month without one: of the last eight months or the next three, unless something else is said."""
    direction = words.direction
    if direction is None and words.looks_ahead:
        direction = 2
    if direction == -1:
        return anchor.year if month < anchor.month else anchor.year - 1
    if direction == 1:
        return anchor.year if month > anchor.month else anchor.year + 1
    if direction == 2:
        return anchor.year if month >= anchor.month else anchor.year + 1
    if direction == 0:
        return anchor.year
    ahead = (month - anchor.month) % 12
    return anchor.year + (anchor.month + ahead > 12) if ahead <= 3 else anchor.year - (month > anchor.month)


def _weekday_near(words: _Words, anchor: date, weekday: int) -> date:
    """The last such day, today included; with lalu before today, with mendatang or "akan" the next."""
    back = (anchor.isoweekday() - weekday) % 7
    direction = words.direction
    if direction == -1 and back == 0:
        back = 7
    if direction == 1 or (direction is None and words.looks_ahead and back):
        back -= 7
    return anchor - timedelta(days=back)


# -- reading: words → a place in the calendar ------------------------------------------------------------


def _named_day(words: _Words) -> tuple[int | None, int | None, int | None]:
    """Year, month and day that the words name; None for what they leave out."""
    if full := words.one("full_date"):
        return full[2], full[1], full[0]
    month = words.one("month", "month_form")
    year = words.one("year")
    if words.has("tahun") and words.anchor is not None and year is None and words.has("past", "this", "future"):
        year = words.anchor.year + words.direction if words.direction is not None else None
    if month is None and (slash := words.one("slash_date")):
        return year, slash[1], slash[0]
    return year, month, next((t.value for t in words.terms if t.category == "small" and not _is_hour(words, t)), None)


def _is_hour(words: _Words, term: Term) -> bool:
    i = words.terms.index(term)
    return i > 0 and words.terms[i - 1].category in ("pukul", "jam")


def _resolve(words: _Words) -> Stretch | None:
    """The day, month or year that the words name, or None where they lack what it takes."""
    year, month, day = _named_day(words)
    anchor = words.anchor
    if month is None and day is None:
        if year is not None:
            return year_of(year)
        weekday = words.one("weekday", "minggu")
        return day_of(_weekday_near(words, anchor, weekday)) if weekday and anchor else None
    if month is None:
        month, year = (anchor.month, anchor.year) if anchor else (1, None)
    if year is None:
        if anchor is None:
            return None
        if day is None:
            return month_of(_nearest_month(words, anchor, month), month)
        nearest = _nearest_day(words, anchor, month, day)
        return day_of(nearest) if nearest else None
    if day is None:
        return month_of(year, month)
    named = day_or_none(year, month, day)
    return day_of(named) if named else None


def _calendar(words: _Words) -> Timex | None:
    if [t.category for t in words.terms] == ["month"] and _is_name(words):
        return None
    if words.terms[0].category == "small" and words.has("slash_date"):
        return None
    stretch = _resolve(words)
    if stretch is None:
        return None if words.anchor is not None else words.timex(None)
    timex = words.timex(stretch)
    if len(timex.begin) < 10:
        return timex
    weekday = words.one("weekday", "minggu") if all(term.category in _BARE for term in words.terms) else 0
    about = next((i for i, term in enumerate(words.terms) if i and term.category in ("approx", "more")), 0)
    halves = tuple(words.only(half).timex(stretch) for half in (words.terms[:about], words.terms[about:]) if about)
    is_printed = words.has("small", "slash_date", "full_date")
    return timex._replace(halves=halves, weekday=weekday, is_printed=is_printed)


_BARE = frozenset({"hari", "weekday", "minggu", "part", "dini", "mid", "zone", "moment", "setempat"})


def _is_name(words: _Words) -> bool:
    """Whether a bare "Mei" or "April" is rather a person: a capitalised word follows and nothing introduces it."""
    tokens, i = words.sentence.tokens, words.terms[0].token
    if i + 1 >= len(tokens) or not tokens[i + 1].text[0].isupper():
        return False
    entry = read_grammar().lexicon.get(tokens[i - 1].lower) if i else None
    return entry is None or entry[0] not in ("lead", "until", "edge")


def _digits(words: _Words) -> Timex | None:
    """2025-06-18 or 18-06-2025."""
    numbers = [term.value for term in words.terms if term.category in ("year", "small")]
    year, month, day = numbers if words.terms[0].category == "year" else reversed(numbers)
    named = day_or_none(year, month, day)
    return words.timex(day_of(named))._replace(is_printed=True) if named else None


def _year_label(words: _Words) -> Timex | None:
    """A year that only labels what stands before it: TIMEX3 marks it, no event of the graph happened then."""
    if pair := words.one("year_pair"):
        return words.timex(years_from(pair[0], pair[1], f"{pair[0]}/{pair[1]}"))._replace(begin="", end=None)
    year = words.one("year")
    if not 1900 <= year <= (words.anchor.year if words.anchor else 2030) + 30:
        return None
    return words.timex(year_of(year))._replace(begin="")


def _span(words: _Words) -> Timex | None:
    """Two ends; the first borrows from the second what it leaves out ("17-18 Juni 2025")."""
    left, right, halves = _ends(words.terms)
    begin, end = _resolve(words.only(_completed(left, right))), _resolve(words.only(right))
    if begin is None or end is None:
        return None if words.anchor is not None else words.timex(None)
    if end.begin < begin.begin:  # "Desember hingga Januari 2025", "Juni hingga Oktober", "Jumat-Minggu"
        if words.has("year", "slash_date"):
            begin = begin.moved(-1)
        else:
            end = end.moved(1) if words.has("month") else day_of(date.fromisoformat(end.begin) + timedelta(weeks=1))
    if end.begin < begin.begin:
        return None
    parts = tuple(words.only(half).timex(at) for half, at in zip(halves, (begin, end), strict=False))
    return words.timex(Stretch(f"{begin.value}/{end.value}", begin.begin, end.begin))._replace(halves=parts)


def _ends(terms: list[Term]) -> tuple[list[Term], list[Term], tuple[list[Term], ...]]:
    """The words of the first and of the second end, and the two as printed (none in "Senin-Rabu (13-15/9)")."""
    middles = [i for i, term in enumerate(terms) if term.category in ("until", "dash", "dan")]
    last = middles[-1]
    left, right = terms[:last], terms[last + 1 :]
    if len(middles) == 1:
        return left, right, (left, right)
    return [terms[0], left[-1]], right, ()


_BORROWED = ("year", "past", "future", "later", "this", "tahun")


def _completed(left: list[Term], right: list[Term]) -> list[Term]:
    """*left* with the month and the year of *right*, as far as it has none."""
    kinds = {term.category for term in left}
    if kinds & {"slash_date", "full_date"}:
        return left
    slashed = next((term for term in right if term.category in ("slash_date", "full_date")), None)
    if slashed is not None:
        day = left[-1].value
        return [*left[:-1], slashed._replace(value=(day, *slashed.value[1:]))]
    borrowed = _BORROWED if kinds & {"month", "month_form"} else (*_BORROWED, "month", "month_form")
    return left + [term for term in right if term.category in borrowed and term.category not in kinds]


def _deictic(words: _Words) -> Timex | None:
    """hari ini, kemarin, lusa, tadi malam; a date in brackets overrules the counting."""
    if words.anchor is None and not words.has("full_date"):
        return words.timex(None)
    if words.has("slash_date", "full_date"):
        return words.timex(_resolve(words))
    shift = max((t.value for t in words.terms if t.category == "day_from_now"), default=words.one("last_night"))
    if words.has("kemarin"):
        shift = -1 if shift is None else -2  # "kemarin lusa"
    if shift is None:
        last_night = words.has("just") and words.one("part") == "NI"
        shift = -1 if last_night else 0
    assert words.anchor is not None
    timex = words.timex(day_of(words.anchor + timedelta(days=shift)))
    if words.has("last_night"):
        timex = timex._replace(type="TIME", value=f"{timex.begin}TNI")
    return timex


def _part_only(words: _Words) -> Timex | None:
    """A part of the day alone says nothing of the day."""
    if words.anchor is None:
        return words.timex(None)._replace(from_story=(0, OF_DAY))
    return words.timex(day_of(words.anchor))._replace(begin="", from_story=(0, OF_DAY))


def _clock(words: _Words) -> Timex | None:
    """pukul 7; "per jam 30 kilometer" is no hour."""
    return None if (words.one("small") or 0) > 24 else _part_only(words)


def _clocks(words: _Words) -> Timex | None:
    """From one hour to another: two expressions of TIMEX3."""
    ends = next(i for i, term in enumerate(words.terms) if term.category in ("until", "dash"))
    left, right = _part_only(words.only(words.terms[:ends])), _part_only(words.only(words.terms[ends + 1 :]))
    whole = _part_only(words)
    return whole._replace(halves=(left, right)) if whole and left and right and left.value else whole


def _same_day(words: _Words) -> Timex | None:
    """hari itu, malam harinya, hari yang sama: the day that the story is at."""
    if words.anchor is None:
        return words.timex(None)
    return words.timex(day_of(words.anchor))._replace(begin="", from_story=(0, "D"))


def _season(words: _Words) -> Timex | None:
    """musim kemarau: of the year that is said or of the article's."""
    year = words.one("year") or (words.anchor.year + (words.direction or 0) if words.anchor else None)
    return words.timex(Stretch(f"{year:04}-{words.one('season')}", "") if year else None)


def _weekday_of_week(words: _Words) -> Timex | None:
    """Selasa pekan lalu: the Tuesday of the week before the article's."""
    if words.anchor is None or words.has("slash_date", "full_date"):
        return words.timex(_resolve(words))
    weekday = words.one("weekday")
    shift = timedelta(weeks=words.direction or 0, days=weekday - words.anchor.isoweekday())
    return words.timex(day_of(words.anchor + shift))


def _unit(words: _Words) -> Timex | None:
    """pekan ini, bulan depan, akhir tahun; "tahun itu" is another year of the story."""
    unit = words.one("hari", "pekan", "minggu", "bulan", "tahun", "unit")
    unit = "W" if unit == 7 else unit
    if words.anchor is None:
        return words.timex(None)
    if words.has("slash_date", "full_date"):
        return words.timex(_resolve(words))
    direction = words.direction or 0
    is_weekend = unit == "W" and words.has("edge") and _first_word(words) == "akhir"
    place = (
        weekend_of(words.anchor + timedelta(weeks=direction)) if is_weekend else moved(words.anchor, direction, unit)
    )
    if place is None:
        return None
    timex = words.timex(place)
    is_of_story = words.has("that", "same")
    return timex._replace(begin="", end=None, from_story=(0, unit)) if is_of_story else timex


def _first_word(words: _Words) -> str:
    first = words.terms[0]
    return words.sentence.tokens[first.token].lower


def _distance(words: _Words) -> Timex | None:
    """dua hari lalu, setahun silam, tiga bulan lagi; "sehari sebelumnya" counts from a day of the story."""
    unit = _counted_unit(words)
    count = words.count() if words.has("small", "number", "year", "numeral", "decimal", "half", "several") else "1"
    if count == "X" or unit.startswith("T"):
        return words.timex(Stretch("PAST_REF" if words.direction == -1 else "FUTURE_REF", ""))
    if words.anchor is None:
        return words.timex(None)
    if not count.isdecimal():
        return None
    place = moved(words.anchor, int(count) * (words.direction or 0), unit)
    if place is None:
        return None
    timex = words.timex(place)
    if words.has("around", "next_day"):
        return timex._replace(begin="", end=None, from_story=(int(count) * (words.direction or 0), unit))
    return timex


def _ahead(words: _Words) -> Timex | None:
    """dua tahun mendatang: TIMEX3 sees the year, the graph how long it takes."""
    timex, length = _distance(words), _duration(words)
    return timex._replace(begin=length.begin, end=None) if timex and length else length


def _counted_unit(words: _Words) -> str:
    unit = words.one("one_unit", "hari", "pekan", "minggu", "bulan", "tahun", "jam", "unit", "days_on_end") or "D"
    return "W" if unit == 7 else str(unit)


def _period(words: _Words) -> Timex | None:
    """kuartal I 2025, semester kedua tahun ini."""
    months = words.one("period") or 3
    number = words.one("quarter", "roman", "ordinal", "small") or 12 // months
    year = words.one("year")
    if not 1 <= number <= 12 // months:
        return None
    if year is None and words.anchor is not None:
        year = words.anchor.year + (words.direction or 0)
        ends = part_of_year(year, number, months).begin
        if words.direction is None and ends > words.anchor.isoformat() and not words.looks_ahead:
            year -= 1
    return words.timex(part_of_year(year, number, months) if year is not None else None)


def _decade(words: _Words) -> Timex | None:
    first = words.one("year", "small", "number")
    if first % 10:
        return None
    first += 1900 if first < 100 else 0
    return words.timex(years_from(first, first + 9, str(first // 10)))


def _century(words: _Words) -> Timex | None:
    number = words.one("roman", "small", "ordinal")
    if words.one("unit") != "CE":
        return None
    return words.timex(years_from(100 * (number - 1) + 1, 100 * number, f"{number - 1:02}"))


def _feast(words: _Words) -> Timex | None:
    month, day = map(int, words.one("feast", "new").split("-"))
    if words.anchor is None:
        return words.timex(None)
    year = words.one("year")
    nearest = day_or_none(year, month, day) if year else _nearest_day(words, words.anchor, month, day)
    if nearest is None:
        return None
    eve = timedelta(days=words.one("part") == "NI")  # "malam tahun baru"
    return words.timex(day_of(nearest - eve))._replace(begin="")


def _eve(words: _Words) -> Timex | None:
    """ "malam Minggu" is the night that ends with Sunday; "pagi Senin" is Monday's."""
    day = _weekday_near(words, words.anchor, words.one("weekday")) if words.anchor else None
    if day is None:
        return words.timex(None)
    return words.timex(day_of(day - timedelta(days=words.one("part") == "NI")))


def _bracketed(words: _Words) -> Timex | None:
    """A bare "(17/6)" may be a score: it is a day only if it lies near the article's."""
    if words.anchor is None:
        return None
    day, month = words.one("slash_date")
    nearest = _nearest_day(words, words.anchor, month, day)
    return words.timex(day_of(nearest)) if nearest and abs(nearest - words.anchor) <= NEAR else None


def _weekday_span(words: _Words) -> Timex | None:
    timex = _span(words)
    return timex._replace(begin="", end=None) if timex else None


def _duration(words: _Words) -> Timex | None:
    unit = _counted_unit(words)
    counted = words.has("small", "number", "year", "numeral", "decimal", "half", "several")
    count = words.count() if counted else "X" if words.has("days_on_end") else "1"
    value = begin = f"PT{count}{unit[1]}" if unit.startswith("T") else f"P{count}{unit}"
    if unit in _YEARS and count != "X":  # ISO 8601 has no letters for them, TIMEX3 has for two
        begin = f"P{float(count) * _YEARS[unit]:g}Y"
        value = begin if unit == "8Y" else value
    return words.timex(Stretch(value, "" if count == "X" else begin), "DURATION")


_YEARS = {"DE": 10, "CE": 100, "8Y": 8}


def _while(words: _Words) -> Timex | None:
    """beberapa waktu, sejenak: nobody says how long."""
    return words.timex(Stretch("PXX", ""), "DURATION")


def _reference(words: _Words) -> Timex | None:
    if words.has("later", "future", "lagi") or words.one("around") == 1:
        value = "FUTURE_REF"
    elif words.has("past", "that", "recent", "lately", "once_upon", "around"):
        value = "PAST_REF"
    else:
        value = "PRESENT_REF"
    return words.timex(Stretch(value, ""))


def _frequency(words: _Words) -> Timex | None:
    if daily := words.one("daily"):
        return words.timex(Stretch(daily, ""), "SET")
    if weekday := words.one("weekday"):
        return words.timex(Stretch(f"XXXX-WXX-{weekday}", ""), "SET")
    if month := words.one("month"):
        return words.timex(Stretch(f"XXXX-{month:02}", ""), "SET")
    if hour := words.hour():
        return words.timex(Stretch(f"XXXX-XX-XXT{hour}", ""), "SET")
    length = _duration(words)
    return length._replace(type="SET", begin="") if length else None


def _nothing(words: _Words) -> Timex | None:
    return None


_READERS: dict[str, Callable[[_Words], Timex | None]] = {
    "calendar": _calendar,
    "digits": _digits,
    "year_label": _year_label,
    "span": _span,
    "deictic": _deictic,
    "part_only": _part_only,
    "clock": _clock,
    "clocks": _clocks,
    "same_day": _same_day,
    "season": _season,
    "unit": _unit,
    "distance": _distance,
    "ahead": _ahead,
    "period": _period,
    "decade": _decade,
    "century": _century,
    "feast": _feast,
    "eve": _eve,
    "bracketed": _bracketed,
    "weekday_span": _weekday_span,
    "weekday_of_week": _weekday_of_week,
    "duration": _duration,
    "while": _while,
    "reference": _reference,
    "frequency": _frequency,
    "nothing": _nothing,
}
