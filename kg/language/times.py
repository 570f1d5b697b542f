"""Sentences → the times they name, resolved to the calendar.

``times.toml`` beside this module holds the words and the grammar; here is the small engine that reads it and the
arithmetic of the calendar. A sentence becomes a string of word categories, one character a token; each unbroken run of
such characters is parsed once and remembered, since the same few shapes ("Rabu (13/9)") come again and again.

:func:`find_timexes` yields every expression as TimeML's TIMEX3 sees it, :func:`find_times` what the graph needs.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from kg.model import Article, Sentence, Span, Time, Token


class Timex(NamedTuple):
    """A time expression as TimeML's TIMEX3 describes it.

    Attributes:
        span: the words.
        first, last: half-open range of its tokens in the sentence.
        type: ``DATE``, ``TIME``, ``DURATION`` or ``SET``.
        value: TIMEX3 value: ``2013-09-13``, ``2013-W37``, ``2013-Q3``, ``197``, ``2013-09-13TMO``, ``P2D``,
            ``PAST_REF``; "" where it counts from a day that is not known.
        begin: the same as ISO 8601 year, month or day (for ``DURATION`` the duration), or "" where the expression has
            no place in the calendar that the graph could use.
        end: last day, month or year where it is a span, else None.
        halves: the two ends of a span ("13 hingga 15 Mei"), which TIMEX3 sees as two expressions.
    """

    span: Span
    first: int
    last: int
    type: str
    value: str
    begin: str = ""
    end: str | None = None
    halves: tuple[Timex, ...] = ()


def find_times(article: Article, sentences: tuple[Sentence, ...]) -> tuple[Time, ...]:
    """Find the times that *sentences* name: days, weeks, months, years, spans and durations.

    Relative ones ("Rabu lalu", "bulan depan", "13/9") count from ``article.anchor`` and are left out where it is None.
    A week is a span from Monday to Sunday. Parts of the day and clock times belong to the words, not to the value.
    Frequencies ("setiap Senin"), vague references ("saat ini"), lone clock times and years that only label a name
    ("Pemilu 2024") are left out.
    """
    return tuple(
        Time(timex.span, sentence.index, timex.first, timex.last, timex.begin, timex.end, timex.type == "DURATION")
        for sentence in sentences
        for timex in find_timexes(sentence, article.anchor)
        if timex.begin
    )


def find_timexes(sentence: Sentence, anchor: date | None) -> list[Timex]:
    """Find every time expression of *sentence*, in order; relative ones count from *anchor*."""
    grammar = _grammar()
    codes, terms = _categorise(sentence.tokens, grammar)
    found: list[Timex] = []
    for run in grammar.runs.finditer(codes):
        offset = run.start()
        for rule, start, end in _parse(run.group()):
            words = _Words(terms, offset + start, offset + end, sentence, anchor)
            timex = _READERS[grammar.rules[rule].reads](words)
            if timex is not None:
                found.append(timex)
    return found


# -- the grammar ----------------------------------------------------------------------------------------------------


class _Rule(NamedTuple):
    reads: str
    pattern: re.Pattern[str]


class _Grammar(NamedTuple):
    lexicon: dict[str, tuple[str, Any]]
    codes: dict[str, str]
    rules: tuple[_Rule, ...]
    runs: re.Pattern[str]
    ahead: frozenset[str]
    tens: dict[str, int]


_NUMBER_CATEGORIES = (
    "small", "year", "number", "decimal", "clock", "slash_date", "full_date", "year_pair", "roman",
)  # fmt: skip
_PLAIN = "·"


@cache
def _grammar() -> _Grammar:
    source = tomllib.loads(Path(__file__).with_name("times.toml").read_text(encoding="utf-8"))
    words: dict[str, dict[str, Any]] = source["words"]
    codes = {name: chr(0x4E00 + i) for i, name in enumerate((*words, *_NUMBER_CATEGORIES))}
    lexicon = {word: (category, value) for category, entries in words.items() for word, value in entries.items()}
    pieces = dict(codes)
    for name, pattern in source["fragments"].items():
        pieces[name] = f"(?:{_expand(pattern, pieces)})"
    rules = tuple(_Rule(rule["reads"], re.compile(_expand(rule["pattern"], pieces))) for rule in source["rule"])
    runs = re.compile(f"[^{_PLAIN}]+")
    return _Grammar(lexicon, codes, rules, runs, frozenset(source["cues"]["ahead"]), words["tens"])


def _expand(pattern: str, pieces: dict[str, str]) -> str:
    expanded = re.sub(r"[a-z_]+", lambda m: pieces[m.group()], pattern.replace("(", "(?:"))
    return expanded.replace(" ", "")


@lru_cache(maxsize=1 << 16)
def _parse(run: str) -> tuple[tuple[int, int, int], ...]:
    """The rules that match in *run*, left to right, the longest at each place: ``(rule, start, end)``."""
    rules = _grammar().rules
    found = []
    start = 0
    while start < len(run):
        best, longest = -1, start
        for number, rule in enumerate(rules):
            match = rule.pattern.match(run, start)
            if match is not None and match.end() > longest:
                best, longest = number, match.end()
        if best >= 0:
            found.append((best, start, longest))
            start = longest
        else:
            start += 1
    return tuple(found)


# -- tokens → categories --------------------------------------------------------------------------------------------


class _Term(NamedTuple):
    category: str
    value: Any
    token: int
    start: int
    end: int


def _categorise(tokens: tuple[Token, ...], grammar: _Grammar) -> tuple[str, list[_Term | None]]:
    codes: list[str] = []
    terms: list[_Term | None] = []
    lexicon, code = grammar.lexicon, grammar.codes
    for i, (start, end, text, lower) in enumerate(tokens):
        entry = lexicon.get(lower)
        if entry is None:
            if text[0].isdigit():
                entry = _number(text)
            elif "-" in lower or lower[-1].isdigit():
                for term in _split(i, tokens[i], lexicon):
                    codes.append(code[term.category])
                    terms.append(term)
                if terms and terms[-1] is not None and terms[-1].token == i:
                    continue
            elif text in _ROMAN:
                entry = ("roman", _ROMAN[text])
        elif entry[0] in ("month", "minggu"):
            entry = _by_capital(entry, i, tokens)
        if entry is None:
            codes.append(_PLAIN)
            terms.append(None)
        else:
            codes.append(code[entry[0]])
            terms.append(_Term(entry[0], entry[1], i, start, end))
    return "".join(codes), terms


_ROMAN = {
    numeral: i + 1
    for i, numeral in enumerate("I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XIX XX XXI".split())
}
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})(?:/(\d{4}|\d{2}))?")
_CLOCK = re.compile(r"([01]?\d|2[0-4])[.:]([0-5]\d)(?:[.:][0-5]\d)?")
_YEARS = re.compile(r"((?:1[5-9]|20)\d\d)/((?:1[5-9]|20)\d\d)")


def _number(text: str) -> tuple[str, Any] | None:
    """Category and value of a token that begins with a digit."""
    if text.isdecimal():
        value = int(text)
        if len(text) <= 2 and 1 <= value <= 31:
            return "small", value
        if len(text) == 4 and 1000 <= value <= 2100:
            return "year", value
        return "number", value
    if match := _SLASHED.fullmatch(text):
        day, month, year = (int(g) if g else 0 for g in match.groups())
        if month > 12 >= day and year:  # 9/13/2023, in English captions
            day, month = month, day
        if not (1 <= day <= 31 and 1 <= month <= 12):
            return None
        if not year:
            return "slash_date", (day, month)
        return "full_date", (day, month, year if year > 99 else 2000 + year)
    if match := _CLOCK.fullmatch(text):
        return "clock", (int(match[1]), int(match[2]))
    if match := _YEARS.fullmatch(text):
        return "year_pair", (int(match[1]), int(match[2]))
    if re.fullmatch(r"\d+[.,]\d{1,2}", text):
        return "decimal", text.replace(",", ".")
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+", text):
        return "number", int(text.replace(".", ""))
    return None


_PARTS = re.compile(r"[^\W\d]+|\d+|-")


def _split(i: int, token: Token, lexicon: dict[str, tuple[str, Any]]) -> Iterator[_Term]:
    """Cut "Juni-Juli", "I-2015", "ke-19" and the glued "Juni2025" of scraped pages into terms, if all parts are known."""
    terms: list[_Term] = []
    for match in _PARTS.finditer(token.text):
        part = match.group()
        entry = lexicon.get(part.lower()) or (_number(part) if part.isdecimal() else None)
        if entry is None and part in _ROMAN:
            entry = ("roman", _ROMAN[part])
        if entry is None:
            return
        if entry[0] == "minggu":
            entry = ("weekday", 7)
        if part == "-" and terms and terms[-1].category == "ke":
            continue
        terms.append(_Term(entry[0], entry[1], i, token.start + match.start(), token.start + match.end()))
    if len(terms) > 1:
        yield from terms


def _by_capital(entry: tuple[str, Any], i: int, tokens: tuple[Token, ...]) -> tuple[str, Any]:
    """Months are written with a capital; "Minggu" with a capital is Sunday, unless it begins "Minggu Lalu"."""
    capital = tokens[i].text[0].isupper()
    if entry[0] == "month":
        return entry if capital else ("month_form", entry[1])
    if not capital:
        return entry
    following = tokens[i + 1] if i + 1 < len(tokens) else None
    if following is not None and following.lower in ("ini", "lalu", "depan"):
        if i == 0 or following.text[0].isupper() or following.lower == "ini":
            return entry
    return "weekday", 7


# -- the words of one expression ------------------------------------------------------------------------------------


class _Words:
    """The terms of one match, trimmed of what only introduces or encloses them."""

    def __init__(
        self, terms: list[_Term | None], first: int, last: int, sentence: Sentence, anchor: date | None
    ) -> None:
        matched = [term for term in terms[first:last] if term is not None]
        while matched[0].category in ("lead", "until", "comma", "open"):
            del matched[0]
        if matched[-1].category == "close" and not any(term.category == "open" for term in matched):
            del matched[-1]
        self.terms = matched
        self.sentence = sentence
        self.anchor = anchor

    def all(self, *categories: str) -> list[Any]:
        return [term.value for term in self.terms if term.category in categories]

    def has(self, *categories: str) -> bool:
        return any(term.category in categories for term in self.terms)

    def one(self, *categories: str) -> Any:
        return next((term.value for term in self.terms if term.category in categories), None)

    def only(self, terms: list[_Term]) -> _Words:
        part = _Words.__new__(_Words)
        part.terms, part.sentence, part.anchor = terms, self.sentence, self.anchor
        return part

    @property
    def direction(self) -> int | None:
        """-1 for lalu, 0 for ini, 1 for mendatang, None where nothing is said."""
        return self.one("past", "kemarin", "future", "later", "this", "that", "just", "last", "lagi", "around")

    @property
    def looks_ahead(self) -> bool:
        """Whether a word for the future stands shortly before, with no punctuation between."""
        cues = _grammar().ahead
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
        after_pukul = [
            self.terms[i + 1]
            for i, term in enumerate(self.terms[:-1])
            if term.category in ("pukul", "jam") and self.terms[i + 1].category in ("clock", "small")
        ] or [term for term in self.terms if term.category == "clock"]
        part = self.one("part", "dini")
        if not after_pukul:
            return f"{part}" if part else ""
        value = after_pukul[0].value
        hours, minutes = value if isinstance(value, tuple) else (value, 0)
        if part in ("AF", "EV", "NI") and hours < 12 and not (part == "AF" and hours in (10, 11)):
            hours += 12
        return f"{hours:02}:{minutes:02}"

    def count(self) -> str:
        """The number of units: "2", "1.5", or "X" for "beberapa"."""
        terms = self.terms
        if any(term.category == "until" for term in terms):
            terms = terms[[term.category for term in terms].index("until") + 1 :]
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


# -- the calendar ---------------------------------------------------------------------------------------------------


class Stretch(NamedTuple):
    """A place in the calendar: its TIMEX3 value, and where it begins and ends in ISO 8601 (end None where it is one
    day, month or year)."""

    value: str
    begin: str
    end: str | None = None


def _day(day: date) -> Stretch:
    return Stretch(day.isoformat(), day.isoformat())


def _week(day: date) -> Stretch:
    monday = day - timedelta(days=day.weekday())
    year, week, _ = monday.isocalendar()
    return Stretch(f"{year:04}-W{week:02}", monday.isoformat(), (monday + timedelta(days=6)).isoformat())


def _weekend(day: date) -> Stretch:
    saturday = day + timedelta(days=5 - day.weekday())
    return Stretch(_week(day).value + "-WE", saturday.isoformat(), (saturday + timedelta(days=1)).isoformat())


def _month(year: int, month: int) -> Stretch:
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return Stretch(f"{year:04}-{month:02}", f"{year:04}-{month:02}")


def _year(year: int) -> Stretch:
    return Stretch(f"{year:04}", f"{year:04}")


def _years(first: int, last: int, value: str) -> Stretch:
    return Stretch(value, f"{first:04}", f"{last:04}")


def _part_of_year(year: int, number: int, months: int) -> Stretch:
    letter = {3: "Q", 6: "H", 4: "T"}[months]
    begin, end = _month(year, (number - 1) * months + 1), _month(year, number * months)
    return Stretch(f"{year:04}-{letter}{number}", begin.begin, end.begin)


def _move(anchor: date, count: int, unit: str) -> Stretch | None:
    """*anchor* moved by *count* days, weeks, months, years, decades or centuries, as precise as the unit."""
    match unit:
        case "D":
            return _day(anchor + timedelta(days=count))
        case "W":
            return _week(anchor + timedelta(weeks=count))
        case "M":
            return _month(anchor.year, anchor.month + count)
        case "Y":
            return _year(anchor.year + count)
        case "DE":
            first = anchor.year // 10 * 10 + 10 * count
            return _years(first, first + 9, str(first // 10))
        case "CE":
            first = anchor.year // 100 * 100 + 100 * count
            return _years(first, first + 99, str(first // 100))
    return None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


_NEAR = timedelta(days=60)


def _nearest_day(words: _Words, anchor: date, month: int, day: int) -> date | None:
    """The day "13/9" of the year that is meant: near the anchor, or where the weekday fits, rather past than future."""
    candidates = [d for y in range(anchor.year - 2, anchor.year + 2) if (d := _date(y, month, day))]
    if not candidates:
        return None
    if (direction := words.direction or (1 if words.looks_ahead else 0)) != 0:
        right = [d for d in candidates if (d > anchor if direction > 0 else d <= anchor)]
        return min(right or candidates, key=lambda d: abs(d - anchor))
    nearest = min(candidates, key=lambda d: abs(d - anchor))
    if abs(nearest - anchor) <= _NEAR:
        return nearest
    weekday = words.one("weekday")
    past = [d for d in candidates if d <= anchor + _NEAR]
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


# -- reading: words → a place in the calendar -------------------------------------------------------------------------


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


def _is_hour(words: _Words, term: _Term) -> bool:
    i = words.terms.index(term)
    return i > 0 and words.terms[i - 1].category in ("pukul", "jam")


def _resolve(words: _Words) -> Stretch | None:
    """The day, month or year that the words name, or None where they lack what it takes."""
    year, month, day = _named_day(words)
    anchor = words.anchor
    if month is None and day is None:
        if year is not None:
            return _year(year)
        weekday = words.one("weekday", "minggu")
        return _day(_weekday_near(words, anchor, weekday)) if weekday and anchor else None
    if month is None:
        month, year = (anchor.month, anchor.year) if anchor else (1, None)
    if year is None:
        if anchor is None:
            return None
        if day is None:
            return _month(_nearest_month(words, anchor, month), month)
        nearest = _nearest_day(words, anchor, month, day)
        return _day(nearest) if nearest else None
    if day is None:
        return _month(year, month)
    named = _date(year, month, day)
    return _day(named) if named else None


def _calendar(words: _Words) -> Timex | None:
    if [t.category for t in words.terms] == ["month"] and _is_name(words):
        return None
    if words.terms[0].category == "small" and words.has("slash_date"):
        return None
    stretch = _resolve(words)
    if stretch is None and words.anchor is not None:
        return None
    return words.timex(stretch)


def _is_name(words: _Words) -> bool:
    """Whether a bare "Mei" or "April" is rather someone's name: a capitalised word follows and nothing introduces it."""
    tokens, i = words.sentence.tokens, words.terms[0].token
    if i + 1 >= len(tokens) or not tokens[i + 1].text[0].isupper():
        return False
    entry = _grammar().lexicon.get(tokens[i - 1].lower) if i else None
    return entry is None or entry[0] not in ("lead", "until", "edge", "dan")


