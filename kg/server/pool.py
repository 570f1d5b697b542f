"""Asks the workers: one question each at a time, ended and replaced when it takes too long."""

from __future__ import annotations

import asyncio
import os
import socket
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import InputError
from kg.server.answering import refusal
from kg.server.limits import Limits
from kg.server.messages import SIZES, Message, packed, receive, sizes, unpacked

_MOST_WAITING = 64
"""Questions that wait for a worker; more are turned away at once."""


@dataclass(frozen=True, slots=True)
class Worker:
    """A process that answers, and the connection to it."""

    number: int
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter


class Pool:
    """The processes that answer for one graph.

    Attributes:
        base: what the graph's own IRIs begin with.
        size: how many triples it holds.
        graphs: IRIs of its named graphs.
        limits: what one question may cost.

    Args:
        path: a graph file or a store.
        limits: see :class:`Limits`.
        workers: how many questions are answered at a time.

    Raises:
        InputError: the graph cannot be read.
    """

    def __init__(self, path: Path, limits: Limits, workers: int) -> None:
        self.limits = limits
        self._count = workers
        self._waiting = 0
        self._idle: asyncio.LifoQueue[Worker] = asyncio.LifoQueue()
        self._nursery, theirs = socket.socketpair()
        settings = (limits.seconds, limits.megabytes, limits.rows, limits.answer_megabytes)
        command = [sys.executable, "-m", "kg.server.nursery", theirs.fileno(), path.absolute(), *settings]
        self._process = subprocess.Popen([str(part) for part in command], pass_fds=[theirs.fileno()])
        theirs.close()
        try:
            hello = receive(self._nursery)
        except BaseException:  # interrupted while a large graph is read
            self._process.kill()
            raise
        if hello is None or "error" in hello.head:
            self.close()
            error = hello.head["error"] if hello else {"cause": "cannot be opened", "place": str(path), "advice": ""}
            raise InputError(error["cause"], place=error["place"], advice=error["advice"])
        self.base: str = hello.head["base"]
        self.size: int = hello.head["size"]
        self.graphs: list[str] = hello.head["graphs"]

    async def start(self) -> None:
        """Start the workers; they belong to the running loop."""
        self._idle = asyncio.LifoQueue()
        for _ in range(self._count):
            self._idle.put_nowait(await self._fork())

    def close(self) -> None:
        """End the workers and the process that holds the graph."""
        self._nursery.close()
        self._process.wait()

    async def stop(self) -> None:
        """End the workers of the running loop."""
        while not self._idle.empty():
            self._end(self._idle.get_nowait())

    async def ask(self, question: Mapping[str, Any]) -> Message:
        """Ask one worker.

        Returns:
            Its answer; or with status 503, that all are busy, that it took too long or needed too much memory.
        """
        if self._waiting >= _MOST_WAITING:
            return refusal(503, "the server is busy; try again later")
        self._waiting += 1
        try:
            async with asyncio.timeout(self.limits.seconds):
                worker = await self._idle.get()
        except TimeoutError:
            return refusal(503, "the server is busy; try again later")
        finally:
            self._waiting -= 1
        is_well = False
        try:
            async with asyncio.timeout(self.limits.seconds):
                found = await _asked(worker, question)
            is_well = True
        except TimeoutError:
            found = refusal(503, f"took longer than the {self.limits.seconds:g} seconds that a query may take")
        except (asyncio.IncompleteReadError, ConnectionError):
            found = refusal(503, f"needs more than the {self.limits.megabytes} MB that a query may have")
        finally:  # also when the client went away and the task was cancelled
            if not is_well:
                self._end(worker)
                worker = await asyncio.shield(self._fork())
            self._idle.put_nowait(worker)
        return found

    async def _fork(self) -> Worker:
        self._nursery.sendall(packed(Message({"order": "fork"})))
        content, (number, *_), _, _ = socket.recv_fds(self._nursery, 1 << 16, 1)
        connection = socket.socket(fileno=number)
        reader, writer = await asyncio.open_connection(sock=connection)
        length, _ = sizes(content[:SIZES])
        return Worker(unpacked(content[SIZES : SIZES + length], b"").head["worker"], reader, writer)

    def _end(self, worker: Worker) -> None:
        worker.writer.close()
        self._nursery.sendall(packed(Message({"order": "end", "worker": worker.number})))
        receive(self._nursery)


async def _asked(worker: Worker, question: Mapping[str, Any]) -> Message:
    worker.writer.write(packed(Message(dict(question))))
    await worker.writer.drain()
    head, body = sizes(await worker.reader.readexactly(SIZES))
    return unpacked(await worker.reader.readexactly(head), await worker.reader.readexactly(body))


def default_workers() -> int:
    """As many as there are cores, from two to eight."""
    return max(2, min(8, os.cpu_count() or 2))
