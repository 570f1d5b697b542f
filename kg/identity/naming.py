"""Names of things: the readable part of their IRIs, made from content alone."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Hashable, Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path

_NOT_PLAIN = re.compile(r"[^a-z0-9]+")
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_LENGTH = 60
_DIGEST = 8


@cache
def namesakes() -> Mapping[str, frozenset[str]]:
    """Words of names that many bear: ``namesakes.toml``."""
    words = tomllib.loads(Path(__file__).with_name("namesakes.toml").read_text(encoding="utf-8"))
    return {kind: frozenset(listed) for kind, listed in words.items()}


def slug(text: str, length: int = _LENGTH) -> str:
    """Small Latin letters, figures and hyphens: "Kim Jong-un" → ``kim-jong-un``.

    Cut at a hyphen where it is longer than *length* characters. Text without a Latin letter or figure gives its digest.
    """
    plain = text if text.isascii() else unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    whole = _NOT_PLAIN.sub("-", plain.casefold()).strip("-")
    if len(whole) > length:
        whole = whole[: length + 1].rpartition("-")[0] or whole[:length]
    return whole or digest(text)


def spaced(name: str) -> str:
    """The words of a term's local name: "ArmsTransfer" → "Arms Transfer"."""
    return _HUMP.sub(" ", name)


def digest(content: Hashable) -> str:
    """A short fingerprint of a value: hexadecimal, the same on every machine.

    *content* must have a ``repr`` that says all: strings, numbers, None, tuples of these.
    """
    return sha256(repr(content).encode()).hexdigest()[:_DIGEST]


def tell_apart(wanted: Mapping[Hashable, str]) -> dict[Hashable, str]:
    """One name for each thing.

    Args:
        wanted: the name that each thing would like, by the content that makes it what it is.

    Returns:
        The wanted name where only one thing wants it; otherwise every one of them gets its digest behind it.
    """
    takers: dict[str, int] = {}
    for name in wanted.values():
        takers[name] = takers.get(name, 0) + 1
    return {key: name if takers[name] == 1 else f"{name}-{digest(key)}" for key, name in wanted.items()}
