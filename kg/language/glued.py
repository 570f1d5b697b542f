"""Words that scraping has glued: "seranganIsraelpada" → serangan, Israel, pada.

Where a page sets a link, a careless scraper loses the blank before or after it. A token that is no known word is cut
where that makes it more probable: each word costs the negative logarithm of its probability (from its rank in
``words.txt``, after Zipf), an unknown word costs so much a letter, and every seam costs something, next to nothing
where a small letter meets a capital. Words that stand alone elsewhere in the article count as known.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from math import log
from pathlib import Path
from typing import NamedTuple

# Costs are nats. A letter of an unknown Indonesian word or name takes about two; rank r of a Zipf list of this size
# has a probability of about 1 / (10 r).
_LETTER = 2.2
_UNKNOWN = 2.0
_UNKNOWN_PART = 5.0
_UNKNOWN_BEFORE_CAPITAL = 7.0
_UNKNOWN_ACRONYM = 4.0
_ZIPF = 2.3
_ATTESTED = log(300) + _ZIPF
_LEAST = log(3) + _ZIPF
"""What the most frequent word costs."""
_SEAM = 5.0
_SEAM_AT_CAPITAL = 1.0
_CAPITAL_INSIDE = 4.0
_CAPITAL_FIRST = 2.0
_CAPITAL_LATE = 8.0
_FREQUENT = log(3000) + _ZIPF
_REPEATED = 3.0

_MAX_LENGTH = 40
_MAX_PART = 18
_MIN_PART = 2
_MIN_UNKNOWN = 4
_MAX_PARTS = 4

_REPUBLIC = "RI"
_WORD = re.compile(r"[^\W\d_]+")
_DIGITS = re.compile(r"([a-z]{4,})(\d+)")
_SHAPE = re.compile(r"[^\W\d_][^\WA-Z\d_]*|[A-Z]{2,}")
_LATE_CAPITAL = re.compile(r"[a-z]{2,}[A-Z]")
_CLITIC = re.compile(r"(?:nya|lah|kah|pun|ku|mu|kan|i|an)$")


class _Lexicon(NamedTuple):
    """Words with their costs, tokens that only look glued, names of countries; beginnings and ends of words."""

    cost: dict[str, float]
    whole: frozenset[str]
    names: frozenset[str]
    prefixes: frozenset[str]
    clitics: frozenset[str]


class Unglue:
    """Finds the seams in an article's tokens.

    Args:
        counts: how often each token stands in the article.
    """

    def __init__(self, counts: Mapping[str, int]) -> None:
        self._counts = counts
        self._lexicon = load_lexicon()
        self._found: dict[str, tuple[int, ...]] = {}
        self.known = self._lexicon.cost.keys()
        """Words that are whole, as they stand in the list: most in small letters."""

    @staticmethod
    def is_common(word: str) -> bool:
        """Whether *word* (in small letters) is a frequent word in small letters."""
        return load_lexicon().cost.get(word, 99.0) < log(3000) + _ZIPF

    def cuts(self, token: str) -> tuple[int, ...]:
        """Offsets inside *token* at which a new word begins; none for a word that is whole."""
        if len(token) < _MIN_UNKNOWN or token in self._lexicon.cost or token.lower() in self._lexicon.cost:
            return ()
        found = self._found.get(token)
        if found is None:
            found = self._found[token] = self._cuts(token)
        return found

    def _cuts(self, token: str) -> tuple[int, ...]:
        if len(token) > _MAX_LENGTH or token in self._lexicon.whole:
            return ()
        if "-" in token:
            return self._cuts_at_hyphens(token)
        if _WORD.fullmatch(token):
            return self._seams(token)
        if (match := _DIGITS.fullmatch(token)) and self._word_cost(match[1], 0) is not None:
            return (match.end(1),)  # "program3 juta"
        return ()

    # -- hyphens ----------------------------------------------------------------------------------------------------

    def _cuts_at_hyphens(self, token: str) -> tuple[int, ...]:
        """A hyphen between two names stands alone; within "perangIran-Israeltidak" the ends are cut as well."""
        parts = token.split("-")
        if len(parts) != 2 or not all(_WORD.fullmatch(part) for part in parts):
            return ()
        left, right = parts
        outer_left, outer_right = self.cuts(left), self.cuts(right)
        first = left[outer_left[-1] :] if outer_left else left
        second = right[: outer_right[0]] if outer_right else right
        base = len(left) + 1
        tail = tuple(base + cut for cut in outer_right)
        if self._are_names(first, second):
            return (*outer_left, len(left), base, *tail)
        return (*outer_left, *tail) if _is_reduplicated(first, second) or outer_left or outer_right else ()

    def _are_names(self, first: str, second: str) -> bool:
        return (
            not _is_reduplicated(first, second)
            and (first.isupper() or first.lower() not in self._lexicon.prefixes)
            and self._is_name(first)
            and self._is_name(second)
        )

    def _is_name(self, word: str) -> bool:
        if not word[0].isupper():
            return False
        if word in self._lexicon.names:
            return True
        if word.isupper():
            return len(word) > 1
        return len(word) > 3 and (self._counts.get(word, 0) > 0 or self._lexicon.cost.get(word, 99.0) < _FREQUENT)

    # -- seams ------------------------------------------------------------------------------------------------------

    def _seams(self, token: str) -> tuple[int, ...]:
        """The cheapest way to read *token*, by dynamic programming over its letters."""
        if token.isupper():
            return self._before_republic(token)
        if self._is_inflected(token):
            return ()
        size = len(token)
        whole = _LETTER * size + _UNKNOWN - _REPEATED * (min(self._counts.get(token, 0), 4) - 1)
        if _LATE_CAPITAL.match(token):  # few names begin so: "dariKhaleej"
            whole += _CAPITAL_LATE
        if not self._may_end_in_word(token, whole - _LEAST):
            return ()
        best: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, ())}
        cheapest: tuple[float, tuple[int, ...]] = (whole, ())
        for end in range(_MIN_PART, size + 1):
            cheapest = (whole, ())
            for start, (before, cuts) in best.items():
                is_part = _MIN_PART <= end - start <= _MAX_PART and end - start < size and len(cuts) + 1 < _MAX_PARTS
                if not is_part or not self._may_be_word(token[start:end]):
                    continue
                cost = self._part_cost(token, start, end)
                if cost is None:
                    continue
                total = before + cost + (self._seam(token, start) if start else 0.0)
                if total < cheapest[0]:
                    cheapest = (total, (*cuts, start) if start else ())
            if cheapest[0] < whole:
                best[end] = cheapest
        return cheapest[1]

    def _before_republic(self, token: str) -> tuple[int, ...]:
        """The seam before "RI" behind a known acronym: "DPRRI"."""
        body = token.removesuffix(_REPUBLIC)
        is_known = body != token and len(body) > 2 and (body in self._lexicon.cost or body in self._lexicon.whole)
        return (len(body),) if is_known else ()

    def _may_end_in_word(self, token: str, most: float) -> bool:
        """Whether the end of a token is a word that costs less than *most* with its seam: seldom, and soon told."""
        size = len(token)
        for start in range(max(1, size - _MAX_PART), size - _MIN_PART + 1):
            if self._may_be_word(token[start:]):
                cost = self._part_cost(token, start, size)
                if cost is not None and cost + self._seam(token, start) < most:
                    return True
        return False

    def _may_be_word(self, part: str) -> bool:
        """Whether it is worth asking what a part of a token costs: most are no word."""
        return part in self._lexicon.cost or part in self._counts or part in self._lexicon.whole or part[0].isupper()

    def _is_inflected(self, token: str) -> bool:
        """Whether it is a known word with a clitic or an ending: "Israelnya"."""
        stem = _CLITIC.sub("", token)
        return (
            stem != token
            and len(stem) > 2
            and (stem in self._lexicon.cost or stem.lower() in self._lexicon.cost or stem in self._counts)
        )

    @staticmethod
    def _seam(token: str, at: int) -> float:
        """What a seam costs: little where a capital begins a word or a row of capitals ends."""
        return _SEAM_AT_CAPITAL if token[at].isupper() else _SEAM

    def _part_cost(self, token: str, start: int, end: int) -> float | None:
        """What it costs to read ``token[start:end]`` as one word, or None where it cannot be one."""
        part = token[start:end]
        if start and part in self._lexicon.clitics:  # "perangkatnya"
            return None
        if not start and part.lower() in self._lexicon.prefixes and (token[end].islower() or part[0].isupper()):
            return None  # "dikontrol", "multinasional", "TransJakarta"; but "diJakarta" is two
        known = self._word_cost(part, start)
        if known is not None:
            return known
        if part.isupper() and len(part) < 6 and (end == len(token) or start):
            return _LETTER * len(part) + _UNKNOWN_ACRONYM
        if len(part) < _MIN_UNKNOWN or not part[0].isupper() or not _SHAPE.fullmatch(part):
            return None
        before_capital = start == 0 and token[end].isupper()  # "SobatBangun" is rather one name
        return _LETTER * len(part) + (_UNKNOWN_BEFORE_CAPITAL if before_capital else _UNKNOWN_PART)

    def _word_cost(self, part: str, start: int) -> float | None:
        cost = self._lexicon.cost.get(part)
        if cost is not None:
            return cost
        if len(part) > 2 and (self._counts.get(part, 0) > 0 or part in self._lexicon.whole):
            return _ATTESTED
        if part[0].isupper() and _SHAPE.fullmatch(part):
            cost = self._lexicon.cost.get(part.lower())
            if cost is not None:
                return cost + (_CAPITAL_INSIDE if start else _CAPITAL_FIRST)
        return None


def _is_reduplicated(first: str, second: str) -> bool:
    """ "Bangsa-Bangsa", "Mobil-Mobilan", "Sayur-Mayur": one word, said twice."""
    left, right = first.lower(), second.lower()
    return left[:3] == right[:3] or left[-3:] == right[-3:] or left in right


@cache
def load_lexicon() -> _Lexicon:
    """Read ``words.txt`` (words by rank; after "# whole" what only looks glued; then countries) and ``glued.toml``."""
    sections: dict[str, list[str]] = {"words": [], "whole": [], "names": []}
    current = sections["words"]
    for line in Path(__file__).with_name("words.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            current = sections.get(line[2:].strip(), current)
        else:
            current.extend(line.split())
    cost = {word: log(rank + 3) + _ZIPF for rank, word in enumerate(sections["words"])}
    affixes = tomllib.loads(Path(__file__).with_name("glued.toml").read_text(encoding="utf-8"))
    prefixes = frozenset(prefix for group in affixes["prefixes"].values() for prefix in group)
    return _Lexicon(
        cost,
        frozenset(sections["whole"]),
        frozenset(sections["names"]),
        prefixes,
        frozenset(affixes["clitics"]["words"]),
    )
