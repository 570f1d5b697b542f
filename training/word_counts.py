"""How words are counted: the form they are counted under, and counts on a logarithmic scale."""

from __future__ import annotations

import math
import re


def normal(word: str) -> str:
    """The form under which a word is counted: small letters, figures as 0."""
    return re.sub(r"\d", "0", word.lower())


def bucket(count: int, largest: int) -> int:
    """Base-2 logarithm of a count, rounded down, at most *largest*."""
    return min(largest, int(math.log2(count)))
