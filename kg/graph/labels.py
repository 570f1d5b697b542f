"""What an event is called: "Pertemuan Kim Jong Un dan Vladimir Putin, 13 September 2023"."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from kg.identity.corpus import CorpusEntity, CorpusEvent
from kg.knowledge.ontology import Ontology
from kg.model import Modality

_NAMED = 3
"""So many fillers of a role are named, the others are "dan lain-lain"."""


@cache
def _words() -> Mapping[str, Any]:
    return tomllib.loads(Path(__file__).with_name("labels.toml").read_text(encoding="utf-8"))


def event_label(event: CorpusEvent, entities: Sequence[CorpusEntity], ontology: Ontology) -> str:
    """The Indonesian label of an event: class, main participants, day, and its modality unless it is asserted."""
    parts = [_label(event.type, ontology)]
    for role in _words()["role"]:
        names = [entities[f].label for r, f in event.arguments if r == role["name"] and isinstance(f, int)]
        if names and not (role["name"] == "hasPlace" and len(parts) > 1):
            preposition = _words()["class"].get(event.type, {}).get(role["name"], role["preposition"])
            is_possessor = len(parts) == 1 and role["name"] in ("participant", "agent", "patient")
            listed = _listed(sorted(names))
            parts.append(listed if is_possessor else f"{preposition} {listed}")
    label = " ".join(parts)
    if event.begin is not None:
        label = f"{label}, {_date(event.begin)}" + (f" – {_date(event.end)}" if event.end else "")
    if event.modality is not Modality.ASSERTED:
        label = f"{label} ({_label(event.modality.value, ontology)})"
    return label


def _label(term: str, ontology: Ontology) -> str:
    return ontology.labels.get(term, {}).get("id", term)


def _listed(names: Sequence[str]) -> str:
    words = _words()
    if len(names) > _NAMED:
        return f"{', '.join(names[:_NAMED])} {words['more']}"
    return f" {words['and']} ".join([*([", ".join(names[:-1])] if names[:-1] else []), names[-1]])


def _date(iso: str) -> str:
    year, *rest = iso.split("-")
    month = [_words()["months"][int(rest[0]) - 1]] if rest else []
    return " ".join([*(str(int(day)) for day in rest[1:]), *month, year])
