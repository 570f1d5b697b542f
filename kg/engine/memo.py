"""A function whose values are kept: where one is asked for again and again, a look into a table is all it costs."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")

_MOST = 1 << 16
"""So many values are kept, which is more than the words of ten thousand articles; then it begins anew."""


class Memo(dict[Key, Value]):
    """``memo[key]`` is ``function(key)``, found out once; ``map(memo.__getitem__, keys)`` calls no Python where known.

    Args:
        function: always gives the same value for a key, and never looks into this memo.
    """

    def __init__(self, function: Callable[[Key], Value]) -> None:
        super().__init__()
        self._function = function

    def __missing__(self, key: Key) -> Value:
        if len(self) >= _MOST:
            self.clear()
        value = self[key] = self._function(key)
        return value
