"""One function over many things, in worker processes, results in order."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

Thing = TypeVar("Thing")
Result = TypeVar("Result")

_WORTH_A_FORK = 20
"""So many things are worth workers that are forked: for fewer, starting them takes as long as they save."""
_WORTH_A_START = 200
"""So many are worth workers that start from nothing, where a process cannot be forked safely (macOS, Windows)."""


def available_cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def ordered_map(function: Callable[[Thing], Result], things: Sequence[Thing], workers: int) -> Iterator[Result]:
    """``function`` of each thing, in the order of the things, whatever the number of workers.

    The first is done in this process, so that what the function loads is there once when the workers are forked.

    Args:
        function: at the top level of a module; it and what it takes and gives can be pickled.
        things: what it is called with, one at a time.
        workers: processes; 1 stays in this one.
    """
    forks = sys.platform.startswith("linux")
    if workers < 2 or len(things) < (_WORTH_A_FORK if forks else _WORTH_A_START):
        yield from map(function, things)
        return
    yield function(things[0])
    from multiprocessing import get_context  # 12 ms that a single article need not pay

    rest = things[1:]
    workers = min(workers, len(rest))
    with get_context("fork" if forks else "spawn").Pool(workers) as pool:
        yield from pool.imap(function, rest, chunksize=max(1, min(50, len(rest) // (4 * workers))))
