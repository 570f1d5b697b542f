"""What a stranger's query may cost."""

from __future__ import annotations

import resource
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

_MEGABYTE = 1 << 20
_GRACE = 5
"""Seconds of processor time that a worker has past its limit, should nobody be left to end it."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one query may cost.

    Attributes:
        seconds: of time; then its process is ended.
        megabytes: of memory beyond the graph's own; a query that needs more ends its process.
        rows: of a result; the rest is cut off, and a header says so.
        answer_megabytes: of a result as text; likewise.
        query_bytes: of the request's body.
    """

    seconds: float = 30.0
    megabytes: int = 1024
    rows: int = 100_000
    answer_megabytes: int = 64
    query_bytes: int = _MEGABYTE

    @property
    def answer_bytes(self) -> int:
        """The size of an answer in bytes."""
        return self.answer_megabytes * _MEGABYTE


def limit_memory(megabytes: int) -> None:
    """Let this process have so much more memory than it has now. Only where the system tells how much that is."""
    pages = Path("/proc/self/statm")
    if pages.exists():
        now = int(pages.read_text(encoding="ascii").split()[0]) * resource.getpagesize()
        _lower(resource.RLIMIT_AS, now + megabytes * _MEGABYTE)
    _lower(resource.RLIMIT_CORE, 0)


def limit_time(seconds: float) -> None:
    """Let this process have so much more processor time than it has used, and some seconds of grace."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    _lower(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime + seconds) + _GRACE)


@contextmanager
def no_new_files() -> Iterator[None]:
    """Inside, this process can open no file and no connection, whatever the query asks."""
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    _lower(resource.RLIMIT_NOFILE, 0)
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, before)


def _lower(kind: int, value: int) -> None:
    """Set the soft limit, which can be raised again up to the hard one."""
    hard = resource.getrlimit(kind)[1]
    with suppress(ValueError, OSError):
        resource.setrlimit(kind, (value if hard == resource.RLIM_INFINITY else min(value, hard), hard))
