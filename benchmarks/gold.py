"""Gold annotations: one JSON file for each article, as ``tests/gold/`` has them.

What counts for a score is read; ``evidence``, ``relations`` and the free text of themes and topics are left out.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ACTOR_ROLES = ("agent", "patient", "recipient", "participant")
PLACE_ROLES = ("place", "origin", "destination")


@dataclass(frozen=True, slots=True)
class GoldEntity:
    """A thing that the article speaks of.

    Attributes:
        id: what the other annotations of the article call it.
        type: "Person", "Organisation", "Place", "Country", "Facility", "Work" or "Product".
        name: its full name.
        surfaces: how the article names it.
        wikidata: "Q7747", or None where the annotator was not certain.
    """

    id: str
    type: str
    name: str
    surfaces: tuple[str, ...]
    wikidata: str | None


@dataclass(frozen=True, slots=True)
class GoldPosition:
    """Somebody (``holder``) holds a ``title``, in an ``organisation`` where the article names one."""

    holder: str
    title: str
    organisation: str | None


@dataclass(frozen=True, slots=True)
class GoldEvent:
    """A happening.

    Attributes:
        id: within its article.
        type: class of the event ("Meeting").
        actors: (role, id of the entity), as annotated.
        places: the same for place, origin and destination.
        time: ISO 8601 ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``, or None.
        modality: "asserted", "planned", "alleged" or "denied".
        is_core: whether any careful reader would list it; others are not missed when a graph lacks them.
    """

    id: str
    type: str
    actors: tuple[tuple[str, str], ...]
    places: tuple[tuple[str, str], ...]
    time: str | None
    modality: str
    is_core: bool


@dataclass(frozen=True, slots=True)
class GoldStatement:
    """Somebody says something; ``via`` are the outlets that the article credits with it."""

    speaker: str
    text: str
    via: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """All annotations of the article in ``file``."""

    file: str
    entities: tuple[GoldEntity, ...]
    positions: tuple[GoldPosition, ...]
    events: tuple[GoldEvent, ...]
    statements: tuple[GoldStatement, ...]


def read_gold(folder: Path) -> list[GoldArticle]:
    """Every ``*.json`` of *folder*, sorted by name.

    Raises:
        SystemExit: there is none.
    """
    paths = sorted(folder.glob("*.json"))
    if not paths:
        raise SystemExit(f"{folder}: no gold annotations (*.json)")
    return [_article(json.loads(path.read_text(encoding="utf-8"))) for path in paths]


def _article(raw: dict[str, Any]) -> GoldArticle:
    return GoldArticle(
        file=raw["file"],
        entities=tuple(
            GoldEntity(e["id"], e["type"], e["name"], tuple(e["surface"]), e.get("wikidata")) for e in raw["entities"]
        ),
        positions=tuple(GoldPosition(p["holder"], p["title"], p.get("of")) for p in raw.get("positions", ())),
        events=tuple(_event(e) for e in raw.get("events", ())),
        statements=tuple(
            GoldStatement(s["speaker"], s["text"], tuple(s.get("via") or ())) for s in raw.get("statements", ())
        ),
    )


def _event(raw: dict[str, Any]) -> GoldEvent:
    def fillers(roles: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
        return tuple((role, filler) for role in roles for filler in raw["roles"].get(role, ()))

    return GoldEvent(
        id=raw["id"],
        type=raw["type"],
        actors=fillers(ACTOR_ROLES),
        places=fillers(PLACE_ROLES),
        time=raw.get("time"),
        modality=raw["modality"],
        is_core=raw.get("core", True),
    )
