"""The grammar of time expressions: ``times.toml`` read, tokens put into categories, rules matched.

Words side by side that have a category become a string of categories, one character a word; each such string is
parsed once and remembered, since the same few shapes ("Rabu (13/9)") come again and again.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from kg.engine import Memo
from kg.model import Token


class Rule(NamedTuple):
    """A pattern over categories, and the name of the reader that understands what it matches."""

    reads: str
    pattern: re.Pattern[str]


class Grammar(NamedTuple):
    """``times.toml``, compiled.

    Attributes:
        lexicon: category and value of each word, in small letters (Roman numerals in capitals).
        codes: the character that stands for each category.
        rules: in the order of the file.
        ahead: words that make a bare weekday, day or month after them the next one.
    """

    lexicon: dict[str, tuple[str, Any]]
    codes: dict[str, str]
    rules: tuple[Rule, ...]
    ahead: frozenset[str]


class _Piece(NamedTuple):
    """As a term, wherever it stands: its characters are those of the word."""

    category: str
    value: Any
    start: int
    end: int


class Term(NamedTuple):
    """A word of a time expression: a token, or a piece of one ("Juni" in "Juni-Juli").

    Attributes:
        category: as in ``times.toml``, or one of the number categories.
        value: what the word stands for there; of numbers the number, of dates with slashes a tuple.
        token: index of its token in the sentence.
        start, end: its characters in the article.
    """

    category: str
    value: Any
    token: int
    start: int
    end: int


_NUMBER_CATEGORIES = (
    "small", "year", "number", "decimal", "clock", "slash_date", "full_date", "year_pair",
)  # fmt: skip
_BY_CAPITAL = frozenset({"month", "minggu"})
"""Categories of words that mean something else in small letters, or with a capital."""


@cache
def read_grammar() -> Grammar:
    """Read and compile ``times.toml``, once."""
    source = tomllib.loads(Path(__file__).with_name("times.toml").read_text(encoding="utf-8"))
    words: dict[str, dict[str, Any]] = source["words"]
    codes = {name: chr(0x4E00 + i) for i, name in enumerate((*words, *_NUMBER_CATEGORIES))}
    lexicon = {word: (category, value) for category, entries in words.items() for word, value in entries.items()}
    pieces = dict(codes)
    for name, pattern in source["fragments"].items():
        pieces[name] = f"(?:{_expand(pattern, pieces)})"
    rules = tuple(Rule(rule["reads"], re.compile(_expand(rule["pattern"], pieces))) for rule in source["rule"])
    return Grammar(lexicon, codes, rules, frozenset(source["cues"]["ahead"]))


def _expand(pattern: str, pieces: dict[str, str]) -> str:
    regular = pattern.replace("(", "(?:").replace("<", "(?<=").replace(">", ")")
    return re.sub(r"[a-z_]+", lambda m: pieces[m.group()], regular).replace(" ", "")


def match_rules(tokens: tuple[Token, ...]) -> Iterator[tuple[str, list[Term]]]:
    """Yield the reader and the words of each rule that matches in *tokens*, left to right, never overlapping."""
    run: list[tuple[int, _Piece]] = []
    for i, pieces in enumerate(map(_PIECES.__getitem__, [token.text for token in tokens])):
        if pieces:
            run += [(i, piece) for piece in pieces]
            if len(pieces) == 1 and pieces[0].category in _BY_CAPITAL:
                run[-1] = (i, _by_capital(pieces[0], i, tokens))
        elif run:
            yield from _match_run(run, tokens)
            run = []
    if run:
        yield from _match_run(run, tokens)


def _match_run(run: list[tuple[int, _Piece]], tokens: tuple[Token, ...]) -> Iterator[tuple[str, list[Term]]]:
    """The same for words side by side that all have a category."""
    grammar = read_grammar()
    for rule, first, last in _parse("".join([grammar.codes[piece.category] for _, piece in run])):
        terms = [
            Term(category, value, i, tokens[i].start + start, tokens[i].start + end)
            for i, (category, value, start, end) in run[first:last]
        ]
        yield grammar.rules[rule].reads, terms


@lru_cache(maxsize=1 << 16)
def _parse(run: str) -> tuple[tuple[int, int, int], ...]:
    """The rules that match in *run*, left to right, the longest at each place: ``(rule, start, end)``."""
    rules = read_grammar().rules
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


def _pieces_of(word: str) -> tuple[_Piece, ...]:
    """The word with its category and value, or its pieces; nothing where it belongs to no time expression."""
    lexicon, lower = read_grammar().lexicon, word.lower()
    entry = lexicon.get(lower)
    if entry is None and not (word.isalpha() and word.islower()):
        if word[0].isdigit():
            entry = _number(word)
        elif "-" in lower or lower[-1].isdigit():
            return _split(word, lexicon)
        elif word.isupper():
            entry = lexicon.get(word)
    return () if entry is None else (_Piece(entry[0], entry[1], 0, len(word)),)


_PIECES = Memo(_pieces_of)


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


def _split(word: str, lexicon: dict[str, tuple[str, Any]]) -> tuple[_Piece, ...]:
    """Cut "Juni-Juli", "I-2015", "ke-19" and the glued "Juni2025" of scraped pages into pieces, if all are known."""
    pieces: list[_Piece] = []
    for match in _PARTS.finditer(word):
        part = match.group()
        entry = _number(part) if part.isdecimal() else lexicon.get(part.lower()) or lexicon.get(part)
        if entry is None:
            return ()
        if entry[0] == "minggu":
            entry = ("weekday", 7)
        if part == "-" and pieces and pieces[-1].category == "ke":
            continue
        pieces.append(_Piece(entry[0], entry[1], match.start(), match.end()))
    return tuple(pieces) if len(pieces) > 1 else ()


def _by_capital(piece: _Piece, i: int, tokens: tuple[Token, ...]) -> _Piece:
    """Months are written with a capital; "Minggu" with a capital is Sunday, unless it begins "Minggu Lalu"."""
    capital = tokens[i].text[0].isupper()
    if piece.category == "month":
        return piece if capital else piece._replace(category="month_form")
    if not capital:
        return piece
    following = tokens[i + 1] if i + 1 < len(tokens) else tokens[i]
    is_titled = (
        i == 0 or not tokens[i - 1].text[-1].isalnum() or following.text[0].isupper() or following.lower == "ini"
    )
    if is_titled and following.lower in ("ini", "lalu", "depan"):
        return piece
    return piece._replace(category="weekday", value=7)