def _iso_day(words: _Words) -> Timex | None:
    year, month, day = (term.value for term in words.terms if term.category in ("year", "small"))
    named = _date(year, month, day)
    return words.timex(_day(named)) if named else None


def _year_label(words: _Words) -> Timex | None:
    """A year that only labels what stands before it: TIMEX3 marks it, no event of the graph happened then."""
    if pair := words.one("year_pair"):
        return words.timex(_years(*pair, value=f"{pair[0]}/{pair[1]}"))._replace(begin="", end=None)
    year = words.one("year")
    if not 1900 <= year <= (words.anchor.year if words.anchor else 2030) + 30:
        return None
    return words.timex(_year(year))._replace(begin="")


def _span(words: _Words) -> Timex | None:
    """Two ends; the first borrows from the second what it leaves out ("17-18 Juni 2025")."""
    terms = words.terms
    middles = [i for i, t in enumerate(terms) if t.category in ("until", "dan")]
    middle = middles[-1] if len(middles) > 1 and words.has("small") else middles[0]
    left, right = terms[:middle], terms[middle + 1 :]
    if len(middles) > 1 and left[-1].category == "small" and terms[0].category == "weekday":
        left = [left[0], left[-1]]
    kinds = {t.category for t in left}
    if "slash_date" not in kinds | {"full_date"} & kinds:
        lacking = [t for t in right if t.category in ("year", "month", "month_form") and t.category not in kinds]
        if kinds & {"month", "month_form"}:
            lacking = [t for t in lacking if t.category == "year"]
        last = words.only([t for t in right if t.category != "weekday"] or right)
        begin_words = words.only(left + lacking)
        if slash := last.one("slash_date", "full_date"):
            borrowed = right[0]._replace(category="full_date" if len(slash) == 3 else "slash_date")
            day = words.only(left).one("small")
            borrowed = borrowed._replace(value=(day, *slash[1:]))
            begin_words = words.only([borrowed])
        begin, end = _resolve(begin_words), _resolve(words.only(right))
    else:
        begin, end = _resolve(words.only(left)), _resolve(words.only(right))
    if begin is None or end is None:
        return None if words.anchor is not None else words.timex(None)
    if end.begin < begin.begin:
        begin, end = end, begin
    halves = (words.only(terms[:middle]).timex(begin), words.only(right).timex(end))
    return words.timex(Stretch(f"{begin.value}/{end.value}", begin.begin, end.begin))._replace(halves=halves)


