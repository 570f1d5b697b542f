"""The query operation of the SPARQL 1.1 Protocol: from a request to a question."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from kg.server.forms import ROWS, TRIPLES, preferred

FORM, DIRECT, UPDATE = "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update"
_MOST_GRAPHS = 1000


class RefusedError(Exception):
    """A request that cannot be answered.

    Args:
        status: of HTTP.
        reason: one line.
    """

    def __init__(self, status: int, reason: str) -> None:
        self.status = status
        self.reason = reason
        super().__init__(reason)


@dataclass(frozen=True, slots=True)
class Asked:
    """What matters of a request.

    Attributes:
        method: ``GET`` or ``POST``.
        query: what follows the question mark of the address.
        content_type: the header.
        accept: the header.
        body: of a POST.
    """

    method: str
    query: bytes = b""
    content_type: str = ""
    accept: str = ""
    body: bytes = b""


def question(asked: Asked) -> dict[str, Any] | None:
    """The question of a request, as :func:`kg.server.answering.answer` takes it; None if a GET asks nothing.

    Raises:
        RefusedError: it is not a query of the protocol, or its answer would have no form that the client takes.
    """
    parameters = _pairs(asked.query)
    texts = [value for name, value in parameters if name == "query"]
    if asked.method == "POST":
        media, _, charset = (part.strip().lower() for part in asked.content_type.partition(";"))
        if media == FORM:
            form = _pairs(asked.body)
            parameters = [*parameters, *form]
            texts += [value for name, value in form if name == "query"]
        elif media == DIRECT:
            if "charset" in charset and "utf-8" not in charset and "utf8" not in charset:
                raise RefusedError(415, "a query is sent in UTF-8")
            texts.append(_text(asked.body))
        elif media == UPDATE:
            raise RefusedError(403, "updates are refused, the graph is read-only")
        else:
            raise RefusedError(415, f"a POST has the Content-Type {FORM} or {DIRECT}")
    if any(name == "update" for name, _ in parameters):
        raise RefusedError(403, "updates are refused, the graph is read-only")
    if not texts and asked.method != "POST":
        return None
    if len(texts) != 1:
        raise RefusedError(400, f"a request has one query, not {len(texts)}")
    rows, triples = preferred(asked.accept, list(ROWS)), preferred(asked.accept, list(TRIPLES))
    if rows is None and triples is None:
        raise RefusedError(406, f"answers are {', '.join([*ROWS, *TRIPLES])}")
    return {"kind": "query", "sparql": texts[0], "dataset": _dataset(parameters), "rows": rows, "triples": triples}


def _dataset(parameters: list[tuple[str, str]]) -> tuple[list[str], list[str]] | None:
    default = [value for name, value in parameters if name == "default-graph-uri" and value]
    named = [value for name, value in parameters if name == "named-graph-uri" and value]
    if len(default) + len(named) > _MOST_GRAPHS:
        raise RefusedError(400, f"a request names at most {_MOST_GRAPHS} graphs")
    return (default, named) if default or named else None


def _pairs(content: bytes) -> list[tuple[str, str]]:
    try:
        return parse_qsl(content.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=2000)
    except UnicodeDecodeError as error:
        raise RefusedError(400, "a form is ASCII, and what is escaped in it UTF-8") from error
    except ValueError as error:
        raise RefusedError(400, f"not a form: {error}") from error


def _text(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise RefusedError(400, f"a query is UTF-8; byte {error.start} is not") from error
