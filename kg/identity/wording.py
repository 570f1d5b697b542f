"""Runs of words that two texts share: how a copied sentence, or a copied article, is recognised."""

from __future__ import annotations

import re
from itertools import accumulate
from zlib import crc32

RUN = 8
"""So many words in a row are copied rather than chosen twice: names, titles and set phrases are shorter."""

_WORD = re.compile(r"\w+")


def words_of(text: str) -> list[str]:
    """The words of a text; case and punctuation do not count."""
    return _WORD.findall(text.casefold())


def runs(text: str, length: int = RUN) -> frozenset[int]:
    """Fingerprints of every run of so many words of a text.

    The fingerprint is the CRC-32 of the words, the same on every machine.
    """
    words = words_of(text)
    row = " ".join(words).encode()
    sizes = map(len, words) if row.isascii() else (len(word.encode()) for word in words)
    ends = list(accumulate([size + 1 for size in sizes]))
    return frozenset([crc32(row[start : end - 1]) for start, end in zip([0, *ends], ends[length - 1 :], strict=False)])
