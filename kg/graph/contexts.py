"""JSON-LD without the web: the context of schema.org in place of its address."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from kg.errors import InputError

_SCHEMA_ORG = re.compile(r"https?://schema\.org/?(docs/jsonldcontext\.jsonld?)?")
_SCHEMA_CONTEXT: dict[str, Any] = {
    "@vocab": "http://schema.org/",
    "id": "@id",
    "type": "@type",
    **{name: {"@type": "@id"} for name in ("url", "sameAs", "image", "logo", "additionalType", "mainEntityOfPage")},
    **{name: {"@type": "http://schema.org/Date"} for name in ("birthDate", "deathDate", "datePublished", "startDate")},
}
"""What matters of the context of schema.org, which many files name and nobody can fetch offline."""


def without_web(content: bytes, path: Path) -> bytes:
    """The file with the context of schema.org in place of its address.

    Raises:
        InputError: its context is at another address.
    """
    if b"@context" not in content:
        return content
    try:
        document = json.loads(content)
    except ValueError:
        return content
    changed = _with_context(document, path)
    return content if changed == document else json.dumps(changed, ensure_ascii=False).encode()


def _with_context(value: Any, path: Path) -> Any:
    if isinstance(value, list):
        return [_with_context(each, path) for each in value]
    if isinstance(value, dict):
        return {k: _context(v, path) if k == "@context" else _with_context(v, path) for k, v in value.items()}
    return value


def _context(value: Any, path: Path) -> Any:
    if isinstance(value, list):
        return [_context(each, path) for each in value]
    if not isinstance(value, str):
        return value
    if _SCHEMA_ORG.fullmatch(value):
        return _SCHEMA_CONTEXT
    raise InputError(
        f"its context is at <{value}>", place=str(path), advice="kabar works offline; put the context into the file."
    )
