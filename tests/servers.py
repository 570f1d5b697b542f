"""A graph served on a free port of this machine."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import uvicorn

from kg.server.application import application
from kg.server.limits import Limits
from kg.server.pool import Pool


@contextmanager
def client(path: Path, limits: Limits | None = None, **options: Any) -> Iterator[httpx.Client]:
    """A client of a graph that two workers answer for."""
    pool = Pool(path, limits or Limits(), 2)
    try:
        with listening(application(pool, **options)) as address, httpx.Client(base_url=address, timeout=60) as asking:
            yield asking
    finally:
        pool.close()


@contextmanager
def listening(app: Any) -> Iterator[str]:
    """The address at which an application answers."""
    with socket.socket(proto=socket.IPPROTO_TCP) as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        server = uvicorn.Server(uvicorn.Config(app, log_level="error", access_log=False))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()  # requests wait in the socket until it answers
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join(timeout=10)
