"""The process that holds the store and forks the workers which answer.

It is a fresh Python with one thread: forking it is safe, and a worker starts with the store as it is in memory, without
reading it again. A store on disk is opened by each worker, since its library has threads of its own.
"""

from __future__ import annotations

import os
import signal
import socket
import sys
from pathlib import Path

from kg.errors import KabarError
from kg.query import Opened, open_store
from kg.server.answering import answer, refusal
from kg.server.limits import Limits, limit_memory, limit_time
from kg.server.messages import Message, packed, receive


def main(number: int, path: str, limits: Limits) -> None:
    """Serve the other end of the connection *number* until it is closed; then every worker ends too."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    server = socket.socket(fileno=number)
    workers: set[int] = set()
    try:
        opened = _open(Path(path), server)
        while opened is not None and (order := receive(server)) is not None:
            if order.head["order"] == "fork":
                workers.add(_fork(server, Path(path), opened, limits))
            else:
                _end(order.head["worker"])
                workers.discard(order.head["worker"])
                server.sendall(packed(Message({"ended": order.head["worker"]})))
    finally:
        for worker in workers:
            _end(worker)
    os._exit(0)


def _open(path: Path, server: socket.socket) -> Opened | None:
    try:
        opened = open_store(path)
    except KabarError as error:
        message = {"cause": error.cause, "place": error.place, "advice": error.advice}
        server.sendall(packed(Message({"error": message})))
        return None
    graphs = sorted(name.value for name in opened.store.named_graphs())
    server.sendall(packed(Message({"base": opened.base, "size": len(opened.store), "graphs": graphs[:1000]})))
    return opened


def _fork(server: socket.socket, path: Path, opened: Opened, limits: Limits) -> int:
    """Start a worker, and hand the server its end of the connection to it."""
    ours, theirs = socket.socketpair()
    worker = os.fork()
    if worker == 0:
        ours.close()
        server.close()
        try:
            _work(theirs, open_store(path) if path.is_dir() else opened, limits)
        finally:
            os._exit(0)
    theirs.close()
    socket.send_fds(server, [packed(Message({"worker": worker}))], [ours.fileno()])
    ours.close()
    return worker


def _work(server: socket.socket, opened: Opened, limits: Limits) -> None:
    """Answer until the server is gone."""
    limit_memory(limits.megabytes)
    while (question := receive(server)) is not None:
        limit_time(limits.seconds)
        try:
            found = packed(answer(question.head, opened, limits))
        except MemoryError:
            found = packed(refusal(503, f"needs more than the {limits.megabytes} MB that a query may have"))
        server.sendall(found)


def _end(worker: int) -> None:
    os.kill(worker, signal.SIGKILL)  # it stays a zombie until it is waited for, so the number is still its own
    os.waitpid(worker, 0)


if __name__ == "__main__":
    _number, _path, _seconds, _megabytes, _rows, _answer = sys.argv[1:]
    main(int(_number), _path, Limits(float(_seconds), int(_megabytes), int(_rows), int(_answer)))
