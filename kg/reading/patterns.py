"""The patterns of ``patterns.toml``, read and compiled when first needed."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Patterns:
    """What lines of a news page look like. Each pattern matches a whole line, unless it says otherwise.

    Attributes:
        chrome: never news.
        trail: section trail above the headline.
        end: nothing after it is news.
        end_last: nothing after it is news, if it stands in the second half.
        link: searched: the rest of the line is a link to another article.
        tail: at the end of a line that ends in a bracket: author codes and placeholders.
        credit: at the end of a line: a photo credit.
        credits: its parts, each behind characters in small letters without which it does not match.
        opening: a line that opens as a caption does.
        english, indonesian: frequent words of the two languages.
    """

    chrome: re.Pattern[str]
    trail: re.Pattern[str]
    end: re.Pattern[str]
    end_last: re.Pattern[str]
    link: re.Pattern[str]
    tail: re.Pattern[str]
    credit: re.Pattern[str]
    credits: tuple[tuple[str, re.Pattern[str]], ...]
    opening: re.Pattern[str]
    english: frozenset[str]
    indonesian: frozenset[str]

    def ends_in_credit(self, line: str) -> bool:
        """Whether *credit* is found in a line."""
        folded = line.casefold()
        return any(mark in folded and credit.search(line) for mark, credit in self.credits)


@cache
def load_patterns() -> Patterns:
    """Read the patterns that come with the package."""
    table: dict[str, Any] = tomllib.loads(Path(__file__).with_name("patterns.toml").read_text(encoding="utf-8"))
    return Patterns(
        chrome=_any(pattern for group in table["chrome"].values() for pattern in group),
        trail=_any(table["trail"]["lines"]),
        end=_any(table["end"]["always"]),
        end_last=_any(table["end"]["last"]),
        link=re.compile(table["inside"]["link"], re.IGNORECASE),
        tail=re.compile(f"(?:{table['inside']['tail']})+$", re.IGNORECASE),
        credit=_at_end("|".join(pattern for _, pattern in table["caption"]["credit"])),
        credits=tuple((mark, _at_end(pattern)) for mark, pattern in table["caption"]["credit"]),
        opening=_any(table["caption"]["opening"]),
        english=frozenset(table["english"]["words"]),
        indonesian=frozenset(table["english"]["indonesian"]),
    )


def _at_end(pattern: str) -> re.Pattern[str]:
    return re.compile(f"(?:{pattern})$", re.IGNORECASE)


def _any(patterns: Any) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)
