"""Why things of different articles are one, and how sure that is."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from pathlib import Path


class Rule(StrEnum):
    """Why what several articles say is of one thing or happening: ``docs/identity.md``, and terms of ``kg:``."""

    SAME_ENTRY = "SameEntry"
    """Entities: the authority knows both as the same."""
    SAME_NAME = "SameName"
    """Entities: one kind, one full name."""
    SAME_CONTEXT = "SameContext"
    """Entities: one name that has many bearers, and something else that tells who it is."""
    SAME_WORDS = "SameWords"
    """Events: the sentences share a run of words."""
    SAME_DAY = "SameDay"
    """Events: of one day, with enough in common."""
    NESTED_TIME = "NestedTime"
    """Events: the time of the one lies in that of the other, with the same participants."""
    SAME_PARTICIPANTS = "SameParticipants"
    """Events: one of them without a time, with the same participants, two or more."""
    SAME_STORY = "SameStory"
    """Events: one of them without a time, in articles that tell one story."""
    DECIDED = "Decided"
    """A person decided so."""

    @property
    def confidence(self) -> float:
        """How many of a hundred joins by this rule are right, as a share: ``rules.toml``."""
        return _confidences()[self.value]


@cache
def _confidences() -> Mapping[str, float]:
    return tomllib.loads(Path(__file__).with_name("rules.toml").read_text(encoding="utf-8"))
