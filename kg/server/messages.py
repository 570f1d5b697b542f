"""What the server and its workers say to each other: a head in JSON, then bytes."""

from __future__ import annotations

import json
import socket
import struct
from typing import Any, NamedTuple

_SIZES = struct.Struct(">II")
SIZES = _SIZES.size
"""Bytes before a message, which say how long its head and its body are."""


class Message(NamedTuple):
    """A question or an answer."""

    head: dict[str, Any]
    body: bytes = b""


def packed(message: Message) -> bytes:
    """A message as it is sent."""
    head = json.dumps(message.head).encode()
    return _SIZES.pack(len(head), len(message.body)) + head + message.body


def sizes(prefix: bytes) -> tuple[int, int]:
    """How long head and body of the message are that begins with *prefix*."""
    head, body = _SIZES.unpack(prefix)
    return head, body


def unpacked(head: bytes, body: bytes) -> Message:
    """A message from its two parts."""
    return Message(json.loads(head), body)


def receive(connection: socket.socket) -> Message | None:
    """The next message, or None when the other side is gone."""
    prefix = _exactly(connection, SIZES)
    if prefix is None:
        return None
    length, rest = sizes(prefix)
    head, body = _exactly(connection, length), _exactly(connection, rest)
    return None if head is None or body is None else unpacked(head, body)


def _exactly(connection: socket.socket, count: int) -> bytes | None:
    parts = bytearray()
    while len(parts) < count:
        part = connection.recv(min(count - len(parts), 1 << 20))
        if not part:
            return None
        parts += part
    return bytes(parts)
