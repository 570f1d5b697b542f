"""Starts the server."""

from __future__ import annotations

import socket
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from kg.errors import KabarError, OutputError
from kg.server.limits import Limits


@dataclass(frozen=True, slots=True)
class Settings:
    """How a graph is served.

    Attributes:
        host: address to listen on; by default only this machine reaches it.
        port: to listen on; 0 takes a free one.
        workers: how many queries run at a time; 0: one a core, at least two.
        limits: what one query may cost.
        language: of the pages, "id" or "en".
        cors: whether pages of other sites may read the answers.
    """

    host: str = "127.0.0.1"
    port: int = 8080
    workers: int = 0
    limits: Limits = field(default_factory=Limits)
    language: str = "id"
    cors: bool = True


def serve(path: Path, settings: Settings, started: Callable[[str], None] = lambda address: None) -> None:
    """Serve a graph until it is interrupted.

    Args:
        path: a graph file or a store.
        settings: see :class:`Settings`.
        started: is told the address when requests are taken.

    Raises:
        InputError: the graph cannot be read.
        KabarError: Starlette or uvicorn is not installed.
        OutputError: the port is taken.
    """
    try:
        import uvicorn

        from kg.server.application import application
    except ModuleNotFoundError as error:
        raise KabarError(f"kg serve needs {error.name}", advice="pip install 'kabar[serve]'") from error
    from kg.server.pool import Pool, default_workers

    with _listening(settings) as listener:
        pool = Pool(path, settings.limits, settings.workers or default_workers())
        try:
            app = application(pool, language=settings.language, cors=settings.cors)
            started(_address(listener))
            uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False)).run(sockets=[listener])
        finally:
            pool.close()


def _listening(settings: Settings) -> socket.socket:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)  # said, or answers wait 40 ms for an ACK
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((settings.host, settings.port))
        listener.listen(128)
    except (OSError, OverflowError) as error:
        listener.close()
        cause = getattr(error, "strerror", None) or str(error)
        place = f"{settings.host}:{settings.port}"
        raise OutputError(f"cannot listen there ({cause})", place=place, advice="Give another --port.") from error
    return listener


def _address(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"
