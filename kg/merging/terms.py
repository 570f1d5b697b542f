"""``terms.toml``: what merging knows of the vocabularies of others."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

_HTTP_SCHEMA = "http://schema.org/"
_WIKIDATA = re.compile(r"https?://(?:www\.|m\.)?wikidata\.org/(?:entity|wiki)/(?:Special:EntityData/)?(Q[1-9][0-9]*)")


@dataclass(frozen=True, slots=True)
class Terms:
    """See the comments of ``terms.toml``; all IRIs are in full, those of schema.org with https and with http."""

    threshold: float
    margin: float
    largest: int
    bearers: int
    longest: int
    names: Mapping[str, bool]
    """Predicate → whether it gives the main name."""
    kinds: Mapping[str, str]
    kind_of: Mapping[str, str]
    unnamed: frozenset[str]
    links: Mapping[str, float]
    identifiers: frozenset[str]
    identifier_confidence: float
    single: Mapping[str, str]
    name_says: Mapping[str, Sequence[float]]
    countries: frozenset[str]
    context: Mapping[str, float]
    ignored: frozenset[str]
    keys: Mapping[str, Sequence[tuple[str, bool]]]
    """Class → predicates, and whether each must be there."""

    def says_of_name(self, kind: str, form: str) -> float:
        """How likely two things of a kind are one that share this name, and nothing else is known."""
        weights = self.name_says.get(kind, self.name_says["other"])
        return weights[min(form.count(" "), len(weights) - 1)]


@cache
def terms() -> Terms:
    """The knowledge of the package."""
    data = tomllib.loads(Path(__file__).with_name("terms.toml").read_text(encoding="utf-8"))
    prefixes = data["prefixes"]

    def both(names: Sequence[str]) -> list[str]:
        iris = [expanded(name, prefixes) for name in names]
        return iris + [
            _HTTP_SCHEMA + iri.removeprefix("https://schema.org/")
            for iri in iris
            if iri.startswith("https://schema.org/")
        ]

    def inverted(table: Mapping[str, Sequence[str]]) -> dict[str, str]:
        return {iri: key for key, names in table.items() for iri in both(names)}

    context = dict(data["context"])
    ignored = context.pop("ignored")
    says = dict(data["name_says"])
    return Terms(
        threshold=data["threshold"],
        margin=data["margin"],
        largest=data["largest"],
        bearers=data["bearers"],
        longest=data["longest"],
        names=dict.fromkeys(both(data["names"]["other"]), False) | dict.fromkeys(both(data["names"]["main"]), True),
        kinds=inverted(data["kinds"]),
        kind_of=inverted(data["kind_of"]),
        unnamed=frozenset(both(data["unnamed"]["kinds"])),
        links={iri: weight for name, weight in data["links"].items() for iri in both([name])},
        identifiers=frozenset(both(data["identifiers"]["properties"])),
        identifier_confidence=data["identifiers"]["confidence"],
        single=inverted(data["single"]),
        countries=frozenset(both(says.pop("countries"))),
        name_says=says,
        context=context,
        ignored=frozenset(both(ignored)),
        keys={
            expanded(name, prefixes): [_key(part, prefixes) for part in parts] for name, parts in data["keys"].items()
        },
    )


def _key(part: str, prefixes: Mapping[str, Any]) -> tuple[str, bool]:
    return expanded(part.removesuffix("?"), prefixes), not part.endswith("?")


def expanded(name: str, prefixes: Mapping[str, str]) -> str:
    """``schema:Person`` in full."""
    prefix, _, local = name.partition(":")
    return prefixes[prefix] + local


def standard(iri: str) -> str:
    """One spelling of an IRI that has several: of Wikidata's items, and http or https of any page."""
    match = _WIKIDATA.fullmatch(iri)
    if match:
        return f"http://www.wikidata.org/entity/{match[1]}"
    return iri.removesuffix("/") if iri.startswith(("http://www.wikidata.org/", "urn:")) else iri
