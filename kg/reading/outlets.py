"""Outlets: their names, as bylines, datelines and addresses print them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_BRAND_WORD = re.compile(r"\w+(?:[.-]\w+)*")
_MAX_BRAND_WORDS = 4


@dataclass(frozen=True, slots=True)
class Outlets:
    """The table of outlets.

    Attributes:
        by_brand: folded brand → name.
        by_domain: domain → name.
        dateline: matches a dateline at the start of a paragraph.
        signs: what only one outlet's bylines look like, with its name.
    """

    by_brand: dict[str, str]
    by_domain: dict[str, str]
    dateline: re.Pattern[str]
    signs: tuple[tuple[re.Pattern[str], str], ...]

    def of_brand(self, printed: str) -> str | None:
        """The outlet whose brand occurs in *printed*; the first, or None."""
        return next((self.by_brand[brand] for brand, _, _ in self._brands(printed)), None)

    def without_brands(self, printed: str) -> str:
        """*printed* with blanks for every brand."""
        for _, start, end in self._brands(printed):
            printed = printed[:start] + " " * (end - start) + printed[end:]
        return printed

    def _brands(self, printed: str) -> Iterator[tuple[str, int, int]]:
        """Brands in *printed*, folded, with where they stand; looked up, as a pattern of all takes long to compile."""
        words = list(_BRAND_WORD.finditer(printed))
        taken = 0
        for first, word in enumerate(words):
            for last in reversed(words[first : first + _MAX_BRAND_WORDS]):
                brand = printed[word.start() : last.end()].casefold()
                if word.start() >= taken and brand in self.by_brand:
                    taken = last.end()
                    yield brand, word.start(), taken
                    break

    def of_byline(self, line: str) -> str | None:
        """The outlet whose bylines alone look like *line*, or None."""
        return next((name for sign, name in self.signs if sign.fullmatch(line)), None)

    def of_address(self, address: str) -> str | None:
        """The outlet that owns the page at *address*, or None."""
        host = re.sub(r"^\w+://", "", address.strip()).partition("/")[0].partition(":")[0].casefold()
        while host:
            if host in self.by_domain:
                return self.by_domain[host]
            host = host.partition(".")[2]
        return None


@cache
def load_outlets() -> Outlets:
    """Read the outlets that come with the package."""
    table = tomllib.loads(Path(__file__).with_name("outlets.toml").read_text(encoding="utf-8"))
    by_brand: dict[str, str] = {}
    by_domain: dict[str, str] = {}
    for outlet in table["outlet"]:
        for brand in (*outlet["brands"], outlet["name"]):
            by_brand.setdefault(brand.casefold(), outlet["name"])
        for domain in outlet["domains"]:
            by_domain.setdefault(domain, outlet["name"])
    words = "|".join(re.escape(brand) for brand in sorted(by_brand, key=lambda brand: (-len(brand), brand)))
    return Outlets(
        by_brand,
        by_domain,
        _dateline(words),
        tuple(
            (re.compile(sign, re.IGNORECASE), outlet["name"])
            for outlet in table["outlet"]
            for sign in outlet.get("signs", ())
        ),
    )


def _dateline(brands: str) -> re.Pattern[str]:
    """Datelines: "Jakarta -", "JAKARTA, KOMPAS.com -", "Jakarta (ANTARA) -", "Liputan6.com, JakartaPT Semen …".

    A city alone needs a dash with a blank (or the end of the line) on one side, and capitals throughout when what
    follows is glued to the dash ("JAKARTA-Iran"): "Jakarta-Bandung" is no dateline.
    """
    word = r"(?:[A-Z]{2,}(?![a-z])|[A-Z][a-z'’]+(?![A-Z])|[A-Z]\.)"
    city = rf"{word}(?:[ -]{word}){{0,3}}"
    upper = r"[A-Z]{4,}(?: [A-Z]{2,}){0,3}"
    dash = r"\s*(?:--+|[-–—]+)"
    brand = rf"(?i:{brands})"
    return re.compile(
        rf"(?:"
        rf"(?:{city},?\s*[(\[]?\s*)??(?<!\w){brand}\s*[)\]]?"
        rf"(?:(?:\s*[,|/]\s*{city}){{0,2}}(?:{dash}|\s*[:|]\s)|,\s*(?:[A-Z][a-z]+ )*[A-Z][a-z]+(?=[A-Z0-9\"“]))"
        rf"|{city}(?:, [A-Z][\w ]{{2,20}})?(?:\s+(?:--+|[-–—]+)|--+|[-–—]+(?=\s|$))(?=\s|$|[\"“A-Z])"
        rf"|{upper}[-–—](?=[\"“]|[A-Z][a-z])"
        rf")"
    )
