"""Python's collector of cycles, out of the way while values are made that hold none."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_collector() -> Iterator[None]:
    """Inside, nothing looks for cycles among the objects; also a decorator.

    What a build makes (values, triples, text) refers one way only and goes when its last user does, so looking for
    cycles finds nothing and takes a twentieth of the time (``docs/benchmarks.md``).
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