def _deictic(words: _Words) -> Timex | None:
    """hari ini, kemarin, lusa, tadi malam; a date in brackets overrules the counting."""
    if words.anchor is None and not words.has("full_date"):
        return words.timex(None)
    if words.has("slash_date", "full_date"):
        return words.timex(_resolve(words))
    shift = words.one("day_from_now", "last_night")
    if shift is None and words.has("kemarin"):
        shift = -1
    if words.has("kemarin") and words.has("day_from_now"):
        shift = -2
    if shift is None:
        last_night = words.has("just") and words.one("part") == "NI"
        shift = -1 if last_night else 0
    assert words.anchor is not None
    timex = words.timex(_day(words.anchor + timedelta(days=shift)))
    if words.has("last_night"):
        timex = timex._replace(type="TIME", value=f"{timex.begin}TNI")
    return timex


def _part_only(words: _Words) -> Timex | None:
    """A part of the day alone says nothing of the day: TIMEX3 takes it to be the article's."""
    if words.anchor is None:
        return words.timex(None)
    return words.timex(_day(words.anchor))._replace(begin="")


def _clock(words: _Words) -> Timex | None:
    return _part_only(words)


def _unit(words: _Words) -> Timex | None:
    """pekan ini, bulan depan, akhir tahun; "tahun itu" is another year of the story."""
    unit = words.one("hari", "pekan", "minggu", "bulan", "tahun", "unit")
    unit = "W" if unit == 7 else unit
    if words.anchor is None:
        return words.timex(None)
    if words.has("slash_date", "full_date"):
        return words.timex(_resolve(words))
    is_weekend = unit == "W" and words.has("edge") and words.one("edge") is not None and _edge(words) == "akhir"
    direction = words.direction or 0
    moved = _move(words.anchor, direction, unit)
    if is_weekend:
        moved = _weekend(words.anchor + timedelta(weeks=direction))
    if moved is None:
        return None
    timex = words.timex(moved)
    return timex._replace(begin="", end=None) if words.has("that") else timex


