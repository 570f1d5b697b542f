"""A service that speaks the Reconciliation Service API 0.2 of the W3C community group, as OpenRefine does.

https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode, urlsplit
from urllib.request import Request, urlopen

from kg import __version__
from kg.errors import InputError

_SPOKEN = ("0.1", "0.2")
_LARGEST = 50_000_000
"""Bytes of an answer: what is longer is no answer to a few queries."""
_HEAD = {"Accept": "application/json", "User-Agent": f"kabar/{__version__}"}


@dataclass(frozen=True, slots=True)
class Found:
    """A thing that a service offers.

    Attributes:
        identifier: its id at the service.
        name: what it is called there.
        types: names of its types.
        description: a line about it, or "".
        score: how well it fits; the scale is the service's own.
        is_match: the service is sure of it.
    """

    identifier: str
    name: str
    types: tuple[str, ...]
    description: str
    score: float
    is_match: bool


class Service:
    """A service, asked over HTTP. Nothing is asked before a method is called.

    Args:
        url: its address.
        timeout: seconds that one request may take.
    """

    def __init__(self, url: str, timeout: float = 20.0) -> None:
        if urlsplit(url).scheme not in ("http", "https") or not urlsplit(url).netloc:
            raise InputError(
                f"{url!r} is no address of a service", advice="Give one like https://example.org/reconcile"
            )
        self._url = url
        self._timeout = timeout
        self._manifest: Mapping[str, Any] | None = None

    @property
    def manifest(self) -> Mapping[str, Any]:
        """What the service says of itself; asked once.

        Raises:
            InputError: it does not answer, or is no such service.
        """
        if self._manifest is None:
            manifest = self._asked(None)
            if not isinstance(manifest.get("identifierSpace"), str) or not isinstance(manifest.get("name"), str):
                raise self._error("is no reconciliation service: its manifest has no name or no identifierSpace")
            versions = manifest.get("versions", _SPOKEN[:1])
            if not set(versions) & set(_SPOKEN):
                raise self._error(f"speaks version {', '.join(versions)} of the API, not {' or '.join(_SPOKEN)}")
            self._manifest = manifest
        return self._manifest

    def iri(self, identifier: str) -> str:
        """The IRI of what has this id at the service."""
        space = str(self.manifest["identifierSpace"])
        if space.endswith(("/", "#", "=", ":")):
            return space + identifier
        view = self.manifest.get("view")
        pattern = view.get("url") if isinstance(view, Mapping) else None
        return pattern.replace("{{id}}", identifier) if isinstance(pattern, str) else f"{space}/{identifier}"

    def candidates(self, queries: Sequence[Mapping[str, Any]]) -> list[list[Found]]:
        """What the service offers for each query, the best first.

        Args:
            queries: as the API has them: ``{"query": "Budi Santoso", "type": "Q5", "limit": 5}``.

        Raises:
            InputError: the service does not answer, or not as the API says.
        """
        named = {f"q{number}": query for number, query in enumerate(queries)}
        answer = self._asked({"queries": json.dumps(named, ensure_ascii=False)})
        return [self._read(answer.get(name)) for name in named]

    def _read(self, answer: object) -> list[Found]:
        results = answer.get("result") if isinstance(answer, Mapping) else None
        if not isinstance(results, list):
            raise self._error("answers a query without a result")
        try:
            found = [_found(result) for result in results]
        except (KeyError, TypeError, ValueError) as error:
            raise self._error(f"gives a result that cannot be read ({type(error).__name__}: {error})") from error
        return sorted(found, key=lambda each: (-each.score, each.identifier))

    def _asked(self, form: Mapping[str, str] | None) -> Mapping[str, Any]:
        """The JSON object that the service answers with: to no form its manifest."""
        data = urlencode(form).encode() if form is not None else None
        try:
            with urlopen(Request(self._url, data, _HEAD), timeout=self._timeout) as response:
                body = response.read(_LARGEST + 1)
        except HTTPError as error:
            raise self._error(f"answers {error.code} {error.reason}") from error
        except TimeoutError as error:
            raise self._slow() from error
        except (OSError, HTTPException) as error:
            reason = getattr(error, "reason", error)
            raise (
                self._slow() if isinstance(reason, TimeoutError) else self._error(f"cannot be reached ({reason})")
            ) from error
        try:
            answer = json.loads(body) if len(body) <= _LARGEST else None
        except ValueError:
            answer = None
        if not isinstance(answer, dict):
            raise self._error("does not answer with a JSON object", "Is this the address of a reconciliation service?")
        if answer.get("status") == "error":
            raise self._error(f"answers: {answer.get('message', 'error')}")
        return answer

    def _slow(self) -> InputError:
        return self._error(f"did not answer within {self._timeout:g} seconds", "Try --timeout or a smaller --batch.")

    def _error(self, cause: str, advice: str = "") -> InputError:
        return InputError(cause, place=self._url, advice=advice)


def _found(result: Mapping[str, Any]) -> Found:
    types = result.get("type") or result.get("types") or ()
    return Found(
        identifier=str(result["id"]),
        name=str(result["name"]),
        types=tuple(str(each.get("name") or each["id"]) if isinstance(each, Mapping) else str(each) for each in types),
        description=str(result.get("description") or ""),
        score=float(result.get("score", 0)),
        is_match=result.get("match") is True,
    )
