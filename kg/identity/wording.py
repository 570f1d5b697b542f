"""Runs of words that two texts share: how a copied sentence, or a copied article, is recognised."""

from __future__ import annotations

import re
from zlib import crc32

RUN = 8
"""So many words in a row are copied rather than chosen twice: names, titles and set phrases are shorter."""

_WORD = re.compile(r"\w+")


def runs(text: str) -> frozenset[int]:
    """Fingerprints of every run of :data:`RUN` words of a text; case and punctuation do not count.

    The fingerprint is the CRC-32 of the words, the same on every machine.
    """
    words = _WORD.findall(text.casefold())
    return frozenset(crc32(" ".join(words[at : at + RUN]).encode()) for at in range(len(words) - RUN + 1))
