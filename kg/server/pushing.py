"""Sends a graph to a store that speaks the SPARQL 1.1 Graph Store Protocol, in batches, and goes on where it stopped.

A batch is N-Triples in a fixed order and holds no blank node, so sending one twice changes nothing.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from http.client import HTTPException, HTTPMessage
from pathlib import Path
from typing import IO, NamedTuple
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlsplit
from urllib.request import (
    HTTPBasicAuthHandler,
    HTTPDigestAuthHandler,
    HTTPPasswordMgrWithDefaultRealm,
    HTTPRedirectHandler,
    OpenerDirector,
    Request,
    build_opener,
)

import pyoxigraph as ox

from kg.errors import InputError, KabarError, OutputError

PASSWORD = "KABAR_PASSWORD"
"""The environment variable that holds the password: a command line is seen by everybody on the machine."""
_CAUSES = {
    401: ("refuses the user", f"Give --user, and the password in {PASSWORD}."),
    403: ("does not allow this user to write", "Ask for the right to write there, or give another --user."),
    404: ("has nothing there", "Give the address of its Graph Store Protocol."),
    405: ("takes no graphs there", "Give the address of its Graph Store Protocol."),
    413: ("finds a batch too large", "Give a smaller --batch."),
    415: ("takes no N-Triples", "Give the address of its Graph Store Protocol."),
}


_NAME_IT = "Give --graph IRI: some stores have no default graph."
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Target:
    """Where a graph is sent.

    Attributes:
        url: of the Graph Store Protocol, without ``graph=``.
        graph: IRI of the graph there that takes all; by default each graph keeps its name, and what has none goes to
            the store's default graph.
        user: if the store asks for one; Basic or Digest, as the store wants.
        password: likewise.
        batch: so many triples are sent at a time.
        seconds: that the store may take for one batch.
        replace: whether what the graphs hold there is replaced; else it stays, and the triples join it.
    """

    url: str
    graph: str | None = None
    user: str | None = None
    password: str = ""
    batch: int = 10_000
    seconds: float = 120.0
    replace: bool = False


class Sent(NamedTuple):
    """What was sent.

    Attributes:
        triples: in all batches.
        batches: all of them.
        skipped: batches that an earlier run had sent.
    """

    triples: int
    batches: int
    skipped: int


class _Batch(NamedTuple):
    method: str
    address: str
    lines: list[str]
    key: str


def push(path: Path, target: Target, progress: Callable[[int, int], None] = lambda done, total: None) -> Sent:
    """Send a graph.

    What was sent is kept in a file beside the graph (its name and ``.push``) until all is: the same command then goes
    on where it stopped. A graph that has changed since is sent from the beginning.

    Args:
        path: a graph file or a store.
        target: where to.
        progress: is told how many batches of how many are done.

    Raises:
        InputError: the graph cannot be read, or the address or the name of the graph is none.
        OutputError: the store does not take it; or the file beside the graph cannot be written.
    """
    if urlsplit(target.url).scheme not in ("http", "https") or not urlsplit(target.url).netloc:
        raise InputError("is no address of the web", place=target.url, advice="Give one like http://host/data.")
    batches = list(_batches(_lines(path, target.graph), target))
    done = _Done(path.with_name(path.name + ".push"))
    opener = _opener(target)
    skipped = 0
    for number, batch in enumerate(batches, 1):
        if batch.key in done.keys:
            skipped += 1
        else:
            _send(opener, batch, target)
            done.add(batch.key)
        progress(number, len(batches))
    done.forget()
    return Sent(sum(len(batch.lines) for batch in batches), len(batches), skipped)


def password_of(user: str | None) -> str:
    """The password of the environment.

    Raises:
        KabarError: there is a user, but no password.
    """
    password = os.environ.get(PASSWORD, "")
    if user and not password:
        raise KabarError(f"--user needs a password in {PASSWORD}", advice=f"export {PASSWORD}=…")
    return password


def _lines(path: Path, graph: str | None) -> Mapping[str, list[str]]:
    """The triples of each graph as sorted lines of N-Triples; the graph without a name is ``""``."""
    found: dict[str, set[str]] = {}
    for quad in _quads(path):
        name = graph or ("" if isinstance(quad.graph_name, ox.DefaultGraph) else quad.graph_name.value)
        found.setdefault(name, set()).add(f"{quad.triple} .\n")
    return {name: sorted(found[name]) for name in sorted(found)}


def _quads(path: Path) -> Iterator[ox.Quad]:
    """A file's blank nodes get IRIs when it is loaded; a store has kept them, and they would fall apart in batches."""
    if not path.is_dir():
        from kg.graph.loading import load

        yield from load(path).quads.quads()
        return
    from kg.query import open_store

    for quad in open_store(path).store:
        if isinstance(quad.subject, ox.BlankNode) or isinstance(quad.object, ox.BlankNode):
            raise InputError("holds blank nodes", place=str(path), advice="Send the file that it was made from.")
        yield quad


