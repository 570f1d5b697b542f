"""What a worker does: one question to the store, one answer as bytes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from typing import IO, Any, cast

import pyoxigraph as ox

from kg.errors import KabarError, QueryError
from kg.graph.turtle import by_subject, to_turtle
from kg.query import Opened, run
from kg.query.sparql import Dataset
from kg.server.forms import ONLY_ROWS, ROWS, TRIPLES
from kg.server.limits import Limits, no_new_files
from kg.server.messages import Message
from kg.server.things import describe, thing

NOT_ACCEPTABLE = "this kind of answer has no form that the header Accept takes"


def answer(question: Mapping[str, Any], opened: Opened, limits: Limits) -> Message:
    """Answer a question; what cannot be answered is an answer too, with its HTTP status.

    Args:
        question: ``kind`` names the job, the rest is what it takes.
        opened: the graph.
        limits: how long an answer may be.

    Returns:
        Its head holds ``status``, ``type`` (media type) and, if something was cut off, ``cut``.
    """
    try:
        return _JOBS[question["kind"]](question, opened, limits)
    except QueryError as error:
        return refusal(400, str(error))
    except MemoryError:
        return refusal(503, f"needs more than the {limits.megabytes} MB that a query may have")
    except (KabarError, OSError, RuntimeError, ValueError) as error:
        return refusal(500, f"cannot be answered: {' '.join(str(error).split())}")


def refusal(status: int, reason: str) -> Message:
    """An answer that says why there is none."""
    return Message({"status": status, "type": "text/plain"}, f"{reason}\n".encode())


def _query(question: Mapping[str, Any], opened: Opened, limits: Limits) -> Message:
    graphs = question["dataset"]
    with no_new_files():
        found = run(opened.store, question["sparql"], opened.base, Dataset(*graphs) if graphs else None)
        if isinstance(found, ox.QueryTriples):
            return _triples(found, question["triples"], opened.base, limits)
        media = question["rows"]
        if media is None:
            return refusal(406, NOT_ACCEPTABLE)
        if isinstance(found, ox.QueryBoolean):
            media = next(iter(ROWS)) if ROWS[media] in ONLY_ROWS else media
            return Message({"status": 200, "type": media}, found.serialize(format=_rows_format(media)) or b"")
        return _rows(found, media, limits)


def _rows(found: ox.QuerySolutions, media: str, limits: Limits) -> Message:
    """Rows pass through TSV, the one form that can be cut: a line is a row."""
    lines = _Lines(limits.rows + 1, limits.answer_bytes)
    with suppress(_EnoughError):
        found.serialize(cast("IO[bytes]", lines), format=ox.QueryResultsFormat.TSV)
    table = lines.content()
    if ROWS[media] != "TSV":
        rows = ox.parse_query_results(table, format=ox.QueryResultsFormat.TSV)
        table = rows.serialize(format=_rows_format(media)) or b""
    return Message({"status": 200, "type": media, **({"cut": lines.count - 1} if lines.is_full else {})}, table)


class _EnoughError(Exception):
    pass


class _Lines:
    """A file that takes so many lines and bytes; then it is full, and ends with a whole line."""

    def __init__(self, lines: int, size: int) -> None:
        self._content = bytearray()
        self._lines, self._size = lines, size
        self.count = 0
        self.is_full = False

    def write(self, part: bytes) -> int:
        if self.is_full:
            raise _EnoughError
        self._content += part
        self.count += part.count(b"\n")
        if self.count > self._lines or len(self._content) > self._size:
            self._cut()
            raise _EnoughError
        return len(part)

    def flush(self) -> None:
        """Nothing waits."""

    def content(self) -> bytes:
        return bytes(self._content)

    def _cut(self) -> None:
        self.is_full = True
        end = self._content.rfind(b"\n", 0, self._size) + 1
        del self._content[end:]
        kept = self._content.splitlines(keepends=True)[: self._lines]
        self.count = len(kept)
        self._content = bytearray(b"".join(kept))


def _triples(found: Iterable[ox.Triple], media: str | None, base: str, limits: Limits) -> Message:
    if media is None:
        return refusal(406, NOT_ACCEPTABLE)
    cut: dict[str, int] = {}
    triples = list(_counted(found, limits, cut))
    if TRIPLES[media] == "TURTLE":
        content = to_turtle(by_subject(triples), base).encode("utf-8", "surrogatepass")
    else:
        content = ox.serialize(triples, format=getattr(ox.RdfFormat, TRIPLES[media])) or b""
    return Message({"status": 200, "type": media, **cut}, content)


def _counted(found: Iterable[ox.Triple], limits: Limits, cut: dict[str, int]) -> Iterator[ox.Triple]:
    """Each triple once, as many as an answer may hold."""
    size = 0
    seen: set[ox.Triple] = set()
    for triple in found:
        if triple in seen:
            continue
        size += len(getattr(triple.object, "value", ""))
        if len(seen) == limits.rows or size > limits.answer_bytes:
            cut["cut"] = len(seen)
            return
        seen.add(triple)
        yield triple


def _rows_format(media: str) -> ox.QueryResultsFormat:
    found: ox.QueryResultsFormat = getattr(ox.QueryResultsFormat, ROWS[media])
    return found


def _explorer(question: Mapping[str, Any], opened: Opened, limits: Limits) -> Message:
    from kg.explorer import render

    page = render(opened.store, title="kabar", language=question["language"])
    return Message({"status": 200, "type": "text/html"}, page.encode("utf-8", "surrogatepass"))


def _thing(question: Mapping[str, Any], opened: Opened, limits: Limits) -> Message:
    found = thing(opened, question["iri"], question["language"])
    if found is None:
        return refusal(404, "the graph says nothing of it")
    return Message({"status": 200, "type": "application/json", "thing": found})


def _describe(question: Mapping[str, Any], opened: Opened, limits: Limits) -> Message:
    triples = list(describe(opened.store, question["iri"]))
    if not triples:
        return refusal(404, "the graph says nothing of it")
    return _triples(triples, question["triples"], opened.base, limits)


_JOBS: Mapping[str, Callable[[Mapping[str, Any], Opened, Limits], Message]] = {
    "query": _query,
    "explorer": _explorer,
    "thing": _thing,
    "describe": _describe,
}