def _edge(words: _Words) -> str:
    first = words.terms[0]
    return words.sentence.tokens[first.token].lower


def _distance(words: _Words) -> Timex | None:
    """dua hari lalu, setahun silam, tiga bulan lagi; "sehari sebelumnya" counts from a day of the story."""
    unit = _counted_unit(words)
    count = words.count() if words.has("small", "number", "year", "numeral", "decimal", "several") else "1"
    if count == "X" or unit.startswith("T"):
        return words.timex(Stretch("PAST_REF" if words.direction == -1 else "FUTURE_REF", ""))
    if words.anchor is None:
        return words.timex(None)
    if "." in count or float(count) > 3000:
        return None
    moved = _move(words.anchor, int(count) * (words.direction or 0), unit)
    if moved is None:
        return None
    timex = words.timex(moved)
    return timex._replace(begin="", end=None) if words.has("around") else timex


def _counted_unit(words: _Words) -> str:
    unit = words.one("one_unit", "hari", "pekan", "minggu", "bulan", "tahun", "jam", "unit", "days_on_end")
    return "W" if unit == 7 else str(unit)


def _period(words: _Words) -> Timex | None:
    """kuartal I 2025, semester kedua tahun ini."""
    months = words.one("period") or 3
    number = words.one("quarter", "roman", "ordinal", "small")
    year = words.one("year")
    if not 1 <= number <= 12 // months:
        return None
    if year is None and words.anchor is not None:
        year = words.anchor.year + (words.direction or 0)
        ends = _part_of_year(year, number, months).begin
        if words.direction is None and ends > words.anchor.isoformat() and not words.looks_ahead:
            year -= 1
    return words.timex(_part_of_year(year, number, months) if year is not None else None)