def _batches(lines: Mapping[str, list[str]], target: Target) -> Iterator[_Batch]:
    for graph, triples in lines.items():
        selected = f"graph={quote(graph, safe='')}" if graph else "default"
        address = f"{target.url}{'&' if '?' in target.url else '?'}{selected}"
        whole = sha256("".join(triples).encode("utf-8", "surrogatepass")).hexdigest()
        for start in range(0, len(triples), target.batch):
            method = "PUT" if target.replace and start == 0 else "POST"
            key = sha256(f"{method} {address} {whole} {start} {target.batch} {target.replace}".encode()).hexdigest()
            yield _Batch(method, address, triples[start : start + target.batch], key)


# -- HTTP -------------------------------------------------------------------------------------------------------------


class _NoRedirect(HTTPRedirectHandler):
    """A POST that is sent elsewhere would become a GET there, and nothing would arrive."""

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> Request | None:
        """Follow no redirect."""
        return None


def _opener(target: Target) -> OpenerDirector:
    if not target.user:
        return build_opener(_NoRedirect())
    passwords = HTTPPasswordMgrWithDefaultRealm()
    passwords.add_password(None, target.url, target.user, target.password)
    return build_opener(_NoRedirect(), HTTPBasicAuthHandler(passwords), HTTPDigestAuthHandler(passwords))


def _send(opener: OpenerDirector, batch: _Batch, target: Target) -> None:
    content = "".join(batch.lines).encode("utf-8", "surrogatepass")
    headers = {"Content-Type": "application/n-triples; charset=utf-8", "User-Agent": "kabar"}
    request = Request(batch.address, content, headers, method=batch.method)
    again = "The same command goes on from here."
    try:
        with opener.open(request, timeout=target.seconds) as answer:
            answer.read()
    except HTTPError as error:
        raise _refused(error, target.url, has_name="graph=" in batch.address) from error
    except TimeoutError as error:
        cause = f"did not answer within {target.seconds:g} seconds"
        raise OutputError(
            cause, place=target.url, advice=f"Give a smaller --batch or more --seconds. {again}"
        ) from error
    except URLError as error:
        if isinstance(error.reason, TimeoutError):
            raise OutputError("does not answer", place=target.url, advice=again) from error
        reason = getattr(error.reason, "strerror", None) or str(error.reason)
        raise OutputError(f"cannot be reached ({reason})", place=target.url, advice=again) from error
    except (OSError, HTTPException, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
        raise OutputError(f"broke off ({reason})", place=target.url, advice=again) from error


def _refused(error: HTTPError, url: str, *, has_name: bool) -> OutputError:
    with error:
        if 300 <= error.code < 400:
            advice = f"Give --to {error.headers.get('Location', 'the address there')}."
            return OutputError("has moved", place=url, advice=advice)
        cause, advice = _CAUSES.get(error.code, ("does not take the graph", "" if has_name else _NAME_IT))
        told = ""
        with suppress(OSError, HTTPException):
            told = " ".join(_TAG.sub(" ", error.read(4000).decode("utf-8", "replace")).split())[:200]
    answer = f"{error.code} {error.reason}" if error.code in _CAUSES or not told else f"{error.code}: {told}"
    return OutputError(f"{cause} ({answer})", place=url, advice=advice)


# -- what was sent already --------------------------------------------------------------------------------------------


class _Done:
    """The keys of batches that were sent, a line each, in a file that lives until all are."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.keys: set[str] = set()
        with suppress(FileNotFoundError):
            self.keys = set(path.read_text(encoding="utf-8", errors="replace").split())

    def add(self, key: str) -> None:
        """Note that a batch was sent."""
        try:
            with self._path.open("a", encoding="utf-8") as file:
                file.write(f"{key}\n")
        except OSError as error:
            raise OutputError(f"cannot be written ({error.strerror})", place=str(self._path)) from error

    def forget(self) -> None:
        """All are sent."""
        self._path.unlink(missing_ok=True)
