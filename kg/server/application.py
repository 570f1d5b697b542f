"""The server's addresses: ``/sparql``, ``/``, ``/explorer``, ``/id/…``."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pyoxigraph as ox
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from kg.graph.turtle import by_subject, to_turtle
from kg.server.description import describe_service
from kg.server.forms import HTML, TRIPLES, preferred
from kg.server.messages import Message
from kg.server.pages import Pages
from kg.server.pool import Pool
from kg.server.protocol import Asked, RefusedError, question

CUT = "Kabar-Cut"
"""Header of an answer that is not whole: how many rows or triples it holds."""
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' "
    "data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""YASGUI sets styles on its elements; scripts come from our own files alone."""
_SAFE = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer"}


def application(pool: Pool, *, language: str = "id", cors: bool = True) -> Starlette:
    """The server as an ASGI application.

    Args:
        pool: answers; the application starts and stops its workers.
        language: of the pages, "id" or "en".
        cors: whether pages of other sites may read the answers.
    """
    server = _Server(pool, language)

    @asynccontextmanager
    async def running(_: Starlette) -> AsyncIterator[None]:
        await pool.start()
        try:
            yield
        finally:
            await pool.stop()

    reading = Middleware(CORSMiddleware, allow_origins=["*"], allow_methods=["GET", "POST"], expose_headers=[CUT])
    return Starlette(
        routes=[
            Route("/", server.home, methods=["GET"]),
            Route("/sparql", server.sparql, methods=["GET", "POST"]),
            Route("/sparql/", server.sparql, methods=["GET", "POST"]),
            Route("/explorer", server.explorer, methods=["GET"]),
            Route("/id/{name:path}", server.thing, methods=["GET"]),
            Mount("/static", StaticFiles(directory=Path(__file__).parent / "static")),
        ],
        middleware=[reading] if cors else [],
        lifespan=running,
    )


class _Server:
    def __init__(self, pool: Pool, language: str) -> None:
        self._pool = pool
        self._language = language
        self._pages = Pages(pool.base, pool.size, language)
        self._explorer: Message | None = None

    async def home(self, request: Request) -> Response:
        """YASGUI, with the questions of the cookbook."""
        return _page(self._pages.home())

    async def sparql(self, request: Request) -> Response:
        """The endpoint; without a query its description, for a browser the page to ask on."""
        try:
            asked = question(await self._asked(request))
        except RefusedError as refused:
            return _plain(refused.status, refused.reason)
        if asked is None:
            return self._description(request)
        return _response(await self._ask_for(request, asked))

    async def explorer(self, request: Request) -> Response:
        """The picture; drawn when first asked for."""
        if self._explorer is None:
            drawn = await self._ask_for(request, {"kind": "explorer", "language": self._language})
            if drawn.head["status"] != 200:
                return _response(drawn)
            self._explorer = drawn
        return _response(self._explorer)

    async def thing(self, request: Request) -> Response:
        """What the graph says of one of its own IRIs, as a page or as triples."""
        iri = self._pool.base + request.path_params["name"]  # its escapes are resolved already
        media = preferred(request.headers.get("accept", ""), [HTML, *TRIPLES])
        if media is None:
            return _plain(406, f"things are described as {', '.join([HTML, *TRIPLES])}")
        if media != HTML:
            described = await self._ask_for(request, {"kind": "describe", "iri": iri, "triples": media})
            return _response(described)
        found = await self._ask_for(request, {"kind": "thing", "iri": iri, "language": self._language})
        if found.head["status"] == 404:
            return _page(self._pages.missing(iri), 404)
        return _page(self._pages.thing(found.head["thing"])) if "thing" in found.head else _response(found)

    async def _asked(self, request: Request) -> Asked:
        headers = request.headers
        body = bytearray()
        async for part in request.stream():
            body += part
            if len(body) > self._pool.limits.query_bytes:
                raise RefusedError(413, f"a query has at most {self._pool.limits.query_bytes} bytes")
        method = "POST" if request.method == "POST" else "GET"
        types = headers.get("content-type", ""), headers.get("accept", "")
        return Asked(method, request.scope["query_string"], *types, bytes(body))

    async def _ask_for(self, request: Request, asked: Mapping[str, Any]) -> Message:
        """Ask the pool as long as the client waits: a query whose client has gone is ended."""
        work = asyncio.ensure_future(self._pool.ask(asked))
        gone = asyncio.ensure_future(_gone(request))
        try:
            await asyncio.wait({work, gone}, return_when=asyncio.FIRST_COMPLETED)
            return await work if work.done() else Message({"status": 499, "type": "text/plain"})
        finally:
            gone.cancel()
            work.cancel()

    def _description(self, request: Request) -> Response:
        media = preferred(request.headers.get("accept", ""), [*TRIPLES, HTML])
        if media == HTML:
            return _page(self._pages.home())
        if media is None:
            return _plain(406, f"the service is described as {', '.join(TRIPLES)}")
        endpoint = str(request.url.replace(query="", fragment=""))
        triples = list(describe_service(endpoint, self._pool.size, self._pool.graphs))
        form = getattr(ox.RdfFormat, TRIPLES[media])
        if form == ox.RdfFormat.TURTLE:
            content: bytes = to_turtle(by_subject(triples), self._pool.base).encode()
        else:
            content = ox.serialize(triples, format=form) or b""
        return _response(Message({"status": 200, "type": media}, content))


async def _gone(request: Request) -> None:
    """Wait until the client has closed its connection."""
    while (await request.receive())["type"] != "http.disconnect":
        pass


def _response(answer: Message) -> Response:
    head = answer.head
    headers = {**_SAFE, "Vary": "Accept", "Cache-Control": "no-cache"}
    if "cut" in head:
        headers[CUT] = str(head["cut"])
    media = head["type"] + ("; charset=utf-8" if head["type"].startswith("text/") else "")
    return Response(answer.body, head["status"], headers, media)


def _plain(status: int, reason: str) -> Response:
    return _response(Message({"status": status, "type": "text/plain"}, f"{reason}\n".encode()))


def _page(html: str, status: int = 200) -> Response:
    headers = {**_SAFE, "Vary": "Accept", "Content-Security-Policy": _POLICY}
    return Response(html.encode("utf-8", "surrogatepass"), status, headers, "text/html; charset=utf-8")