def _decade(words: _Words) -> Timex | None:
    first = words.one("year", "small", "number")
    if first % 10:
        return None
    first += 1900 if first < 100 else 0
    return words.timex(_years(first, first + 9, str(first // 10)))


def _century(words: _Words) -> Timex | None:
    number = words.one("roman", "small", "ordinal")
    if words.one("unit") != "CE":
        return None
    return words.timex(_years(100 * (number - 1) + 1, 100 * number, f"{number - 1:02}"))


def _feast(words: _Words) -> Timex | None:
    month, day = map(int, words.one("feast").split("-"))
    if words.anchor is None:
        return words.timex(None)
    year = words.one("year")
    nearest = _date(year, month, day) if year else _nearest_day(words, words.anchor, month, day)
    return words.timex(_day(nearest))._replace(begin="") if nearest else None


def _duration(words: _Words) -> Timex | None:
    unit = _counted_unit(words)
    counted = words.has("small", "number", "year", "numeral", "decimal", "several")
    count = words.count() if counted else "X" if words.has("days_on_end") else "1"
    years = {"DE": 10, "CE": 100, "8Y": 8}
    if unit in years and count != "X":
        count, unit = f"{float(count) * years[unit]:g}", "Y"
    value = f"PT{count}{unit[1]}" if unit.startswith("T") else f"P{count}{unit}"
    begin = "" if count == "X" else value
    return words.timex(Stretch(value, begin), "DURATION")


def _reference(words: _Words) -> Timex | None:
    if words.has("later", "someday", "future"):
        value = "FUTURE_REF"
    elif words.has("past", "that", "recent"):
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
    if part := words.one("part"):
        return words.timex(Stretch(f"XXXX-XX-XXT{part}", ""), "SET")
    length = _duration(words)
    return length._replace(type="SET", begin="") if length else None


def _nothing(words: _Words) -> Timex | None:
    return None


_READERS: dict[str, Callable[[_Words], Timex | None]] = {
    "calendar": _calendar,
    "iso_day": _iso_day,
    "year_label": _year_label,
    "span": _span,
    "deictic": _deictic,
    "part_only": _part_only,
    "clock": _clock,
    "unit": _unit,
    "distance": _distance,
    "period": _period,
    "decade": _decade,
    "century": _century,
    "feast": _feast,
    "duration": _duration,
    "reference": _reference,
    "frequency": _frequency,
    "nothing": _nothing,
}
